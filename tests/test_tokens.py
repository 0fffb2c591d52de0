from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.tokens import Recent, fold, tokenise

KEYS = [
    ("l’eau de mer", ("l", "eau", "de", "mer")),
    ("П'ять пʼять", ("п", "ять", "п", "ять")),
    ("1,234.5 t", ("1,234.5", "t")),
    ("5．5％ ＡＢＣ", ("5.5", "%", "abc")),
    ("GBP3.01 CO2 G20", ("gbp", "3.01", "co2", "g20")),
    ("½ m²", ("½", "m", "²")),
    ("a -5 –5 −5 ‑5 b", ("a", "-", "5", "-", "5", "-", "5", "-", "5", "b")),
    ("10-15", ("10", "15")),
    ("5+ years", ("5", "+", "years")),
    ("a | b", ("a", "b")),
    ("中国2024年", ("中", "国", "2024", "年")),
    ("و15", ("و", "15")),
    ("הַלָּבָן", ("הלבן",)),
    ("إلى", ("إلى",)),
    ("fin ﬁn", ("fin", "fin")),
    ("Straße İzmir ΛΌΓΟΣ", ("straße", "izmir", "λόγοσ")),
    ("soft\u00adhyphen zero\u200bwidth", ("softhyphen", "zerowidth")),
    ("٣٤٠ ४५", ("340", "45")),
    ("🎉👩‍🔬", ()),
    ("\ud800", ()),
]


@pytest.mark.parametrize(("text", "keys"), KEYS)
def test_keys(text: str, keys: tuple[str, ...]) -> None:
    assert tokenise(text).keys == keys


@pytest.mark.parametrize(
    "text", ["한국어 조사", "ガス が", "Größe élève", "إلى آخر", "ปี", "ज़मीन", "tiếng Việt"]
)
def test_normal_forms_have_the_same_keys(text: str) -> None:
    keys = {tokenise(unicodedata.normalize(form, text)).keys for form in ("NFC", "NFD")}
    assert len(keys) == 1


def test_layout_marks_at_the_end_are_no_part_of_a_word() -> None:
    tokens = tokenise("Wirt\u00ad\nschaft\u200b.")
    assert [tokens.text[a:b] for _, a, b in tokens.words()] == ["Wirt", "schaft"]


@given(st.text(st.characters()))
def test_tokens_stand_in_the_text_in_order_and_have_keys_of_their_own(text: str) -> None:
    tokens = tokenise(text)
    end = 0
    for key, start, stop in tokens.words():
        assert end <= start < stop <= len(text)
        assert key == fold(text[start:stop])
        end = stop


@given(st.text(alphabet="aé中\u0301\u00ad 5,.-'", max_size=30))
def test_keys_are_never_empty(text: str) -> None:
    assert all(tokenise(text).keys)


def test_recent_forgets_the_oldest_when_there_is_too_much_text() -> None:
    built: list[str] = []

    def build(text: str) -> str:
        built.append(text)
        return text.upper()

    recent = Recent(build, most=10, characters=6)
    assert [recent(text) for text in ("aa", "bb", "aa", "cccc", "bb")] == [
        "AA",
        "BB",
        "AA",
        "CCCC",
        "BB",
    ]
    assert built == ["aa", "bb", "cccc", "bb"]


def test_recent_keeps_no_more_texts_than_it_may() -> None:
    built: list[str] = []
    recent = Recent(built.append, most=2, characters=100)
    for text in ("a", "b", "c", "a"):
        recent(text)
    assert built == ["a", "b", "c", "a"]
