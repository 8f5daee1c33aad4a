"""What rounding keeps: the laws that hold for whole amounts, and examples of those that do not."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benefit_share.allocation import RULES, Rounded, Shares, round_to_units, solve
from benefit_share.allocation.faults import (
    AmbiguousTie,
    BadOption,
    MissingClaimant,
    MissingOption,
    NegativeWeight,
    NotAWholeUnit,
    NotProportional,
    OptionNotTaken,
    ShareSumMismatch,
)

CLAIMS_RULES = (
    "proportional",
    *(
        rule.name
        for rule in RULES.values()
        if rule.claims_are == "claims" and rule.name != "priority"
    ),
)
Problem = tuple[int, dict[str, int]]
SEED = "2025-12-31/dividend"


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Draw a whole estate and whole claims that reach it."""
    claims = draw(st.lists(st.integers(0, 25), min_size=1, max_size=6).filter(any))
    estate = draw(st.integers(0, sum(claims)))
    return estate, {f"h{place}": claim for place, claim in enumerate(claims)}


def rounded(rule: str, estate: int, claims: dict[str, int]) -> Rounded:
    """Return whole amounts by the largest remainder."""
    shares = solve(rule, estate, claims)
    return round_to_units(shares, estate, policy="largest_remainder", tie_seed=SEED)


by_rule = pytest.mark.parametrize("rule", CLAIMS_RULES)


@by_rule
@given(problem=problems())
def test_the_amounts_add_up_and_stay_within_a_unit_of_the_exact_share(
    rule: str, problem: Problem
) -> None:
    """Quota: each gets the exact share rounded down or up, and nothing is lost or made."""
    estate, claims = problem
    shares, result = solve(rule, estate, claims), rounded(rule, estate, claims)

    assert result.total == estate
    assert result.residue == 0
    assert all(abs(result.amount(one) - shares.exact(one)) < 1 for one in claims)
    assert result.raised == {one for one in claims if result.amount(one) > shares.exact(one)}
    if result.cut is not None:
        assert all(shares.exact(one) % 1 >= result.cut for one in result.raised)
        assert all(
            shares.exact(one) % 1 <= result.cut for one in claims if one not in result.raised
        )


@by_rule
@given(problem=problems())
def test_nobody_gets_more_than_a_whole_claim_and_a_claim_of_nothing_gets_nothing(
    rule: str, problem: Problem
) -> None:
    """Bounds survive rounding, because rounding stays inside the quota."""
    estate, claims = problem
    result = rounded(rule, estate, claims)

    assert all(0 <= result.amount(one) <= claim for one, claim in claims.items())


@by_rule
@given(problem=problems(), random=st.randoms(use_true_random=False))
def test_the_result_does_not_depend_on_the_order_of_the_claims(
    rule: str, problem: Problem, random: Random
) -> None:
    """A function of the set of claimants, token included."""
    estate, claims = problem
    shuffled = list(claims.items())
    random.shuffle(shuffled)

    one, two = rounded(rule, estate, claims), rounded(rule, estate, dict(shuffled))

    assert one.as_dict() == two.as_dict()
    assert (one.raised, one.tie_decided, one.cut) == (two.raised, two.tie_decided, two.cut)


@by_rule
@given(problem=problems())
def test_order_is_kept_in_awards_and_in_losses_and_equals_differ_by_at_most_one(
    rule: str, problem: Problem
) -> None:
    """Who claims more gets no less and loses no less, to the unit."""
    estate, claims = problem
    got = rounded(rule, estate, claims).as_dict()
    ranked = sorted(claims, key=lambda one: (claims[one], got[one]))

    for less, more in pairwise(ranked):
        assert got[less] <= got[more]
        if claims[less] == claims[more]:
            assert got[more] - got[less] <= 1
        else:
            assert claims[less] - got[less] <= claims[more] - got[more]


@by_rule
@given(problem=problems(), data=st.data())
def test_whose_claim_rises_gets_no_less(rule: str, problem: Problem, data: st.DataObject) -> None:
    """Claim monotonicity survives rounding."""
    estate, claims = problem
    one = data.draw(st.sampled_from(sorted(claims)))
    raised = claims | {one: claims[one] + 1}

    assert rounded(rule, estate, raised).amount(one) >= rounded(rule, estate, claims).amount(one)


@pytest.mark.parametrize(
    "rule", ["constrained_equal_awards", "constrained_equal_losses", "reverse_talmud"]
)
@given(problem=problems())
@settings(max_examples=100)
def test_one_unit_more_to_divide_leaves_nobody_with_less(rule: str, problem: Problem) -> None:
    """Resource monotonicity survives rounding for these three rules with equal weights."""
    estate, claims = problem
    assume(estate < sum(claims.values()))
    before, after = rounded(rule, estate, claims), rounded(rule, estate + 1, claims)

    assert all(before.amount(one) <= after.amount(one) for one in claims)


@pytest.mark.parametrize("policy", ["keep", "unit_price"])
@given(problem=problems())
def test_keep_and_unit_price_leave_nobody_with_less_of_more(policy: str, problem: Problem) -> None:
    """Both only round down, so both are monotone in the estate."""
    estate, claims = problem
    before, after = (
        round_to_units(
            solve("proportional", amount, claims),
            amount,
            policy=policy,  # type: ignore[arg-type]  # keys of many types, from a table of cases
            tie_seed="",
        )
        for amount in (estate, estate + 1)
    )

    assert all(before.amount(one) <= after.amount(one) for one in claims)
    assert before.total + before.residue == estate
    assert before.residue >= 0


@pytest.mark.parametrize("rule", ["constrained_equal_awards", "constrained_equal_losses"])
@given(problem=problems(), data=st.data())
def test_equal_awards_and_losses_stay_consistent_when_rounded(
    rule: str, problem: Problem, data: st.DataObject
) -> None:
    """When somebody takes the whole units and leaves, the others' amounts stay."""
    estate, claims = problem
    before = rounded(rule, estate, claims)
    leaves = data.draw(st.sampled_from(sorted(claims)))
    others = {one: claim for one, claim in claims.items() if one != leaves}
    rest = estate - before.amount(leaves)

    after = rounded(rule, rest, others)

    assert after.as_dict() == {one: before.amount(one) for one in others}


def test_the_largest_remainder_can_take_a_unit_away_when_one_is_added() -> None:
    """The Alabama paradox: 10 units give the smallest 2, 11 units give it 1."""
    weights = {"a": 6, "b": 6, "c": 2}

    ten, eleven = rounded("proportional", 10, weights), rounded("proportional", 11, weights)

    assert ten.as_dict() == {"a": 4, "b": 4, "c": 2}
    assert eleven.as_dict() == {"a": 5, "b": 5, "c": 1}


def test_composition_down_is_lost_in_rounding() -> None:
    """Promises of 4 that serve as claims for 3 are not the claims themselves."""
    claims = {"a": 1, "b": 2, "c": 4}
    promised = rounded("proportional", 4, claims)

    assert promised.amounts == (1, 1, 2)
    assert rounded("proportional", 3, claims).amounts == (0, 1, 2)
    assert rounded("proportional", 3, promised.as_dict()).amounts == (1, 1, 1)


@given(
    weights=st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any),
    estate=st.integers(0, 60),
    data=st.data(),
)
@settings(max_examples=100)
def test_whole_floors_and_caps_are_never_broken_by_rounding(
    weights: list[int], estate: int, data: st.DataObject
) -> None:
    """And a weight of 0 gets its floor exactly."""
    claims = {f"h{place}": weight for place, weight in enumerate(weights)}
    floors = {one: data.draw(st.integers(0, 6)) for one in claims}
    caps = {one: floor + data.draw(st.integers(0, 20)) for one, floor in floors.items()}
    assume(sum(floors.values()) <= estate)
    shares = solve(
        "water_fill",
        estate,
        claims,
        floors=floors,
        floor_meaning="topup",
        caps=caps,
        cap_surplus="redistribute",
        surplus="return",
    )

    result = round_to_units(shares, estate, policy="largest_remainder", tie_seed=SEED)

    assert all(floors[one] <= result.amount(one) <= caps[one] for one in claims)
    assert all(result.amount(one) == floors[one] for one in claims if not claims[one])
    assert result.total + result.residue == estate


# The key, part by part.


def made(shares: dict[str, Fraction], claims: tuple[int, ...] = ()) -> Shares:
    """Return shares made by hand, over 60."""
    return Shares(
        ids=tuple(shares),
        numerators=tuple(int(share * 60) for share in shares.values()),
        denominator=60,
        claims=claims,
    )


def test_the_larger_fraction_is_served_first() -> None:
    """Two thirds come before one third."""
    shares = made({"a": Fraction(1, 3), "b": Fraction(2, 3)})

    result = round_to_units(shares, 1, policy="largest_remainder", tie_seed=SEED)

    assert result.amounts == (0, 1)
    assert result.cut == Fraction(2, 3)
    assert result.tie_decided == ()


def test_of_equal_fractions_the_smaller_share_is_served_first() -> None:
    """Its loss is the smaller one, and must not become the larger."""
    shares = made({"a": Fraction(7, 2), "b": Fraction(3, 2)})

    result = round_to_units(shares, 5, policy="largest_remainder", tie_seed=SEED)

    assert result.as_dict() == {"a": 3, "b": 2}
    assert result.tie_decided == ()


def test_of_equal_shares_the_larger_claim_is_served_first() -> None:
    """It has lost more."""
    half = Fraction(1, 2)
    shares = made({"a": half, "b": half, "c": half, "d": half}, claims=(1, 3, 2, 3))

    result = round_to_units(shares, 2, policy="largest_remainder", tie_seed=SEED)
    by_claims = round_to_units(
        shares,
        2,
        policy="largest_remainder",
        tie_seed=SEED,
        claims={"a": 9, "b": "1/2", "c": 9, "d": 1},
    )

    assert result.raised == {"b", "d"}
    assert by_claims.raised == {"a", "c"}
    assert result.tie_decided == by_claims.tie_decided == ()


def test_of_equals_the_smaller_hash_of_seed_and_id_is_served_first() -> None:
    """SHA-256 of the seed, NUL and the id: anybody can compute it."""
    ids = [f"household {number}" for number in range(9)]
    shares = solve("equal", 4, dict.fromkeys(ids, 0))
    order = sorted(ids, key=lambda one: hashlib.sha256(f"{SEED}\0{one}".encode()).hexdigest())

    result = round_to_units(shares, 4, policy="largest_remainder", tie_seed=SEED)

    assert result.raised == set(order[:4])
    assert result.tie_decided == tuple(sorted(ids))


def test_only_those_among_whom_the_seed_decided_are_named() -> None:
    """One is sure by the larger claim; of the two after it, one is drawn."""
    half = Fraction(1, 2)
    shares = made({"a": half, "b": half, "c": half, "d": half}, claims=(2, 5, 2, 1))

    result = round_to_units(shares, 2, policy="largest_remainder", tie_seed=SEED)

    assert result.tie_decided == ("a", "c")
    assert "b" in result.raised
    assert "d" not in result.raised


def test_a_published_draw_decides_in_place_of_the_seed() -> None:
    """The ids in the order in which lots were drawn."""
    shares = solve("equal", 1, {"a": 0, "b": 0, "c": 0})

    result = round_to_units(shares, 1, policy="largest_remainder", tie_seed="", tie=["b", "a", "c"])

    assert result.raised == {"b"}


def test_a_tie_can_be_refused_and_a_draw_must_name_all_who_are_tied() -> None:
    """Fail closed: nobody is preferred by accident."""
    shares = solve("equal", 1, {"a": 0, "b": 0})

    for tie in ("error", ["a"]):
        with pytest.raises(AmbiguousTie) as caught:
            round_to_units(shares, 1, policy="largest_remainder", tie_seed=SEED, tie=tie)
        assert caught.value.ids == ("a", "b")
    with pytest.raises(MissingOption, match="tie_seed"):
        round_to_units(shares, 1, policy="largest_remainder", tie_seed="")


def test_a_tie_is_not_refused_when_nothing_depends_on_it() -> None:
    """All of the equals get the unit."""
    shares = solve("proportional", 3, {"a": 1, "b": 1, "c": 2})

    result = round_to_units(shares, 3, policy="largest_remainder", tie_seed="", tie=["a", "b"])

    assert result.amounts == (1, 1, 1)


# Policies, units, and what is left.


def test_steps_of_five_leave_what_is_less_than_a_step() -> None:
    """102 in steps of five are 100 and a residue of 2."""
    shares = solve("proportional", 102, {"a": 1, "b": 2})

    result = round_to_units(shares, 102, policy="largest_remainder", tie_seed=SEED, unit=5)

    assert result.as_dict() == {"a": 35, "b": 65}
    assert result.residue == 2
    assert result.cut == Fraction(4, 5)


def test_a_total_that_is_no_multiple_of_the_unit_can_be_refused() -> None:
    """exact_unit says that a residue is not acceptable."""
    shares = solve("proportional", 102, {"a": 1, "b": 2})

    with pytest.raises(NotAWholeUnit):
        round_to_units(
            shares, 102, policy="largest_remainder", tie_seed=SEED, unit=5, exact_unit=True
        )


def test_keep_rounds_down_and_leaves_the_rest() -> None:
    """100 by three are 33 each and 1 kept."""
    shares = solve("equal", 100, {"a": 0, "b": 0, "c": 0})

    result = round_to_units(shares, 100, policy="keep", tie_seed="")

    assert result.amounts == (33, 33, 33)
    assert (result.residue, result.cut, result.raised) == (1, None, frozenset())


def test_a_unit_price_is_rounded_down_and_published() -> None:
    """1,000 for 7 points are 142.85 a point."""
    shares = solve("proportional", 1000, {"a": 3, "b": "7/2", "c": "1/2"})

    result = round_to_units(shares, 1000, policy="unit_price", tie_seed="")
    whole = round_to_units(shares, 1000, policy="unit_price", tie_seed="", price_decimals=0)
    steps = round_to_units(shares, 1000, policy="unit_price", tie_seed="", unit=10)

    assert result.price == Fraction(14285, 100)
    assert result.amounts == (428, 499, 71)
    assert result.residue == 2
    assert whole.price == 142
    assert whole.amounts == (426, 497, 71)
    assert (steps.amounts, steps.residue) == ((420, 490, 70), 20)


def test_equal_shares_have_a_price_a_head() -> None:
    """Where no claims count, each weighs 1."""
    shares = solve("equal", 10, {"a": 0, "b": 0, "c": 0})

    assert round_to_units(shares, 10, policy="unit_price", tie_seed="").price == Fraction(333, 100)


@pytest.mark.parametrize("claims", [None, {"a": 0, "b": 0}])
def test_a_unit_price_needs_shares_that_are_weight_times_price(
    claims: dict[str, int] | None,
) -> None:
    """Equal losses have none, nor have weights of 0."""
    shares = solve("constrained_equal_losses", 10, {"a": 10, "b": 6})

    with pytest.raises(NotProportional):
        round_to_units(shares, 10, policy="unit_price", tie_seed="", claims=claims)


def test_nothing_at_all_has_a_price_of_nothing() -> None:
    """An estate of 0 with weights of 0 is not an error."""
    shares = solve("proportional", 0, {"a": 0})

    result = round_to_units(shares, 0, policy="unit_price", tie_seed="")

    assert result.price == 0
    assert (result.amounts, result.residue) == ((0,), 0)


def test_what_is_left_over_may_be_counted_in_the_total_or_not() -> None:
    """With it, the residue says where it went."""
    shares = solve("talmud", 10, {"a": 3, "b": 4}, surplus="return")

    counted = round_to_units(shares, 10, policy="largest_remainder", tie_seed="")
    not_counted = round_to_units(shares, 7, policy="largest_remainder", tie_seed="")

    assert counted.amounts == not_counted.amounts == (3, 4)
    assert (counted.residue, not_counted.residue) == (3, 0)


def test_shares_of_another_total_are_refused() -> None:
    """A total that was changed after the division is found."""
    shares = solve("equal", 10, {"a": 0})

    with pytest.raises(ShareSumMismatch) as caught:
        round_to_units(shares, 11, policy="keep", tie_seed="")
    assert caught.value.total == 11
    assert caught.value.shares_total == 10


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"policy": "nearest"}, BadOption),
        ({"total": True}, BadOption),
        ({"unit": 0}, BadOption),
        ({"unit": "5"}, BadOption),
        ({"tie_seed": None}, BadOption),
        ({"tie": "first"}, BadOption),
        ({"tie": 7}, BadOption),
        ({"price_decimals": 2}, OptionNotTaken),
        ({"policy": "unit_price", "price_decimals": 13}, BadOption),
        ({"policy": "unit_price", "price_decimals": True}, BadOption),
        ({"claims": {"a": 1}}, MissingClaimant),
        ({"claims": {"a": 1, "b": -1}}, NegativeWeight),
    ],
)
def test_a_malformed_call_is_refused(change: dict[str, object], error: type[Exception]) -> None:
    """Each option has its own closed list of values."""
    shares = solve("equal", 10, {"a": 0, "b": 0})
    call: dict[str, object] = {
        "total": 10,
        "policy": "largest_remainder",
        "tie_seed": SEED,
    }

    with pytest.raises(error):
        round_to_units(shares, **(call | change))  # type: ignore[arg-type]  # keys of many types, from a table of cases
