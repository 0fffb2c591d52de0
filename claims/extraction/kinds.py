"""What kind of text a clause is: only a report claims something.

A small model tells a report from an instruction well before it writes anything, and says no more
of what is none: the cheapest claim is the one that is never written.
"""

from __future__ import annotations

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
    return f'"kind": {kinds}. Of what is no {REPORT} write no more.'
