"""A line: one entry on its way through the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.points.fates import Change, EntryFate, Params, Reason

if TYPE_CHECKING:
    from benefit_share.findings import Param
    from benefit_share.points.amounts import Scale
    from benefit_share.points.giving import Number
    from benefit_share.points.rows import Entry
    from benefit_share.points.rules import Rule

__all__ = ["Line", "Trail"]

Trail = list[tuple[Reason, int, Params]]


class Line:
    """One entry with its rule and its points so far, in whole units.

    It lives for one pass over one party and is the only thing here that changes.
    """

    __slots__ = (
        "carried",
        "entered",
        "entry",
        "live",
        "plain",
        "quantity",
        "rule",
        "trail",
        "value",
    )

    def __init__(self, entry: Entry, rule: Rule, value: int, quantity: Number) -> None:
        """Begin with *value* units for *entry*."""
        self.entry = entry
        self.rule = rule
        self.value = self.plain = self.entered = value
        self.quantity = quantity
        self.live = True
        self.carried = False
        self.trail: Trail | None = None

    def move(self, value: int, reason: Reason, **params: Param) -> int:
        """Give the line another *value*, say why, and return the change."""
        change = value - self.value
        self.value = value
        if self.trail is None:
            self.trail = []
        self.trail.append((reason, value, tuple(sorted(params.items()))))
        return change

    def drop(self, reason: Reason, **params: Param) -> int:
        """Take the line out of the count, say why, and return the change."""
        self.live = self.carried = False
        return self.move(0, reason, **params)

    def fate(self, scale: Scale) -> EntryFate:
        """Return what became of the entry, in points."""
        changes = tuple(
            Change(reason, scale.points(value), params)
            for reason, value, params in self.trail or ()
        )
        return EntryFate(
            entry=self.entry.id,
            item=self.entry.item,
            on=self.entry.on,
            before=scale.points(self.entered),
            counted=scale.points(self.value),
            reason=changes[-1].reason if changes else Reason.COUNTED,
            params=changes[-1].params if changes else (),
            changes=changes,
        )
