"""Refusals of days, spans and periods."""

from __future__ import annotations

from typing import ClassVar

import attrs

from benefit_share.findings import Kind
from benefit_share.values.faults.base import ValueFault, kind_of


class DayFault(ValueFault):
    """A day that cannot be accepted."""


@attrs.define(slots=False)
class DayForm(DayFault):
    """Text that is not a day in the one accepted form."""

    form: str
    length: int
    kind: ClassVar[Kind] = kind_of(
        "day",
        "Text of the form '{form}' ({length} characters) is not a day.",
        "Write year, month and day as 2026-01-05, in a cell formatted as text.",
    )


class DayNotReal(DayForm):
    """A month or a day of the month that does not exist."""

    kind = kind_of(
        "day-real",
        "There is no such day in the calendar.",
        "Check month and day; 2026-02-28 is one.",
    )


class DayYear(DayForm):
    """A year outside 1900 to 2199."""

    kind = kind_of(
        "day-year",
        "The year is not between 1900 and 2199.",
        "Write all four digits of the right year.",
    )


@attrs.define(slots=False)
class DayType(DayFault):
    """Something that is not a plain date; `type_name` says what."""

    type_name: str
    kind: ClassVar[Kind] = kind_of(
        "day-type",
        "A {type_name} is not a day.",
        "Give a datetime.date without a time of day; a moment has a day only in a time zone.",
    )


class PeriodFault(ValueFault):
    """A period or span that cannot be accepted."""


@attrs.define(slots=False)
class PeriodReversed(PeriodFault):
    """The last day lies before the first."""

    kind: ClassVar[Kind] = kind_of(
        "period-order",
        "The last day lies before the first.",
        "Write the earlier day in 'from'; both days belong to the period.",
    )


@attrs.define(slots=False)
class PeriodOpen(PeriodFault):
    """A period lacks its first or last day."""

    kind: ClassVar[Kind] = kind_of(
        "period-open", "A period needs both its days.", "Write 'from' and 'to'."
    )


@attrs.define(slots=False)
class PartsDoNotTile(PeriodFault):
    """Parts leave a gap in the period, overlap, or reach beyond it; `faults` counts how often."""

    faults: int
    kind: ClassVar[Kind] = kind_of(
        "period-tile",
        "The parts do not cover the period exactly once ({faults} faults).",
        "Let each part begin on the day after the last day of the one before.",
    )


@attrs.define(slots=False)
class UnknownDayCount(PeriodFault):
    """A day count that is not in the list."""

    accepted: str
    kind: ClassVar[Kind] = kind_of(
        "day-count", "This day count is not known.", "Write one of {accepted}."
    )
