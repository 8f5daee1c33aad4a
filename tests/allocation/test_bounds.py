"""Floors, caps, levels, tiers and weights: exact shares against plain definitions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benefit_share.allocation import RULES, Shares, Tier, solve
from benefit_share.allocation.faults import (
    CapBelowFloor,
    CapsBelowEstate,
    ClaimsBelowEstate,
    FloorsExceedEstate,
    NoAbsorber,
    NoClaimants,
    ZeroTotalWeight,
    ZeroWeight,
)

ONE = Fraction(1)
WEIGHTED = ("proportional", "water_fill")


def exact(shares: Shares) -> list[Fraction]:
    """Return the exact shares in order."""
    return list(shares.as_dict().values())


# The two meanings of a floor, and of a cap.


@pytest.mark.parametrize("rule", WEIGHTED)
def test_a_topup_floor_raises_only_whom_the_weight_leaves_below_it(rule: str) -> None:
    """By weight 25 and 75; the floor of 40 leaves 60."""
    shares = solve(rule, 100, {"a": 1, "b": 3}, floors={"a": 40}, floor_meaning="topup")

    assert exact(shares) == [40, 60]
    assert shares.bound == {"a": "floor"}
    assert shares.multiplier == 20


@pytest.mark.parametrize("rule", WEIGHTED)
def test_an_additive_floor_is_paid_first(rule: str) -> None:
    """40 first, then 15 and 45 by weight."""
    shares = solve(rule, 100, {"a": 1, "b": 3}, floors={"a": 40}, floor_meaning="additive")

    assert exact(shares) == [55, 45]
    assert shares.bound == {}
    assert shares.multiplier == 15


def test_what_is_above_a_cap_goes_to_the_others_or_is_kept() -> None:
    """By weight 20, 30, 50; the cap of 40 frees 10."""
    claims = {"a": 2, "b": 3, "c": 5}

    passed = solve("proportional", 100, claims, caps={"c": 40}, cap_surplus="redistribute")
    kept = solve("proportional", 100, claims, caps={"c": 40}, cap_surplus="keep")

    assert exact(passed) == [24, 36, 40]
    assert exact(kept) == [20, 30, 40]
    assert passed.left_over == 0
    assert kept.left_over == 10
    assert passed.bound == kept.bound == {"c": "cap"}


def test_equal_shares_take_floors_and_caps_and_no_weight() -> None:
    """The number beside the claimant does not count."""
    shares = solve(
        "equal",
        90,
        {"a": 7, "b": 0, "c": 1},
        floors={"a": 10},
        floor_meaning="additive",
        caps={"c": 20},
        cap_surplus="redistribute",
    )

    assert exact(shares) == [40, 30, 20]


def test_a_cap_counts_what_an_additive_floor_has_paid() -> None:
    """10 for a, then 40 and 40 by weight; the cap of 30 leaves 20 more for b."""
    shares = solve(
        "proportional",
        90,
        {"a": 1, "b": 1},
        floors={"a": 10},
        floor_meaning="additive",
        caps={"a": 30},
        cap_surplus="redistribute",
    )

    assert exact(shares) == [30, 60]
    assert shares.bound == {"a": "cap"}
    assert shares.multiplier == 60


def test_floors_added_and_caps_kept_go_together() -> None:
    """10 for each, then 10 and 30; the cap of 25 leaves 15."""
    shares = solve(
        "proportional",
        60,
        {"a": 1, "b": 3},
        floors={"a": 10, "b": 10},
        floor_meaning="additive",
        caps={"b": 25},
        cap_surplus="keep",
    )

    assert exact(shares) == [20, 25]
    assert shares.left_over == 15


@st.composite
def bounded_problems(draw: st.DrawFn) -> tuple[int, list[int], list[int], list[int]]:
    """Draw an estate, weights, floors and caps with room for the estate."""
    size = draw(st.integers(1, 6))
    weights = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
    floors = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
    caps = [floor + draw(st.integers(0, 12)) for floor in floors]
    most = sum(
        cap if weight else floor for weight, floor, cap in zip(weights, floors, caps, strict=True)
    )
    return draw(st.integers(sum(floors), most)), weights, floors, caps


@given(problem=bounded_problems())
@settings(max_examples=80)
def test_water_finds_the_lowest_level_that_adds_up(
    problem: tuple[int, list[int], list[int], list[int]],
) -> None:
    """Each share is the level times the weight, held by floor and cap; no lower level would do."""
    estate, weights, floors, caps = problem
    ids = [f"h{place}" for place in range(len(weights))]
    shares = solve(
        "water_fill",
        estate,
        dict(zip(ids, weights, strict=True)),
        floors=dict(zip(ids, floors, strict=True)),
        caps=dict(zip(ids, caps, strict=True)),
        floor_meaning="topup",
        cap_surplus="redistribute",
    )
    level = shares.multiplier

    def total(at: Fraction) -> Fraction:
        return sum(
            (
                min(max(at * weight, Fraction(floor)), Fraction(cap)) if weight else Fraction(floor)
                for weight, floor, cap in zip(weights, floors, caps, strict=True)
            ),
            Fraction(0),
        )

    assert level is not None
    assert shares.total == estate == total(level)
    assert exact(shares) == [
        min(max(level * weight, Fraction(floor)), Fraction(cap)) if weight else floor
        for weight, floor, cap in zip(weights, floors, caps, strict=True)
    ]
    if level:
        assert total(level * Fraction(999_999, 1_000_000)) < estate


@given(problem=bounded_problems())
def test_the_words_say_which_bound_holds_whom(
    problem: tuple[int, list[int], list[int], list[int]],
) -> None:
    """Who has no word has exactly weight times level."""
    estate, weights, floors, caps = problem
    ids = [f"h{place}" for place in range(len(weights))]
    shares = solve(
        "water_fill",
        estate,
        dict(zip(ids, weights, strict=True)),
        floors=dict(zip(ids, floors, strict=True)),
        caps=dict(zip(ids, caps, strict=True)),
        floor_meaning="topup",
        cap_surplus="redistribute",
    )

    for one, weight, floor, cap in zip(ids, weights, floors, caps, strict=True):
        free = (shares.multiplier or 0) * weight
        bound = {"floor": floor, "cap": cap}.get(shares.bound.get(one, ""), free)
        assert shares.exact(one) == bound


def test_a_weight_of_nothing_gets_its_floor_and_no_more() -> None:
    """Even when others are at their caps."""
    shares = solve(
        "water_fill",
        10,
        {"a": 0, "b": 1, "c": 0},
        floors={"a": 3},
        floor_meaning="topup",
        caps={"b": 5},
        cap_surplus="redistribute",
        surplus="return",
    )

    assert exact(shares) == [3, 5, 0]
    assert shares.left_over == 2


@pytest.mark.parametrize(
    ("estate", "claims", "options", "error"),
    [
        (
            9,
            {"a": 1},
            {"floors": {"a": 10}, "floor_meaning": "topup"},
            FloorsExceedEstate(ONE),
        ),
        (
            9,
            {"a": 1},
            {"floors": {"a": 10}, "floor_meaning": "additive"},
            FloorsExceedEstate(ONE),
        ),
        (
            9,
            {"a": 1},
            {"caps": {"a": 7}, "cap_surplus": "redistribute"},
            CapsBelowEstate(2 * ONE),
        ),
        (
            9,
            {"a": 1, "b": 0},
            {"caps": {"a": 7}, "cap_surplus": "redistribute"},
            NoAbsorber(2 * ONE),
        ),
        (
            9,
            {"a": 1},
            {
                "floors": {"a": 8},
                "floor_meaning": "topup",
                "caps": {"a": 7},
                "cap_surplus": "keep",
            },
            CapBelowFloor("a"),
        ),
        (
            9,
            {"a": 0},
            {"caps": {"a": 7}, "cap_surplus": "redistribute"},
            ZeroTotalWeight(9 * ONE),
        ),
        (9, {}, {"caps": {}, "cap_surplus": "redistribute"}, NoClaimants(9 * ONE)),
        (9, {"a": 0}, {}, ZeroTotalWeight(9 * ONE)),
        (9, {}, {}, NoClaimants(9 * ONE)),
        ("1/2", {"a": 0}, {}, ZeroTotalWeight(Fraction(1, 2))),
    ],
)
def test_what_has_no_answer_says_by_how_much(
    estate: int, claims: dict[str, int], options: dict[str, object], error: Exception
) -> None:
    """The figure is in the unit of the estate."""
    with pytest.raises(type(error)) as caught:
        solve("water_fill", estate, claims, **options)  # type: ignore[arg-type]  # keys of many types, from a table of cases

    assert caught.value.args == error.args


@pytest.mark.parametrize(
    "rule",
    sorted(
        rule.name
        for rule in RULES.values()
        if rule.kind == "divisible" and not rule.options & {"tiers", "incomes"}
    ),
)
def test_nothing_to_divide_is_nothing_for_each(rule: str) -> None:
    """Nobody's claim, and even nobody at all, is no error then."""
    assert exact(solve(rule, 0, {"a": 0, "b": 0})) == [0, 0]
    assert exact(solve(rule, 0, {})) == []


# Weights in equal awards and equal losses.


def test_awards_rise_in_proportion_to_the_weights() -> None:
    """2 and 4 for a unit of weight of 2; the third is held by the claim."""
    shares = solve(
        "constrained_equal_awards",
        7,
        {"a": 10, "b": 10, "c": 1},
        weights={"a": 1, "b": "2", "c": 5},
    )

    assert exact(shares) == [2, 4, 1]
    assert shares.multiplier == 2
    assert shares.bound == {"c": "claim"}


def test_the_multiplier_is_in_the_units_that_were_written() -> None:
    """1.50 yuan for a weight of 0.5 is 3 yuan for a weight of 1."""
    shares = solve(
        "constrained_equal_awards", "2.5", {"a": "9.99", "b": "1"}, weights={"a": "0.5", "b": 1}
    )

    assert exact(shares) == [Fraction(3, 2), 1]
    assert shares.multiplier == 3


def test_losses_rise_in_proportion_to_the_weights() -> None:
    """A loss of 9 is 3 and 6."""
    shares = solve("constrained_equal_losses", 11, {"a": 10, "b": 10}, weights={"a": 1, "b": 2})

    assert exact(shares) == [7, 4]
    assert shares.multiplier == 3


def test_a_weight_of_nothing_gets_no_award_and_may_not_escape_losses() -> None:
    """What it leaves is refused, or returned; a protection is a tier."""
    claims, weights = {"a": 5, "b": 5}, {"a": 1, "b": 0}

    with pytest.raises(NoAbsorber):
        solve("constrained_equal_awards", 8, claims, weights=weights)
    shares = solve("constrained_equal_awards", 8, claims, weights=weights, surplus="return")
    assert exact(shares) == [5, 0]
    assert shares.left_over == 3
    with pytest.raises(ZeroWeight, match="'b'"):
        solve("constrained_equal_losses", 8, claims, weights=weights)


def test_more_than_all_claims_is_refused_or_returned() -> None:
    """Nobody gets more than the claim."""
    with pytest.raises(ClaimsBelowEstate) as caught:
        solve("talmud", 10, {"a": "3.5", "b": 4})
    shares = solve("talmud", 10, {"a": "3.5", "b": 4}, surplus="return")

    assert caught.value.left_over == Fraction(5, 2)
    assert exact(shares) == [Fraction(7, 2), 4]
    assert shares.left_over == Fraction(5, 2)


# Levels.


def test_the_lowest_incomes_are_raised_to_one_level() -> None:
    """10 and 20 rise to 25, 40 stays."""
    shares = solve(
        "level_up",
        20,
        {"a": 0, "b": 0, "c": 0},
        incomes={"a": 10, "b": 20, "c": 40},
        sizes={"a": 1, "b": 1, "c": 1},
        line=30,
    )

    assert exact(shares) == [15, 5, 0]
    assert shares.multiplier == 25
    assert shares.bound == {"c": "income"}


def test_a_level_is_for_a_person_and_an_income_may_be_below_zero() -> None:
    """Two with -2 together and one with 1 rise to 3 each."""
    shares = solve(
        "level_up",
        10,
        {"a": 0, "b": 0},
        incomes={"a": -2, "b": 1},
        sizes={"a": 2, "b": 1},
    )

    assert exact(shares) == [8, 2]
    assert shares.multiplier == 3


def test_what_is_left_above_the_line_is_refused_or_returned() -> None:
    """Both gaps of 1.5 filled leave 0.5."""
    call = {
        "incomes": {"a": "0.5", "b": "0.5", "c": 9},
        "sizes": {"a": 1, "b": 1, "c": "0.5"},
        "line": 2,
    }
    claims = {"a": 0, "b": 0, "c": 0}

    with pytest.raises(ClaimsBelowEstate) as caught:
        solve("level_up", "3.5", claims, **call)  # type: ignore[arg-type]  # keys of many types, from a table of cases
    shares = solve("level_up", "3.5", claims, surplus="return", **call)  # type: ignore[arg-type]  # keys of many types, from a table of cases

    assert caught.value.left_over == Fraction(1, 2)
    assert exact(shares) == [Fraction(3, 2), Fraction(3, 2), 0]
    assert shares.left_over == Fraction(1, 2)
    assert shares.multiplier == 2


def test_a_household_of_no_size_is_not_raised() -> None:
    """And where all are of none, nothing can be given."""
    incomes, sizes = {"a": -5, "b": 3}, {"a": 0, "b": 2}

    assert exact(solve("level_up", 4, {"a": 0, "b": 0}, incomes=incomes, sizes=sizes)) == [0, 4]
    with pytest.raises(ZeroTotalWeight):
        solve("level_up", 4, {"a": 0}, incomes={"a": 1}, sizes={"a": 0})
    with pytest.raises(NoClaimants):
        solve("level_up", 4, {}, incomes={}, sizes={}, line=9)
    assert exact(solve("level_up", 0, {"a": 0}, incomes={"a": 1}, sizes={"a": 0})) == [0]


@given(
    people=st.lists(st.tuples(st.integers(-9, 20), st.integers(1, 4)), min_size=1, max_size=5),
    estate=st.integers(0, 60),
    line=st.integers(0, 25),
)
@settings(max_examples=100)
def test_levelling_leaves_nobody_it_paid_above_another_it_could_pay(
    people: list[tuple[int, int]], estate: int, line: int
) -> None:
    """Who was paid stands at the level; who was not stands there or above it."""
    incomes = {f"h{place}": income for place, (income, _) in enumerate(people)}
    sizes = {f"h{place}": size for place, (_, size) in enumerate(people)}
    shares = solve(
        "level_up", estate, incomes.fromkeys(incomes, 0), incomes=incomes, sizes=sizes,
        line=line, surplus="return",
    )  # fmt: skip
    assume(shares.multiplier is not None)
    level = shares.multiplier or 0

    assert shares.total + shares.left_over == estate
    for one, income in incomes.items():
        after = Fraction(income + shares.exact(one), sizes[one])
        assert after == max(Fraction(income, sizes[one]), min(level, Fraction(line)))


# Tiers.


def test_a_tier_is_served_only_from_what_the_earlier_tiers_leave() -> None:
    """Costs in full, then wages by equal awards, then nothing for the rest."""
    shares = solve(
        "priority",
        100,
        {"cost": 30, "wage 1": 50, "wage 2": 20, "bonus": 9},
        tiers=[
            Tier("proportional", ("cost",)),
            {"rule": "constrained_equal_awards", "ids": ["wage 1", "wage 2"]},
            {"rule": "talmud", "ids": ["bonus"]},
        ],
    )

    assert exact(shares) == [30, 50, 20, 0]


def test_a_rule_divides_inside_a_tier_and_the_words_stay() -> None:
    """10 for the first tier, 25 for the second, by its own rule."""
    shares = solve(
        "priority",
        35,
        {"a": 10, "b": 10, "c": 20},
        tiers=[
            {"rule": "proportional", "ids": ["a"]},
            {"rule": "constrained_equal_losses", "ids": ["c", "b"]},
        ],
    )

    assert exact(shares) == [10, Fraction(15, 2), Fraction(35, 2)]
    assert shares.multiplier is None


def test_tiers_in_full_leave_a_surplus() -> None:
    """Which is refused, or returned."""
    tiers = [{"rule": "talmud", "ids": ["a"]}]

    with pytest.raises(ClaimsBelowEstate):
        solve("priority", "5.5", {"a": 5}, tiers=tiers)
    shares = solve("priority", "5.5", {"a": 5}, tiers=tiers, surplus="return")
    assert exact(shares) == [5]
    assert shares.left_over == Fraction(1, 2)


def test_a_tier_says_whose_claim_is_met_and_keeps_the_words_of_its_rule() -> None:
    """The first tier is paid in full; inside the second one claim is met."""
    shares = solve(
        "priority",
        "10.5",
        {"a": 2, "b": 9, "c": "2.5", "d": 0, "e": 4},
        tiers=[
            {"rule": "talmud", "ids": ["c", "d"]},
            {"rule": "constrained_equal_awards", "ids": ["b", "a"]},
            {"rule": "talmud", "ids": ["e"]},
        ],
    )

    assert exact(shares) == [2, 6, Fraction(5, 2), 0, 0]
    assert shares.bound == {"a": "claim", "c": "claim"}


def test_a_last_tier_for_which_there_is_just_enough_is_paid_in_full() -> None:
    """By no rule at all: the word is the claim."""
    shares = solve("priority", 6, {"a": 2, "b": 4}, tiers=[Tier("talmud", ("a", "b"))])

    assert shares.bound == {"a": "claim", "b": "claim"}
