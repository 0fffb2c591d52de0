"""Dates: the days that words name, absolute or relative to a document's date.

"4 February 2026", "2026-02-04", "4/2/2026" in the language's order, "May 2023", "2019–2023",
"le premier semestre de cette année", "昨天". What a text leaves open is completed from the base: a
month or a day without a year is the nearest one to it, and the reading is `assumed`. Without a base
such a date has no value, which says: named, and not read.

Names, orders and formats are CLDR's; the other words stand in `tables/dates` (`datewords.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from claims.reading.datewords import Calendar, Node, Shape, calendar
from claims.reading.reading import Period, Reading
from claims.tokens import Tokens

_DASHES = frozenset("-–—‐‑−~～〜")
_GAP = frozenset(" \u00a0\u202f\u2009\t.,/'’()،" + "".join(_DASHES))
_LONGEST_GAP = 3
_COUNTERS = tuple("%$€£¥₽₴₹₩‰°")
_MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120, "century": 1200}
_Field = tuple[str, int | tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class _Moment:
    """A date as named: tokens `first` to `end`, and the parts that the words give."""

    first: int
    end: int
    shape: Shape
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    century: int | None = None
    upto: _Moment | None = None


def read_dates(tokens: Tokens, language: str, base: dt.date | None = None) -> list[Reading]:
    """The dates of a text, in its order. `base` is the day the text was written."""
    words = calendar(language)
    moments = list(_moments(tokens, words))
    joined = list(_joined(tokens, words, moments))
    return [_reading(tokens, moment, base) for moment in joined]


def _moments(tokens: Tokens, words: Calendar) -> Iterator[_Moment]:
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


def _at(tokens: Tokens, words: Calendar, i: int) -> Iterator[_Moment]:
    """The date whose words begin at token i; two where the words name two days."""
    best: tuple[int, Shape, list[_Field]] | None = None
    stack: list[tuple[int, Node, list[_Field]]] = [(i, words.root, [])]
    while stack:
        j, node, fields = stack.pop()
        if node.shape and _better(j, node.shape, best) and _possible(fields):
            best = j, node.shape, fields
        if j < len(tokens) and (j == i or _close(tokens, j)):
            stack.extend(_steps(tokens, words, j, node, fields))
    if best is None or _glued(tokens, i, best[0]):
        return
    end, shape, fields = best
    if shape.bare and not _stands_alone(tokens, words, i, shape):
        return
    yield from _built(tokens, words, i, end, shape, fields)


def _better(end: int, shape: Shape, best: tuple[int, Shape, list[_Field]] | None) -> bool:
    return best is None or end > best[0] or (end == best[0] and best[1].second > shape.second)


def _steps(
    tokens: Tokens, words: Calendar, j: int, node: Node, fields: list[_Field]
) -> Iterator[tuple[int, Node, list[_Field]]]:
    key = tokens.keys[j]
    if key in node.words:
        yield j + 1, node.words[key], fields
    if node.fields:
        dashed = j > 0 and _dash(tokens.gap(j - 1))
        for code, value in words.fields(key):
            if code in node.fields and (dashed or not code.startswith("-")):
                yield j + 1, node.fields[code], [*fields, (code, value)]


def _dash(gap: str) -> bool:
    return gap.strip(" .\u00a0\u2009\u202f") in _DASHES


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


def _hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def _possible(fields: list[_Field]) -> bool:
    """Whether the fields name a day that exists."""
    found = dict(fields)
    if isinstance(dotted := found.get("x"), tuple):
        return _dotted(dotted) is not None
    day, month, year = (
        _part(found, "d"),
        _part(found, "M", "m", "-m"),
        _part(found, "y", "-y", "yy"),
    )
    days = [value for code, value in fields if code in ("d", "-d") and isinstance(value, int)]
    return day is None or month is None or all(_date(year or 2000, month, d) for d in days)


def _part(fields: dict[str, int | tuple[int, int, int]], *codes: str) -> int | None:
    for code in codes:
        if isinstance(value := fields.get(code), int):
            return value
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _dotted(parts: tuple[int, int, int]) -> dt.date | None:
    """A date written with dots: day first, or the year first where it has four digits."""
    a, b, c = parts
    if a >= 1000:  # noqa: PLR2004
        return _date(a, b, c)
    return _date(c, b, a) if c >= 1000 else None  # noqa: PLR2004


def _stands_alone(tokens: Tokens, words: Calendar, i: int, shape: Shape) -> bool:
    """Whether a lone month or year is one here, by its letters and the words around it."""
    previous = tokens.keys[i - 1] if i else ""
    following = tokens.keys[i + 1] if i + 1 < len(tokens) else ""
    if shape.grain == "month":
        name = tokens.text[tokens.starts[i] : tokens.ends[i]]
        written = name[:1].isupper() or not words.capital
        doubtful = len(name) < 3 or tokens.keys[i] in words.words.get("doubtful", ())  # noqa: PLR2004
        before = previous in words.words.get("before_month", ())
        return written and (not doubtful or before or _leads_to_month(tokens, words, i))
    return _is_year(tokens, words, i, previous, following)


def _leads_to_month(tokens: Tokens, words: Calendar, i: int) -> bool:
    """Whether "to" or "and" and another month follow."""
    following = tokens.keys[i + 1 : i + 3]
    return len(following) > 1 and _joins(words, following[0]) and following[1] in words.months


def _joins(words: Calendar, key: str) -> bool:
    """Whether a word joins two dates, to a span or to a list."""
    return (key,) in words.joins["range"] or (key,) in words.joins["list"]


def _is_year(tokens: Tokens, words: Calendar, i: int, previous: str, following: str) -> bool:
    lists = words.words
    if following in lists.get("counted", ()) or following[:1] in _COUNTERS:
        return False
    if _enclosed(tokens, i) and _modern(tokens, i):
        return True
    ends = not tokens.gap(i).isspace() or following in lists.get("after_year", ())
    if not _modern(tokens, i):
        return ends and previous in lists.get("before_year", ())
    round_number = int(tokens.keys[i]) % 100 == 0
    return (
        previous in lists.get("before_year", ())
        or following in lists.get("behind_year", ())
        or (ends and previous in lists.get("near_year", ()))
        or (not round_number and previous in lists.get("before_noun", ()))
        or _among_years(tokens, words, i)
    )


def _modern(tokens: Tokens, i: int) -> bool:
    key = tokens.keys[i] if 0 <= i < len(tokens) else ""
    return len(key) == 4 and key.isdecimal() and 1900 <= int(key) < 2100  # noqa: PLR2004


def _among_years(tokens: Tokens, words: Calendar, i: int) -> bool:
    """Whether years stand on both sides of a dash, an "and" or a "to" that stands beside this."""
    for step in (1, -1):
        beside = i if step > 0 else i - 1
        if _modern(tokens, i + step) and _dash(tokens.gap(beside)):
            return True
        joined = 0 <= i + step < len(tokens) and _joins(words, tokens.keys[i + step])
        if joined and _modern(tokens, i + 2 * step) and not _counted(tokens, words, i + 2):
            return True
    return False


def _counted(tokens: Tokens, words: Calendar, i: int) -> bool:
    following = tokens.keys[i + 1] if i + 1 < len(tokens) else ""
    return following in words.words.get("counted", ()) or following[:1] in _COUNTERS


def _enclosed(tokens: Tokens, i: int) -> bool:
    before = tokens.text[max(tokens.starts[i] - 1, 0) : tokens.starts[i]]
    return before in ("(", "（") and tokens.gap(i)[:1] in (")", "）")


def _built(
    tokens: Tokens, words: Calendar, i: int, end: int, shape: Shape, fields: list[_Field]
) -> Iterator[_Moment]:
    found = dict(fields)
    if isinstance(dotted := found.get("x"), tuple):
        date = _dotted(dotted)
        if date is not None:
            yield _Moment(i, end, shape, date.year, date.month, date.day)
        return
    days = [value for code, value in fields if code in ("d", "-d") and isinstance(value, int)]
    moment = _Moment(
        i,
        end,
        shape,
        year=_part(found, "y", "-y", "yy", "k"),
        month=_part(found, "M", "m", "-m"),
        day=days[0] if days else None,
        century=_part(found, "c"),
    )
    if len(days) > 1 and "-d" not in found and not _spans(tokens, words, i, end):
        yield moment
        yield replace(moment, day=days[1])
        return
    yield replace(moment, last_day=days[1]) if len(days) > 1 else moment


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


def _joined(tokens: Tokens, words: Calendar, moments: list[_Moment]) -> Iterator[_Moment]:
    """The moments, two that are the ends of one span made one, years shared along a list."""
    shared = [_with_year(tokens, words, a, b) for a, b in pairwise([*moments, None])]
    pending: _Moment | None = None
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


def _with_year(
    tokens: Tokens, words: Calendar, moment: _Moment | None, following: _Moment | None
) -> _Moment:
    assert moment is not None  # noqa: S101
    if following is None or moment.year or moment.shape.offset is not None or not following.year:
        return moment
    kin = moment.shape.grain == following.shape.grain or moment.month is not None
    if kin and following.month and _link(tokens, words, moment, following) is not None:
        return replace(moment, year=following.year)
    return moment


def _link(tokens: Tokens, words: Calendar, a: _Moment, b: _Moment) -> tuple[str, ...] | None:
    """The words between two moments, an article aside: ("-",) for a dash; None: too far apart."""
    if b.first == a.end:
        gap = tokens.gap(a.end - 1)
        return ("-",) if _dash(gap) else (gap.strip(),)
    between = tokens.keys[a.end : b.first]
    article = words.words.get("article", ())
    if len(between) > _LONGEST_GAP:
        return None
    return between[:-1] if len(between) > 1 and between[-1] in article else between


def _ends(tokens: Tokens, words: Calendar, a: _Moment, b: _Moment) -> bool:
    if a.shape.grain != b.shape.grain or a.shape.offset != b.shape.offset or a.last_day:
        return False
    link = _link(tokens, words, a, b)
    if link == ("-",) or link in words.joins["range"]:
        return True
    return _opened(tokens, words, a.first) and link in words.joins["list"]


def _reading(tokens: Tokens, moment: _Moment, base: dt.date | None) -> Reading:
    start, end = tokens.starts[moment.first], tokens.ends[moment.end - 1]
    period = _period(moment, base)
    if moment.upto and period:
        last = _period(moment.upto, base)
        fits = last is not None and last.end >= period.start
        period = Period(period.start, last.end, period.grain) if last and fits else None
    shape = moment.shape
    assumed = shape.offset is None and moment.year is None and moment.century is None
    text = tokens.text[start:end]
    return Reading("date", text, start, end, period, assumed=assumed and period is not None)


def _period(moment: _Moment, base: dt.date | None) -> Period | None:
    """The days a moment names. None: they cannot be told, or there are no such days."""
    shape = moment.shape
    if moment.century:
        return _span(100 * moment.century - 99, 1, "century")
    if shape.offset is not None:
        return _relative(moment, base, shape.offset) if base else None
    if moment.year is not None:
        return _in_year(moment, moment.year)
    if base is None:
        return None
    years = (base.year - 1, base.year, base.year + 1)
    near = [period for year in years if (period := _in_year(moment, year))]
    return min(near, key=lambda p: abs((p.start + (p.end - p.start) / 2 - base).days), default=None)


def _in_year(moment: _Moment, year: int) -> Period | None:
    grain = moment.shape.grain
    if grain == "day" and moment.month and moment.day:
        start = _date(year, moment.month, moment.day)
        end = _date(year, moment.month, moment.last_day) if moment.last_day else start
        return Period(start, end, "day") if start and end and start <= end else None
    if grain == "decade":
        return _span(year - year % 10, 1, grain)
    if grain in ("quarter", "semester"):
        return _span(year, 1 + (moment.shape.part - 1) * _MONTHS[grain], grain)
    return _span(year, moment.month or 1, "month" if moment.month else "year")


def _span(year: int, month: int, grain: str) -> Period | None:
    """The period of a grain that starts with a month."""
    after = year * 12 + month - 1 + _MONTHS[grain]
    start = _date(year, month, 1)
    end = _date(after // 12, after % 12 + 1, 1)
    return Period(start, end - dt.timedelta(days=1), grain) if start and end else None


def _relative(moment: _Moment, base: dt.date, offset: int) -> Period | None:
    grain = moment.shape.grain
    if moment.shape.part or moment.month or moment.day:
        anchored = offset + base.year
        if grain != "year" or moment.month:
            return _in_year(moment, anchored)
    if grain == "day":
        day = base + dt.timedelta(days=offset)
        return Period(day, day, grain)
    if grain == "week":
        monday = base + dt.timedelta(days=7 * offset - base.weekday())
        return Period(monday, monday + dt.timedelta(days=6), grain)
    months = _MONTHS[grain]
    index = base.year * 12 + base.month - 1
    index = index - index % months + offset * months
    return _span(index // 12, index % 12 + 1, grain)
