"""Concepts: the ordinary words of names, met in the language of the source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.grounding.concepts import plain, said_as, spelled
from claims.grounding.names import names
from claims.grounding.vocabulary import Vocabulary

LANGUAGES = [
    "ar",
    "de",
    "es",
    "fr",
    "hi",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "pt",
    "ru",
    "tr",
    "uk",
    "zh",
]


def _meets(language: str, source: str, name: str) -> bool:
    vocabulary = Vocabulary(source, language)
    return all(map(vocabulary.kin, names(f"said {name}", "en")))


@pytest.mark.parametrize(
    ("language", "source", "name", "other"),
    [
        ("ar", "رواية «غبار الميناء» هي الأقل طلباً", "Dust of the Port", "Dust of the Sea"),
        ("ar", "أعلن مصرف الواحة الإسلامي", "Al Waha Islamic Bank", "Al Waha National Bank"),
        ("de", "das Oberlandesgericht in Celle", "Celle Appeal Court", "Celle Labour Court"),
        ("es", "el Tribunal Supremo", "Supreme Court", "Constitutional Council"),
        ("fr", "la Cour d’appel de Douai", "Douai Court of Appeal", "Douai Commercial Court"),
        ("hi", "उच्च न्यायालय ने", "High Court", "Labour Court"),
        ("it", "la Corte d’appello di Salerno", "Salerno Court of Appeal", "Salerno Tax Court"),
        ("ja", "名古屋高裁は3日", "Nagoya High Court", "Nagoya Labour Office"),
        ("ko", "달무리 책방", "Dalmuri Bookshop", "Dalmuri Brewery"),
        ("ko", "수원지법은 3일", "Suwon District Court", "Suwon Labour Office"),
        ("nl", "de motie over koopzondagen", "Sunday", "Monday"),
        ("pl", "według Sądu Najwyższego", "Supreme Court", "Constitutional Tribunal"),
        ("pt", "o Tribunal de Justiça", "Court of Justice", "Court of Auditors"),
        ("ru", "на чемпионате Европы", "European Championship", "Asian Championship"),
        ("tr", "2. Ağır Ceza Mahkemesi", "High Criminal Court", "Supreme Labour Court"),
        ("uk", "Антимонопольний комітет схвалив", "Antimonopoly Committee", "Olympic Committee"),
        ("zh", "“蓝湾系列案”", "Blue Bay", "Red Bay"),
    ],
)
def test_a_translated_name_is_met_word_for_word(
    language: str, source: str, name: str, other: str
) -> None:
    assert _meets(language, source, name)
    assert not _meets(language, source, other)


def test_words_far_apart_are_no_name() -> None:
    far = "蓝色的旗帜在山上飘扬，人们在那里集会庆祝节日并且唱歌直到深夜，大家才慢慢地回到了海湾"
    assert not _meets("zh", far, "Blue Bay")


@pytest.mark.parametrize(
    ("language", "source", "name"),
    [
        ("hi", "सीबीआई जाँच की माँग", "CBI"),
        ("ko", "씨비에스 보도", "CBS"),
        ("tr", "FAVÖK marjı", "EBITDA"),
        ("uk", "За даними Держстату", "State Statistics Service"),
        ("ru", "Депутат Р. Ахмедов", "Deputy R. Akhmedov"),
    ],
)
def test_abbreviations_and_initials_are_met(language: str, source: str, name: str) -> None:
    assert _meets(language, source, name)
    assert not _meets(language, source, "NTV")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("La autopista Colón-La Chorrera", "Colón-Karlstad"),
        ("La autopista Colón-La Chorrera", "Karlstad-La Chorrera"),
        ("Marża EBITDA zwiększyła się", "Zentrix's EBITDA"),
        ("Quinta la junior Ilaria Demuro", "Junior Laura Whitfield"),
    ],
)
def test_a_word_of_a_name_does_not_bear_out_the_others(source: str, name: str) -> None:
    assert not _meets("es", source, name)


def test_what_the_lexicon_does_not_know_means_nothing() -> None:
    assert said_as("Veltrane", "de") is None
    assert said_as("Railpunt", "nl") is None
    assert said_as("court", "xx") is None
    assert spelled("Court", "hi") is None
    assert spelled("CBI", "xx") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_months_are_known_in_every_language(language: str) -> None:
    assert said_as("Sunday", language)
    assert said_as("March", language)
    assert said_as("Court", language)


@settings(deadline=None, max_examples=30)
@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_word_is_looked_up(word: str, language: str) -> None:
    meant = said_as(word, language)
    assert meant is None or meant.pattern
    assert plain(plain(word)) == plain(word) or not word.isascii()
