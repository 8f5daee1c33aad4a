"""Whole things: Hamilton, Webster and the quota method against slow definitions and their laws."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_share.allocation import round_to_units, solve
from benefit_share.allocation.faults import (
    AmbiguousTie,
    NotAWholeUnit,
    TooLarge,
    ZeroTotalWeight,
)
from benefit_share.allocation.ties import token
from benefit_share.allocation.whole import WHOLE_LIMIT

METHODS = ("hamilton", "webster", "quota_method")
SEED = "election 7"

weights_of = st.lists(st.integers(0, 60), min_size=1, max_size=6).filter(any)


def named(weights: list[int]) -> dict[str, int]:
    """Return the weights by claimant."""
    return {f"h{place}": weight for place, weight in enumerate(weights)}


def dealt(method: str, places: int, weights: dict[str, int]) -> dict[str, int]:
    """Return the whole things by claimant."""
    shares = solve(method, places, weights, tie_seed=SEED)
    assert shares.denominator == 1
    return dict(zip(shares.ids, shares.numerators, strict=True))


def one_by_one(method: str, places: int, weights: dict[str, int]) -> dict[str, int]:
    """Deal by the definition, one thing after the other, in fractions."""
    got, total = dict.fromkeys(weights, 0), sum(weights.values())

    def rank(one: str) -> tuple[Fraction, int, bytes]:
        divisor = 2 * got[one] + 1 if method == "webster" else got[one] + 1
        return -Fraction(weights[one], divisor), -weights[one], token(SEED, one)

    for size in range(1, places + 1):
        open_to = [
            one
            for one in weights
            if weights[one] and (method == "webster" or got[one] * total < weights[one] * size)
        ]
        got[min(open_to, key=rank)] += 1
    return got


@pytest.mark.parametrize("method", ["webster", "quota_method"])
@given(weights=weights_of, places=st.integers(0, 40))
@settings(max_examples=80)
def test_a_method_agrees_with_dealing_one_by_one(
    method: str, weights: list[int], places: int
) -> None:
    """Whatever the weights, ties included."""
    assert dealt(method, places, named(weights)) == one_by_one(method, places, named(weights))


@given(weights=weights_of, places=st.integers(0, 40))
def test_hamilton_is_the_largest_remainder_of_proportional_shares(
    weights: list[int], places: int
) -> None:
    """With the same key, so also with the same ties."""
    shares = solve("proportional", places, named(weights))
    expected = round_to_units(shares, places, policy="largest_remainder", tie_seed=SEED)

    assert dealt("hamilton", places, named(weights)) == expected.as_dict()


@pytest.mark.parametrize("method", ["hamilton", "quota_method"])
@given(weights=weights_of, places=st.integers(0, 40))
def test_two_methods_stay_inside_the_quota(method: str, weights: list[int], places: int) -> None:
    """The exact share, rounded down or up."""
    got, total = dealt(method, places, named(weights)), sum(weights)

    for one, weight in named(weights).items():
        assert abs(got[one] - Fraction(places * weight, total)) < 1


@pytest.mark.parametrize("method", ["webster", "quota_method"])
@given(weights=weights_of, places=st.integers(0, 40))
def test_two_methods_never_take_a_place_away_when_one_is_added(
    method: str, weights: list[int], places: int
) -> None:
    """House monotonicity, which Hamilton lacks."""
    before, after = (dealt(method, count, named(weights)) for count in (places, places + 1))

    assert all(before[one] <= after[one] for one in before)


@pytest.mark.parametrize("method", METHODS)
@given(weights=weights_of, places=st.integers(0, 40))
def test_all_places_are_dealt_in_order_of_weight_and_none_to_a_weight_of_nothing(
    method: str, weights: list[int], places: int
) -> None:
    """Whatever the order in which the weights are written."""
    got = dealt(method, places, named(weights))
    ranked = sorted(named(weights).items(), key=lambda pair: pair[1])

    assert sum(got.values()) == places
    assert all(
        got[few] <= got[many] + (low == high)
        for (few, low), (many, high) in itertools.pairwise(ranked)
    )
    assert all(not got[one] for one, weight in ranked if not weight)
    assert dealt(method, places, dict(ranked)) == got


def test_hamilton_has_the_alabama_paradox() -> None:
    """One place more, and the smallest loses one."""
    weights = {"a": 6, "b": 6, "c": 2}

    assert dealt("hamilton", 10, weights) == {"a": 4, "b": 4, "c": 2}
    assert dealt("hamilton", 11, weights) == {"a": 5, "b": 5, "c": 1}


def test_webster_takes_back_from_those_who_were_rounded_up() -> None:
    """Five quotas of 0.6 are five too many by two."""
    shares = solve("webster", 3, dict.fromkeys("abcde", 7), tie_seed=SEED)

    assert sorted(shares.numerators) == [0, 0, 1, 1, 1]
    assert dict(shares.as_dict()) == one_by_one("webster", 3, dict.fromkeys("abcde", 7))


def test_webster_can_leave_the_quota() -> None:
    """The largest would be due 92.15 and gets 90."""
    weights = {"a": 9215} | {f"b{number}": 157 for number in range(5)}
    quota = Fraction(100 * 9215, sum(weights.values()))

    assert quota > 92
    assert dealt("webster", 100, weights)["a"] == 90


@pytest.mark.parametrize("method", METHODS)
def test_equal_weights_need_a_seed_only_when_they_get_different_numbers(method: str) -> None:
    """And then it is said among whom the seed decided."""
    even = solve(method, 4, {"a": 1, "b": 1})
    odd = solve(method, 5, {"a": 1, "b": 1, "c": 0}, tie_seed=SEED)

    assert (even.numerators, even.tie_decided) == ((2, 2), ())
    assert sorted(odd.numerators) == [0, 2, 3]
    assert odd.tie_decided == ("a", "b")
    rounded = round_to_units(odd, 5, policy="largest_remainder", tie_seed="")
    assert rounded.amounts == odd.numerators
    assert rounded.tie_decided == ("a", "b")
    with pytest.raises(AmbiguousTie):
        solve(method, 5, {"a": 1, "b": 1})


@pytest.mark.parametrize("method", METHODS)
def test_only_whole_things_are_dealt_and_only_to_somebody(method: str) -> None:
    """Half a place is an error, and so is nobody's place."""
    with pytest.raises(NotAWholeUnit):
        solve(method, "2.5", {"a": 1})
    with pytest.raises(ZeroTotalWeight):
        solve(method, 2, {"a": 0})
    assert solve(method, 0, {"a": 0}).numerators == (0,)
    assert solve(method, 0, {}).numerators == ()


def test_the_quota_method_deals_out_up_to_a_million() -> None:
    """One by one, so no more."""
    with pytest.raises(TooLarge) as caught:
        solve("quota_method", WHOLE_LIMIT + 1, {"a": 1})
    assert caught.value.size == WHOLE_LIMIT + 1
