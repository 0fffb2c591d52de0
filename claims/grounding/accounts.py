"""What a statement says is borne out by its source: number for number, date for date.

The statement may be in another language than the source, so the two meet in their readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.errors import Failure
from claims.grounding.comparators import Comparing, same_comparator
from claims.grounding.doubles import doubles
from claims.grounding.values import same_reading
from claims.grounding.vocabulary import Vocabulary
from claims.reading import AMOUNTS, ORDERS, Period, Reading


@dataclass(frozen=True)
class Evidence:
    """What bears a statement out: the readings of the claim's quotes and of every span it names.

    `places` are the readings of places that may be named: where a claim says who is whose, only
    those of its own slots. `words` are the claim's own, `document` those of the whole text.
    """

    readings: Sequence[Reading]
    places: Sequence[Reading]
    words: Vocabulary
    document: Vocabulary
    comparing: Comparing
    language: str


def failure(check: str, message: str, claimed: object = None, found: object = None) -> Failure:
    """The failure of a check of the statement, with what was claimed and found as text."""
    return Failure(
        check, "statement", message,
        None if claimed is None else str(claimed), None if found is None else str(found),
    )  # fmt: skip


def unaccounted(
    said: Sequence[Reading], evidence: Evidence, comparing: Comparing
) -> Iterator[Failure]:
    """Numbers, orders, dates, places and currencies that the source does not bear out.

    `comparing` is how the statement compares its values.
    """
    for reading in said:
        if not _counts(reading, said):
            continue
        pool = evidence.places if reading.kind == "place" else evidence.readings
        bearing = _of_one_grain(reading, [f for f in pool if _bears_out(f, reading)], pool)
        if not bearing:
            near = [found.text for found in pool if _comparable(found, reading)]
            yield failure(
                "accounted", f"the source does not say “{reading.text}”",
                reading.text, ", ".join(near) or None,
            )  # fmt: skip
        elif reading.kind in AMOUNTS and not any(
            f.kind not in AMOUNTS or same_comparator(f, reading, evidence.comparing, comparing)
            for f in bearing
        ):
            yield failure(
                "comparator", "the statement compares the value otherwise than the source",
                reading.comparator or "=", bearing[0].comparator or "=",
            )  # fmt: skip


def _of_one_grain(said: Reading, bearing: list[Reading], pool: Sequence[Reading]) -> list[Reading]:
    """Those that bear a date out; where the source names another of its grain, only the same.

    "In the third quarter" is not borne out by a Monday in it where the source says "the second".
    """
    if said.kind != "date" or not isinstance(said.value, Period) or said.value.grain != "quarter":
        return bearing
    own = [f for f in pool if isinstance(f.value, Period) and f.value.grain == "quarter"]
    return [f for f in bearing if f in own] if own else bearing


def doubled(said: Sequence[Reading], evidence: Evidence) -> Iterator[Failure]:
    """Dates and orders said more often than the source says them."""
    for reading in doubles(said, evidence.readings):
        yield failure("accounted", f"the source says “{reading.text}” but once", reading.text)


def _counts(reading: Reading, said: Iterable[Reading]) -> bool:
    # "One of the", "a": the word for one is rarely a number, and never the one a claim is about.
    spelled_one = reading.kind == "number" and reading.value == 1 and reading.text.isalpha()
    # The "US" of "US dollars" is no place.
    part = any(
        r is not reading and r.kind in AMOUNTS and r.start <= reading.start and reading.end <= r.end
        for r in said
    )
    countable = (*AMOUNTS, *ORDERS, "date", "place", "currency")
    return reading.kind in countable and not spelled_one and not part


def _comparable(found: Reading, said: Reading) -> bool:
    return any(said.kind in kinds and found.kind in kinds for kinds in (AMOUNTS, ORDERS)) or (
        found.kind == said.kind
    )


def _bears_out(found: Reading, said: Reading) -> bool:
    if any(told(found) is not None and told(found) == told(said) for told in (_year, _times)):
        return True
    if said.kind in AMOUNTS:
        return found.kind in AMOUNTS and same_reading(found, said)
    if said.kind in ORDERS:
        return found.kind in ORDERS and same_order(found, said)
    if said.kind == "date":
        return found.kind == "date" and (
            _within(found.value, said.value) or _same_day_of_any_year(found, said)
        )
    if said.kind == "currency":
        return (found.kind == "currency" and found.value == said.value) or found.unit == said.value
    return found.kind == said.kind and found.value == said.value


def _times(reading: Reading) -> tuple[int, str] | None:
    """How many days, months or years in a row: "for the 18th month", "18 months running"."""
    value, unit = reading.value, reading.unit
    if unit is None or reading.kind not in ("rank", "duration") or reading.comparator:
        return None
    return (int(value), unit) if isinstance(value, (int, Decimal)) and value == int(value) else None


def _year(reading: Reading) -> int | None:
    """The year that a date is, or that a bare number may be: "closed 2025 with a profit"."""
    value = reading.value
    if isinstance(value, Period):
        whole = value.grain == "year" and value.start.year == value.end.year
        return value.start.year if whole else None
    bare = reading.kind == "number" and not reading.unit and not reading.comparator
    known = bare and reading.text.isdigit() and isinstance(value, Decimal) and value in _YEARS
    return int(value) if known else None  # type: ignore[arg-type]


_YEARS = range(1500, 2200)


def same_order(found: Reading, said: Reading) -> bool:
    """First is most; second largest is second; fewest is never most."""
    return found.value == said.value and (found.direction or "most") == (said.direction or "most")


def _same_day_of_any_year(found: Reading, said: Reading) -> bool:
    """Whether two dates without a year in their words name the same days."""
    if not (found.assumed and said.assumed):
        return False
    days = [(r.value.start, r.value.end) for r in (found, said) if isinstance(r.value, Period)]
    plain = [[(day.month, day.day) for day in pair] for pair in days]
    return len(plain) == 2 and plain[0] == plain[1]  # noqa: PLR2004


def _within(found: object, said: object) -> bool:
    """A statement may name a date by a coarser grain that holds it, never by other days."""
    if isinstance(found, Period) and isinstance(said, Period):
        holds = said.start <= found.start and found.end <= said.end
        coarser = _GRAINS.index(said.grain) > _GRAINS.index(found.grain)
        return (found.start, found.end) == (said.start, said.end) or (holds and coarser)
    return found is None and said is None


_GRAINS = ("day", "week", "month", "quarter", "semester", "year", "decade", "century")
