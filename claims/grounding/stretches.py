"""`Stretches`: how a text sounds from each of its words on, whatever its script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

import regex

from claims.grounding.sounds import letters, sounds
from claims.reading.data import primary, table

# What sounds by itself: a word, or a character where words are not told apart.
_UNIT = regex.compile(r"\p{Han}|[\p{L}\p{M}--\p{Han}][\p{L}\p{M}\p{Nd}--\p{Han}]*", regex.V1)
_MOST = 12  # units of a name
_PREFIX = 2  # letters that a proclitic leaves at least


class Stretches:
    """The stretches of a text that may be a name: each begins with a word."""

    def __init__(self, text: str, language: str = "") -> None:
        self._text, self._language = text, language

    def write(self, name: str) -> bool:
        """Whether some stretch begins with these letters: a to z."""
        return any(stretch.startswith(name) for stretch in self._letters)

    def sound(self, name: str) -> bool:
        """Whether some stretch begins with these sounds, as `sounds` writes them."""
        return any(stretch.startswith(name) for stretch in self._sounds)

    @cached_property
    def _units(self) -> list[tuple[str, ...]]:
        """The units of the text, each with what it is without its proclitics."""
        listed = table(f"places/{primary(self._language)}").get("proclitics", {})
        return [(unit, *_freed(unit, listed)) for unit in _UNIT.findall(self._text)]

    @cached_property
    def _letters(self) -> set[str]:
        told = [tuple(map(_written, unit)) for unit in self._units]
        return {
            first + "".join(rest[0] for rest in told[i + 1 : i + _MOST])
            for i, unit in enumerate(told)
            for first in unit
        }

    @cached_property
    def _sounds(self) -> set[str]:
        return {s for stretch in self._letters for s in sounds(stretch, self._language)}


@lru_cache(maxsize=1 << 14)
def _written(unit: str) -> str:
    return letters(unit)


def _freed(unit: str, proclitics: dict[str, str]) -> Iterator[str]:
    for glued in proclitics:
        if unit.startswith(glued) and len(unit) - len(glued) >= _PREFIX:
            yield unit.removeprefix(glued)
