"""Stages against double counting: one act once, one window once, a repetition multiplied.

An entry that is not proved or not decided takes no part in them: it is left out for that reason
alone, and never displaces or multiplies an entry that counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.points.fates import Reason
from benefit_share.points.living import is_open
from benefit_share.points.rules import ONE_REPEAT
from benefit_share.points.windows import WINDOWS

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from benefit_share.points.lines import Line
    from benefit_share.points.setting import Setting

__all__ = ["VALIDITY", "each_window", "repetition", "same_act"]

VALIDITY = "validity"
"""The word for: as long as the earlier entry is valid."""


def same_act(lines: Sequence[Line], setting: Setting) -> int:
    """Keep of each act the largest addition and the largest deduction; return the change.

    An effect weighs more than any deduction.
    Entries whose quantity goes into a total are compared within their own item, by quantity.
    """
    best: dict[Hashable, Line] = {}
    change = 0
    for line in lines:
        if not line.entry.act or is_open(line, setting):
            continue
        totalled = line.rule.total is not None
        side: Hashable = line.rule.item if totalled else line.value > 0
        key = (line.entry.act, totalled, side)
        other = best.get(key)
        if other is None:
            best[key] = line
            continue
        # Of equals the earlier one stays, which is the one met first.
        better, worse = (line, other) if _weight(line) > _weight(other) else (other, line)
        best[key] = better
        change += worse.drop(Reason.SAME_ACT, entry=better.entry.id)
    return change


def each_window(lines: Sequence[Line], setting: Setting) -> int:
    """Keep of each item that counts once a window the earliest entry; return the change."""
    first: dict[Hashable, Line] = {}
    change = 0
    for line in lines:
        key_of = line.rule.each
        if key_of is None or not line.live or is_open(line, setting):
            continue
        kept = first.setdefault((line.rule.item, key_of(line.entry.on)), line)
        if kept is not line:
            change += line.drop(Reason.ALREADY, entry=kept.entry.id)
    return change


def repetition(lines: Sequence[Line], setting: Setting) -> int:
    """Multiply a deduction that repeats an earlier one of its item; return the change."""
    repeat = setting.rules.scheme.repeat
    assert repeat is not None  # noqa: S101  (without one no rule needs this stage)
    key_of = None if repeat.within == VALIDITY else WINDOWS[repeat.within]
    factor = repeat.factor
    text = setting.rules.factor
    earlier: dict[Hashable, list[Line]] = {}
    change = 0
    for line in lines:
        if not line.live or line.value >= 0 or not line.rule.needs & ONE_REPEAT:
            continue
        if is_open(line, setting):
            continue
        key = (line.rule.item, None if key_of is None else key_of(line.entry.on))
        before = earlier.setdefault(key, [])
        repeated = _repeated(line, before, setting) if key_of is None else before[-1:]
        before.append(line)
        if repeated:
            if repeat.validity_by == "before":
                line.plain = line.value
            units = line.value * factor.numerator // factor.denominator
            last = repeated[-1].entry.id
            change += line.move(units, Reason.REPEATED, factor=text, entry=last)
    return change


def _repeated(line: Line, before: list[Line], setting: Setting) -> list[Line]:
    """Return which of the earlier entries were still valid on the day of the act."""
    on = line.entry.on
    ends = ((other, setting.end_of(other)) for other in before)
    return [other for other, end in ends if end is None or on < end]


def _weight(line: Line) -> tuple[bool, int, object]:
    has_effect = line.rule.lasts or line.rule.resets
    return has_effect, abs(line.value), line.quantity if line.rule.total is not None else 0
