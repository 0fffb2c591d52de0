"""Comparators: which value they are of, and whether two tell the same.

The comparator of a claim is that of its value: `value`, else `by`, else `to`, else `from`, the
first that is filled. Every value of a statement is held against its own source value's, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claims.document import Document
from claims.grounding.tables import table
from claims.reading import AMOUNTS, ORDERS, Reading
from claims.schemas import Claim, Comparator, Quantity
from claims.tokens import tokenise

_BESIDE = 200  # characters between a value and its comparator
_ORDER = ("value", "by", "to", "from_")
_OPERATORS = (">", "<", "~")
_DENIED = ({">", "<="}, {"<", ">="})
_BETWEEN = 2  # words that may part a comparator from a word of change
_FARTHEST = 4  # words between a comparator and its value
_DASHES = frozenset("-–—‑~〜～∼")


def compared(claim: Claim, document: Document) -> Comparator | None:
    """The comparator that the words beside the claim's value give it."""
    return next(_compared(claim, document), None)


def others(claim: Claim, document: Document) -> list[str]:
    """The operators that the claim's other values have, in the words beside them."""
    return [found.op for found in list(_compared(claim, document))[1:] if found]


def _compared(claim: Claim, document: Document) -> Iterator[Comparator | None]:
    found = {name: m for name, m in claim.mentions() if isinstance(m, Quantity)}
    for name in sorted(found, key=lambda n: _ORDER.index(n) if n in _ORDER else -1):
        yield _of_value(found[name], document)


def _of_value(value: Quantity, document: Document) -> Comparator | None:
    over = document.readings_over(value.start, value.end)
    reading = next((r for r in over if r.comparator), None)
    near = document.readings_over(value.start - _BESIDE, value.end + _BESIDE)
    words = reading and beside(reading, near)
    if words is None:
        return None
    fields = Comparator.from_reading(words)
    return Comparator(text=words.text, start=words.start, end=words.end, **fields)


def beside(value: Reading, readings: Iterable[Reading]) -> Reading | None:
    """The reading of the words that give a value its comparator: the nearest of that operator."""
    same = (r for r in readings if r.kind == "comparator" and r.value == value.comparator)
    return min(
        same, key=lambda r: min(abs(value.start - r.end), abs(r.start - value.end)), default=None
    )


class Comparing:
    """How the values of one text are compared. `readings` are readings of the text."""

    def __init__(self, text: str, readings: Sequence[Reading], language: str) -> None:
        self._text = text
        self._readings = readings
        self._table = table("comparators", language)

    def close(self, value: Reading) -> bool:
        """Whether a value is told as nearly reached: "just under 40", "almost 40"."""
        words = beside(value, self._readings)
        return words is not None and _holds(words.text, self._table.get("close", ()))

    @property
    def denies(self) -> bool:
        """Whether the text denies something."""
        return any(r.kind == "negation" for r in self._readings)

    def chain(self, value: Reading) -> list[Reading]:
        """The comparators that crowd around one value: "no more *than about* 300 or so"."""
        compared = [r for r in self._readings if r.kind == "comparator" and not self._idle(r)]
        found: list[Reading] = []
        edge, far = value.start, _FARTHEST
        for reading in reversed([r for r in compared if r.end <= value.start]):
            if self._words(reading.end, edge) <= far and not self._amount(reading.end, edge):
                found.append(reading)
                edge, far = reading.start, 0
        behind = (r for r in compared if not self._text[value.end : r.start].strip(" \u00a0"))
        found += [r for r in behind if r.start >= value.end and not self._leads(r)]
        return found

    def right_before(self, value: Reading) -> Reading | None:
        """The comparator that stands right before something else than an amount, or none."""
        before = (r for r in self._readings if r.kind == "comparator" and r.end <= value.start)
        return next((r for r in before if self._words(r.end, value.start) <= 1), None)

    def other_end(self, value: Reading) -> tuple[str, Reading] | None:
        """Of an end of a range: how it bounds the range, and its other end ("5–10 cm")."""
        for reading in self._readings:
            if reading.kind not in AMOUNTS or reading is value:
                continue
            low, high = sorted((reading, value), key=lambda r: r.start)
            if self._text[low.end : high.start].strip() in _DASHES:
                return ("<=" if high is value else ">="), reading
        return None

    def says(self, value: Reading) -> bool:
        """Whether the text says an amount of this number."""
        return any(r.kind in AMOUNTS and r.value == value.value for r in self._readings)

    def _words(self, start: int, end: int) -> int:
        return len(tokenise(self._text[start:end])) if start < end else 0

    def _amount(self, start: int, end: int) -> bool:
        return any(start <= r.start and r.end <= end for r in self._readings if r.kind in AMOUNTS)

    def _leads(self, comparator: Reading) -> bool:
        """Whether a comparator stands right before another value."""
        behind = (r for r in self._readings if r.kind in AMOUNTS and r.start >= comparator.end)
        return any(self._words(comparator.end, r.start) == 0 for r in behind)

    def _idle(self, comparator: Reading) -> bool:
        """Whether the words of a comparator are part of a phrase that is none: "add up to"."""
        keys = tokenise(self._text[max(0, comparator.end - _BESIDE) : comparator.end]).keys
        phrases = (tokenise(words).keys for words in self._table.get("none", ()))
        return any(keys[-len(phrase) :] == phrase for phrase in phrases)

    def operators(self) -> set[str]:
        """Every operator that something is compared with."""
        found = {str(r.value) for r in self._readings if r.kind == "comparator"}
        found |= {r.comparator for r in self._readings if r.comparator}
        return found.union(*(self.of_change(r) for r in self._readings if r.kind == "change"))

    def of_change(self, change: Reading) -> set[str]:
        """The operator right before a word of change: "more than doubled"; or none."""
        keys = tokenise(self._text[max(0, change.start - _BESIDE) : change.start]).keys
        between = self._table.get("between", ())
        for _ in range(_BETWEEN):
            if keys and keys[-1] in between:
                keys = keys[:-1]
        return {op for op in _OPERATORS if self._ends(keys, op)}

    def _ends(self, keys: tuple[str, ...], op: str) -> bool:
        phrases = (tokenise(words).keys for words in self._table.get(op, ()))
        return any(keys[-len(phrase) :] == phrase for phrase in phrases)


def same_comparator(found: Reading, said: Reading, source: Comparing, statement: Comparing) -> bool:
    """Whether a statement compares a value as its source does.

    "Knapp 300" may be told as "almost 300" and the other way round, for both come near it from
    below; "about 300" is no "just under 300". "Does not exceed 300" is "at most 300".
    """
    one, other = found.comparator, said.comparator
    if not one and (end := source.other_end(found)):
        return end[0] == other or (not other and statement.says(end[1]))
    if one == other:
        return True
    if (one, other) == (None, "~"):
        return found.assumed and found.kind != "money"  # "une quarantaine" says about forty
    if denial(one, other):
        return source.denies != statement.denies
    if (one, other) == ("<", "~"):
        return source.close(found)
    return (one, other) == ("~", "<") and source.close(found) and statement.close(said)


def crowded(
    said: Sequence[Reading], statement: Comparing, found: Sequence[Reading], source: Comparing
) -> Iterator[tuple[str, str]]:
    """What a statement compares, and its source does not: (operators told, operators found).

    Two comparators of one value ("exceed more than 300"), one of an order ("at least fourth").
    """
    for reading in said:
        if reading.kind in AMOUNTS:
            told = statement.chain(reading)
            known = [source.chain(r) for r in found if r.value == reading.value] if told[1:] else []
            most = max(known, key=len, default=[])
            if len(told) > max(1, len(most)):
                yield _operators(told), _operators(most)
            continue
        stray = statement.right_before(reading) if reading.kind in ORDERS else None
        if stray and str(stray.value) not in source.operators():
            yield _operators([stray]), "="


def _operators(comparators: Iterable[Reading]) -> str:
    return ", ".join(str(r.value) for r in comparators) or "="


def denial(one: str | None, other: str | None) -> bool:
    """Whether each of two operators says what the other denies: ">" and "<="."""
    return {one, other} in _DENIED


def _holds(words: str, phrases: Iterable[str]) -> bool:
    keys = tokenise(words).keys
    wanted = [tokenise(phrase).keys for phrase in phrases]
    return any(keys[i : i + len(w)] == w for w in wanted for i in range(len(keys) - len(w) + 1))
