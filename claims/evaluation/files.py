"""`load`: labels and predictions from files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claims.errors import ClaimsError


class EvaluationError(ClaimsError, ValueError):
    """Predictions or labels are not what they should be; the message says which and why."""


def load(path: Path) -> list[dict[str, Any]]:
    """The mappings in a directory of .json files, in one .json file, or in a JSON-lines file.

    The text that a labelled document's `path` names is put in as `text`.
    Raises EvaluationError with the file and line where something is not JSON or not an object.
    """
    if path.is_dir():
        return [found for file in sorted(path.glob("*.json")) for found in load(file)]
    text = _file_text(path)
    lines = [text] if path.suffix == ".json" else text.split("\n")
    return [
        _object(line, path, n) for n, line in enumerate(lines, 1) if line and not line.isspace()
    ]


def _file_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: {error}") from error


def _object(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise EvaluationError(f"{path}:{number}: not JSON: {error}") from error
    if not isinstance(found, dict):
        raise EvaluationError(f"{path}:{number}: a JSON object was expected")
    if "claims" in found and isinstance(found.get("path"), str):
        found["text"] = _file_text(path.parent / found["path"])
    return found
