"""Whom a sentence is about that does not say it: which of the names before it a text goes on about.

A name *leads* a sentence that begins with it, or that marks it as its topic; a heading leads with
all it names. A sentence without a name of its own goes on about the one that led last. It may also
be about one that no other name before it could be taken for, and about that which its own noun was
said of: "le groupe agroalimentaire Vermandois … la plus ancienne du groupe".
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import takewhile

import regex

from claims.document import Document, Passage
from claims.grounding.clause import within
from claims.grounding.landmarks import cased, landmarks, listed, quoted
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
    return list(dict.fromkeys((*reversed(near), *reversed(opening))))


def about(document: Document, name: Extent, offset: int) -> bool:
    """Whether what stands at an offset may be about a name that stands before it.

    The name leads its sentence, or is the only one of its kind there; and no other of its kind has
    led since.
    """
    passage = document.passage_at(name[0])
    if not (leads(document, name) or _alone(document, name)):
        return False
    own = document.passage_at(offset)
    between = document.passages[passage.number + 1 : own.number]
    stretches = [(p.start, p.end) for p in between] + [(own.start, offset)]
    return not any(
        _kind(document, other) == _kind(document, name)
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
    kind = _kind(document, name)
    return not any(
        _kind(document, other) == kind and not same(document, name, other)
        for other in landmarks(document, (passage.start, passage.end))
    )


def _kind(document: Document, name: Extent) -> str:
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


def echoed(document: Document, name: Extent, words: Iterable[str]) -> bool:
    """Whether some words take up the noun beside a name: "the group", after "X Group"."""
    passage = document.passage_at(name[0])
    ahead = tokenise(document.text[passage.start : name[0]]).keys[-_BESIDE:]
    clause = takewhile(lambda key: key not in listed("oblique", document.language or ""),
                       reversed(ahead))  # fmt: skip
    beside = [*clause, *tokenise(document.text[slice(*name)]).keys]
    fronts = table("discourse", document.language or "").get("fronts", ())
    taken = [_bare(key, fronts) for text in words for key in tokenise(text).keys]
    return any(_kin(_bare(a, fronts), b) for a in beside for b in taken)


def _bare(key: str, fronts: Iterable[str]) -> str:
    """A noun without what is written onto its front."""
    rest = (key.removeprefix(f) for f in fronts if key.startswith(f))
    return next((word for word in rest if len(word) >= _STEM - 1), key)


def _kin(one: str, other: str) -> bool:
    """Whether two words are forms of one: they differ in an ending of two letters."""
    if one == other:
        return len(one) >= _STEM - 1
    stem = max(_STEM, min(len(one), len(other)) - 2)
    return len(one) >= _STEM and len(other) >= _STEM and one[:stem] == other[:stem]


@cache
def _topic(language: str) -> regex.Pattern[str] | None:
    pattern = table("discourse", language).get("topic")
    return regex.compile(pattern) if pattern else None
