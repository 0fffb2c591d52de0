"""The names in a statement, and whether a word is one of a language's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import regex

from claims.grounding.sounds import names_table
from claims.grounding.words import is_word
from claims.reading.data import primary
from claims.tokens import fold

_REST = r"(?:[\p{L}\p{M}\p{Nd}’'-]|(?<=\p{Nd})[.,](?=\p{Nd}))*"  # "Alta-7,000" is one word
WORD = regex.compile(rf"[\p{{L}}\p{{M}}]{_REST}")
CAPITAL = regex.compile(rf"(?:\p{{Ll}}{{1,4}}[’'-])?\p{{Lu}}{_REST}")  # "al-Nakhil" too
_POSSESSIVE = regex.compile(r"['’]s?$")
_OWNER = regex.compile(r"(?:['’]s|s['’])$")
_ARTICLE = 3  # letters
_OPENS = ".!?:;\n。！？"


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words of a text, at its offsets.

    `words` are its words without titles ("Minister Laura Whitfield"); none, where all are
    titles or common words ("the Bank").
    `opens`: it is the one capitalised word that opens a sentence, where a capital says nothing.
    """

    start: int
    end: int
    words: tuple[str, ...]
    opens: bool


def names(text: str, language: str = "", skip: Iterable[tuple[int, int]] = ()) -> Iterator[Name]:
    """The names in a text, apart from the stretches to skip (places, dates and so on)."""
    skipped = list(skip)
    run: list[regex.Match[str]] = []
    for word in WORD.finditer(text):
        capital = CAPITAL.fullmatch(word[0]) and not any(
            a < word.end() and word.start() < b for a, b in skipped
        )
        if run and (not capital or _parted(run[-1][0], text[run[-1].end() : word.start()])):
            yield _name(run, text, language)
            run = []
        if capital:
            run.append(word)
    if run:
        yield _name(run, text, language)


def _parted(last: str, gap: str) -> bool:
    """Whether a name ends with a word: "R." goes on, "Halcyon Bank's" does not."""
    initial = len(last) == 1 and gap.strip() == "."
    return (bool(gap.strip()) and not initial) or _OWNER.search(last) is not None


def _name(run: list[regex.Match[str]], text: str, language: str) -> Name:
    before = text[: run[0].start()].rstrip(" \t\"'“”«»(")
    opens = len(run) == 1 and (not before or before[-1] in _OPENS)
    words = tuple(_POSSESSIVE.sub("", word[0]) for word in run)
    return Name(run[0].start(), run[-1].end(), _untitled(words, language), opens)


def without_article(name: Name) -> tuple[str, ...]:
    """The words of a name without the article that it may begin with."""
    words = name.words
    return words[1:] if words and len(words[0]) <= _ARTICLE else words


def _untitled(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    passed = listed("titles", language) | listed("articles", language)
    found = tuple(word for word in words if fold(word) not in passed)
    return () if all(fold(word) in listed("common", language) for word in found) else found


@cache
def listed(section: str, language: str) -> frozenset[str]:
    """The words of a section of the table of names, for a language."""
    return frozenset(names_table()[section].get(primary(language), "").split())


def ordinary(word: str, language: str, *, unknown: bool = True) -> bool:
    """Whether a word is one of a language's own; `unknown` where no list of words tells."""
    found = [is_word(part, language) for part in fold(word).split("-") if part]
    return unknown if None in found else all(found)
