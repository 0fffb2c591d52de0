"""Formats: claims as files."""
