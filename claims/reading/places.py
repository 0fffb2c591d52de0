"""Places: countries by name, by nationality, and by the capital that stands for them.

Country names and the cities of time zones come from Unicode CLDR, through Babel, in every language
it knows. What CLDR lacks stands in `tables/places`, one file a language: `names` (everyday names),
`people` (nationalities, as nouns and adjectives), `capitals` (those that name no time zone),
`labels` (names better than CLDR's), `except.words` (a country's word that names none: "Indian
Ocean"), `endings` (how names are declined), `proclitics` and `options`. `tables/places.toml` says
which time zone is named after which capital.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import regex

from claims.reading.cldr import locale
from claims.reading.data import primary, table
from claims.reading.patterns import Patterns, expand
from claims.reading.phrases import bare
from claims.reading.reading import Reading
from claims.tokens import Tokens

_BRACKETED = regex.compile(r"\s*[(（](.*?)[)）]")
_CURRENCY = regex.compile(r"\p{Sc}")
_NO_COUNTRIES = ("EZ", "QO", "XA", "XB", "ZZ")
_CODE_LENGTH = 2
_FEWEST_STEM = 3


class _Place(NamedTuple):
    """What a phrase names. `capital`: by its capital; `upper`: only with a capital letter."""

    code: str
    capital: bool = False
    upper: bool = True


def read_places(tokens: Tokens, language: str) -> list[Reading]:
    """The countries, nationalities and capitals of a text, in its order.

    The value is an ISO 3166-1 alpha-2 code, or EU or UN; `unit` is "capital" where a capital stands
    for the country. In scripts that have capital letters a name must begin with one.
    """
    return list(_read(tokens, _patterns(primary(language))))


def name(code: str, language: str) -> str:
    """A country's name in a language; the code itself where CLDR has none."""
    labels = _table(primary(language)).get("labels", {})
    if code in labels:
        return str(labels[code])
    known = locale(language).territories.get(code, code)
    return _BRACKETED.sub("", known).strip() or code


def _read(tokens: Tokens, patterns: Patterns[_Place | None]) -> Iterator[Reading]:
    for hit in patterns.find(tokens):
        place = hit.payload
        start, end = tokens.starts[hit.first], tokens.ends[hit.end - 1]
        if place is None or (place.upper and tokens.text[start].islower()):
            continue
        if _CURRENCY.match(tokens.text, end):  # "US$" is money
            continue
        unit = "capital" if place.capital else None
        yield Reading("place", tokens.text[start:end], start, end, place.code, unit)


def _table(language: str) -> dict[str, Any]:
    return table(f"places/{language}") if language else {}


@lru_cache(maxsize=64)
def _patterns(language: str) -> Patterns[_Place | None]:
    data = _table(language)
    items: dict[str, _Place | None] = {}
    for phrase, place in _items(language, data):
        items.setdefault(phrase, place)
    plain = {bare(phrase): place for phrase, place in items.items() if bare(phrase) not in items}
    return Patterns((items | plain).items(), data.get("proclitics"))


def _items(language: str, data: dict[str, Any]) -> Iterator[tuple[str, _Place | None]]:
    for pattern in chain.from_iterable(map(expand, data.get("except", {}).get("words", ()))):
        yield pattern, None
    upper = data.get("options", {}).get("people_capital", False)
    listed = (("names", False, True), ("people", False, upper), ("capitals", True, True))
    for section, capital, cased in listed:
        for code, phrases in data.get(section, {}).items():
            for phrase in chain.from_iterable(map(expand, phrases)):
                yield phrase, _Place(code, capital, cased)
    endings = data.get("endings", {})
    for code, phrase, capital in chain(_names(language), _cities(language)):
        for form in _declined(phrase, endings):
            yield form, _Place(code, capital)


def _names(language: str) -> Iterator[tuple[str, str, bool]]:
    """CLDR's country names, those in brackets apart: (code, name, is it a capital)."""
    qualified = table("places").get("qualified", ())
    base = locale(language)
    conjunction = str(base.list_patterns.get("standard", {}).get("2", "{0} {1}"))
    for code, phrase in base.territories.items():
        if len(code) != _CODE_LENGTH or code in _NO_COUNTRIES:
            continue
        yield code, _BRACKETED.sub("", phrase), False
        if code not in qualified:
            yield from ((code, inner, False) for inner in _BRACKETED.findall(phrase))
        if " & " in phrase:
            yield code, conjunction.format(*phrase.split(" & ", 1)), False


def _cities(language: str) -> Iterator[tuple[str, str, bool]]:
    """CLDR's names of the capitals that a time zone is named after."""
    zones = locale(language).time_zones
    for code, zone in table("places").get("zones", {}).items():
        plain = zone.rpartition("/")[2].replace("_", " ")
        yield code, str(zones.get(zone, {}).get("city", plain)), True


def _declined(phrase: str, endings: dict[str, list[str]]) -> Iterator[str]:
    """A name and its cases: the longest ending that fits gives way to each of the others."""
    yield phrase
    for size in range(min(4, len(phrase) - _FEWEST_STEM), -1, -1):
        ending = phrase[len(phrase) - size :]
        if ending in endings and " " not in phrase:
            yield from (phrase[: len(phrase) - size] + other for other in endings[ending])
            return
