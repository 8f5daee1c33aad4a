"""Checks test the result; they never move money."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from benefit_share.assets import Asset, Income, Ownership
from benefit_share.expressions import Quantity
from benefit_share.expressions.quantity import Least, Minus, Plus, Used
from benefit_share.households import Collective, Household
from benefit_share.plan.model import Check, FactDeclaration
from house_case import (
    HOUSEHOLDS,
    among,
    case_of,
    codes,
    d,
    fact,
    plan_of,
    q,
    refused,
    rest,
    run_of,
    said,
    step,
)

STEPS = (
    step("labour", take="30 % of net", to="payee.workers"),
    among("all", take="60.005 yuan"),
    rest(),
)


def checked(that: str | Quantity, steps: Any = STEPS, **keys: Any) -> Any:
    """Return the village with one check."""
    bounds: dict[str, Any] = {
        key: q(text) for key, text in keys.items() if key in ("at_least", "at_most", "equals")
    }
    more = {key: value for key, value in keys.items() if key not in bounds}
    tree = q(that) if isinstance(that, str) else that
    return case_of(plan_of(*steps, checks=(Check("c", tree, clause="县 §6", **bounds, **more),)))


@pytest.mark.parametrize(
    ("that", "bounds", "holds"),
    [
        (Used("labour"), {"at_least": "30 % of net"}, True),
        (Used("labour"), {"at_least": "30.01 yuan"}, False),
        (Used("labour"), {"at_most": "30 yuan"}, True),
        (Used("labour"), {"at_most": "29.99 yuan"}, False),
        (Used("labour"), {"at_least": "29 yuan", "at_most": "31 yuan"}, True),
        ("net", {"equals": "100 yuan"}, True),
        ("1/3 of net", {"equals": "33.33 yuan"}, True),
        ("1/3 of net", {"equals": "33.34 yuan"}, False),
        (Used("all", "h1"), {"equals": "20 yuan"}, True),
        (Used("all", "nobody"), {"equals": "0 yuan"}, True),
        (Minus((q("all"), q("labour"))), {"at_least": "0"}, True),
        (Plus((q("labour"), q("all"))), {"at_most": "90 % of net"}, False),
        ("all", {"at_most": "1 % of labour"}, False),
    ],
)
def test_a_check_compares_with_its_bounds(
    that: str | Quantity,
    bounds: dict[str, str],
    holds: bool,  # noqa: FBT001
) -> None:
    """At least, at most, or equal to the unit; one that fails refuses the run."""
    assert refused(checked(that, **bounds)) == (
        [] if holds else [("run.check-failed", "checks[0]")]
    )


def test_a_check_may_only_warn() -> None:
    """The run finishes, and the warning says what was seen and what was wanted."""
    case = checked(Used("labour"), equals="29 % of net", otherwise="finding")
    run = run_of(case.plan)

    assert codes(run.findings) == [("run.check-differs", "checks[0]")]
    assert "30.00 is not = 29.00" in run.findings[0].message
    assert "县 §6" in run.findings[0].advice
    assert run.totals == run_of(plan_of(*STEPS)).totals


def test_a_check_of_something_else_than_money_is_shown_as_it_is() -> None:
    """A count is no amount, and what is not known refuses."""
    plan = plan_of(
        *STEPS,
        checks=(Check("c", q("collective.posts"), at_least=q("3"), per="collective"),),
        facts={"posts": FactDeclaration(of="collective", type_="number")},
    )
    (finding,) = said(case_of(plan, facts=(fact("v", "posts", "2"),)))

    assert "2 is not ≥ 3" in finding.message
    assert "(v)" in finding.message
    assert refused(case_of(plan)) == [("run.amount-unknown", "checks[0]")]


TWO: dict[str, Any] = {
    "scope": ("v", "w"),
    "collectives": (Collective("v"), Collective("w")),
    "households": (*HOUSEHOLDS, Household("k1", "w")),
    "assets": (Asset("a"), Asset("b")),
    "ownership": (Ownership("a", "v", Fraction(1)), Ownership("b", "w", Fraction(1))),
    "income": (
        Income("i1", "a", d("05-01"), "rent", 100_00),
        Income("i2", "b", d("06-01"), "rent", 50_00),
    ),
}


@pytest.mark.parametrize(
    ("at_least", "per", "failing"),
    [
        ("40 % of net", "scope", []),
        ("40.01 % of net", "scope", [""]),
        ("40 % of net", "collective", [" (v)"]),
        ("50 % of net", "asset", [" (a)"]),
        ("61 % of net", "collective", [" (v)", " (w)"]),
    ],
)
def test_a_check_is_made_once_or_for_each_copy(at_least: str, per: str, failing: list[str]) -> None:
    """Over the whole all copies are added up: 30 + 30 is 40 % of 100 + 50, and not of nothing."""
    steps = (
        step("s", take=Least((q("60 % of net"), q("30 yuan"))), to="payee.x"),
        rest(),
    )
    plan = plan_of(*steps, checks=(Check("c", Used("s"), at_least=q(at_least), per=per),))
    found = [dict(one.params)["copy"] for one in said(case_of(plan, **TWO))]

    assert found == failing
