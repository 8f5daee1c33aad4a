"""Months of presence and years of interest."""

from __future__ import annotations

import calendar
import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.values import (
    DayCount,
    Period,
    Span,
    faults,
    months_between,
    months_complete,
    months_day_15,
    months_in,
    months_started,
    year_fraction,
)

DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2029, 12, 31))
YEAR = Period.from_text("2026-01-01", "2026-12-31")


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """One day or more."""
    return Period(start := draw(DAYS), start + dt.timedelta(days=draw(st.integers(1, 800))))


@pytest.mark.parametrize(
    ("from_", "to", "started", "complete", "day_15"),
    [
        ("", "", 12, 12, 12),
        ("2026-01-01", "2026-12-31", 12, 12, 12),
        ("2026-03-15", "", 10, 9, 10),
        ("2026-03-16", "", 10, 9, 9),
        ("2026-03-01", "2026-03-14", 1, 0, 0),
        ("2026-03-15", "2026-03-15", 1, 0, 1),
        ("2026-03-31", "2026-05-01", 3, 1, 1),
        ("2025-06-01", "2026-02-28", 2, 2, 2),
        ("2027-01-01", "", 0, 0, 0),
    ],
)
def test_months_are_counted_the_way_the_plan_says(
    from_: str, to: str, started: int, complete: int, day_15: int
) -> None:
    """On any day, on all days, on the fifteenth."""
    span = Span.from_text(from_, to)

    assert months_started(span, YEAR) == started
    assert months_complete(span, YEAR) == complete
    assert months_day_15(span, YEAR) == day_15


def test_a_month_that_the_period_cuts_counts_by_what_is_inside() -> None:
    """Whoever was there throughout has all months; a fifteenth outside counts for nobody."""
    cut = Period.from_text("2026-01-20", "2026-03-10")

    assert months_in(cut) == months_started(Span(), cut) == months_complete(Span(), cut) == 3
    assert months_day_15(Span(), cut) == 1


@given(periods(), periods())
def test_law_complete_months_are_started_months_of_the_period(there: Period, whole: Period) -> None:
    """Nought ≤ complete ≤ started ≤ months of the period, and the fifteenth lies among them."""
    span = there.span()
    started = months_started(span, whole)

    assert 0 <= months_complete(span, whole) <= started <= months_in(whole)
    assert 0 <= months_day_15(span, whole) <= started
    assert months_complete(whole.span(), whole) == months_in(whole)


@given(periods(), periods())
def test_law_months_are_what_a_list_of_days_says(there: Period, whole: Period) -> None:
    """Each count agrees with going through the days one by one."""
    inside = [whole.start + dt.timedelta(days=n) for n in range((whole.end - whole.start).days)]
    months: dict[tuple[int, int], list[bool]] = {}
    for on in inside:
        months.setdefault((on.year, on.month), []).append(there.contains(on))
    span = there.span()

    assert months_in(whole) == len(months)
    assert months_started(span, whole) == sum(map(any, months.values()))
    assert months_complete(span, whole) == sum(map(all, months.values()))
    assert months_day_15(span, whole) == sum(on.day == 15 and there.contains(on) for on in inside)


@pytest.mark.parametrize(
    ("from_", "to", "day_count", "years"),
    [
        ("2026-01-01", "2026-12-31", "actual/365", Fraction(1)),
        ("2024-01-01", "2024-12-31", "actual/365", Fraction(366, 365)),
        ("2024-01-01", "2024-12-31", "actual/actual", Fraction(1)),
        ("2023-11-01", "2024-04-30", "actual/actual", Fraction(61, 365) + Fraction(121, 366)),
        ("2026-01-01", "2026-12-31", "30/360", Fraction(1)),
        ("2026-01-01", "2026-01-31", "30/360", Fraction(30, 360)),
        ("2026-01-15", "2026-02-14", "30/360", Fraction(30, 360)),
        # ISDA's own example of the clauses for the 31st: 31 January to 31 March is sixty days.
        ("2026-01-31", "2026-03-30", "30/360", Fraction(60, 360)),
        ("2026-01-30", "2026-03-30", "30/360", Fraction(60, 360)),
        ("2026-01-29", "2026-03-30", "30/360", Fraction(62, 360)),
        ("2026-01-30", "2026-01-30", "30/360", Fraction(0)),
        ("2026-02-28", "2026-02-28", "30/360", Fraction(3, 360)),
    ],
)
def test_a_period_is_a_fraction_of_a_year(
    from_: str, to: str, day_count: str, years: Fraction
) -> None:
    """By the day count of the contract, exactly."""
    period = Period.from_text(from_, to)

    assert year_fraction(period, day_count) == years
    assert year_fraction(period, DayCount(day_count)) == years


@pytest.mark.parametrize("day_count", ["", "actual/360", "ACTUAL/365", None])
def test_another_day_count_is_refused_with_those_there_are(day_count: Any) -> None:
    """A contract of another convention is not reckoned by a similar one."""
    with pytest.raises(faults.UnknownDayCount, match="actual/365, actual/actual, 30/360"):
        year_fraction(YEAR, day_count)


@given(periods(), st.integers(1, 799))
def test_law_a_year_fraction_adds_up(whole: Period, cut: int) -> None:
    """Interest of two parts is that of the whole, where days are counted as they are."""
    middle = whole.start + dt.timedelta(days=cut)
    if middle >= whole.end:
        return
    first, second = Period(whole.start, middle), Period(middle, whole.end)

    for day_count in (DayCount.ACTUAL_365, DayCount.ACTUAL_ACTUAL):
        assert year_fraction(whole, day_count) == year_fraction(first, day_count) + year_fraction(
            second, day_count
        )


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_law_every_whole_year_is_one(year: int, month: int) -> None:
    """By 30/360 from any month; by the days of the year when it is a calendar year."""
    start = dt.date(year, month, 1)
    whole = Period(start, dt.date(year + 1, month, 1))
    of_calendar = Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))

    assert year_fraction(whole, "30/360") == 1
    assert year_fraction(of_calendar, "actual/actual") == 1
    leap = calendar.isleap(year)
    assert year_fraction(of_calendar, "actual/365") == Fraction(365 + leap, 365)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-01-01", "2027-01-01", Fraction(12)),
        ("2026-01-15", "2026-02-15", Fraction(1)),
        ("2026-01-31", "2026-02-28", Fraction(1)),
        ("2026-01-31", "2026-03-01", 1 + Fraction(1, 31)),
        ("2026-02-01", "2026-02-15", Fraction(1, 2)),
        ("2026-02-01", "2026-02-01", Fraction(0)),
        ("2026-02-01", "2025-02-01", Fraction(0)),
    ],
)
def test_months_between_two_days(start: str, end: str, months: Fraction) -> None:
    """Whole ones from day to day, and the rest by its days of the month it lies in."""
    assert months_between(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == months


@given(DAYS, DAYS, DAYS)
def test_months_grow_with_their_end(start: dt.date, one: dt.date, other: dt.date) -> None:
    """A later day is never fewer months away."""
    first, second = sorted((one, other))

    assert 0 <= months_between(start, first) <= months_between(start, second)
