"""Composing: how number words, one behind the other, make one number.

The rules are the same in every language (`sums.py`); what differs are the words and a few options
in the tables. Where the next word fits neither way, the number ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from claims.reading.digits import divide
from claims.reading.parts import (
    CARDINAL,
    FRACTION,
    HIGHEST,
    HUNDRED,
    ONE,
    ORDINAL,
    TEN,
    Atom,
    Number,
    Source,
    rules,
    whole,
)
from claims.reading.walk import Walk

_YEARS = range(1000, 3000)
_LONGEST = 60
_DIVIDING = frozenset({"over", "parts", "among"})


class Composer:
    """Reads the number that begins at a position of a source, by a language's options."""

    def __init__(
        self,
        source: Source,
        options: Mapping[str, Any],
        *,
        between: bool = False,
        glued: bool = False,
    ) -> None:
        self._source = source
        self._rules = rules(options, between=between, glued=glued)
        self._simple = replace(self._rules, simple=True)

    def read(self, p: int) -> Number | None:
        """The longest number that begins at p, with its fraction and scales."""
        number = self._whole(p)
        if number is None or number.kind == ORDINAL:
            return number
        if number.kind == CARDINAL and not number.article:
            number = self._divided(number)
        return self._scaled(number) if number.kind == FRACTION else number

    def _divided(self, number: Number) -> Number:
        """A number with the one behind it that it is a part of; itself where there is none."""
        atom = self._next(number.end)
        if atom is None:
            return number
        found = None
        if atom.word.mark in _DIVIDING:
            found = self._over(number) or self._parts(number) or self._among(number)
        if found is None and self._rules.tailed:
            found = self._tailed(number)
        return found or number

    def _next(self, p: int) -> Atom | None:
        return self._source.at(p) if self._source.linked(p) else None

    def _whole(self, p: int, *, simple: bool = False) -> Number | None:
        first = self._source.at(p)
        if first is None or first.word.short:
            return None
        literal = first.literal
        if literal is not None and literal.value < HIGHEST and self._lone(first):
            kind = FRACTION if literal.fraction else CARDINAL
            return Number(literal.end, literal.value, kind, alternatives=literal.alternatives)
        return Walk(self._source, self._simple if simple else self._rules, self, p).run()

    def _lone(self, first: Atom) -> bool:
        """Whether digits are a number by themselves: the words behind them are no part of one."""
        following = self._next(first.end)
        if following is not None:
            return following.literal is not None
        return not self._source.point(first.end)

    def digit_string(self, p: int) -> tuple[int, str]:
        """Digits spelled one by one from p: (position after them, digits)."""
        digits = ""
        atom = self._source.at(p)
        while atom is not None and atom.digit and len(digits) < _LONGEST:
            digits += str(int(atom.word.value or 0))
            p = atom.end
            atom = self._next(p)
        return p, digits

    def decimals(self, p: int) -> tuple[int, Decimal] | None:
        """What stands behind a spelled decimal point: (position after it, 0.xyz)."""
        atom = self._source.at(p)
        if atom is not None and atom.literal is not None and atom.literal.plain:
            size = len(str(atom.literal.value))
            return atom.end, atom.literal.value.scaleb(-size)
        end, digits = self.digit_string(p)
        following = self._next(end) if digits else atom
        if len(digits) == 1 and following is not None and following.scale in (TEN, HUNDRED):
            end, digits = p, ""  # 八十九 behind a point is 89, not 8 and 19
        if following is not None and following.word.numeric and not following.literal:
            rest = self._whole(end, simple=True)
            if rest is not None and rest.kind == CARDINAL and whole(rest.value):
                end, digits = rest.end, digits + str(int(rest.value))
        return (end, Decimal(f"0.{digits}")) if digits else None

    def proper_fraction(self, p: int) -> Number | None:
        """A fraction below one at p: "three quarters", "a half", "½", "三分之一"."""
        atom = self._source.at(p)
        if atom is None:
            return None
        word = atom.word
        if atom.literal is not None and atom.literal.fraction:
            return Number(atom.end, atom.literal.value, FRACTION)
        if word.value is not None and 0 < word.value < 1:
            return Number(atom.end, word.value, FRACTION)
        if word.denominator and word.plural and not word.ordinal:
            return Number(atom.end, divide(ONE, Decimal(word.denominator)), FRACTION)
        number = self._whole(p, simple=True)
        if number is not None and number.kind == CARDINAL:
            number = self._parts(number, simple=True)
        if number is None or number.kind != FRACTION or not 0 < number.value < 1:
            return None
        return number

    def _over(self, number: Number) -> Number | None:
        """As in "one over three", "2 out of 5", "un sur vingt"."""
        atom = self._next(number.end)
        if atom is None or atom.word.mark != "over" or not whole(number.value):
            return None
        below = self._whole(atom.end, simple=True)
        if below is None or below.kind != CARDINAL or below.bare or not whole(below.value):
            return None
        if not 0 < number.value < below.value or int(below.value) in _YEARS:
            return None
        return Number(below.end, divide(number.value, below.value), FRACTION)

    def _parts(self, number: Number, *, simple: bool = False) -> Number | None:
        """As in "三分之二": the parts come first."""
        atom = self._next(number.end)
        if atom is None or atom.word.mark != "parts" or not number.value:
            return None
        above = self._whole(atom.end, simple=simple)
        if above is None or above.kind != CARDINAL:
            return None
        return Number(above.end, divide(above.value, number.value), FRACTION)

    def _among(self, number: Number) -> Number | None:
        """As in "5人に1人", "पाँच में से एक": so many of a few."""
        atom = self._next(number.end)
        if atom is None or atom.word.mark != "among" or not whole(number.value):
            return None
        above = self._whole(atom.end, simple=True)
        if above is None or above.kind != CARDINAL or not whole(above.value):
            return None
        if not 0 < above.value < number.value <= TEN:
            return None
        return Number(above.end, divide(above.value, number.value), FRACTION)

    def _tailed(self, number: Number) -> Number | None:
        """As in "dois onze avos": the second number is the denominator."""
        below = self._whole(number.end, simple=True)
        if below is None or below.kind != CARDINAL or below.value <= 1:
            return None
        atom = self._next(below.end)
        if atom is None or atom.word.mark != "tail":
            return None
        return Number(atom.end, divide(number.value, below.value), FRACTION)

    def _scaled(self, number: Number) -> Number:
        """As in "half a million", "trois quarts de milliard": a fraction of a scale."""
        p = number.end
        while (atom := self._next(p)) is not None:
            if atom.word.mark in ("of", "article") or atom.word.article:
                p = atom.end
                continue
            if atom.scale is None:
                break
            return Number(atom.end, number.value * atom.scale, CARDINAL, atom.scale, number.value)
        return number
