"""The days of a notice: local dates, both ends included, calendar or working days."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from benefit_share.errors import Refused
from benefit_share.procedure import faults

__all__ = ["Calendar", "Notice"]

_ONE: Final = dt.timedelta(days=1)
_SATURDAY: Final = 5


@attrs.frozen
class Calendar:
    """The working days of the years it knows.

    Attributes:
        years: the years of which every holiday and every made-up working day is listed.
        days_off: days off that fall on Monday to Friday.
        days_worked: Saturdays and Sundays that are worked.
    """

    years: tuple[int, ...] = ()
    days_off: tuple[dt.date, ...] = ()
    days_worked: tuple[dt.date, ...] = ()

    def is_working(self, day: dt.date, /) -> bool:
        """Say whether *day* is worked.

        Raises:
            Refused: for a day of a year that is not listed; Monday to Friday is no answer.
        """
        if day.year not in self.years:
            raise Refused([faults.YEAR_UNKNOWN.at("procedure.calendar", year=day.year)])
        return day in self.days_worked or (day.weekday() < _SATURDAY and day not in self.days_off)


@attrs.frozen
class Notice:
    """A number of days from a posting on, its own day included.

    Attributes:
        days: how many, at least one.
        working: whether only working days count.
    """

    days: int
    working: bool = False

    def last_day(self, posted_on: dt.date, calendar: Calendar, /) -> dt.date:
        """Return the last day of a notice posted on a day, which is its first.

        Ten calendar days from the 22nd are the 22nd to the 31st.
        """
        if not self.working:
            return posted_on + (self.days - 1) * _ONE
        day = posted_on
        left = self.days - calendar.is_working(day)
        while left:
            day += _ONE
            left -= calendar.is_working(day)
        return day
