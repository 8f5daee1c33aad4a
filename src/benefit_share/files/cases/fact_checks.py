"""Checks of facts: whose they are, whether their values can be read and do not contradict."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.expressions.asking import BOOLEAN_WORDS
from benefit_share.files import faults
from benefit_share.files.cases.checking import Checking, shared_day
from benefit_share.files.tables.fact_names import asked_facts
from benefit_share.plan.names import read_fact
from benefit_share.values import ValueFault, currency, day, form_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benefit_share.files.tables.rows import Read
    from benefit_share.households import FactRow
    from benefit_share.plan import Plan
    from benefit_share.plan.model import FactDeclaration

__all__ = ["check_facts", "with_plain_booleans"]

_ACCEPTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "boolean": "true or false (also yes, no, 是, 否)",
        "number": "a number such as 12.5",
        "money": "an amount such as 1234.50",
        "date": "a day such as 2026-01-31",
    }
)


def with_plain_booleans(rows: Iterable[FactRow], plan: Plan) -> tuple[FactRow, ...]:
    """Return facts in which yes, 是 and true are one value: `true`."""
    asked = {fact for fact, declared in plan.facts.items() if declared.type_ == "boolean"}
    return tuple(
        attrs.evolve(row, value=BOOLEAN_WORDS[row.value])
        if row.fact in asked and BOOLEAN_WORDS[row.value] != row.value
        else row
        for row in rows
    )


def check_facts(to: Checking) -> None:
    """Hold every fact against its declaration and against the other facts about its subject."""
    asked = asked_facts(to.plan)
    for read in to.facts:
        if read.table == "facts":
            _known(to, read, asked)
            _subjects(to, read, asked)
        _values(to, read)
    _conflicts(to)


def _known(to: Checking, read: Read, asked: Mapping[str, str]) -> None:
    """Say once of each fact that nobody asks for it."""
    said: set[str] = set()
    for place, row in enumerate(read.rows):
        if row.fact not in asked and row.fact not in said:
            said.add(row.fact)
            close = to.near(read, row.fact, list(asked))
            to.add(read, place, "fact", faults.FACT_UNKNOWN, fact=row.fact, nearest=close)


def _subjects(to: Checking, read: Read, asked: Mapping[str, str]) -> None:
    if not to.knows_parties():
        return
    parties = to.parties()
    anybody = frozenset().union(*parties.values())
    ordered: dict[str, list[str]] = {}
    allowed = {fact: parties.get(of, anybody) for fact, of in asked.items()}
    for place, row in enumerate(read.rows):
        if row.subject in allowed.get(row.fact, anybody):
            continue
        if row.subject in anybody:
            kind = asked[row.fact]
            params = {"fact": row.fact, "kind": kind, "id": row.subject}
            to.add(read, place, "subject", faults.FACT_SUBJECT, **params)
        else:
            kind = asked.get(row.fact) or "party"
            if kind not in ordered:
                ordered[kind] = sorted(parties.get(kind, anybody))
            close = to.near(read, row.subject, ordered[kind])
            params = {"id": row.subject, "kind": kind, "nearest": close}
            to.add(read, place, "subject", faults.NOT_A_PARTY, **params)


def _values(to: Checking, read: Read) -> None:
    """Read each distinct value of a declared fact once."""
    declared = to.plan.facts
    wrong = {
        (fact, value)
        for fact, value in {(row.fact, row.value) for row in read.rows}
        if fact in declared and _is_wrong(to, declared[fact], value)
    }
    if not wrong:
        return
    column = "value" if read.table == "facts" else ""
    for place, row in enumerate(read.rows):
        if (row.fact, row.value) in wrong:
            to.add(
                read,
                place,
                column or row.fact,
                faults.FACT_VALUE,
                fact=read.headers.get(row.fact, row.fact),
                form=form_of(row.value),
                length=len(row.value),
                accepted=_accepted(declared[row.fact]),
            )


def _is_wrong(to: Checking, declared: FactDeclaration, value: str) -> bool:
    if declared.type_ == "date":
        try:
            day(value)
        except ValueFault:
            return True
        return False
    return bool(read_fact(declared, value, currency(to.plan.plan.currency)))


def _accepted(declared: FactDeclaration) -> str:
    if declared.values:
        return f"one of {', '.join(declared.values)}"
    return _ACCEPTED.get(declared.type_, "a word")


def _conflicts(to: Checking) -> None:
    """Say which rows recorded on one day contradict one another about a day of a subject."""
    # A text for each row is cheap, and in most cases shows that no fact is given twice.
    keys = [f"{row.subject} {row.fact}" for read in to.facts for row in read.rows]
    if len(set(keys)) == len(keys):
        return
    seen: dict[tuple[str, str], tuple[Read, int]] = {}
    doubles: dict[tuple[str, str], list[tuple[Read, int]]] = {}
    for read in to.facts:
        for place, row in enumerate(read.rows):
            key = (row.subject, row.fact)
            if key in seen:
                doubles.setdefault(key, [seen[key]]).append((read, place))
            else:
                seen[key] = (read, place)
    for places in doubles.values():
        for index, one in enumerate(places):
            for other in places[index + 1 :]:
                _conflict(to, one, other)


def _conflict(to: Checking, one: tuple[Read, int], other: tuple[Read, int]) -> None:
    rows: tuple[FactRow, FactRow] = (one[0].rows[one[1]], other[0].rows[other[1]])
    if rows[0].value == rows[1].value or rows[0].recorded_on != rows[1].recorded_on:
        return
    shared = shared_day(rows[0].span, rows[1].span, to.day)
    if shared is None:
        return
    read, place = other
    first = one[0].numbers[one[1]]
    to.add(
        read,
        place,
        "" if read.table == "facts" else rows[1].fact,
        faults.FACT_CONFLICT,
        first=first if one[0].file == read.file else f"{first} of {one[0].file}",
        second=read.numbers[place],
        fact=rows[1].fact,
        id=rows[1].subject,
        day=shared.isoformat(),
    )
