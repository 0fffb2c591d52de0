"""The matching rule, case by case, and the labelled texts that it is meant for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import errors
from claims.evaluation import CORE, EvaluationError, Report, Share, Tally, load, score
from claims.schemas import BUILT_IN

TEXTS = Path(__file__).parents[1] / "benchmarks" / "texts"
TEXT = (
    "Trade rose 8% to 4.7 billion euros in 2025. Norland is the second-largest supplier of "
    "Estmark, and Estmark Norland's largest customer. On 3 March the two signed a treaty in "
    "Port Ley. The talks lasted 90 minutes. The union opposes it. Exports fell. Imports fell too."
)

QUANTITY = {
    "type": "quantity",
    "statement": "Trade came to 4.7 billion euros.",
    "quote": "Trade rose 8% to 4.7 billion euros in 2025",
    "subject": "Trade",
    "value": {"text": "4.7 billion euros", "value": 4_700_000_000, "unit": "EUR"},
    "when": {"text": "in 2025", "from": "2025-01-01", "to": "2025-12-31"},
}
CHANGE = {
    "type": "change",
    "statement": "Trade rose 8%.",
    "quote": "Trade rose 8%",
    "subject": "Trade",
    "direction": {"text": "rose", "value": "up"},
    "by": {"text": "8%", "value": 8, "unit": "%"},
}
RANKING = {
    "type": "ranking",
    "statement": "Norland is Estmark's second-largest supplier.",
    "quote": "Norland is the second-largest supplier of Estmark",
    "subject": "Norland",
    "rank": {"text": "second-largest", "value": 2},
    "category": "supplier",
    "scope": "Estmark",
}
SUPERLATIVE = {
    "type": "superlative",
    "statement": "Estmark is Norland's largest customer.",
    "quote": "Estmark Norland's largest customer",
    "subject": "Estmark",
    "superlative": {"text": "largest", "value": 1, "direction": "most"},
    "scope": "Norland",
}
EVENT = {
    "type": "event",
    "statement": "Norland and Estmark signed a treaty on 3 March 2025.",
    "quote": "On 3 March the two signed a treaty in Port Ley",
    "what": "signed a treaty",
    "when": {"text": "3 March", "from": "2025-03-03", "to": "2025-03-03"},
    "place": "Port Ley",
}
POSITION = {
    "type": "position",
    "statement": "The union opposes the treaty.",
    "quote": "The union opposes it",
    "subject": "The union",
    "stance": {"text": "opposes", "value": "oppose"},
    "about": "it",
}
DURATION = {
    "type": "quantity",
    "statement": "The talks lasted 90 minutes.",
    "quote": "The talks lasted 90 minutes",
    "subject": "The talks",
    "value": {"text": "90 minutes", "value": 90, "unit": "min"},
}
UNSIZED = {
    "type": "change",
    "statement": "Exports fell.",
    "quote": "Exports fell",
    "subject": "Exports",
    "direction": {"text": "fell", "value": "down"},
}
CUSTOM = {"type": "treaty", "statement": "They signed.", "quote": "the two signed a treaty"}
ALL = [QUANTITY, CHANGE, RANKING, SUPERLATIVE, EVENT, POSITION, DURATION, UNSIZED, CUSTOM]


def labelled(*labels: dict[str, Any], optional: tuple[Any, ...] = ()) -> dict[str, Any]:
    return {
        "id": "a",
        "language": "en",
        "text": TEXT,
        "claims": list(labels),
        "optional": list(optional),
    }


def predicted(label: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A prediction as the label has it, but for the slots given (a mapping changes a slot)."""
    merged = {
        key: {**label[key], **new}
        if isinstance(new, dict) and isinstance(label.get(key), dict)
        else new
        for key, new in changes.items()
    }
    return {**label, "document": {"id": "a"}, **merged}


def right(label: dict[str, Any], **changes: Any) -> int:
    return score([predicted(label, **changes)], [labelled(label)]).tally().right


@pytest.mark.parametrize("label", ALL, ids=lambda label: label["statement"])
def test_a_prediction_that_says_the_same_is_right(label: dict[str, Any]) -> None:
    report = score([predicted(label)], [labelled(label)])
    assert report.tally() == report.tally([label["type"]]) == Tally(1, 1, 1)
    assert all(share.right == share.of for share in (report.values, *report.slots.values()))


@pytest.mark.parametrize(
    ("label", "changes"),
    [
        (QUANTITY, {"value": {"value": 4.7e9 + 1}}),
        (DURATION, {"value": {"value": 1.5, "unit": "h"}}),
        (CHANGE, {"by": {"value": 0.08, "unit": None}}),
        (CHANGE, {"by": {"value": -8}}),
        (RANKING, {"subject": "Estmark", "scope": None, "negated": True}),
        (EVENT, {"when": {"from": None, "to": None, "unread": True}}),
        (EVENT, {"what": "the two signed"}),
        (POSITION, {"stance": {"value": "reject"}}),
        (UNSIZED, {"by": {"text": "3", "value": 3}}),
        (QUANTITY, {"quote": TEXT}),
    ],
)
def test_what_does_not_decide_a_match(label: dict[str, Any], changes: dict[str, Any]) -> None:
    assert right(label, **changes) == 1


@pytest.mark.parametrize(
    ("label", "changes"),
    [
        (QUANTITY, {"value": {"value": 4_800_000_000}}),
        (QUANTITY, {"value": {"unit": "USD"}}),
        (QUANTITY, {"value": {"unit": None}}),
        (QUANTITY, {"value": {"text": "2025"}}),
        (QUANTITY, {"value": None}),
        (QUANTITY, {"value": "4.7 billion euros"}),
        (QUANTITY, {"type": "change"}),
        (QUANTITY, {"type": "treaty"}),
        (DURATION, {"value": {"unit": "h"}}),
        (CHANGE, {"direction": {"value": "down"}}),
        (CHANGE, {"by": {"value": 9}}),
        (CHANGE, {"by": {"unit": "pp"}}),
        (CHANGE, {"by": None}),
        (RANKING, {"rank": {"value": 3}}),
        (SUPERLATIVE, {"superlative": {"direction": "least"}}),
        (SUPERLATIVE, {"superlative": {"text": "second-largest"}}),
        (EVENT, {"when": {"from": "2026-03-03", "to": "2026-03-03"}}),
        (EVENT, {"what": "The talks lasted"}),
        (POSITION, {"stance": {"value": "support"}}),
        (UNSIZED, {"direction": {"value": "up"}}),
        (UNSIZED, {"quote": "Imports fell too"}),
        (CUSTOM, {"quote": "Exports fell"}),
        (QUANTITY, {"quote": "not in the text", "value": {"text": "nor this"}}),
    ],
)
def test_what_decides_a_match(label: dict[str, Any], changes: dict[str, Any]) -> None:
    assert right(label, **changes) == 0


def test_rank_n_and_the_nth_most_are_one_type() -> None:
    second = {"text": "second-largest", "value": 2, "direction": "most"}
    as_superlative = predicted(RANKING, type="superlative", rank=None, superlative=second)
    first = {"text": "largest", "value": 1}
    as_rank = predicted(SUPERLATIVE, type="ranking", superlative=None, rank=first)
    report = score([as_superlative, as_rank], [labelled(RANKING, SUPERLATIVE)])
    assert report.tally(["ranking"]) == report.tally(["superlative"]) == Tally(1, 1, 1)


def test_records_with_offsets_match_labels_without() -> None:
    start = TEXT.index("4.7")
    span = {"start": start, "end": start + len("4.7 billion euros")}
    record = predicted(QUANTITY, value=span, quotes=[{"text": TEXT[:42], "start": 0, "end": 42}])
    gold = [{**record, "document": {"sha256": "f00", "language": "fr"}}]
    assert score([record], [labelled(QUANTITY)]).tally().right == 1
    elsewhere = {**record, "value": {**record["value"], "start": 0, "end": 5}}
    assert score([elsewhere], [labelled(QUANTITY)]).tally().right == 0
    with pytest.raises(EvaluationError, match="no `start` and `end`"):
        score([], gold)


def test_records_do_as_labels() -> None:
    quote = {"text": "x", "start": 3, "end": 9}
    record = {"type": "treaty", "quotes": [quote], "document": {"sha256": "f00", "language": "fr"}}
    report = score([record], [record])
    assert report.tally(language="fr") == Tally(1, 1, 1)


def test_a_label_is_right_once_and_the_second_prediction_wrong() -> None:
    report = score([predicted(QUANTITY), predicted(QUANTITY)], [labelled(QUANTITY)])
    assert report.tally() == Tally(1, 2, 1)
    assert report.tally().precision == 0.5


def test_of_two_predictions_the_one_with_more_slots_in_agreement_is_joined() -> None:
    poor = predicted(QUANTITY, subject="The union", when=None)
    report = score([poor, predicted(QUANTITY)], [labelled(QUANTITY)])
    assert report.slots["subject"] == report.slots["when"] == Share(1, 1)


def test_optional_labels_count_neither_way() -> None:
    gold = [labelled(CHANGE, optional=(QUANTITY,))]
    report = score([predicted(QUANTITY), predicted(QUANTITY), predicted(CHANGE)], gold)
    assert report.tally() == Tally(1, 1, 1)
    assert report.optional == 2
    assert score([], gold).tally() == Tally(0, 0, 1)


def test_partial_predictions() -> None:
    report = score([predicted(QUANTITY)], [labelled(*ALL)])
    assert (report.tally().recall, report.tally().precision) == (1 / 9, 1.0)
    assert report.tally(CORE) == Tally(1, 1, 4)
    assert sum(o.predicted is None for o in report.outcomes) == 8


def test_values_count_claims_found_where_the_label_stands() -> None:
    wrong = predicted(QUANTITY, value={"value": 47})
    invented = predicted(QUANTITY, value={"text": "2025", "value": 2025})
    report = score([wrong, invented, predicted(RANKING)], [labelled(QUANTITY, RANKING)])
    assert report.values == Share(1, 2)
    assert report.tally() == Tally(1, 3, 2)


@pytest.mark.parametrize(
    ("label", "changes", "slot", "agrees"),
    [
        (RANKING, {}, "subject", True),
        (RANKING, {"subject": "NORLAND"}, "subject", True),
        (RANKING, {"subject": "the two"}, "subject", False),
        (RANKING, {"subject": {"text": "the two", "antecedent": "Norland"}}, "subject", True),
        (RANKING, {"scope": None}, "scope", False),
        (RANKING, {"category": "largest supplier of"}, "category", True),
        (QUANTITY, {"comparator": {"text": "to", "op": ">"}}, "comparator", False),
        (QUANTITY, {"when": {"from": "2024-01-01", "to": "2024-12-31"}}, "when", False),
        (QUANTITY, {"when": {"from": None, "to": None}}, "when", True),
        (QUANTITY, {"negated": True}, "negated", False),
        (QUANTITY, {"modality": "hedged"}, "modality", False),
    ],
)
def test_slots_are_measured_apart(
    label: dict[str, Any], changes: dict[str, Any], slot: str, *, agrees: bool
) -> None:
    report = score([predicted(label, **changes)], [labelled(label)])
    assert report.tally().right == 1
    assert report.slots[slot] == Share(int(agrees), 1)


def test_speaker_is_a_slot_of_records_and_labels() -> None:
    label = {**POSITION, "speaker": "The union"}
    attribution = {"speaker": {"text": "The union"}, "cue": None}
    report = score([predicted(POSITION, attribution=attribution)], [labelled(label)])
    assert report.slots["speaker"] == Share(1, 1)


def test_swapped_roles_are_counted() -> None:
    swapped = predicted(RANKING, subject="Estmark", scope="Norland")
    report = score([swapped, predicted(SUPERLATIVE)], [labelled(RANKING, SUPERLATIVE)])
    assert report.swapped == Share(1, 2)


def test_documents_without_labels_are_left_out_and_counted() -> None:
    stranger = {**predicted(QUANTITY), "document": {"id": "b"}}
    report = score([stranger], [labelled(QUANTITY)])
    assert report.unlabelled == 1
    assert report.tally() == Tally(0, 0, 1)


def test_nothing_to_count() -> None:
    report = score([], [])
    assert report.tally() == Tally(0, 0, 0)
    assert report.tally().f1 is report.tally().precision is report.values.rate is None
    assert "| all | 0 | 0 | 0 | – | – | – |" in report.table()
    empty_page = score([], [labelled()])
    assert empty_page.tally() == Tally(0, 0, 0)
    assert score([predicted(QUANTITY)], [labelled()]).tally() == Tally(0, 1, 0)


@pytest.mark.parametrize(
    "bad",
    [
        "not a claim",
        {"type": "quantity"},
        {"type": "quantity", "document": {"id": 3}},
        {"document": {"id": "a"}, "quote": "Trade"},
        {"type": 3, "document": {"id": "a"}, "quote": "Trade"},
        {"type": "quantity", "document": {"id": "a"}},
        {"type": "quantity", "document": {"id": "a"}, "quotes": "Trade"},
        {"type": "quantity", "document": {"id": "a"}, "quotes": 3},
        {"type": "quantity", "document": {"id": "a"}, "quotes": [3]},
        predicted(QUANTITY, value={"value": [1]}),
        predicted(QUANTITY, value={"unit": ["EUR"]}),
    ],
)
def test_a_malformed_prediction_is_named(bad: Any) -> None:
    with pytest.raises(EvaluationError, match=r"^prediction 2"):
        score([predicted(QUANTITY), bad], [labelled(QUANTITY)])
    assert issubclass(EvaluationError, errors.ClaimsError)


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ([labelled({**QUANTITY, "quote": "Trade sank"})], "a, claims 1: quote"),
        ([labelled({**QUANTITY, "subject": "Sales"})], "a, claims 1: subject"),
        ([labelled(optional=({**QUANTITY, "subject": "Sales"},))], "a, optional 1: subject"),
        ([{"id": "a", "text": TEXT, "claims": {}}], "a: `claims`"),
        ([labelled(), labelled()], "two documents are called 'a'"),
        (["nothing"], "label 1"),
    ],
)
def test_a_malformed_label_is_named(gold: list[Any], message: str) -> None:
    with pytest.raises(EvaluationError, match=f"^{message}"):
        score([], gold)


def test_words_are_found_whole() -> None:
    """The "a" of the treaty, not the one of "March"."""
    start = TEXT.index("a treaty")
    record = predicted(EVENT, what={"text": "a", "start": start, "end": start + 1})
    assert score([record], [labelled({**EVENT, "what": "a"})]).tally() == Tally(1, 1, 1)


def test_words_are_found_nearest_to_the_quote() -> None:
    late = predicted(UNSIZED, quote="Imports fell too", subject="Imports")
    label = {**UNSIZED, "quote": "Imports fell too", "subject": "Imports"}
    assert score([late], [labelled(UNSIZED, label)]).tally() == Tally(1, 1, 2)
    assert score([late], [labelled(UNSIZED)]).tally() == Tally(0, 1, 1)


@given(st.lists(st.sampled_from(ALL), max_size=12), st.lists(st.sampled_from(ALL), max_size=6))
def test_counts_add_up(claims: list[dict[str, Any]], labels: list[dict[str, Any]]) -> None:
    report = score(map(predicted, claims), [labelled(*labels)])
    tally = report.tally()
    assert (tally.predicted, tally.labelled) == (len(claims), len(labels))
    types = {outcome.type for outcome in report.outcomes}
    assert tally.right == sum(report.tally([name]).right for name in types)
    assert tally.right == sum(min(claims.count(label), labels.count(label)) for label in ALL)


def test_the_table_is_markdown() -> None:
    report = score([predicted(QUANTITY), predicted(CHANGE)], [labelled(QUANTITY, RANKING)])
    lines = report.table().splitlines()
    assert lines[0] == "| claims | labelled | predicted | right | precision | recall | F1 |"
    assert "| core | 2 | 1 | 1 | 100.0% | 50.0% | 66.7% |" in lines
    assert "| change | 0 | 1 | 0 | 0.0% | – | 0.0% |" in lines
    assert "| en | 2 | 2 | 1 | 50.0% | 50.0% | 50.0% |" in lines
    assert "| subject | 1 | 1 | 100.0% |" in lines


def test_load_reads_json_lines_and_label_files(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_bytes(TEXT.encode())
    label = {**labelled(QUANTITY), "path": "text.txt"}
    del label["text"]
    (tmp_path / "a.json").write_text(json.dumps(label), "utf-8")
    (tmp_path / "p.jsonl").write_text(json.dumps(predicted(QUANTITY)) + "\n\n", "utf-8")
    report = score(load(tmp_path / "p.jsonl"), load(tmp_path))
    assert report.tally() == Tally(1, 1, 1)
    assert load(tmp_path / "a.json")[0]["text"] == TEXT


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"type": "quantity"}\n{"type":', ":2: not JSON"),
        (b"[]\n", ":1: a JSON object"),
        (b"\xff\xfe", "decode"),
        (b'{"id": "a", "path": "none.txt", "claims": []}', "none.txt"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    file = tmp_path / "records.jsonl"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(EvaluationError, match=message):
        load(file)


def test_a_record_cannot_name_a_file_to_be_read(tmp_path: Path) -> None:
    record = predicted(QUANTITY, path="secret.txt")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "p.jsonl").write_text(json.dumps(record), "utf-8")
    assert load(tmp_path / "p.jsonl") == [record]


LABELLED = {half: load(TEXTS / half) for half in ("dev", "test")}
DOCUMENTS = [document for half in LABELLED.values() for document in half]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["id"])
def test_every_label_is_well_formed_and_found_by_its_own_words(document: dict[str, Any]) -> None:
    slots = {t.type_name(): t.slots().keys() for t in BUILT_IN}
    plain = {"type", "statement", "quote", "negated", "modality", "speaker"}
    for label in (*document["claims"], *document["optional"]):
        assert document["text"].count(label["quote"]) == 1
        assert label.keys() - plain <= {*(s.rstrip("_") for s in slots[label["type"]])}
    own = [{**label, "document": {"id": document["id"]}} for label in document["claims"]]
    assert score(own, [document]).tally().right == len(own)


def test_the_halves_are_alike_and_apart() -> None:
    ids = [{document["id"] for document in half} for half in LABELLED.values()]
    assert not ids[0] & ids[1]
    assert all(len(half) >= 12 for half in ids)
    for half in LABELLED.values():
        assert len({document["language"] for document in half}) >= 8
        empty = [document["kind"] for document in half if not document["claims"]]
        assert empty == ["no-claim"]


def test_labels_of_the_two_halves_report_perfect_scores_against_themselves() -> None:
    own = [
        {**label, "document": {"id": document["id"]}}
        for document in DOCUMENTS
        for label in document["claims"]
    ]
    report: Report = score(own, DOCUMENTS)
    assert report.tally().f1 == report.tally(CORE).f1 == 1.0
    assert report.swapped.right == 0
