"""Nothing false gets through, nothing true is refused: the bars of the mutation suite."""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from claims import GroundingError, ground

sys.path.insert(0, str(Path(__file__).parent))

from mutations import Mutation, mutations
from truths import HELD_OUT, Draft, Truth, truths, variants, words_of

BAR = 0.005
TRUTHS = list(truths())
HELD = list(truths(HELD_OUT))
LANGUAGES = sorted({truth.language for truth in TRUTHS})
KINDS = sorted({mutation.kind for truth in TRUTHS for mutation in mutations(truth)})
NO_SLOTS = ("type", "statement", "quote", "negated", "modality", "attribution")


def _refusal(truth: Truth, draft: Draft) -> str | None:
    """Why a draft is refused, or None where it is let through."""
    try:
        ground(draft, truth.document)
    except GroundingError as error:
        return str(error)
    return None


@cache
def _let_through() -> tuple[Counter[str], dict[str, list[str]]]:
    """How often each kind of change was tried, and what got through."""
    tried: Counter[str] = Counter()
    leaks: dict[str, list[str]] = {}
    for truth in TRUTHS:
        for mutation in mutations(truth):
            tried[mutation.kind] += 1
            if _refusal(truth, mutation.draft) is None:
                leaks.setdefault(mutation.kind, []).append(_shown(truth, mutation))
    return tried, leaks


def _shown(truth: Truth, mutation: Mutation) -> str:
    changed = {k: v for k, v in mutation.draft.items() if truth.draft.get(k) != v}
    return f"[{truth.language}] {mutation.where}: {changed}"


def test_there_are_enough_truths_of_every_type_in_enough_languages() -> None:
    assert len(TRUTHS) >= 320
    assert len(LANGUAGES) >= 13
    assert {truth.draft["type"] for truth in TRUTHS} == {
        "quantity", "ranking", "superlative", "change", "event", "position",
    }  # fmt: skip


def test_the_held_out_truths_are_others_of_every_type_in_as_many_languages() -> None:
    assert len(HELD) >= 130
    assert {truth.language for truth in HELD} == set(LANGUAGES)
    assert {truth.draft["type"] for truth in HELD} == {truth.draft["type"] for truth in TRUTHS}
    assert not {truth.text for truth in HELD} & {truth.text for truth in TRUTHS}


@pytest.mark.parametrize("found", [TRUTHS, HELD], ids=["tuned", "held out"])
def test_every_word_of_a_truth_stands_in_its_text(found: list[Truth]) -> None:
    for truth in found:
        slots = [words_of(slot) for name, slot in truth.draft.items() if name not in NO_SLOTS]
        for words in (truth.draft["quote"], *slots):
            assert words in truth.text, (truth.language, truth.draft["statement"], words)


def test_every_change_changes_something() -> None:
    for truth in TRUTHS:
        assert all(mutation.draft != truth.draft for mutation in mutations(truth))


@pytest.mark.parametrize("form", ["as written", "words only", "noisy"])
def test_the_true_are_let_through(form: str) -> None:
    refused = [
        f"[{truth.language}] {truth.draft['statement']}: {reason}"
        for truth in TRUTHS
        if (reason := _refusal(truth, variants(truth.draft)[form]))
    ]
    assert len(refused) <= BAR * len(TRUTHS), "\n".join(refused)


@pytest.mark.parametrize("kind", KINDS)
def test_the_changed_are_refused(kind: str) -> None:
    tried, leaks = _let_through()
    found = leaks.get(kind, [])
    assert len(found) <= BAR * tried[kind], f"{len(found)} of {tried[kind]}:\n" + "\n".join(found)
