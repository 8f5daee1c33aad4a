"""Published cases, to the fen: what a village really announced is what a run gives.

Each names its place; figures that were recomputed exactly are marked so.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from benefit_share.assets import Income
from benefit_share.distribution import Case, RegisterRow, Run
from benefit_share.expressions.quantity import Times
from benefit_share.households import Household, Member
from benefit_share.plan.model import FactDeclaration, Figure, Pool, Register, Shortage
from benefit_share.waterfall import Payment
from house_case import (
    among,
    amounts,
    case_of,
    d,
    facts,
    plan_of,
    q,
    rest,
    run_of,
    said,
    step,
)


def homes(count: int, persons: int) -> dict[str, Any]:
    """Return *count* households with *persons* members in all, one at least in each."""
    households = tuple(Household(f"h{place:03d}", "v") for place in range(count))
    members = tuple(
        Member(f"m{place:03d}", households[place % count].id) for place in range(persons)
    )
    return {"households": households, "members": members}


def test_dachong_pays_by_points_without_rounding_the_value_of_one() -> None:
    """大崇村: 165,130 over 668,819 points; 12,940 of them are 3,194.86, not 3,235.

    49 % of a net profit of 337,000 goes to 417 households; published: 3,195 yuan.
    Multiplying by the rounded 0.25 yuan would spend 2,074.75 more than there is.
    """
    others, count = 668_819 - 12_940, 416
    points = {"mengyuemei": 12_940} | {
        f"h{place:03d}": others // count + (place < others % count) for place in range(count)
    }
    plan = plan_of(
        step("collective", take="51 % of net", to="account.kept"),
        among("points", take="remaining", share="points_2021"),
        facts={"points_2021": FactDeclaration(type_="number", unit="point")},
    )
    run = run_of(
        plan,
        income=337_000_00,
        households=tuple(Household(one, "v") for one in points),
        members=(),
        facts=facts("points_2021", **{one: str(value) for one, value in points.items()}),
    )
    node = run.node("points", "v")
    assert node.division is not None

    assert node.offered == node.used == 165_130_00
    assert node.division.total == 668_819
    assert node.division.multiplier == Fraction(165_130_00, 668_819)
    assert amounts(run, "points")["mengyuemei"] == 3_194_86
    assert sum(run.given.values()) == 165_130_00
    assert 668_819 * 25 - 165_130_00 == 2_074_75


@pytest.mark.parametrize(
    ("pool", "persons", "expected"),
    [
        (22_535_20, 16, {1_408_45: 16}),
        (6_320_00, 21, {300_95: 16, 300_96: 5}),
        (11_385_00, 17, {669_70: 7, 669_71: 10}),
        (4_640_00, 25, {185_60: 25}),
    ],
)
def test_qianhezhong_and_its_town_share_equally(
    pool: int, persons: int, expected: dict[int, int]
) -> None:
    """前何仲村, 梁堂镇: equal shares per person, the pools of 2017."""
    run = run_of(among("all", among="persons"), income=pool, **homes(persons, persons))

    assert Counter(amounts(run, "all").values()) == expected


def test_yongji_carries_what_its_meeting_did_not_allocate() -> None:
    """永吉县: five incomes make 4,317,282.92; 4,317,200 is allocated; 82.92 is carried."""
    sums = (3_000_000_00, 726_791_03, 370_491_89, 100_000_00, 120_000_00)
    plan = plan_of(
        step("works", take="works_sum", to="payee.villages"),
        step("dividend", take="dividend_sum", to="payee.households"),
        rest(),
        figures=(Figure("works_sum", q("2170000 yuan")), Figure("dividend_sum", q("2147200 yuan"))),
    )
    income = tuple(
        Income(f"i{place}", "a", d("12-01"), "project", amount) for place, amount in enumerate(sums)
    )
    run = run_of(plan, income=income)

    assert run.gross == 4_317_282_92
    assert run.payments == (
        Payment("households", named=True, amount=2_147_200_00),
        Payment("villages", named=True, amount=2_170_000_00),
    )
    assert [(flow.account, flow.closing) for flow in run.accounts] == [("kept", 82_92)]


@pytest.mark.parametrize(
    ("group", "share", "expected"),
    [
        ("persons", "equal", {620_36: 225, 620_35: 89}),
        ("households", "equal", {1_290_02: 64, 1_290_01: 87}),
    ],
)
def test_shenzhou_shares_to_the_last_fen(group: str, share: str, expected: dict[int, int]) -> None:
    """莘州街道: 194,792.15 to 151 households with 314 persons; recomputed, none is published."""
    run = run_of(among("all", among=group, share=share), income=194_792_15, **homes(151, 314))

    assert Counter(amounts(run, "all").values()) == expected
    assert sum(run.given.values()) == 194_792_15
    assert len(run.given) == 151


def test_huaian_cannot_pay_its_posts_from_their_part() -> None:
    """怀安 少钦大同村: 42 posts of 300 yuan need 151,200; 60 % of 195,000 are 117,000."""
    plan = plan_of(
        step("village", take="40 % of net", to="account.kept"),
        step("to_labour", take="remaining", to="pool.labour"),
        among(
            "wages",
            "labour",
            among="posts",
            take="needed",
            pay=Times((q("row.wage"), q("12 month"))),
            short=Shortage(),
        ),
        rest("labour"),
        pools={"net": Pool(per="collective", fed_by={}), "labour": Pool(per="collective")},
        registers={"posts": Register("person", columns={"wage": "yuan/month"})},
    )
    people = homes(42, 42)
    rows = tuple(
        RegisterRow(f"p{place:02d}", member.id, {"wage": 300_00})
        for place, member in enumerate(people["members"])
    )
    (finding,) = said(case_of(plan, income=195_000_00, registers={"posts": rows}, **people))

    assert (finding.code, finding.path) == ("run.short", "steps[2].short")
    assert dict(finding.params)["needed"] == "151200.00"
    assert dict(finding.params)["there"] == "117000.00"
    assert dict(finding.params)["missing"] == "34200.00"


@pytest.mark.parametrize(("rounding", "paid"), [("half_up", 894_38), ("down", 894_37)])
def test_a_part_of_a_headright_is_rounded_as_the_rules_say(rounding: str, paid: int) -> None:
    """Osage: 2,385 dollars a headright, one holder has 0.375: 894.375, half a cent."""
    plan = plan_of(
        among(
            "headrights",
            among="shares",
            take="needed",
            pay=Times((q("row.quantity"), q("2385 USD"))),
            round_=rounding,
            short=Shortage(),
        ),
        rest(),
        header={"currency": "USD"},
        registers={"shares": Register("body", columns={"quantity": "number"})},
    )
    row = RegisterRow("r", "holder", {"quantity": Fraction(3, 8)}, listed_by="v")
    run = run_of(plan, income=3_000_00, registers={"shares": (row,)})
    division = run.node("headrights", "v").division
    assert division is not None

    assert division.exact(0) == Fraction(894_375, 10)
    assert division.amounts == (paid,)


def test_a_whole_price_a_share_leaves_a_rest() -> None:
    """Holders on no roster, parts of a share, one published price; the rest has an owner."""
    plan = plan_of(
        among(
            "per_share",
            among="shares",
            share="row.quantity",
            round_="unit_price",
            price_unit="1 yuan",
        ),
        rest(),
        registers={"shares": Register("body", columns={"quantity": "number"})},
    )
    held = {"estate": Fraction(3, 8), "company": Fraction(2), "person": Fraction(5, 4)}
    rows = tuple(
        RegisterRow(name, name, {"quantity": value}, listed_by="v") for name, value in held.items()
    )
    run = run_of(plan, income=1000_00, registers={"shares": rows})

    assert amounts(run, "per_share") == {"company": 550_00, "estate": 103_12, "person": 343_75}
    assert run.node("rest_of_net", "v").used == 3_13


def test_sagas_relief_is_a_sum_for_each_category() -> None:
    """萨嘎县: 25 households without labour at 500 and one at 600 are 13,100."""
    plan = plan_of(
        among("relief", take="needed", pay="grant", short=Shortage()),
        rest(),
        facts={"grant": FactDeclaration(type_="money")},
    )
    people = homes(26, 31)
    grants = {home.id: "600.00" if home.id == "h000" else "500.00" for home in people["households"]}
    run = run_of(plan, income=13_100_00, facts=facts("grant", **grants), **people)

    assert run.node("relief", "v").used == 13_100_00
    assert run.node("rest_of_net", "v").used == 0


@pytest.mark.parametrize(
    ("income", "weights", "expected"),
    [
        (99_99, (75, 25), (74_99, 25_00)),
        (10_03, (49, 51), (4_91, 5_12)),
        (613, (98, 92, 98, 123, 102, 92), (99, 93, 99, 125, 104, 93)),
        (1, (0, 100), (0, 1)),
        (3, (75, 25), (2, 1)),
    ],
)
def test_disputes_about_the_last_cent_of_other_libraries(
    income: int, weights: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    """Reported against money libraries: the largest remainder, whatever the order of rows."""
    plan = plan_of(among("all", share="weight"), facts={"weight": FactDeclaration(type_="number")})
    names = [f"h{place}" for place in range(len(weights))]

    def given(order: list[int]) -> Run:
        case: Case = case_of(
            plan,
            income=income,
            households=tuple(Household(names[place], "v") for place in order),
            members=(),
            facts=facts("weight", **{names[place]: str(weights[place]) for place in order}),
        )
        return run_of(
            case.plan, income=income, households=case.households, members=(), facts=case.facts
        )

    places = list(range(len(weights)))
    assert tuple(amounts(given(places), "all").values()) == expected
    assert given(places[::-1]).given == given(places).given
