"""Numbers that a statement copies as its source writes them, written as its own language does."""

from __future__ import annotations

from decimal import Decimal

import regex
from babel import UnknownLocaleError
from babel.numbers import format_decimal

from claims.reading import read
from claims.reading.data import primary

_FIGURES = regex.compile(r"(?!0\d)\d+(?:[.,'’\s]\d+)+")
_PRECISE = "#,##0.##########"


def transcribed(statement: str, source: str, into: str, given_in: str) -> str:
    """A statement in language `into` without figures in the notation of the language `given_in`.

    Only figures that stand in `source` just as in the statement are rewritten: the Italian
    "2.318 metri" is "2,318 metres".
    """
    if primary(into) == primary(given_in):
        return statement

    def rewritten(figures: regex.Match[str]) -> str:
        meant = _value(figures[0], given_in) if figures[0] in source else None
        return (_written(meant, into) if meant is not None else "") or str(figures[0])

    return str(_FIGURES.sub(rewritten, statement))


def _value(figures: str, language: str) -> Decimal | None:
    numbers = [r for r in read(figures, language) if r.kind == "number" and r.text == figures]
    value = numbers[0].value if numbers else None
    return value if isinstance(value, Decimal) else None


def _written(value: Decimal, language: str) -> str:
    try:
        return format_decimal(value, _PRECISE, locale=primary(language))
    except (UnknownLocaleError, ValueError):
        return ""
