"""Sums that were earned in several periods: what each run has of them, and what is kept between."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benefit_share.assets import Contract, Expense, Income, Part, earned_until, spread
from benefit_share.distribution import Balance, Case, Run, distribute
from benefit_share.expressions.quantity import Sum
from benefit_share.plan.model import Account, Basis, Plan, Pool, Shortage
from benefit_share.rendering import render, summary_json
from benefit_share.statements import summary
from benefit_share.values import ALWAYS, Period, Span, split_by_days
from house_case import among, between, case_of, d, plan_of, q, refused, rest, run_of, said, step

FIRST = d("2019-01-01")
DAYS = st.dates(FIRST, d("2024-12-31"))
law = settings(deadline=None)
WAYS = st.sampled_from(("days", "months"))
AMOUNTS = st.integers(0, 10**9)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Draw one day or more."""
    start, other = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    return Period(start, other + dt.timedelta(days=1))


@st.composite
def years(draw: st.DrawFn) -> tuple[Period, ...]:
    """Draw adjoining periods from the first day to the last, of any lengths."""
    cuts = {FIRST, d("2025-01-01"), *draw(st.lists(DAYS, max_size=6))}
    return tuple(Period(start, end) for start, end in pairwise(sorted(cuts)))


# ---- the laws of one sum -----------------------------------------------------------------------


@given(AMOUNTS, periods(), years(), WAYS)
@example(100, Period(d("2020-01-31"), d("2020-05-31")), (Period(FIRST, d("2025-01-01")),), "months")
@law
def test_the_parts_of_adjoining_periods_add_up_to_the_sum(
    amount: int, span: Period, whole: tuple[Period, ...], way: str
) -> None:
    """However the days are cut, and no part is negative."""
    ends = [earned_until(amount, span, one.end, way) for one in whole]
    parts = [end - start for start, end in pairwise([0, *ends])]

    assert sum(parts) == amount
    assert min(parts) >= 0


@given(AMOUNTS, periods(), DAYS)
@law
def test_by_days_is_the_exact_split_rounded_once(amount: int, span: Period, cut: dt.date) -> None:
    """Half up, from the whole sum."""
    if not span.start < cut < span.end:
        return
    first, second = split_by_days(amount, span, (Period(span.start, cut), Period(cut, span.end)))
    until = earned_until(amount, span, cut, "days")

    assert abs(until - first) <= Fraction(1, 2)
    assert until - first > -Fraction(1, 2)
    assert abs(amount - until - second) <= Fraction(1, 2)


@given(AMOUNTS, periods(), years(), DAYS, WAYS)
@law
def test_by_what_was_earned_every_day_counts_once(
    amount: int, span: Period, whole: tuple[Period, ...], came: dt.date, way: str
) -> None:
    """Each period has its own days, whenever the money came; what is kept is what is released."""
    parts = [spread(amount, span, one, came_on=came, way=way, by="earned") for one in whole]

    assert sum(part.recognised for part in parts) == amount
    assert sum(part.deferred for part in parts) == sum(part.released for part in parts)
    for period, part in zip(whole, parts, strict=True):
        own = Span(span.start, span.end).overlap(period)
        assert part.recognised == 0 or own is not None
        if period.contains(came):
            assert part.fresh + part.deferred + part.before == amount


@given(AMOUNTS, periods(), years(), DAYS, WAYS)
@law
def test_by_what_came_nothing_counts_before_the_money_is_there(
    amount: int, span: Period, whole: tuple[Period, ...], came: dt.date, way: str
) -> None:
    """What was earned before counts when the money comes, and the rest when it is earned."""
    parts = [spread(amount, span, one, came_on=came, way=way, by="received") for one in whole]

    assert sum(part.recognised for part in parts) == amount
    assert sum(part.deferred for part in parts) == sum(part.released for part in parts)
    for period, part in zip(whole, parts, strict=True):
        assert part.before == 0
        if came >= period.end:
            assert part == Part()
        if period.contains(came):
            assert (part.fresh + part.deferred, part.released) == (amount, 0)


@pytest.mark.parametrize(
    ("first", "last", "way", "until", "part"),
    [
        # 366 of 1,827 days, and 12 of 60 months.
        ("2020-01-01", "2024-12-31", "days", "2021-01-01", 12_019_70),
        ("2020-01-01", "2024-12-31", "months", "2021-01-01", 12_000_00),
        # 9 months from 15 March to 14 December, and 17 of the 31 days to 14 January.
        ("2020-03-15", "2025-03-14", "months", "2021-01-01", 9_548_39),
        # A month from the 31st ends on the 30th where there is no 31st.
        ("2020-03-31", "2020-05-30", "months", "2020-04-30", 30_000_00),
        ("2020-01-01", "2020-01-03", "days", "2020-01-02", 20_000_00),
        ("2020-01-01", "2020-01-03", "days", "2020-01-01", 0),
    ],
)
def test_sixty_thousand_by_hand(first: str, last: str, way: str, until: str, part: int) -> None:
    """Reckoned beside the program."""
    span = Period(d(first), d(last) + dt.timedelta(days=1))

    assert earned_until(60_000_00, span, d(until), way) == part


# ---- a run -------------------------------------------------------------------------------------


def spreading(*, by: str = "earned", of: str = "asset", way: str = "days", **keys: Any) -> Plan:
    """Return a plan that tells income apart and keeps the rest in the account `ahead`."""
    accounts = {"ahead": Account("held", of)}
    basis = Basis(spread=way, unearned="ahead")
    steps = keys.pop("steps", (among(),))
    return plan_of(*steps, header={"versions_by": by}, accounts=accounts, basis=basis, **keys)


def lump(amount: int = 60_000_00, came: str = "03-01", **keys: Any) -> Income:
    """Return the rent of five years, paid at once."""
    earned = keys.pop("earned", between("2020-01-01", "2024-12-31"))
    return Income("lump", "a", d(came), "rent", amount, earned=earned, **keys)


def ahead(run: Run) -> tuple[int, int]:
    """Return what the account of unearned income held before and after the run."""
    flows = [flow for flow in run.accounts if flow.account == "ahead"]
    return sum(flow.opening for flow in flows), sum(flow.closing for flow in flows)


def balances_of(run: Run) -> tuple[Balance, ...]:
    """Return the balances that a run leaves, as the next one takes them."""
    return tuple(
        Balance(
            flow.account,
            flow.kind,
            flow.holder,
            flow.opening_in + flow.put_in,
            flow.opening_out + flow.taken_out,
            run.distribution_id,
        )
        for flow in run.accounts
    )


def year(number: int) -> Period:
    """Return a calendar year."""
    return Period(dt.date(number, 1, 1), dt.date(number + 1, 1, 1))


def test_a_lump_sum_is_shared_over_its_years() -> None:
    """Each year has its days; what is left is held for later, and every run closes."""
    before: tuple[Balance, ...] = ()
    shared = []
    for number in range(2020, 2025):
        case = case_of(spreading(), income=(lump(),), period=year(number), balances=before)
        run = distribute(case)
        before = balances_of(run)
        shared.append(run.gross)
        totals = run.totals
        assert totals.difference == 0
        assert totals.came == (60_000_00 if number == 2020 else 0)
        assert sum(run.given.values()) == run.gross
        assert ahead(run)[1] == 60_000_00 - sum(shared)

    assert shared == [12_019_70, 11_986_87, 11_986_86, 11_986_87, 12_019_70]
    assert sum(shared) == 60_000_00


def test_the_contract_says_the_way_and_the_days_where_the_receipt_does_not() -> None:
    """By months, over its own span; other income of the plan stays whole."""
    contract = Contract("k", "a", "rent", between("2020-01-01", "2024-12-31"), spread="months")
    plan = attrs.evolve(spreading(by="received"), basis=Basis(unearned="ahead"))
    rows = (
        Income("lump", "a", d("03-01"), "rent", 60_000_00, contract="k"),
        Income("sale", "a", d("04-01"), "sale", 5_00, earned=between("2019-07-01", "2021-06-30")),
    )
    run = run_of(plan, income=rows, contracts=(contract,))

    assert run.recognised == {"lump": Part(12_000_00, 0, 48_000_00), "sale": Part(5_00)}
    assert ahead(run) == (0, 48_000_00)


def test_back_rent_counts_when_it_comes_or_where_it_was_earned() -> None:
    """As the plan says; what an earlier period had earned is not shared twice and is said."""
    row = lump(24_00, earned=between("2019-01-01", "2020-12-31"))
    received = run_of(spreading(by="received"), income=(row,))
    earned = run_of(spreading(), income=(row,))

    assert (received.gross, received.findings) == (24_00, ())
    assert earned.gross == 24_00 - 11_98
    (finding,) = earned.findings
    assert (finding.code, finding.path) == ("run.income-before", "income.lump")
    assert "11.98" in finding.message


def test_what_comes_after_the_period_is_shared_by_its_own_run_once_known() -> None:
    """A subsidy of July to June that arrives in the next March."""
    row = lump(365_00, came="2021-03-01", earned=between("2020-07-01", "2021-06-30"))
    first = run_of(spreading(), income=(row, Income("x", "a", d("05-01"), "rent", 1)))
    second = run_of(spreading(), income=(row,), period=year(2021))
    early = run_of(spreading(), income=(row, Income("x", "a", d("05-01"), "rent", 1)),
                   known_on=d("2021-01-15"))  # fmt: skip

    assert first.recognised["lump"] == Part(fresh=184_00)
    assert second.recognised["lump"] == Part(fresh=181_00, before=184_00)
    assert (early.gross, early.excluded_income) == (1, ("lump",))


def test_rent_in_advance_is_kept_whole() -> None:
    """A run may have nothing but what is kept for the next one."""
    row = lump(10_00, came="12-20", earned=between("2021-01-01", "2021-12-31"))
    plan = spreading(steps=(rest(),), of="scope")
    first = run_of(plan, income=(row,))
    second = run_of(plan, income=(row,), period=year(2021), balances=balances_of(first))
    third = case_of(plan, income=(row,), period=year(2022), balances=balances_of(second))

    assert (first.gross, ahead(first)) == (0, (0, 10_00))
    assert (second.gross, ahead(second)) == (10_00, (10_00, 0))
    assert refused(third) == [("run.no-income", "income")]


@pytest.mark.parametrize("of", ["scope", "asset", "collective"])
def test_what_an_earlier_run_should_have_kept_must_be_there(of: str) -> None:
    """Money that comes now never stands in for a balance that was not carried over."""
    now = attrs.evolve(lump(came="2021-03-01"), id="other")
    holder = {"scope": "", "asset": "a", "collective": "v"}[of]
    case = case_of(spreading(of=of), income=(lump(), now), period=year(2021))

    assert refused(case) == [("run.unearned-missing", "income.lump")]
    (finding,) = said(case)
    assert "11,986.87" in finding.message
    enough = Balance("ahead", "held", holder, 11_986_87, 0)
    assert distribute(attrs.evolve(case, balances=(enough,))).totals.released == 11_986_87
    short = attrs.evolve(enough, taken_out=1)
    assert refused(attrs.evolve(case, balances=(short,))) == [
        ("run.unearned-missing", "income.lump")
    ]


def test_a_contract_needs_an_account_that_keeps_the_rest() -> None:
    """Else the part of other years would have no place."""
    contract = Contract("k", "a", "rent", between("2020-01-01", "2024-12-31"), spread="days")
    rows = (lump(contract="k"),)

    assert refused(case_of(among(), income=rows, contracts=(contract,))) == [
        ("run.unearned-nowhere", "income.lump")
    ]
    whole = (lump(contract="k", earned=between("2020-02-01", "2020-03-31")),)
    assert run_of(among(), income=whole, contracts=(contract,)).gross == 60_000_00


def test_an_account_in_nobodys_name_keeps_nothing() -> None:
    """An asset of two villages has no village to keep it for."""
    case = case_of(
        spreading(of="collective", pools={"net": Pool(fed_by={})}, steps=(
            step("s", take="remaining", to="payee.x"),)),
        income=(lump(),),
        scope=("v", "w"),
    )  # fmt: skip

    assert refused(case) == [("run.no-copy", "income.lump")]


def test_days_without_an_end_cannot_be_told_apart() -> None:
    """Of a receipt and of an expense; nor where neither row nor contract has days."""
    contract = Contract("k", "a", "rent", between("2020-01-01", ""), spread="days")
    rows = (
        lump(earned=between("2020-01-01", "")),
        attrs.evolve(lump(contract="k"), id="k", earned=ALWAYS),
    )
    paid = Expense("e", "a", d("03-01"), "repair", 7_00, earned=between("", "2020-03-31"))
    case = case_of(spreading(), income=rows, expenses=(paid,), contracts=(contract,))

    assert refused(case) == [
        ("run.spread-open", "expenses.e"),
        ("run.spread-open", "income.k"),
        ("run.spread-open", "income.lump"),
    ]


def test_a_claw_back_is_never_told_apart() -> None:
    """It lessens the period it comes in; over two periods it has to be recorded as two."""
    rows = (lump(), Income("back", "a", d("04-01"), "clawback", -19_70))
    assert run_of(spreading(), income=rows).gross == 12_000_00
    across = attrs.evolve(rows[1], earned=between("2020-07-01", "2021-06-30"))
    assert refused(case_of(spreading(), income=(rows[0], across))) == [
        ("run.income-straddles", "income.back")
    ]


def test_an_expense_is_charged_to_its_years() -> None:
    """Without days, or without a way, it counts when it was paid."""
    total = Sum("expenses", q("row.amount"))
    cost = step("cost", take=total, to="payee.works", short=Shortage("partial"))
    rows = (
        Expense("insurance", "a", d("07-01"), "insurance", 365_00, "",
                between("2020-07-01", "2021-06-30")),
        Expense("repair", "a", d("08-01"), "repair", 1_00),
    )  # fmt: skip

    def charged(plan: Plan, **keys: Any) -> int:
        income = (Income("i", "a", keys.pop("came", d("05-01")), "sale", 1_000_00),)
        return run_of(plan, income=income, expenses=rows, **keys).node("cost", "v").used

    pools = {"net": Pool(per="collective", fed_by={})}
    apart = spreading(steps=(cost, among()), pools=pools)
    assert charged(apart) == 184_00 + 1_00
    assert charged(apart, period=year(2021), came=d("2021-05-01")) == 181_00
    assert charged(apart, known_on=d("07-15")) == 184_00
    assert charged(apart, known_on=d("06-15")) == 0
    assert charged(plan_of(cost, among(), pools=pools)) == 366_00


# ---- what is said ------------------------------------------------------------------------------


def test_the_summary_shows_what_belongs_here_and_what_is_kept() -> None:
    """In both languages, and in its data."""
    first = run_of(spreading(), income=(lump(), Income("s", "a", d("05-01"), "sale", 1_00)))
    second = run_of(spreading(), income=(lump(),), period=year(2021), balances=balances_of(first))
    told = summary(first), summary(second)
    english = [render(one, language="en", form="markdown") for one in told]

    assert [[one.receipt for one in page.spread] for page in told] == [["lump"], ["lump"]]
    assert "60,000.00 | 12,019.70 | 0.00 | 47,980.30" in english[0]
    assert "60,000.00 | 11,986.87 | 11,986.87 | 0.00" in english[1]
    assert "Received and kept for later periods | 47,980.30" in english[0]
    assert "kept from earlier periods | -11,986.87" in english[1]
    assert "kept from earlier periods |" not in english[0]
    assert "留待以后" in render(told[0], language="zh", form="markdown")
    data: Any = summary_json(told[0])
    assert data["spread"][0]["deferred_minor"] == data["totals"]["deferred_minor"] == 47_980_30
    assert [one.amount for one in told[0].receipts] == [12_019_70, 1_00]


def test_a_receipt_within_its_period_is_nothing_to_show() -> None:
    """Even where the plan tells income apart."""
    row = lump(earned=between("2020-01-01", "2020-12-31"))

    assert summary(run_of(spreading(), income=(row,))).spread == ()


# ---- faults ------------------------------------------------------------------------------------


def test_a_contract_with_another_way_is_refused() -> None:
    """Built in Python; a table says it with its row."""
    contract = Contract("k", "a", "rent", spread="weeks")

    assert refused(case_of(among(), contracts=(contract,))) == [("run.spread-word", "contracts.k")]


# ---- the laws of runs --------------------------------------------------------------------------


@st.composite
def lumps(draw: st.DrawFn) -> tuple[Income, ...]:
    """Draw up to four receipts of any days, beside one in each year that is whole."""
    plain = [
        Income(f"p{number}", "a", dt.date(number, 6, 1), "sale", draw(st.integers(1, 9)))
        for number in range(2019, 2025)
    ]
    found = [
        Income(f"l{place}", "a", draw(DAYS), "rent", draw(AMOUNTS), earned=draw(periods()).span())
        for place in range(draw(st.integers(1, 4)))
    ]
    return (*plain, *found)


def chain(case: Case) -> list[Run]:
    """Run the years one after another, each with the balances that the one before left."""
    runs: list[Run] = []
    for number in range(2019, 2025):
        before = balances_of(runs[-1]) if runs else ()
        runs.append(distribute(attrs.evolve(case, period=year(number), balances=before)))
    return runs


@given(lumps(), WAYS, st.sampled_from(("earned", "received")), st.sampled_from(("asset", "scope")))
@law
def test_years_in_a_chain_share_every_receipt_once(
    rows: tuple[Income, ...], way: str, by: str, of: str
) -> None:
    """Every run closes, nothing is kept in the end, and all that came was shared once."""
    plan = spreading(by=by, of=of, way=way, steps=(step("s", take="30 % of net", to="account.kept"),
                                                   among()))  # fmt: skip
    runs = chain(case_of(plan, income=rows))

    assert sum(run.gross for run in runs) == sum(row.amount for row in rows)
    assert ahead(runs[-1])[1] == 0
    for run in runs:
        assert run.totals.difference == 0
        assert run.totals.came >= 0
        assert all(flow.closing >= 0 for flow in run.accounts)
    for one, other in pairwise(runs):
        assert {(f.account, f.holder): f.closing for f in one.accounts} == {
            (f.account, f.holder): f.opening
            for f in other.accounts
            if (f.account, f.holder) in {(g.account, g.holder) for g in one.accounts}
        }
    paid = sum(run.totals.paid for run in runs)
    assert paid + runs[-1].totals.closing_held == sum(row.amount for row in rows)
