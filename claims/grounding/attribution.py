"""Who says what is claimed: the words beside "said" and "according to", or whoever is speaking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from claims.document import Document, Passage
from claims.grounding.clause import hull, within
from claims.grounding.joints import breaks
from claims.grounding.locate import Extent
from claims.grounding.tables import table
from claims.reading import Reading
from claims.schemas import Attribution, Mention
from claims.tokens import UNSPACED, tokenise

_MOST = 7  # words of whoever is named beside a cue
_BEFORE, _BEHIND = slice(-_MOST, None), slice(0, _MOST)
# Up to the last of the first words with a capital: "the minister Jane Doe", "Ministry of Finance".
_NAME = regex.compile(
    r"""[^\p{Lu}]* (?P<word>\p{Lu}[\p{L}\p{M}\p{Nd}'’.&-]*)
        (?: \s (?:\p{Ll}{1,3}\s)? (?&word) )*""",
    regex.VERBOSE,
)
_QUOTE = regex.compile(r"[\"“”«»„]")


def attribution(
    document: Document, quoted: int, words: Sequence[Extent], cues: Iterable[Reading]
) -> Attribution | None:
    """Who says what stands at `words` (code points, half-open) and the words that say so.

    `quoted` is where the claim's first quote begins, `cues` are the readings of reported speech
    that bear on the claim. The nearest counts: in "A said that B had said" it is B's. Whoever
    speaks in a transcript says what no cue gives to another; "I recall", "it was mentioned" and "he
    said" give it to nobody else.
    """
    turn = document.speaker_at(quoted)
    start, end = hull(words)
    near = sorted(cues, key=lambda r: max(r.start - end, start - r.end))
    if not near:
        return Attribution(speaker=_cut(document, turn)) if turn else None
    cue = (near[0].start, near[0].end)
    named = _beside(document, cue, words)
    return Attribution(speaker=_cut(document, named or turn), cue=_cut(document, cue))


def _beside(document: Document, cue: Extent, words: Sequence[Extent]) -> Extent | None:
    """Whoever is named right before a cue, else right behind it; none by "I" or "it"."""
    if UNSPACED.search(document.text, *cue):
        return None  # no spaces: nothing tells where a name begins
    passage = document.passage_at(cue[0])
    parts = _breaks(document, passage)
    edges = [passage.start, passage.end, *(at for span in parts for at in span)]
    low = max(at for at in edges if at <= cue[0])
    high = min(at for at in edges if at >= cue[1])
    claimed = [extent for extent in words if extent[1] > cue[1] or extent[0] < cue[0]]
    sides = (_last(document, (low, cue[0])), _first(document, (cue[1], high)))
    for side in sides:
        if side and not any(a < side[1] and side[0] < b for a, b in claimed):
            return side if _names(document, side) else None
    return None


def _breaks(document: Document, passage: Passage) -> list[Extent]:
    quotes = [m.span() for m in _QUOTE.finditer(document.text, passage.start, passage.end)]
    return [*breaks(document, passage.start, passage.end), *quotes]


def _last(document: Document, extent: Extent) -> Extent | None:
    """The last words of a stretch, back to what is read in it, without those that only join."""
    start, end = extent
    read = [r for r in within(document, [extent]) if r.kind != "place"]
    while read and not len(tokenise(document.text[read[-1].end : end])):
        end = read.pop().start  # "the firm *on Monday* said"
    return _trimmed(document, (max((r.end for r in read), default=start), end), _BEFORE)


def _first(document: Document, extent: Extent) -> Extent | None:
    """The first words of a stretch, as far as a name goes or to what is read in it."""
    start, end = extent
    read = [r for r in within(document, [extent]) if r.kind != "place"][::-1]
    while read and not len(tokenise(document.text[start : read[-1].start])):
        start = read.pop().end  # "said *on Monday* the firm"
    end = min((r.start for r in read), default=end)
    name = _NAME.match(document.text, start, end)
    return _trimmed(document, (start, name.end() if name else end), _BEHIND)


def _trimmed(document: Document, extent: Extent, kept: slice) -> Extent | None:
    """Some words of a stretch without those at its ends that only join; "it", if it is all."""
    start, end = extent
    joins, nobody = set(_list(document, "joins")), set(_list(document, "nobody"))
    words = [*tokenise(document.text[start:end]).words()][kept]
    told = [i for i, (key, _, _) in enumerate(words) if key not in joins]
    told = told or [i for i, (key, _, _) in enumerate(words) if key in nobody]
    return (start + words[told[0]][1], start + words[told[-1]][2]) if told else None


def _names(document: Document, extent: Extent) -> bool:
    small = {*_list(document, "nobody"), *_list(document, "joins")}
    return not small.issuperset(tokenise(document.text[slice(*extent)]).keys)


def _list(document: Document, name: str) -> Sequence[str]:
    return tokenise(table("attribution", document.language or "").get(name, "")).keys


def _cut(document: Document, extent: Extent | None) -> Mention | None:
    if extent is None:
        return None
    start, end = extent
    return Mention(text=document.text[start:end], start=start, end=end)
