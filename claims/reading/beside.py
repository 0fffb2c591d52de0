"""What stands right beside digits: "9℃", "2h30", "1,3 point", and names such as "5G"."""

from __future__ import annotations

from decimal import Decimal

import regex

from claims.reading.data import table
from claims.reading.numbers import Numeral
from claims.reading.parts import CARDINAL, whole
from claims.reading.scan import Quantity, Scan
from claims.reading.units import DURATION, MEASURE, PERCENT, Unit

_MINUTES = regex.compile(r"h([0-5]\d)")
_LATIN = regex.compile(r"[\p{Latin}--[ªº]]", regex.VERSION1)
_HYPHENS = frozenset("-‐‑")
_HOUR = Decimal(60)
_MOST_POINTS = 20
_NEAR = 120  # characters between points and a percentage of which they may be
_PERCENT = regex.compile(r"[%％٪]")


def beside_digits(scan: Scan, found: Numeral) -> Quantity | None:
    """A number whose unit is no word of its own."""
    if found.number.kind != CARDINAL:
        return None
    return _glyph(scan, found) or _hours(scan, found) or _points(scan, found)


def _glyph(scan: Scan, found: Numeral) -> Quantity | None:
    """A unit that Unicode has as one sign, and which makes no token: "9℃", "10㎝"."""
    signs = table("numbers/common").get("glyphs", {})
    text, stop = scan.tokens.text, found.stop
    stop += text[stop : stop + 1] == " "
    symbol = signs.get(text[stop : stop + 1])
    if symbol is None or scan.plain:
        return None
    unit = Unit(MEASURE, symbol)
    item = scan.quantity(found, unit, found.end)
    return Quantity(found, unit, item.value, item.first, item.end, item.start, stop + 1)


def _hours(scan: Scan, found: Numeral) -> Quantity | None:
    """Hours and minutes written as one: "2h30"."""
    tokens, end = scan.tokens, found.end
    if scan.plain or not whole(found.value) or end >= len(tokens) or tokens.gap(end - 1):
        return None
    minutes = _MINUTES.fullmatch(tokens.keys[end])
    if minutes is None:
        return None
    value, stop = found.value * _HOUR + int(minutes[1]), tokens.ends[end]
    return Quantity(found, Unit(DURATION, "min"), value, found.first, end + 1, found.start, stop)


def _points(scan: Scan, found: Numeral) -> Quantity | None:
    """Points that are those of a percentage: small ones with decimals, or near a "%"."""
    end = found.end
    if scan.plain or not scan.linked(end) or abs(found.value) > _MOST_POINTS:
        return None
    hit = scan.words.units.points.match(scan.tokens, end, unbroken=True)
    if hit is None:
        return None
    if whole(found.value) and not _near_percent(scan, found):
        return None
    return scan.quantity(found, Unit(PERCENT, "pp"), hit[0])


def _near_percent(scan: Scan, found: Numeral) -> bool:
    low, high = max(found.start - _NEAR, 0), found.stop + _NEAR
    return _PERCENT.search(scan.tokens.text, low, high) is not None


def is_name(scan: Scan, found: Numeral) -> bool:
    """Whether digits are part of a name: "5G", "3D", "F-16", "COVID-19"."""
    tokens, first = scan.tokens, found.first
    text, start, stop = tokens.text, found.start, found.stop
    if not tokens.keys[first][:1].isdecimal():
        return False
    hyphened = start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalpha()
    glued = _LATIN.match(text, stop) is not None and text[stop - 1].isdecimal()
    return hyphened or (glued and not found.year)
