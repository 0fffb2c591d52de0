"""Labelled texts and predictions, read into what `scoring` compares.

A labelled document is a mapping with `id`, `language`, `text` (or `path`, relative to its file),
`claims` and `optional`: labels in the form of drafts, whose words are found in the text (a slot in
the label's quote, else nearest to it). Records, which have offsets, do as well on either side;
predictions may also be drafts with a `document`, and those whose words stand nowhere match nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from claims.evaluation.files import EvaluationError
from claims.reading.data import table

Span = tuple[int, int]
Value = tuple[str, Any]

_NO_SLOTS = {
    "schema", "id", "type", "statement", "language", "quote", "quotes", "document",
    "provenance", "attribution", "modality", "negated", "speaker",
}  # fmt: skip
_ALIKE = {"reject": "oppose", "agree": "support", "accept": "support"}
_WORD = r"(?<!\w){}(?!\w)"


@dataclass(frozen=True, slots=True)
class Slot:
    """Words with the places where they and their antecedent stand, and what they say."""

    text: str = ""
    spans: tuple[Span, ...] = ()
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A document that has labels. `text` is None where only records are known of it."""

    id: str
    language: str
    text: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A claim on its page. A superlative's slot is called "rank": both say a place in an order."""

    page: Page
    type: str
    slots: Mapping[str, Slot]
    given: Mapping[str, Any]
    optional: bool = False

    @property
    def family(self) -> str:
        """The type, ranking and superlative being one."""
        return "ranking" if self.type == "superlative" else self.type


def read_labels(gold: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Page], list[Item]]:
    """The pages by their ids and by the SHA-256 of their texts, and all labels on them."""
    pages: dict[str, Page] = {}
    items: list[Item] = []
    for number, given in enumerate(gold, 1):
        name = f"label {number}"
        if not isinstance(given, Mapping) or "claims" not in given:
            page = _page_of(given, pages, name) or _new_page(given["document"], pages)
            items.append(_item(given, page, name))
            continue
        page = _new_page(given, pages)
        items += _labels(given, page, "claims", optional=False)
        items += _labels(given, page, "optional", optional=True)
    return pages, items


def _labels(given: Mapping[str, Any], page: Page, key: str, *, optional: bool) -> list[Item]:
    labels = given.get(key, [])
    if not isinstance(labels, list):
        raise EvaluationError(f"{page.id}: `{key}` is to be a list")
    names = [f"{page.id}, {key} {n}" for n in range(1, len(labels) + 1)]
    return [
        _complete(_item(label, page, name, optional=optional), name)
        for label, name in zip(labels, names, strict=True)
    ]


def read_predictions(
    predicted: Iterable[Mapping[str, Any]], pages: Mapping[str, Page]
) -> tuple[list[Item], int]:
    """The predictions on these pages, and how many there are beside on pages unknown."""
    given = list(predicted)
    found = [_page_of(record, pages, f"prediction {n}") for n, record in enumerate(given, 1)]
    items = [
        _item(record, page, f"prediction {n}")
        for n, (record, page) in enumerate(zip(given, found, strict=True), 1)
        if page
    ]
    return items, len(given) - len(items)


def _page_of(record: Any, pages: Mapping[str, Page], name: str) -> Page | None:
    document = record.get("document") if isinstance(record, Mapping) else None
    given = [document.get(k) for k in ("sha256", "id")] if isinstance(document, Mapping) else []
    keys = [key for key in given if isinstance(key, str)]
    if not keys:
        raise EvaluationError(
            f"{name}: a claim with `document.id` or `document.sha256` is expected"
        )
    return next((pages[key] for key in keys if key in pages), None)


def _new_page(given: Mapping[str, Any], pages: dict[str, Page]) -> Page:
    text = given.get("text")
    digest = hashlib.sha256(text.encode()).hexdigest() if text else given.get("sha256")
    page = Page(given.get("id") or digest or "", given.get("language") or "?", text)
    if page.id in pages:
        raise EvaluationError(f"two documents are called {page.id!r}")
    pages.update((key, page) for key in (page.id, digest) if key)
    return page


def _item(given: Any, page: Page, name: str, *, optional: bool = False) -> Item:
    if not isinstance(given, Mapping) or not isinstance(given.get("type"), str):
        raise EvaluationError(f"{name}: an object with a `type` is expected")
    quotes = given.get("quotes") or [given.get("quote")]
    if isinstance(quotes, str) or not isinstance(quotes, Iterable):
        raise EvaluationError(f"{name}: `quotes` is to be a list")
    found = [_slot(quote, page, None, f"{name}, quote") for quote in quotes]
    slots = {"quote": Slot(found[0].text, tuple(s for quote in found for s in quote.spans))}
    home = next(iter(slots["quote"].spans), None)
    filled = {"speaker": _speaker(given), **{k: v for k, v in given.items() if k not in _NO_SLOTS}}
    for key, words in filled.items():
        if isinstance(words, str) or (isinstance(words, Mapping) and "text" in words):
            slots["rank" if key == "superlative" else key] = _slot(
                words, page, home, f"{name}, {key}"
            )
    if "by" in slots:
        slots["by"] = _unsigned(slots["by"])
    slots["negated"] = Slot(value=("negated", bool(given.get("negated"))))
    slots["modality"] = Slot(value=("modality", given.get("modality") or "asserted"))
    if "value" in slots or "direction" in slots:
        slots.setdefault("comparator", Slot(value=("op", "=")))
    return Item(page, given["type"], slots, given, optional)


def _unsigned(slot: Slot) -> Slot:
    """A change's size without the sign that its direction already tells ("−6.2 %")."""
    kind, value = slot.value or ("", None)
    return replace(slot, value=(kind, abs(value))) if isinstance(value, float) else slot


def _speaker(given: Mapping[str, Any]) -> Any:
    attribution = given.get("attribution")
    said = attribution.get("speaker") if isinstance(attribution, Mapping) else None
    return said or given.get("speaker")


def _complete(item: Item, name: str) -> Item:
    lost = [key for key, slot in item.slots.items() if slot.text and not slot.spans]
    if lost or not item.slots["quote"].spans:
        raise EvaluationError(f"{name}: {', '.join(lost) or 'quote'} does not stand in the text")
    return item


def _slot(given: Any, page: Page, home: Span | None, name: str) -> Slot:
    words = {"text": given} if isinstance(given, str) else given
    if not isinstance(words, Mapping) or not isinstance(words.get("text"), str):
        raise EvaluationError(f"{name}: words are expected, or an object with `text`")
    also = words.get("antecedent")
    spans = _spans(words, page, home, name) + (_slot(also, page, home, name).spans if also else ())
    try:
        return Slot(words["text"], spans, _value(words))
    except (TypeError, ValueError) as error:
        raise EvaluationError(f"{name}: {error}") from error


def _spans(words: Mapping[str, Any], page: Page, home: Span | None, name: str) -> tuple[Span, ...]:
    start, end = words.get("start"), words.get("end")
    if isinstance(start, int) and isinstance(end, int):
        return ((start, end),)
    if page.text is None:
        raise EvaluationError(
            f"{name}: has no `start` and `end`, and there is no text to find it in"
        )
    word = re.escape(words["text"])
    for pattern in (_WORD.format(word), word) if word else ():
        if found := [m.span() for m in re.finditer(pattern, page.text)]:
            return (min(found, key=lambda span: _distance(span, home or (0, 0))),)
    return ()


def _distance(span: Span, home: Span) -> tuple[int, int]:
    outside = max(0, home[0] - span[0]) + max(0, span[1] - home[1])
    return outside, span[0]


def _value(words: Mapping[str, Any]) -> Value | None:
    """What a slot says, comparable: (dimension, number), (kind, word), or None for mere words."""
    value = words.get("value")
    if "op" in words:
        return "op", words["op"]
    if words.get("from") or words.get("to"):
        return "date", (words.get("from"), words.get("to"))
    if isinstance(value, str):
        return "word", _ALIKE.get(value, value)
    if value is None:
        return None
    if words.get("direction") == "least":
        return "least", float(value)
    dimension, factor = _unit(words.get("unit") or "")
    return dimension, float(value) * factor


def _unit(symbol: str) -> tuple[str, float]:
    """The dimension of a unit, and how many of its base unit it is."""
    if symbol == "%":
        return "", 0.01
    unit = table("numbers/units").get(symbol, {})
    if "dimension" not in unit or "offset" in unit:
        return symbol, 1.0
    return unit["dimension"], float(unit["factor"])
