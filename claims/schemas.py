"""`Claim` and the built-in types: what a claim is, and the JSON it is written as.

A slot is a field whose type is `Mention` or one of its kinds (`claims.slots`). The class alone says
everything that prompt, wire schema, grounding and JSON Schema need: which slots there are, which
are required, and (through `kinds`) which readings may fill them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from typing import Any, Literal, get_args

from pydantic import Field, GetJsonSchemaHandler, SerializerFunctionWrapHandler, model_serializer
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from claims.slots import (
    Comparator,
    Direction,
    Entity,
    Frozen,
    Mention,
    Moment,
    Number,
    Operator,
    Quantity,
    Quote,
    Rank,
    SlotClass,
    Source,
    Stance,
    Superlative,
    slot_class,
)

__all__ = [
    "BUILT_IN", "Attribution", "ChangeClaim", "Claim", "Comparator", "Direction", "DocumentRef",
    "Entity", "EventClaim", "Mention", "Modality", "Moment", "Number", "Operator", "PositionClaim",
    "Provenance", "Quantity", "QuantityClaim", "Quote", "Rank", "RankingClaim", "Rejection",
    "SlotClass", "Source", "Stance", "Superlative", "SuperlativeClaim", "UnreadDocument",
    "slot_class",
]  # fmt: skip

Modality = Literal["asserted", "hedged", "conditional", "planned", "reported"]


class Attribution(Frozen):
    """Who says it, and the words that say so where the passage itself does ("according to")."""

    speaker: Mention | None = None
    cue: Mention | None = None


class DocumentRef(Frozen):
    """The document that a claim was found in."""

    id: str
    sha256: str
    language: str | None = None
    date: dt.date | None = None
    url: str | None = None


class Provenance(Frozen):
    """How a claim came about: the model, the hash of the prompt, how many attempts, the version."""

    model: str
    prompt: str
    attempts: int = 1
    version: str


_SUBJECT = "who or what it is said of"
_TAIL = ("when", "attribution", "modality", "negated", "document", "provenance")


class Claim(Frozen):
    """One claim, tied to the words of the source that state it. Subclass it to add a type.

    A subclass gives `type` a Literal of its own and its slots as fields. Nothing is registered:
    pass the class in `types=[...]`. Its docstring's first line tells the model what the type is,
    a field's `description` what the slot holds.
    """

    schema_: Literal["claims/v1"] = Field(default="claims/v1", alias="schema")
    id: str = ""
    type: str
    statement: str = Field(min_length=1)
    language: str = "en"
    quotes: tuple[Quote, ...] = Field(min_length=1)
    subject: Entity | None = Field(default=None, description=_SUBJECT)
    when: Moment | None = None
    attribution: Attribution | None = None
    modality: Modality = "asserted"
    negated: bool = False
    document: DocumentRef
    provenance: Provenance | None = None

    @classmethod
    def type_name(cls) -> str:
        """The name that records give this type: the Literal of its `type` field."""
        annotation = cls.model_fields["type"].annotation
        return str(get_args(annotation)[0]) if get_args(annotation) else cls.__name__.lower()

    @classmethod
    def slots(cls) -> dict[str, SlotClass]:
        """Field name -> slot class, in the order they are written."""
        found = ((name, slot_class(f.annotation)) for name, f in cls.model_fields.items())
        return {name: slot for name, slot in found if slot and name != "quotes"}

    @classmethod
    def key_slot(cls) -> str | None:
        """The slot that makes the claim: the first required one that a reading must fill."""
        slots = cls.slots()
        keyed = [n for n, s in slots.items() if s.kinds and cls.model_fields[n].is_required()]
        return keyed[0] if keyed else None

    def mentions(self) -> Iterator[tuple[str, Mention]]:
        """(slot, mention) for every filled slot."""
        for name in type(self).slots():
            if (mention := getattr(self, name)) is not None:
                yield name, mention

    def fingerprint(self) -> str:
        """What `id` is: a hash of the document, the type, the spans and the values."""
        slots = {
            name: m.model_dump(mode="json", exclude={"text", "name"}) for name, m in self.mentions()
        }
        spans = slots or [(quote.start, quote.end) for quote in self.quotes]
        key = [self.document.sha256, self.type, spans, self.negated]
        canonical = json.dumps(key, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    @model_serializer(mode="wrap")
    def _slots_before_the_rest(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        record: dict[str, Any] = handler(self)
        for name in _TAIL:
            if name in record:
                record[name] = record.pop(name)
        return record

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        # The serializer above only orders the fields; its return type would hide them.
        shown: Any = {k: v for k, v in core_schema.items() if k != "serialization"}
        schema = handler(shown)
        record = handler.resolve_ref_schema(schema)
        record["required"] = [*dict.fromkeys(["schema", "type", *record.get("required", ())])]
        return schema


class QuantityClaim(Claim):
    """How much or how many of something there is."""

    type: Literal["quantity"] = "quantity"
    subject: Entity = Field(description=_SUBJECT)
    measure: Mention | None = Field(default=None, description="what is counted or measured")
    value: Quantity
    comparator: Comparator | None = None


class RankingClaim(Claim):
    """Which place something holds in an order."""

    type: Literal["ranking"] = "ranking"
    subject: Entity = Field(description=_SUBJECT)
    rank: Rank
    category: Mention | None = Field(default=None, description="the kind of things compared")
    scope: Entity | None = Field(default=None, description="whose, where or among whom")


class SuperlativeClaim(Claim):
    """What is the most or the least of its kind."""

    type: Literal["superlative"] = "superlative"
    subject: Entity = Field(description=_SUBJECT)
    superlative: Superlative
    category: Mention | None = Field(default=None, description="the kind of things compared")
    scope: Entity | None = Field(default=None, description="whose, where or among whom")


class ChangeClaim(Claim):
    """What rose, fell or stayed the same, and by how much.

    `comparator` is that of `by` where the claim has one, else of `to`, else of `from_`: in "rose by
    12,000 to roughly 0.9 million" it is None, for nothing stands before "12,000". Those of the
    other values are checked against the statement all the same.
    """

    type: Literal["change"] = "change"
    subject: Entity = Field(description=_SUBJECT)
    measure: Mention | None = Field(default=None, description="what is counted or measured")
    direction: Direction
    by: Quantity | None = None
    from_: Quantity | None = Field(default=None, alias="from")
    to: Quantity | None = None
    comparator: Comparator | None = None


class EventClaim(Claim):
    """What happened or will happen, when and where."""

    type: Literal["event"] = "event"
    subject: Entity | None = None
    what: Mention = Field(description="what happened or will happen")
    when: Moment
    place: Entity | None = Field(default=None, description="where")


class PositionClaim(Claim):
    """What someone supports, opposes, offers, promises, denies or asks for."""

    type: Literal["position"] = "position"
    subject: Entity = Field(description=_SUBJECT)
    stance: Stance
    about: Mention = Field(description="what it is about")


BUILT_IN: tuple[type[Claim], ...] = (
    QuantityClaim,
    RankingClaim,
    SuperlativeClaim,
    ChangeClaim,
    EventClaim,
    PositionClaim,
)


class UnreadDocument(Frozen):
    """A document of which no text was had."""

    id: str


class Rejection(Frozen):
    """What did not pass: the draft as the model wrote it, and every reason why."""

    class Reason(Frozen):
        """One failed check: its name, the slot, what was claimed and what the source says."""

        check: str
        slot: str
        message: str
        claimed: str | None = None
        found: str | None = None

    schema_: Literal["rejection/v1"] = Field(default="rejection/v1", alias="schema")
    draft: dict[str, Any] | str | None = None
    failures: tuple[Reason, ...]
    passage: Mention | None = None
    document: DocumentRef | UnreadDocument | None = None
    provenance: Provenance | None = None
