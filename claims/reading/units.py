"""Units: what may stand beside a number (currencies, percent, measures, durations)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from claims.reading import cldr
from claims.reading.data import primary, table
from claims.reading.phrases import Phrases
from claims.tokens import Tokens, tokenise

MONEY, PERCENT, MEASURE, DURATION = "money", "percent", "measure", "duration"
_CASED = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the number beside it times `factor` is the value in `symbol`.

    `minor`: a part of a currency (cents). `assumed`: the words leave open which currency it is.
    `surface`: a short symbol that must stand exactly so ("MW" is not "mW").
    """

    kind: str
    symbol: str
    factor: Decimal = Decimal(1)
    minor: bool = False
    assumed: bool = False
    surface: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one language: those that stand behind a number, and before it.

    `firsts` are the first words of those before, `lone` those of durations that mean one of them
    where no number stands ("hora y media"), in the languages that say so.
    """

    behind: Phrases[tuple[Unit, ...]]
    before: Phrases[tuple[Unit, ...]]
    firsts: frozenset[str]
    lone: frozenset[str]
    rates: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    """Words before "a week" and behind it where it is no rate, in the languages that say so."""
    points: Phrases[bool] = field(default_factory=lambda: Phrases(()))
    """Words for points that may be those of a percentage."""

    def is_rate(self, tokens: Tokens, first: int, end: int) -> bool:
        """Whether "a week" (tokens `first` to `end`) is the rate of what stands before it."""
        before, behind = self.rates
        if not before or not first:
            return False
        follows = end < len(tokens) and tokens.keys[end] in behind
        return not follows and tokens.keys[first - 1] not in before

    def after(self, tokens: Tokens, i: int) -> tuple[int, Unit] | None:
        """The unit that begins at token i: (index after it, unit)."""
        return _chosen(self.behind.match(tokens, i, unbroken=True), tokens, i)

    def leading(self, tokens: Tokens, i: int) -> tuple[int, Unit] | None:
        """The unit that begins at token i and announces a number: (index after it, unit)."""
        return _chosen(self.before.match(tokens, i), tokens, i)


def _chosen(
    hit: tuple[int, tuple[Unit, ...]] | None, tokens: Tokens, i: int
) -> tuple[int, Unit] | None:
    if hit is None:
        return None
    surface = tokens.text[tokens.starts[i] : tokens.ends[hit[0] - 1]]
    exact = [unit for unit in hit[1] if unit.surface and unit.surface == surface]
    free = [unit for unit in hit[1] if not unit.surface]
    units = exact or free
    return (hit[0], units[0]) if units else None


class _Builder:
    def __init__(self) -> None:
        self.behind: dict[tuple[str, ...], list[Unit]] = {}
        self.before: dict[tuple[str, ...], list[Unit]] = {}

    def add(self, text: str, unit: Unit, *, before: bool = False) -> None:
        keys = tokenise(text).keys
        for place in (self.behind, self.before) if before else (self.behind,):
            if keys and unit not in (known := place.setdefault(keys, [])):
                known.append(unit)

    def units(self, options: dict[str, Any]) -> Units:
        behind, before = (
            Phrases((" ".join(keys), tuple(found)) for keys, found in place.items())
            for place in (self.behind, self.before)
        )
        lone = (
            keys[0]
            for keys, found in self.behind.items()
            if options.get("implicit_one") and found[0].kind == DURATION and not found[0].surface
        )
        rates = (frozenset(options.get(name, ())) for name in ("no_rate_before", "no_rate_behind"))
        return Units(behind, before, before.firsts, frozenset(lone), tuple(rates))  # type: ignore[arg-type]


def _money_tables(builder: _Builder, rows: dict[str, Any]) -> None:
    money = rows.get("money", {})
    for group, assumed in (("names", False), ("assumed", True)):
        for text, code in money.get(group, {}).items():
            builder.add(text, Unit(MONEY, code, assumed=assumed), before=leads(text, money))
    for text, row in money.get("minor", {}).items():
        unit = Unit(MONEY, row[0], Decimal(str(row[1])), minor=True, assumed=len(row) > 2)  # noqa: PLR2004
        builder.add(text, unit)


def leads(name: str, money: dict[str, Any]) -> bool:
    """Whether a currency's name may stand before its number: signs may, words if the table says."""
    return not money.get("behind_only") or not name.replace(" ", "").isalpha() or name.isupper()


def _codes(builder: _Builder) -> None:
    scales = {"M": Decimal(10) ** 6, "k": Decimal(10) ** 3, "K": Decimal(10) ** 3}
    lower = frozenset(table("numbers/common")["money"]["lower_codes"])
    for code in sorted(cldr.currency_codes() | lower):
        builder.add(code, Unit(MONEY, code, surface="" if code in lower else code), before=True)
        builder.add(f"{code}$", Unit(MONEY, code), before=True)
    for code in sorted(lower):
        for letter, factor in scales.items():
            text = letter + code
            builder.add(text, Unit(MONEY, code, factor, surface=text))


def _percents(builder: _Builder, rows: dict[str, Any]) -> None:
    percent = rows.get("percent", {})
    for symbol, group in (("%", "words"), ("pp", "points"), ("‰", "permille")):
        for text in percent.get(group, []):
            builder.add(text, Unit(PERCENT, symbol))
    for text, factor in percent.get("tenths", {}).items():
        builder.add(text, Unit(PERCENT, "%", Decimal(str(factor))))
    for text, factor in percent.get("hundredths", {}).items():
        builder.add(text, Unit(PERCENT, "pp", Decimal(str(factor))))
    for text, factor in percent.get("before", {}).items():
        builder.before.setdefault(tokenise(text).keys, []).append(
            Unit(PERCENT, "%", Decimal(str(factor)))
        )


def _measure(symbol: str, *, surface: str = "") -> Unit:
    kind = DURATION if catalogue()[symbol]["dimension"] == "time" else MEASURE
    return Unit(kind, symbol, surface=surface)


def _measures(builder: _Builder, rows: dict[str, Any]) -> None:
    for text, symbol in rows.get("units", {}).items():
        builder.add(text, _measure(symbol))
    for symbol, row in catalogue().items():
        for text in [] if row.get("hidden") else [symbol, *row.get("also", [])]:
            cased = len(text) <= _CASED and text.isascii() and text.isalpha()
            builder.add(text, _measure(symbol, surface=text if cased else ""))


def _measures_before(builder: _Builder, rows: dict[str, Any]) -> None:
    """What stands before a number: a unit, or what its unit is a rate of ("/h": "saatte")."""
    for text, symbol in rows.get("units_before", {}).items():
        if symbol.startswith("/"):
            keys = tokenise(text).keys
            builder.before.setdefault(keys, []).append(Unit(MEASURE, symbol))
            continue
        builder.before.setdefault(tokenise(text).keys, []).append(_measure(symbol))


def _inflect(builder: _Builder, suffixes: list[str]) -> None:
    """Add the names of the tables with the case endings that a language glues to them."""
    for keys, found in list(builder.behind.items()):
        if suffixes and len(keys[-1]) > 1 and keys[-1].isalpha():
            for suffix in suffixes:
                builder.behind.setdefault((*keys[:-1], keys[-1] + suffix), found)


def _measure_names(builder: _Builder, rows: dict[str, Any], language: str) -> None:
    for unit, text in cldr.unit_words(language):
        symbol = _by_cldr().get(unit, "")
        if symbol and _worth(text, symbol, rows):
            builder.add(text, _measure(symbol))


def _worth(text: str, symbol: str, rows: dict[str, Any]) -> bool:
    """A long name, or a short one in a script of its own; short Latin ones are listed."""
    if text in rows.get("not_units", {}).get("words", []):
        return False
    time = catalogue()[symbol]["dimension"] == "time"
    letters = sum(c.isalpha() for c in text)
    return letters > 3 or not text.isascii() or (time and letters > 1)  # noqa: PLR2004


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, Any]]:
    """Each unit symbol with its dimension, and the factor (and offset) to the base unit."""
    return {str(symbol): dict(row) for symbol, row in table("numbers/units").items()}


@lru_cache(maxsize=1)
def _by_cldr() -> dict[str, str]:
    return {name: symbol for symbol, row in catalogue().items() for name in row.get("cldr", [])}


def _currency_names(builder: _Builder, rows: dict[str, Any], language: str) -> None:
    for code, name in cldr.currency_words(language):
        keys = tokenise(name).keys
        lone_word = len(keys) == 1 and keys[0].isascii() and len(keys[0]) <= _CASED
        if not lone_word:
            builder.add(name, Unit(MONEY, code), before=leads(name, rows.get("money", {})))


def _rows(language: str | None) -> dict[str, Any]:
    tag = language or ""
    return table(f"numbers/{tag}") or table(f"numbers/{primary(tag)}")


@lru_cache(maxsize=64)
def units(language: str | None) -> Units:
    """The units of a language; None: signs and codes only."""
    builder, own = _Builder(), _rows(language)
    for rows in (own, table("numbers/common")):
        _money_tables(builder, rows)
        _percents(builder, rows)
    _measures(builder, own)
    _measures_before(builder, own)
    _inflect(builder, own.get("options", {}).get("unit_suffixes", []))
    _codes(builder)
    if language:
        _measure_names(builder, own, language)
        _currency_names(builder, own, language)
    points = Phrases((text, True) for text in own.get("percent", {}).get("maybe_points", ()))
    return replace(builder.units(own.get("options", {})), points=points)


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """A value in another unit of the same dimension; None where there is no way."""
    if unit == to:
        return value
    here, there = catalogue().get(unit), catalogue().get(to)
    if not here or not there or here["dimension"] != there["dimension"]:
        return None
    base = value * Decimal(str(here["factor"])) + Decimal(str(here.get("offset", 0)))
    return (base - Decimal(str(there.get("offset", 0)))) / Decimal(str(there["factor"]))
