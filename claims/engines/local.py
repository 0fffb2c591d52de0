"""The local engine: the embedded model, run in this process by mistralrs."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from claims.engines import models
from claims.engines.base import Constraint, Reply, Request
from claims.errors import EngineConfigError, EngineRequestError

T = TypeVar("T")

# One runner per model and process, one request at a time: a runner refuses a second one, and
# requests answered side by side would make an answer depend on its neighbours.
_runners: dict[Path, _Runner] = {}
_turn = threading.Lock()

# Without a GPU the runtime never lets go of a past request's attention cache, which takes whole
# blocks of 256 tokens (14.7 MB each with the embedded model). So a runner is replaced, in about
# five seconds, before it has kept 1.5 GB; the cache is worth having, as it saves the shared prefix.
_BLOCK = 256
_KEPT_AT_MOST = 96 * _BLOCK
_MOMENT = 1.0  # seconds in which a dropped runner's own threads end


@dataclass
class _Runner:
    """A loaded model, and how many tokens of past requests it has kept."""

    runtime: Any
    kept: int = 0

    def answer(self, request: Request, stopped: threading.Event) -> Reply:
        reply = _written(self.runtime.send_chat_completion_request(_chat(request)), stopped)
        tokens = reply.tokens_in + reply.tokens_out
        self.kept += (tokens // _BLOCK + 1) * _BLOCK
        return reply


@dataclass
class LocalEngine:
    """An embedded model by its name in `claims.engines.models`, without "local/".

    The model file is fetched when it is missing (never when `offline`) and loaded at the first
    request, once per process. Answers are made one after the other, in a thread of their own, so
    an event loop stays free and an interruption is heeded between two tokens. The same request
    gets the same answer. Raises EngineConfigError for a name that no embedded model has.
    """

    model: str
    offline: bool = False

    def __post_init__(self) -> None:
        models.find(self.model)

    @property
    def name(self) -> str:
        """The name that records give."""
        return f"local/{self.model}"

    @property
    def constraint(self) -> Constraint:
        """Grammars, and JSON Schemas beside them."""
        return Constraint.GRAMMAR

    async def complete(self, request: Request) -> Reply:
        """Answer one request.

        Raises EngineRequestError with the runtime's message for a grammar that does not parse or a
        prompt that is too long, ModelFileError when there is no model file to be had, and
        EngineConfigError without the `local` extra.
        """
        stopped = threading.Event()
        try:
            return await _in_thread(lambda: self._answer(request, stopped))
        finally:
            stopped.set()

    async def aclose(self) -> None:
        """Nothing: the loaded model stays for the next engine of this process."""

    def _answer(self, request: Request, stopped: threading.Event) -> Reply:
        with _turn:
            if stopped.is_set():
                return Reply("", truncated=True)
            runner = self._runner()
            try:
                return runner.answer(request, stopped)
            except BaseException as error:  # noqa: BLE001  # a panic of the runtime is no Exception
                message = _first_words(error)
        raise EngineRequestError(f"{self.name} cannot answer this request: {message}")

    def _runner(self) -> _Runner:
        path = models.path(self.model)
        if path in _runners and _runners[path].kept >= _KEPT_AT_MOST:
            del _runners[path]
            _give_back()
        if path not in _runners:
            mistralrs = _runtime()
            file = models.pull(self.model, offline=self.offline)
            try:
                _runners[path] = _Runner(_load(mistralrs, file))
            except BaseException as error:  # noqa: BLE001  # as above
                message = f"{self.name} cannot be loaded: {_first_words(error)}"
                raise EngineConfigError(message) from None
        return _runners[path]


def _give_back() -> None:
    """Return a dropped runner's memory to the system before the next one is loaded."""
    time.sleep(_MOMENT)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # only glibc keeps it, and has this
            ctypes.CDLL(None).malloc_trim(0)


def _load(mistralrs: Any, file: Path) -> Any:
    gguf = mistralrs.Which.GGUF(quantized_model_id=str(file.parent), quantized_filename=file.name)
    return mistralrs.Runner(which=gguf, token_source="none")  # noqa: S106  # asks no hub


def _runtime() -> Any:
    os.environ.setdefault("RUST_LOG", "error")  # else it logs to standard output, among the records
    try:
        import mistralrs  # noqa: PLC0415
    except ImportError as missing:
        raise EngineConfigError(
            "The embedded model needs its runtime, which is not installed. "
            "Run: pip install 'grounded-claims[local]'"
        ) from missing
    return mistralrs


def _first_words(error: BaseException) -> str:
    """An error's message on one line, without the Rust backtrace that may follow it."""
    return " ".join(re.split(r"\n\s*0: ", str(error))[0].split())


def _chat(request: Request) -> Any:
    grammar, kind = request.grammar, "lark"
    if grammar is None:
        grammar, kind = json.dumps(request.schema), "json_schema"
    return _runtime().ChatCompletionRequest(
        messages=request.messages(),
        model="default",
        temperature=0.0,
        max_tokens=request.max_tokens,
        grammar=grammar,
        grammar_type=kind,
        stream=True,
    )


def _written(chunks: Iterator[Any], stopped: threading.Event) -> Reply:
    """The pieces of an answer put together. Letting go of the iterator ends the generation."""
    text: list[str] = []
    usage, finish = None, None
    for chunk in chunks:
        usage = chunk.usage or usage
        for choice in chunk.choices[:1]:
            text.append(choice.delta.content or "")
            finish = choice.finish_reason or finish
        if stopped.is_set():
            break
    return Reply(
        text="".join(text),
        tokens_in=usage.prompt_tokens if usage else 0,
        tokens_out=usage.completion_tokens if usage else 0,
        truncated=finish != "stop",
    )


async def _in_thread(work: Callable[[], T]) -> T:
    """The result of `work` from a thread that nobody waits for when the program is interrupted."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(result)  # type: ignore[arg-type]
        else:
            future.set_exception(error)

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as raised:  # noqa: BLE001  # raised again where it is awaited
            error = raised
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name="claims-local", daemon=True).start()
    return await future


def _forget() -> None:
    """A forked process has none of the runner's threads: it starts afresh."""
    global _runners, _turn
    _left_behind.append(_runners)
    _runners, _turn = {}, threading.Lock()


_left_behind: list[dict[Path, _Runner]] = []  # taking a runner down without its threads would hang
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
