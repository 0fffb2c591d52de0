"""Quantities: numbers with their units, and ranks, over a whole text in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from claims.reading import ranks
from claims.reading.compose import FRACTION, Number
from claims.reading.lexicon import Lexicon, lexicon
from claims.reading.numbers import Numeral, TokenSource, numeral
from claims.reading.phrases import joined
from claims.reading.reading import Reading
from claims.reading.units import DURATION, MEASURE, MONEY, PERCENT, Unit, Units, catalogue, units
from claims.tokens import Tokens

_HUNDRED = Decimal(100)
_CENTURY_OF_UNITS = 99
_STOPS, _ANNOUNCES, _COUNTS_BACK, _NUMBERS = 1, 2, 4, 8
_REMEMBERED = 1 << 17


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


class _Roles(dict[str, int]):
    """What may begin with a token, as flags, worked out once a word."""

    def __init__(self, words: Lexicon, beside: Units, rank: ranks.RankWords) -> None:
        super().__init__()
        self._numbers = words.starts
        self._firsts = (
            (_STOPS, words.stops.firsts | rank.stops.firsts),
            (_ANNOUNCES, beside.firsts | rank.before.firsts | rank.nouns_before.firsts),
            (_COUNTS_BACK, rank.words.firsts),
        )

    def __missing__(self, key: str) -> int:
        role = _NUMBERS if self._numbers(key) else 0
        for flag, firsts in self._firsts:
            role |= flag if key in firsts else 0
        if len(self) > _REMEMBERED:
            self.clear()
        self[key] = role
        return role


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that the words of one language can be to a number."""

    lexicon: Lexicon
    units: Units
    ranks: ranks.RankWords
    roles: dict[str, int]


@lru_cache(maxsize=64)
def vocabulary(language: str | None) -> Vocabulary:
    """The vocabulary of a language tag; None gives what every language shares."""
    words, beside, rank = lexicon(language), units(language), ranks.rank_words(language)
    return Vocabulary(words, beside, rank, _Roles(words, beside, rank))


class Reader:
    """Reads the numbers of one text.

    `bare`: a lone article ("un", "one") counts as a number. `plain`: units are left unread.
    """

    def __init__(
        self, tokens: Tokens, language: str | None, *, bare: bool = False, plain: bool = False
    ) -> None:
        self.tokens = tokens
        words = vocabulary(language)
        self.lexicon, self.units, self.ranks = words.lexicon, words.units, words.ranks
        self.roles = words.roles
        self.source = TokenSource(tokens, self.lexicon)
        self.bare = bare
        self.plain = plain
        self.floor = 0

    def read(self) -> list[Reading]:
        """Every number, amount and rank, in order."""
        return [_reading(item, self.tokens) for item in self._shared(list(self._items()))]

    def _items(self) -> Iterator[Quantity | ranks.Rank]:
        roles = self.roles
        for i, key in enumerate(self.tokens.keys):
            role = roles[key]
            if not role or i < self.floor:
                continue
            if role & _STOPS and (stop := self._stopped(i)) is not None:
                self.floor = stop
                continue
            item = self._item(i, role)
            if item is not None:
                self.floor = item.end
                yield item

    def _stopped(self, i: int) -> int | None:
        for phrases in (self.lexicon.stops, self.ranks.stops):
            hit = phrases.match(self.tokens, i, unbroken=True)
            if hit is not None:
                return hit[0]
        return None

    def _item(self, i: int, role: int) -> Quantity | ranks.Rank | None:
        item: Quantity | ranks.Rank | None = None
        if role & _ANNOUNCES:
            item = self._announced(i)
        if item is None and role & _COUNTS_BACK:
            item = ranks.spelled(self.tokens, i, self.ranks, self.units, self.lexicon)
        if item is None and role & _NUMBERS:
            found = self._numeral(i)
            item = self._of(found) if found is not None else None
        return item

    def _numeral(self, i: int) -> Numeral | None:
        if i >= len(self.tokens) or not self.roles[self.tokens.keys[i]] & _NUMBERS:
            return None
        return numeral(self.source, self.tokens, self.lexicon, i, self.floor)

    def _announced(self, i: int) -> Quantity | ranks.Rank | None:
        """What begins with a word that announces a number: 第, №, $, 百分之."""
        tokens = self.tokens
        for phrases in (self.ranks.before, self.ranks.nouns_before):
            hit = phrases.match(tokens, i)
            if hit is not None and (found := self._numeral(hit[0])) is not None:
                rank = ranks.announced(found, i, tokens, self.ranks)
                if rank is not None and self._near(hit[0]):
                    return rank
        leading = None if self.plain else self.units.leading(tokens, i)
        if leading is None or not self._near(leading[0]):
            return None
        found = self._numeral_behind(leading[0])
        if found is None or found.number.article or ranks.of_numeral(found, tokens, self.ranks):
            return None
        return self._led(found, leading[1], i)

    def _near(self, p: int) -> bool:
        gap = self.tokens.gap(p - 1)
        return len(gap) < 4 and not gap.strip(" \u00a0\u202f.-(·")  # noqa: PLR2004

    def _numeral_behind(self, p: int) -> Numeral | None:
        if p < len(self.tokens) and self.tokens.keys[p] in ("-", "+"):
            p += 1
        return self._numeral(p)

    def _led(self, found: Numeral, unit: Unit, i: int) -> Quantity:
        """A number whose unit stands before it, and perhaps once more behind it."""
        tokens = self.tokens
        start = tokens.starts[i]
        if found.start < start:
            start = found.start
        behind = self._unit(found.end)
        end, stop = found.end, found.stop
        if behind is not None and behind[1].kind == unit.kind and not behind[1].minor:
            end, stop = behind[0], tokens.ends[behind[0] - 1]
            unit = behind[1] if unit.assumed else unit
        value = _valued(found, unit)
        if unit.kind == MONEY and start and tokens.text[start - 1] in "-−" and value > 0:
            if start < 2 or not tokens.text[start - 2].isalnum():  # noqa: PLR2004
                start, value = start - 1, -value
        money = Quantity(found, unit, value, i, end, start, stop)
        return self._with_minor(money) if unit.kind == MONEY else money

    def _of(self, found: Numeral) -> Quantity | ranks.Rank | None:
        rank = ranks.of_numeral(found, self.tokens, self.ranks)
        hit = self._unit(found.end)
        if rank is not None:
            return rank
        if hit is not None and not (found.number.article and self._is_rate(found, hit[1])):
            return self._with_unit(found, *hit)
        article = found.number.article
        if article or (found.number.bare and found.number.kind != FRACTION and not self.bare):
            self.floor = max(self.floor, found.end)
            return None
        return Quantity(found, None, found.value, found.first, found.end, found.start, found.stop)

    def _is_rate(self, found: Numeral, unit: Unit) -> bool:
        """Whether "a" before a unit is no number: "20 dollars a day", "a percentage"."""
        if self.bare:
            return False
        return unit.kind != DURATION or (found.first == self.floor and found.first > 0)

    def _unit(self, p: int) -> tuple[int, Unit] | None:
        """The unit at token p, perhaps behind "of" or an article."""
        tokens = self.tokens
        for _ in range(0 if self.plain else 3):
            if p >= len(tokens) or not joined(tokens, p):
                return None
            hit = self.units.after(tokens, p)
            if hit is not None:
                return hit
            word = self.lexicon.words.match(tokens, p)
            if word is None or word[1].mark not in ("of", "article") and not word[1].article:
                return None
            p = word[0]
        return None

    def _with_unit(self, found: Numeral, end: int, unit: Unit) -> Quantity:
        end, found, unit = self._scale_behind(found, end, unit)
        stop = self.tokens.ends[end - 1]
        quantity = Quantity(found, unit, _valued(found, unit), found.first, end, found.start, stop)
        if unit.kind == MONEY:
            return self._with_minor(self._code_behind(quantity))
        if unit.kind == DURATION:
            return self._longer(quantity)
        return quantity

    def _scale_behind(self, found: Numeral, end: int, unit: Unit) -> tuple[int, Numeral, Unit]:
        """ "75 USD million": the scale stands behind the currency."""
        atom = self.source.at(end) if unit.kind == MONEY and self.source.linked(end) else None
        if atom is None or atom.word.scale is None or atom.word.short:
            return end, found, unit
        scaled = found.scaled(atom.word.scale, atom.end, self.tokens.ends[atom.end - 1])
        return atom.end, scaled, unit

    def _code_behind(self, money: Quantity) -> Quantity:
        """ "150 $ US", "8亿元人民币": a second name of the currency settles which."""
        hit = self._unit(money.end) if money.end < len(self.tokens) else None
        if hit is None or hit[1].kind != MONEY or hit[1].minor or money.unit is None:
            return money
        if money.unit.minor or not (money.unit.assumed or hit[1].symbol == money.unit.symbol):
            return money
        return replace(money, unit=hit[1], end=hit[0], stop=self.tokens.ends[hit[0] - 1])

    def _after_and(self, p: int) -> int:
        hit = self.lexicon.words.match(self.tokens, p) if p < len(self.tokens) else None
        if hit is not None and hit[1].mark in ("and", "with", "plus") and joined(self.tokens, p):
            return hit[0]
        return p

    def _with_minor(self, money: Quantity) -> Quantity:
        """ "15 dollars and 15 cents", "25 euros con 50": whole money, then its parts."""
        p = self._after_and(money.end)
        if money.unit is None or money.unit.minor or p >= len(self.tokens):
            return money
        if not joined(self.tokens, p):
            return money
        found = self._numeral(p)
        if found is None or money.value != money.value.to_integral_value() or found.value < 0:
            return money
        hit = self._unit(found.end)
        if hit is not None and hit[1].minor:
            return self._minor(money, found, hit[0], hit[1])
        if hit is None and self._closes(found, money):
            whole = Quantity(money.numeral, money.unit, money.value, 0, 0, 0, 0)
            cents = found.value / _HUNDRED
            return replace(money, value=whole.value + cents, end=found.end, stop=found.stop)
        return money

    def _minor(self, money: Quantity, found: Numeral, end: int, unit: Unit) -> Quantity:
        if money.unit is None or not (unit.assumed or unit.symbol == money.unit.symbol):
            return money
        value = money.value + found.value * unit.factor
        grown = replace(money, value=value, end=end, stop=self.tokens.ends[end - 1])
        tail = self._numeral(end) if end < len(self.tokens) and joined(self.tokens, end) else None
        if tail is not None and 0 < tail.value < 10 and self._closes(tail, grown):  # noqa: PLR2004
            tenth = tail.value * unit.factor / 10
            grown = replace(grown, value=value + tenth, end=tail.end, stop=tail.stop)
        return grown

    def _closes(self, found: Numeral, money: Quantity) -> bool:
        """Whether a bare number of at most two digits ends the phrase: "35 € 99"."""
        value, number = found.value, found.number
        if not (0 < value <= _CENTURY_OF_UNITS) or value != value.to_integral_value():
            return False
        if number.kind == FRACTION or money.numeral.number.scale is not None:
            return False
        if ranks.of_numeral(found, self.tokens, self.ranks) is not None:
            return False
        return found.end == len(self.tokens) or not joined(self.tokens, found.end)

    def _longer(self, first: Quantity) -> Quantity:
        """ "une heure et vingt-cinq minutes", "2 h 30 min", "un an et demi": one duration."""
        whole = first
        while (part := self._part_behind(whole)) is not None:
            whole = part
        return self._and_a_half(whole) if whole is first else whole

    def _part_behind(self, whole: Quantity) -> Quantity | None:
        p = self._after_and(whole.end)
        if p >= len(self.tokens) or whole.unit is None or not self._continues(p):
            return None
        found = self._numeral(p)
        hit = self._unit(found.end) if found is not None else None
        if found is None or hit is None or hit[1].kind != DURATION or found.value < 0:
            return None
        ratio = _seconds(whole.unit) / _seconds(hit[1])
        if ratio <= 1 or found.value >= ratio or ratio != ratio.to_integral_value():
            ratio = _MONTHS.get((whole.unit.symbol, hit[1].symbol), Decimal(0))
        if ratio <= found.value:
            return None
        value = whole.value * ratio + found.value
        stop = self.tokens.ends[hit[0] - 1]
        return replace(whole, unit=hit[1], value=value, end=hit[0], stop=stop)

    def _continues(self, p: int) -> bool:
        return joined(self.tokens, p) or self.tokens.gap(p - 1).strip() == ","

    def _and_a_half(self, whole: Quantity) -> Quantity:
        p = self._after_and(whole.end)
        if p == whole.end or whole.unit is None:
            return whole
        atom = self.source.at(p)
        if atom is not None and atom.word.article:
            p = atom.end
            atom = self.source.at(p)
        if atom is None or not atom.word.denominator or atom.word.ordinal:
            return whole
        if self._unit(atom.end) is not None:
            return whole
        value = whole.value + Decimal(1) / atom.word.denominator
        return replace(whole, value=value, end=atom.end, stop=self.tokens.ends[atom.end - 1])

    # -- ranges --------------------------------------------------------------------------------

    def _shared(self, items: list[Quantity | ranks.Rank]) -> Iterator[Quantity | ranks.Rank]:
        """The first end of a range takes the unit and the scale of the second."""
        for i, item in enumerate(items):
            following = items[i + 1] if i + 1 < len(items) else None
            if isinstance(item, Quantity) and isinstance(following, Quantity):
                yield self._share(item, following)
            else:
                yield item

    def _share(self, low: Quantity, high: Quantity) -> Quantity:
        if not self._ranged(low, high) or high.numeral.first != high.first:
            return low
        if low.unit is not None and not (high.numeral.number.scale and low.unit.kind == MONEY):
            return low
        unit = low.unit or high.unit
        number, scale = low.numeral.number, high.numeral.number.scale
        mantissa = high.numeral.number.mantissa
        if low.unit is None and high.unit is not None and low.value > high.numeral.value * 1000:
            return low
        shares = scale and number.scale is None and mantissa and abs(number.value) < mantissa
        value = number.value * (scale if shares and scale else 1)
        factor = unit.factor if unit else Decimal(1)
        return replace(low, unit=unit, value=value * factor)

    def _ranged(self, low: Quantity, high: Quantity) -> bool:
        gap = self.tokens.text[low.stop : high.start]
        if high.first == low.end:
            return gap.strip() in ("-", "–", "—", "~", "〜", "～", "‑")
        hit = self.lexicon.words.match(self.tokens, low.end)
        if hit is None or hit[0] != high.first:
            return False
        between = low.first > 0 and self.lexicon.words.match(self.tokens, low.first - 1)
        opened = bool(between) and between[1].mark == "between"  # type: ignore[index]
        return hit[1].mark == "to" or (hit[1].mark == "and" and opened)


_MONTHS = {("year", "month"): Decimal(12), ("month", "week"): Decimal(0)}


def _valued(found: Numeral, unit: Unit) -> Decimal:
    """The value in the unit's symbol; tenths of a whole (成, 割, 折) go up to ten ("75折")."""
    if unit.kind == PERCENT and unit.factor > 1 and found.value > 10:  # noqa: PLR2004
        return found.value
    return found.value * unit.factor


def _seconds(unit: Unit) -> Decimal:
    return Decimal(str(catalogue()[unit.symbol]["factor"]))


def _reading(item: Quantity | ranks.Rank, tokens: Tokens) -> Reading:
    text = tokens.text[item.start : item.stop]
    if isinstance(item, ranks.Rank):
        return Reading("rank", text, item.start, item.stop, item.value)
    kind = item.unit.kind if item.unit else "number"
    number: Number = item.numeral.number
    return Reading(
        kind,
        text,
        item.start,
        item.stop,
        item.value,
        item.unit.symbol if item.unit else None,
        comparator="~" if number.vague else None,
        assumed=bool(item.unit and item.unit.assumed),
        alternatives=item.alternatives,
    )


def read_numbers(
    tokens: Tokens, language: str | None, *, bare: bool = False, plain: bool = False
) -> list[Reading]:
    """Readings of kind number, money, percent, measure, duration and rank, in order.

    `bare`: a lone article counts as the number one. `plain`: units are left unread.
    """
    return Reader(tokens, language, bare=bare, plain=plain).read()


__all__ = ["DURATION", "MEASURE", "MONEY", "PERCENT", "Quantity", "Reader", "read_numbers"]
