"""The head of a case: what `case.yaml` says beside the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.distribution.case import CASE_FORMAT
from benefit_share.files import faults
from benefit_share.files.places import Collector, nearest
from benefit_share.households import Collective
from benefit_share.values import Period, Text, ValueFault
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.files.plans.reading import Document
    from benefit_share.plan import Plan

__all__ = ["CaseHead", "Days", "SliceHead", "periods_of", "whole_of"]

KINDS: Final = ("regular", "supplementary")

_ONE: Final = dt.timedelta(days=1)


@attrs.frozen
class Days:
    """A first and a last day.

    Attributes:
        from_: first day.
        to: last day, included.
    """

    from_: dt.date
    to: dt.date


@attrs.frozen
class SliceHead:
    """The days on which one version of the rules holds, and its file.

    Attributes:
        from_: first day.
        to: last day, included.
        plan: the name of the plan file in the folder.
    """

    from_: dt.date
    to: dt.date
    plan: str


@attrs.frozen
class CaseHead:
    """What a case says beside its tables.

    Attributes:
        format: the name and number of this file format.
        title: what the distribution is called.
        synthetic: which part of the data is made up.
        period: the period whose income is shared; that of the plan if not given.
        scope: ids of the collectives, in order; all of them if not given.
        known_on: what was recorded later is left out.
        kind: `regular` or `supplementary`.
        plan: the name of the plan file in the folder; plan.yaml if not given.
        slices: where the rules change inside the period, each version with its days, in order.
        collectives: the collectives, where there is no table of them.
        rows: name of a table and how many rows the filed one has; another number is refused.
    """

    format: str = CASE_FORMAT
    title: Text | None = None
    synthetic: Text | None = None
    period: Days | None = None
    scope: tuple[str, ...] = ()
    known_on: dt.date | None = None
    kind: str = "regular"
    plan: str = ""
    slices: tuple[SliceHead, ...] = ()
    collectives: tuple[Collective, ...] = ()
    rows: Mapping[str, int] = FrozenMap()

    @property
    def plan_files(self) -> tuple[str, ...]:
        """The plan file of each slice; of a case that is not cut, the one."""
        return tuple(one.plan for one in self.slices) or (self.plan or "plan.yaml",)


def periods_of(
    head: CaseHead, document: Document | None, plans: Sequence[Plan], found: Collector
) -> tuple[Period, ...]:
    """Return the days of each plan; none after saying why not.

    Args:
        head: what the case says.
        document: its file, or None if there is none.
        plans: the plans, in whose days each period must lie.
        found: takes what is wrong with the head.
    """
    if not head.slices:
        days = head.period or Days(plans[0].plan.from_, plans[0].plan.to)
        period = _period(days, "period", document, plans[0], found)
        return () if period is None else (period,)
    periods = [
        _period(Days(one.from_, one.to), f"slices[{number}]", document, plan, found)
        for number, (one, plan) in enumerate(zip(head.slices, plans, strict=True))
    ]
    good = tuple(one for one in periods if one is not None)
    return good if len(good) == len(periods) else ()


def whole_of(
    head: CaseHead, document: Document | None, periods: Sequence[Period], found: Collector
) -> Period | None:
    """Return the period that slices are to tile: the one given, else all their days."""
    if len(periods) == 1:
        return periods[0]
    days = head.period or Days(periods[0].first, periods[-1].last)
    try:
        return Period(days.from_, days.to + _ONE)
    except ValueFault as fault:
        path = "period" if head.period else "slices"
        found.refuse(fault, path, document.where(path) if document is not None else "")
        return None


def _period(
    days: Days, path: str, document: Document | None, plan: Plan, found: Collector
) -> Period | None:
    """Return days as a period inside those of a plan; None after saying why not."""
    where = document.where(path) if document is not None else ""
    try:
        period = Period(days.from_, days.to + _ONE)
    except ValueFault as fault:
        found.refuse(fault, path, where)
        return None
    if days.from_ < plan.plan.from_ or days.to > plan.plan.to:
        holds = f"{plan.plan.from_.isoformat()} to {plan.plan.to.isoformat()}"
        found.add(faults.PERIOD_OUTSIDE, path, where, period=str(period), plan=holds)
        return None
    return period


def check_kind(head: CaseHead, place: str, found: Collector) -> None:
    """Say when the kind is none of the two."""
    if head.kind not in KINDS:
        accepted = ", ".join(KINDS)
        found.add(faults.NOT_WORD, "kind", place, text=head.kind[:40], accepted=accepted)


def check_scope(head: CaseHead, known: list[str], place: str, found: Collector) -> None:
    """Say which collectives of the scope there are not."""
    for index, one in enumerate(head.scope):
        if one not in known:
            found.add(
                faults.UNKNOWN_REFERENCE,
                f"scope[{index}]",
                place,
                id=one[:40],
                table="collectives",
                nearest=nearest(one, sorted(known)),
            )
