"""The tables of cues, read: what each phrase of a language stands for.

A table in `tables/cues` has the sections `comparator`, `superlative`, `negation`, `modality`,
`change` and `stance`, each of which gives the patterns of every value, and

    change.moved        something moved, and its two amounts say which way ("est passé de 7 à 6")
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

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from claims.reading.data import primary, table
from claims.reading.patterns import Patterns

_SIDES = {
    "comparator": ("before", False),
    "comparator_bound": ("before", True),
    "comparator_behind": ("behind", True),
    "comparator_either": ("either", False),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase stands for. `side`: where a comparator's value stands from it."""

    kind: str
    value: str | int | None = None
    direction: str | None = None
    side: str = ""
    bound: bool = False


class Cues(NamedTuple):
    """The cues of one language, and the words that may part a comparator from its value.

    `manner` are its negations, and its modalities, each apart from the rest, since one verb may say
    all three: what happens, that it is to come, and that it does not ("desteklemeyeceğiz").
    """

    patterns: Patterns[Cue | None]
    manner: tuple[Patterns[Cue | None], ...]
    between: frozenset[str]
    counters: frozenset[str]


def cues_of(language: str) -> Cues:
    """The cues of a language tag; none where its language has no table."""
    return _cues(primary(language))


@cache
def _cues(language: str) -> Cues:
    data = table(f"cues/{language}") if language else {}
    proclitics = data.get("proclitics")
    patterns = Patterns(_matter(data), proclitics)
    manner = tuple(Patterns(items, proclitics) for items in (_denied(data), _put(data)))
    between = data.get("between", {})
    words, counters = (frozenset(between.get(name, ())) for name in ("words", "counters"))
    return Cues(patterns, manner, words, counters)


def _denied(data: dict[str, Any]) -> Iterator[tuple[str, Cue | None]]:
    """The negations. The first of equals wins, so exceptions come early."""
    yield from _exceptions(data)
    for pattern in data.get("negation", {}).get("not", ()):
        yield pattern, Cue("negation")


def _put(data: dict[str, Any]) -> Iterator[tuple[str, Cue | None]]:
    """The modalities."""
    yield from _exceptions(data)
    yield from _valued(data, "modality")


def _exceptions(data: dict[str, Any]) -> Iterator[tuple[str, None]]:
    yield from ((pattern, None) for pattern in data.get("except", {}).get("words", ()))


def _valued(data: dict[str, Any], kind: str) -> Iterator[tuple[str, Cue]]:
    for value, patterns in data.get(kind, {}).items():
        yield from ((p, Cue(kind, value)) for p in patterns)


def _matter(data: dict[str, Any]) -> Iterator[tuple[str, Cue | None]]:
    """Each other pattern of a table with its cue."""
    for name, (side, bound) in _SIDES.items():
        for sign, patterns in data.get(name, {}).items():
            yield from ((p, Cue("comparator", sign, side=side, bound=bound)) for p in patterns)
    yield from _exceptions(data)
    yield from _valued(data, "stance")
    for direction, patterns in data.get("change", {}).items():
        yield from ((p, Cue("change", direction=direction)) for p in patterns)
    yield from _superlatives(data)


def _superlatives(data: dict[str, Any]) -> Iterator[tuple[str, Cue | None]]:
    for key, patterns in data.get("superlative", {}).items():
        direction, _, rank = key.partition(" ")
        cue = Cue("superlative", int(rank or 1), direction)
        yield from ((p, cue) for p in patterns)
    for rank, ordinals in data.get("ordinal", {}).items():
        value = None if rank == "#" else int(rank)
        yield from ((p, Cue("ordinal", value)) for p in ordinals)
        for direction, words in data.get("after_ordinal", {}).items():
            cue = Cue("superlative", value, direction)
            yield from ((f"{ordinal} {word}", cue) for ordinal in ordinals for word in words)
