"""What a rounding and a refusal tell, to the last figure: explanations stand on it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benefit_share.allocation import round_to_units, solve
from benefit_share.allocation.faults import AmbiguousTie, BadOption, NotAWholeUnit, NotProportional
from benefit_share.allocation.rounding import PRICE_DECIMALS, Policy

WEIGHTS = {"a": 1, "b": 2, "c": 4}
GREAT = 2**53


@pytest.mark.parametrize("policy", ["keep", "unit_price"])
@pytest.mark.parametrize("unit", [1, 7, 100])
def test_what_is_only_rounded_down_says_how_and_in_which_steps(policy: Policy, unit: int) -> None:
    """Whole multiples of the step, the greatest that fit, and all that is left as residue."""
    total = 10_000
    shares = solve("proportional", total, WEIGHTS)
    made = round_to_units(shares, total, policy=policy, tie_seed="s", unit=unit)

    assert (made.policy, made.unit, made.raised, made.cut) == (policy, unit, frozenset(), None)
    assert made.tie_decided == shares.tie_decided
    per_weight = Fraction(total, 7) if policy == "keep" else Fraction("1428.57")
    exact = [per_weight * weight for weight in WEIGHTS.values()]
    assert list(made.amounts) == [share // unit * unit for share in exact]
    assert made.residue == total - sum(made.amounts)
    assert (made.price is None) == (policy == "keep")


def test_a_price_has_up_to_twelve_decimals_and_is_rounded_down() -> None:
    """Weight times price; the limit itself is accepted, and beyond it the option is named."""
    shares = solve("proportional", 10, {"a": 1, "b": 2})
    made = round_to_units(
        shares, 10, policy="unit_price", tie_seed="s", price_decimals=PRICE_DECIMALS
    )

    assert made.price == Fraction(10**13 // 3, 10**12)
    for decimals in (-1, PRICE_DECIMALS + 1):
        with pytest.raises(BadOption) as refused:
            round_to_units(shares, 10, policy="unit_price", tie_seed="s", price_decimals=decimals)
        assert "price_decimals" in str(refused.value)
        assert str(PRICE_DECIMALS) in str(refused.value)


def test_whose_share_is_no_weight_times_price_is_named() -> None:
    """The first of them."""
    shares = solve("constrained_equal_awards", 100, {"a": 30, "b": 90})
    with pytest.raises(NotProportional) as refused:
        round_to_units(shares, 100, policy="unit_price", tie_seed="s")

    assert refused.value.id == "a"


@pytest.mark.parametrize("method", ["hamilton", "webster", "quota_method"])
def test_whole_things_keep_rule_claims_and_who_was_decided_by_seed(method: str) -> None:
    """And without a seed the refusal names them; a part of a thing is refused with its figures."""
    shares = solve(method, 3, {"a": 1, "b": 1}, tie_seed="s")

    assert (shares.rule, shares.claims, shares.claim_denominator) == (method, (1, 1), 1)
    assert shares.tie_decided == ("a", "b")
    with pytest.raises(AmbiguousTie) as tied:
        solve(method, 3, {"a": 1, "b": 1})
    assert tied.value.ids == ("a", "b")
    with pytest.raises(NotAWholeUnit) as part:
        solve(method, Fraction(5, 2), {"a": 1, "b": 1}, tie_seed="s")
    assert (part.value.total, part.value.unit) == (Fraction(5, 2), Fraction(1))


@pytest.mark.parametrize("method", ["webster", "quota_method"])
def test_great_weights_that_differ_by_one_are_told_apart(method: str) -> None:
    """Beyond 2^53 a binary float holds them for equal, and the wrong one gets the odd thing."""
    less, more = 9 * GREAT + 1, 9 * GREAT + 2
    for places, expected in ((1, (0, 1)), (3, (1, 2)), (5, (2, 3))):
        for seed in ("s", "t", "u", "v"):
            shares = solve(method, places, {"a": less, "b": more}, tie_seed=seed)
            assert shares.numerators == expected
