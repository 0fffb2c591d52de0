"""What an engine is: a prompt goes in, an answer as text comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol


class Constraint(Enum):
    """The strictest form that an engine can hold its answer to."""

    GRAMMAR = "grammar"
    SCHEMA = "schema"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model.

    `system` and the worked `examples` (prompt and answer each) are the fixed prefix that every
    request of a run shares, `prompt` is what differs. `schema` is the JSON Schema of the answer and
    `grammar` a tighter llguidance grammar (Lark) of the same answer; an engine uses the strictest
    one it can. `max_tokens` bounds the answer.
    """

    system: str
    prompt: str
    schema: Mapping[str, Any]
    grammar: str | None = None
    max_tokens: int = 1024
    examples: tuple[tuple[str, str], ...] = ()

    def messages(self) -> list[dict[str, str]]:
        """The request as chat messages."""
        turns = [("system", self.system)] if self.system else []
        for question, answer in self.examples:
            turns += [("user", question), ("assistant", answer)]
        return [{"role": role, "content": text} for role, text in (*turns, ("user", self.prompt))]


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's answer, as it wrote it, and what it cost. `truncated`: the bound cut it off."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0
    truncated: bool = False


class Engine(Protocol):
    """Anything that answers requests. Built cheaply; clients and models load on first use."""

    @property
    def name(self) -> str:
        """The model's name as records give it, such as "openai/gpt-5-mini"."""

    @property
    def constraint(self) -> Constraint:
        """The strictest form that this engine can hold its answer to."""

    async def complete(self, request: Request) -> Reply:
        """Answer one request. Raises EngineError when no answer can be had."""

    async def aclose(self) -> None:
        """Free what the engine holds. It may be used again afterwards."""
