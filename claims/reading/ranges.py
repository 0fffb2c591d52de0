"""Ranges: "10 to 15 %", "entre 10 et 15 millions": two numbers that share a unit and a scale."""

from __future__ import annotations

from dataclasses import replace

from claims.reading.parts import FRACTION, TEN
from claims.reading.ranks import Rank
from claims.reading.scan import Quantity, Scan, tidy
from claims.reading.units import MONEY, Unit

_DASHES = frozenset("-–—‑~〜～")
_FARTHEST = 1000


def shared(scan: Scan, items: list[Quantity | Rank]) -> list[Quantity | Rank]:
    """The items, the ends of each range with one unit and one scale."""
    for i in range(len(items) - 1):
        low, high = items[i], items[i + 1]
        if isinstance(low, Quantity) and isinstance(high, Quantity) and _ranged(scan, low, high):
            items[i : i + 2] = _share(low, high)
    return items


def _share(low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    number, above = low.numeral.number, high.numeral.number
    led = low.unit is not None and low.first < low.numeral.first  # "$3–4bn"
    if high.unit is None and led and low.unit is not None and low.unit.kind == MONEY:
        high = replace(high, unit=low.unit, value=tidy(above.value * low.unit.factor))
    unit = low.unit or high.unit
    if low.unit is None and low.value > above.value * _FARTHEST:
        return low, high
    if high.unit is None or unit != high.unit:
        return (low, high) if low.unit else (_scaled(low, high, None), high)
    if number.scale is not None and low.unit is not None:
        return low, high
    return _scaled(low, high, unit), high


def _scaled(low: Quantity, high: Quantity, unit: Unit | None) -> Quantity:
    number, above = low.numeral.number, high.numeral.number
    value = number.value
    if (
        above.scale
        and above.mantissa
        and number.scale is None
        and abs(value) < above.mantissa * TEN
    ):
        value *= above.scale
    return replace(low, unit=unit, value=tidy(value * unit.factor if unit else value))


def _ranged(scan: Scan, low: Quantity, high: Quantity) -> bool:
    """Whether a dash, "to", or "and" after "between", joins two numbers."""
    if high.numeral.first != high.first and low.unit is None:
        return False
    if low.numeral.number.kind == FRACTION or _told_by(scan, low):
        return False
    if high.first == low.end:
        return scan.tokens.text[low.stop : high.start].strip() in _DASHES
    words = scan.words.lexicon.words
    hit = words.match(scan.tokens, low.end)
    if hit is None or hit[0] != high.first:
        return False
    before = words.match(scan.tokens, low.first - 1) if low.first else None
    between = before is not None and before[1].mark == "between"
    return hit[1].mark == "to" or (hit[1].mark == "and" and between)


def _told_by(scan: Scan, low: Quantity) -> bool:
    """Whether the first number is how much something moved: "by 12 to 388 million"."""
    hit = scan.words.lexicon.words.match(scan.tokens, low.first - 1) if low.first else None
    return hit is not None and hit[1].mark == "by"
