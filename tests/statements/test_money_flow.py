"""The flow of money: what goes into every node comes out of it, and the ends are the run's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from benefit_share.assets import Asset, Income
from benefit_share.distribution import Balance, Case, Run, distribute, run_case, slices_of
from benefit_share.files import read_case
from benefit_share.plan.model import Account, Pool, Shortage
from benefit_share.statements.money_flow import (
    ENDS,
    SOURCES,
    FlowLink,
    FlowNode,
    MoneyFlow,
    money_flow,
)
from benefit_share.statements.simpler_flow import simplified
from benefit_share.testing import cases
from benefit_share.waterfall import NotConserved
from house_case import among, case_of, d, plan_of, rest, run_of, step

EXAMPLES = sorted(
    plan.parent for plan in (Path(__file__).parents[2] / "examples").glob("*/plan.yaml")
)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def ends(flow: MoneyFlow, kind: str) -> int:
    """Return what the nodes of a kind have together."""
    return sum(flow.through(node) for node in flow.nodes if node.kind == kind)


def closes(flow: MoneyFlow, run: Run) -> None:
    """Every node closes, stands after those that feed it, and the ends are those of the run."""
    place = {node.key: number for number, node in enumerate(flow.nodes)}
    for node in flow.nodes:
        if node.kind not in {*SOURCES, *ENDS}:
            assert flow.came(node) == flow.went(node) > 0, node
    assert all(place[link.source] < place[link.target] for link in flow.links)
    assert all(link.amount > 0 for link in flow.links)
    assert ends(flow, "asset") - ends(flow, "returned") == run.totals.income
    assert ends(flow, "paid") == sum(one.amount for one in run.payments if not one.named)
    assert ends(flow, "payee") == sum(one.amount for one in run.payments if one.named)
    openings = sum(one.opening + one.topped_up for one in run.pools)
    assert ends(flow, "before") == openings
    assert flow.total == sum(ends(flow, kind) for kind in ENDS)


@given(cases())
@settings(deadline=None, suppress_health_check=SLOW)
def test_in_is_out_at_every_node(case: Case) -> None:
    """Whatever the plan: no node makes or loses a fen, and the ends are what the run paid."""
    run = distribute(case)

    closes(money_flow(run), run)


@given(cases())
@settings(deadline=None, suppress_health_check=SLOW)
def test_a_simpler_flow_is_the_same_money(case: Case) -> None:
    """Fewer nodes, the same ends, and every node still closes."""
    run = distribute(case)
    whole = money_flow(run)
    told = simplified(whole, most=1)

    closes(told, run)
    assert len(told.nodes) <= len(whole.nodes)
    assert told.total == whole.total


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_close(example: Path) -> None:
    """Real rules: as a whole and simplified; of several versions, each slice."""
    for run in slices_of(run_case(read_case(example))):
        closes(money_flow(run), run)
        closes(simplified(money_flow(run)), run)


def test_the_order_of_rows_does_not_matter() -> None:
    """The flow is a function of the set of inputs."""
    income = tuple(Income(f"i{n}", "ab"[n % 2], d("05-01"), "rent", 100_00 + n) for n in range(4))
    assets = (Asset("a", "greenhouse"), Asset("b", "greenhouse"))
    plan = plan_of(step("fee", take="10 % of net", to="payee.firm"), among(take="remaining"))
    runs = [
        run_of(plan, income=rows, assets=things)
        for rows, things in ((income, assets), (income[::-1], assets[::-1]))
    ]

    assert money_flow(runs[0]) == money_flow(runs[1])


def test_income_that_is_given_back_leaves_the_pool_where_it_entered() -> None:
    """An asset that gave back more than it brought is an end, not a source."""
    run = run_of(
        plan_of(among(take="remaining")),
        assets=(Asset("a", "greenhouse"), Asset("b", "greenhouse")),
        income=(
            Income("i1", "a", d("05-01"), "rent", 100_00),
            Income("i2", "b", d("05-01"), "rent", -30_00),
        ),
    )
    flow = money_flow(run)

    closes(flow, run)
    assert FlowLink(("pool", "net"), ("returned", "b"), 30_00) in flow.links


def test_what_tops_a_pool_up_comes_from_the_account() -> None:
    """Money that a shortage draws from an account is seen as the account's."""
    plan = plan_of(
        among(pay="50 yuan", take="needed", short=Shortage(draw="account.kept"), if_none="refuse"),
        rest(),
    )
    run = run_of(plan, balances=(Balance("kept", "held", "v", 200_00, 0),))
    flow = money_flow(run)

    closes(flow, run)
    assert FlowLink(("before", "kept"), ("pool", "net"), 50_00) in flow.links


def test_a_pool_that_an_account_opens() -> None:
    """What was kept by earlier runs is a source beside the income."""
    plan = plan_of(
        among(take="remaining"),
        pools={"net": Pool(per="collective", fed_by={}, opening="kept")},
    )
    run = run_of(plan, balances=(Balance("kept", "held", "v", 7_00, 0),))
    flow = money_flow(run)

    closes(flow, run)
    assert FlowLink(("before", "kept"), ("pool", "net"), 7_00) in flow.links


def test_awards_that_are_kept_in_trust() -> None:
    """What claimants do not get in hand is a way of its own, without anybody's name."""
    plan = plan_of(
        among(take="remaining"),
        step("minors", "award", take="40 % of award", to="account.trust"),
        step("out", "award", take="remaining", to="payee"),
        accounts={"trust": Account("held", "claimant")},
    )
    run = run_of(plan)
    flow = simplified(money_flow(run))

    closes(flow, run)
    assert [node.kind for node in flow.nodes] == [
        "asset",
        "step",
        "award",
        "account",
        "paid",
    ]
    assert not {"h1", "h2", "h3"} & {part for node in flow.nodes for part in node.key}


def test_many_assets_are_told_together() -> None:
    """The largest stay by themselves; the rest is one node that says how many it stands for."""
    assets = tuple(Asset(f"a{n}", "greenhouse") for n in range(9))
    income = tuple(Income(f"i{n}", f"a{n}", d("05-01"), "rent", 100 + n) for n in range(9))
    flow = simplified(money_flow(run_of(among(take="remaining"), assets=assets, income=income)))
    told = [node for node in flow.nodes if node.kind == "asset"]

    assert [node.id for node in told] == ["a8", "a7", "a6", "a5", "a4", ""]
    assert (told[-1].count, flow.went(told[-1])) == (4, 100 + 101 + 102 + 103)


def test_many_payees_are_told_together() -> None:
    """As for assets; they stand after the last of them."""
    steps = [
        step(f"s{n}", take=f"{n + 1} yuan", to=f"payee.p{n}", short=Shortage()) for n in range(8)
    ]
    run = run_of(plan_of(*steps, rest()))
    flow = simplified(money_flow(run), most=3)
    told = [node for node in flow.nodes if node.kind == "payee"]

    closes(flow, run)
    assert sorted((node.id, node.count) for node in told) == [("", 6), ("p6", 0), ("p7", 0)]


def test_a_flow_that_does_not_close_cannot_be_made() -> None:
    """No picture is ever drawn of money that appears or vanishes."""
    nodes = (FlowNode("asset", "a"), FlowNode("pool", "p"), FlowNode("paid"))
    links = (
        FlowLink(("asset", "a"), ("pool", "p"), 10),
        FlowLink(("pool", "p"), ("paid", ""), 9),
    )

    with pytest.raises(NotConserved, match="pool p does not close: 1"):
        MoneyFlow(nodes, links)


def test_villages_are_no_households() -> None:
    """Where others than households and persons are paid, the flow says so."""
    run = distribute(case_of(plan_of(among(among="collectives", take="remaining"))))

    assert [node.persons for node in money_flow(run).nodes if node.kind == "paid"] == [False]
