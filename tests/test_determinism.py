"""The same text gives the same readings, whatever order the sets of a process have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SCRIPT = """
import json, pathlib, claims
for file in sorted(pathlib.Path("data/truths").glob("*.jsonl")):
    row = json.loads(file.read_text("utf-8").splitlines()[0])
    document = claims.Document(row["text"], language=row["language"], date=row.get("date"))
    print(document.readings)
night = claims.Document("昨天夜间到今天早晨", language="zh", date="2025-06-18")
print(night.readings)
"""


def test_readings_hang_on_no_order_of_sets() -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", SCRIPT],
            cwd=HERE,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "2", "3")
    ]
    printed = [process.communicate()[0] for process in running]
    assert all(process.returncode == 0 for process in running)
    assert len(printed[0].splitlines()) > 16
    assert printed[0] == printed[1] == printed[2]
