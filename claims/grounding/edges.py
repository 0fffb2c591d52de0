"""Edges: whether a quote begins and ends where numbers do, and cuts no negator in two."""

from __future__ import annotations

from claims.grounding.index import Index
from claims.reading.cues import read_cues
from claims.reading.quantities import read_numbers
from claims.reading.reading import Reading
from claims.reading.vocabulary import NUMBERS, vocabulary
from claims.tokens import Tokens, tokenise

_AROUND = 8  # tokens on either side that may belong to one number
_BESIDE = 2  # "treinta | y cinco": the numbers stand this near to an edge


def whole(index: Index, first: int, last: int) -> bool:
    """Whether the tokens `first` up to `last` cut nothing in two on either side."""
    return not (cuts(index, first) or cuts(index, last))


def cuts(index: Index, edge: int) -> bool:
    """Whether one number or negator stands on both sides of the place before token `edge`."""
    if not 0 < edge < len(index):
        return False
    return index.goes_on(edge - 1) or _cuts_number(index, edge) or _cuts_negator(index, edge)


def _cuts_number(index: Index, edge: int) -> bool:
    if not (_numeric(index, edge - _BESIDE, edge) and _numeric(index, edge, edge + _BESIDE)):
        return False
    window, before, behind = _window(index, edge)
    found = read_numbers(window, index.language, bare=True, plain=True)
    return any(_straddles(reading, before, behind) for reading in found)


def _cuts_negator(index: Index, edge: int) -> bool:
    # Only where words are written without spaces are the parts of one word tokens: 没 | 有.
    if index.tokens.ends[edge - 1] != index.tokens.starts[edge]:
        return False
    window, before, behind = _window(index, edge)
    found = read_cues(window, index.language or "und")
    return any(r.kind == "negation" and _straddles(r, before, behind) for r in found)


def _numeric(index: Index, low: int, high: int) -> bool:
    roles = vocabulary(index.language).roles
    return any(roles[key] & NUMBERS for key in index.tokens.keys[max(low, 0) : high])


def _window(index: Index, edge: int) -> tuple[Tokens, int, int]:
    """The words around an edge, and where the edge begins and ends among their characters."""
    tokens = index.tokens
    start = tokens.starts[max(0, edge - _AROUND)]
    window = tokenise(tokens.text[start : tokens.ends[min(len(tokens), edge + _AROUND) - 1]])
    return window, tokens.ends[edge - 1] - start, tokens.starts[edge] - start


def _straddles(reading: Reading, before: int, behind: int) -> bool:
    return reading.start < before and behind < reading.end
