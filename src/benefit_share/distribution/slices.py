"""Several versions of the rules in a period: a whole calculation for each, one after the other."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import attrs

from benefit_share.distribution import faults
from benefit_share.distribution.carrying import balances_after
from benefit_share.distribution.case import Slice
from benefit_share.distribution.distribute import distribute
from benefit_share.errors import Refused
from benefit_share.findings import errors_of
from benefit_share.plan import check_plan, earlier_steps
from benefit_share.values.frozen import FrozenMap
from benefit_share.waterfall import Totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benefit_share.distribution.case import Case
    from benefit_share.distribution.run import Run
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Plan
    from benefit_share.values import Period

__all__ = ["Part", "SlicedRun", "distribute_slices"]

_ONE = dt.timedelta(days=1)


@attrs.frozen
class Part:
    """Some days of a period, and the version of the rules that holds on them."""

    period: Period
    plan: Plan


@attrs.frozen
class SlicedRun:
    """What `distribute_slices` returns; nothing is netted between its runs.

    Attributes:
        runs: the record of each slice, in order of days.
    """

    runs: tuple[Run, ...]

    @property
    def distribution_id(self) -> str:
        """What people talk about; the same in every slice."""
        return self.runs[0].distribution_id

    @property
    def inputs_digest(self) -> str:
        """SHA-256 over the digests of the slices, and so over all that was read and every plan."""
        told = "\n".join(run.inputs_digest for run in self.runs)
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def totals(self) -> Totals:
        """The conservation of the whole period."""
        every = [run.totals for run in self.runs]
        return Totals(
            income=sum(one.income for one in every),
            opening_held=every[0].opening_held,
            paid=sum(one.paid for one in every),
            closing_held=every[-1].closing_held,
            deferred=sum(one.deferred for one in every),
            released=sum(one.released for one in every),
        )


def distribute_slices(case: Case, parts: Sequence[Part]) -> SlicedRun:
    """Share the income of a period by the version of the rules that holds on each of its days.

    Each slice is a whole calculation with its own dates, and begins with the balances that the
    one before it left. Statements, files and seals tell runs of one version only.

    Args:
        case: everything but the versions; its own plan is not read.
        parts: the days and the version of each slice, in order; they tile the period.

    Raises:
        Refused: with the findings of the slices, or of the first that cannot be carried out.

    """
    findings = [*_tiling(case.period, parts), *_versions(parts)]
    if findings:
        raise Refused(findings)
    if len(parts) == 1:
        return SlicedRun((distribute(attrs.evolve(case, plan=parts[0].plan)),))
    runs: list[Run] = []
    balances = case.balances
    for number, part in enumerate(parts, 1):
        registers = {
            name: rows for name, rows in case.registers.items() if name in part.plan.registers
        }
        one = attrs.evolve(
            case,
            plan=part.plan,
            period=part.period,
            balances=balances,
            registers=FrozenMap(registers),
            slice=Slice(number, case.period),
        )
        runs.append(distribute(one))
        balances = balances_after(runs[-1])
    return SlicedRun(tuple(runs))


def _tiling(period: Period, parts: Sequence[Part]) -> Iterator[Finding]:
    """Say which slices leave a day out, hold one twice or go beyond the period."""
    wanted = period.first
    for number, part in enumerate(parts, 1):
        last, is_last = part.period.last, number == len(parts)
        wrong = last != period.last if is_last else last >= period.last
        if part.period.first != wanted or wrong:
            yield faults.SLICES_TILE.at(
                f"slices[{number - 1}]",
                number=number,
                from_=part.period.first.isoformat(),
                to=last.isoformat(),
                wanted=wanted.isoformat(),
                last=period.last.isoformat(),
            )
        wanted = last + _ONE
    if not parts:
        yield faults.SLICES_NONE.at("slices")


def _versions(parts: Sequence[Part]) -> Iterator[Finding]:
    """Say which plans have faults, are no versions of one plan, or ask what slices cannot tell."""
    for number, part in enumerate(parts, 1):
        path = f"slices[{number - 1}].plan"
        for found in errors_of(check_plan(part.plan)[1]):
            yield attrs.evolve(found, path=f"{path}.{found.path}")
        for what in ("id", "currency", "versions_by"):
            if getattr(part.plan.plan, what) != getattr(parts[0].plan.plan, what):
                yield faults.SLICES_DIFFER.at(path, number=number, what=what)
        if len(parts) > 1 and earlier_steps(part.plan):
            yield faults.SLICES_EARLIER.at(path, number=number)
