"""`Moment`: a date as its words give it, and the days that it names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from claims.reading.datewords import Shape
from claims.reading.reading import Period

_MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as named: tokens `first` to `end`, and the parts that the words give.

    `weekday`: 1 is Monday, 0 is none. `count`: so many months from the beginning of a year.
    """

    first: int
    end: int
    shape: Shape
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    century: int | None = None
    weekday: int = 0
    count: int = 0
    upto: Moment | None = None


_SOON, _WEEK, _JUST = 45, 7, 3  # days
_LAST_BASE = dt.date.max - dt.timedelta(days=_SOON)


def period(moment: Moment, base: dt.date | None, *, ahead: bool = False) -> Period | None:
    """The days a moment names. None: they cannot be told, or there are no such days.

    What lacks its year is the nearest one to the base: of those not past where it lies `ahead`,
    else of those that are past or lie within `_SOON` days, since what is far ahead is told so.
    """
    shape = moment.shape
    if moment.century:
        named = _span(100 * moment.century - 99, 1, "century")
    elif shape.grain == "decade" and shape.part:
        named = _span(shape.part, 1, "decade")
    elif shape.offset is None and moment.year is not None:
        named = _in_year(moment, moment.year)
    else:
        named = _from_base(moment, base, ahead=ahead) if base else None
    return _part_of(named, *shape.days) if named and shape.days else named


def _part_of(month: Period, first: int, last: int) -> Period:
    """Some days of a month, by their numbers (`Shape.days`)."""
    start = (month.end if first < 0 else month.start) + dt.timedelta(days=first - (first > 0))
    end = month.start + dt.timedelta(days=last - 1)
    return Period(
        start + dt.timedelta(days=first < 0), min(end, month.end) if last else month.end, "week"
    )


def _from_base(moment: Moment, base: dt.date, *, ahead: bool) -> Period | None:
    """What a moment without a year of its own names, seen from the base."""
    shape = moment.shape
    if shape.weekday and not moment.day:
        first = _weekday(shape, base, ahead=ahead)
        return _longer(first, shape.part) if first else None
    if shape.offset is not None:
        return _relative(moment, base, shape.offset)
    if shape.grain == "day" and not moment.month:
        return _in_month(moment, base, ahead=ahead) if moment.day else None
    return _nearest(moment, base, ahead=ahead)


def _nearest(moment: Moment, base: dt.date, *, ahead: bool) -> Period | None:
    years = (base.year - 1, base.year, base.year + 1)
    known = [named for year in years if (named := _in_year(moment, year))]
    known = [named for named in known if _fits(moment, named)] or known
    soon = base + dt.timedelta(days=_SOON) if base < _LAST_BASE else base
    if moment.count:  # months that are counted together are mostly over
        return _latest(known, soon)
    near = [n for n in known if (n.end >= base if ahead else n.start <= soon)] or known
    return min(near, key=lambda named: _distance(named, base), default=None)


def _latest(known: list[Period], soon: dt.date) -> Period | None:
    over = [named for named in known if named.end <= soon]
    return max(over or known[:1], key=lambda named: named.end, default=None)


def _distance(named: Period, base: dt.date) -> int:
    return abs((named.start + (named.end - named.start) / 2 - base).days)


def _fits(moment: Moment, named: Period) -> bool:
    """Whether a day is the weekday that was named with it."""
    return moment.weekday in (0, named.start.isoweekday())


def _in_month(moment: Moment, base: dt.date, *, ahead: bool) -> Period | None:
    """The nearest day of that number, in this month or one beside it."""
    months = [divmod(base.year * 12 + base.month - 1 + step, 12) for step in (-2, -1, 0, 1, 2)]
    days = [day for year, m in months if (day := day_of(year, m + 1, moment.day or 0))]
    since = [(day, (day - base).days) for day in days]
    soon = [day for day, n in since if (n >= -_JUST if ahead else n <= _WEEK)]
    longer = (moment.last_day or moment.day or 0) - (moment.day or 0)
    known = [named for day in soon if (named := _longer(Period(day, day, "day"), longer + 1))]
    near = [named for named in known if _fits(moment, named)]
    return min(near, key=lambda named: _distance(named, base), default=None)


def _weekday(shape: Shape, base: dt.date, *, ahead: bool) -> Period | None:
    """The day of a weekday: the last or next one, that of a week, or where the words look."""
    if shape.offset is not None and shape.grain == "week":
        week = _days(base, shape.offset, "week")
        return _day_from(week.start, shape.weekday - 1) if week else None
    since = (base.isoweekday() - shape.weekday) % 7
    if shape.offset is None:
        return _day_from(base, -since % 7 if ahead else -since)
    return _day_from(base, -since % 7 or 7 if shape.offset > 0 else -(since or 7))


def _longer(day: Period, days: int) -> Period | None:
    """The period of so many days that begins with a day; 0 counts as one."""
    last = _day_from(day.start, max(days, 1) - 1)
    return Period(day.start, last.end, "day") if last else None


def _day_from(base: dt.date, days: int) -> Period | None:
    return _days(base, days, "day")


def _in_year(moment: Moment, year: int) -> Period | None:
    grain = moment.shape.grain
    if grain == "day" and moment.month and moment.day:
        start = day_of(year, moment.month, moment.day)
        end = day_of(year, moment.month, moment.last_day) if moment.last_day else start
        return Period(start, end, "day") if start and end and start <= end else None
    if moment.count:
        last = _span(year, moment.count, "month")
        return Period(dt.date(year, 1, 1), last.end, "month") if last else None
    if grain == "decade":
        return _span(year - year % 10, 1, grain)
    if grain in ("quarter", "semester"):
        return _span(year, 1 + (moment.shape.part - 1) * _MONTHS[grain], grain)
    return _span(year, moment.month or 1, "month" if moment.month else "year")


def _span(year: int, month: int, grain: str) -> Period | None:
    """The period of a grain that starts with a month."""
    after = year * 12 + month - 1 + _MONTHS[grain]
    start = day_of(year, month, 1)
    end = day_of(after // 12, after % 12 + 1, 1)
    return Period(start, end - dt.timedelta(days=1), grain) if start and end else None


def counted(base: dt.date, grain: str, offset: int) -> Period | None:
    """The day, week, month or year so many of them from the base."""
    if grain in ("day", "week"):
        return _days(base, offset, grain)
    return _months(base, offset, grain)


def _months(base: dt.date, offset: int, grain: str) -> Period | None:
    months = _MONTHS[grain]
    index = base.year * 12 + base.month - 1
    index = index - index % months + offset * months
    return _span(index // 12, index % 12 + 1, grain)


def _relative(moment: Moment, base: dt.date, offset: int) -> Period | None:
    grain = moment.shape.grain
    if grain == "month" and moment.day:
        month = _months(base, offset, grain)
        day = day_of(month.start.year, month.start.month, moment.day) if month else None
        return Period(day, day, "day") if day else None
    if moment.shape.part or moment.month or moment.day or moment.count:
        anchored = offset + base.year
        if grain != "year" or moment.month:
            return _in_year(moment, anchored)
    return counted(base, grain, offset)


def _days(base: dt.date, offset: int, grain: str) -> Period | None:
    """The day or week so many days or weeks from the base. None: outside the calendar."""
    try:
        if grain == "day":
            day = base + dt.timedelta(days=offset)
            return Period(day, day, grain)
        monday = base + dt.timedelta(days=7 * offset - base.weekday())
        return Period(monday, monday + dt.timedelta(days=6), grain)
    except OverflowError:
        return None


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """That day; None where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
