"""What is wrong with a procedure before anybody acts by it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.procedure import faults
from benefit_share.procedure.model import BLOCKS, DEEDS, Act, Procedure, Stage

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.procedure.days import Notice
    from benefit_share.procedure.model import Part

__all__ = ["DAYS_MAX", "check_procedure"]

DAYS_MAX = 366
"""A notice or a window that hangs longer than a year is a slip of the pen."""

_GUARDS = ("objections", "notice")


def check_procedure(procedure: Procedure, path: str = "procedure") -> tuple[Finding, ...]:
    """Return everything that is wrong with a procedure, in reading order.

    Args:
        procedure: the stages and roles.
        path: where it stands, for the findings.
    """
    return (
        *_order(procedure, f"{path}.stages"),
        *(
            finding
            for place, stage in enumerate(procedure.stages)
            for finding in _stage(procedure, stage, f"{path}.stages[{place}]")
        ),
        *_deeds(procedure, f"{path}.may"),
    )


def _order(procedure: Procedure, path: str) -> Iterator[Finding]:
    ids = [stage.id for stage in procedure.stages]
    for twice in dict.fromkeys(one for one in ids if ids.count(one) > 1):
        yield faults.STAGE_TWICE.at(path, stage=twice)
    acts = [stage.act for stage in procedure.stages]
    ends = (acts[:1], acts[-1:]) == ([Act.PROPOSE], [Act.FILE])
    if not ends or acts.count(Act.PROPOSE) != 1 or acts.count(Act.FILE) != 1:
        yield faults.ORDER.at(path)


def _stage(procedure: Procedure, stage: Stage, path: str) -> Iterator[Finding]:
    if not stage.role:
        yield faults.NO_ROLE.at(f"{path}.role", stage=stage.id)
    for key, act in (("quorum", Act.MEET), ("notice", Act.POST), ("objections", Act.POST)):
        if getattr(stage, key) is not None and stage.act != act:
            yield faults.OUT_OF_PLACE.at(f"{path}.{key}", key=key, act=act.name.lower())
    for key in ("notice", "objections"):
        yield from _days(procedure, getattr(stage, key), f"{path}.{key}")
    for place, block in enumerate(stage.blocked_by):
        if block not in BLOCKS:
            listed = ", ".join(BLOCKS)
            yield faults.WORD.at(f"{path}.blocked_by[{place}]", word=block, accepted=listed)
    if stage.act == Act.FILE:
        missing = [guard for guard in _GUARDS if not stage.is_blocked_by(guard)]
        for guard in missing:
            yield faults.UNGUARDED.at(f"{path}.blocked_by", guard=guard)
    if stage.quorum is not None:
        yield from _part(stage.quorum.present, f"{path}.quorum.present")
        yield from _part(stage.quorum.in_favour, f"{path}.quorum.in_favour")


def _days(procedure: Procedure, notice: Notice | None, path: str) -> Iterator[Finding]:
    if notice is None:
        return
    if not 1 <= notice.days <= DAYS_MAX:
        yield faults.DAYS.at(f"{path}.days", days=notice.days, most=DAYS_MAX)
    if notice.working and not procedure.calendar.years:
        yield faults.NO_CALENDAR.at(f"{path}.working")


def _part(part: Part, path: str) -> Iterator[Finding]:
    written = [one for one in (part.at_least, part.above) if one is not None]
    within = all(Fraction(0) <= one <= Fraction(1) for one in written)
    if len(written) != 1 or not within or part.above == 1:
        yield faults.PART.at(path)


def _deeds(procedure: Procedure, path: str) -> Iterator[Finding]:
    for deed, roles in procedure.may.items():
        if deed not in DEEDS:
            yield faults.WORD.at(f"{path}.{deed}", word=deed, accepted=", ".join(DEEDS))
        elif not roles:
            yield faults.NOBODY_MAY.at(f"{path}.{deed}", deed=deed)
