"""The command line: `claims extract`, `verify`, `eval`, `schema`, `model`.

Exit 0: all well. 1: some documents failed, or records did not verify. 2: wrong usage.
130: interrupted; what was done until then is written.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from claims._version import __version__
from claims.errors import ClaimsError, EngineConfigError, UnknownTypeError

if TYPE_CHECKING:
    from claims.document import Document
    from claims.formats.jsonl import Unreadable
    from claims.schemas import Claim

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_UNDETERMINED = "und"  # records say their documents' language: no need to detect it


def main() -> None:
    """The `claims` command. Every error of ours, of usage and of the disk is one line."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # records are UTF-8 wherever they go
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(prog_name="claims", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = WRONG_USAGE
    except click.exceptions.Abort:
        code = _complain("interrupted: what was done is kept", INTERRUPTED)
    except click.ClickException as error:
        code = _complain(f"{error.format_message()}{_where_help_is(error)}", error.exit_code)
    except (EngineConfigError, UnknownTypeError) as error:
        code = _complain(str(error), WRONG_USAGE)
    except OSError as error:
        code = _complain(_disk(error), FAILED)
        _drop_output()
    except ClaimsError as error:
        code = _complain(str(error), FAILED)
    sys.exit(code or 0)


def _complain(message: str, code: int) -> int:
    click.echo(f"claims: {message}", err=True)
    return code


def _failed(message: str) -> None:
    _complain(message, FAILED)


def _where_help_is(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f" (see {context.command_path} --help)" if context else ""


def _disk(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror or error}"


def _drop_output() -> None:
    """What standard output could not take: no second attempt (and complaint) at shutdown."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claims")
def cli() -> None:
    """Turn text in any language into checkable claims, each tied to the words that state it."""


def _day(_context: click.Context, _option: click.Parameter, given: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError:
        raise click.BadParameter(f"a day such as 2026-02-04 was expected, not {given!r}") from None


def _tag(_context: click.Context, option: click.Parameter, given: str | None) -> str | None:
    if given is None or (given == "source" and option.name == "language"):
        return given
    if not _TAG.fullmatch(given):
        raise click.BadParameter(f"a language code such as en or pt-BR was expected, not {given!r}")
    return given


@cli.command()
@click.argument("sources", metavar="[FILE...|-]", nargs=-1)
@click.option("-o", "--output", metavar="OUT", help="Write records to this file.")
@click.option("--rejected", metavar="FILE", help="Write what did not pass, with reasons, here.")
@click.option("--model", metavar="M", help="Default: $CLAIMS_MODEL, else the embedded model.")
@click.option("--base-url", metavar="URL", help="Any OpenAI-compatible endpoint.")
@click.option("--type", "types", metavar="T", multiple=True, help="Only this type; repeatable.")
@click.option(
    "--language",
    default="en",
    callback=_tag,
    show_default=True,
    help="Of the statements, or source.",
)
@click.option(
    "--text-language", metavar="L", callback=_tag, help="Of the texts. Default: detected."
)
@click.option(
    "--date", metavar="DAY", callback=_day, help='What "today" means in the texts, as 2026-02-04.'
)
@click.option("--concurrency", default=8, show_default=True, type=click.IntRange(1, 1024))
@click.option("--text-field", default="text", show_default=True, help="Of a JSON line.")
@click.option("--offline", is_flag=True, help="Fetch nothing, ask no other machine.")
@click.option("--quiet", is_flag=True, help="No progress, table or summary.")
def extract(sources: tuple[str, ...], **options: Any) -> int:
    """Extract the claims of texts: plain text, Markdown, or JSON lines; - is standard input."""
    from claims.extraction import Extractor  # noqa: PLC0415
    from claims.run import Run, summarise  # noqa: PLC0415

    extractor = Extractor(
        model=options["model"],
        base_url=options["base_url"],
        types=_types(options["types"]),
        language=options["language"],
        concurrency=options["concurrency"],
        offline=options["offline"],
    )
    documents = _documents(sources, options)
    _refuse_overwriting(sources, options)
    with contextlib.ExitStack() as files:
        records = files.enter_context(_opened(options["output"] or "-"))
        rejected = files.enter_context(_opened(options["rejected"]))
        run = Run(records, rejected, _failed, options["quiet"], tabled=bool(options["output"]))
        run.over(documents, extractor)
    summarise(run)
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


def _refuse_overwriting(sources: tuple[str, ...], options: dict[str, Any]) -> None:
    written = [path for path in (options["output"], options["rejected"]) if path not in (None, "-")]
    taken = {Path(source).resolve() for source in sources if source != "-"}
    for path in map(Path, written):
        if path.resolve() in taken and (path.is_file() or not path.exists()):
            raise click.UsageError(f"{path} is to be written, and is already read or written")
        taken.add(path.resolve())


@contextlib.contextmanager
def _opened(path: str | None) -> Iterator[IO[str] | None]:
    """A file to write, made with the folders above it; "-" is standard output."""
    if path is None:
        yield None
    elif path == "-":
        if sys.stdout is None:
            raise OSError(errno.EBADF, "standard output is closed")
        yield sys.stdout
    else:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        file = Path(path).open("w", encoding="utf-8", newline="\n")  # noqa: SIM115
        try:
            yield file
        except BaseException:
            with contextlib.suppress(OSError):  # a disk that is full says so once
                file.close()
            raise
        file.close()


@cli.command()
@click.argument("records")
@click.option("--source", "source", required=True, metavar="DOCS", multiple=True)
@click.option("--text-field", default="text", show_default=True, help="Of a JSON line.")
def verify(records: str, source: tuple[str, ...], text_field: str) -> int:
    """Check records against the texts they were made from; no model is asked.

    A record is held against the document with its SHA-256, else with its id.
    """
    from claims.formats.jsonl import read_records  # noqa: PLC0415
    from claims.grounding import verify as verify_record  # noqa: PLC0415

    if (records, *source).count("-") > 1:
        raise click.UsageError("standard input can be the records or one of the sources, not both")
    documents, unread = _sources(source, text_field)
    count = held = 0
    for number, record in read_records(records):
        count += 1
        reasons = _reasons(record, documents, verify_record)
        held += not reasons
        for reason in reasons:
            click.echo(f"{records}:{number}: {reason}")
    if sys.stderr.isatty():
        click.echo(f"{held:,} of {count:,} records hold", err=True)
    return FAILED if unread or held < count else 0


def _sources(sources: tuple[str, ...], text_field: str) -> tuple[dict[str, Document], int]:
    """The documents by SHA-256 and by id, and how many could not be read."""
    from claims.formats.jsonl import Unreadable, read_documents  # noqa: PLC0415

    documents: dict[str, Document] = {}
    unread = 0
    for document in read_documents(sources, text_field=text_field, language=_UNDETERMINED):
        if isinstance(document, Unreadable):
            unread += 1
            _failed(str(document))
        else:
            documents.setdefault(document.id, document)
            documents[document.sha256] = document
    return documents, unread


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
    from claims.formats.schema import dumped, schemas  # noqa: PLC0415

    known = schemas()
    if name is not None and name not in known:
        raise UnknownTypeError(f"no schema is called {name!r}; they are {', '.join(known)}")
    click.echo(dumped(known[name or "claim"]), nl=False)


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

    from claims.run import bar  # noqa: PLC0415

    columns = (*Progress.get_default_columns(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        path = models.pull(wanted, bar(bars, "fetching the model"))
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
