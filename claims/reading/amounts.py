"""Amounts that go on behind their unit: "15 dollars 15 cents", "2 h 30 min", "un an et demi"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claims.reading.numbers import Numeral
from claims.reading.parts import FRACTION, whole
from claims.reading.scan import Quantity, Scan
from claims.reading.units import DURATION, MONEY, Unit, catalogue
from claims.reading.word import Word

_HUNDRED, _TEN, _HALF = Decimal(100), Decimal(10), Decimal("0.5")
_CALENDAR = {("year", "month"): Decimal(12), ("month", "week"): Decimal(0)}


def money(scan: Scan, found: Quantity) -> Quantity:
    """An amount of money with a second name of its currency, and its cents."""
    return _with_minor(scan, _named_again(scan, found))


def _named_again(scan: Scan, found: Quantity) -> Quantity:
    """As in "150 $ US", "8亿元人民币": a second name of the currency settles which."""
    hit = scan.unit(found.end)
    if hit is None or hit[1].kind != MONEY or hit[1].minor or found.unit is None:
        return found
    if found.unit.minor or not (found.unit.assumed or hit[1].symbol == found.unit.symbol):
        return found
    return replace(found, unit=hit[1], end=hit[0], stop=scan.tokens.ends[hit[0] - 1])


def _with_minor(scan: Scan, found: Quantity) -> Quantity:
    """As in "25 euros con 50", "3 dollars 50 cents": whole money, then its hundredths."""
    p = scan.behind_and(found.end)
    if found.unit is None or found.unit.minor or not whole(found.value) or not scan.linked(p):
        return found
    part = scan.numeral(p)
    if part is None or part.value < 0:
        return found
    hit = scan.unit(part.end)
    if hit is not None:
        return _plus_minor(scan, found, part, hit) if hit[1].minor else found
    if not _closes(scan, part) or found.numeral.number.scale is not None:
        return found
    value = found.value + part.value / _HUNDRED
    return replace(found, value=value, end=part.end, stop=part.stop)


def _plus_minor(scan: Scan, found: Quantity, part: Numeral, hit: tuple[int, Unit]) -> Quantity:
    """Add a part of the currency, and the tenths of that ("五 mao 五")."""
    end, unit = hit
    if found.unit is None or not (unit.assumed or unit.symbol == found.unit.symbol):
        return found
    value = found.value + part.value * unit.factor
    grown = replace(found, value=value, end=end, stop=scan.tokens.ends[end - 1])
    tail = scan.numeral(end) if scan.linked(end) else None
    if tail is not None and tail.value < _TEN and _closes(scan, tail):
        tenths = tail.value * unit.factor / _TEN
        grown = replace(grown, value=value + tenths, end=tail.end, stop=tail.stop)
    return grown


def _closes(scan: Scan, part: Numeral) -> bool:
    """Whether a bare number of at most two digits ends the phrase: "35 € 99"."""
    if not 0 < part.value < _HUNDRED or not whole(part.value) or part.number.kind == FRACTION:
        return False
    return scan.rank(part) is None and not scan.linked(part.end)


def tenths(scan: Scan, found: Quantity) -> Quantity:
    """Tenths of a whole with their hundredths: "七成六", "3割5分"."""
    if found.unit is None or found.unit.factor != _TEN or found.value > _HUNDRED:
        return found
    atom = scan.following(found.end)
    if atom is None or atom.word.value is None or scan.tokens.gap(found.end - 1):
        return found
    value = atom.word.value * (_TEN if atom.word.value == _HALF else 1)
    if not 0 < value < _TEN:
        return found
    hit = scan.unit(atom.end)
    end = hit[0] if hit is not None and hit[1].minor else atom.end
    return _longer_by(scan, found, value, end)


def duration(scan: Scan, found: Quantity) -> Quantity:
    """A duration with all that follows it in smaller units, as one duration."""
    longer = found
    while (grown := _with_part(scan, longer)) is not None:
        longer = grown
    return longer if longer is not found else _and_a_half(scan, found)


def _with_part(scan: Scan, found: Quantity) -> Quantity | None:
    p = scan.behind_and(found.end)
    comma = p < len(scan.tokens) and scan.tokens.gap(p - 1) == ", "
    part = scan.numeral(p) if comma or scan.linked(p) else None
    hit = scan.unit(part.end) if part is not None else None
    if part is None or hit is None or hit[1].kind != DURATION or found.unit is None:
        return None
    ratio = _ratio(found.unit.symbol, hit[1].symbol)
    if not 0 <= part.value < ratio:
        return None
    value, stop = found.value * ratio + part.value, scan.tokens.ends[hit[0] - 1]
    return replace(found, unit=hit[1], value=value, end=hit[0], stop=stop)


def _ratio(unit: str, smaller: str) -> Decimal:
    """How many of the smaller unit make one of the other; 0 where no whole number does."""
    if (unit, smaller) in _CALENDAR:
        return _CALENDAR[unit, smaller]
    ratio = Decimal(str(catalogue()[unit]["factor"])) / Decimal(str(catalogue()[smaller]["factor"]))
    return ratio if whole(ratio) else Decimal(0)


def _and_a_half(scan: Scan, found: Quantity) -> Quantity:
    """As in "une heure et demie", "six months and a half", "两年半"."""
    p = scan.behind_and(found.end)
    atom = scan.following(p)
    if p == found.end:
        if atom is None or not _is_half(atom.word) or scan.unit(atom.end) is not None:
            return found
        return _longer_by(scan, found, _HALF, atom.end)
    if atom is not None and atom.word.article:
        atom = scan.following(atom.end)
    if atom is None or not atom.word.denominator or atom.word.ordinal or scan.unit(atom.end):
        return found
    return _longer_by(scan, found, Decimal(1) / atom.word.denominator, atom.end)


def _is_half(word: Word) -> bool:
    """Whether a word that directly follows a unit is half of it more (半, "ونصف")."""
    return word.value == _HALF or (word.mark == "joined" and word.denominator == 2)  # noqa: PLR2004


def _longer_by(scan: Scan, found: Quantity, part: Decimal, end: int) -> Quantity:
    return replace(found, value=found.value + part, end=end, stop=scan.tokens.ends[end - 1])
