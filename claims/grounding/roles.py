"""Who is whose: in "X is Y's supplier", words and cases tell X from Y.

A name is *marked* where the language marks it as the one somebody belongs to ("of Y", "Y's", Y in
the genitive). A claim whose subject is marked and whose scope is not has the two swapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.errors import Failure
from claims.grounding.accounts import Evidence
from claims.grounding.marks import Marks
from claims.grounding.names import Name, names, ordinary, without_article
from claims.grounding.sounds import nouns_with_capitals
from claims.grounding.tables import table
from claims.grounding.vocabulary import Vocabulary
from claims.reading import Reading
from claims.reading.data import primary
from claims.schemas import Claim, Entity, Mention
from claims.tokens import tokenise

Extent = tuple[int, int]


def swapped_slots(claim: Claim, marks: Marks) -> list[Failure]:
    """The failure of a claim whose subject is, in the source's own words, the scope.

    `marks` are those of the source.
    """
    ends = _ends(claim)
    if ends is None:
        return []
    subject, scope = ends
    one, two = (subject.start, subject.end), (scope.start, scope.end)
    if marks.timed(two):
        return []
    marked = _weight(claim, subject, marks)
    against = marked > _weight(claim, scope, marks) or marks.owned_by(two, one)
    if against or (not marked and marks.reversed(_key(claim), one, two)):
        return [_swapped("subject", subject.text, scope.text)]
    other = _unmarked(claim, marks) if marked > 0 and subject.code else None
    if other:
        message = "the sentence says it of another"
        return [Failure("roles", "subject", message, subject.text, other.text)]
    return []


def _weight(claim: Claim, end: Entity, marks: Marks) -> int:
    """How surely one of a claim's two names is marked as the one somebody belongs to.

    What the claim counts among is owned, and owns nothing.
    """
    category = getattr(claim, "category", None)
    if isinstance(category, Mention) and category.start < end.end and end.start < category.end:
        return 0
    owned = isinstance(category, Mention) and not marks.adverbial((category.start, category.end))
    heads = [category.end] if category and owned else []
    heads += [_key(claim)[1]] if marks.key_is_head else []
    others = [e.end for e in _ends(claim) or ()]
    return marks.weight((end.start, end.end), heads, others)


def _key(claim: Claim) -> Extent:
    key: Mention = getattr(claim, type(claim).key_slot() or "", None) or claim.quotes[0]
    return key.start, key.end


def _unmarked(claim: Claim, marks: Marks) -> Reading | None:
    """A country of the quotes that is neither the subject nor the scope, and is not marked."""
    own = {end.code for end in _ends(claim) or ()}
    return next(
        (
            r
            for quote in claim.quotes
            for r in marks.places(quote.start, quote.end)
            if r.value not in own and not marks.owner((r.start, r.end))
        ),
        None,
    )


def swapped_statement(claim: Claim, said: Sequence[Reading], language: str) -> list[Failure]:
    """The failure of a statement that marks the subject and not the scope.

    `language` is the source's, in which the names of the slots are told.
    """
    ends = _ends(claim)
    if ends is None:
        return []
    subject, scope = (set(_told(claim, end, said, language)) for end in ends)
    marks = Marks(claim.statement, claim.language, said)
    marked, unmarked = subject - scope, scope - subject
    if not marked or not unmarked:
        return []
    if all(marks.owner(e) for e in marked) and not any(marks.owner(e) for e in unmarked):
        return [_swapped("statement", claim.statement, f"{ends[0].text} / {ends[1].text}")]
    return []


def from_elsewhere(claim: Claim, said: Sequence[Reading], language: str) -> list[Failure]:
    """The failure of a statement that says "from Y" where its source says "of Y"."""
    ends = _ends(claim)
    quote = next((q for q in claim.quotes if ends and q.start <= ends[1].start < q.end), None)
    if ends is None or quote is None:
        return []
    scope = (ends[1].start - quote.start, ends[1].end - quote.start)
    if Marks(quote.text, language, ()).origin(scope):
        return []
    marks = Marks(claim.statement, claim.language, said)
    if not any(marks.origin(extent) for extent in _told(claim, ends[1], said, language)):
        return []
    message = "the statement says that it comes from there"
    return [Failure("roles", "statement", message, claim.statement, ends[1].text)]


def bystanders(claim: Claim, said: Sequence[Reading], language: str) -> set[object]:
    """The countries that a statement names in passing: "Italy is France's second, behind Germany".

    Subject and scope have to be told as well, and the scope nearer to the order than they are.
    """
    ends = _ends(claim)
    orders = [r for r in said if r.kind in ("rank", "superlative")]
    told = [list(_told(claim, end, said, language)) for end in ends or ()]
    if not orders or not all(told) or not told:
        return set()
    nearest = min(_apart(claim.statement, place, orders) for place in told[1])
    return {
        r.value
        for r in said
        if r.kind == "place" and _apart(claim.statement, (r.start, r.end), orders) > nearest
    }


def _apart(text: str, place: Extent, orders: Sequence[Reading]) -> int:
    """How far a place stands from the nearest order, in characters; a comma is far."""
    gaps = (text[min(place[1], r.end) : max(place[0], r.start)] for r in orders)
    return min(len(gap) + _COMMA * sum(gap.count(sign) for sign in ",;") for gap in gaps)


_COMMA = 100


def replaced_subject(claim: Claim, said: Sequence[Reading], evidence: Evidence) -> list[Failure]:
    """The failure of a statement that begins with another name of the text than its subject's."""
    language = evidence.language
    subject = claim.subject
    if not subject or subject.code or any(_named(claim, subject, said, language)):
        return []
    own = [n for n in names(subject.text, language) if _is_name(n, 1, language)]
    first = next(names(claim.statement, claim.language, [(r.start, r.end) for r in said]), None)
    if not own or not first or not _opens(claim, first):
        return []
    if not any(evidence.document.has_name(word) for word in first.words):
        return []
    message = "the statement says it of another"
    return [Failure("name", "statement", message, " ".join(first.words), subject.text)]


def _opens(claim: Claim, name: Name) -> bool:
    """Whether a name stands where the subject does: first, a title and an article aside."""
    before = tokenise(claim.statement[: name.start]).keys
    marks = table("roles", claim.language).get("before", ())
    return len(before) <= _TITLE and not any(key in marks for key in before)


_TITLE = 3  # words


def fronted_scope(claim: Claim, said: Sequence[Reading], language: str) -> list[Failure]:
    """The failure of a statement that tells of the scope what the claim says of the subject."""
    ends = _ends(claim)
    if ends is None or any(_told(claim, ends[0], said, language)):
        return []
    marks = Marks(claim.statement, claim.language, said)
    for start, end in _told(claim, ends[1], said, language):
        if not tokenise(claim.statement[:start]).keys and not marks.owner((start, end)):
            return [_swapped("statement", claim.statement, f"{ends[0].text} / {ends[1].text}")]
    return []


def strange_subject(claim: Claim, said: Sequence[Reading], language: str) -> list[Failure]:
    """The failure of a statement that does not name the country that the claim is about."""
    subject = claim.subject
    code = subject.code if subject else None
    if not subject or not code or any(r.kind == "place" and r.value == code for r in said):
        return []
    if any(_named(claim, subject, said, language)):
        return []
    named = [r.text for r in said if r.kind == "place"]
    message = "the statement does not name the country that the claim is about"
    return [Failure("name", "statement", message, ", ".join(named) or None, code)]


def lost_subject(claim: Claim, said: Sequence[Reading], language: str) -> list[Failure]:
    """The failure of a statement that leaves out the name, of several words, of its subject."""
    if tells_subject(claim, said, language, words=2):
        return []
    message = "the statement does not name the subject"
    found = claim.subject.text if claim.subject else None
    return [Failure("name", "statement", message, claim.statement, found)]


def tells_subject(claim: Claim, said: Sequence[Reading], language: str, words: int = 1) -> bool:
    """Whether a statement names a subject that the source names, with so many words or more.

    A name is told by its capitals; in scripts without them nothing is missed.
    """
    subject = claim.subject
    if not subject or subject.code:
        return True
    named = [n for n in names(subject.text, language) if _is_name(n, words, language)]
    return not named or any(_named(claim, subject, said, language))


def _is_name(name: Name, words: int, language: str) -> bool:
    found = without_article(name)
    alone = name.opens or (len(found) == 1 and primary(language) in nouns_with_capitals())
    plain = alone and all(ordinary(word, language, unknown=False) for word in found)
    return len(found) >= words and not plain


def _swapped(slot: str, claimed: str, found: str) -> Failure:
    return Failure("roles", slot, "subject and scope have changed places", claimed, found)


def _ends(claim: Claim) -> tuple[Entity, Entity] | None:
    """The subject and the scope of a claim that has both."""
    subject, scope = claim.subject, getattr(claim, "scope", None)
    return (subject, scope) if subject and isinstance(scope, Entity) else None


def _told(claim: Claim, entity: Entity, said: Sequence[Reading], language: str) -> Iterator[Extent]:
    """Where a statement names what an entity's words name."""
    if entity.code:
        yield from ((r.start, r.end) for r in said if r.kind == "place" and r.value == entity.code)
    else:
        yield from _named(claim, entity, said, language)


def _named(
    claim: Claim, entity: Entity, said: Sequence[Reading], language: str
) -> Iterator[Extent]:
    words = " \n".join(m.text for m in (entity, entity.antecedent) if m)
    own = Vocabulary(words, language)
    for name in names(claim.statement, claim.language, [(r.start, r.end) for r in said]):
        if name.words and own.kin(name):
            yield name.start, name.end
