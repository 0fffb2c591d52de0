"""Whether a statement claims nothing: an instruction, an invitation, a wish, a question."""

from __future__ import annotations

import regex

from claims.extraction.claimable import noun_words
from claims.extraction.tables import word_list
from claims.reading.data import primary
from claims.tokens import tokenise

_PART = regex.compile(r"[,;:]\s+|[.!]\s+(?=\p{Lu})|^\W*\d{1,2}[.)]\s+|^[^\p{L}]+")
_ASKS = regex.compile(r"[?？؟]\W*\Z")
_FIGURE = regex.compile(r"[\p{Nd}$€£¥]")


def _words(name: str, language: str) -> frozenset[str]:
    return word_list("no_claim", name, language)


def claims_nothing(statement: str, language: str) -> bool:
    """Whether a statement in `language` (BCP 47) tells somebody what to do, wishes or asks.

    A language without a table is not told apart.

    >>> claims_nothing("If it rains, cover the roses.", "en")
    True
    >>> claims_nothing("Water levels rose by 3 metres.", "en")
    False
    """
    tag = primary(language)
    if _ASKS.search(statement):
        return True
    parts = [part for part in _PART.split(statement) if part.strip()]
    for part in parts:
        keys = tokenise(part).keys
        if _instructs(keys, tag):
            return True
        if not keys or keys[0] not in _words("before", tag):
            return False
    return False


def _instructs(keys: tuple[str, ...], language: str) -> bool:
    if not keys:
        return False
    if not _words("openers", language).isdisjoint((keys[0], " ".join(keys[:2]))):
        return True
    if keys[0] not in _words("verbs", language) or len(keys) == 1:
        return False
    objects = _words("objects", language) | noun_words(language)
    return keys[1] in objects or bool(_FIGURE.match(keys[1]))
