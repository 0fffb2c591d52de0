"""The notation of word forms and context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.patterns import Patterns, expand
from claims.tokens import tokenise


def found(patterns: list[str], text: str, **options: dict[str, str]) -> list[str]:
    tokens = tokenise(text)
    finds = Patterns([(pattern, pattern) for pattern in patterns], **options).find(tokens)
    return [text[tokens.starts[find.first] : tokens.ends[find.end - 1]] for find in finds]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("plus de", "Plus de 3, plus\u00a0de 4", ["Plus de", "plus\u00a0de"]),
        ("augment*", "augmenté, augmente, augure", ["augmenté", "augmente"]),
        ("*ssimo", "altissimo, issimo, massimo", ["altissimo", "issimo", "massimo"]),
        ("naj*szy", "największy najem duży", ["największy"]),
        ("most *", "most important, most 3", ["most important"]),
        ("may #", "may 3, may go", ["may 3"]),
        ("(a|ont|) (été|eu)", "a été, ont eu, été", ["a été", "ont eu", "été"]),
        ("ne * [plus]", "il ne va plus; plus", ["plus"]),
        ("[will] be", "it will be, it will", ["will"]),
        ("sud-coréen*", "les Sud-Coréens", ["Sud-Coréens"]),
        ("s'il", "s’il vient", ["s’il"]),
        ("[ging] … zurück $", "ging um 3 % zurück. ging 1 2 3 4 5 6 7 zurück, ", ["ging"]),
        ("a b $", "a b c, a b.", ["a b"]),
    ],
)
def test_notation(pattern: str, text: str, expected: list[str]) -> None:
    assert found([pattern], text) == expected


def test_the_find_of_more_words_stays() -> None:
    assert found(["plus de", "pas plus de", "ne * * [plus]"], "ne va pas plus de") == [
        "pas plus de"
    ]


def test_the_exacter_of_two_as_long_wins() -> None:
    assert [
        find.payload for find in Patterns([("*est", 1), ("forest", 2)]).find(tokenise("forest"))
    ] == [2]


def test_the_first_payload_stays() -> None:
    assert [find.payload for find in Patterns([("a", 1), ("a", 2)]).find(tokenise("a"))] == [1]


def test_one_row_may_hold_two_finds() -> None:
    assert found(["[中]俄", "中[俄]"], "中俄") == ["中", "俄"]


@pytest.mark.parametrize("text", ["not. Only", "not, only", "not; only", "not\nonly", "not! Only"])
def test_no_phrase_runs_over_a_stop(text: str) -> None:
    assert found(["not only"], text) == []


def test_an_abbreviation_ends_no_sentence() -> None:
    assert found(["env #"], "env. 200") == ["env. 200"]


def test_korean_words_are_found_from_their_beginning() -> None:
    assert found(["가장", "~지 않"], "국가장학금 가장 크지 않다") == ["가장", "지 않"]


def test_katakana_words_are_found_whole() -> None:
    assert found(["インド"], "ウインドウ インドネシア インドと") == ["インド"]


def test_a_word_written_onto_the_next_is_taken_off() -> None:
    assert found(["الصين"], "والصين للصين", proclitics={"و": "", "لل": "ال"}) == ["والصين", "للصين"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a", ["a"]),
        ("(a|b|) c", ["a c", "b c", " c"]),
        ("(a|b)(c|d)", ["ac", "ad", "bc", "bd"]),
        ("(a(b|)|c) d", ["ab d", "a d", "c d"]),
        ("((a|b)|(c|d))", ["a", "b", "c", "d"]),
        (
            "(a(b(c|d)|e)|f) (g|h)",
            ["abc g", "abc h", "abd g", "abd h", "ae g", "ae h", "f g", "f h"],
        ),
        ("a|b (c|d)", ["a|b c", "a|b d"]),
        ("()", [""]),
        ("(a (b|c)", ["(a b", "(a c"]),
        ("(b|c) a)", ["b a)", "c a)"]),
        (") (a|b) (", [") a (", ") b ("]),
    ],
)
def test_each_reading_of_the_groups_of_a_pattern(pattern: str, expected: list[str]) -> None:
    assert list(expand(pattern)) == expected


def test_alternatives_with_groups_of_their_own_add_and_do_not_multiply() -> None:
    pattern = "(" + "|".join(f"{letter} (1|2|3)" for letter in "abcdefghijkl") + ")"
    assert len(list(expand(pattern))) == 12 * 3


@given(st.text(), st.text())
def test_any_pattern_and_text_will_do(pattern: str, text: str) -> None:
    tokens = tokenise(text)
    for find in Patterns([(pattern, 0)]).find(tokens):
        assert 0 <= find.first < find.end <= len(tokens)
