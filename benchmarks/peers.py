"""Extraction by peers on labelled texts: same model, same texts, same instructions, same score.

    python benchmarks/peers.py dev --langextract PYTHON --answers FILE
    python benchmarks/peers.py dev --types core             # quantity, ranking, superlative only

The peers are `instructor` as most use it, `response_model=list[...]` with one call a document and
one retry, and langextract 1.7 in a Python of its own, with its default chunks and one pass. Both
ask the embedded model behind `peers_endpoint.Endpoint`, which holds it to their JSON Schemas by a
grammar, and both get the definitions that `claims` gives a large model and the same two worked
examples. They are asked for type, quote, statement and slots, not for negation or modality.

Nobody checks what they write: that is what they lack. All else is done for them, so that only what
they found is scored: an answer that was cut off counts with its whole claims, repeated claims count
once, their quotes are placed by langextract or `claims.locate`, and their words are turned into
values by the readers of `claims`, at their place in the text or, where they stand nowhere, alone.
A document that fails, or takes more than `--limit` seconds, counts as one without claims; tokens
of an answer that the clock stopped are not known and count as none. With `--answers`, an
interrupted run goes on, and seconds are those of the first asking.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Union

from peers_endpoint import Endpoint
from peers_task import WORDS, Task, slots

import claims
from claims.engines import build_engine
from claims.evaluation import CORE, load, score
from claims.schemas import BUILT_IN, Claim, SlotClass, Superlative
from claims.testing import LoopbackServer

HERE = Path(__file__).parent
PARTS = ("claims", "optional")


def plain_instructor(task: Task, text: str, url: str) -> list[dict[str, Any]]:
    """The claims that instructor's list holds."""
    import instructor  # noqa: PLC0415
    import openai  # noqa: PLC0415

    messages = [{"role": "system", "content": task.instructions()}]
    for example, listed in task.examples():
        answer = json.dumps({"tasks": listed}, ensure_ascii=False)
        messages += [
            {"role": "user", "content": f"Text:\n{example}"},
            {"role": "assistant", "content": answer},
        ]
    client = instructor.from_openai(
        openai.OpenAI(base_url=url, api_key="none", max_retries=0),
        mode=instructor.Mode.JSON_SCHEMA,
    )
    listed_types: Any = list[Union[tuple(task.models())]]  # type: ignore[misc]  # noqa: UP007
    conversation: Any = [*messages, {"role": "user", "content": f"Text:\n{text}"}]
    found = client.create(
        model="local",
        messages=conversation,
        response_model=listed_types,
        max_retries=1,
        temperature=0.0,
    )
    return [claim.model_dump(exclude_none=True) for claim in found]


@dataclass(frozen=True)
class Langextract:
    """langextract, run by a Python that has it."""

    python: str

    def __call__(self, task: Task, text: str, url: str) -> list[dict[str, Any]]:
        """The extractions: what was extracted as the quote, the attributes as the slots."""
        given = {
            "url": url,
            "text": text,
            "instructions": task.instructions(),
            "examples": [self._example(task, *example) for example in task.examples()],
        }
        done = subprocess.run(  # noqa: S603
            [self.python, str(HERE / "peers_langextract.py")],
            input=json.dumps(given), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        return [
            {**row["slots"], **{name: row[name] for name in ("type", "quote", "start", "end")}}
            for row in json.loads(done.stdout)
        ]

    def _example(self, task: Task, text: str, listed: list[dict[str, Any]]) -> dict[str, Any]:
        """Every class with all its slots: langextract makes its schema of the examples."""
        names = {t.type_name(): ["statement", *(n for n, *_ in slots(t))] for t in task.types}
        rows = [
            {
                "type": claim["type"],
                "quote": claim["quote"],
                "slots": {name: claim.get(name) for name in names[claim["type"]]},
            }
            for claim in listed
        ]
        return {"text": text, "claims": rows}


Peer = Callable[[Task, str, str], list[dict[str, Any]]]


def predictions(
    drafts: Sequence[Mapping[str, Any]], document: claims.Document
) -> list[dict[str, Any]]:
    """What a peer wrote, as `score` takes it; repeated claims once."""
    types = {claim_type.type_name(): claim_type for claim_type in BUILT_IN}
    found = [_prediction(d, types[d["type"]], document) for d in drafts if d["type"] in types]
    return [p for n, p in enumerate(found) if p not in found[:n]]


def _prediction(
    draft: Mapping[str, Any], claim_type: type[Claim], document: claims.Document
) -> dict[str, Any]:
    quote = _placed(draft, document)
    classes = {("from" if n == "from_" else n): s for n, s in claim_type.slots().items()}
    given = {n: w for n, w in draft.items() if n in classes and isinstance(w, str) and w}
    return {
        "type": claim_type.type_name(),
        "statement": str(draft.get("statement", "")),
        "quote": quote,
        "document": {"id": document.id},
        **{name: _slot(classes[name], words, document, quote) for name, words in given.items()},
    }


def _placed(draft: Mapping[str, Any], document: claims.Document) -> dict[str, Any]:
    start, end, words = draft.get("start"), draft.get("end"), str(draft["quote"])
    if start is None and (match := claims.locate(words, document.text)):
        start, end = match.start, match.end
    return {"text": words} if start is None else {"text": words, "start": start, "end": end}


def _slot(
    slot: SlotClass, words: str, document: claims.Document, quote: Mapping[str, Any]
) -> dict[str, Any]:
    """Words with the value that they say, in the text or alone. A choice stands in its quote."""
    if words in WORDS.get(slot, ()):
        return {**quote, "value": words}
    near = quote.get("start", 0)
    match = claims.locate(words, document.text, near=near)
    there = document.readings_over(match.start, match.end) if match else []
    alone = claims.read(words, document.language, date=document.date)
    kinds = (*slot.kinds, *slot.also)
    over = [r for r in there if r.kind in kinds] or [r for r in alone if r.kind in kinds]
    if over:
        widest = max(over, key=lambda r: (r.end - r.start, -kinds.index(r.kind)))
        return {"text": words, **_plain(slot.from_reading(widest))}
    extreme = {"value": 1, "direction": "most"} if slot is Superlative else {}
    return {"text": words, **extreme}


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a slot as a record has them in JSON."""
    plain: dict[str, Any] = {}
    for name, value in fields.items():
        number = float(value) if isinstance(value, Decimal) else value
        plain[name.strip("_")] = number.isoformat() if isinstance(number, dt.date) else number
    return plain


@dataclass(frozen=True)
class Bench:
    """The labelled texts, and the model behind its endpoint."""

    gold: list[dict[str, Any]]
    task: Task
    endpoint: Endpoint

    def run(self, name: str, peer: Peer) -> list[dict[str, Any]]:
        """Print a peer's rows and scores; its predictions."""
        print(f"### {name}\n")
        print("| document | claims | calls | cut off | tokens in | tokens out | seconds | |")
        print("|---|---:|---:|---:|---:|---:|---:|---|")
        records: list[dict[str, Any]] = []
        totals = [0.0] * 6
        with LoopbackServer(self.endpoint.answer) as server:
            for label in self.gold:
                found, why = self._extracted(peer, label, server.base_url)
                records += found
                row = [len(found), *self._costs()]
                totals = [a + b for a, b in zip(totals, row, strict=True)]
                print(_line(label["id"], row, why), flush=True)
        print(_line("all", totals, ""))
        self._scores(records, totals[4])
        return records

    def _extracted(
        self, peer: Peer, label: Mapping[str, Any], url: str
    ) -> tuple[list[dict[str, Any]], str]:
        about: dict[str, Any] = {
            name: label.get(name) for name in ("id", "language", "date", "title")
        }
        document = claims.Document(label["text"], **about)
        self.endpoint.begin()
        try:
            drafts, why = peer(self.task, document.text, url), ""
        except Exception as error:  # noqa: BLE001  # whatever a peer raises is its row
            drafts, why = [], f"failed: {' '.join(str(error).split())[:80]}"
        if self.endpoint.late:
            drafts, why = [], f"over {self.endpoint.limit:g} s"
        return predictions(drafts, document), why

    def _costs(self) -> list[float]:
        calls = self.endpoint.calls
        tokens = [sum(c.reply.tokens_in for c in calls), sum(c.reply.tokens_out for c in calls)]
        return [len(calls), self.endpoint.cut, *tokens, self.endpoint.seconds]

    def _scores(self, records: Sequence[Mapping[str, Any]], tokens_out: float) -> None:
        report = score(records, self.gold)
        print("\n" + report.table())
        right = report.tally().right
        cost = f"{tokens_out / right:.0f}" if right else "–"
        print(f"Output tokens per right claim: {cost} ({tokens_out:.0f} for {right}).\n")


def _line(name: str, row: Sequence[float], why: str) -> str:
    *counts, seconds = row
    cells = [name, *(f"{count:.0f}" for count in counts), f"{seconds:.1f}", why]
    return f"| {' | '.join(cells)} |"


def labels(half: str, types: Sequence[type[Claim]]) -> list[dict[str, Any]]:
    """The labelled documents of a half, with their claims of some types."""
    names = {claim_type.type_name() for claim_type in types}
    return [
        {
            **label,
            **{part: [c for c in label[part] if c["type"] in names] for part in PARTS},
        }
        for label in load(HERE / "texts" / half)
    ]


def main() -> None:
    """Run every peer that is there."""
    parser = argparse.ArgumentParser(description="Extraction by peers on labelled texts.")
    parser.add_argument("half", choices=["dev", "test"])
    parser.add_argument("--types", choices=["all", "core"], default="all")
    parser.add_argument("--langextract", metavar="PYTHON", help="a Python with langextract 1.7")
    parser.add_argument("--answers", type=Path, help="remember the model's answers in this file")
    parser.add_argument("--bound", type=int, default=1500, help="tokens of an answer at most")
    parser.add_argument("--limit", type=float, default=300, help="seconds of a document at most")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth document only")
    parser.add_argument("-o", "--output", type=Path, help="write the predictions here")
    given = parser.parse_args()
    types = [t for t in BUILT_IN if given.types == "all" or t.type_name() in CORE]
    endpoint = Endpoint(build_engine(None), given.bound, given.limit, given.answers)
    bench = Bench(labels(given.half, types)[:: given.every], Task(tuple(types)), endpoint)
    peers: dict[str, Peer] = {"instructor": plain_instructor}
    if given.langextract:
        peers["langextract"] = Langextract(given.langextract)
    else:
        print("langextract is left out: name a Python that has it with --langextract\n")
    records = [{**p, "peer": name} for name, peer in peers.items() for p in bench.run(name, peer)]
    if given.output:
        rows = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        given.output.write_text("".join(rows), "utf-8")


if __name__ == "__main__":
    main()
