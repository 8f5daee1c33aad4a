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
    from benefit_share.points.rows import Entry
    from benefit_share.points.rules import Rules
    from benefit_share.values import Period

__all__ = ["Evaluate", "Setting"]

_A_DAY = dt.timedelta(days=1)

Evaluate = Callable[[Quantity, str, dt.date], Fraction]
"""From a quantity, the id of a party and a day to a number."""


class Setting:
    """What all parties of one sheet share; it lives for one call."""

    __slots__ = (
        "_by_units",
        "_ends",
        "_evaluate",
        "_firsts",
        "_timeless",
        "day",
        "earned",
        "end",
        "findings",
        "known_on",
        "rules",
        "start",
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
        self.findings: list[Finding] = []
        self._evaluate = evaluate
        self._timeless = not rules.scheme.valid
        self._by_units: dict[int, int | None] = {}
        self._ends: dict[int, dict[dt.date, dt.date]] = {}
        self._firsts: dict[int, dt.date] = {}

    def knows(self, entry: Entry) -> bool:
        """Return whether an entry had been recorded by the day as known on which the sheet is."""
        known_on, recorded_on = self.known_on, entry.recorded_on
        return known_on is None or recorded_on is None or recorded_on <= known_on

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
        months = self._months_of(line)
        if months is None:
            return None
        ends = self._ends.setdefault(months, {})
        on = line.entry.on
        end = ends.get(on)
        if end is None:
            end = ends[on] = add_months(on, months)
        return end

    def is_over(self, line: Line) -> bool:
        """Return whether an entry is no longer valid on the day of the sheet."""
        months = line.rule.months
        if months is None:
            months = self._months_of(line)
            if months is None:
                return False
        first = self._firsts.get(months)
        if first is None:
            first = self._firsts[months] = self._first_valid(months)
        return line.entry.on < first

    def _first_valid(self, months: int) -> dt.date:
        """Return the first day of an act that is still valid: a later act is valid no shorter."""
        first = add_months(self.day, -months) - 4 * _A_DAY
        while add_months(first, months) <= self.day:
            first += _A_DAY
        return first

    def _months_of(self, line: Line) -> int | None:
        months = line.rule.months
        if months is not None or self._timeless:
            return months
        units = line.value if line.plain is None else line.plain
        if units not in self._by_units:
            points = self.rules.scale.points(units)
            bands = (row for row in self.rules.scheme.valid if row.value.contains(points))
            row = next(bands, None)
            self._by_units[units] = None if row is None else row.in_months
        return self._by_units[units]
