"""What a table leaves out or says twice, and what nothing ever reaches."""

from __future__ import annotations

import pytest

from benefit_share.expressions.quantity import TableOf
from benefit_share.plan import check_plan
from benefit_share.plan.model import FactDeclaration, Plan, Table, TableRow
from house_case import among, bands, codes, has, limits, plan_of, q, rest, step

VALUES = {"category": FactDeclaration(values=("dibao", "tekun", "other"))}
SCORE = {"score": FactDeclaration(type_="number")}


def plan(*rows: TableRow, several: str = "refuse") -> Plan:
    """Return a plan that shares by a table."""
    return plan_of(
        among("all", take="remaining", share=TableOf("t", several)),
        tables={"t": Table(rows)},
        facts=VALUES | SCORE,
    )


def row(when: object, is_: str = "1") -> TableRow:
    """Return a row."""
    return TableRow(when, q(is_))  # type: ignore[arg-type]  # of several kinds, as a row takes them


def said(one: Plan) -> list[tuple[str, str]]:
    """Return the codes of everything but notes."""
    return codes(check_plan(one)[1])


LOW, HIGH = row(bands("score", "[0,1029]")), row(bands("score", "[1030,1049]"))


def test_numbers_between_two_rows_are_a_gap() -> None:
    """The published bands of points leave 1029.5 out."""
    found = check_plan(plan(LOW, HIGH))[1]

    assert codes(found) == [("plan.table-gap", "tables.t")]
    assert dict(found[-1].params) == {"name": "t", "where": "(1029,1030)"}


@pytest.mark.parametrize(
    "rows",
    [
        (LOW, row(bands("score", "(1029,1049]"))),
        (LOW, HIGH, row(None)),
        (row(bands("household.size", "[1,2]")), row(bands("household.size", "[3,)"))),
        (LOW, row(limits("score", above="1040"))),
        (LOW, row(bands("household.size", "[3,)"))),
    ],
    ids=["meeting", "else", "whole-numbers", "other-form", "two-facts"],
)
def test_no_gap_is_seen_where_there_is_none(rows: tuple[TableRow, ...]) -> None:
    """Or where only the values can tell."""
    assert said(plan(*rows, several="first")) == []


def test_a_value_in_two_rows_is_an_overlap_unless_the_use_says_which_counts() -> None:
    """Bands as well as words."""
    band = (row(bands("score", "[0,60]")), row(bands("score", "[60,100]")))
    word = (row(has("category", "dibao", "other")), row(has("category", "dibao", "tekun")))

    for rows in (band, word):
        assert said(plan(*rows)) == [("plan.table-overlap", "tables.t")]
        assert said(plan(*rows, several="highest")) == []


def test_a_category_without_a_row_is_named() -> None:
    """Every declared value needs a row, or a last row for all others."""
    rows = (row(has("category", "dibao")), row(has("category", "tekun")))
    found = check_plan(plan(*rows))[1]

    assert codes(found) == [("plan.table-category", "tables.t")]
    assert dict(found[-1].params)["missing"] == "other"
    assert said(plan(*rows, row(None), several="first")) == []
    assert said(plan(row(has("unheard", "x")), row(has("unheard", "y")))) == []


def test_rows_below_one_that_always_fits_are_never_reached() -> None:
    """Where the first that fits is taken; where all count, it is a row like another."""
    rows = (row(None), row(bands("score", "[0,60]")))

    assert said(plan(*rows, several="first")) == [("plan.table-row-unreached", "tables.t[1]")]
    assert said(plan(*rows, several="sum")) == []
    assert said(plan(*reversed(rows), several="first")) == []


def test_a_row_that_always_fits_is_one_too_many_where_one_may_fit() -> None:
    """Beside any other there are two, which the run would refuse household by household."""
    rows = (row(bands("score", "[0,60]")), row(None))

    assert said(plan(*rows, several="refuse")) == [("plan.table-row-always", "tables.t[1]")]
    assert said(plan(rows[1], several="refuse")) == []


def test_a_step_below_one_that_takes_the_rest_is_never_reached() -> None:
    """Unless the one above has a condition, a limit, or divides: then something may be left."""
    late = step("late", take="1 yuan", to="payee.x", short=None)
    assert ("plan.step-unreached", "steps[1]") in said(plan_of(rest(), late))

    for first in (
        rest(budget="5 yuan"),
        rest(where=has("status", "x")),
        among("all", take="remaining"),
    ):
        end = step("end", take="remaining", to="payee.y")
        found = said(plan_of(first, late, end))
        assert "plan.step-unreached" not in {code for code, _ in found}
