"""`Passage`: the sentences of a text, none of which crosses a paragraph or is cut in a number.

Sentence ends are yasbd's (rules for 39 languages; English ones stand in for the rest). Where the
lines of a text break, and what its hard-wrapped lines join to, is decided here, from their form.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import regex

from claims.speakers import LABEL
from claims.tokens import Tokens, tokenise

BREAKS = r"\n\r\f\v\x1c-\x1e\x85\u2028\u2029"  # what ends a line
_LINE = regex.compile(rf"[^{BREAKS}]*(?:\R|[\x1c-\x1e]|\Z)")
_SPACES = str.maketrans(dict.fromkeys("\n\r\x0c\x0b\x1c\x1d\x1e\x85\u2028\u2029", " "))
_ENDED = regex.compile(r"[.!?…:;。！？：；؟।۔][\s'\"’”»›」』)\]*_]*$")
_CLOSING = regex.compile(r"\s*['\"’”»›」』)\]]+(?=\s|$)")  # what belongs to the sentence before it
_ITEM = regex.compile(
    r"[-*+•·◦▪‣–—]\s | [–—](?!\p{Nd}) | [#>|] | [(\[]?(?:\p{Nd}{1,3}|\p{L})[.)\]]\s | [（(]\p{Nd}",
    regex.VERBOSE,
)
_HYPHENS = ",-‐\u00ad、，،"  # a line that ends in one of these goes on
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\u3000-\u303f\uff01-\uff60]")
_WRAPPED = range(40, 121)  # how wide, in columns, the full lines of a hard-wrapped text are
_FULL = 0.6  # of that width: a line this long was broken by its width
_SAMPLE = 2_000  # lines that are looked at for the width

# "env. 3,5 %", "art. 5", "J.-C. Martin": short lower-case words before a number, and initials.
_ABBREVIATED = regex.compile(
    r"(?<!\p{L}) (?: \p{Ll}{1,4}\.\s+(?=\p{Nd}) | \p{Lu}\.-\p{Lu}\.\s+(?=\p{Lu}) )", regex.VERBOSE
)
_FALLBACK = "en"
_WINDOW = 1_000  # characters that the segmenter sees at a time
_AHEAD = 40  # those at its end are there to be looked ahead to

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: `document.text[start:end] == text`; `number` counts from 0."""

    number: int
    text: str
    start: int
    end: int


def passages(text: str, language: str | None) -> tuple[Passage, ...]:
    """The sentences of a text in order: disjoint, trimmed, and together all that is no space."""
    tokens = tokenise(text)
    spans = (span for block in blocks(text) for span in _sentences(text, block, tokens, language))
    return tuple(Passage(n, text[s:e], s, e) for n, (s, e) in enumerate(spans))


def lines(text: str) -> Iterator[Span]:
    """The lines of a text without their breaks and outer space; a blank one is an empty span."""
    for match in _LINE.finditer(text):
        yield _trimmed(text, *match.span())


def blocks(text: str) -> list[Span]:
    """Stretches that no sentence crosses: paragraphs, headings, list items, lines of speech."""
    spans = list(lines(text))
    full = _full_line(text, spans)
    found: list[Span] = []
    above = ""
    for start, end in spans:
        line = text[start:end]
        if above and line and _goes_on(above, line, full):
            found[-1] = (found[-1][0], end)
        elif line:
            found.append((start, end))
        above = line
    return found


def _full_line(text: str, spans: list[Span]) -> float:
    """From how many columns on a line is a full one; infinite where lines are not wrapped."""
    sample = (text[s:e] for s, e in spans[:_SAMPLE] if s < e)
    widths = sorted(map(_columns, sample))
    usual = widths[int(len(widths) * 0.95)] if widths else 0  # but for a stray long one
    return usual * _FULL if usual in _WRAPPED else float("inf")


def _columns(line: str) -> int:
    return len(line) + len(_WIDE.findall(line))


def _goes_on(above: str, line: str, full: float) -> bool:
    """Whether a line goes on with the sentence of the line above it."""
    if _ENDED.search(above[-8:]) or above[0] in "#|" or _ITEM.match(line) or LABEL.match(line):
        return False
    return line[0].islower() or above[-1] in _HYPHENS or _columns(above) >= full


def _sentences(text: str, block: Span, tokens: Tokens, language: str | None) -> Iterator[Span]:
    start, end = block
    # A line break inside a block is a space to the segmenter; the length stays the same.
    piece = text[start:end].translate(_SPACES)
    short = {match.end() for match in _ABBREVIATED.finditer(piece)}
    cuts = (_settled(piece, cut, short) for cut in _ends(piece, language or _FALLBACK))
    inner = [start + cut for cut in cuts if cut and not _splits_number(start + cut, tokens)]
    for a, b in pairwise([start, *inner, end]):
        span = _trimmed(text, a, b)
        if span[0] < span[1]:
            yield span


def _settled(piece: str, cut: int, short: set[int]) -> int:
    """Where a sentence that ends at `cut` ends for good; 0 where it goes on."""
    closing = _CLOSING.match(piece, cut)
    end = _next(piece, closing.end() if closing else cut)
    goes_on = end in short or (closing and piece[end : end + 1].islower())
    return 0 if goes_on else end


def _ends(piece: str, language: str) -> Iterator[int]:
    """Where sentences end, a window at a time: the segmenter is slow in long runs of one sign."""
    detect = _segmenter(language).detect
    at = 0
    while at < len(piece):
        window = piece[at : at + _WINDOW]
        last = at + _WINDOW >= len(piece)
        seen = len(window) - (0 if last else _AHEAD)
        ends = [] if window.isspace() else [end for end in detect(window) if 0 < end < seen]
        yield from (at + end for end in ends)
        # The next window begins with the sentence that this one does not show whole.
        at += len(window) if last else ends[-1] if ends else window.rfind(" ", 1, seen) + 1 or seen


def _next(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _splits_number(offset: int, tokens: Tokens) -> bool:
    at = bisect_right(tokens.starts, offset) - 1
    return at >= 0 and tokens.starts[at] < offset < tokens.ends[at] and tokens.keys[at][0].isdigit()


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + max(lead, len(piece.rstrip()))


@lru_cache(maxsize=8)
def _segmenter(language: str) -> Any:
    """The sentence segmenter of a language (yasbd has no types of its own)."""
    from yasbd import BoundaryDetector, get_supported_langs  # noqa: PLC0415

    return BoundaryDetector(language if language in get_supported_langs() else _FALLBACK)
