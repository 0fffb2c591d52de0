"""The grammar of an answer about one clause: a literal frame, each slot cut from the text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import regex

_UNSAFE = regex.compile(r'["\\\s]')  # would end or escape the JSON string that a slot stands in

Held = str | Mapping[str, Any]
"""What a field holds: the text that its words are cut from, or a JSON Schema."""


def plain(text: str) -> str:
    """A text on one line, without the signs that JSON gives a meaning to."""
    return _UNSAFE.sub(lambda m: "”" if m[0] == '"' else " ", text)


def grammar(asks: Sequence[Mapping[str, Held]], *, unspaced: bool) -> str:
    """The grammar (llguidance's Lark) of a statement and, for each ask, its fields.

    `unspaced`: words are cut at any character, for scripts that write no spaces.
    """
    names: dict[str, str] = {}
    frame = [_literal('{"statement": "'), "STATEMENT", _literal('"')]
    for number, fields in enumerate(asks, 1):
        frame.append(_literal(f', "{number}": {{'))
        for place, (name, held) in enumerate(fields.items()):
            frame += [_literal(f'{", " if place else ""}"{name}": '), *_field(held, names)]
        frame.append(_literal("}"))
    pieces = "substring_chars" if unspaced else "substring_words"
    rules = [f"start: {' '.join(frame)} {_literal('}')}", 'STATEMENT: /[^"\\\\\\n]+/']
    for rule, name in names.items():
        cut = f"%regex {json.dumps({pieces: rule}, ensure_ascii=False)}"
        rules.append(f"{name}: {cut if name.isupper() else f'%json {rule}'}")
    return "\n".join(rules) + "\n"


def _field(held: Held, names: dict[str, str]) -> list[str]:
    """The parts of a field's value; `names` keeps what each rule is made of."""
    if isinstance(held, str):
        name = names.setdefault(held, f"SLOT_{len(names)}")
        return [_literal('"'), name, _literal('"')]
    return [names.setdefault(json.dumps(held), f"field_{len(names)}")]


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
