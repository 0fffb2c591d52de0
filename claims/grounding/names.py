"""Whether a statement names who its claim is about, though it is told in another script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import regex
from anyascii import anyascii

from claims.reading.phrases import bare
from claims.tokens import fold

_WORD = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}\p{Nd}’'-]*")
_CAPITAL = regex.compile(r"\p{Lu}[\p{L}\p{M}\p{Nd}’'-]*")
_APOSTROPHE = regex.compile(r"['’]")
_POSSESSIVE = regex.compile(r"['’]s?$")
_SOFT = regex.compile(r"[aeiouywhj'’\-]")
_NOT_LETTERS = regex.compile(r"[^a-z]")
_LATIN = regex.compile(r"\p{Latin}{3}")
_HAN, _KANA = regex.compile(r"\p{Han}"), regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_TWICE = regex.compile(r"(.)\1+")
_KIN = 4  # first letters that make two words kin: "sécurité", "security"
_LONG_SOUND = 3  # consonants: a shorter word sounds like too many others
_ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f", "b": "p", "d": "t", "g": "k"})


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words of a text: offsets, and whether it begins a sentence."""

    start: int
    end: int
    words: tuple[str, ...]
    begins: bool


def names(text: str, skip: Iterable[tuple[int, int]] = ()) -> Iterator[Name]:
    """The names in a text, apart from the stretches to skip (places, dates and so on)."""
    skipped = list(skip)
    run: list[regex.Match[str]] = []
    for word in _WORD.finditer(text):
        capital = _CAPITAL.fullmatch(word[0]) and not any(
            a < word.end() and word.start() < b for a, b in skipped
        )
        if run and (not capital or text[run[-1].end() : word.start()].strip()):
            yield _name(run, text)
            run = []
        if capital:
            run.append(word)
    if run:
        yield _name(run, text)


def _name(run: list[regex.Match[str]], text: str) -> Name:
    before = text[: run[0].start()].rstrip(" \t\"'“”«»(")
    begins = not before or before[-1] in ".!?:\n。！？"
    words = tuple(_POSSESSIVE.sub("", word[0]) for word in run)
    return Name(run[0].start(), run[-1].end(), words, begins)


class Vocabulary:
    """The words of a text, to be met in its own script or in another."""

    def __init__(self, text: str) -> None:
        found = _WORD.findall(text)
        found += [stem for word in found if (stem := _APOSTROPHE.split(word)[0]) != word]
        self.keys = {bare(fold(word)) for word in found}
        lower = {bare(word) for word in found if word.islower()}
        self.capitals = {bare(fold(w)) for w in found if _CAPITAL.fullmatch(w)} - lower
        self.sounds = {sound for word in found if len(sound := _sound(word)) > 1}
        self.romanised = _letters(text)
        self.run_together = _sound(text)
        self.foreign = not _LATIN.search(text)
        self.readable = not (_KANA.search(text) and _HAN.search(text))

    def holds(self, word: str) -> bool:
        """Whether a word stands here: the same, or of the same letters in another script."""
        if bare(fold(word)) in self.keys:
            return True
        sound = _sound(word)
        return len(sound) > 1 and sound in self.sounds

    def kin(self, name: Name) -> bool:
        """Whether a name stands here, a word of it may be translated but no two in a row.

        What cannot be told is kin: nothing in the writing says how Japanese names are read.
        """
        if not self.readable:
            return True
        known = [self._kin(word) for word in name.words]
        ends = any(self._kin("".join(name.words[i:])) for i in range(len(known)))
        strange = any(not (a or b) for a, b in pairwise(known))
        return ends or (any(known) and not strange)

    def tells_apart(self, word: str) -> bool:
        """Whether a word of another text is a name that stands here, in whatever script."""
        sound = _sound(word)
        return bare(fold(word)) in self.capitals or (
            self.foreign and len(sound) >= _LONG_SOUND and sound in self.sounds
        )

    def _kin(self, word: str) -> bool:
        key, sound, letters = bare(fold(word)), _sound(word), _letters(word)
        return (
            self.holds(word)
            or (len(key) >= _KIN and any(k.startswith(key[:_KIN]) for k in self.keys))
            or (len(letters) >= _KIN and letters in self.romanised)
            or (len(sound) >= _LONG_SOUND and sound in self.run_together)
        )


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", anyascii(text).lower())


@lru_cache(maxsize=1024)
def _sound(text: str) -> str:
    """The consonants of a text in Latin letters, like ones alike: "Шойгу" and "Shoigu" meet."""
    return _TWICE.sub(r"\1", _SOFT.sub("", _letters(text)).translate(_ALIKE))


def ordinary(word: str, language: str) -> bool:
    """Whether a word is one of a language's own, as far as can be told."""
    dictionary = _dictionary(language)
    return dictionary is None or fold(word) in dictionary


@cache
def _dictionary(language: str) -> Any:
    from spellchecker import SpellChecker  # noqa: PLC0415  # its list of words loads when needed

    try:
        return SpellChecker(language=language).word_frequency.dictionary
    except ValueError:
        return None
