"""What was paid, and what the bank was told: C11, C15, C24."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.audit import faults, lacks
from benefit_share.audit.check import Answer, AuditCheck, Evidence, none_there, not_checked
from benefit_share.audit.lists import FILES
from benefit_share.audit.money import copy_text
from benefit_share.values import Rounding, round_fraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_share.audit.lists import Instructed, Paid
    from benefit_share.distribution.run import Division

__all__ = ["CHECKS"]


def promise_gap(evidence: Evidence) -> Answer:
    """C11: everybody was paid what the statement says, and nobody else anything."""
    paid = evidence.lists.paid
    if paid is None:
        return not_checked(evidence.lacking("paid"))
    due = evidence.due()
    if due and not paid:
        awarded = evidence.money(sum(due.values()))
        none = faults.NOTHING_PAID.at("audit.paid", count=len(due), awarded=awarded)
        return Answer(len(due), findings=(none,))
    got: dict[str, int] = {}
    for one in paid:
        got[one.party] = got.get(one.party, 0) + one.amount
    findings = [
        faults.PROMISE.at(
            f"paid.{party}",
            party=party,
            awarded=evidence.money(due.get(party, 0)),
            paid=evidence.money(got.get(party, 0)),
        ).placed(_first_place(paid, party))
        for party in sorted({*due, *got})
        if due.get(party, 0) != got.get(party, 0)
    ]
    if not due and not got:
        return none_there("Nobody gets anything.")
    return Answer(len({*due, *got}), findings=findings)


def _first_place(rows: Iterable[Paid | Instructed], party: str) -> str:
    """Return where the first row of a party stands; nothing if it has none."""
    return next((one.place for one in rows if one.party == party), "")


def rounded_rate(evidence: Evidence) -> Answer:
    """C15: nobody was paid weight times a rounded unit value, in one step or in all of them."""
    paid = evidence.lists.paid
    if paid is None:
        return not_checked(evidence.lacking("paid"))
    if not paid:
        return not_checked(lacks.TABLE_EMPTY.at("audit.paid", wanted=FILES["paid"]))
    shares = [(node, one) for node, one in evidence.divisions() if one.mode == "share"]
    if not shares:
        return none_there("No step divides an amount by weights (share).")
    differing = _differing(evidence, paid)
    changes = [_by_rounded_rate(division) for _, division in shares]
    together: dict[str, int] = {}
    for one in changes:
        for party, change in one.items():
            together[party] = together.get(party, 0) + change
    findings = []
    for (node, division), by_party in zip(shares, changes, strict=True):
        wrong = {
            party: change
            for party, change in by_party.items()
            if change and differing.get(party) in {change, together[party]}
        }
        if wrong:
            awarded = _awarded(division, set(wrong))
            findings.append(
                faults.ROUNDED_RATE.at(
                    f"steps[{node.position}]",
                    step=node.step,
                    copy=copy_text(node.copy),
                    count=len(wrong),
                    paid=evidence.money(awarded + sum(wrong.values())),
                    awarded=evidence.money(awarded),
                )
            )
    return Answer(len(shares), findings=findings)


def _differing(evidence: Evidence, paid: tuple[Paid, ...]) -> dict[str, int]:
    """Return how much more than what it was to get each party was paid, where that differs."""
    more = {party: -amount for party, amount in evidence.due().items()}
    for line in paid:
        more[line.party] = more.get(line.party, 0) + line.amount
    return {party: amount for party, amount in more.items() if amount}


def _by_rounded_rate(division: Division) -> dict[str, int]:
    """Return by how much each party's lines change with the unit value in whole minor units."""
    if division.multiplier is None:
        return {}
    price = round_fraction(Fraction(division.multiplier), Rounding.HALF_UP)
    changes: dict[str, int] = {}
    lines = zip(division.parties, division.asked, division.amounts, strict=True)
    for party, weight, amount in lines:
        by_rate = round_fraction(Fraction(weight) * price, Rounding.HALF_UP)
        changes[party] = changes.get(party, 0) + by_rate - amount
    return changes


def _awarded(division: Division, parties: set[str]) -> int:
    lines = zip(division.parties, division.amounts, strict=True)
    return sum(amount for party, amount in lines if party in parties)


def control_total(evidence: Evidence) -> Answer:
    """C24: the payment file has the payees of the run, each with its amount, and their total.

    A payee has a line from each collective that pays it.
    """
    lines = evidence.lists.payment_lines
    if lines is None:
        return not_checked(evidence.lacking("payment_lines"))
    due = evidence.due()
    told: dict[str, int] = {}
    for line in lines:
        told[line.party] = told.get(line.party, 0) + line.amount
    total, awarded = sum(told.values()), sum(due.values())
    findings = []
    if total != awarded or len(told) != len(due):
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
        ).placed(_first_place(lines, party))
        for party in sorted({*due, *told})
        if told.get(party, 0) != due.get(party, 0)
    ]
    if not due and not lines:
        return none_there("Nobody gets anything.")
    return Answer(len({*due, *told}), findings=findings)


CHECKS = (
    AuditCheck(
        "C11",
        "promise_gap",
        "promise gap",
        "Everybody was paid what was awarded.",
        promise_gap,
        needs=("audit/paid.csv",),
    ),
    AuditCheck(
        "C15",
        "rounded_rate",
        "rounded rate",
        "Nobody was paid by a rounded unit value.",
        rounded_rate,
        needs=("audit/paid.csv",),
    ),
    AuditCheck(
        "C24",
        "control_total",
        "control total",
        "The payment file has the lines and the total of the run.",
        control_total,
        needs=("audit/payment_lines.csv",),
    ),
)
