"""`Run`: one run of `claims extract`, with what a person at a terminal sees of it."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

import click

from claims.document import Document
from claims.engines.local import LocalEngine
from claims.errors import ClaimsError, EngineAuthError, EngineConfigError, ModelFileError
from claims.extraction import Extractor, Result
from claims.formats.jsonl import Unreadable, write
from claims.schemas import Rejection, UnreadDocument

Aside = Callable[[], contextlib.AbstractContextManager[None]]

_HOPELESS = (EngineAuthError, EngineConfigError, ModelFileError)  # no document would fare better


@dataclass
class Run:
    """One document after another; what each gives is on disk before the next is read.

    `records` and `rejected` are where lines go (None: nowhere), `complain` says why a document
    failed. `tabled` shows the claims as a table while standard output is a terminal.
    """

    records: IO[str] | None
    rejected: IO[str] | None
    complain: Callable[[str], object]
    quiet: bool = False
    tabled: bool = False
    failed: int = 0
    done: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    aside: Aside = contextlib.nullcontext
    """Puts the progress bar away while something else is shown."""

    def over(self, documents: Iterable[Document | Unreadable], extractor: Extractor) -> None:
        """Every document in turn. Raises the error of an engine that no document can use."""
        # Documents are read outside the loop: there, Ctrl-C reaches a read that waits for input.
        self.tabled = self.tabled and not self.quiet and sys.stdout.isatty()
        with progress(extractor, shown=not self.quiet) as self.aside, asyncio.Runner() as runner:
            try:
                for document in documents:
                    if isinstance(document, Document):
                        self._one(document, extractor, runner)
                    else:
                        self._unread(document.id, str(document))
            finally:
                runner.run(extractor.engine.aclose())

    def _one(self, document: Document, extractor: Extractor, runner: asyncio.Runner) -> None:
        try:
            result = runner.run(extractor.aextract(document))
        except _HOPELESS as error:
            self._reject(_unread(document.id, str(error)))
            raise
        except ClaimsError as error:
            self._unread(document.id, f"{document.id}: {error}")
        else:
            self._write(result)

    def _unread(self, name: str, message: str) -> None:
        self.failed += 1
        self.complain(message)
        self._reject(_unread(name, message))

    def _reject(self, rejection: Rejection) -> None:
        if self.rejected:
            write(rejection, self.rejected)

    def _write(self, result: Result) -> None:
        for claim in result.claims if self.records else ():
            write(claim, self.records)  # type: ignore[arg-type]
        for rejection in result.rejected:
            self._reject(rejection)
        if result.error:
            self._unread(result.document.id, f"{result.document.id}: {result.error}")
        self.done += 1
        self._count(result)
        if self.tabled and result.claims:
            with self.aside():
                show(result)

    def _count(self, result: Result) -> None:
        usage = result.usage
        self.counts["claims"] += len(result.claims)
        self.counts["rejected"] += len(result.rejected)
        self.counts["calls"] += usage.calls
        self.counts["tokens in"] += usage.tokens_in
        self.counts["tokens out"] += usage.tokens_out

    def summary(self) -> str:
        """What the run came to, in a line."""
        counts = ", ".join(f"{name} {count:,}" for name, count in self.counts.items())
        documents = f"{self.done:,} document{'s' * (self.done != 1)}"
        failed = f", {self.failed:,} failed" if self.failed else ""
        return f"{documents}{failed}: {counts or 'nothing done'}"


def _unread(name: str, message: str) -> Rejection:
    reason = Rejection.Reason(check="document", slot="document", message=message)
    return Rejection(failures=(reason,), document=UnreadDocument(id=name))


def show(result: Result) -> None:
    """The claims of one document as a table on standard output."""
    from rich.console import Console  # noqa: PLC0415

    from claims.formats.table import table  # noqa: PLC0415

    Console().print(table(result.claims, result.document.title or result.document.id))


@contextlib.contextmanager
def progress(extractor: Extractor, *, shown: bool) -> Iterator[Aside]:
    """A bar on standard error while it is a terminal: the model's arrival, then the questions."""
    if not shown or not sys.stderr.isatty():
        yield contextlib.nullcontext
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bars:
        _fetch_first(extractor, bar(bars, "fetching the model"))
        extractor.progress = bar(bars, "asking the model")
        yield lambda: _away(bars)


@contextlib.contextmanager
def _away(bars: Any) -> Iterator[None]:
    bars.stop()
    try:
        yield
    finally:
        bars.start()


def bar(bars: Any, words: str) -> Callable[[int, int], None]:
    """A bar that is there from its first step to its last, as a function of (done, total)."""
    task = bars.add_task(words, total=None, visible=False)

    def step(done: int, total: int) -> None:
        bars.update(task, completed=done, total=total, visible=done < total)

    return step


def _fetch_first(extractor: Extractor, step: Callable[[int, int], None]) -> None:
    if isinstance(extractor.engine, LocalEngine):
        from claims.engines import models  # noqa: PLC0415

        models.pull(extractor.engine.model, step, offline=extractor.offline)


def summarise(run: Run) -> None:
    """The closing summary, for a person."""
    if not run.quiet and sys.stderr.isatty():
        click.echo(run.summary(), err=True)
