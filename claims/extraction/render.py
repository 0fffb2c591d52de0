"""A reading's value in the words of the statement's language: no model converts anything."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal, get_currency_name
from babel.units import format_unit

from claims.extraction.words import words
from claims.reading import Period, Reading

_MAGNITUDES = (12, 9, 6)


def render(reading: Reading, language: str) -> str:
    """The value of a reading in words of `language`: "more than 200 billion US dollars", "fifth".

    Empty where the language's words for it are not known.
    """
    value = _value(reading, language)
    comparator = words(language, "comparators").get(reading.comparator or "", "")
    return f"{comparator} {value}".strip() if value else ""


def _value(reading: Reading, language: str) -> str:
    if isinstance(reading.value, Decimal):
        return _amount(reading, reading.value, language)
    match reading.kind:
        case "rank":
            return _rank(int(str(reading.value)), language)
        case "superlative":
            grade = int(str(reading.value or 1))
            most = words(language, "superlatives").get(reading.direction or "", "")
            return most if grade == 1 else f"{_rank(grade, language)} {most}"
        case "change":
            return words(language, "changes").get(reading.direction or "", "")
        case "date":
            return _date(reading, language)
    return ""


def _amount(reading: Reading, value: Decimal, language: str) -> str:
    number = _number(value, language)
    match reading.kind:
        case "money":
            return f"{number} {_currency(str(reading.unit), language)}"
        case "percent":
            unit = {"%": "%", "pp": " " + words(language, "units").get("pp", "pp"), "‰": "‰"}
            return number + unit[str(reading.unit)]
        case "duration":
            return _duration(value, str(reading.unit), language)
        case "measure":
            return f"{number} {words(language, 'units').get(str(reading.unit), reading.unit)}"
    return number


def _number(value: Decimal, language: str) -> str:
    """Whole up to a million, then millions, billions, trillions with what decimals they need."""
    for power in _MAGNITUDES:
        scaled = value.scaleb(-power)
        if abs(scaled) >= 1 and (name := _magnitude(power, language)):
            return f"{format_decimal(scaled.normalize(), '#,##0.######', locale=language)} {name}"
    return format_decimal(value, "#,##0.##########", locale=language)


@lru_cache(maxsize=256)
def _magnitude(power: int, language: str) -> str:
    """The word that CLDR's long compact form gives a power of ten: "billion"."""
    forms = Locale.parse(language).compact_decimal_formats["long"]["other"]
    pattern = forms.get(str(10**power))
    text = getattr(pattern, "pattern", str(pattern or "")).split(";")[0]
    return text.replace("0", "").strip() if text.count("0") == 1 else ""


def _currency(code: str, language: str) -> str:
    return get_currency_name(code, count=2, locale=language)


def _duration(value: Decimal, unit: str, language: str) -> str:
    parts = [(value, unit)]
    if unit == "min" and value > _MINUTES and value == value.to_integral_value():
        hours, minutes = divmod(value, _MINUTES)
        parts = [(hours, "h"), *([(minutes, "min")] if minutes else [])]
    spelled = [format_unit(n, _CLDR_DURATIONS[u], "long", locale=language) for n, u in parts]
    return f" {words(language, 'joins').get('and', '')} ".join(spelled)


_MINUTES = 60
_CLDR_DURATIONS = {
    "s": "duration-second", "min": "duration-minute", "h": "duration-hour", "day": "duration-day",
    "week": "duration-week", "month": "duration-month", "year": "duration-year",
}  # fmt: skip


def _rank(value: int, language: str) -> str:
    if value < 0:
        return words(language, "ranks").get(str(value), "")
    from unicode_rbnf import RbnfEngine  # noqa: PLC0415

    engine = RbnfEngine.for_language(language)
    rules = [name for name in engine.rulesets if name.startswith("spellout-ordinal")]
    return str(engine.format_number(value, ruleset_names=sorted(rules)[:1]).text) if rules else ""


def _date(reading: Reading, language: str) -> str:
    period = reading.value
    if not isinstance(period, Period) or reading.assumed:
        return ""  # the words name no year: the model is not to name one either
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415

    match period.grain:
        case "day":
            return format_date(period.start, "long", locale=language)
        case "month":
            return format_skeleton("yMMMM", period.start, locale=language)
        case "year":
            return str(period.start.year)
    return ""
