"""Concepts: ordinary words of names, which are translated: "Court of Appeal", "Corte d'appello".

The lexicon `concepts.toml` is our own; the names of days and months are Unicode CLDR's, through
Babel.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import regex

from claims.grounding.sounds import compounding
from claims.grounding.words import is_word
from claims.reading.cldr import locale
from claims.reading.data import primary
from claims.reading.phrases import bare
from claims.tokens import fold

_SHORT = 3  # letters: shorter stems are met at the edges of words only
_FORMLESS = 4  # first letters of a day's or a month's name
_STEM = 3  # letters of an English word that may tell what it means
_ABBREVIATION = regex.compile(r"[A-Z]{2,}")
_CALENDAR = (("days", "format"), ("months", "format"), ("months", "stand-alone"))


@lru_cache(maxsize=4096)
def said_as(word: str, language: str) -> regex.Pattern[str] | None:
    """How a language says what an English word says; None where the lexicon does not know it.

    The pattern is meant for text as `plain` makes it.
    """
    tag = primary(language)
    stems = {stem for row in _rows_of(plain(word)) for stem in _told(row, tag)}
    stems |= {_stem(name, tag) for name in _calendar(tag).get(plain(word), ())}
    return regex.compile("|".join(sorted(_met(stem, tag) for stem in stems))) if stems else None


def spelled(word: str, language: str) -> str | None:
    """How a language spells an abbreviation with the names of its letters: "CBI" for "सीबीआई"."""
    names = _file()["letters"].get(primary(language), "").split()
    if not names or not _ABBREVIATION.fullmatch(word):
        return None
    return "".join(plain(names[ord(letter) - ord("A")]) for letter in word)


def plain(text: str) -> str:
    """A text without case, accents and layout marks."""
    return bare(fold.__wrapped__(text))


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files("claims.grounding").joinpath("concepts.toml").read_text("utf-8"))


@cache
def _index() -> dict[str, list[str]]:
    """English word, or stem with "*" -> the rows of its concepts."""
    found: dict[str, list[str]] = {}
    for english, row in _file()["concepts"].items():
        for word in english.split(", "):
            found.setdefault(plain(word), []).append(row)
    return found


def _rows_of(word: str) -> Iterator[str]:
    """The rows of a word; stems are those of English words only, not of names."""
    sizes = range(_STEM, len(word) + 1) if is_word(word, "en") is not False else ()
    stems = (f"{word[:size]}*" for size in sizes)
    for key in {word, word.removesuffix("s"), word.removesuffix("es"), *stems}:
        yield from _index().get(key, ())


def _told(row: str, language: str) -> Iterable[str]:
    told = next((t for t in row.split("; ") if t.startswith(f"{language} ")), "")
    return told[len(language) + 1 :].split(", ") if told else ()


@cache
def _calendar(language: str) -> dict[str, list[str]]:
    """English names of days and months -> those of a language."""
    found: dict[str, list[str]] = {}
    for kind, context in _CALENDAR:
        own = getattr(locale(language), kind)[context]["wide"] if language else {}
        for number, name in getattr(locale("en"), kind)["format"]["wide"].items():
            if number in own:
                found.setdefault(plain(name), []).append(own[number])
    return found


def _stem(name: str, language: str) -> str:
    """What the forms of a day's or a month's name have in common."""
    unspaced = language in _file()["forms"]["unspaced"]
    return name if unspaced else name[: max(_FORMLESS, len(name) - 2)]


def _met(stem: str, language: str) -> str:
    """A stem as a pattern; one that ends in "=" is a whole word."""
    bare_stem, forms = plain(stem.removesuffix("=")), _file()["forms"]
    word, size = regex.escape(bare_stem), len(bare_stem)
    if language in forms["unspaced"]:
        return rf"(?<=\p{{L}}){word}" if size == 1 and language in forms["syllables"] else word
    before = forms["before"].get(language, forms["start"])
    endings = "" if stem.endswith("=") else forms["after"].get(language, forms["endings"])
    after = f"{endings}{forms['end']}"
    if stem.endswith("=") or language not in compounding():
        return f"{before}{word}{after}"
    return word if size > _SHORT else rf"{before}{word}|{word}{after}"
