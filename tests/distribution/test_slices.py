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
    RegisterRow,
    SlicedRun,
    Version,
    distribute,
    distribute_slices,
    run_case,
)
from benefit_share.distribution.carrying import balances_after
from benefit_share.errors import Refused
from benefit_share.expressions.quantity import Earlier, Minus, Most
from benefit_share.plan.model import Plan, Pool, Register, Shortage
from benefit_share.points import Entry, Item, Scheme
from benefit_share.values import Period
from house_case import YEAR, among, case_of, d, plan_of, q, rest, step

PLAN = plan_of(
    step("office", take="10 % of net", to="payee.office"),
    among(take="60 % of net", unit="1 yuan"),
    rest(),
    pools={"net": Pool(per="collective", fed_by={}, opening="kept")},
)
EVE, DAY = d("05-31"), d("06-01")
BOTH = (Income("i0", "a", d("03-01"), "rent", 100_01), Income("i1", "a", d("09-01"), "rent", 7_00))


def part(first: dt.date, last: dt.date, plan: Plan = PLAN) -> Version:
    """Return the days *first* to *last* with a version that holds on them."""
    header = attrs.evolve(plan.plan, from_=first, to=last)
    return Version(
        Period.from_text(first.isoformat(), last.isoformat()), attrs.evolve(plan, plan=header)
    )


def sliced(case: Case, *parts: Version) -> SlicedRun:
    """Run a case by the versions given."""
    return distribute_slices(attrs.evolve(case, versions=parts))


def halves(case: Case, day: dt.date = DAY) -> SlicedRun:
    """Run the days before *day*, and the others, by two versions that say the same."""
    eve = day - dt.timedelta(days=1)
    return sliced(case, part(YEAR.first, eve), part(day, YEAR.last))


def refusal(case: Case, *parts: Version) -> list[tuple[str, str]]:
    """Return code and place of each error with which slices are refused."""
    with pytest.raises(Refused) as caught:
        sliced(case, *parts)
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
    (only,) = sliced(case, Version(YEAR, PLAN)).runs

    assert only == distribute(case)


def test_slices_share_one_name_and_differ_in_their_digests() -> None:
    """The whole is what people talk about; a change in either plan is seen in its digest."""
    case = case_of(PLAN, income=BOTH)
    run = halves(case)
    other = attrs.evolve(PLAN, steps=(*PLAN.steps[1:],))
    changed = sliced(case, part(YEAR.first, EVE), part(DAY, YEAR.last, other))

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
    run = sliced(case_of(steps, income=rows), *parts)
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
    run = sliced(case, part(YEAR.first, EVE), part(DAY, YEAR.last, new))

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


def test_a_later_slice_knows_what_the_one_before_gave() -> None:
    """Up to 30 yuan a year: after 20 in the first slice there are 10 in the second."""
    left = Most((q("0"), Minus((q("30 yuan"), Earlier("all", "year")))))
    old = plan_of(among(take="needed", pay="20 yuan", short=Shortage()), rest())
    new = plan_of(among(take="needed", pay=left, short=Shortage()), rest())
    rows = (BOTH[0], attrs.evolve(BOTH[1], amount=40_00))
    run = sliced(case_of(old, income=rows), part(YEAR.first, EVE, old), part(DAY, YEAR.last, new))

    assert run.runs[1].given == dict.fromkeys(("h1", "h2", "h3"), 10_00)
    assert run.given == dict.fromkeys(("h1", "h2", "h3"), 30_00)
    told = [(row.claimant, row.amount, row.to) for row in run.earlier if row.claimant == "h1"]
    assert told == [("h1", 20_00, EVE), ("h1", 10_00, YEAR.last)]
    assert "run.earlier-none" in {one.code for one in run.findings}


def test_rows_of_another_version_are_left_to_it_and_unknown_ones_are_said() -> None:
    """What no version has a name for is a fault in every slice, as it is in one run."""
    old = attrs.evolve(PLAN, points=Scheme(items=(Item("a", give=q("1")),)))
    new = attrs.evolve(PLAN, points=Scheme(items=(Item("b", give=q("1")),)))
    entries = (
        Entry("e1", "h1", "a", d("02-01")),
        Entry("e2", "h1", "b", d("08-01")),
    )
    case = attrs.evolve(case_of(PLAN, income=BOTH), points=entries)
    run = sliced(case, part(YEAR.first, EVE, old), part(DAY, YEAR.last, new))

    assert [one.sheet and len(one.sheet.totals) for one in run.runs] == [3, 3]
    wrong = attrs.evolve(case, points=(attrs.evolve(entries[0], item="c"),))
    found = refusal(wrong, part(YEAR.first, EVE, old), part(DAY, YEAR.last, new))
    assert {path.partition(".")[0] for _, path in found} == {"slices[0]"}


def test_a_case_of_several_versions_is_not_run_by_one() -> None:
    """`distribute` says which function takes it, and `run_case` takes both."""
    case = attrs.evolve(
        case_of(PLAN, income=BOTH), versions=(part(YEAR.first, EVE), part(DAY, YEAR.last))
    )

    with pytest.raises(Refused) as caught:
        distribute(case)
    assert [one.code for one in caught.value.findings] == ["run.slices-asked"]
    assert run_case(case) == distribute_slices(case)
    assert run_case(case_of(PLAN, income=BOTH)) == distribute(case_of(PLAN, income=BOTH))
