"""Stages of counting: totals by tiers and brackets, then the caps of items and of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.points.fates import Reason
from benefit_share.values import number_text

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from benefit_share.points.giving import Number
    from benefit_share.points.lines import Line
    from benefit_share.points.rules import Limit
    from benefit_share.points.setting import Setting

__all__ = ["group_cap", "item_cap", "item_total"]


def item_total(lines: Sequence[Line], _setting: Setting) -> int:
    """Give each entry the points by which it lifts the total of its window; return the change."""
    totals: dict[Hashable, tuple[Number, int]] = {}
    change = 0
    for line in lines:
        rule = line.rule
        if rule.total is None or rule.meter is None or not (line.live or line.carried):
            continue
        key = (rule.item, rule.total(line.entry.on))
        total, units = totals.get(key, (0, rule.meter(0)))
        total += line.quantity
        reached = rule.meter(total)
        totals[key] = (total, reached)
        if line.live:
            text = total if isinstance(total, int) else number_text(total)
            change += line.move(reached - units, Reason.TOTALLED, total=text)
    return change


def item_cap(lines: Sequence[Line], _setting: Setting) -> int:
    """Limit each item, earliest entries first; return the change."""
    used: dict[Hashable, int] = {}
    change = 0
    for line in lines:
        limit = line.rule.limit
        if limit is not None and line.value:
            change += _limited(line, limit, line.rule.item, used, Reason.ITEM_CAP)
    return change


def group_cap(lines: Sequence[Line], _setting: Setting) -> int:
    """Limit each group of items, earliest entries first; return the change."""
    used: dict[Hashable, int] = {}
    change = 0
    for line in lines:
        limit = line.rule.group_limit
        if limit is not None and line.value:
            change += _limited(line, limit, line.rule.group, used, Reason.GROUP_CAP)
    return change


def _limited(
    line: Line, limit: Limit, owner: str, used: dict[Hashable, int], reason: Reason
) -> int:
    """Let count what is left of *limit*; additions and deductions each have their own."""
    value = line.value
    size = abs(value)
    if limit.single:
        left = limit.units
    else:
        key = (owner, value > 0, limit.key(line.entry.on))
        before = used.get(key, 0)
        left = limit.units - before
        used[key] = before + min(size, left)
    if size <= left:
        return 0
    return line.move(left if value > 0 else -left, reason)
