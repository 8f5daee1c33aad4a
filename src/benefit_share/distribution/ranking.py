"""Who is among the best of those who pass the rest of `who`; the list is kept for the record."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.distribution import faults
from benefit_share.values import Rounding, round_fraction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benefit_share.findings import Finding
    from benefit_share.plan import CompiledStep

__all__ = ["Cut", "cut"]


@attrs.frozen
class Cut:
    """A ranked list and where it was cut; the first *taken* of it went on.

    Attributes:
        number: which `top` of the step it is, from 0.
        within: the collective they were ranked in, or empty for the whole scope.
        share: the part that is taken.
        exact: the places before rounding: the share of all who are ranked.
        places: the whole number of places.
        ids: the claims, the best first; equals in order of id.
        values: what each is ranked by, parallel.
        taken: how many went on: more or fewer than *places* only where equals met the edge.
    """

    number: int
    within: str
    share: Fraction
    exact: Fraction
    places: int
    ids: tuple[str, ...]
    values: tuple[Fraction | int, ...]
    taken: int

    @property
    def edge(self) -> Fraction | int | None:
        """What the last of the places is ranked by; None if there is no place."""
        return self.values[self.places - 1] if self.places else None


def cut(
    compiled: CompiledStep,
    number: int,
    valued: Sequence[tuple[Fraction | int, str]],
    *,
    share: Fraction | int,
    within: str,
    shown: Callable[[Fraction | int], str],
    findings: list[Finding],
) -> Cut:
    """Rank the *valued* claims and cut them; equals at the edge are in, out, or refused."""
    top = compiled.rankings[number].top
    ranked = sorted(valued, key=lambda pair: (-pair[0], pair[1]))
    values = tuple(value for value, _ in ranked)
    exact = Fraction(share * len(ranked))
    places = min(round_fraction(exact, Rounding(top.count)), len(ranked))
    taken = places
    if 0 < places < len(ranked) and values[places] == values[places - 1]:
        edge = values[places - 1]
        if top.ties == "refuse":
            step = compiled.step.id
            path = f"steps[{compiled.position}].who"
            findings.append(faults.TOP_TIE.at(path, step=step, value=shown(edge)))
        taken = sum(value >= edge if top.ties == "all_in" else value > edge for value in values)
    ids = tuple(one for _, one in ranked)
    return Cut(number, within, Fraction(share), exact, places, ids, values, taken)
