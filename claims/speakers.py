"""Who speaks where in a transcript: the labels at the starts of its lines.

A label is "Yury Ushakov :" on a line of its own or "Jane Doe (CEO):" before what she says. Form
decides, cautiously: what may be a label but is not surely a name ("Q:", "Note:", "Net income:")
names nobody and ends the turn of whoever spoke before.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex

from claims.tokens import fold

LABEL = regex.compile(
    r"""
      (?:[\[(]?\d{1,2}(?::\d{2}){1,2}[\])]?\s+)?                # the time it was said
      [*_]{0,2}
      (?P<name>\p{L}[\p{L}\p{M}\p{Nd}.'’‐·・\- \u00a0]{0,58}?)
      (?P<role>\s?[(（][^()（）:：]{1,60}[)）])?
      [*_]{0,2}[ \u00a0\u202f]?(?: :(?=[\s*_]|$) | ： )[*_]{0,2}\s*
    """,
    regex.VERBOSE,
)
_SENTENCE = regex.compile(r"\s\S.*[.!?…。！？؟।]['\"’”»」)]*$ | [。！？].*$", regex.VERBOSE)
_ITEM = regex.compile(r"[-*+•·–—#>|]|\p{Nd}{1,3}[.)]")
_MOST_WORDS = 8
_UNSPACED = 12  # letters of the longest name in a script without spaces

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a turn begins, and the span of the name that speaks it: None where nobody is named."""

    start: int
    name: Span | None


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    name: Span
    words: tuple[str, ...]
    role: bool
    said: str
    """What follows: on the label's own line, else on the next."""
    alone: bool

    @property
    def key(self) -> str:
        return " ".join(map(fold, self.words))


def turns(text: str, lines: Sequence[Span]) -> list[Turn]:
    """The turns of a transcript in order; of any other text, few or none."""
    labels = list(filter(None, (_label(text, lines, n) for n in range(len(lines)))))
    times = Counter(label.key for label in labels if _spoken(label))
    transcript = any(n > 1 and not _is_listed(key.split()) for key, n in times.items())
    headings = [Turn(s, None) for s, e in lines if text.startswith("#", s, e)]
    found = [
        Turn(label.start, label.name if _is_name(label, times[label.key], transcript) else None)
        for label in labels
    ]
    return sorted([*headings, *found], key=lambda turn: turn.start)


def _label(text: str, lines: Sequence[Span], number: int) -> _Label | None:
    start, end = lines[number]
    match = LABEL.match(text, start, end)
    if match is None:
        return None
    words = tuple(match["name"].split())
    if not _may_name(words):
        return None
    rest = text[match.end() : end]
    below = next((text[s:e] for s, e in lines[number + 1 : number + 4] if s < e), "")
    return _Label(start, _name_span(match), words, bool(match["role"]), rest or below, not rest)


def _name_span(match: regex.Match[str]) -> Span:
    start, end = match.span("name")
    return start, end - (len(match["name"]) - len(match["name"].rstrip()))


def _may_name(words: Sequence[str]) -> bool:
    """Whether words look like a name: few, and half of them with a capital where there are any."""
    if len(words) > _MOST_WORDS or not words[0][0].isalpha():
        return False
    if not _cased(words):
        return len(words) > 1 or len(words[0]) <= _UNSPACED
    capitals = sum(_capital(word) for word in words)
    return _capital(words[0]) and capitals * 2 >= len(words)


def _spoken(label: _Label) -> bool:
    """Whether what follows is prose, as people speak, rather than a list or a figure."""
    return bool(_SENTENCE.search(" " + label.said)) and not _ITEM.match(label.said)


def _is_name(label: _Label, times: int, transcript: bool) -> bool:  # noqa: FBT001
    if _is_listed(label.words) or not _spoken(label):
        return False
    if label.role or times > 1:
        return True
    several = len(label.words) > 1 and _cased(label.words) and _capital(label.words[-1])
    opens = fold(label.words[0]) in _listed()["openers"]
    return several and not opens and (transcript or label.alone)


def _is_listed(words: Sequence[str]) -> bool:
    return any(fold(word.rstrip(".")) in _listed()["labels"] for word in words)


def _cased(words: Sequence[str]) -> bool:
    return any(char.lower() != char.upper() for word in words for char in word)


def _capital(word: str) -> bool:
    return word[0].isupper() or word[0].istitle()


@cache
def _listed() -> dict[str, frozenset[str]]:
    """The words of speakers.toml: `labels` that name nobody, and `openers` of headings."""
    tables = tomllib.loads(files("claims").joinpath("speakers.toml").read_text("utf-8"))
    return {
        kind: frozenset(fold(word) for row in tables.values() for word in row[kind].split())
        for kind in ("labels", "openers")
    }
