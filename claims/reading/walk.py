"""`Walk`: one pass over the parts of a number, from left to right, until one does not fit."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from claims.reading.digits import Literal, divide
from claims.reading.parts import (
    CARDINAL,
    FRACTION,
    HUNDRED,
    ONE,
    ORDINAL,
    TEN,
    THOUSAND,
    Atom,
    Number,
    Rules,
    Source,
    power_of_ten,
    whole,
)
from claims.reading.sums import Sum
from claims.reading.word import Word

_JOINTS = frozenset({"and", "with", "plus"})
_SMALLEST_TENS = 20
_SMALLEST_PARTS = 3
_DIGIT_GROUPS = TEN**4


class Helper(Protocol):
    """Who reads the fraction or the decimals that stand within a number."""

    def proper_fraction(self, p: int) -> Number | None:
        """A fraction below one at p."""

    def decimals(self, p: int) -> tuple[int, Decimal] | None:
        """What stands behind a decimal point: (position after it, 0.xyz)."""

    def digit_string(self, p: int) -> tuple[int, str]:
        """Digits spelled one by one: (position after them, digits)."""


class Walk:
    """The number that begins at position `p`, as far as it has been walked."""

    def __init__(self, source: Source, rules: Rules, helper: Helper, p: int) -> None:
        self.source = source
        self.rules = rules
        self.helper = helper
        self.p = self.start = p
        self.sum = Sum(rules)
        self.safe: tuple[int, Sum] | None = None
        self.joined_to: Sum | None = None
        self.trail: tuple[Decimal, Decimal] | None = None
        self.mantissa: Decimal | None = None
        self.alternatives: tuple[Decimal, ...] = ()
        self.ordinal = self.fraction = self.decimal = self.vague = False
        self.bare = self.article = self.weak = self.syllable = self.zero = False

    def run(self) -> Number | None:
        """The number, or None where none begins here."""
        while (atom := self._atom()) is not None and self._take(atom):
            if self.fraction:
                return self._number(FRACTION)
        if not self.sum.empty and self.source.point(self.p):
            self._point(self.p)
        if self.sum.empty:
            return None
        return self._number(ORDINAL if self.ordinal else CARDINAL)

    def _number(self, kind: str) -> Number:
        value = self._settle()
        closed = self.sum.current is None and bool(self.sum.groups)
        scale = self.sum.groups[-1][1] if closed else None
        others = self.alternatives if len(self.sum.groups) <= 1 else ()
        return Number(
            self.p,
            value,
            kind,
            scale,
            self.mantissa,
            self.bare,
            self.article,
            self.weak,
            self.vague,
            tuple(other * scale for other in others) if scale is not None else others,
        )

    def _settle(self) -> Decimal:
        """The total; a last digit left alone counts one place below the last scale (四百五)."""
        if self.trail is not None:
            digit, scale = self.trail
            self.sum.raise_by(digit * scale / TEN - digit)
            self.trail = None
        return self.sum.total

    def _next(self, p: int) -> Atom | None:
        return self.source.at(p) if self.source.linked(p) else None

    def _scale_at(self, p: int) -> Decimal | None:
        atom = self._next(p)
        return atom.scale if atom is not None else None

    def _atom(self) -> Atom | None:
        if self.p == self.start or self.source.linked(self.p):
            return self.source.at(self.p)
        last = self.sum.last
        if last is None or last < THOUSAND or not self.source.comma(self.p):
            return None
        atom = self.source.at(self.p)  # behind "four thousand," it goes on with hundreds only
        spelled = atom is not None and atom.literal is None
        return atom if atom and spelled and self._scale_at(atom.end) == HUNDRED else None

    def _take(self, atom: Atom) -> bool:
        """Take one part in; False where the number ended before it."""
        word = atom.word
        if atom.literal is not None:
            return self._literal(atom, atom.literal)
        if word.ordinal is not None or word.denominator is not None:
            return self._ordinal(atom, word)
        if self.ordinal:
            return word.mark == "and" and self._and(atom)
        if word.scale is not None:
            return self._scale(atom, word.scale)
        if word.value is not None:
            return self._value(atom, word.value)
        return not self.sum.empty and self._mark(atom)

    # -- plain numbers -------------------------------------------------------------------------

    def _literal(self, atom: Atom, literal: Literal) -> bool:
        if self.ordinal or not self.sum.fits(literal.value, literal=True):
            return False
        if self.sum.groups and not literal.plain and self.sum.limit < _DIGIT_GROUPS:
            return False
        self.safe = (self.p, self.sum.copy())
        self.alternatives = literal.alternatives if self.sum.empty else ()
        self.fraction = (
            literal.fraction and not self.sum.groups and self._scale_at(atom.end) is None
        )
        self.sum.add(literal.value, literal=True)
        self.p, self.bare = atom.end, False
        return True

    def _value(self, atom: Atom, value: Decimal) -> bool:
        if self.rules.digit_strings and self.sum.empty and atom.digit and self._string():
            return True
        if atom.word.mark == "article" and not self.sum.empty:
            return False
        trail = self._trailing(value)
        if self.sum.fits(value):
            self._add(atom, value)
        elif self.rules.pairs and not self.article and self.sum.pairs(value):
            self.sum.pair(value)
        elif self.rules.half_behind and value < 1 and whole(self.sum.total):
            self.sum.raise_by(value)
        elif atom.word.mark == "joined" and self._unit_and_ten(atom):
            return True
        else:
            return self._juxtaposed()
        self.trail = (value, trail) if trail else None
        self.p = atom.end
        return True

    def _add(self, atom: Atom, value: Decimal) -> None:
        first = self.sum.empty
        self.safe = (self.p, self.sum.copy())
        self.sum.add(value)
        self.bare = first and atom.word.article
        self.article = first and atom.word.mark == "article"
        self.weak = first and atom.word.weak
        self.syllable = first and atom.word.mark == "syllable"
        self.zero = value == 0

    def _juxtaposed(self) -> bool:
        """As in "drie een vijfde", where that can't be one whole number."""
        if not self.rules.tens_glued or self.rules.simple or self.decimal:
            return False
        fraction = self.helper.proper_fraction(self.p)
        return fraction is not None and self._fraction(fraction, ONE)

    def _trailing(self, value: Decimal) -> Decimal | None:
        last = self.sum.last
        if not self.rules.trailing or self.zero or last is None or last < HUNDRED:
            return None
        return last if 0 < value < TEN else None

    def _string(self) -> bool:
        """Digits one by one ("二〇二四")."""
        end, digits = self.helper.digit_string(self.p)
        if len(digits) < 2:  # noqa: PLR2004
            return False
        following = self._scale_at(end)
        if following in (TEN, HUNDRED, THOUSAND) and len(digits.lstrip("0")) > 1:
            return False
        self.sum.add(Decimal(digits))
        self.p = end
        return True

    # -- scales --------------------------------------------------------------------------------

    def _scale(self, atom: Atom, scale: Decimal) -> bool:
        if atom.word.short and not self.sum.literal:
            return False
        if self.syllable and atom.word.mark != "syllable":
            return False  # に千 is "to Chi…", にせん is 2000
        if self.mantissa is None and not self.sum.empty:
            self.mantissa = self.sum.total
        if self._dozens(scale):
            self.p = atom.end
            return True
        trial = self.sum.copy()
        if not trial.multiply(scale, alone=atom.word.alone):
            return self._retreat()
        self.weak = self.sum.empty and atom.word.weak
        self.sum, self.p, self.trail, self.joined_to = trial, atom.end, None, None
        self.bare = self.article = self.zero = False
        return True

    def _dozens(self, scale: Decimal) -> bool:
        """Multiply what "and" joined, not what stood before: "trecento e due dozzine"."""
        before, self.joined_to = self.joined_to, None
        if before is None or power_of_ten(scale) or before.total >= self.sum.total:
            return False
        added = (self.sum.total - before.total) * scale
        self.sum = before
        self.sum.raise_by(added)
        return True

    def _retreat(self) -> bool:
        """A scale that does not fit takes the number before it along: "100 | two hundred"."""
        if self.sum.current is not None and self.safe is not None and not self.safe[1].empty:
            self.p, self.sum = self.safe
            self.trail = None
        return False

    # -- ordinals and denominators ---------------------------------------------------------------

    def _ordinal(self, atom: Atom, word: Word) -> bool:
        if self.sum.empty:
            return self._first(atom, word)
        divides = (word.plural or self.bare) and not self.rules.glued and not self.ordinal
        if word.ordinal is not None and not divides and self._extends(atom, word.ordinal):
            return True
        if self.ordinal:
            return False
        if word.value is not None and self.sum.fits(word.value):
            return self._value(atom, word.value)
        return self._divide(atom, word)

    def _first(self, atom: Atom, word: Word) -> bool:
        if word.value is not None:
            return self._value(atom, word.value)
        if word.ordinal is not None:
            self.sum.add(Decimal(word.ordinal))
            self.p, self.ordinal = atom.end, True
            return True
        if not word.alone and self._scale_at(atom.end) is None:
            return False
        self.sum.add(divide(ONE, Decimal(word.denominator or 1)))
        self.p, self.fraction = atom.end, True
        return True

    def _extends(self, atom: Atom, ordinal: int) -> bool:
        """Whether an ordinal ends what stands so far: "twenty-first", "two hundredth"."""
        value, trial = Decimal(ordinal), self.sum.copy()
        if power_of_ten(value) and value >= HUNDRED and not self.ordinal:
            if not trial.multiply(value, alone=True):
                return False
        elif self.sum.literal or not trial.fits(value):
            return False
        else:
            trial.add(value)
        self.sum, self.p, self.ordinal = trial, atom.end, True
        self.bare = self.article = False
        return True

    def _divide(self, atom: Atom, word: Word) -> bool:
        """What stands so far is a numerator: "two thirds"."""
        below = word.denominator or word.ordinal or 0
        smallest = 2 if word.denominator else _SMALLEST_PARTS
        if below < smallest or not whole(self.sum.total):
            return False
        value = divide(self._settle(), Decimal(below))
        self.sum = Sum(self.rules)
        self.sum.add(value)
        self.p, self.fraction, self.article = atom.end, True, False
        self.bare = self.bare and word.ordinal is not None
        return True

    # -- what joins parts ------------------------------------------------------------------------

    def _mark(self, atom: Atom) -> bool:
        mark = atom.word.mark
        if mark in _JOINTS:
            return self._and(atom)
        if mark == "point":
            return self.source.linked(atom.end) and self._point(atom.end)
        if mark == "vague" and not self.vague:
            self.p, self.vague = atom.end, True  # 二十几万, 500余: a little more
            return True
        return False

    def _and(self, atom: Atom) -> bool:
        mark = atom.word.mark
        fraction = self._fraction_behind(atom.end)
        if fraction is not None:
            last = self.sum.last
            shared = last is not None and last >= THOUSAND and mark != "plus"
            return self._fraction(fraction, last if shared and last is not None else ONE)
        following = self._next(atom.end)
        if following is None or mark != "and" or self.bare or self.decimal:
            return False
        if self.rules.between and self.sum.last is not None and self.sum.last >= THOUSAND:
            return False
        return self._joined(atom, following)

    def _fraction_behind(self, p: int) -> Number | None:
        if self.ordinal or self.rules.simple or not self.source.linked(p):
            return None
        return self.helper.proper_fraction(p)

    def _joined(self, atom: Atom, following: Atom) -> bool:
        """Take in what "and" joins, or leave all as it was."""
        here, before, trail = self.p, self.sum.copy(), self.trail
        self.p = atom.end
        if not self._joins(following) or self.fraction:
            self.p, self.sum, self.trail, self.fraction = here, before, trail, False
            return False
        self.safe, self.joined_to = (here, before), before
        return True

    def _joins(self, following: Atom) -> bool:
        word = following.word
        if following.literal is not None:
            return self.sum.current is None and self._take(following)
        if self._unit_and_ten(following):
            return True
        if word.value is not None and word.ordinal is None:
            return self.sum.fits(word.value) and self._take(following)
        if word.scale is not None:
            return self.sum.current is None and word.alone and self._take(following)
        return word.ordinal is not None and self._take(following)

    def _unit_and_ten(self, following: Atom) -> bool:
        """As in "zwei und vierzig", written apart."""
        ten, unit = following.word.value, self.sum.current
        if not self.rules.units_first or unit is None or ten is None or self.sum.literal:
            return False
        if not 1 <= unit < TEN or not whole(unit) or not _SMALLEST_TENS <= ten < HUNDRED:
            return False
        if ten % TEN:
            return False
        self.sum.current, self.p = unit + ten, following.end
        return True

    def _fraction(self, fraction: Number, share: Decimal) -> bool:
        """Add a fraction: of the last scale ("a million and a half"), of one, or of its own."""
        scale = self._scale_at(fraction.end)
        if scale is not None and scale < self.sum.limit and self.sum.current is None:
            following = self._next(fraction.end)
            self.sum.add(fraction.value)
            self.p = following.end if following is not None else self.p
            return self.sum.multiply(scale, alone=True)
        self._settle()
        if self.sum.current is not None and not whole(self.sum.current):
            return False
        self.sum.raise_by(fraction.value * share)
        self.p, self.bare, self.article = fraction.end, False, False
        return True

    def _point(self, p: int) -> bool:
        if self.decimal or self.ordinal or self.article or self.rules.simple:
            return False
        hit = self.helper.decimals(p)
        if hit is None or not whole(self.sum.total):
            return False
        self._settle()
        self.sum.raise_by(hit[1])
        self.p, self.decimal, self.bare = hit[0], True, False
        return True
