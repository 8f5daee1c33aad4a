"""Dated values: true on one day, as known on another."""

from __future__ import annotations

import copy
import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.values import UNKNOWN, Conflict, Dated, Span, as_of

DAY = dt.date(2026, 6, 1)
ENTRIES = (
    Dated("ordinary", Span.from_text("2020-01-01", "2025-12-31")),
    Dated("dibao", Span.from_text("2026-01-01", ""), dt.date(2026, 1, 10)),
    Dated("ordinary", Span.from_text("2026-05-01", ""), dt.date(2026, 7, 1)),
)


@pytest.mark.parametrize(
    ("day", "known_on", "value"),
    [
        (dt.date(2019, 12, 31), None, UNKNOWN),
        (dt.date(2025, 12, 31), None, "ordinary"),
        (dt.date(2026, 1, 1), None, "dibao"),
        (dt.date(2026, 1, 1), dt.date(2026, 1, 9), UNKNOWN),
        (dt.date(2026, 1, 1), dt.date(2026, 1, 10), "dibao"),
        (DAY, dt.date(2026, 6, 30), "dibao"),
        (DAY, dt.date(2026, 7, 1), "ordinary"),
        (DAY, None, "ordinary"),
        (dt.date(2026, 4, 30), None, "dibao"),
    ],
)
def test_the_entry_recorded_last_says_what_is_true(
    day: dt.date, known_on: dt.date | None, value: object
) -> None:
    """A correction is a new entry, and a run of last spring still sees what was known then."""
    assert as_of(ENTRIES, day, known_on) == value
    assert as_of(reversed(ENTRIES), day, known_on) == value


def test_nothing_recorded_is_unknown() -> None:
    """Neither yes nor no nor zero."""
    assert as_of([], DAY) is UNKNOWN
    assert repr(UNKNOWN) == "UNKNOWN"


def test_unknown_stays_itself_when_it_travels() -> None:
    """`is UNKNOWN` holds in another process."""
    assert pickle.loads(pickle.dumps(UNKNOWN)) is copy.deepcopy(UNKNOWN) is UNKNOWN


@pytest.mark.parametrize("recorded_on", [None, dt.date(2026, 1, 1)])
def test_two_entries_of_one_recording_day_that_differ_are_a_conflict(
    recorded_on: dt.date | None,
) -> None:
    """Both are named; neither is chosen."""
    first = Dated(1, Span(), recorded_on)
    same = Dated(1, Span.from_text("2026-01-01", ""), recorded_on)
    second = Dated(2, Span(), recorded_on)

    assert as_of([first, same, second], DAY) == Conflict(first, second)
    assert as_of([first, same], DAY) == 1


def test_an_entry_without_a_recording_day_counts_as_earliest() -> None:
    """A dated correction wins over it, and it was always known."""
    undated, dated = Dated(1), Dated(2, Span(), dt.date(2026, 1, 1))

    assert as_of([undated, dated], DAY) == 2
    assert as_of([undated, dated], DAY, dt.date(2025, 12, 31)) == 1


@given(st.permutations(ENTRIES), st.dates(dt.date(2019, 1, 1), dt.date(2027, 1, 1)))
def test_law_the_order_of_entries_does_not_matter(entries: list[Dated[str]], day: dt.date) -> None:
    """The result is a function of the set of entries."""
    assert as_of(entries, day) == as_of(ENTRIES, day)
