"""Where in a clause the subject of an order stands: "X is the largest Y of Z"."""

from __future__ import annotations

import regex

from claims.document import Document
from claims.extraction.claimable import link_words
from claims.extraction.clauses import function_words
from claims.grounding.locate import Extent
from claims.grounding.tables import table
from claims.reading import Reading
from claims.reading.data import primary
from claims.tokens import Tokens, tokenise

_TRIM = " ,，、"
_COMMA = regex.compile(r"[,，،]\s")
_SPLIT = regex.compile(r"[:：]\s*")


def says_whose(document: Document, extent: Extent, key: Reading) -> bool:
    """Whether words before an order can be its subject: more than articles and the like."""
    lead = tokenise(document.text[extent[0] : key.start]).keys
    language = primary(document.language or "")
    said = any(word not in link_words(language) for word in lead)
    return said or not function_words(language, "predicates").isdisjoint(lead[1:])


def _topic(document: Document, extent: Extent) -> Extent | None:
    """What stands before the first mark of a topic or subject, where the language has such marks.

    "湯ノ沢町*は*県内の温泉地では2番目": a mark behind what says where ("で*は*") is none.
    """
    text = document.text[slice(*extent)]
    marks = table("roles", document.language or "").get("topics", ())
    found = sorted((at, mark) for mark in marks if (at := text.find(mark)) > 0)
    places = [at for at, _ in found if _owner(document, text[:at]) is None]
    return (extent[0], extent[0] + places[0]) if places else None


def _owner(document: Document, words: str) -> int | None:
    """Where an owner or place begins that words end with: "Rusya, *Çin'in* en büyük".

    None if they end with none. Where no spaces part the words, it is all of them.
    """
    words = words.rstrip(_TRIM)
    marks = table("roles", document.language or "").get("after", ())
    mark = max((m for m in marks if words.endswith(m)), key=len, default="")
    return words[: -len(mark)].rstrip().rfind(" ") + 1 if mark else None


def _before_verb(document: Document, start: int, lead: Tokens, verb: int) -> Extent:
    """What stands before a verb, behind the last comma; without a subject the verb stands for one.

    "È il vulcano più …"; "*W rankingu* zajmujemy siódme miejsce", where an adposition comes first.
    """
    last = lead.ends[max(verb - 1, 0)]
    parts = [m.end() for m in _COMMA.finditer(document.text, start, start + last)]
    opens = next((i for i in range(verb) if parts and start + lead.starts[i] >= parts[-1]), 0)
    marks = table("roles", document.language or "").get("before", ())
    if verb and lead.keys[opens] in marks:
        return start + lead.starts[verb], start + lead.ends[verb]
    return start + lead.starts[opens], start + last


def subject_extent(document: Document, extent: Extent, key: Reading) -> Extent:
    """The stretch of a clause that holds the subject of an order, and not what it is compared with.

    It stands before the order, else behind the verb or colon that follows: "The oldest hotel is X".
    """
    start, end = extent
    if topic := _topic(document, (start, key.start)):
        return topic
    language = primary(document.language or "")
    lead = tokenise(document.text[start : key.start])
    verbs = function_words(language, "predicates")
    links = link_words(language)
    marks = table("roles", language).get("before", ())
    owner = _owner(document, document.text[start : key.start])
    free = len(lead) if owner is None else sum(stop <= owner for stop in lead.ends)
    said = [i for i, word in enumerate(lead.keys[:free]) if word not in links]
    verb = next((i for i, word in enumerate(lead.keys) if word in verbs), None)
    if verb and said and said[-1] > verb and lead.keys[0] in marks:
        return start + lead.ends[verb], start + lead.ends[said[-1]]  # "In Sachsen war X am größten"
    if verb is not None:
        return _before_verb(document, start, lead, verb)
    if said:
        return start, start + lead.ends[said[-1]]
    return _behind(document, (key.end, end), verbs)


def _behind(document: Document, extent: Extent, verbs: frozenset[str]) -> Extent:
    """What stands behind the first verb or colon behind an order: "The oldest hotel *is* X"."""
    start, end = extent
    words = tokenise(document.text[start:end])
    told = [start + stop for word, _, stop in words.words() if word in verbs]
    colon = _SPLIT.search(document.text, start, end)
    starts = [*told[:1], *([colon.end()] if colon else [])]
    return min(starts, default=start), end
