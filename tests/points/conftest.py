"""A small ledger of the year 2024, so that a test shows its items, its entries and its points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from benefit_share.findings import Finding
from benefit_share.points import Entry, Item, PointsSheet, Scheme, points_sheet
from benefit_share.values import Period

Reckoned = tuple[PointsSheet, tuple[Finding, ...]]
WITH_SHEET = ("people", "heads", "day", "period", "known_on", "evaluate")


def day(text: str) -> dt.date:
    """Read `03-01` as a day of 2024, or a whole date."""
    return dt.date.fromisoformat(text if len(text) > 5 else f"2024-{text}")


def entry_of(number: int, row: tuple[Any, ...]) -> Entry:
    """Make an entry of `(item, day, quantity, other columns)`; the last two may be left out."""
    item, on, *rest = row
    quantity = Fraction(next((part for part in rest if not isinstance(part, dict)), 1))
    columns: dict[str, Any] = {"id": f"e{number}", "subject": "h1"}
    columns |= next((part for part in rest if isinstance(part, dict)), {})
    return Entry(item=item, on=day(on), quantity=quantity, **columns)


@pytest.fixture
def reckon() -> Callable[..., Reckoned]:
    """Return a function from items and entries, and keys of the scheme, to the sheet."""

    def make(items: list[Item], *rows: tuple[Any, ...], **keys: Any) -> Reckoned:
        with_sheet: dict[str, Any] = {
            "people": {"h1": ("m1", "m2")},
            "heads": {"h1": "m1"},
            "day": day("12-31"),
            "period": Period(day("2024-01-01"), day("2025-01-01")),
        }
        with_sheet |= {key: keys.pop(key) for key in WITH_SHEET if key in keys}
        entries = [entry_of(number, row) for number, row in enumerate(rows, start=1)]
        return points_sheet(Scheme(items=tuple(items), **keys), entries, **with_sheet)

    return make


@pytest.fixture
def total(reckon: Callable[..., Reckoned]) -> Callable[..., Fraction]:
    """Return a function like `reckon` that wants no finding and returns the points of `h1`."""

    def make(items: list[Item], *rows: tuple[Any, ...], **keys: Any) -> Fraction:
        sheet, findings = reckon(items, *rows, **keys)
        assert findings == ()
        return sheet.totals["h1"]

    return make


@pytest.fixture
def codes(reckon: Callable[..., Reckoned]) -> Callable[..., list[tuple[str, str]]]:
    """Return a function like `reckon` that returns code and path of each finding."""

    def make(items: list[Item], *rows: tuple[Any, ...], **keys: Any) -> list[tuple[str, str]]:
        return [(finding.code, finding.path) for finding in reckon(items, *rows, **keys)[1]]

    return make
