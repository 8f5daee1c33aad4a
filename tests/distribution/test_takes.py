"""How much a step takes, where it goes, and what stays: reckoned by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from benefit_share.assets import Asset, Income, Ownership
from benefit_share.distribution import Balance, Move, Run
from benefit_share.expressions.condition import AnyMember
from benefit_share.expressions.quantity import Least, Minus, Most, Times, Used
from benefit_share.households import Collective, Household
from benefit_share.plan.model import (
    Account,
    Check,
    FactDeclaration,
    Figure,
    Pool,
    RoundingRules,
    Shortage,
)
from benefit_share.waterfall import Payment, PoolFlow
from house_case import (
    HOUSEHOLDS,
    among,
    amounts,
    case_of,
    d,
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

COLLECTIVE = Pool(per="collective", fed_by={})


def used(run: Run) -> dict[str, int]:
    """Return what each step used, over all copies."""
    total: dict[str, int] = {}
    for node in run.nodes:
        total[node.step] = total.get(node.step, 0) + node.used
    return total


@pytest.mark.parametrize(
    ("take", "before", "amount"),
    [
        ("10 % of net", 100_00, 10_00),
        ("1/3 of net", 100_00, 33_33),
        ("50 % of remaining", 100_00, 40_00),
        ("50 % of first", 100_00, 10_00),
        ("50 % of grant", 100_00, 4_00),
        ("grant", 100_00, 8_00),
        ("remaining", 100_00, 80_00),
        (Least((q("10 % of net"), q("9 yuan"))), 100_00, 9_00),
        (Most((q("0"), Minus((q("9 yuan"), q("10 yuan"))))), 100_00, 0),
        (Times((q("2"), Used("first"))), 100_00, 40_00),
        ("2.9 % of net", 10, 0),
        ("5 % of net", 10, 1),
    ],
)
def test_a_step_takes_its_amount(take: Any, before: int, amount: int) -> None:
    """Of what was fed, of what remains, of a step or a figure; rounded half up once."""
    first = step("first", take="20 % of net", to="payee.x")
    figures = (Figure("grant", q("8 yuan")),)
    run = run_of(
        plan_of(first, step("s", take=take, to="payee.y"), rest(), figures=figures), income=before
    )
    node = run.node("s", "v")

    assert node.used == node.offered == amount
    assert node.before - node.used == node.after
    assert run.totals.difference == 0


@pytest.mark.parametrize(
    ("rounding", "amount"),
    [("half_up", 13), ("half_even", 12), ("down", 12), ("up", 13), ("", 13)],
)
def test_an_amount_is_rounded_as_its_step_says(rounding: str, amount: int) -> None:
    """Else as the plan says, else half up; the difference stays in the pool."""
    take = step("s", take="12.5 % of net", to="payee.x", round_=rounding)
    node = run_of(plan_of(take, rest()), income=100).node("s", "v")

    assert (node.exact, node.used, node.after) == (Fraction(25, 2), amount, 100 - amount)
    assert node.moves == (Move("payee", "x", "", Fraction(25, 2), amount),)
    assert node.rounding == (rounding or "half_up")


def test_the_plan_says_how_takes_are_rounded() -> None:
    """Where the step does not."""
    plan = plan_of(
        step("s", take="12.5 % of net", to="payee.x"), rest(), rounding=RoundingRules(takes="down")
    )

    assert run_of(plan, income=100).node("s", "v").used == 12


@pytest.mark.parametrize(("budget", "amount"), [("5 yuan", 5_00), ("50 yuan", 10_00)])
def test_a_budget_is_the_most_that_is_taken(budget: str, amount: int) -> None:
    """It never adds."""
    run = run_of([step("s", take="10 yuan", budget=budget, to="payee.x"), rest()])

    assert run.node("s", "v").used == amount


@pytest.mark.parametrize(
    ("short", "taken"), [(Shortage("partial"), 100_00), (Shortage("all_or_nothing"), 0)]
)
def test_too_little_is_taken_whole_or_not_at_all(short: Shortage, taken: int) -> None:
    """As the step says; without a word it is refused with what is missing."""
    steps = step("s", take="150 yuan", to="payee.x", short=short), rest()

    assert run_of(steps).node("s", "v").used == taken
    for none in (None, Shortage()):
        (finding,) = said(case_of([step("s", take="150 yuan", to="payee.x", short=none), rest()]))
        assert finding.code == "run.short"
        assert "150.00" in finding.message
        assert "50.00 is missing" in finding.message


@pytest.mark.parametrize(
    ("income", "split"),
    [
        (100_00, {"a": 33_33, "b": 66_67}),
        (1, {"a": 0, "b": 1}),
        (2, {"a": 1, "b": 1}),
        (0, {"a": 0, "b": 0}),
    ],
)
def test_a_split_is_rounded_together(income: int, split: dict[str, int]) -> None:
    """It adds up to what was offered."""
    rates = {"payee.a": q("1/3"), "payee.b": q("2/3")}
    run = run_of(plan_of(step("s", split=rates)), income=income)
    moves = run.node("s", "v").moves

    assert {move.id: move.amount for move in moves} == split
    assert sum(move.exact for move in moves) == income
    assert all(abs(move.exact - move.amount) < 1 for move in moves)


def test_the_rates_of_a_split_may_be_figures_that_add_up() -> None:
    """To 100 % at the run; else it is refused, and so is a rate below 0."""

    def split(village: str, town: str) -> Any:
        figures = Figure("village", q(village)), Figure("town", q(town))
        rates = {"payee.a": q("village"), "payee.b": q("town")}
        return case_of(plan_of(step("s", split=rates), figures=figures))

    assert refused(split("60 %", "40 %")) == []
    assert refused(split("60 %", "39 %")) == [("plan.share-sum", "steps[0].split")]
    assert refused(split("110 %", "-10 %")) == [("run.take-negative", "steps[0].split.payee.b")]


def test_pools_accounts_and_payees_are_where_money_goes() -> None:
    """And the run closes at each of them."""
    plan = plan_of(
        step("cost", take="10 yuan", to="payee.operator"),
        step("cost2", take="1 yuan", to="payee.operator"),
        step("keep", take="20 yuan", to="account.reserve"),
        step("village", split={"pool.families": q("50 %"), "account.kept": q("50 %")}),
        among("all", "families", take="remaining"),
        pools={"net": COLLECTIVE, "families": Pool(per="collective")},
        accounts={"reserve": Account("held", "scope")},
    )
    run = run_of(plan, balances=(Balance("reserve", "held", "", 90_00, 40_00, "try.2019"),))

    assert used(run) == {
        "cost": 10_00,
        "cost2": 1_00,
        "keep": 20_00,
        "village": 69_00,
        "all": 34_50,
    }
    assert run.payments == (
        Payment("h1", named=False, amount=11_50),
        Payment("h2", named=False, amount=11_50),
        Payment("h3", named=False, amount=11_50),
        Payment("operator", named=True, amount=11_00),
    )
    assert [(flow.account, flow.holder, flow.closing) for flow in run.accounts] == [
        ("kept", "v", 34_50),
        ("reserve", "", 70_00),
    ]
    assert run.pools[-1] == PoolFlow("net", "v", 0, 100_00, 100_00, 0)
    assert (run.totals.income, run.totals.opening_held) == (100_00, 50_00)
    assert (run.totals.paid, run.totals.closing_held) == (45_50, 104_50)
    assert run.gross == 100_00


def test_an_opening_balance_enters_its_pool_and_counts_in_its_base() -> None:
    """An account that no pool opens passes through unchanged."""
    plan = plan_of(
        step("s", take="10 % of net", to="payee.x"),
        rest(),
        pools={"net": Pool(per="collective", fed_by={}, opening="kept")},
        accounts={"other": Account("held", "scope")},
    )
    balances = (
        Balance("kept", "held", "v", 70_00, 20_00),
        Balance("other", "held", "", 5, 0),
        Balance("gone", "owed", "x", 7, 0),
    )
    run = run_of(plan, balances=balances)

    assert run.node("s", "v").used == 15_00
    assert [(one.account, one.closing, one.put_in) for one in run.accounts] == [
        ("gone", 7, 0),
        ("kept", 135_00, 135_00),
        ("other", 5, 0),
    ]
    assert run.totals.opening_held == 50_05


def test_a_reserve_is_filled_to_its_level() -> None:
    """By its balance before the run."""
    level = Least((q("30 % of net"), Most((q("0"), Minus((q("60 yuan"), q("account.reserve")))))))
    plan = plan_of(
        step("s", take=level, to="account.reserve"),
        rest(),
        accounts={"reserve": Account("held", "collective")},
    )

    for there, filled in ((50_00, 10_00), (0, 30_00), (70_00, 0)):
        run = run_of(plan, balances=(Balance("reserve", "held", "v", there, 0),))
        assert run.node("s", "v").used == filled


# ---- copies ----------------------------------------------------------------------------------

TWO: dict[str, Any] = {
    "scope": ("v", "w"),
    "collectives": (Collective("v", "Village"), Collective("w", "West")),
    "households": (*HOUSEHOLDS, Household("k1", "w")),
    "assets": (Asset("a", "greenhouse"), Asset("b", "station")),
    "ownership": (Ownership("a", "v", Fraction(1)), Ownership("b", "w", Fraction(1))),
    "income": (
        Income("i1", "a", d("05-01"), "rent", 100_00),
        Income("i2", "b", d("06-01"), "rent", 50_00),
        Income("i3", "b", d("07-01"), "sale", 1_00),
    ),
}


def test_a_pool_has_a_copy_for_each_village() -> None:
    """Each with its own claimants and its own rounding."""
    run = run_of([step("s", take="10 % of net", to="account.kept"), among("all")], **TWO)

    assert {node.copy: node.used for node in run.nodes if node.step == "s"} == {
        "v": 10_00,
        "w": 5_10,
    }
    assert amounts(run, "all") == {"h1": 30_00, "h2": 30_00, "h3": 30_00}
    assert amounts(run, "all", "w") == {"k1": 45_90}
    assert [(flow.holder, flow.closing) for flow in run.accounts] == [("v", 10_00), ("w", 5_10)]
    assert run.distribution_id == "try.all2.2020.regular"
    assert run.node("s", "w").before == 51_00
    with pytest.raises(KeyError):
        run.node("s", "x")


def test_a_pool_has_a_copy_for_each_asset() -> None:
    """Its costs stay with it, and what is left goes to the village that owns it."""
    plan = plan_of(
        step("upkeep", "gross", take="10 % of gross", to="account.fund"),
        step("up", "gross", to="pool.net"),
        rest(),
        pools={"gross": Pool(per="asset", fed_by={}), "net": Pool(per="collective")},
        accounts={"fund": Account("held", "asset")},
    )
    run = run_of(plan, **TWO)

    assert [(flow.account, flow.holder, flow.closing) for flow in run.accounts] == [
        ("fund", "a", 10_00),
        ("fund", "b", 5_10),
        ("kept", "v", 90_00),
        ("kept", "w", 45_90),
    ]


def test_a_joint_asset_is_divided_among_its_owners() -> None:
    """By what each owned on the day; the awards enter the pools of the villages."""
    plan = plan_of(
        step("om", "gross", take="2.9 % of gross", to="payee.operator"),
        among("owners", "gross", among="ownership", share="row.quantity", then="net"),
        rest(),
        pools={"gross": Pool(per="asset", fed_by={}), "net": Pool(per="collective")},
    )
    shares = (
        Ownership("a", "v", Fraction(60), "kW"),
        Ownership("a", "w", Fraction(64), "kW"),
        Ownership("b", "w", Fraction(30), "kW"),
    )
    run = run_of(plan, **(TWO | {"ownership": shares}))

    assert amounts(run, "owners", "a") == {"v": 4698, "w": 5012}
    assert run.node("rest_of_net", "w").used == 5012 + 49_52
    assert run.given == {}
    assert sum(flow.closing for flow in run.accounts) == 146_62


def test_an_owner_outside_the_run_is_simply_paid() -> None:
    """A partner is a party like others; the village's own part goes on."""
    plan = plan_of(
        among("owners", "gross", among="ownership", share="row.quantity"),
        pools={"gross": Pool(per="asset", fed_by={})},
        checks=(
            Check("stated", Used("owners", "company"), equals=q("25 % of gross"), per="asset"),
        ),
    )
    run = run_of(
        plan,
        ownership=(Ownership("a", "company", Fraction(1)), Ownership("a", "v", Fraction(3))),
    )

    assert run.given == {"company": 25_00, "v": 75_00}
    assert run.payments == (
        Payment("company", named=False, amount=25_00),
        Payment("v", named=False, amount=75_00),
    )


def test_a_step_passes_over_the_copies_that_fail_its_condition() -> None:
    """They are recorded as skipped, and keep what they have."""
    plan = plan_of(
        step("levy", where=limits("levied", above="0"), take="10 yuan", to="account.kept"),
        among("all"),
        facts={"levied": FactDeclaration(of="collective", type_="number")},
    )
    run = run_of(plan, **(TWO | {"facts": facts("levied", v="1", w="0")}))

    assert [(node.copy, node.used, node.skipped) for node in run.nodes if node.step == "levy"] == [
        ("v", 10_00, ""),
        ("w", 0, "where"),
    ]
    assert run.node("all", "w").used == 51_00
    known = case_of(plan, **(TWO | {"facts": facts("levied", v="1")}))
    (finding,) = said(known)
    assert (finding.code, dict(finding.params)["fact"]) == ("run.amount-unknown", "levied")


# ---- the awards of each claimant -------------------------------------------------------------


def test_a_childs_money_is_held_until_it_is_grown() -> None:
    """A trust opens with what was held, releases it, and takes in what is awarded."""
    young, grown = limits("age", below="18"), limits("age", at_least="18")
    plan = plan_of(
        among("all", among="persons", take="60 yuan"),
        rest(),
        step("grown", "trust", where=grown, take="remaining", to="pool.award"),
        step("still", "trust", take="remaining", to="account.trust"),
        step("minors", "award", where=young, take="remaining", to="account.trust"),
        step("out", "award", take="remaining", to="payee"),
        pools={"net": COLLECTIVE, "trust": Pool(per="claimant", opening="trust")},
        accounts={"trust": Account("held", "claimant")},
    )
    run = run_of(
        plan,
        balances=(
            Balance("trust", "held", "h2.1", 7_00, 2_00),
            Balance("trust", "held", "h3.3", 3_00, 0),
        ),
    )
    trust = {flow.holder: flow.closing for flow in run.accounts if flow.account == "trust"}

    assert trust == {"h2.1": 0, "h3.3": 13_00}
    assert {one.payee: one.amount for one in run.payments} == {
        "h1": 10_00,
        "h2": 25_00,
        "h3": 20_00,
    }
    assert run.given == {"h1": 10_00, "h2": 20_00, "h3": 30_00}


def test_what_is_owed_back_is_taken_from_the_award_up_to_a_limit() -> None:
    """The receivable falls by what was taken, and the money is kept."""
    recover = Least((q("receivable.clawback"), q("30 % of award")))
    plan = plan_of(
        among("all", take="60 yuan"),
        rest(),
        step("recover", "award", take=recover, settles="clawback", to="account.back"),
        step("out", "award", take="remaining", to="payee"),
        accounts={"clawback": Account("receivable", "claimant"), "back": Account("held", "scope")},
    )
    run = run_of(
        plan,
        balances=(
            Balance("clawback", "receivable", "h1", 10_00, 0),
            Balance("clawback", "receivable", "h2", 2_00, 0),
        ),
    )

    assert {one.payee: one.amount for one in run.payments} == {
        "h1": 14_00,
        "h2": 18_00,
        "h3": 20_00,
    }
    assert {
        (flow.account, flow.holder): flow.closing for flow in run.accounts if flow.account != "kept"
    } == {("clawback", "h1"): 4_00, ("clawback", "h2"): 0, ("back", ""): 8_00}


def test_more_cannot_be_settled_than_is_owed() -> None:
    """Whether by a move or by claims."""
    accounts = {"debt": Account("receivable", "claimant"), "owing": Account("owed", "claimant")}
    balances = (
        Balance("debt", "receivable", "h1", 1_00, 0),
        Balance("owing", "owed", "h1", 1_50, 0),
    )
    take = plan_of(
        among("all"),
        step("back", "award", take="30 % of award", settles="debt", to="account.kept"),
        step("out", "award", take="remaining", to="payee"),
        accounts=accounts,
    )
    give = plan_of(among("all", settles="debt"), accounts=accounts)
    rounded = plan_of(
        among(
            "s", among="owed.owing", take="needed", pay="balance", unit="1 yuan", short=Shortage()
        ),
        rest(),
        accounts=accounts,
    )

    for plan in (take, give, rounded):
        assert {code for code, _ in refused(case_of(plan, balances=balances))} == {
            "run.settled-too-much"
        }


def test_a_household_with_a_condition_on_its_award() -> None:
    """The copy of a claimant is asked like the claimant itself."""
    plan = plan_of(
        among("all", take="remaining"),
        step("hold", "award", where=AnyMember(has("ill", "yes")), to="account.care"),
        step("out", "award", to="payee"),
        accounts={"care": Account("held", "claimant")},
        facts={"ill": FactDeclaration(of="person", type_="boolean", none="no")},
    )
    run = run_of(plan, facts=facts("ill", **{"h2.1": "yes"}), income=90_00)

    assert {flow.holder: flow.closing for flow in run.accounts} == {"h2": 30_00}
    paid = {one.payee: one.amount for one in run.payments}
    assert paid == {"h1": 30_00, "h2": 0, "h3": 30_00}
