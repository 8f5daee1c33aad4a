"""Days, periods and spans: half-open inside, last day included in text."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.values import (
    DaysMissing,
    DaysOutside,
    DaysTwice,
    Period,
    Span,
    add_months,
    age_on,
    day,
    days,
    faults,
    split_by_days,
    tile,
)

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))
YEAR = Period.from_text("2026-01-01", "2026-12-31")


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """One day or more."""
    return Period(start := draw(DAYS), start + dt.timedelta(days=draw(st.integers(1, 800))))


def period(from_: str, to: str) -> Period:
    """Read a period of 2026 from month and day."""
    return Period.from_text(f"2026-{from_}", f"2026-{to}")


@pytest.mark.parametrize("text", ["2026-01-05", "1900-01-01", "2199-12-31", "2024-02-29"])
def test_a_day_is_iso_8601(text: str) -> None:
    """And a plain date of the standard library."""
    assert day(text).isoformat() == text
    assert type(day(text)) is dt.date


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("2026/1/2", faults.DayForm),
        ("2026-1-2", faults.DayForm),
        ("20260102", faults.DayForm),
        ("45000", faults.DayForm),
        ("二〇二六年一月二日", faults.DayForm),
        ("２０２６-01-02", faults.DayForm),
        ("2026-01-02T00:00", faults.DayForm),
        ("2026-01-02\n", faults.DayForm),
        (" 2026-01-02", faults.DayForm),
        ("", faults.DayForm),
        ("2026-W01-1", faults.DayForm),
        ("1899-12-31", faults.DayYear),
        ("2200-01-01", faults.DayYear),
        ("0000-01-01", faults.DayYear),
        ("2026-02-29", faults.DayNotReal),
        ("2026-13-01", faults.DayNotReal),
        ("2026-00-01", faults.DayNotReal),
        ("2026-01-32", faults.DayNotReal),
    ],
)
def test_another_day_is_refused_by_its_reason(text: str, leaf: type[faults.DayForm]) -> None:
    """Nothing is guessed: 1/2 is in January for one reader and in February for another."""
    with pytest.raises(faults.DayForm) as caught:
        day(text)

    assert type(caught.value) is leaf
    assert (caught.value.form, caught.value.length) == (faults.form_of(text), len(text))


@pytest.mark.parametrize("value", [45000, None, dt.date(2026, 1, 1)])
def test_a_day_is_read_from_text(value: Any) -> None:
    """A date is a day already."""
    with pytest.raises(faults.DayType):
        day(value)


def test_a_period_is_half_open_and_its_text_is_not() -> None:
    """The last day is included wherever people read it."""
    assert Period(dt.date(2026, 1, 1), dt.date(2027, 1, 1)) == YEAR
    assert (YEAR.first, YEAR.last) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert YEAR.text() == ("2026-01-01", "2026-12-31")
    assert str(YEAR) == "2026-01-01 to 2026-12-31"
    assert days(YEAR) == 365
    assert [YEAR.contains(day(text)) for text in ("2025-12-31", "2026-01-01", "2026-12-31")] == [
        False,
        True,
        True,
    ]
    assert not YEAR.contains(YEAR.end)


@pytest.mark.parametrize(
    ("from_", "to", "leaf"),
    [
        ("2026-01-02", "2026-01-01", faults.PeriodReversed),
        ("", "2026-01-01", faults.PeriodOpen),
        ("2026-01-01", "", faults.PeriodOpen),
        ("2026-01-01", "2026-02-30", faults.DayNotReal),
    ],
)
def test_a_period_that_is_none_is_refused(
    from_: str, to: str, leaf: type[faults.ValueFault]
) -> None:
    """Both days, in order."""
    with pytest.raises(leaf):
        Period.from_text(from_, to)


def test_a_period_of_one_day_is_a_period() -> None:
    """From and to may be the same day; start and end may not."""
    assert days(Period.from_text("2026-01-01", "2026-01-01")) == 1
    with pytest.raises(faults.PeriodReversed):
        Period(dt.date(2026, 1, 1), dt.date(2026, 1, 1))


def test_no_pendulum_type_leaves_the_room_and_no_moment_enters_it() -> None:
    """Any kind of date becomes a plain one; a moment has a day only in a time zone."""
    dated = Period(pendulum.Date(2026, 1, 1), pendulum.Date(2026, 2, 1))

    assert type(dated.start) is type(dated.end) is dt.date
    assert type(Span(pendulum.Date(2026, 1, 1)).start) is dt.date
    assert type(add_months(pendulum.Date(2026, 1, 1), 1)) is dt.date
    with pytest.raises(faults.DayType) as caught:
        Span(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert caught.value.type_name == "datetime"
    not_a_day: Any = "2026-01-01"
    with pytest.raises(faults.DayType):
        YEAR.contains(not_a_day)


@pytest.mark.parametrize(
    ("from_", "to", "text"),
    [
        ("", "", "… to …"),
        (None, None, "… to …"),
        ("2026-01-01", "", "2026-01-01 to …"),
        ("", "2026-12-31", "… to 2026-12-31"),
        ("2026-01-01", "2026-12-31", "2026-01-01 to 2026-12-31"),
    ],
)
def test_a_span_may_be_open_on_either_side(from_: str | None, to: str | None, text: str) -> None:
    """An empty `to` is still true."""
    span = Span.from_text(from_, to)

    assert str(span) == text
    assert span.text() == (from_ or "", to or "")
    assert Span.from_text(*span.text()) == span
    assert (span.first is None, span.last is None) == (not from_, not to)


def test_a_span_in_the_wrong_order_is_refused() -> None:
    """The last day lies on or after the first."""
    with pytest.raises(faults.PeriodReversed):
        Span.from_text("2026-01-02", "2026-01-01")


@given(DAYS, st.none() | DAYS, st.none() | DAYS)
def test_law_a_span_holds_the_days_from_its_first_to_its_last(
    on: dt.date, first: dt.date | None, last: dt.date | None
) -> None:
    """Both included."""
    if first is not None and last is not None and first > last:
        first, last = last, first
    span = Span.from_text(first.isoformat() if first else "", last.isoformat() if last else "")
    inside = (first is None or first <= on) and (last is None or on <= last)

    assert span.contains(on) is inside


@given(periods(), periods(), DAYS)
def test_law_an_overlap_holds_the_days_that_both_hold(
    one: Period, other: Period, on: dt.date
) -> None:
    """Whether taken of a period or of a span, from either side."""
    both = one.overlap(other)

    assert (both is not None and both.contains(on)) is (one.contains(on) and other.contains(on))
    assert both == other.overlap(one) == one.span().overlap(other)
    assert Span().overlap(one) == one


@pytest.mark.parametrize(
    ("on", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-02-28", -1, "2026-01-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-01", 0, "2026-01-01"),
        ("2026-01-31", -14, "2024-11-30"),
    ],
)
def test_months_end_on_the_last_day_there_is(on: str, months: int, later: str) -> None:
    """31 January and one month is the last of February, and nothing is remembered."""
    assert add_months(day(on), months).isoformat() == later


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2008-06-15", "2026-06-14", 17),
        ("2008-06-15", "2026-06-15", 18),
        ("2008-02-29", "2026-02-27", 17),
        ("2008-02-29", "2026-02-28", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2008-02-28", "2026-02-28", 18),
        ("2026-06-15", "2026-06-15", 0),
        ("2026-06-15", "2026-06-14", -1),
    ],
)
def test_an_age_is_reached_on_the_birthday(born: str, on: str, age: int) -> None:
    """Whoever was born on 29 February reaches it on 28 February in other years."""
    assert age_on(day(born), day(on)) == age


@given(DAYS, DAYS)
def test_law_an_age_is_the_years_that_can_be_added(born: dt.date, on: dt.date) -> None:
    """Age n: n years after birth have come, n + 1 have not."""
    age = age_on(born, on)

    assert add_months(born, 12 * age) <= on < add_months(born, 12 * (age + 1))


@pytest.mark.parametrize("year", [1900, 2000, 2100])
def test_centuries_are_leap_years_by_four_hundred(year: int) -> None:
    """The Gregorian rule, at its corner."""
    reached = dt.date(year, 2, 28) >= add_months(dt.date(1896, 2, 29), 12 * (year - 1896))

    assert (age_on(dt.date(1896, 2, 29), dt.date(year, 2, 28)) == year - 1896) is reached
    assert reached is (year != 2000)


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([period("01-01", "12-31")], []),
        ([period("07-01", "12-31"), period("01-01", "06-30")], []),
        ([], [DaysMissing(YEAR)]),
        (
            [period("02-01", "05-31"), period("07-01", "11-30")],
            [
                DaysMissing(period("01-01", "01-31")),
                DaysMissing(period("06-01", "06-30")),
                DaysMissing(period("12-01", "12-31")),
            ],
        ),
        (
            [period("06-01", "12-31"), period("01-01", "06-30")],
            [DaysTwice(0, 1, period("06-01", "06-30"))],
        ),
        (
            [period("01-01", "12-31"), period("03-01", "03-31"), period("06-01", "06-30")],
            [DaysTwice(0, 1, period("03-01", "03-31")), DaysTwice(0, 2, period("06-01", "06-30"))],
        ),
        (
            [Period.from_text("2025-12-01", "2027-01-31")],
            [
                DaysOutside(0, Period.from_text("2025-12-01", "2025-12-31")),
                DaysOutside(0, Period.from_text("2027-01-01", "2027-01-31")),
            ],
        ),
        (
            [Period.from_text("2028-01-01", "2028-01-31")],
            [DaysMissing(YEAR), DaysOutside(0, Period.from_text("2028-01-01", "2028-01-31"))],
        ),
    ],
)
def test_parts_that_do_not_tile_the_whole_are_named(
    parts: list[Period], found: list[DaysMissing | DaysOutside | DaysTwice]
) -> None:
    """Missing days in order, then outside, then twice."""
    assert list(tile(parts, YEAR)) == found


@given(st.lists(periods(), max_size=4), periods(), DAYS)
def test_law_every_day_is_held_once_or_named(
    parts: list[Period], whole: Period, on: dt.date
) -> None:
    """A day of the whole is missing when no part holds it, twice for each two parts that do."""
    found = [fault for fault in tile(parts, whole) if fault.period.contains(on)]
    holders = [index for index, part in enumerate(parts) if part.contains(on)]

    missing = [fault for fault in found if isinstance(fault, DaysMissing)]
    outside = {fault.index for fault in found if isinstance(fault, DaysOutside)}
    twice = {(fault.first, fault.second) for fault in found if isinstance(fault, DaysTwice)}
    assert len(missing) == (whole.contains(on) and not holders)
    assert outside == (set() if whole.contains(on) else set(holders))
    assert twice == {(a, b) for a in holders for b in holders if a < b}


@given(
    st.integers(-(10**12), 10**12),
    periods(),
    st.lists(st.integers(0, 900), max_size=4),
    st.randoms(use_true_random=False),
)
def test_law_a_split_by_days_sums_to_the_amount(
    amount: int, whole: Period, cuts: list[int], chance: Any
) -> None:
    """Exactly, each part by its days, in the order of the parts."""
    inner = {whole.start + dt.timedelta(days=cut) for cut in cuts if 0 < cut < days(whole)}
    ends = [whole.start, *sorted(inner), whole.end]
    parts = [Period(start, end) for start, end in pairwise(ends)]
    chance.shuffle(parts)

    shares = split_by_days(amount, whole, parts)

    assert sum(shares) == amount
    assert shares == tuple(Fraction(amount * days(part), days(whole)) for part in parts)


def test_a_split_over_parts_with_a_gap_is_refused() -> None:
    """Money of days that no part holds would be lost."""
    with pytest.raises(faults.PartsDoNotTile) as caught:
        split_by_days(100, YEAR, [period("02-01", "11-30")])

    assert caught.value.faults == 2
