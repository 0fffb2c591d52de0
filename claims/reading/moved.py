"""Changes whose direction is in their two amounts: "est passé de 7,9 % à 7,1 %"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from claims.reading.reading import AMOUNTS, Reading

MOVED = "moved"
_FARTHEST = 80  # characters from the words of the change to the second amount


def settle(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, each change that only says that something moved with the way it moved.

    Those that no two amounts of one kind follow are left out. `readings` are in the order of the
    text, and so is what is returned.
    """
    if not any(reading.direction == MOVED for reading in readings):
        return list(readings)
    amounts = [reading for reading in readings if reading.kind in AMOUNTS]
    return [settled for r in readings if (settled := _settled(r, amounts)) is not None]


def _settled(reading: Reading, amounts: Sequence[Reading]) -> Reading | None:
    if reading.direction != MOVED:
        return reading
    behind = bisect_left(amounts, reading.end, key=attrgetter("start"))
    near = amounts[behind : behind + 2]
    values = [amount for amount in near if amount.end - reading.end <= _FARTHEST]
    first, last = (values[0], values[1]) if len(values) > 1 else (None, None)
    if not first or not last or first.kind != last.kind:
        return None
    return replace(reading, direction=_way(first.value, last.value))


def _way(first: object, last: object) -> str | None:
    if not isinstance(first, Decimal) or not isinstance(last, Decimal):
        return None
    return "none" if first == last else "up" if first < last else "down"
