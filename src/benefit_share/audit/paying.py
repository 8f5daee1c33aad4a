"""What the procedure was and what was paid: C03, C09, C11, C21, C24."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from benefit_share.audit import faults
from benefit_share.audit.check import Answer, AuditCheck, Evidence, found, not_checked
from benefit_share.values import number_text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.audit.lists import Recorded
    from benefit_share.findings import Finding

__all__ = ["CHECKS"]

IDLE_DAYS: Final = 180
"""Half a year between a receipt and the last payment out of it."""

ORDER: Final = ("proposed", "posted", "reviewed", "filed")
"""The events every order of procedure has, in their order (村提方案、公示、审核、备案)."""


def not_publicised(evidence: Evidence) -> Answer:
    """C03: the plan was posted, for as long as objections are taken."""
    record = evidence.lists.procedure_record
    if record is None:
        return not_checked("procedure_record")
    postings = [one for one in record if one.event == "posted"]
    if not postings:
        return found(len(record), [faults.NOT_POSTED.at("procedure_record")])
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
    return found(len(record), short if days < needed else ())


def procedure_gap(evidence: Evidence) -> Answer:
    """C21: every stage was gone through in its order, with a quorum, and changes posted again."""
    record = evidence.lists.procedure_record
    if record is None:
        return not_checked("procedure_record")
    return found(len(record), _gaps(record))


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


def income_idle(evidence: Evidence) -> Answer:
    """C09: what came was paid out in reasonable time."""
    paid = evidence.lists.paid
    if not paid:
        return not_checked("paid")
    last = max(one.on for one in paid)
    rows = [row for row in evidence.case.income if evidence.run.recognised.get(row.id)]
    findings = [
        faults.IDLE.at(
            f"income.{row.id}",
            income=row.id,
            day=row.received_on.isoformat(),
            days=(last - row.received_on).days,
            last=last.isoformat(),
            limit=IDLE_DAYS,
        )
        for row in rows
        if (last - row.received_on).days > IDLE_DAYS
    ]
    return found(len(rows), findings)


def promise_gap(evidence: Evidence) -> Answer:
    """C11: everybody was paid what the statement says, and nobody else anything."""
    paid = evidence.lists.paid
    if paid is None:
        return not_checked("paid")
    got: dict[str, int] = {}
    for one in paid:
        got[one.party] = got.get(one.party, 0) + one.amount
    due = evidence.paid_parties()
    findings = [
        faults.PROMISE.at(
            f"paid.{party}",
            party=party,
            awarded=evidence.money(due.get(party, 0)),
            paid=evidence.money(got.get(party, 0)),
        )
        for party in sorted({*due, *got})
        if due.get(party, 0) != got.get(party, 0)
    ]
    return found(len({*due, *got}), findings)


def control_total(evidence: Evidence) -> Answer:
    """C24: the payment file has the payees of the run, line by line, and their total."""
    lines = evidence.lists.payment_lines
    if lines is None:
        return not_checked("payment_lines")
    due = evidence.paid_parties()
    told: dict[str, int] = {}
    for line in lines:
        told[line.party] = told.get(line.party, 0) + line.amount
    total, awarded = sum(told.values()), sum(due.values())
    findings = []
    if total != awarded or len(lines) != len(due):
        findings.append(
            faults.CONTROL_TOTAL.at(
                "payment_lines",
                lines=len(lines),
                total=evidence.money(total),
                parties=len(due),
                awarded=evidence.money(awarded),
            )
        )
    findings += [
        faults.PAYMENT_DIFFERS.at(
            f"payment_lines.{party}",
            party=party,
            amount=evidence.money(told.get(party, 0)),
            awarded=evidence.money(due.get(party, 0)),
        )
        for party in sorted({*due, *told})
        if told.get(party, 0) != due.get(party, 0)
    ]
    return found(len(lines), findings)


CHECKS = FrozenMap(
    {
        "C03": AuditCheck(
            "C03",
            "not_publicised",
            "The plan was posted for long enough.",
            "procedure_record",
            not_publicised,
        ),
        "C09": AuditCheck("C09", "income_idle", "Income did not lie idle.", "paid", income_idle),
        "C11": AuditCheck(
            "C11", "promise_gap", "Everybody was paid what was awarded.", "paid", promise_gap
        ),
        "C21": AuditCheck(
            "C21",
            "procedure_gap",
            "No stage of the procedure is missing or out of order.",
            "procedure_record",
            procedure_gap,
        ),
        "C24": AuditCheck(
            "C24",
            "control_total",
            "The payment file has the lines and the total of the run.",
            "payment_lines",
            control_total,
        ),
    }
)
