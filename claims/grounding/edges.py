"""Edges: whether a quote begins and ends where numbers do."""

from __future__ import annotations

from claims.grounding.index import Index
from claims.reading.quantities import read_numbers
from claims.reading.vocabulary import NUMBERS, vocabulary
from claims.tokens import tokenise

_AROUND = 8  # tokens on either side that may belong to one number
_BESIDE = 2  # "treinta | y cinco": the numbers stand this near to an edge


def whole(index: Index, first: int, last: int) -> bool:
    """Whether the tokens `first` up to `last` cut no number in two on either side."""
    return not (cuts(index, first) or cuts(index, last))


def cuts(index: Index, edge: int) -> bool:
    """Whether one number stands on both sides of the place before token `edge`."""
    if not 0 < edge < len(index):
        return False
    if index.goes_on(edge - 1):
        return True
    return _numeric(index, edge - _BESIDE, edge) and _numeric(index, edge, edge + _BESIDE) and (
        _straddled(index, edge)
    )


def _numeric(index: Index, low: int, high: int) -> bool:
    roles = vocabulary(index.language).roles
    return any(roles[key] & NUMBERS for key in index.tokens.keys[max(low, 0) : high])


def _straddled(index: Index, edge: int) -> bool:
    tokens = index.tokens
    first, last = max(0, edge - _AROUND), min(len(tokens), edge + _AROUND) - 1
    start = tokens.starts[first]
    window = tokenise(tokens.text[start : tokens.ends[last]])
    left, right = tokens.ends[edge - 1] - start, tokens.starts[edge] - start
    readings = read_numbers(window, index.language, bare=True, plain=True)
    return any(r.start < left and right < r.end for r in readings)
