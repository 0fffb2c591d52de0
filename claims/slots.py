"""The slots of claims: `Mention` and its kinds, each the words of a source and what they say.

Validated with a `Source` as context (``Model.model_validate(draft, context={"source": source})``),
slots take the words copied from the text and find their place and value there; without one, they
take records as they were written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Protocol, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainSerializer,
    ValidationInfo,
    model_validator,
)

from claims.reading import AMOUNTS, Period, Reading

Operator = Literal[">", ">=", "<", "<=", "~", "="]


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


class Frozen(BaseModel):
    """What every part of a record is: unchangeable, and without surplus fields."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True,
        serialize_by_alias=True,
    )  # fmt: skip


class Mention(Frozen):
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

    kinds: ClassVar[tuple[str, ...]] = AMOUNTS

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
    """A stretch of days, both ends included. `unread`: the words are there, no reader read them.

    `assumed`: the words name no year, and it was taken from the document's date.
    """

    kinds: ClassVar[tuple[str, ...]] = ("date",)

    from_: dt.date | None = Field(default=None, alias="from")
    to: dt.date | None = None
    grain: str | None = None
    assumed: bool = False
    unread: bool = False

    @classmethod
    def from_reading(cls, reading: Reading) -> dict[str, Any]:  # noqa: D102
        period = reading.value
        if not isinstance(period, Period):
            return {"unread": True}
        return {
            "from_": period.start,
            "to": period.end,
            "grain": period.grain,
            "assumed": reading.assumed,
        }


class Stance(Mention):
    """What someone does about something in words: support, oppose, invite, deny and so on."""

    kinds: ClassVar[tuple[str, ...]] = ("stance",)

    value: str

    @classmethod
    def from_reading(cls, reading: Reading) -> dict[str, Any]:  # noqa: D102
        return {"value": reading.value}


def slot_class(annotation: Any) -> SlotClass | None:
    """The slot class in an annotation (`Entity`, `Entity | None`), or None."""
    options = [a for a in (get_args(annotation) or (annotation,)) if a is not type(None)]
    slot = options[0] if len(options) == 1 else None
    return slot if isinstance(slot, type) and issubclass(slot, Mention) else None
