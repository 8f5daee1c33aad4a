"""What a plan can never carry out is said before any money is known."""

from __future__ import annotations

from typing import Any

import pytest

from benefit_share.expressions import condition as c
from benefit_share.expressions.quantity import Plus, TableOf, Times
from benefit_share.findings import Severity
from benefit_share.plan import check_plan
from benefit_share.plan.model import (
    Check,
    FactDeclaration,
    Figure,
    Plan,
    Shortage,
    Step,
    Table,
    TableRow,
)
from house_case import among, bands, codes, has, limits, plan_of, q, rest, step

KINDS = {
    "c": FactDeclaration(values=("a", "b", "z")),
    "n": FactDeclaration(type_="number", unit="mu"),
}
PARTIAL = Shortage("partial", "proportional", unpaid="lapse")


def said(plan: Plan) -> list[tuple[str, str]]:
    """Return what is said of a plan, but for what other tests look at."""
    return [one for one in codes(check_plan(plan)[1]) if one[0] != "plan.pool-not-emptied"]


def taking(*takes: str, last: bool = True, **keys: Any) -> Plan:
    """Return a plan that takes one amount after the other."""
    steps = [step(f"s{place}", take=take, to="payee.x") for place, take in enumerate(takes)]
    return plan_of(*steps, *((rest(),) if last else ()), **keys)


HALF = (Figure("half", q("50 %")),)


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (taking("60 % of net", "40 % of net"), ""),
        (taking("60 % of net", "40.001 % of net"), "plan.rates-above"),
        (taking("60 % of net", "half of net", figures=HALF), "plan.rates-above"),
        (taking("60 % of net", "90 % of remaining"), ""),
        (taking("60 % of net", "30.625 % of net", last=False), "plan.rates-below"),
        (taking("60 % of net", "30.625 % of net"), ""),
        (taking("60 % of net", "40 % of net", last=False), ""),
    ],
)
def test_the_rates_of_a_pool_are_added_up(plan: Plan, code: str) -> None:
    """More than there is, or 90.625 % with no owner for the rest."""
    assert said(plan) == ([(code, "pools.net")] if code else [])


@pytest.mark.parametrize(
    "keys",
    [{"short": PARTIAL}, {"budget": "10 yuan"}, {"where": has("c", "a")}],
    ids=["partial", "budget", "where"],
)
def test_a_rate_that_may_be_less_is_not_added_up(keys: dict[str, Any]) -> None:
    """What is short, has a budget or passes a copy over does not always take its rate."""
    plan = plan_of(
        step("a", take="60 % of net", to="payee.x"),
        among("b", take="60 % of net", pay="1 yuan", **({"short": Shortage()} | keys)),
        rest(),
        facts=KINDS,
    )

    assert "plan.rates-above" not in {code for code, _ in said(plan)}


def sharing(**keys: Any) -> Plan:
    """Return a plan that shares 100 yuan."""
    more = {key: keys.pop(key) for key in ("facts", "define", "figures", "tables") if key in keys}
    return plan_of(among("all", **({"take": "100 yuan"} | keys)), rest(), **more)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"at_least": "100 yuan"}, False),
        ({"at_least": "100.01 yuan"}, True),
        ({"at_least": "2 yuan", "at_most": "1 yuan", "surplus": "leave"}, True),
        ({"at_least": "2 yuan", "budget": "1 yuan"}, True),
        ({"at_least": "60 % of net"}, False),
        ({"at_least": "101 CNY"}, False),
    ],
)
def test_a_floor_is_not_above_all_there_is(keys: dict[str, Any], found: bool) -> None:  # noqa: FBT001  (a table of cases)
    """Only where both are written in one unit: the run sees the rest."""
    assert said(sharing(**keys)) == ([("plan.floor-above", "steps[0].at_least")] if found else [])


def test_the_floor_and_what_is_above_it_are_named() -> None:
    """With their units."""
    (finding,) = check_plan(sharing(at_least="200 yuan"))[1]

    assert "at least 200 yuan, but there is at most 100 yuan" in finding.message


@pytest.mark.parametrize(
    ("share", "found"),
    [
        (q("0"), True),
        (Times((q("household.size"), q("0"))), True),
        (Times((q("household.size"), q("1/2"))), False),
        (Plus((q("household.size"), q("0"))), False),
    ],
)
def test_a_weight_is_not_always_nothing(share: Any, found: bool) -> None:  # noqa: FBT001  (a table of cases)
    """A product with 0 in it is."""
    assert said(sharing(share=share)) == ([("plan.weight-zero", "steps[0].share")] if found else [])


A, B = has("c", "a"), has("c", "b")


@pytest.mark.parametrize(
    ("who", "never"),
    [
        (c.AllOf((A, B)), "c"),
        (c.AllOf((A, has("c", "a", "b"))), ""),
        (c.AnyOf((A, B)), ""),
        (c.AllOf((A, c.AllOf((c.Named("other"),)))), "c"),
        (c.AllOf((A, c.At("any_time", B))), ""),
        (limits("household.size", at_least="5", below="3"), "household.size"),
        (limits("household.size", at_least="3", below="3"), "household.size"),
        (limits("household.size", above="3", at_most="3"), "household.size"),
        (limits("household.size", at_least="3", at_most="3"), ""),
        (c.AllOf((limits("n", at_least="3 mu"), limits("n", below="2 mu"))), "n"),
        (c.AllOf((limits("n", at_least="3 mu"), limits("n", below="2 亩"))), ""),
        (limits("household.size", at_least="five", below="3"), "household.size"),
        (bands("household.size", "[1,2]"), ""),
        (c.AllOf((limits(Plus((q("n"), q("1 mu"))), above="2 mu"), A)), ""),
    ],
)
def test_a_condition_that_can_never_hold_is_said(who: Any, never: str) -> None:
    """Two words of one category, or limits that cross."""
    plan = sharing(
        who=who,
        facts=KINDS,
        define={"other": c.AnyOf((B, B)) if never == "" else B},
        figures=(Figure("five", q("5")),),
    )
    found = [one for one in check_plan(plan)[1] if one.code == "plan.never-holds"]

    assert codes(found) == ([("plan.never-holds", "steps[0].who")] if never else [])
    assert all(f"values of '{never}'" in one.message for one in found)


def test_a_condition_is_looked_at_wherever_it_stands() -> None:
    """In the copies of a step, in a check, in a row of a table; a circle ends."""
    both = c.AllOf((A, B, c.Named("round")))
    plan = plan_of(
        among("all", take="1 yuan", share=TableOf("t")),
        step("some", take="1 yuan", to="payee.x", where=both),
        rest(),
        tables={"t": Table((TableRow(both, q("1")), TableRow(None, q("2"))))},
        checks=(Check("k", q("net"), at_least=q("0"), who=both),),
        define={"round": c.AllOf((c.Named("round"),))},
        facts=KINDS,
    )
    found = [path for code, path in said(plan) if code == "plan.never-holds"]

    assert found == ["steps[1].where", "checks[0].who", "tables.t[0]"]


def paying(*conditions: Any, **keys: Any) -> Plan:
    """Return a plan with a step for each condition."""
    steps: list[Step] = [
        among(f"s{place}", take="needed", pay="1 yuan", short=Shortage(), who=who)
        for place, who in enumerate(conditions)
    ]
    return plan_of(*steps, rest(), facts=KINDS, **keys)


@pytest.mark.parametrize(
    ("conditions", "missing"),
    [
        ((A, B), "z"),
        ((A,), ""),
        ((A, B, has("c", "z")), ""),
        ((A, B, c.Not(A)), ""),
        ((has("household.c", "a"), B), "z"),
    ],
)
def test_a_category_without_a_rule_is_noted(conditions: Any, missing: str) -> None:
    """Where others have rules of their own; one rule alone says who gets nothing."""
    found = [one for one in check_plan(paying(*conditions))[1] if "unasked" in one.code]

    assert [dict(one.params)["missing"] for one in found] == ([missing] if missing else [])
    assert {one.severity for one in found} <= {Severity.NOTE}


def test_what_a_table_leaves_out_is_said_of_the_table_alone() -> None:
    """And a value that only a table asks for has its rule there."""
    table = Table((TableRow(A, q("1")), TableRow(has("c", "z"), q("2"))))
    plan = paying(A, B, tables={"t": table}, checks=(Check("k", TableOf("t"), at_least=q("0")),))

    assert "plan.category-unasked" not in {code for code, _ in said(plan)}


def test_a_rate_without_its_base_is_named() -> None:
    """60 % of what?"""
    (finding,) = check_plan(taking("60 %"))[1]

    assert (finding.code, finding.path) == ("plan.rate-no-base", "steps[0].take")
    assert "'60 %' does not say of what" in finding.message
