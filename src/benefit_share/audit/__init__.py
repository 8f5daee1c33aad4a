"""The audit: checks C01–C28 over a run, its inputs and whatever lists other offices give.

Here live the checks, a file a family, each a pure function from the evidence to an answer: what was
looked at, what was found, or what was missing.
A check never says that it found nothing where it did not look.
What never lives here: anything that changes a run, a second reckoning of what a run has reckoned,
reading of files, and words in any other language.
"""

from __future__ import annotations

import attrs

from benefit_share.audit import money, paying, people, works
from benefit_share.audit.check import Answer, AuditCheck, Evidence, Outcome
from benefit_share.audit.lists import Listed, Lists, Paid, PaymentLine, Recorded
from benefit_share.distribution import Run
from benefit_share.findings import Finding
from benefit_share.values.frozen import FrozenMap

__all__ = [
    "CHECKS",
    "Answer",
    "Audit",
    "AuditCheck",
    "Evidence",
    "Listed",
    "Lists",
    "Outcome",
    "Paid",
    "PaymentLine",
    "Recorded",
    "audit",
]

CHECKS = FrozenMap(
    sorted({**money.CHECKS, **people.CHECKS, **works.CHECKS, **paying.CHECKS}.items())
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


def audit(run: Run, lists: Lists | None = None) -> Audit:
    """Ask every check about a run.

    Args:
        run: the record of the run.
        lists: what else is known; what a check needs and is not given, it says it did not check.

    Returns:
        An answer of each check.
    """
    evidence = Evidence(run, lists or Lists())
    answers = {code: check.ask(evidence) for code, check in CHECKS.items()}
    return Audit(run.distribution_id, FrozenMap(answers))
