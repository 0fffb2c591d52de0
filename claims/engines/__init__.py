"""Engines: what answers a prompt.

`build_engine` makes one from a model's name. Building costs nothing: clients and models load at
the first request, and an engine can be pickled at any time.
"""

from __future__ import annotations

import os

from claims.engines.base import Constraint, Engine, Reply, Request
from claims.errors import EngineConfigError

__all__ = ["DEFAULT_MODEL", "Constraint", "Engine", "Reply", "Request", "build_engine"]

DEFAULT_MODEL = "local/qwen2.5-coder-1.5b-instruct-q4_k_m"


def build_engine(
    model: str | None = None, *, base_url: str | None = None, offline: bool = False
) -> Engine:
    """The engine for a model's name.

    "local/NAME" is an embedded model and "openai/NAME" one of OpenAI's; with `base_url`, any name
    is one of that endpoint's (without "openai/" in front). None is the name in CLAIMS_MODEL, else
    the embedded model. A key in the environment never chooses an engine. `offline` refuses every
    endpoint off this machine and every download. Raises EngineConfigError; nothing is sent.
    """
    name = model or os.environ.get("CLAIMS_MODEL", "").strip() or None
    if base_url:
        return _remote(name, base_url, offline=offline)
    name = name or DEFAULT_MODEL
    kind, _, bare = name.partition("/")
    if kind == "local" and bare:
        from claims.engines.local import LocalEngine  # noqa: PLC0415

        return LocalEngine(bare, offline=offline)
    if kind == "openai" and bare:
        return _remote(name, None, offline=offline)
    raise EngineConfigError(
        f'No model is called {name!r}. Expected "{DEFAULT_MODEL}" (embedded), "openai/NAME", or '
        "any name together with the base URL of its endpoint."
    )


def _remote(name: str | None, base_url: str | None, *, offline: bool) -> Engine:
    from claims.engines.remote import OPENAI, RemoteEngine, is_loopback  # noqa: PLC0415

    if name is None:
        raise EngineConfigError(
            f"Which model of {base_url}? Name it (--model, model=, or CLAIMS_MODEL)."
        )
    if offline and not (base_url and is_loopback(base_url)):
        raise EngineConfigError(
            f"{name!r} is on another machine, and offline was asked for. Drop one of the two, or "
            "use an embedded model or an endpoint on localhost."
        )
    return RemoteEngine(name.removeprefix("openai/"), base_url or OPENAI, name=name)
