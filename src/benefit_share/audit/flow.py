"""Where money goes by the plan alone: which receipts can reach a claimant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.distribution.receive import pool_of

if TYPE_CHECKING:
    from benefit_share.audit.check import Evidence
    from benefit_share.plan.model import Plan, Step

__all__ = ["reaching"]


def reaching(evidence: Evidence) -> frozenset[str]:
    """Return the ids of the receipts that enter a pool from which claimants are given something."""
    case = evidence.case
    pools = _reaching_pools(case.plan)
    return frozenset(row.id for row in case.income if pool_of(case, row) in pools)


def _reaching_pools(plan: Plan) -> frozenset[str]:
    """Return the pools that feed claimants; they run downhill."""
    reached: set[str] = set()
    for step in reversed(plan.steps):
        if _gives(step) or reached & _fed(step):
            reached.add(step.from_)
    return frozenset(reached)


def _gives(step: Step) -> bool:
    return bool(step.among) and not step.then


def _fed(step: Step) -> set[str]:
    targets = [step.to, *(step.split or {})]
    pools = {target.partition(".")[2] for target in targets if target.startswith("pool.")}
    return pools | ({step.then} if step.then else set())
