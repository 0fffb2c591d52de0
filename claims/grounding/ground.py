"""`ground`: a draft becomes a claim, or every reason why it cannot."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from claims.document import Document
from claims.errors import Failure, GroundingError, shown
from claims.grounding import comparators, statement
from claims.grounding.accounts import Evidence
from claims.grounding.antecedents import (
    name_country,
    names_itself,
    owned_subject,
    quote_names,
    untold_name,
)
from claims.grounding.attribution import attribution
from claims.grounding.clause import Bearing, within
from claims.grounding.comparators import Comparing
from claims.grounding.language import untranslated
from claims.grounding.locate import Extent
from claims.grounding.marks import Marks
from claims.grounding.outside import displaced
from claims.grounding.predicate import parted, suffered
from claims.grounding.roles import bystanders, swapped_slots, tells_subject
from claims.grounding.source import DraftSource
from claims.grounding.vocabulary import Vocabulary
from claims.reading import Reading, read
from claims.schemas import (
    BUILT_IN,
    Attribution,
    Claim,
    Comparator,
    DocumentRef,
    Entity,
    Mention,
    Provenance,
    Stance,
)


def ground(
    draft: Mapping[str, Any],
    document: Document | str,
    *,
    types: Sequence[type[Claim]] = BUILT_IN,
    provenance: Provenance | None = None,
) -> Claim:
    """The claim that a draft makes, every word and value of it found in the document.

    Raises GroundingError with every failure found; no model is asked.
    """
    document = Document(document) if isinstance(document, str) else document
    claim_type = _type(draft, types)
    source = DraftSource.of(document, _quotes(draft), _told(draft))
    fields = {name: given for name, given in draft.items() if name not in ("quote", "quotes")}
    fields["quotes"] = [{**quote} for quote in source.quotes()]
    fields["document"] = document_ref(document)
    fields["provenance"] = provenance
    try:
        claim = claim_type.model_validate(fields, context={"source": source})
    except ValidationError as error:
        raise GroundingError(tuple(_failures(error))) from None
    return _complete(claim, draft, document)


def document_ref(document: Document) -> DocumentRef:
    """What a record says of its document."""
    return DocumentRef(
        id=document.id, sha256=document.sha256, language=document.language,
        date=document.date, url=document.url,
    )  # fmt: skip


def _type(draft: Mapping[str, Any], types: Sequence[type[Claim]]) -> type[Claim]:
    names = {claim_type.type_name(): claim_type for claim_type in types}
    wanted = draft.get("type")
    if not isinstance(wanted, str) or wanted not in names:
        raise GroundingError(
            (Failure("type", "type", f"one of {', '.join(names)} was expected", shown(wanted)),)
        )
    return names[wanted]


def _quotes(draft: Mapping[str, Any]) -> list[Any]:
    given = draft.get("quotes", draft.get("quote"))
    quotes = list(given) if isinstance(given, (list, tuple)) else [given]
    if not quotes or quotes == [None]:
        raise GroundingError(
            (Failure("quote", "quotes", "a claim quotes its source; none is given"),)
        )
    return quotes


def _told(draft: Mapping[str, Any]) -> tuple[str, str]:
    """The statement of a draft and its language, as far as they are text."""
    statement, language = draft.get("statement"), draft.get("language")
    return (
        statement if isinstance(statement, str) else "",
        language if isinstance(language, str) and language else "en",
    )


def _failures(error: ValidationError) -> Iterator[Failure]:
    for item in error.errors(include_url=False, include_input=False):
        context = item.get("ctx", {})
        slot = ".".join(str(part) for part in item["loc"])
        yield Failure(item["type"], slot, item["msg"], context.get("claimed"), context.get("found"))


def _complete(claim: Claim, draft: Mapping[str, Any], document: Document) -> Claim:
    """What the quote holds and the draft left out is read; what it gave is held against that."""
    bearing = Bearing.of(document, _spans(claim), _act(claim)).without(_named(claim))
    read_now = {
        "negated": bool(bearing.negations()),
        "modality": _modality(claim, bearing, document),
        **_read_comparator(claim, document),
    }
    found = [*_contradictions(claim, draft, read_now, document), *_outside(claim)]
    found += displaced(claim, document)
    found += [*parted(claim, document), *suffered(claim, document)]
    told_by = {"attribution": _attribution(claim, bearing, document)}
    claim = claim.model_copy(update=read_now | told_by)
    said = read(claim.statement, claim.language, date=document.date)
    claim = _resolved(claim, said, document)
    beside = bystanders(claim, said, document.language or "")
    found += untold_name(claim, document)
    told = owned_subject(claim, document)
    found += statement.failures(told, said, _evidence(claim, document, beside))
    found += statement.unsaid_modality(claim, said, bearing.modalities())
    found += statement.unsaid_negation(said, bearing.asides)
    found += untranslated(claim, document.language or "")
    found += swapped_slots(claim, Marks(document.text, document.language or "", document.readings))
    if found:
        raise GroundingError(tuple(found))
    return claim.model_copy(update={"id": claim.fingerprint()})


def _named(claim: Claim) -> list[Extent]:
    """The words that name something, and do not say what is claimed of it."""
    return [
        (m.start, m.end) for _, m in claim.mentions() if not type(m).kinds and m != _what(claim)
    ]


def _what(claim: Claim) -> Mention | None:
    return getattr(claim, "what", None)


def _act(claim: Claim) -> Extent | None:
    """The words that say what is claimed: what happened, else what makes the claim."""
    act = _what(claim) or getattr(claim, type(claim).key_slot() or "", None)
    return (act.start, act.end) if act else None


def _modality(claim: Claim, bearing: Bearing, document: Document) -> str:
    """How the source puts the claim. What is told of days to come is a plan, in any tense.

    A promise is made today, whenever it will be kept.
    """
    put = bearing.modality()
    if any(isinstance(mention, Stance) for _, mention in claim.mentions()):
        return put
    ahead = claim.when and claim.when.from_ and document.date and document.date < claim.when.from_
    return "planned" if ahead and put in ("asserted", "reported") else put


def _attribution(claim: Claim, bearing: Bearing, document: Document) -> Attribution | None:
    """Who says it where the text tells, else as the draft has it."""
    quoted, cues = claim.quotes[0].start, bearing.reports()
    return attribution(document, quoted, _spans(claim), cues) or claim.attribution


def _resolved(claim: Claim, said: Sequence[Reading], document: Document) -> Claim:
    """The claim with the places and names that its statement has from what comes before."""
    evidence = _evidence(claim, document)
    known = {reading.value for reading in evidence.places}
    places = [r for r in said if r.kind == "place" and r.value not in known]
    claim = name_country(claim, places, document)
    strange = statement.strange_names(claim, said, evidence)
    named = names_itself(claim, document)
    if not strange or (named and not tells_subject(claim, said, evidence.language)):
        return claim
    return quote_names(claim, strange, document)


def _spans(claim: Claim) -> list[Extent]:
    spans = [(m.start, m.end) for _, m in claim.mentions()]
    return spans or [(quote.start, quote.end) for quote in claim.quotes]


def _contradictions(
    claim: Claim, draft: Mapping[str, Any], found: Mapping[str, Any], document: Document
) -> Iterator[Failure]:
    for name, value in found.items():
        given, read_now = (getattr(v, "op", v) for v in (getattr(claim, name), value))
        if draft.get(name) is None or given == read_now:
            continue
        if name == "comparator" and given in comparators.others(claim, document):
            continue
        yield Failure(name, name, "the source says otherwise", str(given), str(read_now))


def _read_comparator(claim: Claim, document: Document) -> dict[str, Comparator | None]:
    known = "comparator" in type(claim).slots()
    return {"comparator": comparators.compared(claim, document)} if known else {}


def _outside(claim: Claim) -> Iterator[Failure]:
    """A claim whose quote does not hold what makes it the claim it is."""
    key = getattr(claim, type(claim).key_slot() or "", None)
    quotes = claim.quotes
    if key and not any(q.start < key.end and key.start < q.end for q in quotes):
        message = "the quote does not hold what the claim is about"
        yield Failure("quote", "quotes", message, quotes[0].text, key.text)


def _evidence(claim: Claim, document: Document, beside: Container[object] = ()) -> Evidence:
    """What bears the claim's statement out; `beside` are countries that may be named in passing."""
    slots: list[Mention] = [mention for _, mention in claim.mentions()]
    slots += [m.antecedent for m in slots if isinstance(m, Entity) and m.antecedent]
    own = within(document, [(m.start, m.end) for m in slots])
    spans = [(m.start, m.end) for m in (*claim.quotes, *slots)]
    everything = within(document, spans)
    whose = isinstance(getattr(claim, "scope", None), Entity)
    places = [
        r for r in everything if r.kind == "place" and (not whose or r in own or r.value in beside)
    ]
    own_words = " \n".join(document.text[start:end] for start, end in spans)
    language = document.language or ""
    return Evidence(
        everything, places, Vocabulary(own_words, language),
        _vocabulary(document.text, language), Comparing(document.text, everything, language),
        language,
    )  # fmt: skip


@lru_cache(maxsize=16)
def _vocabulary(text: str, language: str) -> Vocabulary:
    return Vocabulary(text, language)
