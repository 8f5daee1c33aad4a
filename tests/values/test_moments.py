"""Moments in UTC and their local day."""

from __future__ import annotations

import datetime as dt

import pytest

from benefit_share.values.moments import is_moment, is_zone, local_day


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-12-31T15:59:59Z", "Asia/Shanghai", dt.date(2026, 12, 31)),
        ("2026-12-31T16:00:00Z", "Asia/Shanghai", dt.date(2027, 1, 1)),
        ("2024-02-29T12:00:00Z", "UTC", dt.date(2024, 2, 29)),
        ("2026-07-01T05:30:00Z", "America/Chicago", dt.date(2026, 7, 1)),
        ("2026-07-01T04:30:00Z", "America/Chicago", dt.date(2026, 6, 30)),
        # Summer time in Shanghai, 1990: nine hours ahead.
        ("1990-07-01T15:30:00Z", "Asia/Shanghai", dt.date(1990, 7, 2)),
    ],
)
def test_the_day_of_a_moment_is_that_of_the_place(moment: str, zone: str, day: dt.date) -> None:
    """Year's end, leap day, summer time."""
    assert local_day(moment, zone) == day


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2026-12-31T15:59:59Z", True),
        ("2026-12-31T15:59:59", False),
        ("2026-12-31 15:59:59Z", False),
        ("2026-02-30T00:00:00Z", False),
        ("2026-12-31T24:00:01Z", False),
        ("２026-12-31T15:59:59Z", False),
    ],
)
def test_a_moment_has_one_form(text: str, *, good: bool) -> None:
    """UTC to the second, and a day that exists."""
    assert is_moment(text) is good


@pytest.mark.parametrize(
    ("name", "good"),
    [("Asia/Shanghai", True), ("Asia/Peking", False), ("", False), ("../etc/passwd", False)],
)
def test_a_zone_is_one_of_those_that_are_known(name: str, *, good: bool) -> None:
    """And no path."""
    assert is_zone(name) is good
