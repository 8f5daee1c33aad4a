"""Points that somebody may have meddled with: C23."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benefit_share.audit import faults, lacks
from benefit_share.audit.check import Answer, AuditCheck, Evidence, none_there, not_checked
from benefit_share.audit.recount import recounted

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.points import Entry

__all__ = ["CHECKS"]


def points_tamper(evidence: Evidence) -> Answer:
    """C23: entries are proved, stand once, are not late, and count no more than the rules let."""
    sheet, entries, known_on = evidence.run.sheet, evidence.case.points, evidence.case.known_on
    if sheet is None:
        return none_there("The plan has no points (points).")
    if not entries:
        return not_checked(lacks.TABLE_EMPTY.at("points", wanted="points.csv"))
    findings: list[Finding] = [
        faults.LATE_ENTRY.at(
            f"points.{entry.id}",
            entry=entry.id,
            day=entry.recorded_on.isoformat(),
            frozen=sheet.day.isoformat(),
        )
        for entry in sorted(entries, key=lambda one: one.id)
        if entry.recorded_on is not None and entry.on <= sheet.day < entry.recorded_on
        # What became known too late does not count, and so is no tampering.
        if known_on is None or entry.recorded_on <= known_on
    ]
    findings += _twice(entries)
    scheme = evidence.case.plan.points
    if scheme is not None:
        findings += recounted(sheet, scheme, {one.id: one for one in entries})
    unproved = sum(not entry.evidence for entry in entries if entry.on <= sheet.day)
    if unproved:
        findings.append(faults.ENTRY_UNPROVED.at("points", count=unproved))
    return Answer(len(entries), findings=findings)


def _twice(entries: tuple[Entry, ...]) -> Iterator[Finding]:
    """Yield a finding for each entry that says the same as another of the same day."""
    seen: dict[tuple[object, ...], str] = {}
    for entry in sorted(entries, key=lambda one: one.id):
        same = (entry.subject, entry.item, entry.on, entry.quantity, entry.act)
        first = seen.setdefault(same, entry.id)
        if first != entry.id:
            yield faults.ENTRY_TWICE.at(
                f"points.{entry.id}",
                one=first,
                other=entry.id,
                party=entry.subject,
                day=entry.on.isoformat(),
            )


CHECKS = (
    AuditCheck(
        "C23",
        "points_tamper",
        "points tampered",
        "Entries of points are proved, stand once, are in time and count within their caps.",
        points_tamper,
        needs=("points.csv",),
        refusals=(
            *("points.entry-twice", "points.evidence-missing", "points.pending"),
            *("points.out-of-range", "points.item-unknown"),
        ),
    ),
)
