"""`Index`: the words of a text in the form in which runs of them are found.

The keys of all tokens stand in one string, so that `str.find`, which is linear, finds any run of
words. What keys leave out (capitals, the gaps inside a number) stands beside it, a character a
token, and is compared the same way. No search looks at more than a bounded number of places.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice, pairwise

import regex

from claims.reading.language import detect
from claims.tokens import Recent, Tokens, fold, tokenise

Extent = tuple[int, int]

_BETWEEN = "\x1f"
_SPACES = regex.compile(r"\s+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_HYPHENATED = regex.compile(r"(?<=\p{L})[-‐‑\u00ad][^\S\n]*+\n\s*(?=\p{Ll})")
_BEGINS = regex.compile(r"[.!?:;\"'“”„«»‘’‹›「『¿¡\n…]")  # a sentence or quotation may begin behind
_SPELLINGS = str.maketrans({"œ": "oe", "æ": "ae", "ё": "е"})  # one word, written in two ways
_LOWER, _TITLE, _UPPER = "abc"  # forms of a word; a single capital letter is UPPER
_NO_GAP = "."
_GAPS = 0x2000  # private use: a number for each way in which two numbers are parted
_GROUP = 3  # digits
RADIUS = 4096  # code points on either side of where a quote is expected
_WORK = 4_000_000  # characters compared in one search, at most about
_RUNS = range(64, 4096)
_FITTING = 64


class Index:
    """The tokens of a text, ready for search."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.keys = keys = _spelt(tokens.keys)
        self.joined = _BETWEEN + _BETWEEN.join(keys) + _BETWEEN
        self.forms = "".join(
            [_form(key, raw) for key, raw in zip(keys, _raws(tokens), strict=True)]
        )
        self.gaps = _gaps(tokens)

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def language(self) -> str | None:
        """The language of the text, None where it can't be told."""
        return detect(self.tokens.text)

    @cached_property
    def _offsets(self) -> array[int]:
        """Where each token begins in `joined`, and the end."""
        offsets, at = array("q", [0]), 0
        for key in self.keys:
            at += len(key) + 1
            offsets.append(at)
        return offsets

    def holds(self, key: str) -> bool:
        """Whether a word stands anywhere in the text."""
        return _BETWEEN + key + _BETWEEN in self.joined

    def inside(self, extent: Extent) -> Extent:
        """The tokens that lie within a stretch of the text: from the first up to the last."""
        first = bisect_left(self.tokens.starts, extent[0])
        return first, max(first, bisect_right(self.tokens.ends, extent[1]))

    def extent(self, first: int, count: int) -> Extent:
        """The code points of `count` tokens."""
        return self.tokens.starts[first], self.tokens.ends[first + count - 1]

    def runs(self, keys: tuple[str, ...], low: int, high: int) -> Iterator[int]:
        """The first token of every run of these keys among the tokens `low` to `high`."""
        wanted = _BETWEEN + _BETWEEN.join(keys) + _BETWEEN
        most = max(_RUNS.start, min(_RUNS.stop, _WORK // len(wanted)))
        return islice(self._finds(wanted, low, high), most)

    def _finds(self, wanted: str, low: int, high: int) -> Iterator[int]:
        stop = self._offsets[high] + 1
        at = self.joined.find(wanted, self._offsets[low], stop)
        while at >= 0:
            yield bisect_left(self._offsets, at)
            at = self.joined.find(wanted, at + 1, stop)

    def nearest(
        self, row: Index, fits: Callable[[int], bool], extent: Extent, near: int | None
    ) -> int | None:
        """The first token of the run of a quote's words that fits and is nearest to `near`."""
        low, high = self.inside(extent)
        if near is None:
            return self._first(self.runs(row.keys, low, high), row, fits)
        radius = RADIUS
        while True:
            a, b = self.around(near, radius, len(row), low, high)
            found = sorted(self.runs(row.keys, a, b), key=lambda at: self.distance(at, near))
            best = self._first(iter(found), row, fits)
            if best is not None or (a, b) == (low, high):
                return best
            radius *= 8

    def around(self, near: int, radius: int, count: int, low: int, high: int) -> Extent:
        """The tokens, of `low` to `high`, in which runs begin within a radius of an offset."""
        first = bisect_left(self.tokens.starts, near - radius)
        last = bisect_right(self.tokens.starts, near + radius) + count
        return max(low, min(first, high)), min(high, max(last, low))

    def distance(self, first: int, near: int) -> int:
        """How far a token begins from an offset."""
        return abs(self.tokens.starts[first] - near)

    def _first(self, runs: Iterator[int], row: Index, fits: Callable[[int], bool]) -> int | None:
        alike = islice((at for at in runs if self.alike(row, at)), _FITTING)
        return next(filter(fits, alike), None)

    def alike(self, row: Index, first: int) -> bool:
        """Whether the capitals and the gaps inside numbers are those of the quote."""
        count = len(row)
        if self.gaps[first : first + count - 1] != row.gaps[: count - 1]:
            return False
        forms = self.forms[first : first + count]
        return forms == row.forms or all(
            self._begins(row, i, first + i)
            for i, (ours, theirs) in enumerate(zip(forms, row.forms, strict=True))
            if ours != theirs
        )

    def _begins(self, row: Index, i: int, j: int) -> bool:
        """Whether a word may gain or lose the capital of its first letter here."""
        if i and not _BEGINS.search(row.tokens.gap(i - 1) + self.tokens.gap(j - 1)):
            return False
        return len(row.keys[i]) == 1 or {self.forms[j], row.forms[i]} == {_LOWER, _TITLE}

    def goes_on(self, i: int) -> bool:
        """Whether token i and the next are one number: "10 000", "-5"."""
        keys = self.tokens.keys
        if not 0 <= i < len(keys) - 1 or not keys[i + 1][0].isdigit():
            return False
        gap = self.tokens.gap(i)
        if keys[i] == "-":
            return not gap
        head, group = keys[i], keys[i + 1]
        grouped = group[:_GROUP].isdigit() and not group[_GROUP : _GROUP + 1].isdigit()
        leads = head.isdigit() and len(head) <= _GROUP
        return leads and grouped and len(group) >= _GROUP and len(gap) == 1 and gap.isspace()


def _spelt(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([key if key.isascii() else key.translate(_SPELLINGS) for key in keys])


def _raws(tokens: Tokens) -> Iterator[str]:
    text = tokens.text
    return (text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True))


def _form(key: str, raw: str) -> str:
    if key == raw or not raw[0].isupper():
        return _LOWER if not raw.isupper() else _UPPER
    return _UPPER if raw.isupper() else _TITLE


def _gaps(tokens: Tokens) -> str:
    """A character a token: how it is parted from a number that follows, where that matters."""
    gaps = [_NO_GAP] * len(tokens)
    for i, key in enumerate(tokens.keys):
        if i and key[0].isdigit():
            gaps[i - 1] = _gap(tokens, i - 1)
    return "".join(gaps)


def _gap(tokens: Tokens, i: int) -> str:
    gap = fold(_SPACES.sub(" ", tokens.gap(i)).translate(_DASHES))
    if not tokens.keys[i][-1].isdigit() and gap != "-":
        return _NO_GAP
    return chr(0xE000 + zlib.crc32(gap.encode("utf-8", "surrogatepass")) % _GAPS)


def _unhyphenated(text: str) -> Index | None:
    """The index in which words broken over two lines are whole; None where none is."""
    broken = {match.start() for match in _HYPHENATED.finditer(text)}
    return Index(_mend(tokenise(text), broken)) if broken else None


def _mend(tokens: Tokens, broken: set[int]) -> Tokens:
    firsts = [i for i in range(len(tokens)) if not i or tokens.ends[i - 1] not in broken]
    runs = list(pairwise([*firsts, len(tokens)]))
    return Tokens(
        tokens.text,
        tuple(["".join(tokens.keys[a:b]) for a, b in runs]),
        array("q", [tokens.starts[a] for a, _ in runs]),
        array("q", [tokens.ends[b - 1] for _, b in runs]),
    )


_plain = Recent(lambda text: Index(tokenise(text)), most=8, characters=2_000_000)
_mended = Recent(_unhyphenated, most=8, characters=2_000_000)


def indexes(text: str) -> list[Index]:
    """The index of a text, and that of its words mended where line breaks hyphenate some."""
    mended = _mended(text)
    return [_plain(text)] if mended is None else [_plain(text), mended]


def rows(quote: str) -> list[Index]:
    """The same for a quote, which is not remembered."""
    tokens = tokenise(quote)
    broken = {match.start() for match in _HYPHENATED.finditer(quote)}
    mended = [Index(_mend(tokens, broken))] if broken else []
    return [Index(tokens), *mended] if tokens.keys else []
