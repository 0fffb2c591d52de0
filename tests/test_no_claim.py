"""Statements that claim nothing, and statements that only look like it."""

from __future__ import annotations

import json

import pytest

from claims import Document, Extractor, QuantityClaim
from claims.engines.base import Constraint, Request
from claims.extraction.no_claim import claims_nothing
from claims.testing import ScriptedEngine


@pytest.mark.parametrize(
    "statement",
    [
        "Water the roses twice a week.",
        "Please open at least two drawers on your way.",
        "Let the youngest player begin.",
        "2. Beat the eggs for at least 5 minutes.",
        "If you want it less sweet, reduce the sugar.\nAdd 150 g.",
        "If it rains, cover the roses.",
        "To reach us, take line 6.",
        "Don't play a second fox in the same round.",
        "Do not leave children under 8 alone.",
        "When did you last sit still for five whole minutes?",
        "Deal 5 cards to each player.",
        "Thank you for coming in such numbers tonight.",
    ],
)
def test_an_instruction_a_wish_and_a_question_claim_nothing(statement: str) -> None:
    assert claims_nothing(statement, "en")


@pytest.mark.parametrize(
    "statement",
    [
        "Water levels rose by 3 metres.",
        "Plant growth fell by 4% in 2024.",
        "Order volumes reached 3 million.",
        "Support for the plan fell to 41%.",
        "Report: exports fell by 3%.",
        "The council will meet on 3 March.",
        "If it rains, the match will be played on 3 March.",
        "In May, sales rose by 5%.",
        "Don Tomás Iriarte opposes the proposal.",
        "Never before had exports reached 3 million tonnes.",
        "May sales rose by 5%.",
        "Russia is China's largest supplier of oil.",
    ],
)
def test_a_claim_is_none_of_these(statement: str) -> None:
    assert not claims_nothing(statement, "en")


def test_what_claims_nothing_is_rejected_with_its_reason_and_not_asked_again() -> None:
    reply = {"statement": "Beat the eggs for at least 5 minutes.", "1": {"subject": "los huevos"}}
    engine = ScriptedEngine(lambda _: json.dumps(reply), constraint=Constraint.GRAMMAR)
    source = Document("Bate los huevos durante al menos 5 minutos.", language="es")
    result = Extractor(engine=engine, types=[QuantityClaim]).extract(source)
    assert (len(engine.requests), result.claims) == (1, [])
    (rejection,) = result.rejected
    assert rejection.failures[0].check == "claim"


def test_a_type_of_ones_own_may_be_made_of_instructions() -> None:
    class Step(QuantityClaim):
        """An amount in a recipe."""

    engine = ScriptedEngine(
        lambda _: json.dumps({"kind": "report", "statement": "Beat for 5 minutes."}),
        constraint=Constraint.GRAMMAR,
    )
    source = Document("Bate los huevos durante 5 minutos.", language="es")
    Extractor(engine=engine, types=[Step]).extract(source)
    Extractor(engine=engine, types=[QuantityClaim]).extract(source)
    own, built_in = (request.grammar or "" for request in engine.requests[:2])
    assert "instruction" not in own
    assert "instruction" in built_in


def _told(kinds: dict[str, str]) -> ScriptedEngine:
    """A small model that takes a clause for what the first of these words in it says."""

    def reply(request: Request) -> str:
        kind = next(kind for word, kind in kinds.items() if word in request.prompt)
        value = next(value for value in VALUES if value in request.prompt)
        subject, statement = VALUES[value]
        return json.dumps({"kind": kind, "statement": statement, "1": {"subject": subject}})

    return ScriptedEngine(reply, constraint=Constraint.GRAMMAR)


VALUES = {
    "5 millones": ("El museo", "The museum received 5 million visitors."),
    "5 minutos": ("los huevos", "The eggs are beaten for 5 minutes."),
    "200 g": ("azúcar", "It takes 200 g of sugar."),
}
VISITORS = "El museo recibió 5 millones de visitantes."
STEPS = "Bate los huevos durante 5 minutos. Añade 200 g de azúcar."


def test_what_looks_like_a_report_amid_instructions_is_rejected_with_them() -> None:
    engine = _told({"museo": "report", "huevos": "instruction", "azúcar": "other"})
    source = Document(f"{STEPS} {VISITORS}", language="es")
    result = Extractor(engine=engine, types=[QuantityClaim]).extract(source)
    assert not result.claims
    assert len(result.rejected) == result.usage.drafts == 3
    assert "around it" in result.rejected[-1].failures[0].message


def test_amid_reports_the_models_doubt_of_one_decides_nothing() -> None:
    engine = _told({"museo": "report", "huevos": "instruction"})
    text = f"{VISITORS} {VISITORS} Se baten los huevos durante 5 minutos. {VISITORS}"
    result = Extractor(engine=engine, types=[QuantityClaim]).extract(Document(text, language="es"))
    assert "5 minutos" in [claim.value.text for claim in result.claims]
    assert not result.rejected
