"""To which period a receipt or an expense belongs: whole, in part, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from benefit_share.assets import Part, recognised, spread
from benefit_share.values import ALWAYS, Period

if TYPE_CHECKING:
    import datetime as dt

    from benefit_share.assets import Expense, Income
    from benefit_share.distribution.case import Case

__all__ = ["Belonging"]


class Belonging:
    """What the rows of a case have to do with its period; the contracts are indexed once."""

    def __init__(self, case: Case) -> None:
        """Look at the rows of *case*."""
        self._case = case
        self._contracts = {row.id: row for row in case.contracts if row.spread}

    def way(self, row: Income | Expense) -> str:
        """Return how a row is told apart over its days: `days`, `months`, or empty for not at all.

        A claw-back is never told apart: it belongs where it came.
        """
        if row.amount < 0:
            return ""
        if row.contract in self._contracts:
            return self._contracts[row.contract].spread
        word = self._case.plan.basis.spread
        return "" if word == "refuse" or row.earned == ALWAYS else word

    def span(self, row: Income | Expense) -> Period | None:
        """Return the days a row was earned in, else its contract's; None if a side is open."""
        span = row.earned
        if span == ALWAYS and row.contract in self._contracts:
            span = self._contracts[row.contract].span
        if span.start is None or span.end is None:
            return None
        return Period(span.start, span.end)

    def income(self, row: Income) -> Part | None:
        """Return what the period has of a receipt; None if it belongs to others or is not known."""
        case = self._case
        by, known = case.plan.plan.versions_by, case.known_on
        if self.way(row):
            return self._spread(row, row.received_on)
        whole = recognised(row, case.period, by=by, known_on=known)
        return Part(fresh=row.amount) if whole else None

    def is_elsewhere(self, row: Income) -> bool:
        """Say whether another slice of the same period has a receipt, or speaks of it."""
        part = self._case.slice
        if part is None:
            return False
        whole = Belonging(attrs.evolve(self._case, period=part.whole, slice=None))
        return part.number > 1 or whole.income(row) is not None

    def expense(self, row: Expense) -> Part | None:
        """Return what the period has of an expense; one that is not told apart counts when paid."""
        case = self._case
        if self.way(row):
            return self._spread(row, row.paid_on)
        known = row.paid_on <= (case.known_on or row.paid_on)
        return Part(fresh=row.amount) if known and case.period.contains(row.paid_on) else None

    def _spread(self, row: Income | Expense, on: dt.date) -> Part | None:
        case, span = self._case, self.span(row)
        if span is None or (case.known_on is not None and on > case.known_on):
            return None
        by = case.plan.plan.versions_by
        part = spread(row.amount, span, case.period, came_on=on, way=self.way(row), by=by)
        return part if part.touched else None
