"""Align quotes with langextract's own aligner: cases as JSON come in, answers go out.

Run by `benchmarks/locate.py` with a Python that has langextract, all options left as they are.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from langextract import resolver
from langextract.core import data


def aligned(quote: str, text: str) -> dict[str, Any]:
    """Where the aligner puts a quote, and what it calls that."""
    begun = time.perf_counter()
    wanted = data.Extraction("quote", quote)
    found = resolver.WordAligner().align_extractions([[wanted]], text)[0][0]
    took = time.perf_counter() - begun
    place = found.char_interval
    status = found.alignment_status
    if place is None or status is None:
        return {"status": None, "start": None, "end": None, "seconds": took}
    return {
        "status": status.value, "start": place.start_pos, "end": place.end_pos, "seconds": took,
    }  # fmt: skip


if __name__ == "__main__":
    cases = json.load(sys.stdin)
    json.dump([aligned(case["quote"], case["text"]) for case in cases], sys.stdout)
