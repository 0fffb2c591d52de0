"""Cues: the words that say how a value or a sentence is meant.

Comparators ("plus de"), superlatives ("the second largest"), negations, modality ("plans to"),
changes ("fell") and stances ("soutient"). Their words stand in `tables/cues`, one file a language,
in the notation of `Patterns`; a language without a file has no cues.

A table has the sections `comparator`, `superlative`, `negation`, `modality`, `change` and `stance`,
each of which gives the patterns of every value, and

    comparator_bound    means something only right before a value ("over", "近")
    comparator_behind   means something only right behind a value ("or more", "以上")
    comparator_either   stands before a value or right behind it ("at least")
    between.words       may stand between a comparator and its value ("dépassé *les* 200 milliards")
    between.counters    may stand between a value and the comparator behind it ("100人以上")
    ordinal             words of ranks before a superlative: "2" = ["second"], "#" with its digits
    after_ordinal       words that are superlatives only behind an ordinal ("deuxième plus grand")
    except.words        phrases that hold a cue's words and are none ("not only", "honest")
    proclitics          see `Patterns`
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from claims.reading.data import primary, table
from claims.reading.patterns import Patterns
from claims.reading.reading import Reading
from claims.tokens import Tokens

_VALUED = ("modality", "stance")
_COMPARED = frozenset({"number", "money", "percent", "measure", "duration"})
_STOPS = ";:!?\n。；：！？"
_LONGEST_RANK = 4  # digits
_FARTHEST = 4  # words between a comparator and its value


@dataclass(frozen=True, slots=True)
class _Cue:
    """What a phrase stands for. `side`: where a comparator's value stands from it."""

    kind: str
    value: str | int | None = None
    direction: str | None = None
    side: str = ""
    bound: bool = False


class _Cues(NamedTuple):
    patterns: Patterns[_Cue | None]
    between: frozenset[str]
    counters: frozenset[str]


class _Hit(NamedTuple):
    first: int
    end: int
    cue: _Cue


_SIDES = {
    "comparator": ("before", False),
    "comparator_bound": ("before", True),
    "comparator_behind": ("behind", True),
    "comparator_either": ("either", False),
}


def read_cues(tokens: Tokens, language: str) -> list[Reading]:
    """The cues of a text, in its order, none overlapping another.

    Comparators that mean something only beside a value are among them: `attach` drops those that
    stand beside none.
    """
    return [_reading(tokens, hit) for hit in _hits(tokens, _cues(primary(language)))]


def attach(readings: Iterable[Reading], tokens: Tokens, language: str) -> list[Reading]:
    """The readings with `comparator` set on each value that a comparator stands beside.

    `readings` holds values and cues together. Cues that only mean something beside a value are left
    out where there is none. The order is that of the text.
    """
    ordered = sorted(readings, key=lambda reading: (reading.start, -reading.end))
    if not any(reading.kind == "comparator" for reading in ordered):
        return ordered
    binding = _Binding(ordered, tokens, _cues(primary(language)))
    return binding.bound()


class _Binding:
    """Which comparator belongs to which value of one text."""

    def __init__(self, readings: Sequence[Reading], tokens: Tokens, cues: _Cues) -> None:
        self._readings = readings
        self._tokens = tokens
        self._between = cues.between
        self._counters = cues.counters
        values = [i for i, reading in enumerate(readings) if reading.kind in _COMPARED]
        self._at_start = {readings[i].start: i for i in reversed(values)}
        self._at_end = {readings[i].end: i for i in values}
        self._values = values
        self._starts = [readings[i].start for i in values]
        found = _hits(tokens, cues)
        self._cue = {(tokens.starts[h.first], tokens.ends[h.end - 1]): h.cue for h in found}

    def bound(self) -> list[Reading]:
        result: list[Reading | None] = list(self._readings)
        for i, reading in enumerate(self._readings):
            if reading.kind != "comparator":
                continue
            cue = self._cue.get((reading.start, reading.end), _Cue("comparator", side="before"))
            target = self._target(reading, cue)
            if target is not None:
                value = result[target] or self._readings[target]
                result[target] = replace(value, comparator=str(reading.value))
            elif cue.bound:
                result[i] = None
        return [reading for reading in result if reading is not None]

    def _target(self, comparator: Reading, cue: _Cue) -> int | None:
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


def _hits(tokens: Tokens, cues: _Cues) -> list[_Hit]:
    found = (_Hit(first, end, cue) for first, end, cue in cues.patterns.find(tokens) if cue)
    return list(_ranked(tokens, found))


def _ranked(tokens: Tokens, hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """The hits, each ordinal joined to the superlative right behind it; other ordinals drop out."""
    rank: _Hit | None = None
    for hit in hits:
        if hit.cue.kind == "ordinal":
            rank = hit
            continue
        if rank and rank.end == hit.first and hit.cue.kind == "superlative" and hit.cue.value == 1:
            yield _Hit(rank.first, hit.end, replace(hit.cue, value=_rank_of(tokens, rank)))
        else:
            yield hit
        rank = None


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


@cache
def _cues(language: str) -> _Cues:
    data = table(f"cues/{language}") if language else {}
    patterns = Patterns(_patterns(data), data.get("proclitics"))
    between = data.get("between", {})
    return _Cues(patterns, *(frozenset(between.get(name, ())) for name in ("words", "counters")))


def _patterns(data: dict[str, Any]) -> Iterator[tuple[str, _Cue | None]]:
    """Each pattern of a table with its cue. The first of equals wins, so exceptions come early."""
    for name, (side, bound) in _SIDES.items():
        for sign, patterns in data.get(name, {}).items():
            yield from ((p, _Cue("comparator", sign, side=side, bound=bound)) for p in patterns)
    yield from ((pattern, None) for pattern in data.get("except", {}).get("words", ()))
    for pattern in data.get("negation", {}).get("not", ()):
        yield pattern, _Cue("negation")
    for kind in _VALUED:
        for value, patterns in data.get(kind, {}).items():
            yield from ((p, _Cue(kind, value)) for p in patterns)
    for direction, patterns in data.get("change", {}).items():
        yield from ((p, _Cue("change", direction=direction)) for p in patterns)
    yield from _superlatives(data)


def _superlatives(data: dict[str, Any]) -> Iterator[tuple[str, _Cue | None]]:
    for key, patterns in data.get("superlative", {}).items():
        direction, _, rank = key.partition(" ")
        cue = _Cue("superlative", int(rank or 1), direction)
        yield from ((p, cue) for p in patterns)
    for rank, ordinals in data.get("ordinal", {}).items():
        value = None if rank == "#" else int(rank)
        yield from ((p, _Cue("ordinal", value)) for p in ordinals)
        for direction, words in data.get("after_ordinal", {}).items():
            cue = _Cue("superlative", value, direction)
            yield from ((f"{ordinal} {word}", cue) for ordinal in ordinals for word in words)
