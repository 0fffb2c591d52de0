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
from typing import NamedTuple

from claims.reading.ahead import is_ahead
from claims.reading.datematch import moments, opened
from claims.reading.datepatterns import calendar
from claims.reading.datewords import HIDDEN, Calendar
from claims.reading.lone import is_dash
from claims.reading.moments import Moment, period
from claims.reading.reading import Period, Reading
from claims.tokens import Tokens

_LONGEST_GAP = 3
_SENTENCE = 30  # tokens
_STOPS = ".!?;\n。！？；।"
_MERGED = frozenset({"", ",", "(", "（", "،", "."})


class Dated(NamedTuple):
    """The dates of a text, and the stretches in which no number stands: dates, times of day."""

    readings: list[Reading]
    taken: list[tuple[int, int]]


def read_dates(tokens: Tokens, language: str, base: dt.date | None = None) -> list[Reading]:
    """The dates of a text, in its order. `base` is the day the text was written."""
    return find_dates(tokens, language, base).readings


def find_dates(tokens: Tokens, language: str, base: dt.date | None = None) -> Dated:
    """The dates of a text and the stretches that hold no number, both in its order."""
    words = calendar(language)
    found = list(moments(tokens, words))
    named = [moment for moment in found if moment.shape.grain != HIDDEN]
    joined = _joined(tokens, words, list(_merged(tokens, words, named)))
    readings = [_reading(tokens, language, moment, base) for moment in joined]
    hidden = [
        (tokens.starts[moment.first], tokens.ends[moment.end - 1])
        for moment in found
        if moment.shape.grain == HIDDEN
    ]
    return Dated(readings, sorted([*((r.start, r.end) for r in readings), *hidden]))


def _merged(tokens: Tokens, words: Calendar, found: list[Moment]) -> Iterator[Moment]:
    """The moments, a weekday made one with the day of a month beside it: "3月6日（金）"."""
    pending: Moment | None = None
    for moment in found:
        if pending and (one := _one_day(tokens, words, pending, moment)):
            pending = one
            continue
        if pending:
            yield pending
        pending = moment
    if pending:
        yield pending


def _one_day(tokens: Tokens, words: Calendar, a: Moment, b: Moment) -> Moment | None:
    """The day that a weekday and a day of a month beside it are; None where they are two."""
    weekday, day = (a, b) if _lone_weekday(a) else (b, a)
    if not _lone_weekday(weekday) or weekday.day or not (day.day or _counted_day(day)):
        return None
    link = _link(tokens, words, a, b)
    if link is None or len(link) != 1 or link[0] not in _MERGED:
        return None
    return replace(day, first=a.first, end=b.end, weekday=weekday.weekday)


def _counted_day(moment: Moment) -> bool:
    """Whether it is "yesterday" and its like."""
    shape = moment.shape
    return shape.grain == "day" and shape.offset is not None and not shape.weekday


def _lone_weekday(moment: Moment) -> bool:
    return bool(moment.shape.weekday) and moment.shape.offset is None


def _joined(tokens: Tokens, words: Calendar, moments: list[Moment]) -> Iterator[Moment]:
    """The moments, two that are the ends of one span made one, years shared along a list."""
    followed = zip_longest(moments, moments[1:])
    shared = [_with_year(tokens, words, moment, following) for moment, following in followed]
    pending: Moment | None = None
    for moment in shared:
        if pending and _ends(tokens, words, pending, moment):
            if not _lone_weekday(pending):  # "Monday to Friday" is every week
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
    return opened(tokens, words, a.first) and link in words.joins["list"]


def _reading(tokens: Tokens, language: str, moment: Moment, base: dt.date | None) -> Reading:
    start, end = tokens.starts[moment.first], tokens.ends[moment.end - 1]
    shape = moment.shape
    completed = shape.offset is None and moment.year is None and moment.century is None
    of_week = completed and shape.grain == "day" and moment.month is None
    ahead = (completed or shape.open) and is_ahead(tokens, moment.first, language, of_week=of_week)
    if shape.open:
        moment = _turned(tokens, language, moment, ahead=ahead)
    named = period(moment, base, ahead=ahead)
    if moment.upto and named:
        last = period(moment.upto, base, ahead=ahead)
        fits = last is not None and last.end >= named.start
        named = Period(named.start, last.end, named.grain) if last and fits else None
    text = tokens.text[start:end]
    return Reading("date", text, start, end, named, assumed=completed and named is not None)


def _turned(tokens: Tokens, language: str, moment: Moment, *, ahead: bool) -> Moment:
    """A day that lies before or ahead ("कल"), as the words around it tell; else not to be read."""
    past = _is_past(tokens, calendar(language), moment)
    offset = moment.shape.offset or 0
    sign = (1 if ahead else -1) if ahead != past else 0
    return replace(moment, shape=moment.shape._replace(offset=sign * offset or None))


def _is_past(tokens: Tokens, words: Calendar, moment: Moment) -> bool:
    """Whether a word of the past stands behind a moment, in its sentence."""
    told = words.words.get("past", frozenset())
    for j in range(moment.end, min(moment.end + _SENTENCE, len(tokens))):
        if any(sign in tokens.gap(j - 1) for sign in _STOPS):
            return False
        if tokens.keys[j] in told:
            return True
    return False
