"""`Patterns`: phrases with word forms and context, looked up at once by the tokens of a text.

One pattern is a row of words. Each word is one of

    plus          that word
    augment*      a word that begins so            (`naj*szy`: begins and ends so)
    *ssimo        a word that ends so
    *             any word
    #             any number in digits
    …             up to six words, whatever they are
    $             nothing: the clause ends here

`(a|b|)` stands for each of the alternatives in turn, also inside a word: `(|dés)accord`. Words in
`[ ]` are the find and the rest is context that must stand around it: `ne * [plus]` finds "plus".
A row of which nothing is bracketed is a find as a whole, up to its first `…`. A row that begins
with `~` may begin inside a word, as the particles and endings of Korean do: `~지 않`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import zip_longest
from typing import Generic, NamedTuple, TypeVar

import regex

from claims.tokens import Tokens, tokenise

T = TypeVar("T")

_PIECE = regex.compile(r"[\[\]#…$]|[^\s\[\]#*'’-]*\*[^\s\[\]#*'’-]*|[^\s\[\]#*'’-]+")
_BREAK = regex.compile(r"[!?;:\n。！？；、，،؛]|,\s|(?<!\b(?:\p{Lu}|St|Mr|Dr|Ms))\.\s+\p{Lu}")
_GLUED = regex.compile(r"[\p{Hangul}]{2}|[\p{Katakana}ー]{2}")
_KATAKANA = regex.compile(r"[\p{Katakana}ー]{2}")
_CLAUSE_END = regex.compile(r"\s*(?:$|[\p{P}--[-'’]])", regex.VERSION1)
_FARTHEST = 6
_REMEMBERED = 1 << 16
_REMEMBERED_A_NODE = 1 << 10


class Find(NamedTuple, Generic[T]):
    """Tokens `first` up to, not including, `end` are a phrase that stands for `payload`."""

    first: int
    end: int
    payload: T


def expand(pattern: str) -> Iterator[str]:
    """Each reading of a pattern's `(a|b)` groups: "(a|b) c" gives "a c" and "b c".

    A bracket without its other half is a sign like any other.
    """
    start, end = _outermost(pattern)
    if end < 0:
        yield pattern
        return
    rests = list(expand(pattern[end + 1 :]))
    for option in _options(pattern[start + 1 : end]):
        for inside in expand(option):
            yield from (pattern[:start] + inside + rest for rest in rests)


def _outermost(pattern: str) -> tuple[int, int]:
    """Where the first group that no other holds opens and closes; -1 where there is none."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for i, char in enumerate(pattern):
        if char == "(":
            opened.append(i)
        elif char == ")" and opened:
            start = opened.pop()
            closed = [*(pair for pair in closed if pair[0] < start), (start, i)]
            if not opened:
                break
    return closed[0] if closed else (-1, -1)


def _options(group: str) -> Iterator[str]:
    """The alternatives of a group, split where no inner one holds the "|"."""
    depth = begin = 0
    for i, char in enumerate(group):
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            yield group[begin:i]
            begin = i + 1
    yield group[begin:]


def _elements(pattern: str) -> tuple[list[str], int, int]:
    """The words of a pattern without groups, and where its find begins and ends among them."""
    words: list[str] = []
    low, high = 0, -1
    for piece in _PIECE.findall(pattern):
        if piece == "[":
            low = len(words)
        elif piece == "]":
            high = len(words)
        elif piece in ("#", "…") or "*" in piece:
            words.append(piece.lower())
        else:
            words.extend(_keys(piece))
    longest = words.index("…") if "…" in words else len(words)  # a gap has no fixed length
    return words, low, min(longest, high if high >= 0 else longest)


@lru_cache(maxsize=1 << 14)
def _keys(piece: str) -> tuple[str, ...]:
    return tokenise(piece).keys


class _Found(NamedTuple, Generic[T]):
    """What ends at a node: the find's place in the row, and where the row may stand."""

    low: int
    high: int
    payload: T
    inside: bool
    final: bool


class _Node(Generic[T]):
    """What may follow, by the kind of word, and the finds that end here."""

    __slots__ = ("_after", "affixes", "any", "exact", "found", "gap", "lengths", "number", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node[T]] = {}
        self.affixes: dict[tuple[str, str], _Node[T]] = {}
        self.lengths: list[tuple[int, int]] = []
        self.any: _Node[T] | None = None
        self.number: _Node[T] | None = None
        self.gap: _Node[T] | None = None
        self.exact = True  # only whole words may follow
        self.found: list[_Found[T]] = []
        self._after: dict[str, tuple[_Node[T], ...]] = {}

    def child(self, word: str) -> _Node[T]:
        """The node after `word`, made where there is none yet."""
        self.exact = self.exact and word not in ("#", "…") and "*" not in word
        if word == "#":
            self.number = self.number or _Node()
            return self.number
        if word == "…":
            self.gap = self.gap or _Node()
            return self.gap
        if word == "*":
            self.any = self.any or _Node()
            return self.any
        if "*" not in word:
            return self.words.setdefault(word, _Node())
        begin, _, end = word.partition("*")
        lengths = {*self.lengths, (len(begin), len(end))}
        self.lengths = sorted(lengths, key=lambda pair: (-sum(pair), -pair[0]))
        return self.affixes.setdefault((begin, end), _Node())

    def leads(self, key: str) -> bool:
        """Whether a token may follow."""
        return self.gap is not None or (key in self.words if self.exact else bool(self.after(key)))

    def after(self, key: str) -> tuple[_Node[T], ...]:
        """The nodes that a token may lead to, the most exact first."""
        known = self._after.get(key)
        if known is None:
            if len(self._after) > _REMEMBERED_A_NODE:
                self._after.clear()
            known = self._after[key] = self.work_out(key)
        return known

    def work_out(self, key: str) -> tuple[_Node[T], ...]:
        """What `after` says, looked up and not remembered."""
        found = [self.words[key]] if key in self.words else []
        size = len(key)
        for begin, end in self.lengths:
            if size >= begin + end:
                affix = (key[:begin], key[size - end :])
                if affix in self.affixes:
                    found.append(self.affixes[affix])
        if self.number and key[:1].isdigit():
            found.append(self.number)
        if self.any and key[:1].isalpha():
            found.append(self.any)
        return tuple(found)


class _Opening(NamedTuple, Generic[T]):
    """The nodes that the first token of a phrase leads to, and which tokens lead on from them."""

    nodes: tuple[_Node[T], ...]
    ended: bool
    words: frozenset[str]
    loose: tuple[_Node[T], ...]

    def leads(self, key: str) -> bool:
        """Whether a phrase ends with the first token, or goes on with the one that follows."""
        return self.ended or key in self.words or any(node.leads(key) for node in self.loose)


def _opening(nodes: tuple[_Node[T], ...]) -> _Opening[T] | None:
    if not nodes:
        return None
    ended = any(node.found or node.gap for node in nodes)
    words = frozenset(word for node in nodes for word in node.words)
    return _Opening(nodes, ended, words, tuple(node for node in nodes if not node.exact))


class _First(dict[str, "_Opening[T] | None"], Generic[T]):
    """What the first token of a phrase opens, worked out once a word."""

    def __init__(self, root: _Node[T], proclitics: Mapping[str, str]) -> None:
        super().__init__()
        self._root = root
        self._proclitics = sorted(proclitics.items(), key=lambda pair: -len(pair[0]))

    def __missing__(self, key: str) -> _Opening[T] | None:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self._root.work_out(key)
        for glued, instead in self._proclitics:
            if key.startswith(glued) and len(key) > len(glued) + 1:
                found += self._root.work_out(instead + key[len(glued) :])
        self[key] = opening = _opening(found)
        return opening


class Patterns(Generic[T]):
    """Patterns with what each stands for.

    The first payload given for a pattern stays; two patterns of the same words that bracket
    different ones are both found. A phrase may begin with one of the `proclitics`, the little words
    that a script writes onto the next ("و" in Arabic); each is given with what stands in its place
    when it is taken off. No phrase runs over the end of a sentence, and none begins inside a word
    of a script that has words though its tokens are characters (Hangul, Katakana).
    """

    def __init__(
        self, items: Iterable[tuple[str, T]], proclitics: Mapping[str, str] | None = None
    ) -> None:
        self._root: _Node[T] = _Node()
        for patterns, payload in items:
            for pattern in expand(patterns):
                self._add(pattern, payload)
        self._first: _First[T] = _First(self._root, proclitics or {})

    def _add(self, pattern: str, payload: T) -> None:
        words, low, high = _elements(pattern.removeprefix("~").removesuffix("$"))
        node = self._root
        for word in words:
            node = node.child(word)
        if low < high and all((low, high) != known[:2] for known in node.found):
            node.found.append(_Found(low, high, payload, *_stand(pattern)))

    def match(self, tokens: Tokens, i: int) -> list[Find[T]]:
        """What the longest pattern that starts at token i finds, the exacter of two as long."""
        opening = self._first[tokens.keys[i]]
        following = tokens.keys[i + 1] if i + 1 < len(tokens.keys) else ""
        return (
            self._longest(tokens, i, opening.nodes) if opening and opening.leads(following) else []
        )

    def _longest(self, tokens: Tokens, i: int, nodes: Iterable[_Node[T]]) -> list[Find[T]]:
        inside = _begins_inside(tokens, i)
        best_end = 0
        best: list[_Found[T]] = []
        stack = [(i + 1, node) for node in nodes]
        stack.reverse()
        while stack:
            j, node = stack.pop()
            if node.found and j > best_end and _whole(tokens, i, j):
                ends = _CLAUSE_END.match(tokens.text, tokens.ends[j - 1])
                fitting = [
                    f for f in node.found if (f.inside or not inside) and (ends or not f.final)
                ]
                best_end, best = (j, fitting) if fitting else (best_end, best)
            stack += _next(tokens, j, node)
        return [Find(i + found.low, i + found.high, found.payload) for found in best]

    def find(self, tokens: Tokens) -> Iterator[Find[T]]:
        """The finds in the order of the text. Where two overlap, the one of more words stays."""
        first, keys = self._first, tokens.keys
        found = [
            hit
            for i, (key, following) in enumerate(zip_longest(keys, keys[1:], fillvalue=""))
            if (opening := first[key]) and opening.leads(following)
            for hit in self._longest(tokens, i, opening.nodes)
        ]
        taken: set[int] = set()
        kept: list[Find[T]] = []
        for hit in sorted(found, key=lambda hit: hit.first - hit.end):
            span = range(hit.first, hit.end)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(hit)
        yield from sorted(kept, key=lambda hit: hit.first)


def _stand(pattern: str) -> tuple[bool, bool]:
    return pattern.startswith("~"), pattern.endswith("$")


def _next(tokens: Tokens, j: int, node: _Node[T]) -> Iterator[tuple[int, _Node[T]]]:
    """Where a match goes on from a node: the least exact first, as a stack wants it."""
    if node.exact:
        if j < len(tokens.keys) and (following := node.words.get(tokens.keys[j])):
            yield j + 1, following
        return
    if node.gap:
        last = min(j + _FARTHEST, len(tokens) - 1)
        yield from ((at, node.gap) for at in range(last, j - 1, -1))
    if j < len(tokens):
        yield from ((j + 1, following) for following in reversed(node.after(tokens.keys[j])))


def _begins_inside(tokens: Tokens, i: int) -> bool:
    if not i or tokens.starts[i] != tokens.ends[i - 1]:
        return False
    here = tokens.starts[i]
    return _GLUED.match(tokens.text, here - 1) is not None


def _whole(tokens: Tokens, i: int, j: int) -> bool:
    """Whether tokens i to j stand in one sentence and end where a word ends."""
    end = tokens.ends[j - 1]
    if _KATAKANA.match(tokens.text, end - 1):
        return False
    return j - i < 2 or not _BREAK.search(tokens.text, tokens.starts[i], end)  # noqa: PLR2004
