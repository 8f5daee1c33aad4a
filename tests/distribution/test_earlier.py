"""What earlier filed runs gave: asked by a plan, read from a table, left for the next run."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_share.distribution import Case, EarlierAward, RegisterRow, distribute, earlier_after
from benefit_share.expressions.quantity import Earlier, Least, Minus, Most
from benefit_share.findings import Severity
from benefit_share.households import FactRow
from benefit_share.plan import earlier_steps
from benefit_share.plan.model import Plan, Register, Shortage
from benefit_share.rendering import render
from benefit_share.statements import statement
from benefit_share.values import Period
from house_case import (
    HOUSEHOLDS,
    among,
    amounts,
    case_of,
    codes,
    d,
    has,
    meaning,
    plan_of,
    q,
    refused,
    rest,
    run_of,
    world_of,
)

CAP = 400_00
HALVES = tuple(
    Period(dt.date(year, month, 1), dt.date(year + (month == 7), 7 if month == 1 else 1, 1))
    for year in (2020, 2021)
    for month in (1, 7)
)


def capped(since: str = "year", **keys: Any) -> Plan:
    """Return a plan that pays bills, to each household at most 400 yuan a year, or ever."""
    left = Most((q("0"), Minus((q("400 yuan"), Earlier("bills", since)))))
    bills = among(
        "bills", take="needed", pay="row.amount", among="bills", at_most=left,
        if_none="skip", short=Shortage("refuse"), **keys,
    )  # fmt: skip
    register = Register("household", columns={"amount": "money"})
    return plan_of(bills, rest(), registers={"bills": register})


def bills_of(**amounts_: int) -> dict[str, tuple[RegisterRow, ...]]:
    """Return one bill of each household."""
    return {
        "bills": tuple(
            RegisterRow(f"b-{whose}", whose, {"amount": amount})
            for whose, amount in amounts_.items()
        )
    }


def award(claimant: str, amount: int, to: str = "2020-06-30", **keys: Any) -> EarlierAward:
    """Return what the first half-year gave."""
    run = keys.pop("from_run", f"try.v.{to}.regular")
    return EarlierAward(keys.pop("step", "bills"), claimant, amount, d(to), run, **keys)


def half(number: int, plan: Plan, **keys: Any) -> Case:
    """Return the case of a half-year with enough income."""
    income = keys.pop("income", 5_000_00)
    case = case_of(plan, income=income, period=HALVES[number], **keys)
    on = HALVES[number].first
    return attrs.evolve(case, income=(attrs.evolve(case.income[0], received_on=on),))


@pytest.mark.parametrize(("since", "given_now"), [("year", 100_00), ("ever", 0)])
def test_a_yearly_limit_holds_across_the_runs_of_a_year(since: str, given_now: int) -> None:
    """Of what was given before the year a limit for ever alone knows."""
    earlier = (award("h1", 300_00), award("h1", 100_00, "2019-12-31"), award("h2", 5_00))
    run = distribute(half(1, capped(since), earlier=earlier, registers=bills_of(h1=250_00)))

    assert amounts(run, "bills") == {"h1": given_now}
    assert run.findings == ()


def test_a_limit_that_earlier_runs_have_used_up_gives_nothing() -> None:
    """And one that they have left gives the rest, explained on the statement."""
    case = half(1, capped(), earlier=(award("h1", 300_00),), registers=bills_of(h1=250_00))
    run = distribute(case)
    (line,) = statement(run, "h1").lines

    assert (line.amount, line.bound) == (100_00, "cap")
    assert line.cap == 100_00
    assert "100.00" in render(statement(run, "h1"), language="en", form="markdown")
    used = attrs.evolve(case, earlier=(award("h1", 400_00),))
    assert amounts(distribute(used), "bills") == {"h1": 0}


def test_what_is_weighed_by_earlier_awards_is_traced() -> None:
    """The formula names the step of which it asks."""
    pay = Least((q("10 yuan"), Earlier("all", "ever")))
    plan = plan_of(among("all", take="needed", pay=pay, short=Shortage("refuse")), rest())
    run = run_of(plan, earlier=(award("h1", 3_00, step="all"), award("h2", 50_00, step="all")))

    assert amounts(run, "all") == {"h1": 3_00, "h2": 10_00, "h3": 0}
    page = render(statement(run, "h1"), language="en", form="markdown")
    assert "given earlier by 'all' 3.00 yuan" in page
    assert "“all”以往已发" in render(statement(run, "h1"), language="zh", form="markdown")


def test_a_household_has_what_stood_on_its_statement_and_a_person_what_was_its_own() -> None:
    """The scope has all; what nobody can know is refused, never 0."""
    rows = (
        award("h2.1", 3_00, party="h2"),
        award("h2.2", 4_00, party="h2"),
        award("h2", 5_00),
        award("v", 6_00),
        award("company", 7_00),
    )
    case = case_of(capped(), earlier=rows)
    world = world_of(case)
    asked = meaning(Earlier("bills", "ever"), case.plan)
    assert not isinstance(asked, list)

    def given_to(who: str) -> Any:
        return asked.get(world, world.party(who))

    assert [given_to(who) for who in ("h2", "h2.1", "h1", "company")] == [12_00, 3_00, 0, 7_00]
    assert asked.get(world, attrs.evolve(world.party("company"), kind="scope")) == 25_00
    village = attrs.evolve(case.plan, steps=(among("bills", among="collectives"),))
    listed = Register("collective", columns={"amount": "money"})
    for plan in (village, attrs.evolve(case.plan, registers={"bills": listed})):
        other = world_of(attrs.evolve(case, plan=plan))
        assert asked.get(other, other.party("v")) == 6_00


def test_what_was_given_to_a_copy_of_a_pool_is_not_known() -> None:
    """A village is no claimant of a step among households, and an asset of none."""
    take = Minus((q("10 yuan"), Earlier("all", "ever")))
    plan = plan_of(among("all", take=take), rest())

    assert refused(case_of(plan)) == [("run.amount-unknown", "steps[0].take")]
    world = world_of(case_of(plan))
    asked = meaning(Earlier("all", "ever"), plan)
    assert not isinstance(asked, list)
    with pytest.raises(Exception, match="earlier all"):
        asked.get(world, attrs.evolve(world.party("company"), kind="asset"))


def test_the_table_is_asked_for_and_an_empty_one_is_said() -> None:
    """A warning, since a forgotten table would pay too much; none where the plan does not ask."""
    case = half(0, capped(), registers=bills_of(h1=1_00))

    assert codes(distribute(case).findings) == [("run.earlier-none", "earlier")]
    assert all(one.severity is Severity.WARNING for one in distribute(case).findings)
    assert codes(run_of(among()).findings) == []
    assert earlier_steps(case.plan) == ("bills",)
    assert earlier_after(run_of(among(), earlier=(award("h1", 1, "2019-12-31", step="all"),))) == ()


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([award("h1", 1), award("h1", 2)], ("run.row-twice", "earlier")),
        (
            [award("h1", 1, from_run="try.v.2020h2.regular")],
            ("run.earlier-own", "earlier.try.v.2020h2.regular"),
        ),
        (
            [award("h1", 1, from_run="try.v.2020h2.regular.e2")],
            ("run.earlier-own", "earlier.try.v.2020h2.regular.e2"),
        ),
        ([award("h1", 1, "2021-01-01")], ("run.earlier-later", "earlier.try.v.2021-01-01.regular")),
    ],
)
def test_what_cannot_be_of_a_run_before_is_refused(
    rows: list[EarlierAward], found: tuple[str, str]
) -> None:
    """Twice the same, an edition of itself, a later run."""
    case = half(1, capped(), earlier=tuple(rows), registers=bills_of(h1=1_00))

    assert refused(case) == [found]


def test_rows_of_another_step_and_of_the_same_period_are_let_in() -> None:
    """A step of an older version is a warning; a supplementary run of the same days is no other."""
    rows = (award("h1", 9_00, step="bill"), award("h1", 9_00, "2020-12-31"))
    run = distribute(half(1, capped(), earlier=rows, registers=bills_of(h1=400_00)))

    assert codes(run.findings) == [("run.earlier-step", "earlier.bill")]
    assert amounts(run, "bills") == {"h1": 391_00}


def test_what_a_run_leaves_is_what_it_was_given_and_what_it_gave() -> None:
    """All claims of one claimant together, and nobody who got nothing."""
    rows = (
        RegisterRow("b1", "h1", {"amount": 30_00}),
        RegisterRow("b2", "h1", {"amount": 20_00}),
        RegisterRow("b3", "h2", {"amount": 0}),
    )
    before = award("h3", 8_00)
    case = half(1, capped(several_lists="each"), earlier=(before,), registers={"bills": rows})
    run = distribute(case)

    assert earlier_after(run) == (
        before,
        EarlierAward("bills", "h1", 50_00, d("12-31"), run.distribution_id, "h1"),
    )


def test_persons_are_left_with_the_household_they_stood_in() -> None:
    """So that both can be asked later."""
    grown = Least((q("1 yuan"), Minus((q("1 yuan"), Earlier("all", "ever")))))
    step = among("all", among="persons", take="needed", pay=grown, short=Shortage("refuse"),
                 who=has("able", "yes"))  # fmt: skip
    facts = tuple(
        FactRow(f"h{size}.{place}", "able", "yes" if size == 2 else "no")
        for size in (1, 2, 3)
        for place in range(1, size + 1)
    )
    left = earlier_after(run_of(plan_of(step, rest()), facts=facts))

    assert [(one.claimant, one.party, one.amount) for one in left] == [
        ("h2.1", "h2", 1_00),
        ("h2.2", "h2", 1_00),
    ]


@given(
    st.lists(
        st.dictionaries(st.sampled_from([one.id for one in HOUSEHOLDS]), st.integers(0, 600_00)),
        min_size=4,
        max_size=4,
    ),
    st.sampled_from(("year", "ever")),
)
@settings(deadline=None)
def test_runs_in_a_chain_never_pass_the_limit(bills: list[dict[str, int]], since: str) -> None:
    """Each household gets all that it asked for, or exactly the limit of the year, or of ever."""
    left: tuple[EarlierAward, ...] = ()
    got: list[dict[str, int]] = []
    for number, wanted in enumerate(bills):
        case = half(number, capped(since), earlier=left, registers=bills_of(**wanted))
        run = distribute(case)
        node = run.node("bills", "v")
        got.append({} if node.division is None else amounts(run, "bills"))
        left = earlier_after(run)

    spans = [(0, 1), (2, 3)] if since == "year" else [(0, 1, 2, 3)]
    for span in spans:
        for one in HOUSEHOLDS:
            asked = sum(bills[place].get(one.id, 0) for place in span)
            assert sum(got[place].get(one.id, 0) for place in span) == min(asked, CAP)
    assert sum(row.amount for row in left) == sum(sum(one.values()) for one in got)
    keys = [(row.from_run, row.claimant) for row in left]
    assert len(set(keys)) == len(keys)
    assert all(one.to <= other.to for one, other in pairwise(left))
