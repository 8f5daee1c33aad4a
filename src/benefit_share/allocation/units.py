"""The fast road: a whole estate in proportion to whole weights, in whole units, at once.

The same amounts as `solve("proportional", ...)` and `round_to_units`, without fractions on the way.
What never lives here: any other rule.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.allocation.cutting import cut_units, deal_edge
from benefit_share.allocation.faults import (
    InexactNumber,
    LengthMismatch,
    NegativeEstate,
    NegativeWeight,
)
from benefit_share.allocation.filling import nobody
from benefit_share.allocation.reading import check_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benefit_share.errors import AllocationError

__all__ = ["proportional_units"]


def proportional_units(
    estate: int, weights: Sequence[int], ids: Sequence[str], *, tie_seed: str
) -> list[int]:
    """Divide *estate* in proportion to *weights*, whole, by the largest remainder.

    Each amount is the exact share rounded down or up to a whole unit.
    Shares with the same fraction are served in the order of `round_to_units`:
    smaller share first, then by the SHA-256 of *tie_seed*, NUL, id,
    which is computed only for those among whom the last units must be divided.

    Args:
        estate: 0 or more whole units.
        weights: 0 or more each; a weight of 0 gets 0.
        ids: one a weight, different from each other.
        tie_seed: a text that was public before any data existed.

    Returns:
        one amount a weight, adding up to *estate*.

    Raises:
        InexactNumber: the estate or a weight is not a plain int.
        LengthMismatch: not one id a weight.
        NegativeEstate, NegativeWeight, NoClaimants, ZeroTotalWeight: as their names say.
        BadClaimantId, DuplicateClaimant: an id is not text, or stands twice.
        MissingOption: a tie must be decided and the seed is empty.

    Example:
        >>> from benefit_share.allocation import proportional_units
        >>> proportional_units(100, [1, 1, 1], ["a", "b", "c"], tie_seed="2025")
        [33, 34, 33]
    """
    _check(estate, weights, ids)
    total = sum(weights)
    if not total:
        if estate:
            raise nobody(estate, weights, 1)
        return [0] * len(weights)
    cut = cut_units(weights, estate, total, estate)
    deal_edge(cut, weights, weights, ids, tie="seed", tie_seed=tie_seed)
    return cut.steps


def _check(estate: int, weights: Sequence[int], ids: Sequence[str]) -> None:
    """Refuse what is not whole, not text, or not one id a weight."""
    if type(estate) is not int:
        raise InexactNumber("estate", type(estate).__name__)
    if estate < 0:
        raise NegativeEstate(Fraction(estate))
    if len(ids) != len(weights):
        raise LengthMismatch("ids", len(ids), len(weights))
    faults: list[AllocationError] = []
    check_ids(ids, faults)
    if not set(map(type, weights)) <= {int}:
        faults.extend(
            InexactNumber(f"weights.{one}", type(weight).__name__)
            for one, weight in zip(ids, weights, strict=True)
            if type(weight) is not int
        )
    elif min(weights, default=0) < 0:
        faults.extend(
            NegativeWeight(one) for one, weight in zip(ids, weights, strict=True) if weight < 0
        )
    if faults:
        raise faults[0]
