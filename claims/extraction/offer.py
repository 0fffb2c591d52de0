"""What to ask about a document: the clauses in which the readers see something to claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.document import Document, Passage
from claims.extraction.claimable import Sentence
from claims.extraction.clauses import clause_around, segment_around
from claims.extraction.moves import amounts_of_change
from claims.extraction.order import says_whose
from claims.grounding.clause import Bearing, hull, inside, within
from claims.grounding.locate import Extent
from claims.reading import AMOUNTS, ORDERS, Period, Reading
from claims.schemas import BUILT_IN, Claim, Direction, Mention, Moment
from claims.tokens import tokenise

_FIGURES = (*AMOUNTS, "change")
_FEWEST = 3  # words of a sentence that says what happened: a date line says less
_LONG = ("year", "decade", "century")
_NEXT = 4  # characters between a day and who spoke on it: "said on Thursday"


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
    sentence = Sentence(document, passage, tuple(here))
    by_clause: dict[Extent, list[Ask]] = {}
    for clause, ask in _asks(sentence, types):
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


def _asks(sentence: Sentence, types: Sequence[type[Claim]]) -> Iterator[tuple[Extent, Ask]]:
    """The asks of a sentence with their clauses.

    The built-in types are asked for in any case, to know which amounts are theirs ("up 6 %" is not
    also "is 6 %"); those that are not wanted are left out.
    """
    clauses = _Clauses(sentence)
    taken: set[Reading] = set()
    days: set[object] = set()
    for claim_type in _changes_first(dict.fromkeys((*types, *BUILT_IN))):
        key = claim_type.key_slot()
        slot = claim_type.slots()[key] if key else Mention
        for reading in clauses.claimable if claim_type in BUILT_IN else clauses.whole:
            if not _fills(reading, slot) or reading in taken or reading.value in days:
                continue
            if slot is Moment and not clauses.happens(reading):
                continue
            others = clauses.others(claim_type, reading)
            if slot is Direction and not others and sentence.mentioned(reading):
                continue  # "measures of reduction": nothing is said to have moved
            days |= {reading.value} if reading.kind == "date" and reading.value else set()
            taken.update(r for name, r in others if name in ("by", "from_"))
            if claim_type in types:
                yield clauses.of(reading), Ask(claim_type, reading, others)


def _fills(reading: Reading, slot: type[Mention]) -> bool:
    """Whether a reading makes the claim whose key slot this is; "second-largest" is a rank."""
    graded = reading.kind == "superlative" and reading.value not in (1, None)
    return reading.kind in (slot.also if graded else slot.kinds)


def _changes_first(types: Iterable[type[Claim]]) -> list[type[Claim]]:
    """Types that take further amounts come first, so that these are not taken for their own."""
    return sorted(types, key=lambda t: t.slots().get(str(t.key_slot())) is not Direction)


class _Clauses:
    """The clauses of a sentence, and which readings belong together in them."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.whole = [r for r in sentence.readings if sentence.whole(r)]
        self.claimable = [r for r in self.whole if sentence.claimable(r)]
        self._extents: dict[Reading, Extent] = {}

    def of(self, reading: Reading) -> Extent:
        """The clause of a reading, together with the "if" that it hangs on."""
        if reading not in self._extents:
            self._extents[reading] = self._clause(reading)
        return self._extents[reading]

    def _clause(self, reading: Reading) -> Extent:
        document = self.sentence.document
        clause = clause_around(document, self.sentence.passage, (reading.start, reading.end))
        if reading.kind in ORDERS and not says_whose(document, clause, reading):
            clause = self._with_noun(clause)
        if Bearing.of(document, [(reading.start, reading.end)]).modality() != "conditional":
            return clause
        conditions = [r for r in self.sentence.readings if r.value == "conditional"]
        clauses = [
            clause_around(document, self.sentence.passage, (r.start, r.end)) for r in conditions
        ]
        return hull([clause, *clauses])

    def _with_noun(self, clause: Extent) -> Extent:
        """A clause together with the noun that it is set behind: "X, the oldest part of Y, …"."""
        document, passage = self.sentence.document, self.sentence.passage
        lead = document.text[passage.start : clause[0]].rstrip()
        if not lead.endswith((",", "，")):
            return clause
        before = passage.start + len(lead) - 2
        return hull([clause_around(document, passage, (before, clause[1])), clause])

    def others(self, claim_type: type[Claim], reading: Reading) -> tuple[tuple[str, Reading], ...]:
        """The further slots of a claim that its clause fills: amounts of a change, and when."""
        slots = claim_type.slots()
        found: dict[str, Reading] = {}
        if reading.kind == "change" and "by" in slots:
            amounts = [a for a in self._beside(reading, AMOUNTS) if self._nearest(a) is reading]
            document = self.sentence.document
            found = amounts_of_change(document, self.of(reading), reading, amounts)
        if slots.get("when") is Moment and claim_type.key_slot() != "when":
            dates = self._beside(reading, ("date",))
            if len(dates) == 1:
                found["when"] = dates[0]
        return tuple(found.items())

    def happens(self, date: Reading) -> bool:
        """Whether a date is that of an event: the date of a figure belongs to the figure."""
        if _vague(date):
            return False
        document, passage = self.sentence.document, self.sentence.passage
        extent = (date.start, date.end)
        start, end = segment_around(document, passage, extent, _FEWEST)
        words = len(tokenise(document.text[start:end])) - len(tokenise(date.text))
        figures = inside(self.claimable, [(start, end)], *_FIGURES)
        return words >= _FEWEST and not figures and not self._told(date)

    def _told(self, date: Reading) -> bool:
        """Whether it is the day on which somebody said so: "the ministry said on Thursday"."""
        return any(
            r.value == "reported" and _distance(r, date) <= _NEXT
            for r in self.sentence.readings
        )  # fmt: skip

    def _beside(self, reading: Reading, kinds: Sequence[str]) -> list[Reading]:
        return [r for r in inside(self.claimable, [self.of(reading)], *kinds) if r is not reading]

    def _nearest(self, amount: Reading) -> Reading | None:
        changes = self._beside(amount, ("change",))
        return min(changes, key=lambda c: _distance(c, amount), default=None)


def _vague(date: Reading) -> bool:
    """A year or more that has no number: "this year", "the past decade"."""
    period = date.value
    named = any(char.isdigit() for char in date.text)
    return isinstance(period, Period) and period.grain in _LONG and not named


def _distance(one: Reading, other: Reading) -> int:
    return max(one.start - other.end, other.start - one.end)
