"""Exonyms: a statement is English, and the names of its source are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import Document, GroundingError, ground
from claims.grounding.exonyms import named, told
from claims.grounding.names import names
from claims.grounding.vocabulary import Vocabulary


def _meets(language: str, source: str, name: str) -> bool:
    vocabulary = Vocabulary(source, language)
    return all(map(vocabulary.kin, names(f"said {name}", "en")))


@pytest.mark.parametrize(
    ("language", "source", "name"),
    [
        ("ar", "في دول الخليج", "Gulf"),
        ("ar", "وبالشارقة", "Sharjah"),
        ("ar", "حلف شمال الأطلسي", "NATO"),
        ("de", "Sachsens Minister", "Free State of Saxony"),
        ("de", "in Niedersachsen", "Lower Saxony"),
        ("de", "an der Donau", "Danube River"),
        ("de", "bayerische Firmen", "Bavarian"),
        ("de", "in der Straße von Hormus", "Strait of Hormuz"),
        ("es", "el estrecho de Ormuz", "Strait of Hormuz"),
        ("es", "en Castilla y León", "Castile and León"),
        ("fr", "en Bretagne", "Brittany"),
        ("fr", "selon l’OTAN", "NATO"),
        ("fr", "la Manche", "English Channel"),
        ("fr", "en Asie centrale", "Central Asia"),
        ("hi", "सुरक्षा परिषद के", "Security Council"),
        ("it", "in Toscana", "Tuscany"),
        ("it", "le imprese toscane", "Tuscan"),
        ("it", "Fiandre Orientali", "Province of East Flanders"),
        ("ja", "北海道で", "Hokkaido Prefecture"),
        ("ja", "四国の太平洋側", "Pacific"),
        ("ja", "ベトナムのホーチミン市", "Ho Chi Minh City"),
        ("ko", "홋카이도에서", "Hokkaido"),
        ("ko", "나토", "NATO"),
        ("nl", "van Vlaanderen", "Flanders"),
        ("pl", "muzeów Podkarpacia", "Subcarpathia"),
        ("pl", "nad Morzem Czarnym", "Black Sea"),
        ("pt", "praias açorianas", "Azores"),
        ("ru", "на Чёрном море", "Black Sea"),
        ("ru", "на Черном море", "Black Sea"),
        ("ru", "в Саксонии", "Saxony"),
        ("ru", "по данным ВОЗ", "World Health Organization"),
        ("tr", "Toskana'nın", "Tuscany"),
        ("tr", "Karadeniz'de", "Black Sea"),
        ("uk", "у Чорному морі", "Black Sea"),
        ("zh", "世卫组织", "WHO"),
        ("zh", "在广东省", "Guangdong Province"),
    ],
)
def test_a_name_is_met_where_english_has_its_own(language: str, source: str, name: str) -> None:
    assert _meets(language, source, name)
    assert not _meets(language, source, "Corsica")
    assert not _meets(language, source, "Red Cross")
    assert not _meets(language, source, "Zentrix")


@pytest.mark.parametrize(
    ("language", "source", "name"),
    [
        ("de", "in Niedersachsen", "Saxony"),
        ("de", "in Sachsen-Anhalt", "Saxony"),
        ("de", "in Sachsen", "Lower Saxony"),
        ("de", "in Sachsen", "Northern Saxony"),
        ("de", "in Sachsen", "Free State of Bavaria"),
        ("de", "im Bundesland", "Free State"),
        ("fr", "le fond noir de la mer", "Black Sea"),
        ("it", "nel Molise", "Tuscany"),
        ("it", "Fiandre Orientali", "West Flanders"),
        ("ja", "日本海で", "Yellow Sea"),
        ("ru", "в Молизе", "Tuscany"),
        ("zh", "在广西", "Guangdong"),
    ],
)
def test_another_place_is_not_met(language: str, source: str, name: str) -> None:
    assert not _meets(language, source, name)


def test_small_letters_are_no_name() -> None:
    assert named("die Ostsee", "de") == {("baltic", "sea")}
    assert named("die ostsee", "de") == frozenset()


def test_a_language_without_a_table_names_nothing_else() -> None:
    assert named("in Sachsen", "xx") == frozenset()
    assert named("in Saxony", "en") == frozenset()
    assert named("in Sachsen", "") == frozenset()


def test_the_longest_name_is_told() -> None:
    saxony = frozenset({("saxony",)})
    assert told(["Saxony", "State", "Bank"], saxony) == [True, False, False]
    assert told(["Lower", "Saxony"], saxony) == [False, False]
    assert told(["Free", "State"], saxony) == [True, True]
    assert told(["Free", "State"], frozenset()) == [False, False]


@pytest.mark.parametrize(
    ("name", "checks"), [("Tuscany", set()), ("Umbria", {"name"}), ("Molise", {"name"})]
)
def test_a_statement_names_a_region_as_english_does(name: str, checks: set[str]) -> None:
    text = "In Toscana le imprese attive sono 318.000."
    statement = f"There are 318,000 active firms in {name}."
    slots = {"subject": "le imprese attive", "value": "318.000"}
    draft = {"type": "quantity", "quote": text, "statement": statement, **slots}
    try:
        ground(draft, Document(text, language="it"))
        failed: set[str] = set()
    except GroundingError as error:
        failed = {failure.check for failure in error.failures}
    assert failed == checks


@given(st.text(), st.sampled_from(["ar", "de", "ja", "ru", "zh"]))
def test_any_text_names_what_it_names(text: str, language: str) -> None:
    for run in named(text, language):
        assert run
        assert told(run, {run}) == [True] * len(run)
