"""Where a quote stands in a text: exactly, or with the noise that true quotes have, or nowhere.

Tolerated is what a careful reader would not call a change: white space, kinds of apostrophes,
quotation marks and dashes, punctuation, Unicode form, layout marks, hyphenated line breaks, the
case of a first letter, an ellipsis between two stretches, one slip inside a long lower-case word.
Never a digit, a number word, a unit, a name, a negator: what either side *reads* must be the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

import regex

from claims.grounding import edges, elision, slips
from claims.grounding.index import Extent, Index, indexes, rows

__all__ = ["Extent", "Match", "locate", "locate_slot"]

_WRAPPING = " \t\r\n\"'“”„«»‘’‹›「」『』《》…\u200e\u200f"
_GLUED = {"": ("و", "ف", "ب", "ك", "ل", "ال", "ה", "ו", "ב", "ל", "מ", "ש", "כ"), "ال": ("لل",)}
_GLUES = 3  # proclitics before one word: "وبال…"
_PROCLITICS = "(?:[وف]?[بكل]?(?:ال)?|[הובלמשכ]{1,3})"  # Arabic; Hebrew
_ARTICLE = "ال"
_STEM = 4  # letters of a word that may stand behind a proclitic: "كريم" is no "ريم"
_ANCHORS = 8  # places looked at for the longer half of an elided quote
_CHOICES = 8  # and for the other half beside each
_REACH = 1000  # tokens between the two


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quote stands. `start` and `end` are code points of the original text, half-open.

    `kind` is "exact" (the very characters) or "normalised" (after tolerated noise). `spans` holds
    one stretch, or two where an ellipsis joins them.
    """

    start: int
    end: int
    kind: str
    spans: tuple[tuple[int, int], ...]


def locate(
    quote: str, text: str, *, near: int | None = None, within: Extent | None = None
) -> Match | None:
    """Where `quote` stands in `text`, or None.

    Of several places the one nearest to the offset `near` is taken (the first without it); only
    places inside the extent `within` count where one is given. The very characters are preferred to
    the same words, and these to words with a slip. Never raises on any two str.

    >>> locate('the "1,500" tonnes', "It sold the 1,500 tonnes.").spans
    ((8, 24),)
    >>> locate("the 1,600 tonnes", "It sold the 1,500 tonnes.") is None
    True
    """
    wanted = quote.strip(_WRAPPING)
    start, end = within or (0, len(text))
    search = _Search(wanted, text, near, (max(start, 0), min(end, len(text))))
    return search.exact() or search.same_words() or search.slipped() or search.joined()


def locate_slot(words: str, text: str, *, within: Extent) -> Match | None:
    """Where the words of a slot stand inside an extent, or None.

    Besides what `locate` tolerates, the little words that Arabic and Hebrew write onto the next one
    may be glued to the first word; they are no part of the place.

    >>> locate_slot("جلسة التعويض", "موعدا لجلسة التعويض", within=(0, 19)).spans
    ((7, 19),)
    """
    found = locate(words, text, within=within)
    wanted = words.strip(_WRAPPING).split()
    if found or not wanted or wanted[0].isascii() or len(wanted[0]) < _STEM:
        return found
    match = _glued(wanted).search(text, *within)
    return Match(*match.span("slot"), "normalised", (match.span("slot"),)) if match else None


def _glued(words: list[str]) -> regex.Pattern[str]:
    """A pattern of words of which the first is glued to what stands before it.

    Behind "ل" an article loses its first letter: "الجلسة" stands in "للجلسة".
    """
    slot = r"\s+".join(map(regex.escape, words))
    if words[0].startswith(_ARTICLE):
        slot = f"{slot}|(?<=ل){slot[1:]}"
    edge = r"[\p{L}\p{M}\p{N}]"
    return regex.compile(f"(?<!{edge})(?!{slot}){_PROCLITICS}(?P<slot>{slot})(?!{edge})")


class _Search:
    """One quote looked for in one text, near an offset and inside an extent."""

    def __init__(self, wanted: str, text: str, near: int | None, extent: Extent) -> None:
        self.wanted = wanted
        self.text = text
        self.near = near
        self.extent = extent
        self.rows = rows(wanted)

    def exact(self) -> Match | None:
        """The quote's very characters."""
        if not self.rows or self.wanted not in self.text:
            return None
        index, row = indexes(self.text)[0], self.rows[0]
        first = index.nearest(row, partial(self._verbatim, index, row), self.extent, self.near)
        if first is None:
            return None
        start = index.tokens.starts[first] - row.tokens.starts[0]
        span = (start, start + len(self.wanted))
        return Match(*span, "exact", (span,))

    def _verbatim(self, index: Index, row: Index, first: int) -> bool:
        start = index.tokens.starts[first] - row.tokens.starts[0]
        inside = self.extent[0] <= start and start + len(self.wanted) <= self.extent[1]
        same = inside and self.text.startswith(self.wanted, start)
        return same and edges.whole(index, first, first + len(row))

    def same_words(self) -> Match | None:
        """The quote's words, their capitals and the spacing of numbers alike."""
        for index, row in self._pairs():
            fits = partial(_whole, index, row)
            first = index.nearest(row, fits, self.extent, self.near)
            if first is not None:
                return _match(index.extent(first, len(row)))
        return None

    def slipped(self) -> Match | None:
        """The quote's words but for letter slips."""
        for index, row in self._pairs():
            for first in slips.candidates(index, row, self.extent, self.near):
                if slips.slipped(index, row, first) and _whole(index, row, first):
                    return _match(index.extent(first, len(row)))
        return None

    def _pairs(self) -> Iterator[tuple[Index, Index]]:
        return ((index, row) for index in indexes(self.text) for row in self.rows)

    def joined(self) -> Match | None:
        """Two stretches with an ellipsis between them, in the order of the text."""
        parts = elision.parts(self.wanted)
        if parts is None:
            return None
        first, second = (rows(part)[0] for part in parts)
        for index in indexes(self.text):
            for a, b in self._orders(index, first, second):
                spans = index.extent(a, len(first)), index.extent(b, len(second))
                uncut = _whole(index, first, a) and _whole(index, second, b)
                if uncut and elision.harmless(index, *spans):
                    return _match(*spans)
        return None

    def _orders(self, index: Index, first: Index, second: Index) -> Iterator[Extent]:
        """Where the two stretches stand one behind the other, the likeliest first."""
        low, high = index.inside(self.extent)
        anchor = max(first, second, key=len)
        found = [at for at in index.runs(anchor.keys, low, high) if index.alike(anchor, at)]
        found.sort(key=lambda at: index.distance(at, self.near or 0))
        for at in found[:_ANCHORS]:
            if anchor is first:
                end = at + len(first)
                behind = index.runs(second.keys, end, min(high, end + _REACH))
                yield from ((at, b) for b in _alike(index, second, behind))
            else:
                before = index.runs(first.keys, max(low, at - _REACH), at)
                yield from ((a, at) for a in reversed(_alike(index, first, before)))


def _alike(index: Index, row: Index, runs: Iterator[int]) -> list[int]:
    return [at for at in islice(runs, _CHOICES) if index.alike(row, at)]


def _whole(index: Index, row: Index, first: int) -> bool:
    return edges.whole(index, first, first + len(row))


def _match(*spans: Extent) -> Match:
    return Match(spans[0][0], spans[-1][1], "normalised", spans)
