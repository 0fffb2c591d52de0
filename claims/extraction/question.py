"""`Question`: one request to a model, and how its answer becomes drafts.

A form decides how a document is asked about: `clauses_form` asks a small model, one clause at a
time, only for what needs understanding; `windows_form` hands a large model several passages at
once. Everything after the drafts is the same for both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.engines.base import Request
from claims.errors import Failure
from claims.grounding.locate import Extent

Draft = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """A draft that did not pass, and why."""

    draft: Draft
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A request about the stretch `extent` of a document (code points, half-open).

    `drafts` turns an answer into drafts as `claims.ground` takes them. `again` are the questions to
    ask about the drafts that failed, each `about` some of them; none where asking again cannot
    help. `halves` are the questions to ask instead when the answer was cut off; none where it
    cannot be divided. `doubted` tells of an answer whether it takes the text for no report.
    """

    request: Request
    extent: Extent
    drafts: Callable[[str], list[Draft]] = field(repr=False)
    again: Callable[[Sequence[Failed]], Sequence[Question]] = field(repr=False)
    halves: Callable[[], Sequence[Question]] = field(repr=False, default=tuple)
    about: tuple[Failed, ...] = ()
    doubted: Callable[[str], bool] = field(repr=False, default=lambda _: False)
