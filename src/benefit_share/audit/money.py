"""Does the money add up, and do the shares: C01, C13, C14, C17, C18, C28."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.audit import faults
from benefit_share.audit.check import Answer, AuditCheck, Evidence, none_there
from benefit_share.expressions.quantity import RateOf
from benefit_share.values import Rounding, round_fraction

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.plan import Plan

__all__ = ["CHECKS", "copy_text"]


def copy_text(copy: str) -> str:
    """Return the copy of a pool as a message has it."""
    return f" ({copy})" if copy else ""


def pool_balance(evidence: Evidence) -> Answer:
    """C01: what came into each pool, step and payment is what went out."""
    looked_at = len(evidence.run.pools) + len(evidence.run.nodes) + 1
    return Answer(looked_at, findings=_unbalanced(evidence))


def _unbalanced(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    for flow in run.pools:
        open_ = flow.opening + flow.fed + flow.topped_up - flow.used
        if open_ or flow.left:
            yield faults.POOL_OPEN.at(
                f"pools.{flow.pool}",
                pool=flow.pool,
                copy=copy_text(flow.copy),
                difference=evidence.money(open_ or flow.left),
            )
    for node in run.nodes:
        lines = sum(move.amount for move in node.moves)
        if node.division is not None:
            lines += sum(node.division.amounts)
        if lines != node.used:
            yield faults.STEP_OPEN.at(
                f"steps[{node.position}]",
                step=node.step,
                copy=copy_text(node.copy),
                used=evidence.money(node.used),
                lines=evidence.money(lines),
            )
    payments = sum(one.amount for one in run.payments)
    if payments != run.totals.paid:
        yield faults.PAID_OPEN.at(
            "payments",
            payments=evidence.money(payments),
            paid=evidence.money(run.totals.paid),
        )


def posts_over_budget(evidence: Evidence) -> Answer:
    """C13: what the claims of a step need is what was there."""
    wanted = [(node, one) for node, one in evidence.divisions() if one.mode == "pay"]
    if not wanted:
        return none_there("No step pays a sum for each claim (pay).")
    short = []
    for node, division in wanted:
        asked = round_fraction(Fraction(division.total), Rounding.HALF_UP)
        # Less than a minor unit a claim is rounding, not want.
        if asked - node.used > len(division.ids):
            short.append(
                faults.OVER_BUDGET.at(
                    f"steps[{node.position}]",
                    step=node.step,
                    copy=copy_text(node.copy),
                    asked=evidence.money(asked),
                    used=evidence.money(node.used),
                    missing=evidence.money(asked - node.used),
                )
            )
    return Answer(len(wanted), findings=short)


def share_sum(evidence: Evidence) -> Answer:
    """C14: percentages that should be 100 % are; the run refuses those that are not."""
    steps = evidence.case.plan.steps
    splits = sum(bool(step.split) for step in steps)
    by_rates = {step.from_ for step in steps if isinstance(step.take, RateOf)}
    registers = evidence.case.plan.registers.values()
    sums = sum(check.sum is not None for one in registers for check in one.checks)
    looked_at = splits + len(by_rates) + sums
    if not looked_at:
        return none_there("No pool is shared out by percentages.")
    return Answer(looked_at, findings=evidence.carried(*SHARES))


def use_class(evidence: Evidence) -> Answer:
    """C17: what is paid is for a use that the plan allows."""
    plan, run = evidence.case.plan, evidence.run
    if not plan.uses:
        return none_there("The plan names no lawful uses (uses).")
    findings = []
    looked_at = 0
    for node in run.nodes:
        out = sum(node.division.amounts) if node.division is not None else 0
        out += sum(move.amount for move in node.moves if move.to == "payee")
        looked_at += bool(out)
        step = evidence.step(node.step)
        if out and not step.use and not step.then and step.from_ != "award":
            findings.append(
                faults.NO_USE.at(
                    f"steps[{node.position}]", step=node.step, amount=evidence.money(out)
                )
            )
    equal = sum(
        node.used
        for node, division in evidence.divisions()
        if len(set(division.asked)) == 1 and division.mode == "share"
    )
    if equal and equal == run.totals.income:
        findings.append(faults.HANDED_OUT.at("", amount=evidence.money(equal)))
    if not looked_at:
        return none_there("Nothing is paid.")
    return Answer(looked_at, findings=findings)


def min_share(evidence: Evidence) -> Answer:
    """C18: the least and the greatest shares that the plan names are kept."""
    bounds = _checks(evidence.case.plan, stated=False)
    if not bounds:
        return none_there("The plan has no least or greatest share (checks: at_least, at_most).")
    return Answer(len(bounds), findings=_failed(evidence, bounds))


def stated_vs_derived(evidence: Evidence) -> Answer:
    """C28: what a notice states is what follows from its own figures."""
    stated = _checks(evidence.case.plan, stated=True)
    if not stated:
        return none_there("The plan has no stated figure (checks: equals).")
    return Answer(len(stated), findings=_failed(evidence, stated))


def _checks(plan: Plan, *, stated: bool) -> frozenset[str]:
    """Return the ids of the checks that compare with a stated figure, or of the others."""
    return frozenset(one.id for one in plan.checks if (one.equals is not None) is stated)


def _failed(evidence: Evidence, checks: frozenset[str]) -> Iterator[Finding]:
    """Yield what the run has found about these checks: found once, told twice."""
    for one in evidence.run.findings:
        if one.code in FAILED and _check_of(one) in checks:
            yield one


def _check_of(finding: Finding) -> str:
    return str(dict(finding.params).get("check", ""))


SHARES = (
    *("plan.share-sum", "plan.rates-below", "plan.rates-above"),
    *("run.register-sum", "run.register-sum-found"),
)
"""Under these codes percentages are found that are not 100 %."""

REFUSING = ("run.check-failed", "run.party-check-failed")
FAILED = frozenset({*REFUSING, "run.check-differs", "run.party-check", "run.party-checks"})
"""Under these codes a run says that a check of the plan is not met."""

CHECKS = (
    AuditCheck(
        "C01",
        "pool_balance",
        "pool balance",
        "Every pool, every step and all payments close.",
        pool_balance,
        refusals=("run.pool-not-empty", "run.pool-negative", "run.income-nowhere"),
    ),
    AuditCheck(
        "C13",
        "posts_over_budget",
        "posts over budget",
        "What the claims need is there.",
        posts_over_budget,
        refusals=("run.short",),
    ),
    AuditCheck(
        "C14",
        "share_sum",
        "share sum",
        "Percentages add up to 100 %.",
        share_sum,
        refusals=SHARES,
    ),
    AuditCheck(
        "C17",
        "use_class",
        "use class",
        "Every payment has a use that the rules allow.",
        use_class,
        refusals=("plan.use-not-allowed",),
    ),
    AuditCheck(
        "C18",
        "min_share",
        "least shares",
        "Least and greatest shares are kept.",
        min_share,
        refusals=REFUSING,
        claims=lambda finding, plan: _check_of(finding) in _checks(plan, stated=False),
    ),
    AuditCheck(
        "C28",
        "stated_vs_derived",
        "stated figures",
        "Stated figures are those that follow from the data.",
        stated_vs_derived,
        refusals=REFUSING,
        claims=lambda finding, plan: _check_of(finding) in _checks(plan, stated=True),
    ),
)
