"""The `procedure:` section of a plan, as values; the field names are its keys.

This page is the reference of the section.
A word has one of the values listed with its field; what is not written is as listed here.

    procedure:
      stages:                           # in their order; the first proposes, the last files
        - {id: proposal, act: propose, role: village, clause: "§7"}
        - {id: vote, act: meet, role: meeting,
           quorum: {present: {at_least: 2/3}, in_favour: {above: 1/2}}}
        - {id: posting, act: post, role: village, notice: {days: 10},
           objections: {days: 7, working: yes}}
        - {id: review, act: review, role: township}
        - {id: filing, act: file, role: county,
           blocked_by: [objections, notice, warnings, signature]}
      may: {object: [household], resolve: [village, township], return: [township, county],
            supersede: [village], void: [county]}
      calendar: {years: [2021], days_off: [2021-01-01], days_worked: [2021-02-07]}

Local days are those of the plan's `time_zone`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

import attrs

from benefit_share.procedure.days import Calendar, Notice
from benefit_share.values import Text
from benefit_share.values.frozen import FrozenMap

__all__ = ["BLOCKS", "DEEDS", "Act", "Part", "Procedure", "Quorum", "Stage"]


class Act(enum.StrEnum):
    """What a stage consists of; the value is the type of the event in the journal."""

    PROPOSE = "run_proposed"
    MEET = "meeting_recorded"
    POST = "notice_posted"
    REVIEW = "reviewed"
    FILE = "filed"


BLOCKS: Final = ("objections", "notice", "warnings", "page", "signature")
"""What a plan may let block a stage, beside what always does.

An open objection or window for objections; a notice that still hangs; a warning that nobody
acknowledged; a sign-off without a scanned page; one without a signature.
"""

DEEDS: Final = ("object", "resolve", "return", "supersede", "void")
"""What may be done beside the stages, and for which a plan may name the roles."""

_FIRST: Final = ("warnings",)
_POSTING: Final = ("notice", "warnings")
_LATER: Final = ("objections", "notice", "warnings")


@attrs.frozen
class Part:
    """A least part of a body; exactly one of the two is given.

    Attributes:
        at_least: this part of it, or more.
        above: more than this part of it.
    """

    at_least: Fraction | None = None
    above: Fraction | None = None

    def reached(self, found: int | Fraction, whole: int | Fraction, /) -> bool:
        """Say whether *found* of *whole* are enough; of nobody nothing is enough."""
        if whole <= 0 or found > whole:
            return False
        if self.above is not None:
            return found > self.above * whole
        return self.at_least is not None and found >= self.at_least * whole


@attrs.frozen
class Quorum:
    """When a meeting binds.

    Attributes:
        present: who must come, as a part of those entitled.
        in_favour: how many of those present must agree.
    """

    present: Part
    in_favour: Part = Part(above=Fraction(1, 2))


@attrs.frozen
class Stage:
    """One stage.

    Attributes:
        id: its name, unique in the procedure.
        act: what is done: `propose`, `meet`, `post`, `review`, `file`.
        role: who does it.
        quorum: what a meeting needs.
        notice: how long a posted notice must hang before the next stage.
        objections: how long objections are heard after a posting; as long as the run is not
            filed if not given.
        blocked_by: what blocks it beside what always does: `objections`, `notice`, `warnings`,
            `page`, `signature`; if not given, all of the first three that can matter to its act.
        title: what it is called.
        clause: where the rules say so.
    """

    id: str
    act: Act
    role: str
    quorum: Quorum | None = None
    notice: Notice | None = None
    objections: Notice | None = None
    blocked_by: tuple[str, ...] = ()
    title: Text | None = None
    clause: str = ""

    def is_blocked_by(self, block: str, /) -> bool:
        """Say whether one of `BLOCKS` blocks this stage."""
        if self.blocked_by:
            return block in self.blocked_by
        # A proposal, or its posting, may be the answer to an objection that is still open.
        usual = {Act.PROPOSE: _FIRST, Act.POST: _POSTING}.get(self.act, _LATER)
        return block in usual


def _stages(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    return tuple(stages)


def _roles(may: Mapping[str, tuple[str, ...]]) -> FrozenMap[str, tuple[str, ...]]:
    return FrozenMap(may)


@attrs.frozen
class Procedure:
    """The stages in their order, and who may do what beside them.

    Attributes:
        stages: from the proposal to the filing.
        may: the roles that may `object`, `resolve`, `return`, `supersede`, `void`.
        calendar: the working days, where days are counted so.
    """

    stages: tuple[Stage, ...] = attrs.field(converter=_stages)
    may: Mapping[str, tuple[str, ...]] = attrs.field(factory=FrozenMap, converter=_roles)
    calendar: Calendar = attrs.field(factory=Calendar)

    def roles_for(self, deed: str, /) -> tuple[str, ...]:
        """Return the roles that may do one of `DEEDS`; none means that anybody may.

        If the plan does not say: anybody objects; whoever has a stage answers; who reviews or
        files may return; who proposes or files may supersede; who files may void.
        """
        if deed in self.may:
            return self.may[deed]
        acts: dict[str, tuple[Act, ...]] = {
            "resolve": tuple(Act),
            "return": (Act.REVIEW, Act.FILE),
            "supersede": (Act.PROPOSE, Act.FILE),
            "void": (Act.FILE,),
        }
        own = (stage.role for stage in self.stages if stage.act in acts.get(deed, ()))
        return tuple(dict.fromkeys(own))

    def signing_roles(self) -> tuple[str, ...]:
        """Return the roles whose stage needs a signature, each once."""
        signing = (stage.role for stage in self.stages if stage.is_blocked_by("signature"))
        return tuple(dict.fromkeys(signing))
