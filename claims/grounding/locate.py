"""Where a quote stands in a text: exactly, or with the noise that true quotes have, or nowhere.

Tolerated is what a careful reader would not call a change: white space, kinds of apostrophes,
quotation marks and dashes, punctuation, Unicode form, layout marks, hyphenated line breaks, the
case of a first letter, an ellipsis between two stretches, one slip inside a long lower-case word.
Never a digit, a number word, a unit, a name, a negator: what either side *reads* must be the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import regex

from claims.reading import read
from claims.tokens import Tokens, fold, tokenise

_ELLIPSIS = regex.compile(r"\s*[\[(]?(?:…|\.{3,})[\])]?\s*")
_WRAPPING = " \t\r\n\"'“”„«»‘’‹›「」『』《》…"
_SPACES = regex.compile(r"\s+")
_HYPHENATED = regex.compile(r"(?<=\p{L})[-‐\u00ad]\s*\n\s*(?=\p{Ll})")
_BETWEEN = "\x1f"
_BEGINS = regex.compile(r"[.!?:;\"“”«»\n]")  # a sentence or a quotation may begin behind these
_LONG_WORD = 6  # letters: in a shorter word one letter makes another word too easily
_WORDS_PER_SLIP = 8
_MOST_SLIPS = 3
_MOST_CANDIDATES = 64  # occurrences looked at where a piece of a quote stands many times
_GROUP = 3  # digits


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


Extent = tuple[int, int]


def locate(
    quote: str, text: str, *, near: int | None = None, within: Extent | None = None
) -> Match | None:
    """Where `quote` stands in `text`, or None.

    Of several places the one nearest to the offset `near` is taken (the first without it); only
    places inside the extent `within` count where one is given.

    >>> locate('the "1,500" tonnes', "It sold the 1,500 tonnes.").spans
    ((8, 24),)
    >>> locate("the 1,600 tonnes", "It sold the 1,500 tonnes.") is None
    True
    """
    wanted = quote.strip(_WRAPPING)
    extent = within or (0, len(text))
    return (
        _exact(wanted, text, near, extent)
        or _normalised(wanted, text, near, extent)
        or _joined(wanted, text, near, extent)
    )


def _nearest(spans: Iterator[Extent], near: int | None, extent: Extent) -> Extent | None:
    inside = (span for span in spans if extent[0] <= span[0] and span[1] <= extent[1])
    if near is None:
        return next(inside, None)
    return min(inside, key=lambda span: abs(span[0] - near), default=None)


def _exact(wanted: str, text: str, near: int | None, extent: Extent) -> Match | None:
    if not wanted or wanted not in text or not tokenise(wanted).keys:
        return None
    index = _index(text)
    span = _nearest((s for s in _finds(wanted, text) if index.clean(*s)), near, extent)
    return Match(*span, "exact", (span,)) if span else None


def _finds(wanted: str, text: str) -> Iterator[Extent]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)


def _normalised(wanted: str, text: str, near: int | None, extent: Extent) -> Match | None:
    quote = tokenise(wanted)
    if not quote.keys:
        return None
    for index in _indexes(text):
        span = _nearest(index.same_words(quote), near, extent) or _nearest(
            index.slipped(quote), near, extent
        )
        if span:
            return Match(*span, "normalised", (span,))
    return None


def _joined(wanted: str, text: str, near: int | None, extent: Extent) -> Match | None:
    """Two stretches with an ellipsis between them, in the order of the text."""
    parts = [part for part in _ELLIPSIS.split(wanted) if part.strip(_WRAPPING)]
    if len(parts) != 2:  # noqa: PLR2004
        return None
    first = locate(parts[0], text, near=near, within=extent)
    if first is None or len(first.spans) > 1:
        return None
    second = locate(parts[1], text, near=first.end, within=(first.end, extent[1]))
    if second is None or len(second.spans) > 1:
        return None
    return Match(first.start, second.end, "normalised", (first.spans[0], second.spans[0]))


class _Index:
    """The tokens of a text joined into one string, so that `str.find` finds runs of words."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.joined = _BETWEEN + _BETWEEN.join(tokens.keys) + _BETWEEN
        self.offsets = list(accumulate((len(key) + 1 for key in tokens.keys), initial=0))

    def clean(self, start: int, end: int) -> bool:
        """Whether a stretch of the text cuts neither a word nor a number in two."""
        first = bisect_left(self.tokens.ends, start + 1)
        last = bisect_left(self.tokens.starts, end)
        if first < len(self.tokens) and self.tokens.starts[first] < start:
            return False
        if last and self.tokens.ends[last - 1] > end:
            return False
        return self._whole_numbers(first, last)

    def _whole_numbers(self, first: int, last: int) -> bool:
        return not (self._goes_on(first - 1) or self._goes_on(last - 1))

    def _goes_on(self, i: int) -> bool:
        """Whether token i and the next are one number: "10 000", "-5"."""
        keys = self.tokens.keys
        if not 0 <= i < len(keys) - 1 or not keys[i + 1][0].isdigit():
            return False
        gap = self.tokens.gap(i)
        if keys[i] in ("-", "+"):
            return not gap
        grouped = len(keys[i + 1]) >= _GROUP and keys[i + 1][:_GROUP].isdigit()
        return keys[i][-1].isdigit() and grouped and len(gap) == 1 and gap.isspace()

    def runs(self, keys: tuple[str, ...]) -> Iterator[int]:
        """Index of the first token of every run of these keys."""
        wanted = _BETWEEN + _BETWEEN.join(keys) + _BETWEEN
        at = self.joined.find(wanted)
        while at >= 0:
            yield bisect_left(self.offsets, at)
            at = self.joined.find(wanted, at + 1)

    def same_words(self, quote: Tokens) -> Iterator[Extent]:
        """Every place where the quote's words stand, case and spacing of numbers alike."""
        for first in self.runs(quote.keys):
            if self._alike(quote, first) and self._whole_numbers(first, first + len(quote)):
                yield self._extent(first, len(quote))

    def slipped(self, quote: Tokens) -> Iterator[Extent]:
        """Every place that differs by letter slips only and still reads the same."""
        slips = min(_MOST_SLIPS, 1 + len(quote) // _WORDS_PER_SLIP)
        for first in self._candidates(quote, slips):
            keys = self.tokens.keys[first : first + len(quote)]
            wrong = [i for i, key in enumerate(keys) if key != quote.keys[i]]
            if (
                0 < len(wrong) <= slips
                and all(self._is_slip(quote, i, first + i) for i in wrong)
                and self._alike(quote, first, but=wrong)
                and self._whole_numbers(first, first + len(quote))
            ):
                extent = self._extent(first, len(quote))
                if _reads_the_same(quote.text, self.tokens.text[slice(*extent)]):
                    yield extent

    def _candidates(self, quote: Tokens, slips: int) -> list[int]:
        # With at most n slips, one of n + 1 pieces of the quote stands there unchanged.
        pieces = min(slips + 1, len(quote))
        edges = [len(quote) * piece // pieces for piece in range(pieces + 1)]
        found: set[int] = set()
        for a, b in pairwise(edges):
            for count, at in enumerate(self.runs(quote.keys[a:b])):
                if 0 <= at - a <= len(self.tokens) - len(quote):
                    found.add(at - a)
                if count >= _MOST_CANDIDATES:
                    break
        return sorted(found)

    def _is_slip(self, quote: Tokens, i: int, j: int) -> bool:
        theirs, ours = _raw(quote, i), _raw(self.tokens, j)
        long = min(len(theirs), len(ours)) >= _LONG_WORD
        lower = theirs.isalpha() and ours.isalpha() and ours.islower()
        return long and lower and _one_letter_apart(quote.keys[i], self.tokens.keys[j])

    def _alike(self, quote: Tokens, first: int, but: list[int] | None = None) -> bool:
        """Whether case and the gaps inside numbers agree, token by token."""
        for i in range(len(quote)):
            j = first + i
            begins = i == 0 or bool(_BEGINS.search(quote.gap(i - 1) + self.tokens.gap(j - 1)))
            ours, theirs = _raw(self.tokens, j), _raw(quote, i)
            if i not in (but or ()) and not _same_case(theirs, ours, begins=begins):
                return False
            digits = (
                quote.keys[i][-1].isdigit()
                and i + 1 < len(quote)
                and quote.keys[i + 1][0].isdigit()
            )
            if digits and _plain_gap(quote.gap(i)) != _plain_gap(self.tokens.gap(j)):
                return False
        return True

    def _extent(self, first: int, count: int) -> Extent:
        return self.tokens.starts[first], self.tokens.ends[first + count - 1]


def _raw(tokens: Tokens, i: int) -> str:
    return tokens.text[tokens.starts[i] : tokens.ends[i]]


def _same_case(theirs: str, ours: str, *, begins: bool) -> bool:
    """Names keep their capitals; the first word of a sentence may gain or lose one."""
    if theirs == ours or (begins and theirs[1:] == ours[1:]):
        return True
    return theirs.isupper() == ours.isupper() and theirs[0].isupper() == ours[0].isupper()


def _plain_gap(gap: str) -> str:
    return fold(_SPACES.sub(" ", gap.replace("–", "-").replace("—", "-")))


def _one_letter_apart(a: str, b: str) -> bool:
    """One letter added, left out, changed or swapped with its neighbour, the first one aside."""
    if a == b or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    same = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    rest_a, rest_b = a[same:], b[same:]
    return (
        rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or rest_a[1:] == rest_b[1:]
        or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    )


def _reads_the_same(quote: str, source: str) -> bool:
    return _meaning(quote) == _meaning(source)


def _meaning(words: str) -> list[tuple[object, ...]]:
    return [(r.kind, r.value, r.unit, r.direction, r.comparator) for r in read(words)]


@lru_cache(maxsize=8)
def _index(text: str) -> _Index:
    return _Index(tokenise(text))


@lru_cache(maxsize=8)
def _unhyphenated(text: str) -> _Index | None:
    """The index in which words broken over two lines are whole; None where none is."""
    breaks = [match.span() for match in _HYPHENATED.finditer(text)]
    return _Index(_mend(tokenise(text), breaks)) if breaks else None


def _mend(tokens: Tokens, breaks: list[Extent]) -> Tokens:
    broken = {start for start, _ in breaks}
    keys, starts, ends = list[str](), list[int](), list[int]()
    for key, start, end in tokens.words():
        if ends and ends[-1] in broken:
            keys[-1] += key
            ends[-1] = end
        else:
            keys.append(key)
            starts.append(start)
            ends.append(end)
    return Tokens(tokens.text, tuple(keys), tuple(starts), tuple(ends))


def _indexes(text: str) -> Iterator[_Index]:
    yield _index(text)
    if mended := _unhyphenated(text):
        yield mended
