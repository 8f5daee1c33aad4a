"""Two rules of O'Neill (1982) that count: random arrival and minimal overlap.

What never lives here: sampling. A problem too large to be counted exactly is refused.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.allocation.claims import payable, shares_of
from benefit_share.allocation.faults import DenominatorTooLarge, TooLarge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benefit_share.allocation.problem import Problem, Shares

__all__ = ["ARRIVAL_LIMIT", "OVERLAP_DIGITS", "minimal_overlap", "random_arrival"]

ARRIVAL_LIMIT = 5_000_000
"""The greatest n x n x estate (in units, lowest terms), or n x 2^n if less, that is counted."""

OVERLAP_DIGITS = 1000
"""How many digits the denominator of minimal overlap may have: some 2,000 distinct claims."""


def random_arrival(problem: Problem) -> Shares:
    """Average, over all orders of arrival, what is left for each claim when it comes.

    This is the Shapley value of the claims problem, counted exactly:
    how many groups of k others have claims that add up to s less than the estate.

    Raises:
        TooLarge: the count is above `ARRIVAL_LIMIT`.
    """
    estate, left = payable(problem)
    unit = math.gcd(estate, *problem.claims) or 1
    estate //= unit
    claims = [min(claim // unit, estate) for claim in problem.claims]
    # Who claims nothing gets nothing and changes nothing, so does not count.
    present = [claim for claim in claims if claim]
    count = len(present)
    # 2^n is not even computed when it is certainly the greater one.
    groups = 2 ** min(count, estate.bit_length() + count.bit_length())
    size = count * min(count * estate, groups)
    if size > ARRIVAL_LIMIT:
        raise TooLarge("claimants x claimants x estate in units", size, ARRIVAL_LIMIT)
    table: list[dict[int, int]] = [{0: 1}]
    for claim in present:
        table = _with(table, claim, estate)
    award = {claim: _arrival(_without(table, claim), claim, estate) for claim in set(present)}
    return shares_of(
        problem,
        [award[claim] * unit if claim else 0 for claim in claims],
        math.factorial(count),
        left,
    )


def _with(table: list[dict[int, int]], claim: int, estate: int) -> list[dict[int, int]]:
    """Count the groups when one more claim may be in them."""
    grown = [dict(sums) for sums in table] + [{}]
    for size, sums in enumerate(table):
        target = grown[size + 1]
        for total, groups in sums.items():
            if total + claim < estate:
                target[total + claim] = target.get(total + claim, 0) + groups
    return grown


def _without(table: list[dict[int, int]], claim: int) -> list[dict[int, int]]:
    """Count the groups that do not hold one given *claim*: undo `_with`."""
    kept = [dict(table[0])]
    for size in range(1, len(table) - 1):
        smaller = kept[size - 1]
        kept.append(
            {total: groups - smaller.get(total - claim, 0) for total, groups in table[size].items()}
        )
    return kept


def _arrival(table: list[dict[int, int]], claim: int, estate: int) -> int:
    """Return what *claim* gets, added up over all orders in which the others may come."""
    others = len(table) - 1
    return sum(
        math.factorial(size)
        * math.factorial(others - size)
        * sum(groups * min(claim, estate - total) for total, groups in sums.items())
        for size, sums in enumerate(table)
    )


def minimal_overlap(problem: Problem) -> Shares:
    """Let claims overlap as little as possible, and share each part among those who claim it.

    The estate is laid out as a line.
    Up to a level s all claims lie on top of each other, above it they lie side by side;
    s is the smallest level at which together they cover the estate exactly.

    Raises:
        DenominatorTooLarge: there are too many distinct claims.
    """
    estate, left = payable(problem)
    claims = [min(claim, estate) for claim in problem.claims]
    order = sorted(range(len(claims)), key=claims.__getitem__)
    top, bottom = _overlap(estate, [claims[index] for index in order])
    heights = [min(claims[index] * bottom, top) for index in order]
    common = 1
    below = 0
    for rank, height in enumerate(heights):
        if height > below:
            common = math.lcm(common, len(order) - rank)
            if common >= 10**OVERLAP_DIGITS:
                raise DenominatorTooLarge(len(str(common)), OVERLAP_DIGITS)
        below = height
    numerators = [0] * len(order)
    shared = below = 0
    for rank, (index, height) in enumerate(zip(order, heights, strict=True)):
        # Exact: the divisor is in the common denominator wherever the height rises.
        shared += (height - below) * common // (len(order) - rank)
        below = height
        numerators[index] = shared + (claims[index] * bottom - height) * common
    return shares_of(problem, numerators, bottom * common, left)


def _overlap(estate: int, claims: Sequence[int]) -> tuple[int, int]:
    """Return the smallest s with `s + sum(max(0, claim - s)) = estate`, as top and bottom.

    *claims* are sorted, none is above *estate*, and together they reach it.
    """
    above = sum(claims)
    for rank, claim in enumerate(claims):
        others = len(claims) - rank - 1
        if not others:
            break
        if above - estate <= claim * others:
            level = Fraction(above - estate, others)
            return level.numerator, level.denominator
        above -= claim
    return 0, 1
