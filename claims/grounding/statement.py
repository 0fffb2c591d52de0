"""The statement against the source: what it says is borne out, what the claim is about is in it.

The statement may be in another language than the source, so the two meet in their readings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from claims.document import Document
from claims.errors import Failure
from claims.grounding.accounts import (
    Evidence,
    doubled,
    failure,
    same_order,
    unaccounted,
)
from claims.grounding.clause import Bearing
from claims.grounding.comparators import Comparing, crowded, denial, same_comparator
from claims.grounding.doubles import ends_of_change, told_coarsely
from claims.grounding.joints import tells_past
from claims.grounding.names import Name, names, ordinary
from claims.grounding.roles import (
    from_elsewhere,
    fronted_scope,
    lost_subject,
    replaced_subject,
    strange_subject,
    swapped_statement,
)
from claims.grounding.values import same_reading
from claims.reading import AMOUNTS, ORDERS, Period, Reading
from claims.schemas import Claim, Direction, Mention, Moment, Quantity, Rank, Stance, Superlative

_LOUD = ("hedged", "conditional", "planned")


def failures(claim: Claim, said: Sequence[Reading], evidence: Evidence) -> list[Failure]:
    """Every way in which a statement departs from its source.

    `said` are the readings of the statement.
    """
    comparing = Comparing(claim.statement, said, claim.language)
    return [
        *unaccounted(said, evidence, comparing),
        *_compared_change(claim, said, evidence, comparing),
        *_compared_values(claim, said, evidence, comparing),
        *_missing(claim, said),
        *_misfilled(claim, said),
        *_negation(claim, said, evidence),
        *doubled(said, evidence),
        *_misdated(claim, said, evidence),
        *_direction(claim, said),
        *_moved(said, evidence),
        *_moved_by(said, evidence),
        *_ends(claim, said),
        *_stance(claim, said),
        *_unnamed(claim, said, evidence),
        *strange_subject(claim, said, evidence.language),
        *replaced_subject(claim, said, evidence),
        *fronted_scope(claim, said, evidence.language),
        *lost_subject(claim, said, evidence.language),
        *swapped_statement(claim, said, evidence.language),
        *from_elsewhere(claim, said, evidence.language),
    ]


def _missing(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    """What the claim is about has to stand in its statement."""
    for name, mention in claim.mentions():
        if not type(claim).model_fields[name].is_required():
            continue
        if isinstance(mention, Quantity):
            present = any(r.kind in AMOUNTS and _says(mention, r) for r in said)
        elif isinstance(mention, (Rank, Superlative)):
            present = any(r.kind in ORDERS and _says_order(mention, r) for r in said)
        else:
            continue
        if not present:
            yield failure("missing", f"the statement leaves out the {name}", None, mention.text)


def _misfilled(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    """An amount of the claim that the statement does not say, where it says another like it."""
    amounts = [r for r in said if r.kind in AMOUNTS]
    own = [(name, m) for name, m in claim.mentions() if isinstance(m, Quantity)]
    others = {r.unit for r in amounts if r.unit and not any(_says(m, r) for _, m in own)}
    others |= {"%", "pp"} if others & {"%", "pp"} else set()
    for name, mention in own:
        if mention.unit in others and not any(_says(mention, r) for r in amounts):
            yield failure("missing", f"the statement says another {name}", None, mention.text)


def _says(mention: Quantity, reading: Reading) -> bool:
    own = Reading(
        "number", mention.text, mention.start, mention.end, mention.value, mention.unit,
        assumed=mention.assumed,
    )  # fmt: skip
    return same_reading(own, reading)


def _says_order(mention: Rank | Superlative, reading: Reading) -> bool:
    direction = mention.direction if isinstance(mention, Superlative) else None
    own = Reading("rank", mention.text, mention.start, mention.end, mention.value, None, direction)
    return same_order(own, reading)


def _meets(told: Reading, when: Moment) -> bool:
    """Whether a date of the statement touches the claim's; without a year, in any year."""
    days = told.value
    if not isinstance(days, Period) or not when.from_ or not when.to:
        return False
    own = [(day.month, day.day) for day in (when.from_, when.to)]
    yearless = told.assumed and when.assumed
    same = yearless and own == [(day.month, day.day) for day in (days.start, days.end)]
    return same or (days.start <= when.to and when.from_ <= days.end)


def _misdated(claim: Claim, said: Sequence[Reading], evidence: Evidence) -> Iterator[Failure]:
    """A statement with days of the source, and not those of the claim."""
    for reading in told_coarsely(said, evidence.readings):
        yield failure("accounted", f"the source does not say “{reading.text}”", reading.text)
    when, told = claim.when, [r for r in said if isinstance(r.value, Period)]
    if not when or not when.from_ or not when.to or not told:
        return
    if not any(_meets(r, when) for r in told):
        yield failure("accounted", "the statement names other days", told[0].text, when.text)


def _negation(claim: Claim, said: Sequence[Reading], evidence: Evidence) -> Iterator[Failure]:
    denials = [reading for reading in said if reading.kind == "negation"]
    known = [reading for reading in evidence.readings if reading.kind == "negation"]
    if len(denials) > max(1, len(known)):
        message = "the statement denies more often than the source"
        yield failure("negation", message, ", ".join(r.text for r in denials))
        return
    negated = bool(denials)
    told = _denies_another(claim, said, evidence) or _told_by_operator(claim, said)
    if negated != claim.negated and not told:
        words = ("negated", "not negated")
        claimed, found = words if negated else words[::-1]
        yield failure(
            "negation", f"the statement is {claimed}, the source is {found}", claimed, found
        )
    matter = getattr(claim, "about", None)
    if not negated and not claim.negated and matter and any(_over(r, matter) for r in known):
        yield failure("negation", "the statement leaves out a negation", None, matter.text)


def _denies_another(claim: Claim, said: Sequence[Reading], evidence: Evidence) -> bool:
    """Whether a statement denies something else, as its quote does: "$2 billion and no debt"."""
    negations = [r for r in said if r.kind == "negation"]
    known = {(r.start, r.end) for r in evidence.readings if r.kind == "negation"}
    keys = [(r.start, r.end) for r in said if _is_key(claim, r)]
    if not negations or not keys or len(negations) > len(known):
        return False
    statement = Document(claim.statement, language=claim.language)
    return not any(Bearing.of(statement, [key], key).negations() for key in keys)


def _told_by_operator(claim: Claim, said: Sequence[Reading]) -> bool:
    """Whether a denial is told by the operator: "does not exceed 300", "at most 300"."""
    comparator = getattr(claim, "comparator", None)
    return comparator is not None and any(
        denial(comparator.op, r.comparator) for r in said if _is_key(claim, r)
    )


def _is_key(claim: Claim, reading: Reading) -> bool:
    """Whether a reading of the statement says what makes the claim."""
    key = getattr(claim, type(claim).key_slot() or "", None)
    if isinstance(key, Quantity):
        return reading.kind in AMOUNTS and _says(key, reading)
    if isinstance(key, (Rank, Superlative)):
        return reading.kind in ORDERS and _says_order(key, reading)
    if isinstance(key, Direction):
        return reading.kind == "change" and reading.direction == key.value
    if isinstance(key, Stance):
        sides = (str(reading.value), key.value)
        return reading.kind == "stance" and len({_SIDES.get(side, side) for side in sides}) == 1
    return False


def _direction(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    wanted = next((m.value for _, m in claim.mentions() if isinstance(m, Direction)), None)
    found = {reading.direction for reading in said if reading.kind == "change"}
    if wanted and wanted not in found:
        yield failure(
            "direction", "the statement moves the other way", ", ".join(map(str, found)), wanted
        )


def _moved(said: Sequence[Reading], evidence: Evidence) -> Iterator[Failure]:
    """A rise that is a fall in the source: "opposes a decrease in tariffs"."""
    found = {r.direction for r in evidence.readings if r.kind == "change"}
    for reading in said:
        if reading.kind == "change" and found and reading.direction not in found:
            yield failure(
                "direction",
                "the source moves the other way",
                reading.text,
                ", ".join(map(str, found)),
            )


def _moved_by(said: Sequence[Reading], evidence: Evidence) -> Iterator[Failure]:
    """An amount by which something else moved: "grew, but exports fell by 3%" told as "rose by 3%".

    Only where the source moves both ways; an amount goes with the change that is nearest to it.
    """
    if len({r.direction for r in evidence.readings if r.kind == "change"}) <= 1:
        return
    for change, amount in _sizes(said):
        own = {c.direction for c, a in _sizes(evidence.readings) if same_reading(a, amount)}
        if own and change.direction not in own:
            found = ", ".join(map(str, own))
            yield failure("direction", "the source moves the other way", change.text, found)


def _sizes(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Each amount of some readings with the change that is nearest to it."""
    changes = [r for r in readings if r.kind == "change"]
    for amount in readings:
        if amount.kind in AMOUNTS and changes:
            yield min(changes, key=lambda c: _gap(c, amount)), amount


def _gap(one: Reading, other: Reading) -> int:
    return max(one.start - other.end, other.start - one.end)


def _compared_change(
    claim: Claim, said: Sequence[Reading], evidence: Evidence, comparing: Comparing
) -> Iterator[Failure]:
    """A change that goes farther, or less far, than its source says: "more than doubled"."""
    moved = next((m for _, m in claim.mentions() if isinstance(m, Direction)), None)
    own = [r for r in evidence.readings if moved and r.kind == "change" and _over(r, moved)]
    wanted = set().union(*map(evidence.comparing.of_change, own))
    told = set().union(*(comparing.of_change(r) for r in said if r.kind == "change"))
    for op in sorted((wanted - comparing.operators()) | (told - evidence.comparing.operators())):
        message = "the statement compares the change otherwise than the source"
        yield failure("comparator", message, ", ".join(told) or "=", ", ".join(wanted) or op)


def _compared_values(
    claim: Claim, said: Sequence[Reading], evidence: Evidence, comparing: Comparing
) -> Iterator[Failure]:
    """A value of the claim compared otherwise than where it stands, or compared twice over."""
    message = "the statement compares the value otherwise than the source"
    for told, found in crowded(said, comparing, evidence.readings, evidence.comparing):
        yield failure("comparator", message, told, found)
    amounts = [r for r in evidence.readings if r.kind in AMOUNTS]
    for _, mention in claim.mentions():
        if isinstance(mention, Quantity):
            told_here = [r for r in said if r.kind in AMOUNTS and _says(mention, r)]
            pairs = [(f, t) for t in told_here for f in amounts if same_reading(f, t)]
            alike = [p for p in pairs if same_comparator(*p, evidence.comparing, comparing)]
            own = [p for p in pairs if _over(p[0], mention)]
            if alike and own and not any(p in alike for p in own):
                found, told = (r.comparator or "=" for r in own[0])
                yield failure("comparator", message, told, found)


def _over(reading: Reading, mention: Mention) -> bool:
    return reading.start < mention.end and mention.start < reading.end


def _ends(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    """A change from less to more that is told as a fall, and the other way round."""
    ends = ends_of_change(claim.statement, claim.language, said)
    directions = {r.direction for r in said if r.kind == "change"}
    if len(ends) < len(("from", "to")) or len(directions) != 1:
        return
    first, last = ends["from"], ends["to"]
    if first.kind == last.kind and _falls(first, last) != (directions == {"down"}):
        yield failure("direction", "the amounts move the other way", first.text, last.text)


def _falls(first: Reading, last: Reading) -> bool:
    both = (first.value, last.value)
    return all(isinstance(v, Decimal) for v in both) and both[0] > both[1]  # type: ignore[operator]


def _stance(claim: Claim, said: Sequence[Reading]) -> Iterator[Failure]:
    wanted = next((m.value for _, m in claim.mentions() if isinstance(m, Stance)), None)
    found = {str(reading.value) for reading in said if reading.kind == "stance"}
    if wanted and _SIDES.get(wanted, wanted) not in {_SIDES.get(f, f) for f in found}:
        yield failure(
            "stance", "the statement takes another side", ", ".join(sorted(found)), wanted
        )


_SIDES = {"accept": "support", "agree": "support", "reject": "oppose"}


def unsaid_negation(said: Sequence[Reading], asides: Sequence[Reading]) -> Iterator[Failure]:
    """What the source denies beside the claim, and the statement does not: "without power"."""
    if asides and not any(reading.kind == "negation" for reading in said):
        message = "the statement leaves out a negation"
        yield failure("negation", message, None, asides[0].text)


def unsaid_modality(
    claim: Claim, said: Sequence[Reading], clause: Collection[str]
) -> Iterator[Failure]:
    """A hedge, a condition or a plan of the source that is told as a fact.

    `clause` are the modalities of the claim's own clause: a hedge in a conditional is told too.
    """
    found = {reading.value for reading in said if reading.kind == "modality"}
    wanted = {claim.modality} | ({"hedged"} & set(clause))
    if claim.modality == "planned" and "planned" not in clause:
        wanted = {"planned"} if tells_past(claim.statement, claim.language) else set()
    for modality in sorted(wanted.intersection(_LOUD) - found):
        message = f"the source is {modality}, the statement is not"
        yield failure("modality", message, "asserted", modality)


def _unnamed(claim: Claim, said: Sequence[Reading], evidence: Evidence) -> Iterator[Failure]:
    """Names that the statement has from elsewhere."""
    for name in strange_names(claim, said, evidence):
        words = " ".join(name.words)
        yield failure("name", f"the claim's own words do not name “{words}”", words)


def strange_names(claim: Claim, said: Sequence[Reading], evidence: Evidence) -> list[Name]:
    """The names of the statement that do not stand in the claim's own words."""
    read = [(r.start, r.end) for r in said if r.kind in _READ_NAMES]
    return [n for n in names(claim.statement, claim.language, read) if _strange(n, claim, evidence)]


def _strange(name: Name, claim: Claim, evidence: Evidence) -> bool:
    if any(map(evidence.document.tells_apart, evidence.words.strangers(name.words))):
        return True
    plain = name.opens and all(ordinary(word, claim.language) for word in name.words)
    return not plain and not evidence.words.kin(name)


_READ_NAMES = ("place", "date", "rank", "superlative", "currency", *AMOUNTS)
