"""What a claim joins is joined in its source: a day and what happened, a stance and its matter."""

from __future__ import annotations

from collections.abc import Iterator

from claims.document import Document
from claims.errors import Failure
from claims.grounding.clause import within
from claims.grounding.joints import breaks, opens_inner, relative, segment
from claims.grounding.locate import Extent
from claims.grounding.tables import table
from claims.schemas import Claim, Mention, Stance
from claims.tokens import tokenise

_SLOTS = ("what", "about")  # what is said of a claim's key


def parted(claim: Claim, document: Document) -> Iterator[Failure]:
    """The failure of a claim whose key says something of another than its slot names.

    "Invited to the summit *that opens in November*": what is in November is the summit.
    """
    key = getattr(claim, type(claim).key_slot() or "", None)
    for name in _SLOTS:
        slot = getattr(claim, name, None)
        if not isinstance(key, Mention) or not isinstance(slot, Mention):
            continue
        if _parted(document, (key.start, key.end), (slot.start, slot.end)):
            message = "it is said of something else in the sentence"
            yield Failure("predicate", name, message, slot.text, key.text)


def _parted(document: Document, key: Extent, slot: Extent) -> bool:
    first, last = sorted((key, slot))
    low = document.passage_at(first[0]).start
    high = document.passage_at(last[0]).end
    if last[0] <= first[1] or high < last[1] or low != document.passage_at(last[0]).start:
        return False
    found = breaks(document, *segment(document.text, (low, high), (first[0], last[1])))
    if any(a >= first[1] and b <= last[0] for a, b in found):
        clauses = [_clause(extent, found, (low, high)) for extent in (first, last)]
        return any(relative(document, clause) for clause in clauses)
    return opens_inner(document, (first[1], last[0]))


def _clause(extent: Extent, found: list[Extent], whole: Extent) -> Extent:
    start = max((b for _, b in found if b <= extent[0]), default=whole[0])
    return start, min((a for a, _ in found if a >= extent[1]), default=whole[1])


def suffered(claim: Claim, document: Document) -> Iterator[Failure]:
    """The failure of a stance that is a noun which something is done to.

    "The invitation was accepted" says who accepts, and not who invites.
    """
    key = getattr(claim, type(claim).key_slot() or "", None)
    if not isinstance(key, Stance):
        return
    sentence = document.passage_at(key.start)
    start, end = _clause(
        (key.start, key.end), breaks(document, sentence.start, sentence.end),
        (sentence.start, sentence.end),
    )  # fmt: skip
    opening = tokenise(document.text[start : key.end]).keys
    articles = table("clause", document.language or "").get("the", ())
    done = [r for r in within(document, [(key.end, end)], "stance") if r.value != key.value]
    if len(opening) > 1 and opening[0] in articles and done and _first(opening, key):
        yield Failure(
            "predicate", "stance", "nobody does this here: it is what is done to it",
            key.text, done[0].text,
        )  # fmt: skip


def _first(opening: tuple[str, ...], key: Mention) -> bool:
    """Whether the key is all that an opening holds beside its article."""
    return opening[1:] == tokenise(key.text).keys or opening == tokenise(key.text).keys
