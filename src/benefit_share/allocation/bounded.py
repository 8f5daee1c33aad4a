"""Rules of division by weight: equal, proportional, and water-filling, with floors and caps.

What never lives here: claims that limit a share (see `claims`), and rounding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.allocation.faults import FloorsExceedEstate
from benefit_share.allocation.filling import Filled, fill, spread
from benefit_share.allocation.problem import Shares

if TYPE_CHECKING:
    from benefit_share.allocation.problem import Problem

__all__ = ["by_weight"]


def by_weight(problem: Problem) -> Shares:
    """Divide in proportion to the weights, inside floors and caps if there are any.

    A floor that is "topup" clamps: who has more by weight gets nothing extra.
    A floor that is "additive" is paid first, and the rest goes by weight.
    A cap that is "redistribute" passes what is above it on; "keep" leaves it over.

    Raises:
        FloorsExceedEstate, CapsBelowEstate, NoAbsorber, NoClaimants,
        ZeroTotalWeight: as their names say.
    """
    if problem.floor_meaning is None and problem.cap_surplus is None:
        filled = spread(problem.estate, problem.weights, scale=problem.scale)
    else:
        filled = _inside(problem)
    return Shares(
        ids=problem.ids,
        numerators=tuple(filled.numerators),
        denominator=filled.denominator * problem.scale,
        multiplier=problem.price(filled.level),
        words=filled.words,
        claims=problem.claims,
        claim_denominator=problem.weight_scale,
        left_over=problem.amount(filled.left_over, filled.denominator),
        rule=problem.rule,
    )


def _inside(problem: Problem) -> Filled:
    """Divide inside floors and caps; `left_over` is over the denominator, like a share."""
    nothing = (0,) * len(problem.ids)
    additive = problem.floor_meaning == "additive"
    base = problem.floors if additive else nothing
    rest = problem.estate - sum(base)
    if rest < 0:
        raise FloorsExceedEstate(problem.amount(-rest))
    passes_on = problem.cap_surplus == "redistribute"
    filled = fill(
        rest,
        problem.weights,
        nothing if additive else problem.floors,
        [
            None if cap is None or not passes_on else cap - first
            for cap, first in zip(problem.caps, base, strict=True)
        ],
        scale=problem.scale,
        surplus=problem.surplus == "return" and passes_on,
    )
    bottom = filled.denominator
    numerators = [
        first * bottom + share for first, share in zip(base, filled.numerators, strict=True)
    ]
    words = list(filled.words)
    left = filled.left_over * bottom
    if problem.cap_surplus == "keep":
        for index, cap in enumerate(problem.caps):
            if cap is not None and numerators[index] > cap * bottom:
                left += numerators[index] - cap * bottom
                numerators[index], words[index] = cap * bottom, "cap"
    return Filled(numerators, bottom, filled.level, tuple(words), left)
