"""`score`: how many of the claims that a text holds came out, and how many of those are right.

**The matching rule.** A prediction is right where a label of the same document

1. has the same type; rank n and superlative n of "most" ("the second largest") are one type;
2. says the same: number and unit (units of one dimension are converted, per cent is a number of
   hundredths, one part in a million is tolerated); rank; direction, and by how much where the
   label gives it; date, where both could be read; stance (agree and accept are support, reject is
   oppose);
3. stands there: the words of that value overlap (of an event also `what`); where the label gives
   none of these words, as with a change of unstated size or a type that is not built in, a quote;
4. is not taken. A label is right once: of two equal predictions the second is wrong. Where several
   fit, the pair with the most slots in agreement is joined first, then in the order given.

A prediction that matches no label but fits one marked optional counts neither way. Subject, scope,
comparator, negation, modality and the other slots do not decide a match: `Report.slots` says how
many of the slots that the matched labels fill came out the same. Two slots are the same where their
values are equal or, without values, where the words or antecedents overlap or read alike.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from claims.evaluation.labels import Item, Slot, Value, read_labels, read_predictions
from claims.evaluation.report import Outcome, Report, Share

Pair = tuple[Item, Item]

_TOLERANCE = 1e-6


class _Rule(NamedTuple):
    """Slots that must say the same, and slots whose words must overlap, where labelled."""

    same: tuple[str, ...] = ()
    there: tuple[str, ...] = ()


_RULES = {
    "quantity": _Rule(("value",), ("value",)),
    "ranking": _Rule(("rank",), ("rank",)),
    "change": _Rule(("direction", "by"), ("by",)),
    "event": _Rule(("when",), ("when", "what")),
    "position": _Rule(("stance",), ("stance",)),
}


def score(predicted: Iterable[Mapping[str, Any]], gold: Iterable[Mapping[str, Any]]) -> Report:
    """Predicted records held against labelled documents or records, by the rule above.

    Raises EvaluationError for a prediction or a label that cannot be read.
    """
    pages, labels = read_labels(gold)
    predictions, unlabelled = read_predictions(predicted, pages)
    wanted = [label for label in labels if not label.optional]
    spared = [label for label in labels if label.optional]
    right = _pairs(predictions, wanted, _matches)
    matched = {id(item) for pair in right for item in pair}
    rest = [p for p in predictions if id(p) not in matched]
    wrong = [p for p in rest if not any(_matches(p, label) for label in spared)]
    missed = [label for label in wanted if id(label) not in matched]
    return Report(
        tuple(_outcomes(right, wrong, missed)),
        Share(len(right), len(right) + len(_pairs(wrong, missed, _stands_there))),
        _slot_shares(right),
        _swapped(right),
        len(rest) - len(wrong),
        unlabelled,
    )


def _outcomes(
    right: Sequence[Pair], wrong: Sequence[Item], missed: Sequence[Item]
) -> Iterable[Outcome]:
    for prediction, label in right:
        yield Outcome(label.page.language, label.type, prediction.given, label.given)
    for item in wrong:
        yield Outcome(item.page.language, item.type, predicted=item.given)
    for item in missed:
        yield Outcome(item.page.language, item.type, labelled=item.given)


def _pairs(
    predictions: Sequence[Item], labels: Sequence[Item], fits: Callable[[Item, Item], bool]
) -> list[Pair]:
    """Each prediction and each label at most once, best agreement first."""
    on_page: defaultdict[int, list[Item]] = defaultdict(list)
    for prediction in predictions:
        on_page[id(prediction.page)].append(prediction)
    possible = [(p, label) for label in labels for p in on_page[id(label.page)] if fits(p, label)]
    possible.sort(key=lambda pair: -sum(_agreements(*pair).values()))
    taken: set[int] = set()
    pairs = []
    for pair in possible:
        if taken.isdisjoint(map(id, pair)):
            taken.update(map(id, pair))
            pairs.append(pair)
    return pairs


def _matches(prediction: Item, label: Item) -> bool:
    rule = _RULES.get(label.family, _Rule())
    return _stands_there(prediction, label) and all(
        _says(prediction.slots.get(name), label.slots[name])
        for name in rule.same
        if name in label.slots
    )


def _stands_there(prediction: Item, label: Item) -> bool:
    if prediction.page is not label.page or prediction.family != label.family:
        return False
    rule = _RULES.get(label.family, _Rule())
    names = [name for name in rule.there if name in label.slots] or ["quote"]
    return all(_overlap(prediction.slots.get(name), label.slots[name]) for name in names)


def _overlap(a: Slot | None, b: Slot) -> bool:
    return a is not None and any(s < v and u < e for s, e in a.spans for u, v in b.spans)


def _says(a: Slot | None, b: Slot) -> bool:
    """Whether a slot says what the label does. A date that could not be read is let pass."""
    if a is None or b.value is None:
        return a is not None
    return _equal(a.value, b.value) if a.value else b.value[0] == "date"


def _equal(a: Value, b: Value) -> bool:
    if isinstance(a[1], float) and isinstance(b[1], float):
        return a[0] == b[0] and math.isclose(a[1], b[1], rel_tol=_TOLERANCE)
    return a == b


def _agree(a: Slot | None, b: Slot) -> bool:
    if a is None or (a.value and b.value):
        return a is not None and _says(a, b)
    return _overlap(a, b) or a.text.casefold() == b.text.casefold()


def _agreements(prediction: Item, label: Item) -> dict[str, bool]:
    """Whether each slot that the label fills, beside those that decide a match, is the same."""
    decided = {"quote", *_RULES.get(label.family, _Rule()).same}
    return {
        name: _agree(prediction.slots.get(name), slot)
        for name, slot in label.slots.items()
        if name not in decided
    }


def _slot_shares(pairs: Iterable[Pair]) -> dict[str, Share]:
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for prediction, label in pairs:
        for name, agrees in _agreements(prediction, label).items():
            found[name].append(agrees)
    return {name: Share(sum(found[name]), len(found[name])) for name in sorted(found)}


def _swapped(pairs: Iterable[Pair]) -> Share:
    both = [(p.slots, g.slots) for p, g in pairs if {"subject", "scope"} <= g.slots.keys()]
    wrong = [
        p
        for p, g in both
        if _agree(p.get("subject"), g["scope"]) and not _agree(p.get("subject"), g["subject"])
    ]
    return Share(len(wrong), len(both))
