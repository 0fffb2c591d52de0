"""A large model's answers about the seed document, replayed through the whole line.

`data/replayed/seed.json` was written by hand in the form that large models answer in, with the
slips that they make: straight apostrophes, an ellipsis in a quote, and a few claims that are wrong.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import claims
from claims.testing import Answer, LoopbackServer

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "000_5eeebe44ff1fd622.txt"
REPLAYED = json.loads((HERE / "data" / "replayed" / "seed.json").read_text("utf-8"))


def replay(body: dict[str, Any]) -> str | Answer:
    """The answer that was written for the window in the request; asked again, the same."""
    window = body["messages"][-1]["content"]
    found = [
        claim
        for answer in REPLAYED["answers"]
        for claim in answer["claims"]
        if answer["finds"] in window
    ]
    return json.dumps({"claims": found}, ensure_ascii=False)


@pytest.fixture(scope="module")
def result() -> claims.Result:
    document = claims.Document(SEED.read_text("utf-8"), language="fr", date="2026-02-04")  # type: ignore[arg-type]
    with LoopbackServer(replay) as server:
        return claims.extract(document, model="large", base_url=server.base_url)


def test_what_the_source_says_comes_out(result: claims.Result) -> None:
    statements = {claim.statement for claim in result.claims}
    assert {
        "This is the sixth conversation of this kind.",
        "The discussion lasted 1 hour and 25 minutes.",
        "Bilateral trade has far exceeded 200 billion dollars for three consecutive years.",
        "Russia ranks fifth among China's trading partners.",
        "Russia is China's largest supplier of oil and pipeline gas.",
        (
            "President Xi Jinping invited Vladimir Putin to make an official visit to China in the "
            "first half of this year."
        ),
    } <= statements


@pytest.mark.parametrize("false", ["2,000 billion", "China ranks fifth", "5 September", "accepted"])
def test_what_it_does_not_say_is_rejected_with_its_reasons(
    result: claims.Result, false: str
) -> None:
    assert not [claim for claim in result.claims if false in claim.statement]
    assert [r.failures for r in result.rejected if false in json.dumps(r.draft)]


def test_straight_apostrophes_and_an_ellipsis_are_no_falsehood(result: claims.Result) -> None:
    treaty = next(claim for claim in result.claims if claim.statement.startswith("The treaty"))
    text = SEED.read_text("utf-8")
    assert len(treaty.quotes) == 2
    assert any("Shoigu" in claim.statement for claim in result.claims)
    for claim in result.claims:
        for quote in claim.quotes:
            assert text[quote.start : quote.end] == quote.text


def test_claims_rejections_and_doubles_are_all_drafts(result: claims.Result) -> None:
    usage = result.usage
    assert len(result.claims) + len(result.rejected) + usage.merged == usage.drafts


def test_our_and_we_point_at_the_words_that_name_them(result: claims.Result) -> None:
    text = SEED.read_text("utf-8")
    partner = next(c for c in result.claims if "largest foreign" in c.statement)
    supported = next(c for c in result.claims if c.statement.startswith("Russia supported"))
    assert isinstance(partner, claims.RankingClaim)
    for slot in (partner.scope, supported.subject):
        assert slot is not None
        assert slot.antecedent is not None
        assert text[slot.antecedent.start : slot.antecedent.end] == "la Russie"
