"""The points sheet of a run: the roster goes in, and what a quantity of the scheme is worth."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.distribution import faults
from benefit_share.expressions.meaning import Compiler, Meaning
from benefit_share.expressions.world import Unknown
from benefit_share.plan.names import words_for
from benefit_share.points import points_sheet

if TYPE_CHECKING:
    from benefit_share.distribution.world import CaseWorld
    from benefit_share.expressions import Quantity
    from benefit_share.findings import Finding
    from benefit_share.points import PointsSheet

__all__ = ["scored"]


def scored(world: CaseWorld, findings: list[Finding]) -> PointsSheet | None:
    """Return the points sheet of the case, or None if its plan has no points."""
    case, roster = world.case, world.roster
    scheme = case.plan.points
    if scheme is None:
        return None
    compiled: dict[int, Meaning | None] = {}

    def evaluate(tree: Quantity, party: str, day: dt.date) -> Fraction:
        """Return what a quantity of the scheme is for one party; unknown is a fault, and 0."""
        if id(tree) not in compiled:
            words = words_for(case.plan, 0)
            compiled[id(tree)] = Compiler(words, findings).number(tree, "points")
        meaning = compiled[id(tree)]
        if meaning is None:
            return Fraction(0)
        try:
            return Fraction(meaning.get(world.on(day), world.on(day).party(party)))
        except Unknown as unknown:
            findings.append(
                faults.FACT_UNKNOWN.at(
                    "points", step="points", party=unknown.subject, fact=unknown.fact
                )
            )
            return Fraction(0)

    sheet, found = points_sheet(
        scheme,
        case.points,
        people={
            household: tuple(member.id for member in roster.members.get(household, ()))
            for household in roster.households
        },
        heads={household: row.head for household, row in roster.households.items()},
        day=case.plan.basis.points or case.period.last,
        period=case.period,
        known_on=case.known_on,
        evaluate=evaluate,
    )
    findings.extend(found)
    return sheet
