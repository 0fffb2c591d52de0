"""`Outside`: which words, outside the sentences of a claim, may fill a slot of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.document import Document
from claims.errors import Failure
from claims.grounding.clause import within
from claims.grounding.discourse import about, before, heading
from claims.grounding.landmarks import tells
from claims.grounding.locate import Extent, locate
from claims.grounding.names import names
from claims.reading import Reading, read
from claims.schemas import Claim, Entity, Mention

_PARAGRAPH = "\n"


@dataclass(frozen=True)
class Outside:
    """The words before the sentences of a claim that a slot of it may have.

    A name that the statement tells may, where the sentences are about it; and what is no name,
    from the sentence before in the same paragraph, or from a heading: the measure of a table.
    """

    document: Document
    passages: tuple[Extent, ...]
    slot: type[Mention]
    statement: str
    language: str

    def place(self, words: str) -> Extent | None:
        """Where these words stand so, the nearest first."""
        for extent in self._stretches():
            match = locate(words, self.document.text, within=extent)
            if match and self.holds((match.start, match.end)):
                return match.start, match.end
        return None

    def holds(self, extent: Extent) -> bool:
        """Whether a slot may have what stands at an extent."""
        if self.slot.kinds or extent[1] > self._start:
            return False
        if not issubclass(self.slot, Entity):
            return any(a <= extent[0] and extent[1] <= b for a, b in self._beside())
        return self._told(extent) and about(self.document, extent, self._start)

    @property
    def _start(self) -> int:
        return min(start for start, _ in self.passages)

    def _stretches(self) -> Iterator[Extent]:
        return ((p.start, p.end) for p in before(self.document, self._start))

    def _beside(self) -> Iterator[Extent]:
        """The sentence before in the same paragraph, and the headings above."""
        for start, end in self._stretches():
            passage = self.document.passage_at(start)
            last = passage.number + 1 == self._number
            joined = last and _PARAGRAPH not in self.document.text[end : self._start]
            if joined or heading(self.document, passage):
                yield start, end

    @property
    def _number(self) -> int:
        return self.document.passage_at(self._start).number

    def _told(self, extent: Extent) -> bool:
        """Whether the statement names what stands at an extent."""
        codes = {r.value for r in within(self.document, [extent], "place")}
        if codes and any(r.value in codes for r in self._places()):
            return True
        text, source = self.document.text[slice(*extent)], self.document.language or ""
        told = names(self.statement, self.language)
        return any(tells(name, text, source, self.language) for name in told)

    def _places(self) -> Iterator[Reading]:
        return (r for r in read(self.statement, self.language) if r.kind == "place")


def displaced(claim: Claim, document: Document) -> list[Failure]:
    """The failure of a subject from elsewhere where the sentence may have one of its own.

    It has none where it begins with another slot: with what is measured, or an order.
    """
    subject, quote = claim.subject, claim.quotes[0]
    if subject is None or subject.end > document.passage_at(quote.start).start:
        return []
    others = [mention for _, mention in claim.mentions() if mention is not subject]
    if any(other.start <= quote.start < other.end for other in others):
        return []
    message = "the sentence may have a subject of its own"
    return [Failure("slot-in-quote", "subject", message, subject.text, quote.text)]
