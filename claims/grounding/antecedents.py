"""What a statement names and the claim's own sentence does not: "its chairwoman", "we", "the bank".

A statement stands by itself, so it names who a pronoun stands for. Where the text names them just
before, that place becomes part of the claim: a country as the antecedent of its slot, any other
name as one more quote.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from claims.document import Document, Passage
from claims.grounding.clause import hull, within
from claims.grounding.joints import breaks
from claims.grounding.names import Name, listed, names, ordinary, without_article
from claims.grounding.tables import table
from claims.grounding.vocabulary import Vocabulary
from claims.reading import Reading
from claims.schemas import Claim, Entity, Mention, Quote
from claims.tokens import tokenise

Extent = tuple[int, int]
_CASED = regex.compile(r"\p{Lu}")
_LABEL = regex.compile(r"\s?[:：]")
_PARAGRAPH = "\n"
_GOES_ON = regex.compile(r"[\"'”’»]?s?\s\p{L}")
_FEW_WORDS = 4  # before the name of a sentence's subject
_LONG_NAME = 40  # characters


def name_country(claim: Claim, wanted: Sequence[Reading], document: Document) -> Claim:
    """Points an entity that names no country at the country the statement gives it.

    `wanted` are the places of the statement that the claim's words do not hold. The country has to
    stand in the same sentence, or be the one that the text is about; it is taken as the antecedent
    of the first entity slot (scope before subject) whose own words name none: "notre premier
    partenaire".
    """
    slots = [
        n
        for n, m in reversed([*claim.mentions()])
        if isinstance(m, Entity) and not m.code and not m.antecedent
    ]
    if len(wanted) != 1 or not slots:
        return claim
    start, end = hull((quote.start, quote.end) for quote in claim.quotes)
    sentence = (document.passage_at(start).start, document.passage_at(max(start, end - 1)).end)
    here = [r for r in within(document, [sentence], "place") if r.value == wanted[0].value]
    if not here and not _is_named(claim, document):
        here = _about(document, sentence, wanted[0])
    if not here:
        return claim
    entity: Entity = getattr(claim, slots[0])
    antecedent = Mention(text=here[0].text, start=here[0].start, end=here[0].end)
    resolved = entity.model_copy(update={"antecedent": antecedent, "code": str(here[0].value)})
    return claim.model_copy(update={slots[0]: resolved})


def _about(document: Document, sentence: Extent, wanted: Reading) -> list[Reading]:
    """The first country of a text, where a sentence without one may be about it."""
    before = within(document, [(0, sentence[0])], "place")[:1]
    named = within(document, [sentence], "place")
    same = [r for r in before if (r.value, r.unit) == (wanted.value, wanted.unit)]
    return [] if named else same


def quote_names(claim: Claim, strange: Sequence[Name], document: Document) -> Claim:
    """Adds to the quotes the places before them that name what the statement names.

    `strange` are the names of the statement that do not stand in the claim's own words. Each is
    looked for where a reader looks for whom a sentence without a name is about: in who is
    speaking, in the sentence before or that which opens the paragraph, where it names nobody else,
    and in what the text names first. Where the quotes name somebody whom the statement leaves
    out, it would stand in their place; where letters do not tell names, the subject has to be one
    of few words that name nobody.
    """
    cased = _CASED.search(claim.quotes[0].text) is not None
    if _left_out(claim, document) if cased else not _impersonal(claim, document):
        return claim
    quotes = list(claim.quotes)
    places = _before(document, claim)
    if not cased and len({document.text[start:end] for start, end in places}) > 1:
        return claim  # it may be about either
    for name in strange:
        for start, end in places:
            words = document.text[start:end]
            if Vocabulary(words, document.language or "").kin(name):
                quotes.append(Quote(text=words, start=start, end=end))
                break
    return claim.model_copy(update={"quotes": tuple(quotes)})


def _impersonal(claim: Claim, document: Document) -> bool:
    words = listed("impersonal", document.language or "")
    subject = claim.subject
    keys = tokenise(subject.text).keys if subject else ()
    return subject is None or any(keys[: len(w)] == w for w in (tokenise(x).keys for x in words))


def _left_out(claim: Claim, document: Document) -> bool:
    """Whether the quotes name somebody whom the statement does not."""
    told = list(names(claim.statement, claim.language))
    return any(
        not any(Vocabulary(document.text[start:end], document.language or "").kin(n) for n in told)
        for quote in claim.quotes
        for start, end in _names(document, (quote.start, quote.end))
    )


def _before(document: Document, claim: Claim) -> list[Extent]:
    """The stretches before a claim that name whom its sentence may be about."""
    offset = claim.quotes[0].start
    opening = document.text.rfind(_PARAGRAPH, 0, offset) + 1
    found = [document.speaker_at(offset), _label(document, opening, offset)]
    first, own = document.passage_at(opening), document.passage_at(offset)
    last = document.passage_at(own.start - 1) if own.start > opening else own
    for passage in (last, first):
        if passage.start < own.start:
            found += _alone(document, passage)
    if not _is_named(claim, document):
        found += _topic(document, own.start)
    return [extent for extent in found if extent]


def _alone(document: Document, passage: Passage) -> list[Extent]:
    """The one name of a sentence; where letters do not tell names, what it begins with."""
    if not _CASED.search(passage.text):
        return [_beginning(document, passage)]
    found = _names(document, (passage.start, passage.end))
    return found if len(found) == 1 else []


def _topic(document: Document, offset: int) -> list[Extent]:
    """What the text names first, before an offset."""
    for passage in document.passages:
        if passage.start >= offset:
            return []
        if not _CASED.search(passage.text):
            return [_beginning(document, passage)]
        if found := _names(document, (passage.start, passage.end)):
            return [name for name in found[:1] if _leads(document, passage, name)]
    return []


def _leads(document: Document, passage: Passage, name: Extent) -> bool:
    """Whether a name stands where a sentence says what it is about, and is no dateline."""
    before = tokenise(document.text[passage.start : name[0]]).keys
    marks = table("roles", document.language or "").get("before", ())
    goes_on = _GOES_ON.match(document.text, name[1]) is not None
    return goes_on and len(before) <= _FEW_WORDS and not any(key in marks for key in before)


def _is_named(claim: Claim, document: Document) -> bool:
    """Whether the subject's own words name it."""
    subject = claim.subject
    if subject is None:
        return False
    return bool(
        subject.code or subject.antecedent or _names(document, (subject.start, subject.end))
    )


def _beginning(document: Document, passage: Passage) -> Extent:
    """The first clause of a sentence, as far as a name may go that it begins with."""
    high = min(passage.end, passage.start + _LONG_NAME)
    ends = [start for start, _ in breaks(document, passage.start, high) if start > passage.start]
    return passage.start, min(ends, default=high)


def _label(document: Document, opening: int, offset: int) -> Extent | None:
    """The last name before a colon: who is speaking, where a transcript runs on in one line."""
    text = document.text[opening:offset]
    found = [name for name in names(text) if _LABEL.match(text, name.end)]
    return (opening + found[-1].start, opening + found[-1].end) if found else None


def _names(document: Document, extent: Extent) -> list[Extent]:
    """The names of a stretch, apart from places and what else is read in it."""
    start, end = extent
    read = within(document, [extent])
    skip = [(r.start - start, r.end - start) for r in read]
    found = names(document.text[start:end], document.language or "", skip)
    return [(start + n.start, start + n.end) for n in found if not _word(n, document)]


def _word(name: Name, document: Document) -> bool:
    """Whether a name is but a word of the language with a capital: "Tuesday"."""
    words = without_article(name)
    return len(words) <= 1 and all(ordinary(word, document.language or "") for word in words)
