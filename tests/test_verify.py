"""`verify`: every record that `ground` writes holds, and none that was changed since."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from claims import ground, verify
from claims.schemas import Claim

from .test_ground import TEXTS, TRUE

Path = tuple[str | int, ...]
VALUES = {"value": 41, "op": "<", "direction": "least", "from": "2020-01-01", "code": "FI"}


def _records() -> list[tuple[str, dict[str, Any]]]:
    return [
        (language, ground(draft, TEXTS[language]).model_dump(mode="json"))
        for language, draft in TRUE
    ]


def _mentions(value: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield path, value
        for name, part in value.items():
            yield from _mentions(part, (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _mentions(part, (*path, number))


def _with(record: dict[str, Any], path: Path, changed: Any) -> dict[str, Any]:
    forged = copy.deepcopy(record)
    inner: Any = forged
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = changed
    return forged


def _forged(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(what was changed, the record with one span, word or value changed) for each mention."""
    for path, mention in _mentions(record):
        yield f"{path} start", _with(record, (*path, "start"), mention["start"] + 1)
        yield f"{path} end", _with(record, (*path, "end"), mention["end"] + 1)
        yield f"{path} text", _with(record, (*path, "text"), mention["text"] + "x")
        for name, other in VALUES.items():
            if mention.get(name) not in (None, other):
                yield f"{path} {name}", _with(record, (*path, name), other)
    yield "id", {**record, "id": "0" * 16}
    yield "negated", {**record, "negated": not record["negated"]}
    yield "document", _with(record, ("document", "sha256"), "0" * 64)
    yield "quotes", {**record, "quotes": []}


@pytest.mark.parametrize(("language", "record"), _records())
def test_a_record_of_ground_is_what_its_source_says(language: str, record: dict[str, Any]) -> None:
    verdict = verify(record, TEXTS[language])
    assert verdict.ok, verdict.failures
    assert bool(verify(record, TEXTS[language].text)), "the record knows language and date"


@pytest.mark.parametrize(("language", "record"), _records())
def test_a_record_with_one_change_does_not_hold(language: str, record: dict[str, Any]) -> None:
    for changed, forged in _forged(record):
        verdict = verify(forged, TEXTS[language])
        assert not verdict.ok, changed
        assert all(failure.message for failure in verdict.failures)


def test_a_changed_word_of_the_statement_does_not_hold() -> None:
    language, record = _records()[0]
    for word, other in (("fifth", "sixth"), ("Russia", "Peru"), ("is", "is not")):
        forged = {**record, "statement": record["statement"].replace(word, other, 1)}
        assert not verify(forged, TEXTS[language])


def test_another_text_is_named() -> None:
    _, record = _records()[0]
    (first, *_) = verify(record, "Another text altogether.").failures
    assert (first.check, first.slot) == ("document", "document")


def test_a_claim_is_verified_as_its_record_is() -> None:
    language, draft = TRUE[0]
    claim = ground(draft, TEXTS[language])
    assert isinstance(claim, Claim)
    assert verify(claim, TEXTS[language]).ok


@pytest.mark.parametrize(
    "record", [{}, {"quotes": None}, {"type": 3}, {"quotes": [{"start": "a"}]}]
)
def test_what_is_no_record_has_a_verdict(record: dict[str, Any]) -> None:
    assert not verify(record, TEXTS["fr"]).ok
    assert not verify(record, "").ok
