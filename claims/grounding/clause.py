"""Which words around a claim bear on it: its clause, and what the sentence says of all of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import regex
from babel import Locale, UnknownLocaleError

from claims.document import Document
from claims.grounding.locate import Extent
from claims.reading import Reading
from claims.tokens import tokenise

# A comma inside a number is no break: it has digits on both sides.
_BREAK = regex.compile(r"[;:()\[\]|—،؛，；：。、]|(?<!\d),|,(?!\d)|\s–\s")
_SPACED = r"[\p{L}--[\p{Han}\p{Hiragana}\p{Katakana}]]"  # letters of words that spaces part
_AMOUNTS = ("money", "percent", "measure", "duration", "number")
_MODALITIES = ("conditional", "hedged", "planned", "reported")  # the first that is there wins
_EVERYWHERE = frozenset({"conditional", "hedged", "reported"})
_NOBODY = ("modality", "negation", "comparator", "place")  # readings that make no claim
_FEW_WORDS = 3  # beside a hedge that opens a sentence: "It may be, …"


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
    behind them. `edges` open or close its sentence: "If …,", "…, according to the union". A hedge
    is among them where little else stands there: "…, probably", not "…, which could cost more".
    """

    near: tuple[Reading, ...]
    edges: tuple[Reading, ...]

    @classmethod
    def of(cls, document: Document, words: Sequence[Extent]) -> Bearing:
        """What bears on the words of a claim (code points, half-open), and on nothing else.

        Between its words may stand a clause that says another amount: "X may cost 3 million, and
        takes two years".
        """
        start, end = hull(words)
        low = document.passage_at(start).start
        high = document.passage_at(max(start, end - 1)).end
        breaks = _breaks(document, low, high)
        opens = max((b for _, b in breaks if b <= start), default=low)
        closes = min((a for a, _ in breaks if a >= end), default=high)
        closes = min(closes, _coordinated(document, end, closes))
        first = min((a for a, _ in breaks), default=low)
        last = max((b for _, b in breaks), default=high)
        inner = [at for span in breaks for at in span if opens < at < closes]
        clauses = list(pairwise([opens, *inner, closes]))
        kept = [clause for clause in clauses if not _another(document, clause, words)]
        near = within(document, kept if len(kept) < len(clauses) else [(opens, closes)])
        opening = _at_edge(document, (low, min(first, opens)), _FEW_WORDS)
        closing = _at_edge(document, (max(last, closes), high), 0)
        return cls(tuple(near), (*opening, *closing))

    def negations(self) -> list[Reading]:
        """What denies the claim."""
        return [r for r in self.near if r.kind == "negation"]

    def modality(self) -> str:
        """How the source puts the claim: a condition before a hedge, a hedge before a plan."""
        found = {r.value for r in self.near if r.kind == "modality"}
        found |= {r.value for r in self.edges}
        return next((m for m in _MODALITIES if m in found), "asserted")

    def reported(self) -> Extent | None:
        """The words that give the claim to somebody ("according to the ministry")."""
        found = [r for r in (*self.near, *self.edges) if r.value == "reported"]
        return (found[0].start, found[0].end) if found else None


def _another(document: Document, clause: Extent, words: Sequence[Extent]) -> bool:
    """Whether a clause says an amount and none of a claim's values: it is another claim's."""
    amounts = within(document, [clause], *_AMOUNTS)
    return bool(amounts) and not any(
        r.start < end and start < r.end
        for r in within(document, [clause])
        for start, end in words
        if r.kind not in _NOBODY
    )


def _breaks(document: Document, low: int, high: int) -> list[Extent]:
    found = [match.span() for match in _BREAK.finditer(document.text, low, high)]
    endings = _clause_endings(document.language or "")
    found += [m.span() for m in endings.finditer(document.text, low, high)] if endings else []
    return sorted(found)


def _at_edge(document: Document, edge: Extent, others: int) -> list[Reading]:
    """What an edge says of the whole sentence; a hedge has so few `others` words beside it."""
    words = len(tokenise(document.text[slice(*edge)]))
    return [
        r
        for r in within(document, [edge], "modality")
        if r.value in _EVERYWHERE
        and (r.value != "hedged" or words - len(tokenise(r.text)) <= others)
    ]


def _coordinated(document: Document, start: int, end: int) -> int:
    """Where, between two offsets, an "and" begins something else; `end` where none does."""
    ands = _ands(document.language or "")
    found = ands.search(document.text, start, end) if ands else None
    return found.start() if found else end


@cache
def _clause_endings(language: str) -> regex.Pattern[str] | None:
    """The endings of verbs behind which a clause begins, where a language joins clauses so."""
    table = tomllib.loads(files("claims.grounding").joinpath("clause.toml").read_text("utf-8"))
    endings = table["endings"].get(language, ())
    return regex.compile(rf"(?<=(?:{'|'.join(endings)}))\s") if endings else None


@cache
def _ands(language: str) -> regex.Pattern[str] | None:
    """The words with which a language joins the last of a list: CLDR's list pattern."""
    try:
        patterns = Locale.parse(language).list_patterns
    except (UnknownLocaleError, ValueError):
        return None
    words = {
        patterns[style]["end"].format("", "").strip(" ,、，،")
        for style in ("standard", "or")
        if style in patterns
    } - {""}
    if not words:
        return None
    alternatives = "|".join(map(regex.escape, words))
    return regex.compile(rf"(?<!{_SPACED})(?:{alternatives})(?!{_SPACED})", regex.V1 | regex.I)
