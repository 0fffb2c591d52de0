"""What a statement may say of its source: the checks that no slot can make."""

from __future__ import annotations

from typing import Any

import pytest

from claims import Document, GroundingError, ground
from claims.grounding.doubles import doubles, ends_of_change
from claims.grounding.values import same_reading
from claims.reading import Reading, read
from claims.reading.moved import MOVED, settle


def _checks(language: str, text: str, **slots: Any) -> list[tuple[str, str | None]]:
    """(check, what was claimed) of every failure of a draft that quotes the whole text."""
    draft = {"quote": text, **slots}
    try:
        ground(draft, Document(text, language=language, date="2026-02-05"))
    except GroundingError as refused:
        return [(failure.check, failure.claimed) for failure in refused.failures]
    return []


OUTPUT = "Kestrel's output fell from 9 tonnes in 2022 to 8 tonnes in 2023."
GROUPS = "The lowest group slept 38 minutes less than the highest."


@pytest.mark.parametrize(
    ("statement", "checks"),
    [
        (OUTPUT, []),
        ("Kestrel's output fell to 8 tonnes in 2023 from 9 tonnes in 2022.", []),
        (OUTPUT.replace("2023", "2022"), [("accounted", "2022"), ("accounted", "2022")]),
        (OUTPUT.replace("9 tonnes", "x").replace("8 tonnes", "9 tonnes").replace("x", "8 tonnes"),
         [("direction", "8 tonnes")]),
        (OUTPUT.replace("fell", "rose"), [("direction", "up"), ("direction", "rose"),
                                          ("direction", "9 tonnes")]),
    ],
)  # fmt: skip
def test_a_change_is_told_with_its_own_ends(
    statement: str, checks: list[tuple[str, str | None]]
) -> None:
    slots = {"subject": "Kestrel's output", "direction": "fell", "from": "9 tonnes"}
    assert _checks("en", OUTPUT, type="change", statement=statement, **slots) == checks


def test_an_extreme_is_not_said_twice() -> None:
    slots = {"type": "quantity", "subject": "The lowest group", "value": "38 minutes"}
    assert _checks("en", GROUPS, statement=GROUPS, **slots) == []
    forged = GROUPS.replace("highest", "lowest")
    assert {check for check, _ in _checks("en", GROUPS, statement=forged, **slots)} == {"accounted"}


@pytest.mark.parametrize(
    ("language", "text", "statement", "checks"),
    [
        ("de", "Der Preis stieg auf 18 Cent.", "The price rose to 18 cents.", []),
        ("de", "Der Preis stieg auf 18 Cent.", "The price rose to 19 cents.",
         [("accounted", "19 cents"), ("missing", None)]),
        ("de", "Der Preis stieg auf 18 Euro.", "The price rose to 18 dollars.",
         [("accounted", "18 dollars"), ("missing", None)]),
    ],
)  # fmt: skip
def test_cents_are_of_the_currency_of_the_source(
    language: str, text: str, statement: str, checks: list[tuple[str, str | None]]
) -> None:
    slots = {"subject": "Der Preis", "value": text[text.index("18") : -1]}
    assert _checks(language, text, type="quantity", statement=statement, **slots) == checks


def test_a_year_may_be_told_without_a_preposition() -> None:
    text = "Lucane ha chiuso il 2025 con ricavi per 486 milioni di euro."
    slots = {"type": "quantity", "subject": "Lucane", "value": "486 milioni di euro"}
    statement = "Lucane closed 2025 with revenue of 486 million euros."
    assert _checks("it", text, statement=statement, **slots) == []
    assert ("accounted", "2024") in _checks(
        "it", text, statement=statement.replace("2025", "2024"), **slots
    )


def test_a_statement_without_its_stance_is_refused() -> None:
    text = "Héliadis dément avoir licencié 300 salariés."
    slots = {"type": "position", "subject": "Héliadis", "stance": "dément", "about": "300 salariés"}
    assert _checks("fr", text, statement="Héliadis denies laying off 300 people.", **slots) == []
    said = _checks("fr", text, statement="Héliadis recalls laying off 300 people.", **slots)
    assert ("stance", "") in said or ("stance", None) in said


def test_doubles_are_counted_apart() -> None:
    said = read("from 9 in 2022 to 8 in 2022", "en")
    assert [r.text for r in doubles(said, read("9 in 2022, 8 in 2023", "en"))] == ["2022", "2022"]
    assert not list(doubles(said, read("9 in 2022, later in 2022 8", "en")))


def test_the_ends_of_a_change_stand_behind_their_words() -> None:
    text = "output fell to 8 tonnes from 9 tonnes"
    ends = ends_of_change(text, "en", read(text, "en"))
    assert {name: reading.text for name, reading in ends.items()} == {
        "to": "8 tonnes", "from": "9 tonnes",
    }  # fmt: skip
    assert ends_of_change(text, "xx", read(text, "en")) == {}


@pytest.mark.parametrize(
    ("language", "text", "direction"),
    [
        ("fr", "Le taux est passé de 7,9 % à 7,1 %.", "down"),
        ("fr", "Le taux est passé de 7,1 % à 7,9 %.", "up"),
        ("en", "It went from 7 tonnes to 7 tonnes.", "none"),
    ],
)
def test_two_amounts_say_which_way_something_moved(
    language: str, text: str, direction: str
) -> None:
    assert [r.direction for r in read(text, language) if r.kind == "change"] == [direction]


def test_what_moved_without_amounts_is_no_change() -> None:
    moved = Reading("change", "passé", 0, 5, direction=MOVED)
    assert settle([moved]) == []
    assert [r for r in read("Il est passé de Paris à Lyon.", "fr") if r.kind == "change"] == []


def test_amounts_of_other_kinds_are_not_the_same() -> None:
    percent, number = read("3 %", "fr")[0], read("3", "fr")[0]
    assert not same_reading(percent, number)
    assert same_reading(number, number)


def test_a_statement_may_deny_what_its_quote_denies_beside_the_claim() -> None:
    text = "We ended December with $2.1 billion in cash and no long-term debt."
    draft = {
        "type": "quantity",
        "statement": text,
        "quote": text,
        "subject": "We",
        "value": "$2.1 billion",
    }
    document = Document(text, language="en")
    assert not ground(draft, document).negated
    for false in (
        "We did not end December with $2.1 billion in cash and long-term debt.",
        "We ended December without $2.1 billion in cash and with no long-term debt.",
    ):
        with pytest.raises(GroundingError):
            ground({**draft, "statement": false}, document)


@pytest.mark.parametrize(
    ("statement", "true"),
    [
        ("Brenn supports the plan without the annex.", True),
        ("Brenn supports the plan with the annex.", False),
        ("Brenn does not support the plan without the annex.", False),
    ],
)
def test_what_is_denied_beside_a_claim_is_told_and_denies_it_not(
    statement: str,
    true: bool,  # noqa: FBT001
) -> None:
    text = "Brenn apoya el plan sin el anexo."
    slots = {"type": "position", "subject": "Brenn", "stance": "apoya", "about": "el plan"}
    assert [c for c, _ in _checks("es", text, statement=statement, **slots)] == (
        [] if true else ["negation"]
    )
    flagged = _checks("es", text, statement=statement, negated=True, **slots)
    assert ("negated", "True") in flagged


def test_a_year_is_not_told_for_another() -> None:
    text = "In the third quarter of 2025 sales rose by 22% on the same period of 2024."
    slots = {"type": "change", "subject": "sales", "direction": "rose", "by": "22%"}
    assert _checks("en", text, statement=text, **slots) == []
    false = text.replace("2024", "2025")
    assert {check for check, _ in _checks("en", text, statement=false, **slots)} == {"accounted"}


def test_a_percentage_is_not_told_for_points() -> None:
    text = "Sales rose by 9.4%. The margin rose by 1.2 percentage points to 7%."
    rose = {"text": "rose", "start": text.rindex("rose"), "end": text.rindex("rose") + 4}
    slots = {"type": "change", "subject": "The margin", "direction": rose, "to": "7%"}
    statement = "The margin rose by 1.2 percentage points to 7%."
    assert "missing" in {
        check for check, _ in _checks("en", text, statement=statement, by="9.4%", **slots)
    }
