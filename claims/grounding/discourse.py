"""Whom a sentence is about that does not say it: which of the names before it a text goes on about.

A name *leads* a sentence that begins with it, or that marks it as its topic; a heading leads with
all it names. A sentence without a name of its own goes on about the one that led last. It may also
be about one that no other name before it could be taken for, and about that which its own noun was
said of: "le groupe agroalimentaire Vermandois … la plus ancienne du groupe".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile

import regex

from claims.document import Document, Passage
from claims.grounding.clause import within
from claims.grounding.landmarks import LONGEST, cased, landmarks, listed, quoted
from claims.grounding.locate import Extent
from claims.grounding.tables import table
from claims.tokens import tokenise

_REACH = 12  # passages before a claim's through which a text may go on about a name
_OPENING = 3  # passages that open a text, which are never too far
_FEW_WORDS = 4  # before the name that leads a sentence
_BESIDE = 3  # words between a name and the noun that says what it is
_STEM = 4  # letters that two forms of a word begin with
_HEADING = 16  # words
_CLAUSE = regex.compile(r"[,;:–—，；：、،؛()（）】]")
_ENDED = regex.compile(r"[.!?。！？؟।…][\s'\"’”»」』)]*$")
_NEXT_LINE = regex.compile(r"\s*\n")


def before(document: Document, offset: int) -> list[Passage]:
    """The passages before that of an offset in which a reader may look, the nearest first."""
    own = document.passage_at(offset).number
    near = document.passages[max(0, own - _REACH) : own]
    opening = document.passages[: min(_OPENING, own)]
    found = dict.fromkeys((*reversed(near), *reversed(opening)))
    return [passage for passage in found if len(passage.text) <= LONGEST]


def about(document: Document, name: Extent, offset: int) -> bool:
    """Whether what stands at an offset may be about a name that stands before it.

    The name leads its sentence, and no other of its kind has led since; or it is the only one of
    its kind in its sentence, and no other of its kind leads any.
    """
    passage = document.passage_at(name[0])
    own = document.passage_at(offset)
    leading = leads(document, name)
    if not leading and not _alone(document, name):
        return False
    passed = before(document, offset)
    since = [p for p in passed if p.number > passage.number] if leading else passed
    stretches = [(p.start, p.end) for p in since] + [(max(own.start, offset - LONGEST), offset)]
    return not any(
        kind(document, other) == kind(document, name)
        and leads(document, other)
        and not same(document, name, other)
        for stretch in stretches
        for other in landmarks(document, stretch)
    )


def leads(document: Document, name: Extent) -> bool:
    """Whether a sentence begins with a name, or marks it as what it is about."""
    passage = document.passage_at(name[0])
    if heading(document, passage) or name in _introduced(document, passage):
        return True
    topic = _topic(document.language or "")
    if topic and topic.match(document.text, name[1]):
        return True
    marked = topic is not None and not cased(passage.text)
    return not marked and _first(document, passage, name)


def _first(document: Document, passage: Passage, name: Extent) -> bool:
    """Whether a name is the first of its clause, few words and no preposition before it."""
    between = document.text[passage.start : name[0]]
    clause = max((m.end() for m in _CLAUSE.finditer(between)), default=0)
    ahead = tokenise(between[clause:]).keys
    if len(ahead) > _FEW_WORDS or _preposition(document, name) in listed(
        "oblique", document.language or ""
    ):
        return False
    led = landmarks(document, (passage.start + clause, name[0]))
    return not any(end < name[0] for _, end in led)


def heading(document: Document, passage: Passage) -> bool:
    """Whether a passage is a heading: a short line that no full stop ends."""
    return (
        len(passage.text.split()) <= _HEADING
        and not _ENDED.search(passage.text)
        and _NEXT_LINE.match(document.text, passage.end) is not None
    )


def _introduced(document: Document, passage: Passage) -> list[Extent]:
    """The name in quotation marks by which a sentence introduces what it tells of."""
    found = quoted(document, (passage.start, passage.end))
    return found if len(found) == 1 else []


def _alone(document: Document, name: Extent) -> bool:
    """Whether a sentence names, in a script that tells names, nothing else of its kind."""
    passage = document.passage_at(name[0])
    if not cased(passage.text):
        return False
    return not any(
        kind(document, other) == kind(document, name) and not same(document, name, other)
        for other in landmarks(document, (passage.start, passage.end))
    )


def kind(document: Document, name: Extent) -> str:
    """A place, by what is read there or by the preposition before it, or another name."""
    if any(r.kind == "place" for r in within(document, [name])):
        return "place"
    where = listed("where", document.language or "")
    return "place" if _preposition(document, name) in where else "other"


def _preposition(document: Document, name: Extent) -> str:
    """The word right before a name, in its sentence."""
    start = document.passage_at(name[0]).start
    return next(iter(tokenise(document.text[start : name[0]]).keys[-1:]), "")


def same(document: Document, one: Extent, other: Extent) -> bool:
    """Whether two names share a word: "Karadut", "Karadut Tekstil"."""
    if one[0] < other[1] and other[0] < one[1]:
        return True
    first, second = (tokenise(document.text[slice(*extent)]).keys for extent in (one, other))
    return any(_kin(a, b) for a in first for b in second)


def echoes(document: Document, words: Sequence[str], offset: int) -> list[Extent]:
    """The names before an offset whose noun some words take up: "the group", after "X Group".

    Empty where they are not names of one.
    """
    found = [
        name
        for passage in before(document, offset)
        for name in landmarks(document, (passage.start, passage.end))
        if _echoed(document, name, words)
    ]
    return found if all(same(document, found[0], other) for other in found) else []


def _echoed(document: Document, name: Extent, words: Iterable[str]) -> bool:
    passage = document.passage_at(name[0])
    ahead = tokenise(document.text[passage.start : name[0]]).keys[-_BESIDE:]
    clause = takewhile(lambda key: key not in listed("oblique", document.language or ""),
                       reversed(ahead))  # fmt: skip
    behind = tokenise(document.text[name[1] : passage.end]).keys[:1]
    beside = [*clause, *tokenise(document.text[slice(*name)]).keys, *behind]
    language = document.language or ""
    taken = [bare_noun(key, language) for text in words for key in tokenise(text).keys]
    return any(_kin(bare_noun(a, language), b) for a in beside for b in taken)


def chained(document: Document, offset: int, words: Sequence[str]) -> int:
    """Where the sentences begin that go on, one after another, about one business.

    "The company", "the firm" are all the one that was named before the first of them. The offset
    itself, where some words of the sentence there are none of these.
    """
    if not any(_firm(document, text) for text in words):
        return offset
    passage = document.passage_at(offset)
    while passage.number:
        last = document.passages[passage.number - 1]
        if len(last.text) > LONGEST or not _firm(document, last.text):
            break
        if any(_of_firm(document, name) for name in landmarks(document, (last.start, last.end))):
            break
        passage = last
    return min(offset, passage.start)


def _firm(document: Document, text: str) -> bool:
    language = document.language or ""
    return any(bare_noun(key, language) in listed("firms", language) for key in tokenise(text).keys)


def _of_firm(document: Document, name: Extent) -> bool:
    """Whether a business is named by a name: "the Veltrane group"."""
    return _echoed(document, name, list(listed("firms", document.language or "")))


def bare_noun(key: str, language: str) -> str:
    """A noun without what a language writes onto its front: "وال"."""
    fronts = table("discourse", language).get("fronts", ())
    rest = (key.removeprefix(f) for f in fronts if key.startswith(f))
    return next((word for word in rest if len(word) >= _STEM - 1), key)


def _kin(one: str, other: str) -> bool:
    """Whether two words are forms of one, or one is the last part of the other, a compound."""
    if one == other:
        return len(one) >= (_STEM if one.upper() != one else _STEM - 1)  # "the" is no noun
    if min(len(one), len(other)) < _STEM:
        return False
    stem = max(_STEM, min(len(one), len(other)) - 2)
    return one[:stem] == other[:stem] or one.endswith(other) or other.endswith(one)


@cache
def _topic(language: str) -> regex.Pattern[str] | None:
    pattern = table("discourse", language).get("topic")
    return regex.compile(pattern) if pattern else None
