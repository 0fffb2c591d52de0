"""`Names`: what CLDR knows of the dates of one language.

Source: Unicode CLDR, through Babel.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import regex

from claims.reading.cldr import locale
from claims.reading.phrases import bare
from claims.tokens import tokenise

_SKELETONS = ("y", "MMMM", "yMMM", "yMMMM", "yMMMd", "yMMMMd", "yMMMEd", "MMMd", "MMMMd", "MMMEd")
_QUARTERLY = ("yQQQ", "yQQQQ")
_CLDR_FIELD = regex.compile(r"'([^']*)'|([a-zA-Z])\2*|[^a-zA-Z']+")
_LONE_MONTH = regex.compile(r"\{m\}(?! \p{L})")  # a number without a word that makes it a month
_NAMED = 3  # letters of a CLDR field that stands for a name, not for digits
_LETTERS = {"d": "{d}", "y": "{y}", "E": "{E}", "c": "{E}", "Q": "{Q}", "q": "{Q}", "G": ""}


class Names:
    """CLDR's names and formats of one language."""

    def __init__(self, language: str) -> None:
        self._locale = locale(language or "und")
        self.order = self._order()
        self.capital = all(name[:1].isupper() for name in self._listed("months", ("wide",)))
        self.weekday_capital = not any(name[:1].islower() for _, name in self.full_weekdays())

    def _order(self) -> str:
        pattern = str(getattr(self._locale.date_formats["short"], "pattern", "d/M/y"))
        return "".join(dict.fromkeys(c for c in pattern if c in "dMy")).lower() or "dmy"

    def _listed(self, what: str, widths: tuple[str, ...]) -> list[str]:
        forms = getattr(self._locale, what)
        return [
            str(name)
            for form, width in itertools.product(("format", "stand-alone"), widths)
            for name in dict(forms.get(form, {}).get(width, {})).values()
        ]

    def _numbered(self, what: str) -> Iterator[tuple[int, str]]:
        forms = getattr(self._locale, what)
        for form, width in itertools.product(("format", "stand-alone"), ("wide", "abbreviated")):
            for number, name in dict(forms.get(form, {}).get(width, {})).items():
                yield int(number), str(name)

    def _keys(self, what: str, first: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, name in self._numbered(what):
            keys = tokenise(name).keys
            if len(keys) == 1 and not keys[0].isdecimal():
                found.setdefault(keys[0], number + first)
                found.setdefault(bare(keys[0]), number + first)
        return found

    def months(self) -> dict[str, int]:
        """The key of each month's name, of the names that are one word."""
        return self._keys("months", 0)

    def full_months(self) -> frozenset[str]:
        """The keys of the months' names that are no abbreviations."""
        keys = [tokenise(name).keys for name in self._listed("months", ("wide",))]
        return frozenset(form for key in keys if len(key) == 1 for form in (key[0], bare(key[0])))

    def weekdays(self) -> dict[str, int]:
        """The key of each weekday's name: Monday is 0."""
        return self._keys("days", 0)

    def full_weekdays(self) -> Iterator[tuple[int, str]]:
        """CLDR's names of the weekdays that are no abbreviations: Monday is 0."""
        for form in ("format", "stand-alone"):
            names = dict(self._locale.days.get(form, {}).get("wide", {}))
            yield from ((int(number), str(name)) for number, name in names.items())

    def quarters(self) -> Iterator[tuple[int, str]]:
        """CLDR's names of the quarters."""
        return self._numbered("quarters")

    def numbered_months(self) -> list[str]:
        """How a month is written where its name is its number: "{m}月", "tháng {m}"."""
        shapes = {
            name.replace(str(number), "{m}")
            for number, name in self._numbered("months")
            if str(number) in name and name != str(number)
        }
        return sorted(shapes)

    def formats(self) -> list[str]:
        """CLDR's formats of dates, in our notation; quarters stand as {Q}."""
        skeletons = self._locale.datetime_skeletons
        patterns = [
            str(skeletons[name].pattern) for name in (*_SKELETONS, *_QUARTERLY) if name in skeletons
        ]
        patterns += [str(self._locale.date_formats[n].pattern) for n in ("full", "long", "medium")]
        return list(dict.fromkeys(itertools.chain.from_iterable(map(_notation, patterns))))


def _notation(pattern: str) -> Iterator[str]:
    """A CLDR date pattern in our notation, with the weekday and without."""
    pieces: list[str] = []
    for match in _CLDR_FIELD.finditer(pattern):
        letter = match[2]
        if letter in ("M", "L"):
            pieces.append("{M}" if len(match[0]) >= _NAMED else "{m}")
        elif letter:
            pieces.append(_LETTERS.get(letter, ""))
        else:
            pieces.append(f" {match[1] if match[1] is not None else match[0]} ")
    written = " ".join(" ".join(pieces).split())
    if "/" not in written and not _LONE_MONTH.search(written):
        yield written
        yield written.replace("{E}", "")
