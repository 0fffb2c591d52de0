"""`Marks`: which names of a text are marked as those somebody belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import takewhile

from claims.grounding.tables import table
from claims.reading import Reading, places
from claims.tokens import fold, tokenise

Extent = tuple[int, int]
_ARTICLE = 3  # letters: "la", "the", "des"
_FEW = 8  # readings that may begin at one place
_COPULA = 3  # words between an owned one and the possessive behind it: "X is now its"


def _ends(words: str, mark: str) -> bool:
    """Whether the last words of some are a mark, not only their last letters."""
    last = tokenise(mark).keys
    keys = tokenise(words).keys
    return len(last) < len(keys) and keys[len(keys) - len(last) :] == last


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
        start, end = extent
        words = self._text[start:end]
        return (
            self._before(start, end)
            or self._after(words, end)
            or (self._table.get("behind", False) and self._behind(start, heads))
            or (self._table.get("ahead", False) and self._ahead(end))
            or fold(words) in self._table.get("possessives", ())
            or (self._table.get("cases", False) and self._declined(words))
            or self._glued(words)
        )

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
        """Whether a marking word opens the name or stands before it, an article aside."""
        tokens, words = self._tokens, self._table.get("before", ())
        first = bisect_left(tokens.starts, start)
        inside = [tokens.keys[first]] if first < len(tokens) and tokens.ends[first] < end else []
        ahead = list(tokens.keys[max(0, first - 2) : first])
        if len(ahead) > 1 and len(ahead[-1]) > _ARTICLE:
            ahead = ahead[-1:]
        return any(key in words for key in (*inside, *ahead))

    def _after(self, words: str, end: int) -> bool:
        marks = tuple(self._table.get("after", ()))
        spaced = end + (self._text[end : end + 1] == " ")
        if not marks:
            return False
        if self._text.startswith(marks, end) or self._text.startswith(marks, spaced):
            return True
        common = words.islower() and words.endswith(tuple(self._table.get("endings", ())))
        return common or any(_ends(words, mark) for mark in marks)

    def _behind(self, start: int, heads: Iterable[int]) -> bool:
        return any(end < start and not self._text[end:start].strip() for end in heads)

    def _ahead(self, end: int) -> bool:
        first = bisect_left(self._readings, end, key=lambda r: r.start)
        right_behind = takewhile(lambda r: r.start == end, self._readings[first : first + _FEW])
        return any(r.kind == "superlative" for r in right_behind)

    def _declined(self, name: str) -> bool:
        """Whether a country's name stands in another form than the dictionary's."""
        tokens = tokenise(name)
        for reading in places.read_places(tokens, self._language):
            plain = places.name(str(reading.value), self._language)
            if reading.unit is None and tokenise(plain).keys != tokenise(reading.text).keys:
                return True
        return False

    def _glued(self, words: str) -> bool:
        """Whether a mark is written onto the front of a word that stands without it elsewhere."""
        for mark in self._table.get("glued", ()):
            rest = words.removeprefix(mark)
            if rest != words and places.read_places(tokenise(rest), self._language):
                return True
        return False
