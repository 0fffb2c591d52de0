"""`Document`: a text exactly as it was given, and the passages it falls into."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from claims.errors import DocumentError
from claims.passages import Passage, lines, passages
from claims.reading import Reading, read
from claims.reading.language import detect
from claims.speakers import Turn, turns

_SURROGATE = re.compile(r"[\ud800-\udfff]")

__all__ = ["Document", "Passage"]


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
        for name in ("id", "language", "url", "title", "speaker"):
            _refuse_unwritable(name, getattr(self, name))
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        object.__setattr__(self, "sha256", digest)
        object.__setattr__(self, "date", _day(self.date))
        object.__setattr__(self, "id", self.id or digest[:16])
        if not self.language:
            object.__setattr__(self, "language", detect(self.text))

    def __repr__(self) -> str:
        return f"Document(id={self.id!r}, language={self.language!r}, {len(self.text)} characters)"

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences, in order. None crosses a blank line, none ends inside a number."""
        return passages(self.text, self.language)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """What the readers find in the text, in order."""
        return tuple(read(self.text, self.language, date=self.date))

    def readings_over(self, start: int, end: int) -> list[Reading]:
        """The readings that overlap the stretch from `start` to `end`, in order."""
        first = bisect_left(self.readings, start - self._longest, key=_start)
        last = bisect_left(self.readings, end, key=_start)
        return [reading for reading in self.readings[first:last] if reading.end > start]

    @cached_property
    def _longest(self) -> int:
        return max((reading.end - reading.start for reading in self.readings), default=0)

    def passage_at(self, offset: int) -> Passage:
        """The passage that holds an offset, or the one before it; the first, before any."""
        return self.passages[max(0, bisect_right(self.passages, offset, key=_start) - 1)]

    def speaker_at(self, offset: int) -> tuple[int, int] | None:
        """The span of the name of who says what stands at an offset, where the text names them.

        Names are the labels of transcripts: "Yury Ushakov :" on a line of its own, "Jane Doe
        (CEO):" at the start of one. None before the first of them, and after one that is no
        name ("Question:").
        """
        before = bisect_right(self._turns, offset, key=_start)
        return self._turns[before - 1].name if before else None

    @cached_property
    def _turns(self) -> list[Turn]:
        return turns(self.text, list(lines(self.text)))


def _start(placed: Passage | Turn | Reading) -> int:
    return placed.start


def _refuse_unusable(text: str) -> None:
    if not isinstance(text, str):
        raise DocumentError(f"a document's text is a str, not {type(text).__name__}")
    if not text or text.isspace():
        raise DocumentError("the text is empty")
    if (at := text.find("\0")) >= 0:
        raise DocumentError(f"the text holds a NUL character at offset {at}: is it a binary file?")
    if surrogate := _SURROGATE.search(text):
        raise DocumentError(
            f"the text holds a lone surrogate at offset {surrogate.start()}: decode it with "
            "errors='strict' and repair it at its source"
        )


def _refuse_unwritable(name: str, given: object) -> None:
    if given is None:
        return
    if not isinstance(given, str):
        raise DocumentError(f"a document's {name} is text, not {type(given).__name__}")
    if _SURROGATE.search(given):
        raise DocumentError(f"a document's {name} holds a lone surrogate: {given!a}")


def _day(given: object) -> dt.date | None:
    if given is None or given == "":
        return None
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    try:
        return dt.datetime.fromisoformat(given).date()  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise DocumentError(
            f"a document's date is ISO 8601, such as 2026-02-04, not {str(given)!r}"
        ) from None
