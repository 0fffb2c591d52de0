"""`Claim`, its slots and types, and the JSON Schema that goes with them."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as SchemaError
from pydantic import Field, TypeAdapter, ValidationError

from claims.formats.jsonl import dumped as record_line
from claims.formats.schema import dumped, schemas
from claims.schemas import (
    BUILT_IN,
    ChangeClaim,
    Claim,
    Comparator,
    Entity,
    EventClaim,
    Mention,
    Moment,
    PositionClaim,
    Quantity,
    QuantityClaim,
    Quote,
    Rank,
    RankingClaim,
    Rejection,
    SuperlativeClaim,
    UnreadDocument,
    slot_class,
)

FOLDER = Path(__file__).parent.parent / "schemas" / "v1"
HEAD = ["schema", "id", "type", "statement", "language", "quotes"]
TAIL = ["when", "attribution", "modality", "negated", "document", "provenance"]
SCHEMAS = schemas()

SLOTS = {
    QuantityClaim: ["subject", "measure", "value", "comparator"],
    RankingClaim: ["subject", "rank", "category", "scope"],
    SuperlativeClaim: ["subject", "superlative", "category", "scope"],
    ChangeClaim: ["subject", "measure", "direction", "by", "from", "to", "comparator"],
    EventClaim: ["subject", "what", "place"],
    PositionClaim: ["subject", "stance", "about"],
}


class Forecast(Claim):
    """What someone expects to come."""

    type: Literal["forecast"] = "forecast"
    subject: Entity
    expected: Quantity = Field(description="what is expected")
    source: Entity | None = None
    certainty: Literal["low", "high"] = "low"
    note: str | None = None


def span(text: str = "x", **more: Any) -> dict[str, Any]:
    return {"text": text, "start": 0, "end": len(text), **more}


SPANS = {
    Mention: span(),
    Entity: span("la Russie", name="Russia", code="RU"),
    Quantity: span("6,3 %", value=6.3, unit="%"),
    Comparator: span("plus de", op=">"),
    Rank: span("cinquième", value=5),
    Moment: span("2024", **{"from": "2024-01-01", "to": "2024-12-31", "grain": "year"}),
}
VALUES = {
    "Superlative": span("premier", value=1, direction="most"),
    "Direction": span("hausse", value="up"),
    "Stance": span("soutient", value="support"),
}


def record(claim_type: type[Claim], *, full: bool = True) -> dict[str, Any]:
    slots = {
        (claim_type.model_fields[name].alias or name): SPANS.get(slot) or VALUES[slot.__name__]
        for name, slot in claim_type.slots().items()
        if full or claim_type.model_fields[name].is_required()
    }
    fields = {
        "schema": "claims/v1",
        "id": "c3f0",
        "type": claim_type.type_name(),
        "statement": "Something is so.",
        "quotes": [span("words")],
        "document": {"id": "d", "sha256": "0" * 64, "date": "2026-02-04"},
        **slots,
    }
    if full:
        fields["attribution"] = {"speaker": span("Yury Ushakov"), "cue": None}
        fields["provenance"] = {"model": "m", "prompt": "p", "attempts": 1, "version": "0"}
    return fields


def valid(claim: Claim, schema: dict[str, Any]) -> None:
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    checker.validate(json.loads(record_line(claim)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_files_are_those_of_the_classes(name: str) -> None:
    """When this fails: run scripts/schemas, and look at what changed."""
    assert (FOLDER / f"{name}.json").read_text("utf-8") == dumped(SCHEMAS[name])


def test_there_is_no_schema_file_without_a_class() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("claim_type", BUILT_IN)
def test_records_fit_their_schema_and_come_back_as_they_were(
    claim_type: type[Claim],
    full: bool,  # noqa: FBT001
) -> None:
    claim = claim_type.model_validate(record(claim_type, full=full))
    valid(claim, SCHEMAS[claim_type.type_name()])
    valid(claim, SCHEMAS["claim"])
    assert claim_type.model_validate_json(record_line(claim)) == claim
    assert claim_type.model_validate(json.loads(claim.model_dump_json())) == claim
    assert pickle.loads(pickle.dumps(claim)) == claim  # noqa: S301


@pytest.mark.parametrize("claim_type", BUILT_IN)
def test_keys_come_in_the_order_of_the_record(claim_type: type[Claim]) -> None:
    claim = claim_type.model_validate(record(claim_type))
    assert list(json.loads(record_line(claim))) == [*HEAD, *SLOTS[claim_type], *TAIL]


@pytest.mark.parametrize("claim_type", BUILT_IN)
@pytest.mark.parametrize(
    "spoil",
    [
        {"statement": ""},
        {"quotes": []},
        {"type": "nonsense"},
        {"schema": "claims/v2"},
        {"modality": "maybe"},
        {"surplus": 1},
        {"document": None},
        {"quotes": [{"text": "w", "start": -1, "end": 1}]},
        {"quotes": [{"text": "w", "start": None, "end": None}]},
    ],
    ids=str,
)
def test_what_the_class_refuses_its_schema_refuses_too(
    claim_type: type[Claim], spoil: dict[str, Any]
) -> None:
    spoilt = record(claim_type) | spoil
    with pytest.raises(ValidationError):
        claim_type.model_validate(spoilt)
    with pytest.raises(SchemaError):
        Draft202012Validator(SCHEMAS[claim_type.type_name()]).validate(spoilt)
    with pytest.raises(SchemaError):
        Draft202012Validator(SCHEMAS["claim"]).validate(spoilt)


@pytest.mark.parametrize("claim_type", BUILT_IN)
@pytest.mark.parametrize("missing", ["schema", "type"])
def test_a_schema_needs_what_tells_records_apart(claim_type: type[Claim], missing: str) -> None:
    fields = record(claim_type)
    del fields[missing]
    with pytest.raises(SchemaError):
        Draft202012Validator(SCHEMAS[claim_type.type_name()]).validate(fields)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("200000000000", "200000000000"),
        ("200000000000.00", "200000000000"),
        ("2E+11", "200000000000"),
        ("6.3", "6.3"),
        ("6.30", "6.3"),
        ("-0.5", "-0.5"),
        ("0", "0"),
        ("0.1", "0.1"),
        ("1E+30", "1" + "0" * 30),
        ("123456789012.345", "123456789012.345"),
    ],
)
def test_numbers_are_json_numbers_and_whole_ones_are_integers(value: str, written: str) -> None:
    quantity = Quantity(text="n", start=0, end=1, value=Decimal(value))
    assert f'"value":{written},' in quantity.model_dump_json()
    assert Quantity.model_validate_json(quantity.model_dump_json()) == quantity


@settings(deadline=None)
@given(
    st.one_of(
        st.integers(-(10**24), 10**24).map(Decimal),
        st.builds(
            lambda digits, places: Decimal(digits).scaleb(-places),
            st.integers(-(10**14), 10**14),
            st.integers(0, 9),
        ),
    )
)
def test_numbers_of_up_to_fifteen_digits_come_back_as_they_were(value: Decimal) -> None:
    quantity = Quantity(text="n", start=0, end=1, value=value)
    line = quantity.model_dump_json()
    assert Quantity.model_validate_json(line).value == value
    assert isinstance(json.loads(line)["value"], int if value == int(value) else float)


@settings(deadline=None)
@given(st.text(min_size=1), st.text())
def test_any_text_fits_the_schema_and_comes_back(statement: str, words: str) -> None:
    fields = record(RankingClaim) | {"statement": statement, "quotes": [span(words)]}
    claim = RankingClaim.model_validate(fields)
    line = record_line(claim)
    assert "\n" not in line
    valid(claim, SCHEMAS["ranking"])
    assert RankingClaim.model_validate_json(line) == claim


def test_a_lone_surrogate_that_a_model_wrote_is_kept_as_an_escape() -> None:
    rejection = Rejection(draft={"statement": "\ud800é"}, failures=())
    line = record_line(rejection)
    assert line.isascii()
    assert json.loads(line)["draft"] == {"statement": "\ud800é"}
    assert list(json.loads(line)) == list(json.loads(record_line(Rejection(failures=()))))


@pytest.mark.parametrize("claim_type", BUILT_IN)
def test_built_in_types_say_their_slots(claim_type: type[Claim]) -> None:
    own = [claim_type.model_fields[n].alias or n for n in claim_type.slots() if n != "when"]
    assert own == SLOTS[claim_type]


@pytest.mark.parametrize(
    ("claim_type", "key"),
    [
        (QuantityClaim, "value"),
        (RankingClaim, "rank"),
        (SuperlativeClaim, "superlative"),
        (ChangeClaim, "direction"),
        (EventClaim, "when"),
        (PositionClaim, "stance"),
        (Forecast, "expected"),
        (Claim, None),
    ],
)
def test_the_key_slot_is_the_one_that_makes_the_claim(
    claim_type: type[Claim], key: str | None
) -> None:
    assert claim_type.key_slot() == key


def test_a_type_of_ones_own_needs_nothing_but_its_class() -> None:
    assert Forecast.type_name() == "forecast"
    assert list(Forecast.slots()) == ["subject", "when", "expected", "source"]
    fields = record(Forecast) | {"certainty": "high", "note": None}
    claim = Forecast.model_validate(fields)
    own = schemas([Forecast])
    valid(claim, own["forecast"])
    valid(claim, own["claim"])
    assert Forecast.model_validate_json(record_line(claim)) == claim
    assert list(json.loads(record_line(claim))) == [
        *HEAD, "subject", "expected", "source", "certainty", "note", *TAIL,
    ]  # fmt: skip
    with pytest.raises(SchemaError):
        Draft202012Validator(own["forecast"]).validate(fields | {"certainty": "middling"})


def test_a_subclass_of_a_built_in_type_keeps_its_slots() -> None:
    class Priced(QuantityClaim):
        """What something costs."""

        type: Literal["priced"] = "priced"  # type: ignore[assignment]
        seller: Entity | None = None

    assert list(Priced.slots()) == ["subject", "when", "measure", "value", "comparator", "seller"]
    assert Priced.key_slot() == "value"


def test_a_claim_of_any_type_is_read_by_its_type() -> None:
    any_claim: TypeAdapter[Claim] = TypeAdapter(
        QuantityClaim | RankingClaim | SuperlativeClaim | ChangeClaim | EventClaim | PositionClaim
    )
    for claim_type in BUILT_IN:
        assert type(any_claim.validate_python(record(claim_type))) is claim_type


@pytest.mark.parametrize(
    ("annotation", "slot"),
    [
        (Entity, Entity),
        (Entity | None, Entity),
        (Quantity, Quantity),
        (str, None),
        (str | None, None),
        (Literal["a"], None),
        (tuple[Quote, ...], None),
        (Entity | Quantity, None),
    ],
)
def test_slot_class(annotation: Any, slot: Any) -> None:
    assert slot_class(annotation) is slot


def test_mentions_are_the_filled_slots() -> None:
    claim = RankingClaim.model_validate(record(RankingClaim, full=False))
    assert [name for name, _ in claim.mentions()] == ["subject", "rank"]


def test_the_fingerprint_is_of_what_is_claimed_and_where() -> None:
    base = record(RankingClaim)
    claim = RankingClaim.model_validate(base)
    same = RankingClaim.model_validate(base | {"statement": "Said otherwise.", "id": "other"})
    assert claim.fingerprint() == same.fingerprint()
    for change in (
        {"rank": span("cinquième", value=6)},
        {"rank": {"text": "x", "start": 5, "end": 6, "value": 5}},
        {"negated": True},
        {"document": {"id": "d", "sha256": "1" * 64}},
    ):
        changed = RankingClaim.model_validate(base | change)
        assert changed.fingerprint() != claim.fingerprint()


def test_records_cannot_be_changed() -> None:
    claim = RankingClaim.model_validate(record(RankingClaim))
    with pytest.raises(ValidationError):
        claim.statement = "Something else."  # type: ignore[misc]


@pytest.mark.parametrize(
    "rejection",
    [
        Rejection(failures=()),
        Rejection(
            draft={"type": "ranking", "rank": 5},
            failures=(Rejection.Reason(check="value", slot="rank", message="no", found="5"),),
            passage=Mention(text="x", start=0, end=1),
        ),
        Rejection(draft="prose", failures=(), document=UnreadDocument(id="x")),
    ],
)
def test_rejections_fit_their_schema_and_come_back(rejection: Rejection) -> None:
    line = record_line(rejection)
    Draft202012Validator(SCHEMAS["rejection"]).validate(json.loads(line))
    assert Rejection.model_validate_json(line) == rejection
