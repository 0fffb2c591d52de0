"""The remote engine: any OpenAI-compatible endpoint."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from claims.engines.base import Constraint, Reply, Request
from claims.engines.dialect import Dialect, answer_type, demand_strictness
from claims.engines.transport import Patience, checked, explain
from claims.errors import EngineConfigError, EngineError, EngineRequestError

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

OPENAI = "https://api.openai.com/v1"
_KEYS = ("CLAIMS_API_KEY", "OPENAI_API_KEY")
_NO_KEY = "none"  # the client insists on one; an endpoint without keys does not read it
_CONNECT_SECONDS = 10.0
_FORM_REFUSED = frozenset({400, 422})


@dataclass(frozen=True, slots=True)
class _Session:
    """The client of one event loop. `closer` closes it, at the latest when the loop shuts down."""

    ask: dict[bool, Callable[..., Awaitable[Any]]]
    closer: AsyncGenerator[None, None]


@dataclass(eq=False)
class RemoteEngine:
    """A model behind an OpenAI-compatible endpoint.

    `model` is the name sent to the endpoint, `name` the one that records give, `seconds` the
    longest wait for one answer. The key is read from CLAIMS_API_KEY, else OPENAI_API_KEY, when a
    client is built: the engine never holds it, so neither its repr nor its pickle can show it.
    Raises EngineConfigError for an address or a key that cannot be used.
    """

    model: str
    base_url: str = OPENAI
    name: str = ""
    seconds: float = 120.0
    patience: Patience = field(default_factory=Patience)
    _dialect: Dialect = field(default_factory=Dialect, init=False, repr=False)
    _sessions: dict[Any, _Session] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self.name = self.name or self.model
        self.host = _host(self.base_url)
        _key(self.base_url)
        if self.base_url == OPENAI:
            self._dialect = Dialect.of_openai()

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_sessions": {}}

    @property
    def constraint(self) -> Constraint:
        """SCHEMA, until the endpoint has refused one."""
        return Constraint.SCHEMA if self._dialect.schema else Constraint.NOTHING

    async def complete(self, request: Request) -> Reply:
        """Answer one request: the text as the model wrote it, be it JSON or not.

        Raises EngineAuthError, EngineRequestError or EngineUnavailableError.
        """
        dialect, thought = self._dialect, Reply("")
        while True:
            try:
                reply = _reply(await self._ask(request, dialect), thought)
            except EngineRequestError as refusal:
                dialect = _adapted(dialect, refusal)
                continue
            self._dialect = dialect
            if reply.text or not reply.truncated or dialect.room:
                return reply
            dialect, thought = dialect.with_room(), reply

    async def aclose(self) -> None:
        """Close the running event loop's client. The next request builds a new one."""
        session = self._sessions.pop(asyncio.get_running_loop(), None)
        if session is not None:
            await session.closer.aclose()

    async def _ask(self, request: Request, dialect: Dialect) -> Any:
        """One completion through instructor, which puts the schema in the endpoint's terms."""
        from instructor.core import (  # noqa: PLC0415
            IncompleteOutputException,
            InstructorRetryException,
        )

        ask = (await self._session()).ask[dialect.schema]
        form = answer_type(json.dumps(request.schema))
        options = {"model": self.model, "messages": request.messages(), **dialect.options(request)}
        try:
            answer = await ask(response_model=form, max_retries=0, **options)
        except IncompleteOutputException as cut:
            return cut.last_completion
        except InstructorRetryException as failed:
            error = (failed.__cause__ or failed).with_traceback(None)
        else:
            return answer._raw_response  # noqa: SLF001  # where instructor keeps it
        raise error

    async def _session(self) -> _Session:
        loop = asyncio.get_running_loop()
        session = self._sessions.get(loop)
        if session is None:
            for other in [loop for loop in self._sessions if loop.is_closed()]:
                self._sessions.pop(other, None)
            session = self._sessions[loop] = self._open()
            await anext(session.closer)
        return session

    def _open(self) -> _Session:
        import instructor  # noqa: PLC0415

        key = _key(self.base_url)
        client = _client(self.base_url, key, self.seconds)

        async def send(**options: Any) -> Any:
            return await self._send(client, key, options)

        logging.getLogger("instructor").addHandler(logging.NullHandler())
        modes = {True: instructor.Mode.JSON_SCHEMA, False: instructor.Mode.JSON}
        ask: Any = {schema: instructor.patch(create=send, mode=m) for schema, m in modes.items()}
        return _Session(ask, _closing(client))

    async def _send(self, client: AsyncOpenAI, key: str, options: dict[str, Any]) -> Any:
        """One request, sent again as long as patience lasts. Errors carry no trace of the key."""
        import openai  # noqa: PLC0415

        demand_strictness(options["response_format"])
        error: EngineError

        async def once() -> Any:
            return checked(await client.chat.completions.create(**options))

        try:
            return await self.patience.retrying()(once)
        except (openai.OpenAIError, ValueError) as raised:
            error = explain(raised, self.host, key)
        raise error


def _adapted(dialect: Dialect, refusal: EngineRequestError) -> Dialect:
    adapted = dialect.after(str(refusal)) if refusal.status in _FORM_REFUSED else None
    if adapted is None:
        raise refusal
    return adapted


async def _closing(client: AsyncOpenAI) -> AsyncGenerator[None, None]:
    """A generator that closes the client when it ends.

    An event loop ends its unfinished generators before it closes (asyncio.run sees to that), so a
    client is closed inside its own loop even when nobody calls `aclose`.
    """
    try:
        yield
    finally:
        await client.close()


def _client(base_url: str, key: str, seconds: float) -> AsyncOpenAI:
    import openai  # noqa: PLC0415

    direct = is_loopback(base_url)  # then no proxy and no redirection may lead elsewhere
    return openai.AsyncOpenAI(
        api_key=key,
        base_url=base_url,
        max_retries=0,
        http_client=openai.DefaultAsyncHttpxClient(
            timeout=openai.Timeout(seconds, connect=_CONNECT_SECONDS),
            trust_env=not direct,
            follow_redirects=not direct,
        ),
    )


def _reply(completion: ChatCompletion, thought: Reply) -> Reply:
    """The answer, with the cost of what was thought before in vain."""
    choice, usage = completion.choices[0], completion.usage
    text = choice.message.content or choice.message.refusal
    return Reply(
        text=text if isinstance(text, str) else "",
        tokens_in=thought.tokens_in + ((usage.prompt_tokens or 0) if usage else 0),
        tokens_out=thought.tokens_out + ((usage.completion_tokens or 0) if usage else 0),
        truncated=choice.finish_reason == "length",
    )


def is_loopback(base_url: str) -> bool:
    """Whether an address stays on this machine."""
    name = urlsplit(base_url).hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _host(base_url: str) -> str:
    try:
        parts = urlsplit(base_url)
        host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host:
        raise EngineConfigError(
            "A base URL looks like http://localhost:8000/v1, and this one does not: "
            f"{base_url.rpartition('@')[2]!r}"
        )
    return host


def _key(base_url: str) -> str:
    key = next((key for name in _KEYS if (key := os.environ.get(name, "").strip())), "")
    if not key and base_url == OPENAI:
        raise EngineConfigError(
            "OpenAI needs a key and none was found. Put it in CLAIMS_API_KEY or OPENAI_API_KEY, "
            "or name another endpoint with base_url."
        )
    if not (key.isascii() and key.isprintable()):
        raise EngineConfigError(
            "The key in CLAIMS_API_KEY or OPENAI_API_KEY holds characters that no key has "
            "(accents, line breaks). Copy it again."
        )
    return key or _NO_KEY
