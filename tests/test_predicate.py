"""What a claim joins is joined in its source, and its statement tells it in its own language."""

from __future__ import annotations

from typing import Any

import pytest

from claims import Document, GroundingError, ground

SUMMIT = "Le président a été invité au sommet qui aura lieu en novembre 2025."
ACCEPTED = "L'invitation a été acceptée par la Norvège."


def _checks(language: str, text: str, **draft: Any) -> set[str]:
    try:
        ground({"quote": text, **draft}, Document(text, language=language, date="2025-02-05"))
    except GroundingError as refused:
        return {failure.check for failure in refused.failures}
    return set()


def test_a_day_is_of_what_happens_in_its_clause() -> None:
    draft = {"type": "event", "when": "en novembre 2025"}
    true = "The summit will take place in November 2025."
    false = "The president will be invited in November 2025."
    assert not _checks("fr", SUMMIT, subject="sommet", what="aura lieu", statement=true, **draft)
    assert _checks(
        "fr", SUMMIT, subject="Le président", what="invité", statement=false, **draft
    ) == {"predicate"}


def test_an_article_opens_no_clause_about_something_else() -> None:
    text = "Die Regierung appelliert an die Bürger, Wasser zu sparen."
    draft = {"type": "position", "subject": "Die Regierung", "stance": "appelliert"}
    statement = "The government appeals to the citizens to save water."
    assert not _checks("de", text, about="Wasser zu sparen", statement=statement, **draft)


def test_a_noun_that_something_is_done_to_is_no_stance() -> None:
    draft = {"type": "position", "subject": "la Norvège"}
    true = {"stance": "acceptée", "about": "L'invitation"}
    false = {"stance": "invitation", "about": "acceptée"}
    assert not _checks("fr", ACCEPTED, statement="Norway accepted the invitation.", **true, **draft)
    assert "predicate" in _checks("fr", ACCEPTED, statement="Norway invites.", **false, **draft)


@pytest.mark.parametrize(
    ("statement", "checks"),
    [
        ("The two parties met on 3 May 2024.", set()),
        ("Les deux parties have met on 3 May 2024.", {"language"}),
    ],
)
def test_a_statement_is_translated(statement: str, checks: set[str]) -> None:
    text = "Les deux parties se sont réunies le 3 mai 2024."
    draft = {"type": "event", "subject": "Les deux parties", "what": "se sont réunies"}
    assert _checks("fr", text, when="le 3 mai 2024", statement=statement, **draft) == checks
