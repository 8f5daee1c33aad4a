"""Exact shares become whole units, once.

The tie key is (fraction descending, exact share ascending, claim descending, token ascending).
It keeps the order of awards and of losses, never gives a unit to a share that is whole,
so never to a weight of 0, and never looks at the order of the input.
What never lives here: the rules that made the shares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import attrs

from benefit_share.allocation.cutting import cut_units, deal_edge
from benefit_share.allocation.faults import (
    BadOption,
    MissingClaimant,
    NegativeWeight,
    NotAWholeUnit,
    NotProportional,
    OptionNotTaken,
    ShareSumMismatch,
)
from benefit_share.allocation.numbers import Number, read_number, scaled
from benefit_share.allocation.problem import Rounded, Shares

if TYPE_CHECKING:
    from collections.abc import Callable

    from benefit_share.allocation.ties import Tie

__all__ = ["POLICIES", "Policy", "round_to_units"]

Policy = Literal["largest_remainder", "keep", "unit_price"]

PRICE_DECIMALS = 12
"""The most decimals that a unit price may have."""


def round_to_units(
    shares: Shares,
    total: int,
    *,
    policy: Policy,
    tie_seed: str,
    claims: Mapping[str, Number] | None = None,
    unit: int = 1,
    exact_unit: bool = False,
    tie: Tie = "seed",
    price_decimals: int | None = None,
) -> Rounded:
    """Round exact *shares* to whole units, once, so that amounts and residue add up to *total*.

    Args:
        shares: what `solve` returned, in the unit of *total*.
        total: what was divided, whole; with `left_over`, it may be counted or not.
        policy: "largest_remainder" rounds down and gives the units that are short to the
            largest fractions; "keep" rounds down and leaves the rest as residue; "unit_price"
            pays weight times one price, rounded down, and leaves the rest.
        tie_seed: a text that was public before any data existed, different for each rounding;
            used only where fraction, share and claim are all equal.
        claims: claimant to claim, for the tie key and for the unit price;
            those of the shares when left out.
        unit: the step, 1 or more, in the unit of *total*; 5 for steps of five fen.
        exact_unit: whether to refuse a *total* that is not a multiple of *unit*;
            otherwise what is less than a step is residue.
        tie: "seed", "error" to refuse, or the ids in the order in which lots were drawn.
        price_decimals: for "unit_price", 0 to 12, how many decimals the price of a unit of
            weight has, in the unit of *total*; 2 when left out.

    Returns:
        amounts that are exact shares rounded down or up to a step, nothing in between.

    Raises:
        ShareSumMismatch: the shares do not add up to *total*.
        NotAWholeUnit: *exact_unit* is set and *total* is not a multiple of *unit*.
        AmbiguousTie: a tie must be decided and *tie* does not decide it.
        NotProportional: a unit price was asked for shares that are not weight times price.
        OptionNotTaken, BadOption, MissingOption, MissingClaimant: a malformed call.

    Example:
        >>> from benefit_share.allocation import round_to_units, solve
        >>> shares = solve("proportional", 100, {"a": 1, "b": 1, "c": 1})
        >>> round_to_units(shares, 100, policy="largest_remainder", tie_seed="2025").amounts
        (33, 34, 33)
    """
    round_by = POLICIES.get(policy)
    if round_by is None:
        raise BadOption("policy", " or ".join(repr(name) for name in POLICIES))
    _check(total, unit, tie, tie_seed)
    if price_decimals is not None and policy != "unit_price":
        raise OptionNotTaken(policy, "price_decimals", ("tie", "unit"))
    if total % unit and exact_unit:
        raise NotAWholeUnit(Fraction(total), Fraction(unit))
    whole = shares.total
    if total not in (whole, whole + shares.left_over):
        raise ShareSumMismatch(total, whole)
    return round_by(
        _Rounding(
            shares=shares,
            total=total,
            unit=unit,
            claims=_claims(shares, claims),
            tie=tie,
            tie_seed=tie_seed,
            price_decimals=2 if price_decimals is None else price_decimals,
        )
    )


def _check(total: object, unit: object, tie: object, tie_seed: object) -> None:
    """Refuse a malformed call."""
    if type(total) is not int:
        raise BadOption("total", "an int, the whole number of units that was divided")
    if type(unit) is not int or unit < 1:
        raise BadOption("unit", "an int, 1 or more")
    if not isinstance(tie_seed, str):
        raise BadOption("tie_seed", "a text fixed before the data were known")
    is_word = tie in ("seed", "error") if isinstance(tie, str) else isinstance(tie, Sequence)
    if not is_word:
        raise BadOption("tie", "'seed', 'error' or the ids in the order of a draw")


def _claims(shares: Shares, claims: Mapping[str, Number] | None) -> tuple[Sequence[int], int]:
    """Return the claims in the order of the shares, over one denominator; none is all equal."""
    if claims is None:
        return shares.claims or (1,) * len(shares.ids), shares.claim_denominator
    for one in shares.ids:
        if one not in claims:
            raise MissingClaimant("claims", one)
    read = [read_number(claims[one], f"claims.{one}") for one in shares.ids]
    for one, claim in zip(shares.ids, read, strict=True):
        if claim < 0:
            raise NegativeWeight(one)
    (numerators,), scale = scaled([read])
    return numerators, scale


@attrs.frozen
class _Rounding:
    """One call of `round_to_units`, checked."""

    shares: Shares
    total: int
    unit: int
    claims: tuple[Sequence[int], int]
    tie: Tie
    tie_seed: str
    price_decimals: int


def _largest_remainder(call: _Rounding) -> Rounded:
    """Round down, then one step more for the largest fractions."""
    shares, unit = call.shares, call.unit
    keys, step = shares.numerators, shares.denominator * unit
    cut = cut_units(keys, 1, step, sum(keys) // step)
    tied = deal_edge(cut, keys, call.claims[0], shares.ids, tie=call.tie, tie_seed=call.tie_seed)
    amounts = tuple(cut.steps) if unit == 1 else tuple(number * unit for number in cut.steps)
    raised = frozenset(
        [  # a list, because a generator takes twice the time
            one
            for one, number, key in zip(shares.ids, cut.steps, keys, strict=True)
            if number * step > key
        ]
    )
    return Rounded(
        ids=shares.ids,
        amounts=amounts,
        residue=call.total - sum(amounts),
        raised=raised,
        tie_decided=tied or shares.tie_decided,
        cut=Fraction(cut.last, step) if cut.last else None,
        policy="largest_remainder",
        unit=unit,
        edge=frozenset(shares.ids[place] for place in cut.edge),
    )


def _keep(call: _Rounding) -> Rounded:
    """Round down; nobody gets a step more."""
    shares, unit = call.shares, call.unit
    step = shares.denominator * unit
    return _kept(call, [key // step * unit for key in shares.numerators], "keep", None)


def _unit_price(call: _Rounding) -> Rounded:
    """Pay weight times one price, rounded down."""
    decimals = call.price_decimals
    if type(decimals) is not int or not 0 <= decimals <= PRICE_DECIMALS:
        raise BadOption("price_decimals", f"an int from 0 to {PRICE_DECIMALS}")
    shares, (claims, scale) = call.shares, call.claims
    weight, sum_of_keys = sum(claims), sum(shares.numerators)
    for one, claim, key in zip(shares.ids, claims, shares.numerators, strict=True):
        if key * weight != claim * sum_of_keys or (key and not weight):
            raise NotProportional(one)
    fine = 10**decimals
    price = Fraction(sum_of_keys * scale * fine // (shares.denominator * (weight or 1)), fine)
    step = scale * price.denominator * call.unit
    amounts = [claim * price.numerator // step * call.unit for claim in claims]
    return _kept(call, amounts, "unit_price", price)


def _kept(call: _Rounding, amounts: list[int], policy: Policy, price: Fraction | None) -> Rounded:
    """Return *amounts* that were only rounded down, and the rest as residue."""
    return Rounded(
        ids=call.shares.ids,
        amounts=tuple(amounts),
        residue=call.total - sum(amounts),
        raised=frozenset(),
        tie_decided=call.shares.tie_decided,
        cut=None,
        policy=policy,
        unit=call.unit,
        price=price,
    )


POLICIES: Mapping[str, Callable[[_Rounding], Rounded]] = MappingProxyType(
    {"largest_remainder": _largest_remainder, "keep": _keep, "unit_price": _unit_price}
)
"""Every way to round, by name, read-only."""
