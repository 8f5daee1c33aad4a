"""The name that somebody may have meant: of pools, steps, figures, facts, columns, accounts."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_share.plan.model import Plan

__all__ = ["nearest_name"]

BUILT_IN_NAMES = (
    "age",
    "asset.capital",
    "asset.due",
    "asset.received",
    "balance",
    "household.size",
    "person.age",
    "points.total",
    "remaining",
)
"""Names that stand in every plan."""


def nearest_name(name: str, plan: Plan, step: int, columns: Iterable[str]) -> str:
    """Return the known name that looks most like *name*, be it ever so little.

    Args:
        name: what nobody knows.
        plan: the plan.
        step: how many steps stand above.
        columns: the columns of the row that is looked at.
    """
    known = [
        *plan.pools,
        *(one.id for one in plan.steps[:step]),
        *(figure.id for figure in plan.figures),
        *plan.define,
        *plan.tables,
        *plan.facts,
        *plan.registers,
        *(f"row.{column}" for column in columns),
        *(f"{fact.of}.{one}" for one, fact in plan.facts.items() if fact.of),
        *(f"{account.kind}.{one}" for one, account in plan.accounts.items()),
        *(f"account.{one}" for one in plan.accounts),
        *BUILT_IN_NAMES,
    ]
    return difflib.get_close_matches(name, known, 1, 0)[0]
