"""Counting the months and years of a period: presence by months, day counts of interest."""

from __future__ import annotations

import datetime as dt
import enum
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.values import faults
from benefit_share.values.periods import Period, add_months, days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benefit_share.values.periods import Span

__all__ = [
    "DayCount",
    "months_between",
    "months_complete",
    "months_day_15",
    "months_in",
    "months_started",
    "year_fraction",
]


class DayCount(enum.StrEnum):
    """How a period becomes a fraction of a year."""

    ACTUAL_365 = "actual/365"
    """Days over 365: a leap year is 366/365."""

    ACTUAL_ACTUAL = "actual/actual"
    """Days of each calendar year over that year's days (ISDA): every whole calendar year is 1."""

    THIRTY_360 = "30/360"
    """Every month has 30 days and every year 360 (ISDA bond basis)."""


def _months(period: Period) -> Iterator[Period]:
    """Yield the calendar months of *period*, the first and last cut to it."""
    start = period.start
    while start < period.end:
        following = dt.date(start.year + start.month // 12, start.month % 12 + 1, 1)
        yield Period(start, min(following, period.end))
        start = following


def months_in(period: Period) -> int:
    """Return how many calendar months *period* touches; at least 1."""
    last = period.last
    return (last.year - period.start.year) * 12 + last.month - period.start.month + 1


def months_started(span: Span, period: Period) -> int:
    """Return the calendar months of *period* on any day of which *span* holds.

    Args:
        span: when somebody was there.
        period: what is counted.

    Returns:
        0 to `months_in(period)`.
    """
    there = span.overlap(period)
    return 0 if there is None else months_in(there)


def months_complete(span: Span, period: Period) -> int:
    """Return the calendar months of *period* on all days of which *span* holds.

    A month that the period cuts counts by the days it has inside, so that whoever was there
    throughout has all months.

    Args:
        span: when somebody was there.
        period: what is counted.

    Returns:
        0 to `months_in(period)`.
    """
    return sum(span.overlap(month) == month for month in _months(period))


def months_day_15(span: Span, period: Period) -> int:
    """Return the calendar months of *period* on whose 15th day *span* holds.

    A month whose 15th lies outside the period does not count, for anybody.

    Args:
        span: when somebody was there.
        period: what is counted.

    Returns:
        0 to `months_in(period)`.
    """
    fifteenths = (month.start.replace(day=15) for month in _months(period))
    return sum(period.contains(fifteenth) and span.contains(fifteenth) for fifteenth in fifteenths)


def months_between(start: dt.date, end: dt.date) -> Fraction:
    """Return the months from one day up to, not including, another, exactly.

    A month runs from the day of *start* to the same day of the next month (`add_months`); what is
    left over counts by its days of the month it lies in.

    Args:
        start: the first day.
        end: the day after the last.

    Returns:
        A number that grows with *end*; 0 where *end* is *start* or lies before it.
    """
    if end <= start:
        return Fraction(0)
    whole = (end.year - start.year) * 12 + end.month - start.month
    whole -= add_months(start, whole) > end
    reached, following = add_months(start, whole), add_months(start, whole + 1)
    return whole + Fraction((end - reached).days, (following - reached).days)


def year_fraction(period: Period, day_count: DayCount | str) -> Fraction:
    """Return *period* in years, exactly.

    Args:
        period: from its first day up to, not including, the day after its last: 2026-01-01 to
            2026-12-31 is one year.
        day_count: `actual/365`, `actual/actual` or `30/360`.

    Returns:
        A number above 0, or 0 where 30/360 does not see a 31st.

    Raises:
        UnknownDayCount: for another day count.
    """
    match day_count:
        case DayCount.ACTUAL_365:
            return Fraction(days(period), 365)
        case DayCount.ACTUAL_ACTUAL:
            return sum((_of_its_year(year) for year in _years(period)), Fraction(0))
        case DayCount.THIRTY_360:
            return Fraction(_days_of_thirty(period), 360)
        case _:
            raise faults.UnknownDayCount(", ".join(DayCount))


def _years(period: Period) -> Iterator[Period]:
    start = period.start
    while start < period.end:
        following = dt.date(start.year + 1, 1, 1)
        yield Period(start, min(following, period.end))
        start = following


def _of_its_year(part: Period) -> Fraction:
    year = part.start.year
    return Fraction(days(part), (dt.date(year + 1, 1, 1) - dt.date(year, 1, 1)).days)


def _days_of_thirty(period: Period) -> int:
    start, end = period.start, period.end
    first = min(start.day, 30)
    # ISDA 2006, 4.16(f): a 31st at the end becomes the 30th only when the period starts on the 30th
    # or 31st.
    last = min(end.day, 30) if first == 30 else end.day
    return (end.year - start.year) * 360 + (end.month - start.month) * 30 + last - first
