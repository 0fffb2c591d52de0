"""The statement against the source: what it says is borne out, what the claim is about is in it.

The statement may be in another language than the source, so the two meet in their readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.errors import Failure
from claims.grounding.doubles import doubles, ends_of_change
from claims.grounding.names import Name, names, ordinary
from claims.grounding.roles import lost_subject, strange_subject, swapped_statement
from claims.grounding.values import same_reading
from claims.grounding.vocabulary import Vocabulary
from claims.reading import Period, Reading
from claims.schemas import Claim, Direction, Quantity, Rank, Stance, Superlative

AMOUNTS = ("money", "percent", "measure", "duration", "number")
_ORDERS = ("rank", "superlative")
_LOUD = ("hedged", "conditional", "planned")


def failures(claim: Claim, said: Sequence[Reading], evidence: Evidence) -> list[Failure]:
    """Every way in which a statement departs from its source.

    `said` are the readings of the statement.
    """
    return [
        *_unaccounted(said, evidence),
        *_missing(claim, said),
        *_negation(claim, said),
        *_doubled(said, evidence),
        *_direction(claim, said),
        *_moved(said, evidence),
        *_ends(claim, said),
        *_stance(claim, said),
        *_modality(claim, said),
        *_unnamed(claim, said, evidence),
        *strange_subject(claim, said, evidence.language),
        *lost_subject(claim, said, evidence.language),
        *swapped_statement(claim, said, evidence.language),
    ]


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
    language: str


def _failure(check: str, message: str, claimed: object = None, found: object = None) -> Failure:
    return Failure(
        check, "statement", message,
        None if claimed is None else str(claimed), None if found is None else str(found),
    )  # fmt: skip


def _unaccounted(said: Sequence[Reading], evidence: Evidence) -> Iterator[Failure]:
    """Numbers, orders, dates, places and currencies that the source does not bear out."""
    for reading in said:
        if not _counts(reading, said):
            continue
        pool = evidence.places if reading.kind == "place" else evidence.readings
        bearing = [found for found in pool if _bears_out(found, reading)]
        if not bearing:
            near = [found.text for found in pool if _comparable(found, reading)]
            yield _failure(
                "accounted", f"the source does not say “{reading.text}”",
                reading.text, ", ".join(near) or None,
            )  # fmt: skip
        elif reading.kind in AMOUNTS and not any(_same_comparator(f, reading) for f in bearing):
            yield _failure(
                "comparator", "the statement compares the value otherwise than the source",
                reading.comparator or "=", bearing[0].comparator or "=",
            )  # fmt: skip


def _doubled(said: Sequence[Reading], evidence: Evidence) -> Iterator[Failure]:
    for reading in doubles(said, evidence.readings):
        yield _failure("accounted", f"the source says “{reading.text}” but once", reading.text)


def _same_comparator(found: Reading, said: Reading) -> bool:
    return found.kind not in AMOUNTS or found.comparator == said.comparator


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
    if _year(found) is not None and _year(found) == _year(said):
        return True
    if said.kind in AMOUNTS:
        return found.kind in AMOUNTS and same_reading(found, said)
    if said.kind in _ORDERS:
        return found.kind in _ORDERS and _same_order(found, said)
    if said.kind == "date":
        return found.kind == "date" and _within(found.value, said.value)
    if said.kind == "currency":
        return (found.kind == "currency" and found.value == said.value) or found.unit == said.value
    return found.kind == said.kind and found.value == said.value


def _year(reading: Reading) -> int | None:
    """The year that a date is, or that a bare number may be: "closed 2025 with a profit"."""
    value = reading.value
    if isinstance(value, Period):
        return value.start.year if value.grain == "year" else None
    bare = reading.kind == "number" and not reading.unit and not reading.comparator
    known = bare and reading.text.isdigit() and isinstance(value, Decimal) and value in _YEARS
    return int(value) if known else None  # type: ignore[arg-type]


_YEARS = range(1500, 2200)


def _same_order(found: Reading, said: Reading) -> bool:
    """First is most; second largest is second; fewest is never most."""
    return found.value == said.value and (found.direction or "most") == (said.direction or "most")


def _within(found: object, said: object) -> bool:
    """A statement may name a date by a coarser grain that holds it, never by other days."""
    if isinstance(found, Period) and isinstance(said, Period):
        holds = said.start <= found.start and found.end <= said.end
        coarser = _GRAINS.index(said.grain) > _GRAINS.index(found.grain)
        return (found.start, found.end) == (said.start, said.end) or (holds and coarser)
    return found is None and said is None


_GRAINS = ("day", "week", "month", "quarter", "semester", "year", "decade", "century")


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
    own = Reading(
        "number", mention.text, mention.start, mention.end, mention.value, mention.unit,
        assumed=mention.assumed,
    )  # fmt: skip
    return same_reading(own, reading)


def _says_order(mention: Rank | Superlative, reading: Reading) -> bool:
    direction = mention.direction if isinstance(mention, Superlative) else None
    own = Reading("rank", mention.text, mention.start, mention.end, mention.value, None, direction)
    return _same_order(own, reading)


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


def _moved(said: Sequence[Reading], evidence: Evidence) -> Iterator[Failure]:
    """A rise that is a fall in the source: "opposes a decrease in tariffs"."""
    found = {r.direction for r in evidence.readings if r.kind == "change"}
    for reading in said:
        if reading.kind == "change" and found and reading.direction not in found:
            yield _failure(
                "direction",
                "the source moves the other way",
                reading.text,
                ", ".join(map(str, found)),
            )


def _ends(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    """A change from less to more that is told as a fall, and the other way round."""
    ends = ends_of_change(claim.statement, claim.language, said)
    directions = {r.direction for r in said if r.kind == "change"}
    if len(ends) < len(("from", "to")) or len(directions) != 1:
        return
    first, last = ends["from"], ends["to"]
    if first.kind == last.kind and _falls(first, last) != (directions == {"down"}):
        yield _failure("direction", "the amounts move the other way", first.text, last.text)


def _falls(first: Reading, last: Reading) -> bool:
    both = (first.value, last.value)
    return all(isinstance(v, Decimal) for v in both) and both[0] > both[1]  # type: ignore[operator]


def _stance(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    wanted = next((m.value for _, m in claim.mentions() if isinstance(m, Stance)), None)
    found = {str(reading.value) for reading in said if reading.kind == "stance"}
    if wanted and _SIDES.get(wanted, wanted) not in {_SIDES.get(f, f) for f in found}:
        yield _failure(
            "stance", "the statement takes another side", ", ".join(sorted(found)), wanted
        )


_SIDES = {"accept": "support", "agree": "support", "reject": "oppose"}


def _modality(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    found = {reading.value for reading in said if reading.kind == "modality"}
    if claim.modality in _LOUD and claim.modality not in found:
        yield _failure(
            "modality", f"the source is {claim.modality}, the statement is not",
            "asserted", claim.modality,
        )  # fmt: skip


def _unnamed(claim: Claim, said: Sequence[Reading], evidence: Evidence) -> Iterator[Failure]:
    """Names that the statement has from elsewhere."""
    for name in strange_names(claim, said, evidence):
        words = " ".join(name.words)
        yield _failure("name", f"the claim's own words do not name “{words}”", words)


def strange_names(claim: Claim, said: Sequence[Reading], evidence: Evidence) -> list[Name]:
    """The names of the statement that do not stand in the claim's own words."""
    read = [(r.start, r.end) for r in said if r.kind in _READ_NAMES]
    return [n for n in names(claim.statement, claim.language, read) if _strange(n, claim, evidence)]


def _strange(name: Name, claim: Claim, evidence: Evidence) -> bool:
    if any(map(evidence.document.tells_apart, evidence.words.strangers(name.words))):
        return True
    plain = name.opens and all(ordinary(word, claim.language) for word in name.words)
    return not plain and not evidence.words.kin(name)


_READ_NAMES = ("place", "date", "rank", "superlative", "currency", *AMOUNTS)
