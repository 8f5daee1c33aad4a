"""Does the money add up, and may it be distributed: C01, C13–C15, C17–C20, C28."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from benefit_share.audit import faults
from benefit_share.audit.check import Answer, AuditCheck, Evidence, found, not_checked
from benefit_share.audit.flow import reaching
from benefit_share.values import Rounding, round_fraction
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.distribution.run import Division
    from benefit_share.findings import Finding

__all__ = ["CHECKS"]

EXCLUDED: Final = frozenset(
    {
        *("land_compensation", "asset_sale", "donation", "quota_conversion", "loan"),
        *("土地补偿", "土地补偿费", "资产处置", "捐赠", "指标交易", "借款", "贷款"),
    }
)
"""Kinds of income that may not be distributed (玉环 2022, 荣昌)."""

SEVERAL_YEARS: Final = 366
"""More days than a period of one year has."""


def _copy(copy: str) -> str:
    return f" ({copy})" if copy else ""


def pool_balance(evidence: Evidence) -> Answer:
    """C01: what came into each pool, step and payment is what went out."""
    return found(len(evidence.run.pools) + len(evidence.run.nodes) + 1, _unbalanced(evidence))


def _unbalanced(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    for flow in run.pools:
        open_ = flow.opening + flow.fed + flow.topped_up - flow.used
        if open_ or flow.left:
            yield faults.POOL_OPEN.at(
                f"pools.{flow.pool}",
                pool=flow.pool,
                copy=_copy(flow.copy),
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
                copy=_copy(node.copy),
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
        return not_checked("pay")
    short = []
    for node, division in wanted:
        asked = round_fraction(Fraction(division.total), Rounding.HALF_UP)
        # Less than a minor unit a claim is rounding, not want.
        if asked - node.used > len(division.ids):
            short.append(
                faults.OVER_BUDGET.at(
                    f"steps[{node.position}]",
                    step=node.step,
                    copy=_copy(node.copy),
                    asked=evidence.money(asked),
                    used=evidence.money(node.used),
                    missing=evidence.money(asked - node.used),
                )
            )
    return found(len(wanted), short)


def share_sum(evidence: Evidence) -> Answer:
    """C14: percentages that should be 100 % are; the run refuses a split that is not."""
    splits = sum(bool(step.split) for step in evidence.case.plan.steps)
    carried = evidence.carried("plan.share-sum", "plan.rates-below")
    if not splits and not carried:
        return not_checked("split")
    return found(splits, carried)


def rounded_rate(evidence: Evidence) -> Answer:
    """C15: nobody was paid weight times a rounded unit value."""
    paid = evidence.lists.paid
    if not paid:
        return not_checked("paid")
    due = evidence.paid_parties()
    got: dict[str, int] = {}
    for line in paid:
        got[line.party] = got.get(line.party, 0) + line.amount
    shares = [(node, one) for node, one in evidence.divisions() if one.mode == "share"]
    findings = []
    for node, division in shares:
        wrong = _by_rounded_rate(division, got, due)
        if wrong:
            findings.append(
                faults.ROUNDED_RATE.at(
                    f"steps[{node.position}]",
                    step=node.step,
                    copy=_copy(node.copy),
                    count=len(wrong),
                    paid=evidence.money(sum(wrong.values())),
                    awarded=evidence.money(
                        sum(
                            amount
                            for party, amount in zip(
                                division.parties, division.amounts, strict=True
                            )
                            if party in wrong
                        )
                    ),
                )
            )
    return found(len(shares), findings)


def _by_rounded_rate(
    division: Division, got: dict[str, int], due: dict[str, int]
) -> dict[str, int]:
    """Return who was paid weight times the unit value in whole minor units, and not the amount.

    What a party was paid is compared whole: its other lines stand beside this one.
    """
    if division.multiplier is None:
        return {}
    price = round_fraction(Fraction(division.multiplier), Rounding.HALF_UP)
    wrong = {}
    for party, weight, amount in zip(
        division.parties, division.asked, division.amounts, strict=True
    ):
        by_rate = round_fraction(Fraction(weight) * price, Rounding.HALF_UP)
        if by_rate != amount and got.get(party) == due.get(party, 0) - amount + by_rate:
            wrong[party] = by_rate
    return wrong


def use_class(evidence: Evidence) -> Answer:
    """C17: what is paid is for a use that the plan allows."""
    plan, run = evidence.case.plan, evidence.run
    if not plan.uses:
        return not_checked("uses")
    findings = []
    for node in run.nodes:
        out = sum(node.division.amounts) if node.division is not None else 0
        out += sum(move.amount for move in node.moves if move.to == "payee")
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
    return found(len(run.nodes), findings)


def min_share(evidence: Evidence) -> Answer:
    """C18: the least and the greatest shares that the plan names are kept."""
    bounds = _checks(evidence, stated=False)
    if not bounds:
        return not_checked("checks")
    return found(len(bounds), _failed(evidence, bounds))


def excluded_income(evidence: Evidence) -> Answer:
    """C19: nothing is distributed that may not be, and nothing out of a deficit."""
    case, run = evidence.case, evidence.run
    reach = reaching(evidence)
    findings = []
    for row in case.income:
        part = run.recognised.get(row.id)
        if part is not None and row.kind in EXCLUDED and row.id in reach:
            findings.append(
                faults.EXCLUDED.at(
                    f"income.{row.id}",
                    income=row.id,
                    kind=row.kind,
                    amount=evidence.money(row.amount),
                )
            )
    expenses = sum(row.amount for row in case.expenses if case.period.contains(row.paid_on))
    if expenses > run.totals.income:
        findings.append(
            faults.DEFICIT.at(
                "expenses",
                expenses=evidence.money(expenses),
                income=evidence.money(run.totals.income),
            )
        )
    return found(len(case.income), findings)


def lump_sum(evidence: Evidence) -> Answer:
    """C20: what was earned over years does not count in one."""
    rows = [one for one in evidence.case.income if one.earned.start and one.earned.end]
    if not rows:
        return not_checked("for_from")
    findings = []
    for row in rows:
        first, last = row.earned.first, row.earned.last
        part = evidence.run.recognised.get(row.id)
        if first is None or last is None or part is None:
            continue
        if (last - first).days >= SEVERAL_YEARS and part.fresh == row.amount:
            findings.append(
                faults.LUMP.at(
                    f"income.{row.id}",
                    income=row.id,
                    first=first.isoformat(),
                    last=last.isoformat(),
                    amount=evidence.money(row.amount),
                )
            )
    return found(len(rows), findings)


def stated_vs_derived(evidence: Evidence) -> Answer:
    """C28: what a notice states is what follows from its own figures."""
    stated = _checks(evidence, stated=True)
    if not stated:
        return not_checked("checks: equals")
    return found(len(stated), _failed(evidence, stated))


def _checks(evidence: Evidence, *, stated: bool) -> tuple[str, ...]:
    """Return the paths of the plan's checks that compare with a stated figure, or of the others."""
    checks = evidence.case.plan.checks
    return tuple(
        f"checks[{place}]" for place, one in enumerate(checks) if (one.equals is not None) is stated
    )


def _failed(evidence: Evidence, paths: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what the run has found about these checks: found once, told twice."""
    for one in evidence.run.findings:
        if one.path.partition(".")[0] in paths:
            yield one


CHECKS = FrozenMap(
    {
        "C01": AuditCheck(
            "C01",
            "pool_balance",
            "Every pool, every step and all payments close.",
            "",
            pool_balance,
        ),
        "C13": AuditCheck(
            "C13", "posts_over_budget", "What the claims need is there.", "", posts_over_budget
        ),
        "C14": AuditCheck("C14", "share_sum", "Percentages add up to 100 %.", "", share_sum),
        "C15": AuditCheck(
            "C15",
            "rounded_rate",
            "Nobody was paid by a rounded unit value.",
            "paid",
            rounded_rate,
        ),
        "C17": AuditCheck(
            "C17", "use_class", "Every payment has a use that the rules allow.", "", use_class
        ),
        "C18": AuditCheck("C18", "min_share", "Least and greatest shares are kept.", "", min_share),
        "C19": AuditCheck(
            "C19",
            "excluded_income",
            "Only distributable income is distributed, and never a deficit.",
            "",
            excluded_income,
        ),
        "C20": AuditCheck(
            "C20",
            "lump_sum_not_spread",
            "A sum for several years is spread over them.",
            "",
            lump_sum,
        ),
        "C28": AuditCheck(
            "C28",
            "stated_vs_derived",
            "Stated figures are those that follow from the data.",
            "",
            stated_vs_derived,
        ),
    }
)
