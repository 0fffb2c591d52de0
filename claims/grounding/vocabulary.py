"""`Vocabulary`: the words of a source, to be met by names told in its script or in another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import regex

from claims.grounding.exonyms import named, told
from claims.grounding.names import CAPITAL, WORD, Name
from claims.grounding.sounds import Readings, kanji_languages, letters, sounds, usual
from claims.reading.phrases import bare
from claims.tokens import fold

_APOSTROPHE = regex.compile(r"['’]")
_CASED = regex.compile(r"\p{Lu}")
_LATIN = regex.compile(r"\p{Latin}{3}")
_HAN = regex.compile(r"\p{Han}+")
_KIN = 4  # first letters that make two words kin: "sécurité", "security"
_TOLD = 2  # consonants that are told as a word of their own
_FULL_SOUND = 3  # consonants: a shorter stretch sounds like too many others


class Vocabulary:
    """The words of a text: its keys, and how its names sound.

    Where a script has capitals, only words that begin with one may be names.
    """

    def __init__(self, text: str, language: str = "") -> None:
        self._text, self._language = text, language
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
        self._sounds = {s for w in capital for s in sounds(w) if len(s) >= _TOLD}
        self._sounding = " ".join(found)

    @cached_property
    def _letters(self) -> str:
        return letters(self._sounding)

    @cached_property
    def _run_together(self) -> Sequence[str]:
        return () if self._cased else sounds(self._sounding)

    def holds(self, word: str) -> bool:
        """Whether a word stands here: the same, or of the same sound in another script."""
        if bare(fold(word)) in self._keys:
            return True
        told = _TOLD if self._foreign else _FULL_SOUND  # "Laura" is no "Ilaria"
        return any(s in self._sounds for s in sounds(word) if len(s) >= told)

    def kin(self, name: Name) -> bool:
        """Whether a name stands here: a word of it may be translated, but no two in a row."""
        known = [self._kin(word) for word in name.words]
        if not all(known):
            known = [a or b for a, b in zip(known, self._told(name.words), strict=True)]
        ends = any(self._kin("".join(name.words[i:])) for i in range(len(known)))
        strange = any(not (a or b) for a, b in pairwise(known))
        return not known or ends or (any(known) and not strange)

    def has_name(self, word: str) -> bool:
        """Whether a word is a name that stands here, spelled or sounding the same."""
        full = [s for s in sounds(word) if len(s) >= _FULL_SOUND]
        return bare(fold(word)) in self._capitals or any(s in self._sounds for s in full)

    def tells_apart(self, word: str) -> bool:
        """Whether a word of another text is a name that stands here, in whatever script."""
        full = [s for s in sounds(word) if len(s) >= _FULL_SOUND]
        return bare(fold(word)) in self._capitals or (
            self._foreign and any(s in self._sounds for s in full)
        )

    def strangers(self, words: Sequence[str]) -> list[str]:
        """Those of some words that do not stand here: nor kin, where words are not told apart."""
        stands = self.holds if self._cased else self._kin
        strange = [word for word in words if not stands(word)]
        known = self._told(words) if strange else ()
        english = {word for word, here in zip(words, known, strict=False) if here}
        return [word for word in strange if word not in english]

    def _told(self, words: Sequence[str]) -> list[bool]:
        """Which words are those of English names of what the text names otherwise."""
        return told(words, self._exonyms)

    @cached_property
    def _exonyms(self) -> frozenset[tuple[str, ...]]:
        return named(self._text, self._language)

    def _kin(self, word: str) -> bool:
        key, plain = bare(fold(word)), letters(word)
        full = [s for s in sounds(word) if len(s) >= _FULL_SOUND]
        return (
            self.holds(word)
            or (len(key) >= _KIN and any(k.startswith(key[:_KIN]) for k in self._keys))
            or (len(plain) >= _KIN and plain in self._letters)
            or any(s in together for s in full for together in self._run_together)
            or (self._readings is not None and self._readings.say(word))
        )
