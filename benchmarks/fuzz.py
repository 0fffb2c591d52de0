"""Coverage-guided fuzzing of the doors that take text from anywhere.

    python benchmarks/fuzz.py {locate,read,ground,records,all} [--seconds N] [--findings DIR]
    python benchmarks/fuzz.py TARGET --replay FILE

With `atheris` (of PyPI) the bytes that inputs are built from are guided by the lines they reach;
without it they are drawn at random.

What has to hold is more than that nothing crashes. Each span's words are the text's, in order; a
located quote has the digits of its place; only a ClaimsError comes out of a bad input, from
`verify` none; the same input gives the same output; what `ground` makes, `verify` passes; a second
of processor time is enough. The first input to break one of these at a place is printed and kept in
DIR; the exit code is 1 where there was one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
import unicodedata
import zlib
from contextlib import nullcontext
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from fuzz_inputs import TAGS, Choices, a_slice, a_text, deformed, noisy, truths, vocabulary

try:
    import atheris
except ImportError:
    atheris = None

ROOMS = ("claims.reading", "claims.grounding")
with atheris.instrument_imports(include=["claims"]) if atheris else nullcontext():
    from claims import Document, ground, locate, read, says, tokens, verify
    from claims.errors import ClaimsError, GroundingError
    from claims.formats.jsonl import dumped, read_documents, read_records
    from claims.grounding import index, verdict
    from claims.reading.reading import Period, Reading
    from claims.tokens import tokenise

    for room in ROOMS:
        for module in iter_modules(import_module(room).__path__):
            import_module(f"{room}.{module.name}")

HANGS = 30  # seconds
LONGEST = 400  # bytes
SLOW = 1.0  # seconds of processor time
KINDS = (
    "number", "money", "percent", "measure", "duration", "rank", "superlative", "change",
    "comparator", "negation", "modality", "stance", "date", "place", "currency",
)  # fmt: skip


class Broken(AssertionError):  # noqa: N818  # it is no error of the program's
    """Something that has to hold does not."""


def hold(condition: object, message: str) -> None:
    if not condition:
        raise Broken(message)


def check_locate(c: Choices) -> None:
    text, _ = a_text(c)
    quote = noisy(c, a_slice(c, text)) if c.below(8) else a_text(c)[0]
    near = c.one((None, None, 0, -5, len(text), 10**9, c.below(len(text) + 1)))
    within = c.one((None, None, None, (0, len(text)), (5, 2), (-3, 10**9), (c.below(50), 99)))
    match = locate(quote, text, near=near, within=within)
    forget()
    hold(match == locate(quote, text, near=near, within=within), "locate: not the same again")
    if match is None:
        return
    low, high = within or (0, len(text))
    flat = [offset for span in match.spans for offset in span]
    hold(flat == sorted(flat) and all(a < b for a, b in match.spans), "locate: spans in order")
    hold(max(low, 0) <= flat[0] and flat[-1] <= min(high, len(text)), "locate: outside")
    hold((match.start, match.end) == (flat[0], flat[-1]), "locate: start and end")
    found = "".join(text[a:b] for a, b in match.spans)
    hold(match.kind != "exact" or found in quote, "locate: exact is other words")
    hold(digits(found) == digits(quote), "locate: other digits")


def digits(text: str) -> str:
    """The digits of the tokens of a text, plain."""
    keys = "".join(tokenise(text).keys)
    return "".join(str(unicodedata.digit(char)) for char in keys if char.isdigit())


def check_read(c: Choices) -> None:
    text, language = a_text(c)
    tag = c.one((language, language, language, None, *TAGS))
    date = c.one((None, dt.date(2026, 2, 4), dt.date.min, dt.date.max, dt.date(2024, 2, 29)))
    readings = read(text, tag, date=date)
    forget()
    hold(readings == read(text, tag, date=date), "read: not the same again")
    hold([r.start for r in readings] == sorted(r.start for r in readings), "read: order")
    for reading in readings:
        _check_reading(reading, text)
    for reading in readings[:3]:
        if isinstance(reading.value, (int, Decimal)):
            says(reading.text, reading.value, reading.unit, language=tag)


def _check_reading(reading: Reading, text: str) -> None:
    where, value = f"read: {reading.kind}", reading.value
    hold(reading.kind in KINDS, f"{where} is no kind")
    hold(0 <= reading.start < reading.end <= len(text), f"{where} span")
    hold(text[reading.start : reading.end] == reading.text, f"{where} words")
    hold(not isinstance(value, Decimal) or value.is_finite(), f"{where} is not finite")
    hold(not isinstance(value, Period) or value.start <= value.end, f"{where} ends first")


def check_ground(c: Choices) -> None:
    row = c.one(truths())
    text = noisy(c, row["text"]) if c.below(2) else row["text"]
    draft = deformed(c, c.one(row["drafts"]), text)
    tag = c.one((row["language"], row["language"], *TAGS))
    document = _document(text, tag, row["date"])
    if document is None:
        return
    claim = grounded(draft, document)
    forget()
    again = grounded(draft, Document(text, language=tag, date=row["date"]))
    hold(str(claim) == str(again), "ground: not the same again")
    if isinstance(claim, GroundingError):
        hold(claim.failures, "ground: refused without a reason")
        return
    line = dumped(claim)
    _check_spans(json.loads(line), text)
    for record in (claim, json.loads(line)):
        found = verify(record, document)
        hold(found.ok, f"ground: verify refuses: {found.failures and found.failures[0].check}")


def grounded(draft: Any, document: Document) -> Any:
    try:
        return ground(draft, document)
    except GroundingError as error:
        return error


def _document(text: str, language: str | None, date: Any = None) -> Document | None:
    try:
        return Document(text, language=language, date=date)
    except ClaimsError:
        return None


def _check_spans(value: Any, text: str) -> None:
    waiting = [value]  # records may be thousands of lists deep
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if "start" in part and "end" in part:
                hold(text[part["start"] : part["end"]] == part["text"], "a span is other words")
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


@cache
def _records() -> list[tuple[str, dict[str, Any]]]:
    """(text, record) of the true drafts that pass."""
    found = []
    for row in truths()[::3]:
        document = Document(row["text"], language=row["language"], date=row["date"])
        claims = [grounded(draft, document) for draft in row["drafts"][:2]]
        made = [json.loads(dumped(claim)) for claim in claims if not isinstance(claim, Exception)]
        found += [(row["text"], record) for record in made]
    return found


def check_records(c: Choices) -> None:
    text, record = c.one(_records())
    record = deformed(c, record, text)
    given = noisy(c, text) if c.below(4) == 0 else text
    hold(_verified(record, given) == _verified(record, given), "verify: not the same again")
    data = (
        noisy(c, _line(record, ascii_only=bool(c.below(2)))).encode(
            "utf-8", c.one(("surrogatepass", "replace"))
        )
        + b"\n"
    )
    cut = c.below(len(data)) if c.below(4) == 0 else 0
    FILE.write_bytes(data[cut:] + c.one((b"", b"\n\n", b"\xff\n", b"\xef\xbb\xbf{}", b"[1", data)))
    for _, row in read_records(str(FILE)):
        if not isinstance(row, ClaimsError):
            _verified(row, given)
    for document in read_documents([str(FILE)], text_field=c.one(("text", "statement", "id"))):
        if isinstance(document, Document):
            hold(document.text.encode() and document.id.encode(), "document: cannot be written")


def _line(record: Any, *, ascii_only: bool) -> str:
    try:
        return json.dumps(record, default=str, ensure_ascii=ascii_only)
    except (ValueError, RecursionError):  # JSON cannot hold it: only Python's own callers can
        return "{}"


def _verified(record: Any, text: str) -> Any:
    found = verify(record, text)
    if found.ok:
        _check_spans(record, text)
    return found


FILE = Path(tempfile.gettempdir()) / f"claims-fuzz-{os.getpid()}.jsonl"
CHECKS = (check_locate, check_read, check_ground, check_records)
TARGETS = {check.__name__.removeprefix("check_"): check for check in CHECKS}


def check_all(c: Choices) -> None:
    c.one(CHECKS)(c)


def forget() -> None:
    """Drop what is remembered of texts, so that the second time is like the first."""
    kept = [getattr(tokens, name) for name in ("_short", "_long")]
    kept += [getattr(index, name) for name in ("_plain", "_mended")]
    for recent in kept:
        recent._kept.clear()  # noqa: SLF001
        recent._size = 0  # noqa: SLF001
    verdict._document.cache_clear()  # noqa: SLF001


# -- the run ----------------------------------------------------------------------------------


class Hanging(BaseException):
    """No end in sight."""


def _hangs(*_: object) -> None:
    raise Hanging(f"no end after {HANGS} s")


class Run:
    """One target, its inputs and what they broke, until its time is up."""

    def __init__(self, target: str, seconds: float, folder: Path) -> None:
        self.check = TARGETS.get(target, check_all)
        self.target, self.folder = target, folder
        self.begun = time.monotonic()
        self.until = self.begun + seconds
        self.found: dict[str, int] = {}
        self.inputs = 0

    def one(self, data: bytes) -> None:
        """Try one input; end the process when the time is up."""
        self.inputs += 1
        if (took := self.tried(data)) > SLOW:
            forget()
            took = self.tried(data)
        if took > SLOW:
            self.note("slow", f"{took:.1f} s of processor time", data)
        if time.monotonic() > self.until:
            self.end()

    def tried(self, data: bytes) -> float:
        """Seconds of processor time that an input takes; what it breaks is noted."""
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
        try:
            self.check(Choices(data))
        except (Exception, Hanging) as error:  # noqa: BLE001  # whatever it is, it is a finding
            self.note(_place(error), "".join(traceback.format_exception(error)[-8:]), data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return time.process_time() - begun

    def note(self, place: str, story: str, data: bytes) -> None:
        """Count what was broken; print it and keep the input the first time."""
        self.found[place] = self.found.get(place, 0) + 1
        if self.found[place] > 1:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / f"{self.target}-{zlib.crc32(place.encode()):08x}"
        file.write_bytes(data)
        print(f"FOUND {place}\n{story}kept in {file}\n", flush=True)

    def end(self) -> None:
        """Print what was found and leave: libFuzzer has no other way out."""
        minutes, busy = (time.monotonic() - self.begun) / 60, time.process_time() / 60
        print(f"{self.target}: {self.inputs:,} inputs in {minutes:.1f} min, {busy:.1f} busy")
        print(f"{len(self.found)} found")
        for place, times in self.found.items():
            print(f"  {times:6}  {place}")
        FILE.unlink(missing_ok=True)
        sys.stdout.flush()
        os._exit(bool(self.found))


def _place(error: BaseException) -> str:
    """What an error is known by: its kind and the line of the library that it came from."""
    if isinstance(error, Broken):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/claims/" in f.filename] or frames
    return f"{type(error).__name__} at {Path(ours[-1].filename).name}: {ours[-1].line}"


def at_random(run: Run, seed: int) -> None:
    """Inputs of all lengths, for ever."""
    source = random.Random(seed)  # noqa: S311
    while True:
        run.one(source.randbytes(source.choice((8, 40, 120, LONGEST))))


def guided(run: Run, corpus: Path, seed: int) -> None:
    """Inputs that reach new lines, from a few at random."""
    source = random.Random(seed)  # noqa: S311
    corpus.mkdir(parents=True, exist_ok=True)
    for number in range(64):
        (corpus / f"seed-{number}").write_bytes(source.randbytes(4 * number + 8))
    limits = [f"-max_len={LONGEST}", f"-timeout={10 * HANGS}", f"-seed={seed}", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *limits, str(corpus)], run.one)
    atheris.Fuzz()


def main() -> None:
    """Run one target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--corpus", type=Path, help="where inputs that reach new lines are kept")
    parser.add_argument("--replay", type=Path, help="an input that was kept: only this one")
    given = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _hangs)
    if given.replay:
        TARGETS.get(given.target, check_all)(Choices(given.replay.read_bytes()))
        return
    for language in vocabulary():  # tables load when a language is first read: no input's fault
        read("1", language)
    run = Run(given.target, given.seconds, given.findings)
    if atheris is None:
        print("atheris is not installed: inputs are drawn at random\n", flush=True)
        at_random(run, given.seed)
    with tempfile.TemporaryDirectory() as folder:
        guided(run, given.corpus or Path(folder), given.seed)


if __name__ == "__main__":
    main()
