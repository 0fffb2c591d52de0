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
