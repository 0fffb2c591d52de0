"""The house stands: nothing imports from a floor above it, and no file outgrows its room."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "claims").rglob("*.py"))
LIMIT = 400


def test_imports_run_one_way() -> None:
    command = "from importlinter.cli import lint_imports_command as lint; lint()"
    ran = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " 0 broken" in ran.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_one_idea_and_no_longer_than_one(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LIMIT


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "claims").rglob("*.toml")),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_tables_are_tables_and_say_where_they_are_from(path: Path) -> None:
    text = path.read_text("utf-8")
    assert tomllib.loads(text)
    assert text.startswith("#")


def test_the_schemas_script_writes_what_is_there(tmp_path: Path) -> None:
    folder = ROOT / "schemas" / "v1"
    script = (ROOT / "scripts" / "schemas").read_text("utf-8")
    copy = tmp_path / "scripts" / "schemas.py"
    copy.parent.mkdir()
    copy.write_text(script)
    subprocess.run([sys.executable, copy], check=True, cwd=ROOT, timeout=60)
    written = {p.name: p.read_bytes() for p in (tmp_path / "schemas" / "v1").iterdir()}
    assert written == {p.name: p.read_bytes() for p in folder.iterdir()}
