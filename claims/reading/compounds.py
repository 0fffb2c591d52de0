"""Compounds: number words written as one word, taken apart ("siebenhundertzwölf", "tremila")."""

from __future__ import annotations

from collections.abc import Iterator

from claims.reading.compose import CARDINAL, FRACTION, Atom, Composer
from claims.reading.lexicon import Lexicon, Word

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
    if len(key) > _LONGEST or key.isascii() and not key.isalpha():
        return None
    key, tail = _without_tail(key, lexicon)
    for tries, words in enumerate(_splits(key, lexicon, 0)):
        if tries > _MOST_TRIES:
            break
        number = (
            Composer(_Pieces(words), lexicon.options, glued=True).read(0)
            if len(words) > 1
            else None
        )
        if number is None or number.end != len(words) or number.bare:
            if not (tail and len(words) == 1 and words[0].value):
                continue
            return Word(denominator=int(words[0].value), plural=True)
        return _word(number.kind, number.value, words, tail=tail)
    return None


def _without_tail(key: str, lexicon: Lexicon) -> tuple[str, bool]:
    for tail in lexicon.options.get("denominator_tails", []):
        if key.endswith(tail) and len(key) > len(tail) + 2:
            return key.removesuffix(tail), True
    return key, False


def _word(kind: str, value: object, words: tuple[Word, ...], *, tail: bool) -> Word | None:
    from decimal import Decimal  # noqa: PLC0415

    number = Decimal(str(value))
    if tail:
        return Word(denominator=int(number), plural=True) if kind == CARDINAL else None
    if kind in (CARDINAL, FRACTION):
        return Word(value=number, alone=True)
    return Word(ordinal=int(number), plural=words[-1].plural)


def _splits(key: str, lexicon: Lexicon, depth: int) -> Iterator[tuple[Word, ...]]:
    """Every way to split a word into number words, long pieces first."""
    if not key:
        yield ()
        return
    if depth > 14:  # noqa: PLR2004
        return
    joints = lexicon.options.get("joints", [])
    for size in range(len(key), 1, -1):
        word = lexicon.pieces.get(key[:size])
        if word is None or not _usable(word):
            continue
        for rest in _splits(key[size:], lexicon, depth + 1):
            yield (word, *rest)
    if depth:
        for joint in joints:
            if key.startswith(joint) and len(key) > len(joint):
                for rest in _splits(key.removeprefix(joint), lexicon, depth + 1):
                    yield (Word(mark="and"), *rest)


def _usable(word: Word) -> bool:
    if word.short or word.mark == "article":
        return False
    return word.numeric or word.denominator is not None
