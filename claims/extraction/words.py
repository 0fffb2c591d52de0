"""The words that statements are told in: a table a language, in words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(language: str, table: str) -> dict[str, str]:
    """One table of a language; empty where there is none."""
    tables = tomllib.loads(files("claims.extraction").joinpath("words.toml").read_text("utf-8"))
    found: dict[str, str] = tables.get(language, {}).get(table, {})
    return found
