"""True claims, hand-written with the texts they are true of.

They stand in `data/truths`, in `data/tuned` (by people who had not read the rules; the tables were
widened on them since), and in `data/heldout` those that nothing was tuned on: a file a language, a
text a line:

    text, language, date   what `Document` takes; `genre` is for people
    names                  who and what is named: `words` in the text, `name` in English, `kind`
    drafts                 true drafts, as `ground` takes them

The facts are invented; the companies, people and places are too.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims import Document

TRUTHS = Path(__file__).parent / "data" / "truths"
HELD_OUT = TRUTHS.with_name("heldout")

Draft = dict[str, Any]
_TYPED = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "−": "-"})


@dataclass(frozen=True)
class Truth:
    """A true draft and the document it is true of."""

    document: Document
    names: tuple[Mapping[str, str], ...]
    draft: Draft
    others: tuple[Draft, ...]
    """The other true drafts of the text."""

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def language(self) -> str:
        return str(self.document.language)


def truths(folder: Path = TRUTHS) -> Iterator[Truth]:
    """Every truth of every language; those of one text share its document."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield from _of_text(json.loads(line))


def _of_text(row: dict[str, Any]) -> Iterator[Truth]:
    day = dt.date.fromisoformat(row["date"])
    document = Document(row["text"], language=row["language"], date=day)
    drafts = row["drafts"]
    for draft in drafts:
        others = tuple(other for other in drafts if other is not draft)
        yield Truth(document, tuple(row["names"]), draft, others)


def words_of(slot: Any) -> str:
    """The words of a slot in either of its forms."""
    return str(slot["text"] if isinstance(slot, Mapping) else slot)


def variants(draft: Draft) -> dict[str, Draft]:
    """A true draft as it was written, and in other forms in which it is as true."""
    return {"as written": draft, "words only": _words_only(draft), "noisy": _noisy(draft)}


def _words_only(draft: Draft) -> Draft:
    """Without values, flags and comparators: what is not given is read."""
    kept = {k: v for k, v in draft.items() if k not in ("negated", "modality", "comparator")}
    return {name: _bare(name, slot) for name, slot in kept.items()}


def _bare(name: str, slot: Any) -> Any:
    if name == "attribution" or not isinstance(slot, Mapping):
        return slot
    if "antecedent" in slot:
        return {"text": slot["text"], "antecedent": slot["antecedent"]}
    return slot["text"]


def _noisy(draft: Draft) -> Draft:
    """With the noise that models make: plain spaces and apostrophes, quotation marks, no stop."""
    noisy = {name: _typed(slot) if name != "statement" else slot for name, slot in draft.items()}
    return {**noisy, "quote": f"“{noisy['quote'].rstrip('.。।')}”"}


def _typed(slot: Any) -> Any:
    if isinstance(slot, Mapping):
        return {k: _typed(v) for k, v in slot.items()}
    return slot.translate(_TYPED) if isinstance(slot, str) else slot
