"""`Sum`: a number as it grows, word by word."""

from __future__ import annotations

from decimal import Decimal

from claims.reading.parts import (
    HIGHEST,
    HUNDRED,
    ONE,
    TEN,
    THOUSAND,
    ZERO,
    Rules,
    power_of_ten,
    whole,
)

_SMALLEST_TENS = 20


class Sum:
    """Finished groups, each below the one before, and what is still open.

    A smaller number adds where the larger one leaves room for it (twenty + one); a scale multiplies
    everything smaller than itself (two hundred × thousand, 三百五十 × 万 × 亿).
    """

    __slots__ = ("current", "groups", "last", "literal", "paired", "rules")

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.groups: list[tuple[Decimal, Decimal]] = []
        self.current: Decimal | None = None
        self.literal = False
        self.last: Decimal | None = None
        self.paired = False

    def copy(self) -> Sum:
        """Another sum in the same state."""
        twin = Sum(self.rules)
        twin.groups, twin.current = self.groups.copy(), self.current
        twin.literal, twin.last, twin.paired = self.literal, self.last, self.paired
        return twin

    @property
    def empty(self) -> bool:
        """Whether nothing has been taken in."""
        return self.current is None and not self.groups

    @property
    def total(self) -> Decimal:
        """The number so far."""
        return sum((value for value, _ in self.groups), self.current or ZERO)

    @property
    def limit(self) -> Decimal:
        """What comes next must stay below this."""
        return self.groups[-1][1] if self.groups else HIGHEST

    def fits(self, value: Decimal, *, literal: bool = False) -> bool:
        """Whether a plain number adds to what stands: its digits are all still zero there."""
        if value >= self.limit or self.paired:
            return False
        if self.current is None or (self.current == 0 and self.groups):
            return True
        if literal or self.literal:
            return False
        if self.current == 0:
            return True
        if not whole(self.current) or not whole(value) or value <= 0:
            return False
        return self._room(value)

    def _room(self, value: Decimal) -> bool:
        current = int(self.current or 0)
        tens = current % 100 >= _SMALLEST_TENS and not self.groups
        if self.rules.tens_glued and value < TEN and tens:
            return False
        return str(current).endswith("0" * len(str(int(value))))

    def add(self, value: Decimal, *, literal: bool = False) -> None:
        """Add a plain number. A spelled one of thousands closes its group."""
        zeros = _zeros(value) if not literal and value >= THOUSAND else 0
        if self.current is None and zeros > 2:  # noqa: PLR2004
            self.groups.append((value, TEN**zeros))
            return
        self.current = value if self.current is None else self.current + value
        self.literal, self.last = literal, None

    def pairs(self, value: Decimal) -> bool:
        """Whether two numbers say hundreds and the rest: "one twenty two", "nineteen eighty"."""
        if self.current is None or self.groups or self.literal or self.paired:
            return False
        return 1 <= self.current < HUNDRED and TEN <= value < HUNDRED and whole(self.current)

    def pair(self, value: Decimal) -> None:
        """Take in the second of two such numbers."""
        self.current = (self.current or ZERO) * HUNDRED + value
        self.paired = True

    def raise_by(self, value: Decimal) -> None:
        """Add a fraction, or decimals, as they are."""
        self.current = (self.current or ZERO) + value

    def multiply(self, scale: Decimal, *, alone: bool) -> bool:
        """Multiply by a scale word; False where it does not fit."""
        if self.paired and scale < THOUSAND:
            return False
        kept = self._kept(scale)
        popped = sum((value for value, _ in self.groups[kept:]), ZERO)
        if self._repeats(kept, scale):
            kept, factor = kept - 1, self.groups[kept - 1][0]
        elif (found := self._factor(kept, popped, scale, alone=alone)) is not None:
            factor = found
        else:
            return False
        value = factor * scale
        if value >= HIGHEST or (kept and value >= self.groups[kept - 1][1]):
            return False
        self.groups = [*self.groups[:kept], (value, scale)]
        self.current, self.literal, self.last, self.paired = None, False, scale, False
        return True

    def _kept(self, scale: Decimal) -> int:
        """How many groups a scale leaves alone; a dozen with nothing open takes them all."""
        collective = self.current is None and not power_of_ten(scale)
        kept = len(self.groups)
        while kept and (collective or self.groups[kept - 1][1] < scale):
            kept -= 1
        return kept

    def _repeats(self, kept: int, scale: Decimal) -> bool:
        """Whether a scale stands twice in a row: 万万."""
        open_ = self.current is not None or kept < len(self.groups)
        return not open_ and scale >= THOUSAND and kept > 0 and self.groups[kept - 1][1] == scale

    def _factor(self, kept: int, popped: Decimal, scale: Decimal, *, alone: bool) -> Decimal | None:
        untouched = kept == len(self.groups) and not self.literal
        if untouched and not self.current:
            return ONE if alone and (self.current is None or not self.current) else None
        factor = popped + (self.current or ZERO)
        return None if self._crowded(factor, scale) else factor

    def _crowded(self, factor: Decimal, scale: Decimal) -> bool:
        """Whether there are too many hundreds for a hundred ("quarante-cinq cents")."""
        if scale != HUNDRED:
            return False
        if self.rules.most_hundreds:
            return self.literal or factor > self.rules.most_hundreds
        return factor >= HUNDRED and not self.literal


def _zeros(value: Decimal) -> int:
    """How many zeros a whole number ends in."""
    digits = str(int(value)) if whole(value) else "1"
    return len(digits) - len(digits.rstrip("0"))
