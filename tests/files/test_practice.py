"""The tables of practice: the headers to the letter, and nothing in them that the case lacks."""

from __future__ import annotations

import csv
import io
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook

from benefit_share import Run, distribute, read_case
from benefit_share.distribution import Case
from benefit_share.files import table_files
from benefit_share.files.results.tables import result_tables
from benefit_share.files.workbook.results import result_book
from benefit_share.households import FactRow
from benefit_share.plan.model import FactDeclaration
from house_map import ROOT
from house_result_tables import rows_of, run_of

HEADERS = {
    "village_income": (
        "序号 镇编号 编号 镇 村 净收益总额 土地经营及租赁收入 村集体分配额 股东分配额 本期留存额"
        " 上期结转额 农村型股份总数 农村型股份单价 城市型股份总数 城市型股份单价 统计年份"
    ),
    "shareholders": (
        "序号 镇编号 股东姓名 股东编号 身份证号 联系电话 家庭人数 所在镇 所在村 股金总数 股份类型"
        " 入股时间 统计年份"
    ),
    "point_items": "信息属性 信息类别 信息层级 评价标准 信用赋分 备注",
}
INCOMES = {
    "income_wages": "12000.00",
    "income_business": "3000.50",
    "income_property": "0.00",
    "income_transfer": "600.00",
    "income_costs": "2000.50",
}


def given(case: Case, facts: dict[str, tuple[str, str]], values: dict[str, dict[str, str]]) -> Case:
    """Return a case whose plan declares more facts, by name whose and of which type."""
    declared = {
        name: FactDeclaration(of=of, type_=type_, sensitive=False)
        for name, (of, type_) in facts.items()
    }
    plan = attrs.evolve(case.plan, facts={**case.plan.facts, **declared})
    rows = [
        FactRow(subject, name, value)
        for subject, told in values.items()
        for name, value in told.items()
    ]
    return attrs.evolve(case, plan=plan, facts=(*case.facts, *rows))


def case_of(name: str) -> Case:
    """Return an example."""
    return read_case(ROOT / "examples" / name)


def titles(run: Run, name: str) -> list[str]:
    """Return the Chinese headers of a table."""
    (table,) = (one for one in result_tables(run) if one.name == name)
    return [column.title.zh for column in table.columns]


def names(run: Run) -> set[str]:
    """Return the names of all tables."""
    return {one.name for one in result_tables(run)}


def lacking(run: Run) -> dict[str, int]:
    """Return the columns that are to be given, and how many of their cells are empty."""
    return {f"{row['table']}.{row['column']}": row["empty"] for row in rows_of(run, "to_give")}


def holders() -> Run:
    """Return a run in which two of 138 households say which shares they hold."""
    facts = {
        "town": ("collective", "category"),
        "share_capital": ("household", "money"),
        "share_type": ("household", "category"),
    }
    case = case_of("gaoxian-shares")
    first, second = (one.id for one in case.households[:2])
    told = {"share_capital": "7246.38", "share_type": "农村型"}
    return distribute(
        given(case, facts, {"gaoxian": {"town": "合成镇"}, first: told, second: told})
    )


def test_the_headers_are_those_that_are_published() -> None:
    """To the letter, in order."""
    assert titles(run_of("zhangzhai-solar"), "village_income") == HEADERS["village_income"].split()
    assert titles(run_of("wendeng-points"), "point_items") == HEADERS["point_items"].split()
    assert titles(holders(), "shareholders") == HEADERS["shareholders"].split()
    assert titles(run_of("gaoxian-shares"), "returns_1") == [
        *("乡(镇)街", "投入资金(万元)", "按投入资金5%收益(万元)"),
    ]


def test_a_table_that_does_not_apply_is_not_written() -> None:
    """No points, no shares, no guaranteed return, no incomes of households: no such tables."""
    practice = {"village_income", "shareholders", "point_items", "returns_1", "income_card"}

    assert names(run_of("yongji-residue")) & practice == {"village_income"}
    assert names(run_of("wendeng-points")) & practice == {"village_income", "point_items"}


def test_what_a_village_has_is_what_its_people_and_its_balances_have() -> None:
    """The sums over the villages are those of the run; rents are those that came."""
    run = run_of("wendeng-points")
    (row,) = rows_of(run, "village_income")

    assert (row["to_people"], row["to_village"], row["kept"]) == (250_000, 50_000, 50_000)
    assert (row["net"], row["rent"], row["year"]) == (300_000, 300_000, "2021")
    run = run_of("zhangzhai-solar")
    rows = rows_of(run, "village_income")
    assert sum(row["to_people"] for row in rows) == sum(run.given.values())
    assert sum(row["kept"] for row in rows) == sum(
        flow.closing for flow in run.accounts if flow.holder in run.case.scope
    )


def test_a_net_income_that_the_case_does_not_hold_stays_empty() -> None:
    """A payee of the plan may be a cost or a partner; only a stated figure is taken."""
    case = case_of("gaoxian-shares")
    (empty,) = rows_of(distribute(case), "village_income")
    stated = given(
        case, {"net_income": ("collective", "money")}, {"gaoxian": {"net_income": "79000.00"}}
    )
    (full,) = rows_of(distribute(stated), "village_income")

    csv_ = table_files(distribute(case), csv=True)["tables/village_income.csv"].decode("utf-8")
    (line,) = csv.DictReader(io.StringIO(csv_))

    assert empty["net"] is None
    assert (line["net"], line["to_people"]) == ("", "79000.00")
    assert full["net"] == 7_900_000
    assert lacking(distribute(case))["村级收益分配表.净收益总额"] == 1
    assert "村级收益分配表.净收益总额" not in lacking(distribute(stated))


def test_what_is_missing_is_named_and_how_many_cells() -> None:
    """Of 138 shareholders two are known; numbers of identity never come into a result."""
    run = holders()
    found, rows = lacking(run), rows_of(run, "shareholders")

    assert found["股东名册.股金总数"] == 136
    assert found["股东名册.身份证号"] == 138
    assert "股东名册.所在镇" not in found
    assert {row["town"] for row in rows} == {"合成镇"}
    assert rows[0]["share_capital"] == "7246.38"
    assert {row["id_number"] for row in rows} == {None}


def test_the_points_that_an_item_gives_are_those_of_the_plan() -> None:
    """Each form in the words of the plan: fixed, tiers, brackets, by the assessors."""
    told = rows_of(run_of("wendeng-points"), "point_items")
    rows = {row["standard"].split("（")[0].split(" / ")[0]: row for row in told}

    assert rows["无偿献血"]["points"] == "10"
    assert rows["乱扔垃圾"]["property"] == "扣分 / deducts"
    assert rows["志愿服务时长"]["points"].startswith("≥ 4 hour: 1; ≥ 10 hour: 2")
    assert rows["捐款"]["points"].startswith("> 0 yuan: 0.1 / 10 yuan; > 100 yuan: 1 / 100 yuan")
    assert rows["区级表彰"]["points"].startswith("由评定者")
    assert rows["参加培训"]["remark"].startswith("每年上限 3")


def test_a_guaranteed_return_is_told_in_ten_thousands() -> None:
    """Exactly, with six decimals if it must."""
    (row,) = rows_of(run_of("gaoxian-shares"), "returns_1")

    assert (row["principal"], row["due"]) == ("100", "5")


def test_an_income_card_adds_up_only_what_is_all_known() -> None:
    """K, S and T of the household with all figures; of the others the sums stay empty."""
    case = case_of("wendeng-points")
    facts = dict.fromkeys(INCOMES, ("household", "money"))
    run = distribute(given(case, facts, {"W004": INCOMES}))
    rows = {row["code"]: row for row in rows_of(run, "income_card")}

    assert rows["W004"]["persons"] == 2
    assert (rows["W004"]["total"], rows["W004"]["net"]) == ("15600.5", "13600")
    assert rows["W004"]["each"] == "6800"
    assert rows["W003"]["total"] is None


@pytest.mark.parametrize("type_", ["number", "category"])
def test_a_word_is_never_taken_for_a_number(type_: str) -> None:
    """A fact that is declared otherwise leaves the column empty, and the workbook is written."""
    case = case_of("gaoxian-shares")
    value = {"number": "100", "category": "一百"}[type_]
    stated = given(
        case, {"rural_shares": ("collective", type_)}, {"gaoxian": {"rural_shares": value}}
    )
    run = distribute(stated)
    (row,) = rows_of(run, "village_income")
    book: Any = load_workbook(io.BytesIO(result_book(run, result_tables(run))))

    assert row["rural_shares"] == {"number": "100", "category": None}[type_]
    assert (
        book["村级收益分配表 village income"]["L2"].value
        == {"number": 100, "category": None}[type_]
    )
