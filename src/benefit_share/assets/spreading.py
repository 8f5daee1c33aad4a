"""A sum that was earned in a span, told apart by periods: nothing is lost and nothing counts twice.

What was earned up to a day is rounded once, half up, from the whole sum; a period has the
difference between its two ends.
So the parts of periods that adjoin add up to the sum, however the span is cut, and each run can
reckon its own part without asking another.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.values import Period, Rounding, days, months_between, round_fraction

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["SPREADS", "Part", "earned_until", "spread"]

SPREADS: Final = ("days", "months")
"""How a sum is told apart: every day alike, or every month alike and a part of one by its days."""


@attrs.frozen
class Part:
    """What one period has of a receipt, in minor units; nothing of it is negative.

    Attributes:
        fresh: came with this run and belongs to its period.
        released: was kept from an earlier run for this period.
        deferred: came with this run and is kept for later periods.
        before: came with this run, but was earned in earlier periods, which have it already or
            never will.
    """

    fresh: int = 0
    released: int = 0
    deferred: int = 0
    before: int = 0

    @property
    def recognised(self) -> int:
        """All that belongs to the period."""
        return self.fresh + self.released

    @property
    def touched(self) -> bool:
        """Whether the run has anything to do with the receipt at all."""
        return bool(self.fresh or self.released or self.deferred)


def earned_until(amount: int, span: Period, end: dt.date, way: str) -> int:
    """Return what of *amount* was earned before the day *end*, rounded half up once.

    Args:
        amount: the whole sum in minor units.
        span: the days in which it was earned.
        end: the day after the last that counts.
        way: `days` or `months`.
    """
    if end <= span.start:
        return 0
    if end >= span.end:
        return amount
    reached, whole = (
        (Fraction(days(Period(span.start, end))), Fraction(days(span)))
        if way == "days"
        else (months_between(span.start, end), months_between(span.start, span.end))
    )
    return round_fraction(Fraction(amount * reached, whole), Rounding.HALF_UP)


def spread(
    amount: int, span: Period, period: Period, *, came_on: dt.date, way: str, by: str
) -> Part:
    """Return what *period* has of a sum that was earned in *span*.

    Args:
        amount: the whole sum in minor units, not negative.
        span: the days in which it was earned.
        period: the period of the run.
        came_on: the day on which it came, or was paid.
        way: `days` or `months`.
        by: `earned`: each period has what was earned in it, also where the money came afterwards;
            otherwise nothing belongs to a period before the money came, and what was earned
            before belongs to the period in which it came.

    Returns:
        The part. Over adjoining periods the recognised parts add up to the sum, from the first of
        its days (`earned`) or from the period in which it came.
    """
    at_start = earned_until(amount, span, period.start, way)
    at_end = earned_until(amount, span, period.end, way)
    if came_on < period.start:
        return Part(released=at_end - at_start)
    if by != "earned":
        return Part(fresh=at_end, deferred=amount - at_end) if came_on < period.end else Part()
    if came_on >= period.end:
        return Part(fresh=at_end - at_start)
    return Part(fresh=at_end - at_start, deferred=amount - at_end, before=at_start)
