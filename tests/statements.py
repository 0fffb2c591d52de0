"""Every way to change one respect of an English statement so that it says something else.

Each function yields changed statements; `CHANGES` names them by the kind of change. A change is
left out where it might still be true: "about 140" becomes no "140".
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import regex

_TABLES = tomllib.loads((Path(__file__).parent / "data" / "english.toml").read_text("utf-8"))
MONTHS: list[str] = _TABLES["months"]
_DATE = regex.compile(
    r"\b(?:\d{1,2} (?:to|and) )?(?:\d{1,2} )?"
    rf"(?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|\b(?:19|20)\d\d\b(?![,.]?\d)"
)
_DAY = regex.compile(r"\b\d{1,2}\b")
_MONTH = regex.compile("|".join(MONTHS))
_YEAR = regex.compile(r"\b\d{4}\b")
_NUMBER = regex.compile(r"(?<![\w.,])-?\d[\d,]*(?:\.\d+)?(?!\w|[.,]\d)")
_WORDS: list[str] = _TABLES["numbers"]
_WORD = regex.compile(rf"\b(?:{'|'.join(_WORDS)})\b(?! thirds)", regex.IGNORECASE)
_ORDINALS: list[str] = _TABLES["ordinals"]
_ORDINAL = regex.compile(
    rf"\b(?:{'|'.join(_ORDINALS)})\b(?![- ](?:quarter|half|to last))(?<!\ba (?:third|fifth))"
)
_EXTREME = regex.compile(r"(?<=s |the )(?:largest|lowest|highest|longest|youngest)")
_COMPARED: dict[str, str] = _TABLES["comparators"]
_DONE: dict[str, str] = _TABLES["done"]
_BOUND = regex.compile(
    r"\b(?:more than|slightly less than|(?<!slightly )less than|at least|at most|just under|"
    r"up to) ",
    regex.IGNORECASE,
)


def _like(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _put(statement: str, match: regex.Match[str], new: str) -> str:
    return statement[: match.start()] + _like(match.group(), new) + statement[match.end() :]


def _capital(statement: str) -> str:
    return statement[:1].upper() + statement[1:]


def _swaps(statement: str, table: dict[str, str], *, literal: bool = False) -> Iterator[str]:
    """The statement with one entry of a table put in place of what it matches, each in turn."""
    for pattern, new in table.items():
        words = rf"(?<![\w-]){regex.escape(pattern)}(?!\w)" if literal else pattern
        for match in regex.finditer(words, statement, regex.IGNORECASE if literal else 0):
            yield _put(statement, match, new)


def dates(statement: str) -> list[tuple[int, int]]:
    """Where days, months and years stand."""
    return [match.span() for match in _DATE.finditer(statement)]


def amounts(statement: str) -> list[regex.Match[str]]:
    """The numbers in digits that are no part of a date."""
    taken = dates(statement)
    found = _NUMBER.finditer(statement)
    return [m for m in found if not any(a < m.end() and m.start() < b for a, b in taken)]


def _written(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _other_digit(digit: str) -> str:
    return str(int(digit) % 9 + 1)


def values(statement: str) -> Iterator[str]:
    """x10, x1000, another first digit, another last digit, another number word."""
    for match in amounts(statement):
        digits = match.group()
        number = Decimal(digits.replace(",", ""))
        for factor in (10, 1000):
            yield _put(statement, match, _written(number * factor))
        first = 1 if digits.startswith("-") else 0
        yield _put(
            statement, match, digits[:first] + _other_digit(digits[first]) + digits[first + 1 :]
        )
        last = max(i for i, char in enumerate(digits) if char.isdigit())
        if last > first:
            other = digits[:last] + _other_digit(digits[last]) + digits[last + 1 :]
            yield _put(statement, match, other)
    for match in _WORD.finditer(statement):
        place = _WORDS.index(match.group().lower())
        yield _put(statement, match, _WORDS[place + 1 if place < len(_WORDS) - 1 else 0])
    yield from _swaps(statement, _TABLES["fractions_patterns"])


def magnitudes(statement: str) -> Iterator[str]:
    """A million for a billion."""
    yield from _swaps(statement, _TABLES["magnitudes"], literal=True)


def units(statement: str) -> Iterator[str]:
    """Another unit for the same number."""
    yield from _swaps(statement, _TABLES["units_patterns"])


def currencies(statement: str) -> Iterator[str]:
    """Another currency for the same amount."""
    yield from _swaps(statement, _TABLES["currencies_patterns"])


def ranks(statement: str) -> Iterator[str]:
    """A rank one off, up and down; the last for the last but one."""
    for match in regex.finditer(r"\b(\d+)(?:st|nd|rd|th)\b", statement):
        for number in (int(match[1]) + 1, int(match[1]) - 1):
            yield _put(statement, match, _ordinal(number))
    words = (
        rf"\b(?:{'|'.join(_ORDINALS)})\b(?![- ](?:quarter|half|to last))(?<!\ba (?:third|fifth))"
    )
    for match in regex.finditer(words, statement):
        place = _ORDINALS.index(match.group())
        for other in {abs(place - 1), (place + 1) % len(_ORDINALS)} - {place}:
            yield _put(statement, match, _ORDINALS[other])
    yield from _swaps(statement, {"second-largest": "largest", "ranks last": "ranks second to last",
                                  "second to last": "third to last"})  # fmt: skip
    yield from _swaps(statement, {r"second to last": "last"})
    for match in regex.finditer(
        r"(?<=s |the )(largest|lowest|highest|longest|youngest)", statement
    ):
        yield _put(statement, match, f"second-{match.group()}")


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def directions(statement: str) -> Iterator[str]:
    """The smallest for the largest."""
    yield from _swaps(statement, _TABLES["extremes"], literal=True)
    after_rank = {rf"(?<=-){word}": other for word, other in _TABLES["extremes"].items()}
    yield from _swaps(statement, after_rank)


def comparators(statement: str) -> Iterator[str]:
    """A comparator swapped, dropped or added."""
    found = [pattern for pattern in _COMPARED if _has(statement, pattern)]
    yield from _swaps(statement, {pattern: _COMPARED[pattern] for pattern in found}, literal=True)
    yield from uncompared(statement)
    if not found:
        yield from _compared(statement)


def uncompared(statement: str) -> Iterator[str]:
    """A bound dropped: "more than 200" becomes "200"."""
    for match in _BOUND.finditer(statement):
        yield _capital(statement[: match.start()] + statement[match.end() :])
    yield from _swaps(statement, {r"exceeded(?= [\d£€$])": "was"})


def _has(statement: str, words: str) -> bool:
    return regex.search(rf"\b{words}\b", statement, regex.IGNORECASE) is not None


def _compared(statement: str) -> Iterator[str]:
    found = [*amounts(statement), *_WORD.finditer(statement)]
    first = min(found, key=lambda match: match.start(), default=None)
    if first is None or statement[: first.start()].endswith(("and ", "from ")):
        return
    at = first.start() - (1 if statement[first.start() - 1 : first.start()] in "£$€₹" else 0)
    at = max(at, 0)
    for words in ("more than ", "less than "):
        yield _capital(
            statement[:at] + words + statement[at:].replace(first.group(), first.group().lower(), 1)
        )


def moves(statement: str) -> Iterator[str]:
    """A rise for a fall; the two ends of a change swapped."""
    for changed in _swaps(statement, _TABLES["moves"], literal=True):
        yield changed.replace(" an decrease", " a decrease")
    ends = regex.search(r"from ([\d.,]+%?)(.*) to ([\d.,]+%?)", statement)
    if ends:
        changed = f"from {ends[3]}{ends[2]} to {ends[1]}"
        yield statement[: ends.start()] + changed + statement[ends.end() :]


def stances(statement: str) -> Iterator[str]:
    """Against for in favour."""
    yield from _swaps(statement, _TABLES["stances"], literal=True)


def date_parts(statement: str) -> Iterator[str]:
    """Another day, another month, another year, another part of the year."""
    for start, end in dates(statement):
        yield from (
            statement[:start] + new + statement[end:] for new in _dates(statement[start:end])
        )
    yield from _swaps(statement, _TABLES["periods_patterns"])


def _dates(written: str) -> Iterator[str]:
    days = list(_DAY.finditer(written))
    for match in days:  # the first of two days earlier, the last one later: still a range
        day = int(match.group())
        other = day - 2 if match is not days[-1] and day > 2 else day % 26 + 2
        yield _put(written, match, str(other))
    for match in _MONTH.finditer(written):
        yield _put(written, match, MONTHS[(MONTHS.index(match.group()) + 1) % 12])
    for match in _YEAR.finditer(written):
        yield from (_put(written, match, str(int(match.group()) + step)) for step in (1, -1, 10))


def _shape(written: str) -> list[int]:
    return [len(part.findall(written)) for part in (_DAY, _MONTH, _YEAR)]


def mixed(statement: str, other: str) -> Iterator[tuple[str, str]]:
    """(kind, the statement with a number or a date that is another statement's)."""
    for match in amounts(statement):
        for borrowed in amounts(other):
            if borrowed.group() != match.group():
                yield "value", _put(statement, match, borrowed.group())
    for start, end in dates(statement):
        own = statement[start:end]
        for a, b in dates(other):
            if other[a:b] != own and _shape(other[a:b]) == _shape(own):
                yield "date part", statement[:start] + other[a:b] + statement[end:]


def affirmed(statement: str) -> Iterator[str]:
    """A negation dropped."""
    for pattern in (r"\bnot ", r"\bnever "):
        if match := regex.search(pattern, statement):
            changed = statement[: match.start()] + statement[match.end() :]
            yield changed.replace(" any branch", " a branch")
    yield from _swaps(statement, _TABLES["negations_patterns"])


def denied(statement: str) -> Iterator[str]:
    """A negation added."""
    if regex.search(r"\b(?:not|never|No|Nobody)\b", statement):
        return
    for pattern, new in _denials():
        if match := regex.search(pattern, statement):
            yield statement[: match.start()] + new + statement[match.end() :]
            return


def _denials() -> Iterator[tuple[str, str]]:
    yield r"\bis only\b", "is not"
    for word in ("will", "is", "are", "was", "were", "could", "may", "might", "would"):
        yield rf"\b{word}\b", f"{word} not"
    yield r"\bhas(?= (?:built|spent|opened|grown|remained))", "has not"
    yield r"\bhave(?= fallen)", "have not"
    yield r"\bhas\b", "does not have"
    yield r"\bdenies\b", "does not deny"
    for verb in _TABLES["present"]:
        yield rf"\b{verb}\b", f"does not {verb.removesuffix('s')}"
    for past, verb in _TABLES["past"].items():
        yield rf"\b{past}\b", f"did not {verb}"


def certain(statement: str) -> Iterator[str]:
    """A hedge dropped."""
    yield from _swaps(statement, {
        r"\b(may|could) be\b": "is", r"\b(may|might|could)\b(?! be\b)": "will", r"\bprobably ": "",
        r"\bwould reportedly\b": "will"})  # fmt: skip


def unconditional(statement: str) -> Iterator[str]:
    """A condition dropped."""
    if match := regex.match(r"(?:If|Unless) [^,]+, ", statement):
        yield _capital(statement[match.end() :])


def accomplished(statement: str) -> Iterator[str]:
    """A plan told as a fact."""
    if statement.startswith(("If ", "Unless ")):
        return
    for match in regex.finditer(
        rf"\b(?:plans to|intends to|wants to|are expected to|will) ({'|'.join(_DONE)})\b", statement
    ):
        yield statement[: match.start()] + _DONE[match[1]] + statement[match.end() :]


Change = Callable[[str], Iterable[str]]
CHANGES: dict[str, Change] = {
    "value": values, "magnitude": magnitudes, "unit": units, "currency": currencies, "rank": ranks,
    "superlative direction": directions, "comparator": comparators, "change direction": moves,
    "date part": date_parts, "negation dropped": affirmed, "negation added": denied,
    "hedge dropped": certain, "condition dropped": unconditional, "plan told as fact": accomplished,
    "stance": stances,
}  # fmt: skip


def changes(statement: str) -> Iterator[tuple[str, str]]:
    """(kind, changed statement) for every change of one respect, each once."""
    for kind, change in CHANGES.items():
        for changed in dict.fromkeys(change(statement)):
            if changed != statement:
                yield kind, changed
