"""`Claim`, its slots and the built-in types: what a claim is, and the JSON it is written as.

A slot is a field whose type is `Mention` or one of its kinds. The class alone says everything that
prompt, wire schema, grounding and JSON Schema need: which slots there are, which are required, and
(through `kinds`) which readings may fill them.

Validated with a `Source` as context (``Model.model_validate(draft, context={"source": source})``),
slots take the words copied from the text and find their place and value there; without one, they
take records as they were written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    Protocol,
    Self,
    get_args,
)

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from claims.reading import Period, Reading

Operator = Literal[">", ">=", "<", "<=", "~", "="]
Modality = Literal["asserted", "hedged", "conditional", "planned", "reported"]


def _number(value: Decimal) -> int | float:
    """A JSON number: whole where it is whole, else the shortest float (15 significant digits)."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal, PlainSerializer(_number, return_type=int | float, when_used="json-unless-none")
]


class Source(Protocol):
    """What a draft's words are looked up in while it is validated."""

    def resolve(self, slot: type[Mention], given: Any) -> dict[str, Any]:
        """The fields of a slot for what a draft gives it; a PydanticCustomError where it can't."""


def _source(info: ValidationInfo) -> Source | None:
    return info.context["source"] if isinstance(info.context, Mapping) else None


class _Frozen(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True,
        serialize_by_alias=True,
    )  # fmt: skip


class Mention(_Frozen):
    """Words of the source: `text` is `document.text[start:end]` (code points, half-open)."""

    kinds: ClassVar[tuple[str, ...]] = ()
    """The kinds of reading that give this slot its value; none: its words are all there is."""
    also: ClassVar[tuple[str, ...]] = ()
    """Kinds that may fill it as well, but do not by themselves call for a claim."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    name: str | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _resolve(
        cls, given: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        source = None if isinstance(given, cls) else _source(info)
        return handler(given if source is None else source.resolve(cls, given))

    @classmethod
    def from_reading(cls, reading: Reading) -> dict[str, Any]:  # noqa: ARG003
        """The value fields that a reading of this slot's words gives."""
        return {}


SlotClass = type[Mention]


class Quote(Mention):
    """The words of the source that state a claim. `match` says how they were found."""

    name: None = Field(default=None, exclude=True)
    match: Literal["exact", "normalised"] = "exact"


class Entity(Mention):
    """Someone or something named. `code` is ISO 3166-1 alpha-2 where its words name a country.

    `antecedent` is what a pronoun or a title stands for, at its own place in the text.
    """

    code: str | None = None
    antecedent: Mention | None = None


class Quantity(Mention):
    """A number, an amount of money, a percentage, a measure or a duration.

    `unit` is an ISO 4217 code, "%", "pp", a unit symbol (km, t, kWh) or a span of time (min, h,
    day, month, year). `assumed`: the words leave the currency open (bare "dollars").
    """

    kinds: ClassVar[tuple[str, ...]] = ("money", "percent", "measure", "duration", "number")

    value: Number
    unit: str | None = None
    assumed: bool = False

    @classmethod
    def from_reading(cls, reading: Reading) -> dict[str, Any]:  # noqa: D102
        return {"value": reading.value, "unit": reading.unit, "assumed": reading.assumed}


class Comparator(Mention):
    """Whether the value is exceeded, reached, not reached or approached."""

    kinds: ClassVar[tuple[str, ...]] = ("comparator",)

    op: Operator

    @classmethod
    def from_reading(cls, reading: Reading) -> dict[str, Any]:  # noqa: D102
        return {"op": reading.value}


class Rank(Mention):
    """A place in an order. 1 is the first; -1 is the last, -2 the last but one."""

    kinds: ClassVar[tuple[str, ...]] = ("rank",)
    also: ClassVar[tuple[str, ...]] = ("superlative",)

    value: int

    @classmethod
    def from_reading(cls, reading: Reading) -> dict[str, Any]:  # noqa: D102
        return {"value": reading.value}


class Superlative(Mention):
    """An extreme: `value` 1 is the extreme itself, 2 the one next to it.

    `direction` is "most" (largest, most expensive) or "least" (smallest, cheapest).
    """

    kinds: ClassVar[tuple[str, ...]] = ("superlative",)
    also: ClassVar[tuple[str, ...]] = ("rank",)

    value: int
    direction: Literal["most", "least"]

    @classmethod
    def from_reading(cls, reading: Reading) -> dict[str, Any]:  # noqa: D102
        return {"value": reading.value, "direction": reading.direction or "most"}


class Direction(Mention):
    """Which way something moved."""

    kinds: ClassVar[tuple[str, ...]] = ("change",)

    value: Literal["up", "down", "none"]

    @classmethod
    def from_reading(cls, reading: Reading) -> dict[str, Any]:  # noqa: D102
        return {"value": reading.direction}


class Moment(Mention):
    """A stretch of days, both ends included. `unread`: the words are there, no reader read them."""

    kinds: ClassVar[tuple[str, ...]] = ("date",)

    from_: dt.date | None = Field(default=None, alias="from")
    to: dt.date | None = None
    grain: str | None = None
    unread: bool = False

    @classmethod
    def from_reading(cls, reading: Reading) -> dict[str, Any]:  # noqa: D102
        period = reading.value
        if not isinstance(period, Period):
            return {"unread": True}
        return {"from_": period.start, "to": period.end, "grain": period.grain}


class Stance(Mention):
    """What someone does about something in words: support, oppose, invite, deny and so on."""

    kinds: ClassVar[tuple[str, ...]] = ("stance",)

    value: str

    @classmethod
    def from_reading(cls, reading: Reading) -> dict[str, Any]:  # noqa: D102
        return {"value": reading.value}


class Attribution(_Frozen):
    """Who says it, and the words that say so where the passage itself does ("according to")."""

    speaker: Mention | None = None
    cue: Mention | None = None


class DocumentRef(_Frozen):
    """The document that a claim was found in."""

    id: str
    sha256: str
    language: str | None = None
    date: dt.date | None = None
    url: str | None = None


class Provenance(_Frozen):
    """How a claim came about: the model, the hash of the prompt, how many attempts, the version."""

    model: str
    prompt: str
    attempts: int = 1
    version: str


_SUBJECT = "who or what it is said of"
_TAIL = ("when", "attribution", "modality", "negated", "document", "provenance")


class Claim(_Frozen):
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


def slot_class(annotation: Any) -> SlotClass | None:
    """The slot class in an annotation (`Entity`, `Entity | None`), or None."""
    options = [a for a in (get_args(annotation) or (annotation,)) if a is not type(None)]
    slot = options[0] if len(options) == 1 else None
    return slot if isinstance(slot, type) and issubclass(slot, Mention) else None


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
    """What rose, fell or stayed the same, and by how much."""

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


class UnreadDocument(_Frozen):
    """A document of which no text was had."""

    id: str


class Rejection(_Frozen):
    """What did not pass: the draft as the model wrote it, and every reason why."""

    class Reason(_Frozen):
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
