"""`Scan`: the tokens of one text with the vocabulary of its language, and what stands where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from claims.reading.numbers import Numeral, TokenSource, numeral
from claims.reading.parts import Atom, whole
from claims.reading.phrases import joined
from claims.reading.ranks import Rank, of_numeral
from claims.reading.units import DURATION, MONEY, PERCENT, Unit
from claims.reading.vocabulary import NUMBERS, Vocabulary, vocabulary
from claims.tokens import Tokens

_JOINTS = frozenset({"and", "with", "plus"})
_TENTHS = 10
_SYLLABLES = regex.compile(r"\p{Hangul}{2}|[\p{Katakana}ー]{2}")
_LONG = 27
_BEFORE_UNIT = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: tokens `first` to `end`, code points `start` to `stop`."""

    numeral: Numeral
    unit: Unit | None
    value: Decimal
    first: int
    end: int
    start: int
    stop: int

    @property
    def alternatives(self) -> tuple[Decimal, ...]:
        """The other values that the words can have."""
        factor = self.unit.factor if self.unit else Decimal(1)
        return tuple(value * factor for value in self.numeral.number.alternatives)


class Scan:
    """One text, read up to token `floor`. `plain`: units are not looked for."""

    def __init__(self, tokens: Tokens, language: str | None, *, plain: bool = False) -> None:
        self.tokens = tokens
        self.words: Vocabulary = vocabulary(language)
        self.source = TokenSource(tokens, self.words.lexicon)
        self.plain = plain
        self.floor = 0

    def numeral(self, p: int) -> Numeral | None:
        """The number at token p."""
        if p >= len(self.tokens) or not self.words.roles[self.tokens.keys[p]] & NUMBERS:
            return None
        return numeral(self.source, self.tokens, self.words.lexicon, p, self.floor)

    def unsigned(self, p: int) -> Numeral | None:
        """The number at token p, whatever stands before it."""
        return numeral(self.source, self.tokens, self.words.lexicon, p, p)

    def rank(self, found: Numeral) -> Rank | None:
        """The rank that a number is by its own form."""
        rank = of_numeral(found, self.tokens, self.words.ranks)
        return replace(rank, unit=self._time(rank.end)) if rank else None

    def _time(self, p: int) -> str | None:
        """The span of time at token p, or behind a word there: "third *consecutive* year"."""
        for at in (p, p + 1):
            if self.plain or not self.linked(at):
                return None
            hit = self.words.units.after(self.tokens, at)
            if hit is not None:
                return hit[1].symbol if hit[1].kind == DURATION else None
        return None

    def unit(self, p: int) -> tuple[int, Unit] | None:
        """The unit at token p, perhaps behind "of" or an article: (index after it, unit)."""
        tokens = self.tokens
        for _ in range(0 if self.plain else _BEFORE_UNIT):
            if not (self.linked(p) or self._abbreviated(p)):
                return None
            hit = self.words.units.after(tokens, p)
            if hit is not None:
                return None if self._leads(p, *hit) else hit
            word = self.words.lexicon.words.match(tokens, p)
            if word is None or not (word[1].mark in ("of", "article") or word[1].article):
                return None
            p = word[0]
        return None

    def linked(self, p: int) -> bool:
        """Whether there is a token p, with no punctuation before it."""
        return 0 < p < len(self.tokens) and joined(self.tokens, p)

    def _leads(self, p: int, end: int, unit: Unit) -> bool:
        """Whether a currency sign belongs to the number behind it: "$3bn-$4bn"."""
        tokens = self.tokens
        if unit.kind != MONEY or end >= len(tokens) or tokens.gap(end - 1):
            return False
        sign = not tokens.keys[end - 1].isalpha()
        return sign and bool(tokens.gap(p - 1)) and tokens.keys[end][0].isdecimal()

    def _abbreviated(self, p: int) -> bool:
        """Whether only the dot of an abbreviated scale stands before token p: "2 Mio. Euro"."""
        tokens = self.tokens
        if not 0 < p < len(tokens) or tokens.gap(p - 1).strip() != ".":
            return False
        word = self.words.lexicon.pieces.get(tokens.keys[p - 1])
        return word is not None and word.scale is not None

    def following(self, p: int) -> Atom | None:
        """The number part at token p where nothing parts it from the one before."""
        return self.source.at(p) if self.linked(p) else None

    def within_word(self, p: int) -> bool:
        """Whether token p is a syllable within a word of Hangul or Katakana."""
        tokens = self.tokens
        start = tokens.starts[p]
        if not p or tokens.ends[p - 1] != start or p == self.floor:
            return False
        return _SYLLABLES.match(tokens.text, start - 1) is not None

    def behind_and(self, p: int) -> int:
        """The index behind an "and" at token p; p itself where none stands there."""
        hit = self.words.lexicon.words.match(self.tokens, p) if self.linked(p) else None
        return hit[0] if hit is not None and hit[1].mark in _JOINTS else p

    def quantity(self, found: Numeral, unit: Unit | None, end: int) -> Quantity:
        """A number with the unit that ends before token `end`."""
        stop = max(found.stop, self.tokens.ends[end - 1])
        value = valued(found, unit)
        return Quantity(found, unit, value, found.first, end, found.start, stop)


def valued(found: Numeral, unit: Unit | None) -> Decimal:
    """The value in the unit's symbol; tenths of a whole (成, 割, 折) go up to ten ("75折")."""
    value = found.value
    if unit is not None and not (unit.kind == PERCENT and unit.factor > 1 and value > _TENTHS):
        value *= unit.factor
    return tidy(value)


def tidy(value: Decimal) -> Decimal:
    """A whole number without decimal zeros or an exponent."""
    return value.quantize(Decimal(1)) if whole(value) and value.adjusted() < _LONG else value
