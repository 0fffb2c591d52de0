"""`Marks`: which names of a text are marked as those somebody belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile

import regex

from claims.grounding.tables import table
from claims.reading import AMOUNTS, Reading, places
from claims.tokens import fold, tokenise

Extent = tuple[int, int]
_ARTICLE = 3  # letters: "la", "the", "des"
_FEW = 8  # readings that may begin at one place, words before a name that are looked at
_CASE = 2  # letters by which a case may be longer than the dictionary's form
_FRAME, _MARKED, _POSSIBLE, _UNLIKELY = 3, 2, 1, -1
_PART = regex.compile(r"[\s'’]+")
_PAUSES = frozenset(".!?,;:()\n。、，；：！？،؛؟।«»“”")
_STOPS = '.!?\n:;»”"。！？।؟'
_COPULA = 3  # words between an owned one and the possessive behind it: "X is now its"


def _ends(words: str, mark: str) -> bool:
    """Whether the last words of some are a mark, not only their last letters."""
    last = tokenise(mark).keys
    keys = tokenise(words).keys
    return len(last) < len(keys) and keys[len(keys) - len(last) :] == last


@cache
def _words_of(language: str, name: str) -> tuple[regex.Pattern[str], regex.Pattern[str]] | None:
    """A word of one list, and what may be written together with it: (own, own or small)."""
    words: list[str] = table("roles", language).get(name, [])
    if not words:
        return None
    small = [w for n in ("before", "whole") for w in table("roles", language).get(n, ())]
    own = "|".join(regex.escape(fold(w)).replace(r"\*", r"\w*") for w in words)
    either = "|".join((own, *(regex.escape(fold(w)) for w in small)))
    return regex.compile(rf"(?:{own})"), regex.compile(rf"(?:{either})+")


class Marks:
    """How the words of one text mark its names. `readings` are those of the text."""

    def __init__(self, text: str, language: str, readings: Sequence[Reading]) -> None:
        self._text = text
        self._language = language
        self._readings = readings
        self._tokens = tokenise(text)
        self._table = table("roles", language)

    def owner(self, extent: Extent, heads: Iterable[int] = ()) -> bool:
        """Whether a name is marked as the one somebody belongs to.

        `heads` are the ends of what may be owned.
        """
        return self.weight(extent, heads) > 0

    def weight(self, extent: Extent, heads: Iterable[int] = (), names: Iterable[int] = ()) -> int:
        """How surely a name is marked as the one somebody belongs to; below 0, as no such one.

        `heads` are the ends of what may be owned, `names` those of the claim's other names.
        """
        start, end = extent
        words = self._text[start:end]
        if self._is_amount(start, end) or self._singled_out(start, words):
            return _UNLIKELY
        if self._framed(words):
            return _FRAME
        if self._strong(start, end, words):
            return _MARKED
        if self._behind(start, heads) or self._ahead(end) or self._declined(words):
            return _MARKED
        if self._behind(start, names) or self._maybe(start, words):
            return _POSSIBLE
        return _UNLIKELY if self._topic(end) else 0

    def adverbial(self, extent: Extent) -> bool:
        """Whether words open with a preposition: "by number of visitors" owns nothing."""
        return next(iter(tokenise(self._text[slice(*extent)]).keys), "") in self._table.get(
            "before", ()
        )

    def timed(self, extent: Extent) -> bool:
        """Whether words say when things are compared, and are nobody's: "올 시즌"."""
        return self._all_of(self._text[slice(*extent)], "times")

    def _strong(self, start: int, end: int, words: str) -> bool:
        return (
            self._before(start, end)
            or self._after(words, start, end)
            or fold(words) in self._table.get("possessives", ())
            or self._glued(words)
        )

    def _singled_out(self, start: int, words: str) -> bool:
        """Whether a name is the one of whom it is said: "it", "最も浅いのは菱沼"."""
        if fold(words) in self._table.get("nominative", ()):
            return True
        return self._text.endswith(tuple(self._table.get("focus", ())), 0, start)

    def _is_amount(self, start: int, end: int) -> bool:
        """Whether a name is no name but an amount: "in 7.14 seconds"."""
        over = (r for r in self._readings if r.start <= start and end <= r.end)
        return any(r.kind in AMOUNTS for r in over)

    def _framed(self, words: str) -> bool:
        """Whether words say but among what things are compared: "the world", "in history"."""
        return self._all_of(words, "frames")

    def _all_of(self, words: str, name: str) -> bool:
        """Whether words are all of a list, small words of the language aside."""
        found = _words_of(self._language, name)
        parts = _PART.split(fold(words))
        if found is None or not any(found[0].match(part) for part in parts):
            return False
        return all(found[1].fullmatch(part) for part in parts if part)

    def _topic(self, end: int) -> bool:
        """Whether what follows a name says that the sentence is about it: "is", "は"."""
        if self._text.startswith(tuple(self._table.get("topics", ())), end):
            return True
        first = bisect_left(self._tokens.starts, end)
        if first == len(self._tokens) or self._text[end : self._tokens.starts[first]].strip():
            return False
        return self._tokens.keys[first] in self._table.get("is", ())

    def _maybe(self, start: int, words: str) -> bool:
        first = bisect_left(self._tokens.starts, start)
        near = self._tokens.keys[max(0, first - 1) : first + (len(tokenise(words)) > 1)]
        return any(key in self._table.get("maybe", ()) for key in near)

    @property
    def key_is_head(self) -> bool:
        """Whether a name right behind an order is the owner's ("ثالث بنوك المغرب")."""
        return bool(self._table.get("key_is_head", False))

    def reversed(self, key: Extent, subject: Extent, scope: Extent) -> bool:
        """Whether, of two names without a mark, the order stands between the wrong ones.

        "The ruling is the longest that the chamber wrote": where word order tells, the one that
        stands first is the subject.
        """
        ordered = self._table.get("order", False) and scope[1] <= key[0] and key[1] <= subject[0]
        return bool(ordered) and self.weight(scope) == 0

    def origin(self, extent: Extent) -> bool:
        """Whether a name is marked as where something comes from, and not as whose it is."""
        start, end = extent
        if self._text.startswith(tuple(self._table.get("from_after", ())), end):
            return True
        first = bisect_left(self._tokens.starts, start)
        while first and self._tokens.keys[first - 1] in self._table.get("whole", ()):
            first -= 1
        phrases = [tokenise(words).keys for words in self._table.get("from", ())]
        inside = self._tokens.keys[bisect_left(self._tokens.starts, start) :][:1]
        before = self._tokens.keys[:first]
        return any(before[-len(p) :] == p or inside == p for p in phrases)

    def places(self, start: int, end: int) -> list[Reading]:
        """The countries that a stretch of the text names."""
        first = bisect_left(self._readings, start, key=lambda r: r.start)
        last = bisect_left(self._readings, end, key=lambda r: r.start)
        here = self._readings[first:last]
        return [r for r in here if r.kind == "place" and r.end <= end]

    def owned_by(self, owned: Extent, owner: Extent) -> bool:
        """Whether a possessive right behind one name, the copula aside, points at the other."""
        if owner[0] > owned[0]:
            return False
        first = bisect_left(self._tokens.starts, owned[1])
        near = range(first, min(first + _COPULA, len(self._tokens)))
        words = self._table.get("possessives", ())
        found = next((i for i in near if self._tokens.keys[i] in words), None)
        if found is None:
            return False
        return not any(mark in self._text[owned[1] : self._tokens.starts[found]] for mark in ",;.:")

    def _before(self, start: int, end: int) -> bool:
        """Whether a marking word opens the name or stands before it, small words aside."""
        tokens, words = self._tokens, self._table.get("before", ())
        first = bisect_left(tokens.starts, start)
        if first < len(tokens) and tokens.ends[first] < end and tokens.keys[first] in words:
            return True
        short = True
        for i in range(first - 1, max(-1, first - _FEW), -1):
            if set(tokens.gap(i)) & _PAUSES:
                return False
            if tokens.keys[i] in words:
                return True
            if not self._between(tokens.keys[i]):
                if not short or len(tokens.keys[i]) > _ARTICLE:
                    return False
                short = False
        return False

    def _between(self, key: str) -> bool:
        """Whether a word may part a preposition from its name: "in the *whole* country"."""
        if key in self._table.get("whole", ()):
            return True
        return bool(self._table.get("behind")) and self._framed(key)

    def _after(self, words: str, start: int, end: int) -> bool:
        marks = tuple(self._table.get("after", ()))
        spaced = end + (self._text[end : end + 1] == " ")
        if self._text.startswith(marks, end) or self._text.startswith(marks, spaced):
            return True
        before = self._text[max(0, start - _FEW) : start].rstrip()
        opens = not before or before[-1] in _STOPS
        plain = words.islower() or (opens and words[1:].islower())
        common = plain and words.endswith(tuple(self._table.get("endings", ())))
        return common or any(_ends(words, mark) for mark in marks)

    def _behind(self, start: int, heads: Iterable[int]) -> bool:
        if not self._table.get("behind", False):
            return False
        return any(end < start and not self._text[end:start].strip() for end in heads)

    def _ahead(self, end: int) -> bool:
        if not self._table.get("ahead", False):
            return False
        first = bisect_left(self._readings, end, key=lambda r: r.start)
        right_behind = takewhile(lambda r: r.start == end, self._readings[first : first + _FEW])
        return any(r.kind == "superlative" for r in right_behind)

    def _declined(self, name: str) -> bool:
        """Whether a country's name stands in another form than the dictionary's.

        Adjectives ("українська") are longer, and a country behind another noun is no case of it.
        """
        if not self._table.get("cases", False):
            return False
        tokens = tokenise(name)
        for reading in places.read_places(tokens, self._language)[:1]:
            plain = places.name(str(reading.value), self._language)
            other = tokenise(plain).keys != tokenise(reading.text).keys
            near = len(reading.text) - len(plain) <= _CASE and reading.start == tokens.starts[0]
            return reading.unit is None and other and near
        return False

    def _glued(self, words: str) -> bool:
        """Whether a mark is written onto the front of a word that stands without it elsewhere."""
        for mark in self._table.get("glued", ()):
            rest = words.removeprefix(mark)
            if rest != words and places.read_places(tokenise(rest), self._language):
                return True
        return False
