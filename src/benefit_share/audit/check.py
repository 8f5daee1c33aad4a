"""What an audit check is, what it answers, and the things every check may ask of a run."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from benefit_share.distribution.stage import amount_text
from benefit_share.values import currency

if TYPE_CHECKING:
    from benefit_share.audit.lists import Lists
    from benefit_share.distribution import Case, Run
    from benefit_share.distribution.run import Division, Node
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Step

__all__ = ["Answer", "AuditCheck", "Evidence", "Outcome", "found", "not_checked"]


class Outcome(enum.StrEnum):
    """What a check came to."""

    NOTHING_FOUND = "nothing_found"
    """Something was looked at, and nothing was found in it."""

    FOUND = "found"
    """There is at least one finding."""

    NOT_CHECKED = "not_checked"
    """What it needs was not given, or there is nothing of the kind: it says nothing."""


@attrs.frozen
class Answer:
    """What one check says.

    Attributes:
        outcome: whether it looked, and whether it found anything.
        looked_at: how many things it looked at.
        missing: what was not given, in words of the tables or of the plan; beside something
            that was looked at, the part of the check that was left out for want of it.
        findings: what it found.
    """

    outcome: Outcome
    looked_at: int = 0
    missing: str = ""
    findings: tuple[Finding, ...] = ()


def not_checked(missing: str) -> Answer:
    """Return the answer of a check that cannot look, for want of *missing*."""
    return Answer(Outcome.NOT_CHECKED, missing=missing)


def found(looked_at: int, findings: Iterable[Finding], missing: str = "") -> Answer:
    """Return the answer of a check that looked at so many things and found this.

    Args:
        looked_at: how many things.
        findings: what was found.
        missing: what it could not look at besides.
    """
    all_ = tuple(findings)
    return Answer(Outcome.FOUND if all_ else Outcome.NOTHING_FOUND, looked_at, missing, all_)


@attrs.frozen
class Evidence:
    """All that an audit looks at.

    Attributes:
        run: the run.
        lists: what else was given.
    """

    run: Run
    lists: Lists

    @property
    def case(self) -> Case:
        """The inputs of the run."""
        return self.run.case

    def money(self, minor: int) -> str:
        """Return an amount for a message."""
        return amount_text(minor, currency(self.case.plan.plan.currency).exponent)

    def step(self, id_: str) -> Step:
        """Return a step of the plan."""
        return next(step for step in self.case.plan.steps if step.id == id_)

    def divisions(self) -> Iterator[tuple[Node, Division]]:
        """Yield every node that divided something among claimants."""
        for node in self.run.nodes:
            if node.division is not None:
                yield node, node.division

    def carried(self, *codes: str) -> tuple[Finding, ...]:
        """Return what the run itself has found under these codes: found once, told twice."""
        return tuple(one for one in self.run.findings if one.code in codes)

    def paid_parties(self) -> dict[str, int]:
        """Return what each payee is to get, those that the plan names included, in minor units."""
        due: dict[str, int] = {}
        for one in self.run.payments:
            if one.amount:
                due[one.payee] = due.get(one.payee, 0) + one.amount
        return due


@attrs.frozen
class AuditCheck:
    """One check.

    Attributes:
        code: its number in the list of checks, `C01`.
        name: its name in code, `pool_balance`.
        says: what it looks for, one English sentence.
        needs: what must be given, in words of the tables; empty: the run is enough.
        ask: answers from the evidence.
    """

    code: str
    name: str
    says: str
    needs: str
    ask: Callable[[Evidence], Answer] = attrs.field(repr=False, eq=False)
