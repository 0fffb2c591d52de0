"""The form of a request: what an endpoint takes, and the schema in the endpoint's terms."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from claims.engines.base import Request

_LIMITS = ("max_tokens", "max_completion_tokens")
_ROOM = 8192


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an endpoint wants to be asked, as far as its refusals have taught us.

    `schema`: it takes a JSON Schema as response format (else JSON mode, with the schema in the
    prompt). `temperature`: it takes one. `limits`: names for the bound on the answer, best first.
    `room`: tokens added to that bound, since the model thinks within it before it answers.
    """

    schema: bool = True
    temperature: bool = True
    limits: tuple[str, ...] = _LIMITS
    room: int = 0

    @classmethod
    def of_openai(cls) -> Dialect:
        """OpenAI's own: its newer models refuse the older name of the bound."""
        return cls(limits=_LIMITS[::-1])

    def after(self, refusal: str) -> Dialect | None:
        """The dialect to try after a refusal with this message; None when none is left."""
        if self.temperature and "temperature" in refusal:
            return replace(self, temperature=False)
        if self.limits[0] in refusal and len(self.limits) > 1:
            return replace(self, limits=self.limits[1:])
        return replace(self, schema=False) if self.schema else None

    def with_room(self) -> Dialect:
        """The dialect of a model that thinks first."""
        return replace(self, room=_ROOM)

    def options(self, request: Request) -> dict[str, Any]:
        """The parameters of a request that depend on the dialect."""
        warmth = {"temperature": 0} if self.temperature else {}
        return {self.limits[0]: request.max_tokens + self.room, **warmth}


@lru_cache(maxsize=64)
def answer_type(schema: str) -> Any:
    """A response model for instructor: it shows `schema` (JSON text) and accepts any answer.

    What the model wrote is judged later, draft by draft. A class that refused an answer would make
    instructor send the whole conversation again.
    """
    import instructor  # noqa: PLC0415

    shown = json.loads(schema)

    class Answer(instructor.OpenAISchema):
        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            return dict(shown)

        @classmethod
        def model_validate_json(cls, *_: Any, **__: Any) -> Any:
            return cls.model_construct()

    return Answer


def demand_strictness(response_format: dict[str, Any]) -> None:
    """Ask for `strict` where the schema allows it: instructor does not."""
    form = response_format.get("json_schema")
    if form is not None and allows_strict(form["schema"]):
        form["strict"] = True


def allows_strict(schema: Any) -> bool:
    """Whether every object of a JSON Schema is closed and requires all of its properties."""
    if isinstance(schema, list):
        return all(map(allows_strict, schema))
    if not isinstance(schema, dict):
        return True
    if schema.get("type") == "object" or "properties" in schema:
        named = set(schema.get("properties", ()))
        if schema.get("additionalProperties") is not False or named - set(_required(schema)):
            return False
    return all(map(allows_strict, schema.values()))


def _required(schema: dict[str, Any]) -> list[str]:
    required = schema.get("required", [])
    return required if isinstance(required, list) else []
