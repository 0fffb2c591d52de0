"""Asking an endpoint again: which failures pass by themselves, how long to wait, what to say."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from claims.errors import (
    EngineAuthError,
    EngineError,
    EngineRequestError,
    EngineUnavailableError,
)

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState

logger = logging.getLogger("claims.engines")

_PASSING = frozenset({408, 409, 429})  # beside every 5xx
_KEY_REFUSED = frozenset({401, 403})
_SERVER_FAULT = 500
_SHOWN = 300  # characters of a server's own message that an error repeats

_ADVICE = {
    401: "Check the key in CLAIMS_API_KEY or OPENAI_API_KEY.",
    403: "Check that the key in CLAIMS_API_KEY or OPENAI_API_KEY may use this model.",
    404: "Check the model's name and the base URL.",
    413: "Send shorter passages.",
    429: "Lower the concurrency, or try again later.",
}


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long a request that failed in passing is sent again.

    Waits grow from `first` to `longest` seconds by doubling, with jitter. A `Retry-After` header
    lengthens a wait up to `longest_asked`. All ends after `attempts` or `seconds`, whichever comes
    first. `sleep` and `now` (seconds since 1970) can be replaced, so that tests need not wait.
    """

    attempts: int = 6
    seconds: float = 180.0
    first: float = 0.5
    longest: float = 30.0
    longest_asked: float = 60.0
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    now: Callable[[], float] = time.time

    def retrying(self) -> AsyncRetrying:
        """A tenacity loop that waits so. The last error is raised as it came."""
        import tenacity  # noqa: PLC0415

        return tenacity.AsyncRetrying(
            sleep=self.sleep,
            wait=self._wait,
            stop=self._over,
            retry=tenacity.retry_if_exception(passes),
            before_sleep=_log_wait,
            reraise=True,
        )

    def _wait(self, state: RetryCallState) -> float:
        from tenacity import wait_exponential, wait_random  # noqa: PLC0415

        doubling = wait_exponential(multiplier=self.first, max=self.longest)(state)
        own = doubling + wait_random(0, self.first)(state)
        error = state.outcome.exception() if state.outcome else None
        asked = retry_after(getattr(error, "response", None), self.now())
        return max(own, min(asked, self.longest_asked))

    def _over(self, state: RetryCallState) -> bool:
        spent = max(state.seconds_since_start or 0.0, state.idle_for)
        return state.attempt_number >= self.attempts or spent >= self.seconds


def retry_after(response: Any, now: float) -> float:
    """Seconds that a response asks to wait, given as a number or as an HTTP date; else 0."""
    value = "" if response is None else response.headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - now
        except (ValueError, TypeError):
            return 0.0
    return max(seconds, 0.0) if not math.isnan(seconds) else 0.0


def passes(error: BaseException) -> bool:
    """Whether the same request may well be answered later."""
    import openai  # noqa: PLC0415

    if isinstance(error, openai.APIConnectionError):
        return True
    if not isinstance(error, openai.APIStatusError):
        return False
    if error.code == "insufficient_quota":  # sent as 429, but no wait brings the money
        return False
    return error.status_code in _PASSING or error.status_code >= _SERVER_FAULT


def explain(error: Exception, host: str, key: str) -> EngineError:
    """Our error for one of the client's: host, status, the server's words, what to do."""
    import openai  # noqa: PLC0415

    if isinstance(error, openai.APITimeoutError):
        return EngineUnavailableError(f"{host} did not answer in time. Try again later.")
    if isinstance(error, openai.APIConnectionError):
        cause = shortened(str(error.__cause__ or error), key)
        return EngineUnavailableError(
            f"{host} cannot be reached ({cause}). Is it running, and is the base URL right?"
        )
    if isinstance(error, openai.APIStatusError):
        return _explain_status(error, host, key)
    return EngineRequestError(
        f"{host} did not answer as an OpenAI-compatible endpoint does "
        f"({shortened(str(error), key)}). Check the base URL."
    )


def _explain_status(error: Any, host: str, key: str) -> EngineError:
    status: int = error.status_code
    said = shortened(server_message(error), key)
    advice = _ADVICE.get(status, "Try again later." if status >= _SERVER_FAULT else "")
    message = f"{host} answered {status}: {said.rstrip('.') or 'no message'}. {advice}"
    explained = _kind(status)(message.strip())
    explained.status = status
    return explained


def _kind(status: int) -> type[EngineError]:
    if status in _KEY_REFUSED:
        return EngineAuthError
    passing = status in _PASSING or status >= _SERVER_FAULT
    return EngineUnavailableError if passing else EngineRequestError


def checked(completion: Any) -> Any:
    """The completion, if it is one: some servers put an error, or a web page, into a 200.

    Raises ValueError with what was found instead.
    """
    if getattr(completion, "choices", None) and completion.choices[0].message is not None:
        return completion
    error = getattr(completion, "error", None)
    raise ValueError(str(error or completion) or "an empty body")


def server_message(error: Any) -> str:
    """What the server itself said in an error response."""
    body = error.body
    if isinstance(body, dict):
        return str(body.get("message") or body.get("detail") or body)
    return str(body or "")


def shortened(text: str, key: str) -> str:
    """One line of at most 300 characters, in which the key does not stand."""
    line = " ".join(text.replace(key, "***").split() if key else text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _log_wait(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    status = getattr(error, "status_code", None) or type(error).__name__
    pause = state.next_action.sleep if state.next_action else 0.0
    logger.info("%s; asking again in %.1f s", status, pause)
