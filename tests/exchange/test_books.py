"""A run as double-entry books: the program that reads them finds every figure in its place."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from beancount import loader
from beancount.core.data import Transaction
from hypothesis import given, settings

from benefit_share.assets import Income
from benefit_share.distribution import Case, distribute, run_case
from benefit_share.distribution.case import Balance
from benefit_share.errors import Refused
from benefit_share.files import read_case
from benefit_share.files.exchange.books import beancount_books
from benefit_share.households import Household, Member
from benefit_share.plan.model import Account, Pool
from benefit_share.testing import cases
from house_case import among, case_of, d, plan_of, rest

ROOT = Path(__file__).resolve().parents[2] / "examples"
EXAMPLES = sorted(plan.parent.name for plan in ROOT.glob("*/plan.yaml"))


def faults(books: str) -> list[str]:
    """Return what the other program finds wrong."""
    _, errors, _ = loader.load_string(books)
    return [one.message for one in errors]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_books_of_an_example_close(example: str) -> None:
    """Every transaction balances, and every balance is the one the run states."""
    assert faults(beancount_books(run_case(read_case(ROOT / example)))) == []


@given(cases())
@settings(deadline=None, max_examples=25)
def test_the_books_of_a_generated_case_close(case: Case) -> None:
    """Whatever the plan keeps, owes and pays."""
    assert faults(beancount_books(distribute(case))) == []


def test_a_wrong_fen_is_found() -> None:
    """The assertions are the run's own figures, not a sum of the entries."""
    books = beancount_books(distribute(case_of(plan_of(among(take="remaining")))))
    row = next(line for line in books.splitlines() if "Liabilities:Payable:H1  -" in line)
    amount = row.split()[1]
    wrong = books.replace(row, row.replace(amount, "-1.00"), 1)

    assert faults(books) == []
    assert faults(wrong)


def test_balances_that_were_there_before_are_in_the_books() -> None:
    """What is held with its money, what is owed and what is receivable without."""
    plan = plan_of(
        among(take="50 % of net"),
        rest(),
        pools={"net": Pool(per="collective", fed_by={}, opening="kept")},
        accounts={"back": Account("owed", "claimant"), "due": Account("receivable", "claimant")},
    )
    balances = (
        Balance("kept", "held", "v", 12_00, 2_00),
        Balance("back", "owed", "h1", 5_00, 0),
        Balance("due", "receivable", "h2", 3_00, 1_00),
    )
    case = attrs.evolve(
        case_of(plan, income=(Income("i", "a", d("03-01"), "上网电费", 100_00),)), balances=balances
    )
    books = beancount_books(distribute(case))
    entries, errors, _ = loader.load_string(books)

    assert errors == []
    assert "Income:A:X-上网电费" in books
    assert next(str(one.date) for one in entries if isinstance(one, Transaction)) == "2020-01-01"
    assert "balance Equity:Held:Kept:V  -55.00 CNY" in books
    assert "balance Liabilities:Owed:Back:H1  -5.00 CNY" in books
    assert "balance Assets:Receivable:Due:H2  2.00 CNY" in books


def test_two_ids_that_would_be_one_account_are_refused() -> None:
    """A point and an underline are the same there."""
    houses = (Household("h.1", "v", head="p.1"), Household("h_1", "v", head="p_1"))
    people = (Member("p.1", "h.1"), Member("p_1", "h_1"))
    case = attrs.evolve(
        case_of(plan_of(among(take="remaining"))), households=houses, members=people
    )

    with pytest.raises(Refused) as caught:
        beancount_books(distribute(case))
    assert [one.code for one in caught.value.findings] == ["books.one-account"]
