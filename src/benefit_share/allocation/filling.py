"""Water-filling: one level for all, held by floors and caps, in whole numbers.

Nearly every rule of this room is one call of `fill`.
What never lives here: fractions (the level apart), names of claimants, and rounding.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.allocation.faults import (
    CapsBelowEstate,
    FloorsExceedEstate,
    NoAbsorber,
    NoClaimants,
    ZeroTotalWeight,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Filled", "fill", "nobody", "spread"]


@attrs.frozen
class Filled:
    """What a level gives.

    Attributes:
        numerators: one a claimant, over `denominator`, in the unit of the call.
        denominator: 1 or more.
        level: what a weight of 1 gets when nothing holds it.
        words: one a claimant: the word of the bound that holds it, or "".
        left_over: whole, in the unit of the call.
    """

    numerators: list[int]
    denominator: int
    level: Fraction
    words: tuple[str, ...]
    left_over: int = 0


def spread(estate: int, weights: Sequence[int], *, scale: int = 1) -> Filled:
    """Divide *estate* in proportion to *weights*, with no bounds.

    Raises:
        NoClaimants: there is an estate and no weight at all.
        ZeroTotalWeight: there is an estate and all weights are 0.
    """
    total = sum(weights)
    if estate and not total:
        raise nobody(estate, weights, scale)
    if not total:
        return Filled([0] * len(weights), 1, Fraction(0), ())
    return Filled([estate * weight for weight in weights], total, Fraction(estate, total), ())


def fill(
    estate: int,
    weights: Sequence[int],
    floors: Sequence[int],
    caps: Sequence[int | None],
    *,
    scale: int = 1,
    surplus: bool = False,
    floor_word: str = "floor",
    cap_word: str = "cap",
) -> Filled:
    """Find the smallest level at which `clamp(level x weight, floor, cap)` adds up to *estate*.

    The breakpoints are sorted once and walked once: O(n log n), integers only.
    A weight of 0 stays at its floor.

    Args:
        estate: 0 or more.
        weights: 0 or more each.
        floors: 0 or more each.
        caps: each at least its floor, or None for no cap.
        scale: by what to divide a number that is put into an error.
        surplus: whether what nobody can take is left over rather than refused.
        floor_word: how to name a floor that holds.
        cap_word: how to name a cap that holds.

    Raises:
        FloorsExceedEstate: the floors alone are too much.
        NoClaimants: there is an estate and nobody.
        ZeroTotalWeight: there is an estate beyond the floors, and no weight.
        CapsBelowEstate: all are at their caps and something is left.
        NoAbsorber: only weights of 0 are below their caps and something is left.
    """
    short = sum(floors) - estate
    if short > 0:
        raise FloorsExceedEstate(Fraction(short, scale))
    top, bottom, left = _level(estate, weights, floors, caps)
    if left and not surplus:
        raise _refusal(left, estate, weights, caps, scale)
    numerators: list[int] = []
    words: list[str] = []
    for weight, floor, cap in zip(weights, floors, caps, strict=True):
        share = top * weight
        word = ""
        if share <= floor * bottom and floor:
            share, word = floor * bottom, floor_word
        elif cap is not None and weight and share >= cap * bottom:
            share, word = cap * bottom, cap_word
        numerators.append(share)
        words.append(word)
    return Filled(numerators, bottom, Fraction(top, bottom), tuple(words), left)


def _level(
    estate: int, weights: Sequence[int], floors: Sequence[int], caps: Sequence[int | None]
) -> tuple[int, int, int]:
    """Return the level as top and bottom, and what is left when it can rise no further."""
    fixed = sum(floors)
    if fixed == estate:
        return 0, 1, 0
    active = 0
    top, bottom = 0, 1
    for amount, weight, change in _breakpoints(weights, floors, caps):
        if active * amount >= (estate - fixed) * weight:
            return *_reduced(estate - fixed, active), 0
        fixed -= change * amount
        active += change * weight
        top, bottom = amount, weight
    if active:
        return *_reduced(estate - fixed, active), 0
    return *_reduced(top, bottom), estate - fixed


def _breakpoints(
    weights: Sequence[int], floors: Sequence[int], caps: Sequence[int | None]
) -> list[tuple[int, int, int]]:
    """Return (amount, weight, +1 leaves its floor or -1 meets its cap), lowest level first.

    Two different fractions with denominators up to *m* differ by at least 1 / m^2,
    so the quotient in units of 1 / m^2, rounded down, puts them in order without any fraction.
    """
    fine = max(weights, default=0) ** 2
    found: list[tuple[int, int, int, int]] = []  # at one level, floors are left first
    for weight, floor, cap in zip(weights, floors, caps, strict=True):
        if not weight:
            continue
        found.append((floor * fine // weight, 0, floor, weight))
        if cap is not None:
            found.append((cap * fine // weight, 1, cap, weight))
    found.sort()
    return [(amount, weight, -1 if meets else 1) for _, meets, amount, weight in found]


def _reduced(top: int, bottom: int) -> tuple[int, int]:
    """Return the fraction in lowest terms."""
    common = math.gcd(top, bottom)
    return top // common, bottom // common


def nobody(estate: int, weights: Sequence[int], scale: int) -> NoClaimants | ZeroTotalWeight:
    """Return why nobody draws the *estate*."""
    amount = Fraction(estate, scale)
    return ZeroTotalWeight(amount) if weights else NoClaimants(amount)


def _refusal(
    left: int, estate: int, weights: Sequence[int], caps: Sequence[int | None], scale: int
) -> NoClaimants | ZeroTotalWeight | CapsBelowEstate | NoAbsorber:
    """Return why *left* cannot be given to anybody."""
    if not any(weights):
        return nobody(left, weights, scale)
    held = [cap for cap in caps if cap is not None]
    if len(held) == len(caps) and sum(held) < estate:
        return CapsBelowEstate(Fraction(estate - sum(held), scale))
    return NoAbsorber(Fraction(left, scale))
