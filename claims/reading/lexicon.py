"""`Lexicon`: the words that numbers are made of, one language at a time.

Most of it is built from CLDR; the tables in `tables/numbers/` add what CLDR lacks. Adding a
language, or a word to one, is adding to a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from claims.reading import cldr
from claims.reading.data import primary, table
from claims.reading.phrases import Phrases, bare
from claims.tokens import Tokens, tokenise

_HUNDRED = 100
_SHORTEST_COMPOUND = 5
_REMEMBERED = 1 << 17


@dataclass(frozen=True, slots=True)
class Word:
    """What one word (or fixed phrase) can be within a number.

    `value` is a plain number, `scale` multiplies what stands before it, `ordinal` ranks,
    `denominator` divides. `alone`: it means something with no number before it ("mille", "half").
    `plural`: an ordinal's plural form, as denominators have. `short`: only right behind digits.
    `article`: a form of one that also serves as an article. `minor`: also a part of a currency ("cents"). `mark` names a part that is no number:
    and, with, plus, point, minus, over, of, parts (分之), between, to, vague.
    """

    value: Decimal | None = None
    scale: Decimal | None = None
    ordinal: int | None = None
    denominator: int | None = None
    mark: str | None = None
    alone: bool = False
    plural: bool = False
    short: bool = False
    article: bool = False
    minor: bool = False

    @property
    def numeric(self) -> bool:
        """Whether the word is a number, not just a part of one."""
        return self.value is not None or self.scale is not None or self.ordinal is not None


def _merge(old: Word, new: Word) -> Word:
    """`old` with what it lacks taken from `new`."""
    missing = {
        f.name: getattr(new, f.name)
        for f in fields(Word)
        if getattr(old, f.name) in (None, False) and getattr(new, f.name) not in (None, False)
    }
    if new.plural and old.ordinal is not None and not old.plural:
        missing.pop("plural", None)
    return replace(old, **missing) if missing else old


@dataclass(slots=True)
class Lexicon:
    """The number words of one language and how they compose."""

    language: str
    words: Phrases[Word]
    pieces: dict[str, Word]
    stops: Phrases[bool]
    decimal: str | None
    group: str | None
    options: dict[str, Any]
    point_signs: frozenset[str]
    firsts: frozenset[str]
    _memo: dict[str, Word | None] = field(default_factory=dict)

    def match(self, tokens: Tokens, i: int) -> tuple[int, Word] | None:
        """The longest number word at token i, compounds included: (index after it, word)."""
        found = self.words.match(tokens, i, unbroken=True)
        if found is not None:
            return found
        word = self.compound(tokens.keys[i])
        return (i + 1, word) if word is not None else None

    def compound(self, key: str) -> Word | None:
        """What a word composed of number words in one ("zweihundertzwölf") is, if it is one."""
        if len(key) < _SHORTEST_COMPOUND:
            return None
        try:
            return self._memo[key]
        except KeyError:
            from claims.reading.compounds import read_compound  # noqa: PLC0415

            if len(self._memo) > _REMEMBERED:
                self._memo.clear()
            self._memo[key] = word = read_compound(key, self)
            return word

    def starts(self, key: str) -> bool:
        """Whether a number may begin with this token."""
        return key[0].isnumeric() or key in self.firsts or self.compound(key) is not None


class _Builder:
    """Collects words; what was said first about a word stays."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words: dict[tuple[str, ...], Word] = {}
        self.composed = False
        self.glued: set[str] = set()

    def add(self, text: str, word: Word) -> None:
        keys = tokenise(text).keys
        if keys:
            old = self.words.get(keys)
            self.words[keys] = word if old is None else _merge(old, word)

    def known(self, text: str) -> bool:
        """Whether a phrase is made of words that are known already."""
        return all((key,) in self.words or self._splits(key) for key in tokenise(text).keys)

    def _splits(self, key: str) -> bool:
        return any(self._numeric(key[:i]) and self._numeric(key[i:]) for i in range(1, len(key)))

    def _numeric(self, key: str) -> bool:
        word = self.words.get((key,))
        return word is not None and word.numeric

    def tables(self, rows: dict[str, Any]) -> None:
        self.composed |= bool(rows.get("options", {}).get("digit_strings"))
        for text, value in rows.get("numbers", {}).items():
            self.add(text, Word(value=_exact(value), alone=True))
        for text, value in rows.get("scales", {}).items():
            self.add(text, Word(scale=_exact(value)))
        for text, value in rows.get("sole", {}).items():
            self.add(text, Word(scale=_exact(value), alone=True))
        for text, value in rows.get("short", {}).items():
            self.add(text, Word(scale=_exact(value), short=True))
        for text, value in rows.get("ordinals", {}).items():
            self.add(text, Word(ordinal=int(value)))
        for text, value in rows.get("fractions", {}).items():
            self.add(text, Word(denominator=int(value), plural=True))
        for text in rows.get("halves", []):
            self.add(text, Word(denominator=2, plural=True, alone=True))
        for mark, texts in rows.get("marks", {}).items():
            for text in texts:
                self.add(text, _ARTICLE if mark == "articles" else Word(mark=mark))

    def below_hundred(self, n: int, text: str, *, ordinal: bool, plural: bool) -> None:
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


def _without(text: str, prefixes: set[str]) -> tuple[str, bool]:
    """What is left of a spelling without the number word it begins with."""
    for prefix in sorted(prefixes, key=len, reverse=True):
        rest = text.removeprefix(prefix)
        if rest != text and rest.strip(" -\u00a0\u00ad\u200b"):
            return rest.strip(" -\u00a0\u00ad\u200b"), True
    return text, False


def _spelled(builder: _Builder) -> None:
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


def _magnitudes(builder: _Builder) -> None:
    for text, factor, short in cldr.magnitudes(builder.language):
        if factor > 1:
            builder.add(
                text,
                Word(scale=factor, short=short and len(text) == 1 and text.upper() != text.lower()),
            )


def _spellings_of(key: str, rules: dict[str, str]) -> Iterator[str]:
    """A word without its accents, and as people write it who lack the letters ("fuenf")."""
    yield bare(key)
    changed = key
    for letter, instead in rules.items():
        changed = changed.replace(letter, instead)
    yield changed


def _variants(builder: _Builder, rows: dict[str, Any]) -> None:
    """Plural denominators, words with a glued "and", words written without their accents."""
    suffix = rows.get("options", {}).get("plural_denominators", "")
    for keys, word in list(builder.words.items()):
        if suffix and len(keys) == 1 and (word.ordinal or 0) > 2 and not word.plural:  # noqa: PLR2004
            plural = Word(denominator=word.ordinal, plural=True)
            builder.words.setdefault((keys[0] + suffix,), plural)
    for glued in builder.glued:
        for keys, word in list(builder.words.items()):
            if word.numeric:
                builder.words.setdefault((glued + keys[0], *keys[1:]), word)
    rules = rows.get("spelling", {})
    for keys, word in list(builder.words.items()):
        for i, key in enumerate(keys):
            for other in _spellings_of(key, rules):
                if other != key:
                    builder.words.setdefault((*keys[:i], other, *keys[i + 1 :]), word)


def _begins(word: Word) -> bool:
    return word.numeric or word.denominator is not None


def _pieces(words: dict[tuple[str, ...], Word]) -> dict[str, Word]:
    return {keys[0]: word for keys, word in words.items() if len(keys) == 1}


def _table(language: str) -> dict[str, Any]:
    return table(f"numbers/{language}") or table(f"numbers/{primary(language)}")


@lru_cache(maxsize=64)
def lexicon(language: str | None) -> Lexicon:
    """The lexicon of a language tag; None gives what every language shares (digits, signs)."""
    tag = language or "und"
    rows = _table(tag) if language else {}
    builder = _Builder(tag)
    builder.tables(rows)
    builder.tables(table("numbers/common"))
    if language:
        _spelled(builder)
        _magnitudes(builder)
    for text in rows.get("money", {}).get("minor", {}):
        if tokenise(text).keys in builder.words:
            builder.add(text, Word(minor=True))
    _variants(builder, rows)
    words = Phrases((" ".join(keys), word) for keys, word in builder.words.items())
    stops = Phrases((text, True) for text in rows.get("stop", {}).get("phrases", []))
    decimal, group = cldr.decimal_signs(tag) if language else (None, None)
    return Lexicon(
        language=tag,
        words=words,
        pieces=_pieces(builder.words),
        stops=stops,
        decimal=decimal,
        group=group,
        options=rows.get("options", {}),
        point_signs=frozenset(rows.get("options", {}).get("point_signs", [])),
        firsts=frozenset(keys[0] for keys, word in builder.words.items() if _begins(word)),
    )
