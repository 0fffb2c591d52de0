"""Whether something is a word of a language, as far as a list of words can tell."""

from __future__ import annotations

from functools import cache
from typing import Any

from claims.reading.data import primary
from claims.tokens import fold


def is_word(word: str, language: str) -> bool | None:
    """Whether a language has this word; None where there is no list of its words.

    The lists are those of the package `pyspellchecker`: English, French, German, Spanish, Italian,
    Portuguese, Dutch, Russian, Arabic, Persian, Basque, Latvian.
    """
    words = _list(primary(language))
    return None if words is None else fold(word) in words


@cache
def _list(language: str) -> Any:
    from spellchecker import SpellChecker  # noqa: PLC0415  # a list of words loads when needed

    try:
        return SpellChecker(language=language).word_frequency.dictionary if language else None
    except ValueError:
        return None
