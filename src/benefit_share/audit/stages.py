"""What the procedure was: C03, C21."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from benefit_share.audit import faults
from benefit_share.audit.check import Answer, AuditCheck, Evidence, not_checked
from benefit_share.values import number_text

if TYPE_CHECKING:
    from benefit_share.audit.lists import Recorded
    from benefit_share.findings import Finding

__all__ = ["CHECKS"]

ORDER: Final = ("proposed", "posted", "reviewed", "filed")
"""The events every order of procedure has, in their order (村提方案、公示、审核、备案)."""


def not_publicised(evidence: Evidence) -> Answer:
    """C03: the plan was posted, for as long as objections are taken."""
    record = evidence.lists.procedure_record
    if record is None:
        return not_checked(evidence.lacking("procedure_record"))
    postings = [one for one in record if one.event == "posted"]
    if not postings:
        return Answer(len(record), findings=(faults.NOT_POSTED.at("procedure_record"),))
    contact = evidence.case.plan.contact
    needed = 1 if contact is None else contact.days
    last = max(postings, key=lambda one: one.on)
    end = last.to or last.on
    days = (end - last.on).days + 1
    short = [
        faults.POSTED_SHORT.at(
            "procedure_record",
            first=last.on.isoformat(),
            last=end.isoformat(),
            days=days,
            needed=needed,
        )
    ]
    return Answer(len(postings), findings=short if days < needed else ())


def procedure_gap(evidence: Evidence) -> Answer:
    """C21: every stage was gone through in its order, with a quorum, and changes posted again."""
    record = evidence.lists.procedure_record
    if record is None:
        return not_checked(evidence.lacking("procedure_record"))
    return Answer(len(record), findings=_gaps(record))


def _gaps(record: tuple[Recorded, ...]) -> Iterator[Finding]:
    where = "procedure_record"
    last: dict[str, dt.date] = {}
    for one in sorted(record, key=lambda row: row.on):
        last[one.event] = one.on
        if one.event == "voted":
            yield from _quorum(one)
    for event in ORDER:
        if event not in last:
            yield faults.NO_EVENT.at(where, event=event)
    there = [event for event in ORDER if event in last]
    for earlier, later in pairwise(there):
        if last[later] < last[earlier]:
            yield faults.EVENT_ORDER.at(
                where,
                later=later,
                day=last[later].isoformat(),
                earlier=earlier,
                other=last[earlier].isoformat(),
            )
    changed, posted = last.get("changed"), last.get("posted")
    if changed is not None and posted is not None and posted < changed:
        yield faults.NOT_POSTED_AGAIN.at(where, day=changed.isoformat())


def _quorum(vote: Recorded) -> Iterator[Finding]:
    """Say that a vote lacked more than half present, or more than half of them in favour."""
    if vote.entitled is None or vote.present is None or vote.in_favour is None:
        return
    if 2 * vote.present <= vote.entitled or 2 * vote.in_favour <= vote.present:
        yield faults.NO_QUORUM.at(
            "procedure_record",
            day=vote.on.isoformat(),
            present=number_text(vote.present),
            entitled=number_text(vote.entitled),
            in_favour=number_text(vote.in_favour),
        )


CHECKS = (
    AuditCheck(
        "C03",
        "not_publicised",
        "not publicised",
        "The plan was posted for long enough.",
        not_publicised,
        needs=("audit/procedure_record.csv",),
    ),
    AuditCheck(
        "C21",
        "procedure_gap",
        "procedure gap",
        "No stage of the procedure is missing or out of order.",
        procedure_gap,
        needs=("audit/procedure_record.csv",),
    ),
)
