"""The sheet as a value: totals, rows, reasons, figures to be digested."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from benefit_share.expressions import Literal
from benefit_share.points import Item, PointsSheet, Reason

Reckon = Callable[..., tuple[PointsSheet, Any]]


def n(text: str | int) -> Literal:
    """Return a plain number."""
    return Literal(Fraction(text))


ADD = Item("add", give=n(10))
LOSE = Item("lose", give=n(-10))
ROWS = [("add", "03-01", {"subject": "m1"}), ("add", "03-02", {"subject": "m2"})]
ROWS += [("add", "03-03", {"subject": "m2"}), ("lose", "03-04", {"subject": "m1"})]


def test_every_household_has_a_total_also_without_an_entry(reckon: Reckon) -> None:
    """The base, in order of id."""
    sheet, _ = reckon([ADD], people={"h2": (), "h1": ()}, base=n(7))

    assert list(sheet.totals) == ["h1", "h2"]
    assert set(sheet.totals.values()) == {Fraction(7)}


@pytest.mark.parametrize(
    ("way", "points", "added"),
    [("sum", 22, 30), ("head", 1, 10), ("highest", 21, 20), ("mean", 11, 15)],
)
def test_persons_are_put_together_to_their_household(
    way: str, points: int, added: int, reckon: Reckon
) -> None:
    """The items of the household are those of the persons whose points it has."""
    sheet, _ = reckon([ADD, LOSE], *ROWS, of="person", to_household=way, base=n(1))

    assert sheet.totals == {"h1": points}
    assert sheet.total("h1") == points
    assert sheet.item_totals("h1")["add"] == added
    assert sheet.item_totals("m2") == {"add": 20, "lose": 0}


def test_of_equals_the_highest_is_the_first(reckon: Reckon) -> None:
    """So the items shown do not depend on an order."""
    sheet, _ = reckon([ADD], *ROWS[:2], of="person", to_household="highest", base=n(1))

    assert sheet.item_totals("h1") == {"add": 10}


def test_a_household_scored_has_the_entries_of_all_its_members(reckon: Reckon) -> None:
    """`of: household`, whoever is named."""
    sheet, _ = reckon([ADD, LOSE], *ROWS)

    assert sheet.parties() == ("h1",)
    assert [fate.entry for fate in sheet.explain("h1")] == ["e1", "e2", "e3", "e4"]
    assert sheet.item_totals("h1") == {"add": 30, "lose": -10}


def test_a_household_is_explained_by_the_entries_of_its_persons(reckon: Reckon) -> None:
    """In order of day, whatever the person; a person by its own."""
    sheet, _ = reckon([ADD, LOSE], *ROWS, of="person")

    assert [fate.entry for fate in sheet.explain("h1")] == ["e1", "e2", "e3", "e4"]
    assert [fate.entry for fate in sheet.explain("m2")] == ["e2", "e3"]


def test_a_row_has_base_columns_and_total(reckon: Reckon) -> None:
    """And the household of the person."""
    sheet, _ = reckon([ADD, LOSE], *ROWS, of="person", base=n(1))
    row = sheet.row("m2")

    assert (row.party, row.household) == ("m2", "h1")
    assert [row.base, row.total] == [1, 21]
    assert row.columns["entered"] == 20


def test_what_was_recorded_later_is_left_out_and_said(reckon: Reckon) -> None:
    """As known on a day; everything is known where no day is given."""
    row = ("add", "03-01", {"recorded_on": dt.date(2024, 4, 2)})
    early, _ = reckon([ADD], row, known_on=dt.date(2024, 4, 1))
    late, _ = reckon([ADD], row, known_on=dt.date(2024, 4, 2))

    assert [fate.reason for fate in early.explain("h1")] == [Reason.NOT_KNOWN]
    assert [early.totals["h1"], late.totals["h1"]] == [0, 10]


def test_entries_of_nobody_are_kept_beside_the_sheet(reckon: Reckon) -> None:
    """In order of day and id."""
    rows: list[tuple[Any, ...]] = [
        ("add", "03-02", {"subject": "x"}),
        ("add", "03-01", {"subject": "y"}),
    ]
    sheet, _ = reckon([ADD], *rows)

    assert [(fate.entry, fate.reason) for fate in sheet.unplaced] == [
        ("e2", Reason.UNKNOWN_SUBJECT),
        ("e1", Reason.UNKNOWN_SUBJECT),
    ]


def test_the_figures_to_be_digested_are_lists_of_text(reckon: Reckon) -> None:
    """Each party, then each household."""
    sheet, _ = reckon([ADD], ("add", "03-01"), base=n(1))

    assert sheet.canonical() == [
        ["h1", "h1", "1", ["10", *["0"] * 12], "11"],
        ["h1", "11"],
    ]


def test_a_sheet_is_a_value(reckon: Reckon) -> None:
    """It compares by what it says, and can be hashed, copied and pickled."""
    sheet, _ = reckon([ADD, LOSE], *ROWS, of="person")
    other, _ = reckon([ADD, LOSE], *ROWS[::-1], of="person")

    assert sheet != other  # numbered in the order written, so the entries differ
    for twin in (copy.deepcopy(sheet), pickle.loads(pickle.dumps(sheet))):
        assert twin == sheet
        assert hash(twin) == hash(sheet)
        assert twin.explain("h1") == sheet.explain("h1")
