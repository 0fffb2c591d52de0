"""Which readings of a sentence could be claimed: not a number that is a name, not a base year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import regex

from claims.document import Document, Passage
from claims.extraction.called import called
from claims.extraction.clauses import function_words
from claims.extraction.tables import word_list
from claims.reading import AMOUNTS, Reading
from claims.reading.data import primary
from claims.tokens import tokenise

_WIDER = (*AMOUNTS, "rank", "date", "superlative")
_SMALL = Decimal(3)  # "two ministers", "both": small counts in words are seldom what is claimed
_YEAR = regex.compile(r"(?:19|20)\d\d")
_ASKS = regex.compile(r"[?？؟]['\"’”»›」』)\]\s]*\Z")
_DASH = regex.compile(r"\s[–—-]\s")
_ARTICLE = 3  # words before a superlative, its noun and that noun's article among them
_SPACE = regex.compile(r"[\s'’]*")


def link_words(language: str) -> frozenset[str]:
    """Articles, possessives and the words that begin no clause of their own."""
    own = (word_list("claimable", name, language) for name in ("determiners", "possessives"))
    return function_words(language).union(*own)


def noun_words(language: str) -> frozenset[str]:
    """Words that a noun phrase begins with: articles, possessives, and "line" as in "line 6"."""
    tables = ("determiners", "possessives", "numbered")
    return frozenset().union(*(word_list("claimable", name, language) for name in tables))


@dataclass(frozen=True)
class Sentence:
    """A passage, its document, and the readings that lie in it, in order."""

    document: Document
    passage: Passage
    readings: tuple[Reading, ...]

    def whole(self, reading: Reading) -> bool:
        """Whether a reading is no part of another value: the "200" in "200 billion dollars"."""
        return not any(_holds(other, reading) for other in self.readings)

    def claimable(self, reading: Reading) -> bool:
        """Whether a reading can be what a claim of a built-in type is about."""
        if self._is_name(reading):
            return False
        if reading.kind not in AMOUNTS and self._asks():
            return False  # a question claims nothing, but the figure in it may be a charge
        doubts = {
            "rank": self._in_time,
            "superlative": self._attributed,
            "number": self._uncounted,
            "duration": self._rate,
            "stance": self._noun,
            "change": self._grades,
            "date": self._base,
        }
        doubt = doubts.get(reading.kind)
        return doubt is None or not doubt(reading)

    def mentioned(self, reading: Reading) -> bool:
        """Whether a word only names what happens: "the reduction", "mesures de réduction"."""
        links = function_words(self.language, "partitives") | self._words("determiners")
        return bool(self._before(reading) & links)

    def _in_time(self, rank: Reading) -> bool:
        """Which came first or last, and no place: "the first stone", "the last meetings".

        "First" is a place where a verb or an apposition says so of a subject: "is the first
        supplier", "Alta, the first supplier".
        """
        if len(tokenise(rank.text)) > 1 or int(str(rank.value)) > 1:
            return False
        verbs = function_words(self.language, "predicates")
        if int(str(rank.value)) < 0 or not verbs:
            return int(str(rank.value)) < 0
        words = self.document.text[self.passage.start : rank.start]
        lead = tokenise(words)
        own = [i for i, key in enumerate(lead.keys) if key not in noun_words(self.language)]
        apposed = own and ("," in lead.gap(own[-1]) or _DASH.match(words, lead.ends[own[-1]]))
        return verbs.isdisjoint(lead.keys) and not apposed

    def _uncounted(self, reading: Reading) -> bool:
        if reading.comparator:
            return False
        in_digits = any(char.isdigit() for char in reading.text)
        large = isinstance(reading.value, Decimal) and (in_digits or reading.value >= _SMALL)
        return not large or self._year(reading)

    def _year(self, reading: Reading) -> bool:
        """Four digits behind which nothing is counted: "in 2027 with", "Tamar district, 2025"."""
        if not _YEAR.fullmatch(reading.text):
            return False
        rest = self._rest(reading)
        following = tokenise(rest).keys[:1]
        counted = bool(following) and rest[:1].isspace() and rest.lstrip()[:1].isalnum()
        return not counted or following[0] in function_words(self.language)

    def _is_name(self, reading: Reading) -> bool:
        """Whether a number or ordinal is the name of a thing: "Article 3", "the Second Basin"."""
        if reading.kind == "number" and not reading.comparator:
            extent = (reading.start, reading.end)
            return called(self.document, self.passage, extent, self.language)
        return reading.kind == "rank" and (
            self._capital(reading) or bool(self._after(reading) & self._words("named"))
        )

    def _capital(self, reading: Reading) -> bool:
        """A word with a capital inside a sentence, before another: part of a name."""
        rest = self._rest(reading).lstrip()
        opens = reading.start == self.passage.start
        return not opens and reading.text[:1].isupper() and rest[:1].isupper()

    def _attributed(self, superlative: Reading) -> bool:
        """Whether it is an attribute of many things: "les questions les plus urgentes".

        The article is the first of its words or stands before the noun ("i temi più urgenti").
        """
        lead = tokenise(self.document.text[self.passage.start : superlative.start]).keys
        first = tokenise(superlative.text).keys[:1]
        own = not self._words("determiners").isdisjoint(first)
        near = first if own else lead[-_ARTICLE:]
        said = function_words(self.language, "predicates")
        return not self._words("plurals").isdisjoint(near) and said.isdisjoint(lead[-_ARTICLE:])

    def _grades(self, change: Reading) -> bool:
        """Whether a superlative is made of the change: "fastest-growing", "增长最快"."""
        return any(
            r.kind == "superlative" and r.start <= change.end + 1 and change.start <= r.end + 1
            for r in self.readings
        )

    def _rate(self, duration: Reading) -> bool:
        """A unit told once and in words: "a year", "par jour"."""
        told = any(char.isdigit() for char in duration.text)
        return duration.value == 1 and not told and not duration.comparator

    def _noun(self, stance: Reading) -> bool:
        return bool(self._before(stance) & self._words("determiners"))

    def _base(self, date: Reading) -> bool:
        """Whether it is what something is compared with, or stands in a row of a table."""
        row = self.passage.text.count("|") > 1
        return row or bool(self._before(date) & self._words("base"))

    def _asks(self) -> bool:
        return bool(_ASKS.search(self.passage.text))

    @property
    def language(self) -> str:
        """The primary tag of the document's language; "" where it is not known."""
        return primary(self.document.language or "")

    def _words(self, name: str) -> frozenset[str]:
        return word_list("claimable", name, self.language)

    def _before(self, reading: Reading) -> frozenset[str]:
        """The word right before a reading, folded; none where a sign stands between."""
        lead = self.document.text[self.passage.start : reading.start]
        words = tokenise(lead)
        if not len(words) or not _SPACE.fullmatch(lead, words.ends[-1]):
            return frozenset()
        return frozenset(words.keys[-1:])

    def _after(self, reading: Reading) -> frozenset[str]:
        return frozenset(tokenise(self._rest(reading)).keys[:1])

    def _rest(self, reading: Reading) -> str:
        return self.document.text[reading.end : self.passage.end]


def _holds(other: Reading, reading: Reading) -> bool:
    wider = (other.end - other.start) > (reading.end - reading.start)
    inside = other.start <= reading.start and reading.end <= other.end
    return wider and inside and other.kind in _WIDER
