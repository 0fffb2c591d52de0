"""`Reading`: what one stretch of text means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

AMOUNTS = ("money", "percent", "measure", "duration", "number")
"""The kinds of readings that say how much."""

ORDERS = ("rank", "superlative")
"""The kinds of readings that say which place in an order."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included, named at `grain`.

    `grain` is one of day, week, month, quarter, semester, year, decade, century.
    """

    start: dt.date
    end: dt.date
    grain: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words `text[start:end]` of a source mean. Offsets are code points, half-open.

    =========== ======================= ====================================== =================
    kind        value                   unit                                   direction
    =========== ======================= ====================================== =================
    number      Decimal
    money       Decimal                 ISO 4217 (`assumed` for bare dollars)
    percent     Decimal (6.3 for 6.3 %) "%", "pp" (points) or "‰"
    measure     Decimal                 symbol: "km", "t", "kWh", "m2", "°C"
    duration    Decimal                 s, min, h, day, week, month, year
    rank        int; -1 is the last     the span of time ranked ("18th month")
    superlative int; 1 is the extreme                                          "most" or "least"
    change                                                                     up, down or none
    comparator  ">", ">=", "<", "<=", "~"
    negation
    modality    hedged, conditional,
                planned or reported
    stance      support, oppose, …
    date        Period
    place       ISO 3166-1 alpha-2
    currency    ISO 4217
    =========== ======================= ====================================== =================

    `comparator` is the operator that the words just before the value give it (None: none stands
    there). `alternatives` are other values the same words can say ("1.234" is 1234 or 1.234):
    `value` is the likeliest in the text's language. `assumed`: the words leave open which currency
    ("dollars"), which year, or how many exactly ("une vingtaine").
    """

    kind: str
    text: str
    start: int
    end: int
    value: Decimal | int | str | Period | None = None
    unit: str | None = None
    direction: str | None = None
    comparator: str | None = None
    assumed: bool = False
    alternatives: tuple[Decimal, ...] = ()
