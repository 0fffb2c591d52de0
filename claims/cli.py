"""The command line: `claims extract`, `verify`, `eval`, `schema`, `model`.

Exit 0: all well. 1: some documents failed, or records did not verify. 2: wrong usage.
130: interrupted; what was done until then is written.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from claims._version import __version__
from claims.errors import ClaimsError, EngineConfigError, UnknownTypeError

if TYPE_CHECKING:
    from claims.document import Document
    from claims.extraction import Extractor, Result
    from claims.formats.jsonl import Unreadable
    from claims.schemas import Claim

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


def main() -> None:
    """The `claims` command. Every error of ours, and of the disk, is one line."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = _complain("interrupted: what was done is kept", INTERRUPTED)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (EngineConfigError, UnknownTypeError) as error:
        code = _complain(str(error), WRONG_USAGE)
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone: nothing more to say, not even at shutdown
        code = FAILED
    except (ClaimsError, OSError) as error:
        code = _complain(str(error), FAILED)
    sys.exit(code or 0)


def _complain(message: str, code: int) -> int:
    click.echo(f"claims: {message}", err=True)
    return code


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claims")
def cli() -> None:
    """Turn text in any language into checkable claims, each tied to the words that state it."""


@cli.command()
@click.argument("sources", metavar="[FILE...|-]", nargs=-1)
@click.option("-o", "--output", metavar="OUT", help="Write records to this file.")
@click.option("--rejected", metavar="FILE", help="Write what did not pass, with reasons, here.")
@click.option("--model", metavar="M", help="Default: $CLAIMS_MODEL, else the embedded model.")
@click.option("--base-url", metavar="URL", help="Any OpenAI-compatible endpoint.")
@click.option("--type", "types", metavar="T", multiple=True, help="Only this type; repeatable.")
@click.option("--language", default="en", show_default=True, help="Of the statements, or source.")
@click.option("--text-language", metavar="L", help="Of the texts. Default: detected.")
@click.option("--date", metavar="DAY", help='What "today" means in the texts, as 2026-02-04.')
@click.option("--concurrency", default=8, show_default=True, type=click.IntRange(1, 1024))
@click.option("--text-field", default="text", show_default=True, help="Of a JSON line.")
@click.option("--offline", is_flag=True, help="Fetch nothing, ask no other machine.")
@click.option("--quiet", is_flag=True, help="No progress, table or summary.")
def extract(sources: tuple[str, ...], **options: Any) -> int:
    """Extract the claims of texts: plain text, Markdown, or JSON lines; - is standard input."""
    from claims.extraction import Extractor  # noqa: PLC0415

    extractor = Extractor(
        model=options["model"],
        base_url=options["base_url"],
        types=_types(options["types"]),
        language=options["language"],
        concurrency=options["concurrency"],
        offline=options["offline"],
    )
    with contextlib.ExitStack() as files:
        run = _Extraction(
            records=files.enter_context(_opened(options["output"], sys.stdout)),
            rejected=files.enter_context(_opened(options["rejected"], None)),
            quiet=options["quiet"],
            tabled=bool(options["output"]),
        )
        run.over(_documents(sources, options), extractor)
    run.close()
    return FAILED if run.failed else 0


def _types(names: tuple[str, ...]) -> tuple[type[Claim], ...]:
    from claims.schemas import BUILT_IN  # noqa: PLC0415

    known = {claim_type.type_name(): claim_type for claim_type in BUILT_IN}
    if unknown := [name for name in names if name not in known]:
        raise UnknownTypeError(
            f"no claim type is called {unknown[0]!r}; the types are {', '.join(known)}"
        )
    return tuple(known[name] for name in names) or BUILT_IN


def _documents(
    sources: tuple[str, ...], options: dict[str, Any]
) -> Iterator[Document | Unreadable]:
    from claims.formats.jsonl import read_documents  # noqa: PLC0415

    if not sources and sys.stdin.isatty():
        raise click.UsageError("no text: name a file, or - for standard input")
    return read_documents(
        sources or ("-",),
        text_field=options["text_field"],
        language=options["text_language"],
        date=options["date"],
    )


@contextlib.contextmanager
def _opened(path: str | None, otherwise: IO[str] | None) -> Iterator[IO[str] | None]:
    """A file to write, made with the folders above it."""
    if path is None or path == "-":
        yield otherwise
        return
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        yield file


@dataclass
class _Extraction:
    """One run of `claims extract`: each document's records are on disk before the next begins."""

    records: IO[str] | None
    rejected: IO[str] | None
    quiet: bool
    tabled: bool
    failed: int = 0
    done: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def over(self, documents: Iterator[Document | Unreadable], extractor: Extractor) -> None:
        """Every document in turn. An engine that cannot be used at all ends the run."""
        import asyncio  # noqa: PLC0415

        with _progress(extractor, shown=not self.quiet):
            asyncio.run(self._over(documents, extractor))

    async def _over(self, documents: Iterator[Document | Unreadable], extractor: Extractor) -> None:
        from claims.document import Document  # noqa: PLC0415

        try:
            for document in documents:
                if isinstance(document, Document):
                    await self._one(document, extractor)
                else:
                    self._unread(document.id, str(document))
        finally:
            await extractor.engine.aclose()

    async def _one(self, document: Document, extractor: Extractor) -> None:
        try:
            result = await extractor.aextract(document)
        except EngineConfigError:
            raise
        except ClaimsError as error:
            self._unread(document.id, f"{document.id}: {error}")
        else:
            self._write(result)

    def _unread(self, name: str, message: str) -> None:
        from claims.schemas import Rejection, UnreadDocument  # noqa: PLC0415

        self.failed += 1
        _complain(message, FAILED)
        reason = Rejection.Reason(check="document", slot="document", message=message)
        self._reject(Rejection(failures=(reason,), document=UnreadDocument(id=name)))

    def _reject(self, rejection: Any) -> None:
        from claims.formats.jsonl import write  # noqa: PLC0415

        if self.rejected:
            write(rejection, self.rejected)

    def _write(self, result: Result) -> None:
        from claims.formats.jsonl import write  # noqa: PLC0415

        for claim in result.claims:
            if self.records:
                write(claim, self.records)
        for rejection in result.rejected:
            self._reject(rejection)
        if result.error:
            self.failed += 1
            _complain(f"{result.document.id}: {result.error}", FAILED)
        self.done += 1
        self._count(result)
        if self.tabled and not self.quiet and sys.stdout.isatty():
            _show(result)

    def _count(self, result: Result) -> None:
        usage = result.usage
        found = {
            "claims": len(result.claims),
            "rejected": len(result.rejected),
            "calls": usage.calls,
            "tokens in": usage.tokens_in,
            "tokens out": usage.tokens_out,
        }
        for name, count in found.items():
            self.counts[name] = self.counts.get(name, 0) + count

    def close(self) -> None:
        """The closing summary, for a person."""
        if self.quiet or not sys.stderr.isatty():
            return
        counts = ", ".join(f"{count:,} {name}" for name, count in self.counts.items())
        documents = f"{self.done} document{'s' * (self.done != 1)}"
        failed = f", {self.failed} failed" if self.failed else ""
        click.echo(f"{documents}{failed}: {counts or 'nothing done'}", err=True)


def _show(result: Result) -> None:
    from rich.console import Console  # noqa: PLC0415

    from claims.formats.table import table  # noqa: PLC0415

    Console().print(table(result.claims, result.document.title or result.document.id))


@contextlib.contextmanager
def _progress(extractor: Extractor, *, shown: bool) -> Iterator[None]:
    """A bar on standard error while it is a terminal: the model's arrival, then the questions."""
    if not shown or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bars:
        _fetch_first(extractor, _bar(bars, "fetching the model"))
        extractor.progress = _bar(bars, "asking the model")
        yield


def _bar(bars: Any, words: str) -> Callable[[int, int], None]:
    task = bars.add_task(words, total=None, visible=False)

    def show(done: int, total: int) -> None:
        bars.update(task, completed=done, total=total, visible=done < total)

    return show


def _fetch_first(extractor: Extractor, show: Callable[[int, int], None]) -> None:
    from claims.engines.local import LocalEngine  # noqa: PLC0415

    if isinstance(extractor.engine, LocalEngine):
        from claims.engines import models  # noqa: PLC0415

        models.pull(extractor.engine.model, show, offline=extractor.offline)


@cli.command()
@click.argument("records")
@click.option("--source", "source", required=True, metavar="DOCS", multiple=True)
@click.option("--text-field", default="text", show_default=True, help="Of a JSON line.")
def verify(records: str, source: tuple[str, ...], text_field: str) -> int:
    """Check records against the texts they were made from; no model is asked.

    A record is held against the document with its SHA-256, else with its id.
    """
    from claims.formats.jsonl import Unreadable, read_documents, read_records  # noqa: PLC0415
    from claims.grounding import verify as verify_record  # noqa: PLC0415

    documents: dict[str, Document] = {}
    failed = 0
    for document in read_documents(source, text_field=text_field):
        if isinstance(document, Unreadable):
            failed += 1
            _complain(str(document), FAILED)
        else:
            documents |= {document.id: document, document.sha256: document}
    count = 0
    for number, record in read_records(records):
        count += 1
        reasons = _reasons(record, documents, verify_record)
        failed += bool(reasons)
        for reason in reasons:
            click.echo(f"{records}:{number}: {reason}")
    click.echo(f"{count - failed if failed < count else 0} of {count} records hold", err=True)
    return FAILED if failed else 0


def _reasons(record: Any, documents: dict[str, Document], check: Callable[..., Any]) -> list[str]:
    if isinstance(record, ClaimsError):
        return [str(record)]
    about = record.get("document")
    about = about if isinstance(about, dict) else {}
    document = documents.get(str(about.get("sha256"))) or documents.get(str(about.get("id")))
    if document is None:
        return [f"none of the sources is its document, {about.get('id')!r}"]
    return [_reason(failure) for failure in check(record, document.text).failures]


def _reason(failure: Any) -> str:
    claimed = f"; claimed: {failure.claimed}" if failure.claimed else ""
    found = f"; found: {failure.found}" if failure.found else ""
    return f"{failure.check}: {failure}{claimed}{found}"


@cli.command("eval")
@click.argument("predicted")
@click.argument("gold", nargs=-1, required=True)
def evaluate(predicted: str, gold: tuple[str, ...]) -> None:
    """Precision, recall and F1 of predicted records against labels, by type."""
    from claims.evaluation import load, score  # noqa: PLC0415

    labels = [label for path in gold for label in load(Path(path))]
    click.echo(score(load(Path(predicted)), labels).table())


@cli.command()
@click.argument("name", required=False, metavar="[TYPE]")
def schema(name: str | None) -> None:
    """The JSON Schema of records: of every type, or of one."""
    import json  # noqa: PLC0415

    from claims.formats.schema import schemas  # noqa: PLC0415

    known = schemas()
    if name is not None and name not in known:
        raise UnknownTypeError(f"no schema is called {name!r}; they are {', '.join(known)}")
    click.echo(json.dumps(known[name or "claim"], indent=2, ensure_ascii=False))


@cli.group()
def model() -> None:
    """The embedded model: fetch it, find it, list what there is."""


@model.command()
@click.argument("name", required=False)
@click.option("--quiet", is_flag=True, help="No progress bar.")
def pull(name: str | None, quiet: bool) -> None:  # noqa: FBT001
    """Fetch the model's file, checked by its hash; an interrupted fetch goes on where it was."""
    from claims.engines import models  # noqa: PLC0415

    wanted = _model(name)
    if quiet or not sys.stderr.isatty():
        click.echo(models.pull(wanted))
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import DownloadColumn, Progress, TransferSpeedColumn  # noqa: PLC0415

    columns = (*Progress.get_default_columns(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        path = models.pull(wanted, _bar(bars, "fetching the model"))
    click.echo(path)


@model.command("path")
@click.argument("name", required=False)
def path_(name: str | None) -> int:
    """Where the model's file is, or would be; exit 1 when it is not there."""
    from claims.engines import models  # noqa: PLC0415

    where = models.path(_model(name))
    click.echo(where)
    return 0 if where.is_file() else FAILED


@model.command("list")
def list_() -> None:
    """The embedded models, and whether each is here."""
    from claims.engines import models  # noqa: PLC0415

    for known in models.available():
        here = "here" if models.ready(known.name) else "not fetched"
        click.echo(f"local/{known.name}\t{known.size / 1e9:.1f} GB\t{known.licence}\t{here}")


def _model(name: str | None) -> str:
    from claims.engines import DEFAULT_MODEL  # noqa: PLC0415

    return (name or DEFAULT_MODEL).removeprefix("local/")
