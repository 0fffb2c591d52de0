"""What a stretch of a text names, and where it says a name that is told in another language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from claims.document import Document, Passage
from claims.grounding.clause import within
from claims.grounding.locate import Extent
from claims.grounding.names import Name, names, ordinary, without_article
from claims.grounding.tables import table
from claims.grounding.vocabulary import Vocabulary
from claims.tokens import fold, tokenise

_CASED = regex.compile(r"\p{Lu}")
_MARKED = regex.compile(
    r"""
    (?<!\w)(?P<open>[«“„‘「『"])
    (?P<name>[^\s«»“”„‘’「」『』".。!?！？](?:[^«»“”„‘’「」『』".。!?！？]{0,30}[^\s«»“”„‘’「」『』".。!?！？])?)
    [»”“’」』"]
    """,
    regex.VERBOSE,
)
_MOST_WORDS = 4  # of a name in quotation marks; more are what somebody said
_UNSPACED = 10  # letters of one in a script without spaces
LONGEST = 2_000  # characters of a sentence that is looked through for names
_FEW_LETTERS = 4  # of an article that is written onto a word


def cased(text: str) -> bool:
    """Whether a text is in a script with capitals, which tell its names."""
    return _CASED.search(text) is not None


def landmarks(document: Document, extent: Extent, *, places: bool = True) -> list[Extent]:
    """The names of a stretch in order: runs of capitals, names in quotation marks, places.

    Without `places`, what is read as a place is none.
    """
    start, end = extent
    read = within(document, [extent])
    skip = [(r.start - start, r.end - start) for r in read if not places or r.kind != "place"]
    text, language = document.text[start:end], document.language or ""
    found = [(start + n.start, start + n.end) for n in names(text, language, skip)
             if proper(document, n, start)]  # fmt: skip
    if places:
        found += [(r.start, r.end) for r in read if r.kind == "place"]
    return _apart([*quoted(document, extent), *found])


def quoted(document: Document, extent: Extent) -> list[Extent]:
    """The names of a stretch that stand in quotation marks: a few words and no sentence."""
    found = []
    for match in _MARKED.finditer(document.text, *extent):
        name = match["name"]
        if len(name.split()) <= (_MOST_WORDS if " " in name else 1) and _short(name):
            found.append(match.span("name"))
    return found


def _short(name: str) -> bool:
    tokens = len(tokenise(name))
    return tokens <= _UNSPACED


def _apart(extents: list[Extent]) -> list[Extent]:
    """Those of some stretches that lie in no other, in order."""
    kept: list[Extent] = []
    for start, end in sorted(set(extents), key=lambda e: (e[0], -e[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def proper(document: Document, name: Name, offset: int = 0) -> bool:
    """Whether a name, found in a stretch from `offset` on, is no word with a capital: "Tuesday".

    Where no list of words tells, a capital inside a sentence does.
    """
    language = document.language or ""
    at = offset + name.start
    if document.text[at - 1 : at] in {*"«“„‘「『"}:
        return True
    words = [_whole(word, language) for word in without_article(name)]
    capital = [word for word in words if word[:1].isupper() or not word.islower()]
    if len(words) > 1:
        return bool(capital)
    return bool(capital) and not all(common(w, language, unknown=name.opens) for w in capital)


def common(word: str, language: str, *, unknown: bool) -> bool:
    """Whether a word is a noun of the language; `unknown` where no list of words tells."""
    noun = _whole(word, language)
    beginnings = tuple(listed("nouns", language))
    elided = noun != word and noun.islower()
    return elided or ordinary(noun, language, unknown=unknown) or fold(noun).startswith(beginnings)


def _whole(word: str, language: str) -> str:
    """A word without the article that is written onto it: "L’utile"."""
    front, apostrophe, rest = word.partition("’" if "’" in word else "'")
    elided = apostrophe and len(front) <= _FEW_LETTERS and fold(front) in listed("elided", language)
    return rest if elided else word


@cache
def listed(section: str, language: str) -> frozenset[str]:
    """The words of a section of the table of discourse, for a language."""
    found = table("discourse", language).get(section, ())
    words = found.split() if isinstance(found, str) else found
    return frozenset(fold(word) for word in words)


def stretches(document: Document, passage: Passage, name: Name) -> Iterator[Extent]:
    """Where a passage says a name: the names there that may be it, else the shortest stretch."""
    language = document.language or ""
    if len(passage.text) > LONGEST or not name.words:
        return
    if not words_of(passage.text, language).kin(name):
        return
    found = [
        extent
        for extent in landmarks(document, (passage.start, passage.end))
        if words_of(document.text[slice(*extent)], language).kin(name)
    ]
    yield from found or [_shortest(passage, name, language)]


def _shortest(passage: Passage, name: Name, language: str) -> Extent:
    tokens = tokenise(passage.text)
    many = len(tokens)

    def says(first: int, last: int) -> bool:
        words = passage.text[tokens.starts[first] : tokens.ends[last]]
        return Vocabulary(words, language).kin(name)

    last = min(bisect_left(range(many), 1, key=lambda i: says(0, i)), many - 1)
    back = bisect_left(range(last + 1), 1, key=lambda i: says(last - i, last))
    first = max(last - back, 0)
    return passage.start + tokens.starts[first], passage.start + tokens.ends[last]


@lru_cache(maxsize=1024)
def words_of(text: str, language: str) -> Vocabulary:
    """The vocabulary of a stretch of a text."""
    return Vocabulary(text, language)


def tells(name: Name, text: str, source: str, language: str) -> bool:
    """Whether a name of a statement tells what some words of its source name, or a part of it.

    `source` is the language of the words, `language` that of the statement.
    """
    own = words_of(text, source)
    telling = [word for word in name.words if not ordinary(word, language, unknown=False)]
    return bool(name.words) and (own.kin(name) or any(map(own.holds, telling)))
