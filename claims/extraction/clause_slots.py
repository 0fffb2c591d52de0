"""The slots that a clause fills with no model: what is counted, whose it is, what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from claims.document import Document
from claims.extraction.claimable import link_words
from claims.extraction.clauses import function_words, segment_around
from claims.extraction.offer import Ask
from claims.extraction.order import subject_extent
from claims.extraction.tables import word_list
from claims.grounding.clause import within
from claims.grounding.locate import Extent
from claims.reading import ORDERS, Reading
from claims.reading.data import primary
from claims.schemas import Entity
from claims.tokens import UNSPACED, tokenise

_COUNTED = regex.compile(r"[\s\u00a0]+((?:\p{L}[\p{L}\p{M}’'\-]*[\s\u00a0]*)+)")
_MOST = 4  # words of what is counted
_NAME = 3  # words of a scope that are a place and its articles
_SHORTEST = 3  # letters of a word that can be a slot by itself
_TRIM = " ,;:.–—"
_PARTICLE = regex.compile(r"\p{Hiragana}{1,2}")


@dataclass(frozen=True)
class ClauseSlots:
    """Completes what was copied from the clause `extent` (code points, half-open)."""

    document: Document
    extent: Extent

    @property
    def language(self) -> str:
        """The primary tag of the document's language; "" where it is not known."""
        return primary(self.document.language or "")

    def completed(
        self, ask: Ask, copied: Mapping[str, str], filled: Mapping[str, Any]
    ) -> dict[str, str]:
        """The copied words of an ask, less those that say nothing, and what can be filled in."""
        telling = {n: w for n, w in copied.items() if not self._idle(ask, n, w)}
        if not _names_one(telling.get("place", "")):
            telling.pop("place", None)
        found = _apart(ask, self._scoped(ask, telling), filled)
        if "measure" in ask.type.slots() and ask.reading and (what := self._counted(ask.reading)):
            found = {**found, "measure": what}
        for name in _open(ask, found):
            rest = found.get("measure") or self._rest(ask, name)
            found |= {name: rest} if rest else {}
        return found

    def _idle(self, ask: Ask, name: str, words: str) -> bool:
        """Whether the words of a slot only join: "on", "le", "は"."""
        if UNSPACED.search(words):
            return bool(_PARTICLE.fullmatch(words))
        demanded = ask.type.model_fields[name].is_required()
        entity = ask.type.slots()[name] is Entity and demanded  # "This" may be a subject
        small = function_words(self.language) if entity else link_words(self.language)
        return small.issuperset(tokenise(words).keys)

    def _rest(self, ask: Ask, name: str) -> str:
        """The words behind the key, or for want of any those before it; of an order its subject."""
        if ask.reading is None:
            return ""
        if ask.reading.kind in ORDERS and name == "subject":
            start, end = subject_extent(self.document, self.extent, ask.reading)
            return self.document.text[start:end].strip(_TRIM)
        if ask.reading.kind == "date":
            return self._happening(ask.reading)
        behind = self.document.text[ask.reading.end : self._next(ask.reading)].strip(_TRIM)
        if len(tokenise(behind)) > 1 or (behind and ask.type.slots().get("about")):
            return behind
        passage = self.document.passage_at(ask.reading.start)
        extent = (ask.reading.start, ask.reading.end)
        start, _ = segment_around(self.document, passage, extent, 1)
        return self._within(self.document.text[start : ask.reading.start])

    def _happening(self, date: Reading) -> str:
        """What happens on a date: the words before it; behind it where verbs come last."""
        passage = self.document.passage_at(date.start)
        start, end = segment_around(self.document, passage, (date.start, date.end), 1)
        sides = [self.document.text[start : date.start], self.document.text[date.end : end]]
        if self.language in word_list("clauses", "verb_last", "all"):
            sides.reverse()
        told = (self._within(words) for words in sides)
        return next((words for words in told if words), "")

    def _within(self, words: str) -> str:
        """Some words without those at their ends that only join: "which opened on"."""
        small = link_words(self.language)
        tokens = tokenise(words)
        kept = [i for i, key in enumerate(tokens.keys) if key not in small]
        return words[tokens.starts[kept[0]] : tokens.ends[kept[-1]]] if kept else ""

    def _counted(self, reading: Reading) -> str:
        """The noun right behind a bare number: "4.7 million *containers* in 2025"."""
        if reading.kind != "number":
            return ""
        behind = self.document.text[reading.end : self._next(reading)]
        words = _COUNTED.match(behind)
        if not words:
            return ""
        small = function_words(self.language)
        partitives = function_words(self.language, "partitives")
        tokens = tokenise(words[1])
        first = next((i for i, key in enumerate(tokens.keys) if key not in partitives), 0)
        stop = next((i for i in range(first, len(tokens)) if tokens.keys[i] in small), len(tokens))
        last = min(stop, first + _MOST) - 1
        return words[1][tokens.starts[first] : tokens.ends[last]] if last >= first else ""

    def _next(self, reading: Reading) -> int:
        """Where the next reading of the clause begins, or the clause ends."""
        later = within(self.document, [(reading.end, self.extent[1])])
        return min((r.start for r in later if r.start > reading.end), default=self.extent[1])

    def _scoped(self, ask: Ask, copied: Mapping[str, str]) -> dict[str, str]:
        """The scope: words with a name in them, else the one country that no other slot names."""
        if ask.type.slots().get("scope") is not Entity:
            return dict(copied)
        names = within(self.document, [self.extent], "place")
        copied = self._parted(copied, names)
        rest = [r for r in names if not any(r.text in words for words in copied.values())]
        scope = copied.get("scope", "")
        inside = [r for r in names if r.text in scope]
        if len(inside) == 1 and len(tokenise(scope)) > _NAME:
            return {**copied, "scope": inside[0].text}  # "par gazoduc de la Chine"
        named = bool(inside) or any(map(str.isupper, scope))
        if named or (scope and ask.reading and self._belongs(scope, ask.reading)):
            return dict(copied)
        others = {name: words for name, words in copied.items() if name != "scope"}
        return {**others, "scope": rest[0].text} if len(rest) == 1 else others

    def _parted(self, copied: Mapping[str, str], names: Sequence[Reading]) -> Mapping[str, str]:
        """The slots with the place that a category ends with as scope: "partenaires *de Chine*"."""
        category = copied.get("category", "")
        ends = [r.text for r in names if category.endswith(r.text)]
        what = self._within(category.removesuffix(ends[0])) if ends else ""
        if not what or copied.get("scope"):
            return copied
        return {**copied, "category": what, "scope": ends[0]}

    def _belongs(self, scope: str, order: Reading) -> bool:
        """Whether words stand behind an order, joined to it: "largest part *of the harbour*"."""
        passage = self.document.passage_at(order.start)
        _, end = segment_around(self.document, passage, (order.start, order.end), 1)
        lead, found, _ = self.document.text[order.end : end].partition(scope)
        joins = function_words(self.language)
        first = tokenise(scope).keys[:1]
        beside = (*tokenise(lead).keys[-1:], *first)
        return bool(found) and not joins.isdisjoint(beside)


def _names_one(words: str) -> bool:
    """Whether words may name a place: one has a capital, or a script that has none."""
    return words != words.lower() or words == words.swapcase()


def with_subjects(
    drafts: Sequence[dict[str, Any]], asks: Sequence[Ask]
) -> Iterator[dict[str, Any]]:
    """The drafts of one clause; one whose subject nobody found shares its neighbour's."""
    known = next((d["subject"] for d in drafts if d.get("subject")), None)
    for draft, ask in zip(drafts, asks, strict=True):
        field = ask.type.model_fields.get("subject")
        lacks = field is not None and field.is_required() and not draft.get("subject")
        yield {**draft, "subject": known} if lacks and known else draft


def _open(ask: Ask, found: Mapping[str, str]) -> Sequence[str]:
    """The one required slot that nobody has filled; none where several are open."""
    slots, fields = ask.type.slots(), ask.type.model_fields
    names = [
        name
        for name, slot in slots.items()
        if not slot.kinds and fields[name].is_required() and name not in found
    ]
    return names if len(names) == 1 else ()


def _apart(ask: Ask, copied: Mapping[str, str], filled: Mapping[str, Any]) -> dict[str, str]:
    """Copied words, less those that only repeat another slot: "trade" beside "trade partner"."""
    kept: dict[str, str] = {}
    for name, words in copied.items():
        optional = not ask.type.model_fields[name].is_required()
        if optional and len(words) < _SHORTEST and not UNSPACED.search(words):
            continue  # "de": a preposition is no measure; but "Il" is a subject
        if not any(
            words in other for other in (*kept.values(), *(m["text"] for m in filled.values()))
        ):
            kept[name] = words
    return kept
