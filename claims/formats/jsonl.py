"""Documents in, records out: text files, Markdown files and JSON lines, one at a time."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

from pydantic_core import PydanticSerializationError

from claims.document import Document
from claims.errors import ClaimsError, DocumentError
from claims.schemas import Claim, Rejection

_FIELDS = ("id", "language", "date", "url", "title", "speaker")
_JSON_LINES = frozenset({".jsonl", ".ndjson"})
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that could not be read: its id, the place it was to come from, and why not."""

    id: str
    place: str
    error: ClaimsError | OSError

    def __str__(self) -> str:
        reason = self.error.strerror if isinstance(self.error, OSError) else None
        return f"{self.place}: {reason or self.error}"


@dataclass(frozen=True, slots=True)
class _Reader:
    """How the documents of one source are made: `defaults` are for what they do not say."""

    source: str
    text_field: str
    defaults: Mapping[str, Any]

    @property
    def name(self) -> str:
        return "stdin" if self.source == "-" else _written(self.source)

    def documents(self) -> Iterator[Document | Unreadable]:
        try:
            with opened(self.source) as stream:
                lines = _Content(stream)
                yield from self._lines(lines) if self._is_lines(lines) else [self._whole(lines)]
        except (DocumentError, OSError) as error:
            yield Unreadable(self.name, self.name, error)

    def _is_lines(self, lines: _Content) -> bool:
        suffix = Path(self.source).suffix.lower()
        if suffix == ".json":
            raise DocumentError(
                "JSON lines were expected, one object a line, in a file named .jsonl; "
                "convert it, such as jq -c . FILE > FILE.jsonl"
            )
        return suffix in _JSON_LINES or (self.source == "-" and lines.first.startswith(b"{"))

    def _whole(self, lines: _Content) -> Document:
        own = "" if self.source == "-" else self.name
        return Document(_decoded(b"".join(lines)), id=own, **self.defaults)

    def _lines(self, lines: _Content) -> Iterator[Document | Unreadable]:
        if not lines.first:
            raise DocumentError("the file is empty")
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield self._line(line, f"{self.name}:{number}")

    def _line(self, line: bytes, place: str) -> Document | Unreadable:
        name = place
        try:
            row = _row(line)
            name = _id(row, place)
            return self._document(row, name)
        except DocumentError as error:
            return Unreadable(name, place, error)

    def _document(self, row: Mapping[str, Any], name: str) -> Document:
        if self.text_field not in row:
            raise DocumentError(
                f'a line needs its text in "{self.text_field}"; it has {_names(row)}'
            )
        about = {field: row[field] for field in _FIELDS if row.get(field) is not None}
        return Document(row[self.text_field], **{**self.defaults, **about, "id": name})


def read_documents(
    sources: Iterable[str], *, text_field: str = "text", **defaults: Any
) -> Iterator[Document | Unreadable]:
    """The documents of files and of standard input ("-"), in order; none that fails ends it.

    A `.jsonl` or `.ndjson` file, and standard input that begins with "{", holds one document a
    line and is read a line at a time; everything else is one text. `defaults` (language, date, …)
    are for documents that do not give their own.
    """
    for source in sources:
        yield from _Reader(source, text_field, defaults).documents()


def opened(source: str) -> Any:
    """A context with the binary stream of a file, or of standard input ("-"). Raises OSError."""
    if source == "-":
        if sys.stdin is None:
            raise OSError(errno.EBADF, "standard input is closed")
        return nullcontext(sys.stdin.buffer)
    if Path(source).is_dir():
        raise OSError(errno.EISDIR, "this is a directory; name the files in it", source)
    return Path(source).open("rb")


class _Content:
    """The lines of a stream, from its first; `first` is the first that is not blank, trimmed."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        lines = iter(stream)
        head = []
        self.first = b""
        while not self.first and (line := next(lines, None)) is not None:
            head.append(line)
            self.first = line.removeprefix(_BOM).strip()
        self._lines = chain(head, lines)

    def __iter__(self) -> Iterator[bytes]:
        return self._lines


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not UTF-8 (byte {error.start}): convert it first, such as "
            "iconv -f WINDOWS-1252 -t UTF-8"
        ) from None


def _row(line: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(_decoded(line))
    except DocumentError:
        raise
    except (ValueError, RecursionError) as error:  # a number too long is no JSONDecodeError
        raise DocumentError(f"malformed JSON: {error}") from None
    if not isinstance(row, Mapping):
        raise DocumentError(f"a JSON object was expected, not {type(row).__name__}")
    return row


def _id(row: Mapping[str, Any], place: str) -> str:
    given = row.get("id")
    if given is None or given == "":
        return place
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise DocumentError(f'"id" has to be text or a whole number, not {type(given).__name__}')
    return _written(str(given))


def _written(name: str) -> str:
    """A name as UTF-8 can write it: file names and JSON strings may hold lone surrogates."""
    return name.encode("utf-8", "backslashreplace").decode()


def _names(row: Mapping[str, Any]) -> str:
    return ", ".join(f'"{name}"' for name in list(row)[:10]) or "no fields"


def read_records(source: str) -> Iterator[tuple[int, Mapping[str, Any] | DocumentError]]:
    """(line number, record) of a file of records, or why a line is none. Raises OSError."""
    with opened(source) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    yield number, _row(line)
                except DocumentError as error:
                    yield number, error


def write(record: Claim | Rejection, out: IO[str]) -> None:
    """One record, as one line, at once. Raises OSError, which names the file."""
    try:
        out.write(dumped(record) + "\n")
        out.flush()
    except OSError as error:
        error.filename = error.filename or getattr(out, "name", None)
        raise


def dumped(record: Claim | Rejection) -> str:
    """A record as JSON. Lone surrogates, which a model may write, are kept as escapes."""
    try:
        return record.model_dump_json(by_alias=True)
    except PydanticSerializationError:
        fields = record.model_dump(mode="json", by_alias=True)
        return json.dumps(fields, separators=(",", ":"))
