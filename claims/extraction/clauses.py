"""The clause around a value: the shortest stretch of its sentence that can be understood alone."""

from __future__ import annotations

from itertools import pairwise

import regex

from claims.document import Document, Passage
from claims.extraction.tables import word_list
from claims.grounding.locate import Extent
from claims.tokens import tokenise

_BREAK = regex.compile(r"(?<!\p{Nd})[,،、，]\s*|[,،、，](?!\p{Nd})\s*|[;:؛；：]\s*|\s[–—-]\s")
_SHORT_SENTENCE = 14  # tokens: not worth cutting
_SHORT_CLAUSE = 5  # tokens: too little to say something
_LEAD = 7  # tokens
_FINAL = " \t\r\n.!?…。！？।,;:"


def function_words(language: str, name: str = "continues") -> frozenset[str]:
    """A list of clauses.toml; by default the words that begin no clause of their own."""
    return word_list("clauses", name, language)


def clause_around(document: Document, passage: Passage, value: Extent) -> Extent:
    """The stretch around `value` (code points, half-open) between two breaks of the sentence.

    It grows to the left while its first word shows that it has no subject of its own. The whole
    sentence is taken where it is short, or where the language has no list of such words.
    """
    continues = function_words(document.language or "")
    if not continues or len(tokenise(passage.text)) <= _SHORT_SENTENCE:
        return _trimmed(document, passage.start, passage.end)
    edges = _edges(document, passage)
    inner = [i for i in range(len(edges) - 1) if edges[i] < value[1] and value[0] < edges[i + 1]]
    first, last = inner[0], inner[-1] + 1
    while first and _hangs(document.text[edges[first] : edges[last]], continues):
        first -= 1
    if last < len(edges) - 1 and _introduces(document.text, edges[first], edges[last], value):
        last += 1
    return _trimmed(document, edges[first], edges[last])


def segment_around(
    document: Document,
    passage: Passage,
    value: Extent,
    fewest: int,
    skipped: frozenset[str] = frozenset(),
) -> Extent:
    """The stretch around `value` between two signs, of at least `fewest` words beside it.

    `skipped` words do not count. One that says less is taken together with the next:
    "2025年，公司实现营业收入3000亿元".
    """
    edges = [passage.start, *_breaks(document, passage), passage.end]
    inner = [i for i in range(len(edges) - 1) if edges[i] < value[1] and value[0] < edges[i + 1]]
    first, last = inner[0], inner[-1] + 1

    def beside() -> int:
        stretches = ((edges[first], value[0]), (value[1], edges[last]))
        words = (key for a, b in stretches for key in tokenise(document.text[a:b]).keys)
        return sum(word not in skipped for word in words)

    while beside() < fewest:
        if last < len(edges) - 1:
            last += 1
        elif first:
            first -= 1
        else:
            break
    return _trimmed(document, edges[first], edges[last])


def _edges(document: Document, passage: Passage) -> list[int]:
    """The breaks of a sentence and its ends, less those around a single word (", however,")."""
    edges = [passage.start, *_breaks(document, passage), passage.end]
    alone = {
        edge
        for pair in pairwise(edges)
        if len(tokenise(document.text[slice(*pair)])) <= 1
        for edge in pair
    }
    return [e for e in edges if e in (passage.start, passage.end) or e not in alone]


def _breaks(document: Document, passage: Passage) -> list[int]:
    """Where a stretch may begin: behind commas and the like, and behind "that"."""
    signs = [m.end() for m in _BREAK.finditer(document.text, passage.start, passage.end)]
    words = function_words(document.language or "", "opens")
    tokens = tokenise(passage.text)
    opened = [
        passage.start + start
        for key, start in zip(tokens.keys, tokens.starts[1:], strict=False)
        if key in words
    ]
    return sorted({*signs, *opened})


def _hangs(stretch: str, continues: frozenset[str]) -> bool:
    keys = tokenise(stretch).keys
    return len(keys) < _SHORT_CLAUSE or keys[0] in continues


def _introduces(text: str, start: int, end: int, value: Extent) -> bool:
    """Whether a stretch only leads up to its value, or the value is set off in it.

    "As you know, on 22 September, …"; "they marked, last year, the anniversaries".
    """
    lead, rest = tokenise(text[start : value[0]]), tokenise(text[value[1] : end])
    set_off = _BREAK.search(text[max(start, value[0] - _LEAD) : value[0]])
    return not len(rest) and (len(lead) <= _LEAD or bool(set_off))


def _trimmed(document: Document, start: int, end: int) -> Extent:
    while end > start and document.text[end - 1] in _FINAL:
        end -= 1
    return start, end
