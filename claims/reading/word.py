"""`Word`: what one word can be within a number."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Word:
    """What one word (or fixed phrase) can be within a number.

    `value` is a plain number, `scale` multiplies what stands before it, `ordinal` ranks,
    `denominator` divides. `alone`: it means something with no number before it ("mille", "half").
    `plural`: an ordinal's plural form, as denominators have. `short`: only right behind digits.
    `article`: a form of one that also serves as an article. `minor`: also a part of a currency
    ("cents"). `weak`: alone it is mostly something else (陆, に). `mark` names a part that is no
    number: and, with, plus, point, minus, over, of, parts (分之), tail (avos), between, by, to,
    vague, among, article; "joined" a number with "and" written onto it; "syllable" a number in
    kana, which goes with its like only.
    """

    value: Decimal | None = None
    scale: Decimal | None = None
    ordinal: int | None = None
    denominator: int | None = None
    mark: str | None = None
    alone: bool = False
    plural: bool = False
    short: bool = False
    article: bool = False
    minor: bool = False
    weak: bool = False

    @property
    def numeric(self) -> bool:
        """Whether the word is a number, not just a part of one."""
        return self.value is not None or self.scale is not None or self.ordinal is not None


def merged(old: Word, new: Word) -> Word:
    """`old` with what it lacks taken from `new`."""
    missing = {
        f.name: getattr(new, f.name)
        for f in fields(Word)
        if getattr(old, f.name) in (None, False) and getattr(new, f.name) not in (None, False)
    }
    if new.plural and old.ordinal is not None and not old.plural:
        missing.pop("plural", None)
    return replace(old, **missing) if missing else old
