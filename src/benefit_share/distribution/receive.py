"""How money enters a run: opening balances, and every receipt into exactly one pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.distribution import faults
from benefit_share.distribution.belonging import Belonging
from benefit_share.distribution.copies import key_of
from benefit_share.distribution.stage import amount_text
from benefit_share.expressions.world import Subject
from benefit_share.findings import errors_of
from benefit_share.values import ALWAYS, currency
from benefit_share.waterfall import AccountFlow, Ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benefit_share.assets import Expense, Income, Part
    from benefit_share.distribution.case import Case
    from benefit_share.distribution.world import CaseWorld
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Pool
    from benefit_share.values import Period

__all__ = ["opened_ledger", "pool_of", "receive"]


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


def receive(world: CaseWorld, findings: list[Finding]) -> tuple[dict[str, Part], tuple[str, ...]]:
    """Feed what the period has of every receipt into its pool, and keep what later ones will have.

    Returns:
        What the period has of each receipt, by id, and the ids of those that are left out.
    """
    case, belonging = world.case, world.belonging
    parts: dict[str, Part] = {}
    left_out = []
    total: dict[tuple[str, str], int] = {}
    for paid in case.expenses:
        _open(belonging, paid, f"expenses.{paid.id}", findings)
    for row in sorted(case.income, key=lambda row: row.id):
        part = _belongs(world, row, findings)
        if part is None:
            left_out.append(row.id)
            continue
        pool = _pool_for(case, row, findings)
        key = None if pool is None else _copy_for(world, pool, row, findings)
        if pool is not None and key is not None:
            parts[row.id] = part
            total[pool, key] = total.get((pool, key), 0) + part.recognised
    _keep(world, parts, findings)
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
    return parts, tuple(left_out)


def _belongs(world: CaseWorld, row: Income, findings: list[Finding]) -> Part | None:
    """Decide what of a receipt is recognised in this period, as the plan says: by what date."""
    case, path = world.case, f"income.{row.id}"
    if _open(world.belonging, row, path, findings):
        return None
    part = world.belonging.income(row)
    if part is None:
        is_known = case.known_on is None or row.received_on <= case.known_on
        if is_known and not world.belonging.is_elsewhere(row):
            findings.append(_outside(row))
        return None
    if part.before:
        exponent = currency(case.plan.plan.currency).exponent
        amount = amount_text(part.before, exponent)
        findings.append(faults.INCOME_BEFORE.at(path, income=row.id, amount=amount))
    by = case.plan.plan.versions_by
    spread = world.belonging.way(row)
    if by == "earned" and not spread and row.earned != ALWAYS and not _inside(row, case.period):
        first, last = row.earned.text()
        findings.append(faults.INCOME_STRADDLES.at(path, income=row.id, from_=first, to=last))
    return part


def _open(belonging: Belonging, row: Income | Expense, path: str, findings: list[Finding]) -> bool:
    """Say if a row is to be told apart over days that have no first or no last one."""
    if not belonging.way(row) or belonging.span(row) is not None:
        return False
    findings.append(faults.SPREAD_OPEN.at(path, row=row.id))
    return True


def _keep(world: CaseWorld, parts: Mapping[str, Part], findings: list[Finding]) -> None:
    """Take what earlier runs kept for this period out of its account; then keep what is later's.

    In this order, so that money that came just now never stands in for a balance that is missing.
    """
    ledger = world.ledger
    account = world.case.plan.basis.unearned
    rows = {row.id: row for row in world.case.income}
    kept = [(rows[id_], part) for id_, part in parts.items() if part.released or part.deferred]
    if kept and not account:
        for row, _ in kept:
            findings.append(faults.UNEARNED_NOWHERE.at(f"income.{row.id}", income=row.id))
        return
    held = [(row, part, _holder(world, account, row, findings)) for row, part in kept]
    exponent = currency(world.case.plan.plan.currency).exponent
    for row, part, holder in held:
        there = 0 if holder is None else ledger.balance(account, holder)
        if holder is not None and part.released > there:
            findings.append(
                faults.UNEARNED_MISSING.at(
                    f"income.{row.id}",
                    income=row.id,
                    account=account,
                    amount=amount_text(part.released, exponent),
                    there=amount_text(there, exponent),
                )
            )
        elif holder is not None:
            ledger.release(account, holder, part.released)
    for _, part, holder in held:
        if holder is not None and part.deferred:
            ledger.defer(account, holder, part.deferred)


def _holder(world: CaseWorld, account: str, row: Income, findings: list[Finding]) -> str | None:
    """Return in whose name the account keeps what a receipt has for later periods."""
    of = world.case.plan.accounts[account].of
    subject = Subject("asset", row.asset, collective=world.owner(row.asset), asset=row.asset)
    key = key_of(of, subject)
    if key or of == "scope":
        return key
    findings.append(_homeless(world, row, account, of))
    return None


def _inside(row: Income, period: Period) -> bool:
    """Whether a receipt was earned in the period alone."""
    overlap = row.earned.overlap(period)
    return overlap is not None and overlap.span() == row.earned


def _outside(row: Income) -> Finding:
    day = row.received_on.isoformat()
    return faults.INCOME_OUTSIDE.at(f"income.{row.id}", income=row.id, day=day)


def _pool_for(case: Case, row: Income, findings: list[Finding]) -> str | None:
    pool = pool_of(case, row)
    if pool is None:
        findings.append(faults.INCOME_NOWHERE.at(f"income.{row.id}", income=row.id, kind=row.kind))
    return pool


def pool_of(case: Case, row: Income) -> str | None:
    """Return the one pool that takes a receipt, or None; the linter has seen that no two can."""
    return next((name for name, pool in case.plan.pools.items() if _fits(case, pool, row)), None)


def _fits(case: Case, pool: Pool, row: Income) -> bool:
    fields = {
        "kind": row.kind,
        "asset": row.asset,
        "asset_kind": next((one.kind for one in case.assets if one.id == row.asset), ""),
        "contract": row.contract,
    }
    return pool.fed_by is not None and all(
        fields.get(field) in words for field, words in pool.fed_by.items()
    )


def _copy_for(world: CaseWorld, pool: str, row: Income, findings: list[Finding]) -> str | None:
    per = world.case.plan.pools[pool].per
    owner = world.owner(row.asset)
    subject = Subject("asset", row.asset, collective=owner, asset=row.asset)
    key = world.copy_of(pool, subject)
    if key or per == "scope":
        return key
    findings.append(_homeless(world, row, pool, per))
    return None


def _homeless(world: CaseWorld, row: Income, place: str, per: str) -> Finding:
    exponent = currency(world.case.plan.plan.currency).exponent
    amount = amount_text(row.amount, exponent)
    return faults.NO_COPY.at(f"income.{row.id}", amount=amount, pool=place, per=per, of=row.asset)
