"""Typed, checkable claims from text in any language, each tied to the words that state it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from claims._version import __version__

if TYPE_CHECKING:
    from claims.document import Document  # noqa: I001  # a face that fits on a page
    from claims.errors import ClaimsError, DocumentError, EngineError, Failure, GroundingError
    from claims.extraction import Extractor, Result, Usage, extract
    from claims.grounding import Match, Verdict, ground, locate, verify
    from claims.reading import Period, Reading, read, says
    from claims.schemas import (
        ChangeClaim, Claim, Comparator, Direction, Entity, EventClaim, Mention, Moment,
        PositionClaim, Quantity, QuantityClaim, Quote, Rank, RankingClaim, Rejection, Stance,
        Superlative, SuperlativeClaim,
    )  # fmt: skip

__all__ = [
    "ChangeClaim", "Claim", "ClaimsError", "Comparator", "Direction", "Document", "DocumentError",
    "EngineError", "Entity", "EventClaim", "Extractor", "Failure", "GroundingError", "Match",
    "Mention", "Moment", "Period", "PositionClaim", "Quantity", "QuantityClaim", "Quote", "Rank",
    "RankingClaim", "Reading", "Rejection", "Result", "Stance", "Superlative", "SuperlativeClaim",
    "Usage", "Verdict", "__version__", "extract", "ground", "locate", "read", "says", "verify",
]  # fmt: skip

_HOMES = {
    "document": "Document",
    "errors": "ClaimsError DocumentError EngineError Failure GroundingError",
    "extraction": "Extractor Result Usage extract",
    "grounding": "Match Verdict ground locate verify",
    "reading": "Period Reading read says",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """A public name, from the module it lives in: importing `claims` alone loads none of them."""
    if name not in __all__:
        raise AttributeError(f"module 'claims' has no attribute {name!r}")
    value = getattr(import_module(f"claims.{_HOME.get(name, 'schemas')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
