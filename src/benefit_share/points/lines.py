"""A line: one entry on its way through the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.findings import Param
from benefit_share.points.fates import Change, EntryFate, Reason

if TYPE_CHECKING:
    from benefit_share.points.amounts import Scale
    from benefit_share.points.giving import Number
    from benefit_share.points.rows import Entry
    from benefit_share.points.rules import Rule

__all__ = ["Line", "Trail"]

Trail = list[tuple[Reason, int, int, dict[str, Param]]]
"""Reason, units before and after, and figures of each change."""


class Line:
    """One entry with its rule and its points so far, in whole units.

    It lives for one pass over one party and is the only thing here that changes.
    What most lines never change stands in the class, so that making a line is fast.

    Attributes:
        entry: the entry.
        rule: the rule of its item.
        value: its points so far.
        quantity: its quantity.
        live: whether it still counts.
        carried: whether it only lifts a total that later entries start from.
        plain: its points before repetition, if those decide how long it is valid.
        trail: every change so far.
    """

    live = True
    carried = False
    plain: int | None = None
    trail: Trail | None = None

    def __init__(self, entry: Entry, rule: Rule, value: int, quantity: Number) -> None:
        """Begin with *value* units for *entry*."""
        self.entry = entry
        self.rule = rule
        self.value = value
        self.quantity = quantity

    def move(self, value: int, reason: Reason, **params: Param) -> int:
        """Give the line another *value*, say why, and return the change."""
        before = self.value
        self.value = value
        if self.trail is None:
            self.trail = []
        self.trail.append((reason, before, value, params))
        return value - before

    def drop(self, reason: Reason, **params: Param) -> int:
        """Take the line out of the count, say why, and return the change."""
        self.live = self.carried = False
        return self.move(0, reason, **params)

    def fate(self, scale: Scale) -> EntryFate:
        """Return what became of the entry, in points."""
        trail = self.trail or []
        entered = trail[0][1] if trail else self.value
        changes = tuple(
            Change(reason, scale.points(units), tuple(sorted(params.items())))
            for reason, _, units, params in trail
        )
        return EntryFate(
            entry=self.entry.id,
            item=self.entry.item,
            on=self.entry.on,
            before=scale.points(entered),
            counted=scale.points(self.value),
            reason=changes[-1].reason if changes else Reason.COUNTED,
            params=changes[-1].params if changes else (),
            changes=changes,
        )
