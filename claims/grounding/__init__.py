"""Grounding: a draft against its source."""

from __future__ import annotations

from claims.grounding.ground import ground
from claims.grounding.locate import Match, locate
from claims.grounding.verdict import Verdict, verify

__all__ = ["Match", "Verdict", "ground", "locate", "verify"]
