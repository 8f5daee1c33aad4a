"""What an audit check is, what it answers, and the things every check may ask of a run."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from benefit_share.audit import lacks
from benefit_share.audit.lists import FILES
from benefit_share.distribution.stage import amount_text
from benefit_share.values import currency

if TYPE_CHECKING:
    from benefit_share.audit.lists import Lists
    from benefit_share.distribution import Case, Run, SlicedRun
    from benefit_share.distribution.run import Division, Node
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Plan, Step
    from benefit_share.waterfall import Payment

__all__ = ["Answer", "AuditCheck", "Evidence", "Outcome", "none_there", "not_checked"]


class Outcome(enum.StrEnum):
    """What a check came to."""

    NOTHING_FOUND = "nothing_found"
    """Something was looked at, and nothing was found in it."""

    FOUND = "found"
    """There is at least one finding."""

    NOT_CHECKED = "not_checked"
    """What it needs was not given, or there is nothing of the kind, and it says which."""


def _all(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(findings)


def _codes(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(codes)


@attrs.frozen
class Answer:
    """What one check says.

    It cannot be made wrong: without anything looked at there is no outcome but `not_checked`, and
    what was not looked at has a reason.

    Attributes:
        looked_at: how many things were compared with something.
        not_comparable: how many more are there and could not be compared.
        findings: what was found.
        lacks: why something was not looked at, all of it or a part; findings of a kind in `lacks`.
        remarks: figures worth reading where nothing is wrong with them.
    """

    looked_at: int = 0
    not_comparable: int = 0
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_all)
    lacks: tuple[Finding, ...] = attrs.field(default=(), converter=_all)
    remarks: tuple[Finding, ...] = attrs.field(default=(), converter=_all)

    def __attrs_post_init__(self) -> None:
        """Refuse silence about what was not looked at."""
        if (self.outcome is Outcome.NOT_CHECKED or self.not_comparable) and not self.lacks:
            message = "a check that did not look at everything says why: give lacks=…"
            raise ValueError(message)

    @property
    def outcome(self) -> Outcome:
        """Whether it looked, and whether it found anything."""
        if self.findings:
            return Outcome.FOUND
        return Outcome.NOTHING_FOUND if self.looked_at else Outcome.NOT_CHECKED


def not_checked(*lacks: Finding) -> Answer:
    """Return the answer of a check that cannot look, and why."""
    return Answer(lacks=lacks)


def none_there(why: str) -> Answer:
    """Return the answer of a check that has nothing to look at, and the sentence that says so."""
    return not_checked(lacks.NOTHING_OF_THE_KIND.at("", why=why))


@attrs.frozen
class Evidence:
    """All that an audit looks at.

    Attributes:
        run: the run, or one slice of it.
        lists: what else was given.
        whole: the run with all its slices; the run itself if None.
    """

    run: Run
    lists: Lists
    whole: SlicedRun | None = None

    @property
    def payments(self) -> tuple[Payment, ...]:
        """What each payee is to get of the whole."""
        return (self.whole or self.run).payments

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

    def lacking(self, name: str) -> Finding:
        """Say why a list is not there."""
        kind = lacks.LIST_FAULTY if name in self.lists.faulty else lacks.LIST_ABSENT
        return kind.at(f"audit.{name}", wanted=FILES[name])

    def carried(self, *codes: str) -> tuple[Finding, ...]:
        """Return what the run itself has found under these codes: found once, told twice."""
        return tuple(one for one in self.run.findings if one.code in codes)

    def parties_paid(self) -> set[str]:
        """Return the parties that are to get money, but for those the plan names."""
        return {one.payee for one in self.payments if one.amount and not one.named}

    def due(self) -> dict[str, int]:
        """Return what each payee is to get, those that the plan names included, in minor units."""
        due: dict[str, int] = {}
        for one in self.payments:
            if one.amount:
                due[one.payee] = due.get(one.payee, 0) + one.amount
        return due


@attrs.frozen
class AuditCheck:
    """One check.

    Attributes:
        code: its number in the list of checks, `C01`.
        name: its name in code, `pool_balance`.
        title: its short name, two or three English words.
        says: what it looks for, one English sentence.
        ask: answers from the evidence.
        needs: the files that must be given; empty: the run is enough.
        refusals: the codes under which a run is refused for what this check looks for.
        claims: whether one of those findings is of this check, where the code does not decide it.
    """

    code: str
    name: str
    title: str
    says: str
    ask: Callable[[Evidence], Answer] = attrs.field(repr=False, eq=False)
    needs: tuple[str, ...] = ()
    refusals: frozenset[str] = attrs.field(default=frozenset(), converter=_codes)
    claims: Callable[[Finding, Plan], bool] = attrs.field(
        default=lambda _finding, _plan: True, repr=False, eq=False
    )
