"""Levelling up and strict tiers.

What never lives here: who is poor, or who comes first. Incomes, line and tiers are given.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.allocation.faults import ClaimsBelowEstate
from benefit_share.allocation.filling import fill, spread
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
    filled = fill(
        estate - left + sum(floors), sizes, floors, caps, floor_word="income", cap_word="line"
    )
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
    """Serve the tiers one after the other, none above its claims.

    A tier for which there is enough is paid in full, one for which nothing is left gets nothing,
    whatever its rule; only the tier in between is divided by its rule.

    Raises:
        ClaimsBelowEstate: all tiers are served and something is left.
    """
    rest, left = problem.estate, problem.estate - sum(problem.claims)
    if left > 0 and problem.surplus == "error":
        raise ClaimsBelowEstate(problem.amount(left))
    numerators, words, bottom = [0] * len(problem.ids), [""] * len(problem.ids), problem.scale
    partial: tuple[tuple[int, ...], Shares] | None = None
    for rule, positions in problem.tiers:
        needed = sum(problem.claims[index] for index in positions)
        if rest < needed:
            partial = positions, rule.solve(problem.narrowed(positions, rest, rule.name))
            break
        rest -= needed
        for index in positions:
            numerators[index] = problem.claims[index]
            words[index] = "claim" if problem.claims[index] else ""
    if partial is not None:
        positions, shares = partial
        # The scale divides the denominator of every share of the problem.
        times, bottom = shares.denominator // problem.scale, shares.denominator
        numerators = [number * times for number in numerators]
        for index, number in zip(positions, shares.numerators, strict=True):
            numerators[index] = number
        for index, word in zip(positions, shares.words, strict=False):
            words[index] = word
    return Shares(
        ids=problem.ids,
        numerators=tuple(numerators),
        denominator=bottom,
        words=tuple(words),
        claims=problem.claims,
        claim_denominator=problem.scale,
        left_over=problem.amount(max(0, left)),
        rule=problem.rule,
    )
