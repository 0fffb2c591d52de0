"""Which words around a claim bear on it: its clause, and what the sentence says of all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claims.document import Document
from claims.grounding.joints import (
    FIRST_WORDS,
    breaks,
    coordinated,
    part_before,
    relative,
    segment,
)
from claims.grounding.locate import Extent
from claims.grounding.tables import table
from claims.reading import AMOUNTS, Reading
from claims.tokens import tokenise

_MODALITIES = ("conditional", "hedged", "planned", "reported")  # the first that is there wins
_NOBODY = ("modality", "negation", "comparator", "place")  # readings that make no claim
_FEW_WORDS = 3  # beside a hedge that opens a sentence: "It may be, …"
_COMMAS = (",", "،", "，", "、")
_LAST_WORDS = 6  # characters at the end of a clause, where "if" stands in languages of its kind


def hull(extents: Iterable[Extent]) -> Extent:
    """The stretch from the first of some extents to the end of the last."""
    found = list(extents)
    return min(start for start, _ in found), max(end for _, end in found)


def inside(readings: Iterable[Reading], extents: Iterable[Extent], *kinds: str) -> list[Reading]:
    """The readings of these kinds (all, if none is named) that lie within one of the extents."""
    bounds = list(extents)
    return [
        reading
        for reading in readings
        if (not kinds or reading.kind in kinds)
        and any(start <= reading.start and reading.end <= end for start, end in bounds)
    ]


def within(document: Document, extents: Iterable[Extent], *kinds: str) -> list[Reading]:
    """The readings of a document that lie within one of the extents, each once."""
    found = (
        reading
        for start, end in extents
        for reading in inside(document.readings_over(start, end), [(start, end)], *kinds)
    )
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Bearing:
    """The readings that bear on a claim.

    `near` stand in its clause: between the breaks around its words, and on this side of an "and"
    behind them. `edges` say something of all of its sentence: "If …,", "…, according to the union".
    A condition is among them where a clause begins or ends with it, a hedge where little else
    stands there: "…, probably", not "…, which could cost more". `asides` deny what stands behind
    the claim, and not the claim: "supports the plan *without* reservation".
    """

    near: tuple[Reading, ...]
    edges: tuple[Reading, ...]
    asides: tuple[Reading, ...] = ()

    @classmethod
    def of(cls, document: Document, words: Sequence[Extent], key: Extent | None = None) -> Bearing:
        """What bears on the words of a claim (code points, half-open), and on nothing else.

        `key` are those of them that make it the claim it is. Between its words may stand a clause
        that says another amount: "X may cost 3 million, and takes two years".
        """
        start, end = hull(words)
        whole = document.passage_at(start).start, document.passage_at(max(start, end - 1)).end
        low, high = segment(document.text, whole, (start, end))
        found = breaks(document, low, high)
        opens = max((b for _, b in found if b <= start), default=low)
        closes = min((a for a, _ in found if a >= end), default=high)
        closes = min(closes, coordinated(document, end, closes))
        inner = [at for span in found for at in span if opens < at < closes]
        clauses = list(pairwise([opens, *inner, closes]))
        kept = _own(document, clauses, words, key)
        near = within(document, kept if len(kept) < len(clauses) else [(opens, closes)])
        asides = [r for r in near if key and _without(document, r) and key[1] <= r.start]
        near = [r for r in near if r not in asides]
        if key:
            first = part_before(document, (min(words)[1], key[0]))
            near = [r for r in near if r.kind != "negation" or not first[0] <= r.start < first[1]]
            if any(r.value == "reported" and _touch((r.start, r.end), key) for r in near):
                return cls(tuple(near), (), tuple(asides))  # it was said, whatever is to come
        return cls(tuple(near), (*_opening(document, found, low, opens),
                                 *_closing(document, found, closes, high)),
                   tuple(asides))  # fmt: skip

    def without(self, named: Sequence[Extent]) -> Bearing:
        """The same without the hedges and plans in what is named: "opposes the planned merger".

        Words that are nothing else are no name: "investirons" given as what is measured.
        """
        kept = (
            r
            for r in self.near
            if r.value not in ("hedged", "planned")
            or not any(a <= r.start and r.end <= b and (a, b) != (r.start, r.end) for a, b in named)
        )
        return replace(self, near=tuple(kept))

    def negations(self) -> list[Reading]:
        """What denies the claim."""
        return [r for r in self.near if r.kind == "negation"]

    def modality(self) -> str:
        """How the source puts the claim: a condition before a hedge, a hedge before a plan."""
        found = self.modalities() | {r.value for r in self.edges}
        return next((m for m in _MODALITIES if m in found), "asserted")

    def modalities(self) -> set[str]:
        """Every way in which the claim's own clause is put."""
        return {str(r.value) for r in self.near if r.kind == "modality"}

    def reports(self) -> list[Reading]:
        """The words that give the claim to somebody ("according to the ministry")."""
        return [r for r in (*self.near, *self.edges) if r.value == "reported"]


def _without(document: Document, reading: Reading) -> bool:
    """Whether a denial is a word like "without", which denies only what stands behind it."""
    words = table("clause", document.language or "").get("without", ())
    return reading.kind == "negation" and any(key in words for key in tokenise(reading.text).keys)


def _touch(one: Extent, other: Extent) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _own(
    document: Document, clauses: Sequence[Extent], words: Sequence[Extent], key: Extent | None
) -> list[Extent]:
    """The clauses that are the claim's: no other amount's, and no aside about what is named."""
    kept = [clause for clause in clauses if not _another(document, clause, words)]
    if key is None:
        return kept
    asides = [c for c in kept if relative(document, c) or _apposed(document, c, words, key)]
    inner = [clause for clause in asides if clause[0] <= key[0] and key[1] <= clause[1]]
    return inner or [clause for clause in kept if clause not in asides]


def _apposed(document: Document, clause: Extent, words: Sequence[Extent], key: Extent) -> bool:
    """Whether a clause gives a name right before it an order: "Voss, the youngest of them"."""
    if not (clause[0] <= key[0] and key[1] <= clause[1]):
        return False
    between = (document.text[end : clause[0]].strip() for _, end in words if end < clause[0])
    orders = within(document, [key], "rank", "superlative")
    return bool(orders) and any(sign in _COMMAS for sign in between)


def _another(document: Document, clause: Extent, words: Sequence[Extent]) -> bool:
    """Whether a clause says an amount and none of a claim's values: it is another claim's."""
    amounts = within(document, [clause], *AMOUNTS)
    return bool(amounts) and not any(
        r.start < end and start < r.end
        for r in within(document, [clause])
        for start, end in words
        if r.kind not in _NOBODY
    )


def _opening(document: Document, found: Sequence[Extent], low: int, opens: int) -> list[Reading]:
    """What is said of the whole sentence before the claim's clause."""
    before = [span for span in found if span[1] <= opens]
    clauses = list(zip([low, *(b for _, b in before)], [a for a, _ in before], strict=False))
    conditions = [r for clause in clauses for r in _conditions(document, clause, _LAST_WORDS)]
    return [*conditions, *_at_edge(document, clauses[:1], _FEW_WORDS)]


def _closing(document: Document, found: Sequence[Extent], closes: int, high: int) -> list[Reading]:
    """What is said of the whole sentence behind the claim's clause: its last clause."""
    last = max((b for _, b in found if b > closes), default=closes)
    return [*_conditions(document, (last, high), 0), *_at_edge(document, [(last, high)], 0)]


def _conditions(document: Document, clause: Extent, at_end: int) -> list[Reading]:
    """The conditions that a clause begins with, or ends with in so many characters."""
    start, end = clause
    return [
        r
        for r in within(document, [clause], "modality")
        if r.value == "conditional"
        and (r.start - start <= FIRST_WORDS or (at_end and end - r.end <= at_end))
    ]


def _at_edge(document: Document, edges: Sequence[Extent], others: int) -> list[Reading]:
    """What edges say of the whole sentence; a hedge has so few `others` words beside it."""
    words = sum(len(tokenise(document.text[slice(*edge)])) for edge in edges)
    found = within(document, edges, "modality")
    return [
        r
        for r in found
        if r.value == "reported"
        or (r.value == "hedged" and words - len(tokenise(r.text)) <= others)
    ]
