"""Ranges: "10 to 15 %", "entre 10 et 15 millions": two numbers that share a unit and a scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.reading.ranks import Rank
from claims.reading.scan import Quantity, Scan
from claims.reading.units import MONEY

_DASHES = frozenset("-–—‑~〜～")
_FARTHEST = 1000


def shared(scan: Scan, items: list[Quantity | Rank]) -> Iterator[Quantity | Rank]:
    """The items, the first end of each range with the unit and scale of the second."""
    for i, item in enumerate(items):
        following = items[i + 1] if i + 1 < len(items) else None
        if isinstance(item, Quantity) and isinstance(following, Quantity):
            yield _share(scan, item, following)
        else:
            yield item


def _share(scan: Scan, low: Quantity, high: Quantity) -> Quantity:
    if not _ranged(scan, low, high) or high.numeral.first != high.first:
        return low
    number, above = low.numeral.number, high.numeral.number
    if low.unit is None and low.value > above.value * _FARTHEST:
        return low
    if low.unit is not None and low.unit.kind != MONEY:
        return low
    unit = low.unit or high.unit
    value = number.value
    if above.scale and above.mantissa and number.scale is None and abs(value) < above.mantissa:
        value *= above.scale
    return replace(low, unit=unit, value=value * unit.factor if unit else value)


def _ranged(scan: Scan, low: Quantity, high: Quantity) -> bool:
    """Whether a dash, "to", or "and" after "between", joins two numbers."""
    if high.first == low.end:
        return scan.tokens.text[low.stop : high.start].strip() in _DASHES
    words = scan.words.lexicon.words
    hit = words.match(scan.tokens, low.end)
    if hit is None or hit[0] != high.first:
        return False
    before = words.match(scan.tokens, low.first - 1) if low.first else None
    between = before is not None and before[1].mark == "between"
    return hit[1].mark == "to" or (hit[1].mark == "and" and between)
