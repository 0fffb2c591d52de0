"""Dates: the days that words name, absolute or relative to a document's date.

"4 February 2026", "2026-02-04", "4/2/2026" in the language's order, "May 2023", "2019–2023",
"le premier semestre de cette année", "昨天". What a text leaves open is completed from the base: a
month or a day without a year is the nearest one, or the next where words before it tell of a plan,
and the reading is `assumed`. Without a base such a date has no value, which says: named, not read.

Names, orders and formats are CLDR's; the other words stand in `tables/dates` (`datepatterns.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from claims.reading.cues import is_ahead
from claims.reading.datepatterns import calendar
from claims.reading.datewords import Calendar, Node, Shape
from claims.reading.lone import is_dash, stands_alone
from claims.reading.moments import Moment, day_of, period
from claims.reading.reading import Period, Reading
from claims.tokens import Tokens

_DASHES = frozenset("-–—‐‑−~～〜")
_GAP = frozenset(" \u00a0\u202f\u2009\t.,/'’()،" + "".join(_DASHES))
_LONGEST_GAP = 3
_LEAP_YEAR = 2000
_Field = tuple[str, int | tuple[int, int, int]]
_Match = tuple[int, Shape, list[_Field]]


def read_dates(tokens: Tokens, language: str, base: dt.date | None = None) -> list[Reading]:
    """The dates of a text, in its order. `base` is the day the text was written."""
    words = calendar(language)
    moments = list(_moments(tokens, words))
    joined = list(_joined(tokens, words, moments))
    return [_reading(tokens, language, moment, base) for moment in joined]


def _moments(tokens: Tokens, words: Calendar) -> Iterator[Moment]:
    done = 0
    begins: dict[str, bool] = {}
    for i, key in enumerate(tokens.keys):
        known = begins.get(key)
        if known is None:
            known = begins[key] = words.begins(key)
        if known and i >= done:
            for moment in _at(tokens, words, i):
                done = moment.end
                yield moment


def _at(tokens: Tokens, words: Calendar, i: int) -> Iterator[Moment]:
    """The date whose words begin at token i; two where the words name two days."""
    best: _Match | None = None
    for match in _matches(tokens, words, words.root, i):
        if _better(match, best) and _possible(match[2]):
            best = match
    if best is None or _glued(tokens, i, best[0]) or _before_era(tokens, words, best[0]):
        return
    if not best[1].bare or stands_alone(tokens, words, i, best[1]):
        yield from _built(tokens, words, i, best)


def _matches(tokens: Tokens, words: Calendar, root: Node, i: int) -> Iterator[_Match]:
    """Every pattern of a tree that the tokens from i on fit."""
    stack: list[tuple[int, Node, list[_Field]]] = [(i, root, [])]
    while stack:
        j, node, fields = stack.pop()
        if node.shape:
            yield j, node.shape, fields
        if j < len(tokens) and (j == i or _close(tokens, j)):
            stack.extend(_steps(tokens, words, j, node, fields))


def _better(match: _Match, best: _Match | None) -> bool:
    if best is None or match[0] != best[0]:
        return best is None or match[0] > best[0]
    return best[1].second > match[1].second


def _steps(
    tokens: Tokens, words: Calendar, j: int, node: Node, fields: list[_Field]
) -> Iterator[tuple[int, Node, list[_Field]]]:
    key = tokens.keys[j]
    if key in node.words:
        yield j + 1, node.words[key], fields
    if node.fields:
        dashed = j > 0 and is_dash(tokens.gap(j - 1))
        for code, value in words.fields(key):
            if code in node.fields and (dashed or not code.startswith("-")):
                yield j + 1, node.fields[code], [*fields, (code, value)]
    if "Y" in node.fields:
        for end, shape, found in _matches(tokens, words, words.years, j):
            year = [*found] if shape.offset is None else [("offset", shape.offset)]
            yield end, node.fields["Y"], [*fields, *year]


def _close(tokens: Tokens, j: int) -> bool:
    gap = tokens.gap(j - 1)
    return len(gap) <= _LONGEST_GAP and all(char in _GAP for char in gap)


def _glued(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the words found are the inside of a longer word or of a longer number."""
    text = tokens.text
    before = text[tokens.starts[i] - 1 : tokens.starts[i]]
    after = text[tokens.ends[end - 1] : tokens.ends[end - 1] + 1]
    first, last = text[tokens.starts[i]], text[tokens.ends[end - 1] - 1]
    inside = _hangul(before) and _hangul(first)
    return inside or (before in ("/", "-") and first.isdigit()) or (after == "/" and last.isdigit())


def _before_era(tokens: Tokens, words: Calendar, end: int) -> bool:
    """Whether "BC" follows: such years are outside the calendar of `datetime`."""
    return end < len(tokens) and tokens.keys[end] in words.words.get("before_era", ())


def _hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def _possible(fields: list[_Field]) -> bool:
    """Whether digits name a day that exists. A day of a named month was meant, if wrongly."""
    found = dict(fields)
    if isinstance(dotted := found.get("x"), tuple):
        return _dotted(dotted) is not None
    month, year = _part(found, "m", "-m"), _part(found, "y", "-y", "yy")
    days = [value for code, value in fields if code in ("d", "-d") and isinstance(value, int)]
    return month is None or all(day_of(year or _LEAP_YEAR, month, day) for day in days)


def _part(fields: dict[str, int | tuple[int, int, int]], *codes: str) -> int | None:
    for code in codes:
        if isinstance(value := fields.get(code), int):
            return value
    return None


def _dotted(parts: tuple[int, int, int]) -> dt.date | None:
    """A date written with dots: day first, or the year first where it has four digits."""
    a, b, c = parts
    if a >= 1000:  # noqa: PLR2004
        return day_of(a, b, c)
    return day_of(c, b, a) if c >= 1000 else None  # noqa: PLR2004


def _built(tokens: Tokens, words: Calendar, i: int, best: _Match) -> Iterator[Moment]:
    end, shape, fields = best
    found = dict(fields)
    if (offset := _part(found, "offset")) is not None:
        shape = shape._replace(offset=offset)
    if isinstance(dotted := found.get("x"), tuple):
        date = _dotted(dotted)
        if date is not None:
            yield Moment(i, end, shape, date.year, date.month, date.day)
        return
    days = [value for code, value in fields if code in ("d", "-d") and isinstance(value, int)]
    moment = Moment(
        i,
        end,
        shape,
        year=_part(found, "y", "-y", "yy", "k"),
        month=_part(found, "M", "m", "-m"),
        day=days[0] if days else None,
        century=_part(found, "c"),
    )
    if len(days) > 1 and ("-d" in found or _spans(tokens, words, i, end)):
        yield replace(moment, last_day=days[1])
        return
    yield from (replace(moment, day=day) for day in days) if days else (moment,)


def _spans(tokens: Tokens, words: Calendar, i: int, end: int) -> bool:
    """Whether two days are the ends of a span ("3 to 5 May"), not two days ("3 and 5 May")."""
    keys = tokens.keys[i:end]
    if _opened(tokens, words, i) or "-" in keys:
        return True
    return any(
        keys[at : at + len(phrase)] == phrase
        for phrase in words.joins["range"]
        for at in range(1, len(keys))
    )


def _opened(tokens: Tokens, words: Calendar, i: int) -> bool:
    """Whether "between" stands before token i, or before an article before it."""
    between, article = words.words.get("between", ()), words.words.get("article", ())
    before = i - 2 if i > 1 and tokens.keys[i - 1] in article else i - 1
    return before >= 0 and tokens.keys[before] in between


def _joined(tokens: Tokens, words: Calendar, moments: list[Moment]) -> Iterator[Moment]:
    """The moments, two that are the ends of one span made one, years shared along a list."""
    followed = zip_longest(moments, moments[1:])
    shared = [_with_year(tokens, words, moment, following) for moment, following in followed]
    pending: Moment | None = None
    for moment in shared:
        if pending and _ends(tokens, words, pending, moment):
            yield replace(pending, end=moment.end, upto=moment)
            pending = None
            continue
        if pending:
            yield pending
        pending = moment
    if pending:
        yield pending


def _with_year(tokens: Tokens, words: Calendar, moment: Moment, following: Moment | None) -> Moment:
    """A moment without a year with that of the one it is listed with: "March and May 2024"."""
    if following is None or moment.year or moment.shape.offset is not None or not following.year:
        return moment
    link = _link(tokens, words, moment, following)
    listed = link in (("-",), (",",)) or link in words.joins["range"] | words.joins["list"]
    if moment.month and following.month and listed:
        return replace(moment, year=following.year)
    return moment


def _link(tokens: Tokens, words: Calendar, a: Moment, b: Moment) -> tuple[str, ...] | None:
    """The words between two moments, an article aside: ("-",) for a dash; None: too far apart."""
    if b.first == a.end:
        gap = tokens.gap(a.end - 1)
        return ("-",) if is_dash(gap) else (gap.strip(),)
    between = tokens.keys[a.end : b.first]
    article = words.words.get("article", ())
    if len(between) > _LONGEST_GAP:
        return None
    return between[:-1] if len(between) > 1 and between[-1] in article else between


def _ends(tokens: Tokens, words: Calendar, a: Moment, b: Moment) -> bool:
    if a.shape.grain != b.shape.grain or a.shape.offset != b.shape.offset or a.last_day:
        return False
    link = _link(tokens, words, a, b)
    if link == ("-",) or link in words.joins["range"]:
        return True
    return _opened(tokens, words, a.first) and link in words.joins["list"]


def _reading(tokens: Tokens, language: str, moment: Moment, base: dt.date | None) -> Reading:
    start, end = tokens.starts[moment.first], tokens.ends[moment.end - 1]
    completed = moment.shape.offset is None and moment.year is None and moment.century is None
    ahead = completed and is_ahead(tokens, moment.first, language)
    named = period(moment, base, ahead=ahead)
    if moment.upto and named:
        last = period(moment.upto, base, ahead=ahead)
        fits = last is not None and last.end >= named.start
        named = Period(named.start, last.end, named.grain) if last and fits else None
    text = tokens.text[start:end]
    return Reading("date", text, start, end, named, assumed=completed and named is not None)
