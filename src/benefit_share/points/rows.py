"""The rows of the points ledger, as they stand in a case."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

__all__ = ["ONE", "STATES", "Entry"]

ONE = Fraction(1)
"""The quantity of an entry that gives none."""

STATES = ("", "pending", "repaired", "withdrawn")
"""The states an entry may be in: nothing open, under objection, put right, taken back."""


@attrs.frozen
class Entry:
    """One dated entry for one item.

    Attributes:
        id: identifier, unique in the ledger.
        subject: id of the household or person it is about.
        item: id of the item of the scheme.
        on: the day of the act; of a continuing act its last day.
        quantity: how many, how much in the item's own unit, or the points themselves where the
            item leaves them to the assessors (a range, `manual`).
        recorded_on: the day on which it was recorded; None: known from the beginning.
            A late record does not move the validity, which runs from *on*.
        evidence: where it is proved, or empty.
        act: the same word on every entry of one act, or empty.
        state: empty, `pending` (under objection), `repaired` (a veto put right), `withdrawn`.
    """

    id: str
    subject: str
    item: str
    on: dt.date
    quantity: Fraction = ONE
    recorded_on: dt.date | None = None
    evidence: str = ""
    act: str = ""
    state: str = ""
