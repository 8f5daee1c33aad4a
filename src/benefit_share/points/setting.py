"""What one sheet is made with: the rules, the days, and a notebook for findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.errors import ValueRefused
from benefit_share.expressions.quantity import Literal, Quantity
from benefit_share.values import add_months

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.points.lines import Line
    from benefit_share.points.rules import Rules
    from benefit_share.values import Period

__all__ = ["Evaluate", "Setting"]

Evaluate = Callable[[Quantity, str, dt.date], Fraction]
"""From a quantity, the id of a party and a day to a number."""


class Setting:
    """What all parties of one sheet share; it lives for one call."""

    __slots__ = (
        "_ends",
        "_evaluate",
        "_months",
        "day",
        "earned",
        "end",
        "findings",
        "known_on",
        "rules",
        "start",
        "timeless",
    )

    def __init__(
        self,
        rules: Rules,
        *,
        day: dt.date,
        period: Period,
        known_on: dt.date | None,
        evaluate: Evaluate | None,
    ) -> None:
        """Begin an empty notebook."""
        self.rules = rules
        self.day = day
        self.start, self.end = period.start, period.end
        self.known_on = known_on
        self.earned = rules.scheme.counts == "earned_in"
        self.timeless = not rules.scheme.valid
        self.findings: list[Finding] = []
        self._evaluate = evaluate
        self._ends: dict[tuple[dt.date, int], dt.date] = {}
        self._months: dict[int, int | None] = {}

    def number(self, quantity: Quantity, party: str, day: dt.date) -> Fraction:
        """Return what *quantity* is for a party on a day."""
        if isinstance(quantity, Literal):
            return quantity.value
        if self._evaluate is None:
            raise ValueRefused(
                "the scheme holds a quantity that has to be computed: pass evaluate=…"
            )
        return Fraction(self._evaluate(quantity, party, day))

    def end_of(self, line: Line) -> dt.date | None:
        """Return the first day on which an entry is no longer valid; None: it stays valid."""
        months = line.rule.months
        if months is None:
            months = None if self.timeless else self._months_of(line.plain)
        if months is None:
            return None
        key = (line.entry.on, months)
        end = self._ends.get(key)
        if end is None:
            end = self._ends[key] = add_months(*key)
        return end

    def _months_of(self, units: int) -> int | None:
        if units not in self._months:
            points = self.rules.scale.points(units)
            bands = (row for row in self.rules.scheme.valid if row.value.contains(points))
            row = next(bands, None)
            self._months[units] = None if row is None else row.in_months
        return self._months[units]
