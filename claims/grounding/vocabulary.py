"""`Vocabulary`: the words of a source, to be met by names told in its script or in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import regex

from claims.grounding.concepts import plain, said_as, spelled
from claims.grounding.exonyms import generic, listed, named, told
from claims.grounding.names import CAPITAL, WORD, Name, ordinary
from claims.grounding.sounds import Readings, kanji_languages, letters, sounds, usual
from claims.grounding.stretches import Stretches
from claims.reading.data import primary
from claims.reading.phrases import bare
from claims.tokens import fold

_APOSTROPHE = regex.compile(r"['’]")
_HYPHEN = regex.compile(r"-(?=\p{Lu})")
_CASED = regex.compile(r"\p{Lu}")
_LATIN = regex.compile(r"\p{Latin}{3}")
_HAN = regex.compile(r"\p{Han}+")
_FIGURES = regex.compile(r"[0-9]+(?:[.,][0-9]+)*")
_FIGURES_OF_NAME = regex.compile(r"(?<=[\p{L}\p{M}][-‐–]?)\p{Nd}+(?:[.,]\p{Nd}+)*")
_KIN = 4  # first letters that make two words kin: "sécurité", "security"
_TOLD = 2  # consonants that are told as a word of their own
_TOGETHER = 40  # characters: no name is longer
_FULL_SOUND = 3  # consonants: a shorter stretch sounds like too many others


def _ascii(figures: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in figures)


class Vocabulary:
    """The words of a text: its keys, and how its names sound.

    Where a script has capitals, only words that begin with one may be names.
    """

    def __init__(self, text: str, language: str = "") -> None:
        self._text, self._language = text, language
        self._tag = primary(language)
        found = WORD.findall(text)
        found += [stem for word in found if (stem := _APOSTROPHE.split(word)[0]) != word]
        self._keys = {bare(fold(word)) for word in found}
        self._keys |= {spelled for word in found for spelled in usual(word)}
        self._foreign = not _LATIN.search(text)
        self._cased = _CASED.search(text) is not None
        # Kanji sound as their readings say, not as the Chinese would read them.
        self._readings = Readings(text) if language in kanji_languages() else None
        found = found if self._readings is None else WORD.findall(_HAN.sub(" ", text))
        capital = [word for word in found if not self._cased or CAPITAL.fullmatch(word)]
        lower = {bare(word) for word in found if word.islower()}
        self._capitals = {bare(fold(w)) for w in capital if self._cased} - lower
        self._sounds = {s for w in capital for s in sounds(w, self._tag) if len(s) >= _TOLD}
        self._stretches = Stretches(" ".join(found), language)

    def holds(self, word: str) -> bool:
        """Whether a word stands here: the same, or of the same sound in another script."""
        if not self._figures.issuperset(_FIGURES.findall(word)):
            return False
        if bare(fold(word)) in self._keys:
            return True
        return self._heard(word, _TOLD if self._foreign else _FULL_SOUND)  # "Laura", no "Ilaria"

    def _heard(self, word: str, fewest: int) -> bool:
        """Whether a name of so many consonants stands here that sounds like a word."""
        return any(s in self._sounds for s in sounds(word, self._tag) if len(s) >= fewest)

    def kin(self, name: Name) -> bool:
        """Whether a name stands here, in whatever language it is told.

        Every word of it has to stand here, by its letters, its sound, as an exonym or by what it
        says. One that the lexicon does not know may be translated beside one that stands here.
        """
        known = self._known(name.words)
        if all(known):
            return True
        open_ = [not here and self._may_be_translated(w) for w, here in self._pairs(name, known)]
        strange = any(not (a or b) for a, b in pairwise(known))
        return any(known) and not strange and all(map(max, known, open_))

    def has_name(self, word: str) -> bool:
        """Whether a word is a name that stands here, spelled or sounding the same."""
        full = [s for s in sounds(word, self._tag) if len(s) >= _FULL_SOUND]
        return bare(fold(word)) in self._capitals or any(s in self._sounds for s in full)

    def tells_apart(self, word: str) -> bool:
        """Whether a word of another text is a name that stands here, in whatever script."""
        full = [s for s in sounds(word, self._tag) if len(s) >= _FULL_SOUND]
        return bare(fold(word)) in self._capitals or (
            self._foreign and any(s in self._sounds for s in full)
        )

    def strangers(self, words: Sequence[str]) -> list[str]:
        """Those of some words that do not stand here: nor kin, where words are not told apart."""
        stands = self.holds if self._cased else self._kin
        strange = [word for word in words if not stands(word)]
        known = self._translated(words) if strange else ()
        english = {word for word, here in zip(words, known, strict=False) if here}
        return [word for word in strange if word not in english]

    def _pairs(self, name: Name, known: Sequence[bool]) -> Iterator[tuple[str, bool]]:
        return zip(name.words, known, strict=True)

    def _known(self, words: Sequence[str]) -> list[bool]:
        """Which words of a name stand here, in whatever language they are told."""
        known = [self._kin(word) for word in words]
        pairs = [*zip(words, known, strict=True)]
        if any(here and self._is_capital(word) for word, here in pairs):
            # Beside the name of somebody who stands here a shorter sound is enough.
            known = [here or self._heard(word, _TOLD) for word, here in pairs]
        if not all(known):
            known = [a or b for a, b in zip(known, self._translated(words), strict=True)]
        return known

    def _is_capital(self, word: str) -> bool:
        """Whether a word that stands here does so as a name, with a capital."""
        key = bare(fold(word))[:_KIN]
        return any(capital.startswith(key) for capital in self._capitals)

    def _translated(self, words: Sequence[str]) -> list[bool]:
        """Which words of a name are told as English tells them, or run together with others."""
        known = told(words, self._exonyms)
        if not listed(words, self._language):
            said = self._said(words)
            known = [a or b for a, b in zip(known, said, strict=True)]
        for i, (one, other) in enumerate(pairwise(words)):
            if not (known[i] and known[i + 1]) and self._runs_on(f"{one}{other}"):
                known[i] = known[i + 1] = True
        return [here or self._begins(words, i) for i, here in enumerate(known)]

    def _said(self, words: Sequence[str]) -> list[bool]:
        """Which words of a name are said here; they have to stand together."""
        found = [self._places(word) for word in words]
        if len(words) > 1 and all(found):
            near = range(-_TOGETHER, _TOGETHER + 1)
            apart = not any(
                all(any(at - one in near for at in places) for places in found) for one in found[0]
            )
            return [not apart] * len(words)
        return [bool(places) for places in found]

    def _places(self, word: str) -> list[int]:
        """Where a word of a name is said in the words of the text's language."""
        meant = said_as(word, self._language)
        found = [match.start() for match in meant.finditer(self._plain)] if meant else []
        letter_names = spelled(word, self._language)
        at = self._plain.find(letter_names) if letter_names else -1
        return found + [at] * (at >= 0)

    def _runs_on(self, words: str) -> bool:
        """Whether words of a name that are written as one stand here."""
        heard = sounds(words, self._tag)[0]
        full = len(heard) >= _FULL_SOUND and not self._cased
        return self._stretches.write(letters(words)) or (full and self._stretches.sound(heard))

    def _begins(self, words: Sequence[str], at: int) -> bool:
        """Whether a word of a name is the first letter of one that stands here: "R. Akhmedov"."""
        initial = letters(words[at]) if len(words) > 1 else ""
        return len(initial) == 1 and self._stretches.write(initial)

    def _may_be_translated(self, word: str) -> bool:
        """Whether a word that does not stand here may be told by one that no table knows."""
        known = said_as(word, self._language) is not None
        own = ordinary(word, "en") or self._readings is not None  # kanji can't be read for sure
        return generic(word) or (own and not known)

    @cached_property
    def _names(self) -> set[str]:
        """The words with capitals of another script, in Latin letters."""
        return {letters(word) for word in self._capitals} if self._foreign else set()

    @cached_property
    def _plain(self) -> str:
        return plain(self._text)

    @cached_property
    def _exonyms(self) -> frozenset[tuple[str, ...]]:
        return named(self._text, self._language)

    @cached_property
    def _figures(self) -> set[str]:
        """The figures that belong to a name: the 7 of "Alta-7", in any digits."""
        found = _FIGURES_OF_NAME.findall(self._text)
        return {_ascii(figures) for figures in found}

    def _kin(self, word: str) -> bool:
        if not self._figures.issuperset(_FIGURES.findall(word)):
            return False
        parts = _HYPHEN.split(word)
        if self.holds(word) or self._sounds_like(word):
            return True
        if len(parts) > 1:
            return all(map(self._kin, parts))
        key, written = bare(fold(word)), letters(word)
        inflected = len(written) >= _KIN and any(k.startswith(written[:_KIN]) for k in self._names)
        return inflected or (len(key) >= _KIN and any(k.startswith(key[:_KIN]) for k in self._keys))

    def _sounds_like(self, word: str) -> bool:
        written = letters(word)
        full = [s for s in sounds(word, self._tag) if len(s) >= _FULL_SOUND]
        return (
            (len(written) >= _KIN and self._stretches.write(written))
            or (not self._cased and any(map(self._stretches.sound, full)))
            or (self._readings is not None and self._readings.say(word))
        )
