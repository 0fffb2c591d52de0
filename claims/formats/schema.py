"""JSON Schema of the records, made from the classes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from pydantic import TypeAdapter

from claims.schemas import BUILT_IN, Claim, Rejection

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def claim_schema(claim_type: type[Claim]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of records of one type."""
    return {"$schema": _DIALECT, **claim_type.model_json_schema(mode="serialization")}


def schemas(types: Sequence[type[Claim]] = BUILT_IN) -> dict[str, dict[str, Any]]:
    """File name -> JSON Schema: one a type, "claim" for any of them, "rejection"."""
    any_claim: TypeAdapter[Claim] = TypeAdapter(reduce(or_, types))
    return {
        "claim": {"$schema": _DIALECT, **any_claim.json_schema(mode="serialization")},
        **{claim_type.type_name(): claim_schema(claim_type) for claim_type in types},
        "rejection": {"$schema": _DIALECT, **Rejection.model_json_schema(mode="serialization")},
    }
