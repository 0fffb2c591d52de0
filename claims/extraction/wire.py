"""What a model is asked to write of a claim, as JSON Schema made from the claim's class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from claims.schemas import Claim, Entity

_OWN = frozenset(Claim.model_fields) | {"comparator"}  # read from the words, or the library's own

_STANDS_FOR = (
    "if `{}` is a pronoun, “our” or the like: the words of the text that name what it stands for, "
    "verbatim; else null"
)


def further_fields(claim_type: type[Claim]) -> dict[str, dict[str, Any]]:
    """Field -> JSON Schema, for the fields of a user's type that are not slots."""
    slots = claim_type.slots()
    return {
        field.alias or name: _field_schema(field)
        for name, field in claim_type.model_fields.items()
        if name not in slots and name not in _OWN
    }


def _field_schema(field: FieldInfo) -> dict[str, Any]:
    annotation: Any = field.annotation
    schema: dict[str, Any] = TypeAdapter(annotation).json_schema()
    return {**schema, "description": field.description} if field.description else schema


def slot_fields(claim_type: type[Claim]) -> Iterator[tuple[str, bool, str]]:
    """(name on the wire, required, what it holds) of each slot that a model may fill."""
    for name in claim_type.slots():
        field = claim_type.model_fields[name]
        if name != "comparator":
            holds = field.description or name.strip("_").replace("_", " ")
            yield field.alias or name, field.is_required(), holds


def antecedents(claim_type: type[Claim]) -> dict[str, str]:
    """Name on the wire -> slot, for the words that an entity's pronoun or "our" stands for."""
    found = claim_type.slots().items()
    return {f"{name.strip('_')}_antecedent": name for name, slot in found if slot is Entity}


def record(properties: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON object with exactly these properties, as strict structured output wants it."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def claim_schema(claim_type: type[Claim]) -> dict[str, Any]:
    """JSON Schema of one draft of this type. What may be left out is null."""
    text = {"type": "string"}
    slots = {
        name: {
            "type": "string" if required else ["string", "null"],
            "description": f"{holds}, verbatim",
        }
        for name, required, holds in slot_fields(claim_type)
    }
    return record(
        {
            "type": {"type": "string", "enum": [claim_type.type_name()]},
            "quote": {
                **text,
                "description": "the words of the text that state the claim, verbatim",
            },
            "statement": {**text, "description": "the claim as one self-contained sentence"},
            **slots,
            **{
                name: {"type": ["string", "null"], "description": _STANDS_FOR.format(slot)}
                for name, slot in antecedents(claim_type).items()
            },
            **further_fields(claim_type),
        }
    )
