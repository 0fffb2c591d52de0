"""Extraction: from a document to its claims."""

from __future__ import annotations

from claims.extraction.extractor import Extractor, extract
from claims.extraction.result import Result, Usage

__all__ = ["Extractor", "Result", "Usage", "extract"]
