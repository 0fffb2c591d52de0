"""What to ask about a document: the clauses in which the readers see something to claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.document import Document, Passage
from claims.extraction.clauses import clause_around
from claims.grounding.clause import within
from claims.grounding.locate import Extent
from claims.reading import Reading
from claims.schemas import Claim, Direction, Quantity
from claims.tokens import tokenise

_AMOUNTS = Quantity.kinds
_SMALL = Decimal(10)  # "two ministers", "both": small counts in words are seldom what is claimed


@dataclass(frozen=True, slots=True)
class Ask:
    """One claim to ask for: its type, and the reading that fills its key slot, if it has one."""

    type: type[Claim]
    reading: Reading | None = None
    others: tuple[tuple[str, Reading], ...] = ()
    """(slot, reading) for further slots that the readers fill: the "by" of a change."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A stretch of the document to ask about, and the claims that can stand in it."""

    extent: Extent
    asks: tuple[Ask, ...]


def offers(document: Document, types: Sequence[type[Claim]]) -> list[Offer]:
    """Every clause worth asking about, in the order of the text.

    A type whose key slot a reading fills is asked for where such a reading stands; a type without
    one is asked for in every sentence.
    """
    keyed = [t for t in types if t.key_slot()]
    free = [t for t in types if not t.key_slot()]
    found = [offer for passage in document.passages for offer in _keyed(document, passage, keyed)]
    if free:
        found += [Offer((p.start, p.end), tuple(Ask(t) for t in free)) for p in document.passages]
    return sorted(found, key=lambda offer: offer.extent)


def _keyed(document: Document, passage: Passage, types: Sequence[type[Claim]]) -> list[Offer]:
    here = within(document, [(passage.start, passage.end)])
    by_clause: dict[Extent, list[Ask]] = {}
    for ask in _asks(document, passage, here, types):
        if ask.reading:
            clause = clause_around(document, passage, (ask.reading.start, ask.reading.end))
            by_clause.setdefault(clause, []).append(ask)
    return [Offer(extent, tuple(asks)) for extent, asks in _together(by_clause).items()]


def _together(by_clause: dict[Extent, list[Ask]]) -> dict[Extent, list[Ask]]:
    """Of clauses that begin at one place only the longest is asked about, for all of them."""
    longest: dict[int, Extent] = {}
    for start, end in by_clause:
        longest[start] = max(longest.get(start, (start, end)), (start, end))
    merged: dict[Extent, list[Ask]] = {}
    for extent, asks in by_clause.items():
        merged.setdefault(longest[extent[0]], []).extend(asks)
    return merged


def _asks(
    document: Document, passage: Passage, here: Sequence[Reading], types: Sequence[type[Claim]]
) -> Iterable[Ask]:
    taken: set[Reading] = set()
    days: set[object] = set()
    for claim_type in _changes_first(types):
        key = claim_type.key_slot()
        kinds = claim_type.slots()[key].kinds if key else ()
        for reading in here:
            if reading.kind not in kinds or reading in taken or not _claimable(reading, here):
                continue
            others = _others(document, passage, claim_type, reading, here)
            if claim_type.slots()[str(key)] is Direction and not others:
                continue  # "developed further": a movement without a measure is not checkable
            if reading.kind == "date" and reading.value in days:
                continue  # "tomorrow, 5 February" is one day
            days |= {reading.value} if reading.kind == "date" and reading.value else set()
            taken.update(other for _, other in others)
            yield Ask(claim_type, reading, others)


def _changes_first(types: Sequence[type[Claim]]) -> list[type[Claim]]:
    """Types that take further readings come first, so that "up 6 %" is not also "is 6 %"."""
    return sorted(types, key=lambda t: -len([s for s in t.slots().values() if s is Quantity]))


def _claimable(reading: Reading, here: Sequence[Reading]) -> bool:
    if any(_within(reading, other) for other in here):
        return False
    if reading.kind == "rank" and int(str(reading.value)) < 0:
        return len(tokenise(reading.text)) > 1  # "the last meetings" are the latest ones
    if reading.kind != "number" or reading.comparator:
        return True
    in_digits = any(char.isdigit() for char in reading.text)
    return isinstance(reading.value, Decimal) and (in_digits or reading.value >= _SMALL)


def _within(reading: Reading, other: Reading) -> bool:
    """Whether another reading of a value holds this one: the "200" in "200 billion dollars"."""
    wider = (other.end - other.start) > (reading.end - reading.start)
    holds = other.start <= reading.start and reading.end <= other.end
    return wider and holds and other.kind in (*_AMOUNTS, "rank", "date", "superlative")


def _others(
    document: Document,
    passage: Passage,
    claim_type: type[Claim],
    reading: Reading,
    here: Sequence[Reading],
) -> tuple[tuple[str, Reading], ...]:
    """A percentage beside a change is by how much; it stands in the change's own clause."""
    if "by" not in claim_type.slots():
        return ()
    start, end = clause_around(document, passage, (reading.start, reading.end))
    percents = [
        r for r in here
        if r.kind == "percent" and start <= r.start and r.end <= end and _claimable(r, here)
    ]  # fmt: skip
    nearest = min(percents, key=lambda r: abs(r.start - reading.start), default=None)
    return (("by", nearest),) if nearest else ()
