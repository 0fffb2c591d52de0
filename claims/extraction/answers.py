"""What a model wrote, as data: JSON wherever it stands in the answer, whole or cut off."""

from __future__ import annotations

from typing import Any

from pydantic_core import from_json

_OPENERS = "{["


def parse(text: str) -> Any:
    r"""The first JSON object or array in an answer; None where there is none.

    Fences and prose around it are passed over; of a JSON that was cut off, what is whole is kept.

    >>> parse('Here it is: ```json\n[{"a": 1}, {"a": "b')
    [{'a': 1}, {}]
    >>> parse("I cannot help with that.") is None
    True
    """
    for start in (i for i, char in enumerate(text) if char in _OPENERS):
        closer = "}" if text[start] == "{" else "]"
        end = text.rfind(closer) + 1
        for piece in (text[start:], text[start:end]):
            try:
                found = from_json(piece, allow_partial=True)
            except ValueError:
                continue
            if found:
                return found
    return None
