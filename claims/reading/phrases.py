"""`Phrases`: many phrases looked up at once, by the tokens of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from claims.tokens import Tokens, tokenise

T = TypeVar("T")
_BREAK = frozenset(',;:.!?()[]{}|"“”«»…、。，；：！？（）「」')
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d"})


def bare(key: str) -> str:
    """A key without the accents of Latin and Greek letters, as hurried people type it."""
    if key.isascii():
        return key
    kept: list[str] = []
    base_is_plain = False
    for char in unicodedata.normalize("NFD", key.translate(_PLAIN)):
        if not unicodedata.combining(char):
            base_is_plain = char < "\u0400"
        elif base_is_plain:
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def joined(tokens: Tokens, j: int) -> bool:
    """Whether nothing but space, hyphens or apostrophes parts token j from the one before it."""
    start, end = tokens.ends[j - 1], tokens.starts[j]
    if start == end:
        return True
    gap = tokens.text[start:end]
    return gap == " " or (_BREAK.isdisjoint(gap) and gap.count("\n") < 2)  # noqa: PLR2004


class _Node(Generic[T]):
    __slots__ = ("next", "payload")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.payload: T | None = None


class Phrases(Generic[T]):
    """Phrases with what each stands for. The first payload given for a phrase stays.

    A phrase is split by the library's own tokeniser, so hyphens, apostrophes and every kind of
    space in it are free. It is also found when written without its accents.
    """

    def __init__(self, items: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        plain: list[tuple[list[str], T]] = []
        for phrase, payload in items:
            keys = list(tokenise(phrase).keys)
            self._add(keys, payload)
            stripped = [bare(key) for key in keys]
            if stripped != keys:
                plain.append((stripped, payload))
        for keys, payload in plain:  # an accented word never displaces a word of its own
            self._add(keys, payload)

    def _add(self, keys: list[str], payload: T) -> None:
        if not keys:
            return
        node = self._root
        for key in keys:
            node = node.next.setdefault(key, _Node())
        if node.payload is None:
            node.payload = payload

    @property
    def firsts(self) -> frozenset[str]:
        """The first words of all phrases."""
        return frozenset(self._root.next)

    def match(self, tokens: Tokens, i: int, *, unbroken: bool = False) -> tuple[int, T] | None:
        """The longest phrase that starts at token i: (index after its last token, payload).

        An `unbroken` phrase does not run over a comma, a full stop or an empty line.
        """
        node = self._root
        found: tuple[int, T] | None = None
        for j in range(i, len(tokens.keys)):
            following = node.next.get(tokens.keys[j])
            if following is None or (unbroken and j > i and not joined(tokens, j)):
                break
            node = following
            if node.payload is not None:
                found = (j + 1, node.payload)
        return found

    def find(self, tokens: Tokens) -> Iterator[tuple[int, int, T]]:
        """Every longest phrase, left to right, none overlapping: (first, after last, payload)."""
        first = self._root.next
        i = 0
        for i_start, key in enumerate(tokens.keys):
            if i_start < i or key not in first:
                continue
            if (hit := self.match(tokens, i_start)) is not None:
                i = hit[0]
                yield i_start, i, hit[1]
