"""Elisions: a quote of two stretches with an ellipsis between them, and what that may hide.

Two stretches of one sentence may be joined where the words between say nothing that a claim rests
on: no number, date, name of a country, negator, comparator or modal, and no end of a sentence.
Two stretches of different sentences may be joined where neither sentence is cut: the first stretch
ends where its sentence ends and the second begins where its own begins.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import regex

from claims.grounding.index import Extent, Index
from claims.grounding.slips import knows
from claims.reading import read
from claims.reading.phrases import Phrases
from claims.tokens import tokenise

ELLIPSIS = regex.compile(r"(?:[\[(]\s*+)?(?:…++|⋯++|\.\s?\.\s?\.[.\s]*+|。{3,})(?:\s*+[\])])?")
_END = regex.compile(r"[.!?…。！？؟।։።]['\"’”»›」』)\]]*(?:\s|$|(?<=[。！？]))|\n\s*\n|[。！？]")
_MOST_HIDDEN = 400  # code points, within one sentence


def parts(quote: str) -> tuple[str, str] | None:
    """The two stretches of a quote with one ellipsis inside; None where it has none or several."""
    found = [m.span() for m, _ in zip(ELLIPSIS.finditer(quote), range(3), strict=False)]
    inside = [(a, b) for a, b in found if tokenise(quote[:a]).keys and tokenise(quote[b:]).keys]
    if len(inside) != 1:
        return None
    start, end = inside[0]
    return quote[:start], quote[end:]


def harmless(index: Index, first: Extent, second: Extent) -> bool:
    """Whether leaving out what stands between two stretches of a text changes no meaning."""
    text = index.tokens.text
    start, end = first[1], second[0]
    hidden = text[start : min(end, start + _MOST_HIDDEN)]
    ends = [match.span() for match in _END.finditer(hidden)]
    if not ends:
        return end - start <= _MOST_HIDDEN and _says_nothing(hidden, index.language)
    before, after = hidden[: ends[0][0]], text[max(start, end - _MOST_HIDDEN) : end]
    return not tokenise(before).keys and _begins_anew(after)


def _begins_anew(before: str) -> bool:
    last = [match.end() for match in _END.finditer(before)]
    return bool(last) and not tokenise(before[last[-1] :]).keys


def _says_nothing(hidden: str, language: str | None) -> bool:
    tokens = tokenise(hidden)
    if any(char.isdigit() for key in tokens.keys for char in key):
        return False
    if knows(language):
        return not read(hidden, language)
    return language is not None and next(_negators().find(tokens), None) is None


@cache
def _negators() -> Phrases[bool]:
    """Negators, modals and the like of languages that have no readers of their own yet."""
    lines = (files("claims.grounding") / "negators.txt").read_text("utf-8").splitlines()
    words = (line.partition("#")[0].split() for line in lines)
    return Phrases((word, True) for line in words for word in line)
