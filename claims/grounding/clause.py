"""Which words around a claim bear on it: its clause."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from claims.document import Document
from claims.grounding.locate import Extent
from claims.reading import Reading

# A comma inside a number is no break: it has digits on both sides.
_BREAK = regex.compile(r"[;:()\[\]—،؛，；：。]|(?<!\d),|,(?!\d)|\s–\s")


def hull(extents: Iterable[Extent]) -> Extent:
    """The stretch from the first of some extents to the end of the last."""
    found = list(extents)
    return min(start for start, _ in found), max(end for _, end in found)


def clause_of(document: Document, extent: Extent) -> Extent:
    """An extent widened to the breaks around it, inside its sentence or sentences."""
    start, end = extent
    low = document.passage_at(start).start
    high = document.passage_at(max(start, end - 1)).end
    before = [match.end() for match in _BREAK.finditer(document.text, low, start)]
    after = _BREAK.search(document.text, end, high)
    return (before[-1] if before else low), (after.start() if after else high)


def inside(readings: Iterable[Reading], extents: Iterable[Extent], *kinds: str) -> list[Reading]:
    """The readings of these kinds (all, if none is named) that lie within one of the extents."""
    bounds = list(extents)
    return [
        reading
        for reading in readings
        if (not kinds or reading.kind in kinds)
        and any(start <= reading.start and reading.end <= end for start, end in bounds)
    ]
