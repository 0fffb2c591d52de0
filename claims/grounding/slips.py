"""Letter slips: a word that differs from the source's by one letter and means the same."""

from __future__ import annotations

from itertools import islice, pairwise

from claims.grounding.index import RADIUS, Extent, Index
from claims.grounding.words import is_word
from claims.reading import Reading, read
from claims.reading.data import primary, table
from claims.reading.phrases import bare

LONG_WORD = 7  # letters: in a shorter word one letter makes another word too easily
_FEWEST_WORDS = 3  # around a slip, to say which word is meant
_WORDS_PER_SLIP = 12
_MOST_SLIPS = 2
_STEM = 2  # letters of a word that no slip touches: opposites differ there ("prescribe/proscribe")
_NEAREST = 64  # places looked at where a piece of a quote stands many times


def allowed(row: Index) -> int:
    """How many slips a quote may hold."""
    if len(row) < _FEWEST_WORDS:
        return 0
    return min(_MOST_SLIPS, 1 + len(row) // _WORDS_PER_SLIP)


def candidates(index: Index, row: Index, extent: Extent, near: int | None) -> list[int]:
    """Where the quote may stand with its slips, the nearest first.

    With at most n slips, one of n + 1 pieces of the quote stands there unchanged.
    """
    pieces = allowed(row) + 1
    edges = [len(row) * piece // pieces for piece in range(pieces + 1)]
    low, high = index.inside(extent)
    found: set[int] = set()
    for a, b in pairwise(edges):
        found.update(at - a for at in _places(index, row.keys[a:b], (low, high), near))
    fitting = (at for at in found if low <= at <= high - len(row))
    return sorted(fitting, key=lambda at: index.distance(at, near or 0))[:_NEAREST]


def _places(index: Index, keys: tuple[str, ...], bounds: Extent, near: int | None) -> list[int]:
    places = _few(index, keys, bounds)
    if near is not None and len(places) == _NEAREST:
        places += _few(index, keys, index.around(near, RADIUS, len(keys), *bounds))
    return places


def _few(index: Index, keys: tuple[str, ...], bounds: Extent) -> list[int]:
    return list(islice(index.runs(keys, *bounds), _NEAREST))


def slipped(index: Index, row: Index, first: int) -> bool:
    """Whether the words at a token are the quote's but for slips, and read the same."""
    keys = index.keys[first : first + len(row)]
    pairs = enumerate(zip(keys, row.keys, strict=True))
    wrong = [i for i, (ours, theirs) in pairs if ours != theirs]
    if not 0 < len(wrong) <= allowed(row) or not index.alike(row, first):
        return False
    start, end = index.extent(first, len(row))
    return all(_is_slip(index, row, i, first + i) for i in wrong) and _same(
        row.tokens.text, index.tokens.text[start:end], index.language
    )


def _is_slip(index: Index, row: Index, i: int, j: int) -> bool:
    theirs, ours = row.keys[i], index.keys[j]
    raws = _raw(row, i), _raw(index, j)
    language = primary(index.language or "")
    if not all(_plain_word(raw) for raw in raws):
        return False
    if min(len(theirs), len(ours)) < LONG_WORD or not one_letter_apart(theirs, ours):
        return False
    if _same_modal(theirs, ours, language):
        return True
    inside = inner(theirs, ours) and _behind_stem(theirs, ours)
    # A slip makes no word. Where no list of words can tell, it might be another word.
    return inside and not index.holds(theirs) and is_word(theirs, language) is False


def _raw(index: Index, i: int) -> str:
    return index.tokens.text[index.tokens.starts[i] : index.tokens.ends[i]]


def _plain_word(raw: str) -> bool:
    # Where a script has no capitals nobody can tell that a word is no name.
    return raw.islower() and not any(char.isdigit() for char in raw)


def _shared(a: str, b: str) -> Extent:
    """How many letters two words begin and end with alike."""
    shorter = min(len(a), len(b))
    head = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    rest = range(shorter - head)
    tail = next((i for i in rest if a[-1 - i] != b[-1 - i]), shorter - head)
    return head, tail


def one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter is added, left out, changed or swapped with its neighbour."""
    head, tail = _shared(a, b)
    left, right = a[head : len(a) - tail], b[head : len(b) - tail]
    return max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])  # noqa: PLR2004


def inner(a: str, b: str) -> bool:
    """Whether the first and the last letter of two words are alike."""
    return min(_shared(a, b)) > 0


def _behind_stem(a: str, b: str) -> bool:
    """Whether two words differ behind their beginning, or anywhere by an accent only."""
    return _shared(a, b)[0] >= _STEM or bare(a) == bare(b)


def _same_modal(a: str, b: str, language: str) -> bool:
    """Whether two words are forms of one modal, which says the same in every person."""
    read_a, read_b = read(a, language), read(b, language)
    return bool(read_a) and _says(read_a) == _says(read_b) and read_a[0].kind == "modality"


def _same(quote: str, source: str, language: str | None) -> bool:
    return _says(read(quote, language)) == _says(read(source, language))


def _says(readings: list[Reading]) -> list[tuple[object, ...]]:
    return [(r.kind, r.value, r.unit, r.direction, r.comparator) for r in readings]


def knows(language: str | None) -> bool:
    """Whether the readers know the negators and comparators of a language."""
    return bool(language) and bool(table(f"cues/{primary(language or '')}"))
