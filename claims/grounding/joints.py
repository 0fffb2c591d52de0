"""Where clauses are joined: the signs and words between which one stands."""

from __future__ import annotations

from functools import cache

import regex
from babel import Locale, UnknownLocaleError

from claims.document import Document
from claims.grounding.locate import Extent
from claims.grounding.tables import table
from claims.tokens import tokenise

FIRST_WORDS = 12  # characters in which a clause begins: "and even if", "in the case of which"

# A comma inside a number is no break: it has digits on both sides.
_BREAK = regex.compile(r"[;()\[\]|—،؛，；：。、]|(?<!\d)[,:]|[,:](?!\d)|\s–\s")
_APART = regex.compile(r"[;؛；|]")  # what stands on both sides of it has nothing in common
_SPACED = r"[\p{L}--[\p{Han}\p{Hiragana}\p{Katakana}]]"  # letters of words that spaces part
_SHORT = 4  # letters of a word that may stand before a relative one: "in which", "de la que"


def segment(text: str, sentence: Extent, words: Extent) -> Extent:
    """The part of a sentence, between semicolons and bars, that some words of it stand in."""
    low, high = sentence
    low = max((m.end() for m in _APART.finditer(text, low, words[0])), default=low)
    high = min((m.start() for m in _APART.finditer(text, words[1], high)), default=high)
    return low, high


def breaks(document: Document, low: int, high: int) -> list[Extent]:
    """The signs, and the spaces behind certain verbs, that part clauses, in order."""
    found = [match.span() for match in _BREAK.finditer(document.text, low, high)]
    endings = _clause_endings(document.language or "")
    found += [m.span() for m in endings.finditer(document.text, low, high)] if endings else []
    return sorted(found)


def coordinated(document: Document, start: int, end: int) -> int:
    """Where, between two offsets, an "and" begins something else; `end` where none does."""
    ands = _ands(document.language or "", ("standard", "or"))
    found = ands.search(document.text, start, end) if ands else None
    return found.start() if found else end


def part_before(document: Document, between: Extent) -> Extent:
    """What comes, between two words of a sentence, before an "and" or a "but" that parts them.

    "X does *not ask for* and supports": each verb is denied by itself. Empty where none does.
    """
    low, high = between
    language = document.language or ""
    patterns = (_ands(language, ("standard",)), _buts(language))
    found = [m.start() for p in patterns if p for m in p.finditer(document.text, low, high)]
    return low, max(found, default=low)


def relative(document: Document, clause: Extent) -> bool:
    """Whether a clause opens with a relative word: it is about what was named before it."""
    known = table("clause", document.language or "")
    words = known.get("relative", ())
    if document.passage_at(clause[0]).start == clause[0] and not known.get("opening", False):
        return False  # "Die Regierung …": what opens a sentence is an article, or asks
    for key in tokenise(document.text[clause[0] : clause[1]]).keys:
        if key in words:
            return True
        if len(key) > _SHORT:
            return False
    return False


def opens_inner(document: Document, between: Extent) -> bool:
    """Whether a clause about what was just named opens, without a comma, between two words."""
    words = table("clause", document.language or "").get("inner", ())
    return any(key in words for key in tokenise(document.text[slice(*between)]).keys)


def tells_past(text: str, language: str) -> bool:
    """Whether a text has a word that tells what has happened; never where no table says which."""
    past = table("clause", language).get("past", ())
    endings = tuple(word[1:] for word in past if word.startswith("*"))
    return any(key in past or key.endswith(endings) for key in tokenise(text).keys if endings)


@cache
def _clause_endings(language: str) -> regex.Pattern[str] | None:
    """The endings of verbs behind which a clause begins, where a language joins clauses so."""
    endings = table("clause", language).get("endings", ())
    return regex.compile(rf"(?<=(?:{'|'.join(endings)}))\s") if endings else None


@cache
def _ands(language: str, styles: tuple[str, ...]) -> regex.Pattern[str] | None:
    """The words with which a language joins the last of a list: CLDR's list patterns."""
    try:
        patterns = Locale.parse(language.replace("-", "_")).list_patterns
    except (UnknownLocaleError, ValueError):
        return None
    words = {
        patterns[style]["end"].format("", "").strip(" ,、，،")
        for style in styles
        if style in patterns
    }
    return _words(words - {""})


@cache
def _buts(language: str) -> regex.Pattern[str] | None:
    return _words(set(table("clause", language).get("but", ())))


def _words(words: set[str]) -> regex.Pattern[str] | None:
    if not words:
        return None
    alternatives = "|".join(map(regex.escape, sorted(words)))
    return regex.compile(rf"(?<!{_SPACED})(?:{alternatives})(?!{_SPACED})", regex.V1 | regex.I)
