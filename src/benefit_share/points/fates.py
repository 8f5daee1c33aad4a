"""What became of an entry, and why, as data."""

from __future__ import annotations

import datetime as dt
import enum
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.findings import Param

if TYPE_CHECKING:
    from benefit_share.points.rows import Entry

__all__ = ["Change", "EntryFate", "Params", "Reason", "outside"]

Params = tuple[tuple[str, Param], ...]
"""Name and value of each figure, in order of name."""


class Reason(enum.StrEnum):
    """Why an entry counts as it does."""

    COUNTED = "counted"
    """It counts in full."""

    UNKNOWN_SUBJECT = "unknown_subject"
    """Its subject is not on the roster of the record date."""
    UNKNOWN_ITEM = "unknown_item"
    """The scheme has no such item."""
    UNKNOWN_STATE = "unknown_state"
    """Its state is no word of the ledger."""
    NOT_KNOWN = "not_known"
    """It was recorded after the day as known on which the sheet is made."""
    NOT_YET = "not_yet"
    """It is dated after the day of the sheet."""
    WITHDRAWN = "withdrawn"
    """It was taken back."""
    REFUSED = "refused"
    """Its points or its quantity are not what the item allows; a finding says how."""

    SAME_ACT = "same_act"
    """Another entry of the same act counts more."""
    ALREADY = "already"
    """The item was already entered in this window."""
    REPEATED = "repeated"
    """It repeats an earlier entry, and is multiplied."""

    EXPIRED = "expired"
    """It is no longer valid on the day."""
    OUTSIDE_PERIOD = "outside_period"
    """It was not earned in the period."""
    CARRIED = "carried"
    """It was earned before the period, and only lifts the total that later entries start from."""
    NO_EVIDENCE = "no_evidence"
    """The item asks for evidence or an approval, and there is none."""
    PENDING = "pending"
    """An objection is open."""
    RESET = "reset"
    """A later entry reset the points to zero."""

    TOTALLED = "totalled"
    """Its quantity moved the total of the window by these points."""
    ITEM_CAP = "item_cap"
    """The most that counts of its item is reached."""
    GROUP_CAP = "group_cap"
    """The most that counts of its group is reached."""
    FROZEN = "frozen"
    """Additions do not count while a freeze holds."""


@attrs.frozen
class Change:
    """One change of the points of an entry on their way through the stages.

    Attributes:
        reason: why they changed.
        points: what they were afterwards.
        params: the figures of the reason.
    """

    reason: Reason
    points: Fraction
    params: Params = ()


@attrs.frozen
class EntryFate:
    """What became of one entry.

    Attributes:
        entry: id of the entry.
        item: id of its item.
        on: the day of the act.
        before: its points as entered; 0 while a total decides.
        counted: its points that count.
        reason: the reason of the last change, or `counted`.
        params: the figures of that reason.
        changes: every change, in order.
    """

    entry: str
    item: str
    on: dt.date
    before: Fraction
    counted: Fraction
    reason: Reason
    params: Params = ()
    changes: tuple[Change, ...] = ()


def outside(entry: Entry, reason: Reason) -> EntryFate:
    """Return the fate of an entry that is left out before the first stage."""
    zero = Fraction(0)
    return EntryFate(entry.id, entry.item, entry.on, zero, zero, reason)
