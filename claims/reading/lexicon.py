"""`Lexicon`: the words that numbers are made of, one language at a time.

Most of it is built from CLDR; the tables in `tables/numbers/` add what CLDR lacks. Adding a
language, or a word to one, is adding to a table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from claims.reading import cldr
from claims.reading.data import primary, table
from claims.reading.phrases import Phrases
from claims.reading.word import Word
from claims.reading.wordlist import WordList, add_magnitudes, add_spellings, add_variants
from claims.tokens import Tokens, fold, tokenise

_SHORTEST_COMPOUND = 5
_REMEMBERED = 1 << 17


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
    raised: dict[str, Decimal]
    scaled_units: Phrases[bool]
    """Units of unspaced scripts that begin with a scale: 千 in 千瓦时 multiplies no number."""
    about: frozenset[str]
    """Words that round what they count: "une vingtaine"."""
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


def _begins(word: Word) -> bool:
    return word.numeric or word.denominator is not None


def _pieces(words: dict[tuple[str, ...], Word]) -> dict[str, Word]:
    return {keys[0]: word for keys, word in words.items() if len(keys) == 1}


def _scaled_units(words: dict[tuple[str, ...], Word], rows: dict[str, Any]) -> Phrases[bool]:
    names = rows.get("units", {}) if rows.get("options", {}).get("unspaced") else {}
    keyed = ((tokenise(name).keys, name) for name in names)
    scales = {keys[0] for keys, word in words.items() if len(keys) == 1 and word.scale}
    return Phrases((name, True) for keys, name in keyed if len(keys) > 1 and keys[0] in scales)


def _table(language: str) -> dict[str, Any]:
    return table(f"numbers/{language}") or table(f"numbers/{primary(language)}")


@lru_cache(maxsize=64)
def lexicon(language: str | None) -> Lexicon:
    """The lexicon of a language tag; None gives what every language shares (digits, signs)."""
    tag = language or "und"
    rows = _table(tag) if language else {}
    builder = WordList(tag)
    builder.tables(rows)
    builder.tables(table("numbers/common"))
    if language:
        add_spellings(builder)
        add_magnitudes(builder)
    for text in rows.get("money", {}).get("minor", {}):
        if tokenise(text).keys in builder.words:
            builder.add(text, Word(minor=True))
    add_variants(builder, rows)
    words = Phrases((" ".join(keys), word) for keys, word in builder.words.items())
    stops = Phrases((text, True) for text in rows.get("stop", {}).get("phrases", []))
    firsts = frozenset(keys[0] for keys, word in builder.words.items() if _begins(word))
    raised = {fold(text): Decimal(str(part)) for text, part in rows.get("raised", {}).items()}
    tailed = any(word.mark == "tail" for word in builder.words.values())
    decimal, group = cldr.decimal_signs(tag) if language else (None, None)
    return Lexicon(
        language=tag,
        words=words,
        pieces=_pieces(builder.words),
        stops=stops,
        decimal=decimal,
        group=group,
        options={**rows.get("options", {}), "tailed": tailed},
        point_signs=frozenset(rows.get("options", {}).get("point_signs", [])),
        firsts=firsts | raised.keys(),
        raised=raised,
        scaled_units=_scaled_units(builder.words, rows),
        about=frozenset(fold(text) for text in rows.get("about", {}).get("words", ())),
    )
