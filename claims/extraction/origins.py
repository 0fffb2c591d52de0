"""Whose something is, told as where it comes from: "supplier from China" for "de la Chine"."""

from __future__ import annotations

import regex

from claims.grounding.marks import Marks
from claims.grounding.tables import table
from claims.reading import read

# Small models take the genitive of a language whose "of" is also its "from" for an origin.


def owned(statement: str, into: str, source: str, given_in: str) -> str:
    """A statement in language `into` that says "of" of a place that `source` marks as an owner.

    Places are met by the country that they name; one that the source says something comes from
    keeps its "from".

    >>> owned("Russia is the first supplier from China.", "en",
    ...       "La Russie est le premier fournisseur de la Chine", "fr")
    'Russia is the first supplier of China.'
    """
    roles = table("roles", into)
    if not roles.get("from") or not roles.get("before"):
        return statement
    own = [r for r in read(source, given_in) if r.kind == "place"]
    marks = Marks(source, given_in, own)
    owners = {r.value for r in own if not marks.origin((r.start, r.end))}
    words = "|".join(map(regex.escape, roles["from"]))
    behind = regex.compile(rf"\b(?:{words})(?=\s(?:\p{{L}}{{1,4}}\s)?\Z)", regex.IGNORECASE)
    for place in reversed([r for r in read(statement, into) if r.kind == "place"]):
        lead = statement[: place.start]
        if place.value in owners:
            statement = behind.sub(roles["before"][0], lead) + statement[place.start :]
    return statement
