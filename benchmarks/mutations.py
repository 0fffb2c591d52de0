"""How many false drafts `ground` lets through, and how many true ones it refuses.

python benchmarks/mutations.py            one Markdown table by kind of change and language
python benchmarks/mutations.py --heldout  the same of truths that nothing was tuned on
python benchmarks/mutations.py --folder F the same of the truths in another folder
python benchmarks/mutations.py --show     and every leak and refusal, with its reasons
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from claims import Document, GroundingError, ground

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from mutations import Mutation, mutations
from truths import HELD_OUT, TRUTHS, Draft, Truth, truths, variants

TRUE = "true claims refused"
FORMS = tuple(f"{TRUE}, {form}" for form in ("as written", "words only", "noisy"))
ALL = "all changes let through"
LIVE = "those of true claims not refused"


def refusal(draft: Draft, document: Document) -> str | None:
    """Why a draft is refused, or None where it is let through."""
    try:
        ground(draft, document)
    except GroundingError as error:
        return "; ".join(f"{failure.check}: {failure}" for failure in error.failures)
    return None


class Run:
    """The counts of one run: (row, language) -> tried, and failed."""

    def __init__(self) -> None:
        self.tried: Counter[tuple[str, str]] = Counter()
        self.failed: Counter[tuple[str, str]] = Counter()
        self.shown: list[str] = []

    def count(self, row: str, language: str, *, failed: bool) -> None:
        """One draft more in a row of the table."""
        self.tried[row, language] += 1
        self.failed[row, language] += failed

    def measure(self, truth: Truth) -> None:
        """The true draft of a truth in all its forms, and every change of it."""
        refused = [self.refused(truth, form) for form in variants(truth.draft)]
        for mutation in mutations(truth):
            leaked = refusal(mutation.draft, truth.document) is None
            rows = (mutation.kind, ALL) if refused[0] else (mutation.kind, ALL, LIVE)
            for row in rows:
                self.count(row, truth.language, failed=leaked)
            if leaked:
                self.shown.append(leak(truth, mutation))

    def refused(self, truth: Truth, form: str) -> bool:
        """Whether a true draft is refused in one of its forms."""
        reason = refusal(variants(truth.draft)[form], truth.document)
        self.count(f"{TRUE}, {form}", truth.language, failed=reason is not None)
        if reason:
            statement = truth.draft["statement"]
            self.shown.append(f"REFUSED [{truth.language}] {form}: {statement}\n    {reason}")
        return reason is not None


def leak(truth: Truth, mutation: Mutation) -> str:
    """A false draft that got through, as people read it."""
    changed = {k: v for k, v in mutation.draft.items() if truth.draft.get(k) != v}
    head = f"LEAKED [{truth.language}] {mutation.kind}, {mutation.where}"
    return f"{head}\n    {truth.draft['statement']}\n    {changed}"


def table(run: Run) -> str:
    """Rows: kinds of change. Columns: tried, failed, per cent, and the failures by language."""
    languages = sorted({language for _, language in run.tried})
    kinds = sorted({row for row, _ in run.tried} - {*FORMS, ALL, LIVE})
    lines = [
        "| | tried | failed | rate | " + " | ".join(languages) + " |",
        "|---|" + "---:|" * (3 + len(languages)),
    ]
    for row in (*FORMS, ALL, LIVE, *kinds):
        tried = sum(run.tried[row, language] for language in languages)
        failed = sum(run.failed[row, language] for language in languages)
        cells = [f"{run.failed[row, lang]}/{run.tried[row, lang]}" for lang in languages]
        rate = f"{100 * failed / tried:.2f} %"
        lines.append(f"| {row} | {tried:,} | {failed:,} | {rate} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", action="store_true", help="list each leak and each refusal")
    parser.add_argument("--language", help="only this language")
    parser.add_argument(
        "--heldout", action="store_true", help="the truths that nothing was tuned on"
    )
    parser.add_argument("--folder", type=Path, default=TRUTHS, help="the truths of this folder")
    options = parser.parse_args()
    run, start = Run(), time.perf_counter()
    for truth in truths(HELD_OUT if options.heldout else options.folder):
        if options.language in (None, truth.language):
            run.measure(truth)
    print(table(run))
    print(f"\n{sum(run.tried.values()):,} drafts in {time.perf_counter() - start:.1f} s")
    if options.show:
        print("\n" + "\n".join(run.shown))


if __name__ == "__main__":
    main()
