"""Names across scripts: what a statement names, and whether its source does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.grounding.names import Name, names, ordinary
from claims.grounding.sounds import Readings, hepburn, letters, sounds
from claims.grounding.vocabulary import Vocabulary


def _only(text: str, language: str = "en") -> Name:
    (found,) = names(text, language)
    return found


def _meets(source: str, language: str, name: str) -> bool:
    return Vocabulary(source, language).kin(_only(f"said {name}"))


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("it was Orbis Credit that paid", [("Orbis", "Credit")]),
        ("said Minister Laura Whitfield", [("Laura", "Whitfield")]),
        ("Wadi al-Nakhil has wells", [("Wadi", "al-Nakhil")]),
        ("Halcyon Bank's borrower is Talbach", [("Halcyon", "Bank"), ("Talbach",)]),
        ("said the President of the Bank", [(), ()]),
        ("nobody is named", []),
    ],
)
def test_names_are_runs_of_capitals_without_titles(
    statement: str, found: list[tuple[str, ...]]
) -> None:
    assert [name.words for name in names(statement, "en")] == found


def test_a_lone_capital_that_opens_a_sentence_says_nothing() -> None:
    assert [n.opens for n in names("Sales rose. Profits fell at Veltrane.")] == [True, True, False]
    assert not _only("Orbis Credit paid").opens


def test_stretches_that_are_read_otherwise_are_no_names() -> None:
    assert [n.words for n in names("the Paris office of Veltrane", "en", [(4, 9)])] == [
        ("Veltrane",)
    ]


@pytest.mark.parametrize(
    ("language", "source", "name"),
    [
        ("ru", "компания «Уралвектор» заработала", "Uralvector"),
        ("ru", "министр Сергей Шойгу", "Sergei Shoigu"),
        ("uk", "Агроліс є боржником", "Ahrolis"),
        ("ar", "شركة الواحة", "Al-Waha"),
        ("ar", "المديرة ليلى حداد", "Layla Haddad"),
        ("ar", "وادي النخيل", "Wadi al-Nakhil"),
        ("hi", "नंदगाँव में", "Nandgaon"),
        ("hi", "पार्षद सिंह", "Singh"),
        ("ko", "한빛전자의 매출", "Hanbit Electronics"),
        ("ko", "이 의원은", "Lee"),
        ("ko", "최 의원은", "Choi"),
        ("zh", "华为去年营收", "Huawei"),
        ("ja", "東海製作所の売上高", "Tokai Seisakusho"),
        ("ja", "佐藤健一社長", "Kenichi Sato"),
        ("ja", "植田和男総裁", "Kazuo Ueda"),
        ("ja", "緑野市", "Midorino"),
        ("ja", "神戸で開かれ", "Kobe"),
        ("ja", "トヨタ自動車", "Toyota Motor"),
        ("el", "ο Κυριάκος Μητσοτάκης", "Kyriakos Mitsotakis"),
        ("pl", "akcjonariuszem Banku Pomorskiego", "Bank Pomorski"),
        ("fr", "la Banque mondiale", "World Bank"),
    ],
)
def test_a_name_is_met_in_another_script_or_form(language: str, source: str, name: str) -> None:
    assert _meets(source, language, name)
    assert not _meets(source, language, "Zentrix")
    assert not _meets(source, language, "Karlstad")
    assert not _meets(source, language, "Minister Laura Whitfield")


@pytest.mark.parametrize(
    ("language", "source", "other"),
    [
        ("ja", "山本議員は反対した", "Kobayashi"),
        ("ja", "北浜銀行の純利益", "Seto Electric"),
        ("ko", "최 의원은 지지하지 않는다", "Lee"),
        ("ar", "وادي النخيل", "Ain al-Hajar"),
        ("zh", "华为去年营收", "Xiaomi"),
        ("ru", "акционер Волгабанка", "Dalmor"),
    ],
)
def test_another_name_of_the_same_script_is_not_met(language: str, source: str, other: str) -> None:
    assert not _meets(source, language, other)


def test_a_text_tells_its_own_names_from_others() -> None:
    text = Vocabulary("Verfahren gegen Talbach Holding; der Umsatz stieg, sagt Talbach.", "de")
    assert text.tells_apart("Talbach")
    assert not text.tells_apart("Veltrane")


def test_kanji_are_read_in_every_way_and_no_other() -> None:
    assert Readings("白浜町").say("Shirahama")
    assert Readings("小林").say("Kobayashi")
    assert not Readings("小林").say("Yamamoto")
    assert hepburn("Ōsaka") == hepburn("Osaka")


def test_words_of_a_language() -> None:
    assert ordinary("Revenue", "en")
    assert ordinary("Non-performing", "en")
    assert not ordinary("Veltrane", "en")
    assert ordinary("whatever", "xx")
    assert not ordinary("whatever", "xx", unknown=False)


@settings(deadline=None)
@given(st.text())
def test_any_text_has_letters_sounds_and_words(text: str) -> None:
    assert letters(text).isascii()
    assert all(sound.isascii() for sound in sounds(text))
    vocabulary = Vocabulary(text, "ja")
    for name in names(text, "en"):
        assert text[name.start : name.end]
        vocabulary.kin(name)
    assert all(vocabulary.holds(word) for name in names(text) for word in name.words if text)
