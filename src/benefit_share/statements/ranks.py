"""Where somebody stands in a ranked list of which only the best are taken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.statements.subjects import subject_of, tracer_of, world_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from benefit_share.distribution import Run
    from benefit_share.distribution.ranking import Cut
    from benefit_share.expressions.tracing import Term

__all__ = ["Rank", "ranks_in", "ranks_of"]


@attrs.frozen
class Rank:
    """One place in a ranked list, and where the list was cut.

    Attributes:
        claim: the claim: the claimant's id, or `holder#row`.
        by: what it is ranked by, and how that was made.
        first: its place, from 1; the first of them where equals share several.
        last: the last place that its equals share; the same as *first* if it has none.
        of: how many were ranked.
        among: who they are: `households`, `persons`, `collectives` or a register.
        within: the collective they were ranked in, or empty for all together.
        share: the part that is taken.
        exact: the places before rounding.
        places: the whole number of places.
        count: how the places were rounded: `down` or `up`.
        edge: what the last place is ranked by, in the unit of *by*; None if there is no place.
        ties: what happens to equals at the last place: `all_in`, `all_out` or `refuse`.
        taken: how many went on.
    """

    claim: str
    by: Term
    first: int
    last: int
    of: int
    among: str
    within: str
    share: Fraction
    exact: Fraction
    places: int
    count: str
    edge: Fraction | None
    ties: str
    taken: int


def ranks_in(run: Run, number: int, claim: str) -> tuple[Rank, ...]:
    """Return the places of one claim in the lists of one node; *number* is that node's."""
    return tuple(
        _rank(run, where)
        for where in _ranked(run).get(_holder(claim), ())
        if where.number == number and where.claim == claim
    )


def ranks_of(run: Run, position: int, own: Collection[str]) -> tuple[Rank, ...]:
    """Return the places of all claims of some parties in the lists of one step, in every copy."""
    return tuple(
        _rank(run, where)
        for one in sorted(own)
        for where in _ranked(run).get(one, ())
        if run.nodes[where.number].position == position
    )


@attrs.frozen
class _Place:
    """One place, from 0, in a list of a node."""

    number: int
    cut: Cut
    place: int

    @property
    def claim(self) -> str:
        return self.cut.ids[self.place]


def _ranked(run: Run) -> Mapping[str, Collection[_Place]]:
    """Return the places by the holder of the claim; made once a run."""

    def make() -> dict[str, list[_Place]]:
        found: dict[str, list[_Place]] = {}
        for number, node in enumerate(run.nodes):
            for cut in node.cuts:
                for place, claim in enumerate(cut.ids):
                    found.setdefault(_holder(claim), []).append(_Place(number, cut, place))
        return found

    return run.seen.keep("ranked", make)


def _holder(claim: str) -> str:
    return claim.partition("#")[0]


def _rank(run: Run, where: _Place) -> Rank:
    cut = where.cut
    compiled = run.seen.program.steps[run.nodes[where.number].position]
    top = compiled.rankings[cut.number].top
    subject = subject_of(run, compiled, where.number, where.claim)
    by = tracer_of(run, compiled).trace(top.by, world_of(run, compiled), subject)
    first, last = _equals(cut.values, where.place)
    return Rank(
        claim=where.claim,
        by=by,
        first=first,
        last=last,
        of=len(cut.ids),
        among=compiled.step.among,
        within=cut.within,
        share=cut.share,
        exact=cut.exact,
        places=cut.places,
        count=top.count,
        edge=None if cut.edge is None else Fraction(cut.edge),
        ties=top.ties,
        taken=cut.taken,
    )


def _equals(values: tuple[Fraction | int, ...], place: int) -> tuple[int, int]:
    """Return the first and the last place, from 1, of those with the value at *place*."""
    value = values[place]
    first = bisect_left(values, -value, key=_downwards)
    last = bisect_right(values, -value, key=_downwards)
    return first + 1, last


def _downwards(value: Fraction | int) -> Fraction | int:
    """The lists run from the greatest value down, and bisection wants them to rise."""
    return -value
