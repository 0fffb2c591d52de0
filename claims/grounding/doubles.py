"""What a statement says more often than its source does, and ends of a change that it swaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claims.grounding.tables import table
from claims.reading import Reading
from claims.tokens import tokenise

_ONCE = ("date", "rank", "superlative")


def doubles(said: Sequence[Reading], source: Iterable[Reading]) -> Iterator[Reading]:
    """Dates and orders that are said twice where the source says them once.

    "From 9 in 2022 to 8 in 2022" is not borne out by "from 9 in 2022 to 8 in 2023".
    """
    found = list(source)
    for reading in said:
        if reading.kind in _ONCE:
            times = len(_apart(r for r in said if _same(r, reading)))
            known = len(_apart(r for r in found if _same(r, reading)))
            if times > known > 0:
                yield reading


def _same(one: Reading, other: Reading) -> bool:
    return (one.kind, one.value, one.direction) == (other.kind, other.value, other.direction)


def _apart(readings: Iterable[Reading]) -> list[Reading]:
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: r.start):
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return kept


def ends_of_change(text: str, language: str, said: Sequence[Reading]) -> dict[str, Reading]:
    """The amounts that a text moves from and to: {"from": …, "to": …}, as far as it says so."""
    words: dict[str, list[str]] = table("change", language)
    found: dict[str, Reading] = {}
    for reading in said:
        before = tokenise(text[: reading.start]).keys[-1:]
        for end in ("from", "to"):
            if before and before[0] in words.get(end, ()) and reading.kind in _AMOUNTS:
                found.setdefault(end, reading)
    return found


_AMOUNTS = ("money", "percent", "measure", "duration", "number")
