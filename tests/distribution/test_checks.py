"""Checks test the result; they never move money."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from benefit_share.assets import Asset, Income, Ownership
from benefit_share.distribution import distribute
from benefit_share.expressions import Quantity
from benefit_share.expressions.quantity import Awarded, Least, Minus, Plus, Used
from benefit_share.households import Collective, Household
from benefit_share.plan.model import Check, FactDeclaration
from house_case import (
    HOUSEHOLDS,
    among,
    case_of,
    codes,
    d,
    fact,
    has,
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
    holds: bool,  # noqa: FBT001  (a table of cases)
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


INCOME = Plus((q("income"), Awarded(("all",))))


def warned(*, sensitive: bool = False, who: Any = None, **keys: Any) -> Any:
    """Return the village with an early warning: each household needs 100 yuan with its 20."""
    facts = {
        "income": FactDeclaration(type_="money", sensitive=sensitive, none="80.00"),
        "watched": FactDeclaration(type_="boolean", none="no"),
    }
    given: dict[str, Any] = {
        "that": INCOME,
        "at_least": q("100 yuan"),
        "otherwise": "finding",
        "per": "household",
    }
    check = Check("line", who=who, clause="§5", **(given | keys))
    plan = plan_of(*STEPS, checks=(check,), facts=facts)
    rows = (fact("h1", "income", "79.99"), fact("h3", "income", "1.00"))
    return case_of(plan, facts=(*rows, fact("h3", "watched", "yes")))


def test_a_check_may_look_at_each_household() -> None:
    """Those below the line are named with their figures, and nobody is paid otherwise."""
    run = distribute(warned())

    assert codes(run.findings) == [
        ("run.party-check", "households.h1"),
        ("run.party-check", "households.h3"),
    ]
    assert "'h1' does not meet the check 'line': 99.99 (≥ 100.00)." in run.findings[0].message
    assert run.totals == run_of(plan_of(*STEPS)).totals


def test_of_sensitive_figures_it_is_only_said_that_the_check_is_not_met() -> None:
    """Also where they stand behind a definition, a figure or a table."""
    run = distribute(warned(sensitive=True))

    assert [one.message for one in run.findings] == [
        "'h1' does not meet the check 'line'.",
        "'h3' does not meet the check 'line'.",
    ]


def test_a_check_looks_only_at_those_it_is_for() -> None:
    """The condition is that of a step; with `refuse` the run stops."""
    case = warned(who=has("watched", "yes"), otherwise="refuse")

    assert refused(case) == [("run.party-check-failed", "households.h3")]


def test_who_a_check_is_for_must_be_known() -> None:
    """What is not known is a fault that names the household, never a no."""
    case = warned(who=has("poor", "yes"))

    assert refused(case) == [("run.amount-unknown", "checks[0]")] * 3
    assert "'poor' of 'h1'" in said(case)[-3].message


def test_a_check_may_look_at_each_person() -> None:
    """Persons are looked at one by one, each with the household it belongs to."""
    case = warned(per="person", that=q("household.size"), at_least=q("2 person"))

    assert codes(distribute(case).findings) == [("run.party-check", "members.h1.1")]
