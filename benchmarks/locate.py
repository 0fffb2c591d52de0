"""How many noisy true quotes `locate` finds at their place, how many false ones it takes, how fast.

    python benchmarks/locate.py [--langextract PYTHON] [--misses] [--every N]

True quotes are sentences and clauses of `seeds/`, `benchmarks/texts/dev/`, `tests/data/truths/`
and `locate.toml`; noise is put into the quote or into the text. False quotes are true ones with one
thing changed, and the rows of `locate.toml`. A letter slip is one that makes no other word, in a
word that no reader reads; an elision hides no words that a reader reads.

`--langextract` names a Python that has langextract 1.7.1: its aligner then takes every N-th case
(10 unless told) with its default options. It takes no hint of where a repeated quote is expected,
so those rows are not asked of it.

Of `../shared/data/quotes_dev.jsonl` the classes exact, whitespace and case_punct should be found
and altered refused. Rows that are not are printed with `--misses`; none of the labels is debatable.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from noises import HARD, IN_TEXT, NOISES, changed_digits, changed_names, changed_words

from claims.document import Document
from claims.grounding.locate import locate
from claims.tokens import tokenise

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared" / "data" / "quotes_dev.jsonl"
TABLES: dict[str, Any] = tomllib.loads((HERE / "locate.toml").read_text("utf-8"))
_EDGE = re.compile(r"^[^\w%$€+-]*|[^\w%$€+]*$")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-ÞА-ЯΑ-Ω][^\W\d_]{3,}")


@dataclass(frozen=True)
class Case:
    """A quote, the text it is asked of, and where it stands there (None: nowhere)."""

    kind: str
    quote: str
    text: str
    place: tuple[int, int] | None
    near: int | None = None


@dataclass(frozen=True)
class Source:
    """A text with the clauses that are quoted from it."""

    language: str
    text: str
    clauses: list[tuple[int, int]]


def sources() -> Iterator[Source]:
    """Every text, with at most a dozen clauses of each."""
    for path in sorted(HERE.parent.glob("seeds/*.txt")):
        yield _source(path.read_text("utf-8"), None, 40)
    for path in sorted((HERE / "texts" / "dev").glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        if "text" in row:
            yield _source(row["text"], row["language"], 8)
    for path in sorted((HERE.parent / "tests" / "data" / "truths").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines()[:6]:
            row = json.loads(line)
            yield _source(row["text"], row["language"], 3)
    for language, text in TABLES["texts"].items():
        yield _source(text, language, 3)


def _source(text: str, language: str | None, most: int) -> Source:
    document = Document(text, language=language)
    spans = [(p.start, p.end) for p in document.passages if 25 <= p.end - p.start <= 400]  # noqa: PLR2004
    clauses = [clause for span in spans for clause in _clauses(text, *span)]
    step = max(1, len(clauses) // most)
    return Source(document.language or "", text, clauses[::step][:most])


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    yield _trim(text, start, end)
    cuts = [start, *(m.end() + start for m in re.finditer(r",\s|；|，", text[start:end])), end]
    for a, b in pairwise(cuts):
        if b - a >= 30 and (a, b) != (start, end):  # noqa: PLR2004
            yield _trim(text, a, b)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the punctuation at its ends."""
    tokens = tokenise(text[start:end])
    return (start + tokens.starts[0], start + tokens.ends[-1]) if tokens.keys else (start, end)


def true_cases(random: Random) -> Iterator[Case]:
    """Every clause as it is, with several noises and combinations, and in a noisy text."""
    for source in sources():
        for start, end in source.clauses:
            quote, place = source.text[start:end], (start, end)
            yield Case("as it is", quote, source.text, place)
            for name, noise in [*random.sample(sorted(NOISES.items()), 3), *sorted(HARD.items())]:
                noisy = noise(quote, random)
                if noisy is not None and noisy != quote:
                    yield Case(name, noisy, source.text, place)
            yield Case("combined", _combined(quote, random), source.text, place)
            yield _in_text(source, place, random)
            yield _repeated(source, place)


def _combined(quote: str, random: Random) -> str:
    for name in random.sample(sorted(NOISES), 3):
        quote = NOISES[name](quote, random) or quote
    return quote


def _in_text(source: Source, place: tuple[int, int], random: Random) -> Case:
    quote = source.text[slice(*place)]
    noisy = NOISES[random.choice(IN_TEXT)](quote, random) or quote
    text = source.text[: place[0]] + noisy + source.text[place[1] :]
    return Case("noise in the text", quote, text, (place[0], place[0] + len(noisy)))


def _repeated(source: Source, place: tuple[int, int]) -> Case:
    shift = len(source.text) + 2
    text = f"{source.text}\n\n{source.text}"
    return Case(
        "repeated",
        source.text[slice(*place)],
        text,
        (place[0] + shift, place[1] + shift),
        shift + place[0],
    )


def false_cases(random: Random) -> Iterator[Case]:
    """Every clause with one thing changed that is never tolerated, and the written rows."""
    for source in sources():
        names = sorted(set(_NAME.findall(source.text)))
        pairs = TABLES["pairs"].get(source.language, [])
        for start, end in source.clauses:
            quote = source.text[start:end]
            changes = [
                *changed_digits(quote),
                *changed_words(quote, pairs),
                *changed_names(quote, names, random),
            ]
            for kind, changed in changes:
                if changed != quote and changed not in source.text:
                    yield Case(kind, changed, source.text, None)
    for kind in ("words", "elisions", "edges"):
        for text, quote in TABLES[kind]["rows"]:
            yield Case(kind, quote, text, None)


def ours(case: Case) -> tuple[int, int] | None:
    """Where `locate` finds a quote."""
    match = locate(case.quote, case.text, near=case.near)
    return (match.start, match.end) if match else None


def right(case: Case, found: tuple[int, int] | None) -> bool:
    """Whether a quote was found where it stands, punctuation at the ends left out, or refused."""
    if case.place is None or found is None:
        return found == case.place
    return _trim(case.text, *found) == _trim(case.text, *case.place)


def theirs(python: str, cases: list[Case]) -> list[dict[str, Any]]:
    """What langextract's aligner says of some cases."""
    given = json.dumps([asdict(case) for case in cases])
    script = str(HERE / "locate_langextract.py")
    done = subprocess.run([python, script], input=given, capture_output=True, text=True, check=True)  # noqa: S603
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def table(head: list[str], rows: list[list[str]]) -> None:
    """Print one table."""
    widths = [max(len(r[i]) for r in [head, *rows]) for i in range(len(head))]
    for row in [head, ["-" * w for w in widths], *rows]:
        print("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip())


def compare(title: str, cases: list[Case], python: str | None, every: int, *, misses: bool) -> None:
    """Print one table of right answers by kind, ours beside langextract's."""
    tally: dict[str, list[bool]] = defaultdict(list)
    for case in cases:
        good = right(case, ours(case))
        tally[case.kind].append(good)
        if misses and not good:
            print("MISS", case.kind, repr(case.quote), ours(case), case.place, file=sys.stderr)
    sample = [case for case in cases[::every] if python and case.near is None]
    other: dict[str, list[bool]] = defaultdict(list)
    exact: dict[str, list[bool]] = defaultdict(list)
    answers = theirs(python, sample) if python else []
    for case, answer in zip(sample, answers, strict=True):
        found = (answer["start"], answer["end"]) if answer["status"] else None
        other[case.kind].append(right(case, found))
        exact[case.kind].append(right(case, found if answer["status"] == "match_exact" else None))
    rows = [
        [k, str(len(v)), _share(v), _share(other[k]), _share(exact[k])] for k, v in tally.items()
    ]
    everything = [[v for kind in t.values() for v in kind] for t in (tally, other, exact)]
    rows.append(["all", str(len(cases)), *map(_share, everything)])
    table([title, "cases", "claims", "langextract", "exact only"], rows)
    if answers:
        print(
            f"langextract: {1000 * median(a['seconds'] for a in answers):.1f} ms a quote (median)"
        )
    print()


def _share(good: list[bool]) -> str:
    return f"{100 * sum(good) / len(good):.1f} % of {len(good)}" if good else "-"


def real_rows(*, misses: bool) -> None:
    """Print the rows that people labelled, by class."""
    if not SHARED.is_file():
        print("../shared/data/quotes_dev.jsonl is not there: its rows are left out\n")
        return
    tally: dict[str, list[bool]] = defaultdict(list)
    for row in map(json.loads, SHARED.read_text("utf-8").splitlines()):
        match = locate(row["quote"], row["source"])
        placed = row["start"] is None or (match is not None and match.start == row["start"])
        good = match is None if row["class"] == "altered" else match is not None and placed
        tally[row["class"]].append(good)
        if misses and not good:
            print("ROW", row["class"], repr(row["quote"]), match, file=sys.stderr)
    table(["real quotes", "right"], [[k, _share(v)] for k, v in sorted(tally.items())])
    print()


def timed(action: Callable[[], object], times: int = 5) -> float:
    """The median of several runs, in milliseconds."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - begun)
    return 1000 * median(seconds)


def speed(cases: list[Case]) -> None:
    """Print how long one quote takes, its text seen before or not, and in a text of 1 MB."""
    warm = []
    for case in cases:
        locate(case.quote, case.text)
        warm.append(timed(lambda case=case: locate(case.quote, case.text), 3))
    article = max((case.text for case in cases), key=len)[:11_000]
    quote = article[2000:2100]
    cold = [timed(lambda n=n: locate(quote, article + " " * n), 1) for n in range(1, 20)]
    big = (article * (1 + 1_000_000 // len(article)))[:1_000_000]
    asked = [case.quote for case in cases[:200]]
    first = timed(lambda: locate(quote + " zzz", big), 1)
    long = [timed(lambda q=q: locate(q, big), 1) for q in asked]
    none = [timed(lambda q=q: locate(q + " zzz", big, near=500_000), 1) for q in asked]
    rows = [
        ["article, index remembered, median", f"{median(warm):.3f} ms"],
        ["article, index remembered, slowest", f"{max(warm):.3f} ms"],
        [f"article of {len(article):,} characters, new", f"{median(cold):.1f} ms"],
        ["1 MB, new", f"{first:.0f} ms"],
        ["1 MB, index remembered, median", f"{median(long):.2f} ms"],
        ["1 MB, index remembered, slowest", f"{max(long):.2f} ms"],
        ["1 MB, quote that is not there, median", f"{median(none):.2f} ms"],
        ["1 MB, quote that is not there, slowest", f"{max(none):.2f} ms"],
    ]
    table(["time of one quote", ""], rows)


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--langextract", metavar="PYTHON")
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    if not given.langextract:
        print("langextract is left out: name a Python that has it with --langextract\n")
    true, false = list(true_cases(Random(1))), list(false_cases(Random(2)))  # noqa: S311
    compare("true, found", true, given.langextract, given.every, misses=given.misses)
    compare("false, refused", false, given.langextract, given.every, misses=given.misses)
    real_rows(misses=given.misses)
    speed([case for case in true if case.kind in ("as it is", "combined")])


if __name__ == "__main__":
    main()
