"""How many labelled values `says` accepts, how many changed ones, and how fast `read` is.

    python benchmarks/says.py ../shared/data/values_dev.jsonl [--misses] [--recognizers PYTHON]

`--recognizers` names a Python that has Microsoft's `ms-recognizers-text-suite` 1.0.1: a value then
counts as accepted where it is among the values that the model of its kind (number, ordinal,
percentage, currency) finds in the mention; its currency is not asked for, as it is of ours. Most
labels are from the project's own test files, which not all of its platforms are held to.

Rows whose mention names no currency although the label has one (price-parser was handed the
currency apart) are asked as plain numbers.

Labels that are not followed, with the reason:
- "1,1^+23" as 8.95430243255239: the last digits are a rounding error; 1.1 to the 23rd is
  8.954302432552373.
- ja "5分の100万2205" as 200440.6, "120分の1" as 1/121, "-25分の1" as -0.05; de "acht" as a rank:
  slips of the label.
- "per cent of 210", "pourcentage de vingt" as 210 % and 20 %: the words say the opposite.
- "From 26 to 50 €", "$45,000 - $70,000", "Was: $124.95 Now: $0.00" and other mentions of two values
  labelled with one of them: a mention says one value or none.
- "one hundred thirty fifths" as 100/35 beside "one hundred and thirty fifths" as 130/5; "due
  centesimo" as 2/100 beside "deux centième" as the 200th.
- "- $44.99" as 44.99, "a few" as 3, "dubbeltje" as 1: not what the words say.
- zh "半折" as 50 %: half of one tenth is 5 %.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from statistics import median
from typing import Any

from claims.reading import read, says

_MAGNITUDE = re.compile(
    r"(?i)\b(m|mio|million|milli?on\w*|millones|milhões|milioni|miljoen|mld|bn|mds|milliard\w*|"
    r"billion\w*|miliard\w*|bilh\w+)\b|[億亿万萬]"
)
_CLOSE = Decimal("1e-12")
_SEEDS = Path(__file__).parent.parent / "seeds"
_KINDS = ["number", "rank", "percent", "money", "all"]

Row = dict[str, Any]
Accepts = Callable[[Row, Decimal], bool | None]


def asked(row: dict[str, Any]) -> dict[str, Any]:
    """The keyword arguments of `says` for a row."""
    bare = not re.search(r"[^\d.,\s\xa0]", row["mention"])
    money = row["kind"] == "money"
    return {
        "kind": None if money and bare else row["kind"],
        "unit": None if bare else row.get("unit") if money else None,
        "language": None if row["lang"] == "und" else row["lang"],
    }


def changed(row: dict[str, Any]) -> Iterator[tuple[str, Decimal]]:
    """The label's value changed in one respect, as (what was done, value)."""
    value = Decimal(row["value"])
    if not value:
        return
    if row["kind"] == "rank":
        yield from (("rank +1", value + 1), ("rank -1", value - 1))
        return
    yield from (("x10", value * 10), ("/10", value / 10))
    text = format(value, "f")
    first = next(i for i, c in enumerate(text) if c in "123456789")
    last = max(i for i, c in enumerate(text) if c.isdigit())
    for name, i in (("first digit", first), ("last digit", last)):
        digit = str((int(text[i]) + 1) % 10) if text[i] != "9" else "8"
        yield name, Decimal(text[:i] + digit + text[i + 1 :])
    if _MAGNITUDE.search(row["mention"]):
        yield from (("x1000", value * 1000), ("/1000", value / 1000))
    if "." in text and len(text.rstrip("0").split(".")[1]) in (1, 2):
        yield "comma dropped", Decimal(text.rstrip("0").replace(".", ""))


def table(head: list[str], rows: list[list[str]]) -> None:
    """Print one table."""
    widths = [max(len(r[i]) for r in [head, *rows]) for i in range(len(head))]
    for row in [head, ["-" * w for w in widths], *rows]:
        print("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip())


def ours(row: Row, value: Decimal) -> bool:
    """Whether `says` accepts a value of a row."""
    return says(row["mention"], value, **asked(row))


def recognizers(python: str, rows: list[Row]) -> Accepts:
    """Whether a value is among those that Recognizers find in a row's mention; None: no model."""
    questions = [
        {
            "mention": row["mention"],
            "kind": asked(row)["kind"] or "number",
            "language": row["lang"],
        }
        for row in rows
    ]
    script = str(Path(__file__).with_name("says_recognizers.py"))
    given = json.dumps(questions)
    done = subprocess.run([python, script], input=given, capture_output=True, text=True, check=True)  # noqa: S603
    answers = json.loads(done.stdout)
    print(f"Recognizers: {1000 * median(a['seconds'] for a in answers):.2f} ms a mention (median)")
    found = {id(row): a["values"] for row, a in zip(rows, answers, strict=True)}

    def accepts(row: Row, value: Decimal) -> bool | None:
        values = found[id(row)]
        return None if values is None else any(_equal(text, value) for text in values)

    return accepts


def _equal(text: str, value: Decimal) -> bool:
    """Whether a resolution, written as its culture writes numbers, is a value."""
    try:
        number = Decimal(text.rstrip("%").replace(",", "."))
    except InvalidOperation:
        return False
    return abs(number - value) <= _CLOSE * abs(value)


def measure(name: str, rows: list[Row], accepts: Accepts, *, misses: bool) -> list[list[str]]:
    """Accepted labels and accepted changes, a line a language and a cell a kind."""
    labels: dict[tuple[str, str], list[bool]] = defaultdict(list)
    wrong: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        ok = accepts(row, Decimal(row["value"]))
        if ok is None:
            continue
        for kind in (row["kind"], "all"):
            labels[row["lang"], kind].append(ok)
        if not ok and misses:
            print("miss", *_described(row), row["value"], row.get("unit"))
        for how, value in changed(row):
            through = bool(accepts(row, value))
            wrong[row["lang"]].append(through)
            if through and misses:
                print("LET THROUGH", *_described(row), how, value)
    languages = sorted({lang for lang, _ in labels})
    return [
        [lang, name, *(share(labels[lang, kind]) for kind in _KINDS), share(wrong[lang], places=2)]
        for lang in languages
    ]


def _described(row: Row) -> tuple[str, str, str]:
    return row["lang"], row["kind"], repr(row["mention"])


def share(results: list[bool], places: int = 1) -> str:
    """How many of the results are true, as "95.1 % of 41"."""
    if not results:
        return "-"
    return f"{100 * sum(results) / len(results):.{places}f} % of {len(results)}"


def speed() -> None:
    """Print how fast `read` goes through French text."""
    text = "\n".join(path.read_text("utf-8") for path in sorted(_SEEDS.glob("*.txt")))
    size = len(text.encode())
    body = text * (1_000_000 // size + 1)
    read(text, "fr")
    start = time.perf_counter()
    count = len(read(body, "fr"))
    seconds = time.perf_counter() - start
    rate = len(body.encode()) / 1e6 / seconds
    print(f"\nread, French: {rate:.2f} MB/s ({count} readings in {seconds:.2f} s)")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", action="store_true", help="list every row that went wrong")
    parser.add_argument("--recognizers", metavar="PYTHON")
    parser.add_argument("--language", help="only this language")
    options = parser.parse_args()
    lines = options.data.read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    if options.language:
        rows = [row for row in rows if row["lang"] == options.language]
    body = measure("claims", rows, ours, misses=options.misses)
    if options.recognizers:
        body += measure("Recognizers", rows, recognizers(options.recognizers, rows), misses=False)
    table(["language", "", *_KINDS, "changed accepted"], sorted(body, key=lambda line: line[0]))
    speed()


if __name__ == "__main__":
    sys.exit(main())
