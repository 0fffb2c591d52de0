"""Shares told by counting: "one company in five", "jeder fünfte", "her beş haneden biri".

The section `shares` of a table in `tables/numbers`:

    over     words between the two numbers, where a noun may stand before them ("sur", "in")
    after    words that may follow the second number: it counts none of the nouns behind it
    every    words that make of an ordinal behind them a share ("jeder", "каждый")
    one      words for how many of those a noun before counts ("biri" = 1), behind `every`
    free     "one … in five" is a share whatever follows
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from claims.reading.data import primary, table
from claims.reading.digits import divide
from claims.reading.numbers import Numeral
from claims.reading.parts import CARDINAL, FRACTION, Number, whole
from claims.reading.phrases import Phrases
from claims.reading.ranks import Rank
from claims.reading.scan import Quantity, Scan

_NOUNS = 2  # words between a number and "in"
_MOST = 100
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class ShareWords:
    """The words of shares in one language."""

    over: Phrases[bool]
    after: frozenset[str]
    every: frozenset[str]
    one: dict[str, int]
    free: bool

    def __bool__(self) -> bool:
        return bool(self.over.firsts or self.every)


@lru_cache(maxsize=64)
def share_words(language: str) -> ShareWords:
    """The words of a language tag; none where its table has none."""
    base = primary(language)
    rows = table(f"numbers/{base}").get("shares", {}) if base else {}
    return ShareWords(
        Phrases((text, True) for text in rows.get("over", ())),
        frozenset(rows.get("after", ())),
        frozenset(rows.get("every", ())),
        dict(rows.get("one", {})),
        bool(rows.get("free")),
    )


def counted_share(scan: Scan, found: Numeral) -> Quantity | None:
    """The share that a whole number begins: "one company in five", "two lakes out of five"."""
    number, words = found.number, share_words(scan.words.lexicon.language)
    if not words or number.kind != CARDINAL or not whole(number.value):
        return None
    if not 0 < number.value < _MOST:
        return None
    return _over(scan, found, words) or _of_each(scan, found, words)


def _over(scan: Scan, found: Numeral, words: ShareWords) -> Quantity | None:
    tokens = scan.tokens
    for p in range(found.end + 1, min(found.end + 1 + _NOUNS, len(tokens))):
        if not scan.linked(p - 1) or not tokens.keys[p - 1].isalpha() or scan.source.at(p - 1):
            return None
        hit = words.over.match(tokens, p, unbroken=True) if scan.linked(p) else None
        if hit is not None:
            below = scan.numeral(hit[0]) if scan.linked(hit[0]) else None
            return _divided(scan, found, below, words) if below else None
    return None


def _divided(scan: Scan, found: Numeral, below: Numeral, words: ShareWords) -> Quantity | None:
    number = below.number
    if number.kind != CARDINAL or not whole(below.value) or below.year:
        return None
    free = words.free and found.value == 1
    if not found.value < below.value <= _MOST or not (free or _closes(scan, below.end, words)):
        return None
    return _quantity(scan, found, divide(found.value, below.value), below.end)


def _closes(scan: Scan, end: int, words: ShareWords) -> bool:
    """Whether no noun follows that the second number would count ("in five countries")."""
    return not scan.linked(end) or scan.tokens.keys[end] in words.after


def _of_each(scan: Scan, found: Numeral, words: ShareWords) -> Quantity | None:
    """As in "her beş haneden biri": so many of every five of a noun."""
    tokens, before = scan.tokens, found.first - 1
    if not words.one or before < 0 or tokens.keys[before] not in words.every:
        return None
    for p in range(found.end, min(found.end + _NOUNS + 1, len(tokens))):
        if not scan.linked(p):
            return None
        above = words.one.get(tokens.keys[p])
        if above is not None and above < found.value:
            return _quantity(scan, found, divide(Decimal(above), found.value), p + 1)
    return None


def every(scan: Scan, rank: Rank, found: Numeral) -> Quantity | None:
    """The share that "every" makes of an ordinal: "jeder fünfte"."""
    words = share_words(scan.words.lexicon.language)
    before = rank.first - 1
    if before < 0 or scan.tokens.keys[before] not in words.every or not 1 < rank.value <= _MOST:
        return None
    if not scan.linked(rank.first):
        return None
    return _quantity(scan, found, divide(_ONE, Decimal(rank.value)), found.end)


def _quantity(scan: Scan, found: Numeral, value: Decimal, end: int) -> Quantity:
    number = Number(end, value, FRACTION)
    share = replace(found, end=end, stop=scan.tokens.ends[end - 1], number=number, year=False)
    return scan.quantity(share, None, end)
