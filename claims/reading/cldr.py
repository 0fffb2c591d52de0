"""What CLDR knows about numbers, as plain words: spellings, magnitudes, units, currencies.

Source: Unicode CLDR, through Babel and unicode-rbnf.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

import regex

from claims.reading.data import primary

POWERS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 18)
FACTORS = (1, 2, 3, 4, 5, 6, 7, 8, 9)
_HUNDRED = 100
_UNWANTED = ("year", "days", "financial-", "fractions")
_EMBEDDED = regex.compile(r"\([^)]*\)|\d{4}.*")


@lru_cache(maxsize=64)
def locale(language: str) -> Any:
    """Babel's locale of a language tag; the root locale where CLDR has none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    for tag in (language, language.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("und")


def _rulesets(engine: Any, word: str) -> list[str]:
    return [
        name
        for name, rules in engine.rulesets.items()
        if not rules.is_private
        and name.startswith(word)
        and not any(part in name for part in _UNWANTED)
    ]


def _engine(language: str) -> Any:
    from unicode_rbnf import RbnfEngine  # noqa: PLC0415

    if not (base := primary(language)):
        return None  # a tag names a file there
    tag = {"no": "nb"}.get(base, base)
    try:
        return RbnfEngine.for_language("no" if tag == "nb" else tag)
    except ValueError:
        return None


def _format(engine: Any, n: int, names: list[str]) -> Iterator[tuple[str, str]]:
    from unicode_rbnf.engine import RbnfError  # noqa: PLC0415

    try:
        spelled = engine.format_number(n, ruleset_names=names).text_by_ruleset
    except (RbnfError, ValueError, RecursionError):
        return
    for name, text in spelled.items():
        if text and not any(c.isdigit() for c in text):
            yield name, text


def numbers() -> Iterator[int]:
    """The numbers whose spelling makes a lexicon: below 100, round ones, and 101."""
    yield from range(_HUNDRED)
    yield _HUNDRED + 1
    for power in POWERS:
        factors = FACTORS if power <= 3 else (1, 2, 5)  # noqa: PLR2004
        yield from (factor * 10**power for factor in factors)


def spellings(language: str) -> Iterator[tuple[int, bool, bool, str]]:
    """(number, is it an ordinal, is it a plural form, words), in every gender and case."""
    engine = _engine(language)
    if engine is None:
        return
    names = _rulesets(engine, "spellout-")
    seen: set[tuple[int, bool, str]] = set()
    for n in numbers():
        for name, text in _format(engine, n, names):
            entry = (n, "ordinal" in name, text)
            if entry not in seen:
                seen.add(entry)
                yield n, entry[1], "plural" in name, text


def magnitudes(language: str) -> Iterator[tuple[str, Decimal, bool]]:
    """(word, factor, is it an abbreviation): "millions" 10⁶, "Mrd." 10⁹, "万" 10⁴."""
    formats = locale(language).compact_decimal_formats
    for style in ("long", "short"):
        for forms in formats.get(style, {}).values():
            for power, pattern in forms.items():
                text = str(getattr(pattern, "pattern", pattern)).split(";")[0]
                zeros = text.count("0")
                word = regex.sub(r"[0'\u200e\u200f¤]", "", text).strip(" \u00a0\u202f.")
                if word and zeros:
                    factor = Decimal(10) ** (len(str(int(power))) - zeros)
                    yield word, factor, style == "short"


def decimal_signs(language: str) -> tuple[str, str]:
    """The decimal sign and the grouping sign for Western digits."""
    symbols = locale(language).number_symbols
    latin: Any = symbols.get("latn") or next(iter(symbols.values()), {})
    return str(latin.get("decimal", ".")), str(latin.get("group", ","))


def unit_words(language: str) -> Iterator[tuple[str, str]]:
    """(CLDR unit, word): ("length-kilometer", "kilomètres"), long and short forms."""
    patterns = locale(language)._data.get("unit_patterns", {})  # noqa: SLF001
    for unit, styles in patterns.items():
        for style in ("long", "short", "narrow"):
            for count, pattern in dict(styles.get(style, {})).items():
                if count != "per" and isinstance(pattern, str) and "{0}" in pattern:
                    word = pattern.replace("{0}", "").strip()
                    if word:
                        yield unit, unicodedata.normalize("NFC", word)


def currency_words(language: str) -> Iterator[tuple[str, str]]:
    """(ISO 4217, name) in every plural form, and the symbols used in the language."""
    data = locale(language)._data  # noqa: SLF001
    for code, forms in data.get("currency_names_plural", {}).items():
        for name in dict(forms).values():
            yield code, _EMBEDDED.sub("", name).strip()
    for code, name in data.get("currency_names", {}).items():
        yield code, _EMBEDDED.sub("", name).strip()
    for code, symbol in data.get("currency_symbols", {}).items():
        yield code, symbol


def currency_codes() -> frozenset[str]:
    """Every ISO 4217 code that CLDR names in English."""
    return frozenset(locale("en").currencies)
