"""Composing: how number words, one behind the other, make one number.

The rules are the same in every language: a smaller number adds to a larger one that leaves room
for it (twenty + one, two hundred + fifty), and a scale word multiplies everything smaller that
stands before it (two hundred × thousand, 三百五十 × 万 × 亿). Where the next word fits neither way,
the number ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from claims.reading.digits import Literal, divide
from claims.reading.lexicon import Word

CARDINAL, ORDINAL, FRACTION = "cardinal", "ordinal", "fraction"
_THOUSAND, _HUNDRED, _TEN = Decimal(1000), Decimal(100), Decimal(10)
_HIGHEST = Decimal(10) ** 60
_YEARS = range(1000, 3000)


@dataclass(frozen=True, slots=True)
class Atom:
    """One part of a number phrase: a word or a literal in digits, up to position `end`."""

    end: int
    word: Word
    literal: Literal | None = None


class Source(Protocol):
    """Where the parts of a number come from."""

    def at(self, p: int) -> Atom | None:
        """The part at position p, if a part of a number stands there."""

    def linked(self, p: int) -> bool:
        """Whether position p follows the one before it with no break between."""

    def comma(self, p: int) -> bool:
        """Whether a comma parts position p from the one before."""

    def point(self, p: int) -> bool:
        """Whether a decimal sign that is no word stands just before position p."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number up to position `end`. `scale` is the last scale word in it, `bare` a lone form
    of one that may be an article, `article` one that can be nothing else ("a")."""

    end: int
    value: Decimal
    kind: str = CARDINAL
    scale: Decimal | None = None
    mantissa: Decimal | None = None
    bare: bool = False
    article: bool = False
    vague: bool = False
    alternatives: tuple[Decimal, ...] = ()


class _Sum:
    """A number as it grows: finished groups, each below the one before, and what is open."""

    __slots__ = ("current", "groups", "last", "literal", "most_hundreds", "paired", "tens_glued")

    def __init__(self, most_hundreds: int = 0, *, tens_glued: bool = False) -> None:
        self.most_hundreds = most_hundreds
        self.tens_glued = tens_glued
        self.groups: list[tuple[Decimal, Decimal]] = []
        self.current: Decimal | None = None
        self.literal = False
        self.last: Decimal | None = None
        self.paired = False

    def copy(self) -> _Sum:
        twin = _Sum(self.most_hundreds, tens_glued=self.tens_glued)
        twin.groups, twin.current = self.groups.copy(), self.current
        twin.literal, twin.last, twin.paired = self.literal, self.last, self.paired
        return twin

    @property
    def empty(self) -> bool:
        return self.current is None and not self.groups

    @property
    def total(self) -> Decimal:
        return sum((value for value, _ in self.groups), self.current or Decimal(0))

    @property
    def limit(self) -> Decimal:
        return self.groups[-1][1] if self.groups else _HIGHEST

    def fits(self, value: Decimal, *, literal: bool = False) -> bool:
        """Whether a plain number adds to what stands: its digits are all still zero there."""
        if value >= self.limit or self.paired:
            return False
        if self.current is None:
            return True
        if self.current == 0 and self.groups:
            return True
        if literal or self.literal or not _whole(self.current) or not _whole(value) or not value:
            return self.current == 0 and not literal and not self.literal
        if self.tens_glued and value < _TEN and self.current % _HUNDRED >= 20 and not self.groups:  # noqa: PLR2004
            return False
        room = 10 ** len(str(int(value)))
        return int(self.current) % room == 0

    def add(self, value: Decimal, *, literal: bool = False) -> None:
        self.current = value if self.current is None else self.current + value
        self.literal, self.last = literal, None

    def pairs(self, value: Decimal) -> bool:
        """Whether two numbers say hundreds and the rest: "one twenty two", "nineteen eighty"."""
        if self.current is None or self.groups or self.literal or self.paired:
            return False
        return 1 <= self.current < _HUNDRED and _TEN <= value < _HUNDRED and _whole(self.current)

    def pair(self, value: Decimal) -> None:
        self.current = (self.current or Decimal(0)) * _HUNDRED + value
        self.paired = True

    def multiply(self, scale: Decimal, *, alone: bool) -> bool:
        """Multiply by a scale word; False where it does not fit."""
        if self.paired and scale < _THOUSAND:
            return False
        kept = len(self.groups)
        collective = self.current is None and not _power_of_ten(scale)
        while kept and (collective or self.groups[kept - 1][1] < scale):
            kept -= 1
        popped = sum((value for value, _ in self.groups[kept:]), Decimal(0))
        factor = self._factor(kept, popped, scale, alone=alone)
        if factor is None:
            return False
        below = self.groups[: kept - (factor[1] and 1)]
        value = factor[0] * scale
        if value >= _HIGHEST or (below and value >= below[-1][1]):
            return False
        self.groups = [*below, (value, scale)]
        self.current, self.literal, self.last, self.paired = None, False, scale, False
        return True

    def _factor(
        self, kept: int, popped: Decimal, scale: Decimal, *, alone: bool
    ) -> tuple[Decimal, bool] | None:
        """What a scale multiplies, and whether that uses up the group before (万万)."""
        untouched = kept == len(self.groups) and not self.literal
        if self.current == 0 and untouched and alone:
            return Decimal(1), False
        if self.current is not None or kept < len(self.groups):
            factor = popped + (self.current or Decimal(0))
            return None if self._crowded(factor, scale) else (factor, False)
        if kept and self.groups[kept - 1][1] == scale and scale >= _THOUSAND:
            return self.groups[kept - 1][0], True
        return (Decimal(1), False) if alone else None

    def _crowded(self, factor: Decimal, scale: Decimal) -> bool:
        """Whether there are too many hundreds for a hundred ("quarante-cinq cents")."""
        if scale != _HUNDRED:
            return False
        if self.most_hundreds:
            return self.literal or factor > self.most_hundreds
        return factor >= _HUNDRED and not self.literal


def _whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _power_of_ten(scale: Decimal) -> bool:
    return scale.normalize().as_tuple().digits == (1,)


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
        self._pairs = bool(options.get("pairs"))
        self._strings = bool(options.get("digit_strings"))
        self._trailing = bool(options.get("trailing"))
        self._most_hundreds = int(options.get("most_hundreds", 0))
        self._tens_glued = bool(options.get("tens_glued")) and not glued
        self._units_first = bool(options.get("units_first"))
        self._between = between
        self._glued = glued

    def sum(self) -> _Sum:
        """A new sum, by the language's rules."""
        return _Sum(self._most_hundreds, tens_glued=self._tens_glued)

    def read(self, p: int) -> Number | None:
        """The longest number that begins at p, with its fraction and scales."""
        number = self._integer(p)
        if number is None or number.kind == ORDINAL:
            return number
        if number.kind == CARDINAL and not number.article:
            number = self._over(number) or self._parts(number) or self._tailed(number) or number
        if number.kind == FRACTION:
            number = self._scaled(number)
        return number

    def _next(self, p: int) -> Atom | None:
        return self._source.at(p) if self._source.linked(p) else None

    # -- whole numbers -----------------------------------------------------------------------

    def _integer(self, p: int) -> Number | None:
        first = self._source.at(p)
        if first is None or (first.word.mark and first.word.value is None and not first.literal):
            return None
        if first.word.short:
            return None
        walk = _Walk(self, p)
        return walk.run()

    def digit_string(self, p: int) -> tuple[int, str]:
        """Digits spelled one by one from p: (position after them, digits)."""
        digits = ""
        atom = self._source.at(p)
        while atom is not None and _is_digit(atom):
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
        following = self._next(end) if digits else self._source.at(p)
        if following is not None and following.word.numeric and not following.literal:
            rest = self._integer(end)
            if rest is not None and rest.kind == CARDINAL and _whole(rest.value):
                end, digits = rest.end, digits + str(int(rest.value))
        return (end, Decimal(f"0.{digits}")) if digits else None

    # -- fractions ---------------------------------------------------------------------------

    def proper_fraction(self, p: int) -> Number | None:
        """A fraction below one at p: "three quarters", "a half", "½", "三分之一"."""
        atom = self._source.at(p)
        if atom is None:
            return None
        if atom.literal is not None and atom.literal.fraction:
            return Number(atom.end, atom.literal.value, FRACTION)
        word = atom.word
        if word.value is not None and 0 < word.value < 1:
            return Number(atom.end, word.value, FRACTION)
        if word.denominator and word.plural and not word.ordinal:
            return Number(atom.end, divide(Decimal(1), Decimal(word.denominator)), FRACTION)
        number = self._integer(p)
        if number is not None and number.kind == CARDINAL:
            number = self._parts(number)
        if number is None or number.kind != FRACTION or not 0 < number.value < 1:
            return None
        return number

    def _over(self, number: Number) -> Number | None:
        """ "one over three", "2 out of 5", "un sur vingt"."""
        atom = self._next(number.end)
        if atom is None or atom.word.mark != "over" or not _whole(number.value):
            return None
        below = self._integer(atom.end)
        if below is None or below.kind != CARDINAL or below.bare or not _whole(below.value):
            return None
        if not 0 < number.value < below.value or int(below.value) in _YEARS:
            return None
        return Number(below.end, divide(number.value, below.value), FRACTION)

    def _parts(self, number: Number) -> Number | None:
        """ "三分之二": the parts come first."""
        atom = self._next(number.end)
        if atom is None or atom.word.mark != "parts" or not number.value:
            return None
        above = self._integer(atom.end)
        if above is None or above.kind != CARDINAL:
            return None
        return Number(above.end, divide(above.value, number.value), FRACTION)

    def _tailed(self, number: Number) -> Number | None:
        """ "dois onze avos": the second number is the denominator."""
        if not self._source.linked(number.end):
            return None
        below = self._integer(number.end)
        if below is None or below.kind != CARDINAL or below.value < 2:  # noqa: PLR2004
            return None
        atom = self._next(below.end)
        if atom is None or atom.word.mark != "tail":
            return None
        return Number(atom.end, divide(number.value, below.value), FRACTION)

    def _scaled(self, number: Number) -> Number:
        """ "half a million", "trois quarts de milliard": a fraction of a scale."""
        p = number.end
        while (atom := self._next(p)) is not None:
            if atom.word.mark in ("of", "article") or (atom.word.article and atom.word.value):
                p = atom.end
                continue
            scale = atom.word.scale
            if scale is None or atom.word.short:
                break
            return Number(atom.end, number.value * scale, CARDINAL, scale, number.value)
        return number


def _is_digit(atom: Atom) -> bool:
    value = atom.word.value
    return atom.literal is None and value is not None and _whole(value) and 0 <= value < _TEN


class _Walk:
    """One pass over the parts of a whole number, from left to right."""

    def __init__(self, composer: Composer, p: int) -> None:
        self.c = composer
        self.p = p
        self.start = p
        self.sum = composer.sum()
        self.safe: tuple[int, _Sum] | None = None
        self.ordinal = False
        self.plain_ordinal = False
        self.fraction = False
        self.vague = False
        self.bare = False
        self.article = False
        self.zero = False
        self.joined_to: _Sum | None = None
        self.trail: tuple[Decimal, Decimal] | None = None
        self.alternatives: tuple[Decimal, ...] = ()
        self.decimal = False
        self.mantissa: Decimal | None = None

    def run(self) -> Number | None:
        while (atom := self._atom()) is not None and self._take(atom):
            if self.fraction:
                return self._number(FRACTION)
        self._point_sign()
        if self.sum.empty:
            return None
        return self._number(ORDINAL if self.ordinal else CARDINAL)

    def _number(self, kind: str) -> Number:
        value = self._settle()
        simple = self.sum.current is None and self.sum.groups[-1:] or None
        scale = self.sum.groups[-1][1] if simple else None
        alternatives = self.alternatives if len(self.sum.groups) < 2 else ()  # noqa: PLR2004
        if scale is not None:
            alternatives = tuple(value_ * scale for value_ in alternatives)
        return Number(
            self.p,
            value,
            kind,
            scale,
            self.mantissa,
            self.bare,
            self.article,
            self.vague,
            alternatives,
        )

    def _settle(self) -> Decimal:
        """The total; a last digit left alone counts one place below the last scale (四百五)."""
        if self.trail is not None:
            digit, scale = self.trail
            self.sum.current = (self.sum.current or Decimal(0)) - digit + digit * scale / _TEN
            self.trail = None
        return self.sum.total

    def _atom(self) -> Atom | None:
        source = self.c._source
        if self.p == self.start or source.linked(self.p):
            return source.at(self.p)
        last = self.sum.last
        if last is not None and last >= _THOUSAND and source.comma(self.p):
            return self._hundreds(source.at(self.p))
        return None

    def _hundreds(self, atom: Atom | None) -> Atom | None:
        """Behind "four thousand," a number goes on with hundreds only."""
        following = self.c._next(atom.end) if atom is not None and not atom.literal else None
        return atom if following is not None and following.word.scale == _HUNDRED else None

    def _take(self, atom: Atom) -> bool:
        """Take one part in; False where the number ended before it."""
        word = atom.word
        if atom.literal is not None:
            return self._literal(atom, atom.literal)
        if word.ordinal is not None or word.denominator is not None:
            return self._ordinal(atom, word)
        if self.ordinal:
            return False
        if word.scale is not None:
            return self._scale(atom, word)
        if word.value is not None:
            return self._value(atom, word.value, article=word.article, only=word.mark == "article")
        return self._mark(atom, word.mark or "")

    def _literal(self, atom: Atom, literal: Literal) -> bool:
        if self.ordinal or not self.sum.fits(literal.value, literal=True):
            return False
        if self.sum.groups and not literal.plain:
            if self.sum.limit < _TEN**4:
                return False
        self.safe = (self.p, self.sum.copy())
        self.sum.add(literal.value, literal=True)
        self.alternatives = literal.alternatives if not self.sum.groups else ()
        self.bare = False
        self.p = atom.end
        if literal.fraction and not self.sum.groups:
            self.fraction = self._before_scale(atom.end)
        return True

    def _before_scale(self, p: int) -> bool:
        """A fraction in digits ends the number unless a scale follows directly."""
        atom = self.c._next(p)
        return not (atom is not None and atom.word.scale is not None)

    def _value(self, atom: Atom, value: Decimal, *, article: bool, only: bool) -> bool:
        if self.c._strings and self._string(atom):
            return True
        trailing = self._may_trail(value)
        if self.sum.fits(value):
            self.safe = (self.p, self.sum.copy())
            first = self.sum.empty
            self.sum.add(value)
            self.bare = first and article
            self.article = first and only
            self.zero = value == 0
        elif self.c._pairs and self.sum.pairs(value) and not article and not self.bare_article():
            self.sum.pair(value)
        elif self.c._tens_glued and not self.decimal:
            fraction = self.c.proper_fraction(self.p)
            return fraction is not None and self._and_fraction(fraction, "plus")
        else:
            return False
        self.trail = (value, trailing) if trailing else None
        self.p = atom.end
        return True

    def bare_article(self) -> bool:
        return self.article

    def _may_trail(self, value: Decimal) -> Decimal | None:
        last = self.sum.last
        if not self.c._trailing or last is None or last < _HUNDRED or not 0 < value < _TEN:
            return None
        return None if self.zero else last

    def _string(self, atom: Atom) -> bool:
        """Digits one by one ("二〇二四") where the language writes numbers so."""
        if not self.sum.empty or not _is_digit(atom):
            return False
        end, digits = self.c.digit_string(self.p)
        if len(digits) < 2:  # noqa: PLR2004
            return False
        following = self.c._next(end)
        if following is not None and following.word.scale in (_TEN, _HUNDRED, _THOUSAND):
            if digits.lstrip("0")[1:]:
                return False
        self.sum.add(Decimal(digits))
        self.p = end
        return True

    def _scale(self, atom: Atom, word: Word) -> bool:
        if word.short and not self.sum.literal:
            return False
        if self.mantissa is None:
            self.mantissa = self.sum.total if not self.sum.empty else None
        trial = self.sum.copy()
        if self.joined_to is not None and self._dozens(word.scale or Decimal(1)):
            self.p = atom.end
            return True
        self.joined_to = None
        if not trial.multiply(word.scale or Decimal(1), alone=word.alone):
            return self._retreat()
        self.sum, self.p = trial, atom.end
        self.bare = self.article = self.zero = False
        self.trail = None
        return True

    def _dozens(self, scale: Decimal) -> bool:
        """ "trecento e due dozzine": what "and" joined is multiplied, not what stood before."""
        before = self.joined_to
        if before is None or _power_of_ten(scale) or before.total >= self.sum.total:
            return False
        added = (self.sum.total - before.total) * scale
        self.sum = before
        self.sum.current = (self.sum.current or Decimal(0)) + added
        self.joined_to = None
        return True

    def _retreat(self) -> bool:
        """A scale that does not fit takes the number before it along: "one hundred | two hundred"."""
        if self.sum.current is not None and self.safe is not None and not self.safe[1].empty:
            self.p, self.sum = self.safe
            self.trail = None
        return False

    def _ordinal(self, atom: Atom, word: Word) -> bool:
        if self.sum.empty:
            return self._first_ordinal(atom, word)
        trial = self.sum.copy()
        plural = word.plural and not self.c._glued
        divides = self.bare and not self.c._glued and not self.ordinal
        if (
            word.ordinal is not None
            and not (plural or divides)
            and self._extends(trial, word.ordinal)
        ):
            self.sum, self.p, self.ordinal = trial, atom.end, True
            self.bare = self.article = False
            return True
        if self.ordinal:
            return False
        if word.value is not None and self.sum.fits(word.value):
            return self._value(atom, word.value, article=False, only=False)
        return self._divide(atom, word)

    def _first_ordinal(self, atom: Atom, word: Word) -> bool:
        if word.value is not None:
            return self._value(atom, word.value, article=word.article, only=False)
        if word.ordinal is None:
            if not word.alone and not self._scale_follows(atom.end):
                return False
            self.sum.add(divide(Decimal(1), Decimal(word.denominator or 1)))
            self.p, self.fraction = atom.end, True
            return True
        self.sum.add(Decimal(word.ordinal))
        self.p, self.ordinal = atom.end, True
        return True

    def _scale_follows(self, p: int) -> bool:
        atom = self.c._next(p)
        return atom is not None and atom.word.scale is not None and not atom.word.short

    def _extends(self, trial: _Sum, ordinal: int) -> bool:
        value = Decimal(ordinal)
        if _power_of_ten(value) and value >= _HUNDRED and not self.ordinal:
            return trial.multiply(value, alone=True)
        if self.sum.literal or not trial.fits(value):
            return False
        trial.add(value)
        return True

    def _divide(self, atom: Atom, word: Word) -> bool:
        """What stands so far is a numerator: "two thirds"."""
        below = word.denominator or word.ordinal
        if not below or (word.denominator is None and below < 3) or not _whole(self.sum.total):  # noqa: PLR2004
            return False
        value = divide(self._settle(), Decimal(below))
        self.sum = _Sum()
        self.sum.add(value)
        self.p, self.fraction, self.article = atom.end, True, False
        return True

    def _mark(self, atom: Atom, mark: str) -> bool:
        if self.sum.empty:
            return False
        if mark in ("and", "with", "plus"):
            return self._and(atom, mark)
        if mark == "point":
            return self._point(atom.end)
        if mark == "vague":
            return self._vague(atom)
        return False

    def _and(self, atom: Atom, mark: str) -> bool:
        fraction = None if self.ordinal else self.c.proper_fraction(atom.end)
        if fraction is not None and self.c._source.linked(atom.end):
            return self._and_fraction(fraction, mark)
        following = self.c._next(atom.end)
        if following is None or mark != "and" or self.bare or self.decimal:
            return False
        if self.c._between and self.sum.last is not None and self.sum.last >= _THOUSAND:
            return False
        before, trail = (self.p, self.sum.copy()), self.trail
        here = self.p
        self.p = atom.end
        if following.word.value is not None and following.literal is None:
            ok = self._unit_and_ten(following) or (
                self.sum.fits(following.word.value) and self._take(following)
            )
        elif following.literal is not None:
            ok = self.sum.current is None and self._take(following)
        elif following.word.ordinal is not None:
            ok = self._take(following)
        else:
            ok = following.word.scale is not None and self.sum.current is None
            ok = ok and following.word.alone and self._take(following)
        if not ok or self.fraction:
            self.p, self.sum = before
            self.p, self.trail, self.fraction = here, trail, False
            return False
        self.safe = before
        self.joined_to = before[1]
        return True

    def _unit_and_ten(self, following: Atom) -> bool:
        """ "zwei und vierzig", written apart."""
        ten, unit = following.word.value or Decimal(0), self.sum.current
        if not self.c._units_first or unit is None or not 1 <= unit < _TEN or not _whole(unit):
            return False
        if self.sum.literal or not 20 <= ten < _HUNDRED or ten % _TEN:  # noqa: PLR2004
            return False
        self.sum.current, self.p = unit + ten, following.end
        return True

    def _and_fraction(self, fraction: Number, mark: str) -> bool:
        value, end = fraction.value, fraction.end
        following = self.c._next(end)
        scale = following.word.scale if following is not None else None
        if following is not None and scale is not None and not following.word.short:
            if scale < self.sum.limit and self.sum.current is None:
                self.sum.add(value)
                self.sum.multiply(scale, alone=True)
                self.p = following.end
                return True
        self._settle()
        last = self.sum.last
        share = last if last is not None and last >= _THOUSAND and mark != "plus" else Decimal(1)
        if self.sum.current is not None and not _whole(self.sum.current):
            return False
        self.sum.current = (self.sum.current or Decimal(0)) + value * share
        self.p, self.bare, self.article = end, False, False
        return True

    def _point(self, p: int) -> bool:
        if self.decimal or self.ordinal or self.article or not self.c._source.linked(p):
            return False
        hit = self.c.decimals(p)
        if hit is None or not _whole(self.sum.total):
            return False
        self._settle()
        self.sum.current = (self.sum.current or Decimal(0)) + hit[1]
        self.p, self.decimal, self.bare = hit[0], True, False
        return True

    def _point_sign(self) -> None:
        if not self.sum.empty and self.c._source.point(self.p):
            hit = self.c.decimals(self.p)
            if hit is not None and not self.ordinal and _whole(self.sum.total):
                self._settle()
                self.sum.current = (self.sum.current or Decimal(0)) + hit[1]
                self.p, self.decimal = hit[0], True

    def _vague(self, atom: Atom) -> bool:
        """ "二十几万", "500余万": a little more, then the scale."""
        following = self.c._next(atom.end)
        if following is None or following.word.scale is None or self.vague:
            return False
        self.p, self.vague = atom.end, True
        return True
