"""Whether a statement names who its claim is about, though it is told in another script."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from anyascii import anyascii

from claims.reading.phrases import bare
from claims.tokens import fold

_WORD = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}\p{Nd}’'-]*")
_CAPITAL = regex.compile(r"\p{Lu}")
_RUN = regex.compile(r"\p{Lu}[\p{L}\p{M}\p{Nd}’'-]*(?:\s+\p{Lu}[\p{L}\p{M}\p{Nd}’'-]*)*")
_SOFT = regex.compile(r"[aeiouywhj'’\-]")
_TWICE = regex.compile(r"(.)\1+")
_SHARED = 4  # first letters that make two words kin: "sécurité", "security"
_ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f", "b": "p", "d": "t", "g": "k"})


def runs(words: str, *, begins: bool = False) -> Iterator[tuple[int, int]]:
    """The names in some words: runs of capitalised words, as offsets.

    `begins`: the first word starts a sentence, so its capital says nothing.
    """
    for match in _RUN.finditer(words):
        start, end = match.span()
        if begins and not words[:start].strip():
            first = _WORD.match(words, start)
            start = first.end() if first and first.end() < end else end
            start += len(words[start:end]) - len(words[start:end].lstrip())
        if start < end:
            yield start, end


def named(name: str, text: str) -> bool:
    """Whether one word of a name stands in a text, in this script or another, or a near kin."""
    there = [fold(w) for w in _WORD.findall(text)]
    plain = {bare(w) for w in there}
    sounds = {_sound(w) for w in there}
    return any(_stands(word, plain, sounds) for word in _WORD.findall(name))


def _stands(word: str, plain: set[str], sounds: set[str]) -> bool:
    key = bare(fold(word))
    if key in plain or (len(key) >= _SHARED and any(p.startswith(key[:_SHARED]) for p in plain)):
        return True
    sound = _sound(word)
    return len(sound) > 1 and any(
        sound == s or (len(sound) > 2 and s.startswith(sound)) for s in sounds
    )  # noqa: PLR2004


def _sound(word: str) -> str:
    """The consonants of a word in Latin letters, like ones alike: "Шойгу" and "Shoigu" meet."""
    letters = _SOFT.sub("", anyascii(word).lower()).translate(_ALIKE)
    return _TWICE.sub(r"\1", letters)
