"""The procedure of a plan: which stages, in which order, by whom, and what each needs."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from fractions import Fraction

import attrs

from benefit_share.findings import Finding
from benefit_share.procedure import faults
from benefit_share.procedure.days import Calendar, Notice

__all__ = ["Act", "Part", "Procedure", "Quorum", "Stage"]


class Act(enum.StrEnum):
    """What a stage consists of; the value is the type of the event in the journal."""

    PROPOSE = "run_proposed"
    MEET = "meeting_recorded"
    POST = "notice_posted"
    REVIEW = "reviewed"
    FILE = "filed"


@attrs.frozen
class Part:
    """A least part of a body: at least a fraction of it, or more than that fraction."""

    of: Fraction
    more_than: bool = False

    def reached(self, found: int, whole: int, /) -> bool:
        """Say whether *found* of *whole* are enough; of nobody nothing is enough."""
        if whole <= 0 or found > whole:
            return False
        wanted = self.of * whole
        return found > wanted if self.more_than else found >= wanted


@attrs.frozen
class Quorum:
    """When a meeting binds: who must be present, and how many of them in favour."""

    present: Part
    in_favour: Part = Part(Fraction(1, 2), more_than=True)


@attrs.frozen
class Stage:
    """One stage.

    Attributes:
        id: its name, unique in the procedure.
        act: what is done.
        role: who does it.
        quorum: what a meeting needs.
        notice: how long a posted notice must hang before the next stage; objections to it
            are heard as long.
    """

    id: str
    act: Act
    role: str
    quorum: Quorum | None = None
    notice: Notice | None = None


def _stages(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    return tuple(stages)


@attrs.frozen
class Procedure:
    """The stages in their order.

    Attributes:
        stages: from the proposal to the filing.
        calendar: the working days, where a notice counts them.
        offset_minutes: local time minus UTC; 480 is China's.
    """

    stages: tuple[Stage, ...] = attrs.field(converter=_stages)
    calendar: Calendar = attrs.field(factory=Calendar)
    offset_minutes: int = 480

    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with the procedure itself."""
        ids = [stage.id for stage in self.stages]
        twice = dict.fromkeys(one for one in ids if ids.count(one) > 1)
        found = [faults.STAGE_TWICE.at("procedure.stages", stage=one) for one in twice]
        acts = [stage.act for stage in self.stages]
        ends = (acts[:1], acts[-1:]) == ([Act.PROPOSE], [Act.FILE])
        if not ends or acts.count(Act.PROPOSE) != 1 or acts.count(Act.FILE) != 1:
            found.append(faults.ORDER.at("procedure.stages"))
        return tuple(found)
