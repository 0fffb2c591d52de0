"""The tables that hold what each language's words are: TOML files beside this package."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_TABLES = files("claims.reading") / "tables"
_NAME = re.compile(r"[A-Za-z0-9-]{1,40}(?:/[A-Za-z0-9-]{1,40})*")
_LONGEST_LANGUAGE = 8  # letters: BCP 47


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name`, such as "cues/fr" or "places"; empty where no file has that name.

    A part of the name may be what a document calls its language: never a path.
    """
    if not _NAME.fullmatch(name):
        return {}
    file = _TABLES.joinpath(*f"{name}.toml".split("/"))
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def primary(language: str) -> str:
    """The first part of a language tag: "pt" of "pt-BR"; "" where it is not one."""
    tag = language.replace("_", "-").split("-")[0].lower()
    return tag if tag.isascii() and tag.isalpha() and len(tag) <= _LONGEST_LANGUAGE else ""
