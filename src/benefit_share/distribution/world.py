"""The case as quantities and conditions see it, with the money of the run so far."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Self

from benefit_share.assets import due_in, received_in
from benefit_share.distribution.belonging import Belonging
from benefit_share.distribution.changes import Changes
from benefit_share.distribution.copies import concerns, key_of
from benefit_share.distribution.earlier import EarlierIndex
from benefit_share.expressions.units import SYMBOLS
from benefit_share.expressions.world import Subject, Unknown
from benefit_share.households import FactIndex, Roster, roster
from benefit_share.values import (
    age_on,
    days,
    months_complete,
    months_day_15,
    months_in,
    months_started,
)
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    import datetime as dt

    from benefit_share.assets import Asset, Expense, Income, Ownership, Part
    from benefit_share.distribution.case import Case, RegisterRow
    from benefit_share.households import Household, Member
    from benefit_share.points import PointsSheet
    from benefit_share.waterfall import Ledger

__all__ = ["CaseWorld"]

Columns = dict[str, Fraction | int | str]

_MONTHS = FrozenMap(
    {"started": months_started, "complete": months_complete, "day_15": months_day_15}
)


class CaseWorld:
    """A view of a case on one day; `on` gives the same view on another day."""

    def __init__(self, case: Case, ledger: Ledger, sheet: PointsSheet | None = None) -> None:
        """Index *case* once."""
        self.case = case
        self.ledger = ledger
        self.sheet = sheet
        self.belonging = Belonging(case)
        self._earlier = EarlierIndex(case)
        self.day: dt.date = case.record_date
        self.given_by_step: dict[str, dict[str, int]] = {}
        self.claimants_of: dict[str, set[str]] = {}
        self.used: dict[tuple[str, str], int] = {}
        self._facts = FactIndex(case.facts, case.known_on)
        self._rosters: dict[dt.date, Roster] = {}
        self._roster: Roster | None = None
        self._subjects: dict[tuple[dt.date, str], list[Subject]] = {}
        self._texts: dict[tuple[dt.date, str], Mapping[str, str]] = {}
        self._changes: list[Changes] = []
        self._collectives = frozenset(case.scope)
        self._assets: dict[str, Asset] = {asset.id: asset for asset in case.assets}
        self._capital: dict[str, int] = {}
        for funding in case.funding:
            self._capital[funding.asset] = self._capital.get(funding.asset, 0) + funding.amount
        self._decided = {(row.figure, row.of): row.amount for row in case.decisions}
        self._per = {name: pool.per for name, pool in case.plan.pools.items()} | {
            "award": "claimant"
        }
        self._left: Mapping[tuple[str, str], int] = FrozenMap()
        self._pool_of = {step.id: step.from_ for step in case.plan.steps}
        self._account_of = {name: entry.of for name, entry in case.plan.accounts.items()}

    # ---- who there is

    def on(self, day: dt.date) -> Self:
        """Return the same world looked at on another day."""
        if day == self.day:
            return self
        other = copy.copy(self)
        other.day = day
        other._roster = None  # noqa: SLF001  (the copy is of this class)
        return other

    @property
    def roster(self) -> Roster:
        """The roster of the day."""
        if self._roster is None:
            found = self._rosters.get(self.day)
            if found is None:
                found = roster(self.case.households, self.case.members, self.day)
                self._rosters[self.day] = found
            self._roster = found
        return self._roster

    def household(self, row: Household) -> Subject:
        """Return a household as a subject."""
        return Subject("household", row.id, row.id, row.collective, span=row.span)

    def person(self, row: Member) -> Subject:
        """Return a member as a subject."""
        home = self.roster.households[row.household]
        return Subject("person", row.id, row.household, home.collective, span=row.span)

    def party(self, party: str) -> Subject:
        """Return a party as a subject: what it is follows from the tables it stands in."""
        row = self.roster.households.get(party)
        if row is not None:
            return self.household(row)
        home = self.roster.home.get(party)
        if home is not None:
            member = next(one for one in self.roster.members[home] if one.id == party)
            return self.person(member)
        if party in self._collectives:
            return Subject("collective", party, collective=party)
        return Subject("body", party)

    def members(self, subject: Subject) -> Sequence[Subject]:
        """Return the members on the day: of the subject's household, or of all in its village."""
        if not subject.household and subject.kind in {"collective", "scope"}:
            return self.persons(subject)
        return [self.person(row) for row in self.roster.members.get(subject.household, ())]

    def size(self, subject: Subject) -> int:
        """Return how many members the subject's household has on the day; raise `Unknown`."""
        if subject.household not in self.roster.households:
            raise Unknown(subject.id or "scope", "household.size")
        return len(self.roster.members.get(subject.household, ()))

    def households(self, subject: Subject) -> Sequence[Subject]:
        """Return the households of a collective, or of the scope, on the day."""
        key = (self.day, subject.collective)
        found = self._subjects.get(key)
        if found is None:
            found = [
                self.household(row)
                for row in self.roster.households.values()
                if row.collective in self._collectives
                and (not subject.collective or row.collective == subject.collective)
            ]
            self._subjects[key] = found
        return found

    def persons(self, subject: Subject) -> Sequence[Subject]:
        """Return the members of all those households."""
        return [
            person for household in self.households(subject) for person in self.members(household)
        ]

    def related(self, subject: Subject, kind: str) -> Subject | None:
        """Return the household, collective, asset or person that *subject* belongs to, or is."""
        if kind == subject.kind:
            return subject
        if kind == "household" and subject.household:
            row = self.roster.households.get(subject.household)
            return self.household(row) if row else None
        if kind == "collective" and subject.collective:
            return Subject("collective", subject.collective, collective=subject.collective)
        if kind == "asset" and subject.asset:
            return Subject("asset", subject.asset, asset=subject.asset)
        if kind == "person" and subject.id in self.roster.home:
            return self.party(subject.id)
        return None

    # ---- what is true of them

    def fact(self, subject: str, fact: str) -> str:
        """Return the text of a fact on the day; raise `Unknown`."""
        row = self._facts.on(subject, fact, self.day)
        if row is None:
            raise Unknown(subject, fact)
        return row.value

    def texts(self, fact: str) -> Mapping[str, str]:
        """Return the text of a fact on the day for everybody of whom it is known, by id."""
        key = (self.day, fact)
        found = self._texts.get(key)
        if found is None:
            found = self._texts[key] = self._facts.texts(fact, self.day)
        return found

    @property
    def facts(self) -> FactIndex:
        """The facts as known."""
        return self._facts

    def turning_days(self, subject: Subject) -> Sequence[dt.date]:
        """Return the first day of the period and every day on which something changes in it."""
        if not self._changes:
            self._changes.append(Changes(self.case, self._facts))
        return self._changes[0].days(subject)

    def age(self, subject: Subject) -> int:
        """Return the age of a person on the day, in whole years; raise `Unknown`."""
        home = self.roster.members.get(subject.household, ())
        born = next((row.born_on for row in home if row.id == subject.id), None)
        if born is None:
            raise Unknown(subject.id, "age")
        return age_on(born, self.day)

    def present(self, subject: Subject, unit: str, count: str) -> Fraction:
        """Return the part of the period in which *subject*, or its row, was there."""
        period = self.case.period
        if unit == "days":
            overlap = subject.span.overlap(period)
            return Fraction(days(overlap) if overlap else 0, days(period))
        return Fraction(_MONTHS[count](subject.span, period), months_in(period))

    # ---- registers

    def rows(self, register: str, subject: Subject) -> Sequence[Subject]:
        """Return the rows of a register that concern *subject*, as subjects."""
        return [row for row in self.register(register) if concerns(row, subject)]

    def register(self, register: str) -> Sequence[Subject]:
        """Return every row of a register that holds in the period (or on the day)."""
        if register == "expenses":
            paid = ((row, self.belonging.expense(row)) for row in self.case.expenses)
            return [self._money_row(row, part) for row, part in paid if part is not None]
        if register == "income":
            came = ((row, self.belonging.income(row)) for row in self.case.income)
            return [self._money_row(row, part) for row, part in came if part is not None]
        if register == "ownership":
            return [self._owner(row) for row in self.case.ownership if row.span.contains(self.day)]
        known, period = self.case.known_on, self.case.period
        return [
            self.row(register, row)
            for row in self.case.registers.get(register, ())
            if row.span.overlap(period) is not None
            and (known is None or row.recorded_on is None or row.recorded_on <= known)
        ]

    def row(self, register: str, row: RegisterRow) -> Subject:
        """Return a register row as a subject: its holder, with the columns of the row."""
        holder = self.party(row.holder)
        return Subject(
            holder.kind,
            row.holder,
            holder.household,
            row.listed_by or holder.collective,
            row.about,
            row.span,
            {**row.columns, "id": row.id, "register": register},
        )

    def _owner(self, row: Ownership) -> Subject:
        holder = self.party(row.owner)
        columns: Columns = {
            "quantity": row.quantity,
            "unit": row.unit,
            "id": f"{row.asset}.{row.owner}",
        }
        return Subject(
            holder.kind,
            row.owner,
            holder.household,
            holder.collective,
            row.asset,
            row.span,
            columns,
        )

    def _now(self, day: dt.date) -> bool:
        """Whether a day lies in the period and is known of."""
        return self.case.period.contains(day) and day <= (self.case.known_on or day)

    def _money_row(self, row: Income | Expense, part: Part) -> Subject:
        columns: Columns = {"amount": part.recognised, "kind": row.kind, "id": row.id}
        owner = self.owner(row.asset)
        return Subject("asset", row.asset, collective=owner, asset=row.asset, row=columns)

    def owner(self, asset: str) -> str:
        """Return the only collective of the scope that owns an asset, or empty."""
        owners = {
            row.owner
            for row in self.case.ownership
            if row.asset == asset and row.span.contains(self.day)
        }
        if not owners and len(self.case.scope) == 1:
            return self.case.scope[0]
        return owners.pop() if len(owners) == 1 and owners <= self._collectives else ""

    # ---- assets

    def asset(self, subject: Subject, column: str) -> Fraction | int | str:
        """Return a column of the asset of *subject*; raise `Unknown`."""
        found = self._assets.get(subject.asset)
        if found is None:
            raise Unknown(subject.id, f"asset.{column}")
        if column == "capital":
            return self._capital.get(found.id, 0)
        if column == "due":
            rows = [row for row in self.case.contracts if row.asset == found.id]
            return sum((due_in(row, found, self.case.period) for row in rows), Fraction(0))
        if column == "received":
            known = [row for row in self.case.income if self._now(row.received_on)]
            return received_in(known, found.id, self.case.period)
        if column in {"kind", "id"}:
            return found.kind if column == "kind" else found.id
        if found.capacity is None or SYMBOLS.get(found.capacity_unit) != SYMBOLS.get(column):
            raise Unknown(found.id, f"asset.{column}")
        return found.capacity

    # ---- money so far

    def figure(self, figure: str, subject: Subject) -> Fraction | int:
        """Return a decided figure of the subject's collective, or of the scope."""
        for of in (subject.collective, ""):
            if (figure, of) in self._decided:
                return self._decided[figure, of]
        raise Unknown(subject.collective or "scope", figure)

    def copy_of(self, pool: str, subject: Subject) -> str:
        """Return the copy of *pool* that *subject* sees."""
        return key_of(self._per[pool], subject)

    def pool_fed(self, pool: str, subject: Subject) -> int:
        """Return all that was fed into the pool's copy of *subject*; raise `Unknown`."""
        key = self._copy_seen(self._per[pool], subject, pool)
        keys = self.ledger.copies(pool) if key is None else (key,)
        return sum(self.ledger.fed(pool, one) for one in keys)

    def pool_left(self, pool: str, subject: Subject) -> int:
        """Return what is left in the pool's copy of *subject* now; raise `Unknown`."""
        key = self._copy_seen(self._per[pool], subject, "remaining")
        keys = self.ledger.copies(pool) if key is None else (key,)
        return sum(self._left.get((pool, one), self.ledger.left(pool, one)) for one in keys)

    def _copy_seen(self, per: str, subject: Subject, name: str) -> str | None:
        """Return the copy that *subject* sees, or None for all, which the whole scope sees.

        A subject that belongs to no copy is a fault and never a sum of 0.
        """
        key = key_of(per, subject)
        if key or per == "scope":
            return key
        if subject.kind == "scope":
            return None
        raise Unknown(subject.id, name)

    def just_before(self, pool: str, key: str, left: int) -> Self:
        """Return the same world as a step saw it that found *left* in its copy of a pool."""
        other = copy.copy(self)
        other._left = FrozenMap({(pool, key): left})  # noqa: SLF001  (the copy is of this class)
        return other

    def step_used(self, step: str, subject: Subject) -> int:
        """Return what a step used in the copy of *subject*, or in all copies for the scope."""
        key = self._copy_seen(self._per[self._pool_of[step]], subject, step)
        if key is None:
            return sum(used for (one, _), used in self.used.items() if one == step)
        return self.used.get((step, key), 0)

    def given(self, step: str, party: str) -> int:
        """Return what a step gave one party."""
        return self.given_by_step.get(step, {}).get(party, 0)

    def earlier(self, step: str, subject: Subject, since: str) -> int:
        """Return what filed runs gave the subject in a step; raise `Unknown`."""
        return self._earlier.given(step, subject, since)

    def in_step(self, step: str, subject: Subject) -> bool:
        """Return whether the party, or somebody of the household asked, has a claim in a step."""
        claimants = self.claimants_of.get(step, set())
        if subject.id in claimants or subject.household in claimants:
            return True
        return subject.kind == "household" and subject.id in self.given_by_step.get(step, {})

    def points(self, subject: Subject, column: str) -> Fraction | int:
        """Return a column of the points sheet for the subject's household; raise `Unknown`."""
        party = subject.household or subject.id
        if self.sheet is None or party not in self.sheet.totals:
            raise Unknown(party, f"points.{column}")
        if column == "total":
            return self.sheet.totals[party]
        return self.sheet.item_totals(party).get(column, 0)

    def account(self, account: str, subject: Subject, column: str) -> int:
        """Return a column of an account at the opening; of all its balances for the scope."""
        key = self._copy_seen(self._account_of[account], subject, f"account.{account}")
        return self.ledger.column(account, key, column)
