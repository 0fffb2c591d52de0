"""Compounds: number words written as one word, taken apart ("siebenhundertzwölf", "tremila")."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from claims.reading.compose import Composer
from claims.reading.lexicon import Lexicon
from claims.reading.parts import CARDINAL, ORDINAL, Atom
from claims.reading.word import Word

_LONGEST = 120
_MOST_TRIES = 40


class _Pieces:
    """The parts of one word, as a source for the composer."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self._words = words

    def at(self, p: int) -> Atom | None:
        return Atom(p + 1, self._words[p]) if p < len(self._words) else None

    def linked(self, p: int) -> bool:
        return p < len(self._words)

    def comma(self, p: int) -> bool:
        del p
        return False

    def point(self, p: int) -> bool:
        del p
        return False


def read_compound(key: str, lexicon: Lexicon) -> Word | None:
    """The number that a word is made of, whole; None for every other word."""
    if len(key) > _LONGEST or not key.isalpha():
        return None
    for stem, tail in _stems(key, lexicon):
        splits = _Splits(stem, lexicon).at(0)
        for words in itertools.islice(splits, _MOST_TRIES):
            word = _composed(words, lexicon, tail=tail)
            if word is not None:
                return word
    return None


def _stems(key: str, lexicon: Lexicon) -> Iterator[tuple[str, bool]]:
    """A word, and without the endings that make it a denominator ("avos", "tel")."""
    for tail in lexicon.options.get("denominator_tails", []):
        if key.endswith(tail):
            yield key.removesuffix(tail), True
    yield key, False


def _composed(words: tuple[Word, ...], lexicon: Lexicon, *, tail: bool) -> Word | None:
    number = Composer(_Pieces(words), lexicon.options, glued=True).read(0)
    if number is None or number.end != len(words) or (number.bare and number.kind == CARDINAL):
        return None
    if tail:
        whole = number.kind == CARDINAL and number.value > 1
        return Word(denominator=int(number.value), plural=True) if whole else None
    if len(words) == 1:
        return None
    if number.kind == ORDINAL:
        return Word(ordinal=int(number.value), plural=words[-1].plural)
    return Word(value=number.value, alone=True)


class _Splits:
    """The ways to split a word into number words."""

    def __init__(self, key: str, lexicon: Lexicon) -> None:
        self._key = key
        self._pieces = lexicon.pieces
        self._joints = lexicon.options.get("joints", [])
        self._dead: set[int] = set()

    def at(self, i: int) -> Iterator[tuple[Word, ...]]:
        """Every way to split what begins at letter i, long pieces first."""
        if i == len(self._key):
            yield ()
        if i in self._dead:
            return
        found = False
        for size, word in self._parts(i):
            for rest in self.at(i + size):
                found = True
                yield (word, *rest)
        if not found:
            self._dead.add(i)

    def _parts(self, i: int) -> Iterator[tuple[int, Word]]:
        for end in range(len(self._key), i + 1, -1):
            word = self._pieces.get(self._key[i:end])
            if word is not None and _usable(word):
                yield end - i, word
        for joint in self._joints if i else ():
            if self._key.startswith(joint, i) and i + len(joint) < len(self._key):
                yield len(joint), Word(mark="and")


def _usable(word: Word) -> bool:
    if word.short or word.mark == "article":
        return False
    return word.numeric or word.denominator is not None
