"""Claims as a table for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rich.markup import escape
from rich.table import Table

from claims.schemas import Claim, Comparator, Mention, Moment


def table(claims: Iterable[Claim], title: str) -> Table:
    """Type, statement, value and quote of each claim. Words of documents are never markup."""
    drawn = Table(title=escape(title), title_justify="left", show_lines=True, expand=True)
    for heading, ratio in (("type", 2), ("claim", 6), ("value", 4), ("the source's words", 7)):
        drawn.add_column(heading, ratio=ratio, overflow="fold")
    for claim in claims:
        quote = claim.quotes[0]
        drawn.add_row(
            escape(claim.type),
            escape(claim.statement + _marks(claim)),
            escape(", ".join(_values(claim))),
            f"{escape(quote.text)} [dim]{quote.start}:{quote.end}[/dim]",
        )
    return drawn


def _marks(claim: Claim) -> str:
    marks: list[str] = [claim.modality] if claim.modality != "asserted" else []
    marks += ["negated"] if claim.negated else []
    return f" ({', '.join(marks)})" if marks else ""


def _values(claim: Claim) -> Iterator[str]:
    for name, mention in claim.mentions():
        if isinstance(mention, Comparator):
            yield mention.op
        elif isinstance(mention, Moment):
            yield _days(mention)
        elif (value := getattr(mention, "value", None)) is not None:
            yield f"{name.strip('_')} {_plain(value)}{_unit(mention)}"


def _days(moment: Moment) -> str:
    ends = dict.fromkeys(str(day) for day in (moment.from_, moment.to) if day)
    year = " (year assumed)" if moment.assumed else ""
    return " to ".join(ends) + year if ends else f"{moment.text} (unread)"


def _plain(value: object) -> str:
    return f"{value.normalize():,f}" if isinstance(value, Decimal) else str(value)


def _unit(mention: Mention) -> str:
    unit = getattr(mention, "unit", None) or getattr(mention, "direction", None)
    assumed = " (assumed)" if getattr(mention, "assumed", False) else ""
    return f" {unit}{assumed}" if unit else ""
