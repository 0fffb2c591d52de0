"""`says`: whether a mention says a value."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation, localcontext
from fractions import Fraction

from claims.reading.lexicon import Lexicon
from claims.reading.quantities import read_numbers
from claims.reading.reading import Reading
from claims.reading.units import convert
from claims.reading.vocabulary import vocabulary
from claims.reading.word import Word
from claims.tokens import Tokens, tokenise

_CLOSE = Decimal("5e-16")
_EXACT_DIGITS = 20
_GIVEN_DIGITS = 2

Value = int | float | Decimal | str | Fraction


def says(
    mention: str,
    value: Value,
    unit: str | None = None,
    kind: str | None = None,
    language: str | None = None,
) -> bool:
    """Whether the words of `mention` say `value`, all of them and nothing else.

    `unit` is an ISO 4217 code, "%", "pp", "‰" or a unit symbol; an equal amount in another unit of
    the same dimension counts. `kind` is one of number, money, percent, measure, duration, rank.
    Every digit and number word of the mention must belong to the value. Raises ValueError where
    `value` is no number.
    """
    wanted = decimal(value)
    tokens = tokenise(mention)
    readings = read_numbers(tokens, language) or read_numbers(tokens, language, bare=True)
    if not readings or not _covered(readings, tokens, vocabulary(language).lexicon):
        return False
    reading, *repeated = readings
    if kind is not None and reading.kind != kind:
        return False
    if not all(same_amount(again, wanted) for again in repeated):
        return False
    return same_amount(reading, wanted, unit) or (
        unit is None and _stated(tokens, wanted, language, reading.kind)
    )


def decimal(value: Value) -> Decimal:
    """A value as an exact Decimal, a float as it prints. Raises ValueError for no number."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError(f"{value!r} is not a number") from None
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a finite number")
    return number


def _covered(readings: list[Reading], tokens: Tokens, words: Lexicon) -> bool:
    """Whether no digit and no number word of the mention stands outside the readings."""
    for i, (key, start, end) in enumerate(tokens.words()):
        if any(reading.start <= start and end <= reading.end for reading in readings):
            continue
        if any(c.isnumeric() for c in key):
            return False
        hit = words.match(tokens, i)
        if hit is not None and _counts(hit[1]):
            return False
    return True


def _counts(word: Word) -> bool:
    """Whether a word left over changes the number: another number, a decimal point."""
    return word.mark == "point" or (word.numeric and not word.article and not word.short)


def same_amount(reading: Reading, wanted: Decimal, unit: str | None = None) -> bool:
    """Whether a reading says this amount, in this unit or another of its dimension."""
    if reading.value is None or isinstance(reading.value, str):
        return False
    values = (Decimal(str(reading.value)), *reading.alternatives)
    if unit is not None and unit != reading.unit:
        if reading.unit is None:
            return False
        converted = [convert(v, reading.unit, unit) for v in values]
        return any(v is not None and same(v, wanted) for v in converted)
    return any(same(value, wanted) for value in values)


def _stated(tokens: Tokens, wanted: Decimal, language: str | None, kind: str) -> bool:
    """Whether the number alone is the value ("50 cents" says 50, where no unit is asked)."""
    if kind != "money":
        return False
    readings = read_numbers(tokens, language, bare=True, plain=True)
    return len(readings) == 1 and readings[0].kind == "number" and same_amount(readings[0], wanted)


def same(value: Decimal, wanted: Decimal) -> bool:
    """Whether two values are one: equal, or a fraction to as many digits as were given."""
    if value == wanted:
        return True
    with localcontext() as context:
        context.prec = 60
        endless = len(value.as_tuple().digits) >= _EXACT_DIGITS
        if endless and abs(value - wanted) <= _CLOSE * abs(value):
            return True
    return _rounded(value, wanted)


def _rounded(value: Decimal, wanted: Decimal) -> bool:
    """Whether an unending fraction, rounded to the digits given, is the value given."""
    exponent = wanted.as_tuple().exponent
    if not isinstance(exponent, int) or len(value.as_tuple().digits) < _EXACT_DIGITS:
        return False
    if -exponent < _GIVEN_DIGITS:
        return False
    try:
        return value.quantize(wanted) == wanted
    except InvalidOperation:
        return False
