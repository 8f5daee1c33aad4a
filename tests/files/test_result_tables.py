"""The tables of a result: what they say adds up, and a spreadsheet reckons the same."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook

from benefit_share import Refused, distribute, read_case
from benefit_share.distribution import SlicedRun, run_case
from benefit_share.files import table_files, write_result
from benefit_share.files.results.tables import result_tables
from benefit_share.files.workbook.results import result_book
from house_map import ROOT
from house_result_tables import emptied, recalculated, rows_of, run_of

EXAMPLES = ("shenzhou-greenhouse", "zhangzhai-solar", "wendeng-points", "gaoxian-shares")
ALLOCATION, STEPS, SUMMARY = "分配 allocation", "步骤 steps", "汇总 summary"


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_tables_of_a_result_add_up(name: str) -> None:
    """The roster, the allocation and the payout list tell of one money, and it closes."""
    run = run_of(name)
    roster, payout = rows_of(run, "roster"), rows_of(run, "payout")
    last = rows_of(run, "conservation")[-1]

    assert sum(row["awarded"] for row in roster) == sum(run.given.values())
    assert sum(row["payable"] for row in payout) == sum(row["payable"] for row in roster)
    assert all(row["awarded"] + row["difference"] == row["payable"] for row in payout)
    assert all(
        row["opening"] + row["in"] - row["out"] == row["left"]
        for row in rows_of(run, "conservation")
    )
    assert last["what"] == "run"
    assert last["out"] == run.totals.paid


def test_the_payout_list_has_the_columns_of_practice_and_no_whole_account() -> None:
    """Fifteen columns in order; of an account four digits, of an identity number nothing."""
    case = read_case(ROOT / "examples/shenzhou-greenhouse")
    household = case.households[0].id
    from benefit_share.households import Payee

    account, id_number = "6228480012345678", "990000197001010010"
    payee = Payee(household, "合成001", id_number, account, "农商行", "13800000000")
    run = distribute(attrs.evolve(case, payees=(payee,)))
    (table,) = (one for one in result_tables(run) if one.name == "payout")
    text = repr(list(table.rows()))

    assert [column.title.zh for column in table.columns] == [
        *("序号", "村/组", "户编号", "户主", "人口", "类别", "积分", "计算依据(系数/标准)"),
        *("应发", "扣/补", "实发", "开户行", "账号(末四位)", "领款人签字/日期", "备注"),
    ]
    assert "5678" in text
    assert account not in text
    assert id_number not in text


def test_csv_files_hold_what_the_tables_say() -> None:
    """Amounts in main units, whole numbers and texts as they are."""
    run = run_of("shenzhou-greenhouse")
    files = table_files(run, csv=True)
    read = list(csv.DictReader(io.StringIO(files["tables/roster.csv"].decode("utf-8"))))
    told = rows_of(run, "roster")

    assert [row["party"] for row in read] == [row["party"] for row in told]
    assert [int(row["awarded"].replace(".", "")) for row in read] == [
        row["awarded"] for row in told
    ]
    assert sorted(files) == sorted(f"tables/{one.name}.csv" for one in result_tables(run))


def test_parquet_files_hold_what_the_tables_say() -> None:
    """Text and whole numbers, amounts in minor units, the same bytes again."""
    parquet = pytest.importorskip("pyarrow.parquet")
    run = run_of("zhangzhai-solar")
    files = table_files(run, parquet=True)
    read = parquet.read_table(io.BytesIO(files["tables/allocation.parquet"])).to_pylist()

    assert [row["amount_minor"] for row in read] == [
        row["amount"] for row in rows_of(run, "allocation")
    ]
    assert [row["exact"] for row in read] == [row["exact"] for row in rows_of(run, "allocation")]
    assert table_files(run, parquet=True) == files


def test_parquet_without_its_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the name of the extra."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)

    with pytest.raises(Refused) as refused:
        table_files(run_of("gaoxian-shares"), parquet=True)

    assert [one.code for one in refused.value.findings] == ["file.no-parquet"]


def test_the_same_run_gives_the_same_workbook(tmp_path: Path) -> None:
    """To the byte; and a folder with it is a result, which the next one replaces."""
    run = run_of("gaoxian-shares")
    files = table_files(run, workbook=True, csv=True)

    assert table_files(run, workbook=True, csv=True) == files

    for _ in range(2):
        write_result({"summary.json": b'{"format": "benefit-share/summary/1"}', **files}, tmp_path)

    assert (tmp_path / "result.xlsx").read_bytes() == files["result.xlsx"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_claim_has_its_formula_or_the_reason_why_not(name: str) -> None:
    """And the value beside it is the recorded one."""
    run = run_of(name)
    book = load_workbook(io.BytesIO(result_book(run, result_tables(run))))
    rows = list(book[ALLOCATION].iter_rows(min_row=2, values_only=True))
    amounts = [row["amount"] for row in rows_of(run, "allocation")]

    assert [row[11] for row in rows] == amounts
    assert all(
        (str(row[13]).startswith("=K") and str(row[10]).startswith("=")) or " / " in str(row[13])
        for row in rows
    )


def test_where_a_spreadsheet_would_reckon_wrongly_the_cell_says_so() -> None:
    """Weights so long that the product passes 2^53."""
    run = run_of("gaoxian-shares")
    places = {number: node for number, node in enumerate(run.nodes) if node.division is not None}
    (number, node), *_ = places.items()
    division = node.division
    assert division is not None
    long = attrs.evolve(
        division,
        asked=tuple(one * (10**14 + 1) for one in division.asked),
        multiplier=division.multiplier / (10**14 + 1) if division.multiplier else None,
    )
    nodes = [*run.nodes]
    nodes[number] = attrs.evolve(node, division=long)
    changed = attrs.evolve(run, nodes=tuple(nodes))
    book = load_workbook(io.BytesIO(result_book(changed, result_tables(changed))))

    assert {
        str(row[13])[:7] for row in book[ALLOCATION].iter_rows(min_row=2, values_only=True)
    } == {"超过 2^53"}


@pytest.mark.needs("spreadsheet")
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_spreadsheet_program_reckons_the_same(name: str, tmp_path: Path) -> None:
    """LibreOffice recalculates every formula from nothing, and agrees with every amount."""
    run = run_of(name)
    data = emptied(result_book(run, result_tables(run)))
    book: Any = load_workbook(recalculated(data, tmp_path), data_only=True)
    rows = list(book[ALLOCATION].iter_rows(min_row=2, values_only=True))
    steps = list(book[STEPS].iter_rows(min_row=2, values_only=True))
    reckoned = [row for row in rows if row[10] is not None]

    assert len(reckoned) > len(rows) // 2
    assert [row[10] for row in reckoned] == [row[11] for row in reckoned]
    assert {row[13] for row in reckoned} == {True}
    assert {row[11] for row in steps} == {True}
    assert {row[12] for row in steps} <= {True, None} | {
        one for one in (row[12] for row in steps) if isinstance(one, str)
    }
    assert any(row[1] is True for row in book[SUMMARY].iter_rows(values_only=True))


@pytest.mark.needs("spreadsheet")
def test_a_changed_amount_does_not_agree(tmp_path: Path) -> None:
    """Or else agreeing would prove nothing."""
    run = run_of("gaoxian-shares")
    data = emptied(result_book(run, result_tables(run)))
    book = load_workbook(io.BytesIO(data))
    sheet: Any = book[ALLOCATION]
    sheet["L2"] = sheet["L2"].value + 1
    out = io.BytesIO()
    book.save(out)
    again: Any = load_workbook(recalculated(out.getvalue(), tmp_path), data_only=True)

    assert again[ALLOCATION]["N2"].value is False
    assert again[ALLOCATION]["N3"].value is True
    assert again[STEPS]["L2"].value is False


def sliced() -> SlicedRun:
    """Return a run in which two versions of the rules share the period."""
    run = run_case(read_case(ROOT / "examples/lingtai-versions"))
    assert isinstance(run, SlicedRun)
    return run


def test_several_versions_stand_in_one_table_with_their_slice_and_people_once() -> None:
    """What each version gave adds up to what the roster and the payout list say."""
    run = sliced()
    tables = {one.name: one for one in result_tables(run)}
    roster = {row["party"]: row for row in rows_of(run, "roster")}
    allocation = rows_of(run, "allocation")
    given = dict.fromkeys(roster, 0)
    for row in allocation:
        given[row["party"]] = given.get(row["party"], 0) + row["amount"]

    assert {row["slice"] for row in allocation} == {1, 2}
    assert [row["awarded"] for row in roster.values()] == [given[party] for party in roster]
    assert sum(row["payable"] for row in rows_of(run, "payout")) == sum(
        row["payable"] for row in roster.values()
    )
    assert sum(row["awarded"] for row in roster.values()) == sum(run.given.values())
    assert "第1段" in rows_of(run, "payout")[0]["basis"]
    assert "第2段" in rows_of(run, "payout")[0]["basis"]
    assert tables["roster"].columns[0].name == "number"
    assert {"tables/allocation.csv", "result.xlsx"} <= set(
        table_files(run, csv=True, workbook=True)
    )


@pytest.mark.needs("spreadsheet")
def test_the_workbook_has_an_allocation_for_each_version_and_their_sum(tmp_path: Path) -> None:
    """LibreOffice reckons each version from nothing, and adds them up for every party."""
    run = sliced()
    data = emptied(result_book(run, result_tables(run)))
    book: Any = load_workbook(recalculated(data, tmp_path), data_only=True)
    together = list(book["各段合计 slices together"].iter_rows(min_row=2, values_only=True))

    for number in (1, 2):
        rows = list(
            book[f"分配{number} allocation {number}"].iter_rows(min_row=2, values_only=True)
        )
        reckoned = [row for row in rows if row[10] is not None]
        assert reckoned
        assert {row[13] for row in reckoned} == {True}
        steps = book[f"步骤{number} steps {number}"].iter_rows(min_row=2, values_only=True)
        assert {row[11] for row in steps} == {True}
    assert {row[0]: row[4] for row in together} == dict(run.given)
    assert {row[5] for row in together} == {True}
    assert any(row[1] is True for row in book[SUMMARY].iter_rows(values_only=True))
