"""Extraction on labelled texts: what came out, what it cost, and how it scores against the labels.

Interrupted, it scores the documents that are done.

    python benchmarks/extract.py dev                    # the embedded model on the dev half
    python benchmarks/extract.py dev --core             # quantity, ranking, superlative only
    python benchmarks/extract.py seed                   # the seed document alone
    python benchmarks/extract.py test --model M --base-url URL

The test half is for measuring only: nothing is tuned on it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import claims
from claims.evaluation import load, score

TEXTS = Path(__file__).parent / "texts"
SEED = "fr-seed-ouchakov"
CORE = (claims.QuantityClaim, claims.RankingClaim, claims.SuperlativeClaim)


def main() -> None:
    """Extract, print one row a document and the scores of all."""
    parser = argparse.ArgumentParser(description="Extraction on labelled texts.")
    parser.add_argument("half", choices=["dev", "test", "seed"])
    parser.add_argument("--core", action="store_true", help="the three core types only")
    parser.add_argument("--model")
    parser.add_argument("--base-url")
    parser.add_argument("-o", "--output", type=Path, help="write the records here")
    chosen = parser.parse_args()
    options = {"types": CORE} if chosen.core else {}
    extractor = claims.Extractor(model=chosen.model, base_url=chosen.base_url, **options)
    gold = list(labels(chosen.half))
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
