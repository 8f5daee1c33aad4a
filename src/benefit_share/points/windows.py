"""Windows of time: within what an item is counted once, totalled or capped.

One window is one name: two days with the same key lie in the same window.
To add one, write its key here, its test, and its line in the docstring of `WINDOWS`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType

__all__ = ["ENTRY", "EVER", "WINDOWS", "WindowKey"]

WindowKey = Callable[[dt.date], Hashable]
ENTRY = "entry"
EVER = "ever"


def _month(on: dt.date) -> Hashable:
    return on.year * 12 + on.month


def _quarter(on: dt.date) -> Hashable:
    return on.year * 4 + (on.month - 1) // 3


def _year(on: dt.date) -> Hashable:
    return on.year


def _all(_on: dt.date) -> Hashable:
    return 0


WINDOWS: Mapping[str, WindowKey] = MappingProxyType(
    {ENTRY: _all, EVER: _all, "month": _month, "period": _all, "quarter": _quarter, "year": _year}
)
"""Each window and its key.

`entry` is each entry by itself; `month`, `quarter` and `year` are those of the calendar;
`period` is all that counts in one sheet; `ever` is also what was earned before its period.
"""
