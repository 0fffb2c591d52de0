"""Where dates stand: the patterns of a calendar matched against the tokens of a text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from claims.reading.datewords import HIDDEN, KEPT, Calendar, Node, Shape
from claims.reading.lone import is_dash, stands_alone
from claims.reading.moments import Moment, day_of
from claims.reading.weekdays import is_weekday
from claims.tokens import Tokens

_DASHES = frozenset("-–—‐‑−~～〜")
_GAP = frozenset(" \u00a0\u202f\u2009\t.,/'’()،" + "".join(_DASHES))
_LONGEST_GAP = 3
_LEAP_YEAR = 2000
_CENTURY = 100
_Field = tuple[str, int | tuple[int, int, int]]
_Match = tuple[int, Shape, list[_Field]]


def moments(tokens: Tokens, words: Calendar) -> Iterator[Moment]:
    """The dates of a text in its order, and the stretches that hold none (`Shape.grain` HIDDEN)."""
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
        if _better(match, best) and _possible(match[2]) and _stands(tokens, words, i, match):
            best = match
    if best is None or best[1].grain == KEPT:
        return
    if not (_glued(tokens, i, best[0]) or _before_era(tokens, words, best[0])):
        yield from _built(tokens, words, i, best)


def _stands(tokens: Tokens, words: Calendar, i: int, match: _Match) -> bool:
    """Whether a month, year or weekday that nothing else of a date stands beside is one."""
    end, shape, fields = match
    if tokens.keys[i] in words.digits and [code for code, _ in fields] == ["d"]:
        return shape.offset is not None  # 三日 is mostly three days
    small = fields[:1] and fields[0] in words.fields(tokens.keys[i]) and fields[0][0] == "c"
    if small and tokens.text[tokens.starts[i]].islower():
        return False  # "i w", in Polish, is "and in"
    if not shape.bare:
        return True
    if shape.weekday:
        closed = bool(fields) or shape.offset is not None
        return is_weekday(tokens, words, (i, end), closed=closed)
    if shape.offset is not None:
        return not _qualified(tokens, words, end)
    return stands_alone(tokens, words, (i, end), shape)


def _qualified(tokens: Tokens, words: Calendar, end: int) -> bool:
    """Whether what follows says which year: "fin de l'année *dernière*", "*2024*"."""
    following = tokens.keys[end] if end < len(tokens) else ""
    return following[:1].isdigit() or following in words.words.get("qualifies", ())


def _matches(tokens: Tokens, words: Calendar, root: Node, i: int) -> Iterator[_Match]:
    """Every pattern of a tree that the tokens from i on fit."""
    stack: list[tuple[int, Node, list[_Field]]] = [(i, root, [])]
    size, gaps = len(tokens), tokens.gaps
    while stack:
        j, node, fields = stack.pop()
        if node.shape:
            yield j, node.shape, fields
        leads = node.words or node.fields
        if leads and j < size and (j == i or _close(gaps[j - 1])):
            stack.extend(_steps(tokens, words, j, node, fields))


def _better(match: _Match, best: _Match | None) -> bool:
    if best is None or match[0] != best[0]:
        return best is None or match[0] > best[0]
    return best[1].second > match[1].second


def _steps(
    tokens: Tokens, words: Calendar, j: int, node: Node, fields: list[_Field]
) -> Iterator[tuple[int, Node, list[_Field]]]:
    key = tokens.keys[j]
    gap = tokens.gaps[j - 1] if j else ""
    if gap != ":" and key in node.words:
        yield j + 1, node.words[key], fields
    if node.fields:
        for code, value in words.fields(key):
            if code in node.fields and _parted(code, gap):
                yield j + 1, node.fields[code], [*fields, (code, value)]
    if key in words.digits and gap != ":":
        after, found = words.spelled(tokens.keys, j)
        for code, value in found:
            if code in node.fields and _parted(code, gap):
                yield after, node.fields[code], [*fields, (code, value)]
    if "Y" in node.fields and words.begins_year(key):
        for end, year in _year(tokens, words, j, apart="." in gap):
            yield end, node.fields["Y"], [*fields, *year]


def _year(
    tokens: Tokens, words: Calendar, j: int, *, apart: bool
) -> Iterator[tuple[int, list[_Field]]]:
    """The ways to name a year at token j; none by a word (`apart`) where a sentence ends before it.

    "On 17 May. Last year …" are two sentences.
    """
    for end, shape, found in _matches(tokens, words, words.years, j):
        if shape.offset is None:
            yield end, found
        elif not apart:
            yield end, [("offset", shape.offset)]


def _parted(code: str, gap: str) -> bool:
    """Whether the sign that a field asks for stands before it, a dash or a colon."""
    if code[0] == ":" or gap == ":":
        return code[0] == gap
    return code[0] != "-" or is_dash(gap)


@lru_cache(maxsize=4096)
def _close(gap: str) -> bool:
    """Whether the tokens on both sides of a gap can be of one date."""
    return gap == ":" or (len(gap) <= _LONGEST_GAP and _GAP.issuperset(gap))


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
    following = _part(found, "f", "-f")
    if following is not None and year is not None:
        return following in (year + 1, (year + 1) % _CENTURY)
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
    if shape.grain == HIDDEN:
        yield Moment(i, end, shape)
        return
    if isinstance(dotted := found.get("x"), tuple):
        date = _dotted(dotted)
        if date is not None:
            yield Moment(i, end, shape, date.year, date.month, date.day)
        return
    days = [value for code, value in fields if code in ("d", "-d") and isinstance(value, int)]
    moment = _of_fields(i, end, shape, fields, days)
    if len(days) > 1 and ("-d" in found or days[1] - days[0] == 1 or _spans(tokens, words, i, end)):
        yield replace(moment, last_day=days[1])
        return
    yield from (replace(moment, day=day) for day in days) if days else (moment,)


def _of_fields(i: int, end: int, shape: Shape, fields: list[_Field], days: list[int]) -> Moment:
    found = dict(reversed(fields))
    if (offset := _part(found, "offset")) is not None:
        shape = shape._replace(offset=offset)
    weekday = _part(found, "E")
    months = [value for code, value in fields if code in ("m", "-m") and isinstance(value, int)][1:]
    moment = Moment(
        i,
        end,
        shape,
        year=_part(found, "y", "-y", "yy", "k"),
        month=_part(found, "M", "m", "-m"),
        day=days[0] if days else None,
        century=_part(found, "c"),
        count=_part(found, "n") or 0,
        weekday=shape.weekday or (0 if weekday is None else weekday + 1),
    )
    if moment.year and ("f" in found or "-f" in found):
        return replace(moment, upto=replace(moment, year=moment.year + 1))
    if months and shape.grain == "month":  # "1-5月"
        return replace(moment, upto=replace(moment, month=months[0]))
    last = found.get("-y") if "y" in found else None
    if isinstance(last, int):  # "в 2019–2023 годах"
        return replace(moment, upto=replace(moment, year=last))
    return moment


def _spans(tokens: Tokens, words: Calendar, i: int, end: int) -> bool:
    """Whether two days are the ends of a span ("3 to 5 May"), not two days ("3 and 5 May")."""
    keys = tokens.keys[i:end]
    if opened(tokens, words, i) or "-" in keys:
        return True
    return any(
        keys[at : at + len(phrase)] == phrase
        for phrase in words.joins["range"]
        for at in range(1, len(keys))
    )


def opened(tokens: Tokens, words: Calendar, i: int) -> bool:
    """Whether "between" stands before token i, or before an article before it."""
    between, article = words.words.get("between", ()), words.words.get("article", ())
    before = i - 2 if i > 1 and tokens.keys[i - 1] in article else i - 1
    return before >= 0 and tokens.keys[before] in between
