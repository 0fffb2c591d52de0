"""Engines: what answers a prompt."""
