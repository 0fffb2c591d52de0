"""Whether a number is what something is called by and counts nothing: "Article 3", "Bus 112"."""

from __future__ import annotations

import regex

from claims.document import Document, Passage
from claims.extraction.clauses import function_words
from claims.extraction.tables import word_list
from claims.grounding.locate import Extent
from claims.tokens import tokenise

_BULLET = regex.compile(r"[.)．）\]:、]\s?")
_OPENING = regex.compile(r"[(（\[#\s]*")
_SECTION = regex.compile(r"[§#№]\s?\Z")
_NAMING = regex.compile(r"[\s.°#:]*")  # between a noun and the number that it is called by
_CODE = regex.compile(r"0\p{Nd}+")
_PART_BEFORE = regex.compile(r"\p{Nd}[:/]\Z")
_PART_BEHIND = regex.compile(r"[:/]\p{Nd}|[-–]0\p{Nd}")  # "35-40 minutes" are a range
_CLOCK = regex.compile(r"(?:[01]?\p{Nd}|2[0-4])[.:][0-5]\p{Nd}")
_UNTIL = regex.compile(rf"\s?[-–—]\s?{_CLOCK.pattern}")
_FEW = regex.compile(r"\p{Nd}{1,3}")
_CAPITAL = regex.compile(r"\p{L}[ \u00a0]\p{Lu}[\p{L}\p{M}]+[ \u00a0]\Z")  # not ", Labour 112"
_END = regex.compile(r"\s*(?:[.,;:!?…)\]]|\Z)")


def called(document: Document, passage: Passage, extent: Extent, language: str) -> bool:
    """Whether the number at `extent` (code points, half-open) of a passage is a name or a time.

    It is one where it counts items ("2. Accounts"), stands behind a noun that numbers name or, with
    nothing to count behind it, behind a word with a capital ("Bus 112."), is part of a code
    ("2026-0417", "9:30") or tells the hour ("8.30–12.00 Uhr").
    """
    lead = document.text[passage.start : extent[0]]
    rest = document.text[extent[1] : passage.end]
    number = document.text[slice(*extent)]
    return (
        _is_item(lead, rest)
        or _is_part(lead, number, rest)
        or _is_time(number, rest, language)
        or _is_named(lead, number, rest, language)
    )


def _is_item(lead: str, rest: str) -> bool:
    listed = _OPENING.fullmatch(lead) and _BULLET.match(rest)
    return bool(listed) or bool(_SECTION.search(lead))


def _is_part(lead: str, number: str, rest: str) -> bool:
    joined = _PART_BEFORE.search(lead) or _PART_BEHIND.match(rest)
    return bool(_CODE.fullmatch(number)) or (number.isdecimal() and bool(joined))


def _is_time(number: str, rest: str, language: str) -> bool:
    if not _CLOCK.fullmatch(number):
        return False
    until = _UNTIL.match(rest)
    behind = tokenise(rest[until.end() if until else 0 :]).keys[:1]
    return not word_list("claimable", "hours", language).isdisjoint(behind)


def _is_named(lead: str, number: str, rest: str, language: str) -> bool:
    words = tokenise(lead)
    if not len(words) or not _NAMING.fullmatch(lead, words.ends[-1]):
        return False
    if words.keys[-1] in word_list("claimable", "numbered", language):
        return True
    if not (_FEW.fullmatch(number) and _CAPITAL.search(lead)):
        return False
    behind = tokenise(rest).keys[:1]
    return not behind or bool(_END.match(rest)) or behind[0] in function_words(language)
