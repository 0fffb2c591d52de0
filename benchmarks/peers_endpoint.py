"""The embedded model behind an OpenAI-compatible endpoint, for `benchmarks/peers.py`.

One document at a time: `begin` opens it, and the endpoint keeps its calls and its clock. Seconds
are the model's own. With a file of answers, a question that was asked before is answered from
there, at the seconds and tokens of the first asking.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from claims.engines.base import Engine, Reply, Request
from claims.errors import ClaimsError
from claims.testing import Answer

_HELLO = Request("", "Hello.", schema={"type": "boolean"}, max_tokens=4)


@dataclass(frozen=True)
class Call:
    """One answer: what the model wrote, and how long it took. `late`: the time ran out over it."""

    reply: Reply
    seconds: float
    late: bool = False


@dataclass
class Endpoint:
    """Answers the bodies of /v1/chat/completions; `answer` is for a `LoopbackServer`.

    A `json_schema` response format becomes a grammar, the strictest form there is. White space is
    left to the model: langextract's examples are indented, and held to none it was seen to answer
    with an empty list. No answer is longer than `bound` tokens, and one that the bound cuts off
    ends after its last whole item, so that any client can read it. A document has `limit` seconds
    of the model's time; past them every question of it is refused.
    """

    engine: Engine
    bound: int
    limit: float
    file: Path | None = None
    calls: list[Call] = field(default_factory=list)
    _known: dict[str, dict[str, Any]] = field(default_factory=dict)
    _loaded: bool = False

    def __post_init__(self) -> None:
        if self.file and self.file.exists():
            rows = map(json.loads, self.file.read_text("utf-8").splitlines())
            self._known = {row["question"]: row for row in rows}

    def begin(self) -> None:
        """Forget the calls of the document before."""
        self.calls = []

    @property
    def seconds(self) -> float:
        """The model's time for this document."""
        return sum(call.seconds for call in self.calls)

    @property
    def late(self) -> bool:
        """Whether this document's time ran out."""
        return any(call.late for call in self.calls)

    @property
    def cut(self) -> int:
        """How many answers of this document the bound cut off."""
        return sum(call.reply.truncated for call in self.calls)

    def answer(self, body: Mapping[str, Any]) -> Answer:
        """The answer to one request's body: 400 where there is none."""
        if self.late:
            return Answer("the document's time is over", 400)
        try:
            call = self._call(_request(body, self.bound))
        except (ClaimsError, ValueError) as error:
            return Answer(str(error), 400)
        self.calls.append(call)
        if call.late:
            return Answer("the document's time is over", 400)
        text = whole(call.reply.text) if call.reply.truncated else call.reply.text
        return Answer(text, tokens=(call.reply.tokens_in, call.reply.tokens_out))

    def _call(self, request: Request) -> Call:
        asked = json.dumps(asdict(request), sort_keys=True, ensure_ascii=False)
        key = hashlib.sha256(asked.encode()).hexdigest()[:24]
        left = self.limit - self.seconds
        known = self._known.get(key)
        if known is None or (known["late"] and known["seconds"] < left):
            self._known[key] = known = self._asked(key, request, left)
        reply = Reply(*(known[part] for part in ("text", "tokens_in", "tokens_out", "truncated")))
        return Call(reply, known["seconds"], known["late"] or known["seconds"] > left)

    def _asked(self, key: str, request: Request, left: float) -> dict[str, Any]:
        call = self._live(request, left)
        row = {"question": key, "seconds": round(call.seconds, 2), "late": call.late}
        row |= asdict(call.reply)
        if self.file:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return row

    def _live(self, request: Request, left: float) -> Call:
        if not self._loaded:  # no document pays for loading the model
            asyncio.run(self.engine.complete(_HELLO))
            self._loaded = True
        started = time.perf_counter()
        try:
            reply = asyncio.run(asyncio.wait_for(self.engine.complete(request), left))
        except TimeoutError:
            return Call(Reply(""), left, late=True)
        return Call(reply, time.perf_counter() - started)


def whole(text: str) -> str:
    """The list of an answer that was cut off, ended after its last whole item."""
    ends = [match.end() for match in re.finditer(r"\}", text)]
    for end in reversed([text.find("[") + 1, *ends]):
        try:
            json.loads(text[:end] + "]}")
        except ValueError:
            continue
        return text[:end] + "]}"
    return text


def _request(body: Mapping[str, Any], bound: int) -> Request:
    system, turns = _turns(body["messages"])
    if len(turns) % 2 == 0:
        raise ValueError("the last message is to be the user's")
    return Request(
        system=system,
        prompt=turns[-1],
        schema=_schema(body.get("response_format") or {}),
        max_tokens=min(int(body.get("max_tokens") or bound), bound),
        examples=tuple(zip(turns[:-1:2], turns[1::2], strict=True)),
    )


def _turns(messages: list[Mapping[str, str]]) -> tuple[str, list[str]]:
    """The system's words, and the turns from the user's first one on, in alternation."""
    system = [m["content"] for m in messages if m["role"] == "system"]
    turns: list[str] = []
    before = ""
    for message in messages:
        if message["role"] == before:
            turns[-1] += "\n\n" + message["content"]
        elif message["role"] != "system":
            turns.append(message["content"])
            before = message["role"]
    return "\n\n".join(system), turns


def _schema(form: Mapping[str, Any]) -> Mapping[str, Any]:
    if form.get("type") == "json_schema":
        schema: Mapping[str, Any] = form["json_schema"]["schema"]
        return schema
    return {"type": "object"}
