"""Which negations, hedges and conditions of a sentence bear on a claim, and which do not."""

from __future__ import annotations

import pytest

from claims import Document
from claims.grounding.clause import Bearing, within


def _bearing(language: str, text: str, *words: str) -> Bearing:
    extents = [(text.index(w), text.index(w) + len(w)) for w in words]
    return Bearing.of(Document(text, language=language), extents)


@pytest.mark.parametrize(
    ("language", "text", "words", "modality"),
    [
        ("en", "Prices rose by 3%.", ["Prices", "3%"], "asserted"),
        ("en", "Prices may rise by 3%.", ["Prices", "3%"], "hedged"),
        ("en", "Probably, prices rose by 3%.", ["prices", "3%"], "hedged"),
        ("en", "If it rains, prices will rise by 3%.", ["prices", "3%"], "conditional"),
        ("en", "Prices will rise by 3%, if it rains.", ["Prices", "3%"], "conditional"),
        ("en", "Prices rose by 3%, according to the union.", ["Prices", "3%"], "reported"),
        ("en", "The smallest dose, 25 mg, could work better.", ["smallest", "25 mg"], "asserted"),
        ("en", "It could cost 8 million, and takes 3 years.", ["It", "3 years"], "asserted"),
        ("fr", "Le prix augmenterait ; il est de 3 euros.", ["3 euros"], "asserted"),
        ("fr", "Il pourrait, dit-on, supprimer 300 postes.", ["Il", "300"], "hedged"),
        ("de", "Falls es regnet, steigt der Preis um 3 %.", ["Preis", "3 %"], "conditional"),
        ("de", "Mindestens 45 Millionen Franken, möglicherweise mehr.", ["45"], "asserted"),
        ("zh", "金额可能接近45亿美元，至少需要三年。", ["金额", "三年"], "asserted"),
    ],
)  # fmt: skip
def test_how_the_source_puts_it(language: str, text: str, words: list[str], modality: str) -> None:
    assert _bearing(language, text, *words).modality() == modality


@pytest.mark.parametrize(
    ("language", "text", "words", "negated"),
    [
        ("en", "Sales did not rise.", ["Sales", "rise"], True),
        ("en", "Sales rose by 3%, profits did not.", ["Sales", "3%"], False),
        ("en", "It has 12 plants and does not sell them.", ["12"], False),
        ("fr", "L'usine emploie 40 personnes et n'a pas fermé.", ["40"], False),
        ("ko", "직원은 약 8,600명이며 지점은 폐쇄하지 않는다.", ["직원", "8,600명"], False),
        ("ja", "売上高は増加しなかった。", ["売上高", "増加"], True),
    ],
)
def test_what_is_denied(language: str, text: str, words: list[str], negated: bool) -> None:  # noqa: FBT001
    assert bool(_bearing(language, text, *words).negations()) is negated


def test_readings_are_found_by_their_place() -> None:
    document = Document("In 2024 it cost 3 euros. " * 400, language="en")
    (start, end) = (document.passages[200].start, document.passages[200].end)
    found = within(document, [(start, end), (start, end)])
    assert found == [r for r in document.readings if start <= r.start and r.end <= end]
    assert len(found) == len({(r.kind, r.start) for r in found}) >= 2


@pytest.mark.parametrize(
    ("language", "text", "words", "key", "negated"),
    [
        ("it", "L'Albania non chiede un rinvio e appoggia il piano.", ["L'Albania"], "appoggia",
         False),
        ("it", "L'Albania non appoggia il piano.", ["L'Albania"], "appoggia", True),
        ("es", "No hay quejas de Paraguay, que es el cuarto cliente.", ["Paraguay"], "cuarto",
         False),
        ("en", "Orbis, which did not sell Halcyon, rose by 3%.", ["Orbis", "3%"], "rose", False),
        ("en", "Orbis did not sell Halcyon, but supports the plan.", ["Orbis"], "supports", False),
        ("en", "Orbis supports the plan without the annex.", ["Orbis"], "supports", False),
        ("fr", "Orbis ne vend pas Voss, plus jeune banque du pays.", ["Voss"], "plus jeune", False),
    ],
)  # fmt: skip
def test_each_verb_is_denied_by_itself(
    language: str,
    text: str,
    words: list[str],
    key: str,
    negated: bool,  # noqa: FBT001
) -> None:
    extents = [(text.index(w), text.index(w) + len(w)) for w in (*words, key)]
    bearing = Bearing.of(Document(text, language=language), extents, extents[-1])
    assert bool(bearing.negations()) is negated


def test_a_condition_is_of_its_own_clause() -> None:
    text = "Ms Adeyemi opposed the plan; Mr Voss supported it on condition that it is paid."
    assert _bearing("en", text, "Ms Adeyemi", "opposed").modality() == "asserted"
    text = "Wrexleigh is the third, and I will ask, if I may."
    assert _bearing("en", text, "Wrexleigh", "third").modality() == "conditional"
