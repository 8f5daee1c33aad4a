"""The points sheet of a run: the roster goes in, and what a quantity of the scheme is worth."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.distribution import faults
from benefit_share.distribution.receive import opened_ledger
from benefit_share.distribution.world import CaseWorld
from benefit_share.expressions.meaning import Compiler, Meaning
from benefit_share.expressions.world import Unknown
from benefit_share.plan.names import words_for
from benefit_share.points import points_sheet

if TYPE_CHECKING:
    from benefit_share.distribution.case import Case
    from benefit_share.expressions import Quantity
    from benefit_share.findings import Finding
    from benefit_share.points import PointsSheet

__all__ = ["Scorer", "scored"]


class Scorer:
    """What a quantity of the scheme is worth for one party; unknown is a fault, and worth 0.

    The sheet keeps it to explain itself later, so it pickles: it is made again from the case.
    """

    __slots__ = ("_compiled", "_world", "case", "missing")

    def __init__(self, case: Case, world: CaseWorld | None = None) -> None:
        """Ask *world*, or a new one made from *case*."""
        self.case = case
        self.missing: list[Finding] = []
        self._world = world
        self._compiled: dict[int, tuple[Quantity, Meaning | None]] = {}

    def __call__(self, tree: Quantity, party: str, day: dt.date) -> Fraction:
        """Return what *tree* is for *party* on *day*."""
        if self._world is None:
            self._world = CaseWorld(self.case, opened_ledger(self.case))
        kept = self._compiled.get(id(tree))
        if kept is None:
            words = words_for(self.case.plan, 0)
            kept = (tree, Compiler(words, self.missing).number(tree, "points"))
            self._compiled[id(tree)] = kept
        if kept[1] is None:
            return Fraction(0)
        world = self._world.on(day)
        try:
            return Fraction(kept[1].get(world, world.party(party)))
        except Unknown as unknown:
            self.missing.append(
                faults.FACT_UNKNOWN.at(
                    "points", step="points", party=unknown.subject, fact=unknown.fact
                )
            )
            return Fraction(0)

    def __eq__(self, other: object) -> bool:
        """Two of one case answer alike."""
        return isinstance(other, Scorer) and self.case == other.case

    __hash__ = None  # type: ignore[assignment]  # a mutable index has no hash

    def __reduce__(self) -> tuple[type[Scorer], tuple[Case]]:
        """Pickle and copy by the case alone."""
        return Scorer, (self.case,)


def scored(world: CaseWorld, findings: list[Finding]) -> PointsSheet | None:
    """Return the points sheet of the case, or None if its plan has no points."""
    case, roster = world.case, world.roster
    scheme = case.plan.points
    if scheme is None:
        return None
    scorer = Scorer(case, world)
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
        evaluate=scorer,
    )
    findings.extend((*scorer.missing, *found))
    return sheet
