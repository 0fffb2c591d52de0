"""The parts of dates: what a word can be in one, and the patterns of one language as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

HIDDEN, KEPT = "hidden", "kept"
_ROMAN = {"i": 1, "v": 5, "x": 10}
_CENTURY = regex.compile(r"([ivx]{1,5})(?:e|ème|th|st|nd|rd|º|°)?|([0-9]{1,2})")
_DOTTED = regex.compile(r"([0-9]{1,4})\.([0-9]{1,2})\.([0-9]{1,4})")
_CLOCK = regex.compile(r"(?:[01]?[0-9]|2[0-4])\.(?:[0-5][0-9])")
_HALF_PAST = regex.compile(r"h[0-5][0-9]")  # the second token of "14h30"
_LAST_CENTURY, _LAST_DAY, _LAST_MONTH = 21, 31, 12
_LAST_HOUR, _LAST_MINUTE = 24, 59
_YEARS = range(1000, 2200)
_SHORT, _LONG = 2, 4  # digits of "26" and "2026"
_PIVOT = 70  # "69" is 2069, "70" is 1970
_DECADE_PIVOT = 30  # "les années 20" are 2020, "les années 30" 1930
_TEN = 10
_SPELLED = frozenset({"y", "m", "d", "n", "c"})
_REMEMBERED = 1 << 16


class Shape(NamedTuple):
    """What a pattern names besides its fields: its grain, part number, offset from the base.

    `bare`: a lone month, year or weekday. `second`: gives way to another reading of as many words.
    `weekday`: 1 is Monday; with a `grain` "day" the last or next such day, with "week" that day of
    the week, `part` of 2 that and the next. `open`: the words around tell whether it lies ahead.
    `days`: the first and last of a month that are meant ("the first week of July"); 0 is its last,
    -7 the seventh from its end. A `grain` of HIDDEN names no date and holds no number (clock times,
    "Black Friday"), one of KEPT is nothing at all.
    """

    grain: str
    part: int = 0
    offset: int | None = None
    bare: bool = False
    second: bool = False
    weekday: int = 0
    open: bool = False
    days: tuple[int, int] | None = None


@dataclass(slots=True)
class Node:
    """What may follow in a pattern, and the shape of the pattern that ends here."""

    words: dict[str, Node] = field(default_factory=dict)
    fields: dict[str, Node] = field(default_factory=dict)
    shape: Shape | None = None

    def child(self, piece: str, *, is_field: bool) -> Node:
        """The node after a piece, made where there is none yet."""
        return (self.fields if is_field else self.words).setdefault(piece, Node())


@dataclass(slots=True)
class Calendar:
    """The date patterns, names and little words of one language."""

    root: Node
    years: Node
    months: dict[str, int]
    weekdays: dict[str, int]
    days: dict[str, int]
    words: dict[str, frozenset[str]]
    joins: dict[str, frozenset[tuple[str, ...]]]
    capital: bool
    full: frozenset[str]
    weekday_capital: bool
    hours: dict[str, int]
    counts: dict[str, int]
    digits: dict[str, int]
    """The numerals that spell days, months and years in the scripts that do ("三月"); ten is 10."""
    memo: dict[str, tuple[tuple[str, int | tuple[int, int, int]], ...]] = field(
        default_factory=dict
    )

    def fields(self, key: str) -> tuple[tuple[str, int | tuple[int, int, int]], ...]:
        """The fields that one token can fill, with their values."""
        known = self.memo.get(key)
        if known is None:
            if len(self.memo) > _REMEMBERED:
                self.memo.clear()
            known = self.memo[key] = tuple(self._fields(key))
        return known

    def _fields(self, key: str) -> Iterator[tuple[str, int | tuple[int, int, int]]]:
        if key.isdecimal():
            yield from _digits(key)
        elif key[:1].isdigit():
            if parts := _DOTTED.fullmatch(key):
                yield "x", (int(parts[1]), int(parts[2]), int(parts[3]))
            if _CLOCK.fullmatch(key):
                yield "t", 0
        else:
            for code, names in self._named:
                if key in names:
                    yield code, names[key]
            if _HALF_PAST.fullmatch(key):
                yield "hm", 0
        if (century := _century(key)) is not None:
            yield "c", century

    @property
    def _named(self) -> tuple[tuple[str, dict[str, int]], ...]:
        return (
            ("M", self.months),
            ("E", self.weekdays),
            ("d", self.days),
            ("h", self.hours),
            ("n", self.counts),
        )

    def begins(self, key: str) -> bool:
        """Whether a pattern can begin with this token."""
        return self._leads(self.root, key) or self.begins_year(key)

    def begins_year(self, key: str) -> bool:
        """Whether a way to name a year can begin with this token."""
        return self._leads(self.years, key)

    def _leads(self, node: Node, key: str) -> bool:
        if key in node.words or any(code in node.fields for code, _ in self.fields(key)):
            return True
        return key in self.digits and not _SPELLED.isdisjoint(node.fields)

    def spelled(self, keys: Sequence[str], j: int) -> tuple[int, Iterator[tuple[str, int]]]:
        """The numeral spelled from token j: (index after it, the fields that it can fill)."""
        end = j
        while end < min(j + _LONG, len(keys)) and keys[end] in self.digits:
            end += 1
        return end, _spelled([self.digits[key] for key in keys[j:end]])


def _spelled(digits: list[int]) -> Iterator[tuple[str, int]]:
    """The fields of a spelled numeral: 二〇二五 is a year, 十二 a month or a day, 二十五 a day."""
    if _TEN not in digits:
        number = int("".join(map(str, digits)) or "0")
        if len(digits) == _LONG and number in _YEARS:
            yield "y", number
        if len(digits) > 1:
            return
    else:
        at = digits.index(_TEN)
        tens, ones = digits[:at] or [1], digits[at + 1 :] or [0]
        if len(tens) > 1 or len(ones) > 1 or _TEN in ones:
            return
        number = _TEN * tens[0] + ones[0]
    if 1 <= number <= _LAST_DAY:
        yield from (("d", number), ("-d", number))
    if 1 <= number <= _LAST_MONTH:
        yield from (("m", number), ("-m", number), ("n", number))
    if 1 <= number <= _LAST_CENTURY:
        yield "c", number


def _digits(key: str) -> Iterator[tuple[str, int]]:
    size = len(key)
    number = int(key) if size <= _LONG else 0
    if size <= _SHORT and 1 <= number <= _LAST_DAY:
        yield from (("d", number), ("-d", number))
        if number <= _LAST_MONTH:
            yield from (("m", number), ("-m", number), ("n", number))
    if size <= _SHORT and number <= _LAST_HOUR:
        yield "h", number
    if size == _LONG and number in _YEARS:
        yield from (("y", number), ("-y", number), ("yy", number), ("f", number), ("-f", number))
    if size == _SHORT:
        yield from (("f", number), ("-f", number))
        if number <= _LAST_MINUTE:
            yield from (("mi", number), (":mi", number))
        yield "yy", number + (2000 if number < _PIVOT else 1900)
        if number % 10 == 0 and number:
            yield "k", number + (2000 if number < _DECADE_PIVOT else 1900)


def _century(key: str) -> int | None:
    match = _CENTURY.fullmatch(key)
    if match is None:
        return None
    if match[2]:
        number = int(match[2])
    else:
        values = [_ROMAN[c] for c in match[1]]
        number = sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
    return number if 1 <= number <= _LAST_CENTURY else None
