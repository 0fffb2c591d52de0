"""The statement against the source: what it says is borne out, what the claim is about is in it.

The statement may be in another language than the source, so the two meet in their readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claims.errors import Failure
from claims.grounding.values import same_reading
from claims.reading import Period, Reading
from claims.schemas import Claim, Comparator, Direction, Quantity, Rank, Superlative

AMOUNTS = ("money", "percent", "measure", "duration", "number")
_ORDERS = ("rank", "superlative")
_LOUD = ("hedged", "conditional", "planned")


def failures(claim: Claim, said: Sequence[Reading], evidence: Sequence[Reading]) -> list[Failure]:
    """Every way in which a statement departs from its source.

    `said` are the readings of the statement, `evidence` those of the claim's quotes and of every
    span that the claim names.
    """
    return [
        *_unaccounted(said, evidence),
        *_missing(claim, said),
        *_comparator(claim, said),
        *_negation(claim, said),
        *_direction(claim, said),
        *_modality(claim, said),
    ]


def _failure(check: str, message: str, claimed: object = None, found: object = None) -> Failure:
    return Failure(
        check, "statement", message,
        None if claimed is None else str(claimed), None if found is None else str(found),
    )  # fmt: skip


def _unaccounted(said: Iterable[Reading], evidence: Sequence[Reading]) -> Iterator[Failure]:
    """Numbers, orders, dates, places and currencies that the source does not bear out."""
    for reading in said:
        if not any(_bears_out(found, reading) for found in evidence) and _counts(reading, said):
            near = [r.text for r in evidence if _comparable(r, reading)]
            yield _failure(
                "accounted", f"the source does not say “{reading.text}”",
                reading.text, ", ".join(near) or None,
            )  # fmt: skip


def _counts(reading: Reading, said: Iterable[Reading]) -> bool:
    # "One of the", "a": the word for one is rarely a number, and never the one a claim is about.
    spelled_one = reading.kind == "number" and reading.value == 1 and reading.text.isalpha()
    # The "US" of "US dollars" is no place.
    part = any(
        r is not reading and r.kind in AMOUNTS and r.start <= reading.start and reading.end <= r.end
        for r in said
    )
    countable = (*AMOUNTS, *_ORDERS, "date", "place", "currency")
    return reading.kind in countable and not spelled_one and not part


def _comparable(found: Reading, said: Reading) -> bool:
    return any(said.kind in kinds and found.kind in kinds for kinds in (AMOUNTS, _ORDERS)) or (
        found.kind == said.kind
    )


def _bears_out(found: Reading, said: Reading) -> bool:
    if said.kind in AMOUNTS:
        return found.kind in AMOUNTS and same_reading(found, said)
    if said.kind in _ORDERS:
        return found.kind in _ORDERS and _same_order(found, said)
    if said.kind == "date":
        return found.kind == "date" and _within(found.value, said.value)
    if said.kind == "currency":
        return (found.kind == "currency" and found.value == said.value) or found.unit == said.value
    return found.kind == said.kind and found.value == said.value


def _same_order(found: Reading, said: Reading) -> bool:
    """First is most; second largest is second; fewest is never most."""
    directions = {r.direction for r in (found, said)} - {None}
    return found.value == said.value and len(directions) <= 1


def _within(found: object, said: object) -> bool:
    """A statement may name a date less closely than the source, never more closely."""
    if isinstance(found, Period) and isinstance(said, Period):
        return said.start <= found.start and found.end <= said.end
    return found is None and said is None


def _missing(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    """What the claim is about has to stand in its statement."""
    for name, mention in claim.mentions():
        if not type(claim).model_fields[name].is_required():
            continue
        if isinstance(mention, Quantity):
            present = any(r.kind in AMOUNTS and _says(mention, r) for r in said)
        elif isinstance(mention, (Rank, Superlative)):
            present = any(r.kind in _ORDERS and _says_order(mention, r) for r in said)
        else:
            continue
        if not present:
            yield _failure("missing", f"the statement leaves out the {name}", None, mention.text)


def _says(mention: Quantity, reading: Reading) -> bool:
    own = Reading("number", mention.text, mention.start, mention.end, mention.value, mention.unit)
    return same_reading(own, reading)


def _says_order(mention: Rank | Superlative, reading: Reading) -> bool:
    direction = mention.direction if isinstance(mention, Superlative) else None
    own = Reading("rank", mention.text, mention.start, mention.end, mention.value, None, direction)
    return _same_order(own, reading)


def _comparator(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    comparator = getattr(claim, "comparator", None)
    value = next((m for _, m in claim.mentions() if isinstance(m, Quantity)), None)
    if value is None or not (comparator is None or isinstance(comparator, Comparator)):
        return
    wanted = comparator.op if comparator else None
    found = [r.comparator for r in said if r.kind in AMOUNTS and _says(value, r)]
    if found and wanted not in found:
        yield _failure(
            "comparator", "the statement compares the value otherwise than the source",
            found[0] or "=", wanted or "=",
        )  # fmt: skip


def _negation(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    negated = any(reading.kind == "negation" for reading in said)
    if negated != claim.negated:
        words = ("negated", "not negated")
        claimed, found = words if negated else words[::-1]
        yield _failure(
            "negation", f"the statement is {claimed}, the source is {found}", claimed, found
        )


def _direction(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    wanted = next((m.value for _, m in claim.mentions() if isinstance(m, Direction)), None)
    found = {reading.direction for reading in said if reading.kind == "change"}
    if wanted and wanted not in found:
        yield _failure(
            "direction", "the statement moves the other way", ", ".join(map(str, found)), wanted
        )


def _modality(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    found = {reading.value for reading in said if reading.kind == "modality"}
    if claim.modality in _LOUD and claim.modality not in found:
        yield _failure(
            "modality",
            f"the source is {claim.modality}, the statement is not",
            "asserted",
            claim.modality,
        )
