"""Moments in UTC and the local day on which they fall, in a named time zone.

The moment comes in as text; no clock is read here, and no type of pendulum leaves.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

__all__ = ["is_moment", "is_zone", "local_day"]

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def is_moment(text: str, /) -> bool:
    """Say whether a text is a moment in UTC, to the second: `YYYY-MM-DDThh:mm:ssZ`."""
    if _MOMENT.fullmatch(text) is None:
        return False
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_zone(name: str, /) -> bool:
    """Say whether a name is that of a time zone, such as `Asia/Shanghai`."""
    import pendulum
    from pendulum.tz.exceptions import InvalidTimezone

    try:
        pendulum.timezone(name)
    except (InvalidTimezone, OSError, ValueError):
        return False
    return True


def local_day(moment: str, zone: str, /) -> dt.date:
    """Return the day on which a moment falls.

    Args:
        moment: in UTC, `YYYY-MM-DDThh:mm:ssZ`; see `is_moment`.
        zone: name of a time zone; see `is_zone`.

    Raises:
        ValueError: when one of them is not what it must be.
    """
    import pendulum

    return dt.datetime.fromisoformat(moment).astimezone(pendulum.timezone(zone)).date()
