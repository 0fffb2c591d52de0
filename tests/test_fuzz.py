"""What `benchmarks/fuzz.py` found, kept from coming back."""

import time
import tomllib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import claims.reading
from claims import Document, GroundingError, ground, locate, read, verify
from claims.reading.data import primary, table
from claims.reading.patterns import expand
from claims.tokens import tokenise

TEXT = "Exports reached 5 km in 2024. China is the second largest partner."
QUOTE = {"text": "Exports", "start": 0, "end": 7}
TOO_LONG = 10**5000  # Python refuses to write a whole number of so many digits


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("mark", ["\u0640", "\ufe71", "\ufcf2", "\ufe77\u0640"])
def test_an_arabic_layout_mark_by_itself_is_no_token(mark: str) -> None:
    assert tokenise(f"{mark} 12 {mark}").keys == ("12",)
    assert [reading.text for reading in read(f"12 {mark} 7", "en")] == ["12", "7"]
    assert locate(mark, f"a {mark} b") is None
    assert locate(f"a {mark} b", "x a b") is not None


@pytest.mark.parametrize("mark", ["\ufe70", "\ufc5e", "\u037a"])
def test_no_key_holds_the_space_that_a_mark_is_composed_with(mark: str) -> None:
    assert not any(char.isspace() for key in tokenise(f"a {mark} b").keys for char in key)


def test_a_word_that_raises_a_number_may_stand_many_times() -> None:
    assert read("साढ़े " * 2_000, "hi") == []
    assert [reading.value for reading in read("साढ़े साढ़े तीन लाख", "hi")] == [350_000]


@pytest.mark.parametrize("kind", [{}, [], {"ranking": 1}, 7, None])
def test_verify_takes_any_type_field(kind: Any) -> None:
    assert verify({"type": kind, "quotes": [QUOTE]}, TEXT).ok


BAD = {
    "end too long to write": {"quotes": [{**QUOTE, "end": TOO_LONG}]},
    "words too long to write": {"quotes": [{**QUOTE, "text": TOO_LONG}]},
    "digest too long to write": {"quotes": [QUOTE], "document": {"sha256": TOO_LONG}},
    "words too deep to write": {"quotes": [{**QUOTE, "text": nested(5_000)}]},
    "mention too deep": {"quotes": [QUOTE], "x": [nested(5_000), {"start": 1, "end": 2}]},
}


@pytest.mark.parametrize("fields", BAD.values(), ids=BAD)
def test_verify_never_raises(fields: dict[str, Any]) -> None:
    verdict = verify({"type": "of my own", **fields}, TEXT)
    assert {failure.check for failure in verdict.failures} & {"span", "document"}


def test_verify_names_the_mentions_of_a_record_in_their_order() -> None:
    wrong = {"start": 0, "end": 1, "text": "?"}
    record = {"type": "x", "quotes": [wrong], "b": [wrong, {"c": wrong}], "a": wrong}
    assert [failure.slot for failure in verify(record, TEXT).failures] == ["quotes", "b", "b", "a"]


DRAFT = {
    "type": "quantity",
    "statement": "Exports reached 5 km in 2024.",
    "quote": "Exports reached 5 km in 2024",
    "subject": "Exports",
    "value": {"text": "5 km", "value": 5, "unit": "km"},
}
NO_VALUES = ("sNaN", "NaN", "-Infinity", TOO_LONG, nested(5_000), "\ud800")
ODD: list[dict[str, Any]] = [
    *({"value": {"text": "5 km", "value": value}} for value in NO_VALUES),
    *({"value": {"text": "5 km", "value": 5, "unit": unit}} for unit in ({}, [], "\ud800")),
    *({"subject": words} for words in ("\ud800", nested(5_000))),
    {"subject": {"text": "Exports", "code": "\ud800"}},
    {"subject": {"text": "Exports", "start": 0, "end": TOO_LONG}},
    {"subject": {"text": "Exports", "antecedent": "\ud800"}},
    {"subject": {"text": "Exports", "antecedent": nested(5_000)}},
    {"quote": nested(5_000)},
    {"quote": [{"text": "Exports", "start": 1, "end": TOO_LONG}]},
]


def test_the_draft_that_the_odd_ones_are_made_of_is_a_claim() -> None:
    assert ground(DRAFT, Document(TEXT, language="en")).type == "quantity"


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_ground_refuses_what_it_cannot_read(odd: dict[str, Any]) -> None:
    with pytest.raises(GroundingError) as refused:
        ground({**DRAFT, **odd}, Document(TEXT, language="en"))
    assert refused.value.failures


@pytest.mark.parametrize("language", ["../cues/fr", "../../../x", "fr/../de", "\ud800"])
def test_what_is_no_language_is_read_as_none(language: str) -> None:
    assert read("5 km plus de 3", language) == read("5 km plus de 3", "xx")


def test_a_language_tag_too_long_for_a_file_name_is_no_language() -> None:
    assert primary("x" * 300) == primary("../fr") == ""
    assert primary("pt_BR") == "pt"


@pytest.mark.parametrize(
    "name", ["", "cues/", "cues/../cues/fr", "/cues/fr", "cues/fr\n", "c" * 300]
)
def test_no_path_is_the_name_of_a_table(name: str) -> None:
    assert table("cues/fr")
    assert table(name) == {}


@pytest.mark.parametrize("digit", ["\U0001e4f5", "\U00010d45", "\u0665"])
@pytest.mark.parametrize(
    "text", ["{0} {0} century", "{0}c", "{0}.{0}.2024", "{0}h{0}{0}", "{0},{0}"]
)
def test_read_takes_digits_that_python_does_not_know(text: str, digit: str) -> None:
    for reading in read(given := text.format(digit), "en"):
        assert given[reading.start : reading.end] == reading.text


CUES = sorted((Path(claims.reading.__file__).parent / "tables" / "cues").glob("*.toml"))
MOST_PHRASES = 5_000


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


@pytest.mark.parametrize("file", CUES, ids=lambda file: file.stem)
def test_no_pattern_of_a_table_stands_for_thousands_of_phrases(file: Path) -> None:
    patterns = texts(tomllib.loads(file.read_text("utf-8")))
    most = MOST_PHRASES + 1
    assert [p for p in patterns if len(list(islice(expand(p), most))) == most] == []


REPEATED = [
    *(("en", unit) for unit in ("1 ", "a ", "1,234,", "[{", "1\n", "...", "ab-\n")),
    *(("zh", "百"), ("de", "einundzwanzig"), ("ru", "сто ")),
    *(("zh", "1月"), ("hi", "साढ़े "), ("pt", "onze "), ("fr", "est passé de 7 à 6 ")),
]
JOBS: dict[str, Callable[[str, str], object]] = {
    "read": read,
    "sentences": lambda text, language: Document(text, language=language).passages,
    "locate": lambda text, _: locate(text[:200] + "x", text, near=len(text) // 2),
    "locate two": lambda text, _: locate(text[:100] + " ... " + text[:100], text),
}


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize(("language", "unit"), REPEATED)
def test_four_times_the_text_takes_no_more_than_a_multiple(
    job: str, language: str, unit: str
) -> None:
    JOBS[job](unit * 20, language)
    short, long = (_seconds(job, unit * (size // len(unit)), language) for size in (1_000, 4_000))
    assert long < 10 * short + 0.1


def _seconds(job: str, text: str, language: str) -> float:
    """The least processor time of two runs, none of which remembers the text."""
    times = []
    for end in ("", " "):
        begun = time.process_time()
        JOBS[job](text + end, language)
        times.append(time.process_time() - begun)
    return min(times)
