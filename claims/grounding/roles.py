"""Who is whose: in "X is Y's supplier", words and cases tell X from Y.

A name is *marked* where the language marks it as the one somebody belongs to ("of Y", "Y's", Y in
the genitive). A claim whose subject is marked and whose scope is not has the two swapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.errors import Failure
from claims.grounding.marks import Marks
from claims.grounding.names import Name, names, ordinary
from claims.grounding.vocabulary import Vocabulary
from claims.reading import Reading
from claims.schemas import Claim, Entity

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
    heads = [m.end for name, m in claim.mentions() if name in ("category", "subject", "scope")]
    marked = marks.owner(one, heads)
    if (marked and not marks.owner(two, heads)) or marks.owned_by(two, one):
        return [_swapped("subject", subject.text, scope.text)]
    other = _unmarked(claim, marks) if marked and subject.code else None
    if other:
        message = "the sentence says it of another"
        return [Failure("roles", "subject", message, subject.text, other.text)]
    return []


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
    found = _full(name)
    plain = name.opens and all(ordinary(word, language, unknown=False) for word in found)
    return len(found) >= words and not plain


def _full(name: Name) -> tuple[str, ...]:
    """The words of a name without the article that it may begin with."""
    words = name.words
    return words[1:] if words and len(words[0]) <= _ARTICLE else words


_ARTICLE = 3  # letters


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
