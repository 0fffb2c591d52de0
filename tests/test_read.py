import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.reading import Reading, read

LANGUAGES = (
    *("fr", "en", "de", "es", "it", "pt", "nl", "pl"),
    *("ru", "uk", "tr", "ar", "hi", "zh", "ja", "ko"),
)
LINES = (
    "un une et de deux vingt cent mille millions demi tiers cinquième virgule sur moins entre à 5",
    "12,5 1.234 3/4 ½ % € $ USD km h heure minutes 25e n° dernier a one and half point three over",
    "two hundred third third-largest in of dollars cents drei und zwanzig tausend Komma Mio. y con",
    "medio cuarto 三 百 万 亿 点 分之 零 第 又 成 元 百分之 년 억 دولار ألف و लाख करोड़",
    "- – + ^ / ( ) . , ; \n \u202f \u00a0 \u200f \u00ad e10 10k 1e5 ² ① Ⅳ ٣ ४ 𝟙 🙂 \ud83d",
)
WORDS = [word for line in LINES for word in line.split(" ")]


def numeric(text: str, language: str) -> list[tuple[str, str]]:
    kinds = {"number", "money", "percent", "measure", "duration", "rank"}
    return [(r.kind, r.text) for r in read(text, language) if r.kind in kinds]


def spans_are_exact(text: str, found: list[Reading]) -> None:
    assert all(text[r.start : r.end] == r.text and r.text for r in found)
    assert [r.start for r in found] == sorted(r.start for r in found)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from((*LANGUAGES, "sv", "th", "he", "xx", "zh-Hant")), st.text(max_size=80))
def test_spans_are_exact_in_any_text(language: str, text: str) -> None:
    spans_are_exact(text, read(text, language))


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.sampled_from(WORDS), max_size=14),
    st.sampled_from((" ", "")),
)
def test_spans_are_exact_in_any_run_of_number_words(
    language: str, words: list[str], space: str
) -> None:
    text = space.join(words)
    spans_are_exact(text, read(text, language))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_a_text_in_no_known_language_is_read_too(text: str) -> None:
    spans_are_exact(text, read(text))


REPEATED = [
    ("en", "one and "),
    ("en", "one point "),
    ("en", "one over "),
    ("en", "a "),
    ("en", "hundred "),
    ("fr", "un cinquième "),
    ("fr", "une heure et "),
    ("nl", "drie "),
    ("de", "ein"),
    ("de", "einund"),
    ("it", "centun"),
    ("zh", "一"),
    ("zh", "一又一分之"),
    ("zh", "零"),
    ("zh", "万"),
    ("ja", "分の一"),
    ("en", "5 "),
    ("en", "123 "),
    ("en", "1/"),
    ("en", "5^"),
    ("en", "$"),
    ("en", "- "),
    ("en", "9"),
    ("pt", "um avos "),
]


@pytest.mark.parametrize(("language", "piece"), REPEATED)
def test_no_text_makes_it_slow(language: str, piece: str) -> None:
    text = piece * (20_000 // len(piece))
    read("", language)
    start = time.perf_counter()
    spans_are_exact(text, read(text, language))
    assert time.perf_counter() - start < 5


def test_numbers_of_a_date_are_not_read_again() -> None:
    assert numeric("Le 4 février 2026, 12 personnes", "fr") == [("number", "12")]


def test_a_comparator_right_before_a_value_is_its_own() -> None:
    found = read("plus de 200 milliards de dollars", "fr")
    assert [(r.kind, r.comparator) for r in found] == [("comparator", None), ("money", ">")]


def test_the_date_is_what_today_counts_from() -> None:
    (reading,) = read("yesterday", "en", date=dt.date(2026, 2, 4))
    assert reading.kind == "date"


BRIEFING = (
    "La discussion a duré une heure et vingt-cinq minutes. Il s’agit de la sixième conversation de "
    "ce type. Le commerce bilatéral a largement dépassé les 200 milliards de dollars pendant trois "
    "années consécutives. La Russie occupe la cinquième place. La Chine est notre premier "
    "partenaire."
)


def test_a_french_briefing() -> None:
    assert numeric(BRIEFING, "fr") == [
        ("duration", "une heure et vingt-cinq minutes"),
        ("rank", "sixième"),
        ("money", "200 milliards de dollars"),
        ("duration", "trois années"),
        ("rank", "cinquième place"),
        ("rank", "premier"),
    ]
