"""The audit: checks C01–C28 over a run, its inputs and whatever lists other offices give.

Here live the checks, a file a family, each a pure function from the evidence to an answer: what was
looked at, what was found, or what was missing.
A check never says that it found nothing where it did not look.
What never lives here: anything that changes a run, a second reckoning of what a run has reckoned,
reading of files, and words in any other language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from benefit_share.audit import (
    income,
    lacks,
    listed,
    money,
    paying,
    people,
    stages,
    tamper,
    works,
)
from benefit_share.audit.check import Answer, AuditCheck, Evidence, Outcome
from benefit_share.audit.lists import ExcludedKind, Instructed, Listed, Lists, Paid, Recorded
from benefit_share.distribution import SlicedRun, slices_of
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benefit_share.distribution import Run
    from benefit_share.findings import Finding
    from benefit_share.plan import Plan

__all__ = [
    "CHECKS",
    "Answer",
    "Audit",
    "AuditCheck",
    "Evidence",
    "ExcludedKind",
    "Instructed",
    "Listed",
    "Lists",
    "Outcome",
    "Paid",
    "Recorded",
    "audit",
    "refused",
]

_FAMILIES = (money, people, listed, income, works, tamper, stages, paying)

CHECKS: FrozenMap[str, AuditCheck] = FrozenMap(
    sorted((check.code, check) for family in _FAMILIES for check in family.CHECKS)
)
"""Every check by its number, in order."""


@attrs.frozen
class Audit:
    """What every check said of one run.

    Attributes:
        distribution_id: of the run.
        answers: number of the check and its answer, in order.
    """

    distribution_id: str
    answers: FrozenMap[str, Answer]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found, in the order of the checks."""
        return tuple(one for answer in self.answers.values() for one in answer.findings)

    def placed(self, place: Callable[[Finding], Finding], /) -> Audit:
        """Return the same with every finding given its place in the files."""
        placed = {
            code: attrs.evolve(answer, findings=map(place, answer.findings))
            for code, answer in self.answers.items()
        }
        return attrs.evolve(self, answers=FrozenMap(placed))


def audit(run: Run | SlicedRun, lists: Lists | None = None) -> Audit:
    """Ask every check about a run.

    Args:
        run: the record of the run; of several slices each is asked about, and the answers are
            told as one.
        lists: what else is known; what a check needs and is not given, it says it did not check.

    Returns:
        An answer of each check.
    """
    whole = run if isinstance(run, SlicedRun) else None
    asked = [Evidence(one, lists or Lists(), whole) for one in slices_of(run)]
    answers = {
        code: _together([check.ask(evidence) for evidence in asked])
        for code, check in CHECKS.items()
    }
    return Audit(run.distribution_id, FrozenMap(answers))


def _together(answers: Sequence[Answer]) -> Answer:
    """Return the answers about several slices as one; what all say alike is told once."""
    if len(answers) == 1:
        return answers[0]

    def once(every: Iterable[tuple[Finding, ...]]) -> tuple[Finding, ...]:
        return tuple(dict.fromkeys(one for some in every for one in some))

    return Answer(
        looked_at=sum(one.looked_at for one in answers),
        not_comparable=sum(one.not_comparable for one in answers),
        findings=once(one.findings for one in answers),
        lacks=once(one.lacks for one in answers),
        remarks=once(one.remarks for one in answers),
    )


def refused(findings: Iterable[Finding], plan: Plan | None = None) -> Audit:
    """Tell a refusal by the numbers of the checks: there is no run to ask the others about.

    Args:
        findings: with what reading or running was refused.
        plan: the plan, if it could be read; it says what a finding of a register or a check of
            the plan is about.

    Returns:
        The findings under their numbers; every other check says that it did not look.
    """
    found = tuple(findings)
    why = (lacks.REFUSED.at(""),)
    answers = {
        code: Answer(findings=_claimed(check, found, plan), lacks=why)
        for code, check in CHECKS.items()
    }
    return Audit("", FrozenMap(answers))


def _claimed(
    check: AuditCheck, findings: tuple[Finding, ...], plan: Plan | None
) -> tuple[Finding, ...]:
    """Return the findings that a check looks for itself."""
    of_the_code = (one for one in findings if one.code in check.refusals)
    return tuple(one for one in of_the_code if plan is None or check.claims(one, plan))
