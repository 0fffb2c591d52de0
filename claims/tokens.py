"""Tokens: the words, numbers and signs of a text, each at its place in the original.

This is the one normalisation of the library. Everything that compares words (readings, quotes)
compares token keys; everything that points at a text uses token offsets. Punctuation and white
space make no token, so they can neither match nor mismatch.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import Generic, TypeVar

import regex

T = TypeVar("T")

# Scripts written without spaces between words (and Hangul, which glues particles to words): every
# character is a token of its own, so that a word is found wherever it stands.
_UNSPACED = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〇\uff70"
)
UNSPACED = regex.compile(rf"[{_UNSPACED}--\p{{Hangul}}]", regex.VERSION1)
"""A character of a script that parts no words with spaces."""

# What may follow the first character of one: marks, the later letters of a Hangul syllable that is
# spelled out in its parts, the voicing marks of half-width Katakana.
_MARKS = r"[\p{M}\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f]"
_APART = rf"{_UNSPACED}ʻʼ"  # the last two are letters to Unicode and apostrophes to writers
_TATWEEL = r"\u0640"
_JOINED = rf"[\p{{Arabic}}\p{{Hebrew}}{_TATWEEL}]&&\p{{L}}"
_NO_DIGITS = rf"[[{_JOINED}]\p{{M}}]"
_LETTER = rf"[\p{{L}}--[{_APART}\p{{Arabic}}\p{{Hebrew}}{_TATWEEL}]]"
_REST = rf"[\p{{L}}\p{{Nd}}\p{{M}}--[{_APART}]]"
_GLUE = r"\p{Cf}++"  # soft hyphens, joiners, direction marks: inside a word they are no break

# "GBP3.01" is a currency and a number, "CO2" and "G20" are words.
_BEFORE_DIGITS = (
    "AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|INR|JPY|KRW|MXN|NOK|NZD|PLN|RMB|RUB|Rs|SEK|SGD|TRY|"
    "TWD|UAH|USD|ZAR"
)

_TOKEN = regex.compile(
    rf"""
      (?:{_BEFORE_DIGITS})(?=\p{{Nd}})
    | {_LETTER}{_REST}*+(?:{_GLUE}{_REST}++)*+              # a word; "G20" and "CO2" are words
    | \p{{Nd}}++(?:[.,'’٫٬·．，](?=\p{{Nd}})\p{{Nd}}++)*+   # a number with its inner separators
    | [{_UNSPACED}](?:\p{{Cf}}*+{_MARKS})*+                 # one character of an unspaced script
    | [{_JOINED}]{_NO_DIGITS}*+(?:{_GLUE}{_NO_DIGITS}++)*+  # "و15" is two tokens
    | \p{{No}} | \p{{Nl}}                                   # ½ ² ① Ⅳ: never read as plain digits
    | (?<![\p{{L}}\p{{N}}])[-−–‐‑‒－﹣](?=\p{{Nd}})         # a sign, not a hyphen
    | [\p{{Sc}}\p{{Sm}}%‰‱٪％°#№/--[−|｜]]
    """,
    regex.VERSION1 | regex.VERBOSE,
)

# Characters that are there for layout or are optional: no reader would call their absence a change.
_IGNORED = regex.compile(r"[\p{Cf}\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf-\u05c7]")
_SIGNS = str.maketrans({**dict.fromkeys("−–‐‑‒", "-"), "٪": "%", "％": "%", "’": "'"})


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The key of one word: lower case, NFKC, plain digits, no layout marks."""
    if word.isascii():
        return word.lower()
    if len(word) == 1 and unicodedata.category(word) in ("No", "Nl"):
        return word
    # Composed first: a hamza that is part of a letter is no optional mark.
    plain = _IGNORED.sub("", unicodedata.normalize("NFKC", word)).strip().translate(_SIGNS)
    lower = unicodedata.normalize("NFKC", plain.replace("İ", "i").lower()).replace("ς", "σ")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in lower)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of `text`: token i is `text[starts[i]:ends[i]]`, its key `keys[i]`.

    `gaps[i]` is what stands between token i and the next: white space, punctuation or nothing.
    """

    text: str
    keys: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        between = zip(self.ends, islice(self.starts, 1, None), strict=False)
        gaps = tuple([self.text[end:start] if end < start else "" for end, start in between])
        object.__setattr__(self, "gaps", (*gaps, ""))

    def __len__(self) -> int:
        return len(self.keys)

    def gap(self, i: int) -> str:
        """What stands between token i and the next; nothing behind the last."""
        return self.gaps[i] if i < len(self.gaps) else ""

    def words(self) -> Iterator[tuple[str, int, int]]:
        """(key, start, end) of each token, in order."""
        return zip(self.keys, self.starts, self.ends, strict=True)


class Recent(Generic[T]):
    """What `build` makes of a text, remembered for the texts that were asked for last.

    At most `most` of them are kept, of at most `characters` of text in all; the last one always is.
    """

    def __init__(self, build: Callable[[str], T], *, most: int, characters: int) -> None:
        self._build = build
        self._most = most
        self._characters = characters
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def __call__(self, text: str) -> T:
        """What was built of a text, built now if it is not remembered."""
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
                return self._kept[text]
        made = self._build(text)
        with self._lock:
            if text not in self._kept:
                self._kept[text] = made
                self._size += len(text)
            self._forget()
        return made

    def _forget(self) -> None:
        while len(self._kept) > 1 and self._full():
            old, _ = self._kept.popitem(last=False)
            self._size -= len(old)

    def _full(self) -> bool:
        return len(self._kept) > self._most or self._size > self._characters


def tokenise(text: str) -> Tokens:
    """The tokens of a text. The last few texts are remembered, so asking again costs nothing."""
    return _short(text) if len(text) < _SHORT else _long(text)


def _tokenise(text: str) -> Tokens:
    spans = [match.span() for match in _TOKEN.finditer(text)]
    keys = tuple([fold(text[start:end]) for start, end in spans])
    if "" in keys:  # layout marks by themselves
        spans = [span for span, key in zip(spans, keys, strict=True) if key]
        keys = tuple(filter(None, keys))
    starts, ends = array("q", [s for s, _ in spans]), array("q", [e for _, e in spans])
    return Tokens(text, keys, starts, ends)


# Apart, so that the many short texts (quotes, mentions) don't push the document out.
_SHORT = 500
_short = Recent(_tokenise, most=256, characters=_SHORT * 256)
_long = Recent(_tokenise, most=32, characters=2_000_000)
