"""Days, spans of days and periods: half-open inside, last day included in every text.

This is the only importer of pendulum, and no pendulum type leaves it: whatever goes in and out is
`datetime.date`.
What never lives here: clocks, time zones, holidays.
"""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Self

import attrs

from benefit_share.values import faults

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ALWAYS",
    "DaysMissing",
    "DaysOutside",
    "DaysTwice",
    "Period",
    "Span",
    "add_months",
    "age_on",
    "day",
    "days",
    "split_by_days",
    "tile",
]

FIRST_YEAR = 1900
LAST_YEAR = 2199
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ONE = dt.timedelta(days=1)


def day(text: str, /) -> dt.date:
    """Return the day that *text* says.

    Args:
        text: ten ASCII characters `YYYY-MM-DD` (ISO 8601 calendar date), year 1900 to 2199.

    Returns:
        The day.

    Raises:
        DayForm: for another form, such as `2026/1/2` or a number of a spreadsheet.
        DayYear: for another year.
        DayNotReal: for a day the calendar does not have.
        DayType: when *text* is no text.
    """
    if not isinstance(text, str):
        raise faults.DayType(type(text).__name__)
    match = _DAY.fullmatch(text)
    form, length = faults.form_of(text), len(text)
    if match is None:
        raise faults.DayForm(form, length)
    year, month, day_of_month = map(int, match.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise faults.DayYear(form, length)
    try:
        return dt.date(year, month, day_of_month)
    except ValueError:
        raise faults.DayNotReal(form, length) from None


def _plain(value: dt.date) -> dt.date:
    """Return a plain date of any date; a moment is refused, for its day hangs on a time zone."""
    if type(value) is dt.date:
        return value
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise faults.DayType(type(value).__name__)
    return dt.date(value.year, value.month, value.day)


def _plain_or_none(value: dt.date | None) -> dt.date | None:
    return None if value is None else _plain(value)


@attrs.frozen
class Period:
    """One day or more.

    Attributes:
        start: first day.
        end: day after the last.
    """

    start: dt.date = attrs.field(converter=_plain)
    end: dt.date = attrs.field(converter=_plain)

    def __attrs_post_init__(self) -> None:
        """Refuse a period without a day."""
        if self.start >= self.end:
            raise faults.PeriodReversed

    @classmethod
    def from_text(cls, from_: str, to: str) -> Self:
        """Read a period from its first and last day.

        Args:
            from_: first day as `YYYY-MM-DD`.
            to: last day, included.

        Returns:
            The period.

        Raises:
            PeriodOpen: when either is empty.
            PeriodReversed: when the last day lies before the first.
            DayFault: as `day` does.
        """
        if not from_ or not to:
            raise faults.PeriodOpen
        return cls(day(from_), day(to) + _ONE)

    @property
    def first(self) -> dt.date:
        """The first day."""
        return self.start

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.end - _ONE

    def contains(self, on: dt.date, /) -> bool:
        """Say whether the day *on* lies in the period."""
        return self.start <= _plain(on) < self.end

    def overlap(self, other: Period) -> Period | None:
        """Return the days this period shares with *other*; None when there are none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def span(self) -> Span:
        """Return the same days as a span."""
        return Span(self.start, self.end)

    def text(self) -> tuple[str, str]:
        """Return `from` and `to` as text, last day included."""
        return self.first.isoformat(), self.last.isoformat()

    def __str__(self) -> str:
        """Read as `2026-01-01 to 2026-12-31`, last day included."""
        return " to ".join(self.text())


@attrs.frozen
class Span:
    """Days during which something is true; either side may be open.

    Attributes:
        start: first day; None when it was always true.
        end: day after the last; None when it is still true.
    """

    start: dt.date | None = attrs.field(default=None, converter=_plain_or_none)
    end: dt.date | None = attrs.field(default=None, converter=_plain_or_none)

    def __attrs_post_init__(self) -> None:
        """Refuse a span without a day."""
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise faults.PeriodReversed

    @classmethod
    def from_text(cls, from_: str | None, to: str | None) -> Self:
        """Read a span from its first and last day.

        Args:
            from_: first day as `YYYY-MM-DD`; empty or None when it was always true.
            to: last day, included; empty or None when it is still true.

        Returns:
            The span.

        Raises:
            PeriodReversed: when the last day lies before the first.
            DayFault: as `day` does.
        """
        return cls(day(from_) if from_ else None, day(to) + _ONE if to else None)

    @property
    def first(self) -> dt.date | None:
        """The first day; None when it was always true."""
        return self.start

    @property
    def last(self) -> dt.date | None:
        """The last day; None when it is still true."""
        return None if self.end is None else self.end - _ONE

    def contains(self, on: dt.date, /) -> bool:
        """Say whether the day *on* lies in the span."""
        plain = _plain(on)
        return (self.start is None or self.start <= plain) and (
            self.end is None or plain < self.end
        )

    def overlap(self, period: Period) -> Period | None:
        """Return the days of *period* that lie in the span; None when there are none."""
        start = period.start if self.start is None else max(self.start, period.start)
        end = period.end if self.end is None else min(self.end, period.end)
        return Period(start, end) if start < end else None

    def text(self) -> tuple[str, str]:
        """Return `from` and `to` as text, last day included, empty where a side is open."""
        first, last = self.first, self.last
        return "" if first is None else first.isoformat(), "" if last is None else last.isoformat()

    def __str__(self) -> str:
        """Read as `2026-01-01 to 2026-12-31`, last day included, `…` where a side is open."""
        return " to ".join(side or "…" for side in self.text())


ALWAYS = Span()
"""The span with two open sides: always true."""


def days(period: Period) -> int:
    """Return how many days *period* has, first and last included; at least 1."""
    return (period.end - period.start).days


def add_months(on: dt.date, months: int) -> dt.date:
    """Return the day *months* later, or the month's last day when it has no such day.

    31 January and one month is 28 February, and a month back from there is 28 January: nothing is
    remembered.
    This is the rule of the Civil Code, article 202, for periods counted in months.

    Args:
        on: a day.
        months: how many months later; negative for earlier.

    Returns:
        The day, a plain date.
    """
    # Imported here because it takes as long as the rest of this room, and most commands never add a
    # month.
    import pendulum

    plain = _plain(on)
    later = pendulum.Date(plain.year, plain.month, plain.day).add(months=months)
    return dt.date(later.year, later.month, later.day)


def age_on(born: dt.date, on: dt.date) -> int:
    """Return how many whole years old somebody born on *born* is on the day *on*.

    A year of age is reached on the birthday; who was born on 29 February reaches it on 28 February
    in other years, as
    `add_months` has it.

    Args:
        born: day of birth.
        on: the day asked about.

    Returns:
        Completed years (周岁); negative before birth, so that a caller can name the fault.
    """
    born, on = _plain(born), _plain(on)
    years = on.year - born.year
    last_of_february = born.month == 2 and born.day == 29 and not _leap(on.year)
    birthday = (2, 28) if last_of_february else (born.month, born.day)
    return years if (on.month, on.day) >= birthday else years - 1


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@attrs.frozen
class DaysMissing:
    """Days of the whole that no part holds."""

    period: Period


@attrs.frozen
class DaysTwice:
    """Days that two parts hold; `first` and `second` are the indices of the parts."""

    first: int
    second: int
    period: Period


@attrs.frozen
class DaysOutside:
    """Days of the part at `index` that lie outside the whole."""

    index: int
    period: Period


def tile(
    parts: Sequence[Period], whole: Period
) -> tuple[DaysMissing | DaysOutside | DaysTwice, ...]:
    """Return where *parts* fail to cover *whole* exactly once.

    Args:
        parts: periods, in any order.
        whole: what they must cover.

    Returns:
        The missing days in order, then days outside by part, then days held twice by each two
        parts; empty when the parts tile the whole.
    """
    order = sorted(range(len(parts)), key=lambda index: (parts[index].start, index))
    missing, reached = [], whole.start
    for index in order:
        part = parts[index]
        if reached < min(part.start, whole.end):
            missing.append(DaysMissing(Period(reached, min(part.start, whole.end))))
        reached = max(reached, part.end)
    if reached < whole.end:
        missing.append(DaysMissing(Period(reached, whole.end)))
    outside = [
        DaysOutside(index, Period(start, end))
        for index, part in enumerate(parts)
        for start, end in (
            (part.start, min(part.end, whole.start)),
            (max(part.start, whole.end), part.end),
        )
        if start < end
    ]
    twice = []
    for place, index in enumerate(order):
        for other in order[place + 1 :]:
            both = parts[index].overlap(parts[other])
            if both is None:
                break
            first, second = sorted((index, other))
            twice.append(DaysTwice(first, second, both))
    return (*missing, *outside, *sorted(twice, key=lambda found: (found.first, found.second)))


def split_by_days(amount: int, period: Period, parts: Sequence[Period]) -> tuple[Fraction, ...]:
    """Return *amount* split over *parts* by their days, exactly.

    Whoever wants whole units rounds the shares together, once.

    Args:
        amount: minor units, or any whole number.
        period: what the amount was earned for.
        parts: periods that tile it, in any order.

    Returns:
        The exact share of each part, in the order of *parts*; they sum to *amount*.

    Raises:
        PartsDoNotTile: when the parts do not cover the period exactly once.
    """
    found = tile(parts, period)
    if found:
        raise faults.PartsDoNotTile(len(found))
    whole = days(period)
    return tuple(Fraction(amount * days(part), whole) for part in parts)
