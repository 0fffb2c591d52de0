"""The tables of grounding: what a language's words do, in TOML files beside this package."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from claims.reading.data import primary


def table(name: str, language: str) -> dict[str, Any]:
    """What the table `name` says of a language tag's language; empty where it says nothing."""
    found: dict[str, Any] = _file(name).get(primary(language), {})
    return found


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files("claims.grounding").joinpath(f"{name}.toml").read_text("utf-8"))
