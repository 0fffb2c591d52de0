"""Every way to change one respect of a true draft so that it is false of its text."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import regex
import statements
from truths import Draft, Truth, words_of

AMOUNTS = ("value", "by", "from", "to")
_ENDS = r"(?<!\b(?:M|Sra?|Mio|Mrd|\d\d))[.!?؟](?=\s+[^|\p{Ll}]|$)|[。！？।]|$"
_SENTENCE = regex.compile(rf".+?(?:{_ENDS})\s*", regex.DOTALL)
_SHORTEST = 12  # characters of a sentence that is worth quoting
_TABLES = tomllib.loads((Path(__file__).parent / "data" / "changes.toml").read_text("utf-8"))
_UNSPACED = ("zh", "ja")
_CODE = 3  # letters of a currency's code


@dataclass(frozen=True)
class Mutation:
    """A false draft: `kind` says what was changed, `where` in which part of the true one."""

    kind: str
    where: str
    draft: Draft


def mutations(truth: Truth) -> Iterator[Mutation]:
    """Every false draft that differs from the true one in one respect."""
    seen = [json.dumps(truth.draft, sort_keys=True)]
    for make in (_in_statement, _in_names, _in_slots, _in_quote, _elsewhere, _cut_short):
        for mutation in make(truth):
            key = json.dumps(mutation.draft, sort_keys=True)
            if key not in seen:
                seen.append(key)
                yield mutation


def _with(draft: Draft, **changed: Any) -> Draft:
    return {**deepcopy(draft), **changed}


_FLAGS: dict[str, dict[str, Any]] = {
    "negation dropped": {"negated": False}, "negation added": {"negated": True},
    "hedge dropped": {"modality": "asserted"}, "condition dropped": {"modality": "asserted"},
    "plan told as fact": {"modality": "asserted"},
}  # fmt: skip


def _in_statement(truth: Truth) -> Iterator[Mutation]:
    for kind, changed in statements.changes(truth.draft["statement"]):
        if kind == "stance" and truth.draft["type"] != "position":
            continue
        yield Mutation(kind, "statement", _with(truth.draft, statement=changed))
        if kind in _FLAGS:
            draft = _with(truth.draft, statement=changed, **_FLAGS[kind])
            yield Mutation(kind, "statement and flag", draft)
    for other in truth.others:
        for kind, changed in statements.mixed(truth.draft["statement"], other["statement"]):
            yield Mutation(kind, "statement, from the text", _with(truth.draft, statement=changed))


def _in_names(truth: Truth) -> Iterator[Mutation]:
    yield from _renamed(truth)
    yield from _swapped(truth)


def _renamed(truth: Truth) -> Iterator[Mutation]:
    statement = truth.draft["statement"]
    for entry in truth.names:
        if not _names(statement, entry["name"]):
            continue
        kind = "country" if entry["kind"] == "country" else "name"
        same = [n["name"] for n in truth.names if n["kind"] == entry["kind"]]
        for where, others in (("text", same), ("abroad", _TABLES["strangers"][entry["kind"]])):
            for other in others:
                if not _names(statement, other) and (where == "text" or other not in same):
                    draft = _with(truth.draft, statement=_rename(statement, entry["name"], other))
                    yield Mutation(f"{kind} for another", f"statement, from the {where}", draft)


def _names(statement: str, name: str) -> bool:
    return regex.search(rf"\b{regex.escape(name)}\b", statement, regex.IGNORECASE) is not None


def _rename(statement: str, name: str, other: str) -> str:
    changed = regex.sub(rf"\b{regex.escape(name)}\b", other, statement, flags=regex.IGNORECASE)
    return changed[:1].upper() + changed[1:]


def _swapped(truth: Truth) -> Iterator[Mutation]:
    subject, scope = truth.draft.get("subject"), truth.draft.get("scope")
    if subject is None or scope is None:
        return
    swapped = {"subject": scope, "scope": subject}
    yield Mutation("subject and scope swapped", "slots", _with(truth.draft, **swapped))
    one, two = _name_of(truth, subject), _name_of(truth, scope)
    if one and two and one != two:
        statement = _exchange(truth.draft["statement"], one, two)
        yield Mutation(
            "subject and scope swapped", "statement", _with(truth.draft, statement=statement)
        )
        both = _with(truth.draft, statement=statement, **swapped)
        yield Mutation("subject and scope swapped", "both", both)


def _name_of(truth: Truth, slot: Any) -> str | None:
    """The English name that the statement gives the one whom a slot's words name."""
    words = words_of(
        slot["antecedent"] if isinstance(slot, Mapping) and "antecedent" in slot else slot
    )
    for entry in truth.names:
        stem = entry["words"].split()[-1][:4].casefold()
        if stem in words.casefold() and _names(truth.draft["statement"], entry["name"]):
            return entry["name"]
    return None


def _exchange(statement: str, one: str, two: str) -> str:
    marked = _rename(_rename(statement, one, "\x00"), two, one)
    return marked.replace("\x00", two[:1].upper() + two[1:] if marked.startswith("\x00") else two)


def _in_slots(truth: Truth) -> Iterator[Mutation]:
    for name, slot in truth.draft.items():
        if isinstance(slot, Mapping):
            for kind, changed in _values(name, slot):
                draft = _with(truth.draft, **{name: {**slot, **changed}})
                yield Mutation(kind, "value given", draft)
    yield from _wrong_words(truth)
    yield from _wrong_flags(truth)
    yield from _wrong_speaker(truth)


def _values(name: str, slot: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(kind, the fields that are false) for every value that a slot gives."""
    if name in AMOUNTS and "value" in slot:
        yield from (("value", {"value": value}) for value in _numbers(slot["value"]))
        if unit := slot.get("unit"):
            kind = "currency" if len(unit) == 3 and unit.isupper() else "unit"
            yield kind, {"unit": _TABLES["units"].get(unit) or _other_unit(unit)}
    if name == "rank" and "value" in slot:
        yield from (("rank", {"value": slot["value"] + step}) for step in (1, -1))
    if name == "superlative" and "direction" in slot:
        yield "superlative direction", {"direction": _flip(slot["direction"], "most", "least")}
        yield "rank", {"value": slot["value"] + 1}
    if name == "direction" and "value" in slot:
        yield "change direction", {"value": _flip(slot["value"], "up", "down")}
    if name == "comparator" and "op" in slot:
        yield "comparator", {"op": _TABLES["comparators"].get(slot["op"], ">")}
    if name == "stance" and "value" in slot:
        yield "stance", {"value": _TABLES["stances"].get(slot["value"], "oppose")}
    if name == "when" and "from" in slot:
        yield from (("date part", changed) for changed in _days(slot))


def _other_unit(unit: str) -> str:
    """A unit of the same kind, for those that the table does not name."""
    return "USD" if len(unit) == _CODE and unit.isupper() else "kg"


def _flip(value: str, one: str, two: str) -> str:
    return two if value == one else one


def _numbers(value: float) -> Iterator[float]:
    """x10, x1000, a tenth, another first digit, another last digit."""
    number = Decimal(str(value))
    sign, digits, exponent = number.normalize().as_tuple()
    yield from (_json(number * factor) for factor in (10, 1000, Decimal("0.1")))
    for place in {0, len(digits) - 1}:
        other = (*digits[:place], digits[place] % 9 + 1, *digits[place + 1 :])
        yield _json(Decimal((sign, other, int(exponent))))


def _json(number: Decimal) -> float:
    return int(number) if number == number.to_integral_value() else float(number)


def _days(slot: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    start, end = dt.date.fromisoformat(slot["from"]), dt.date.fromisoformat(slot["to"])
    for days in (1, -1, 31, 365):
        step = dt.timedelta(days)
        yield {"from": (start + step).isoformat(), "to": (end + step).isoformat()}


def _wrong_words(truth: Truth) -> Iterator[Mutation]:
    """A slot whose words are not those of the text."""
    for name in (*AMOUNTS, "rank"):
        if name in truth.draft:
            slot = truth.draft[name]
            for kind, changed in _forged(truth, words_of(slot)):
                fields = {**slot, "text": changed} if isinstance(slot, Mapping) else changed
                yield Mutation(kind, "slot words", _with(truth.draft, **{name: fields}))


def _forged(truth: Truth, words: str) -> Iterator[tuple[str, str]]:
    """(kind, words with another digit or magnitude) that do not stand in the text."""
    for match in regex.finditer(r"\d", words):
        digit = int(match.group())
        changed = words[: match.start()] + str(digit % 9 + 1) + words[match.end() :]
        if changed not in truth.text:
            yield "value", changed
    pairs = _TABLES["magnitudes"][truth.language]
    for one, other in (*pairs, *(pair[::-1] for pair in pairs)):
        changed = regex.sub(rf"(?<!\p{{L}}){one}", other, words, count=1)
        if changed not in truth.text:
            yield "magnitude", changed


def _wrong_flags(truth: Truth) -> Iterator[Mutation]:
    if truth.draft.get("negated"):
        yield Mutation("negation dropped", "flag", _with(truth.draft, negated=False))
    elif not _denies(truth):
        yield Mutation("negation added", "flag", _with(truth.draft, negated=True))
    modality = truth.draft.get("modality")
    kinds = {
        "hedged": "hedge dropped",
        "conditional": "condition dropped",
        "planned": "plan told as fact",
    }
    if modality in kinds:
        yield Mutation(kinds[modality], "flag", _with(truth.draft, modality="asserted"))


def _wrong_speaker(truth: Truth) -> Iterator[Mutation]:
    if given := truth.draft.get("attribution"):
        for stranger in (*_TABLES["strangers"]["person"], *_TABLES["strangers"]["organisation"]):
            draft = _with(truth.draft, attribution={**given, "speaker": stranger})
            yield Mutation("attribution", "speaker", draft)


def _denies(truth: Truth) -> bool:
    return (
        regex.search(r"\b(?:not|no|never|nobody)\b", truth.draft["statement"], regex.IGNORECASE)
        is not None
    )


def _in_quote(truth: Truth) -> Iterator[Mutation]:
    quote = truth.draft["quote"]
    forged = [changed for _, changed in _forged(truth, quote)]
    forged += [*_other_names(truth, quote), *_other_negation(truth, quote)]
    for changed in forged:
        if changed.rstrip(" .。।") not in truth.text:
            yield Mutation("fabricated quote", "quote", _with(truth.draft, quote=changed))


def _other_names(truth: Truth, quote: str) -> Iterator[str]:
    for entry in truth.names:
        for other in truth.names:
            same_kind = other is not entry and other["kind"] == entry["kind"]
            if same_kind and entry["words"] in quote and other["words"] not in quote:
                yield quote.replace(entry["words"], other["words"])


def _other_negation(truth: Truth, quote: str) -> Iterator[str]:
    space = "" if truth.language in _UNSPACED else " "
    if inner := _negator(truth, quote):
        yield quote[: inner.start()] + quote[inner.end() :].lstrip()
    elif space and quote.count(" ") > 1:
        words = quote.split(" ")
        yield " ".join([*words[:2], _TABLES["negators"][truth.language][0], *words[2:]])
    else:
        half = len(quote) // 2
        yield quote[:half] + _TABLES["negators"][truth.language][0] + quote[half:]


def _negator(truth: Truth, quote: str) -> regex.Match[str] | None:
    """The first negator inside a quote."""
    words = "|".join(map(regex.escape, _TABLES["negators"][truth.language]))
    edge = "" if truth.language in (*_UNSPACED, "ko") else r"(?<!\p{L})"
    return regex.search(rf"(?<=.){edge}(?:{words})(?=.)", quote)


def _cut_short(truth: Truth) -> Iterator[Mutation]:
    """A quote that begins behind the word that matters, or leaves it out with an ellipsis."""
    for kind, span, changes in _weights(truth):
        before, after = (
            truth.draft["quote"][: span[0]].strip(),
            truth.draft["quote"][span[1] :].strip(),
        )
        for changed in changes:
            draft = _with(truth.draft, statement=changed)
            for name in ("negated", "modality", "comparator"):
                draft.pop(name, None)
            yield Mutation(kind, "statement, quote cut short", {**draft, "quote": after})
            if before:
                elided = f"{before} … {after}"
                yield Mutation(kind, "statement, ellipsis in the quote", {**draft, "quote": elided})


def _weights(truth: Truth) -> Iterator[tuple[str, tuple[int, int], Iterator[str]]]:
    """(kind, where the words that matter stand in the quote, the statements without them)."""
    quote, statement = truth.draft["quote"], truth.draft["statement"]
    if (negator := _negator(truth, quote)) and _denies(truth):
        yield "negation dropped", negator.span(), statements.affirmed(statement)
    words = words_of(truth.draft.get("comparator", "")) or "\0"
    value = words_of(truth.draft.get("value", "")) or "\0"
    if 0 <= (at := quote.find(words)) < quote.find(value):
        yield "comparator", (at, quote.find(value)), statements.uncompared(statement)
    if condition := regex.match(r"[^,،，]+[,،，]\s*", quote):
        yield "condition dropped", condition.span(), statements.unconditional(statement)


def sentences(text: str) -> list[str]:
    """The sentences of a text, cut where a reader would cut them."""
    return [match.group().strip() for match in _SENTENCE.finditer(text) if match.group().strip()]


def _elsewhere(truth: Truth) -> Iterator[Mutation]:
    away = [s for s in sentences(truth.text) if not _holds(truth, s) and len(s) >= _SHORTEST]
    for sentence in dict.fromkeys((*away[:1], *away[-1:])):
        draft = _with(truth.draft, quote=sentence)
        yield Mutation("quote from another sentence", "quote", draft)
    for name in ("subject", "scope", "rank", *AMOUNTS):
        for words in _borrowed(truth, name):
            draft = _with(truth.draft, **{name: words})
            yield Mutation("slot from elsewhere", name, draft)


def _holds(truth: Truth, sentence: str) -> bool:
    """Whether a sentence is one of those that the draft quotes from."""
    quote = truth.draft["quote"].rstrip(".。।")
    return sentence.rstrip(".。।") in quote or quote in sentence


def _borrowed(truth: Truth, name: str) -> Iterator[str]:
    """Words that fill this slot in another claim of the text and not in this one."""
    own = words_of(truth.draft.get(name, "")).casefold()
    home = [s.casefold() for s in sentences(truth.text) if _holds(truth, s)]
    for other in truth.others:
        words = words_of(other.get(name, ""))
        same = not own or not words or words.casefold() in own or own in words.casefold()
        named_here = any(words.casefold() in sentence for sentence in home)
        if not same and not (named_here and name in ("subject", "scope")):
            yield words
