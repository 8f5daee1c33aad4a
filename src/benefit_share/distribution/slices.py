"""Several versions of the rules in a period: a whole calculation for each, one after the other."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from benefit_share.distribution import faults
from benefit_share.distribution.carrying import balances_after
from benefit_share.distribution.case import Slice
from benefit_share.distribution.distribute import distribute
from benefit_share.distribution.earlier import earlier_after
from benefit_share.errors import Refused
from benefit_share.findings import errors_of
from benefit_share.plan import check_plan, earlier_steps
from benefit_share.values.frozen import FrozenMap
from benefit_share.waterfall import Payment, Totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benefit_share.distribution.case import Case, EarlierAward, Version
    from benefit_share.distribution.run import Run
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Plan
    from benefit_share.values import Period

__all__ = ["SlicedRun", "distribute_slices", "run_case", "slices_of"]

_ONE = dt.timedelta(days=1)


@attrs.frozen
class SlicedRun:
    """What `distribute_slices` returns; nothing is netted between its runs.

    Attributes:
        case: the values it was made from, with every version of the rules.
        runs: the record of each slice, in order of days.
        earlier: the table `earlier` of the next run.
    """

    case: Case = attrs.field(repr=False)
    runs: tuple[Run, ...]
    earlier: tuple[EarlierAward, ...] = attrs.field(default=(), repr=False)

    @property
    def distribution_id(self) -> str:
        """What people talk about; the same in every slice."""
        return self.runs[0].distribution_id

    @property
    def engine(self) -> str:
        """The version of the library."""
        return self.runs[0].engine

    @property
    def inputs_digest(self) -> str:
        """SHA-256 over the digests of the slices, and so over all that was read and every plan."""
        return _digest(run.inputs_digest for run in self.runs)

    @property
    def plan_digest(self) -> str:
        """SHA-256 over the digests of the plans, one a slice."""
        return _digest(run.plan_digest for run in self.runs)

    @property
    def gross(self) -> int:
        """The income that belongs to the period, in minor units."""
        return self.totals.income

    @cached_property
    def given(self) -> Mapping[str, int]:
        """What each party was awarded in all slices together, by party."""
        total: Counter[str] = Counter()
        for run in self.runs:
            total.update(run.given)
        return FrozenMap(sorted(total.items()))

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """What each payee gets in all slices together."""
        total: Counter[tuple[str, bool]] = Counter()
        for run in self.runs:
            for one in run.payments:
                total[one.payee, one.named] += one.amount
        return tuple(Payment(who, named, sum_) for (who, named), sum_ in total.items())

    @cached_property
    def totals(self) -> Totals:
        """The conservation of the whole period; what one slice kept for another is not in it."""
        every = [run.totals for run in self.runs]
        between = self._between()
        return Totals(
            income=sum(one.income for one in every),
            opening_held=every[0].opening_held,
            paid=sum(one.paid for one in every),
            closing_held=every[-1].closing_held,
            deferred=sum(one.deferred for one in every) - between,
            released=sum(one.released for one in every) - between,
        )

    def _between(self) -> int:
        """Return what slices released of receipts that an earlier slice had kept for them."""
        kept: set[str] = set()
        found = 0
        for run in self.runs:
            found += sum(part.released for id_, part in run.recognised.items() if id_ in kept)
            kept |= {id_ for id_, part in run.recognised.items() if part.deferred}
        return found

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said, each with its slice; none is an error."""
        return tuple(
            one for number, run in enumerate(self.runs, 1) for one in _placed(run.findings, number)
        )


def slices_of(run: Run | SlicedRun) -> tuple[Run, ...]:
    """Return the run of each slice; of a run by one version, itself."""
    return run.runs if isinstance(run, SlicedRun) else (run,)


def _digest(digests: Iterator[str]) -> str:
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def run_case(case: Case) -> Run | SlicedRun:
    """Share the income of a case by its one version of the rules, or by its several.

    Args:
        case: everything that is needed.

    Raises:
        Refused: as `distribute` and `distribute_slices` do.

    """
    return distribute_slices(case) if case.versions else distribute(case)


def distribute_slices(case: Case) -> SlicedRun:
    """Share the income of a period by the version of the rules that holds on each of its days.

    Each slice is a whole calculation with its own dates and record date. It begins with the
    balances that the one before it left, and knows what that gave. Of registers, decisions and
    points entries it sees what its own version has names for.

    Args:
        case: everything that is needed; its `versions` tile its period in order.

    Raises:
        Refused: with the findings of the slices, or of the first that cannot be carried out.

    """
    versions = case.versions
    findings = [*_tiling(case.period, versions), *_alike(versions)]
    if findings:
        raise Refused(findings)
    asked = frozenset[str]().union(*(earlier_steps(one.plan) for one in versions))
    if len(versions) == 1:
        run = distribute(attrs.evolve(case, plan=versions[0].plan, versions=()))
        return SlicedRun(case, (run,), earlier_after(run, asked))
    runs: list[Run] = []
    balances, earlier = case.balances, case.earlier
    for number, version in enumerate(versions, 1):
        one = attrs.evolve(
            _seen_by(case, version, earlier),
            balances=balances,
            slice=Slice(number, case.period),
        )
        try:
            run = distribute(one)
        except Refused as refused:
            raise Refused(_placed(refused.findings, number)) from None
        runs.append(run)
        balances = balances_after(run)
        told = earlier_after(attrs.evolve(run, case=attrs.evolve(one, earlier=())), asked)
        earlier = (*earlier, *told)
    return SlicedRun(case, tuple(runs), earlier if asked else ())


def _seen_by(case: Case, version: Version, earlier: tuple[EarlierAward, ...]) -> Case:
    """Return the case of a slice, without the rows that only another version has names for.

    A name that no version knows stays, and is found to be wrong.
    """
    own = _names(version.plan)
    every = [_names(one.plan) for one in case.versions]
    foreign = {kind: frozenset().union(*(one[kind] for one in every)) - own[kind] for kind in own}
    return attrs.evolve(
        case,
        plan=version.plan,
        period=version.period,
        versions=(),
        points=tuple(row for row in case.points if row.item not in foreign["item"]),
        decisions=tuple(row for row in case.decisions if row.figure not in foreign["figure"]),
        earlier=tuple(row for row in earlier if row.step not in foreign["step"]),
        registers=FrozenMap(
            {name: rows for name, rows in case.registers.items() if name not in foreign["register"]}
        ),
    )


def _names(plan: Plan) -> Mapping[str, frozenset[str]]:
    """Return what rows of a case may name of a plan, by kind."""
    items = plan.points.items if plan.points else ()
    return {
        "item": frozenset(item.id for item in items),
        "figure": frozenset(figure.id for figure in plan.figures),
        "step": frozenset(step.id for step in plan.steps),
        "register": frozenset(plan.registers),
    }


def _placed(findings: Sequence[Finding], number: int) -> Iterator[Finding]:
    """Say in which slice."""
    for one in findings:
        yield attrs.evolve(one, path=f"slices[{number - 1}].{one.path}")


def _tiling(period: Period, versions: Sequence[Version]) -> Iterator[Finding]:
    """Say which slices leave a day out, hold one twice or go beyond the period."""
    wanted = period.first
    for number, version in enumerate(versions, 1):
        last, is_last = version.period.last, number == len(versions)
        wrong = last != period.last if is_last else last >= period.last
        if version.period.first != wanted or wrong:
            yield faults.SLICES_TILE.at(
                f"slices[{number - 1}]",
                number=number,
                from_=version.period.first.isoformat(),
                to=last.isoformat(),
                wanted=wanted.isoformat(),
                last=period.last.isoformat(),
            )
        wanted = last + _ONE
    if not versions:
        yield faults.SLICES_NONE.at("slices")


def _alike(versions: Sequence[Version]) -> Iterator[Finding]:
    """Say which plans have faults, or are no versions of one plan."""
    for number, version in enumerate(versions, 1):
        path = f"slices[{number - 1}].plan"
        for found in errors_of(check_plan(version.plan)[1]):
            yield attrs.evolve(found, path=f"{path}.{found.path}")
        for what in ("id", "currency", "versions_by"):
            if getattr(version.plan.plan, what) != getattr(versions[0].plan.plan, what):
                yield faults.SLICES_DIFFER.at(path, number=number, what=what)
