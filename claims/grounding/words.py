"""Whether something is a word of a language, as far as a list of words can tell."""

from __future__ import annotations

from functools import cache
from typing import Any

from claims.grounding.sounds import compounding
from claims.reading.data import primary
from claims.tokens import fold


def is_word(word: str, language: str) -> bool | None:
    """Whether a language has this word; None where there is no list of its words.

    The lists are those of the package `pyspellchecker`: English, French, German, Spanish, Italian,
    Portuguese, Dutch, Russian, Arabic, Persian, Basque, Latvian.
    """
    words = _list(primary(language))
    if words is None:
        return None
    key = fold(word)
    return key in words or (primary(language) in compounding() and _compound(key, words))


def _compound(key: str, words: Any) -> bool:
    """Whether a word is two words of a language written as one."""
    splits = range(_PART, len(key) - _PART + 1)
    return any(key[i:] in words and _joins(key[:i], words) for i in splits)


def _joins(key: str, words: Any) -> bool:
    return key in words or (key.endswith("s") and key[:-1] in words)


_PART = 4  # letters


@cache
def _list(language: str) -> Any:
    from spellchecker import SpellChecker  # noqa: PLC0415  # a list of words loads when needed

    try:
        return SpellChecker(language=language).word_frequency.dictionary if language else None
    except ValueError:
        return None
