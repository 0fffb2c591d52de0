"""`Document`: a text exactly as it was given, and the passages it falls into."""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

import regex

from claims.errors import DocumentError
from claims.reading import Reading, read
from claims.reading.language import detect
from claims.tokens import tokenise

_TERMINAL = regex.compile(r"[.!?…:;。！？：；؟।]['\"’”»)\]]*\s*$")
_ITEM = regex.compile(r"\s*(?:[-*•–—#>|]|\p{Nd}{1,3}[.)]\s)")
_WRAPPED = range(40, 121)  # how wide the widest line of a hard-wrapped text is
_FALLBACK = "en"  # segmenter rules for languages that have none of their own


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: `document.text[start:end] == text`; `number` counts from 0."""

    number: int
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A text and what is known of it. The text is never rewritten: all offsets point into it.

    `language` is an ISO 639-1 code (detected when None), `date` the day that "today" means in it
    (a `datetime.date` or ISO 8601 text), `speaker` who says it where the text does not.
    Raises DocumentError for a text that is empty, holds NUL bytes or a lone surrogate.
    """

    text: str
    id: str = ""
    language: str | None = None
    date: dt.date | None = None
    url: str | None = None
    title: str | None = None
    speaker: str | None = None
    sha256: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _refuse_unusable(self.text)
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        object.__setattr__(self, "sha256", digest)
        object.__setattr__(self, "date", _day(self.date))
        object.__setattr__(self, "id", self.id or digest[:16])
        if self.language is None:
            object.__setattr__(self, "language", detect(self.text))

    def __repr__(self) -> str:
        return f"Document(id={self.id!r}, language={self.language!r}, {len(self.text)} characters)"

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences, in order. None crosses a blank line, none ends inside a number."""
        spans = [span for block in _blocks(self.text) for span in self._sentences(*block)]
        return tuple(Passage(n, self.text[s:e], s, e) for n, (s, e) in enumerate(spans))

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """What the readers find in the text, in order."""
        return tuple(read(self.text, self.language, date=self.date))

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    def passage_at(self, offset: int) -> Passage:
        """The passage that holds an offset, or the one before it."""
        return self.passages[max(0, bisect_right(self._starts, offset) - 1)]

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        # A line break inside a block is a space to the segmenter; the length stays the same.
        block = self.text[start:end].replace("\n", " ").replace("\r", " ")
        cuts = [start + cut for cut in _segmenter(self.language or _FALLBACK).detect(block)]
        inside = self._number_interiors(start, end)
        edges = [start, *(cut for cut in cuts if cut not in inside and start < cut < end), end]
        spans = (self._trim(a, b) for a, b in pairwise(edges))
        return [(a, b) for a, b in spans if a < b]

    def _number_interiors(self, start: int, end: int) -> set[int]:
        tokens = tokenise(self.text[start:end])
        return {
            start + offset
            for key, a, b in tokens.words()
            if key[0].isdigit()
            for offset in range(a + 1, b)
        }

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        piece = self.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        return start + lead, start + max(lead, len(piece.rstrip()))


def _refuse_unusable(text: str) -> None:
    if not isinstance(text, str):
        raise DocumentError(f"a document's text is a str, not {type(text).__name__}")
    if not text or text.isspace():
        raise DocumentError("the text is empty")
    if (at := text.find("\0")) >= 0:
        raise DocumentError(f"the text holds a NUL character at offset {at}: is it a binary file?")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"the text holds a lone surrogate at offset {error.start}: decode it with "
            "errors='strict' and repair it at its source"
        ) from None


def _day(given: object) -> dt.date | None:
    if given is None or given == "":
        return None
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    try:
        return dt.datetime.fromisoformat(str(given)).date()
    except ValueError:
        raise DocumentError(
            f"a document's date is ISO 8601, such as 2026-02-04, not {str(given)!r}"
        ) from None


def _blocks(text: str) -> list[tuple[int, int]]:
    """Stretches that no sentence crosses: paragraphs, headings, list items, lines of speech."""
    lines = [match.span() for match in regex.finditer(r"[^\n\r]+", text)]
    widest = max((end - start for start, end in lines), default=0)
    full = widest * 0.6 if widest in _WRAPPED else float("inf")  # a full line of wrapped text
    blocks: list[list[int]] = []
    for start, end in lines:
        if blocks and _continues(text, blocks[-1][1], start, end, full):
            blocks[-1][1] = end
        else:
            blocks.append([start, end])
    return [(start, end) for start, end in blocks if not text[start:end].isspace()]


def _continues(text: str, before: int, start: int, end: int, full: float) -> bool:
    """Whether the line at `start` goes on with the sentence of the line that ends at `before`."""
    above = text[text.rfind("\n", 0, before) + 1 : before].rstrip()
    line = text[start:end].lstrip()
    if text.count("\n", before, start) > 1 or not above or not line:
        return False
    if _TERMINAL.search(above) or _ITEM.match(line):
        return False
    return line[0].islower() or above[-1] in ",-‐\u00ad" or len(above) >= full


@lru_cache(maxsize=8)
def _segmenter(language: str) -> Any:
    """The sentence segmenter of a language (yasbd has no types of its own)."""
    from yasbd import BoundaryDetector, get_supported_langs  # noqa: PLC0415

    return BoundaryDetector(language if language in get_supported_langs() else _FALLBACK)
