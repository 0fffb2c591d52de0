"""Dates that belong together: the ends of a span, a weekday and its day of the month, a list.

The words that join two stand in `tables/dates`, in `words`: `range`, `list`, and

    nights       words that make two weekdays one night ("in der *Nacht* von Freitag auf Samstag")
    night_links  words between the two beyond those of a range ("auf", "bağlayan")
    day_parts    parts of a day that stand behind a day and change nothing ("晚", "soir")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest

from claims.reading.datematch import opened
from claims.reading.datewords import KEPT, Calendar
from claims.reading.lone import is_dash
from claims.reading.moments import Moment
from claims.tokens import Tokens

_LONGEST_GAP = 3
_NEAR_NIGHT = 2
_MERGED = frozenset({"", ",", "(", "（", "،", "."})


def together(tokens: Tokens, words: Calendar, found: list[Moment]) -> list[Moment]:
    """The moments in their order, those made one that are one, years shared along a list."""
    days = list(_paired(found, lambda a, b: _one_day(tokens, words, a, b)))
    followed = zip_longest(days, days[1:])
    shared = [_with_year(tokens, words, moment, following) for moment, following in followed]
    spans = _paired(shared, lambda a, b: _span(tokens, words, a, b))
    return [moment for moment in spans if moment.shape.grain != KEPT]


def _paired(
    moments: list[Moment], one_of: Callable[[Moment, Moment], Moment | None]
) -> Iterator[Moment]:
    """The moments, each two in a row of which `one_of` makes one as that one."""
    pending: Moment | None = None
    for moment in moments:
        one = one_of(pending, moment) if pending else None
        if pending and not one:
            yield pending
        pending = one or moment
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


def _with_year(tokens: Tokens, words: Calendar, moment: Moment, following: Moment | None) -> Moment:
    """A moment without a year with that of the one it is listed with: "March and May 2024"."""
    if following is None or moment.year or moment.shape.offset is not None or not following.year:
        return moment
    link = _link(tokens, words, moment, following)
    listed = link in (("-",), (",",)) or link in words.joins["range"] | words.joins["list"]
    if moment.month and following.month and listed:
        return replace(moment, year=following.year)
    return moment


def _span(tokens: Tokens, words: Calendar, a: Moment, b: Moment) -> Moment | None:
    """The span whose ends two moments are. "Monday to Friday" is every week: nothing at all."""
    if _lone_weekday(a) and _lone_weekday(b) and _night(tokens, words, a, b):
        return replace(a, end=b.end, shape=a.shape._replace(part=2))
    if not _ends(tokens, words, a, b):
        return None
    if _lone_weekday(a):
        return replace(a, end=b.end, shape=a.shape._replace(grain=KEPT))
    return replace(a, end=b.end, upto=b)


def _ends(tokens: Tokens, words: Calendar, a: Moment, b: Moment) -> bool:
    if a.shape.grain != b.shape.grain or a.last_day or a.upto or b.upto:
        return False
    if a.shape.offset != b.shape.offset and not (_counted_day(a) and _counted_day(b)):
        return False
    link = _link(tokens, words, a, b)
    if link == ("-",) or link in words.joins["range"]:
        return True
    return opened(tokens, words, a.first) and link in words.joins["list"]


def _night(tokens: Tokens, words: Calendar, a: Moment, b: Moment) -> bool:
    """Whether two weekdays in a row are those of one night."""
    if b.weekday != a.weekday % 7 + 1:
        return False
    link = _link(tokens, words, a, b)
    joins = words.joins
    if (
        link not in (("-",), ("",))
        and link not in joins["range"] | joins["list"] | joins["night_links"]
    ):
        return False
    nights = words.words.get("nights", frozenset())
    before = tokens.keys[max(a.first - _NEAR_NIGHT, 0) : a.first]
    return not nights.isdisjoint((*before, *tokens.keys[b.end : b.end + _NEAR_NIGHT]))


def _link(tokens: Tokens, words: Calendar, a: Moment, b: Moment) -> tuple[str, ...] | None:
    """The words between two moments, articles and parts of a day aside; None: too far apart.

    ("-",) for a dash, another sign as it stands.
    """
    if b.first == a.end:
        gap = tokens.gap(a.end - 1)
        return ("-",) if is_dash(gap) else (gap.strip(),)
    between = _without_part(words, tokens.keys[a.end : b.first])
    article = words.words.get("article", ())
    if len(between) > _LONGEST_GAP:
        return None
    return between[:-1] if len(between) > 1 and between[-1] in article else between


def _without_part(words: Calendar, between: tuple[str, ...]) -> tuple[str, ...]:
    """The words between two moments without the part of the first day: "昨天*夜间*到今天"."""
    fitting = [
        part
        for part in words.joins["day_parts"]
        if between[: len(part)] == part and len(between) > len(part)
    ]
    return between[len(max(fitting, key=len, default=())) :]
