"""The dates of one language as patterns: what CLDR writes, and what `tables/dates` adds.

A pattern is a row of words and fields. The fields:

    {d} day of the month    {-d} the same behind a dash     {M} name of a month
    {m} month in digits     {-m} the same behind a dash     {E} name of a weekday
    {y} year, four digits   {-y} the same behind a dash     {yy} year of two or four digits
    {c} century, in digits or Roman numerals                {k} decade in two digits ("90")
    {x} a whole date with dots ("04.02.2026")               {Y} any way to name a year
    {f} the year after {y}, two digits or four              {-f} the same behind a dash
    {h} an hour, in digits or words                         {t} an hour and minutes: "14.30"
    {mi} minutes, two digits    {:mi} behind a colon        {hm} the "h30" of "14h30"
    {n} a number of months, in digits or words

Sections beyond those of words: `clock` holds, in `formats` and behind or before its words, the
times of day, which are no numbers, and in `kept` what only looks so; `either` the days that lie
before or ahead ("कल"); `month_days` how a day of a month is written beside "next month"; `closing`
what counts from today where nothing more is said of it ("by the end of the year"); `month_parts`
some days of a month {P}, by their numbers ("1-7" = "first week of {P}", "-7" the last seven);
`first_months` the first {n} months of a year, {Y} or the one last begun; `decades` their names, by
their first year; `lone_days` a day of no month told, where the phrase ends behind it. `spelled`
says that days, months and years may be spelled with the numerals of `tables/numbers` ("三月").

Source of names and orders: Unicode CLDR, through Babel.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import regex

from claims.reading.data import primary, table
from claims.reading.datenames import Names
from claims.reading.datewords import HIDDEN, KEPT, Calendar, Node, Shape
from claims.reading.lexicon import lexicon
from claims.reading.patterns import expand
from claims.reading.weekdays import weekday_keys, weekday_names, weekday_patterns
from claims.tokens import fold, tokenise

_HOURS = range(1, 25)
_TEN = 10
_SPANS = (["{m}", "{-m}"], ["{m}", "{m}"])  # "1-5月"
_DAYS = regex.compile(r"(-?\d+)(?:-(\d*))?")
_SIGNS = ("24 / 7", "9 / 11")  # what looks like a fraction and is none
_TIMES = ("{h} {:mi}", "{h} {hm}")
_OCLOCK = ("{h}", "{t}", "{h} h", "{h} h {mi}", *_TIMES)
_FIELD = regex.compile(r"\{[^{}]*\}")
_PIECE = regex.compile(r"\{[^{}]*\}|[^\s{}]+")


@lru_cache(maxsize=64)
def calendar(language: str) -> Calendar:
    """The calendar of a language tag; one without names where CLDR does not know the language."""
    base = primary(language)
    data = table(f"dates/{base}") if base else {}
    names = Names(language)
    names_of_days = weekday_names(names, data)
    weeks = [found for found in _relatives(data) if found[1].grain == "week"]
    patterns = [*_patterns(names, data), *weekday_patterns(names_of_days, data, weeks)]
    root, years = _tree(patterns), _tree(_years(names, data))
    listed = data.get("words", {})
    words = {kind: frozenset(map(fold, phrases)) for kind, phrases in listed.items()}
    joins = {
        kind: frozenset(tokenise(phrase).keys for phrase in listed.get(kind, ()))
        for kind in ("range", "list", "link", "night_links", "day_parts")
    }
    months = names.months()
    listed_months = _numbered(data, "months")
    months.update(listed_months)
    hours = _hours(language)
    return Calendar(
        root,
        years,
        months,
        names.weekdays() | weekday_keys(names_of_days, data),
        _numbered(data, "days"),
        words,
        joins,
        names.capital,
        names.full_months() | listed_months.keys(),
        names.weekday_capital,
        hours,
        hours | _numbered(data, "counts"),
        _numerals(language) if data.get("spelled") else {},
    )


def _numbered(data: dict[str, Any], section: str) -> dict[str, int]:
    """The words of a section whose keys are numbers, each with its number."""
    rows = data.get(section, {}).items()
    return {fold(form): int(number) for number, forms in rows for form in forms}


def _hours(language: str) -> dict[str, int]:
    """The number words of hours."""
    words = lexicon(language).pieces if language else {}
    return {
        key: int(word.value)
        for key, word in words.items()
        if word.value is not None and word.value in _HOURS and not word.weak
    }


def _numerals(language: str) -> dict[str, int]:
    """The digits of a script that spells its numbers digit by digit, and its ten."""
    words = lexicon(language).pieces
    digits = {key: word.value for key, word in words.items() if word.value is not None}
    tens = {key: word.scale for key, word in words.items() if word.scale == _TEN}
    return {
        key: int(value)
        for key, value in (*digits.items(), *tens.items())
        if value is not None and 0 <= value <= _TEN and value == int(value)
    }


def _tree(patterns: Iterable[tuple[str, Shape]]) -> Node:
    root = Node()
    for pattern, shape in patterns:
        _add(root, pattern, shape)
    return root


def _add(root: Node, pattern: str, shape: Shape) -> None:
    node = root
    for piece in _PIECE.findall(pattern):
        if piece.startswith("{"):
            node = node.child(piece[1:-1], is_field=True)
            continue
        for key in _keys(piece):
            node = node.child(key, is_field=False)
    if node is not root and node.shape is None:
        node.shape = shape


@lru_cache(maxsize=4096)
def _keys(piece: str) -> tuple[str, ...]:
    return ("-",) if piece == "-" else tokenise(piece).keys


def _patterns(names: Names, data: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    words = data.get("words", {})
    parts = list(_parts(names, data))
    formats = ["{M}", "{y}", *names.formats(), *_expanded(data.get("formats", ()))]
    formats += [two for one in formats for two in _two_years(one)]
    yield from _numeric(names.order)
    for written in formats:
        if "{Q}" in written:
            yield from ((written.replace("{Q}", p), s) for p, s in parts)
        else:
            for variant in _variants(written, names.numbered_months(), words):
                yield variant, _shape(variant)
    yield from parts
    yield from _relatives(data)
    yield from ((sign, Shape(HIDDEN)) for sign in _SIGNS)
    yield from _clock(data.get("clock", {}))
    links = ["", *words.get("link", ())]
    months = [(month, Shape("month")) for month in ("{M}", *names.numbered_months())]
    months += [(one, Shape("month")) for one in formats if _FIELD.findall(one) in _SPANS]
    days = _month_days(names, formats, words)
    yield from _of_years([*parts, *months, *days], links)
    yield from _of_months(data, links)
    yield from _month_parts(months, data, links)
    counted = [(pattern, Shape("month")) for pattern in _expanded(data.get("first_months", ()))]
    yield from counted
    yield from _closing(data)
    for grain in ("decade", "century"):
        yield from ((pattern, Shape(grain)) for pattern in _expanded(data.get(grain, ())))
    for year, phrases in data.get("decades", {}).items():
        yield from ((phrase, Shape("decade", part=int(year))) for phrase in _expanded(phrases))
    lone = Shape("day", bare=True)
    yield from ((pattern, lone) for pattern in _expanded(data.get("lone_days", ())))


def _month_days(
    names: Names, formats: Iterable[str], words: dict[str, Any]
) -> Iterator[tuple[str, Shape]]:
    """The ways to name a day of a month without its year: "去年 *9 月 18 日*"."""
    for written in formats:
        if "{Q}" not in written:
            for variant in _variants(written, names.numbered_months(), words):
                if set(_FIELD.findall(variant)) in ({"{d}", "{m}"}, {"{d}", "{M}"}):
                    yield variant, Shape("day")


def _two_years(written: str) -> Iterator[str]:
    """A way to name a year as one to name a year that spans two: "2024/25", "2024-25"."""
    if _FIELD.findall(written) == ["{y}"]:
        yield from (written.replace("{y}", two) for two in ("{y} / {f}", "{y} {-f}"))


def _of_years(parts: list[tuple[str, Shape]], links: list[str]) -> Iterator[tuple[str, Shape]]:
    """Parts of years with the year behind them or before: "first quarter of last year"."""
    for (part, shape), link in itertools.product(parts, links):
        yield f"{part} {link} {{Y}}", shape
        yield f"{{Y}} {link} {part}", shape


def _of_months(data: dict[str, Any], links: list[str]) -> Iterator[tuple[str, Shape]]:
    """Days of a month counted from this one: "다음 달 9일", "the 9th of next month"."""
    months = [found for found in _relatives(data) if found[1].grain == "month"]
    for day in _expanded(data.get("month_days", ())):
        for (month, shape), link in itertools.product(months, links):
            yield f"{day} {link} {month}", shape
            yield f"{month} {link} {day}", shape


def _month_parts(
    months: list[tuple[str, Shape]], data: dict[str, Any], links: list[str]
) -> Iterator[tuple[str, Shape]]:
    """Some days of a month: "the first week of July", "来月上旬"."""
    relatives = [found for found in _relatives(data) if found[1].grain == "month"]
    ways = [*months, *_of_years(months, links), *relatives]
    for days, phrases in data.get("month_parts", {}).items():
        first, last = _DAYS.fullmatch(days).groups()  # type: ignore[union-attr]
        for phrase, (month, shape) in itertools.product(_expanded(phrases), ways):
            yield phrase.replace("{P}", month), shape._replace(days=(int(first), int(last or 0)))


def _years(names: Names, data: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    """The ways to name a year: "2024", "2024 года", "last year"."""
    for written in ["{y}", *names.formats(), *_expanded(data.get("formats", ()))]:
        if _FIELD.findall(written) == ["{y}"]:
            yield written, Shape("year")
    yield from (relative for relative in _relatives(data) if relative[1].grain == "year")


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
    joins = [word for kind in ("range", "list", "night_links") for word in words.get(kind, ())]
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


def _parts(names: Names, data: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
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
    for grain, offsets in data.get("either", {}).items():
        for offset, phrases in offsets.items():
            for phrase in _expanded(phrases):
                yield phrase, Shape(grain, offset=int(offset), open=True)


def _closing(data: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    for grain, offsets in data.get("closing", {}).items():
        for offset, phrases in offsets.items():
            for phrase in _expanded(phrases):
                yield phrase, Shape(grain, offset=int(offset), bare=True)
                yield f"{{Y}} {phrase}", Shape(grain)


def _clock(data: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    """The times of day, with the words before them ("at") and behind ("Uhr")."""
    patterns = [
        *_expanded(data.get("formats", ())),
        *(f"{word} {time}" for word in _expanded(data.get("before", ())) for time in _TIMES),
        *(f"{time} {word}" for word in _expanded(data.get("behind", ())) for time in _OCLOCK),
    ]
    yield from ((pattern, Shape(HIDDEN)) for pattern in patterns)
    yield from ((pattern, Shape(KEPT)) for pattern in _expanded(data.get("kept", ())))
