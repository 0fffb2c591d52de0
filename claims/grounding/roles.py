"""Who is whose: in "X is Y's supplier", words and cases tell X from Y.

A name is *marked* where the language marks it as the one somebody belongs to ("of Y", "Y's", Y in
the genitive). A claim whose subject is marked and whose scope is not has the two swapped.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from claims.errors import Failure
from claims.reading import Reading, places
from claims.schemas import Claim, Entity
from claims.tokens import Tokens, tokenise


@cache
def _marks(language: str) -> dict[str, Any]:
    table = tomllib.loads(files("claims.grounding").joinpath("roles.toml").read_text("utf-8"))
    found: dict[str, Any] = table.get(language, {})
    return found


def swapped_slots(claim: Claim, text: str, language: str) -> list[Failure]:
    """The failure of a claim whose subject is, in the source's own words, the scope."""
    subject, scope = claim.subject, getattr(claim, "scope", None)
    if not isinstance(subject, Entity) or not isinstance(scope, Entity):
        return []
    ends = [_named(m) for m in (subject, scope)]
    subject_marked, scope_marked = (_marked(text, start, end, language) for start, end in ends)
    if subject_marked and not scope_marked:
        return [_swapped("subject", subject.text, scope.text)]
    return []


def swapped_statement(claim: Claim, said: Sequence[Reading]) -> list[Failure]:
    """The failure of a statement that marks the subject's country and not the scope's."""
    subject, scope = claim.subject, getattr(claim, "scope", None)
    if not isinstance(subject, Entity) or not isinstance(scope, Entity) or not scope.code:
        return []
    if not subject.code or subject.code == scope.code:
        return []
    marks = {
        code: [
            _marked(claim.statement, r.start, r.end, claim.language)
            for r in said
            if r.kind == "place" and r.value == code
        ]
        for code in (subject.code, scope.code)
    }
    if all(marks.values()) and all(marks[subject.code]) and not any(marks[scope.code]):
        return [_swapped("statement", claim.statement, f"{subject.text} / {scope.text}")]
    return []


def _swapped(slot: str, claimed: str, found: str) -> Failure:
    return Failure("roles", slot, "subject and scope have changed places", claimed, found)


def _named(entity: Entity) -> tuple[int, int]:
    return entity.start, entity.end


def _marked(text: str, start: int, end: int, language: str) -> bool:
    marks = _marks(language)
    tokens = tokenise(text)
    first = next((i for i, s in enumerate(tokens.starts) if s >= start), len(tokens))
    if _before(tokens, first, end, marks.get("before", ())):
        return True
    rest = text[end:]
    if any(rest.startswith(mark) for mark in marks.get("after", ())):
        return True
    return bool(marks.get("cases")) and _declined(text[start:end], language)


def _before(tokens: Tokens, first: int, end: int, words: Sequence[str]) -> bool:
    """Whether a marking word opens the name or stands before it, an article between them aside."""
    inside = [tokens.keys[first]] if first < len(tokens) and tokens.ends[first] < end else []
    ahead = list(tokens.keys[max(0, first - 2) : first])
    if len(ahead) > 1 and len(ahead[-1]) > _ARTICLE:
        ahead = ahead[-1:]
    return any(key in words for key in (*inside, *ahead))


_ARTICLE = 3  # letters: "la", "the", "des"


def _declined(name: str, language: str) -> bool:
    """Whether a country's name stands in another form than the dictionary's."""
    tokens = tokenise(name)
    for reading in places.read_places(tokens, language):
        plain = places.name(str(reading.value), language)
        if reading.unit is None and tokenise(plain).keys != tokenise(reading.text).keys:
            return True
    return False
