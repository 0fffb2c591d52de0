"""Durations that count from today: "three days ago", "il y a cinq ans", "in two weeks".

The words stand in `tables/dates`, in the sections `ago`, `ahead` and `earlier`:

    before, behind          words right before or behind such a duration
    not_before, not_behind  words further out beside which it is another thing ("desde hace")
    open                    those before that may as well tell how long ("há")

"In three days" may be how long something took: what lies ahead is one only where the words around
look ahead, and it stays a duration as well. "A year earlier" counts from another date: it is
neither, as "year on year" is.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from claims.reading.ahead import is_ahead
from claims.reading.data import primary, table
from claims.reading.moments import counted
from claims.reading.parts import whole
from claims.reading.phrases import Phrases
from claims.reading.reading import Reading
from claims.tokens import Tokens, fold

_FARTHEST = 4
_MOST = 2000
_EXACT = {"week": ("day", 7)}  # "two weeks ago" is a day, "two years ago" a year
_UNITS = frozenset({"day", "week", "month", "year"})


class _Side(NamedTuple):
    before: Phrases[bool]
    behind: Phrases[bool]
    not_before: frozenset[str]
    not_behind: frozenset[str]
    open: frozenset[str]


class Counted(NamedTuple):
    """Dates that durations are, and the stretches in which no duration stands."""

    readings: list[Reading]
    taken: list[tuple[int, int]]


@lru_cache(maxsize=64)
def _sides(language: str) -> dict[str, _Side]:
    data = table(f"dates/{primary(language)}") if primary(language) else {}
    return {name: _side(data.get(name, {})) for name in ("ago", "ahead", "earlier")}


def _side(rows: dict[str, list[str]]) -> _Side:
    before, behind = (
        Phrases((text, True) for text in rows.get(name, ())) for name in ("before", "behind")
    )
    names = ("not_before", "not_behind", "open")
    not_before, not_behind, free = (frozenset(map(fold, rows.get(name, ()))) for name in names)
    return _Side(before, behind, not_before, not_behind, free)


def count_days(
    readings: Iterable[Reading], tokens: Tokens, language: str, base: dt.date | None
) -> Counted:
    """The dates that durations among the readings are."""
    counter = _Counter(tokens, language, base)
    for reading in readings:
        if reading.kind == "duration" and _countable(reading):
            counter.count(reading)
    return counter.found


class _Counter:
    """Goes through the durations of one text."""

    def __init__(self, tokens: Tokens, language: str, base: dt.date | None) -> None:
        self.found = Counted([], [])
        self._tokens = tokens
        self._language = language
        self._base = base
        self._sides = _sides(language)

    def count(self, reading: Reading) -> None:
        """Note the date that a duration is, if it is one."""
        tokens, sides = self._tokens, self._sides
        first, end = (bisect_left(tokens.starts, at) for at in (reading.start, reading.end))
        if reading.value == 1 and _within(tokens, first, end, sides["earlier"]):
            self.found.taken.append((reading.start, reading.end))
        elif (span := _within(tokens, first, end, sides["ago"])) is not None:
            self._note(reading, span, -1)
            if tokens.keys[span[0]] not in sides["ago"].open:
                self.found.taken.append((reading.start, reading.end))
        elif (span := _within(tokens, first, end, sides["ahead"])) and is_ahead(
            tokens, first, self._language
        ):
            self._note(reading, span, 1)

    def _note(self, reading: Reading, span: tuple[int, int], sign: int) -> None:
        tokens, base = self._tokens, self._base
        start, end = tokens.starts[span[0]], tokens.ends[span[1] - 1]
        count = int(reading.value) if isinstance(reading.value, Decimal) else 0
        grain, factor = _EXACT.get(reading.unit or "", (reading.unit or "", 1))
        named = counted(base, grain, sign * count * factor) if base else None
        self.found.readings.append(Reading("date", tokens.text[start:end], start, end, named))


def _countable(reading: Reading) -> bool:
    value = reading.value
    plain = isinstance(value, Decimal) and whole(value) and 0 < value < _MOST
    return plain and reading.unit in _UNITS and reading.comparator is None


def _within(tokens: Tokens, first: int, end: int, side: _Side) -> tuple[int, int] | None:
    """The tokens of a duration together with the words that count it from today."""
    for low in range(max(first - _FARTHEST, 0), first):
        hit = side.before.match(tokens, low, unbroken=True)
        if hit is not None and hit[0] == first:
            return _clear(tokens, low, end, side)
    hit = side.behind.match(tokens, end, unbroken=True) if end < len(tokens) else None
    return _clear(tokens, first, hit[0], side) if hit is not None else None


def _clear(tokens: Tokens, low: int, high: int, side: _Side) -> tuple[int, int] | None:
    outer = low > 0 and tokens.keys[low - 1] in side.not_before
    if outer or (high < len(tokens) and tokens.keys[high] in side.not_behind):
        return None
    return low, high
