"""The real first document through the embedded model: what has to come out of it does."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import claims
from claims import QuantityClaim, RankingClaim, SuperlativeClaim

SEED = Path(__file__).parent.parent / "seeds" / "000_5eeebe44ff1fd622.txt"


@pytest.fixture(scope="module")
def result() -> claims.Result:
    document = claims.Document(SEED.read_text("utf-8"), date="2026-02-04")
    types = (QuantityClaim, RankingClaim, SuperlativeClaim)
    return claims.Extractor(types=types).extract(document)


def quantities(result: claims.Result) -> list[QuantityClaim]:
    return [claim for claim in result.claims if isinstance(claim, QuantityClaim)]


def rankings(result: claims.Result) -> list[RankingClaim]:
    return [claim for claim in result.claims if isinstance(claim, RankingClaim)]


@pytest.mark.model
def test_trade_exceeded_200_billion_dollars(result: claims.Result) -> None:
    (trade,) = (q for q in quantities(result) if q.value.unit == "USD")
    assert trade.value.value == Decimal(200_000_000_000)
    assert trade.value.assumed
    assert trade.comparator is not None
    assert trade.comparator.op == ">"
    assert trade.subject.text == "le commerce bilatéral"
    assert "largement dépassé les 200 milliards de dollars" in trade.quotes[0].text


@pytest.mark.model
def test_for_three_years_running(result: claims.Result) -> None:
    spans = {(q.value.value, q.value.unit) for q in quantities(result)}
    assert (Decimal(3), "year") in spans


@pytest.mark.model
def test_russia_is_fifth_and_china_first(result: claims.Result) -> None:
    found = {(r.subject.code, r.rank.value, r.rank.text) for r in rankings(result)}
    assert ("RU", 5, "cinquième place") in found
    assert ("CN", 1, "premier") in found


@pytest.mark.model
def test_russia_is_chinas_first_supplier_of_oil_and_gas(result: claims.Result) -> None:
    (supplier,) = (r for r in rankings(result) if "fournisseur" in r.quotes[0].text)
    assert (supplier.subject.code, supplier.rank.value) == ("RU", 1)
    assert supplier.scope is not None
    assert supplier.scope.code == "CN"


@pytest.mark.model
def test_the_talk_lasted_85_minutes_and_was_the_sixth(result: claims.Result) -> None:
    assert (Decimal(85), "min") in {(q.value.value, q.value.unit) for q in quantities(result)}
    assert 6 in {r.rank.value for r in rankings(result)}


@pytest.mark.model
def test_every_record_holds_and_no_draft_is_lost(result: claims.Result) -> None:
    text = SEED.read_text("utf-8")
    for claim in result.claims:
        assert claims.verify(claim, text).ok
    total = len(result.claims) + len(result.rejected) + result.usage.merged
    assert total == result.usage.drafts
    assert all(rejection.failures for rejection in result.rejected)
