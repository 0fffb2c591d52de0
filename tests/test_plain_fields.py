"""Fields of a user's type that are no slots, asked of a model that a grammar holds."""

from __future__ import annotations

import json
from typing import Literal

import pytest
from pydantic import Field

from claims import Claim, Document, Entity, Extractor, Quantity
from claims.engines.base import Constraint
from claims.testing import ScriptedEngine

TEXT = "The Alta company signed a contract worth 3 million euros for new trams."


class Contract(Claim):
    """Who has got a contract, and for how much."""

    type: Literal["contract"] = "contract"
    subject: Entity = Field(description="who has got the contract")
    value: Quantity
    sector: Literal["transport", "energy", "other"] = Field(description="the sector")
    signed: bool = Field(description="whether it has been signed")


def test_a_plain_field_is_held_to_its_json_schema() -> None:
    fields = {"subject": "Alta company", "sector": "transport", "signed": True}
    reply = json.dumps({"statement": TEXT, "1": fields})
    engine = ScriptedEngine([reply], constraint=Constraint.GRAMMAR)
    source = Document(TEXT, language="en")
    (claim,) = Extractor(engine=engine, types=[Contract]).extract(source).claims
    assert isinstance(claim, Contract)
    assert (claim.sector, claim.signed) == ("transport", True)
    assert '%json {"enum": ["transport", "energy", "other"]' in str(engine.requests[0].grammar)


@pytest.mark.model
def test_the_embedded_model_fills_plain_fields() -> None:
    (claim,) = Extractor(types=[Contract]).extract(Document(TEXT, language="en")).claims
    assert isinstance(claim, Contract)
    assert claim.sector == "transport"
