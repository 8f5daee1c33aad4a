"""Statement and summary of several slices: complete in each, and together what the run says."""

from __future__ import annotations

import datetime as dt
import json

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_share.assets import Income
from benefit_share.distribution import Case, SlicedRun, Version, distribute, distribute_slices
from benefit_share.households import Household, Member
from benefit_share.plan.model import Plan, Pool
from benefit_share.rendering import render, statement_from_json, statement_json, summary_json
from benefit_share.statements import PartOfARun, parties, statement, summary
from benefit_share.statements.statement import NoSuchParty
from benefit_share.values import Period
from house_case import HOUSEHOLDS, MEMBERS, YEAR, among, between, case_of, d, plan_of, rest, step

DAY = d("06-01")
POOLS = {"net": Pool(per="collective", fed_by={}, opening="kept")}
OLD = plan_of(
    step("office", take="10 % of net", to="payee.office"),
    among(take="60 % of net", unit="1 yuan"),
    rest(),
    pools=POOLS,
)
NEW = plan_of(
    among(id="sizes", take="remaining", share="household.size"),
    pools=POOLS,
)
HOUSES = (
    *HOUSEHOLDS[:2],
    attrs.evolve(HOUSEHOLDS[2], span=between("", "03-31")),
    Household("h4", "v", head="h4.1", span=between("07-01", "")),
)
PEOPLE = (
    *(
        attrs.evolve(one, span=between("", "03-31")) if one.household == "h3" else one
        for one in MEMBERS
    ),
    Member("h4.1", "h4", name="Li", span=between("07-01", "")),
)


def version(first: dt.date, last: dt.date, plan: Plan, number: int) -> Version:
    """Return the days *first* to *last* with a version that holds on them."""
    header = attrs.evolve(plan.plan, from_=first, to=last, version=number)
    period = Period.from_text(first.isoformat(), last.isoformat())
    return Version(period, attrs.evolve(plan, plan=header))


def sliced(case: Case, day: dt.date = DAY) -> SlicedRun:
    """Run the days before *day* by the old version, the others by the new one."""
    eve = day - dt.timedelta(days=1)
    versions = (version(YEAR.first, eve, OLD, 1), version(day, YEAR.last, NEW, 2))
    return distribute_slices(attrs.evolve(case, versions=versions))


def year(before: int = 100_01, since: int = 7_00) -> Case:
    """Return a village in which a household leaves in spring and one comes in summer."""
    income = (
        Income("i0", "a", d("01-01"), "rent", before),
        Income("i1", "a", d("12-31"), "rent", since),
    )
    return attrs.evolve(case_of(OLD, income=income), households=HOUSES, members=PEOPLE)


@settings(deadline=None)
@given(
    day=st.dates(d("04-02"), YEAR.last),
    before=st.integers(1, 10**9),
    since=st.integers(1, 10**9),
)
def test_statements_of_slices_add_up_to_what_the_run_awards_and_pays(
    day: dt.date, before: int, since: int
) -> None:
    """To the unit, for each party and over all of them; and every line is in one slice."""
    run = sliced(year(before, since), day)
    paid = {one.payee: one.amount for one in run.payments if not one.named}
    told = [statement(run, party) for party in parties(run)]

    assert {one.party: one.awarded for one in told if one.awarded} == {
        party: amount for party, amount in run.given.items() if amount
    }
    assert {one.party: one.payable for one in told if one.payable} == {
        party: amount for party, amount in paid.items() if amount
    }
    for one in told:
        assert sum(line.amount for line in one.lines) == one.awarded
        assert one.lines == tuple(line for part in one.slices for line in part.lines)
        assert {line.step.slice for line in one.lines} <= {part.slice for part in one.slices}


@settings(deadline=None)
@given(day=st.dates(d("04-02"), YEAR.last), since=st.integers(1, 10**9))
def test_a_summary_of_slices_closes_as_the_run_does(day: dt.date, since: int) -> None:
    """Each slice, each account from its first opening to its last closing, and the whole."""
    run = sliced(year(since=since), day)
    told = summary(run)

    assert told.totals.difference == 0
    assert [one.totals.difference for one in told.slices] == [0, 0]
    assert told.gross == sum(one.gross for one in told.slices) == run.gross
    assert told.paid_to_parties == sum(one.paid_to_parties for one in told.slices)
    (kept,) = told.accounts
    assert (kept.opening, kept.closing) == (
        told.slices[0].accounts[0].opening,
        told.slices[1].accounts[0].closing,
    )
    assert told.steps == tuple(step for one in told.slices for step in one.steps)
    assert dict(told.payees) == {"office": told.totals.paid - told.paid_to_parties}


def test_a_statement_of_slices_is_read_back_from_its_json() -> None:
    """With its slices, through text."""
    told = statement(sliced(year()), "h1")
    data = json.loads(json.dumps(statement_json(told)))

    assert statement_from_json(data) == told
    assert [one["slice"] for one in data["slices"] if "slice" in one] == [2]
    assert "slices" not in statement_json(statement(distribute(case_of(OLD)), "h1"))


def test_who_left_or_came_is_told_of_the_slices_that_know_it() -> None:
    """Of the others there is nothing to say."""
    run = sliced(year())
    gone, come = statement(run, "h1"), statement(run, "h4")

    assert [one.slice for one in gone.slices] == [1, 2]
    assert [one.slice for one in come.slices] == [2]
    assert come.lines[0].step.step == "sizes"
    with pytest.raises(NoSuchParty):
        statement(run, "nobody")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Slice 1: 2020-01-01 to 2020-05-31", "Rules of slice 2", "All slices together")),
        ("zh", ("第 1 分段：2020-01-01 至 2020-05-31", "第 2 分段适用办法", "各分段合计")),
    ],
)
def test_pages_name_each_slice(language: str, words: tuple[str, ...]) -> None:
    """The statement and the summary, in both forms and both languages."""
    run = sliced(year())
    for told in (statement(run, "h1"), summary(run)):
        for form in ("text", "markdown"):
            page = render(told, language=language, form=form)
            assert all(one in page.replace("\\", "") for one in words), page


def test_a_summary_of_slices_says_both_in_json() -> None:
    """Each whole, and together the sums."""
    data = summary_json(summary(sliced(year())))

    assert [one["plan_version"] for one in data["slices"]] == [1, 2]
    assert data["gross_minor"] == sum(one["gross_minor"] for one in data["slices"])


def test_a_slice_has_no_page_of_its_own() -> None:
    """It would show a part of the money under the name of the whole."""
    one, other = sliced(year()).runs

    for made in (lambda: statement(one, "h1"), lambda: summary(other)):
        with pytest.raises(PartOfARun) as caught:
            made()
        assert str(caught.value.number) in str(caught.value)
