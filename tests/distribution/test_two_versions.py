"""A year with two versions of the rules: two runs, joined by the balances of the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_share.assets import Income
from benefit_share.distribution import Case, RegisterRow, Run, distribute
from benefit_share.distribution.carrying import balances_after
from benefit_share.households import Household, Member
from benefit_share.plan.model import Plan, Pool, Register, Shortage
from benefit_share.values import Period
from house_case import among, case_of, d, plan_of, q, rest, step

JANUARY, DECEMBER = d("01-01"), d("12-31")
EVEN_YUAN = plan_of(
    step("office", take="10 % of net", to="payee.office"),
    among(take="60 % of net", unit="1 yuan"),
    rest(),
    pools={"net": Pool(per="collective", fed_by={}, opening="kept")},
)
"""Each of its steps rounds, and what whole yuan leave opens the pool of the next run."""

Receipts = tuple[tuple[dt.date, int], ...]


def income(receipts: Iterable[tuple[dt.date, int]]) -> tuple[Income, ...]:
    """Return receipts with an id each."""
    return tuple(Income(f"i{n}", "a", day, "rent", fen) for n, (day, fen) in enumerate(receipts))


def part(case: Case, plan: Plan, first: dt.date, last: dt.date) -> Case:
    """Return the case of the days *first* to *last* by a version that holds on them alone."""
    header = attrs.evolve(plan.plan, from_=first, to=last)
    return attrs.evolve(
        case,
        plan=attrs.evolve(plan, plan=header),
        period=Period.from_text(first.isoformat(), last.isoformat()),
    )


def both(case: Case, old: Plan, new: Plan, day: dt.date) -> tuple[Run, Run]:
    """Run the days before *day* by *old* and the others by *new*, with the balances between."""
    eve = day - dt.timedelta(days=1)
    first = distribute(part(case, old, case.period.first, eve))
    after = part(case, new, day, case.period.last)
    return first, distribute(attrs.evolve(after, balances=balances_after(first)))


@settings(deadline=None)
@given(
    day=st.dates(JANUARY + dt.timedelta(days=1), DECEMBER),
    before=st.integers(1, 10**9),
    since=st.integers(1, 10**9),
    others=st.lists(st.tuples(st.dates(JANUARY, DECEMBER), st.integers(1, 10**9)), max_size=6).map(
        tuple
    ),
)
def test_a_year_cut_in_two_closes_in_each_part_and_in_the_whole(
    day: dt.date, before: int, since: int, others: Receipts
) -> None:
    """Every receipt is shared once: what came is what both runs paid and the second one holds."""
    receipts = ((JANUARY, before), (DECEMBER, since), *others)
    case = case_of(EVEN_YUAN, income=income(receipts))
    first, second = both(case, EVEN_YUAN, EVEN_YUAN, day)

    assert first.totals.difference == second.totals.difference == 0
    assert second.totals.opening_held == first.totals.closing_held
    assert first.totals.came == sum(fen for on, fen in receipts if on < day)
    assert second.totals.came == sum(fen for on, fen in receipts if on >= day)
    paid = first.totals.paid + second.totals.paid
    assert sum(fen for _, fen in receipts) == paid + second.totals.closing_held
    assert not set(first.recognised) & set(second.recognised)
    assert set(first.recognised) | set(second.recognised) == {row.id for row in case.income}


@pytest.mark.parametrize("day", [d("05-01"), d("06-01"), d("05-02")])
def test_a_receipt_of_the_day_of_change_goes_by_the_new_version(day: dt.date) -> None:
    """The last day of a version is included, so the day after it is the first of the next."""
    receipts = ((d("01-10"), 10_00), (d("05-01"), 30_00), (d("12-01"), 50_00))
    case = case_of(EVEN_YUAN, income=income(receipts))
    first, second = both(case, EVEN_YUAN, EVEN_YUAN, day)

    new = day == d("05-01")
    assert set(first.recognised) == ({"i0"} if new else {"i0", "i1"})
    assert set(second.recognised) == ({"i1", "i2"} if new else {"i2"})


def test_lingtai_by_both_versions_gives_the_published_sums() -> None:
    """7.3 = 2.3 for the village + 4.1 for households + 0.9 for running it, in 10,000 yuan.

    灵台县柳家铺: until May 2019 70 % equally to 61 households, 20 % to the village and 10 % to
    its running; then, net of cost, 45 % to the village and 55 % by work.
    Only the sums over both versions were published. What came before and after the change, and
    the cost, are solved from them (28,292.68 and 44,707.32 with 6,170.73), so that this shows that
    the two versions agree with the sums, not what came when; people and days of work are made up.
    """
    old = plan_of(
        step("running", take="10 % of net", to="payee.operator"),
        step("village", take="20 % of net", to="account.kept"),
        among(take="remaining"),
    )
    new = plan_of(
        step("cost", take="6170.73 yuan", to="payee.operator", short=Shortage()),
        step("village", take=q("45 % of remaining"), to="account.kept"),
        among("work", take="remaining", among="work", share="row.days"),
        registers={"work": Register("household", columns={"days": "day"})},
    )
    first, last = dt.date(2019, 1, 1), dt.date(2019, 12, 31)
    homes = [f"h{n}" for n in range(1, 62)]
    case = attrs.evolve(
        case_of(
            new,
            income=income([(dt.date(2019, 3, 1), 28_292_68), (dt.date(2019, 9, 1), 44_707_32)]),
            households=tuple(Household(home, "v", head=f"p{home}") for home in homes),
            members=tuple(Member(f"p{home}", home, born_on=dt.date(1970, 3, 1)) for home in homes),
        ),
        period=Period.from_text(first.isoformat(), last.isoformat()),
        registers={"work": tuple(RegisterRow(f"w{h}", h, {"days": 20}) for h in homes[:9])},
    )
    before = attrs.evolve(case, registers={})
    eve = dt.date(2019, 5, 31)
    one = distribute(part(before, old, first, eve))
    two = distribute(
        attrs.evolve(part(case, new, dt.date(2019, 6, 1), last), balances=balances_after(one))
    )

    households = sum(one.given.values()) + sum(two.given.values())
    village = two.totals.closing_held
    running = one.totals.paid + two.totals.paid - households
    assert households + village + running == 73_000_00
    in_thousands = [(fen + 500_00) // 1000_00 for fen in (village, households, running)]
    assert in_thousands == [23, 41, 9]
    assert len(one.given) == 61
    assert len(two.given) == 9
