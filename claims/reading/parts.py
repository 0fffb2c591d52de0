"""What numbers are put together from: their parts, the rules of a language, the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from claims.reading.digits import Literal
from claims.reading.word import Word

CARDINAL, ORDINAL, FRACTION = "cardinal", "ordinal", "fraction"
ZERO, ONE, TEN, HUNDRED, THOUSAND = (Decimal(n) for n in (0, 1, 10, 100, 1000))
HIGHEST = TEN**60
"""No number is read that reaches it."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One part of a number phrase: a word or a literal in digits, up to position `end`."""

    end: int
    word: Word
    literal: Literal | None = None

    @property
    def scale(self) -> Decimal | None:
        """What the part multiplies by, where it needs no digits before it."""
        return None if self.word.short else self.word.scale

    @property
    def digit(self) -> bool:
        """Whether the part is one spelled digit."""
        value = self.word.value
        return self.literal is None and value is not None and whole(value) and 0 <= value < TEN


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
    """A number up to position `end`.

    `scale` is the last scale word in it and `mantissa` what that multiplies. `bare`: a lone form of
    one that may be an article, or a fraction of it; `article`: one that can be nothing else ("a");
    `weak`: a lone word that is mostly something else.
    """

    end: int
    value: Decimal
    kind: str = CARDINAL
    scale: Decimal | None = None
    mantissa: Decimal | None = None
    bare: bool = False
    article: bool = False
    weak: bool = False
    vague: bool = False
    alternatives: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """How number words compose in a language.

    `pairs`: "nineteen eighty" is 1980. `digit_strings`: digits are spelled one by one. `trailing`:
    a last digit counts one place below the scale before it (四百五). `most_hundreds`: the largest
    number that "hundred" multiplies. `tens_glued`: tens and units are one word, so "twintig drie"
    is no 23. `units_first`: "zwei und vierzig" is 42. `half_behind`: "iki buçuk" is 2.5. `glued`:
    the parts are of one word. `tailed`: a word behind a denominator makes it one ("onze avos").
    `between`: the number is the first end of a range that "and" closes.
    `simple`: no fraction and no decimals.
    """

    pairs: bool = False
    digit_strings: bool = False
    trailing: bool = False
    most_hundreds: int = 0
    tens_glued: bool = False
    units_first: bool = False
    half_behind: bool = False
    glued: bool = False
    tailed: bool = False
    between: bool = False
    simple: bool = False


def rules(options: Mapping[str, Any], *, between: bool = False, glued: bool = False) -> Rules:
    """The rules that a language's table gives."""
    return Rules(
        pairs=bool(options.get("pairs")),
        digit_strings=bool(options.get("digit_strings")),
        trailing=bool(options.get("trailing")),
        most_hundreds=int(options.get("most_hundreds", 0)),
        tens_glued=bool(options.get("tens_glued")) and not glued,
        units_first=bool(options.get("units_first")),
        half_behind=bool(options.get("half_behind")),
        glued=glued,
        tailed=bool(options.get("tailed")),
        between=between,
    )


def whole(value: Decimal) -> bool:
    """Whether a value has no fraction."""
    return value == value.to_integral_value()


def power_of_ten(scale: Decimal) -> bool:
    """Whether a scale is 10, 100, 1000 …, not a dozen."""
    return scale.normalize().as_tuple().digits == (1,)
