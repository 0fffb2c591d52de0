"""Dates, numbers, units and ranks as news writes them: the rows of `data/phrases.tsv`.

Each row is a language, a phrase, and what is read in it on 18 June 2025, in the order of the text.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from claims.reading import Period, Reading, read

BASE = dt.date(2025, 6, 18)
ROWS = (Path(__file__).parent / "data" / "phrases.tsv").read_text("utf-8").splitlines()
KINDS = {"number", "money", "percent", "measure", "duration", "rank", "date"}


def shown(reading: Reading) -> str:
    value = reading.value
    if isinstance(value, Period):
        return f"{reading.kind} {value.start}..{value.end}"
    number = Decimal(str(value))
    whole = number == number.to_integral_value()
    plain = number.quantize(Decimal(1)) if whole else round(number, 6).normalize()
    return " ".join(filter(None, (reading.kind, f"{plain:f}", reading.unit)))


@pytest.mark.parametrize("row", ROWS)
def test_what_a_phrase_says(row: str) -> None:
    language, text, expected = row.split("\t")
    found = [shown(r) for r in read(text, language, date=BASE) if r.kind in KINDS]
    assert "; ".join(found) == expected


def days(text: str, language: str, base: str) -> list[str]:
    found = read(text, language, date=dt.date.fromisoformat(base))
    return [f"{r.value.start}..{r.value.end}" for r in found if isinstance(r.value, Period)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "She told reporters on Tuesday that it will open.", "2025-09-16..2025-09-16"),
        ("en", "The deal will be announced on Tuesday.", "2025-09-23..2025-09-23"),
        ("es", "Prometió el martes que abrirá.", "2025-09-16..2025-09-16"),
        ("fr", "Il a annoncé mardi qu'il va partir.", "2025-09-16..2025-09-16"),
        ("ru", "Министр заявил во вторник, что завод откроют.", "2025-09-16..2025-09-16"),
    ],
)
def test_the_day_of_telling_is_past(language: str, text: str, expected: str) -> None:
    assert days(text, language, "2025-09-18") == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "in the night from Friday to Saturday", "2025-06-13..2025-06-14"),
        ("de", "in der Nacht von Freitag auf Samstag", "2025-06-13..2025-06-14"),
        ("fr", "dans la nuit de vendredi à samedi", "2025-06-13..2025-06-14"),
        ("pl", "w nocy z piątku na sobotę", "2025-06-13..2025-06-14"),
        ("tr", "cumayı cumartesiye bağlayan gece", "2025-06-13..2025-06-14"),
        ("zh", "昨天夜间到今天早晨", "2025-06-17..2025-06-18"),
        ("ja", "昨夜から今朝にかけて", "2025-06-17..2025-06-18"),
        ("en", "from last night to this morning", "2025-06-17..2025-06-18"),
    ],
)
def test_a_night_is_two_days(language: str, text: str, expected: str) -> None:
    assert days(text, language, "2025-06-18") == [expected]


def test_no_night_is_in_every_week() -> None:
    assert days("open Friday to Saturday", "en", "2025-06-18") == []


@pytest.mark.parametrize(
    "text",
    ["today, 13 June 2025", "13 June 2025 (today)", "last year (2024)", "Friday, 13 June 2025"],
)
def test_two_names_of_one_day_are_one_date(text: str) -> None:
    assert len(days(text, "en", "2025-06-13")) == 1


def test_a_date_ends_with_its_sentence() -> None:
    assert days("Відкриють 17 травня. Торік було інакше.", "uk", "2026-05-07") == [
        "2026-05-17..2026-05-17",
        "2025-01-01..2025-12-31",
    ]


def test_a_collective_number_is_marked_as_open() -> None:
    assert [r.assumed for r in read("une trentaine de maires", "fr") if r.kind == "number"] == [
        True
    ]
    assert [r.assumed for r in read("trente maires", "fr") if r.kind == "number"] == [False]
