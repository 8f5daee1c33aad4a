"""Who has a claim: people, rows of registers, the best, on which day, and as known when."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from benefit_share.assets import Asset
from benefit_share.distribution import Case, Decision, RegisterRow
from benefit_share.expressions.condition import AllOf, InStep, Not, Of, Top
from benefit_share.expressions.quantity import Present, TableOf, Times
from benefit_share.households import Collective, FactRow, Household, Member
from benefit_share.plan.model import (
    Basis,
    FactDeclaration,
    Figure,
    Pool,
    Register,
    Shortage,
    Table,
    TableRow,
)
from benefit_share.points import Entry, Item, Scheme
from house_case import (
    HOUSEHOLDS,
    MEMBERS,
    among,
    amounts,
    between,
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

EACH: dict[str, Any] = {"take": "needed", "pay": "1 yuan", "short": Shortage()}


def claims(case: Case, step: str = "all", copy: str = "v") -> tuple[str, ...]:
    """Return who has a claim in a step."""
    return tuple(amounts(run_of(case.plan, **fields(case)), step, copy))


def fields(case: Case) -> dict[str, Any]:
    """Return the fields of a case but the plan."""
    return {one.name: getattr(case, one.name) for one in attrs.fields(Case) if one.name != "plan"}


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("households", ("h1", "h2", "h3")),
        ("persons", ("h1.1", "h2.1", "h2.2", "h3.1", "h3.2", "h3.3")),
        ("collectives", ("v",)),
    ],
)
def test_people_are_those_of_the_copy(group: str, expected: tuple[str, ...]) -> None:
    """In order of id; those of a village outside the scope are not there."""
    case = case_of(
        [among("all", among=group, **EACH), rest()],
        collectives=(Collective("v"), Collective("x")),
        households=(*HOUSEHOLDS, Household("z9", "x")),
        members=(*MEMBERS, Member("z9.1", "z9")),
    )

    assert claims(case) == expected


def test_a_pool_of_all_is_divided_among_the_villages_or_all_their_households() -> None:
    """The scope is together one copy."""
    keys: dict[str, Any] = {
        "scope": ("v", "w"),
        "collectives": (Collective("v"), Collective("w")),
        "households": (*HOUSEHOLDS, Household("k1", "w")),
    }
    for group, expected in (("collectives", ("v", "w")), ("households", ("h1", "h2", "h3", "k1"))):
        plan = plan_of(among("all", among=group), pools={"net": Pool(fed_by={})})
        assert claims(case_of(plan, **keys), copy="") == expected


def test_the_lines_of_a_person_go_to_its_household() -> None:
    """Each person's claim is rounded for itself, and paid with the others."""
    run = run_of([among("all", among="persons")])

    assert sorted(amounts(run, "all").values()) == [16_66] * 2 + [16_67] * 4
    assert sum(run.given.values()) == 100_00
    assert {one.payee: one.amount for one in run.payments} == dict(run.given)


@pytest.mark.parametrize(
    ("as_of", "roster", "expected"),
    [
        (None, None, ("h1", "h3")),
        (d("03-31"), None, ("h1", "h2")),
        (None, d("03-31"), ("h1", "h2")),
        (d("12-31"), d("03-31"), ("h1", "h3")),
    ],
)
def test_the_roster_is_that_of_the_record_date_or_of_the_day_of_the_step(
    as_of: Any, roster: Any, expected: tuple[str, ...]
) -> None:
    """Who came later or had gone is not there; facts and members are of the same day."""
    households = (
        Household("h1", "v"),
        Household("h2", "v", span=between("", "06-30")),
        Household("h3", "v", span=between("07-01", "")),
    )
    plan = plan_of(
        among("all", as_of=as_of, who=has("status", "policy"), share="household.size"),
        basis=Basis(roster=roster),
    )
    case = case_of(
        plan, households=households, facts=facts("status", h1="policy", h2="policy", h3="policy")
    )

    assert claims(case) == expected


def test_what_was_recorded_later_is_not_known() -> None:
    """Unless the run is made on a later day; the last record of a day corrects the earlier ones."""
    plan = plan_of(among("all", who=has("status", "policy")))
    rows = (
        *facts("status", h1="policy", h2="policy", h3="ordinary"),
        FactRow("h1", "status", "ordinary", recorded_on=d("2021-01-10")),
        FactRow("h3", "status", "policy", recorded_on=d("2021-02-10")),
    )

    assert claims(case_of(plan, facts=rows, known_on=d("2021-01-01"))) == ("h1", "h2")
    assert claims(case_of(plan, facts=rows, known_on=d("2021-01-31"))) == ("h2",)
    assert claims(case_of(plan, facts=rows)) == ("h2", "h3")


@pytest.mark.parametrize("none", [None, "ordinary"])
def test_a_fact_may_say_what_holds_where_nothing_is_recorded(none: str | None) -> None:
    """Else it is a fault that names the household."""
    plan = plan_of(
        among("all", who=has("status", "policy")),
        facts={"status": FactDeclaration(values=("policy", "ordinary"), none=none)},
    )
    case = case_of(plan, facts=facts("status", h1="policy"))

    if none:
        assert claims(case) == ("h1",)
    else:
        assert [dict(one.params)["party"] for one in said(case)] == ["h2", "h3"]


# ---- registers -------------------------------------------------------------------------------

POSTS = Register("person", columns={"wage": "yuan/month", "months": "month"})
WAGE = Times((q("row.wage"), q("row.months")))
ROWS = (
    RegisterRow("p1", "h1.1", {"wage": 3_00, "months": 12}),
    RegisterRow("p2", "h2.1", {"wage": 4_00, "months": 2}),
    RegisterRow("p3", "h2.1", {"wage": 5_00, "months": 1}),
    RegisterRow("p4", "stranger", {"wage": 1_00, "months": 1}, listed_by="v"),
)


def posts(*rows: RegisterRow, **keys: Any) -> Case:
    """Return a village that pays the posts of a register."""
    given: dict[str, Any] = {
        "among": "posts",
        "take": "needed",
        "pay": WAGE,
        "short": Shortage(),
    } | keys
    plan = plan_of(among("wages", **given), rest(), registers={"posts": POSTS})
    return case_of(plan, registers={"posts": rows or ROWS})


def test_every_row_of_a_register_is_a_claim() -> None:
    """Named after its holder, and its row where the holder has several; a stranger is paid too."""
    case = posts(several_lists="each")
    run = run_of(case.plan, registers=case.registers)

    assert amounts(run, "wages") == {
        "h1.1": 36_00,
        "h2.1#p2": 8_00,
        "h2.1#p3": 5_00,
        "stranger": 1_00,
    }
    assert run.given == {"h1": 36_00, "h2": 13_00, "stranger": 1_00}
    assert {one.payee: one.amount for one in run.payments} == dict(run.given)


def test_a_holder_of_several_rows_is_taken_once_or_refused() -> None:
    """As the step says; the first is the first in order of id."""
    first = claims(posts(several_lists="first"), "wages")

    assert first == ("h1.1", "h2.1#p2", "stranger")
    found = said(posts())
    assert [(one.code, one.path, dict(one.params)["party"]) for one in found] == [
        ("run.several-rows", "steps[0].among", "h2.1")
    ]


def test_rows_of_a_register_are_chosen_by_their_columns_and_weighed() -> None:
    """`row.` is the row of the claim."""
    case = posts(
        several_lists="each",
        who=limits("row.months", above="1"),
        pay=None,
        share="row.wage",
        short=None,
        take="70 yuan",
    )

    assert amounts(run_of(case.plan, registers=case.registers), "wages") == {
        "h1.1": 30_00,
        "h2.1#p2": 40_00,
    }


def test_rows_count_that_hold_in_the_period_and_are_known() -> None:
    """A row counts for the part of the period in which it was there."""
    rows = (
        RegisterRow("p1", "h1.1", {"wage": 1_00, "months": 1}, span=between("07-01", "")),
        RegisterRow("p2", "h2.1", {"wage": 1_00, "months": 1}, span=between("", "2019-12-31")),
        RegisterRow("p3", "h3.1", {"wage": 1_00, "months": 1}, recorded_on=d("2021-03-01")),
    )
    case = posts(*rows, pay=Times((WAGE, Present("months", "started"))))
    case = attrs.evolve(case, known_on=d("2021-02-01"))

    assert amounts(run_of(case.plan, **fields(case)), "wages") == {"h1.1": 50}


def test_rows_of_an_asset_are_listed_by_villages() -> None:
    """A household that several villages list is there for each; its home does not matter."""
    plan = plan_of(
        among("all", "gross", among="list", several_lists="each"),
        pools={"gross": Pool(per="asset", fed_by={})},
        registers={"list": Register("household", about="asset", listed_by="collective")},
    )
    rows = (
        RegisterRow("l1", "h1", about="a", listed_by="v"),
        RegisterRow("l2", "h1", about="a", listed_by="w"),
        RegisterRow("l3", "h2", about="b", listed_by="v"),
        RegisterRow("l4", "far", about="a", listed_by="w"),
    )
    keys: dict[str, Any] = {
        "collectives": (Collective("v"), Collective("w")),
        "assets": (Asset("a"), Asset("b")),
        "registers": {"list": rows},
    }
    run = run_of(
        attrs.evolve(plan, steps=(attrs.evolve(plan.steps[0], if_none="skip"), rest("gross"))),
        **keys,
    )

    assert (
        amounts(run, "all", "a") == {"far": 33_33, "h1#l1": 33_33, "h1#l2": 33_34}
        or sum(amounts(run, "all", "a").values()) == 100_00
    )
    assert set(amounts(run, "all", "a")) == {"far", "h1#l1", "h1#l2"}


def test_a_step_may_leave_out_whoever_is_in_another() -> None:
    """A household whose member has a post has its part already."""
    plan = plan_of(
        among(
            "posts",
            among="persons",
            take="needed",
            pay="1 yuan",
            who=has("post", "yes"),
            short=Shortage(),
        ),
        among("others", who=Not(InStep("posts"))),
        among("families", among="persons", take="remaining", who=InStep("posts"), if_none="skip"),
        facts={"post": FactDeclaration(of="person", type_="boolean", none="no")},
    )
    run = run_of(plan, facts=facts("post", **{"h2.1": "yes"}))

    assert tuple(amounts(run, "others")) == ("h1", "h3")
    assert tuple(amounts(run, "families")) == ("h2.1",)


# ---- the best --------------------------------------------------------------------------------

FIVE = tuple(Household(f"g{place}", "v" if place < 4 else "w") for place in range(1, 6))
SCORES = facts("score", g1="10", g2="9", g3="9", g4="8", g5="7")


def best(**keys: Any) -> Case:
    """Return five households of two villages, of which the best share."""
    top = Top(**({"share": q("40 %"), "by": q("score"), "ties": "all_in"} | keys))
    who = AllOf((limits("score", above="0"), top)) if keys.get("count") else top
    plan = plan_of(
        among("all", who=who, if_none="skip"),
        rest(),
        pools={"net": Pool(fed_by={})},
        accounts={},
        facts={"score": FactDeclaration(type_="number")},
    )
    plan = attrs.evolve(plan, steps=(plan.steps[0], step("left", take="remaining", to="payee.x")))
    return case_of(
        plan,
        scope=("v", "w"),
        collectives=(Collective("v"), Collective("w")),
        households=FIVE,
        members=(),
        facts=SCORES,
    )


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, ("g1", "g2", "g3")),
        ({"ties": "all_out"}, ("g1",)),
        ({"share": q("20 %")}, ("g1",)),
        ({"share": q("60 %")}, ("g1", "g2", "g3")),
        ({"share": q("50 %")}, ("g1", "g2", "g3")),
        ({"share": q("50 %"), "count": "up"}, ("g1", "g2", "g3")),
        ({"share": q("70 %"), "count": "up"}, ("g1", "g2", "g3", "g4")),
        ({"share": q("70 %"), "count": "down"}, ("g1", "g2", "g3")),
        ({"share": q("10 %")}, ()),
        ({"share": q("100 %")}, ("g1", "g2", "g3", "g4", "g5")),
        ({"within": "collective", "share": q("50 %")}, ("g1", "g4")),
        ({"within": "collective", "share": q("1/2"), "ties": "refuse"}, ("g1", "g4")),
    ],
)
def test_the_best_of_those_who_pass_the_rest(
    keys: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """A fractional place is rounded as said; equals at the edge are all in or all out."""
    case = best(**keys)
    division = run_of(case.plan, **fields(case)).node("all", "").division

    assert (division.ids if division else ()) == expected


def test_equals_at_the_edge_may_be_refused() -> None:
    """With the value that they share."""
    (finding,) = said(best(ties="refuse"))

    assert (finding.code, finding.path, dict(finding.params)["value"]) == (
        "run.top-tie",
        "steps[0].who",
        "9",
    )


def test_an_edge_of_money_is_told_in_yuan() -> None:
    """Not in the fen in which it is reckoned."""
    top = Top(q("1/3"), Times((q("household.size"), q("0 yuan/person"))), "refuse")

    (finding,) = said(case_of(among("all", who=top)))

    assert "several are equal, with 0.00" in finding.message


def test_whoever_has_no_score_cannot_be_ranked() -> None:
    """It is said of each."""
    case = attrs.evolve(best(), facts=SCORES[1:])

    assert {(one.code, dict(one.params)["party"]) for one in said(case)} == {
        ("run.fact-unknown", "g1")
    }
    top = Top(q("part"), q("household.size"), "all_in")
    plan = plan_of(
        among("all", who=top), facts={"part": FactDeclaration(type_="number", unit="share")}
    )
    assert [one.code for one in said(case_of(plan))] == ["run.fact-unknown"]


# ---- points and tables -----------------------------------------------------------------------

SCHEME = Scheme(items=(Item("work", give=q("1")), Item("study", give=q("2"))), of="person")
ENTRIES = (
    Entry("e1", "h1.1", "work", d("03-01"), Fraction(5)),
    Entry("e2", "h2.2", "study", d("04-01"), Fraction(10)),
    Entry("e3", "h3.1", "work", d("05-01"), Fraction(15)),
    Entry("e4", "h3.2", "work", d("2021-05-01"), Fraction(100)),
)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("points.total", {"h1": 12_50, "h2": 50_00, "h3": 37_50}),
        ("points.work", {"h1": 25_00, "h2": 0, "h3": 75_00}),
    ],
)
def test_points_weigh_a_share(share: str, expected: dict[str, int]) -> None:
    """Those of the sheet of the period's last day, or of one item."""
    plan = plan_of(among("all", share=share), points=SCHEME)
    run = run_of(plan, points=ENTRIES)

    assert amounts(run, "all") == expected
    assert run.sheet is not None
    assert run.sheet.totals == {"h1": 5, "h2": 20, "h3": 15}


def test_a_scheme_may_ask_for_facts_of_the_household() -> None:
    """Unknown is a fault."""
    item = Item("yard", give=Times((q("1"), q("yards"))), deduction=False)
    plan = plan_of(
        among("all", share="points.total"),
        points=Scheme(items=(item,)),
        facts={"yards": FactDeclaration(type_="number")},
    )
    entries = (Entry("e1", "h1", "yard", d("03-01")), Entry("e2", "h2", "yard", d("03-01")))
    known = facts("yards", h1="3", h2="1")

    assert amounts(run_of(plan, points=entries, facts=known), "all") == {
        "h1": 75_00,
        "h2": 25_00,
        "h3": 0,
    }
    assert "run.fact-unknown" in {code for code, _ in refused(case_of(plan, points=entries))}


def test_grades_and_their_sums_are_tables() -> None:
    """A table of words is asked by another table."""
    plan = plan_of(
        among("all", take="needed", pay=q("bonus"), short=Shortage()),
        rest(),
        tables={
            "stars": Table(
                (
                    TableRow(limits("household.size", at_least="3"), q("five")),
                    TableRow(None, q("four")),
                )
            ),
            "sums": Table(
                (
                    TableRow(has("grade", "five"), q("30 yuan")),
                    TableRow(has("grade", "four"), q("20 yuan")),
                )
            ),
        },
        define={"grade": TableOf("stars", "first"), "bonus": TableOf("sums")},
    )

    assert amounts(run_of(plan), "all") == {"h1": 20_00, "h2": 20_00, "h3": 30_00}


def test_a_decided_figure_is_that_of_each_village() -> None:
    """With its limits; it has to be decided, once."""
    plan = plan_of(
        step("works", take="works_sum", to="payee.builder"),
        rest(),
        figures=(
            Figure(
                "works_sum",
                q("decided"),
                unit="yuan",
                by="collective",
                at_least=q("10 yuan"),
                at_most=q("50 yuan"),
            ),
        ),
    )

    def decided(*rows: Decision) -> list[str]:
        return [code for code, _ in refused(case_of(plan, decisions=rows))]

    run = run_of(plan, decisions=(Decision("works_sum", "v", 30_00, "minute 3"),))
    assert run.node("works", "v").used == 30_00
    assert decided(Decision("works_sum", "", 10_00)) == []
    assert decided() == ["run.figure-undecided"]
    assert decided(Decision("works_sum", "w", 30_00)) == ["run.figure-undecided"]
    assert decided(Decision("works_sum", "v", 9_99)) == ["run.figure-outside"]
    assert decided(Decision("works_sum", "v", 50_01)) == ["run.figure-outside"]
    twice = (Decision("works_sum", "v", 30_00), Decision("works_sum", "v", 31_00))
    assert decided(*twice) == ["run.row-twice"]


def test_a_condition_may_be_asked_of_the_household_of_a_person() -> None:
    """Persons whose household is linked."""
    plan = plan_of(
        among("all", among="persons", who=Of("household", has("status", "policy")), **EACH), rest()
    )
    case = case_of(plan, facts=facts("status", h1="policy", h2="ordinary", h3="policy"))

    assert claims(case) == ("h1.1", "h3.1", "h3.2", "h3.3")
