"""Checks of a case: ids, references, amounts, balances, decisions; each a small function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Final

import attrs

from benefit_share.assets import SPREADS
from benefit_share.expressions.quantity import Name
from benefit_share.files import faults
from benefit_share.files.cases.checking import Checking, shared_day
from benefit_share.files.cases.fact_checks import check_facts
from benefit_share.files.cases.payee_checks import check_payees
from benefit_share.files.cases.people_checks import check_people
from benefit_share.files.tables.rows import Read

__all__ = ["CLAWBACKS", "check_case"]

CLAWBACKS: Final = frozenset({"clawback", "追回"})
"""Kinds of income that may be negative."""

_UNIQUE: Final = ("collectives", "assets", "contracts", "income", "expenses", "points")

_REFERENCES: Final = (
    ("ownership", "asset", "assets"),
    ("funding", "asset", "assets"),
    ("contracts", "asset", "assets"),
    ("income", "asset", "assets"),
    ("income", "contract", "contracts"),
    ("expenses", "asset", "assets"),
    ("expenses", "contract", "contracts"),
    ("households", "collective", "collectives"),
    ("members", "household", "households"),
)
"""A table, its column, and the table in which the id must stand."""

_NOT_NEGATIVE: Final = (
    ("assets", "capacity"),
    ("ownership", "quantity"),
    ("funding", "amount"),
    ("contracts", "amount"),
    ("contracts", "principal"),
    ("contracts", "unit_price"),
    ("expenses", "amount"),
    ("balances", "put_in"),
    ("balances", "taken_out"),
)

_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "household": "households",
        "person": "members",
        "collective": "collectives",
        "asset": "assets",
    }
)
"""The table of each kind of party that has one."""


def check_case(to: Checking) -> None:
    """Run every check; each says all that it finds."""
    for check in _CHECKS:
        check(to)


def _unique(to: Checking) -> None:
    for read in (*map(to.tables.__getitem__, _UNIQUE), *to.registers.values()):
        if read.derived:
            continue
        for first, *others in to.doubles(read, attrgetter("id")):
            for other in others:
                numbers = {"first": read.numbers[first], "second": read.numbers[other]}
                to.add(read, other, "id", faults.ID_TWICE, id=read.rows[first].id, **numbers)


def _two_kinds(to: Checking) -> None:
    parties = list(to.parties().items())
    for place, (kind, ids) in enumerate(parties):
        for other, others in parties[place + 1 :]:
            for one in sorted(ids & others):
                read = to.tables[_KINDS[other]]
                where = next((i for i, row in enumerate(read.rows) if row.id == one), None)
                if where is not None:
                    to.add(read, where, "id", faults.ID_TWO_KINDS, id=one, one=kind, other=other)


def _references(to: Checking) -> None:
    for table, column, target in _REFERENCES:
        _hold(to, to.tables[table], column, target)
    for name, register in to.plan.registers.items():
        read = to.registers[name]
        if register.holder in _KINDS:
            _hold(to, read, "holder", _KINDS[register.holder])
        for column in ("about", "listed_by"):
            if getattr(register, column) in _KINDS:
                _hold(to, read, column, _KINDS[getattr(register, column)])
    _hold(to, to.tables["decisions"], "of", "collectives")


def _hold(to: Checking, read: Read, column: str, target: str) -> None:
    """Say which ids stand in no row of the target; one finding if the target is missing."""
    get = attrgetter(column)
    ids = to.ids(target)
    missing = {one for one in set(map(get, read.rows)) - {""} if one not in ids}
    if not missing or not to.readable(to.tables[target]):
        return
    if not to.tables[target].file and not ids:
        advice = f"Fill in the table '{target}'; the column '{column}' of {read.file} needs it."
        place = next(i for i, row in enumerate(read.rows) if get(row) in missing)
        to.add(read, place, column, faults.TABLE_NEEDED, table=target, advice=advice)
        return
    known = sorted(ids)
    for place, row in enumerate(read.rows):
        one = get(row)
        if one in missing:
            close = to.near(read, one, known)
            to.add(
                read,
                place,
                column,
                faults.UNKNOWN_REFERENCE,
                id=one,
                table=to.tables[target].name,
                nearest=close,
            )


def _subjects(to: Checking) -> None:
    """Points are about a household or a person of the case."""
    read = to.tables["points"]
    if not to.knows_parties():
        return
    known = to.ids("households") | to.ids("members")
    ordered = sorted(known) if any(row.subject not in known for row in read.rows) else []
    for place, row in enumerate(read.rows):
        if row.subject not in known:
            to.add(
                read,
                place,
                "subject",
                faults.NOT_A_PARTY,
                id=row.subject,
                kind="household or person",
                nearest=to.near(read, row.subject, ordered),
            )


def _amounts(to: Checking) -> None:
    income = to.tables["income"]
    for place, row in enumerate(income.rows):
        if row.amount < 0 and row.kind not in CLAWBACKS:
            to.add(income, place, "amount", faults.NEGATIVE_INCOME)
    for table, column in _NOT_NEGATIVE:
        read = to.tables[table]
        get = attrgetter(column)
        for place, row in enumerate(read.rows):
            value = get(row)
            if value is not None and value < 0:
                header = read.headers.get(column, column)
                to.add(read, place, column, faults.AMOUNT_NEGATIVE, column=header)


def _spread(to: Checking) -> None:
    """A contract is told apart by days or by months, or as the plan says."""
    read = to.tables["contracts"]
    for place, row in enumerate(read.rows):
        if row.spread not in {"", *SPREADS}:
            accepted = ", ".join(SPREADS)
            to.add(read, place, "spread", faults.NOT_WORD, text=row.spread[:40], accepted=accepted)


def _same_rows(to: Checking) -> None:
    """Say which rows without an id are alike: one of them may have been entered twice."""
    for table in ("income", "expenses", "points"):
        read = to.tables[table]
        if not read.derived:
            continue
        for first, *others in to.doubles(read, lambda row: attrs.astuple(row, recurse=False)[1:]):
            for other in others:
                numbers = {"first": read.numbers[first], "second": read.numbers[other]}
                to.add(read, other, "", faults.SAME_ROW, **numbers)


def _spans(to: Checking) -> None:
    """A household is there once on a day, and a person in one household."""
    read = to.tables["households"]
    for places in to.doubles(read, attrgetter("id")):
        for one, other, day in _overlaps(to, read, places):
            to.add(
                read,
                other,
                "id",
                faults.TWICE_ON_A_DAY,
                id=read.rows[one].id,
                first=read.numbers[one],
                second=read.numbers[other],
                day=day,
            )
    read = to.tables["members"]
    for places in to.doubles(read, attrgetter("id")):
        for one, other, day in _overlaps(to, read, places):
            rows = read.rows[one], read.rows[other]
            numbers = {"first": read.numbers[one], "second": read.numbers[other]}
            if rows[0].household == rows[1].household:
                to.add(read, other, "id", faults.TWICE_ON_A_DAY, id=rows[0].id, day=day, **numbers)
            else:
                to.add(
                    read,
                    other,
                    "household",
                    faults.TWO_HOUSEHOLDS,
                    id=rows[0].id,
                    one=rows[0].household,
                    other=rows[1].household,
                    day=day,
                    **numbers,
                )


def _overlaps(to: Checking, read: Read, places: list[int]) -> Iterable[tuple[int, int, str]]:
    for index, one in enumerate(places):
        for other in places[index + 1 :]:
            day = shared_day(read.rows[one].span, read.rows[other].span, to.day)
            if day is not None:
                yield one, other, day.isoformat()


def _balances(to: Checking) -> None:
    read, accounts = to.tables["balances"], to.plan.accounts
    parties = {kind: (ids, sorted(ids)) for kind, ids in to.parties().items()}
    for place, row in enumerate(read.rows):
        declared = accounts.get(row.account)
        if declared is None:
            close = to.near(read, row.account, list(accounts))
            to.add(read, place, "account", faults.ACCOUNT_UNKNOWN, id=row.account, nearest=close)
            continue
        if row.kind != declared.kind:
            to.add(
                read,
                place,
                "kind",
                faults.ACCOUNT_KIND,
                id=row.account,
                wanted=declared.kind,
                found=row.kind,
            )
        known, ordered = parties.get(declared.of, (None, []))
        if known is not None and row.holder not in known and to.knows_parties():
            close = to.near(read, row.holder, ordered)
            params = {"id": row.holder, "kind": declared.of, "nearest": close}
            to.add(read, place, "holder", faults.NOT_A_PARTY, **params)
    for first, *others in to.doubles(read, lambda row: (row.account, row.holder)):
        for other in others:
            numbers = {"first": read.numbers[first], "second": read.numbers[other]}
            to.add(read, other, "", faults.ID_TWICE, id=read.rows[first].account, **numbers)


def _decisions(to: Checking) -> None:
    read = to.tables["decisions"]
    decided = [one.id for one in to.plan.figures if one.is_ == Name("decided")]
    for place, row in enumerate(read.rows):
        if row.figure not in decided:
            close = to.near(read, row.figure, decided)
            to.add(read, place, "figure", faults.FIGURE_UNKNOWN, id=row.figure, nearest=close)
    for first, *others in to.doubles(read, lambda row: (row.figure, row.of)):
        for other in others:
            numbers = {"first": read.numbers[first], "second": read.numbers[other]}
            to.add(read, other, "", faults.ID_TWICE, id=read.rows[first].figure, **numbers)


_CHECKS: Final[tuple[Callable[[Checking], None], ...]] = (
    _unique,
    _two_kinds,
    _references,
    _subjects,
    _amounts,
    _spread,
    _same_rows,
    _spans,
    _balances,
    _decisions,
    check_facts,
    check_people,
    check_payees,
)
