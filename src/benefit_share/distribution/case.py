"""Everything that one run needs, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from benefit_share.assets import Asset, Contract, Expense, Funding, Income, Ownership
from benefit_share.households import Collective, FactRow, Household, Member, Payee
from benefit_share.plan.model import Plan
from benefit_share.points import Entry
from benefit_share.values import ALWAYS, Period, Span, Text
from benefit_share.values.frozen import FrozenMap

__all__ = [
    "CASE_FORMAT",
    "Balance",
    "Case",
    "Decision",
    "EarlierAward",
    "RegisterRow",
    "Slice",
    "Version",
]

CASE_FORMAT: Final = "benefit-share/case/1"

_PARTS_OF_A_YEAR: Final[Mapping[int, str]] = FrozenMap({12: "", 6: "h{}", 3: "q{}", 1: "{:02d}"})
"""How a part of a year is written in an id, by its months."""


def _columns(value: Mapping[str, Fraction | int | str]) -> FrozenMap[str, Fraction | int | str]:
    return FrozenMap(value)


def _registers(
    value: Mapping[str, tuple[RegisterRow, ...]],
) -> FrozenMap[str, tuple[RegisterRow, ...]]:
    return FrozenMap(value)


@attrs.frozen
class Balance:
    """The state of an account before the run, in minor units.

    Attributes:
        account: id of the account in the plan.
        kind: `held`, `owed` or `receivable`.
        holder: whose balance; empty for the scope.
        put_in: all that was ever put in.
        taken_out: all that was ever taken out.
        from_run: the run that left it, or empty.
    """

    account: str
    kind: str
    holder: str
    put_in: int
    taken_out: int
    from_run: str = ""


@attrs.frozen
class Decision:
    """A figure that a meeting decided.

    Attributes:
        figure: id of the figure in the plan.
        of: the collective that decided, or empty for the scope.
        amount: the number in the engine's unit of the figure (minor units for money).
        minute: the minute of the meeting.
    """

    figure: str
    of: str
    amount: Fraction | int
    minute: str = ""


@attrs.frozen
class EarlierAward:
    """What a step of a filed run before this one gave one claimant.

    Attributes:
        step: id of the step.
        claimant: id of the party that owned the claims.
        amount: minor units, all claims of the step together; negative where a correction took back.
        to: the last day of the period of that run.
        from_run: the run that gave it.
        party: id of the party on whose statement it stood; empty: the claimant's own.
    """

    step: str
    claimant: str
    amount: int
    to: dt.date
    from_run: str
    party: str = ""


@attrs.frozen
class RegisterRow:
    """One row of a register of the plan.

    Attributes:
        id: identifier of the row, unique in its register.
        holder: id of the party that holds it.
        columns: the columns of the register: numbers in the engine's units, or words.
        about: id of the asset it is about, or empty.
        listed_by: id of the collective that lists it, or empty.
        span: the days on which it holds.
        recorded_on: the day on which it became known, or None.
        evidence: where it is proved, or empty.
    """

    id: str
    holder: str
    columns: Mapping[str, Fraction | int | str] = attrs.field(factory=FrozenMap, converter=_columns)
    about: str = ""
    listed_by: str = ""
    span: Span = ALWAYS
    recorded_on: dt.date | None = None
    evidence: str = ""


@attrs.frozen
class Version:
    """Some days of a period, and the version of the rules that holds on them.

    Attributes:
        period: the days.
        plan: the rules.
    """

    period: Period
    plan: Plan


@attrs.frozen
class Slice:
    """Which part of a longer period a case is, when several versions of the rules share it.

    Attributes:
        number: its place among the slices, from 1.
        whole: the period that the slices tile.
    """

    number: int
    whole: Period


@attrs.frozen
class Case:
    """All that one run needs; the same set of values gives the same run.

    Attributes:
        plan: the version of the rules; of several, the last.
        period: the period whose income is shared.
        scope: ids of the collectives, in order; together they are the scope.
        collectives: the rows of the collectives.
        known_on: what was recorded later is left out; None: everything is known.
        kind: `regular` or `supplementary`.
        title: what the distribution is called, or None.
        synthetic: which part of the data is made up, said on every page; None: nothing is.
        assets: what earns.
        ownership: who owns it.
        funding: who paid for it.
        contracts: who has promised what.
        income: what came.
        expenses: what was paid for it.
        balances: accounts before the run.
        earlier: what filed runs before this one gave.
        households: who lives there.
        members: the persons in them.
        facts: what is true of them.
        points: the entries of the points ledger.
        decisions: figures decided by meetings.
        registers: the rows of the registers of the plan.
        payees: where the money goes.
        versions: the versions of the rules in order of days, where they change inside the period;
            they tile it. Empty: *plan* holds on all days.
        slice: which part of a longer period this is; None: the whole of it.
    """

    plan: Plan
    period: Period
    scope: tuple[str, ...]
    collectives: tuple[Collective, ...]
    known_on: dt.date | None = None
    kind: str = "regular"
    title: Text | None = None
    synthetic: Text | None = None
    assets: tuple[Asset, ...] = ()
    ownership: tuple[Ownership, ...] = ()
    funding: tuple[Funding, ...] = ()
    contracts: tuple[Contract, ...] = ()
    income: tuple[Income, ...] = ()
    expenses: tuple[Expense, ...] = ()
    balances: tuple[Balance, ...] = ()
    earlier: tuple[EarlierAward, ...] = ()
    households: tuple[Household, ...] = ()
    members: tuple[Member, ...] = ()
    facts: tuple[FactRow, ...] = ()
    points: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    registers: Mapping[str, tuple[RegisterRow, ...]] = attrs.field(
        factory=FrozenMap, converter=_registers
    )
    payees: tuple[Payee, ...] = attrs.field(default=(), repr=False)
    versions: tuple[Version, ...] = ()
    slice: Slice | None = None

    @property
    def record_date(self) -> dt.date:
        """The day on which the roster is looked at."""
        return self.plan.basis.roster or self.period.last

    @property
    def slice_number(self) -> int:
        """The place of the slice, from 1; a case that is not cut is the first and only one."""
        return self.slice.number if self.slice else 1

    @property
    def distribution_id(self) -> str:
        """What people talk about: plan, scope, period and kind; derived, never typed."""
        return f"{self.plan.plan.id}.{self.scope_id}.{self.period_id}.{self.kind}"

    @property
    def scope_id(self) -> str:
        """The one collective of the scope, or how many there are."""
        return self.scope[0] if len(self.scope) == 1 else f"all{len(self.scope)}"

    @property
    def period_id(self) -> str:
        """The year or a part of it (`2020`, `2020h1`, `2020q4`, `202010`), or both days.

        Short, because the id of a distribution goes into payment references.
        """
        period = self.slice.whole if self.slice else self.period
        first, last = period.first, period.last
        months = last.month - first.month + 1
        whole = first.day == 1 and (last + dt.timedelta(days=1)).day == 1
        whole = whole and first.year == last.year and months in _PARTS_OF_A_YEAR
        if not whole or (first.month - 1) % months:
            return f"{first:%Y%m%d}-{last:%Y%m%d}"
        place = (first.month - 1) // months + 1
        return f"{first.year}{_PARTS_OF_A_YEAR[months].format(place)}"
