"""The head of a case: what `case.yaml` says beside the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.distribution.case import CASE_FORMAT
from benefit_share.files import faults
from benefit_share.files.places import Collector, nearest
from benefit_share.households import Collective
from benefit_share.values import Period, Text, ValueFault
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.files.plan_file import Document
    from benefit_share.plan import Plan

__all__ = ["CaseHead", "Days", "period_of"]

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
        plan: the name of the plan file in the folder.
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
    plan: str = "plan.yaml"
    collectives: tuple[Collective, ...] = ()
    rows: Mapping[str, int] = FrozenMap()


def period_of(
    head: CaseHead, document: Document | None, plan: Plan, found: Collector
) -> Period | None:
    """Return the period of the run; None after saying why there is none.

    Args:
        head: what the case says.
        document: its file, or None if there is none.
        plan: the plan, in whose days the period must lie.
        found: takes what is wrong with the head.
    """
    days = head.period or Days(plan.plan.from_, plan.plan.to)
    where = document.where("period") if document is not None else ""
    try:
        period = Period(days.from_, days.to + _ONE)
    except ValueFault as fault:
        found.refuse(fault, "period", where)
        return None
    if days.from_ < plan.plan.from_ or days.to > plan.plan.to:
        holds = f"{plan.plan.from_.isoformat()} to {plan.plan.to.isoformat()}"
        found.add(faults.PERIOD_OUTSIDE, "period", where, period=str(period), plan=holds)
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
