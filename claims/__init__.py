"""Typed, checkable claims."""
