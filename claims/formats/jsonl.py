"""Documents in, records out: text files, Markdown files and JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from claims.document import Document
from claims.errors import ClaimsError, DocumentError
from claims.schemas import Claim, Rejection

_FIELDS = ("id", "language", "date", "url", "title", "speaker")
_JSON_LINES = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that could not be read: where it was to come from, and why not."""

    id: str
    error: ClaimsError | OSError

    def __str__(self) -> str:
        reason = self.error.strerror if isinstance(self.error, OSError) else str(self.error)
        return f"{self.id}: {reason or self.error}"


def read_documents(
    sources: Iterable[str], *, text_field: str = "text", **defaults: Any
) -> Iterator[Document | Unreadable]:
    """The documents of files and of standard input ("-"), in order; none that fails ends it.

    A `.jsonl` or `.ndjson` file, and standard input that begins with "{", holds one document a
    line; everything else is one text. `defaults` (language, date, …) are for documents that do not
    give their own.
    """
    for source in sources:
        try:
            data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        except OSError as error:
            yield Unreadable(source, error)
            continue
        lines = Path(source).suffix.lower() in _JSON_LINES or (
            source == "-" and data.lstrip().startswith(b"{")
        )
        if lines:
            yield from _lines(source, data, text_field, defaults)
        else:
            yield _whole(source, data, defaults)


def _whole(source: str, data: bytes, defaults: dict[str, Any]) -> Document | Unreadable:
    try:
        return Document(_decoded(data), id=source, **defaults)
    except DocumentError as error:
        return Unreadable(source, error)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not UTF-8 (byte {error.start}): convert it first, such as "
            "iconv -f WINDOWS-1252 -t UTF-8"
        ) from None


def _lines(
    source: str, data: bytes, text_field: str, defaults: dict[str, Any]
) -> Iterator[Document | Unreadable]:
    if not data.strip():
        yield Unreadable(source, DocumentError("the file is empty"))
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            place = f"{source}:{number}"
            try:
                yield _document(_row(line), place, text_field, defaults)
            except DocumentError as error:
                yield Unreadable(place, error)


def _row(line: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(_decoded(line))
    except (json.JSONDecodeError, RecursionError) as error:
        raise DocumentError(f"malformed JSON: {error}") from None
    if not isinstance(row, Mapping):
        raise DocumentError(f"a JSON object was expected, not {type(row).__name__}")
    return row


def _document(
    row: Mapping[str, Any], place: str, text_field: str, defaults: dict[str, Any]
) -> Document:
    if not isinstance(row.get(text_field), str):
        raise DocumentError(f'a line needs its text in "{text_field}"; it has {_names(row)}')
    about = {name: row[name] for name in _FIELDS if row.get(name) is not None}
    for name, value in about.items():
        if not isinstance(value, str | int):
            raise DocumentError(f'"{name}" has to be text, not {type(value).__name__}')
    about["id"] = str(about.get("id", place))
    return Document(row[text_field], **{**defaults, **about})


def _names(row: Mapping[str, Any]) -> str:
    return ", ".join(f'"{name}"' for name in list(row)[:10]) or "no fields"


def read_records(source: str) -> Iterator[tuple[int, Mapping[str, Any] | DocumentError]]:
    """(line number, record) of a file of records, or why a line is none. Raises OSError."""
    data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            try:
                yield number, _row(line)
            except DocumentError as error:
                yield number, error


def write(record: Claim | Rejection, out: IO[str]) -> None:
    """One record, as one line, at once."""
    out.write(record.model_dump_json(by_alias=True) + "\n")
    out.flush()
