"""`Report`: what a scoring found, as counts and as Markdown tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CORE = ("quantity", "ranking", "superlative")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of claims. The rates are None where there is nothing to divide by."""

    right: int
    predicted: int
    labelled: int

    @property
    def precision(self) -> float | None:
        """The share of the predictions that are right."""
        return Share(self.right, self.predicted).rate

    @property
    def recall(self) -> float | None:
        """The share of the labels that were found."""
        return Share(self.right, self.labelled).rate

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return Share(2 * self.right, self.predicted + self.labelled).rate


@dataclass(frozen=True, slots=True)
class Share:
    """`right` out of `of`."""

    right: int
    of: int

    @property
    def rate(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim that was found (both), missed (no `predicted`) or made up (no `labelled`)."""

    language: str
    type: str
    predicted: Mapping[str, Any] | None = None
    labelled: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Report:
    """What `score` found.

    `values`: of the claims found where a label stands, those that say what it says. `slots`: by
    slot, of those that the matched labels fill, the ones that are the same. `swapped`: of the
    matched labels with a subject and a scope, those whose scope came out as the subject.
    `optional`: predictions that only an optional label matches. `unlabelled`: predictions from
    documents that have no labels.
    """

    outcomes: tuple[Outcome, ...]
    values: Share
    slots: Mapping[str, Share]
    swapped: Share
    optional: int
    unlabelled: int

    def tally(self, types: Collection[str] | None = None, language: str | None = None) -> Tally:
        """The counts of some types (None: all) in one language (None: all)."""
        chosen = [
            outcome
            for outcome in self.outcomes
            if (types is None or outcome.type in types) and language in (None, outcome.language)
        ]
        predicted = sum(outcome.predicted is not None for outcome in chosen)
        labelled = sum(outcome.labelled is not None for outcome in chosen)
        return Tally(predicted + labelled - len(chosen), predicted, labelled)

    def table(self) -> str:
        """The report as Markdown: claims by type and by language, then values and slots."""
        shares = {"value": self.values, **self.slots, "roles swapped": self.swapped}
        claims = [_claims_row(name, tally) for name, tally in self._rows()]
        slots = [(name, s.right, s.of, _percent(s.rate)) for name, s in shares.items()]
        head = ("claims", "labelled", "predicted", "right", "precision", "recall", "F1")
        return "\n".join(
            (
                _markdown(head, claims),
                _markdown(("of the claims found", "right", "of", "share"), slots),
                f"Optional: {self.optional}; from documents without labels: {self.unlabelled}.\n",
            )
        )

    def _rows(self) -> Iterator[tuple[str, Tally]]:
        yield "all", self.tally()
        yield "core", self.tally(CORE)
        for name in sorted({outcome.type for outcome in self.outcomes}):
            yield name, self.tally([name])
        for language in sorted({outcome.language for outcome in self.outcomes}):
            yield language, self.tally(language=language)
            yield f"{language}, core", self.tally(CORE, language)


def _claims_row(name: str, tally: Tally) -> tuple[object, ...]:
    rates = map(_percent, (tally.precision, tally.recall, tally.f1))
    return (name, tally.labelled, tally.predicted, tally.right, *rates)


def _percent(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.1%}"


def _markdown(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "".join(f"| {' | '.join(map(str, row))} |\n" for row in (head, rule, *rows))
