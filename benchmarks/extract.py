"""Extraction on labelled texts: what came out, what it cost, and how it scores against the labels.

Interrupted, it scores the documents that are done.

    python benchmarks/extract.py dev                    # the embedded model on the dev half
    python benchmarks/extract.py dev --core             # quantity, ranking, superlative only
    python benchmarks/extract.py seed                   # the seed document alone
    python benchmarks/extract.py test --model M --base-url URL
    python benchmarks/extract.py dev --answers FILE     # remember the model's answers, and use them

The test half is for measuring only: nothing is tuned on it. With `--answers`, a question that was
asked before is answered from the file, so that a change behind the model is measured in seconds;
the tokens of the table are those of the first asking, its seconds are not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import claims
from claims.engines import build_engine
from claims.engines.base import Constraint, Engine, Reply, Request
from claims.evaluation import load, score

TEXTS = Path(__file__).parent / "texts"
SEED = "fr-seed-ouchakov"
CORE = (claims.QuantityClaim, claims.RankingClaim, claims.SuperlativeClaim)


def main() -> None:
    """Extract, print one row a document and the scores of all."""
    parser = argparse.ArgumentParser(description="Extraction on labelled texts.")
    parser.add_argument("half", choices=["dev", "test", "none", "seed"])
    parser.add_argument("--core", action="store_true", help="the three core types only")
    parser.add_argument("--model")
    parser.add_argument("--base-url")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth document only")
    parser.add_argument("--answers", type=Path, help="remember the model's answers in this file")
    parser.add_argument("-o", "--output", type=Path, help="write the records here")
    chosen = parser.parse_args()
    options = {"types": CORE} if chosen.core else {}
    engine: Engine = build_engine(chosen.model, base_url=chosen.base_url)
    if chosen.answers:
        engine = Remembered(engine, chosen.answers)
    extractor = claims.Extractor(engine=engine, **options)
    gold = list(labels(chosen.half))[:: chosen.every]
    print("| document | claims | rejected | calls | repairs | tokens in | tokens out | seconds |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    records, done = [], []
    try:
        for label in gold:
            records += extract(extractor, label)
            done.append(label)
    except KeyboardInterrupt:
        print(f"\nInterrupted: the scores are those of the first {len(done)} of {len(gold)}.")
    if chosen.output:
        chosen.output.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records))
    types = {claim_type.type_name() for claim_type in extractor.types}
    kept = [
        {**label, **{part: [c for c in label[part] if c["type"] in types] for part in PARTS}}
        for label in done
    ]
    print("\n" + score(records, kept).table())


PARTS = ("claims", "optional")


@dataclass
class Remembered:
    """An engine whose answers are kept in a file of JSON lines: question's hash, reply, seconds."""

    engine: Engine
    file: Path
    known: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.file.exists():
            rows = map(json.loads, self.file.read_text("utf-8").splitlines())
            self.known = {row["question"]: row for row in rows}

    @property
    def name(self) -> str:
        """The model's own name."""
        return self.engine.name

    @property
    def constraint(self) -> Constraint:
        """The model's own."""
        return self.engine.constraint

    async def complete(self, request: Request) -> Reply:
        """The answer from the file, else the model's, which is then kept."""
        asked = json.dumps(asdict(request), sort_keys=True, ensure_ascii=False)
        key = hashlib.sha256(asked.encode()).hexdigest()[:24]
        if key not in self.known:
            started = time.perf_counter()
            reply = await self.engine.complete(request)
            seconds = round(time.perf_counter() - started, 2)
            row = {"question": key, "seconds": seconds, "prompt": request.prompt, **asdict(reply)}
            with self.file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            self.known[key] = row
        row = self.known[key]
        return Reply(*(row[part] for part in ("text", "tokens_in", "tokens_out", "truncated")))

    async def aclose(self) -> None:
        """Close the model."""
        await self.engine.aclose()


def labels(half: str) -> Iterator[Mapping[str, Any]]:
    """The labelled documents of a half; "seed" is the seed document alone."""
    folder = TEXTS / ("dev" if half == "seed" else half)
    for label in load(folder):
        if half != "seed" or label["id"] == SEED:
            yield label


def extract(extractor: claims.Extractor, label: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The records of one document, after printing its row."""
    about = {name: label.get(name) for name in ("id", "language", "date", "title")}
    result = extractor.extract(claims.Document(label["text"], **about))
    u = result.usage
    row = [label["id"], len(result.claims), len(result.rejected), u.calls, u.repairs]
    row += [u.tokens_in, u.tokens_out, f"{u.seconds:.1f}"]
    print(f"| {' | '.join(map(str, row))} |", flush=True)
    return [claim.model_dump(mode="json") for claim in result.claims]


if __name__ == "__main__":
    main()
