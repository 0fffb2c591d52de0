"""`Result`: what came of one document."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.document import Document
from claims.errors import ClaimsError
from claims.schemas import Claim, Rejection


@dataclass(slots=True)
class Usage:
    """What an extraction cost. `merged` counts drafts that said what another had said."""

    tokens_in: int = 0
    tokens_out: int = 0
    calls: int = 0
    repairs: int = 0
    drafts: int = 0
    merged: int = 0
    seconds: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        return Usage(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))


@dataclass(frozen=True, slots=True)
class Result:
    """The claims of a document in the order of its text, and the drafts that failed, with reasons.

    `len(claims) + len(rejected) + usage.merged == usage.drafts`. `error` is what ended the work
    early, if anything did: what was found until then is here all the same.
    """

    document: Document
    claims: list[Claim] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    error: ClaimsError | None = None
