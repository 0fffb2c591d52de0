"""Exonyms: names that English has of its own: "Saxony" for "Sachsen", "NATO" for "ОТАН".

The parts of the world and the cities of time zones are Unicode CLDR's, through Babel; all others
stand in `exonyms.toml`. An English name is met as the runs of capitals that `names` makes of it:
"Strait of Hormuz" is "Strait" and "Hormuz".
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

import regex

from claims.grounding.names import names
from claims.reading.cldr import locale
from claims.reading.data import primary, table
from claims.reading.patterns import Patterns, expand
from claims.reading.phrases import bare
from claims.reading.places import read_places
from claims.tokens import fold, tokenise

Run = tuple[str, ...]
"""The words of a run of capitals, without case and accents."""

_STEM = 3  # letters: a name of one word that is no longer takes only the endings that are listed
_AS_WRITTEN = regex.compile(r"[(*]|^[\p{Lu}\p{Nd}]{2,}$")
_WORD = regex.compile(r"[\p{L}\p{M}*(|)’']+")


def named(text: str, language: str) -> frozenset[Run]:
    """The English names of what a text names in its language, as runs."""
    tokens = tokenise(text)
    found: set[Run] = set()
    for hit in _patterns(primary(language)).find(tokens):
        lower, told_as = hit.payload
        if lower or not text[tokens.starts[hit.first]].islower():
            found.update(*map(_runs, told_as))
    return frozenset(found)


def listed(words: Sequence[str], language: str) -> bool:
    """Whether the tables say what a language calls this English name."""
    return tuple(map(_key, words)) in _listed_in(primary(language))


def told(words: Sequence[str], borne: Collection[Run]) -> list[bool]:
    """Which words of an English name are those of names that are `borne` out.

    The longest name that is known counts: "Lower Saxony" is not told by "Saxony", nor is "Northern
    Saxony". Words of no name of their own are told beside any: "Free State of" Saxony.
    """
    keys = [_key(word) for word in words]
    if borne and all(key in _section("generic") for key in keys):
        return [True] * len(keys)
    found = [False] * len(keys)
    at = 0
    while at < len(keys):
        runs = (tuple(keys[at:end]) for end in range(len(keys), at, -1))
        size = next((len(run) for run in runs if run in borne or run in _known()), 0)
        qualified = at > 0 and not found[at - 1] and keys[at - 1] in _section("qualifiers")
        if size and not qualified and tuple(keys[at : at + size]) in borne:
            found[at : at + size] = [True] * size
        at += size or 1
    return found


def generic(word: str) -> bool:
    """Whether an English word says what kind of place a name is: "Danube River"."""
    return _key(word) in _section("generic")


def _key(word: str) -> str:
    return bare(fold(word))


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files("claims.grounding").joinpath("exonyms.toml").read_text("utf-8"))


@cache
def _section(section: str) -> frozenset[str]:
    return frozenset(_file()[section]["en"].split())


@cache
def _known() -> frozenset[Run]:
    """Every English name of the table that is one run."""
    return _as_runs(_rows())


@cache
def _listed_in(language: str) -> frozenset[Run]:
    return _as_runs(english for english, row in _rows().items() if language in row)


def _as_runs(names: Iterable[str]) -> frozenset[Run]:
    forms = chain.from_iterable(map(expand, names))
    return frozenset(tuple(map(_key, form.split())) for form in forms)


@cache
def _runs(english: str) -> frozenset[Run]:
    """The runs of an English name in all its forms: "(WHO|World Health Organization)"."""
    return frozenset(
        tuple(map(_key, name.words))
        for form in expand(f"the {english}")
        for skip in ((), _places(form))
        for name in names(form, "en", skip)
        if name.words
    )


def _places(text: str) -> list[tuple[int, int]]:
    """Where a text names countries: `names` passes them over."""
    return [(r.start, r.end) for r in read_places(tokenise(text), "en")]


@cache
def _rows() -> dict[str, dict[str, list[str]]]:
    """English name -> language -> names."""
    rows = chain(_file()["regions"].items(), _file()["names"].items())
    return {english: dict(map(_one, row.split("; "))) for english, row in rows}


def _one(told_in: str) -> tuple[str, list[str]]:
    language, _, listed = told_in.partition(" ")
    return language, listed.split(", ")


@lru_cache(maxsize=64)
def _patterns(language: str) -> Patterns[tuple[bool, frozenset[str]]]:
    """Names of a language -> (may they begin with a small letter, their English names)."""
    told_as: dict[str, set[str]] = {}
    for english, name in _names(language):
        form = _inflected(name, language)
        for spelled in {form, bare(form)}:
            told_as.setdefault(spelled, set()).add(english)
    items = [(form, (form[:1].islower(), frozenset(names))) for form, names in told_as.items()]
    return Patterns(items, table(f"places/{language}").get("proclitics") if language else None)


def _names(language: str) -> Iterator[tuple[str, str]]:
    """(English name, name in a language)."""
    if not language or language == "en":
        return
    for english, row in _rows().items():
        yield from ((english, name) for name in row.get(language, ()))
    for tag in (language, *_file()["variants"].get(language, ())):
        yield from _of_cldr(tag)


def _of_cldr(tag: str) -> Iterator[tuple[str, str]]:
    """(English name, name in a language) of the parts of the world and of time zones' cities."""
    english, own = locale("en"), locale(tag)
    for code, name in own.territories.items():
        if code.isdigit():
            yield english.territories[code], name
    for zone, known in own.time_zones.items():
        plain = zone.rpartition("/")[2].replace("_", " ")
        if city := known.get("city"):
            now = english.time_zones.get(zone, {}).get("city", plain)
            yield f"({plain}|{now})", city


def _inflected(name: str, language: str) -> str:
    """A name as a pattern of its forms; a word that is written as a pattern stays as it is."""
    rule = _file()["inflected"].get(language)
    if rule is None:
        return name
    alone = len(name.split()) == 1
    return _WORD.sub(lambda word: _forms(word[0], rule, alone=alone), name)


def _forms(word: str, rule: dict[str, str], *, alone: bool) -> str:
    stem = regex.sub(rule["drop"], "", word)
    if _AS_WRITTEN.search(word) or len(stem) < _STEM:
        return word
    short = alone and len(stem) == _STEM
    return f"{stem}({rule['short']})" if short else f"{stem}{rule['long']}"
