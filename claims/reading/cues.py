"""Cues: the words that say how a value or a sentence is meant.

Comparators ("plus de"), superlatives ("the second largest"), negations, modality ("plans to"),
changes ("fell") and stances ("soutient"). Their words stand in `tables/cues`, one file a language,
in the notation of `Patterns`, laid out as `cuetable.py` says; a language without one has no cues.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from claims.reading.cuetable import Cue, Cues, cues_of
from claims.reading.reading import AMOUNTS, Reading
from claims.tokens import Tokens

_STOPS = ";:!?\n。；：！？"
_HYPHENS = ("", "-", "‐", "‑", "–")
_LONGEST_RANK = 4  # digits
_FARTHEST = 4  # words between a comparator and its value


class _Hit(NamedTuple):
    first: int
    end: int
    cue: Cue


def read_cues(tokens: Tokens, language: str) -> list[Reading]:
    """The cues of a text. Only a negation or modality may stand in the words of another cue.

    Comparators that mean something only beside a value are among them: `attach` drops those that
    stand beside none.
    """
    return [_reading(tokens, hit) for hit in _hits(tokens, cues_of(language))]


def attach(readings: Iterable[Reading], tokens: Tokens, language: str) -> list[Reading]:
    """The readings with `comparator` set on each value that a comparator stands beside.

    `readings` holds values and cues together. Cues that only mean something beside a value are left
    out where there is none. The order is that of the text.
    """
    ordered = sorted(readings, key=lambda reading: (reading.start, -reading.end))
    if not any(reading.kind == "comparator" for reading in ordered):
        return ordered
    binding = _Binding(ordered, tokens, cues_of(language))
    return binding.bound()


class _Binding:
    """Which comparator belongs to which value of one text."""

    def __init__(self, readings: Sequence[Reading], tokens: Tokens, cues: Cues) -> None:
        self._readings = readings
        self._tokens = tokens
        self._between = cues.between
        self._counters = cues.counters
        values = [i for i, reading in enumerate(readings) if reading.kind in AMOUNTS]
        self._at_start = {readings[i].start: i for i in reversed(values)}
        self._at_end = {readings[i].end: i for i in values}
        self._values = values
        self._starts = [readings[i].start for i in values]
        self._patterns = cues.patterns

    def bound(self) -> list[Reading]:
        result: list[Reading | None] = list(self._readings)
        for i, reading in enumerate(self._readings):
            if reading.kind != "comparator":
                continue
            cue = self._cue(reading)
            target = self._target(reading, cue)
            if target is not None:
                value = result[target] or self._readings[target]
                result[target] = replace(value, comparator=str(reading.value))
            elif cue.bound:
                result[i] = None
        return [reading for reading in result if reading is not None]

    def _cue(self, comparator: Reading) -> Cue:
        """What the table says of a comparator's words where they stand."""
        first = bisect_left(self._tokens.starts, comparator.start)
        for i in range(max(first - _FARTHEST, 0), min(first + 1, len(self._tokens))):
            for found in self._patterns.match(self._tokens, i):
                cue = found.payload
                if found.first == first and cue and cue.value == comparator.value:
                    return cue
        return Cue("comparator", side="before")

    def _target(self, comparator: Reading, cue: Cue) -> int | None:
        before = bisect_right(self._starts, comparator.start) - 1
        if before >= 0 and self._readings[self._values[before]].end > comparator.start:
            return self._values[before]
        stops = _STOPS if cue.bound else _STOPS + "."  # a short one may be an abbreviation
        found = self._after(comparator.end, stops) if cue.side != "behind" else None
        if found is None and cue.side != "before":
            found = self._before(comparator.start)
        return found

    def _after(self, end: int, stops: str) -> int | None:
        starts = self._tokens.starts
        first = bisect_left(starts, end)
        for j in range(first, min(first + _FARTHEST + 1, len(starts))):
            if any(sign in self._tokens.text[end : starts[j]] for sign in stops):
                return None
            if (value := self._at_start.get(starts[j])) is not None:
                return value
            if self._tokens.keys[j] not in self._between:
                return None
        return None

    def _before(self, start: int) -> int | None:
        ends = self._tokens.ends
        last = bisect_right(ends, start) - 1
        for j in range(last, max(last - _FARTHEST, -1), -1):
            if any(sign in self._tokens.text[ends[j] : start] for sign in _STOPS + "."):
                return None
            if (value := self._at_end.get(ends[j])) is not None:
                return value
            if self._tokens.keys[j] not in self._counters:
                return None
        return None


def _hits(tokens: Tokens, cues: Cues) -> list[_Hit]:
    found = (_Hit(first, end, cue) for first, end, cue in cues.patterns.find(tokens) if cue)
    matter = list(_ranked(tokens, found))
    manner = (hit for patterns in cues.manner for hit in patterns.find(tokens))
    said = _longest(_Hit(first, end, cue) for first, end, cue in manner if cue)
    return [*matter, *_outside(said, matter)]


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    """Those that no longer one overlaps: "not" is no negation in "not expected to"."""
    taken: dict[int, int] = {}
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.first - hit.end):
        words = range(hit.first, hit.end)
        if all(taken.get(i, len(words)) == len(words) for i in words):
            taken.update(dict.fromkeys(words, len(words)))
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)


def _outside(manner: Iterable[_Hit], matter: Sequence[_Hit]) -> Iterator[_Hit]:
    """Those that are no part of a longer phrase, as "not" is of "not more than"."""
    firsts = [hit.first for hit in matter]
    for hit in manner:
        i = bisect_right(firsts, hit.first) - 1
        over = matter[i] if i >= 0 and hit.end <= matter[i].end else None
        inner = over is not None and over.end - over.first > hit.end - hit.first
        if not (inner and hit.cue.kind == "negation"):
            yield hit


def _ranked(tokens: Tokens, hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """The hits, each ordinal joined to the superlative right behind it; other ordinals drop out."""
    rank: _Hit | None = None
    for hit in hits:
        if hit.cue.kind == "ordinal":
            rank = hit
            continue
        if rank and _joins(tokens, rank, hit):
            yield _Hit(rank.first, hit.end, replace(hit.cue, value=_rank_of(tokens, rank)))
        else:
            yield hit
        rank = None


def _joins(tokens: Tokens, rank: _Hit, hit: _Hit) -> bool:
    """Whether an ordinal belongs to the superlative behind it: "second largest"."""
    beside = rank.end == hit.first and tokens.gap(rank.end - 1).strip() in _HYPHENS
    return beside and hit.cue.kind == "superlative" and hit.cue.value == 1


def _rank_of(tokens: Tokens, hit: _Hit) -> int:
    if hit.cue.value is not None:
        return int(hit.cue.value)
    digits = next(key for key in tokens.keys[hit.first : hit.end] if key[:1].isdigit())
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST_RANK else 1


def _reading(tokens: Tokens, hit: _Hit) -> Reading:
    start, end = tokens.starts[hit.first], tokens.ends[hit.end - 1]
    cue = hit.cue
    value = cue.value
    if cue.kind == "superlative" and value is None:
        value = _rank_of(tokens, hit)
    return Reading(cue.kind, tokens.text[start:end], start, end, value, direction=cue.direction)
