"""Quantities: numbers with their units, and ranks, over a whole text in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.reading import amounts, ranks, shares
from claims.reading.beside import beside_digits, is_name
from claims.reading.numbers import Numeral
from claims.reading.parts import FRACTION, ORDINAL, Number, whole
from claims.reading.ranges import shared
from claims.reading.ranks import Rank
from claims.reading.reading import Reading
from claims.reading.scan import Quantity, Scan, valued
from claims.reading.units import DURATION, MEASURE, MONEY, PERCENT, Unit, catalogue
from claims.reading.vocabulary import ANNOUNCES, COUNTS_BACK, LONE_UNITS, NUMBERS, STOPS
from claims.tokens import Tokens

_NEAR = " \u00a0\u202f.-·"
_NEAREST = 4
_MILLION = Decimal(10) ** 6


def read_numbers(
    tokens: Tokens, language: str | None, *, bare: bool = False, plain: bool = False
) -> list[Reading]:
    """Readings of kind number, money, percent, measure, duration and rank, in order.

    `bare`: a lone article ("un", "one") counts as the number one. `plain`: units are left unread.
    """
    reader = _Reader(Scan(tokens, language, plain=plain), bare=bare)
    about = reader.scan.words.lexicon.about
    return [_reading(item, tokens, about) for item in shared(reader.scan, list(reader.items()))]


class _Reader:
    """Goes through a text from left to right; no token is part of two items."""

    def __init__(self, scan: Scan, *, bare: bool) -> None:
        self.scan = scan
        self.bare = bare

    def items(self) -> Iterator[Quantity | Rank]:
        scan, roles = self.scan, self.scan.words.roles
        for i, key in enumerate(scan.tokens.keys):
            role = roles[key]
            if not role or i < scan.floor:
                continue
            if role & NUMBERS and scan.within_word(i):
                continue
            if role & STOPS and (stop := self._stopped(i)) is not None:
                scan.floor = stop
                continue
            item = self._item(i, role)
            if item is not None:
                scan.floor = item.end
                yield item

    def _stopped(self, i: int) -> int | None:
        words = self.scan.words
        for phrases in (words.lexicon.stops, words.ranks.stops):
            hit = phrases.match(self.scan.tokens, i, unbroken=True)
            if hit is not None:
                return hit[0]
        return None

    def _item(self, i: int, role: int) -> Quantity | Rank | None:
        scan = self.scan
        item: Quantity | Rank | None = None
        if role & ANNOUNCES:
            item = self._numbered(i) or self._led(i)
        if item is None and role & COUNTS_BACK:
            item = ranks.spelled(scan.tokens, i, scan.words.ranks, scan.words.units, scan.source)
        if item is None and role & NUMBERS:
            found = scan.numeral(i)
            item = self._of(self._compared(found, i)) if found is not None else None
        if item is None and role & LONE_UNITS:
            item = self._one(i)
        return item

    def _compared(self, found: Numeral, i: int) -> Numeral:
        """A number without the "minus" that only says "less": "menos 0,5 pontos do que"."""
        scan = self.scan
        if found.first == i or scan.tokens.keys[found.first] == "-":
            return found
        hit = scan.unit(found.end)
        word = hit and scan.words.lexicon.words.match(scan.tokens, hit[0])
        less = hit is not None and (hit[1].symbol == "pp" or (word and word[1].mark == "than"))
        return (scan.unsigned(i) or found) if less else found

    def _one(self, i: int) -> Quantity | None:
        """As in "hora y media", "час и двадцать пять минут": one hour, and more."""
        scan = self.scan
        hit = None if scan.plain else scan.words.units.after(scan.tokens, i)
        if hit is None or hit[1].kind != DURATION or scan.behind_and(hit[0]) == hit[0]:
            return None
        end, start = hit[0], scan.tokens.starts[i]
        one = Numeral(i, end, start, scan.tokens.ends[end - 1], Number(end, Decimal(1)))
        whole_one = scan.quantity(one, hit[1], end)
        longer = amounts.duration(scan, whole_one)
        return longer if longer is not whole_one else None

    def _numbered(self, i: int) -> Rank | None:
        """What a word that announces a rank begins: 第, №, "number"."""
        scan = self.scan
        for phrases in (scan.words.ranks.before, scan.words.ranks.nouns_before):
            hit = phrases.match(scan.tokens, i)
            if hit is None or not self._near(hit[0]):
                continue
            if hit[1] and not scan.tokens.gap(hit[0] - 1).startswith("."):
                continue
            found = scan.numeral(hit[0])
            rank = found and ranks.announced(found, i, scan.tokens, scan.words.ranks)
            if rank:
                return rank
        return None

    def _led(self, i: int) -> Quantity | None:
        """What a unit before its number begins: $, USD, 百分之."""
        scan = self.scan
        hit = None if scan.plain else scan.words.units.leading(scan.tokens, i)
        if hit is None or not self._near(hit[0]):
            return None
        signed = hit[0] < len(scan.tokens) and scan.tokens.keys[hit[0]] in ("-", "+")
        found = scan.numeral(hit[0] + signed)
        if found is None or found.number.article or scan.rank(found) is not None:
            return None
        item = self._with_both(found, hit[1], i)
        if item.unit is not None and item.unit.symbol.startswith("/"):
            return None  # "saatte 200 araç" has no unit of its own
        return amounts.money(scan, item) if hit[1].kind == MONEY else item

    def _near(self, p: int) -> bool:
        gap = self.scan.tokens.gap(p - 1)
        return len(gap) < _NEAREST and not gap.strip(_NEAR)

    def _with_both(self, found: Numeral, unit: Unit, i: int) -> Quantity:
        """A number whose unit stands before it, and perhaps once more behind it."""
        scan = self.scan
        behind = scan.unit(found.end)
        end, stop = found.end, found.stop
        rate = behind and behind[1].symbol + unit.symbol
        if behind is not None and rate in catalogue():
            unit = Unit(MEASURE, str(rate))
            behind = behind[0], unit
        if behind is not None and behind[1].kind == unit.kind and not behind[1].minor:
            end, stop = behind[0], scan.tokens.ends[behind[0] - 1]
            unit = behind[1] if unit.assumed else unit
        start = min(found.start, scan.tokens.starts[i])
        item = Quantity(found, unit, valued(found, unit), i, end, start, stop)
        return self._negative(item) if unit.kind == MONEY else item

    def _negative(self, item: Quantity) -> Quantity:
        """As in "-$5": a minus sign that stands before the currency."""
        text, start = self.scan.tokens.text, item.start
        if not start or text[start - 1] not in "-−" or item.value <= 0:
            return item
        if start > 1 and (text[start - 2].isalnum() or text[start - 2] == text[start - 1]):
            return item
        return replace(item, value=-item.value, start=start - 1)

    def _of(self, found: Numeral) -> Quantity | Rank | None:
        """What a number is by its form and the words behind it."""
        scan, number = self.scan, found.number
        rank = scan.rank(found)
        hit = scan.unit(found.end)
        if rank is not None and (hit is None or number.kind == ORDINAL or hit[0] <= rank.end):
            return shares.every(scan, rank, found) or rank
        if (share := shares.counted_share(scan, found)) is not None:
            return share
        if hit is not None and self._counts(found, *hit):
            return self._with_unit(found, *hit)
        if (beside := beside_digits(scan, found)) is not None:
            return beside
        lone = (number.bare and number.kind != FRACTION) or number.weak
        if number.article or (lone and not self.bare) or is_name(scan, found):
            scan.floor = max(scan.floor, found.end)
            return None
        return scan.quantity(found, None, found.end)

    def _counts(self, found: Numeral, end: int, unit: Unit) -> bool:
        """Whether a number counts a unit; not so "a" in "20 dollars a day", "2024" in "2024年"."""
        number = found.number
        if (unit.kind == DURATION and self._rate(found, end)) or self._glued(found, unit):
            return False
        if (unit.symbol in ("year", "s") and found.year) or self._ranks(found):
            return False
        if self.bare or not (number.article or number.weak):
            return True
        if number.weak:
            return unit.kind == MONEY or (unit.kind == DURATION and not whole(number.value))
        return unit.kind == DURATION and (found.first != self.scan.floor or found.first == 0)

    def _glued(self, found: Numeral, unit: Unit) -> bool:
        """Whether a letter makes a name of digits: "4K" is no temperature, "F-7's" no time."""
        tokens, end = self.scan.tokens, found.end
        if unit.symbol == "s" and end < len(tokens) and tokens.gap(end - 1) in ("'", "’"):
            return True
        return unit.symbol == "K" and end < len(tokens) and not tokens.gap(end - 1)

    def _rate(self, found: Numeral, end: int) -> bool:
        """Whether an article before the unit makes it a rate: "344 million a year"."""
        scan, number = self.scan, found.number
        if number.article and not self.bare:
            return scan.words.units.is_rate(scan.tokens, found.first, end)
        if number.kind == FRACTION or number.article:
            return False
        word = scan.words.lexicon.words.match(scan.tokens, found.end)
        return word is not None and word[1].mark == "article" and word[0] < end

    def _ranks(self, found: Numeral) -> bool:
        """Whether what follows an article ranks a noun: "a second term", "une seconde fois"."""
        atom = self.scan.following(found.end)
        if not found.number.bare or atom is None or atom.word.ordinal is None:
            return False
        tokens, p = self.scan.tokens, atom.end
        named = self.scan.linked(p) and tokens.keys[p].isalpha()
        return named and self.scan.words.lexicon.words.match(tokens, p) is None

    def _with_unit(self, found: Numeral, end: int, unit: Unit) -> Quantity:
        scan = self.scan
        if unit.kind == MONEY:
            scale = scan.following(end)  # "75 USD million"
            if scale is not None and scale.scale is not None:
                end = scale.end
                found = found.scaled(scale.scale, end, scan.tokens.ends[end - 1])
            return amounts.money(scan, scan.quantity(found, unit, end))
        if unit.symbol == "m" and scan.tokens.ends[found.end - 1] == scan.tokens.starts[end - 1]:
            hit = scan.unit(end)
            if hit is not None and hit[1].kind == MONEY:  # "5m euros"
                return self._with_unit(found.scaled(_MILLION, end, scan.tokens.ends[end - 1]), *hit)
        item = scan.quantity(found, unit, end)
        if unit.kind == DURATION:
            return amounts.duration(scan, item)
        return amounts.tenths(scan, item) if unit.kind == PERCENT else item


def _reading(item: Quantity | Rank, tokens: Tokens, about: frozenset[str]) -> Reading:
    text = tokens.text[item.start : item.stop]
    if isinstance(item, Rank):
        return Reading("rank", text, item.start, item.stop, item.value, item.unit)
    unit = item.unit
    return Reading(
        unit.kind if unit else "number",
        text,
        item.start,
        item.stop,
        item.value,
        unit.symbol if unit else None,
        comparator="~" if item.numeral.number.vague else None,
        assumed=(unit is not None and unit.assumed)
        or not about.isdisjoint(tokens.keys[item.numeral.first : item.numeral.end]),
        alternatives=item.alternatives,
    )
