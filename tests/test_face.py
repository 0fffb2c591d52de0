"""The public face: what `import claims` offers, and what it costs."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pickle
import pkgutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import claims
from claims.testing import ScriptedEngine

HEAVY = {"openai", "instructor", "mistralrs", "tenacity", "httpx2", "rich", "babel", "pydantic"}
MODULES = [
    module.name
    for module in pkgutil.walk_packages(claims.__path__, "claims.")
    if not module.name.endswith("__main__")
]


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after some code."""
    lines = f"import sys\n{code}\nprint('\\n'.join({{name.split('.')[0] for name in sys.modules}}))"
    ran = subprocess.run(
        [sys.executable, "-c", lines], capture_output=True, text=True, check=True, timeout=60
    )
    return set(ran.stdout.splitlines())


def fastest(*arguments: str, times: int = 5) -> float:
    """Seconds of the fastest of a few runs: other work on the machine only adds to it."""
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, timeout=60)
        best = min(best, time.perf_counter() - started)
    return best


def test_all_is_sorted_and_each_name_is_there() -> None:
    assert claims.__all__ == sorted(claims.__all__)
    assert len(set(claims.__all__)) == len(claims.__all__)
    for name in claims.__all__:
        assert getattr(claims, name) is getattr(claims, name)
    assert set(claims.__all__) <= set(dir(claims))


@pytest.mark.parametrize("name", [n for n in claims.__all__ if n != "__version__"])
def test_each_name_says_what_it_is(name: str) -> None:
    assert inspect.getdoc(getattr(claims, name))


def test_every_name_is_found_in_its_home() -> None:
    for name in claims.__all__:
        if name != "__version__":
            home = importlib.import_module(getattr(claims, name).__module__)
            assert getattr(home, name) is getattr(claims, name)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'claims' has no attribute 'nonsense'"):
        _ = claims.nonsense


def test_the_face_fits_on_a_page() -> None:
    assert len(Path(claims.__file__).read_text("utf-8").splitlines()) < 60


def test_importing_claims_takes_no_time() -> None:
    assert fastest("-c", "import claims") - fastest("-c", "pass") < 0.15


def test_help_takes_no_time() -> None:
    assert fastest("-c", "from claims.cli import main; main()", "--help") < 0.3


def test_importing_claims_loads_nothing_heavy() -> None:
    assert not HEAVY & loaded("import claims")
    assert not HEAVY & loaded("import claims.cli")


@pytest.mark.parametrize(
    "code",
    [
        "import claims; claims.verify({}, 'Oil rose.')",
        "import claims; claims.Document('Oil rose by 5 %.').passages",
        "import claims; claims.Extractor()",
        "import claims.run",
    ],
)
def test_no_client_or_model_is_loaded_before_it_is_asked(code: str) -> None:
    assert not {"openai", "instructor", "mistralrs", "httpx2"} & loaded(code)


def test_verify_on_the_command_line_loads_no_client_and_no_model(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Oil rose.")
    code = (
        f"sys.argv = ['claims', 'verify', {str(source)!r}, '--source', {str(source)!r}]\n"
        "from claims.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass"
    )
    assert not {"openai", "instructor", "mistralrs", "httpx2"} & loaded(code)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"language": "source", "concurrency": 3, "offline": True},
        {"model": "m", "base_url": "http://127.0.0.1:9/v1", "types": [claims.RankingClaim]},
    ],
    ids=["embedded", "offline", "endpoint"],
)
def test_an_extractor_can_be_pickled(options: dict[str, Any]) -> None:
    extractor = claims.Extractor(**options)
    copy = pickle.loads(pickle.dumps(extractor))  # noqa: S301
    assert copy.engine.name == extractor.engine.name
    assert copy.types == extractor.types
    assert (copy.language, copy.concurrency) == (extractor.language, extractor.concurrency)


def test_an_extractor_can_be_pickled_after_use() -> None:
    engine = ScriptedEngine(['{"claims": []}'] * 20)
    extractor = claims.Extractor(engine=engine)
    result = extractor.extract("Oil rose by 5 %.")
    assert pickle.loads(pickle.dumps(result)).document == result.document  # noqa: S301


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is(name: str) -> None:
    assert inspect.getdoc(importlib.import_module(name))
