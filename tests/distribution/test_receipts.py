"""Which receipts belong to a run, which pool they enter, and what cannot be received."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from benefit_share.assets import Asset, Income, Ownership
from benefit_share.distribution import Balance
from benefit_share.households import Collective
from benefit_share.plan.model import Account, Pool
from benefit_share.values import Period, Span
from house_case import among, between, case_of, d, plan_of, refused, rest, run_of, said, step

OTHER = {"header": {"versions_by": "earned"}}


def receipt(id: str, on: str, amount: int = 1_00, kind: str = "rent", **keys: Any) -> Income:  # noqa: A002  (the field's own name)
    """Return money that came."""
    return Income(id, keys.pop("asset", "a"), d(on), kind, amount, **keys)


def earned(first: str, last: str) -> Span:
    """Return the days in which it was earned."""
    return between(first, last)


@pytest.mark.parametrize(
    ("row", "by", "counts"),
    [
        (receipt("i", "01-01"), "received", True),
        (receipt("i", "12-31"), "received", True),
        (receipt("i", "2021-01-01"), "received", False),
        (receipt("i", "2019-12-31"), "received", False),
        (receipt("i", "2021-03-01"), "earned", False),
        (receipt("i", "06-01"), "earned", True),
        (receipt("i", "2021-03-01", earned=earned("01-01", "12-31")), "earned", True),
        (receipt("i", "06-01", earned=earned("2019-01-01", "2019-12-31")), "earned", False),
        (receipt("i", "06-01", earned=earned("2019-01-01", "2019-12-31")), "received", True),
        (receipt("i", "06-01", earned=earned("06-01", "06-01")), "earned", True),
    ],
)
def test_a_receipt_belongs_where_it_was_received_or_earned(
    row: Income,
    by: str,
    counts: bool,  # noqa: FBT001  (a table of cases)
) -> None:
    """As the plan says; what belongs to another period is noted and left out."""
    plan = plan_of(among(), header={"versions_by": by})
    run = run_of(plan, income=(row, receipt("other", "02-02", 50)))

    assert run.gross == 50 + 1_00 * counts
    assert run.excluded_income == (() if counts else ("i",))
    assert [one.code for one in run.findings] == ([] if counts else ["run.income-outside"])


@pytest.mark.parametrize(
    "span",
    [
        earned("2019-07-01", "06-30"),
        earned("07-01", "2021-06-30"),
        earned("", "06-30"),
        earned("07-01", ""),
    ],
)
def test_a_receipt_of_two_periods_is_refused(span: Span) -> None:
    """It has to be recorded as two."""
    plan = plan_of(among(), **OTHER)
    row = receipt("i", "06-01", earned=span)

    assert refused(case_of(plan, income=(row,))) == [("run.income-straddles", "income.i")]


def test_what_came_after_the_day_of_knowledge_is_not_there_yet() -> None:
    """It is left out without a word, since nobody knows of it."""
    rows = receipt("i", "03-01"), receipt("j", "11-01", 7_00)
    run = run_of(plan_of(among()), income=rows, known_on=d("06-30"))

    assert (run.gross, run.excluded_income, run.findings) == (1_00, ("j",), ())


def test_a_receipt_enters_exactly_one_pool() -> None:
    """By its kind, its asset, the kind of the asset, or its contract."""
    fed: dict[str, dict[str, tuple[str, ...]]] = {
        "kinds": {"kind": ("feed_in", "subsidy")},
        "assets": {"asset": ("b",)},
        "stations": {"asset_kind": ("station",), "kind": ("sale",)},
        "leases": {"contract": ("c1",)},
    }
    pools = {name: Pool(fed_by=words) for name, words in fed.items()}
    steps = [step(f"s_{name}", name, take="remaining", to=f"payee.{name}") for name in fed]
    plan = plan_of(*steps, pools=pools)
    keys: dict[str, Any] = {
        "assets": (Asset("a", "farm"), Asset("b", "farm"), Asset("s", "station"))
    }
    rows = (
        receipt("i1", "01-01", 1_00, "subsidy"),
        receipt("i2", "01-01", 2_00, "feed_in"),
        receipt("i3", "01-01", 4_00, "sale", asset="b"),
        receipt("i4", "01-01", 8_00, "sale", asset="s"),
        receipt("i5", "01-01", 16_00, "rent", contract="c1"),
    )
    # Two of the pools could meet in one receipt, which the linter cannot exclude.
    assert {code for code, _ in refused(case_of(plan, income=rows, **keys))} == {
        "plan.income-twice"
    }
    for name, amount in {"kinds": 3_00, "assets": 4_00, "stations": 8_00, "leases": 16_00}.items():
        one = plan_of(step("s", name, take="remaining", to="payee.x"), pools={name: pools[name]})
        found = refused(case_of(one, income=rows, **keys))
        assert {code for code, _ in found} == {"run.income-nowhere"}
        assert len(found) == 5 - (2 if name == "kinds" else 1)
        alone = tuple(row for row in rows if f"income.{row.id}" not in {path for _, path in found})
        assert run_of(one, income=alone, **keys).gross == amount


def test_a_receipt_that_fits_two_pools_is_refused() -> None:
    """Where only the run can see it."""
    plan = plan_of(
        step("s", "one", take="remaining", to="payee.x"),
        step("t", "two", take="remaining", to="payee.x"),
        pools={
            "one": Pool(fed_by={"kind": ("rent",), "asset": ("a",)}),
            "two": Pool(fed_by={"kind": ("rent", "sale"), "asset": ("b",)}),
        },
    )

    assert run_of(plan, income=(receipt("i", "01-01"),)).gross == 1_00
    assert refused(case_of(plan, income=(receipt("i", "01-01", kind="gift"),))) == [
        ("run.income-nowhere", "income.i")
    ]


def test_an_asset_without_one_owner_has_no_village_to_feed() -> None:
    """Nobody of two owners, an owner outside, or nobody of two villages, is guessed."""
    two: dict[str, Any] = {"scope": ("v", "w"), "collectives": (Collective("v"), Collective("w"))}
    none = case_of(among(), **two)
    many = case_of(
        among(),
        **two,
        ownership=(Ownership("a", "v", 1), Ownership("a", "w", 1)),  # type: ignore[arg-type]  # a whole number stands for a fraction
    )
    outside = case_of(among(), ownership=(Ownership("a", "company", 1),))  # type: ignore[arg-type]  # a whole number stands for a fraction

    for case in (none, many, outside):
        assert refused(case) == [("run.no-copy", "income.i1")]
    (finding,) = said(none)
    assert "100.00" in finding.message


def test_money_without_a_copy_is_refused_on_its_way_too() -> None:
    """A pool, or an account, of another kind of copy."""
    two: dict[str, Any] = {
        "scope": ("v", "w"),
        "collectives": (Collective("v"), Collective("w")),
        "ownership": (Ownership("a", "v", 1), Ownership("a", "w", 1)),  # type: ignore[arg-type]  # a whole number stands for a fraction
    }
    gross = Pool(per="asset", fed_by={})
    to_pool = plan_of(
        step("s", "gross", take="remaining", to="pool.net"),
        rest(),
        pools={"gross": gross, "net": Pool(per="collective")},
    )
    to_account = plan_of(rest("gross"), pools={"gross": gross})
    then = plan_of(
        among("s", "gross", among="ownership", then="net"),
        rest(),
        pools={"gross": gross, "net": Pool(per="collective")},
    )

    assert refused(case_of(to_pool, **two)) == [("run.no-copy", "steps[0].to")]
    assert refused(case_of(to_account, **two)) == [("run.no-copy", "steps[0].to")]
    owners = (Ownership("a", "v", 1), Ownership("a", "company", 1))  # type: ignore[arg-type]  # a whole number stands for a fraction
    assert refused(case_of(then, ownership=owners)) == [("run.no-copy", "steps[0].then")]


def test_nothing_at_all_is_refused_and_an_opening_balance_is_something() -> None:
    """A plan of nothing has no run."""
    plan = plan_of(among(), pools={"net": Pool(per="collective", fed_by={}, opening="kept")})

    assert refused(case_of(plan, income=())) == [("run.no-income", "income")]
    assert refused(case_of(plan, income=(receipt("i", "2019-01-01"),))) == [
        ("run.no-income", "income")
    ]
    run = run_of(plan, income=(), balances=(Balance("kept", "held", "v", 5_00, 0),))
    assert (run.gross, sum(run.given.values())) == (0, 5_00)


def test_a_claw_back_lessens_its_pool_and_a_loss_is_not_distributed() -> None:
    """The sum of a pool decides."""
    rows = receipt("i", "01-01", 5_00), receipt("j", "02-01", -2_00, "clawback")
    assert run_of(among(), income=rows).gross == 3_00

    (finding,) = said(case_of(among(), income=(*rows, receipt("k", "03-01", -4_00))))
    assert (finding.code, finding.path) == ("run.pool-negative", "pools.net")
    assert "-1.00" in finding.message


@pytest.mark.parametrize(
    ("balances", "code"),
    [
        ((Balance("kept", "held", "v", 1, 0), Balance("kept", "held", "v", 2, 0)), "row-twice"),
        ((Balance("kept", "owed", "v", 1, 0),), "balance-kind"),
        ((Balance("kept", "held", "v", 1, 2),), "balance-negative"),
        ((Balance("kept", "held", "v", 1, -2),), "balance-negative"),
    ],
)
def test_a_balance_that_cannot_be_is_refused(balances: tuple[Balance, ...], code: str) -> None:
    """None replaces another silently."""
    case = case_of(among(), balances=balances)

    assert [one for one, _ in refused(case)] == [f"run.{code}"]


def test_a_name_that_no_payment_reference_can_carry_is_refused() -> None:
    """The distribution id adds an edition to make a run id of 40 characters."""
    long = plan_of(among(), header={"id": "a-plan-with-a-very-long-name-indeed"})

    assert [code for code, _ in refused(case_of(long))] == ["run.id-too-long"]
    assert run_of(among()).distribution_id == "try.v.2020.regular"
    assert Account("held", "scope").of == "scope"


@pytest.mark.parametrize(
    ("first", "last", "part"),
    [
        ("2020-01-01", "2020-12-31", "2020"),
        ("2020-01-01", "2020-06-30", "2020h1"),
        ("2020-07-01", "2020-12-31", "2020h2"),
        ("2020-10-01", "2020-12-31", "2020q4"),
        ("2020-02-01", "2020-02-29", "202002"),
        ("2020-12-01", "2020-12-31", "202012"),
        ("2020-02-01", "2020-04-30", "20200201-20200430"),
        ("2020-01-01", "2020-05-31", "20200101-20200531"),
        ("2020-02-01", "2020-02-28", "20200201-20200228"),
        ("2020-01-02", "2020-01-31", "20200102-20200131"),
        ("2019-07-01", "2020-06-30", "20190701-20200630"),
    ],
)
def test_a_period_that_is_a_part_of_a_year_has_a_short_id(first: str, last: str, part: str) -> None:
    """A quarter of a collective with a long name must still fit a payment reference."""
    case = attrs.evolve(case_of(among()), period=Period.from_text(first, last))

    assert case.period_id == part
