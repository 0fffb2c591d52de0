"""`ground`: what a true draft becomes, and what each false one is refused for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import Document, GroundingError, ground
from claims.schemas import BUILT_IN, Claim, Entity

TEXTS = {
    "fr": Document(
        "La Russie occupe la cinquième place parmi les partenaires commerciaux de la Chine. "
        "Les échanges ont dépassé 200 milliards de dollars en 2025. L'usine de Brest n'a pas "
        "fermé. Solvaris pourrait supprimer 300 postes. Le chômage est passé de 7,9 % à 7,1 %.",
        language="fr", date="2026-02-05",
    ),
    "en": Document(
        "France is Germany's second-largest trading partner, behind China. Veltrane's revenue "
        "rose by 6% to at least 3 million euros. If Peru agrees, the port will be sold on 4 May "
        "2026. Chile rejects the treaty. Orbis Credit is Halcyon Bank's third-largest borrower.",
        language="en", date="2026-02-05",
    ),
    "ru": Document(
        "Дальмор — третий по величине акционер Волгабанка. Китай закупил 40 тысяч тонн зерна.",
        language="ru", date="2026-02-05",
    ),
    "zh": Document("俄罗斯是中国最大的天然气供应国。华为营收达8621亿元。", language="zh"),
    "ja": Document(
        "北浜銀行は従業員を解雇しなかった。瀬戸電力の売上高は30億円だった。", language="ja"
    ),
}  # fmt: skip

RANKING = {
    "type": "ranking", "quote": "La Russie occupe la cinquième place parmi les partenaires "
    "commerciaux de la Chine", "statement": "Russia is China's fifth-largest trading partner.",
    "subject": "La Russie", "rank": {"text": "cinquième place", "value": 5}, "scope": "la Chine",
}  # fmt: skip
TRADE = {
    "type": "quantity", "quote": "Les échanges ont dépassé 200 milliards de dollars en 2025.",
    "statement": "Trade exceeded 200 billion dollars in 2025.", "subject": "Les échanges",
    "value": {"text": "200 milliards de dollars", "value": 200_000_000_000, "unit": "USD"},
    "when": "en 2025",
}  # fmt: skip
CUTS = {
    "type": "quantity", "quote": "Solvaris pourrait supprimer 300 postes",
    "statement": "Solvaris may cut 300 jobs.", "subject": "Solvaris", "value": "300",
}  # fmt: skip
CLOSED = {
    "type": "change", "quote": "Le chômage est passé de 7,9 % à 7,1 %", "subject": "Le chômage",
    "statement": "Unemployment fell from 7.9% to 7.1%.", "direction": "est passé",
    "from": "7,9 %", "to": "7,1 %",
}  # fmt: skip
PARTNER = {
    "type": "ranking", "quote": "France is Germany's second-largest trading partner, behind China",
    "statement": "France is Germany's second-largest trading partner.", "subject": "France",
    "rank": "second-largest", "scope": "Germany",
}  # fmt: skip
REVENUE = {
    "type": "change", "quote": "Veltrane's revenue rose by 6% to at least 3 million euros.",
    "statement": "Veltrane's revenue rose by 6% to at least 3 million euros.",
    "subject": "Veltrane's revenue", "direction": "rose", "by": "6%", "to": "3 million euros",
}  # fmt: skip
PORT = {
    "type": "event", "quote": "If Peru agrees, the port will be sold on 4 May 2026.",
    "statement": "If Peru agrees, the port will be sold on 4 May 2026.", "subject": "the port",
    "what": "sold", "when": "on 4 May 2026",
}  # fmt: skip
CHILE = {
    "type": "position", "quote": "Chile rejects the treaty.", "subject": "Chile",
    "statement": "Chile rejects the treaty.", "stance": "rejects", "about": "the treaty",
}  # fmt: skip
BORROWER = {
    "type": "ranking", "quote": "Orbis Credit is Halcyon Bank's third-largest borrower.",
    "statement": "Orbis Credit is Halcyon Bank's third-largest borrower.",
    "subject": "Orbis Credit", "rank": "third-largest", "scope": "Halcyon Bank",
}  # fmt: skip
SHAREHOLDER = {
    "type": "ranking", "quote": "Дальмор — третий по величине акционер Волгабанка.",
    "statement": "Dalmor is Volgabank's third-largest shareholder.", "subject": "Дальмор",
    "rank": "третий по величине", "category": "акционер", "scope": "Волгабанка",
}  # fmt: skip
GRAIN = {
    "type": "quantity", "quote": "Китай закупил 40 тысяч тонн зерна.", "subject": "Китай",
    "statement": "China bought 40,000 tonnes of grain.", "value": "40 тысяч тонн",
}  # fmt: skip
SUPPLIER = {
    "type": "superlative", "quote": "俄罗斯是中国最大的天然气供应国。", "subject": "俄罗斯",
    "statement": "Russia is China's largest supplier of natural gas.", "superlative": "最大",
    "scope": "中国",
}  # fmt: skip
SALES = {
    "type": "quantity", "quote": "瀬戸電力の売上高は30億円だった。", "subject": "瀬戸電力",
    "statement": "Seto Electric's sales were 3 billion yen.", "value": "30億円",
}  # fmt: skip
TRUE = [
    ("fr", RANKING), ("fr", TRADE), ("fr", CUTS), ("fr", CLOSED), ("en", PARTNER),
    ("en", REVENUE), ("en", PORT), ("en", CHILE), ("en", BORROWER), ("ru", SHAREHOLDER),
    ("ru", GRAIN), ("zh", SUPPLIER), ("ja", SALES),
]  # fmt: skip

FALSE: list[tuple[str, dict[str, Any], dict[str, Any], str, str]] = [
    (
        "en",
        PARTNER,
        {"subject": "China", "statement": "China is Germany's second-largest trading partner."},
        "roles",
        "subject",
    ),
    ("fr", RANKING, {"rank": {"text": "cinquième place", "value": 6}}, "value", "rank"),
    (
        "fr",
        RANKING,
        {"statement": "Russia is China's sixth-largest trading partner."},
        "accounted",
        "statement",
    ),
    (
        "fr",
        RANKING,
        {"statement": "China is Russia's fifth-largest trading partner."},
        "roles",
        "statement",
    ),
    ("fr", RANKING, {"subject": "la Chine", "scope": "La Russie"}, "roles", "subject"),
    (
        "fr",
        RANKING,
        {"quote": "Les échanges ont dépassé 200 milliards de dollars"},
        "slot-in-quote",
        "rank",
    ),
    (
        "fr",
        TRADE,
        {"quote": "Les échanges ont dépassé 300 milliards de dollars"},
        "quote",
        "quotes",
    ),
    ("fr", TRADE, {"value": {"text": "200 milliards de dollars", "unit": "EUR"}}, "value", "value"),
    (
        "fr",
        TRADE,
        {"statement": "Trade was 200 billion dollars in 2025."},
        "comparator",
        "statement",
    ),
    (
        "fr",
        TRADE,
        {"statement": "Trade exceeded 200 million dollars in 2025."},
        "accounted",
        "statement",
    ),
    (
        "fr",
        TRADE,
        {"statement": "Trade exceeded 200 billion dollars in 2024."},
        "accounted",
        "statement",
    ),
    (
        "fr",
        TRADE,
        {"statement": "Trade did not exceed 200 billion dollars in 2025."},
        "negation",
        "statement",
    ),
    ("fr", TRADE, {"statement": "Trade exceeded expectations in 2025."}, "missing", "statement"),
    ("fr", CUTS, {"statement": "Solvaris will cut 300 jobs."}, "modality", "statement"),
    ("fr", CUTS, {"modality": "asserted"}, "modality", "modality"),
    ("fr", CUTS, {"statement": "Veltrane may cut 300 jobs."}, "name", "statement"),
    ("fr", CLOSED, {"statement": "Unemployment rose from 7.9% to 7.1%."}, "direction", "statement"),
    ("fr", CLOSED, {"statement": "Unemployment fell from 7.1% to 7.9%."}, "direction", "statement"),
    (
        "en",
        PARTNER,
        {"statement": "Peru is Germany's second-largest trading partner."},
        "name",
        "statement",
    ),
    (
        "en",
        PARTNER,
        {"statement": "Germany is France's second-largest trading partner."},
        "roles",
        "statement",
    ),
    (
        "en",
        REVENUE,
        {"statement": "Veltrane's revenue rose by 6% to 3 million euros."},
        "comparator",
        "statement",
    ),
    (
        "en",
        REVENUE,
        {"statement": "Orbis Credit's revenue rose by 6% to at least 3 million euros."},
        "name",
        "statement",
    ),
    ("en", PORT, {"statement": "The port will be sold on 4 May 2026."}, "modality", "statement"),
    (
        "en",
        PORT,
        {"statement": "If Peru agrees, the port will be sold on 5 May 2026."},
        "accounted",
        "statement",
    ),
    ("en", CHILE, {"statement": "Chile supports the treaty."}, "stance", "statement"),
    ("en", CHILE, {"statement": "Peru rejects the treaty."}, "name", "statement"),
    (
        "en",
        BORROWER,
        {"statement": "Halcyon Bank is Orbis Credit's third-largest borrower."},
        "roles",
        "statement",
    ),
    ("en", BORROWER, {"subject": "Halcyon Bank", "scope": "Orbis Credit"}, "roles", "subject"),
    ("ru", SHAREHOLDER, {"subject": "Волгабанка", "scope": "Дальмор"}, "roles", "subject"),
    (
        "ru",
        GRAIN,
        {"statement": "China bought 40,000 kilograms of grain."},
        "accounted",
        "statement",
    ),
    (
        "zh",
        SUPPLIER,
        {
            "subject": "中国",
            "scope": "俄罗斯",
            "statement": "China is Russia's largest supplier of natural gas.",
        },
        "roles",
        "subject",
    ),
    ("ja", SALES, {"statement": "Kitahama Bank's sales were 3 billion yen."}, "name", "statement"),
    (
        "ja",
        SALES,
        {"statement": "Seto Electric's sales were 30 billion yen."},
        "accounted",
        "statement",
    ),
]


def _failures(language: str, draft: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(GroundingError) as refused:
        ground(draft, TEXTS[language])
    assert all(f.message and str(f) in str(refused.value) for f in refused.value.failures)
    return [(failure.check, failure.slot) for failure in refused.value.failures]


def _spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= set(value) else []
        return own + [span for part in value.values() for span in _spans(part)]
    return [span for part in value for span in _spans(part)] if isinstance(value, list) else []


def _holds_its_words(claim: Claim, document: Document) -> None:
    """Invariants 1 and 2: spans are the text's, and slots stand in the claim's sentences."""
    assert claim.quotes
    for span in _spans(claim.model_dump(mode="json")):
        assert document.text[span["start"] : span["end"]] == span["text"]
    ends = [document.passage_at(at) for q in claim.quotes for at in (q.start, q.end - 1)]
    low, high = min(p.start for p in ends), max(p.end for p in ends)
    assert all(low <= m.start and m.end <= high for _, m in claim.mentions())


@pytest.mark.parametrize(("language", "draft"), TRUE)
def test_a_true_draft_becomes_a_claim(language: str, draft: dict[str, Any]) -> None:
    claim = ground(draft, TEXTS[language])
    assert claim.statement == draft["statement"]
    assert claim.id == claim.fingerprint()
    _holds_its_words(claim, TEXTS[language])


@pytest.mark.parametrize(("language", "draft", "changed", "check", "slot"), FALSE)
def test_a_draft_changed_in_one_respect_is_refused_for_it(
    language: str, draft: dict[str, Any], changed: dict[str, Any], check: str, slot: str
) -> None:
    assert (check, slot) in _failures(language, {**draft, **changed})


@pytest.mark.parametrize(("language", "draft"), TRUE)
def test_the_same_draft_gives_the_same_record_byte_for_byte(
    language: str, draft: dict[str, Any]
) -> None:
    records = {ground(draft, TEXTS[language]).model_dump_json() for _ in range(2)}
    again = Document(TEXTS[language].text, language=language, date=TEXTS[language].date)
    assert {ground(draft, again).model_dump_json()} == records


def test_what_the_draft_leaves_out_is_read() -> None:
    trade, cuts = ground(TRADE, TEXTS["fr"]), ground(CUTS, TEXTS["fr"])
    assert trade.model_dump()["comparator"]["op"] == ">"
    assert (cuts.modality, cuts.negated) == ("hedged", False)
    assert ground(PORT, TEXTS["en"]).modality == "conditional"


def test_a_failure_says_what_was_claimed_and_what_was_found() -> None:
    wrong = {**RANKING, "rank": {"text": "cinquième place", "value": 6}}
    with pytest.raises(GroundingError, match="rank: the words do not say this value") as refused:
        ground(wrong, TEXTS["fr"])
    assert [(f.claimed, f.found) for f in refused.value.failures] == [("6", "5")]


def test_a_name_from_the_sentence_before_becomes_a_quote() -> None:
    document = Document(
        "Borealis Grid sold 40 ships. Its chairwoman, Anna Lindqvist, owns 9 boats.", language="en"
    )
    draft = {
        "type": "quantity", "quote": "Its chairwoman, Anna Lindqvist, owns 9 boats.",
        "statement": "Anna Lindqvist, chairwoman of Borealis Grid, owns 9 boats.",
        "subject": "Anna Lindqvist", "value": "9",
    }  # fmt: skip
    assert [q.text for q in ground(draft, document).quotes][1:] == ["Borealis Grid"]


def test_a_country_of_the_sentence_becomes_the_antecedent() -> None:
    document = Document("Selon la Chine, la Russie est son premier fournisseur.", language="fr")
    draft = {
        "type": "ranking", "quote": "la Russie est son premier fournisseur", "subject": "la Russie",
        "statement": "Russia is China's first supplier.", "rank": "premier", "scope": "son",
    }  # fmt: skip
    scope = getattr(ground(draft, document), "scope", None)
    assert isinstance(scope, Entity)
    assert scope.antecedent is not None
    assert (scope.code, scope.antecedent.text) == ("CN", "la Chine"[3:])


def _is_refused_or_holds(draft: dict[str, Any], document: Document) -> None:
    claim, failures = _outcome(draft, document)
    if claim is None:
        assert failures
    else:
        _holds_its_words(claim, document)


def _outcome(draft: dict[str, Any], document: Document) -> tuple[Claim | None, str]:
    try:
        return ground(draft, document), ""
    except GroundingError as refused:
        return None, str(refused)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["La Russie", "cinquième place", "200 milliards", "la Chine", "en 2025"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["text", "value", "unit", "start", "end", "op", "antecedent", "name", "x"]),
        inner, max_size=4,
    ),
    max_leaves=6,
)  # fmt: skip
FIELDS = sorted({name for kind in BUILT_IN for name in kind.model_fields} | {"quote", "from", "x"})
KINDS = [kind.type_name() for kind in BUILT_IN]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON), st.sampled_from([*KINDS, "poem", None]))
def test_a_draft_of_any_shape_is_refused_or_holds_its_words(
    fields: dict[str, Any], kind: str | None
) -> None:
    _is_refused_or_holds({"quote": RANKING["quote"], **fields, "type": kind}, TEXTS["fr"])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TRUE), st.sampled_from(FIELDS), JSON)
def test_a_true_draft_with_any_field_changed_is_refused_or_holds_its_words(
    true: tuple[str, dict[str, Any]], field: str, value: Any
) -> None:
    language, draft = true
    _is_refused_or_holds({**draft, field: value}, TEXTS[language])
