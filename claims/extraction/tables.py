"""The word lists of extraction: TOML files beside this package, a list a language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from claims.reading.data import primary
from claims.tokens import fold


@cache
def word_list(file: str, name: str, language: str) -> frozenset[str]:
    """The token keys that the list `name` of a file holds for a language tag; none where it lacks.

    A list is written as an array of words or phrases, or as words parted by spaces.
    """
    given = _file(file)[name].get(primary(language), ())
    return frozenset(map(fold, given.split() if isinstance(given, str) else given))


@cache
def _file(name: str) -> dict[str, dict[str, list[str] | str]]:
    return tomllib.loads(files("claims.extraction").joinpath(f"{name}.toml").read_text("utf-8"))
