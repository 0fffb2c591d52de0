"""What a statement says more often than its source does, and ends of a change that it swaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claims.grounding.tables import table
from claims.reading import AMOUNTS, Period, Reading
from claims.tokens import tokenise

_ONCE = ("date", "rank", "superlative")


def doubles(said: Sequence[Reading], source: Iterable[Reading]) -> Iterator[Reading]:
    """Dates, orders and bare numbers that are said twice where the source says them once.

    "From 9 in 2022 to 8 in 2022" is not borne out by "from 9 in 2022 to 8 in 2023".
    """
    found = list(source)
    for reading in said:
        if reading.kind in _ONCE or (reading.kind == "number" and reading.text.isdigit()):
            times = len(_apart(r for r in said if _same(r, reading)))
            known = len(_apart(r for r in found if _same(r, reading)))
            if times > known > 0:
                yield reading


def told_coarsely(said: Sequence[Reading], source: Iterable[Reading]) -> Iterator[Reading]:
    """Years said of a date that is told already, where the source names another year.

    "In May 2025 up on 2025" is not borne out by "in May 2025 up on 2024".
    """
    found = [r.value for r in source if isinstance(r.value, Period)]
    told = [r.value for r in said if isinstance(r.value, Period)]
    years = {value.start.year for value in found if value.grain == "year"}
    for reading in said:
        year = reading.value
        if isinstance(year, Period) and year.grain == "year" and year not in found:
            inner = [v for v in found if v.grain != "year" and v.start.year == year.start.year]
            untold = years - {value.start.year for value in told}
            if inner and all(value in told for value in inner) and untold:
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
            if before and before[0] in words.get(end, ()) and reading.kind in AMOUNTS:
                found.setdefault(end, reading)
    return found
