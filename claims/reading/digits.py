"""Numbers written in digits: separators, spaces, fractions, powers of ten."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import regex

from claims.reading.lexicon import Lexicon
from claims.tokens import Tokens

_LONGEST = 60
_GROUPED = regex.compile(r"\d{1,3}(?:\d{3})*")
_SEPARATED = regex.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}")
_SIGNS = str.maketrans({"٫": ".", "٬": "'", "’": "'", "·": "."})
_EXPONENT = regex.compile(r"e(\d{1,3})")
_POWER = regex.compile(r"\^\+?(-?)")
_OPENERS = frozenset(" \t\n\u00a0\u202f([{\"'“«$£€¥-−–+")
_SPACES = frozenset(" \u00a0\u202f\u2009\u2007")
_SLASHES = ("/", "⁄", "∕")
_LARGEST_EXPONENT = 300


@dataclass(frozen=True, slots=True)
class Literal:
    """Digits read: tokens up to `end`, from code point `start`. `plain`: bare whole digits."""

    start: int
    end: int
    value: Decimal
    alternatives: tuple[Decimal, ...] = ()
    plain: bool = False
    fraction: bool = False


def divide(numerator: Decimal, denominator: Decimal) -> Decimal:
    """The quotient to 28 digits; an exact one has no trailing noise."""
    return numerator / denominator


def parse(
    text: str, decimal: str | None, group: str | None, *, mixed: bool = False
) -> tuple[Decimal, ...]:
    """What digits with separators can mean, the likeliest first; empty where nothing.

    `decimal` and `group` are the signs of the text's language (None: any). `mixed`: some of its
    countries write them the other way round.
    """
    if len(text) > _LONGEST or text.isdecimal():
        return (Decimal(text),) if len(text) <= _LONGEST else ()
    plain = text.translate(_SIGNS)
    signs = [c for c in plain if not c.isdecimal()]
    kinds = dict.fromkeys(signs)
    if len(kinds) > 2:  # noqa: PLR2004
        return ()
    if len(kinds) == 2:  # noqa: PLR2004
        return _two_signs(plain, *kinds)
    sign = signs[0]
    if len(signs) > 1:
        return _grouped(plain, sign)
    if mixed and sign == decimal:
        return _either_way(plain, sign, decimal, group)
    return _one_sign(plain, sign, "." if "٫" in text else decimal, group)


def _either_way(text: str, sign: str, decimal: str, group: str | None) -> tuple[Decimal, ...]:
    """As "1,100" in Spanish: grouped in Mexico, and nobody writes decimals that end in zero."""
    here, there = _one_sign(text, sign, decimal, group), _one_sign(text, sign, group, decimal)
    both = (*there, *here) if text.endswith("0") else (*here, *there)
    return tuple(dict.fromkeys(both))


def _grouped(text: str, sign: str) -> tuple[Decimal, ...]:
    even = text.replace(sign, ",")
    return (Decimal(even.replace(",", "")),) if _SEPARATED.fullmatch(even) else ()


def _two_signs(text: str, first: str, second: str) -> tuple[Decimal, ...]:
    whole, _, digits = text.rpartition(second)
    if second in whole or second == "'":
        return ()
    return tuple(Decimal(f"{value}.{digits}") for value in _grouped(whole, first))


def _one_sign(text: str, sign: str, decimal: str | None, group: str | None) -> tuple[Decimal, ...]:
    whole, digits = text.split(sign)
    as_decimal = Decimal(f"{whole}.{digits}")
    groupable = len(digits) == 3 and len(whole) <= 3 and not whole.startswith("0")  # noqa: PLR2004
    if sign == "'":
        return (Decimal(whole + digits),) if groupable else ()
    if sign == decimal or not groupable:
        return (as_decimal,)
    as_group = Decimal(whole + digits)
    return (as_group,) if sign == group else (as_group, as_decimal)


def vulgar(key: str) -> Decimal | None:
    """The value of "½" and its like; None for every other token."""
    if len(key) != 1 or "<fraction>" not in unicodedata.decomposition(key):
        return None
    value = Fraction(unicodedata.numeric(key)).limit_denominator(1000)
    return divide(Decimal(value.numerator), Decimal(value.denominator))


def literal(tokens: Tokens, i: int, lexicon: Lexicon) -> Literal | None:
    """The number in digits at token i, with everything that belongs to it."""
    key = tokens.keys[i]
    part = vulgar(key)
    if part is not None:
        return Literal(tokens.starts[i], i + 1, part, fraction=True)
    if not key[0].isdecimal():
        return None
    end, text = _spaced(tokens, i)
    mixed = bool(lexicon.options.get("mixed_separators"))
    values = parse(text, lexicon.decimal, lexicon.group, mixed=mixed)
    if not values:
        return None
    return _extended(tokens, i, end, text, values)


def _spaced(tokens: Tokens, i: int) -> tuple[int, str]:
    """Digits in groups of three parted by spaces: (index after them, digits joined)."""
    keys, text = tokens.keys, tokens.keys[i]
    end = i + 1
    if not (text.isdecimal() and len(text) <= 3 and text[0] != "0"):  # noqa: PLR2004
        return end, text
    while end < len(keys) and len(text) < _LONGEST and tokens.gap(end - 1) in _SPACES:
        group = keys[end]
        if not group[:3].isdecimal() or len(group) < 3 or group[3:4].isdecimal():  # noqa: PLR2004
            break
        text += group
        end += 1
        if not group.isdecimal():
            break
    return end, text


def _extended(
    tokens: Tokens, i: int, end: int, text: str, values: tuple[Decimal, ...]
) -> Literal | None:
    start, value, plain = tokens.starts[i], values[0], text.isdecimal()
    if plain and end == i + 1 and _leading_point(tokens.text, start):
        return Literal(start - 1, end, Decimal(f"0.{text}"))
    if end < len(tokens):
        hit = _power(tokens, end, value) or (_fraction(tokens, end, value) if plain else None)
        if hit is not None:
            return Literal(start, hit[0], hit[1], fraction=hit[2])
    if end < len(tokens) and tokens.ends[end - 1] == tokens.starts[end]:
        exponent = _EXPONENT.fullmatch(tokens.keys[end])
        if exponent and int(exponent[1]) <= _LARGEST_EXPONENT:
            return Literal(start, end + 1, value.scaleb(int(exponent[1])))
        part = vulgar(tokens.keys[end]) if plain else None
        if part is not None:
            return Literal(start, end + 1, value + part, fraction=True)
    return Literal(start, end, value, values[1:], plain=plain)


def _leading_point(text: str, start: int) -> bool:
    if start < 1 or text[start - 1] not in ".,":
        return False
    return start == 1 or text[start - 2] in _OPENERS


def _power(tokens: Tokens, end: int, value: Decimal) -> tuple[int, Decimal, bool] | None:
    """Behind "2.5": "^-1"."""
    gap, key = tokens.gap(end - 1), tokens.keys[end]
    sign = _POWER.fullmatch(gap)
    if sign is None:
        return None
    negative = sign[1] == "-"
    if key in ("-", "+"):
        negative ^= key == "-"
        end += 1
        key = tokens.keys[end] if end < len(tokens) else ""
    if not key.isdecimal() or len(key) > 3:  # noqa: PLR2004
        return None
    try:
        return end + 1, value ** (-int(key) if negative else int(key)), False
    except ArithmeticError:
        return None


def _fraction(tokens: Tokens, end: int, value: Decimal) -> tuple[int, Decimal, bool] | None:
    """Behind "2": " 1/4" or "/4" or " ½"."""
    if tokens.keys[end] in _SLASHES:
        quotient = _quotient(tokens, end - 1)
        return (end + 2, quotient, True) if quotient is not None else None
    if tokens.gap(end - 1).strip():
        return None
    part = vulgar(tokens.keys[end])
    if part is not None:
        return end + 1, value + part, True
    quotient = _quotient(tokens, end)
    return (end + 3, value + quotient, True) if quotient is not None else None


def _quotient(tokens: Tokens, i: int) -> Decimal | None:
    """The value of "4/5" whose numerator is token i; dates and lists of three are none."""
    keys = tokens.keys
    if i + 2 >= len(keys) or keys[i + 1] not in _SLASHES or keys[i + 3 : i + 4] == ("/",):
        return None
    if tokens.gap(i).strip() or tokens.gap(i + 1).strip() or (i and keys[i - 1] == "/"):
        return None
    above, below = keys[i], keys[i + 2]
    if not (above.isdecimal() and below.isdecimal()) or len(above + below) > _LONGEST:
        return None
    return divide(Decimal(above), Decimal(below)) if int(below) else None
