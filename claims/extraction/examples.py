"""Worked examples for a small model: a question, and the answer it should get."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from claims.extraction.kinds import REPORT
from claims.schemas import Claim


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its statement, and for each value (type, what is shown of it, its slots).

    `kind` is one of `kinds.KINDS`. `language` is that of the statement (ISO 639-1).
    """

    text: str
    statement: str
    asks: tuple[tuple[str, str, Mapping[str, str]], ...]
    kind: str = REPORT
    language: str = "en"

    def turns(self) -> tuple[str, str]:
        """The example as a question and its answer."""
        shown = [f"{n}. {name}: {words}" for n, (name, words, _) in enumerate(self.asks, 1)]
        answer: dict[str, Any] = {"kind": self.kind, "statement": self.statement}
        answer |= {str(n): slots for n, (_, _, slots) in enumerate(self.asks, 1)}
        return "\n".join([f"Text: {self.text}", *shown]), json.dumps(answer, ensure_ascii=False)


def examples(types: Sequence[type[Claim]]) -> list[Example]:
    """The examples that show claims of these types, each with what it shows of others left out."""
    names = {claim_type.type_name() for claim_type in types}
    fitting = (replace(e, asks=tuple(ask for ask in e.asks if ask[0] in names)) for e in _all())
    return [example for example in fitting if example.asks]


@cache
def _all() -> tuple[Example, ...]:
    table = tomllib.loads(files("claims.extraction").joinpath("examples.toml").read_text("utf-8"))
    return tuple(
        Example(
            row["text"], row["statement"],
            tuple((ask["type"], ask["shown"], ask["slots"]) for ask in row["asks"]),
            row.get("kind", REPORT),
        )
        for row in table["example"]
    )  # fmt: skip
