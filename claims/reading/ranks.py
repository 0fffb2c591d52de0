"""Ranks: digits with a suffix, ordinal words, "number one", 第, "last but two"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from claims.reading.data import primary, table
from claims.reading.numbers import Numeral, TokenSource, is_fraction_of_one
from claims.reading.parts import ORDINAL
from claims.reading.phrases import Phrases, joined
from claims.reading.units import DURATION, Units
from claims.tokens import Tokens

_HALF = Decimal("0.5")
_UNSPACED = "\u2e80"
_SUFFIX_GAPS = frozenset({"", "-", ".", "'", "’"})


@dataclass(frozen=True, slots=True)
class RankWords:
    """What makes a number a rank in one language.

    Behind `fraction_behind` ("by") "a fifth" is no rank. `before` and `nouns_before` tell whether a
    full stop must follow ("no." in English).
    """

    suffixes: Phrases[bool]
    before: Phrases[bool]
    nouns_before: Phrases[bool]
    nouns: Phrases[bool]
    words: Phrases[int]
    fraction_behind: Phrases[bool]
    stops: Phrases[bool]
    dot: bool


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank: tokens `first` to `end`, code points `start` to `stop`.

    `unit` is the span of time that it ranks: "the 18th *month* in a row".
    """

    first: int
    end: int
    start: int
    stop: int
    value: int
    unit: str | None = None


def _set(rows: dict[str, Any], name: str) -> Phrases[bool]:
    return Phrases((text, True) for text in rows.get(name, []))


@lru_cache(maxsize=64)
def rank_words(language: str | None) -> RankWords:
    """The rank words of a language; without one, only signs."""
    tag = language or ""
    rows = (table(f"numbers/{tag}") or table(f"numbers/{primary(tag)}")).get("ranks", {})
    words = Phrases((text, int(value)) for text, value in rows.get("words", {}).items())
    before = Phrases((text, text.endswith(".")) for text in [*rows.get("before", []), "№", "#"])
    stops = _set(rows, "stop")
    nouns_before = Phrases((text, False) for text in rows.get("nouns_before", []))
    return RankWords(
        suffixes=_set(rows, "suffixes"),
        before=before,
        nouns_before=nouns_before,
        nouns=_set(rows, "nouns"),
        words=words,
        fraction_behind=_set(rows, "fraction_behind"),
        stops=stops,
        dot=bool(rows.get("dot")),
    )


def of_numeral(found: Numeral, tokens: Tokens, words: RankWords) -> Rank | None:
    """The rank that a number is by its own form: "25e", "cinquième", "4. Platz"."""
    number, end = found.number, found.end
    if number.kind == ORDINAL:
        return _with_noun(found, end, int(number.value), tokens, words)
    by = found.first > 0 and words.fraction_behind.match(tokens, found.first - 1) is not None
    if is_fraction_of_one(number) and not by and _names_a_thing(tokens, end):
        last = replace(found, first=end - 1, start=tokens.starts[end - 1])
        return _with_noun(last, end, int(1 / number.value + _HALF), tokens, words)
    value = number.value
    if value != value.to_integral_value() or number.alternatives or value < 0:
        return None
    end = _behind_suffix(tokens, end, words)
    if end == found.end and not (words.dot and _dotted(tokens, found, words)):
        return None
    return _with_noun(found, end, int(value), tokens, words)


def _behind_suffix(tokens: Tokens, end: int, words: RankWords) -> int:
    """The index behind a suffix that makes a number a rank ("25e", "3. sırada", "五番目")."""
    hit = words.suffixes.match(tokens, end) if end < len(tokens) else None
    if hit is None:
        return end
    unspaced = tokens.keys[end][0] > _UNSPACED
    gap = tokens.gap(end - 1)
    glued = gap in _SUFFIX_GAPS or (unspaced and gap == " ")
    digits = tokens.keys[end - 1][-1:].isdecimal()
    return hit[0] if glued and (digits or unspaced) else end


def _dotted(tokens: Tokens, found: Numeral, words: RankWords) -> bool:
    """Whether the full stop behind digits makes them a rank, not the end of a sentence."""
    end = found.end
    if not tokens.keys[end - 1].isdecimal() or tokens.text[found.stop : found.stop + 1] != ".":
        return False
    if end == len(tokens):
        return found.first == 0
    if tokens.gap(end - 1).strip() != ".":
        return False
    following = tokens.text[tokens.starts[end]]
    return following.islower() or words.nouns.match(tokens, end) is not None


def _names_a_thing(tokens: Tokens, end: int) -> bool:
    """Whether a noun follows directly: "a third party" ranks, "a third of", "a third." divide."""
    if end >= len(tokens) or not joined(tokens, end):
        return False
    return tokens.keys[end][:1].isalpha() and len(tokens.keys[end]) > 3  # noqa: PLR2004


def _with_noun(found: Numeral, end: int, value: int, tokens: Tokens, words: RankWords) -> Rank:
    first, start = found.first, found.start
    stop = max(found.stop, tokens.ends[end - 1])
    if tokens.text[stop : stop + 1] == "." and words.dot and end == found.end:
        stop += found.number.kind != ORDINAL
    end = _behind_noun(tokens, end, words)
    return Rank(first, end, start, max(stop, tokens.ends[end - 1]), value)


def _behind_noun(tokens: Tokens, end: int, words: RankWords) -> int:
    """The index behind the noun that goes with a rank ("place"), if it stands next."""
    if end >= len(tokens) or not (joined(tokens, end) or tokens.gap(end - 1).strip() == "."):
        return end
    noun = words.nouns.match(tokens, end, unbroken=True)
    return noun[0] if noun is not None else end


def announced(found: Numeral, i: int, tokens: Tokens, words: RankWords) -> Rank | None:
    """The rank whose announcing words ("第", "number") run from token i to the number."""
    value = found.number.value
    if value != value.to_integral_value() or value < 1:
        return None
    end = _behind_noun(tokens, _behind_suffix(tokens, found.end, words), words)
    return Rank(i, end, tokens.starts[i], max(found.stop, tokens.ends[end - 1]), int(value))


def spelled(
    tokens: Tokens, i: int, words: RankWords, units: Units, source: TokenSource
) -> Rank | None:
    """As in "last", "avant-dernière", "last but two": counted from the end."""
    hit = words.words.match(tokens, i, unbroken=True)
    if hit is None or _spans_time(tokens, i, hit[0], units, source):
        return None
    end = _behind_noun(tokens, hit[0], words)
    return Rank(i, end, tokens.starts[i], tokens.ends[end - 1], hit[1])


def _spans_time(tokens: Tokens, i: int, end: int, units: Units, source: TokenSource) -> bool:
    """Whether it is about time ("last year", "ces dernières années", "the last three years")."""
    following = end
    while (atom := source.at(following)) is not None:
        following = atom.end
    for p in (following, i - 1):
        unit = units.after(tokens, p) if 0 <= p < len(tokens) else None
        if unit is not None and unit[1].kind == DURATION:
            return True
    return False
