"""What Microsoft's Recognizers read: mentions as JSON come in, values go out.

Run by `benchmarks/says.py` with a Python that has `ms-recognizers-text-suite`. Each mention is
given, by itself, to the model of its kind; a culture that a model was not made for gives None.
"""

from __future__ import annotations

import json
import sys
import time
from functools import cache
from typing import Any

from ms_recognizers_number import NumberRecognizer
from ms_recognizers_number_with_unit import NumberWithUnitRecognizer

CULTURES = {
    "de": "de-de", "en": "en-us", "es": "es-es", "fr": "fr-fr", "it": "it-it", "ja": "ja-jp",
    "nl": "nl-nl", "pt": "pt-br", "zh": "zh-cn",
}  # fmt: skip


@cache
def model(kind: str, culture: str) -> Any:
    """The model of a kind of value in a culture; None where there is none."""
    numbers, units = NumberRecognizer(culture), NumberWithUnitRecognizer(culture)
    makers = {
        "number": numbers.get_number_model,
        "rank": numbers.get_ordinal_model,
        "percent": numbers.get_percentage_model,
        "money": units.get_currency_model,
    }
    try:
        return makers[kind](culture, fallback_to_default_culture=False)
    except ValueError:
        return None


def values(mention: str, kind: str, language: str) -> list[str] | None:
    """Every value that the model finds in a mention."""
    found = model(kind, CULTURES[language]) if language in CULTURES else None
    if found is None:
        return None
    try:
        results = found.parse(mention)
    except Exception:  # noqa: BLE001  # a mention that it fails on is one that it does not read
        return []
    return [str((result.resolution or {}).get("value")) for result in results]


def answer(question: dict[str, str]) -> dict[str, Any]:
    """The values of one mention, and how long they took."""
    begun = time.perf_counter()
    found = values(**question)
    return {"values": found, "seconds": time.perf_counter() - begun}


if __name__ == "__main__":
    json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)
