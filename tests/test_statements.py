"""The changes of an English statement that the mutation suite is made of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import statements

CASES = [
    ("value", "It sold 1.5 million cars.", "It sold 15 million cars."),
    ("value", "It lasted twenty-three days.", "It lasted twenty-four days."),
    ("value", "It fell by a third in 2024.", "It fell by a quarter in 2024."),
    ("magnitude", "It cost 3 billion euros.", "It cost 3 million euros."),
    ("unit", "It fell by 2 percentage points.", "It fell by 2%."),
    ("currency", "Repairs cost £18.", "Repairs cost €18."),
    ("rank", "Oslo ranks 12th.", "Oslo ranks 11th."),
    ("rank", "It is the third-largest port.", "It is the second-largest port."),
    ("superlative direction", "It has the lowest debt.", "It has the highest debt."),
    ("comparator", "At least 35 came.", "35 came."),
    ("comparator", "It has 92 mines.", "It has more than 92 mines."),
    ("change direction", "It fell from 7% to 6%.", "It fell from 6% to 7%."),
    ("date part", "It opened on 9 May 2026.", "It opened on 9 June 2026."),
    ("date part", "It ran from 4 to 6 May.", "It ran from 4 to 8 May."),
    ("negation dropped", "Prices did not rise.", "Prices did rise."),
    ("negation added", "Prices rose.", "Prices did not rise."),
    ("hedge dropped", "It may reach 9 million.", "It will reach 9 million."),
    ("condition dropped", "If Mali agrees, it will open.", "It will open."),
    ("plan told as fact", "It plans to open 14 plants.", "It opened 14 plants."),
    ("stance", "Kenya opposes the plan.", "Kenya supports the plan."),
]


@pytest.mark.parametrize(("kind", "statement", "changed"), CASES)
def test_one_respect_of_a_statement_is_changed(kind: str, statement: str, changed: str) -> None:
    assert (kind, changed) in list(statements.changes(statement))


@pytest.mark.parametrize("kind", statements.CHANGES)
def test_every_change_differs_from_the_statement_and_stands_once(kind: str) -> None:
    for _, statement, _ in CASES:
        found = [changed for k, changed in statements.changes(statement) if k == kind]
        assert statement not in found
        assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("value", "It opened on 9 May 2026."),
        ("comparator", "Prices rose."),
        ("rank", "It fell by a third in the first half of 2024."),
        ("negation added", "Prices did not rise."),
        ("plan told as fact", "If Mali agrees, it will open."),
    ],
)
def test_what_would_stay_true_or_make_no_sense_is_left_out(kind: str, statement: str) -> None:
    assert kind not in [found for found, _ in statements.changes(statement)]
