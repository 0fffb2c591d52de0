"""`verify`: whether a record, from wherever it comes, is what its source says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from claims.document import Document
from claims.errors import DocumentError, Failure, GroundingError, shown
from claims.grounding.ground import ground
from claims.schemas import BUILT_IN, Attribution, Claim

_OWN = frozenset({"schema", "id", "document", "provenance", "attribution"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found: `failures` is empty where every word and value holds."""

    failures: tuple[Failure, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the record is grounded."""
        return not self.failures

    def __bool__(self) -> bool:
        return self.ok


def verify(
    record: Mapping[str, Any] | Claim,
    text: str | Document,
    *,
    types: Sequence[type[Claim]] = BUILT_IN,
) -> Verdict:
    """Whether a record is grounded in this text: spans, values, statement, id.

    A record of a type that is not in `types` is held to its spans alone. Never raises on bad
    records: what is wrong with them is in the verdict.
    """
    fields = record.model_dump(mode="json") if isinstance(record, Claim) else dict(record)
    try:
        document = text if isinstance(text, Document) else _document(text, *_known(fields))
    except DocumentError as error:
        return Verdict((Failure("document", "document", str(error)),))
    failures = [*_other_document(fields, document), *_wrong_spans(fields, document.text)]
    kind = fields.get("type")
    if not failures and isinstance(kind, str) and kind in {t.type_name() for t in types}:
        failures += _regrounded(fields, document, types)
    return Verdict(tuple(failures))


def _known(fields: Mapping[str, Any]) -> tuple[str | None, str | None]:
    about = fields.get("document")
    about = about if isinstance(about, Mapping) else {}
    language, date = about.get("language"), about.get("date")
    return language if isinstance(language, str) else None, date if isinstance(date, str) else None


@lru_cache(maxsize=16)
def _document(text: str, language: str | None, date: Any) -> Document:
    return Document(text, language=language, date=date)


def _other_document(fields: Mapping[str, Any], document: Document) -> Iterator[Failure]:
    about = fields.get("document")
    digest = about.get("sha256") if isinstance(about, Mapping) else None
    if digest is not None and digest != document.sha256:
        yield Failure(
            "document", "document", "the record was made from another text",
            shown(digest), document.sha256,
        )  # fmt: skip


def _wrong_spans(fields: Mapping[str, Any], text: str) -> Iterator[Failure]:
    for slot, span in _spans(fields):
        start, end, words = span["start"], span["end"], span.get("text")
        whole = isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)
        found = text[start:end] if whole else None
        if found is None or found != words:
            place = f"{shown(start)}:{shown(end)}"
            yield Failure("span", slot, f"the text at {place} reads otherwise", shown(words), found)
    quotes = fields.get("quotes")
    if not isinstance(quotes, (list, tuple)) or not quotes:
        yield Failure("quote", "quotes", "a claim quotes its source; none is given")
    elif not all(isinstance(q, Mapping) and {"start", "end"} <= set(q) for q in quotes):
        yield Failure("quote", "quotes", "a quote says where it starts and ends")


def _spans(fields: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every mention in a record, however deep, with the field it stands in."""
    left: list[tuple[str, Any]] = [("", fields)]
    while left:
        slot, value = left.pop()
        if isinstance(value, Mapping):
            if "start" in value and "end" in value:
                yield slot, value
            parts = [(slot or shown(name), part) for name, part in value.items()]
            left += reversed(parts)
        elif isinstance(value, (list, tuple)):
            left += [(slot, part) for part in reversed(value)]


def _regrounded(
    fields: Mapping[str, Any], document: Document, types: Sequence[type[Claim]]
) -> Iterator[Failure]:
    draft = {
        name: value for name, value in fields.items() if name not in _OWN and value is not None
    }
    try:
        claim = ground(draft, document, types=types)
    except GroundingError as error:
        yield from error.failures
    else:
        told_by = fields.get("attribution")
        if told_by is not None and told_by != _plain(claim.attribution):
            yield Failure("attribution", "attribution", "the text gives the claim to another")
        given = fields.get("id")
        if given and given != claim.id:
            yield Failure("id", "id", "the id is not that of this claim", shown(given), claim.id)


def _plain(attribution: Attribution | None) -> Any:
    return attribution and attribution.model_dump(mode="json")
