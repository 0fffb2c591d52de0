"""Every example runs, and prints what it is there to show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claims.testing import LoopbackServer

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


def run(name: str, **variables: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("CLAIMS_", "OPENAI_"))}
    done = subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLES / name)],
        env={**environment, **variables}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_draft_is_grounded_and_a_false_one_is_named() -> None:
    shown = run("ground_a_draft.py")
    assert '"value": 200000000000' in shown
    assert '"op": ">"' in shown
    assert "accounted: statement: the source does not say “300 billion dollars”" in shown


def test_words_are_read() -> None:
    lines = run("read_words.py").splitlines()
    assert any(
        line.startswith("money") and "1200000000" in line and "EUR <" in line for line in lines
    )
    assert lines[-4:-1] == ["True", "True", "False"]
    assert "start=8" in lines[-1]


def answers(body: dict[str, Any]) -> str:
    """What a model would answer about each of the examples' texts."""
    known = {
        "Alta Rail": {
            "type": "contract", "quote": "Alta Rail won a contract worth 30 million euros",
            "statement": "Alta Rail won a contract worth 30 million euros.",
            "subject": "Alta Rail", "worth": "30 million euros", "customer": None,
        },
        "harbour": {
            "type": "quantity", "quote": "The harbour handled 41 million tonnes in 2025",
            "statement": "The harbour handled 41 million tonnes in 2025.",
            "subject": "The harbour", "value": "41 million tonnes", "when": "in 2025",
        },
        "Norway": {
            "type": "superlative", "quote": "Norway is Poland's largest supplier of natural gas",
            "statement": "Norway is Poland's largest supplier of natural gas.",
            "subject": "Norway", "superlative": "largest", "category": "supplier of natural gas",
            "scope": "Poland",
        },
    }  # fmt: skip
    prompt = body["messages"][-1]["content"]
    return json.dumps({"claims": [draft for words, draft in known.items() if words in prompt]})


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "custom_type.py",
            ["Alta Rail won a contract worth 30 million euros. | Alta Rail | 30000000 EUR"],
        ),
        (
            "stream_documents.py",
            [
                "harbour 1 claims, 0 rejected",
                "greeting 0 claims, 0 rejected",
                "ranking 1 claims, 0 rejected",
            ],
        ),
    ],
)
def test_extraction_from_an_endpoint(name: str, lines: list[str]) -> None:
    with LoopbackServer(answers) as server:
        shown = run(name, CLAIMS_BASE_URL=server.base_url, CLAIMS_MODEL="test-model").splitlines()
    assert set(lines) <= set(shown), shown


def test_no_example_is_left_out() -> None:
    tested = Path(__file__).read_text("utf-8")
    assert {path.name for path in EXAMPLES.glob("*.py")} == {
        name for name in tested.split('"') if name.endswith(".py") and (EXAMPLES / name).exists()
    }
