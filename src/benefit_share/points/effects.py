"""What an entry does beside giving points: resets, freezes, vetoes.

To add an effect, add its word to `Effect` or `WORDS`, its function here, its test and a line below.

* `reset` (积分归零): what was entered up to and on its day no longer counts; the base stays, and
  so does an entry whose effect lasts, for a reset must not lift a veto.
* `veto` (一票否决): while it holds, the score is this number, or lower if it was lower anyway.
* `freeze: additions`: while it holds, additions from its day on are recorded but do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from benefit_share.expressions.quantity import Quantity
from benefit_share.points.fates import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benefit_share.points.lines import Line

__all__ = ["FREEZES", "RESET", "WHILES", "WORDS", "Effect", "frozen", "reset", "vetoed"]

RESET = "reset"
WORDS = (RESET,)
"""The effects that are written as one word."""

FREEZES = ("", "additions")
WHILES = ("valid", "period")


@attrs.frozen
class Effect:
    """An effect that lasts.

    Attributes:
        veto: the score while it holds; None: no veto.
        freeze: `additions` that do not count while it holds, or empty.
        while_: it holds while the entry is `valid` on the day, even if the scheme counts what was
            earned in the period; or in the `period` of the entry alone.
    """

    veto: Quantity | None = None
    freeze: str = ""
    while_: str = "valid"


def reset(lines: Sequence[Line]) -> int:
    """Take out of the count what was entered before the last reset; return the change."""
    last = max((line for line in lines if line.live and line.rule.resets), key=_when, default=None)
    if last is None:
        return 0
    change = 0
    for line in lines:
        counts = (line.live or line.carried) and not line.rule.lasts
        if counts and line is not last and line.entry.on <= last.entry.on:
            change += line.drop(Reason.RESET, entry=last.entry.id)
    return change


def frozen(lines: Sequence[Line]) -> int:
    """Take out additions made since a freeze that holds; return the change."""
    first = min(
        (line for line in lines if line.live and line.rule.freezes), key=_when, default=None
    )
    if first is None:
        return 0
    change = 0
    for line in lines:
        if line.live and line.value > 0 and line.entry.on >= first.entry.on:
            change += line.move(0, Reason.FROZEN, entry=first.entry.id)
    return change


def vetoed(lines: Sequence[Line], total: int) -> int:
    """Return by how much the vetoes that hold lower *total*."""
    vetoes = [line.rule.veto for line in lines if line.live and line.rule.veto is not None]
    return min(0, min(vetoes) - total) if vetoes else 0


def _when(line: Line) -> tuple[object, str]:
    return line.entry.on, line.entry.id
