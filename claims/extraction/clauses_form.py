"""Asking a small model about one clause at a time, for nothing that the readers already know.

The model translates the clause and says, in the clause's own words, who and what each value is
about. The quote, the values and their places are the readers'.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import regex
from babel import Locale

from claims.document import Document
from claims.engines.base import Request
from claims.extraction.answers import parse
from claims.extraction.examples import examples
from claims.extraction.offer import Ask, Offer, offers
from claims.extraction.question import Draft, Failed, Question
from claims.extraction.render import render
from claims.extraction.wire import record
from claims.grounding.clause import within
from claims.reading import Reading
from claims.schemas import Claim, Entity, Mention
from claims.tokens import tokenise

_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_UNSAFE = regex.compile(r'["\\\s]')  # would end or escape the JSON string that a slot stands in
_SHORTEST = 3  # letters of a word that can be a slot by itself
_TOKENS_PER_CHARACTER = 0.4
_TOKENS_PER_ASK = 30


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
        self, clause: Clause, system: str, worked: tuple[tuple[str, str], ...]
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
        return Question(request, clause.offer.extent, clause.drafts, again)

    def _again(
        self,
        clause: Clause,
        system: str,
        worked: tuple[tuple[str, str], ...],
        failed: Sequence[Failed],
    ) -> Question | None:
        wrong = clause.wrong(failed)
        return self._question(wrong, system, worked) if wrong else None


def instructions(types: Sequence[type[Claim]], language: str) -> str:
    """The system prompt: what to write, and what each slot of each type holds."""
    slots = {
        name: description
        for claim_type in types
        for name, description in asked_slots(Ask(claim_type)).items()
        if not claim_type.slots()[name].kinds
    }
    listed = "\n".join(f'"{name}": {description}.' for name, description in slots.items())
    kinds = "\n".join(f"{t.type_name()}: {_first_line(t)}" for t in types)
    told_in = Locale.parse(language).get_display_name("en")
    return (
        "You are a translator and analyst for an international news agency. You get a text and the "
        "values found in it. Answer in JSON:\n"
        f'"statement": the text translated into one complete, precise {told_in} sentence. '
        'Keep every number, rank, name and "not". Add nothing, leave nothing out.\n'
        "Then for each value, copied word for word from the text:\n"
        f'{listed}\nWrite "" where the text has no words for it.\n\nThe values:\n{kinds}'
    )


def _first_line(claim_type: type[Claim]) -> str:
    return (claim_type.__doc__ or claim_type.type_name()).strip().splitlines()[0]


def asked_slots(ask: Ask) -> dict[str, str]:
    """Slot -> what it holds, for the slots of an ask that no reading fills."""
    filled = {ask.type.key_slot() if ask.reading else None, *(name for name, _ in ask.others)}
    fields = ask.type.model_fields
    return {
        name: fields[name].description or name.replace("_", " ")
        for name, slot in ask.type.slots().items()
        if name not in filled and (fields[name].is_required() or not slot.kinds)
    }


@dataclass(frozen=True)
class Clause:
    """One clause and what is asked about it. `notes` say what to mind when asking again."""

    document: Document
    offer: Offer
    language: str
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The clause on one line, without the signs that JSON gives a meaning to."""
        start, end = self.offer.extent
        return _UNSAFE.sub(lambda m: "”" if m[0] == '"' else " ", self.document.text[start:end])

    def prompt(self) -> str:
        """The question as the model sees it."""
        lines = [f"Text: {self.text}"]
        for number, ask in enumerate(self.offer.asks, 1):
            lines.append(f"{number}. {ask.type.type_name()}{self._shown(ask)}")
        return "\n".join([*lines, *self.notes])

    def _shown(self, ask: Ask) -> str:
        beside = (r for name, r in ask.others if name != "when")  # the text shows its dates
        readings = [r for r in (ask.reading, *beside) if r]
        shown = (f"{r.text} = {v}" if (v := render(r, self.language)) else r.text for r in readings)
        return ": " + ", ".join(shown) if readings else ""

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the answer."""
        parts: dict[str, Any] = {"statement": {"type": "string", "maxLength": 400}}
        for number, ask in enumerate(self.offer.asks, 1):
            parts[str(number)] = record({name: {"type": "string"} for name in asked_slots(ask)})
        return record(parts)

    def grammar(self) -> str:
        """Grammar (llguidance) of the answer: a literal frame, each slot cut from the text."""
        frame = [_literal('{"statement": "'), "STATEMENT", _literal('"')]
        for number, ask in enumerate(self.offer.asks, 1):
            frame.append(_literal(f', "{number}": {{'))
            for place, name in enumerate(asked_slots(ask)):
                frame += [_literal(f'{", " if place else ""}"{name}": "'), "SLOT", _literal('"')]
            frame.append(_literal("}"))
        pieces = "substring_chars" if _UNSPACED.search(self.text) else "substring_words"
        return (
            f"start: {' '.join(frame)} {_literal('}')}\n"
            'STATEMENT: /[^"\\\\\\n]+/\n'
            f"SLOT: %regex {json.dumps({pieces: self.text}, ensure_ascii=False)}\n"
        )

    def budget(self) -> int:
        """Tokens that a well-formed answer can need at most.

        This, and no counted repetition in the grammar, is what bounds the statement: counting made
        each token about three times as slow (llguidance in mistralrs 0.9.5).
        """
        copied = int(len(self.text) * _TOKENS_PER_CHARACTER)
        return 40 + copied + (_TOKENS_PER_ASK + copied) * len(self.offer.asks)

    def drafts(self, answer: str) -> list[Draft]:
        """The drafts in an answer: one for each ask, whatever came of it."""
        found = parse(answer)
        given = found if isinstance(found, Mapping) else {}
        return [self._draft(n, ask, given) for n, ask in enumerate(self.offer.asks, 1)]

    def _draft(self, number: int, ask: Ask, given: Mapping[str, Any]) -> Draft:
        slots = given.get(str(number))
        copied = {n: w.strip() for n, w in _strings(slots) if n in ask.type.slots() and w.strip()}
        read = [(ask.type.key_slot(), ask.reading)] if ask.reading else []
        filled = {str(name): _mention(r) for name, r in (*read, *ask.others) if r}
        return {
            "type": ask.type.type_name(),
            "statement": given.get("statement", ""),
            "language": self.language,
            "quote": _cut(self.document, *self.offer.extent),
            **self._completed(ask, _apart(ask, self._scoped(ask, copied), filled)),
            **filled,
        }

    def _completed(self, ask: Ask, copied: dict[str, str]) -> dict[str, str]:
        """Where the model left out what a claim is about: the words behind its key."""
        slots, fields = ask.type.slots(), ask.type.model_fields
        open_slots = [
            name
            for name, slot in slots.items()
            if slot is Mention and fields[name].is_required() and name not in copied
        ]
        rest = self._behind(ask.reading) if ask.reading and len(open_slots) == 1 else ""
        return {**copied, open_slots[0]: rest} if rest else copied

    def _behind(self, reading: Reading) -> str:
        rest = self.document.text[reading.end : self.offer.extent[1]].strip(" ,;:.–—")
        return rest if len(tokenise(rest)) > 1 else ""

    def _scoped(self, ask: Ask, copied: dict[str, str]) -> dict[str, str]:
        """The scope: words with a name in them, else the one country that no other slot names."""
        if ask.type.slots().get("scope") is not Entity:
            return copied
        start, end = self.offer.extent
        names = within(self.document, [(start, end)], "place")
        rest = [r for r in names if not any(r.text in words for words in copied.values())]
        scope = copied.get("scope", "")
        if any(r.text in scope for r in names) or any(map(str.isupper, scope)):
            return copied
        others = {name: words for name, words in copied.items() if name != "scope"}
        return {**others, "scope": rest[0].text} if len(rest) == 1 else others

    def wrong(self, failed: Sequence[Failed]) -> Clause | None:
        """The clause with only the asks that failed, and what to mind.

        None after one such try, and where only slots failed: they are cut from the same words by
        the same model, which then cuts them as before.
        """
        told = any(failure.slot == "statement" for f in failed for failure in f.failures)
        if self.notes or not told:
            return None
        asks = [
            ask for ask in self.offer.asks
            if any(_is_about(f.draft, ask) for f in failed)
        ]  # fmt: skip
        if not asks:
            return None
        reasons = [failure for f in failed for failure in f.failures]
        notes = dict.fromkeys(_note(r.message, r.claimed, r.found) for r in reasons)
        return replace(self, offer=replace(self.offer, asks=tuple(asks)), notes=tuple(notes))


def _is_about(draft: Draft, ask: Ask) -> bool:
    key = draft.get(ask.type.key_slot() or "")
    placed = not ask.reading or (isinstance(key, Mapping) and key["start"] == ask.reading.start)
    return bool(draft["type"] == ask.type.type_name() and placed)


def _note(message: str, claimed: str | None, found: str | None) -> str:
    written, there = claimed and f"you wrote “{claimed}”", found and f"the text has “{found}”"
    return "Mind: " + "; ".join(part for part in (message, written, there) if part)


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _strings(slots: Any) -> Iterator[tuple[str, str]]:
    if isinstance(slots, Mapping):
        yield from ((str(n), w) for n, w in slots.items() if isinstance(w, str))


def _cut(document: Document, start: int, end: int) -> dict[str, Any]:
    return {"text": document.text[start:end], "start": start, "end": end}


def _mention(reading: Reading) -> dict[str, Any]:
    return {"text": reading.text, "start": reading.start, "end": reading.end}


def _apart(ask: Ask, copied: Mapping[str, str], filled: Mapping[str, Any]) -> dict[str, str]:
    """Copied words, less those that only repeat another slot: "trade" beside "trade partner"."""
    kept: dict[str, str] = {}
    for name, words in copied.items():
        optional = not ask.type.model_fields[name].is_required()
        if optional and len(words) < _SHORTEST and not _UNSPACED.search(words):
            continue  # "de": a preposition is no measure; but "Il" is a subject
        if not any(
            words in other for other in (*kept.values(), *(m["text"] for m in filled.values()))
        ):
            kept[name] = words
    return kept
