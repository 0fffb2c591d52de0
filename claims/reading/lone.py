"""Lone years and months: whether "2024" or "May" is a date where nothing else of a date stands."""

from __future__ import annotations

from claims.reading.datewords import Calendar, Shape
from claims.tokens import Tokens

_DASHES = frozenset("-–—‐‑−~～〜")
_COUNTERS = tuple("%$€£¥₽₴₹₩‰°")


def stands_alone(tokens: Tokens, words: Calendar, at: tuple[int, int], shape: Shape) -> bool:
    """Whether a lone month, year or day is one here, by its letters and the words around it."""
    i, end = at
    if shape.grain == "day":
        return _closes(tokens, words, end)
    previous = tokens.keys[i - 1] if i else ""
    following = tokens.keys[i + 1] if i + 1 < len(tokens) else ""
    if shape.grain == "month":
        return _is_month(tokens, words, i, previous)
    return _is_year(tokens, words, i, previous, following)


def _closes(tokens: Tokens, words: Calendar, end: int) -> bool:
    """Whether nothing that a number before token `end` could count or rank follows."""
    if end == len(tokens) or tokens.gap(end - 1).replace(".", " ").strip():
        return True
    following, beyond = (*tokens.keys[end : end + 2], "")[:2]
    if _joins(words, following) and beyond[:1].isdigit():
        return False  # "am 3. und 4. März"
    return following in words.words.get("after_year", ())


def _is_month(tokens: Tokens, words: Calendar, i: int, previous: str) -> bool:
    key = tokens.keys[i]
    lower = tokens.text[tokens.starts[i]].islower()
    if key not in words.full or (words.capital and lower):
        return False
    if key not in words.words.get("doubtful", ()):
        return True
    return previous in words.words.get("before_month", ()) or _leads_to_month(tokens, words, i)


def _leads_to_month(tokens: Tokens, words: Calendar, i: int) -> bool:
    """Whether "to" or "and" and another month follow."""
    following = tokens.keys[i + 1 : i + 3]
    return len(following) > 1 and _joins(words, following[0]) and following[1] in words.months


def _joins(words: Calendar, key: str) -> bool:
    """Whether a word joins two dates, to a span or to a list."""
    return (key,) in words.joins["range"] or (key,) in words.joins["list"]


def _is_year(tokens: Tokens, words: Calendar, i: int, previous: str, following: str) -> bool:
    lists = words.words
    counted = following in lists.get("counted", ()) or following[:1] in _COUNTERS
    if counted and "(" not in tokens.gap(i):
        return False
    if _enclosed(tokens, i) and _modern(tokens, i):
        return True
    ends = not tokens.gap(i).isspace() or following in lists.get("after_year", ())
    if ends and _modern(tokens, i) and i and tokens.gap(i - 1) == ", " and previous.isalpha():
        return True  # "Ports, 2024 (million tonnes)"
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
        if _modern(tokens, i + step) and is_dash(tokens.gap(beside)):
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
    after = tokens.text[tokens.ends[i] : tokens.ends[i] + 1]
    return before in ("(", "（") and after in (")", "）")


def is_dash(gap: str) -> bool:
    """Whether what stands between two tokens is a dash."""
    return gap.strip(" .\u00a0\u2009\u202f") in _DASHES
