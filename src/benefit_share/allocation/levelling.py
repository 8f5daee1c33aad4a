"""Levelling up and strict tiers.

What never lives here: who is poor, or who comes first. Incomes, line and tiers are given.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.allocation.faults import ClaimsBelowEstate, DenominatorTooLarge
from benefit_share.allocation.filling import fill, spread
from benefit_share.allocation.numbers import DIGITS
from benefit_share.allocation.problem import Shares

if TYPE_CHECKING:
    from benefit_share.allocation.problem import Problem

__all__ = ["level_up", "priority"]


def level_up(problem: Problem) -> Shares:
    """Raise the lowest incomes for a unit of size to one level, none above the line.

    The multiplier is that level; an income may be below zero.
    Nobody loses anything, and a size of 0 gets nothing.
    With a = 2 it minimises the Foster-Greer-Thorbecke measure
    (Bourguignon and Fields, 1990: all of the budget to the poorest of the poor).

    Raises:
        ClaimsBelowEstate: every gap below the line is filled and something is left.
        NoClaimants, ZeroTotalWeight: there is nobody to raise.
    """
    sizes, fine = problem.weights, problem.weight_scale
    # One scale for incomes and for line x size; then incomes are shifted to 0 or more.
    estate = problem.estate * fine
    incomes = [income * fine for income in problem.incomes]
    shift = max(
        (-(income // size) for income, size in zip(incomes, sizes, strict=True) if size),
        default=0,
    )
    shift = max(0, shift)
    floors = [
        income + shift * size if size else 0 for income, size in zip(incomes, sizes, strict=True)
    ]
    caps: list[int | None] = [None] * len(sizes)
    if problem.line is not None:
        lifted = problem.line + shift
        caps = [max(floor, lifted * size) for floor, size in zip(floors, sizes, strict=True)]
    gaps = [0 if cap is None else cap - floor for cap, floor in zip(caps, floors, strict=True)]
    if not any(sizes):
        # Refuses an estate without anybody to take it; an estate of 0 is nothing for all.
        spread(problem.estate, sizes, scale=problem.scale)
    left = estate - sum(gaps)
    if problem.line is None or left < 0:
        left = 0
    if left and problem.surplus == "error":
        raise ClaimsBelowEstate(problem.amount(left, fine))
    filled = fill(estate - left + sum(floors), sizes, floors, caps, floor_word="income", cap_word="line")
    bottom = filled.denominator
    return Shares(
        ids=problem.ids,
        numerators=tuple(
            share - floor * bottom for share, floor in zip(filled.numerators, floors, strict=True)
        ),
        denominator=bottom * problem.scale * fine,
        multiplier=problem.price((filled.level - shift) * Fraction(1, fine)) if estate else None,
        words=filled.words,
        claims=tuple(gaps) if problem.line is not None else (),
        claim_denominator=problem.scale * fine,
        left_over=problem.amount(left, fine),
        rule=problem.rule,
    )


def priority(problem: Problem) -> Shares:
    """Serve the tiers one after the other, each by its own rule, none above its claims.

    Raises:
        ClaimsBelowEstate: all tiers are served and something is left.
        DenominatorTooLarge: the tiers' shares have no common denominator of reasonable size.
    """
    rest = problem.estate
    parts: list[tuple[tuple[int, ...], Shares]] = []
    for rule, positions in problem.tiers:
        amount = min(rest, sum(problem.claims[index] for index in positions))
        parts.append((positions, rule.solve(problem.narrowed(positions, amount, rule.name))))
        rest -= amount
    if rest and problem.surplus == "error":
        raise ClaimsBelowEstate(problem.amount(rest))
    common = 1
    for _, shares in parts:
        common = math.lcm(common, shares.denominator)
        if common >= 10 ** (2 * DIGITS):
            raise DenominatorTooLarge(len(str(common)), 2 * DIGITS)
    numerators = [0] * len(problem.ids)
    words = [""] * len(problem.ids)
    for positions, shares in parts:
        times = common // shares.denominator
        for index, numerator in zip(positions, shares.numerators, strict=True):
            numerators[index] = numerator * times
        for index, word in zip(positions, shares.words, strict=False):
            words[index] = word
    return Shares(
        ids=problem.ids,
        numerators=tuple(numerators),
        denominator=common,
        words=tuple(words),
        claims=problem.claims,
        claim_denominator=problem.scale,
        left_over=problem.amount(rest),
        rule=problem.rule,
    )
