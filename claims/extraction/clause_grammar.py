"""The grammar of an answer about one clause: a literal frame, each slot cut from the text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import regex

from claims.extraction.kinds import REPORT

_UNSAFE = regex.compile(r'["\\\s]')  # would end or escape the JSON string that a slot stands in

Held = tuple[str, ...] | Mapping[str, Any]
"""What a field holds: the texts that its words are cut from, or a JSON Schema."""


def plain(text: str) -> str:
    """A text on one line, without the signs that JSON gives a meaning to."""
    return _UNSAFE.sub(lambda m: "”" if m[0] == '"' else " ", text)


def grammar(
    asks: Sequence[Mapping[str, Held]], *, unspaced: bool, kinds: Sequence[str] = (REPORT,)
) -> str:
    """The grammar (llguidance's Lark) of a kind, a statement and, for each ask, its fields.

    `unspaced`: words are cut at any character, for scripts that write no spaces. `kinds` are those
    that the text may be of.
    """
    rules = _Rules("substring_chars" if unspaced else "substring_words")
    frame = [_literal('{"kind": "'), f"({' | '.join(map(_literal, kinds))})"]
    frame += [_literal('", "statement": "'), "STATEMENT", _literal('"')]
    for number, fields in enumerate(asks, 1):
        frame.append(_literal(f', "{number}": {{'))
        for place, (name, held) in enumerate(fields.items()):
            frame += [_literal(f'{", " if place else ""}"{name}": '), *rules.field(held)]
        frame.append(_literal("}"))
    start = f"start: {' '.join(frame)} {_literal('}')}"
    return "\n".join([start, 'STATEMENT: /[^"\\\\\\n]+/', *rules.lines()]) + "\n"


class _Rules:
    """The rules that fields refer to, each once: terminals in capitals, as Lark has it."""

    def __init__(self, pieces: str) -> None:
        self._pieces = pieces
        self._names: dict[str, str] = {}

    def field(self, held: Held) -> list[str]:
        """The parts of a field's value."""
        if isinstance(held, Mapping):
            return [self._name(f"%json {json.dumps(held)}", "field_")]
        cuts = [json.dumps({self._pieces: text}, ensure_ascii=False) for text in held]
        slots = [self._name(f"%regex {cut}", "SLOT_") for cut in cuts]
        return [_literal('"'), f"({' | '.join(slots)})" if slots else "", _literal('"')]

    def lines(self) -> list[str]:
        return [f"{name}: {rule}" for rule, name in self._names.items()]

    def _name(self, rule: str, prefix: str) -> str:
        return self._names.setdefault(rule, f"{prefix}{len(self._names)}")


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
