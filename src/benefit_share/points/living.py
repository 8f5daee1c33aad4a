"""Stages of life: valid or earned in the period, proved, decided, and not reset since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.points import kinds
from benefit_share.points.effects import reset
from benefit_share.points.fates import Reason
from benefit_share.points.rules import ALIVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benefit_share.points.lines import Line
    from benefit_share.points.setting import Setting

__all__ = ["COUNTS", "PENDING", "after_reset", "alive", "is_open"]

COUNTS = ("valid_at", "earned_in")
"""Which entries count: those valid on the day of the sheet, or earned in its period."""

PENDING = ("refuse", "count", "leave_out")
"""What becomes of an entry under objection."""


def is_open(line: Line, setting: Setting) -> bool:
    """Return whether an entry is not proved, or not decided and for that reason does not count."""
    entry = line.entry
    if line.rule.evidence and not entry.evidence:
        return True
    return entry.state == "pending" and setting.rules.scheme.pending != "count"


def alive(lines: Sequence[Line], setting: Setting) -> int:
    """Leave out what is not valid, of the period, proved or decided; return the change."""
    change = 0
    earned, is_over = setting.earned, setting.is_over
    for line in lines:
        if not line.live:
            continue
        rule = line.rule
        if not rule.needs & ALIVE and not line.entry.state:
            continue
        if earned or rule.lasts:
            change += _timely(line, setting)
        elif is_over(line):
            change += line.drop(Reason.EXPIRED)
        if line.live or line.carried:
            if rule.evidence and not line.entry.evidence:
                finding = kinds.EVIDENCE_MISSING.at(f"points[{line.entry.id}]", item=rule.item)
                setting.findings.append(finding)
                change += line.drop(Reason.NO_EVIDENCE)
            elif line.entry.state == "pending":
                change += _pending(line, setting)
    return change


def after_reset(lines: Sequence[Line], _setting: Setting) -> int:
    """Leave out what was entered before the last reset; return the change."""
    return reset(lines)


def _timely(line: Line, setting: Setting) -> int:
    """Decide by the period, or by the validity of an effect that lasts; return the change."""
    rule, on = line.rule, line.entry.on
    inside = setting.start <= on < setting.end
    if rule.lasts and not rule.in_period:
        if setting.is_over(line):
            return line.drop(Reason.EXPIRED)
        # Its effect holds; the points it gave belong to the period in which it was earned.
        outside = setting.earned and not inside and line.value
        return line.move(0, Reason.OUTSIDE_PERIOD) if outside else 0
    if inside:
        return 0
    if rule.carries and on < setting.start:
        line.live, line.carried = False, True
        return line.move(0, Reason.CARRIED)
    return line.drop(Reason.OUTSIDE_PERIOD)


def _pending(line: Line, setting: Setting) -> int:
    mode = setting.rules.scheme.pending
    if mode == "count":
        return 0
    if mode == "refuse":
        setting.findings.append(kinds.PENDING.at(f"points[{line.entry.id}]"))
    return line.drop(Reason.PENDING)
