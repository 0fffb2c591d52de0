"""The days that words name."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.dates import read_dates
from claims.reading.reading import Period
from claims.tokens import tokenise

BASE = dt.date(2026, 2, 4)
LANGUAGES = [
    "fr",
    "en",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "ru",
    "uk",
    "tr",
    "ar",
    "hi",
    "zh",
    "ja",
    "ko",
]


def dates(text: str, language: str, base: dt.date | None = BASE) -> list[tuple[str, str]]:
    """(words, "start..end grain") of each date; "?" where it cannot be told."""
    return [
        (r.text, f"{r.value.start}..{r.value.end} {r.value.grain}")
        if isinstance(r.value, Period)
        else (r.text, "?")
        for r in read_dates(tokenise(text), language, base)
    ]


def day(text: str) -> str:
    return f"{text}..{text} day"


Y24 = "2024-01-01..2024-12-31 year"
Q124 = "2024-01-01..2024-03-31 quarter"
LAST = "2025-01-01..2025-12-31 year"
MAY23 = "2023-05-01..2023-05-31 month"
C19 = "1801-01-01..1900-12-31 century"
D90 = "1990-01-01..1999-12-31 decade"
MAY35 = "2025-05-03..2025-05-05 day"  # far ahead, and no word tells of a plan

CASES = [
    ("fr", "le 4 février 2026,", "4 février 2026", day("2026-02-04")),
    ("fr", "le 1er février à Pékin", "1er février", day("2026-02-01")),
    ("fr", "du 3 au 5 mai", "3 au 5 mai", MAY35),
    ("fr", "entre le 3 et le 5 mai", "3 et le 5 mai", MAY35),
    ("fr", "au T1 2024", "T1 2024", Q124),
    (
        "fr",
        "le premier semestre de cette année",
        "premier semestre de cette année",
        "2026-01-01..2026-06-30 semester",
    ),
    ("fr", "l’année dernière", "l’année dernière", LAST),
    ("fr", "au XIXe siècle", "XIXe siècle", C19),
    ("fr", "les années 90", "années 90", D90),
    ("fr", "de 2019 à 2023", "2019 à 2023", "2019-01-01..2023-12-31 year"),
    ("fr", "4/2/2026", "4/2/2026", day("2026-02-04")),
    ("fr", "04.02.2026", "04.02.2026", day("2026-02-04")),
    ("fr", "en mars", "mars", "2026-03-01..2026-03-31 month"),
    ("fr", "le 14 FEVRIER 2025", "14 FEVRIER 2025", day("2025-02-14")),
    ("en", "Feb 4, 2026", "Feb 4, 2026", day("2026-02-04")),
    ("en", "on Friday, February 4th, 2026", "Friday, February 4th, 2026", day("2026-02-04")),
    ("en", "the 4th of February 2026", "the 4th of February 2026", day("2026-02-04")),
    ("en", "2026-02-04T10:00", "2026-02-04", day("2026-02-04")),
    ("en", "4/2/2026", "4/2/2026", day("2026-04-02")),
    ("en", "13/2/2026", "13/2/2026", day("2026-02-13")),
    ("en", "from 3 to 5 May", "3 to 5 May", MAY35),
    ("en", "May 3–5, 2024", "May 3–5, 2024", "2024-05-03..2024-05-05 day"),
    ("en", "March to May 2024", "March to May 2024", "2024-03-01..2024-05-31 month"),
    ("en", "in May 2023", "May 2023", MAY23),
    ("en", "2019–2023", "2019–2023", "2019-01-01..2023-12-31 year"),
    ("en", "between 2019 and 2023", "2019 and 2023", "2019-01-01..2023-12-31 year"),
    ("en", "the first quarter of 2024", "the first quarter of 2024", Q124),
    ("en", "the 19th century", "19th century", C19),
    ("en", "the 1990s", "the 1990s", D90),
    ("en", "the 2024 election", "2024", Y24),
    ("en", "(2024)", "2024", Y24),
    ("en", "the day before yesterday", "the day before yesterday", day("2026-02-02")),
    ("en", "next month", "next month", "2026-03-01..2026-03-31 month"),
    ("en", "last week", "last week", "2026-01-26..2026-02-01 week"),
    ("en", "H2 2025", "H2 2025", "2025-07-01..2025-12-31 semester"),
    ("de", "am 4. Februar 2026", "4. Februar 2026", day("2026-02-04")),
    ("de", "3.-5. Mai 2024", "3.-5. Mai 2024", "2024-05-03..2024-05-05 day"),
    ("de", "im 1. Quartal 2024", "1. Quartal 2024", Q124),
    ("de", "im 19. Jahrhundert", "19. Jahrhundert", C19),
    ("de", "letztes Jahr", "letztes Jahr", LAST),
    ("es", "el 4 de febrero de 2026", "4 de febrero de 2026", day("2026-02-04")),
    ("es", "del 3 al 5 de mayo", "3 al 5 de mayo", MAY35),
    ("es", "el siglo XIX", "siglo XIX", C19),
    ("es", "en mayo de 2023", "mayo de 2023", MAY23),
    ("it", "dal 3 al 5 maggio", "3 al 5 maggio", MAY35),
    ("it", "nel 2024", "2024", Y24),
    ("pt", "primeiro trimestre de 2024", "primeiro trimestre de 2024", Q124),
    ("pt", "no ano passado", "no ano passado", LAST),
    ("nl", "van 3 tot 5 mei", "3 tot 5 mei", MAY35),
    ("nl", "vorig jaar", "vorig jaar", LAST),
    ("pl", "4 lutego 2026 r.", "4 lutego 2026 r", day("2026-02-04")),
    ("pl", "w pierwszym kwartale 2024 roku", "pierwszym kwartale 2024 roku", Q124),
    ("ru", "5 мая 2024 г.", "5 мая 2024 г", day("2024-05-05")),
    ("ru", "в мае 2023 года", "мае 2023 года", MAY23),
    ("ru", "в первом квартале 2024 года", "первом квартале 2024 года", Q124),
    ("ru", "в прошлом году", "прошлом году", LAST),
    ("uk", "у 2024 році", "2024 році", Y24),
    ("uk", "вчора", "вчора", day("2026-02-03")),
    ("tr", "2024'te", "2024", Y24),
    ("tr", "2024'ün ilk çeyreğinde", "2024'ün ilk çeyreğinde", Q124),
    ("ar", "٥ مايو ٢٠٢٤", "٥ مايو ٢٠٢٤", day("2024-05-05")),
    ("ar", "الربع الأول من عام 2024", "الربع الأول من عام 2024", Q124),
    ("hi", "4 फ़रवरी 2026", "4 फ़रवरी 2026", day("2026-02-04")),
    ("hi", "पिछले साल", "पिछले साल", LAST),
    ("zh", "2024年3月5日", "2024年3月5日", day("2024-03-05")),
    ("zh", "2024年第一季度", "2024年第一季度", Q124),
    ("zh", "3月5日至7日", "3月5日至7日", "2026-03-05..2026-03-07 day"),
    ("zh", "去年", "去年", LAST),
    ("ja", "3月5日から7日", "3月5日から7日", "2026-03-05..2026-03-07 day"),
    ("ja", "2024年第1四半期", "2024年第1四半期", Q124),
    ("ko", "2024년 3월 5일", "2024년 3월 5일", day("2024-03-05")),
    ("ko", "올해 상반기", "올해 상반기", "2026-01-01..2026-06-30 semester"),
    ("sv", "den 4 februari 2026", "4 februari 2026", day("2026-02-04")),
    ("el", "4 Φεβρουαρίου 2026", "4 Φεβρουαρίου 2026", day("2026-02-04")),
]


@pytest.mark.parametrize(("language", "text", "words", "expected"), CASES)
def test_dates(language: str, text: str, words: str, expected: str) -> None:
    assert dates(text, language) == [(words, expected)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "2000 euros"),
        ("fr", "plus de 2000 personnes"),
        ("fr", "le 25e anniversaire, il va sur mars, 3/4 des voix"),
        ("en", "It may march on; 2000 people; version 2024; 1.2.24; $2024"),
        ("en", "in the 4th century BC"),
        ("es", "para los 20 restaurantes"),
        ("pt", "mil cento e dez"),
        ("de", "2000 Euro"),
        ("ru", "2000 человек"),
        ("zh", "第2024号"),
    ],
)
def test_what_is_no_date(language: str, text: str) -> None:
    assert dates(text, language) == []


BASE_DAYS = {  # of the Wednesday that is BASE
    "Mon": "2026-02-02", "Tue": "2026-02-03", "Fri": "2026-01-30", "Thu": "2026-01-29",
    "next Mon": "2026-02-09", "next Fri": "2026-02-06", "next Tue": "2026-02-10",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "words", "named"),
    [
        ("en", "on Tuesday", "Tuesday", "Tue"),
        ("en", "last Friday", "last Friday", "Fri"),
        ("en", "next Monday", "next Monday", "next Mon"),
        ("en", "Thursday last week", "Thursday last week", "Thu"),
        ("en", "They will meet on Tuesday", "Tuesday", "next Tue"),
        ("fr", "lundi soir", "lundi", "Mon"),
        ("fr", "jeudi de la semaine dernière", "jeudi de la semaine dernière", "Thu"),
        ("fr", "vendredi dernier", "vendredi dernier", "Fri"),
        ("fr", "Il pourrait pleuvoir vendredi", "vendredi", "next Fri"),
        ("de", "am Montagabend", "Montagabend", "Mon"),
        ("de", "letzte Woche Donnerstag", "letzte Woche Donnerstag", "Thu"),
        ("es", "el martes pasado", "martes pasado", "Tue"),
        ("it", "venerdì scorso", "venerdì scorso", "Fri"),
        ("pt", "na segunda-feira", "segunda-feira", "Mon"),
        ("nl", "vorige week donderdag", "vorige week donderdag", "Thu"),
        ("pl", "W poniedziałek", "poniedziałek", "Mon"),
        ("ru", "В минувшую пятницу", "минувшую пятницу", "Fri"),
        ("uk", "у вівторок", "вівторок", "Tue"),
        ("tr", "geçen cuma", "geçen cuma", "Fri"),
        ("ar", "يوم الثلاثاء", "يوم الثلاثاء", "Tue"),
        ("hi", "सोमवार को", "सोमवार", "Mon"),
        ("zh", "上周五", "上周五", "Fri"),
        ("zh", "周二", "周二", "Tue"),
        ("ja", "月曜日", "月曜日", "Mon"),
        ("ja", "先週の木曜日", "先週の木曜日", "Thu"),
        ("ko", "지난 금요일", "지난 금요일", "Fri"),
    ],
)
def test_a_weekday_is_the_last_one_or_where_the_words_look(
    language: str, text: str, words: str, named: str
) -> None:
    assert dates(text, language) == [(words, day(BASE_DAYS[named]))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "every Monday, on Tuesdays, Monday to Friday, Good Friday, the Friday after"),
        ("fr", "le lundi, du lundi au vendredi, Vendredi saint"),
        ("de", "jeden Freitag, Welt am Sonntag"),
        ("es", "los martes, Santo Domingo"),
        ("ru", "окружающую среду, каждую пятницу"),
        ("tr", "pazar payı"),
        ("zh", "每周一"),
        ("en", "at 14:30, 5 pm, five o'clock, open 24/7"),
        ("fr", "à 14h30, vers 9 heures, de 9h à 17h"),
    ],
)
def test_what_names_no_single_day(language: str, text: str) -> None:
    assert dates(text, language) == []


def test_a_weekday_beside_its_date_is_one_day() -> None:
    assert dates("в пятницу, 6 марта", "ru") == [("пятницу, 6 марта", day("2026-03-06"))]
    assert dates("mardi 3, à Paris", "fr") == [("mardi 3", day("2026-02-03"))]
    assert dates("Mardi 13 personnes", "fr") == [("Mardi", day("2026-02-03"))]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("कंपनी ने कल घोषणा की थी।", "2026-02-03..2026-02-03 day"),
        ("बैठक कल होगी।", "2026-02-05..2026-02-05 day"),
        ("कल", "?"),
    ],
)
def test_the_verb_tells_which_day(text: str, named: str) -> None:
    assert dates(text, "hi") == [("कल", named)]


@pytest.mark.parametrize(
    ("language", "text", "words", "expected"),
    [
        ("en", "fiscal 2024/25", "2024/25", "2024-01-01..2025-12-31 year"),
        ("en", "in 2024-25", "2024-25", "2024-01-01..2025-12-31 year"),
        ("en", "the 9th of next month", "the 9th of next month", day("2026-03-09")),
        ("en", "Top ports, 2024 (million tonnes)", "2024", Y24),
        ("fr", "d’ici la fin de l’année", "fin de l’année", "2026-01-01..2026-12-31 year"),
        ("fr", "à la fin de l’année dernière", "l’année dernière", LAST),
        ("ja", "13日に", "13日", day("2026-01-13")),
        ("ja", "来年4月", "来年4月", "2027-04-01..2027-04-30 month"),
        ("ko", "다음 달 9일", "다음 달 9일", day("2026-03-09")),
        ("nl", "eerste helft van 2024", "eerste helft van 2024", "2024-01-01..2024-06-30 semester"),
        ("pt", "fim de semana passado", "fim de semana passado", "2026-01-31..2026-02-01 day"),
        ("pt", "O governador do Ceará falou na segunda-feira", "segunda-feira", day("2026-02-02")),
        ("hi", "सितंबर तिमाही में", "सितंबर तिमाही", "2025-07-01..2025-09-30 quarter"),
    ],
)
def test_more_dates(language: str, text: str, words: str, expected: str) -> None:
    assert dates(text, language) == [(words, expected)]


@pytest.mark.parametrize("text", ["13日間", "13日前", "2024/27"])
def test_what_only_looks_like_a_day_or_years(text: str) -> None:
    assert [r for r in dates(text, "ja") if r[0] == text] == []


def test_a_day_that_does_not_exist_is_unread() -> None:
    assert dates("31 February 2026", "en") == [("31 February 2026", "?")]


def test_two_days_are_two_dates() -> None:
    expected = [("3 and 5 May 2024", day("2024-05-03")), ("3 and 5 May 2024", day("2024-05-05"))]
    assert dates("on 3 and 5 May 2024", "en") == expected


def test_a_list_of_years_is_a_date_each() -> None:
    years = [("2026", "2026-01-01..2026-12-31 year"), ("2027", "2027-01-01..2027-12-31 year")]
    assert dates("que 2026 et 2027 ont été déclarées", "fr") == years


def test_a_list_of_months_shares_its_year() -> None:
    assert dates("in March and May 2024", "en")[0] == ("March", "2024-03-01..2024-03-31 month")


@pytest.mark.parametrize("text", ["5 May", "in May", "yesterday", "this year", "Q1"])
def test_without_a_base_a_date_may_be_unread(text: str) -> None:
    assert [value for _, value in dates(text, "en", base=None)] == ["?"]


def test_what_the_base_completes_is_assumed() -> None:
    assumed = [r.assumed for r in read_dates(tokenise("5 May. 5 May 2026. Today"), "en", BASE)]
    assert assumed == [True, False, False]


def test_a_missing_year_is_the_nearest() -> None:
    assert dates("le 30 décembre", "fr") == [("30 décembre", day("2025-12-30"))]
    assert dates("le 3 septembre", "fr", dt.date(2026, 9, 20)) == [
        ("3 septembre", day("2026-09-03"))
    ]


@pytest.mark.parametrize(
    ("language", "text", "year"),
    [
        ("fr", "la réunion qui se tiendra en novembre", 2026),
        ("fr", "la réunion qui s’est tenue en novembre", 2025),
        ("fr", "Il viendra. Elle est venue en novembre", 2025),
        ("en", "The summit will be held in November", 2026),
        ("ru", "Саммит состоится в ноябре", 2026),
        ("zh", "峰会将于11月举行", 2026),
    ],
)
def test_what_is_told_as_a_plan_lies_ahead(language: str, text: str, year: int) -> None:
    assert [value[:7] for _, value in dates(text, language)] == [f"{year}-11"]


def test_the_edges_of_the_calendar_are_unread() -> None:
    assert dates("yesterday", "en", dt.date.min) == [("yesterday", "?")]
    assert dates("next year", "en", dt.date.max) == [("next year", "?")]


@pytest.mark.parametrize("language", ["", "xx", "fr_CA", "pt-BR", "zh-Hant", "../en", "sw"])
def test_any_language_tag_will_do(language: str) -> None:
    assert isinstance(read_dates(tokenise("5 mai 2024, 2024-05-05"), language, BASE), list)


WORDS = st.sampled_from(
    [
        "3",
        "5",
        "31",
        "2024",
        "1999",
        "mai",
        "may",
        "to",
        "and",
        "au",
        "-",
        "–",
        "/",
        ".",
        ",",
        "de",
        "the",
        "last",
        "year",
        "1er",
        "Q1",
    ]
)


@given(st.lists(WORDS), st.sampled_from(LANGUAGES), st.dates())
def test_spans_are_exact_and_periods_run_forward(
    words: list[str], language: str, base: dt.date
) -> None:
    text = " ".join(words)
    for reading in read_dates(tokenise(text), language, base):
        assert text[reading.start : reading.end] == reading.text
        assert not isinstance(reading.value, Period) or reading.value.start <= reading.value.end


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_will_do(text: str, language: str) -> None:
    assert all(r.text for r in read_dates(tokenise(text), language, BASE))
