"""What filed runs before this one gave: the table `earlier`, read and left for the next run."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from benefit_share.distribution import faults
from benefit_share.distribution.case import EarlierAward
from benefit_share.expressions.world import Unknown
from benefit_share.plan import earlier_steps

if TYPE_CHECKING:
    from benefit_share.distribution.case import Case
    from benefit_share.distribution.run import Run
    from benefit_share.expressions.world import Subject
    from benefit_share.findings import Finding

__all__ = ["EarlierIndex", "check_earlier", "earlier_after"]

Sums = dict[tuple[str, str], list[int]]


class EarlierIndex:
    """The rows of the table `earlier`, added up once for the calendar year and for ever."""

    def __init__(self, case: Case) -> None:
        """Add up the rows of *case*."""
        self._of_party: Sums = {}
        self._of_claimant: Sums = {}
        self._in_all: dict[str, list[int]] = {}
        self._collectives = frozenset(
            step.id for step in case.plan.steps if _goes_among_collectives(case, step.among)
        )
        year = case.period.last.year
        for row in case.earlier:
            for sums in (
                self._of_party.setdefault((row.step, row.party or row.claimant), [0, 0]),
                self._of_claimant.setdefault((row.step, row.claimant), [0, 0]),
                self._in_all.setdefault(row.step, [0, 0]),
            ):
                sums[0] += row.amount
                sums[1] += row.amount if row.to.year == year else 0

    def given(self, step: str, subject: Subject, since: str) -> int:
        """Return what *step* gave a subject, in minor units; raise `Unknown`.

        To a household counts all that stood on its statement, to any other claimant what was its
        own, to the scope all; a copy that is no claimant of the step was given nothing one could
        know.
        """
        place = 1 if since == "year" else 0
        if subject.kind == "scope":
            return self._in_all.get(step, (0, 0))[place]
        if subject.kind == "household":
            return self._of_party.get((step, subject.id), (0, 0))[place]
        copy_alone = subject.kind == "collective" and step not in self._collectives
        if copy_alone or subject.kind == "asset":
            raise Unknown(subject.id, f"earlier {step}")
        return self._of_claimant.get((step, subject.id), (0, 0))[place]


def _goes_among_collectives(case: Case, among: str) -> bool:
    register = case.plan.registers.get(among)
    return among == "collectives" or (register is not None and register.holder == "collective")


def check_earlier(case: Case) -> Iterator[Finding]:
    """Say which rows cannot be of a filed run before this one, and what nobody can have given."""
    asked = earlier_steps(case.plan)
    own, steps = case.distribution_id, {step.id for step in case.plan.steps}
    if asked and all(row.from_run == own for row in case.earlier):
        yield faults.EARLIER_NONE.at("earlier", steps=", ".join(asked))
    seen: set[tuple[str, str, str]] = set()
    twice: set[tuple[str, str, str]] = set()
    for row in case.earlier:
        key = (row.from_run, row.step, row.claimant)
        if key in seen:
            twice.add(key)
        seen.add(key)
    for run, step, claimant in sorted(twice):
        yield faults.ROW_TWICE.at("earlier", table="earlier", id=f"{run} {step} {claimant}")
    last = case.period.last
    for run, to in sorted({(row.from_run, row.to) for row in case.earlier}):
        # To a later slice the ones before it are earlier, and they are of this very distribution.
        is_own = run == own or run.startswith(f"{own}.e")
        if is_own and case.slice_number == 1:
            yield faults.EARLIER_OWN.at(f"earlier.{run}", run=run)
        elif to > last:
            yield faults.EARLIER_LATER.at(
                f"earlier.{run}", run=run, to=to.isoformat(), last=last.isoformat()
            )
    for step in sorted({row.step for row in case.earlier} - steps):
        yield faults.EARLIER_STEP.at(f"earlier.{step}", step=step)


def earlier_after(run: Run, asked: Collection[str] | None = None) -> tuple[EarlierAward, ...]:
    """Return the table `earlier` of the next run: what this one was given, and what it gave.

    Args:
        run: the record of the run.
        asked: the steps whose awards are asked for later; those of its own plan if None.

    Returns:
        The rows that came with the case, and one for each claimant of each step whose earlier
        awards the plan asks for; empty where it asks for none.
    """
    if asked is None:
        asked = earlier_steps(run.case.plan)
    if not asked:
        return ()
    given: dict[tuple[str, str, str], int] = {}
    for node in run.nodes:
        if node.division is None or node.step not in asked:
            continue
        division = node.division
        for claimant, party, amount in zip(
            division.claimants, division.parties, division.amounts, strict=True
        ):
            key = (node.step, claimant, party)
            given[key] = given.get(key, 0) + amount
    to = run.case.period.last
    rows = [
        EarlierAward(step, claimant, amount, to, run.distribution_id, party)
        for (step, claimant, party), amount in sorted(given.items())
        if amount
    ]
    before = sorted(run.case.earlier, key=attrgetter("to", "from_run", "step", "claimant"))
    return (*before, *rows)
