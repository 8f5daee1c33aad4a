"""Which findings of a run stand on which page: a party reads what touches it, the public counts.

What is said of one household is on its own statement and in the private findings, and never on the
page that hangs on the wall; what is said of the plan is on the summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from benefit_share.distribution import faults
from benefit_share.findings import Finding, Severity

if TYPE_CHECKING:
    from benefit_share.distribution import Run
    from benefit_share.plan.model import Check

__all__ = ["public_findings", "warnings_for"]

_OF_PARTIES = frozenset({faults.PARTY_WARNS.code, faults.PARTY_FAILED.code})


def warnings_for(run: Run, own: Collection[str], collective: str) -> tuple[Finding, ...]:
    """Return the warnings that touch a party: its own, its village's, those of the whole run.

    Args:
        run: the record of the run.
        own: ids of the party and of its members.
        collective: id of its collective.

    """
    return tuple(
        one
        for one in run.findings
        if one.severity is Severity.WARNING and _touches(run, one, own, collective)
    )


def _touches(run: Run, finding: Finding, own: Collection[str], collective: str) -> bool:
    said = dict(finding.params)
    if finding.code in _OF_PARTIES:
        return said["party"] in own
    if finding.code == faults.CHECK_WARNS.code:
        per = _check(run, finding).per
        return per != "collective" or said["copy"] == f" ({collective})"
    if finding.code.startswith("points."):
        return _whose(run, finding) in own
    return finding.code.startswith("run.")


def _whose(run: Run, finding: Finding) -> str:
    """Return the subject of the entry of points that a finding is about, or nothing."""
    subjects = run.seen.keep("subjects", lambda: {one.id: one.subject for one in run.case.points})
    entry = finding.path.partition("[")[2].removesuffix("]")
    return subjects.get(entry, "")


def _check(run: Run, finding: Finding) -> Check:
    named = dict(finding.params)["check"]
    return next(check for check in run.case.plan.checks if check.id == named)


def public_findings(run: Run) -> tuple[Finding, ...]:
    """Return the findings for everybody: those about single parties are only counted."""
    of_parties = [one for one in run.findings if one.code in _OF_PARTIES]
    return (
        *(one for one in run.findings if one.code not in _OF_PARTIES),
        *_counted(run, of_parties),
    )


def _counted(run: Run, findings: Iterable[Finding]) -> Iterable[Finding]:
    counts = Counter(_check(run, one).id for one in findings)
    for place, check in enumerate(run.case.plan.checks):
        if counts[check.id]:
            yield faults.PARTIES_WARNED.at(
                f"checks[{place}]", check=check.id, count=counts[check.id], kind=check.per
            )
