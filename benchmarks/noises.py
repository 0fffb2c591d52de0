"""What models and files do to true quotes, and what must never be taken for it.

A noise takes a quote and a `Random` and returns it changed, or None where it changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from random import Random

from claims.grounding.words import is_word
from claims.reading import read
from claims.reading.language import detect
from claims.tokens import tokenise

Noise = Callable[[str, Random], str | None]

_LONG = re.compile(r"(?<![\w'’-])[^\W\d_]{8,}(?![\w'’-])")
_SPACE = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
_CASED = re.compile(r"[^\W\d_]")


def _replaced(quote: str, table: dict[str, str]) -> str:
    return quote.translate(str.maketrans(table))


def line_breaks(quote: str, random: Random) -> str:
    """Spaces become line breaks or grow."""
    return re.sub(" ", lambda _: random.choice([" ", "\n", "  ", "\t", "\r\n"]), quote)


def hard_spaces(quote: str, random: Random) -> str:
    """Spaces become no-break, narrow, thin or ideographic ones."""
    return re.sub(" ", lambda _: random.choice(" \u00a0\u202f\u2009\u3000"), quote)


def apostrophes(quote: str, random: Random) -> str:
    """Another kind of apostrophe."""
    return re.sub(r"(?<=\w)['’](?=\w)", lambda _: random.choice("'’ʼ‘`"), quote)


def quotation_marks(quote: str, random: Random) -> str:
    """Other kinds of quotation marks, inside and around."""
    left, right = random.choice(["“”", "«»", "„“", "‘’", '""', "「」"])
    inside = re.sub(r"[«“„]\s?", left, re.sub(r"\s?[»”]", right, quote))
    return left + inside.replace('"', right) + right


def dashes(quote: str, random: Random) -> str:
    """Other dashes and hyphens, not before a number."""
    return re.sub(r"(?<!\d)[-–—‐](?!\d)", lambda _: random.choice("-–—‐‑"), quote)


def final_punctuation(quote: str, random: Random) -> str:
    """The last sign dropped, added or changed."""
    return quote.rstrip(".。,;:!?…") + random.choice(["", ".", ",", " .", ";", "…", "..."])


def first_letter(quote: str, random: Random) -> str | None:
    """The first letter in the other case."""
    del random
    first = quote[:1]
    if quote[1:2].isupper():
        return None
    return (first.lower() if first.isupper() else first.upper()) + quote[1:]


def decomposed(quote: str, random: Random) -> str:
    """Another Unicode normal form."""
    return unicodedata.normalize(random.choice(["NFD", "NFC"]), quote)


def soft_hyphens(quote: str, random: Random) -> str:
    """Soft hyphens inside long words."""
    return _LONG.sub(lambda m: _inside(m[0], "\u00ad", random), quote)


def _inside(word: str, what: str, random: Random) -> str:
    at = random.randrange(3, len(word) - 3)
    while unicodedata.combining(word[at]):
        at += 1
    return word[:at] + what + word[at:]


def direction_marks(quote: str, random: Random) -> str:
    """Direction marks, word joiners and zero-width spaces between words."""
    marks = ["\u200e", "\u200f", "\u2060", "\u200b", "\ufeff", "\u202a", "\u2066", ""]
    return "\u200f" + re.sub(" ", lambda _: " " + random.choice(marks), quote)


def hyphenated(quote: str, random: Random) -> str | None:
    """A long word hyphenated over a line break."""
    words = [m for m in _LONG.finditer(quote) if m[0].islower()]
    if not words:
        return None
    word = random.choice(words)
    broken = _inside(word[0], random.choice(["-\n", "\u00ad\n", "-\n  "]), random)
    return quote[: word.start()] + broken + quote[word.end() :]


def ligatures(quote: str, random: Random) -> str:
    """Ligatures made or taken apart."""
    del random
    return quote.replace("œ", "oe").replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")


def full_width(quote: str, random: Random) -> str:
    """Letters, digits and signs in full-width form."""
    del random
    signs = {
        chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F) if chr(c).isalnum() or chr(c) in "%$"
    }
    return _replaced(quote, signs)


def emoji(quote: str, random: Random) -> str:
    """An emoji at the end."""
    return quote + random.choice([" 🎉", "👩‍🔬", " 🇫🇷"])


def slip(quote: str, random: Random) -> str | None:
    """A letter wrong inside a long lower-case word that no reader reads; no word comes out.

    Only in languages with a list of words: in others no slip is tolerated.
    """
    language = detect(quote) or ""
    read_spans = [(r.start, r.end) for r in read(quote)]
    words = [
        m
        for m in _LONG.finditer(quote)
        if m[0].islower() and not any(a < m.end() and m.start() < b for a, b in read_spans)
    ]
    random.shuffle(words)
    for word in words:
        for _ in range(8):
            wrong = _misspelt(word[0], random)
            if wrong != word[0] and is_word(wrong, language) is False:
                return quote[: word.start()] + wrong + quote[word.end() :]
    return None


def _misspelt(word: str, random: Random) -> str:
    at = random.randrange(2, len(word) - 2)
    return random.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at]
            + random.choice("bcdfgklmnprstvz" if word.isascii() else word)
            + word[at + 1 :],
        ]
    )


def elision(quote: str, random: Random) -> str | None:
    """Words of the middle left out that say nothing a claim could rest on."""
    tokens = tokenise(quote)
    if len(tokens) < 9 or re.search(r"[.!?。…](?!$)", quote):  # noqa: PLR2004
        return None
    for _ in range(12):
        a = random.randrange(3, len(tokens) - 5)
        b = a + random.randrange(1, 4)
        start, end = tokens.ends[a - 1], tokens.starts[b]
        cut = any(r.start < end and start < r.end for r in read(quote))
        if not cut and quote[tokens.starts[a] : tokens.ends[b - 1]].islower():
            return quote[:start] + random.choice([" … ", "...", " [...] ", "…"]) + quote[end:]
    return None


NOISES: dict[str, Noise] = {
    "line breaks": line_breaks,
    "hard spaces": hard_spaces,
    "apostrophes": apostrophes,
    "quotation marks": quotation_marks,
    "dashes": dashes,
    "final punctuation": final_punctuation,
    "first letter": first_letter,
    "normal form": decomposed,
    "soft hyphens": soft_hyphens,
    "direction marks": direction_marks,
    "hyphenated break": hyphenated,
    "ligatures": ligatures,
    "full width": full_width,
    "emoji": emoji,
}
HARD: dict[str, Noise] = {"letter slip": slip, "ellipsis": elision}
IN_TEXT = (
    "line breaks",
    "hard spaces",
    "normal form",
    "soft hyphens",
    "hyphenated break",
    "dashes",
)


def changed_digits(quote: str) -> Iterator[tuple[str, str]]:
    """A digit changed, a digit dropped, a sign put before."""
    for match in list(re.finditer(r"\d", quote))[:2]:
        at = match.start()
        other = str((int(match[0]) + 1) % 10)
        yield "digit", quote[:at] + other + quote[at + 1 :]
    number = re.search(r"\d{2,}", quote)
    if number:
        yield "digit dropped", quote[: number.start()] + quote[number.start() + 1 :]
        yield "sign", quote[: number.start()] + "-" + quote[number.start() :]
    if decimal := re.search(r"(?<=\d)[.,](?=\d)", quote):
        yield "separator dropped", quote[: decimal.start()] + quote[decimal.end() :]
    for sign, other in (("%", "‰"), ("€", "$"), ("$", "€"), ("km", "m")):
        if re.search(rf"{re.escape(sign)}(?!\w)", quote):
            yield "unit", re.sub(rf"{re.escape(sign)}(?!\w)", other, quote, count=1)


def changed_words(quote: str, pairs: list[list[str]]) -> Iterator[tuple[str, str]]:
    """One word put for another, either way."""
    spaced = not re.search(r"[぀-ヿ一-鿿가-힣ก-๛]", quote)
    edge = r"(?<!\w)", r"(?!\w)"
    for a, b in (pair for given in pairs for pair in (given, given[::-1])):
        pattern = f"{edge[0]}{re.escape(a)}{edge[1]}" if spaced else re.escape(a)
        if re.search(pattern, quote):
            yield "word", re.sub(pattern, b, quote, count=1)


def changed_names(quote: str, names: list[str], random: Random) -> Iterator[tuple[str, str]]:
    """A name of the text put for another, and a name with a letter wrong."""
    here = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", quote[1:])]
    others = [name for name in names if name not in quote]
    if here and others:
        yield "name", quote.replace(here[0], random.choice(others))
    for name in here[:1]:
        if len(name) > 5:  # noqa: PLR2004
            at = len(name) // 2
            yield "name's letter", quote.replace(name, name[:at] + name[at + 1 :])
