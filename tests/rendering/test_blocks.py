"""What a page says of runs that the sample does not have: skipped steps, budgets, pools."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from benefit_share import parties, statement, summary
from benefit_share.distribution import Run
from benefit_share.expressions.quantity import Count, Times
from benefit_share.expressions.reasons import Reason, Verdict
from benefit_share.plan.model import Account, FactDeclaration, Pool, Shortage
from benefit_share.points import Entry, Item, Scheme
from benefit_share.rendering import LANGUAGES, render
from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.reports.flow import residues
from benefit_share.statements import Absence
from house_case import among, d, facts, has, plan_of, q, rest, run_of, step


def lines(run: Run, party: str = "", language: str = "en") -> str:
    """Return a statement, or the summary, as text without its line breaks and indents."""
    told = statement(run, party) if party else summary(run)
    return " ".join(render(told, language=language).split())


def test_a_plan_without_titles_has_a_page_too() -> None:
    """Things are called by their ids, and what is missing is left out."""
    run = run_of(plan_of(among(share="household.size"), rest()))
    shown = lines(run, "h1")

    assert "Rules: try (try, version 1)" in shown
    assert "MADE-UP" not in shown
    assert "If you object" not in shown
    assert "Your points" not in shown


def test_a_step_for_nobody_says_that_nothing_is_done() -> None:
    """And it is not in the list of what somebody gets."""
    run = run_of(
        plan_of(among(who=has("status", "x"), if_none="skip"), rest()),
        facts=facts("status", h1="y", h2="y", h3="y"),
    )

    assert "Nothing is done: nobody is entitled" in lines(run)
    assert "Why not: status is 'y'; the rules ask for: x" in lines(run, "h1")
    assert "Nothing in this distribution." in lines(run, "h1")
    told = statement(run, "h1")
    assert "\n\nNothing in this distribution.\n\n" in render(told, language="en", form="markdown")


def test_a_budget_is_said_to_limit() -> None:
    """The formula, then what was taken."""
    run = run_of(plan_of(among(take="50 % of net", budget=q("30 yuan")), rest()))

    assert "net income 100.00 yuan × 50% = 50.00 yuan; limited to ¥30.00" in lines(run)


def test_a_number_has_the_unit_that_the_plan_declares() -> None:
    """In the facts of the household."""
    declared = {"land": FactDeclaration(type_="number", unit="mu")}
    run = run_of(
        plan_of(among(share="land"), rest(), facts=declared),
        facts=facts("land", h1="1", h2="2.5", h3="1000"),
    )

    assert "land：2.5亩（一直）" in lines(run, "h2", "zh")
    assert "land: 1,000 mu (always)" in lines(run, "h3")


def test_weights_in_money_are_shown_in_yuan_and_their_price_as_a_ratio() -> None:
    """In the steps as in the lines."""
    run = run_of(plan_of(among(share=Times((q("household.size"), q("50 yuan/person")))), rest()))

    assert "total weight 300.00; rule: In proportion to the weights" in lines(run)
    assert "one unit of weight is worth 0.33333333…" in lines(run)


def test_a_step_that_shares_nothing_has_no_price() -> None:
    """Nobody gets anything, and the line still closes."""
    run = run_of(plan_of(among(take="0 yuan", share="household.size"), rest()))
    told = statement(run, "h1")
    steps = (attrs.evolve(told.steps[0], multiplier=None), *told.steps[1:])
    shown = render(attrs.evolve(told, steps=steps), language="en")

    assert "total weight 6; rule: In proportion to the weights\n" in shown


def test_money_that_goes_to_another_pool_is_said_to() -> None:
    """In one piece, or divided among villages."""
    pools = {
        "net": Pool(per="collective", fed_by={}),
        "village": Pool(per="collective"),
        "all": Pool(),
    }
    run = run_of(
        plan_of(
            step("half", take="50 % of net", to="pool.all"),
            among("shared", take=q("remaining"), among="collectives", then="village"),
            among("few", "all", take=q("remaining")),
            among("people", "village"),
            rest("village"),
            rest("all", to="payee.x"),
            rest(),
            pools=pools,
        )
    )
    shown = lines(run, "h1")

    assert "pool all ¥50.00" in shown
    assert "pool village ¥50.00" in shown
    assert "shared" not in shown.partition("What you do not get")[2].partition("From awarded")[0]


def test_who_is_not_chosen_is_told_that_the_conditions_are_met() -> None:
    """Where a ranking decides."""
    run = run_of(plan_of(among(share="household.size"), rest()))
    met = Reason("fact", Verdict.YES, "status", (("one_of", "x"),), "x", unit="text")
    absences = (
        Absence("best", None, "", "households", met),
        Absence("posts", None, "", "posts", None),
        Absence("villages", None, "", "collectives", None),
        Absence("all", None, "", "persons", None),
    )
    told = attrs.evolve(statement(run, "h1"), absences=absences)
    shown = " ".join(render(told, language="en").split())

    assert "best the conditions are met, but it is not among those chosen" in shown
    assert "posts no row in the register 'posts'" in shown
    assert "villages this step is for collectives" in shown
    assert "all this step is for persons" in shown


def test_what_is_payable_beside_the_awards_has_a_line() -> None:
    """Money released from a trust, for example."""
    run = run_of(plan_of(among(share="household.size"), rest()))
    told = statement(run, "h1")
    more = attrs.evolve(told, payable=told.payable + 5_00)

    assert "released, or paid elsewhere 5.00" in " ".join(render(more, language="en").split())


def test_what_rounding_left_without_an_owner_is_said_plainly() -> None:
    """It stays in the pool; such a run is refused, but a page never hides it."""
    run = run_of(plan_of(among(unit="1 yuan"), rest()), income=100_50)
    told = statement(run, "h1")
    names = Names.of(told, "en")
    (alone,) = residues(told.steps[:1], names)
    (owned,) = residues(told.steps, names)

    assert alone.text == "all (§all): 0.50 yuan stays in the pool 'net income of Village'"
    assert owned.text.startswith(alone.text + "; what is left there in the end goes by")


def test_a_reminder_of_no_income_has_no_percentage() -> None:
    """Nothing is no part of anything."""
    told = attrs.evolve(statement(run_of(plan_of(among(), rest())), "h1"), gross=0)

    assert "(0.00% of the gross income)" in render(told, language="en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_currencies_have_no_capitals(language: str) -> None:
    """人民币大写 are for yuan."""
    run = run_of(plan_of(among(), rest(), header={"currency": "EUR"}))
    shown = render(statement(run, "h1"), language=language)

    assert "大写" not in shown
    assert "€" in shown
    assert "EUR" in shown


def test_a_rate_of_what_remains_is_told_as_the_step_saw_it() -> None:
    """Not as it was at the end of the run."""
    run = run_of(
        plan_of(
            step("first", take="20 % of net", to="payee.x"),
            step("second", take="50 % of remaining", to="payee.y"),
            among(),
            rest(),
        )
    )

    assert "what is left 80.00 yuan × 50% = 40.00 yuan" in lines(run)


def test_every_figure_of_a_step_is_the_one_that_was_used() -> None:
    """What a formula comes to is what the step asked for."""
    run = run_of(
        plan_of(
            step("count", take=Times((Count("households"), q("5 yuan/household"))), to="payee.x"),
            step("rate", take="1/3 of remaining", to="account.kept"),
            among(share="household.size"),
            rest(),
        )
    )
    traced = [one for one in statement(run, "h1").steps if one.take is not None]

    assert len(traced) == 2
    assert all(one.take is not None and one.take.value == one.exact for one in traced)


def test_what_is_owed_stands_on_the_page_of_its_holder_alone() -> None:
    """And in the summary as one sum."""
    short = Shortage(take="partial", divide="proportional", unpaid="owed.due")
    run = run_of(
        plan_of(
            among("wage", take=q("needed"), pay="60 yuan", short=short),
            rest(),
            accounts={"due": Account("owed", "claimant")},
        )
    )
    told = {party: statement(run, party) for party in parties(run)}

    assert {party: [one.holder for one in each.held] for party, each in told.items()} == {
        "h1": ["h1"],
        "h2": ["h2"],
        "h3": ["h3"],
    }
    assert [(one.account, one.holder, one.closing) for one in summary(run).accounts] == [
        ("due", "", 80_00),
        ("kept", "v", 0),
    ]
    assert "Not paid now" in lines(run, "h1")
    assert sum(one.lines[0].unpaid for one in told.values()) == 80_00


@pytest.mark.parametrize(
    ("language", "said"), [("en", "work: does not count: it is dated"), ("zh", "work：不计分：")]
)
def test_an_entry_left_out_before_it_is_reckoned_is_not_said_to_be_worth_nothing(
    language: str, said: str
) -> None:
    """It is dated after the day of the sheet, and nobody asked how many points it would give."""
    plan = plan_of(
        among(share=q("points.total")), points=Scheme(items=(Item("work", give=q("1")),))
    )
    entries = (
        Entry("e1", "h1", "work", d("03-01"), Fraction(5)),
        Entry("e2", "h1", "work", d("2021-05-01"), Fraction(7)),
    )

    page = lines(run_of(plan, points=entries), "h1", language)

    assert said in page
    assert "entered 0" not in page
