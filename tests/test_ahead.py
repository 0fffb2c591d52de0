"""Dates without a year: past, unless they are near or the words look ahead."""

from __future__ import annotations

import datetime as dt

import pytest

import claims

BASE = dt.date(2026, 2, 4)


@pytest.mark.parametrize(
    ("text", "language", "year"),
    [
        ("Xi Jinping était l’invité d’honneur à Moscou le 9 mai.", "fr", 2025),
        ("L’invité d’honneur était à Pékin le 3 septembre.", "fr", 2025),
        ("Le 16 juillet, les deux pays célébreront un anniversaire.", "fr", 2026),
        ("La réunion, qui se tiendra en novembre, est prête.", "fr", 2026),
        ("Le traité expire le 5 février.", "fr", 2026),
        ("Des consultations ont eu lieu le 1er février.", "fr", 2026),
        ("The bridge was opened on 2 September.", "en", 2025),
        ("The bridge will be opened on 2 September.", "en", 2026),
        ("The minister invited them to a forum on 16 July.", "en", 2026),
    ],
)
def test_the_year_is_the_one_that_the_words_mean(text: str, language: str, year: int) -> None:
    (date,) = (r for r in claims.read(text, language, date=BASE) if r.kind == "date")
    assert isinstance(date.value, claims.Period)
    assert date.value.start.year == year
    assert date.assumed


def test_a_record_marks_a_year_that_the_words_do_not_name() -> None:
    text = "The bridge was opened on 2 September."
    document = claims.Document(text, language="en", date="2026-02-04")
    draft = {
        "type": "event",
        "statement": "The bridge was opened on 2 September.",
        "quote": text,
        "subject": "The bridge",
        "what": "was opened",
        "when": "2 September",
    }
    claim = claims.ground(draft, document)
    assert claim.when is not None
    assert (claim.when.from_, claim.when.assumed) == (dt.date(2025, 9, 2), True)
    with pytest.raises(claims.GroundingError, match="2 September 2026"):
        claims.ground({**draft, "statement": "The bridge opened on 2 September 2026."}, document)


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("en", "It was founded five years ago.", "2021-01-01"),
        ("en", "It closed three days ago.", "2026-02-01"),
        ("fr", "il y a deux semaines", "2026-01-21"),
        ("fr", "Il ouvrira dans trois jours.", "2026-02-07"),
        ("de", "vor drei Tagen", "2026-02-01"),
        ("es", "hace tres días", "2026-02-01"),
        ("it", "tre giorni fa", "2026-02-01"),
        ("pt", "há três dias", "2026-02-01"),
        ("nl", "drie dagen geleden", "2026-02-01"),
        ("pl", "trzy dni temu", "2026-02-01"),
        ("ru", "три дня назад", "2026-02-01"),
        ("uk", "три дні тому", "2026-02-01"),
        ("tr", "üç gün önce", "2026-02-01"),
        ("ar", "قبل ثلاثة أيام", "2026-02-01"),
        ("hi", "तीन दिन पहले", "2026-02-01"),
        ("zh", "十五年前", "2011-01-01"),
        ("ja", "3日前", "2026-02-01"),
        ("ko", "사흘 전", "2026-02-01"),
    ],
)
def test_durations_that_count_from_today(language: str, text: str, start: str) -> None:
    (date,) = (r for r in claims.read(text, language, date=BASE) if r.kind == "date")
    assert isinstance(date.value, claims.Period)
    assert date.value.start.isoformat() == start


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("es", "vive aquí desde hace tres días", ["duration"]),
        ("en", "It fell in three years.", ["duration"]),
        ("en", "up from 300 million a year earlier", ["number"]),
        ("en", "no more than three flights a week", ["number"]),
        ("en", "It lasted for a week.", ["duration"]),
        ("fr", "un an plus tôt", []),
        ("en", "at 2:30 p.m., open 24/7", []),
    ],
)
def test_durations_that_do_not(language: str, text: str, kinds: list[str]) -> None:
    found = [r.kind for r in claims.read(text, language, date=BASE)]
    assert [kind for kind in found if kind in ("date", "duration", "number")] == kinds
