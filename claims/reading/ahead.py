"""Whether words near a date tell of what is yet to come.

Plans, invitations and promises are cues (`cues.py`); `tables/dates` adds, in `words`,

    ahead          words that move something to a later day ("postponed")
    ahead_of_week  words that look ahead where the day is one of these days ("pourrait", "forecast")
    told           words for what was said or decided: a date right behind them, or right before,
                   is when that was, whatever lies ahead ("said on Tuesday that it will")
    untold         words before those that make them no past ("to be *announced* on Tuesday")

A capitalised word inside a sentence is a name, whatever its ending ("Ceará"), but for languages
that write their nouns so (`nouns_capital`).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from claims.reading.cues import read_cues
from claims.reading.data import primary, table
from claims.reading.patterns import expand
from claims.reading.phrases import Phrases
from claims.reading.reading import Reading
from claims.tokens import Tokens, fold, tokenise

_STOPS_BEFORE = frozenset(".;:!?\n。；：！？।؟")
_STOPS_BEHIND = frozenset(".!?;:\n。！？।؟")
_OPENING = frozenset("\n.!?:;«»“”„\"'‘’([—–-•*|")
_NEAR = 12  # words
_BESIDE = 2  # words between one of telling and a date: "told reporters on"
_FORWARD = frozenset({"planned", "invite", "propose", "call_for", "commit"})


class _Words(NamedTuple):
    always: Phrases[bool]
    of_week: Phrases[bool]
    told: Phrases[bool]
    untold: frozenset[str]
    nouns_capital: bool


@lru_cache(maxsize=4)
def cues_in(text: str, language: str) -> tuple[Reading, ...]:
    """The cues of a text, remembered for the texts that were asked for last."""
    return tuple(read_cues(tokenise(text), language))


def is_ahead(
    tokens: Tokens, i: int, language: str, *, of_week: bool = False, end: int | None = None
) -> bool:
    """Whether words near token i, in its sentence, tell of what is yet to come.

    In front they have to stand in the same clause, behind only in the same sentence: "on 16 July,
    the two countries will celebrate". `of_week`: token i names a day of these weeks. `end`: a date
    goes on to that token, which is not of what is yet to come where words of telling are beside it.
    """
    if not _leads_on(tokens, i, language, of_week=of_week):
        return False
    return end is None or not _is_told(tokens, i, end, language)


def _is_told(tokens: Tokens, i: int, end: int, language: str) -> bool:
    """Whether words of telling stand right beside the tokens from i to `end`."""
    firsts, ends = _told(tokens.text, language)
    if end in firsts and not tokens.gap(end - 1).strip():
        return True
    for j in range(i, max(i - _BESIDE - 1, 0), -1):
        if tokens.gap(j - 1).strip():
            return False
        if j in ends:
            return True
    return False


@lru_cache(maxsize=8)
def _told(text: str, language: str) -> tuple[frozenset[int], frozenset[int]]:
    """The tokens where words of telling begin, and those behind them."""
    words, tokens = _words(language), tokenise(text)
    found = [
        hit
        for hit in words.told.find(tokens)
        if not hit[0] or tokens.keys[hit[0] - 1] not in words.untold
    ]
    return frozenset(first for first, _, _ in found), frozenset(end for _, end, _ in found)


def _leads_on(tokens: Tokens, i: int, language: str, *, of_week: bool) -> bool:
    forward = _forward(tokens.text, language, of_week=of_week)
    low, high = max(i - _NEAR, 0), min(i + _NEAR, len(tokens))
    near = forward[bisect_left(forward, low) : bisect_left(forward, high)]
    here = bisect_left(near, i)
    if here < len(near) and _STOPS_BEHIND.isdisjoint("".join(tokens.gaps[i : near[here]])):
        return True
    return here > 0 and _STOPS_BEFORE.isdisjoint("".join(tokens.gaps[near[here - 1] : i]))


@lru_cache(maxsize=8)
def _forward(text: str, language: str, *, of_week: bool) -> tuple[int, ...]:
    """The tokens of a text with which words begin that look ahead, in order."""
    words, tokens = _words(language), tokenise(text)
    found = {
        bisect_left(tokens.starts, cue.start)
        for cue in cues_in(text, language)
        if cue.value in _FORWARD and (words.nouns_capital or not _is_name(text, cue))
    }
    for phrases in (words.always, words.of_week)[: 1 + of_week]:
        found.update(first for first, _, _ in phrases.find(tokens))
    return tuple(sorted(found))


def _is_name(text: str, cue: Reading) -> bool:
    """Whether a cue is one capitalised word that no sentence begins with."""
    if not cue.text[:1].isupper() or not cue.text.isalpha():
        return False
    before = text[max(cue.start - 2, 0) : cue.start]
    return bool(before.strip()) and _OPENING.isdisjoint(before)


@lru_cache(maxsize=64)
def _words(language: str) -> _Words:
    base = primary(language)
    data = table(f"dates/{base}") if base else {}
    words = data.get("words", {})
    always, of_week, told = (
        Phrases((text, True) for row in words.get(name, ()) for text in expand(row))
        for name in ("ahead", "ahead_of_week", "told")
    )
    untold = frozenset(map(fold, words.get("untold", ())))
    return _Words(always, of_week, told, untold, bool(data.get("nouns_capital")))
