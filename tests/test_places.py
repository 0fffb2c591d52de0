"""Countries, nationalities and capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.places import name, read_places
from claims.tokens import tokenise

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


def places(text: str, language: str) -> str:
    """The codes read, in order; capitals with a star."""
    read = read_places(tokenise(text), language)
    return " ".join(str(r.value) + ("*" if r.unit == "capital" else "") for r in read)


CASES = [
    ("fr", "la Russie, la Chine et les Etats-Unis", "RU CN US"),
    ("fr", "Pékin, Moscou, le président russe, les Chinoises", "CN* RU* RU CN"),
    ("fr", "relations russo-chinoises, nord-coréens, Bosnie-Herzégovine, l’ONU", "RU CN KP BA UN"),
    ("fr", "la mer de Chine, l’océan Indien, Réunion du Conseil, Amérique latine", ""),
    ("en", "Turkey, not turkey; the Polish, not polish; US, not us", "TR PL US"),
    ("en", "Bosnia and Herzegovina, South Korea, North Koreans, U.S. troops", "BA KR KP US"),
    ("en", "the South China Sea, New Mexico, Michael Jordan, George Washington", ""),
    ("en", "Washington and Beijing; Niger, Nigeria; the DRC", "US* CN* NE NG CD"),
    ("en", "Papua New Guinea and Guinea-Bissau", "PG GW"),
    ("en", "US$5bn from US banks", "US"),
    ("en", "the French and the European Union", "FR EU"),
    ("de", "Chinas Partner, die Türkei, die russische Armee, Moskau", "CN TR RU RU*"),
    ("es", "Estados Unidos, el presidente ruso, Pekín", "US RU CN*"),
    ("it", "gli Stati Uniti, il presidente cinese, Mosca", "US CN RU*"),
    ("pt", "os EUA, norte-americano, Moscou", "US US RU*"),
    ("nl", "de VS, Rusland, Chinese schepen", "US RU CN"),
    ("pl", "w Rosji, w Polsce, Niemcami, rosyjski, w Moskwie", "RU PL DE RU RU*"),
    ("ru", "в России, с Китаем, Германии, российский, в Москве, США", "RU CN DE RU RU* US"),
    ("uk", "в Україні, російський, США", "UA RU US"),
    ("tr", "Çin'in, Rus lideri, ABD", "CN RU US"),
    ("ar", "روسيا والصين، الرئيس الروسي، للولايات المتحدة", "RU CN RU US"),
    ("hi", "रूस और चीन, अमेरिकी", "RU CN US"),
    ("zh", "中国和俄罗斯，中俄关系，莫斯科，印度尼西亚", "CN RU CN RU RU* ID"),
    ("zh", "金融和布料", ""),
    ("ja", "中国とロシア、インドネシア、モスクワ", "CN RU ID RU*"),
    ("ko", "중국은 러시아와, 미국", "CN RU US"),
    ("sv", "Ryssland och Kina", "RU CN"),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_places(language: str, text: str, expected: str) -> None:
    assert places(text, language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["RU", "CN", "US", "HK", "CD", "MM", "CZ", "EU", "UN", "PS"])
def test_a_name_is_read_back(language: str, code: str) -> None:
    assert code in places(name(code, language), language).split()


def test_a_name_is_short() -> None:
    assert name("HK", "fr") == "Hong Kong"
    assert name("MM", "de") == "Myanmar"
    assert name("QQ", "en") == "QQ"


@pytest.mark.parametrize("language", ["", "xx", "fr_CA", "pt-BR", "zh-Hant", "../en"])
def test_any_language_tag_will_do(language: str) -> None:
    assert isinstance(read_places(tokenise("France"), language), list)
    assert name("FR", language)


@given(st.text(), st.sampled_from(LANGUAGES))
def test_spans_are_exact(text: str, language: str) -> None:
    read = read_places(tokenise(text), language)
    assert all(text[r.start : r.end] == r.text and r.text for r in read)
