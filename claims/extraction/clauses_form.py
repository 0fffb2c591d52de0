"""Asking a small model about one clause at a time, for nothing that the readers already know.

The model translates the clause and says, in the clause's own words, who and what each value is
about. The quote, the values and their places are the readers'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from babel import Locale

from claims.document import Document
from claims.engines.base import Request
from claims.extraction.answers import parse
from claims.extraction.claimable import link_words
from claims.extraction.clause_grammar import Held, grammar, plain
from claims.extraction.clause_slots import ClauseSlots, with_subjects
from claims.extraction.clauses import segment_around
from claims.extraction.examples import examples
from claims.extraction.kinds import KINDS, REPORT, instruction
from claims.extraction.offer import Ask, Offer, offers
from claims.extraction.order import subject_extent
from claims.extraction.origins import owned
from claims.extraction.question import Draft, Failed, Question
from claims.extraction.render import render
from claims.extraction.transcribe import transcribed
from claims.extraction.wire import further_fields, record
from claims.grounding.locate import Extent
from claims.reading import ORDERS, Reading
from claims.reading.data import primary
from claims.schemas import BUILT_IN, Claim, Moment
from claims.tokens import UNSPACED

_SIGNS = " ,;:.–—"
_FEWEST = 3  # words beside a value of a stretch that is asked about once more
_SAME = 3  # characters by which a stretch has to be shorter than its clause
_TOKENS_PER_CHARACTER = 0.4
_TOKENS_PER_ASK = 30


Worked = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ClausesForm:
    """The questions of one document, for claims of `types`, told in `language` (ISO 639-1)."""

    document: Document
    types: Sequence[type[Claim]]
    language: str

    def questions(self) -> Iterator[Question]:
        """One question a clause, in the order of the text."""
        system = instructions(self.types, self.language)
        worked = tuple(e.turns() for e in examples(self.types) if self.language == e.language)
        for offer in offers(self.document, self.types):
            yield self._question(Clause(self.document, offer, self.language), system, worked)

    def _question(
        self, clause: Clause, system: str, worked: Worked, about: Sequence[Failed] = ()
    ) -> Question:
        request = Request(
            system=system,
            prompt=clause.prompt(),
            examples=worked,
            schema=clause.schema(),
            grammar=clause.grammar(),
            max_tokens=clause.budget(),
        )
        again = partial(self._again, clause, system, worked)
        return Question(
            request, clause.offer.extent, clause.drafts, again,
            about=tuple(about), doubted=clause.doubted,
        )  # fmt: skip

    def _again(
        self, clause: Clause, system: str, worked: Worked, failed: Sequence[Failed]
    ) -> list[Question]:
        return [
            self._question(replace(clause, offer=offer, known=True), system, worked, about)
            for offer, about in clause.tighter(failed)
        ]


def instructions(types: Sequence[type[Claim]], language: str) -> str:
    """The system prompt: what to write, and what each slot of each type holds."""
    slots = {
        name: description
        for claim_type in types
        for name, description in asked_slots(Ask(claim_type)).items()
        if not claim_type.slots()[name].kinds
    }
    listed = "\n".join(f'"{name}": {description}.' for name, description in slots.items())
    further = "\n".join(_further(types))
    kinds = "\n".join(f"{t.type_name()}: {_first_line(t)}" for t in types)
    told_in = Locale.parse(language).get_display_name("en")
    return (
        "You are a translator and analyst for an international news agency. You get a text and the "
        "values found in it. Answer in JSON:\n"
        f"{instruction()}\n"
        f'"statement": the text translated into one complete, precise {told_in} sentence. '
        'Keep every number, rank, name and "not". Add nothing, leave nothing out.\n'
        "Then for each value, copied word for word from the text:\n"
        f'{listed}\nWrite "" where the text has no words for it.\n{further}\nThe values:\n{kinds}'
    )


def _further(types: Sequence[type[Claim]]) -> Iterator[str]:
    """A line for each field of a user's type that is not copied from the text."""
    fields = {name: schema for t in types for name, schema in further_fields(t).items()}
    for name, schema in fields.items():
        yield f'"{name}", not copied: {schema.get("description", name.replace("_", " "))}.'


def _first_line(claim_type: type[Claim]) -> str:
    return (claim_type.__doc__ or claim_type.type_name()).strip().splitlines()[0]


def asked_slots(ask: Ask) -> dict[str, str]:
    """Slot -> what it holds, for the slots of an ask that no reading and no rule fills."""
    filled = {ask.type.key_slot() if ask.reading else None, *(name for name, _ in ask.others)}
    if ask.type in BUILT_IN:
        filled.add("measure")  # what is counted stands behind its number
    fields = ask.type.model_fields
    return {
        name: fields[name].description or name.replace("_", " ")
        for name, slot in ask.type.slots().items()
        if name not in filled and (fields[name].is_required() or not slot.kinds)
    }


@dataclass(frozen=True)
class Clause:
    """One clause and what is asked about it."""

    document: Document
    offer: Offer
    language: str
    known: bool = False
    """Whether it is known to be a report: where it is asked about once more."""

    @property
    def text(self) -> str:
        """The clause on one line, without the signs that JSON gives a meaning to."""
        start, end = self.offer.extent
        return plain(self.document.text[start:end])

    def prompt(self) -> str:
        """The question as the model sees it."""
        lines = [f"Text: {self.text}"]
        for number, ask in enumerate(self.offer.asks, 1):
            lines.append(f"{number}. {ask.type.type_name()}{self._shown(ask)}")
        return "\n".join(lines)

    def _shown(self, ask: Ask) -> str:
        beside = (r for name, r in ask.others if name != "when")  # the text shows its dates
        readings = [r for r in (ask.reading, *beside) if r]
        shown = (f"{r.text} = {v}" if (v := render(r, self.language)) else r.text for r in readings)
        return ": " + ", ".join(shown) if readings else ""

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the answer."""
        parts: dict[str, Any] = {"kind": {"enum": list(KINDS)}}
        parts["statement"] = {"type": "string", "maxLength": 400}
        for number, ask in enumerate(self.offer.asks, 1):
            copied = {name: {"type": "string"} for name in asked_slots(ask)}
            parts[str(number)] = record({**copied, **further_fields(ask.type)})
        return record(parts)

    def grammar(self) -> str:
        """Grammar (llguidance) of the answer: a literal frame, each slot cut from the text."""
        asks = [self._held(ask) for ask in self.offer.asks]
        doubtful = not self.known and all(ask.type in BUILT_IN for ask in self.offer.asks)
        kinds = tuple(KINDS) if doubtful else (REPORT,)
        return grammar(asks, unspaced=bool(UNSPACED.search(self.text)), kinds=kinds)

    def _held(self, ask: Ask) -> dict[str, Held]:
        """What each field of an ask holds: words beside its key, an event's near its date."""
        whole = near = self.offer.extent
        if ask.reading and ask.type.slots().get(str(ask.type.key_slot())) is Moment:
            near = _around(self.document, ask.reading, 1)
        fields = ask.type.model_fields
        copied = {
            name: self._beside(near if fields[name].is_required() else whole, ask.reading)
            for name in asked_slots(ask)
        }
        if ask.reading and ask.reading.kind in ORDERS and "subject" in copied:
            extent = subject_extent(self.document, whole, ask.reading)
            copied["subject"] = self._beside(extent, None) or copied["subject"]
        return {**copied, **further_fields(ask.type)}

    def _beside(self, extent: Extent, key: Reading | None) -> tuple[str, ...]:
        """The texts before and behind the key in a stretch: no slot holds the words of the key."""
        start, end = extent
        cuts = [(start, key.start), (key.end, end)] if key else [(start, end)]
        texts = (plain(self.document.text[a:b]).strip(_SIGNS) for a, b in cuts)
        return tuple(dict.fromkeys(text for text in texts if text))

    def budget(self) -> int:
        """Tokens that a well-formed answer can need at most.

        This, and no counted repetition in the grammar, is what bounds the statement: counting made
        each token about three times as slow (llguidance in mistralrs 0.9.5).
        """
        copied = int(len(self.text) * _TOKENS_PER_CHARACTER)
        return 40 + copied + (_TOKENS_PER_ASK + copied) * len(self.offer.asks)

    def doubted(self, answer: str) -> bool:
        """Whether an answer takes the clause for something else than a report."""
        found = parse(answer)
        kind = found.get("kind") if isinstance(found, Mapping) else None
        return isinstance(kind, str) and kind in KINDS and kind != REPORT

    def drafts(self, answer: str) -> list[Draft]:
        """The drafts in an answer: one for each ask, whatever came of it."""
        found = parse(answer)
        given = found if isinstance(found, Mapping) else {}
        drafts = [self._draft(n, ask, given) for n, ask in enumerate(self.offer.asks, 1)]
        return list(with_subjects(drafts, self.offer.asks))

    def _draft(self, number: int, ask: Ask, given: Mapping[str, Any]) -> Draft:
        answered = given.get(str(number))
        copied = {
            n: w.strip() for n, w in _strings(answered) if n in ask.type.slots() and w.strip()
        }
        further = further_fields(ask.type)
        written = answered.items() if isinstance(answered, Mapping) else ()
        read = [(ask.type.key_slot(), ask.reading)] if ask.reading else []
        filled = {str(name): _mention(r) for name, r in (*read, *ask.others) if r}
        slots = ClauseSlots(self.document, self.offer.extent).completed(ask, copied, filled)
        return {
            "type": ask.type.type_name(),
            "statement": self._told(given.get("statement", ""), slots.get("scope", "")),
            "language": self.language,
            "quote": _cut(self.document, *self.offer.extent),
            **{name: value for name, value in written if name in further},
            **slots,
            **filled,
        }

    def _told(self, statement: object, scope: str) -> object:
        """The statement as its language writes numbers and says whose something is."""
        if not isinstance(statement, str):
            return statement
        given_in = self.document.language or ""
        told = transcribed(statement, self.text, self.language, given_in)
        return owned(told, self.language, scope, given_in) if scope else told

    def tighter(self, failed: Sequence[Failed]) -> list[tuple[Offer, tuple[Failed, ...]]]:
        """Shorter stretches around the values whose statement failed, and what failed there.

        Asked the same again a small model answers the same; of fewer words it loses fewer. Where
        only slots failed they would be cut from the same words as before.
        """
        found: dict[Extent, list[tuple[Ask, Failed]]] = {}
        for one in failed:
            told = any(failure.slot == "statement" for failure in one.failures)
            ask = next((a for a in self.offer.asks if _is_about(one.draft, a)), None)
            if told and ask and ask.reading:
                around = _around(self.document, ask.reading, _FEWEST)
                if around[1] - around[0] < self.offer.extent[1] - self.offer.extent[0] - _SAME:
                    found.setdefault(around, []).append((ask, one))
        return [
            (Offer(extent, tuple(ask for ask, _ in pairs)), tuple(one for _, one in pairs))
            for extent, pairs in found.items()
        ]


def _is_about(draft: Draft, ask: Ask) -> bool:
    key = draft.get(ask.type.key_slot() or "")
    placed = not ask.reading or (isinstance(key, Mapping) and key["start"] == ask.reading.start)
    return bool(draft["type"] == ask.type.type_name() and placed)


def _strings(slots: Any) -> Iterator[tuple[str, str]]:
    if isinstance(slots, Mapping):
        yield from ((str(n), w) for n, w in slots.items() if isinstance(w, str))


def _cut(document: Document, start: int, end: int) -> dict[str, Any]:
    return {"text": document.text[start:end], "start": start, "end": end}


def _mention(reading: Reading) -> dict[str, Any]:
    return {"text": reading.text, "start": reading.start, "end": reading.end}


def _around(document: Document, reading: Reading, fewest: int) -> Extent:
    passage, extent = document.passage_at(reading.start), (reading.start, reading.end)
    joining = link_words(primary(document.language or ""))
    return segment_around(document, passage, extent, fewest, joining)
