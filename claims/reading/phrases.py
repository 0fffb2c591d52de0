"""`Phrases`: many phrases looked up at once, by the tokens of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from claims.tokens import Tokens, tokenise

T = TypeVar("T")
_BREAK = frozenset(',;:.!?()[]{}|"“”«»…、。，；：！？（）「」')
_USUAL = frozenset({"", " "})
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
    gap = tokens.gaps[j - 1]
    return gap in _USUAL or (_BREAK.isdisjoint(gap) and gap.count("\n") < 2)  # noqa: PLR2004


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
        keys = tokens.keys
        node = self._root.next.get(keys[i]) if i < len(keys) else None
        found: tuple[int, T] | None = None
        while node is not None:
            i += 1
            if node.payload is not None:
                found = (i, node.payload)
            if not node.next or i == len(keys) or (unbroken and not joined(tokens, i)):
                break
            node = node.next.get(keys[i])
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
