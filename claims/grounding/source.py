"""`DraftSource`: where the words of one draft stand in its document, and what they mean there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError

from claims.document import Document
from claims.errors import Failure, GroundingError, shown
from claims.grounding.locate import Extent, Match, locate, locate_slot
from claims.grounding.names import names
from claims.grounding.outside import Outside
from claims.grounding.values import agrees, describe
from claims.reading import Reading
from claims.schemas import Mention

_ARTICLE = 5  # characters: "The ", "Les "
_PLACE_FIELDS = ("start", "end", "text")


def failed(check: str, message: str, *, claimed: Any = None, found: Any = None) -> Exception:
    """The error that a slot raises: pydantic keeps it with the slot's name."""
    # The message is a parameter, not the template: words of a document may hold braces.
    context = {"message": message, "claimed": _text(claimed), "found": _text(found)}
    return PydanticCustomError(check, "{message}", context)


def _text(given: Any) -> str | None:
    return None if given is None else shown(given)


@dataclass(frozen=True)
class DraftSource:
    """Resolves the slots of one draft against `document`, inside its quotes.

    `extents` are the stretches of the quotes (code points, half-open); slots are looked for there
    first, then in the passages that the quotes touch, then where `outside` allows it.
    """

    document: Document
    extents: tuple[Extent, ...]
    matches: tuple[Match, ...] = ()
    taken: dict[Extent, str] = field(default_factory=dict)
    statement: tuple[str, str] = ("", "en")
    """What the draft states, and in which language."""

    @classmethod
    def of(
        cls, document: Document, quotes: Sequence[Any], statement: tuple[str, str] = ("", "en")
    ) -> DraftSource:
        """The source of a draft with these quotes. Raises GroundingError for a false one."""
        matches: list[Match] = []
        for quote in quotes:
            near = matches[-1].end if matches else None
            matches.append(_locate_quote(document, quote, near))
        extents = tuple(span for match in matches for span in match.spans)
        return cls(document, extents, tuple(matches), statement=statement)

    def quotes(self) -> list[dict[str, Any]]:
        """The quotes as a record gives them."""
        return [
            {"text": self.document.text[start:end], "start": start, "end": end, "match": match.kind}
            for match in self.matches
            for start, end in match.spans
        ]

    @property
    def passages(self) -> tuple[Extent, ...]:
        """The sentences that the quotes touch, as extents."""
        found: dict[Extent, None] = {}
        for start, end in self.extents:
            first, last = (self.document.passage_at(at).number for at in (start, end - 1))
            found |= {(p.start, p.end): None for p in self.document.passages[first : last + 1]}
        return tuple(found)

    def resolve(self, slot: type[Mention], given: Any) -> dict[str, Any]:
        """The fields of a slot: its words' place, and the value that they say there."""
        wanted = dict(given) if isinstance(given, Mapping) else {"text": given}
        words = wanted.get("text")
        if not isinstance(words, str) or not words.strip():
            raise failed("words", "words copied from the source were expected", claimed=given)
        extent = self._place(slot, words, wanted)
        fields = {k: v for k, v in wanted.items() if k not in _PLACE_FIELDS}
        if slot.kinds:
            extent, fields = self._read(slot, extent, fields)
        else:
            fields = self._name(slot, extent, fields)
        start, end = extent
        return {**fields, "text": self.document.text[start:end], "start": start, "end": end}

    def _place(self, slot: type[Mention], words: str, wanted: Mapping[str, Any]) -> Extent:
        if isinstance(wanted.get("start"), int) and isinstance(wanted.get("end"), int):
            return self._given_place(slot, words, wanted["start"], wanted["end"])
        for extents in (self.extents, self.passages):
            for extent in extents:
                if match := locate_slot(words, self.document.text, within=extent):
                    return match.start, match.end
        if place := self._outside(slot).place(words):
            return place
        found = locate(words, self.document.text, near=self.extents[0][0])
        raise failed(
            "slot-in-quote",
            "these words do not stand in the quote or its sentence",
            claimed=words,
            found=f"they stand at {found.start}" if found else "nowhere in the document",
        )

    def _outside(self, slot: type[Mention]) -> Outside:
        return Outside(self.document, self.passages, slot, *self.statement)

    def _given_place(self, slot: type[Mention], words: str, start: int, end: int) -> Extent:
        if self.document.text[start:end] != words:
            raise failed(
                "span", f"the text at {shown(start)}:{shown(end)} reads otherwise",
                claimed=words, found=self.document.text[start:end],
            )  # fmt: skip
        own = any(a <= start and end <= b for a, b in (*self.extents, *self.passages))
        if not own and not self._outside(slot).holds((start, end)):
            raise failed(
                "slot-in-quote", "these words stand outside the claim's sentences", claimed=words
            )
        return start, end

    def _read(
        self, slot: type[Mention], extent: Extent, fields: dict[str, Any]
    ) -> tuple[Extent, dict[str, Any]]:
        """The slot's value, as its words say it; the value that the draft gives must agree."""
        start, end = extent
        over = [
            r
            for r in self.document.readings_over(start, end)
            if r.kind in (*slot.kinds, *slot.also)
        ]
        if not over:
            return extent, self._unread(slot, extent, fields)
        readings = _once(slot, _widest(over, (*slot.kinds, *slot.also)))
        agreeing = [r for r in readings if agrees(fields, slot.from_reading(r), r)]
        if not agreeing:
            raise failed(
                "value", "the words do not say this value",
                claimed=describe(fields), found=describe(slot.from_reading(readings[0])),
            )  # fmt: skip
        if len(readings) > 1 and not _gives_value(fields):
            raise failed(
                "value", "these words hold more than one value: copy only those of one",
                claimed=self.document.text[start:end], found=" / ".join(r.text for r in readings),
            )  # fmt: skip
        reading = agreeing[0]
        name = {"name": fields["name"]} if fields.get("name") else {}
        # Half of a value is another value: the mention grows to the whole of what was read.
        whole = (min(start, reading.start), max(end, reading.end))
        return whole, {**slot.from_reading(reading), **name}

    def _unread(
        self, slot: type[Mention], extent: Extent, fields: dict[str, Any]
    ) -> dict[str, Any]:
        if "unread" in slot.model_fields and not _gives_value(fields):
            return {**fields, "unread": True}
        raise failed(
            "value", f"no {' or '.join(slot.kinds)} is read in these words",
            claimed=describe(fields) or self.document.text[slice(*extent)], found="none",
        )  # fmt: skip

    def _name(self, slot: type[Mention], extent: Extent, fields: dict[str, Any]) -> dict[str, Any]:
        """What an entity's words name: a country's code, when they name one."""
        if "antecedent" in fields and fields["antecedent"] is not None:
            fields = {**fields, "antecedent": self._antecedent(fields["antecedent"], extent[0])}
        if "code" not in slot.model_fields:
            return fields
        words = self.document.text[slice(*extent)]
        runs = [(extent[0] + name.start, extent[0] + name.end) for name in names(words)]
        found = [
            r
            for r in self.document.readings_over(*extent)
            if r.kind == "place" and _holds(extent, r) and not _in_name(r, runs)
        ]
        code = str(found[0].value) if len({r.value for r in found}) == 1 else None
        given = fields.get("code")
        if given and given != code:
            raise failed("name", "the words name another country", claimed=given, found=code)
        return {**fields, "code": code}

    def _antecedent(self, given: Any, before: int) -> Mention:
        words = given.get("text") if isinstance(given, Mapping) else given
        match = locate(shown(words), self.document.text, near=before)
        if match is None:
            raise failed("antecedent", "these words do not stand in the document", claimed=words)
        text = self.document.text[match.start : match.end]
        return Mention(text=text, start=match.start, end=match.end)


def _locate_quote(document: Document, quote: Any, near: int | None) -> Match:
    given = quote if isinstance(quote, Mapping) else {"text": quote}
    words, start, end = given.get("text"), given.get("start"), given.get("end")
    if not isinstance(words, str) or not words.strip():
        raise GroundingError(
            (Failure("quote", "quotes", "words of the source were expected", shown(words)),)
        )
    if isinstance(start, int) and isinstance(end, int):
        if 0 <= start < end and document.text[start:end] == words:
            return Match(start, end, str(given.get("match", "exact")), ((start, end),))
        found, place = document.text[max(start, 0) : max(end, 0)], f"{shown(start)}:{shown(end)}"
        raise GroundingError(
            (Failure("span", "quotes", f"the text at {place} reads otherwise", words, found),)
        )
    match = locate(words, document.text, near=near)
    if match is None:
        raise GroundingError(
            (Failure("quote", "quotes", "these words do not stand in the document", words),)
        )
    return match


def _widest(readings: list[Reading], kinds: tuple[str, ...]) -> list[Reading]:
    """Those that no other holds: "200 billion dollars", not the "200 billion" in it."""
    ordered = sorted(readings, key=lambda r: (r.start - r.end, kinds.index(r.kind)))
    kept: list[Reading] = []
    for reading in ordered:
        if not any(k.start <= reading.start and reading.end <= k.end for k in kept):
            kept.append(reading)
    return sorted(kept, key=lambda r: r.start)


def _once(slot: type[Mention], readings: list[Reading]) -> list[Reading]:
    """Readings that say one thing as the first of them: "tomorrow, 5 February" is one day."""
    said = [{**slot.from_reading(reading), "assumed": None} for reading in readings]
    surest = sorted(readings, key=lambda reading: reading.assumed)[:1]
    return surest if all(one == said[0] for one in said) else readings


def _holds(extent: Extent, reading: Reading) -> bool:
    return extent[0] <= reading.start and reading.end <= extent[1]


def _in_name(place: Reading, runs: Iterable[Extent]) -> bool:
    """Whether a place's word is part of a longer name: "Dario Greco" is no Greek."""
    return any(
        start <= place.start < end and max(place.start - start, end - place.end) > _ARTICLE
        for start, end in runs
    )


def _gives_value(fields: Mapping[str, Any]) -> bool:
    return any(value is not None for name, value in fields.items() if name != "name")
