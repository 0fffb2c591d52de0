"""What kind of text a clause is: only a report claims something.

A small model errs on one clause or another, so its word on a single one decides nothing; on a page
of instructions many of the clauses around one are taken for what they are.
"""

from __future__ import annotations

from collections.abc import Sequence

REPORT = "report"

KINDS = {
    REPORT: "if the text tells what is, was or will be, or what somebody did, said, wants, "
    "supports, opposes or proposes",
    "instruction": "if it tells, asks, invites or advises its reader to do something, or how to",
    "other": "if it is a greeting, a wish, a question, a condition or an item of a list",
}


def instruction() -> str:
    """What the model is told about the kinds."""
    kinds = "; ".join(f'"{name}" {when}' for name, when in KINDS.items())
    return f'"kind": {kinds}.'


def amid(marked: Sequence[bool]) -> list[bool]:
    """For each of some clauses in the order of a text, whether a third of those around are marked.

    In a page of instructions a clause that looks like a report is seldom one.

    >>> amid([True, True, False])
    [True, True, True]
    """
    around = (marked[max(0, i - _NEAR) : i + _NEAR + 1] for i in range(len(marked)))
    return [sum(near) > len(near) / _SHARE for near in around]


_NEAR = 6  # clauses before and behind one that are around it
_SHARE = 3  # on pages of instructions a half is marked, in reports hardly any
