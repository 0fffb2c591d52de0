"""`Vocabulary`: all that the words of one language can be to a number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.reading.lexicon import Lexicon, lexicon
from claims.reading.ranks import RankWords, rank_words
from claims.reading.units import Units, units

STOPS, ANNOUNCES, COUNTS_BACK, NUMBERS, LONE_UNITS = 1, 2, 4, 8, 16
_REMEMBERED = 1 << 17


class Roles(dict[str, int]):
    """What may begin with a token, as flags, worked out once a word.

    STOPS: a phrase that is no number; ANNOUNCES: a sign or word that a number follows; COUNTS_BACK:
    "last"; NUMBERS: a number; LONE_UNITS: a duration that means one of it.
    """

    def __init__(self, lexicon: Lexicon, units: Units, ranks: RankWords) -> None:
        super().__init__()
        self._numbers = lexicon.starts
        self._firsts = (
            (STOPS, lexicon.stops.firsts | ranks.stops.firsts),
            (ANNOUNCES, units.firsts | ranks.before.firsts | ranks.nouns_before.firsts),
            (COUNTS_BACK, ranks.words.firsts),
            (LONE_UNITS, units.lone),
        )

    def __missing__(self, key: str) -> int:
        role = NUMBERS if self._numbers(key) else 0
        for flag, firsts in self._firsts:
            role |= flag if key in firsts else 0
        if len(self) > _REMEMBERED:
            self.clear()
        self[key] = role
        return role


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The number words, units and rank words of a language, and which words begin what."""

    lexicon: Lexicon
    units: Units
    ranks: RankWords
    roles: Roles


def _tag(language: str) -> str:
    """A language tag as CLDR writes it: "pt-BR" for "PT_br"."""
    first, *rest = language.replace("_", "-").split("-")
    return "-".join((first.lower(), *(p.upper() if len(p) == 2 else p.title() for p in rest)))  # noqa: PLR2004


@lru_cache(maxsize=64)
def vocabulary(language: str | None) -> Vocabulary:
    """The vocabulary of a language tag; None gives what every language shares."""
    if language and (tag := _tag(language)) != language:
        return vocabulary(tag)
    words, beside, ranks = lexicon(language), units(language), rank_words(language)
    return Vocabulary(words, beside, ranks, Roles(words, beside, ranks))
