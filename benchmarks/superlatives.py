"""Superlatives read in English sentences that people labelled (SuperSem).

    python benchmarks/superlatives.py [FILE]

A sentence counts as read when a superlative reading overlaps the labelled words. `rank` is compared
where the label is an ordinal ("second"); labels such as "one of" name no rank. The direction is
that of the property that the adjective names; the labels' orientation is debatable in places
("earliest" and "newest" are labelled both ways), so it is shown and not held to a bar. `extra` are
readings that overlap no label: most of them are further superlatives of sentences of which only one
is labelled, so they bound precision from below.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims.reading.cues import read_cues
from claims.reading.reading import Reading
from claims.tokens import tokenise

DATA = Path(__file__).parents[2] / "shared" / "data" / "superlatives_dev.jsonl"
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
DIRECTIONS = {"positive": "most", "postive": "most", "negative": "least"}


@dataclass
class Score:
    """What was counted."""

    rows: int = 0
    read: int = 0
    direction: int = 0
    ranked: int = 0
    rank: int = 0
    extra: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, row: dict[str, Any]) -> None:
        """Count one labelled sentence."""
        sentence, label = row["sentence"], row["superlative"]
        spans = _occurrences(sentence, label)
        found = [r for r in read_cues(tokenise(sentence), "en") if r.kind == "superlative"]
        hits = [r for r in found if any(r.start < end and start < r.end for start, end in spans)]
        self.rows += 1
        self.extra += [f"{r.text} | {sentence[:90]}" for r in found if r not in hits]
        if not hits:
            self.missed.append(f"{label} | {sentence}")
            return
        self.read += 1
        self.direction += hits[0].direction == DIRECTIONS[row["orientation"]]
        self._rank(row["rank"], hits)

    def _rank(self, label: str, hits: list[Reading]) -> None:
        self.ranked += label in ORDINALS
        self.rank += label in ORDINALS and any(r.value == ORDINALS[label] for r in hits)


def _occurrences(sentence: str, words: str) -> list[tuple[int, int]]:
    found, at = [], sentence.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = sentence.find(words, at + 1)
    return found


def main(path: Path) -> Score:
    """Read the file, print the table."""
    score = Score()
    for line in path.read_text("utf-8").splitlines():
        score.add(json.loads(line))
    print(f"| {'superlatives, English':<28} | of     | share   |")
    print(f"|{'-' * 30}|{'-' * 8}|{'-' * 9}|")
    shares = (("read", score.rows), ("direction", score.read), ("rank", score.ranked))
    for name, whole in shares:
        part = getattr(score, name)
        print(f"| {name:<28} | {whole:>6} | {part / max(whole, 1):>7.1%} |")
    print(f"| {'extra readings':<28} | {score.read:>6} | {len(score.extra):>7} |")
    return score


if __name__ == "__main__":
    result = main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
    for line in result.missed:
        print("missed:", line)
