"""What came and may be shared: C09, C10, C19, C20, C25."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from benefit_share.assets import arrears, due_in
from benefit_share.audit import faults, lacks
from benefit_share.audit.check import Answer, AuditCheck, Evidence, none_there, not_checked
from benefit_share.audit.flow import reaching

if TYPE_CHECKING:
    from benefit_share.findings import Finding, Param

__all__ = ["CHECKS"]

USUAL: Final = (
    *("land_compensation", "land_acquisition", "asset_sale", "asset_disposal", "donation"),
    *("quota_conversion", "quota_trade", "loan", "borrowing"),
    *("土地补偿", "征地", "资产处置", "资产出售", "捐赠", "捐款"),
    *("指标交易", "折抵指标", "借款", "贷款", "举债"),
)
"""Parts of the names of kinds that may not be distributed (玉环 2022, 荣昌)."""

IDLE_DAYS: Final = 180
"""Half a year between a receipt and the last payment out of it."""

SEVERAL_YEARS: Final = 366
"""More days than a period of one year has."""


def income_idle(evidence: Evidence) -> Answer:
    """C09: what came was paid out in reasonable time; nothing paid at all is an answer too."""
    paid = evidence.lists.paid
    if paid is None:
        return not_checked(evidence.lacking("paid"))
    rows = [row for row in evidence.case.income if evidence.run.recognised.get(row.id)]
    if not rows:
        return none_there("No income belongs to the period.")
    last = max((one.on for one in paid), default=None)
    findings = []
    for row in rows:
        days = ((last or _known(evidence)) - row.received_on).days
        if days <= IDLE_DAYS:
            continue
        said: dict[str, Param] = {
            "income": row.id,
            "day": row.received_on.isoformat(),
            "days": days,
        }
        if last is None:
            until = _known(evidence).isoformat()
            findings.append(faults.IDLE_STILL.at(f"income.{row.id}", **said, until=until))
        else:
            findings.append(
                faults.IDLE.at(f"income.{row.id}", **said, last=last.isoformat(), limit=IDLE_DAYS)
            )
    return Answer(len(rows), findings=findings)


def _known(evidence: Evidence) -> dt.date:
    """Return the last day of which the case tells."""
    case = evidence.case
    return max(case.period.last, case.known_on or case.period.last)


def rent_arrears(evidence: Evidence) -> Answer:
    """C10: what contracts promise has come."""
    case = evidence.case
    if not case.contracts:
        return not_checked(lacks.TABLE_EMPTY.at("contracts", wanted="contracts.csv"))
    assets = {asset.id: asset for asset in case.assets}
    due = [one for one in case.contracts if due_in(one, assets.get(one.asset), case.period)]
    findings = [
        faults.ARREARS.at(
            f"contracts.{one.contract}",
            contract=one.contract,
            due=evidence.money(int(one.due)),
            received=evidence.money(one.received),
            open=evidence.money(int(one.open)),
        )
        for one in arrears(case.contracts, case.assets, case.income, case.period)
        if one.open >= 1
    ]
    nothing_due = len(case.contracts) - len(due)
    why = lacks.CONTRACTS_SILENT.at("contracts", count=nothing_due)
    return Answer(len(due), nothing_due, findings, (why,) if nothing_due else ())


def excluded_income(evidence: Evidence) -> Answer:
    """C19: nothing is distributed that may not be, and nothing out of a deficit."""
    case, run = evidence.case, evidence.run
    if not case.income and not case.expenses:
        return not_checked(lacks.TABLE_EMPTY.at("income", wanted="income.csv"))
    findings = list(_excluded(evidence))
    expenses = sum(row.amount for row in case.expenses if case.period.contains(row.paid_on))
    if expenses > run.totals.income:
        findings.append(
            faults.DEFICIT.at(
                "expenses",
                expenses=evidence.money(expenses),
                income=evidence.money(run.totals.income),
            )
        )
    given = evidence.lists.excluded_kinds is not None
    why = [evidence.lacking("excluded_kinds")] if "excluded_kinds" in evidence.lists.faulty else []
    usual = () if given else (faults.EXCLUDED_USUAL.at("audit.excluded_kinds"),)
    looked_at = len(case.income) + len(case.expenses)
    return Answer(looked_at, findings=findings, lacks=why, remarks=usual)


def _excluded(evidence: Evidence) -> Iterator[Finding]:
    """Yield the receipts that reach somebody and are of a kind that may not be distributed.

    By the list that was given that is a fault; by the name of the kind alone it is a question.
    """
    reach = reaching(evidence)
    listed = evidence.lists.excluded_kinds
    for row in evidence.case.income:
        if row.id not in reach or row.id not in evidence.run.recognised:
            continue
        called = _called(evidence, row.kind)
        if listed is None:
            kind, found = faults.EXCLUDED_LIKE, _is_usual(called)
        else:
            kind, found = faults.EXCLUDED, any(one.kind in called for one in listed)
        if found:
            amount = evidence.money(row.amount)
            yield kind.at(f"income.{row.id}", income=row.id, kind=row.kind, amount=amount)


def _called(evidence: Evidence, kind: str) -> tuple[str, ...]:
    """Return what a kind is called: its word, and what the plan says for it under `words`."""
    title = evidence.case.plan.words.get(kind)
    return (kind,) if title is None else (kind, title.zh, title.en)


def _is_usual(called: tuple[str, ...]) -> bool:
    plain = " ".join(called).lower().replace(" ", "_")
    return any(part in plain for part in USUAL)


def lump_sum(evidence: Evidence) -> Answer:
    """C20: what was earned over years does not count in one."""
    income = evidence.case.income
    rows = [one for one in income if one.earned.start and one.earned.end]
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
    if not income:
        return not_checked(lacks.TABLE_EMPTY.at("income", wanted="income.csv"))
    undated = len(income) - len(rows)
    why = lacks.CELLS_EMPTY.at(
        "income", count=undated, wanted="income.csv", what="for_from or for_to"
    )
    return Answer(len(rows), undated, findings, (why,) if undated else ())


def weak_link(evidence: Evidence) -> Answer:
    """C25: every asset has somebody whom it benefits."""
    case, reach = evidence.case, reaching(evidence)
    findings = []
    earning = sorted({row.asset for row in case.income if evidence.run.recognised.get(row.id)})
    for asset in earning:
        rows = [row for row in case.income if row.asset == asset]
        if not any(row.id in reach for row in rows):
            amount = evidence.money(sum(row.amount for row in rows))
            findings.append(faults.WEAK_LINK.at(f"assets.{asset}", asset=asset, amount=amount))
    if not earning:
        return none_there("No income belongs to the period.")
    return Answer(len(earning), findings=findings)


CHECKS = (
    AuditCheck(
        "C09",
        "income_idle",
        "income idle",
        "Income did not lie idle.",
        income_idle,
        needs=("audit/paid.csv",),
    ),
    AuditCheck(
        "C10",
        "rent_arrears",
        "rent arrears",
        "What contracts promise has come.",
        rent_arrears,
        needs=("contracts.csv",),
    ),
    AuditCheck(
        "C19",
        "excluded_income",
        "excluded income",
        "Only distributable income is distributed, and never a deficit.",
        excluded_income,
    ),
    AuditCheck(
        "C20",
        "lump_sum_not_spread",
        "lump sum",
        "A sum for several years is spread over them.",
        lump_sum,
        refusals=("run.income-straddles", "run.spread-open", "run.unearned-nowhere"),
    ),
    AuditCheck(
        "C25",
        "weak_link",
        "weak link",
        "Every asset that earns benefits somebody.",
        weak_link,
    ),
)
