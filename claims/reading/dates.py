"""Dates: the days that words name, absolute or relative to a document's date.

"4 February 2026", "2026-02-04", "4/2/2026" in the language's order, "May 2023", "2019–2023",
"le premier semestre de cette année", "昨天". What a text leaves open is completed from the base: a
month or a day without a year is the nearest one, or the next where words before it tell of a plan,
and the reading is `assumed`. Without a base such a date has no value, which says: named, not read.

Names, orders and formats are CLDR's; the other words stand in `tables/dates` (`datepatterns.py`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from claims.reading.ahead import is_ahead
from claims.reading.datejoin import together
from claims.reading.datematch import moments
from claims.reading.datepatterns import calendar
from claims.reading.datewords import HIDDEN, Calendar
from claims.reading.moments import Moment, period
from claims.reading.reading import Period, Reading
from claims.tokens import Tokens

_APPOSED = frozenset({",", "(", "（", "，", "、"})
_CLOSING = frozenset({")", "）"})
_SENTENCE = 30  # tokens
_STOPS = ".!?;\n。！？；।"


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
    joined = together(tokens, words, named)
    readings = _apposed(tokens.text, [_reading(tokens, language, m, base) for m in joined])
    hidden = [
        (tokens.starts[moment.first], tokens.ends[moment.end - 1])
        for moment in found
        if moment.shape.grain == HIDDEN
    ]
    return Dated(readings, sorted([*((r.start, r.end) for r in readings), *hidden]))


def _apposed(text: str, readings: list[Reading]) -> list[Reading]:
    """The dates, two that name the same days as one: "today, 13 June", "last year (2024)"."""
    kept: list[Reading] = []
    for reading in readings:
        last = kept[-1] if kept else None
        if (
            last
            and _same_days(last, reading)
            and text[last.end : reading.start].strip() in _APPOSED
        ):
            end = reading.end + (text[reading.end : reading.end + 1] in _CLOSING)
            assumed = last.assumed and reading.assumed
            kept[-1] = replace(last, text=text[last.start : end], end=end, assumed=assumed)
        else:
            kept.append(reading)
    return kept


def _same_days(a: Reading, b: Reading) -> bool:
    one, other = a.value, b.value
    if not isinstance(one, Period) or not isinstance(other, Period):
        return False
    return (one.start, one.end) == (other.start, other.end)


def _reading(tokens: Tokens, language: str, moment: Moment, base: dt.date | None) -> Reading:
    start, end = tokens.starts[moment.first], tokens.ends[moment.end - 1]
    shape = moment.shape
    completed = shape.offset is None and moment.year is None and moment.century is None
    of_week = completed and shape.grain == "day" and moment.month is None
    ahead = (completed or shape.open) and is_ahead(
        tokens, moment.first, language, of_week=of_week, end=moment.end
    )
    if shape.open:
        moment = _turned(tokens, language, moment, ahead=ahead)
    last = period(moment.upto, base, ahead=ahead) if moment.upto else None
    if completed and last:
        moment = _ending(moment, last)
    named = period(moment, base, ahead=ahead)
    if moment.upto and named:
        fits = last is not None and last.end >= named.start
        named = Period(named.start, last.end, named.grain) if last and fits else None
    text = tokens.text[start:end]
    return Reading("date", text, start, end, named, assumed=completed and named is not None)


def _ending(moment: Moment, last: Period) -> Moment:
    """A span of months or days without a year, in the year of its end: "January to May"."""
    end = moment.upto
    if not end or end.year or not moment.month or not end.month:
        return moment
    later = (moment.month, moment.day or 0) > (end.month, end.day or 0)
    return replace(moment, year=last.start.year - later)


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
