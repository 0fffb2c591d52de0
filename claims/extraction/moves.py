"""Which amounts of a clause say by how much, from where and to where something moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from claims.document import Document
from claims.grounding.locate import Extent
from claims.grounding.tables import table
from claims.reading import Reading
from claims.tokens import tokenise

_SIGN = regex.compile(r"[,;:،；，、](?!\p{Nd})")
_REACH = 3  # words between an amount and the word that says its part: "by as much as"
_NEAR = 1  # words between a change and its size, where no word tells: "up 8 %", "8 % more"


def amounts_of_change(
    document: Document, clause: Extent, change: Reading, amounts: Sequence[Reading]
) -> dict[str, Reading]:
    """The slots "by", "from_" and "to" of a change, as far as the words of its clause fill them.

    `amounts` are the claimable amounts of the clause that no other change stands nearer to.
    """
    marked = [(a, set(_parts(document, clause, a))) for a in amounts]
    found: dict[str, Reading] = {}
    ends = [a for a, parts in marked if "to" in parts and _behind(change, a)]
    for amount, parts in marked:
        if amount in ends:
            found.setdefault("to", amount)
        elif "from" in parts and any(_alike(amount, end) and _behind(amount, end) for end in ends):
            found.setdefault("from_", amount)
    rest = [(a, parts) for a, parts in marked if a not in found.values()]
    sizes = [a for a, parts in rest if _is_size(document, change, a, parts)]
    if sizes:
        found["by"] = min(sizes, key=lambda a: _apart(change, a))
    return found


def _is_size(document: Document, change: Reading, amount: Reading, parts: set[str]) -> bool:
    if "of" in parts and _behind(change, amount):
        return True
    if "by" in parts or amount.kind == "percent":
        return "to" not in parts
    if parts:
        return False
    low, high = min(change.end, amount.end), max(change.start, amount.start)
    between = document.text[low:high]
    return len(tokenise(between)) <= _NEAR and not _SIGN.search(between)


def _parts(document: Document, clause: Extent, amount: Reading) -> Iterator[str]:
    """What the nearest word before an amount that says a part of a change says."""
    marks = table("change", document.language or "")
    near = document.readings_over(max(clause[0], amount.start - 40), amount.start)
    skipped = [r for r in near if r.kind == "comparator" and r.start >= clause[0]]
    start = min((r.start for r in skipped), default=amount.start)
    for begin in dict.fromkeys((amount.start, start)):
        lead = _SIGN.split(document.text[clause[0] : begin])[-1]
        words = tokenise(lead).keys[-_REACH:]
        for word in reversed(words):
            if parts := [end for end, known in marks.items() if word in known]:
                yield from parts
                return


def _behind(first: Reading, second: Reading) -> bool:
    return first.end <= second.start


def _alike(one: Reading, other: Reading) -> bool:
    return one.kind == "number" or (one.kind, one.unit) == (other.kind, other.unit)


def _apart(change: Reading, amount: Reading) -> int:
    return max(amount.start - change.end, change.start - amount.end)
