"""Numbers in a text: each with its sign and its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.reading.compose import Composer
from claims.reading.digits import literal
from claims.reading.lexicon import Lexicon
from claims.reading.parts import CARDINAL, FRACTION, Atom, Number
from claims.reading.phrases import joined
from claims.reading.word import Word
from claims.tokens import Tokens

_NOTHING = Word()
_SIGN_CHARS = frozenset("-−–")
_LONGEST_SIGN = 5
_YEARS = range(1500, 2200)
_CURRENCY = frozenset("$€£¥")
_SCREENS = frozenset({"2", "4", "8"})


class TokenSource:
    """The tokens of a text, as a source of number parts."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._spaced = not lexicon.options.get("unspaced")
        self._memo: dict[int, Atom | None] = {}
        self._composers: dict[bool, Composer] = {}

    def composer(self, *, between: bool) -> Composer:
        """Who puts the parts together. `between`: that word stands before them."""
        if between not in self._composers:
            options = self._lexicon.options
            self._composers[between] = Composer(self, options, between=between)
        return self._composers[between]

    def at(self, p: int) -> Atom | None:
        """The number part at token p."""
        try:
            return self._memo[p]
        except KeyError:
            atom = self._part(p) if p < len(self._tokens) else None
            self._memo[p] = atom
            return atom

    def _part(self, p: int) -> Atom | None:
        tokens, lexicon = self._tokens, self._lexicon
        if self._spaced and lexicon.stops.match(tokens, p, unbroken=True) is not None:
            return None
        digits = literal(tokens, p, lexicon)
        if digits is not None:
            return Atom(digits.end, _NOTHING, digits)
        if p and lexicon.scaled_units.match(tokens, p, unbroken=True):
            return None
        hit = lexicon.match(tokens, p)
        if hit is None or (hit[1].short and not self._abbreviates(p)):
            return None
        if hit[1].minor and p and tokens.keys[p - 1][-1:].isdecimal():
            return None
        return Atom(hit[0], hit[1])

    def _abbreviates(self, p: int) -> bool:
        """Whether a letter stands for a magnitude here: "3M", "$1.2m", "10k", not "10 m"."""
        tokens = self._tokens
        letter = tokens.text[tokens.starts[p]]
        if letter == "K" and p and tokens.keys[p - 1] in _SCREENS:
            return p > 1 and tokens.keys[p - 2] in _CURRENCY  # "4K" is a kind of screen
        if not letter.isascii() or letter.isupper() or letter == "k":
            return True
        if p < 2 or tokens.ends[p - 1] != tokens.starts[p]:  # noqa: PLR2004
            return False
        return tokens.keys[p - 2] in _CURRENCY

    def linked(self, p: int) -> bool:
        """Whether token p follows the one before it with no break between."""
        tokens = self._tokens
        if p >= len(tokens.keys) or not joined(tokens, p):
            return False
        return not self._lexicon.point_signs or not self.point(p)

    def comma(self, p: int) -> bool:
        """Whether a comma parts token p from the one before it."""
        return p < len(self._tokens) and self._tokens.gap(p - 1) == ", "

    def point(self, p: int) -> bool:
        """Whether a decimal sign of the language stands just before token p."""
        signs = self._lexicon.point_signs
        return bool(signs) and p < len(self._tokens) and self._tokens.gap(p - 1).strip() in signs


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: tokens `first` to `end`, code points `start` to `stop`.

    `year`: four digits that may name a year.
    """

    first: int
    end: int
    start: int
    stop: int
    number: Number
    year: bool = False

    @property
    def value(self) -> Decimal:
        """What the number is, its sign included."""
        return self.number.value

    def scaled(self, factor: Decimal, end: int, stop: int) -> Numeral:
        """This number times a factor that stands behind it, up to token `end`."""
        changed = replace(
            self.number,
            value=self.number.value * factor,
            alternatives=tuple(value * factor for value in self.number.alternatives),
        )
        return replace(self, end=end, stop=stop, number=changed)


def numeral(
    source: TokenSource, tokens: Tokens, lexicon: Lexicon, i: int, floor: int
) -> Numeral | None:
    """The number that begins at token i; its sign may stand before, not before token `floor`."""
    if tokens.keys[i] in lexicon.raised:
        return _raised(source, tokens, lexicon, i, floor)
    number = source.composer(between=_between(tokens, lexicon, i)).read(i)
    if number is None:
        return None
    atom = source.at(i)
    start, year = tokens.starts[i], False
    if atom is not None and atom.literal is not None:
        start = atom.literal.start
        year = atom.literal.plain and atom.end == number.end and int(number.value) in _YEARS
    found = Numeral(i, number.end, start, tokens.ends[number.end - 1], number, year)
    return _signed(found, tokens, lexicon, floor)


def _raised(
    source: TokenSource, tokens: Tokens, lexicon: Lexicon, i: int, floor: int
) -> Numeral | None:
    """As in "साढ़े तीन लाख": a word before a number adds a part of one to it, or to its factor."""
    if not source.linked(i + 1) or tokens.keys[i + 1] in lexicon.raised:
        return None
    found = numeral(source, tokens, lexicon, i + 1, floor)
    if found is None or found.number.kind != CARDINAL:
        return None
    number, part = found.number, lexicon.raised[tokens.keys[i]]
    value = number.value + part * (number.scale or 1)
    raised = replace(number, value=value, bare=False, article=False, alternatives=())
    return replace(found, first=i, start=tokens.starts[i], number=raised, year=False)


def _between(tokens: Tokens, lexicon: Lexicon, i: int) -> bool:
    hit = lexicon.words.match(tokens, i - 1) if i else None
    return hit is not None and hit[1].mark == "between"


def _signed(found: Numeral, tokens: Tokens, lexicon: Lexicon, floor: int) -> Numeral:
    for first in range(max(floor, found.first - _LONGEST_SIGN), found.first):
        if tokens.keys[first] == "-" and first + 1 == found.first:
            return _negative(found, first, tokens.starts[first])
        hit = lexicon.words.match(tokens, first, unbroken=True)
        if hit is None or hit[0] != found.first or hit[1].mark != "minus":
            continue
        if lexicon.stops.match(tokens, first) is None and joined(tokens, found.first):
            return _negative(found, first, tokens.starts[first])
    return _dashed(found, tokens)


def _dashed(found: Numeral, tokens: Tokens) -> Numeral:
    """A minus sign that is no token: "-.5", and "- 5" where that is the whole text."""
    text, start = tokens.text, found.start
    if start and text[start - 1] in _SIGN_CHARS and found.start != tokens.starts[found.first]:
        return _negative(found, found.first, start - 1)
    before = text[:start].strip() if start < 4 else ""  # noqa: PLR2004
    if before in _SIGN_CHARS and found.first == 0 and found.end == len(tokens):
        return _negative(found, found.first, text.index(before))
    return found


def _negative(found: Numeral, first: int, start: int) -> Numeral:
    number = found.number
    flipped = tuple(-value for value in number.alternatives)
    return replace(
        found,
        first=first,
        start=start,
        number=replace(number, value=-number.value, alternatives=flipped),
    )


def is_fraction_of_one(number: Number) -> bool:
    """Whether a number is "a third" and its like, whose words can also rank ("a third party")."""
    return number.kind == FRACTION and number.bare
