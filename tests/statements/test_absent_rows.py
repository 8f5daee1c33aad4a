"""Why a party that holds rows of a register has no claim in a step among them."""

from __future__ import annotations

from benefit_share.assets import Asset, Income
from benefit_share.distribution import RegisterRow, Run
from benefit_share.expressions.reasons import Reason, Verdict
from benefit_share.plan.model import Account, Pool, Register
from benefit_share.rendering import render
from benefit_share.statements import statement
from house_case import among, d, has, limits, plan_of, rest, run_of

POSTS = {"posts": Register(holder="person", columns={"duty": "text"})}


def posted(**duties: str) -> Run:
    """Run a step for cleaners alone; a row for each person and duty."""
    rows = tuple(
        RegisterRow(f"r{place}", holder.replace("_", "."), {"duty": duty})
        for place, (holder, duty) in enumerate(duties.items())
    )
    step = among(
        "clean",
        among="posts",
        who=has("row.duty", "cleaning"),
        take="10 yuan",
        several_lists="each",
    )
    return run_of(plan_of(step, rest(), registers=POSTS), registers={"posts": rows})


def test_a_row_of_another_duty_is_named_with_what_was_asked() -> None:
    """It has a row, so it is not told that it has none."""
    run = posted(h1_1="cleaning", h2_1="care", h2_2="driving")

    (absent,) = statement(run, "h2").absences
    assert absent.why is not None
    assert (absent.why.form, absent.why.verdict) == ("any_row", Verdict.NO)
    assert [part.name for part in absent.why.parts] == ["h2.1", "h2.2"]
    assert [part.parts[0].seen for part in absent.why.parts] == ["care", "driving"]


def test_a_party_without_a_row_is_told_so() -> None:
    """There is no condition to tell of."""
    run = posted(h1_1="cleaning", h2_1="care")

    (absent,) = statement(run, "h3").absences
    assert absent.why is None


def test_a_row_of_another_project_is_not_asked_anything() -> None:
    """h1 has a row of the farm, and the step shares the greenhouse alone."""
    projects = {"projects": Register(holder="household", about="asset")}
    only = has("asset.kind", "greenhouse")
    some = limits("household.size", at_least="2")
    plan = plan_of(
        among("some", among="projects", where=only, who=some),
        rest(),
        registers=projects,
        pools={"net": Pool(per="asset", fed_by={})},
        accounts={"kept": Account("held", "asset")},
    )
    rows = (
        RegisterRow("r1", "h1", about="farm"),
        RegisterRow("r2", "h2", about="house"),
        RegisterRow("r3", "h3", about="farm"),
    )
    run = run_of(
        plan,
        registers={"projects": rows},
        assets=(Asset("house", "greenhouse"), Asset("farm", "farm")),
        income=(Income("i1", "house", d("05-01"), "rent", 100_00),),
    )

    (absent,) = statement(run, "h1").absences
    assert absent.why == Reason("elsewhere", Verdict.NO, "projects")
    page = render(statement(run, "h1"), language="en", form="text")
    assert "has a row in the register 'projects', but in nothing" in page
    assert statement(run, "h2").lines
