"""Tokens: the words, numbers and signs of a text, each at its place in the original.

This is the one normalisation of the library. Everything that compares words (readings, quotes)
compares token keys; everything that points at a text uses token offsets. Punctuation and white
space make no token, so they can neither match nor mismatch.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

# Scripts written without spaces between words (and Hangul, which glues particles to words): every
# character is a token of its own, so that a word is found wherever it stands.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〇"
_INSIDE = r"\p{M}\u00ad\u200b-\u200f\u2060\ufeff"

# "GBP3.01" is a currency and a number, "CO2" and "G20" are words.
_BEFORE_DIGITS = (
    "AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|INR|JPY|KRW|MXN|NOK|NZD|PLN|RMB|RUB|Rs|SEK|SGD|TRY|"
    "TWD|UAH|USD|ZAR"
)

_TOKEN = regex.compile(
    rf"""
      \p{{Nd}}+(?:[.,'’٫٬·]\p{{Nd}}+)*          # a number with its inner separators
    | (?:{_BEFORE_DIGITS})(?=\p{{Nd}})
    | [{_UNSPACED}][{_INSIDE}]*                 # one character of an unspaced script
    | \p{{L}}(?:[\p{{L}}\p{{Nd}}{_INSIDE}--[{_UNSPACED}]])*   # a word; "G20" and "CO2" are words
    | \p{{No}} | \p{{Nl}}                       # ½ ² ① Ⅳ: never read as plain digits
    | (?<![\p{{L}}\p{{N}}])[-−–+](?=\p{{Nd}})   # a sign, not a hyphen
    | [\p{{Sc}}\p{{Sm}}%‰‱٪％°#№/--[−+]]
    """,
    regex.VERSION1 | regex.VERBOSE,
)

# Characters that are there for layout or are optional: no reader would call their absence a change.
_IGNORED = regex.compile(r"[\p{Cf}\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf-\u05c7]")
_SIGNS = str.maketrans({"−": "-", "–": "-", "٪": "%", "％": "%", "’": "'"})


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The key of one word: lower case, NFKC, plain digits, no layout marks."""
    if word.isascii():
        return word.lower()
    if len(word) == 1 and unicodedata.category(word) in ("No", "Nl"):
        return word
    plain = unicodedata.normalize("NFKC", _IGNORED.sub("", word)).translate(_SIGNS)
    lower = unicodedata.normalize("NFC", plain.replace("İ", "i").lower()).replace("ς", "σ")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in lower)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of `text`: token i is `text[starts[i]:ends[i]]`, its key `keys[i]`."""

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def gap(self, i: int) -> str:
        """What stands between token i and the next: white space, punctuation or nothing."""
        return self.text[self.ends[i] : self.starts[i + 1]] if i + 1 < len(self.keys) else ""

    def words(self) -> Iterator[tuple[str, int, int]]:
        """(key, start, end) of each token, in order."""
        return zip(self.keys, self.starts, self.ends, strict=True)


def tokenise(text: str) -> Tokens:
    """The tokens of a text. The last few texts are remembered, so asking again costs nothing."""
    return _tokenise(text)


@lru_cache(maxsize=32)
def _tokenise(text: str) -> Tokens:
    spans = [match.span() for match in _TOKEN.finditer(text)]
    keys = tuple(fold(text[start:end]) for start, end in spans)
    return Tokens(text, keys, tuple(s for s, _ in spans), tuple(e for _, e in spans))
