"""Two years in a chain of folders: what the first run leaves is what the second one begins with."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from benefit_share.distribution import Run, distribute
from benefit_share.errors import Refused
from benefit_share.files import read_case, result_files

# Synthetic: a village, an estate of three greenhouses, and five years' rent paid at once.
PLAN = """\
plan: {id: sheds, version: 1, from: 2020-01-01, to: 2021-12-31, currency: CNY}
basis: {unearned: rent_ahead}
accounts:
  {rent_ahead: {held: asset}, reserve: {held: collective}, carried: {held: collective},
   backpay: {owed: claimant}}
pools: {net: {per: collective, fed_by: {income: {}}, opening: carried}}
steps:
  - {id: reserve, from: net, take: 10 % of net, to: {account: reserve}, clause: "§1"}
  - {id: owed, from: net, take: needed, among: owed.backpay, pay: balance, if_none: skip,
     short: {take: partial, divide: proportional, unpaid: owed}, clause: "§2"}
  - {id: grant, from: net, take: needed, budget: 50 % of net, among: households,
     pay: 3000 yuan, if_none: refuse, clause: "§3",
     short: {take: partial, divide: proportional, unpaid: owed.backpay}}
  - {id: left, from: net, take: remaining, to: {account: carried}, clause: "§4"}
"""
FILES = {
    "plan.yaml": PLAN,
    "collectives.csv": "id,name\nv1,一村\n",
    "assets.csv": "id,kind\na1,greenhouse\n",
    "contracts.csv": "编号,资产,种类,起,止,分摊\nk1,a1,rent,2020-03-15,2025-03-14,months\n",
    "income.csv": (
        "id,asset,contract,received_on,kind,amount\n"
        "lump,a1,k1,2020-03-01,rent,60000.01\nsale,a1,,2021-07-01,sale,77.70\n"
    ),
    "households.csv": "id,collective\nh1,v1\nh2,v1\nh3,v1\n",
    "members.csv": "id,household\np1,h1\np2,h2\np3,h3\n",
}


def folder(at: Path, year: int, **changes: str) -> Path:
    """Write the case of a year."""
    at.mkdir()
    head = (
        f"period: {{from: {year}-01-01, to: {year}-12-31}}\nsynthetic: {{zh: 合成, en: made up}}\n"
    )
    for name, text in {**FILES, "case.yaml": head, **changes}.items():
        (at / name).write_text(text, encoding="utf-8")
    return at


def rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def closing(run: Run) -> dict[tuple[str, str], int]:
    """Return every balance after a run."""
    return {(flow.account, flow.holder): flow.closing for flow in run.accounts}


def test_the_balances_that_a_run_leaves_are_those_the_next_one_begins_with(tmp_path: Path) -> None:
    """To the fen: held, owed, and the rent of later years; both runs close by themselves."""
    first = distribute(read_case(folder(tmp_path / "2020", 2020)))
    left = result_files(first)["balances_next.csv"]
    case = read_case(folder(tmp_path / "2021", 2021, **{"balances.csv": left.decode("utf-8")}))
    second = distribute(case)

    assert {row["account"] for row in rows(left)} == {"rent_ahead", "reserve", "carried", "backpay"}
    opening = {(flow.account, flow.holder): flow.opening for flow in second.accounts}
    assert closing(first) == opening
    assert first.totals.closing_held == second.totals.opening_held
    # 60,000.01 over 60 months from 15 March: 9 and 17/31 months in 2020, 12 in 2021.
    assert first.gross == 9_548_39
    assert second.gross == 12_000_00 + 77_70
    for run in (first, second):
        assert run.totals.difference == 0
        assert all(flow.left == 0 for flow in run.pools)
    came = 60_000_01 + 77_70
    paid = first.totals.paid + second.totals.paid
    assert paid + second.totals.closing_held == came
    assert closing(second)["rent_ahead", "a1"] == 60_000_01 - 9_548_39 - 12_000_00


def test_without_the_balances_the_second_year_is_refused(tmp_path: Path) -> None:
    """The rent that the first run kept would be shared from nothing."""
    case = read_case(folder(tmp_path / "2021", 2021))

    with pytest.raises(Refused, match=r"run\.unearned-missing"):
        distribute(case)


def test_a_contract_is_told_apart_in_a_known_way(tmp_path: Path) -> None:
    """Else its row says which there are."""
    wrong = FILES["contracts.csv"].replace("months", "weeks")

    with pytest.raises(Refused) as refusal:
        read_case(folder(tmp_path / "2020", 2020, **{"contracts.csv": wrong}))
    (finding,) = refusal.value.findings
    assert finding.place == "contracts.csv:2:分摊"
    assert "days, months" in finding.advice


CAPPED = """\
plan: {id: bills, version: 1, from: 2020-01-01, to: 2020-12-31, currency: CNY}
registers: {bills: {holder: household, columns: {amount: money}}}
accounts: {carried: {held: collective}}
pools: {net: {per: collective, fed_by: {income: {}}, opening: carried}}
steps:
  - {id: bills, from: net, take: needed, among: bills, pay: row.amount, clause: "§1",
     at_most: {most: [0, {minus: [400 yuan, {earlier: bills, since: year}]}]},
     short: refuse, if_none: skip}
  - {id: left, from: net, take: remaining, to: {account: carried}, clause: "§2"}
"""


def test_what_was_given_is_handed_on_from_run_to_run(tmp_path: Path) -> None:
    """A yearly limit holds across half-years, in folders with English and Chinese headers."""
    head = "period: {{from: 2020-0{}, to: 2020-{}}}\nsynthetic: {{zh: 合成, en: made up}}\n"
    shared = {
        "plan.yaml": CAPPED,
        "contracts.csv": "id,asset,kind\n",
        "income.csv": "asset,received_on,kind,amount\na1,2020-03-01,rent,2000\n",
    }
    bills = "id,holder,amount\nb1,h1,300\nb2,h2,50\n"
    first_files = {**shared, "case.yaml": head.format("1-01", "06-30"), "bills.csv": bills}
    first = distribute(read_case(folder(tmp_path / "first", 2020, **first_files)))
    made = result_files(first)
    earlier = made["earlier_next.csv"].decode("utf-8")
    assert rows(made["earlier_next.csv"])[0] == {
        "step": "bills",
        "claimant": "h1",
        "party": "h1",
        "amount": "300.00",
        "to": "2020-06-30",
        "from_run": first.distribution_id,
    }

    chinese = earlier.replace(
        "step,claimant,party,amount,to,from_run", "步骤,分配对象,所在户,金额,期间止,来源"
    )
    second_files = {
        **shared,
        "case.yaml": head.format("7-01", "12-31"),
        "bills.csv": bills,
        "balances.csv": made["balances_next.csv"].decode("utf-8"),
    }
    for name, table in (("earlier", earlier), ("以往分配", chinese)):
        files = {**second_files, f"{name}.csv": table}
        second = distribute(read_case(folder(tmp_path / name, 2020, **files)))
        assert second.given == {"h1": 100_00, "h2": 50_00}
        assert len(rows(result_files(second)["earlier_next.csv"])) == 4
        assert second.totals.opening_held == first.totals.closing_held
    assert "earlier_next.csv" not in result_files(
        distribute(read_case(folder(tmp_path / "x", 2020)))
    )
