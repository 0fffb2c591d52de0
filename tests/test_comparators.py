"""How a statement may tell a comparator, and which value a claim's comparator is of."""

from __future__ import annotations

from typing import Any

import pytest

from claims import Document, GroundingError, ground

STAFF = {"type": "quantity", "subject": "Brenn", "value": "300"}


def _checks(language: str, text: str, **draft: Any) -> set[str]:
    try:
        ground({"quote": text, **draft}, Document(text, language=language))
    except GroundingError as refused:
        return {failure.check for failure in refused.failures}
    return set()


@pytest.mark.parametrize(
    ("source", "told", "same"),
    [
        ("knapp", "just under", True), ("knapp", "almost", True), ("fast", "just under", True),
        ("fast", "less than", False), ("weniger als", "almost", False),
        ("rund", "just under", False), ("knapp", "more than", False), ("knapp", "", False),
    ],
)  # fmt: skip
def test_what_comes_near_from_below_is_told_either_way(source: str, told: str, same: bool) -> None:  # noqa: FBT001
    statement = f"Brenn employs {told} 300 people.".replace("  ", " ")
    found = _checks("de", f"Brenn beschäftigt {source} 300 Leute.", statement=statement, **STAFF)
    assert found == (set() if same else {"comparator"})


@pytest.mark.parametrize(
    ("told", "same"), [("more than doubled", True), ("doubled", False), ("almost doubled", False)]
)
def test_a_change_goes_as_far_as_its_source_says(told: str, same: bool) -> None:  # noqa: FBT001
    text = "As vendas de Tejal mais do que duplicaram."
    draft = {"type": "change", "subject": "As vendas de Tejal", "direction": "duplicaram"}
    found = _checks("pt", text, statement=f"Tejal's sales {told}.", **draft)
    assert found == (set() if same else {"comparator"})


def test_a_comparator_is_of_the_first_value_and_may_be_given_for_another() -> None:
    text = "Ship traffic rose by 12,000 boxes to roughly 0.9 million."
    draft = {"type": "change", "quote": text, "statement": text, "subject": "Ship traffic",
             "direction": "rose", "by": "12,000", "to": "0.9 million"}  # fmt: skip
    document = Document(text, language="en")
    assert ground({**draft, "comparator": "roughly"}, document).model_dump()["comparator"] is None
    alone = {name: value for name, value in draft.items() if name != "by"}
    assert ground(alone, document).model_dump()["comparator"]["op"] == "~"
    told = {"text": "roughly", "op": ">"}
    assert _checks("en", text, **{**draft, "comparator": told}) == {"value"}


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ("exceeded 300 people", True), ("was more than 300 people", True),
        ("exceeded more than 300 people", False), ("was just over more than 300 people", False),
        ("was less than 300 people or more", False), ("was at least 300 people or more", False),
    ],
)  # fmt: skip
def test_a_value_has_one_comparator(told: str, same: bool) -> None:  # noqa: FBT001
    text = "La plantilla superó las 300 personas."
    draft = {"type": "quantity", "subject": "La plantilla", "value": "300"}
    found = _checks("es", text, statement=f"The staff {told}.", **draft)
    assert found == (set() if same else {"comparator"})


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ("moved up to fourth place", True), ("is in fourth place", True),
        ("moved at least fourth place", False), ("is in more than fourth place", False),
    ],
)  # fmt: skip
def test_an_order_has_the_comparator_of_its_source(told: str, same: bool) -> None:  # noqa: FBT001
    text = "O Tejal subiu ao quarto lugar."
    draft = {"type": "ranking", "subject": "O Tejal", "rank": "quarto lugar"}
    found = _checks("pt", text, statement=f"Tejal {told}.", **draft)
    assert found == (set() if same else {"comparator"})


@pytest.mark.parametrize(
    ("told", "same"),
    [("up to 10 cm", True), ("5 to 10 cm", True), ("at least 10 cm", False), ("10 cm", False)],
)
def test_the_end_of_a_range_is_told_as_one(told: str, same: bool) -> None:  # noqa: FBT001
    text = "Es fielen 5–10 cm Schnee."
    draft = {"type": "quantity", "subject": "Schnee", "value": "10 cm"}
    found = _checks("de", text, statement=f"The snow was {told} deep.", **draft)
    assert found == (set() if same else {"comparator"})


@pytest.mark.parametrize(("told", "same"), [("about 40", True), ("40", True), ("over 40", False)])
def test_a_round_number_says_about(told: str, same: bool) -> None:  # noqa: FBT001
    draft = {"type": "quantity", "subject": "Brenn", "value": "une quarantaine"}
    text = "Brenn emploie une quarantaine de personnes."
    found = _checks("fr", text, statement=f"Brenn employs {told} people.", **draft)
    assert found == (set() if same else {"comparator"})
