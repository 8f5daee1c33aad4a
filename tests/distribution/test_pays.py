"""A step that pays each claim a wanted sum: rounding, limits, and too little money."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from benefit_share.distribution import Balance, RegisterRow, Run
from benefit_share.expressions.quantity import Times
from benefit_share.plan.model import Account, FactDeclaration, Register, Shortage, Step
from benefit_share.statements import summary
from house_case import (
    among,
    amounts,
    case_of,
    facts,
    plan_of,
    q,
    refused,
    rest,
    run_of,
    said,
)

BY_SIZE = Times((q("household.size"), q("20 yuan/person")))
HELD, OWED = Account("held", "collective"), Account("owed", "claimant")


def paid(income: int = 100_00, **keys: Any) -> Run:
    """Return a run that pays each household and keeps what is left."""
    accounts = keys.pop("accounts", {})
    case_keys = {key: keys.pop(key) for key in ("balances", "facts") if key in keys}
    declared = {"wish": FactDeclaration(type_="money")} if "facts" in case_keys else {}
    given: dict[str, Any] = {"take": "needed", "pay": BY_SIZE, "short": Shortage()} | keys
    plan = plan_of(among("all", **given), rest(), accounts=accounts, facts=declared)
    return run_of(plan, income=income, **case_keys)


def test_what_is_needed_is_paid_and_the_rest_stays() -> None:
    """Nothing is scaled while there is enough."""
    run = paid(income=150_00)
    node = run.node("all", "v")

    assert amounts(run, "all") == {"h1": 20_00, "h2": 40_00, "h3": 60_00}
    assert (node.exact, node.offered, node.used, node.after) == (None, 120_00, 120_00, 30_00)
    division = node.division
    assert division is not None
    assert (division.mode, division.rule, division.total) == ("pay", "in_full", 120_00)
    assert [division.exact(place) for place in range(3)] == [20_00, 40_00, 60_00]


@pytest.mark.parametrize(
    ("rounding", "each"),
    [("half_up", 894_38), ("half_even", 894_38), ("down", 894_37), ("up", 894_38)],
)
def test_each_claim_is_rounded_for_itself(rounding: str, each: int) -> None:
    """0.375 of 2,385 is 894.375: there is no sum it could be a remainder of."""
    holding = Times((q("3/8"), q("2385 yuan")))
    run = paid(income=3000_00, pay=holding, round_=rounding)
    division = run.node("all", "v").division
    assert division is not None

    assert set(division.amounts) == {each}
    assert division.exact(0) == Fraction(894375, 10)
    assert (division.rounding, division.raised) == (rounding, frozenset())


def test_claims_may_be_paid_in_whole_yuan() -> None:
    """Rounded to the unit, each for itself."""
    pay = Times((q("household.size"), q("1.50 yuan/person")))
    run = paid(pay=pay, unit="1 yuan")

    assert amounts(run, "all") == {"h1": 2_00, "h2": 3_00, "h3": 5_00}


@pytest.mark.parametrize(
    ("keys", "expected", "bound"),
    [
        ({"at_most": "50 yuan"}, (20_00, 40_00, 50_00), {2: "cap"}),
        ({"at_least": "30 yuan"}, (30_00, 40_00, 60_00), {0: "floor"}),
        (
            {"at_least": "30 yuan", "at_most": "35 yuan"},
            (30_00, 35_00, 35_00),
            {0: "floor", 1: "cap", 2: "cap"},
        ),
    ],
)
def test_a_wanted_sum_has_limits(
    keys: dict[str, Any], expected: tuple[int, ...], bound: dict[int, str]
) -> None:
    """A cap stands above a floor."""
    run = paid(income=200_00, **keys)
    division = run.node("all", "v").division
    assert division is not None

    assert (division.amounts, division.bound) == (expected, bound)


def test_a_shortage_is_refused_with_what_is_missing() -> None:
    """42 posts of 300 yuan a month for twelve months are 151,200, not 117,000."""
    plan = plan_of(
        among(
            "wages",
            among="posts",
            take="needed",
            pay=Times((q("row.wage"), q("row.months"))),
            short=Shortage(),
        ),
        rest(),
        registers={"posts": Register("person", columns={"wage": "yuan/month", "months": "month"})},
    )
    rows = tuple(
        RegisterRow(f"p{place}", f"worker{place}", {"wage": 300_00, "months": 12}, listed_by="v")
        for place in range(42)
    )
    (finding,) = said(case_of(plan, registers={"posts": rows}, income=117_000_00))

    assert (finding.code, finding.path) == ("run.short", "steps[0].short")
    assert "needs 151,200.00, but there is 117,000.00: 34,200.00 is missing" in finding.message
    assert refused(case_of(plan, registers={"posts": rows}, income=151_200_00)) == []


@pytest.mark.parametrize(
    ("rule", "weight", "expected"),
    [
        ("", None, (10_00, 20_00, 30_00)),
        ("proportional", None, (10_00, 20_00, 30_00)),
        ("constrained_equal_awards", None, (20_00, 20_00, 20_00)),
        ("constrained_equal_losses", None, (0, 20_00, 40_00)),
        ("constrained_equal_losses", "household.size", (10_00, 20_00, 30_00)),
        ("talmud", None, (10_00, 20_00, 30_00)),
    ],
)
def test_what_is_there_is_divided_by_a_rule(
    rule: str, weight: str | None, expected: tuple[int, ...]
) -> None:
    """Half of what is asked for; what is not paid lapses, and is said."""
    short = Shortage("partial", rule, None if weight is None else q(weight), unpaid="lapse")
    run = paid(income=60_00, short=short)
    division = run.node("all", "v").division
    assert division is not None

    assert division.amounts == expected
    assert division.unpaid == {
        place: asked - got
        for place, (asked, got) in enumerate(zip((20_00, 40_00, 60_00), expected, strict=True))
        if asked > got
    }
    assert run.node("rest_of_net", "v").used == 0
    assert [flow.account for flow in run.accounts] == ["kept"]


def test_a_rule_that_cannot_be_applied_is_refused() -> None:
    """With what it needs."""
    short = Shortage("partial", "priority", unpaid="lapse")

    assert refused(case_of([among("all", take="needed", pay=BY_SIZE, short=short), rest()])) == [
        ("run.limits-impossible", "steps[0].short")
    ]


def test_what_tops_up_a_pool_enlarges_no_base() -> None:
    """A rate of the pool is of its income, in a step below the draw as in one above it."""
    drawing = Shortage("partial", unpaid="lapse", draw="account.reserve")
    plan = plan_of(
        among("all", take="needed", pay=BY_SIZE, short=drawing),
        among("more", take="needed", pay=BY_SIZE, short=drawing),
        Step("tenth", "net", take=q("10 % of net"), to="account.kept", short=Shortage("partial")),
        rest(),
        accounts={"reserve": HELD},
    )
    run = run_of(plan, income=100_00, balances=(Balance("reserve", "held", "v", 30_00, 0),))

    assert run.node("all", "v").used == 120_00
    assert run.node("more", "v").used == 10_00
    assert run.node("tenth", "v").exact == 10_00
    taken = next(line.take for line in summary(run).steps if line.step == "tenth")
    assert taken is not None
    assert taken.value == 10_00


def test_all_or_nothing_pays_nobody_of_too_little() -> None:
    """And takes nothing out of any account."""
    run = paid(
        income=100_00,
        short=Shortage("all_or_nothing", unpaid="owed.due", draw="account.reserve"),
        accounts={"reserve": HELD, "due": OWED},
        balances=(Balance("reserve", "held", "v", 19_99, 0),),
    )

    assert amounts(run, "all") == {"h1": 0, "h2": 0, "h3": 0}
    assert {(flow.account, flow.holder): flow.closing for flow in run.accounts} == {
        ("due", "h1"): 20_00,
        ("due", "h2"): 40_00,
        ("due", "h3"): 60_00,
        ("kept", "v"): 100_00,
        ("reserve", "v"): 19_99,
    }


@pytest.mark.parametrize(
    ("take", "there", "left", "expected"),
    [
        ("all_or_nothing", 20_00, 0, 120_00),
        ("partial", 20_00, 0, 120_00),
        ("partial", 50_00, 30_00, 120_00),
        ("partial", 5_00, 0, 105_00),
        ("refuse", 50_00, 30_00, 120_00),
        ("partial", 0, 0, 100_00),
    ],
)
def test_an_account_is_drawn_on_as_far_as_it_reaches(
    take: str, there: int, left: int, expected: int
) -> None:
    """What is drawn passes through the pool."""
    run = paid(
        short=Shortage(take, unpaid="lapse", draw="account.reserve"),
        accounts={"reserve": HELD},
        balances=(Balance("reserve", "held", "v", there, 0),),
    )
    drawn = there - left

    assert sum(amounts(run, "all").values()) == expected
    assert run.node("all", "v").before == 100_00 + drawn
    assert next(flow for flow in run.pools if flow.pool == "net").topped_up == drawn
    assert next(flow for flow in run.accounts if flow.account == "reserve").closing == left


@pytest.mark.parametrize(("take", "code"), [("refuse", "run.short"), ("partial", "")])
def test_a_budget_makes_too_little_of_enough(take: str, code: str) -> None:
    """No account is drawn on while the pool still holds money."""
    short = Shortage(take, unpaid="lapse", draw="account.reserve" if take == "partial" else "")
    keys: dict[str, Any] = {
        "take": "needed",
        "pay": BY_SIZE,
        "budget": "30 % of net",
        "short": short,
    }
    plan = plan_of(among("all", **keys), rest(), accounts={"reserve": HELD})
    case = case_of(plan, income=200_00, balances=(Balance("reserve", "held", "v", 9_00, 0),))

    assert [one for one, _ in refused(case)] == ([code] if code else [])
    if not code:
        run = run_of(plan, income=200_00, balances=case.balances)
        assert run.node("all", "v").used == 60_00
        assert run.node("all", "v").offered == 60_00


@pytest.mark.parametrize(("take", "offered"), [("130 yuan", 130_00), ("remaining", 200_00)])
def test_an_offer_above_the_need_pays_the_need(take: str, offered: int) -> None:
    """The rest stays in the pool."""
    node = paid(income=200_00, take=take).node("all", "v")

    assert (node.offered, node.used, node.after) == (offered, 120_00, 80_00)


def test_what_is_not_paid_now_is_owed_and_paid_the_next_time() -> None:
    """Back pay comes first; what is still not paid stays owed, once."""
    partial = Shortage("partial", "proportional", unpaid="owed.backpay")
    accounts = {"backpay": OWED}
    first = paid(income=60_00, short=partial, accounts=accounts)
    owed = {flow.holder: flow.closing for flow in first.accounts if flow.account == "backpay"}
    assert owed == {"h1": 10_00, "h2": 20_00, "h3": 30_00}

    balances = tuple(Balance("backpay", "owed", holder, sum_, 0) for holder, sum_ in owed.items())
    for unpaid in ("owed.backpay", "owed"):
        plan = plan_of(
            among(
                "back_pay",
                among="owed.backpay",
                take="needed",
                pay="balance",
                if_none="skip",
                short=Shortage("partial", unpaid=unpaid),
            ),
            rest(),
            accounts=accounts,
        )
        second = run_of(plan, income=30_00, balances=balances)
        assert amounts(second, "back_pay") == {"h1": 5_00, "h2": 10_00, "h3": 15_00}
        assert {flow.holder: flow.closing for flow in second.accounts if flow.kind == "owed"} == {
            "h1": 5_00,
            "h2": 10_00,
            "h3": 15_00,
        }
        settled = run_of(plan, income=100_00, balances=balances)
        assert {flow.closing for flow in settled.accounts if flow.kind == "owed"} == {0}
        assert run_of(plan).node("back_pay", "v").skipped == "none"


def test_a_bonus_on_what_is_held_leaves_it_where_it_is() -> None:
    """A step among a held account pays by its balance."""
    plan = plan_of(
        among("bonus", among="held.shares", take="needed", pay="10 % of balance", short=Shortage()),
        rest(),
        accounts={"shares": Account("held", "claimant")},
    )
    run = run_of(plan, balances=(Balance("shares", "held", "h2", 50_00, 0),))

    assert amounts(run, "bonus") == {"h2": 5_00}
    assert {flow.account: flow.closing for flow in run.accounts} == {"kept": 95_00, "shares": 50_00}


def test_wanted_sums_are_known_and_not_negative() -> None:
    """All faults of all claims at once; the weights of a shortage too."""
    plan = plan_of(
        among("all", take="needed", pay="wish", short=Shortage()),
        rest(),
        facts={"wish": FactDeclaration(type_="money")},
    )
    assert refused(case_of(plan, facts=facts("wish", h1="-1.00", h2="2.00"))) == [
        ("run.negative", "steps[0].pay"),
        ("run.fact-unknown", "steps[0].pay"),
    ]
    short = Shortage("partial", "constrained_equal_losses", q("part"), "lapse")
    plan = plan_of(
        among("all", take="needed", pay=BY_SIZE, short=short),
        rest(),
        facts={"part": FactDeclaration(type_="number")},
    )
    assert {code for code, _ in refused(case_of(plan))} == {"run.fact-unknown"}


def test_nothing_wanted_is_nothing_paid() -> None:
    """A claim of 0 is a line of 0."""
    run = paid(pay="0 yuan")

    assert amounts(run, "all") == {"h1": 0, "h2": 0, "h3": 0}
    assert run.given == {"h1": 0, "h2": 0, "h3": 0}
