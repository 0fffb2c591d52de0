"""JSON Schema of the records, made from the classes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from pydantic import BaseModel, TypeAdapter

from claims.schemas import BUILT_IN, Claim, Rejection

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema(record: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the records of one type of claim, or of rejections."""
    return {"$schema": _DIALECT, **record.model_json_schema(mode="serialization")}


def schemas(types: Sequence[type[Claim]] = BUILT_IN) -> dict[str, dict[str, Any]]:
    """Name -> JSON Schema: "claim" for any of the types, one for each, "rejection"."""
    any_claim: TypeAdapter[Claim] = TypeAdapter(reduce(or_, types))
    return {
        "claim": {"$schema": _DIALECT, **any_claim.json_schema(mode="serialization")},
        **{claim_type.type_name(): record_schema(claim_type) for claim_type in types},
        "rejection": record_schema(Rejection),
    }


def dumped(schema: Mapping[str, Any]) -> str:
    """A JSON Schema as files hold it and the command line prints it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
