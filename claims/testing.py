"""For tests of code that uses `claims`: an engine with a script, an endpoint on this machine.

Neither needs a key, a model or a network.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from claims.engines.base import Constraint, Reply, Request

__all__ = ["Answer", "LoopbackServer", "ScriptedEngine"]

Scripted = str | Reply | Exception


class ScriptedEngine:
    """An engine that gives prepared answers: a list's in order, or a function's.

    An answer is the text of a reply, a Reply, or an exception, which is raised. `requests` holds
    every Request that was made. A list that has run out raises AssertionError.

    >>> import asyncio
    >>> engine = ScriptedEngine(['{"claims": []}'])
    >>> asyncio.run(engine.complete(Request("Extract.", "Oil rose.", schema={}))).text
    '{"claims": []}'
    >>> engine.requests[0].prompt
    'Oil rose.'
    """

    name = "scripted"

    def __init__(
        self,
        replies: Iterable[Scripted] | Callable[[Request], Scripted],
        *,
        constraint: Constraint = Constraint.SCHEMA,
    ) -> None:
        self.constraint = constraint
        self.requests: list[Request] = []
        self._next = replies if callable(replies) else _in_order(replies)

    async def complete(self, request: Request) -> Reply:
        """The next answer."""
        self.requests.append(request)
        reply = self._next(request)
        if isinstance(reply, Exception):
            raise reply
        return Reply(reply) if isinstance(reply, str) else reply

    async def aclose(self) -> None:
        """Nothing to free."""


@dataclass(frozen=True)
class Answer:
    """One HTTP answer of a LoopbackServer.

    `content` is the model's message and `body` a whole response instead (JSON, or text sent as it
    is). `delay` is in seconds. `cut` ends the connection in place of an answer. `tokens` are what
    the answer says it used: (prompt, completion).
    """

    content: str | None = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | str | None = None
    delay: float = 0.0
    finish_reason: str = "stop"
    tokens: tuple[int, int] = (10, 5)
    cut: bool = False

    def payload(self, model: str) -> bytes:
        """The bytes to send."""
        body = self.body if self.body is not None else self._completion(model)
        return (body if isinstance(body, str) else json.dumps(body)).encode()

    def _completion(self, model: str) -> dict[str, Any]:
        if self.status != 200:  # noqa: PLR2004
            return {"error": {"message": self.content, "type": "error", "code": None}}
        prompt, completion = self.tokens
        message = {"role": "assistant", "content": self.content}
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": model,
            "choices": [{"index": 0, "message": message, "finish_reason": self.finish_reason}],
            "usage": {
                "prompt_tokens": prompt,
                "completion_tokens": completion,
                "total_tokens": prompt + completion,
            },
        }


Served = str | Mapping[str, Any] | Answer


class LoopbackServer:
    """An OpenAI-compatible endpoint on 127.0.0.1, for as long as the `with` block lasts.

    `answers` is a list, served in order, or a function of the request's body. An answer is the
    text of the model's message, a whole response body (a mapping), or an Answer. A list that has
    run out answers 501. `latency` (seconds) comes before every answer. `requests` holds the bodies
    received and `headers` their headers, with lower-case names.

    >>> import urllib.request
    >>> with LoopbackServer(["Hello."]) as server:
    ...     call = urllib.request.Request(server.base_url + "/chat/completions", b'{"model": "m"}')
    ...     with urllib.request.urlopen(call) as response:
    ...         reply = json.load(response)
    >>> reply["choices"][0]["message"]["content"]
    'Hello.'
    >>> server.requests
    [{'model': 'm'}]
    """

    def __init__(
        self,
        answers: Iterable[Served] | Callable[[dict[str, Any]], Served],
        *,
        latency: float = 0.0,
    ) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.latency = latency
        self._next = answers if callable(answers) else _in_order(answers, Answer("none", 501))
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, body: dict[str, Any], headers: dict[str, str]) -> Answer:
        """Record a request and choose its answer."""
        with self._lock:
            self.requests.append(body)
            self.headers.append(headers)
            served = self._next(body)
        if isinstance(served, Answer):
            return served
        return Answer(served) if isinstance(served, str) else Answer(body=served)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up early is no error here."""


def _handler(loopback: LoopbackServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # keeps connections alive
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            answer = loopback.answer(body, {k.lower(): v for k, v in self.headers.items()})
            time.sleep(loopback.latency + answer.delay)
            if answer.cut:
                self.close_connection = True
                return
            self._send(answer, answer.payload(str(body.get("model"))))

        def _send(self, answer: Answer, payload: bytes) -> None:
            self.send_response(answer.status)
            headers = {"content-type": "application/json", **answer.headers}
            for name, value in (headers | {"content-length": str(len(payload))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_: Any) -> None:
            """Tests want no access log."""

    return Handler


def _in_order(items: Iterable[Any], last: Any = None) -> Callable[[Any], Any]:
    remaining: Iterator[Any] = iter(items)

    def following(_: Any) -> Any:
        item = next(remaining, last)
        if item is None:
            raise AssertionError("The script has no reply left for this request.")
        return item

    return following
