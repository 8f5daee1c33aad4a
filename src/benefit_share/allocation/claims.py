"""Rules for claims problems: there is less than what all together may claim.

Definitions follow Thomson, "How to Divide When There Isn't Enough" (2019);
each agrees with the published examples in `tests/vectors/allocation.json`.
Every rule is one or two calls of `fill`, and gives nobody more than the claim.
What never lives here: reading of numbers, and rounding.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.allocation.faults import ClaimsBelowEstate, ZeroWeight
from benefit_share.allocation.filling import Filled, fill, spread
from benefit_share.allocation.problem import Shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benefit_share.allocation.problem import Problem

__all__ = [
    "adjusted_proportional",
    "average_cea_cel",
    "constrained_egalitarian",
    "constrained_equal_awards",
    "constrained_equal_losses",
    "payable",
    "piniles",
    "reverse_talmud",
    "shares_of",
    "talmud",
    "truncated_proportional",
]


def payable(problem: Problem) -> tuple[int, Fraction]:
    """Return what can be paid against the claims, and what is left over.

    Raises:
        ClaimsBelowEstate: something is left and the problem does not say to return it.
    """
    left = problem.estate - sum(problem.claims)
    if left <= 0:
        return problem.estate, Fraction(0)
    if problem.surplus == "error":
        raise ClaimsBelowEstate(problem.amount(left))
    return problem.estate - left, problem.amount(left)


def shares_of(
    problem: Problem,
    numerators: Sequence[int],
    denominator: int,
    left: Fraction,
    *,
    level: Fraction | None = None,
    words: tuple[str, ...] = (),
) -> Shares:
    """Return the shares of *problem*: *numerators* over *denominator* in its own scale."""
    return Shares(
        ids=problem.ids,
        numerators=tuple(numerators),
        denominator=denominator * problem.scale,
        multiplier=problem.price(level),
        words=words,
        claims=problem.claims,
        claim_denominator=problem.scale,
        left_over=left,
        rule=problem.rule,
    )


def _awards(
    estate: int, claims: Sequence[int], weights: Sequence[int] = (), word: str = "claim"
) -> Filled:
    """Raise all awards together, nobody above the claim; *estate* fits the claims."""
    return fill(
        estate,
        weights or (1,) * len(claims),
        (0,) * len(claims),
        claims,
        cap_word=word,
    )


def _losses(
    estate: int, claims: Sequence[int], weights: Sequence[int] = (), word: str = "zero"
) -> Filled:
    """Raise all losses together, nobody's loss above the claim; *estate* fits the claims."""
    lost = _awards(sum(claims) - estate, claims, weights, word)
    return Filled(
        [
            claim * lost.denominator - loss
            for claim, loss in zip(claims, lost.numerators, strict=True)
        ],
        lost.denominator,
        lost.level,
        lost.words,
    )


def constrained_equal_awards(problem: Problem) -> Shares:
    """Give all the same (for a unit of weight), nobody more than the claim."""
    estate, left = payable(problem)
    filled = fill(
        estate,
        problem.weights,
        (0,) * len(problem.ids),
        problem.claims,
        scale=problem.scale,
        surplus=problem.surplus == "return",
        cap_word="claim",
    )
    left += problem.amount(filled.left_over)
    return _from_filled(problem, filled, left)


def constrained_equal_losses(problem: Problem) -> Shares:
    """Let all lose the same (for a unit of weight), nobody more than the claim.

    Raises:
        ZeroWeight: a weight of 0 would exempt a claim from every loss.
    """
    for one, weight in zip(problem.ids, problem.weights, strict=True):
        if not weight:
            raise ZeroWeight(one)
    estate, left = payable(problem)
    return _from_filled(problem, _losses(estate, problem.claims, problem.weights), left)


def _from_filled(problem: Problem, filled: Filled, left: Fraction) -> Shares:
    """Return the shares that *filled* holds."""
    return shares_of(
        problem,
        filled.numerators,
        filled.denominator,
        left,
        level=filled.level,
        words=filled.words,
    )


def _half(problem: Problem) -> tuple[int, int, list[int], Fraction]:
    """Return estate, sum of claims and halves of the claims, all in half units, and the rest."""
    estate, left = payable(problem)
    return 2 * estate, 2 * sum(problem.claims), list(problem.claims), left


def _from_half(
    problem: Problem, filled: Filled, base: Sequence[int], sign: int, left: Fraction
) -> Shares:
    """Return the shares *base* plus *sign* times *filled*, all in half units."""
    bottom = filled.denominator
    return shares_of(
        problem,
        [
            start * bottom + sign * share
            for start, share in zip(base, filled.numerators, strict=True)
        ],
        2 * bottom,
        left,
        level=Fraction(filled.level, 2),
        words=filled.words,
    )


def talmud(problem: Problem) -> Shares:
    """Equal awards up to half of each claim, then equal losses down from the whole claim.

    The multiplier is a level of awards in the first case and of losses in the second.
    Source: Aumann and Maschler (1985), from Mishnah Ketubot 93a.
    """
    estate, total, halves, left = _half(problem)
    if 2 * estate <= total:
        filled = _awards(estate, halves, word="half_claim")
        return _from_half(problem, filled, (0,) * len(halves), 1, left)
    filled = _awards(total - estate, halves, word="half_claim")
    return _from_half(problem, filled, [2 * half for half in halves], -1, left)


def reverse_talmud(problem: Problem) -> Shares:
    """Equal losses from half of each claim, then half of it and equal awards towards the whole.

    The multiplier is a level of losses in the first case and of awards in the second.
    Source: Chun, Schummer and Thomson (2001).
    """
    estate, total, halves, left = _half(problem)
    if 2 * estate <= total:
        filled = _losses(estate, halves)
        return _from_half(problem, filled, (0,) * len(halves), 1, left)
    filled = _awards(estate - sum(halves), halves, word="claim")
    return _from_half(problem, filled, halves, 1, left)


def piniles(problem: Problem) -> Shares:
    """Equal awards up to half of each claim, then equal awards again on the other halves.

    The multiplier is the level of the awards in the half that is being filled.
    Source: Piniles (1861), in Thomson (2019).
    """
    estate, total, halves, left = _half(problem)
    if 2 * estate <= total:
        filled = _awards(estate, halves, word="half_claim")
        return _from_half(problem, filled, (0,) * len(halves), 1, left)
    filled = _awards(estate - sum(halves), halves, word="claim")
    return _from_half(problem, filled, halves, 1, left)


def constrained_egalitarian(problem: Problem) -> Shares:
    """Equal awards up to half of each claim, then the same level for all inside [half, claim].

    Source: Chun, Schummer and Thomson (2001).
    """
    estate, total, halves, left = _half(problem)
    nothing = (0,) * len(halves)
    if 2 * estate <= total:
        filled = _awards(estate, halves, word="half_claim")
        return _from_half(problem, filled, nothing, 1, left)
    filled = fill(
        estate,
        (1,) * len(halves),
        halves,
        [2 * half for half in halves],
        floor_word="half_claim",
        cap_word="claim",
    )
    return _from_half(problem, filled, nothing, 1, left)


def truncated_proportional(problem: Problem) -> Shares:
    """Proportional to the claims after nobody's claim counts for more than the estate."""
    estate, left = payable(problem)
    cut = [min(claim, estate) for claim in problem.claims]
    filled = spread(estate, cut, scale=problem.scale)
    return shares_of(problem, filled.numerators, filled.denominator, left, level=filled.level)


def adjusted_proportional(problem: Problem) -> Shares:
    """Pay everybody what the others leave uncontested, then proportionally on the rest.

    The minimal right is the estate less all other claims, or 0;
    what is still claimed counts for no more than what is still there.
    Source: Curiel, Maschler and Tijs (1987).
    """
    estate, left = payable(problem)
    total = sum(problem.claims)
    rights = [max(0, estate - (total - claim)) for claim in problem.claims]
    rest = estate - sum(rights)
    still = [min(claim - right, rest) for claim, right in zip(problem.claims, rights, strict=True)]
    filled = spread(rest, still, scale=problem.scale)
    return shares_of(
        problem,
        [
            right * filled.denominator + share
            for right, share in zip(rights, filled.numerators, strict=True)
        ],
        filled.denominator,
        left,
        words=tuple("minimum_right" if right else "" for right in rights),
    )


def average_cea_cel(problem: Problem) -> Shares:
    """Half of the equal awards and half of the equal losses.

    Source: Thomson (2019), the average of constrained equal awards and equal losses.
    """
    estate, left = payable(problem)
    awards, losses = _awards(estate, problem.claims), _losses(estate, problem.claims)
    return shares_of(
        problem,
        [
            award * losses.denominator + rest * awards.denominator
            for award, rest in zip(awards.numerators, losses.numerators, strict=True)
        ],
        2 * awards.denominator * losses.denominator,
        left,
    )
