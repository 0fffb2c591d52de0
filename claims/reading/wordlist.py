"""`WordList`: the number words of a language, gathered from CLDR and the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from claims.reading import cldr
from claims.reading.phrases import bare
from claims.reading.word import Word, merged
from claims.tokens import tokenise

_HUNDRED = 100


class WordList:
    """Collects words; what was said first about a word stays."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words: dict[tuple[str, ...], Word] = {}
        self.composed = False
        self.glued: set[str] = set()

    def add(self, text: str, word: Word) -> None:
        """Add a word, or what it can be besides what it is known as."""
        keys = tokenise(text).keys
        if keys:
            old = self.words.get(keys)
            self.words[keys] = word if old is None else merged(old, word)

    def known(self, text: str) -> bool:
        """Whether a phrase is made of words that are known already."""
        return all((key,) in self.words or self._splits(key) for key in tokenise(text).keys)

    def _splits(self, key: str) -> bool:
        return any(self._numeric(key[:i]) and self._numeric(key[i:]) for i in range(1, len(key)))

    def _numeric(self, key: str) -> bool:
        word = self.words.get((key,))
        return word is not None and word.numeric

    def tables(self, rows: dict[str, Any]) -> None:
        """Add the words of a table."""
        self.composed |= bool(rows.get("options", {}).get("unspaced"))
        for section, word_of in _SECTIONS.items():
            for text, value in rows.get(section, {}).items():
                self.add(text, word_of(_exact(value)))
        for text in rows.get("halves", []):
            self.add(text, Word(denominator=2, plural=True, alone=True))
        for mark, texts in rows.get("marks", {}).items():
            for text in texts:
                self.add(text, _ARTICLE if mark == "articles" else Word(mark=mark))

    def below_hundred(self, n: int, text: str, *, ordinal: bool, plural: bool) -> None:
        """Add the spelling of a number below 100."""
        if self.composed and n >= 10 and self.known(text):  # noqa: PLR2004
            return
        if not ordinal:
            self.add(text, Word(value=Decimal(n), article=n == 1))
        elif n and Word(value=Decimal(n)) != self.words.get(tokenise(text).keys):
            self.add(text, Word(ordinal=n, plural=plural))

    def joint(self, text: str, ones: set[str]) -> None:
        """What joins hundreds and units, from the spelling of 101: "and", or a glued "و"."""
        *hundred, last = tokenise(text).keys
        units = {keys[-1] for one in ones if (keys := tokenise(one).keys)}
        if last in units:
            for key in hundred[1:]:
                if (key,) not in self.words:
                    self.add(key, Word(mark="and"))
            if hundred and (hundred[0],) not in self.words:
                self.add(hundred[0], Word(scale=Decimal(_HUNDRED), alone=True))
            return
        for unit in units:
            glued = last.removesuffix(unit)
            if 0 < len(glued) <= 2 < len(last) and glued != last:  # noqa: PLR2004
                self.glued.add(glued)

    def round_number(
        self, n: int, text: str, ones: dict[int, set[str]], *, ordinal: bool, plural: bool
    ) -> None:
        """A round number: its scale word, or a word of its own ("quinientos")."""
        factor = int(str(n).rstrip("0"))
        power = n // factor
        rest, prefixed = _without(text, ones.get(factor, set()))
        own = Word(ordinal=n, plural=plural) if ordinal else Word(value=Decimal(n))
        one_word = len(tokenise(text).keys) == 1 and not (ordinal and self.known(text))
        if factor > 1 and (one_word or not (prefixed or self.known(text))):
            self.add(text, own)
        if self.known(rest) or not (prefixed or factor == 1):
            return
        if ordinal:
            self.add(rest, Word(ordinal=power, plural=plural))
        else:
            self.add(rest, Word(scale=Decimal(power), alone=factor == 1))


def _exact(value: float | str) -> Decimal:
    number = Decimal(str(value))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


_ARTICLE = Word(value=Decimal(1), article=True, mark="article")
_SECTIONS: dict[str, Callable[[Decimal], Word]] = {
    "weak": lambda value: Word(value=value, article=True, weak=True),
    "syllables": lambda value: Word(value=value, article=True, weak=True, mark="syllable"),
    "syllable_scales": lambda value: Word(scale=value, alone=True, weak=True, mark="syllable"),
    "weak_scales": lambda value: Word(scale=value, alone=True, weak=True),
    "beside_units": lambda value: Word(value=value, article=True),
    "numbers": lambda value: Word(value=value, alone=True),
    "scales": lambda value: Word(scale=value),
    "sole": lambda value: Word(scale=value, alone=True),
    "short": lambda value: Word(scale=value, short=True),
    "ordinals": lambda value: Word(ordinal=int(value)),
    "sole_fractions": lambda value: Word(denominator=int(value), plural=True, alone=True),
    "fractions": lambda value: Word(denominator=int(value), plural=True),
}


def _without(text: str, prefixes: set[str]) -> tuple[str, bool]:
    """What is left of a spelling without the number word it begins with."""
    for prefix in sorted(prefixes, key=len, reverse=True):
        rest = text.removeprefix(prefix)
        if rest != text and rest.strip(" -\u00a0\u00ad\u200b"):
            return rest.strip(" -\u00a0\u00ad\u200b"), True
    return text, False


def add_spellings(builder: WordList) -> None:
    """Add the spelled cardinals and ordinals of CLDR."""
    ones: dict[int, set[str]] = {}
    late: list[tuple[int, bool, bool, str]] = []
    for n, ordinal, plural, text in cldr.spellings(builder.language):
        if n < _HUNDRED:
            builder.below_hundred(n, text, ordinal=ordinal, plural=plural)
            if not ordinal:
                ones.setdefault(n, set()).add(text)
        else:
            late.append((n, ordinal, plural, text))
    joints = [text for n, ordinal, _, text in late if n == _HUNDRED + 1 and not ordinal]
    for n, ordinal, plural, text in late:
        if n == _HUNDRED + 1:
            continue
        builder.round_number(n, text, ones, ordinal=ordinal, plural=plural)

    for text in joints:
        builder.joint(text, ones.get(1, set()))


def add_magnitudes(builder: WordList) -> None:
    """Add the magnitudes of CLDR's compact numbers, long ("millions") and short ("Mrd.")."""
    for text, factor, short in cldr.magnitudes(builder.language):
        if factor > 1:
            builder.add(
                text,
                Word(scale=factor, short=short and len(text) == 1 and text.upper() != text.lower()),
            )


def _spellings_of(key: str, rules: dict[str, str | list[str]]) -> Iterator[str]:
    """A word without its accents, without the letters people lack ("fuenf"), in other forms."""
    yield bare(key)
    changed = key
    for letter, instead in rules.items():
        if isinstance(instead, str):
            changed = changed.replace(letter, instead)
        else:
            yield from (key.replace(letter, form) for form in instead)
    yield changed


def add_variants(builder: WordList, rows: dict[str, Any]) -> None:
    """Plural denominators, words with a glued "and", words written without their accents."""
    suffix = rows.get("options", {}).get("plural_denominators", "")
    for keys, word in list(builder.words.items()):
        if suffix and len(keys) == 1 and (word.ordinal or 0) > 2 and not word.plural:  # noqa: PLR2004
            plural = Word(denominator=word.ordinal, plural=True)
            builder.words.setdefault((keys[0] + suffix,), plural)
    for glued in builder.glued:
        for keys, word in list(builder.words.items()):
            if word.numeric or word.denominator is not None:
                joined = replace(word, mark="joined")
                builder.words.setdefault((glued + keys[0], *keys[1:]), joined)
    rules = rows.get("spelling", {})
    for keys, word in list(builder.words.items()):
        for i, key in enumerate(keys):
            for other in _spellings_of(key, rules):
                if other != key:
                    parts = tokenise(other).keys
                    builder.words.setdefault((*keys[:i], *parts, *keys[i + 1 :]), word)
