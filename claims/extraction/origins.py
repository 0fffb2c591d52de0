"""Whose something is, told as where it comes from: "supplier from China" for "de la Chine"."""

from __future__ import annotations

import regex

from claims.grounding.tables import table
from claims.reading import read

# Small models take the genitive of a language whose "of" is also its "from" for an origin. What the
# source itself says to come from somewhere is no scope, and refused as one by its marks.


def owned(statement: str, into: str, scope: str, given_in: str) -> str:
    """A statement in language `into` that says "of" of the country that a claim's scope names.

    `scope` are the words of the source, in language `given_in`. Other places keep their "from".

    >>> owned("Russia is the first supplier from China.", "en", "Chine", "fr")
    'Russia is the first supplier of China.'
    """
    roles = table("roles", into)
    owners = {r.value for r in read(scope, given_in) if r.kind == "place"}
    if not owners or not roles.get("from") or not roles.get("before"):
        return statement
    words = "|".join(map(regex.escape, roles["from"]))
    behind = regex.compile(rf"\b(?:{words})(?=\s(?:\p{{L}}{{1,4}}\s)?\Z)", regex.IGNORECASE)
    for place in reversed([r for r in read(statement, into) if r.kind == "place"]):
        lead = statement[: place.start]
        if place.value in owners:
            statement = behind.sub(roles["before"][0], lead) + statement[place.start :]
    return statement
