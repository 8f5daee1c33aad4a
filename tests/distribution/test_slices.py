"""One run by several versions of the rules: each slice is whole, and so are they together."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_share.assets import Income
from benefit_share.distribution import (
    Case,
    Part,
    RegisterRow,
    SlicedRun,
    distribute,
    distribute_slices,
)
from benefit_share.distribution.carrying import balances_after
from benefit_share.errors import Refused
from benefit_share.expressions.quantity import Earlier
from benefit_share.plan.model import Plan, Pool, Register
from benefit_share.statements import PartOfARun, statement, summary
from benefit_share.values import Period
from house_case import YEAR, among, case_of, d, plan_of, rest, step

PLAN = plan_of(
    step("office", take="10 % of net", to="payee.office"),
    among(take="60 % of net", unit="1 yuan"),
    rest(),
    pools={"net": Pool(per="collective", fed_by={}, opening="kept")},
)
EVE, DAY = d("05-31"), d("06-01")
BOTH = (Income("i0", "a", d("03-01"), "rent", 100_01), Income("i1", "a", d("09-01"), "rent", 7_00))


def part(first: dt.date, last: dt.date, plan: Plan = PLAN) -> Part:
    """Return the days *first* to *last* with a version that holds on them."""
    header = attrs.evolve(plan.plan, from_=first, to=last)
    return Part(
        Period.from_text(first.isoformat(), last.isoformat()), attrs.evolve(plan, plan=header)
    )


def halves(case: Case, day: dt.date = DAY) -> SlicedRun:
    """Run the days before *day*, and the others, by two versions that say the same."""
    eve = day - dt.timedelta(days=1)
    return distribute_slices(case, [part(YEAR.first, eve), part(day, YEAR.last)])


def refusal(case: Case, *parts: Part) -> list[tuple[str, str]]:
    """Return code and place of each error with which slices are refused."""
    with pytest.raises(Refused) as caught:
        distribute_slices(case, parts)
    return [(one.code, one.path) for one in caught.value.findings]


@settings(deadline=None)
@given(
    day=st.dates(YEAR.first + dt.timedelta(days=1), YEAR.last),
    before=st.integers(1, 10**9),
    since=st.integers(1, 10**9),
    others=st.lists(st.tuples(st.dates(YEAR.first, YEAR.last), st.integers(1, 10**9)), max_size=6),
)
def test_slices_close_in_each_and_in_the_whole(
    day: dt.date, before: int, since: int, others: list[tuple[dt.date, int]]
) -> None:
    """Each receipt is shared in one slice, and what came is what is paid and held at the end."""
    receipts = [(YEAR.first, before), (YEAR.last, since), *others]
    rows = tuple(Income(f"i{n}", "a", on, "rent", fen) for n, (on, fen) in enumerate(receipts))
    run = halves(case_of(PLAN, income=rows), day)

    assert [one.totals.difference for one in run.runs] == [0, 0]
    assert run.totals.difference == 0
    assert run.totals.came == sum(fen for _, fen in receipts)
    first, second = run.runs
    assert second.totals.opening_held == first.totals.closing_held
    assert sorted([*first.recognised, *second.recognised]) == sorted(row.id for row in rows)


@settings(deadline=None)
@given(amount=st.integers(1, 10**9))
def test_one_slice_is_the_run_that_was_not_cut(amount: int) -> None:
    """The same record, digests and ties among them."""
    case = case_of(PLAN, income=amount)
    (only,) = distribute_slices(case, [Part(YEAR, PLAN)]).runs

    assert only == distribute(case)


def test_slices_share_one_name_and_differ_in_their_digests() -> None:
    """The whole is what people talk about; a change in either plan is seen in its digest."""
    case = case_of(PLAN, income=BOTH)
    run = halves(case)
    other = attrs.evolve(PLAN, steps=(*PLAN.steps[1:],))
    changed = distribute_slices(case, [part(YEAR.first, EVE), part(DAY, YEAR.last, other)])

    first = part(YEAR.first, EVE)
    alone = distribute(attrs.evolve(case, plan=first.plan, period=first.period))

    assert alone.inputs_digest != run.runs[0].inputs_digest
    assert {one.distribution_id for one in run.runs} == {case.distribution_id}
    assert run.distribution_id == case.distribution_id
    assert [one.case.slice_number for one in run.runs] == [1, 2]
    assert changed.runs[0].inputs_digest == run.runs[0].inputs_digest
    assert changed.inputs_digest != run.inputs_digest
    assert len({run.inputs_digest, *(one.inputs_digest for one in run.runs)}) == 3


def test_ties_are_dealt_anew_in_each_slice() -> None:
    """The same odd fen among the same households goes by the number of the slice."""
    steps = plan_of(among(take="remaining"))
    rows = tuple(Income(f"i{m}", "a", d(f"{m:02d}-15"), "rent", 1) for m in range(1, 13))
    parts = [part(YEAR.first, d("01-31"), steps)]
    for month in range(2, 13):
        last = YEAR.last if month == 12 else d(f"{month + 1:02d}-01") - dt.timedelta(days=1)
        parts.append(part(d(f"{month:02d}-01"), last, steps))
    run = distribute_slices(case_of(steps, income=rows), parts)
    got = [household for one in run.runs for household, fen in one.given.items() if fen]

    assert len(got) == 12
    assert len(set(got)) > 1


def test_a_register_of_one_version_is_not_asked_in_another() -> None:
    """Rows of a register that only the new version has are read in its slice alone."""
    new = plan_of(
        among(take="remaining", among="work", share="row.days"),
        registers={"work": Register("household", columns={"days": "day"})},
    )
    rows = {"work": (RegisterRow("w1", "h1", {"days": 10}),)}
    case = attrs.evolve(case_of(new, income=BOTH), registers=rows)
    run = distribute_slices(case, [part(YEAR.first, EVE), part(DAY, YEAR.last, new)])

    assert run.runs[1].given == {"h1": 7_00}
    assert balances_after(run.runs[1])[0].put_in == run.runs[0].totals.closing_held


@pytest.mark.parametrize(
    ("spans", "places"),
    [
        ([("01-01", "05-30"), ("06-01", "12-31")], [1]),
        ([("01-01", "06-01"), ("06-01", "12-31")], [1]),
        ([("01-02", "05-31"), ("06-01", "12-31")], [0]),
        ([("01-01", "05-31"), ("06-01", "12-30")], [1]),
        ([("01-01", "12-31"), ("2021-01-01", "2021-12-31")], [0, 1]),
    ],
)
def test_slices_that_do_not_tile_the_period_are_refused(
    spans: list[tuple[str, str]], places: list[int]
) -> None:
    """No day is left out, none is in two slices, and none lies outside."""
    parts = [part(d(first), d(last)) for first, last in spans]

    wanted = [("run.slices-tile", f"slices[{place}]") for place in places]
    assert refusal(case_of(PLAN), *parts) == wanted


def test_no_slice_at_all_is_refused() -> None:
    """Nothing would be shared, and nobody would say so."""
    assert refusal(case_of(PLAN)) == [("run.slices-none", "slices")]


def test_slices_by_plans_that_are_no_versions_of_one_are_refused() -> None:
    """All that differs is said at once."""
    header = attrs.evolve(PLAN.plan, id="other", versions_by="earned")
    other = attrs.evolve(PLAN, plan=header)
    found = refusal(case_of(PLAN), part(YEAR.first, EVE), part(DAY, YEAR.last, other))

    assert found == [("run.slices-differ", "slices[1].plan")] * 2


def test_a_faulty_plan_of_a_later_slice_is_said_before_any_money_is_shared() -> None:
    """With the slice and the place in its plan."""
    faulty = attrs.evolve(PLAN, steps=PLAN.steps[:-1])
    found = refusal(case_of(PLAN), part(YEAR.first, EVE), part(DAY, YEAR.last, faulty))

    assert found
    assert all(path.startswith("slices[1].plan.") for _, path in found)


def test_a_plan_that_asks_for_earlier_runs_is_refused_in_slices() -> None:
    """What an earlier slice gave would be missing from the answer."""
    asks = attrs.evolve(
        PLAN,
        steps=(PLAN.steps[0], attrs.evolve(PLAN.steps[1], share=Earlier("all")), PLAN.steps[2]),
    )
    found = refusal(case_of(PLAN), part(YEAR.first, EVE), part(DAY, YEAR.last, asks))

    assert ("run.slices-earlier", "slices[1].plan") in found


def test_a_slice_has_no_page_of_its_own() -> None:
    """It would show a part of the money under the name of the whole."""
    one, other = halves(case_of(PLAN, income=BOTH)).runs

    for made in (lambda: statement(one, "h1"), lambda: summary(other)):
        with pytest.raises(PartOfARun) as caught:
            made()
        assert str(caught.value.number) in str(caught.value)
