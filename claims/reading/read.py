"""`read`: every reader over one text, and how their readings go together."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from claims.reading.moved import settle
from claims.reading.quantities import read_numbers
from claims.reading.reading import Reading
from claims.reading.signed import signed
from claims.tokens import tokenise


def read(text: str, language: str | None = None, *, date: dt.date | None = None) -> list[Reading]:
    """What the words of a text mean, in the order in which they stand.

    `language` is a BCP 47 tag; without one it is detected, and where it can't be told only what all
    languages share is read. `date` is the day that "yesterday" counts from. For every reading
    `text[start:end]` is its `text`. Never raises on any str.
    """
    from claims.reading import ago, ahead, cues, dates, places  # noqa: PLC0415

    tokens = tokenise(text)
    tag = language or _detected(text)
    named = tag or "und"
    dated, taken = dates.find_dates(tokens, named, date)
    numbers = list(_apart(read_numbers(tokens, tag), taken))
    counted = ago.count_days(numbers, tokens, named, date)
    numbers = list(_apart(numbers, counted.taken))
    found = list(ahead.cues_in(text, named))
    orders = {*_apart((cue for cue in found if cue.kind == "superlative"), taken)}
    found = [cue for cue in found if cue.kind != "superlative" or cue in orders]
    dated = [*dated, *counted.readings]
    found += signed(numbers, text)
    together = [*numbers, *dated, *found, *places.read_places(tokens, named)]
    return settle(sorted(cues.attach(together, tokens, named), key=_place))


def _detected(text: str) -> str | None:
    from claims.reading.language import detect  # noqa: PLC0415

    return detect(text)


def _place(reading: Reading) -> tuple[int, int, str]:
    return reading.start, -reading.end, reading.kind


def _apart(numbers: Iterable[Reading], taken: list[tuple[int, int]]) -> Iterator[Reading]:
    """The numbers that are no part of a date ("2024", "le 4 février") or a time of day."""
    starts = [start for start, _ in taken]
    for number in numbers:
        i = bisect_right(starts, number.start) - 1
        inside = i >= 0 and number.start < taken[i][1]
        ahead = i + 1 < len(taken) and starts[i + 1] < number.end
        if not inside and not ahead:
            yield number
