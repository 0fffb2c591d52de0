"""Documents and records as files: what is read, what is refused and how, one at a time."""

from __future__ import annotations

import io
import itertools
import json
import os
import sys
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from claims.document import Document
from claims.errors import DocumentError
from claims.formats.jsonl import Unreadable, dumped, read_documents, read_records, write
from claims.formats.table import table
from claims.schemas import ChangeClaim, Claim, EventClaim, QuantityClaim, Rejection


class Stdin:
    """Standard input that holds some bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def one(path: Path, data: bytes, **defaults: Any) -> Document | Unreadable:
    path.write_bytes(data)
    (found,) = read_documents([str(path)], **defaults)
    return found


def every(path: Path, *lines: bytes | dict[str, Any], **options: Any) -> list[Any]:
    rows = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b"\n".join(rows) + b"\n")
    return list(read_documents([str(path)], **options))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Oil rose.", "Oil rose."),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
        (b"\xef\xbb\xbfOil", "Oil"),
        (b"\xef\xbb\xbf\xef\xbb\xbfOil", "\ufeffOil"),
        ("中国 \u2028 é e\u0301 😀".encode(), "中国 \u2028 é e\u0301 😀"),
        (b'{"text": "not read as JSON"}', '{"text": "not read as JSON"}'),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
def test_a_text_file_is_one_text_exactly_as_it_is_decoded(
    tmp_path: Path, name: str, data: bytes, text: str
) -> None:
    found = one(tmp_path / name, data)
    assert isinstance(found, Document)
    assert (found.text, found.id) == (text, str(tmp_path / name))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the text is empty"),
        (b" \n\n", "the text is empty"),
        (b"\xef\xbb\xbf", "the text is empty"),
        (b"caf\xe9", "not UTF-8 (byte 3): convert it first"),
        ("Oil".encode("utf-16"), "not UTF-8 (byte 0)"),
        (b"a\0b", "NUL character at offset 1"),
        (b"\xed\xa0\x80", "not UTF-8"),
    ],
)
def test_a_text_that_cannot_be_used_says_why(tmp_path: Path, data: bytes, words: str) -> None:
    found = one(tmp_path / "a.txt", data)
    assert isinstance(found, Unreadable)
    assert str(found).startswith(f"{tmp_path / 'a.txt'}: ")
    assert words in str(found)
    assert "\n" not in str(found)


def test_a_bad_file_among_good_ones_is_passed_over(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text("Oil rose.")
    sources = [good, tmp_path / "missing", tmp_path, good]
    found = list(read_documents(map(str, sources)))
    assert [isinstance(document, Document) for document in found] == [True, False, False, True]
    assert str(found[1]) == f"{tmp_path / 'missing'}: No such file or directory"
    assert str(found[2]) == f"{tmp_path}: this is a directory; name the files in it"


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied", "a.txt")

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = read_documents([str(tmp_path / "a.txt")])
    assert str(found) == f"{tmp_path / 'a.txt'}: Permission denied"


def test_json_that_is_not_lines_is_refused_with_what_to_do(tmp_path: Path) -> None:
    found = one(tmp_path / "a.json", b'[{"text": "Oil"}]')
    assert isinstance(found, Unreadable)
    assert "jq -c" in str(found)


def test_a_file_name_that_is_no_utf8_becomes_an_id_that_is(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(name).write_text("Oil rose.")
    (found,) = read_documents([name])
    assert isinstance(found, Document)
    assert found.id.endswith("caf\\udce9.txt")


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "A.JSONL"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\n\n \n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_json_lines_are_a_document_each(
    tmp_path: Path, name: str, ending: bytes, bom: bytes
) -> None:
    rows = [b'{"id": "x", "text": "a\\r\\nb"}', '{"text": "中\\u00e9\\ud83d\\ude00"}'.encode()]
    path = tmp_path / name
    path.write_bytes(bom + ending.join(rows))
    found = list(read_documents([str(path)]))
    assert [d.text for d in found if isinstance(d, Document)] == ["a\r\nb", "中é😀"]
    assert found[0].id == "x"
    line = 1 + ending.count(b"\n")
    assert found[1].id == f"{path}:{line}"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "malformed JSON"),
        (b'{"text": "a"', "malformed JSON"),
        (b"\xff", "not UTF-8 (byte 0)"),
        (b'{"text": "\0"}', "malformed JSON"),
        (b"[" * 200_000, "malformed JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "malformed JSON"),
        (b"[1]", "a JSON object was expected, not list"),
        (b"null", "a JSON object was expected, not NoneType"),
        (b'{"body": "a", "n": 1}', 'a line needs its text in "text"; it has "body", "n"'),
        (b"{}", "it has no fields"),
        (b'{"text": null}', "is a str, not NoneType"),
        (b'{"text": 5}', "is a str, not int"),
        (b'{"text": ""}', "the text is empty"),
        (b'{"text": "a\\u0000"}', "NUL character at offset 1"),
        (b'{"text": "\\ud800"}', "lone surrogate at offset 0"),
        (b'{"id": true, "text": "a"}', '"id" has to be text or a whole number, not bool'),
        (b'{"id": 1.5, "text": "a"}', "not float"),
        (b'{"id": {}, "text": "a"}', "not dict"),
        (b'{"language": 5, "text": "a"}', "language is text, not int"),
        (b'{"title": ["a"], "text": "a"}', "title is text, not list"),
        (b'{"title": "\\udc00", "text": "a"}', "title holds a lone surrogate"),
        (b'{"date": "soon", "text": "a"}', "ISO 8601"),
    ],
    ids=lambda value: repr(value[:24]),
)
def test_a_bad_line_is_named_and_the_next_one_is_read(
    tmp_path: Path, line: bytes, words: str
) -> None:
    path = tmp_path / "a.jsonl"
    before, bad, after = every(path, {"text": "one"}, line, {"text": "two"})
    assert (before.text, after.text) == ("one", "two")
    assert isinstance(bad, Unreadable)
    assert str(bad).startswith(f"{path}:2: ")
    assert words in str(bad)
    assert len(str(bad)) < 400


def test_a_line_that_fails_keeps_its_id(tmp_path: Path) -> None:
    found = every(tmp_path / "a.jsonl", {"id": 7, "text": ""}, {"id": "\ud800", "text": "x"})
    assert found[0].id == "7"
    assert found[1].id == "\\ud800"


def test_an_empty_file_of_lines_is_no_document(tmp_path: Path) -> None:
    (found,) = every(tmp_path / "a.jsonl", b"", b" ")
    assert str(found).endswith(": the file is empty")


def test_lines_say_what_is_known_and_defaults_say_the_rest(tmp_path: Path) -> None:
    row = {"id": 5, "body": "Oil", "language": "fr", "date": "2026-02-04", "url": "u"}
    more = {"title": "t", "speaker": "s", "unknown": [1]}
    options = {"text_field": "body", "language": "en", "date": "2020-01-01"}
    first, second = every(tmp_path / "a.jsonl", row | more, {"body": "Gas"}, **options)
    assert (first.id, first.language, str(first.date)) == ("5", "fr", "2026-02-04")
    assert (first.url, first.title, first.speaker) == ("u", "t", "s")
    assert (second.language, str(second.date), second.url) == ("en", "2020-01-01", None)


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Oil rose.\nGas fell.", ["Oil rose.\nGas fell."]),
        (b'{"text": "a"}\n{"text": "b"}', ["a", "b"]),
        (b'\xef\xbb\xbf\n  {"text": "a"}', ["a"]),
        (b'\n\n{"text": "a"}\n', ["a"]),
        (b"[1] is a note", ["[1] is a note"]),
    ],
)
def test_standard_input_is_json_lines_when_it_begins_like_them(
    monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    found = list(read_documents(["-"]))
    assert [document.text for document in found if isinstance(document, Document)] == texts


def test_a_text_from_standard_input_is_known_by_its_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b"Oil rose."))
    (found,) = read_documents(["-"])
    assert isinstance(found, Document)
    assert found.id == found.sha256[:16]


def test_standard_input_that_is_closed_or_empty_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b""))
    assert [str(found) for found in read_documents(["-"])] == ["stdin: the text is empty"]
    monkeypatch.setattr(sys, "stdin", None)
    assert [str(f) for f in read_documents(["-"])] == ["stdin: standard input is closed"]


class Endless(io.RawIOBase):
    """A stream that counts the bytes read and never ends."""

    def __init__(self, line: bytes) -> None:
        self.parts = itertools.cycle([line])
        self.left = b""
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        self.left = self.left or next(self.parts)
        size = min(len(target), len(self.left))
        target[:size], self.left = self.left[:size], self.left[size:]
        self.given += size
        return size


@pytest.mark.parametrize("count", [1, 1000])
def test_lines_are_read_as_they_are_wanted(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    line = b'{"text": "Oil rose.", "language": "en"}\n'
    raw = Endless(line)
    stream = Stdin(b"")
    stream.buffer = io.BufferedReader(raw)  # type: ignore[assignment]
    monkeypatch.setattr(sys, "stdin", stream)
    found = list(itertools.islice(read_documents(["-"]), count))
    assert len(found) == count
    assert raw.given < (count + 1) * len(line) + io.DEFAULT_BUFFER_SIZE


def test_memory_stays_flat_over_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"text": "' + b"Oil rose. " * 100 + b'", "language": "en"}\n'
    stream = Stdin(b"")
    stream.buffer = io.BufferedReader(Endless(line))  # type: ignore[assignment]
    monkeypatch.setattr(sys, "stdin", stream)
    documents: Iterator[Any] = read_documents(["-"])
    next(documents)
    tracemalloc.start()
    try:
        for _ in itertools.islice(documents, 5_000):  # 5 MB
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 200_000


def test_records_are_read_with_their_lines_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\r\n\nnonsense\n[]\n{"a": 2}')
    found = list(read_records(str(path)))
    assert [number for number, _ in found] == [1, 3, 4, 5]
    assert found[0][1] == {"a": 1}
    assert isinstance(found[1][1], DocumentError)
    assert isinstance(found[2][1], DocumentError)
    assert found[3][1] == {"a": 2}


def test_records_that_are_not_there_raise(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        next(iter(read_records(str(tmp_path / "missing"))))


def test_a_record_is_written_as_one_line_at_once(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    rejection = Rejection(draft="two\nlines \u2028 é", failures=())
    with path.open("w", encoding="utf-8") as out:
        write(rejection, out)
        assert path.read_bytes().decode() == dumped(rejection) + "\n"
    assert path.read_bytes().count(b"\n") == 1


def test_a_full_disk_is_an_error_that_names_the_file() -> None:
    out = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115
    try:
        with pytest.raises(OSError, match="No space left") as error:
            write(Rejection(failures=()), out)
        assert error.value.filename == "/dev/full"
    finally:
        with pytest.raises(OSError, match="No space left"):
            out.close()


def claim(claim_type: type[Claim], **slots: Any) -> Claim:
    place = {"start": 0, "end": 1}
    fields = {name: {"text": "x", **place, **values} for name, values in slots.items()}
    quotes = [{"text": slots.get("quote", "[red]words[/red]"), **place}]
    about = {"id": "d", "sha256": "0" * 64}
    base = {"type": claim_type.type_name(), "statement": "[bold]So[/bold]", "quotes": quotes}
    return claim_type.model_validate({**base, "document": about, **fields})


def drawn(*claims: Claim, title: str = "[u]title[/u]") -> str:
    console = Console(width=200, file=io.StringIO(), force_terminal=False)
    console.print(table(claims, title))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_words_of_a_document_are_never_markup_in_the_table() -> None:
    shown = drawn(claim(QuantityClaim, subject={}, value={"value": "200000000000", "unit": "USD"}))
    assert "[u]title[/u]" in shown
    assert "[bold]So[/bold]" in shown
    assert "[red]words[/red]" in shown


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (claim(QuantityClaim, subject={}, value={"value": Decimal("2E+11"), "unit": "USD"}),
         "200,000,000,000 USD"),
        (claim(QuantityClaim, subject={}, value={"value": "6.30", "unit": "%"}), "value 6.3 %"),
        (claim(QuantityClaim, subject={}, value={"value": 1}, comparator={"op": ">"}), ">"),
        (claim(ChangeClaim, subject={}, direction={"value": "up"}), "direction up"),
        (claim(EventClaim, what={}, when={"from": "2026-01-01", "to": "2026-12-31"}),
         "2026-01-01 to 2026-12-31"),
        (claim(EventClaim, what={}, when={"from": "2026-02-04", "to": "2026-02-04"}), "2026-02-04"),
        (claim(EventClaim, what={}, when={"unread": True}), "unread"),
    ],
)  # fmt: skip
def test_values_as_people_read_them(row: Claim, words: str) -> None:
    shown = drawn(row)
    assert words in shown
    assert "None" not in shown


def test_the_marks_of_a_claim_are_shown() -> None:
    base = claim(ChangeClaim, subject={}, direction={"value": "up"})
    shown = drawn(base.model_copy(update={"modality": "planned", "negated": True}))
    assert "(planned, negated)" in shown
