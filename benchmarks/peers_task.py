"""What `benchmarks/peers.py` tells every peer: instructions, worked examples, Pydantic classes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from claims.extraction.wire import slot_fields
from claims.schemas import Claim, Direction, Mention, SlotClass, Stance

STANCES = (
    "support", "oppose", "invite", "commit", "deny", "accept", "reject", "call_for", "condemn",
    "propose", "agree", "confirm", "warn", "announce",
)  # fmt: skip
WORDS: dict[SlotClass, tuple[str, ...]] = {Direction: ("up", "down", "none"), Stance: STANCES}
# Where a class has no more to say of a slot than its name, as claims itself reads these slots.
_HOLDS = {
    "value": "the number with its unit", "rank": "the words for the place",
    "superlative": "the words for the extreme", "when": "the time", "by": "by how much",
    "from": "the level before", "to": "the level after",
}  # fmt: skip
_EXAMPLES = tomllib.loads((Path(__file__).parent / "peers.toml").read_text("utf-8"))["example"]


@dataclass(frozen=True)
class Task:
    """What every peer is told."""

    types: tuple[type[Claim], ...]

    def instructions(self) -> str:
        """What to extract; the words of `WindowsForm`, with the two slots that are a choice."""
        return (
            "You extract checkable claims from a text for fact-checkers. The text may be in any "
            "language. Write every claim of these types that the text makes:\n"
            f"{self._kinds()}\n\nFor each claim: the quote is the clause or sentence that states "
            "it, copied character by character. `statement` is one complete sentence in English "
            'that stands on its own: pronouns and "our" replaced by the names the text gives, '
            "every number, unit, date, comparison (more than, nearly), negation and hedge kept, "
            "nothing added and nothing computed. Every other field is copied word for word from "
            "the text, and left out where the text has no words for it. One claim for each value. "
            "Leave out what asserts nothing that could be checked."
        )

    def _kinds(self) -> str:
        lines = []
        for claim_type in self.types:
            fields = ", ".join(f"{name} ({holds})" for name, _, holds in slots(claim_type))
            lines.append(f"- {claim_type.type_name()}: {_first_line(claim_type)} Fields: {fields}.")
        return "\n".join(lines)

    def examples(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The texts with their claims of these types."""
        names = {claim_type.type_name() for claim_type in self.types}
        for example in _EXAMPLES:
            yield example["text"], [c for c in example["claims"] if c["type"] in names]

    def models(self) -> list[type[BaseModel]]:
        """The types as Pydantic classes of plain strings, for instructor."""
        return [_model(claim_type) for claim_type in self.types]


def slots(claim_type: type[Claim]) -> Iterator[tuple[str, bool, str]]:
    """(name, required, what it holds) of each slot; a choice lists its words."""
    classes = claim_type.slots()
    for name, required, holds in slot_fields(claim_type):
        words = WORDS.get(classes.get(name, Mention), ())
        yield name, required, f"one of: {', '.join(words)}" if words else _HOLDS.get(name, holds)


def _first_line(claim_type: type[Claim]) -> str:
    return (claim_type.__doc__ or "").strip().splitlines()[0]


def _model(claim_type: type[Claim]) -> type[BaseModel]:
    fields: dict[str, Any] = {
        "type": (Literal[claim_type.type_name()], ...),
        "quote": (str, Field(description="the words that state the claim, verbatim")),
        "statement": (str, Field(description="the claim as one self-contained sentence")),
    }
    classes = claim_type.slots()
    for name, required, holds in slots(claim_type):
        words = WORDS.get(classes.get(name, Mention))
        kind: Any = Literal[words] if words else str
        default = ... if required else None
        fields[name] = (kind if required else kind | None, Field(default, description=holds))
    return create_model(
        claim_type.__name__,
        __config__=ConfigDict(extra="forbid"),
        __doc__=_first_line(claim_type),
        **fields,
    )
