"""Whether a value that a draft gives is the value that the words say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from claims.errors import shown
from claims.reading import AMOUNTS, Reading
from claims.reading.cldr import currency_words
from claims.reading.says import same_amount

_FIELD_NAMES = {"from": "from_"}


def agrees(given: Mapping[str, Any], read: Mapping[str, Any], reading: Reading) -> bool:
    """Whether every value that a draft gives for a slot is what its words say.

    A value that is not given is read, so it agrees; `name` is no value. An amount agrees in any
    unit of its kind (5 km is 5000 m).
    """
    wanted = {_FIELD_NAMES.get(k, k): v for k, v in given.items() if v is not None and k != "name"}
    if reading.kind in AMOUNTS and "value" in wanted:
        if not _same_amount(wanted, reading):
            return False
        wanted = {k: v for k, v in wanted.items() if k not in ("value", "unit")}
    return all(_same(v, read[k]) if k in read else v is False for k, v in wanted.items())


def _same_amount(wanted: Mapping[str, Any], reading: Reading) -> bool:
    value, unit = _decimal(wanted["value"]), wanted.get("unit")
    if value is None or not (unit is None or isinstance(unit, str)):
        return False
    return same_amount(reading, value, unit)


def _decimal(given: Any) -> Decimal | None:
    """A value as a number; None for what is no number, or none that can be written."""
    try:
        number = Decimal(str(given))
    except (InvalidOperation, ValueError, RecursionError):
        return None
    return number if number.is_finite() else None


def _same(given: Any, read: Any) -> bool:
    if isinstance(read, dt.date):
        return shown(given) == read.isoformat()
    if isinstance(read, (int, Decimal)) and not isinstance(read, bool):
        number = _decimal(given)
        return number is not None and number == read
    return bool(given == read)


def describe(fields: Mapping[str, Any]) -> str:
    """Values as a person reads them: "200000000000 USD", "up", "2026-02-05 to 2026-02-05"."""
    if fields.get("from_"):
        return f"{shown(fields['from_'])} to {shown(fields.get('to'))}"
    values = [fields.get(name) for name in ("value", "unit", "op", "direction", "from", "to")]
    return " ".join(
        f"{v:f}" if isinstance(v, Decimal) else shown(v) for v in values if v is not None
    )


def same_reading(found: Reading, said: Reading) -> bool:
    """Whether two readings of amounts say the same amount of the same thing.

    A percentage or money is never a bare number; the unit of a measure may be left out.
    """
    if not isinstance(said.value, Decimal):
        return False
    values = (said.value, *said.alternatives)
    if said.assumed and found.unit and _of_one_name(found.unit, said.unit):
        said = replace(said, unit=found.unit)
    if _in_cents(found) and _in_cents(said):
        return found.value == said.value
    if {found.kind, said.kind} & _STRICT and (found.kind != said.kind and found.unit != said.unit):
        return False
    unit = said.unit if found.unit and said.unit else None
    return any(same_amount(found, value, unit) for value in values)


def _of_one_name(one: str, other: str | None) -> bool:
    """Whether two currencies are called the same where the country is left out: "pounds"."""
    names = _short_names()
    return one in names and names[one] == names.get(other or "")


@cache
def _short_names() -> dict[str, str]:
    """The last word of each currency's English name, by ISO 4217 code. Source: Unicode CLDR."""
    found: dict[str, str] = {}
    for code, name in currency_words("en"):
        found.setdefault(code, name.split()[-1].lower() if name else "")
    return found


def _in_cents(reading: Reading) -> bool:
    """Whether an amount is told in the hundredths of a currency that its words leave open."""
    if not reading.assumed or not isinstance(reading.value, Decimal) or reading.value >= 1:
        return False
    return f"{(reading.value * 100).normalize():f}" in reading.text


_STRICT = {"money", "percent"}
