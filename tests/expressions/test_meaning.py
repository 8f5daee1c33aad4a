"""What each form of a quantity means in the small village, and what it refuses."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from benefit_share.assets import Asset, Contract, Expense, Funding, Income, Ownership
from benefit_share.distribution import Balance, Decision, RegisterRow
from benefit_share.expressions import Literal, Name, Quantity, Unknown
from benefit_share.expressions.condition import AnyMember
from benefit_share.expressions.meaning import Meaning
from benefit_share.expressions.quantity import (
    Awarded,
    Count,
    Earlier,
    Least,
    Minus,
    Most,
    Plus,
    Present,
    Sum,
    TableOf,
    Times,
    Used,
    Whole,
)
from benefit_share.expressions.tracing import Tracer
from benefit_share.expressions.units import Unit
from benefit_share.expressions.world import Subject
from benefit_share.households import Collective, Household, Member
from benefit_share.plan.model import Account, FactDeclaration, Figure, Plan, Pool, Register, Table
from benefit_share.plan.model import TableRow as Row
from benefit_share.values import Period
from house_case import (
    HOUSEHOLDS,
    MEMBERS,
    among,
    between,
    case_of,
    d,
    fact,
    facts,
    has,
    limits,
    meaning,
    plan_of,
    q,
    rest,
    step,
    words_of,
    world_of,
)

CATEGORY = FactDeclaration(values=("destitute", "dibao", "ordinary"))
NEED = Table(
    (
        Row(has("category", "destitute"), q("1.5")),
        Row(has("category", "dibao"), q("1.2")),
        Row(has("category", "ordinary"), q("1")),
    )
)
OVERLAPPING = Table(
    (
        Row(limits("household.size", at_least="2"), q("20 yuan")),
        Row(limits("household.size", at_least="3"), q("30 yuan")),
        Row(limits("household.size", at_most="3"), q("10 yuan")),
    )
)
GRADES = Table((Row(limits("household.size", above="2"), q("large")), Row(None, q("small"))))
PLAN = plan_of(
    step("cost", take="10 yuan", to="payee.operator"),
    among("all", take="30 yuan"),
    rest(),
    facts={
        "category": CATEGORY,
        "income": FactDeclaration(type_="money"),
        "area": FactDeclaration(type_="number", unit="mu", none="0"),
        "disabled": FactDeclaration(of="person", type_="boolean"),
        "town": FactDeclaration(of="collective", type_="number"),
        "hill": FactDeclaration(of="asset", type_="number"),
        "since": FactDeclaration(type_="date"),
    },
    figures=(
        Figure("grant", q("100 yuan")),
        Figure("line", q("50 yuan"), to=d("06-30")),
        Figure("line", q("60 yuan"), from_=d("07-01")),
        Figure("works", q("decided"), unit="yuan"),
    ),
    registers={
        "posts": Register("person", columns={"wage": "yuan/month", "months": "month"}),
        "list": Register("household", about="asset", listed_by="collective"),
    },
    tables={"need": NEED, "overlapping": OVERLAPPING, "grades": GRADES},
    define={"double": Times((q("2"), q("household.size"))), "old": limits("age", at_least="18")},
    accounts={"reserve": Account("held", "collective"), "trust": Account("held", "claimant")},
)
CASE = case_of(
    PLAN,
    assets=(Asset("a", "greenhouse", capacity=Fraction(604, 10), capacity_unit="亩"),),
    funding=(Funding("a", "county", 2_000_000_00), Funding("a", "town", 1_00)),
    contracts=(Contract("c", "a", "rent", amount=120_00),),
    expenses=(
        Expense("e1", "a", d("03-01"), "repair", 7_00),
        Expense("e2", "a", d("2019-03-01"), "repair", 5_00),
    ),
    facts=(
        *facts("category", h1="destitute", h2="dibao", h3="ordinary"),
        fact("h1", "income", "12.50"),
        fact("h2", "area", "2.5"),
        fact("h3.1", "disabled", "是"),
        *(fact(f"h3.{place}", "disabled", "no") for place in (2, 3)),
        fact("v", "town", "7"),
        fact("a", "hill", "9"),
        fact("h1", "since", "2019-01-01"),
    ),
    registers={
        "posts": (
            RegisterRow("p1", "h2.1", {"wage": 300_00, "months": 12}),
            RegisterRow("p2", "h2.1", {"wage": 10_00, "months": 2}),
            RegisterRow("p3", "h3.1", {"wage": 1_00, "months": 1}, span=between("", "2019-05-01")),
            RegisterRow("p4", "h3.2", {"wage": 2_00, "months": 1}, recorded_on=d("2021-02-01")),
        )
    },
    balances=(Balance("reserve", "held", "v", 90_00, 40_00), Balance("trust", "held", "h1", 5, 0)),
    decisions=(Decision("works", "v", 55_00), Decision("works", "", 66_00)),
    known_on=d("2021-01-15"),
)


def compiled(tree: Quantity, plan: Plan = PLAN, **keys: Any) -> Meaning:
    """Compile a quantity that must be right."""
    found = meaning(tree, plan, **keys)
    assert isinstance(found, Meaning), [str(finding) for finding in found]
    return found


def value(tree: Quantity, subject: str = "h3", **keys: Any) -> Any:
    """Return what a quantity is for a party."""
    world = world_of(CASE)
    return compiled(tree, **keys).get(world, world.party(subject))


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (q("400 yuan"), 400_00),
        (q("0.5"), Fraction(1, 2)),
        (q("29 %"), Fraction(29, 100)),
        (q("household.size"), 3),
        (q("grant"), 100_00),
        (q("line"), 60_00),
        (q("works"), 55_00),
        (q("double"), 6),
        (q("3/8 of grant"), Fraction(37_50)),
        (q("12 % of works"), Fraction(660)),
        (q("area"), 0),
        (q("town"), 7),
        (q("collective.town"), 7),
        (q("account.reserve"), 50_00),
        (q("account.reserve.put_in"), 90_00),
        (q("account.reserve.taken_out"), 40_00),
        (Times((q("household.size"), q("20 yuan/person"))), 60_00),
        (Times((q("2"), q("3"), q("4 yuan"))), 24_00),
        (Plus((q("1 yuan"), q("2 yuan"), q("grant"))), 103_00),
        (Minus((q("grant"), q("1 yuan"), q("2 yuan"))), 97_00),
        (Least((q("grant"), q("line"))), 60_00),
        (Most((q("0"), Minus((q("line"), q("grant"))))), 0),
        (Whole(q("12.34 yuan"), q("1 yuan")), 12_00),
        (Whole(q("-0.01 yuan"), q("1 yuan")), -1_00),
        (Count("members"), 3),
        (Count("members", has("disabled", "true")), 1),
        (Count("households"), 3),
        (Count("households", limits("household.size", above="1")), 2),
        (Sum("members", q("1 yuan")), 3_00),
        (Sum("members", q("age")), 50 + 30 + 10),
        (Sum("households", q("household.size"), limits("household.size", above="1")), 5),
        (TableOf("need"), 1),
        (TableOf("overlapping", "highest"), 30_00),
        (TableOf("overlapping", "lowest"), 10_00),
        (TableOf("overlapping", "sum"), 60_00),
        (TableOf("overlapping", "first"), 20_00),
        (TableOf("grades", "first"), "large"),
        (Present("days"), 1),
        (Present("months", "started"), 1),
    ],
)
def test_a_quantity_has_its_value_for_the_household_of_three(tree: Quantity, expected: Any) -> None:
    """Money in fen, all else in its own unit, exactly."""
    assert value(tree) == expected


@pytest.mark.parametrize(
    ("tree", "subject", "expected"),
    [
        (q("household.size"), "h2.1", 2),
        (q("age"), "h1.1", 50),
        (q("person.age"), "h3.3", 10),
        (q("income"), "h1", 12_50),
        (q("household.income"), "h1.1", 12_50),
        (q("area"), "h2", Fraction(5, 2)),
        (q("since"), "h1", "2019-01-01"),
        (TableOf("need"), "h1", Fraction(3, 2)),
        (TableOf("grades", "first"), "h1", "small"),
        (Count("members"), "v", 6),
        (Sum("members", q("1 yuan")), "v", 6_00),
        (Sum("posts", Times((q("row.wage"), q("row.months")))), "h2", 3_620_00),
        (Sum("posts", Times((q("wage"), q("months"))), limits("months", above="2")), "h2", 3600_00),
        (Sum("posts", q("row.months")), "v", 14),
    ],
)
def test_a_quantity_is_asked_of_a_party(tree: Quantity, subject: str, expected: Any) -> None:
    """Of a household, a person, or a village; rows of other years or not yet known are out."""
    assert value(tree, subject) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("asset.mu", Fraction(604, 10)),
        ("asset.capital", 2_000_001_00),
        ("asset.due", 120_00),
        ("asset.received", 100_00),
        ("asset.kind", "greenhouse"),
        ("asset.id", "a"),
        ("asset.hill", 9),
        ("hill", 9),
    ],
)
def test_a_column_of_an_asset_is_read(text: str, expected: Any) -> None:
    """Its size in the unit asked for, what was put in, what was due and came."""
    subject = Subject("asset", "a", collective="v", asset="a")

    assert compiled(q(text)).get(world_of(CASE), subject) == expected


def test_expenses_and_income_are_registers_of_their_assets() -> None:
    """What was paid or came in another year is not counted."""
    subject = Subject("asset", "a", collective="v", asset="a")
    world = world_of(CASE)

    assert compiled(Sum("expenses", q("row.amount"))).get(world, subject) == 7_00
    assert compiled(Sum("income", q("row.amount"))).get(world, subject) == 100_00


@pytest.mark.parametrize(
    ("tree", "subject", "fact_name"),
    [
        (q("category"), "nobody", "category"),
        (q("income"), "h2", "income"),
        (q("household.size"), "nobody", "household.size"),
        (q("age"), "h1", "age"),
        (q("asset.mu"), "h1", "asset.mu"),
        (q("grant"), "h1", ""),
        (TableOf("overlapping", "refuse"), "h3", "table overlapping"),
        (Count("members", has("disabled", "true")), "h2", "disabled"),
        (Sum("members", q("1 yuan"), has("disabled", "true")), "h2", "disabled"),
        (Count("households", AnyMember(has("disabled", "true"))), "v", "disabled"),
    ],
)
def test_what_is_not_known_is_never_nothing(tree: Quantity, subject: str, fact_name: str) -> None:
    """The party and the name that is missing are said; a constant is always known."""
    if not fact_name:
        assert value(tree, subject) == 100_00
        return
    with pytest.raises(Unknown) as unknown:
        value(tree, subject)

    assert unknown.value.fact == fact_name
    assert unknown.value.subject


def test_a_missing_fact_of_a_table_is_named() -> None:
    """Not the table is unknown, but what its rows ask for."""
    world = world_of(case_of(PLAN))

    with pytest.raises(Unknown) as unknown:
        compiled(TableOf("need")).get(world, world.party("h1"))

    assert (unknown.value.subject, unknown.value.fact) == ("h1", "category")


@pytest.mark.parametrize(
    ("span", "unit", "count", "expected"),
    [
        (("", ""), "days", "", 1),
        (("07-01", ""), "days", "", Fraction(184, 366)),
        (("07-02", "09-10"), "months", "started", Fraction(3, 12)),
        (("07-02", "09-10"), "months", "complete", Fraction(1, 12)),
        (("07-02", "09-10"), "months", "day_15", Fraction(2, 12)),
        (("2021-05-01", ""), "days", "", 0),
    ],
)
def test_presence_is_the_part_of_the_period(
    span: tuple[str, str], unit: str, count: str, expected: Fraction
) -> None:
    """By days, or by months counted as the plan says."""
    subject = Subject("household", "h1", "h1", "v", span=between(*span))

    assert compiled(Present(unit, count)).get(world_of(CASE), subject) == expected


def test_steps_above_can_be_asked_what_they_gave() -> None:
    """To the copy, and to the party."""
    run_world = world_of(CASE)
    run_world.used = {("cost", "v"): 10_00, ("all", "v"): 30_00}
    run_world.given_by_step = {"cost": {}, "all": {"h3": 15_00}}
    subject = run_world.party("h3.1")

    assert compiled(Used("cost")).get(run_world, subject) == 10_00
    assert compiled(q("cost")).get(run_world, subject) == 10_00
    assert compiled(q("50 % of cost")).get(run_world, subject) == 5_00
    assert compiled(Used("all", "h3")).get(run_world, subject) == 15_00
    assert compiled(Awarded(("cost", "all"))).get(run_world, subject) == 15_00
    assert compiled(Used("all")).get(run_world, Subject("scope", "")) == 30_00


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        (q("netto"), "name-unknown"),
        (q("row.kw"), "name-unknown"),
        (q("nothing.here"), "name-unknown"),
        (q("asset.yuan"), "name-unknown"),
        (q("person.category"), "name-unknown"),
        (q("points.total"), "name-unknown"),
        (q("account.none"), "name-unknown"),
        (q("account.reserve.size"), "name-unknown"),
        (q("5 % of household.size"), "name-unknown"),
        (q("5 % of nothing"), "name-unknown"),
        (q("remaining"), "name-unknown"),
        (q("5 euro"), "unit-unknown"),
        (Plus((q("1 yuan"), q("household.size"))), "units-mixed"),
        (Plus((Count("members"), Count("households"))), "units-mixed"),
        (Least((q("1 yuan"), q("1 yuan/mu"))), "units-mixed"),
        (Most((q("5"), q("1 yuan"))), "units-mixed"),
        (Minus((q("1 yuan"), q("5"))), "units-mixed"),
        (Whole(q("1 yuan"), q("1 mu")), "units-mixed"),
        (Whole(q("1 yuan"), q("0 yuan")), "not-possible-here"),
        (Whole(q("1 yuan"), q("household.size")), "units-mixed"),
        (Plus((q("category"), q("1"))), "not-a-number"),
        (q("60 of grant"), "not-a-rate"),
        (q("400 yuan of grant"), "not-a-rate"),
        (q("household.size of grant"), "not-a-rate"),
        (TableOf("nead"), "table-unknown"),
        (TableOf("need", "mean"), "not-possible-here"),
        (TableOf("mixed"), "table-mixed"),
        (TableOf("empty"), "not-possible-here"),
        (TableOf("circle"), "not-possible-here"),
        (TableOf("wrong"), "name-unknown"),
        (TableOf("worse"), "name-unknown"),
        (Present("weeks"), "not-possible-here"),
        (Present("months"), "not-possible-here"),
        (Count("persons"), "not-possible-here"),
        (Count("members", has("category", "richest")), "word-unknown"),
        (Count("members", limits("wealth", above="1")), "name-unknown"),
        (Sum("post", q("1")), "name-unknown"),
        (Sum("posts", q("row.kw")), "name-unknown"),
        (Sum("posts", q("1"), limits("wealth", above="1")), "name-unknown"),
        (Used("later"), "not-possible-here"),
        (Awarded(("all", "later")), "not-possible-here"),
        (Earlier("nobody"), "not-possible-here"),
        (Earlier("all", "month"), "not-possible-here"),
    ],
)
def test_a_quantity_that_cannot_be_is_refused(tree: Quantity, code: str) -> None:
    """Before any money is known, with what to write instead."""
    tables = {
        **PLAN.tables,
        "mixed": Table((Row(None, q("1 yuan")), Row(None, q("few")))),
        "empty": Table(()),
        "circle": Table((Row(None, TableOf("circle")),)),
        "wrong": Table((Row(limits("wealth", above="1"), q("1")),)),
        "worse": Table((Row(None, Plus((q("nobody"), q("1")))),)),
    }
    found = meaning(tree, plan_of(*PLAN.steps, **changed(tables=tables)))

    assert not isinstance(found, Meaning)
    assert [finding.code for finding in found] == [f"plan.{code}"]
    assert all(finding.message and finding.advice for finding in found)


def changed(**keys: Any) -> dict[str, Any]:
    """Return the keys of the plan with some changed."""
    names = ("facts", "figures", "registers", "tables", "define", "accounts")
    return {name: getattr(PLAN, name) for name in names} | keys


@pytest.mark.parametrize(
    "define",
    [
        {"a": q("a")},
        {"a": Plus((q("b"), q("1"))), "b": q("a")},
        {"a": Count("members", limits("a", above="1"))},
    ],
)
def test_a_definition_in_a_circle_is_refused(define: dict[str, Any]) -> None:
    """However long the circle is."""
    found = meaning(q("a"), plan_of(define=define))

    assert not isinstance(found, Meaning)
    assert {finding.code for finding in found} <= {"plan.name-unknown"}


def test_the_nearest_name_is_offered() -> None:
    """A slip of the pen is seen at once."""
    found = meaning(q("grent"), PLAN)

    assert isinstance(found, list)
    assert "'grant'" in found[0].advice


def test_a_household_that_is_looked_at_on_another_day_has_another_size() -> None:
    """Who was there, and what was true, is a question of the day."""
    members = (*MEMBERS, Member("h1.2", "h1", span=between("", "06-30")))
    households = (*HOUSEHOLDS, Household("h4", "v", span=between("", "03-31")))
    case = case_of(
        PLAN,
        members=members,
        households=households,
        facts=(
            fact("h1", "category", "dibao", span=between("", "06-30")),
            fact("h1", "category", "ordinary", span=between("07-01", "")),
        ),
    )
    world = world_of(case)
    june = world.on(d("06-30"))
    size, category = compiled(q("household.size")), compiled(q("category"))

    assert size.get(world, world.party("h1")) == 1
    assert size.get(june, june.party("h1")) == 2
    assert category.get(world, world.party("h1")) == "ordinary"
    assert category.get(june, june.party("h1")) == "dibao"
    assert [one.id for one in world.on(d("03-01")).households(Subject("scope", ""))] == [
        "h1",
        "h2",
        "h3",
        "h4",
    ]


def test_a_decided_figure_is_its_villages_own_and_else_that_of_all() -> None:
    """A village without a decision of its own takes the common one."""
    world = world_of(CASE)
    works = compiled(q("works"))

    assert works.get(world, Subject("collective", "v", collective="v")) == 55_00
    assert works.get(world, Subject("collective", "w", collective="w")) == 66_00
    assert works.get(world, Subject("scope", "")) == 66_00


@pytest.mark.parametrize("day", ["2019-06-30", "2020-06-30", "2020-07-01", "2025-01-01"])
def test_a_dated_figure_holds_on_its_days(day: str) -> None:
    """The last day is included."""
    world = world_of(CASE).on(d(day))

    assert compiled(q("line")).get(world, world.party("h1")) == (
        50_00 if day <= "2020-06-30" else 60_00
    )


def test_a_figure_outside_its_days_is_not_known() -> None:
    """Even if it has one version only."""
    plan = plan_of(figures=(Figure("once", q("5 yuan"), to=d("2019-12-31")),))
    world = world_of(case_of(plan))

    assert compiled(q("once"), plan).get(world.on(d("2019-12-31")), world.party("h1")) == 5_00
    with pytest.raises(Unknown, match="once"):
        compiled(q("once"), plan).get(world, world.party("h1"))


def test_versions_of_a_figure_have_one_unit() -> None:
    """A name cannot be money in one year and kilowatts in the next."""
    plan = plan_of(
        figures=(
            Figure("odd", q("5 yuan"), to=d("2019-12-31")),
            Figure("odd", q("5 kW"), from_=d("2020-01-01")),
        )
    )

    assert isinstance(meaning(q("odd"), plan), list)


def test_a_pool_is_all_that_was_fed_and_remaining_what_is_left() -> None:
    """Seen from a copy; all copies together for the whole."""
    pools = {"net": Pool(per="collective"), "gross": Pool(per="asset")}
    plan = plan_of(step("s"), rest(), pools=pools)
    case = case_of(plan, collectives=(Collective("v"), Collective("w")), scope=("v", "w"))
    world = world_of(case)
    world.ledger.feed("net", "v", 70_00)
    world.ledger.feed("net", "w", 30_00)
    world.ledger.draw("net", "v", 20_00)
    village, asset = world.party("v"), Subject("asset", "a", asset="a")

    assert compiled(q("net"), plan).get(world, village) == 70_00
    assert compiled(q("net"), plan).get(world, Subject("scope", "")) == 100_00
    assert compiled(q("10 % of remaining"), plan, pool="net").get(world, village) == 5_00
    assert compiled(q("10 % of net"), plan).get(world, village) == 7_00
    with pytest.raises(Unknown):
        compiled(q("gross"), plan).get(world, village)
    with pytest.raises(Unknown):
        compiled(q("net"), plan).get(world, asset)


def test_a_value_is_traced_to_the_parts_it_was_made_of() -> None:
    """The same tree, with a value at every node; a missing fact leaves its place empty."""
    tracer, world = Tracer(words_of(PLAN)), world_of(CASE)
    tree = Times((TableOf("need"), Least((q("grant"), q("50 % of line")))))
    term = tracer.trace(tree, world, world.party("h1"))

    assert (term.form, term.value) == ("times", Fraction(45_00))
    assert [(part.form, part.name, part.value) for part in term.parts] == [
        ("table", "need", Fraction(3, 2)),
        ("least", "", Fraction(30_00)),
    ]
    assert term.parts[1].parts[1].parts[0].value == Fraction(1, 2)
    assert tracer.trace(q("income"), world, world.party("h2")).value is None
    assert tracer.trace(q("nobody"), world, world.party("h2")).unit == Unit()
    assert tracer.trace(q("category"), world, world.party("h1")).value == "destitute"
    assert tracer.trace(tree, world, world.party("h1")) == term


@pytest.mark.parametrize(
    ("tree", "form", "name", "parts"),
    [
        (Whole(q("5 yuan"), q("1 yuan")), "whole", "", 2),
        (Present("days"), "present", "days", 0),
        (Count("members"), "count", "members", 0),
        (Sum("members", q("1")), "sum", "members", 0),
        (Used("all"), "used", "all", 0),
        (Awarded(("cost", "all")), "awarded", "cost, all", 0),
        (q("5 % of grant"), "rate_of", "grant", 1),
        (Earlier("all"), "earlier", "all", 0),
        (Literal(Fraction(5)), "literal", "", 0),
        (Name("grant"), "name", "grant", 0),
    ],
)
def test_every_form_is_traced_by_its_key(tree: Quantity, form: str, name: str, parts: int) -> None:
    """With the name it looked up, where there is one."""
    world = world_of(CASE)
    term = Tracer(words_of(PLAN)).trace(tree, world, world.party("h1"))

    assert (term.form, term.name, len(term.parts)) == (form, name, parts)


@pytest.mark.parametrize(
    ("several", "rows"),
    [
        ("highest", [("2", 3)]),
        ("lowest", [("1", 1)]),
        ("sum", [("1", 1), ("2", 3), ("4", 3)]),
        ("first", [("1", 1)]),
        ("refuse", []),
    ],
)
def test_a_table_is_traced_to_the_rows_that_decided(
    several: str, rows: list[tuple[str, Any]]
) -> None:
    """Counted from 1, as they stand in the plan; where nothing is said there is no row."""
    rows_of = (
        Row(None, q("1")),
        Row(limits("household.size", at_least="1"), q("3")),
        Row(limits("household.size", above="9"), q("7")),
        Row(None, q("3")),
    )
    plan = plan_of(rest(), tables={"t": Table(rows_of)})
    world = world_of(case_of(plan))
    tracer = Tracer(words_of(plan))
    tree = TableOf("t", several)
    term = tracer.trace(tree, world, world.party("h1"))

    assert [(part.name, part.value) for part in term.parts] == rows
    assert {part.form for part in term.parts} <= {"row"}
    assert tracer.trace(tree, world, world.party("h1")) == term


def test_what_an_owner_holds_is_a_row_too() -> None:
    """Of those who owned something on the day."""
    ownership = (
        Ownership("a", "h1", Fraction(3), "kW", between("", "06-30")),
        Ownership("a", "h1", Fraction(5), "kW", between("07-01", "")),
    )
    world = world_of(case_of(PLAN, ownership=ownership))

    assert compiled(Sum("ownership", q("quantity"))).get(world, world.party("h1")) == 5


def test_income_of_another_period_is_no_row_of_this_one() -> None:
    """The register of income is what is recognised."""
    income = (
        Income("i1", "a", d("05-01"), "rent", 5_00),
        Income("i2", "a", d("2019-05-01"), "rent", 3_00),
        Income("i3", "a", d("06-01"), "rent", 2_00),
    )
    world = world_of(case_of(PLAN, income=income, known_on=d("05-31")))
    subject = Subject("asset", "a", collective="v", asset="a")

    assert compiled(Sum("income", q("amount"))).get(world, subject) == 5_00
    assert Period(d("01-01"), d("2021-01-01")) == world.case.period
