"""Changes that a sign tells: "+6.1 %", and in a cell or brackets "−12.4 %"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from claims.reading.reading import Reading

_PLUS = regex.compile(r"(?<![\p{L}\p{N}])[+＋]\s?\Z")
_MINUSES = "-−–‐‑－"
_MINUS = regex.compile(rf"[{_MINUSES}]\s?\Z")
_SET_OFF = regex.compile(r"(?:\A|[|(（\[\t\n])[^\S\n]*\Z")  # elsewhere a rate may be below zero
_REACH = 12  # characters before a number that are looked at


def signed(numbers: Iterable[Reading], text: str) -> Iterator[Reading]:
    """A change for each percentage or point whose sign says that it is one."""
    for number in numbers:
        if number.kind == "percent" and (found := _sign(number, text)):
            start, end, way = found
            yield Reading("change", text[start:end], start, end, direction=way)


def _sign(number: Reading, text: str) -> tuple[int, int, str] | None:
    low = max(0, number.start - _REACH)
    if plus := _PLUS.search(text[low : number.start]):
        at = low + plus.start()
        return at, at + 1, "up"
    inside = number.text[:1] in _MINUSES
    minus = None if inside else _MINUS.search(text[low : number.start])
    at = number.start if inside else low + minus.start() if minus else -1
    if at >= 0 and _SET_OFF.search(text[max(0, at - _REACH) : at]):
        return at, at + 1, "down"
    return None
