"""Dividing an offered amount among claims; the mathematics lives in `allocation`."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Literal

import attrs

from benefit_share.allocation import Rounded, Shares, round_to_units, solve
from benefit_share.distribution.run import Division
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benefit_share.distribution.claims import Claimant

__all__ = ["as_division", "divide_share", "divide_shortage", "wanted_division"]


def divide_share(
    estate: int,
    claims: Sequence[Claimant],
    weights: Sequence[Fraction | int],
    *,
    floors: Sequence[Fraction | int] | None,
    caps: Sequence[Fraction | int] | None,
    surplus: str,
    policy: str,
    unit: int,
    price_step: Fraction | None,
    tie_seed: str,
) -> Division:
    """Divide *estate* minor units by *weights*, within limits, and round once.

    A floor raises a claim at the cost of the others; a cap's surplus is shared again or left.
    """
    ids = [claim.id for claim in claims]
    by_id = dict(zip(ids, weights, strict=True))
    limited = floors is not None or caps is not None
    shares = solve(
        "water_fill" if limited else "proportional",
        estate,
        by_id,
        floors=None if floors is None else dict(zip(ids, floors, strict=True)),
        caps=None if caps is None else dict(zip(ids, caps, strict=True)),
        floor_meaning=None if floors is None else "topup",
        cap_surplus=None if caps is None else _CAP_SURPLUS[surplus],
        surplus="return" if caps is not None else "error",
    )
    rounded = round_to_units(
        shares,
        estate,
        policy=policy,  # type: ignore[arg-type]  # the plan knows these words alone
        tie_seed=tie_seed,
        unit=unit,
    )
    if price_step is not None:
        rounded = _priced(rounded, estate, weights, price_step)
    return as_division(
        "share", claims, weights, shares, rounded, floors=floors, caps=caps, policy=policy
    )


def _priced(
    rounded: Rounded, estate: int, weights: Sequence[Fraction | int], step: Fraction
) -> Rounded:
    """Pay every unit of weight the greatest multiple of *step* that the estate can bear."""
    price = Fraction(estate, sum(weights)) // step * step
    amounts = tuple(int(weight * price // rounded.unit) * rounded.unit for weight in weights)
    return attrs.evolve(rounded, amounts=amounts, price=price, residue=estate - sum(amounts))


_CAP_SURPLUS: Mapping[str, Literal["redistribute", "keep"]] = FrozenMap(
    {"share_again": "redistribute", "leave": "keep", "": "keep"}
)


def divide_shortage(
    available: int,
    claims: Sequence[Claimant],
    wanted: Sequence[int],
    *,
    rule: str,
    weights: Sequence[Fraction | int] | None,
    unit: int,
    tie_seed: str,
) -> Division:
    """Divide what is there among claims that ask for more, by a rule of `allocation`."""
    ids = [claim.id for claim in claims]
    asked = dict(zip(ids, wanted, strict=True))
    weighted = None if weights is None else dict(zip(ids, weights, strict=True))
    shares = solve(rule, available, asked, weights=weighted)
    rounded = round_to_units(
        shares, available, policy="largest_remainder", claims=asked, tie_seed=tie_seed, unit=unit
    )
    return as_division(
        "pay", claims, wanted, shares, rounded, floors=None, caps=None, policy="largest_remainder"
    )


def as_division(
    mode: str,
    claims: Sequence[Claimant],
    asked: Sequence[Fraction | int],
    shares: Shares,
    rounded: Rounded,
    *,
    floors: Sequence[Fraction | int] | None,
    caps: Sequence[Fraction | int] | None,
    policy: str,
) -> Division:
    """Return the record of a division that `allocation` made."""
    ids = tuple(claim.id for claim in claims)
    words = shares.words or ("",) * len(ids)
    return Division(
        mode=mode,
        ids=ids,
        claimants=tuple(claim.subject.id for claim in claims),
        parties=tuple(claim.party for claim in claims),
        asked=tuple(asked),
        total=sum(asked),
        numerators=shares.numerators,
        denominator=shares.denominator,
        amounts=rounded.amounts,
        multiplier=shares.multiplier if rounded.price is None else rounded.price,
        rule=shares.rule,
        floors=None if floors is None else tuple(floors),
        caps=None if caps is None else tuple(caps),
        bound=FrozenMap({place: word for place, word in enumerate(words) if word}),
        raised=frozenset(place for place, one in enumerate(ids) if one in rounded.raised),
        tie_decided=rounded.tie_decided,
        cut=rounded.cut,
        rounding=policy,
        unit=rounded.unit,
        residue=rounded.residue,
        edge=frozenset(place for place, one in enumerate(ids) if one in rounded.edge),
    )


def wanted_division(
    claims: Sequence[Claimant],
    exact: Sequence[Fraction | int],
    amounts: Sequence[int],
    *,
    floors: Sequence[Fraction | int] | None,
    caps: Sequence[Fraction | int] | None,
    bound: Mapping[int, str],
    rounding: str,
    unit: int,
) -> Division:
    """Return the record of claims that are paid in full, each rounded for itself."""
    fractions = [Fraction(value) for value in exact]
    denominator = _common(fractions)
    return Division(
        mode="pay",
        ids=tuple(claim.id for claim in claims),
        claimants=tuple(claim.subject.id for claim in claims),
        parties=tuple(claim.party for claim in claims),
        asked=tuple(exact),
        total=sum(exact),
        numerators=tuple(
            value.numerator * (denominator // value.denominator) for value in fractions
        ),
        denominator=denominator,
        amounts=tuple(amounts),
        multiplier=None,
        rule="in_full",
        floors=None if floors is None else tuple(floors),
        caps=None if caps is None else tuple(caps),
        bound=FrozenMap(bound),
        raised=frozenset(),
        tie_decided=(),
        cut=None,
        rounding=rounding,
        unit=unit,
        residue=0,
    )


def _common(fractions: Sequence[Fraction]) -> int:
    return lcm(*{value.denominator for value in fractions}) if fractions else 1
