"""Grounding: a draft against its source."""
