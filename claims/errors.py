"""Every exception that `claims` raises on purpose.

    ClaimsError
    ├── DocumentError            the text cannot be used (also a ValueError)
    ├── GroundingError           a draft does not say what its source says; `.failures`
    ├── UnknownTypeError         no claim type has that name (also a ValueError)
    ├── ModelFileError           the embedded model is missing, cut short or altered
    ├── EvaluationError          labels or predictions cannot be scored (also a ValueError)
    └── EngineError              the model did not answer
        ├── EngineConfigError    unknown model, missing key, missing extra: nothing was sent
        ├── EngineAuthError      the endpoint refused the key (401, 403)
        ├── EngineRequestError   the endpoint refused the request (another 4xx)
        └── EngineUnavailableError  still 429, 5xx, time-out or no connection after every retry

Messages say what was expected, what was found and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass


class ClaimsError(Exception):
    """Base of all errors of this library."""


class DocumentError(ClaimsError, ValueError):
    """The text cannot be used: not UTF-8, NUL bytes, a lone surrogate, empty."""


class UnknownTypeError(ClaimsError, ValueError):
    """No claim type has that name."""


class ModelFileError(ClaimsError):
    """The embedded model's file is missing, cut short, altered, or cannot be fetched."""


class EngineError(ClaimsError):
    """The model did not answer. `status` is the endpoint's HTTP status, if it gave one."""

    status: int | None = None


class EngineConfigError(EngineError, ValueError):
    """The engine cannot be built: unknown model, missing key or extra. Nothing was sent."""


class EngineAuthError(EngineError):
    """The endpoint refused the key (401 or 403). Never retried."""


class EngineRequestError(EngineError):
    """The endpoint refused the request (a 4xx that waiting will not cure). Never retried."""


class EngineUnavailableError(EngineError):
    """The endpoint stayed out of reach (429, 5xx, time-out, no connection) through every retry."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One reason why a draft or a record is not what its source says.

    `check` is the rule's name, `slot` the field it looked at, `claimed` what the draft says and
    `found` what the source says, both as text.
    """

    check: str
    slot: str
    message: str
    claimed: str | None = None
    found: str | None = None

    def __str__(self) -> str:
        return f"{self.slot}: {self.message}" if self.slot else self.message


def shown(given: object) -> str:
    """A value that came from anywhere as text that can be written: never raises."""
    try:
        return str(given).encode("utf-8", "backslashreplace").decode()
    except (ValueError, RecursionError):  # a number of too many digits, a list too deep
        return f"<{type(given).__name__}>"


class GroundingError(ClaimsError):
    """A draft is not borne out by its source. `failures` holds every reason found."""

    def __init__(self, failures: tuple[Failure, ...]) -> None:
        super().__init__("; ".join(map(str, failures)))
        self.failures = failures
