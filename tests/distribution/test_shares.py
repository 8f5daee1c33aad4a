"""A step that shares an amount by weights: exact shares, limits, one rounding."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from benefit_share.expressions.quantity import Times
from benefit_share.plan.model import FactDeclaration, RoundingRules, Shortage
from house_case import (
    among,
    amounts,
    case_of,
    fact,
    facts,
    has,
    limits,
    plan_of,
    q,
    refused,
    rest,
    run_of,
    said,
    step,
)

NUMBER = FactDeclaration(type_="number")


def shared(income: int, **keys: Any) -> dict[str, int]:
    """Return what the three households get of all there is, one that keeps the rest below."""
    return amounts(run_of([among("all", **keys), rest()], income=income), "all")


@pytest.mark.parametrize(
    ("income", "share", "expected"),
    [
        (100_00, "household.size", (16_67, 33_33, 50_00)),
        (100_00, "equal", (33_33, 33_33, 33_34)),
        (100_00, "3", (33_33, 33_33, 33_34)),
        (0, "household.size", (0, 0, 0)),
        (1, "household.size", (0, 0, 1)),
        (5, "household.size", (1, 2, 2)),
        (100_00, Times((q("household.size"), q("household.size"))), (7_14, 28_57, 64_29)),
    ],
)
def test_an_amount_is_shared_by_weight_and_rounded_once(
    income: int, share: Any, expected: tuple[int, ...]
) -> None:
    """To the last fen; the largest remainders are rounded up."""
    found = shared(income, share=share)

    assert sum(found.values()) == income
    assert sorted(found.values()) == sorted(expected)
    if share not in ("equal", "3"):
        assert tuple(found.values()) == expected


def test_the_record_of_a_division_reckons_every_line() -> None:
    """Weights, their sum, the price of one, and the fraction at which rounding up stopped."""
    run = run_of([among("all", share="household.size")])
    node = run.node("all", "v")
    division = node.division
    assert division is not None

    assert (division.asked, division.total) == ((1, 2, 3), 6)
    assert division.multiplier == Fraction(100_00, 6)
    assert [division.exact(place) for place in range(3)] == [
        Fraction(100_00 * size, 6) for size in (1, 2, 3)
    ]
    assert (set(division.raised), division.cut, division.residue) == ({0}, Fraction(2, 3), 0)
    assert (division.rounding, division.unit, division.rule) == (
        "largest_remainder",
        1,
        "proportional",
    )
    assert (node.offered, node.used, node.exact) == (100_00, 100_00, None)


@pytest.mark.parametrize(
    ("unit", "expected"), [("1 yuan", (17_00, 33_00, 50_00)), ("10 yuan", (20_00, 30_00, 50_00))]
)
def test_shares_in_whole_yuan_leave_less_than_a_unit(unit: str, expected: tuple[int, ...]) -> None:
    """The greatest multiple is shared; what is left needs an owner."""
    run = run_of([among("all", share="household.size", unit=unit), rest()], income=100_50)

    assert tuple(amounts(run, "all").values()) == expected
    assert run.node("rest_of_net", "v").used == 50
    assert refused(case_of([among("all", unit=unit)], income=100_50)) == [
        ("run.pool-not-empty", "pools.net")
    ]


@pytest.mark.parametrize(
    ("round_", "price_unit", "expected"),
    [
        ("largest_remainder", None, (16_67, 33_33, 50_00)),
        ("keep", None, (16_66, 33_33, 50_00)),
        ("unit_price", None, (16_66, 33_33, 49_99)),
        ("unit_price", "0.01 yuan", (16_66, 33_32, 49_98)),
        ("unit_price", "0.0001 yuan/person", (16_66, 33_33, 49_99)),
        ("unit_price", "0.05 yuan", (16_65, 33_30, 49_95)),
        ("unit_price", "1 yuan", (16_00, 32_00, 48_00)),
        ("unit_price", "1 yuan/person", (16_00, 32_00, 48_00)),
        ("unit_price", "100 yuan", (0, 0, 0)),
    ],
)
def test_a_policy_decides_about_the_last_fen(
    round_: str, price_unit: str | None, expected: tuple[int, ...]
) -> None:
    """Given to the largest remainders, kept, or left by a published price; what is left is said."""
    step = among("all", share="household.size", round_=round_, price_unit=price_unit)
    run = run_of([step, rest()])
    division = run.node("all", "v").division
    assert division is not None

    assert division.amounts == expected
    assert run.node("rest_of_net", "v").used == division.residue == 100_00 - sum(expected)
    assert [one.code for one in run.findings] == (
        ["run.price-rounded"] if round_ == "unit_price" else []
    )
    if price_unit:
        unit = Fraction(price_unit.split()[0]) * 100
        assert division.multiplier == Fraction(100_00, 6) // unit * unit


def test_the_plan_says_how_shares_are_rounded() -> None:
    """Where the step does not; a rounding of single amounts does not change it."""
    plan = plan_of(
        among("all", share="household.size", take="33.335 % of net", round_="down"),
        rest(),
        rounding=RoundingRules(share="keep", unit=q("0.01 yuan")),
    )
    run = run_of(plan)

    assert run.node("all", "v").offered == 33_33
    assert tuple(amounts(run, "all").values()) == (5_55, 11_11, 16_66)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"at_most": "40 yuan", "surplus": "share_again"}, (20_00, 40_00, 40_00)),
        ({"at_most": "40 yuan", "surplus": "leave"}, (16_67, 33_33, 40_00)),
        ({"at_least": "30 yuan"}, (30_00, 30_00, 40_00)),
        ({"at_least": "20 yuan"}, (20_00, 32_00, 48_00)),
        (
            {"at_least": "30 yuan", "at_most": "35 yuan", "surplus": "share_again"},
            (30_00, 35_00, 35_00),
        ),
        ({"at_most": "10 yuan", "surplus": "share_again"}, (10_00, 10_00, 10_00)),
        (
            {"at_most": Times((q("12 yuan"), q("household.size"))), "surplus": "leave"},
            (12_00, 24_00, 36_00),
        ),
    ],
)
def test_limits_of_a_claim(keys: dict[str, Any], expected: tuple[int, ...]) -> None:
    """A floor tops up at the cost of the others, a cap's surplus is shared again or left."""
    run = run_of([among("all", share="household.size", **keys), rest()])

    assert tuple(amounts(run, "all").values()) == expected
    division = run.node("all", "v").division
    assert division is not None
    for place, amount in enumerate(division.amounts):
        word = division.bound.get(place, "")
        assert word in {"", "floor", "cap"}
        if word:
            limit = division.floors if word == "floor" else division.caps
            assert limit is not None
            assert limit[place] == amount


def test_limits_that_cannot_be_kept_are_refused() -> None:
    """Floors above what there is; a price cannot be published beside a limit that binds."""
    floors = case_of([among("all", at_least="40 yuan")])
    price = case_of(
        [
            among(
                "all",
                share="household.size",
                at_most="20 yuan",
                surplus="leave",
                round_="unit_price",
            ),
            rest(),
        ]
    )

    for case in (floors, price):
        (finding,) = said(case)
        assert (finding.code, finding.path) == ("run.limits-impossible", "steps[0].at_most")


def test_weights_that_are_all_0_are_refused() -> None:
    """Even if nothing is offered; a single 0 gets nothing."""
    plan = plan_of(among("all", share="points"), facts={"points": NUMBER})
    zero = facts("points", h1="0", h2="0", h3="0")

    for income in (100_00, 0):
        assert refused(case_of(plan, facts=zero, income=income)) == [
            ("run.zero-total-weight", "steps[0].share")
        ]
    run = run_of(plan, facts=facts("points", h1="0", h2="1", h3="2"))
    assert amounts(run, "all") == {"h1": 0, "h2": 33_33, "h3": 66_67}


def test_every_negative_weight_and_limit_is_said() -> None:
    """Each with its party and its value."""
    plan = plan_of(
        among("all", share="points", at_least="grant"),
        rest(),
        facts={"points": NUMBER, "grant": FactDeclaration(type_="money")},
    )
    found = said(
        case_of(
            plan,
            facts=(
                *facts("points", h1="-1", h2="-0.5", h3="3"),
                *facts("grant", h1="0", h2="-5.00", h3="0"),
            ),
        )
    )

    assert [(one.path, dict(one.params)["party"], dict(one.params)["value"]) for one in found] == [
        ("steps[0].share", "h1", "-1"),
        ("steps[0].share", "h2", "-1/2"),
        ("steps[0].at_least", "h2", "-5.00"),
    ]
    assert {one.code for one in found} == {"run.negative"}


def test_every_missing_weight_is_said_with_its_household() -> None:
    """All at once."""
    plan = plan_of(among("all", share="points"), facts={"points": NUMBER})
    found = said(case_of(plan, facts=(fact("h2", "points", "1"),)))

    assert [(one.code, dict(one.params)["party"], dict(one.params)["fact"]) for one in found] == [
        ("run.fact-unknown", "h1", "points"),
        ("run.fact-unknown", "h3", "points"),
    ]


@pytest.mark.parametrize(
    ("short", "expected"), [(Shortage("partial"), 100_00), (Shortage("all_or_nothing"), 0)]
)
def test_a_share_of_more_than_there_is(short: Shortage, expected: int) -> None:
    """Is refused unless the step says what then."""
    keys = {"take": "150 yuan", "share": "household.size"}
    run = run_of([among("all", short=short, **keys), rest()])

    assert sum(amounts(run, "all").values()) == expected
    assert refused(case_of([among("all", **keys), rest()])) == [("run.short", "steps[0].short")]


def test_nobody_entitled_is_refused_or_skipped_as_the_step_says() -> None:
    """What is skipped stays in the pool."""
    keys: dict[str, Any] = {"who": limits("household.size", above="9")}

    assert refused(case_of([among("all", **keys)])) == [("run.nobody-entitled", "steps[0].who")]
    run = run_of([among("all", **(keys | {"if_none": "skip"})), rest()])
    node = run.node("all", "v")
    assert (node.skipped, node.used, node.division) == ("none", 0, None)
    assert run.node("rest_of_net", "v").used == 100_00


def test_an_unknown_answer_is_a_fault_that_names_the_household() -> None:
    """Never taken for no."""
    plan = plan_of(among("all", who=has("status", "policy")))
    found = said(case_of(plan, facts=(fact("h2", "status", "policy"),)))

    assert [(one.code, one.path, dict(one.params)["party"]) for one in found] == [
        ("run.fact-unknown", "steps[0].who", "h1"),
        ("run.fact-unknown", "steps[0].who", "h3"),
    ]
    assert "'status'" in found[0].message


def test_an_amount_that_is_not_known_is_refused() -> None:
    """With the name that is missing."""
    plan = plan_of(
        step("s", take="village.grant", to="payee.x"),
        rest(),
        facts={"grant": FactDeclaration(of="collective", type_="money")},
    )

    assert refused(case_of(plan)) == [("plan.name-unknown", "steps[0].take")]
    plan = plan_of(
        step("s", take="collective.grant", budget="collective.most", to="payee.x"),
        rest(),
        facts={
            "grant": FactDeclaration(of="collective", type_="money"),
            "most": FactDeclaration(of="collective", type_="money"),
        },
    )
    assert refused(case_of(plan)) == [("run.amount-unknown", "steps[0].take")]
    grant = fact("v", "grant", "5.00")
    assert refused(case_of(plan, facts=(grant,))) == [("run.amount-unknown", "steps[0].budget")]
    grant = fact("v", "grant", "-5.00")
    assert refused(case_of(plan, facts=(grant,))) == [("run.take-negative", "steps[0].take")]
    grant = fact("v", "grant", "five")
    assert refused(case_of(plan, facts=(grant,))) == [("run.amount-unknown", "steps[0].take")]
    for key in ("share", "pay"):
        claims = plan_of(
            among("s", take="collective.grant", **{key: "1 yuan"}, short=Shortage()),
            rest(),
            facts={"grant": FactDeclaration(of="collective", type_="money")},
        )
        assert refused(case_of(claims)) == [("run.amount-unknown", "steps[0].take")]
