"""The embedded model's engine. What needs the model itself is marked `model`."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from claims.engines import DEFAULT_MODEL, Constraint, Request, build_engine, local, models
from claims.engines.local import LocalEngine
from claims.errors import EngineConfigError, EngineRequestError, ModelFileError

NAME = models.available()[0].name
REQUEST = Request("Extract.", "Oil rose.", {"type": "object"}, max_tokens=50)


class Runtime(ModuleType):
    """A stand-in for mistralrs: what it is asked, and pieces of an answer."""

    def __init__(self) -> None:
        super().__init__("mistralrs")
        self.Which = SimpleNamespace(GGUF=lambda **file: file)
        self.ChatCompletionRequest = SimpleNamespace
        self.Runner = self.load
        self.loaded: list[dict[str, Any]] = []
        self.asked: list[Any] = []
        self.at_once = 0
        self.answer: Callable[[Any], Iterator[Any]] = lambda _: chunks("a", "b")

    def load(self, **options: Any) -> Runtime:
        self.loaded.append(options)
        return self

    def send_chat_completion_request(self, request: Any) -> Iterator[Any]:
        self.asked.append(request)
        return self.answer(request)


def chunks(*pieces: str, finish: str = "stop") -> Iterator[Any]:
    for number, piece in enumerate(pieces, 1):
        last = number == len(pieces)
        usage = SimpleNamespace(prompt_tokens=9, completion_tokens=number) if last else None
        delta = SimpleNamespace(content=piece)
        choice = SimpleNamespace(delta=delta, finish_reason=finish if last else None)
        yield SimpleNamespace(choices=[choice], usage=usage)


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Runtime:
    stand_in = Runtime()
    monkeypatch.setitem(sys.modules, "mistralrs", stand_in)
    monkeypatch.setattr(local, "_runners", {})
    monkeypatch.setattr(models, "pull", lambda _name, offline: tmp_path / f"model-{offline}.gguf")
    return stand_in


def test_the_default_engine_is_the_embedded_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMS_MODEL", raising=False)
    engine = build_engine()
    assert engine.name == DEFAULT_MODEL == f"local/{NAME}"
    assert engine.constraint is Constraint.GRAMMAR


@pytest.mark.usefixtures("runtime")
def test_pieces_are_put_together() -> None:
    reply = asyncio.run(LocalEngine(NAME).complete(REQUEST))
    assert (reply.text, reply.tokens_in, reply.tokens_out) == ("ab", 9, 2)
    assert not reply.truncated


def test_an_answer_cut_at_the_bound_says_so(runtime: Runtime) -> None:
    runtime.answer = lambda _: chunks("a", finish="length")
    assert asyncio.run(LocalEngine(NAME).complete(REQUEST)).truncated


def test_a_schema_binds_the_answer_and_a_grammar_goes_before_it(runtime: Runtime) -> None:
    engine = LocalEngine(NAME)
    asyncio.run(engine.complete(REQUEST))
    asyncio.run(engine.complete(Request("", "p", {"type": "object"}, 'start: "x"')))
    by_schema, by_grammar = runtime.asked
    assert (by_schema.grammar_type, by_schema.grammar) == ("json_schema", '{"type": "object"}')
    assert (by_grammar.grammar_type, by_grammar.grammar) == ("lark", 'start: "x"')
    assert (by_schema.temperature, by_schema.max_tokens) == (0.0, 50)
    assert [message["role"] for message in by_schema.messages] == ["system", "user"]
    assert by_grammar.messages == [{"role": "user", "content": "p"}]


def test_a_model_is_loaded_once_for_all_engines_and_loops(runtime: Runtime) -> None:
    for _ in range(2):
        asyncio.run(LocalEngine(NAME).complete(REQUEST))
    (options,) = runtime.loaded
    assert options["which"]["quantized_filename"] == "model-False.gguf"


def test_a_runner_that_has_kept_much_is_replaced(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_KEPT_AT_MOST", 3 * 256)
    monkeypatch.setattr(local, "_MOMENT", 0.0)
    loads = []
    for _ in range(7):
        asyncio.run(LocalEngine(NAME).complete(REQUEST))
        loads.append(len(runtime.loaded))
    assert loads == [1, 1, 1, 2, 2, 2, 3]


def test_offline_reaches_the_model_file(runtime: Runtime) -> None:
    asyncio.run(build_engine(f"local/{NAME}", offline=True).complete(REQUEST))
    assert runtime.loaded[0]["which"]["quantized_filename"] == "model-True.gguf"


def test_requests_take_turns_and_leave_the_event_loop_free(runtime: Runtime) -> None:
    running, most = [0], [0]

    def answer(_: Any) -> Iterator[Any]:
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.03)
        yield from chunks("a")
        running[0] -= 1

    async def main() -> int:
        engine, beats = LocalEngine(NAME), 0
        work = asyncio.gather(*(engine.complete(REQUEST) for _ in range(4)))
        while not work.done():
            await asyncio.sleep(0.005)
            beats += 1
        return beats

    runtime.answer = answer
    assert asyncio.run(main()) >= 5
    assert most == [1]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("Invalid grammar. 1(9): Expected ']'"), r"Invalid grammar\. 1\(9\)"),
        (ValueError("no\nroom\n   0: <rust::frame>\n   1: more"), "request: no room$"),
        (BaseException("the runtime panicked"), "panicked"),
    ],
)
def test_the_runtime_s_own_words_are_kept(
    runtime: Runtime, error: BaseException, words: str
) -> None:
    def refuse(_: Any) -> Iterator[Any]:
        raise error

    runtime.answer = refuse
    with pytest.raises(EngineRequestError, match=words):
        asyncio.run(LocalEngine(NAME).complete(REQUEST))


def test_ctrl_c_stops_between_two_pieces(runtime: Runtime) -> None:
    ended = threading.Event()

    def endless(_: Any) -> Iterator[Any]:
        try:
            while True:
                time.sleep(0.01)
                yield from chunks("a")
        finally:
            ended.set()

    runtime.answer = endless
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        asyncio.run(LocalEngine(NAME).complete(REQUEST))
    assert time.monotonic() - start < 1
    assert ended.wait(1)


def test_who_gave_up_while_waiting_is_not_answered(runtime: Runtime) -> None:
    async def main() -> None:
        engine = LocalEngine(NAME)
        first = asyncio.create_task(engine.complete(REQUEST))
        await asyncio.sleep(0.02)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(engine.complete(REQUEST), 0.02)
        await first
        await engine.complete(REQUEST)

    def answer(_: Any) -> Iterator[Any]:
        time.sleep(0.1)
        return chunks("a")

    runtime.answer = answer
    asyncio.run(main())
    assert len(runtime.asked) == 2


@pytest.mark.usefixtures("runtime")
def test_an_engine_with_a_loaded_model_can_be_pickled() -> None:
    engine = LocalEngine(NAME)
    asyncio.run(engine.complete(REQUEST))
    copy = pickle.loads(pickle.dumps(engine))  # noqa: S301
    assert copy == engine
    assert asyncio.run(copy.complete(REQUEST)).text == "ab"


def test_after_a_fork_everything_starts_afresh(runtime: Runtime) -> None:
    asyncio.run(LocalEngine(NAME).complete(REQUEST))
    before = local._turn
    local._forget()
    assert local._runners == {}
    assert local._turn is not before
    asyncio.run(LocalEngine(NAME).complete(REQUEST))
    assert len(runtime.loaded) == 2


@pytest.mark.usefixtures("runtime")
def test_a_missing_runtime_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mistralrs", None)
    with pytest.raises(EngineConfigError, match=r"pip install 'grounded-claims\[local\]'"):
        asyncio.run(LocalEngine(NAME).complete(REQUEST))


def test_a_model_that_does_not_load_is_a_clear_error(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(**_: Any) -> None:
        raise ValueError("unknown magic")

    monkeypatch.setattr(runtime, "Runner", load)
    with pytest.raises(EngineConfigError, match="cannot be loaded: unknown magic"):
        asyncio.run(LocalEngine(NAME).complete(REQUEST))


@pytest.mark.parametrize(("user_s", "seen"), [(None, "error"), ("debug", "debug")])
@pytest.mark.usefixtures("runtime")
def test_the_runtime_is_silenced_before_it_is_imported(
    monkeypatch: pytest.MonkeyPatch, user_s: str | None, seen: str
) -> None:
    monkeypatch.delenv("RUST_LOG", raising=False)
    if user_s:
        monkeypatch.setenv("RUST_LOG", user_s)
    asyncio.run(LocalEngine(NAME).complete(REQUEST))
    assert os.environ["RUST_LOG"] == seen


def test_offline_without_a_model_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAIMS_CACHE", str(tmp_path))
    with pytest.raises(ModelFileError, match="offline"):
        asyncio.run(LocalEngine(NAME, offline=True).complete(REQUEST))


@pytest.mark.model
def test_the_model_can_only_copy_what_the_grammar_holds(capfd: pytest.CaptureFixture[str]) -> None:
    """A substring grammar over Chinese: pieces of characters come back whole, nothing is logged."""
    passage = "俄罗斯是中国第五大贸易伙伴。"
    grammar = 'start: "[\\"" WORDS "\\"]"\nWORDS: %regex ' + json.dumps(
        {"substring_chars": passage}
    )
    request = Request("Copy the rank.", passage, {}, grammar, max_tokens=40)
    engine = LocalEngine(NAME)
    replies = [asyncio.run(engine.complete(request)) for _ in range(2)]
    (copied,) = json.loads(replies[0].text)
    assert copied
    assert copied in passage
    assert replies[0].text == replies[1].text
    assert replies[0].tokens_in > 10
    assert capfd.readouterr() == ("", "")


@pytest.mark.model
def test_the_model_is_held_to_its_bound_and_its_errors_are_told() -> None:
    engine = LocalEngine(NAME)
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    reply = asyncio.run(engine.complete(Request("", "Tell a story.", schema, max_tokens=3)))
    assert reply.truncated
    assert reply.tokens_out == 3
    with pytest.raises(EngineRequestError, match="Invalid grammar"):
        asyncio.run(engine.complete(Request("", "p", schema, "start: [")))
