"""What `benchmarks/fuzz.py` found, kept from coming back."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from claims import Document, locate, read, verify
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


REPEATED = [
    *(("en", unit) for unit in ("1 ", "a ", "1,234,", "[{", "1\n", "...", "ab-\n")),
    *(("zh", "百"), ("de", "einundzwanzig"), ("ru", "сто ")),
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
