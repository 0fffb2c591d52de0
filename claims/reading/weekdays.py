"""Weekdays as dates: "on Tuesday", "last Friday", "jeudi de la semaine dernière", "上周五".

`tables/dates` adds to CLDR's names of a language:

    [weekdays]          more forms of a name: "4" = ["пятницу"]; Monday is 0
    [weekday.doubtful]  names that are one only where other words of a pattern stand with them
    [weekday.strict]    those that besides have to end a phrase ("nesta quinta,")
    weekday.other       patterns of days counted from other days ("the following {E}")
    [weekday.toward]    patterns for the last such day ("-1") and for the next one ("1")
    [weekday.week]      patterns for the day of a week counted from this one: "-1", "0", "1"
    weekday.weekend     names of Saturday and Sunday together ("fim de semana")
    weekday.dated       patterns of a weekday and a day of the month: "{E} {d}"
    weekday.names       phrases that hold a weekday's name and are none ("Black Friday")
    words.habit         words before a weekday that is no single day ("every")
    words.not_days      names of CLDR that are mostly something else ("pazar")

The phrases of `relative.week` go with each name, before it and behind: "Friday of last week".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from claims.reading.datenames import Names
from claims.reading.datewords import HIDDEN, KEPT, Calendar, Shape
from claims.reading.patterns import expand
from claims.tokens import Tokens, tokenise

_SATURDAY = 5
_OPENING = frozenset("\n.!?:;«»“”„\"'‘’([—–-•*|")


def weekday_names(names: Names, data: dict[str, Any]) -> dict[int, list[str]]:
    """The full names of each weekday, Monday is 0."""
    rejected = frozenset(data.get("words", {}).get("not_days", ()))
    found: dict[int, list[str]] = {}
    for number, name in names.full_weekdays():
        if name not in rejected:
            found.setdefault(number, []).append(name)
    for number, forms in data.get("weekdays", {}).items():
        found.setdefault(int(number), []).extend(_expanded(forms))
    return {number: list(dict.fromkeys(forms)) for number, forms in found.items()}


def weekday_keys(named: dict[int, list[str]], data: dict[str, Any]) -> dict[str, int]:
    """The keys of the names that are one word."""
    doubtful = data.get("weekday", {}).get("doubtful", {})
    forms = [(n, form) for n, many in named.items() for form in many]
    forms += [(int(n), form) for n, many in doubtful.items() for form in _expanded(many)]
    return {keys[0]: number for number, form in forms if len(keys := tokenise(form).keys) == 1}


def weekday_patterns(
    named: dict[int, list[str]], data: dict[str, Any], weeks: Iterable[tuple[str, Shape]]
) -> Iterator[tuple[str, Shape]]:
    """The patterns of one language that name a day by its weekday."""
    own = data.get("weekday", {})
    links = ["", *data.get("words", {}).get("link", ())]
    patterns = [*_toward(own), *_of_weeks(weeks, links)]
    patterns += [(pattern, Shape(KEPT)) for pattern in _expanded(own.get("other", ()))]
    dated = ["{E}", *_expanded(own.get("dated", ()))]
    for number in range(7):
        lone = Shape("day", bare=True, weekday=number + 1)
        full = named.get(number, [])
        yield from _named(full, [*patterns, *((p, lone) for p in dated)], lone.weekday)
        if number == _SATURDAY:
            ends = list(_expanded(own.get("weekend", ())))
            both = [(p, shape._replace(part=2)) for p, shape in [*patterns, ("{E}", lone)]]
            yield from _named(ends, both, lone.weekday)
        for kind, strict in (("doubtful", False), ("strict", True)):
            forms = list(_expanded(own.get(kind, {}).get(str(number), ())))
            told = ((p, shape._replace(bare=strict)) for p, shape in patterns)
            yield from _named(forms, list(told), lone.weekday)
    yield from ((name, Shape(HIDDEN)) for name in _expanded(own.get("names", ())))


def _named(
    forms: list[str], patterns: list[tuple[str, Shape]], weekday: int
) -> Iterator[tuple[str, Shape]]:
    for form, (pattern, shape) in itertools.product(forms, patterns):
        yield pattern.replace("{E}", form), shape._replace(weekday=weekday)


def _toward(own: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    for section, grain in (("toward", "day"), ("week", "week")):
        for offset, patterns in own.get(section, {}).items():
            yield from ((p, Shape(grain, offset=int(offset))) for p in _expanded(patterns))


def _of_weeks(weeks: Iterable[tuple[str, Shape]], links: list[str]) -> Iterator[tuple[str, Shape]]:
    for (week, shape), link in itertools.product(weeks, links):
        yield f"{{E}} {link} {week}", shape
        yield f"{week} {link} {{E}}", shape


def _expanded(patterns: Iterable[str]) -> Iterator[str]:
    return itertools.chain.from_iterable(map(expand, patterns))


def is_weekday(tokens: Tokens, words: Calendar, at: tuple[int, int], *, closed: bool) -> bool:
    """Whether the name of a weekday that stands alone is one day here.

    `closed`: it is one only where the phrase ends behind it, as with a day of the month behind it
    ("mardi 14,", not "mardi 14 personnes").
    """
    first, end = at
    if closed:
        return _ends(tokens, words, end)
    previous = tokens.keys[first - 1] if first else ""
    if previous in words.words.get("habit", ()):
        return False
    return words.weekday_capital or _opens(tokens, first)


def _ends(tokens: Tokens, words: Calendar, end: int) -> bool:
    """Whether what stands before token `end` counts or qualifies nothing behind it."""
    if "," in tokens.gap(end - 2):
        return False
    gap = tokens.gap(end - 1)
    following = tokens.keys[end] if end < len(tokens) else ""
    return not gap.isspace() or following in words.words.get("after_year", ())


def _opens(tokens: Tokens, i: int) -> bool:
    """Whether token i may be capitalised for where it stands, or is not capitalised."""
    if not i or not tokens.text[tokens.starts[i]].isupper():
        return True
    return not _OPENING.isdisjoint(tokens.gap(i - 1))
