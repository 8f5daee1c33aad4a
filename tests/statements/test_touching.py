"""A statement warns of what touches its party; the page on the wall only counts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benefit_share.assets import Asset, Income, Ownership
from benefit_share.distribution import Run, distribute
from benefit_share.expressions.quantity import Used
from benefit_share.findings import Finding
from benefit_share.households import Collective, Household
from benefit_share.plan.model import Check, FactDeclaration
from benefit_share.points import Entry, Item, Scheme
from benefit_share.rendering import render
from benefit_share.statements import statement, summary
from house_case import HOUSEHOLDS, among, case_of, codes, d, fact, plan_of, q, rest

INCOME = FactDeclaration(type_="money", none="100.00", sensitive=False)
CHECKS = (
    Check("line", q("income"), at_least=q("60 yuan"), per="household", otherwise="finding"),
    Check("total", Used("all"), equals=q("1 yuan"), otherwise="finding"),
    Check("each", Used("all"), at_least=q("60 yuan"), per="collective", otherwise="finding"),
)


@pytest.fixture(scope="module")
def run() -> Run:
    """Return a run of two villages: `h1` is below the line, and in `w` too little is shared."""
    plan = plan_of(
        among("all", take="60 % of net", clause=""),
        rest(),
        checks=CHECKS,
        facts={"income": INCOME},
        points=Scheme((Item("work", give=q("1"), evidence=True),)),
    )
    case = case_of(
        plan,
        scope=("v", "w"),
        collectives=(Collective("v"), Collective("w")),
        households=(*HOUSEHOLDS, Household("k1", "w")),
        assets=(Asset("a"), Asset("b")),
        ownership=(Ownership("a", "v", Fraction(1)), Ownership("b", "w", Fraction(1))),
        income=(
            Income("i1", "a", d("05-01"), "rent", 100_00),
            Income("i2", "b", d("06-01"), "rent", 50_00),
        ),
        facts=(fact("h1", "income", "59.99"),),
        points=(Entry("e1", "h1", "work", d("03-01")),),
    )
    return distribute(case)


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Return the name of the check, or the code, of each finding."""
    return [str(dict(one.params).get("check", one.code)) for one in findings]


def test_the_run_says_everything(run: Run) -> None:
    """The record of a run keeps every finding."""
    assert codes(run.findings) == [
        ("plan.clause-missing", "steps[0]"),
        ("points.evidence-missing", "points[e1]"),
        ("run.party-check", "households.h1"),
        ("run.check-differs", "checks[1]"),
        ("run.check-differs", "checks[2]"),
    ]


@pytest.mark.parametrize(
    ("party", "warnings"),
    [
        ("h1", ["points.evidence-missing", "line", "total"]),
        ("h2", ["total"]),
        ("k1", ["total", "each"]),
    ],
)
def test_a_statement_warns_of_what_touches_its_party(
    run: Run, party: str, warnings: list[str]
) -> None:
    """Its own case, its village's, the whole run; nothing about the plan or about others."""
    assert told(statement(run, party).findings) == warnings


def test_the_summary_counts_and_names_nobody(run: Run) -> None:
    """What is said of one household is no matter for everybody."""
    public = summary(run)

    assert told(public.findings) == [
        "plan.clause-missing",
        "points.evidence-missing",
        "total",
        "each",
        "line",
    ]
    assert "1 do not meet the check 'line', which looks at each household." in str(
        public.findings[-1]
    )
    assert all("h1" not in render(public, language=one) for one in ("zh", "en"))
