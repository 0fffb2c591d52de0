"""Reading: what words say, with no model."""

from __future__ import annotations

from claims.reading.read import read
from claims.reading.reading import Period, Reading
from claims.reading.says import says

__all__ = ["Period", "Reading", "read", "says"]
