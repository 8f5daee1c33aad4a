"""The fast kernel: the same amounts as the two phases, and its own refusals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_share.allocation import proportional_units, round_to_units, solve
from benefit_share.allocation.cutting import _cut_by_key, _cut_by_place
from benefit_share.allocation.faults import (
    BadClaimantId,
    DuplicateClaimant,
    InexactNumber,
    LengthMismatch,
    MissingOption,
    NegativeEstate,
    NegativeWeight,
    NoClaimants,
    ZeroTotalWeight,
)


@given(
    estate=st.integers(0, 10**13),
    weights=st.lists(st.one_of(st.integers(0, 4), st.integers(0, 10**9)), max_size=40),
    seed=st.text(st.characters(codec="utf-8"), min_size=1, max_size=4),
)
@settings(max_examples=80)
def test_the_kernel_gives_the_amounts_of_the_two_phases(
    estate: int, weights: list[int], seed: str
) -> None:
    """Whatever the weights, and to the unit, ties included."""
    ids = [f"户{place}" for place in range(len(weights))]
    estate *= any(weights)
    shares = solve("proportional", estate, dict(zip(ids, weights, strict=True)))
    expected = round_to_units(shares, estate, policy="largest_remainder", tie_seed=seed)

    assert proportional_units(estate, weights, ids, tie_seed=seed) == list(expected.amounts)


@given(
    keys=st.lists(st.integers(0, 50), min_size=1, max_size=20).filter(any),
    estate=st.integers(0, 500),
)
@settings(max_examples=80)
def test_the_cut_by_key_is_the_cut_by_place(keys: list[int], estate: int) -> None:
    """Which of the two ways is taken is a matter of time only."""
    call = (keys, estate, sum(keys), estate)

    by_key, by_place = _cut_by_key(*call), _cut_by_place(*call)

    assert by_key == by_place
    assert sum(by_key.steps) + by_key.places == estate


def test_the_last_units_are_dealt_by_hash_and_not_by_place() -> None:
    """Turning the list round turns the amounts round."""
    ids = [f"h{number}" for number in range(7)]

    forth = proportional_units(10, [1] * 7, ids, tie_seed="seed")
    back = proportional_units(10, [1] * 7, ids[::-1], tie_seed="seed")

    assert forth == back[::-1]
    assert sorted(forth) == [1, 1, 1, 1, 2, 2, 2]


def test_nothing_to_divide_is_nothing_for_each() -> None:
    """Even among weights of 0, or nobody."""
    assert proportional_units(0, [0, 0], ["a", "b"], tie_seed="s") == [0, 0]
    assert proportional_units(0, [], [], tie_seed="s") == []


@pytest.mark.parametrize(
    ("estate", "weights", "ids", "error"),
    [
        (True, [1], ["a"], InexactNumber),
        ("10", [1], ["a"], InexactNumber),
        (10, [1.0], ["a"], InexactNumber),
        (10, [True], ["a"], InexactNumber),
        (-1, [1], ["a"], NegativeEstate),
        (10, [1, -1], ["a", "b"], NegativeWeight),
        (10, [1], ["a", "b"], LengthMismatch),
        (10, [1, 1], ["a", "a"], DuplicateClaimant),
        (10, [1, 1], ["a", ""], BadClaimantId),
        (10, [], [], NoClaimants),
        (10, [0], ["a"], ZeroTotalWeight),
    ],
)
def test_a_malformed_call_is_refused(
    estate: int, weights: list[int], ids: list[str], error: type[Exception]
) -> None:
    """Nothing is guessed, nothing is dropped."""
    with pytest.raises(error):
        proportional_units(estate, weights, ids, tie_seed="s")


def test_a_tie_without_a_seed_is_refused() -> None:
    """An empty seed would be nobody's decision."""
    with pytest.raises(MissingOption):
        proportional_units(1, [1, 1], ["a", "b"], tie_seed="")


def test_many_equal_weights_are_raised_together_or_split_by_hash() -> None:
    """The cut by key, with no rest, with a rest for all of a key, and with a key that is split."""
    ids = [f"h{number}" for number in range(6)]

    assert proportional_units(12, [2, 2, 2, 2, 2, 2], ids, tie_seed="s") == [2] * 6
    assert proportional_units(2, [1, 1, 1, 1, 2, 2], ids, tie_seed="") == [0, 0, 0, 0, 1, 1]
    assert sorted(proportional_units(3, [1] * 6, ids, tie_seed="s")) == [0, 0, 0, 1, 1, 1]
