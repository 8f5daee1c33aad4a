"""The points of a result: every entry is there, and they add up to the total that is shared by."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from openpyxl import load_workbook

from benefit_share import Refused, Run, distribute, read_case
from benefit_share.files.results.tables import result_tables
from benefit_share.files.workbook import results
from benefit_share.files.workbook.results import result_book
from house_map import ROOT
from house_result_tables import emptied, recalculated, rows_of, run_of

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = ("wendeng-points", "shenzhou-greenhouse", "dachong-points")
POINTS = "积分 points"


def of_way(way: str) -> Run:
    """Return the run of persons' points that become those of their household in some way."""
    case = read_case(ROOT / "examples/wendeng-points")
    assert case.plan.points is not None
    scheme = attrs.evolve(case.plan.points, to_household=way)
    # Totals of several persons are beyond the bands of the plan, so nothing is shared by them.
    steps = tuple(one for one in case.plan.steps if one.share is None and one.pay is None)
    return distribute(
        attrs.evolve(
            case, plan=attrs.evolve(case.plan, points=scheme, steps=steps or case.plan.steps)
        )
    )


def figures(rows: list[dict[str, Any]], column: str) -> dict[str, Fraction]:
    """Return the sum of a column for each that is scored."""
    found: dict[str, Fraction] = {}
    for row in rows:
        if row[column] is not None:
            whose = row["person"] or row["party"]
            found[whose] = found.get(whose, Fraction(0)) + Fraction(row[column])
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_entries_add_up_to_the_points(name: str) -> None:
    """Of everybody scored: what is begun with, the entries that count, and the limits."""
    run = run_of(name)
    rows = [row for row in rows_of(run, "points") if row["base"] is not None]
    entries = rows_of(run, "entries")
    counted = figures(entries, "counted")

    assert sorted(row["entry"] for row in entries) == sorted(one.id for one in run.case.points)
    for row in rows:
        whose = row["person"] or row["party"]
        parts = (Fraction(row[one]) for one in ("base", "counted", "limits", "normalised"))
        assert Fraction(row["counted"]) == counted.get(whose, 0)
        assert sum(parts) == Fraction(row["points"])


def test_an_entry_that_counts_less_says_why() -> None:
    """With the points before and after, the day, the clause and the evidence."""
    rows = {row["entry"]: row for row in rows_of(run_of("shenzhou-greenhouse"), "entries")}
    capped = rows["P0420"]

    assert (capped["party"], capped["on"], capped["quantity"]) == ("H002", "2020-08-03", "6")
    assert (capped["entered"], capped["counted"]) == ("12", "6")
    assert (capped["zh"], capped["clause"]) == ("已达该项目上限 → 6", "第五条(一)")
    assert capped["evidence"] == "合成-出勤表"
    assert rows["P0001"]["zh"] == "不属于本期 → 0"


@pytest.mark.needs("spreadsheet")
@pytest.mark.parametrize("name", ["wendeng-points", "shenzhou-greenhouse"])
def test_a_spreadsheet_program_adds_up_the_same_points(name: str, tmp_path: Path) -> None:
    """LibreOffice adds up the entries from nothing, and every total agrees."""
    run = run_of(name)
    data = emptied(result_book(run, result_tables(run)))
    book: Any = load_workbook(recalculated(data, tmp_path), data_only=True)
    rows = list(book[POINTS].iter_rows(min_row=2, values_only=True))

    assert len(rows) == len(rows_of(run, "points"))
    assert {row[9] for row in rows} == {True}
    assert [row[8] for row in rows] == pytest.approx([row[6] for row in rows])


@pytest.mark.needs("spreadsheet")
@pytest.mark.parametrize("way", ["sum", "mean", "highest"])
def test_the_points_of_a_household_are_reckoned_from_its_persons(way: str, tmp_path: Path) -> None:
    """In each of the ways there are; the head is that of an example."""
    run = of_way(way)
    data = emptied(result_book(run, result_tables(run)))
    book: Any = load_workbook(recalculated(data, tmp_path), data_only=True)
    rows = list(book[POINTS].iter_rows(min_row=2, values_only=True))

    assert {row[9] for row in rows} == {True}
    assert any(row[1] and row[6] != 1000 for row in rows)


@pytest.mark.needs("spreadsheet")
def test_an_entry_that_was_changed_does_not_agree(tmp_path: Path) -> None:
    """Or else agreeing would prove nothing."""
    run = run_of("shenzhou-greenhouse")
    book = load_workbook(io.BytesIO(emptied(result_book(run, result_tables(run)))))
    sheet: Any = book["积分明细 entries"]
    sheet["L3"] = sheet["L3"].value + 1
    out = io.BytesIO()
    book.save(out)
    again: Any = load_workbook(recalculated(out.getvalue(), tmp_path), data_only=True)

    assert again[POINTS]["J2"].value is False
    assert again[POINTS]["J3"].value is True


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not left out in silence, as the library that writes the file does."""
    monkeypatch.setattr(results, "ROWS_LIMIT", 3)
    run = run_of("gaoxian-shares")

    with pytest.raises(Refused) as refused:
        result_book(run, result_tables(run))

    assert {one.code for one in refused.value.findings} == {"workbook.too-many-rows"}
