"""What a statement names and the claim's own words do not: "its chairwoman", "we", "the bank".

A statement stands by itself, so it names who a pronoun stands for. Where the text names them
elsewhere, that place becomes part of the claim: a country as the antecedent of its slot, any other
name as one more quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from claims.document import Document
from claims.errors import Failure
from claims.grounding.clause import hull, within
from claims.grounding.discourse import (
    about,
    bare_noun,
    before,
    chained,
    echoes,
    kind,
    leads,
    same,
)
from claims.grounding.landmarks import (
    cased,
    common,
    landmarks,
    listed,
    quoted,
    stretches,
    tells,
    words_of,
)
from claims.grounding.names import Name, names, ordinary, without_article
from claims.grounding.sounds import nouns_with_capitals
from claims.reading import Reading, read
from claims.reading.data import primary
from claims.schemas import Claim, Entity, Mention, Quote
from claims.tokens import UNSPACED, fold, tokenise

Extent = tuple[int, int]
_LABEL = regex.compile(r"\s?[:：]")
_PARAGRAPH = "\n"


def name_country(claim: Claim, wanted: Sequence[Reading], document: Document) -> Claim:
    """Points an entity that names no country at the country the statement gives it.

    `wanted` are the places of the statement that the claim's words do not hold. The country has to
    stand in the same sentence, or be the one that the text is about; it is taken as the antecedent
    of the first entity slot (scope before subject) whose own words name none: "notre premier
    partenaire". Where every slot names its own, it becomes one more quote.
    """
    if len(wanted) != 1:
        return claim
    here = _countries(claim, wanted[0], document)
    if not here:
        return claim
    slots = [
        n
        for n, m in reversed([*claim.mentions()])
        if isinstance(m, Entity) and not m.code and not m.antecedent
    ]
    start, end = here[0]
    if not slots:
        return _quoting(claim, [(start, end)], document)
    entity: Entity = getattr(claim, slots[0])
    antecedent = Mention(text=document.text[start:end], start=start, end=end)
    resolved = entity.model_copy(update={"antecedent": antecedent, "code": str(wanted[0].value)})
    return claim.model_copy(update={slots[0]: resolved})


def _countries(claim: Claim, wanted: Reading, document: Document) -> list[Extent]:
    """Where a country stands that a claim may be about: in its sentence, else before it."""
    sentence = _sentence(claim, document)
    same_place = (wanted.value, wanted.unit)
    here = [r for r in within(document, [sentence], "place") if r.value == wanted.value]
    if here or names_itself(claim, document) or _place_left(claim, document):
        return [(r.start, r.end) for r in here]
    return [
        (r.start, r.end)
        for passage in before(document, sentence[0])
        for r in within(document, [(passage.start, passage.end)], "place")
        if (r.value, r.unit) == same_place and about(document, (r.start, r.end), sentence[0])
    ]


def quote_names(claim: Claim, strange: Sequence[Name], document: Document) -> Claim:
    """Adds to the quotes the places that name what the statement names and they do not.

    `strange` are the names of the statement that do not stand in the claim's own words. Each is
    looked for where a reader looks for whom a sentence is about: in the sentence itself, in who is
    speaking, and in what comes before. Where the quotes name somebody whom the statement leaves
    out, it would stand in their place; where letters do not tell names, the subject has to be one
    that names nobody, or to be told as well.
    """
    places = [
        next((e for e in _places(claim, n, document) if _bears_out(claim, n, e, document)), None)
        for n in strange
    ]
    found = [extent for extent in places if extent]
    if not found or not _open(claim, strange, document) or _is_another(claim, document):
        return claim
    if any(_beside_another(extent, document) for extent in found):
        return claim
    if any(kind(document, extent) == "place" for extent in found) and _place_left(claim, document):
        return claim
    return _quoting(claim, found, document)


def _is_another(claim: Claim, document: Document) -> bool:
    """Whether the subject is said to stand for somebody whom the statement does not name."""
    antecedent = claim.subject.antecedent if claim.subject else None
    if antecedent is None:
        return False
    extent = (antecedent.start, antecedent.end)
    return bool(landmarks(document, extent)) and not _is_told(claim, extent, document)


def _beside_another(extent: Extent, document: Document) -> bool:
    """Whether a name stands beside another where no capitals tell which of them goes on.

    A sentence that says whose it is, by a rank, names two.
    """
    passage = document.passage_at(extent[0])
    if cased(passage.text):
        return False
    if within(document, [(passage.start, passage.end)], "rank"):
        return True
    others = landmarks(document, (passage.start, passage.end), places=False)
    return any(not same(document, extent, other) for other in others)


def owned_subject(claim: Claim, document: Document) -> Claim:
    """The claim with a subject that names nobody read as that of whom a quote names beside it.

    Such a quote holds no slot: it is there for its name.
    """
    subject = claim.subject
    if subject is None or names_itself(claim, document):
        return claim
    spans = [(mention.start, mention.end) for _, mention in claim.mentions()]
    beside = [q for q in claim.quotes[1:] if not any(a < q.end and q.start < b for a, b in spans)]
    if not beside or not cased(subject.text):
        return claim
    owner = Mention(text=beside[0].text, start=beside[0].start, end=beside[0].end)
    owned = subject.model_copy(update={"antecedent": owner})
    return claim.model_copy(update={"subject": owned})


def untold_name(claim: Claim, document: Document) -> list[Failure]:
    """The failure of a statement without the name, in quotation marks, that its subject bears.

    Of all names these are known for names in every script.
    """
    subject = claim.subject
    if subject is None or subject.code or subject.antecedent:
        return []
    own = (max(0, subject.start - 1), subject.end + 1)  # the marks may stand around it
    marked = quoted(document, own)
    if not marked or any(_is_told(claim, extent, document) for extent in marked):
        return []
    message = "the statement does not name the subject"
    found = document.text[slice(*marked[0])]
    return [Failure("name", "statement", message, claim.statement, found)]


def _is_told(claim: Claim, extent: Extent, document: Document, *but: Name) -> bool:
    """Whether the statement names what stands at an extent, by another name than some."""
    text, language = document.text[slice(*extent)], document.language or ""
    told = (name for name in names(claim.statement, claim.language) if name not in but)
    return any(tells(name, text, language, claim.language) for name in told)


def _quoting(claim: Claim, places: Sequence[Extent], document: Document) -> Claim:
    more = [Quote(text=document.text[start:end], start=start, end=end)
            for start, end in dict.fromkeys(places)]  # fmt: skip
    return claim.model_copy(update={"quotes": (*claim.quotes, *more)})


def _sentence(claim: Claim, document: Document) -> Extent:
    start, end = hull((quote.start, quote.end) for quote in claim.quotes)
    return document.passage_at(start).start, document.passage_at(max(start, end - 1)).end


def _places(claim: Claim, name: Name, document: Document) -> Iterator[Extent]:
    """Where a text says a name of the statement that the claim may be about."""
    start, end = _sentence(claim, document)
    first, last = document.passage_at(start).number, document.passage_at(end - 1).number
    for passage in document.passages[first : last + 1]:
        for extent in stretches(document, passage, name):
            if cased(passage.text) or leads(document, extent):
                yield extent
    yield from _speaking(claim, name, document)
    slots = [m.text for _, m in claim.mentions() if isinstance(m, Entity)]
    taken_up = echoes(document, slots, start)
    start = chained(document, start, slots)
    for passage in before(document, start):
        for extent in stretches(document, passage, name):
            if _whole_of(claim, name, extent, document) or (
                any(same(document, extent, other) for other in taken_up)
                if taken_up
                else about(document, extent, start)
            ):
                yield extent


def _bears_out(claim: Claim, name: Name, extent: Extent, document: Document) -> bool:
    """Whether a place, with the claim's own words, says all that the text says of a name."""
    language = document.language or ""
    own = " \n".join([*(q.text for q in claim.quotes), document.text[slice(*extent)]])
    missing = words_of(own, language).strangers(name.words)
    return not any(map(words_of(document.text, language).tells_apart, missing))


def _whole_of(claim: Claim, name: Name, extent: Extent, document: Document) -> bool:
    """Whether a place says in full what the claim's own words say in part: "Taneja"."""
    language = document.language or ""
    whole = words_of(document.text[slice(*extent)], language)
    own = words_of(" ".join(quote.text for quote in claim.quotes), language)
    told = [w for w in name.words if not ordinary(w, claim.language, unknown=False)]
    return len(name.words) > 1 and all(map(whole.holds, name.words)) and any(map(own.holds, told))


def _speaking(claim: Claim, name: Name, document: Document) -> Iterator[Extent]:
    """Who speaks where a claim stands, if that is whom the statement names."""
    offset = claim.quotes[0].start
    opening = document.text.rfind(_PARAGRAPH, 0, offset) + 1
    for extent in (document.speaker_at(offset), _label(document, opening, offset)):
        if extent and words_of(document.text[slice(*extent)], document.language or "").kin(name):
            yield extent


def _label(document: Document, opening: int, offset: int) -> Extent | None:
    """The last name before a colon: who is speaking, where a transcript runs on in one line."""
    text = document.text[opening:offset]
    found = [name for name in names(text) if _LABEL.match(text, name.end)]
    return (opening + found[-1].start, opening + found[-1].end) if found else None


def _open(claim: Claim, strange: Sequence[Name], document: Document) -> bool:
    """Whether a claim's sentence leaves open whom it is about."""
    if any(map(cased, (quote.text for quote in claim.quotes))):
        return not _left_out(claim, document)
    return _impersonal(claim, document) or _subject_told(claim, strange, document)


def _subject_told(claim: Claim, strange: Sequence[Name], document: Document) -> bool:
    """Whether the statement names the subject too, by a name that stands in its words."""
    subject = claim.subject
    if subject is None or subject.code:
        return True
    return _is_told(claim, (subject.start, subject.end), document, *strange)


def _impersonal(claim: Claim, document: Document) -> bool:
    """Whether the subject begins or ends with a noun that names nobody."""
    subject = claim.subject
    if subject is None:
        return True
    language = document.language or ""
    words = bare_noun(fold(subject.text), language)
    owned = any(key in listed("owner", language) for key in tokenise(words).keys)
    heads = (bare_noun(head, language) for head in listed("heads", language))
    return any(_begins(words, head) for head in heads) or (
        not owned and words.endswith(tuple(listed("tails", language)))
    )


def _begins(words: str, head: str) -> bool:
    """Whether some words begin with a noun: with all of it, where spaces part words."""
    return (
        words == head
        or words.startswith(f"{head} ")
        or (len(head) > 1 and words.startswith(head) and UNSPACED.match(head) is not None)
    )


def _left_out(claim: Claim, document: Document) -> bool:
    """Whether the quotes name somebody whom the statement does not."""
    return any(
        not _is_told(claim, extent, document)
        for quote in claim.quotes
        for extent in landmarks(document, (quote.start, quote.end), places=False)
    )


def _place_left(claim: Claim, document: Document) -> bool:
    """Whether the quotes name a place that the statement does not.

    Any capital inside a sentence may be one, even of a word that a list knows: "Bremen", "Lecco".
    """
    said = read(claim.statement, claim.language)
    codes = {reading.value for reading in said if reading.kind == "place"}
    return any(
        not codes.intersection(r.value for r in within(document, [extent], "place"))
        and not _is_told(claim, extent, document)
        for quote in claim.quotes
        for extent in _may_be_places(document, (quote.start, quote.end))
    )


def _may_be_places(document: Document, stretch: Extent) -> list[Extent]:
    start, end = stretch
    language = document.language or ""
    nouns = primary(language) in nouns_with_capitals()
    told = names(document.text[start:end], language)
    capitals = [(start + n.start, start + n.end) for n in told if n.words and not n.opens]
    found = [e for e in (*landmarks(document, stretch), *capitals) if kind(document, e) == "place"]
    return found if nouns else [*found, *capitals]


def names_itself(claim: Claim, document: Document) -> bool:
    """Whether the subject's own words name it.

    A lone word that opens its sentence may be a name unless it is known for a noun.
    """
    subject = claim.subject
    if subject is None:
        return False
    if subject.code or subject.antecedent:
        return True
    language = document.language or ""
    own = (subject.start, subject.end)
    if not cased(subject.text):
        return False
    first = next(names(subject.text, language), None)
    words = without_article(first) if first and first.opens else ()
    known = all(common(w, language, unknown=False) for w in words)
    return not known or bool(landmarks(document, own, places=False))
