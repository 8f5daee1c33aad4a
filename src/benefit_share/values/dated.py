"""Values that are true for a time: as of one day, as known on another.

A correction is a new entry: of the entries that hold on a day, the one recorded last says what is
true.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar

import attrs

from benefit_share.values.periods import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["UNKNOWN", "Conflict", "Dated", "Unknown", "as_of"]

T = TypeVar("T")


class Unknown(enum.Enum):
    """The type of `UNKNOWN`; an enumeration of one stays itself when pickled or copied."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        """Read as `UNKNOWN`."""
        return "UNKNOWN"


UNKNOWN: Final[Literal[Unknown.UNKNOWN]] = Unknown.UNKNOWN
"""No entry says what was true: neither yes nor no nor zero."""


@attrs.frozen
class Dated(Generic[T]):
    """A value and when it is true.

    Attributes:
        value: what is true.
        span: on which days.
        recorded_on: the day it was written down; None when that was never noted, which counts as
            earliest.
    """

    value: T
    span: Span = attrs.field(factory=Span)
    recorded_on: dt.date | None = None


@attrs.frozen
class Conflict(Generic[T]):
    """Two entries of one recording day say different things about one day.

    Attributes:
        first: the entry that was listed first.
        second: the first later one that differs from it.
    """

    first: Dated[T]
    second: Dated[T]


def as_of(
    entries: Iterable[Dated[T]], day: dt.date, known_on: dt.date | None = None
) -> T | Conflict[T] | Literal[Unknown.UNKNOWN]:
    """Return the value that is true on *day*, as far as was known on *known_on*.

    Args:
        entries: what was recorded about one thing, in any order.
        day: the day asked about.
        known_on: entries recorded after this day are not looked at; all are when None.

    Returns:
        The value of the entry recorded last among those that hold on *day*; `UNKNOWN` when there is
        none; a `Conflict` when entries recorded on that same day differ.
    """
    holding = [
        entry
        for entry in entries
        if entry.span.contains(day)
        and (known_on is None or entry.recorded_on is None or entry.recorded_on <= known_on)
    ]
    if not holding:
        return UNKNOWN
    recorded = [entry.recorded_on for entry in holding if entry.recorded_on is not None]
    latest = max(recorded) if recorded else None
    first, *others = [entry for entry in holding if entry.recorded_on == latest]
    for other in others:
        if other.value != first.value:
            return Conflict(first, other)
    return first.value
