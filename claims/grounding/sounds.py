"""How words sound, so that a name can be met in another script: "Шойгу" and "Shoigu".

Letters come from `anyascii`; what scripts write and do not sound, and the other way round, stands
in `names.toml`. The readings of kanji (`kanji.txt`) are the Unicode Han Database's.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

import regex
from anyascii import anyascii

_NOT_LETTERS = regex.compile(r"[^a-z]")
_VOWELS = regex.compile(r"[aeiou'’\-]")
_SOFT = regex.compile(r"[aeiouywvhj'’\-]")
_NASAL = regex.compile(r"ng")
_TWICE = regex.compile(r"(.)\1+")
_ALIKE = str.maketrans("cqghzvbdm", "kkkksfptn")
_LENGTHENED = regex.compile(r"[eo]$")  # "shiro" is "shira" in 白浜
# "ueru" is "ue" in 植田, "takai" is "taka" in 高松
_INFLECTED = regex.compile(r"(?<=..)(?:[rskgmbn]u|tsu)$|(?<=..[aou])i$")


@cache
def names_table() -> dict[str, Any]:
    """The table `names.toml`."""
    return tomllib.loads(files("claims.grounding").joinpath("names.toml").read_text("utf-8"))


def letters(text: str) -> str:
    """The letters of a text, in any script, as plain Latin ones: a to z."""
    return _NOT_LETTERS.sub("", anyascii(_respelled(text)).lower())


def sounds(text: str, language: str = "") -> tuple[str, str]:
    """The consonants of a text, like ones alike: with w, y and h, and without.

    `language` is the one in which the text, or what it is compared with, was written down: what
    falls together there is alike ("l" and "r" in Korean).
    """
    plain = letters(text)
    for pattern, instead in _heard(language):
        plain = pattern.sub(instead, plain)
    plain = _NASAL.sub("n", plain)
    return tuple(  # type: ignore[return-value]
        _TWICE.sub(r"\1", soft.sub("", plain).translate(_ALIKE)) for soft in (_VOWELS, _SOFT)
    )


def kanji_languages() -> list[str]:
    """The languages in which kanji are read as `kanji.txt` says."""
    found: list[str] = names_table()["kanji"]["languages"]
    return found


def compounding() -> list[str]:
    """The languages that write compounds as one word."""
    found: list[str] = names_table()["compounds"]["languages"]
    return found


def nouns_with_capitals() -> list[str]:
    """The languages in which every noun has a capital."""
    found: list[str] = names_table()["nouns"]["languages"]
    return found


def usual(word: str) -> list[str]:
    """How a family name is spelled by custom, where its sound would not say so."""
    found: list[str] = names_table()["usual"].get(word[:1], [])
    return found if len(word) <= _FULL_NAME else []


_FULL_NAME = 3  # syllables of a Korean name


def _respelled(text: str) -> str:
    if text.isascii():
        return text
    spelled = unicodedata.normalize("NFD", text)
    for pattern, instead in _rules("respelled"):
        spelled = pattern.sub(instead, spelled)
    return unicodedata.normalize("NFC", spelled)


@cache
def _heard(language: str) -> list[tuple[regex.Pattern[str], str]]:
    return _compiled(names_table()["heard"].get(language, {}))


@cache
def _rules(name: str) -> list[tuple[regex.Pattern[str], str]]:
    return _compiled(names_table()[name])


def _compiled(rules: Mapping[str, str]) -> list[tuple[regex.Pattern[str], str]]:
    return [
        (regex.compile(unicodedata.normalize("NFD", pattern)), unicodedata.normalize("NFD", to))
        for pattern, to in rules.items()
    ]


class Readings:
    """A Japanese text as all that it can be read as."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _choices(self) -> list[tuple[str, ...]]:
        return [_choices(char) for char in self._text]

    def say(self, word: str) -> bool:
        """Whether some stretch of the text can be read as this word in Latin letters."""
        wanted = hepburn(word)
        return any(self._from(i, wanted) for i in range(len(self._choices)))

    def _from(self, first: int, wanted: str) -> bool:
        reached = {0}
        for choices in self._choices[first:]:
            reached = {
                at + len(reading)
                for at in reached
                for reading in choices
                if wanted.startswith(reading, at)
            }
            if not reached or len(wanted) in reached:
                return bool(reached)
        return False


@lru_cache(maxsize=4096)
def _choices(char: str) -> tuple[str, ...]:
    known = [*_kanji().get(char, ())] or [anyascii(char).lower()]
    shifted = [_LENGTHENED.sub("a", reading) for reading in known]
    stems = [_INFLECTED.sub("", reading) for reading in known]
    return tuple({hepburn(reading) for reading in (*known, *shifted, *stems)} - {""})


def hepburn(word: str) -> str:
    """A word of Japanese in Latin letters, spellings of the same sounds made one."""
    spelled = letters(word)
    for pattern, instead in _rules("hepburn"):
        spelled = pattern.sub(instead, spelled)
    return spelled


@cache
def _kanji() -> dict[str, list[str]]:
    text = files("claims.grounding").joinpath("kanji.txt").read_text("utf-8")
    return dict(_rows(text))


def _rows(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in text.splitlines():
        char, *readings = line.split(" ")
        if char != "#":
            yield char, readings
