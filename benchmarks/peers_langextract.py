"""Extract with langextract: a task as JSON comes in, extractions go out.

Run by `benchmarks/peers.py` with a Python that has langextract. Its OpenAI provider asks the
endpoint of the task, with the schema it makes of the examples; the rest is left as it is, but for
one worker, as the endpoint answers one question at a time.
"""

from __future__ import annotations

import json
import sys
import warnings
from typing import Any

import langextract as lx
from langextract.factory import ModelConfig


def example(given: dict[str, Any]) -> lx.data.ExampleData:
    """A worked example, with every attribute that its classes can have."""
    rows = [
        lx.data.Extraction(row["type"], row["quote"], attributes=row["slots"])
        for row in given["claims"]
    ]
    return lx.data.ExampleData(text=given["text"], extractions=rows)


def extracted(task: dict[str, Any]) -> list[dict[str, Any]]:
    """The extractions of a text: class, words, attributes, and where they were aligned."""
    endpoint = {"base_url": task["url"], "api_key": "none", "temperature": 0.0, "max_workers": 1}
    result = lx.extract(
        task["text"],
        prompt_description=task["instructions"],
        examples=[example(given) for given in task["examples"]],
        config=ModelConfig("local", "OpenAILanguageModel", endpoint),
        max_workers=1,
        extraction_passes=1,
        show_progress=False,
    )
    return [row(extraction) for extraction in result.extractions or []]


def row(extraction: lx.data.Extraction) -> dict[str, Any]:
    """One extraction as JSON; no place where the aligner found none."""
    place = extraction.char_interval
    return {
        "type": extraction.extraction_class,
        "quote": extraction.extraction_text,
        "start": place.start_pos if place else None,
        "end": place.end_pos if place else None,
        "slots": extraction.attributes or {},
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump(extracted(json.load(sys.stdin)), sys.stdout)
