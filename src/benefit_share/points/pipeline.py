"""The order of the stages: the one place that knows it.

Each stage is a column of the sheet and holds what that stage changed, so base and columns add up to
the total, and anybody can follow it with a pocket calculator:

1. `entered`: the points of the entries, each in the range of its item;
2. `same_act`: of one act only the largest; `each`: one entry a window;
3. `repetition`: deductions repeated, chronologically;
4. `alive`: valid on the day or earned in the period, proved, decided; `reset`: after the last;
5. `totalled`: tiers and brackets of a total; `item_cap`: at most so much of an item;
6. `group_cap`: at most so much of a group;
7. `frozen`, `veto`: effects that last; `limits`: the least and the greatest;
8. `normalised`: as a part of a full score.

From persons to their household comes after it (`together`).
An entry withdrawn, not yet known or dated later than the day is left out before the first stage.
One without its evidence, or under an objection that keeps it from counting, takes no part in the
stages 2 and 3: it never displaces an entry that counts, and is left out in stage 4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from benefit_share.points import kinds, rules
from benefit_share.points.admission import admit
from benefit_share.points.counting import group_cap, item_cap, item_total
from benefit_share.points.doubling import each_window, repetition, same_act
from benefit_share.points.effects import frozen, vetoed
from benefit_share.points.giving import Number
from benefit_share.points.lines import Line
from benefit_share.points.living import after_reset, alive
from benefit_share.points.setting import Setting
from benefit_share.values import number_text

if TYPE_CHECKING:
    from benefit_share.points.fates import Reason
    from benefit_share.points.rows import Entry

__all__ = ["COLUMNS", "STAGES", "Score", "Stage", "empty_score", "score"]

Stage = tuple[str, int, Callable[[Sequence[Line], Setting], int]]
"""A column, the need that calls for the stage and what it does to the lines."""


def _frozen(lines: Sequence[Line], _setting: Setting) -> int:
    return frozen(lines)


STAGES: Final[tuple[Stage, ...]] = (
    ("same_act", rules.ACT, same_act),
    ("each", rules.EACH, each_window),
    ("repetition", rules.REPEAT, repetition),
    ("alive", rules.ALIVE, alive),
    ("reset", rules.RESETS, after_reset),
    ("totalled", rules.TOTAL, item_total),
    ("item_cap", rules.CAP, item_cap),
    ("group_cap", rules.GROUP, group_cap),
    ("frozen", rules.FREEZE, _frozen),
)

COLUMNS: Final = ("entered", *(column for column, _, _ in STAGES), "veto", "limits", "normalised")
"""The columns between base and total, in order."""


class Score(NamedTuple):
    """The points of one party, in units; a plain tuple, since there may be millions.

    Attributes:
        base: what it begins with.
        changes: what each stage changed, in the order of `COLUMNS`.
        total: base and changes together.
    """

    base: int
    changes: tuple[Number, ...]
    total: Number


Scored = tuple[Score, list[Line], "list[tuple[Entry, Reason]]"]
"""A score, the lines it was made of, and the entries that made no line."""


def score(party: str, entries: Sequence[Entry], setting: Setting, base: int) -> Scored:
    """Send the entries of one party, in order of day and id, through all stages."""
    lines, refused, needs, entered = admit(party, entries, setting)
    changes: list[Number] = [entered]
    total = base + entered
    for _, need, stage in STAGES:
        if needs & need:
            change = stage(lines, setting)
            changes.append(change)
            total += change
        else:
            changes.append(0)
    veto = vetoed(lines, total) if needs & rules.VETO else 0
    return _finished(party, setting, base, [*changes, veto], total + veto), lines, refused


def empty_score(party: str, setting: Setting, base: int) -> Score:
    """Return the score of a party without entries."""
    return _finished(party, setting, base, [0] * (len(COLUMNS) - 2), base)


def _finished(party: str, setting: Setting, base: int, changes: list[Number], total: int) -> Score:
    """Apply the limits of the total, then make it a part of the full score."""
    at_least, at_most = setting.rules.at_least, setting.rules.at_most
    limited = total
    if at_most is not None and limited > at_most:
        limited = at_most
    if at_least is not None and limited < at_least:
        limited = at_least
    if limited < 0 and at_least is None:
        points = number_text(setting.rules.scale.points(limited))
        setting.findings.append(kinds.TOTAL_NEGATIVE.at("points", party=party, points=points))
    part: Number = limited
    normalise = setting.rules.scheme.normalise
    if normalise is not None:
        out_of = setting.number(normalise.out_of, party, setting.day)
        if out_of > 0:
            part = limited * Fraction(normalise.to, out_of)
        else:
            points = number_text(out_of)
            setting.findings.append(kinds.OUT_OF.at("points", party=party, points=points))
    return Score(base, (*changes, limited - total, part - limited), part)
