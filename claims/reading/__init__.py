"""Reading: what words say, with no model."""

from __future__ import annotations

from claims.reading.read import read
from claims.reading.reading import AMOUNTS, ORDERS, Period, Reading
from claims.reading.says import says

__all__ = ["AMOUNTS", "ORDERS", "Period", "Reading", "read", "says"]
