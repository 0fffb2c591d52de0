"""The public testing tools."""

from __future__ import annotations

import asyncio
import doctest
import http.client
import json
import time
from typing import Any

import pytest

import claims.testing
from claims.engines import Constraint, Engine, Reply, Request
from claims.errors import EngineUnavailableError
from claims.testing import Answer, LoopbackServer, ScriptedEngine

REQUEST = Request("system", "prompt", {})


def test_the_examples_in_the_docstrings_run() -> None:
    results = doctest.testmod(claims.testing)
    assert results.attempted > 0
    assert results.failed == 0


def test_a_scripted_engine_is_an_engine() -> None:
    engine: Engine = ScriptedEngine([])
    assert (engine.name, engine.constraint) == ("scripted", Constraint.SCHEMA)
    assert ScriptedEngine([], constraint=Constraint.GRAMMAR).constraint is Constraint.GRAMMAR
    asyncio.run(engine.aclose())


def test_scripted_replies_come_in_order_and_requests_are_kept() -> None:
    cut = Reply("b", 3, 4, truncated=True)
    engine = ScriptedEngine(["a", cut, EngineUnavailableError("down")])
    assert asyncio.run(engine.complete(REQUEST)) == Reply("a")
    assert asyncio.run(engine.complete(REQUEST)) is cut
    with pytest.raises(EngineUnavailableError, match="down"):
        asyncio.run(engine.complete(REQUEST))
    with pytest.raises(AssertionError, match="no reply left"):
        asyncio.run(engine.complete(REQUEST))
    assert engine.requests == [REQUEST] * 4


def test_a_script_can_be_a_function() -> None:
    engine = ScriptedEngine(lambda request: request.prompt.upper())
    assert asyncio.run(engine.complete(REQUEST)).text == "PROMPT"


def post(connection: http.client.HTTPConnection, body: dict[str, Any]) -> tuple[int, Any, Any]:
    connection.request("POST", "/v1/chat/completions", json.dumps(body), {"X-Test": "yes"})
    response = connection.getresponse()
    return response.status, json.loads(response.read()), response.headers


def connect(server: LoopbackServer) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(server.base_url.split("/")[2], timeout=10)


def test_a_served_answer_and_what_is_recorded() -> None:
    with LoopbackServer([Answer("hé", tokens=(7, 2), finish_reason="length")]) as server:
        connection = connect(server)
        status, body, _ = post(connection, {"model": "m", "messages": []})
        connection.close()
    assert status == 200
    assert body["model"] == "m"
    assert body["choices"][0]["finish_reason"] == "length"
    assert body["choices"][0]["message"] == {"role": "assistant", "content": "hé"}
    assert body["usage"] == {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9}
    assert server.requests == [{"model": "m", "messages": []}]
    assert server.headers[0]["x-test"] == "yes"


def test_every_form_of_answer_over_one_connection() -> None:
    forms: list[Any] = ["a", {"whole": "body"}, Answer("slow down", 429, {"Retry-After": "3"})]
    with LoopbackServer(forms) as server:
        connection = connect(server)
        text, whole, error, over = (post(connection, {}) for _ in range(4))
        connection.close()
    assert text[1]["choices"][0]["message"]["content"] == "a"
    assert whole[1] == {"whole": "body"}
    assert (error[0], error[1]["error"]["message"]) == (429, "slow down")
    assert error[2]["retry-after"] == "3"
    assert over[0] == 501


def test_latency_and_delay_come_before_the_answer() -> None:
    with LoopbackServer([Answer("a", delay=0.1)], latency=0.1) as server:
        connection = connect(server)
        start = time.monotonic()
        post(connection, {})
        connection.close()
    assert time.monotonic() - start >= 0.2


def test_a_cut_connection_gives_no_answer() -> None:
    with LoopbackServer([Answer(cut=True)]) as server:
        connection = connect(server)
        with pytest.raises(http.client.RemoteDisconnected):
            post(connection, {})
        connection.close()


def test_a_function_sees_the_body() -> None:
    with LoopbackServer(lambda body: f"you said {body['prompt']}") as server:
        connection = connect(server)
        _, body, _ = post(connection, {"prompt": "hello"})
        connection.close()
    assert body["choices"][0]["message"]["content"] == "you said hello"
