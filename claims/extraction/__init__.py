"""Extraction: from a document to its claims."""
