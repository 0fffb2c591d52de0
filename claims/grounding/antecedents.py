"""What a statement names and the claim's own sentence does not: "its chairwoman", "we", "the bank".

A statement stands by itself, so it names who a pronoun stands for. Where the text names them just
before, that place becomes part of the claim: a country as the antecedent of its slot, any other
name as one more quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from claims.document import Document, Passage
from claims.grounding.clause import hull, within
from claims.grounding.names import Name, names, ordinary
from claims.grounding.vocabulary import Vocabulary
from claims.reading import Reading
from claims.schemas import Claim, Entity, Mention, Quote

Extent = tuple[int, int]
_CASED = regex.compile(r"\p{Lu}")
_LABEL = regex.compile(r"\s?[:：]")
_PARAGRAPH = "\n"


def name_country(claim: Claim, wanted: Sequence[Reading], document: Document) -> Claim:
    """Points an entity that names no country at the country the statement gives it.

    `wanted` are the places of the statement that the claim's words do not hold. The country has to
    stand in the same sentence; it is taken as the antecedent of the first entity slot (scope before
    subject) whose own words name none: "notre premier partenaire".
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
    if not here:
        return claim
    entity: Entity = getattr(claim, slots[0])
    antecedent = Mention(text=here[0].text, start=here[0].start, end=here[0].end)
    resolved = entity.model_copy(update={"antecedent": antecedent, "code": str(here[0].value)})
    return claim.model_copy(update={slots[0]: resolved})


def quote_names(claim: Claim, strange: Sequence[Name], document: Document) -> Claim:
    """Adds to the quotes the places just before that name what the statement names.

    `strange` are the names of the statement that do not stand in the claim's own words. Each is
    looked for in who is speaking, and in the sentence before, or that which opens the paragraph,
    where it names nobody else. Scripts without capitals do not tell what names somebody: there the
    draft has to give the antecedent.
    """
    quotes = list(claim.quotes)
    if not _CASED.search(quotes[0].text):
        return claim
    for name in strange:
        for start, end in _before(document, quotes[0].start):
            words = document.text[start:end]
            if Vocabulary(words, document.language or "").kin(name):
                quotes.append(Quote(text=words, start=start, end=end))
                break
    return claim.model_copy(update={"quotes": tuple(quotes)})


def _before(document: Document, offset: int) -> Iterator[Extent]:
    """The stretches before an offset that name whom its sentence may be about."""
    if speaker := document.speaker_at(offset):
        yield speaker
    opening = document.text.rfind(_PARAGRAPH, 0, offset) + 1
    label = _label(document, opening, offset)
    if label:
        yield label
    first, own = document.passage_at(opening), document.passage_at(offset)
    last = document.passage_at(own.start - 1) if own.start > opening else own
    for passage in (last, first):
        if passage.start < own.start and len(found := _names(document, passage)) == 1:
            yield found[0]


def _label(document: Document, opening: int, offset: int) -> Extent | None:
    """The last name before a colon: who is speaking, where a transcript runs on in one line."""
    text = document.text[opening:offset]
    found = [name for name in names(text) if _LABEL.match(text, name.end)]
    return (opening + found[-1].start, opening + found[-1].end) if found else None


def _names(document: Document, passage: Passage) -> list[Extent]:
    """The names of a passage, apart from places and what else is read in it."""
    read = within(document, [(passage.start, passage.end)])
    skip = [(r.start - passage.start, r.end - passage.start) for r in read]
    found = names(passage.text, document.language or "", skip)
    return [
        (passage.start + n.start, passage.start + n.end) for n in found if not _word(n, document)
    ]


def _word(name: Name, document: Document) -> bool:
    """Whether a name is but a word of the language with a capital: "Tuesday"."""
    return len(name.words) == 1 and ordinary(name.words[0], document.language or "")
