"""The dates of one language as patterns: what CLDR writes, and what `tables/dates` adds.

A pattern is a row of words and fields. The fields:

    {d} day of the month    {-d} the same behind a dash     {M} name of a month
    {m} month in digits     {-m} the same behind a dash     {E} name of a weekday
    {y} year, four digits   {-y} the same behind a dash     {yy} year of two or four digits
    {c} century, in digits or Roman numerals                {k} decade in two digits ("90")
    {x} a whole date with dots ("04.02.2026")

Source of names and orders: Unicode CLDR, through Babel.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import regex

from claims.reading.cldr import locale
from claims.reading.data import primary, table
from claims.reading.patterns import expand
from claims.reading.phrases import bare
from claims.tokens import fold, tokenise

_SKELETONS = (
    "y MMMM yMMM yMMMM yMMMd yMMMMd yMMMEd MMMd MMMMd MMMEd yQQQ yQQQQ MMMM yM GyMMM".split()
)
_CLDR_FIELD = regex.compile(r"'([^']*)'|([a-zA-Z])\2*|[^a-zA-Z']+")
_LONE_MONTH = regex.compile(r"\{m\}(?! \p{L})")  # a number without a word that makes it a month
_FIELD = regex.compile(r"\{[^{}]*\}")
_PIECE = regex.compile(r"\{[^{}]*\}|[^\s{}]+")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_CENTURY = regex.compile(r"([ivx]{1,5})(?:e|ème|th|st|nd|rd|º|°)?|(\d{1,2})")
_DOTTED = regex.compile(r"(\d{1,4})\.(\d{1,2})\.(\d{1,4})")
_LAST_CENTURY, _LAST_DAY, _LAST_MONTH = 21, 31, 12


class Shape(NamedTuple):
    """What a pattern names besides its fields: its grain, part number, offset from the base.

    `bare`: a lone month or year. `second`: gives way to another reading of as many words.
    """

    grain: str
    part: int = 0
    offset: int | None = None
    bare: bool = False
    second: bool = False


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
    months: dict[str, int]
    weekdays: dict[str, int]
    days: dict[str, int]
    order: str
    words: dict[str, frozenset[str]]
    joins: dict[str, frozenset[tuple[str, ...]]]
    capital: bool
    memo: dict[str, tuple[tuple[str, int | tuple[int, int, int]], ...]] = field(
        default_factory=dict
    )

    def fields(self, key: str) -> tuple[tuple[str, int | tuple[int, int, int]], ...]:
        """The fields that one token can fill, with their values."""
        known = self.memo.get(key)
        if known is None:
            if len(self.memo) > 1 << 16:
                self.memo.clear()
            known = self.memo[key] = tuple(self._fields(key))
        return known

    def _fields(self, key: str) -> Iterator[tuple[str, int | tuple[int, int, int]]]:
        if key.isdecimal():
            yield from _digits(key)
        elif key[:1].isdigit():
            if parts := _DOTTED.fullmatch(key):
                yield "x", (int(parts[1]), int(parts[2]), int(parts[3]))
        else:
            for code, names in (("M", self.months), ("E", self.weekdays), ("d", self.days)):
                if key in names:
                    yield code, names[key]
        if (century := _century(key)) is not None:
            yield "c", century

    def begins(self, key: str) -> bool:
        """Whether a pattern can begin with this token."""
        root = self.root
        return key in root.words or any(code in root.fields for code, _ in self.fields(key))


def _digits(key: str) -> Iterator[tuple[str, int]]:
    number, size = int(key) if len(key) < 5 else 0, len(key)
    if size <= 2 and 1 <= number <= _LAST_DAY:
        yield from (("d", number), ("-d", number))
        if number <= _LAST_MONTH:
            yield from (("m", number), ("-m", number))
    if size == 4 and 1000 <= number < 2200:
        yield from (("y", number), ("-y", number), ("yy", number))
    if size == 2:
        yield "yy", number + (2000 if number < 70 else 1900)
        if number % 10 == 0 and number:
            yield "k", number + (2000 if number < 30 else 1900)


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


@lru_cache(maxsize=64)
def calendar(language: str) -> Calendar:
    """The calendar of a language tag; one without names where CLDR does not know the language."""
    base = primary(language)
    data = table(f"dates/{base}") if base else {}
    names = _Names(language)
    root = Node()
    for pattern, shape in _patterns(names, data):
        _add(root, pattern, shape)
    listed = data.get("words", {})
    words = {kind: frozenset(map(fold, phrases)) for kind, phrases in listed.items()}
    joins = {
        kind: frozenset(tokenise(phrase).keys for phrase in listed.get(kind, ()))
        for kind in ("range", "list", "link")
    }
    months = names.months()
    for month, forms in data.get("months", {}).items():
        months.update((fold(form), int(month)) for form in forms)
    capital = names.capital
    days = {fold(form): int(day) for day, forms in data.get("days", {}).items() for form in forms}
    return Calendar(root, months, names.weekdays(), days, names.order, words, joins, capital)


def _add(root: Node, pattern: str, shape: Shape) -> None:
    node = root
    for piece in _PIECE.findall(pattern):
        if piece.startswith("{"):
            node = node.child(piece[1:-1], is_field=True)
            continue
        for key in ("-",) if piece == "-" else tokenise(piece).keys:
            node = node.child(key, is_field=False)
    if node is not root and node.shape is None:
        node.shape = shape


class _Names:
    """CLDR's names and formats of one language."""

    def __init__(self, language: str) -> None:
        self._locale = locale(language or "und")
        self.order = self._order()
        self.capital = all(n[:1].isupper() for n in self._listed("months", ("wide",)) if n)

    def _order(self) -> str:
        pattern = str(getattr(self._locale.date_formats["short"], "pattern", "d/M/y"))
        return "".join(dict.fromkeys(c for c in pattern if c in "dMy")).lower() or "dmy"

    def _listed(self, what: str, widths: tuple[str, ...] = ("wide", "abbreviated")) -> list[str]:
        forms = getattr(self._locale, what)
        return [
            str(name)
            for form, width in itertools.product(("format", "stand-alone"), widths)
            for name in dict(forms.get(form, {}).get(width, {})).values()
        ]

    def _numbered(self, what: str) -> Iterator[tuple[int, str]]:
        forms = getattr(self._locale, what)
        for form, width in itertools.product(("format", "stand-alone"), ("wide", "abbreviated")):
            for number, name in dict(forms.get(form, {}).get(width, {})).items():
                yield int(number), str(name)

    def _keys(self, what: str, first: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, name in self._numbered(what):
            keys = tokenise(name).keys
            if len(keys) == 1 and not keys[0].isdecimal():
                found.setdefault(keys[0], number + first)
                found.setdefault(bare(keys[0]), number + first)
        return found

    def months(self) -> dict[str, int]:
        """The key of each month's name, of the names that are one word."""
        return self._keys("months", 0)

    def weekdays(self) -> dict[str, int]:
        """The key of each weekday's name: Monday is 0."""
        return self._keys("days", 0)

    def quarters(self) -> Iterator[tuple[int, str]]:
        """CLDR's names of the quarters."""
        return self._numbered("quarters")

    def numbered_months(self) -> list[str]:
        """How a month is written where its name is its number: "{m}月", "tháng {m}"."""
        shapes = {
            name.replace(str(number), "{m}")
            for number, name in self._numbered("months")
            if str(number) in name and name != str(number)
        }
        return sorted(shapes)

    def formats(self) -> list[str]:
        """CLDR's formats of dates, in our notation; quarters stand as {Q}."""
        skeletons = self._locale.datetime_skeletons
        patterns = [str(skeletons[name].pattern) for name in _SKELETONS if name in skeletons]
        patterns += [str(self._locale.date_formats[n].pattern) for n in ("full", "long", "medium")]
        return list(dict.fromkeys(itertools.chain.from_iterable(map(_notation, patterns))))


_LETTERS = {"d": "{d}", "y": "{y}", "E": "{E}", "c": "{E}", "Q": "{Q}", "q": "{Q}", "G": ""}


def _notation(pattern: str) -> Iterator[str]:
    """A CLDR date pattern in our notation, with the weekday and without."""
    pieces: list[str] = []
    for match in _CLDR_FIELD.finditer(pattern):
        letter = match[2]
        if letter in ("M", "L"):
            pieces.append("{M}" if len(match[0]) > 2 else "{m}")
        elif letter:
            pieces.append(_LETTERS.get(letter, ""))
        else:
            pieces.append(f" {match[1] if match[1] is not None else match[0]} ")
    written = " ".join(" ".join(pieces).split())
    if "/" not in written and not _LONE_MONTH.search(written):
        yield written
        yield written.replace("{E}", "")


def _patterns(names: _Names, data: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    words = data.get("words", {})
    parts = list(_parts(names, data))
    relatives = list(_relatives(data))
    formats = ["{M}", "{y}", *names.formats(), *_expanded(data.get("formats", ()))]
    yield from _numeric(names.order)
    for written in formats:
        if "{Q}" in written:
            yield from ((written.replace("{Q}", p), s) for p, s in parts)
        else:
            for variant in _variants(written, names.numbered_months(), words):
                yield variant, _shape(variant)
    yield from parts
    yield from relatives
    yield from _of_years(parts, relatives, formats, ["", *words.get("link", ())])
    for grain in ("decade", "century"):
        yield from ((pattern, Shape(grain)) for pattern in _expanded(data.get(grain, ())))


def _of_years(
    parts: list[tuple[str, Shape]],
    relatives: list[tuple[str, Shape]],
    formats: list[str],
    links: list[str],
) -> Iterator[tuple[str, Shape]]:
    """Parts of years with the year behind them or before: "first quarter of last year"."""
    years = [written for written in formats if _FIELD.findall(written) == ["{y}"]]
    for (part, shape), link in itertools.product(parts, links):
        yield from ((f"{part} {link} {year}", shape) for year in years)
        yield from ((f"{year} {link} {part}", shape) for year in years)
    for (part, shape), link in itertools.product([*parts, ("{M}", Shape("month"))], links):
        for year, other in relatives:
            if other.grain == "year":
                whole = shape._replace(offset=other.offset)
                yield f"{part} {link} {year}", whole
                yield f"{year} {link} {part}", whole


def _expanded(patterns: Iterable[str]) -> Iterator[str]:
    return itertools.chain.from_iterable(map(expand, patterns))


def _numeric(order: str) -> Iterator[tuple[str, Shape]]:
    day = Shape("day")
    yield "{y} {-m} {-d}", day
    yield "{x}", day
    slashes = {"d": "{d}", "m": "{m}", "y": "{yy}"}
    yield " / ".join(slashes[c] for c in order), day
    yield "{d} / {m} / {y}" if order == "mdy" else "{m} / {d} / {y}", Shape("day", second=True)
    yield "{y} / {m} / {d}", day
    if order == "dmy":
        yield "{d} {-m} {-y}", day


def _variants(written: str, months: Iterable[str], words: dict[str, Any]) -> Iterator[str]:
    """A format with each way to write its month, mark its day, or name two days."""
    named = (
        [written, *(written.replace("{M}", m) for m in months)] if "{M}" in written else [written]
    )
    marks = words.get("day_mark", ())
    joins = [*words.get("range", ()), *words.get("list", ())]
    for one in named:
        yield one
        yield from (one.replace("{d}", f"{{d}} {mark}") for mark in marks if "{d}" in one)
        if "{d}" in one:
            yield one.replace("{d}", "{d} {-d}")
            yield one.replace("{d}", "{d} - {d}")
            yield from (one.replace("{d}", f"{{d}} {join} {{d}}") for join in joins)
            for join, mark in itertools.product(joins, marks):
                yield one.replace("{d}", f"{{d}} {mark} {join} {{d}} {mark}")
                yield one.replace("{d}", f"{{d}} {mark} {join} {{d}}")


def _shape(written: str) -> Shape:
    if "{d}" in written:
        return Shape("day")
    if "{M}" in written or "{m}" in written:
        return Shape("month", bare=written.strip() == "{M}")
    grain = "year" if "{y}" in written else "day"
    return Shape(grain, bare=written.strip() == "{y}")


def _parts(names: _Names, data: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    for number, name in names.quarters():
        yield name, Shape("quarter", number)
    for grain in ("quarter", "semester"):
        for number, phrases in data.get(grain, {}).items():
            for phrase in _expanded(phrases):
                yield phrase, Shape(grain, int(number))


def _relatives(data: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    for grain, offsets in data.get("relative", {}).items():
        for offset, phrases in offsets.items():
            for phrase in _expanded(phrases):
                yield phrase, Shape(grain, offset=int(offset))
