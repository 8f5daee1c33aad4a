"""How money enters a run: opening balances, and every receipt into exactly one pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.assets import recognised
from benefit_share.distribution import faults
from benefit_share.distribution.stage import amount_text
from benefit_share.expressions.world import Subject
from benefit_share.findings import errors_of
from benefit_share.values import ALWAYS, currency
from benefit_share.waterfall import AccountFlow, Ledger

if TYPE_CHECKING:
    from benefit_share.assets import Income
    from benefit_share.distribution.case import Case
    from benefit_share.distribution.world import CaseWorld
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Pool
    from benefit_share.values import Period

__all__ = ["opened_ledger", "receive"]


def opened_ledger(case: Case) -> Ledger:
    """Return the books with the balances of the case, and the pools that they open."""
    balances = (
        AccountFlow(row.account, row.kind, row.holder, row.put_in, row.taken_out, 0, 0)
        for row in case.balances
    )
    ledger = Ledger(balances)
    for pool, declared in case.plan.pools.items():
        if declared.opening:
            for holder in ledger.holders(declared.opening):
                ledger.open(pool, holder, declared.opening, holder)
    return ledger


def receive(world: CaseWorld, findings: list[Finding]) -> tuple[str, ...]:
    """Feed every receipt of the period into its pool; return the ids of those left out."""
    case = world.case
    left_out = []
    total: dict[tuple[str, str], int] = {}
    for row in sorted(case.income, key=lambda row: row.id):
        if not _belongs(case, row, findings):
            left_out.append(row.id)
            continue
        pool = _pool_for(case, row, findings)
        if pool is None:
            continue
        key = _copy_for(world, pool, row, findings)
        if key is not None:
            total[pool, key] = total.get((pool, key), 0) + row.amount
    exponent = currency(case.plan.plan.currency).exponent
    for (pool, key), amount in sorted(total.items()):
        if amount < 0:
            findings.append(
                faults.NEGATIVE_POOL.at(
                    f"pools.{pool}",
                    pool=pool,
                    copy=f" ({key})" if key else "",
                    amount=amount_text(amount, exponent),
                )
            )
        else:
            world.ledger.receive(pool, key, amount)
    if not total and not world.ledger.pool_flows() and not errors_of(findings):
        findings.append(faults.NO_INCOME.at("income"))
    return tuple(left_out)


def _belongs(case: Case, row: Income, findings: list[Finding]) -> bool:
    """Decide whether a receipt is recognised in this period, as the plan says: by what date."""
    period, by = case.period, case.plan.plan.versions_by
    if not recognised(row, period, by=by, known_on=case.known_on):
        if case.known_on is None or row.received_on <= case.known_on:
            findings.append(_outside(row))
        return False
    if by == "earned" and row.earned != ALWAYS and not _inside(row, period):
        first, last = row.earned.text()
        findings.append(
            faults.INCOME_STRADDLES.at(f"income.{row.id}", income=row.id, from_=first, to=last)
        )
    return True


def _inside(row: Income, period: Period) -> bool:
    """Whether a receipt was earned in the period alone."""
    overlap = row.earned.overlap(period)
    return overlap is not None and overlap.span() == row.earned


def _outside(row: Income) -> Finding:
    day = row.received_on.isoformat()
    return faults.INCOME_OUTSIDE.at(f"income.{row.id}", income=row.id, day=day)


def _pool_for(case: Case, row: Income, findings: list[Finding]) -> str | None:
    fitting = [name for name, pool in case.plan.pools.items() if _fits(case, pool, row)]
    if len(fitting) == 1:
        return fitting[0]
    path = f"income.{row.id}"
    if not fitting:
        findings.append(faults.INCOME_NOWHERE.at(path, income=row.id, kind=row.kind))
    else:
        one, other = fitting[:2]
        findings.append(
            faults.INCOME_TWICE.at(path, income=row.id, kind=row.kind, one=one, other=other)
        )
    return None


def _fits(case: Case, pool: Pool, row: Income) -> bool:
    if pool.fed_by is None:
        return False
    kinds = {asset.id: asset.kind for asset in case.assets}
    seen = {
        "kind": row.kind,
        "asset": row.asset,
        "asset_kind": kinds.get(row.asset, ""),
        "contract": row.contract,
    }
    return all(seen.get(field) in words for field, words in pool.fed_by.items())


def _copy_for(world: CaseWorld, pool: str, row: Income, findings: list[Finding]) -> str | None:
    per = world.case.plan.pools[pool].per
    owner = world.owner(row.asset)
    subject = Subject("asset", row.asset, collective=owner, asset=row.asset)
    key = world.copy_of(pool, subject)
    if key or per == "scope":
        return key
    exponent = currency(world.case.plan.plan.currency).exponent
    findings.append(
        faults.NO_COPY.at(
            f"income.{row.id}",
            amount=amount_text(row.amount, exponent),
            pool=pool,
            per=per,
            of=row.asset,
        )
    )
    return None
