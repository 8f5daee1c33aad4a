"""What is wrong with entries: all faults at once, each with its entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from benefit_share.errors import ValueRefused
from benefit_share.expressions import Literal, Name
from benefit_share.points import Effect, Item, Normalise, PointsSheet, Range, Tier, Tiers
from benefit_share.values import Text

Codes = Callable[..., list[tuple[str, str]]]
Reckon = Callable[..., tuple[PointsSheet, Any]]


def n(text: str | int) -> Literal:
    """Return a plain number."""
    return Literal(Fraction(text))


ADD = Item("add", give=n(10))
LOSE = Item("lose", give=n(-10))
RANGE = Item("range", give=Range(n(-5), n(5)))
HOURS = Item("hours", give=Tiers((Tier(n(4), n(1)),)), total_in="year")
MANUAL = Item("manual", give=Name("manual"))
MINUS = Item("minus", give=Name("manual"), deduction=True)
VETO = Item("veto", effect=Effect(veto=n(0)))
SIZE = Item("size", give=Name("household.size"))
ITEMS = [ADD, LOSE, RANGE, HOURS, MANUAL, MINUS, VETO, SIZE]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("addd", "03-01"), "item-unknown"),
        (("add", "03-01", {"state": "done"}), "state-unknown"),
        (("add", "03-01", {"state": "repaired"}), "repair-unknown"),
        (("add", "03-01", -1), "quantity"),
        (("hours", "03-01", -1), "quantity"),
        (("add", "03-01", "1/3"), "not-a-step"),
        (("manual", "03-01", "0.5"), "not-a-step"),
        (("range", "03-01", 6), "out-of-range"),
        (("range", "03-01", "11/2"), "not-a-step"),
        (("manual", "03-01", -1), "negative"),
        (("minus", "03-01", 1), "positive"),
        (("size", "03-01"), "negative"),
        (("add", "03-01", {"state": "pending"}), "pending"),
        (("add", "03-01", {"subject": "h9"}), "subject-unknown"),
    ],
)
def test_a_fault_of_an_entry_is_found_at_its_entry(
    row: tuple[Any, ...], code: str, codes: Codes, reckon: Reckon
) -> None:
    """And the entry counts for nothing."""
    keys: dict[str, Any] = {"evaluate": lambda *_: Fraction(-1)}

    field = ".item" if code == "item-unknown" else ""
    assert codes(ITEMS, row, **keys) == [(f"points.{code}", f"points[e1]{field}")]
    assert reckon(ITEMS, row, **keys)[0].totals["h1"] == 0


@pytest.mark.parametrize(
    "row",
    [
        ("addd", "03-01", {"state": "withdrawn"}),
        ("addd", "2025-01-01"),
        ("addd", "03-01", {"recorded_on": dt.date(2025, 1, 1)}),
        ("add", "03-01", {"subject": "h9", "state": "withdrawn"}),
        ("add", "2025-01-01", {"subject": "h9"}),
        ("add", "03-01", {"subject": "h9", "recorded_on": dt.date(2025, 1, 1)}),
    ],
)
def test_what_does_not_take_part_is_not_found_fault_with(
    row: tuple[Any, ...], codes: Codes
) -> None:
    """Withdrawn, dated later than the day, or recorded later than the day as known on."""
    assert codes(ITEMS, row, known_on=dt.date(2024, 12, 31)) == []


def test_the_title_of_an_item_leads_to_its_id(reckon: Reckon) -> None:
    """People write what the item is called, which may look like the id of none."""
    labour = Item("labour", give=n(2), title=Text(zh="公益劳动", en="public work"))
    yard = Item("yard", give=n(3), title=Text(zh="庭院整洁", en="tidy yard"))

    for written in ("公益劳动", "公益劳动 ", "Public work"):
        found = reckon([yard, labour], (written, "03-01"))[1]
        assert dict(found[0].params) == {"item": written, "nearest": "labour"}


def test_all_faults_are_found_at_once_in_order_of_path(codes: Codes) -> None:
    """One ledger, four faults."""
    rows: list[tuple[Any, ...]] = [("add", "03-01", {"id": "x"}), ("add", "03-01", {"id": "x"})]
    rows += [("addd", "03-01"), ("manual", "03-01", -1), ("lose", "03-01", 9)]

    assert codes(ITEMS, *rows) == [
        ("points.total-negative", "points"),
        ("points.item-unknown", "points[e3].item"),
        ("points.negative", "points[e4]"),
        ("points.entry-twice", "points[x]"),
    ]


def test_a_total_below_zero_needs_a_least(codes: Codes, reckon: Reckon) -> None:
    """The least may itself lie below zero."""
    assert codes(ITEMS, ("lose", "03-01")) == [("points.total-negative", "points")]
    assert reckon(ITEMS, ("lose", "03-01"), at_least=n(-20))[0].totals["h1"] == -10


def test_persons_are_scored_and_a_household_is_named(codes: Codes) -> None:
    """Only items that go to the head may name it, and it has to have one."""
    family = Item("family", give=n(1), category="family")
    keys: dict[str, Any] = {"of": "person", "head_takes": "family"}

    assert codes([ADD], ("add", "03-01"), **keys) == [("points.subject-household", "points[e1]")]
    assert codes([family], ("family", "03-01"), heads={}, **keys) == [
        ("points.head-missing", "points[e1]")
    ]


def test_a_household_needs_members_and_a_head_that_is_one(codes: Codes) -> None:
    """Where persons are scored, and where the head is what counts."""
    keys: dict[str, Any] = {"of": "person", "to_household": "head"}

    assert codes([ADD], people={"h1": ()}, **keys) == [("points.no-members", "points")]
    assert codes([ADD], heads={"h1": "somebody"}, **keys) == [("points.head-missing", "points")]


def test_a_base_and_a_full_score_that_are_computed_are_checked_for_each_party(
    codes: Codes,
) -> None:
    """A base that is no multiple of the step, a full score of zero."""
    half: dict[str, Any] = {"base": Name("half"), "evaluate": lambda *_: Fraction(1, 2)}
    none: dict[str, Any] = {
        "normalise": Normalise(Fraction(100), Name("full")),
        "evaluate": lambda *_: Fraction(0),
    }

    assert codes([ADD], **half) == [("points.not-a-step", "points.base")]
    assert codes([ADD], **none) == [("points.out-of", "points")]


def test_a_computed_quantity_needs_somebody_to_compute_it(reckon: Reckon) -> None:
    """A broken call, not a fault of the content."""
    with pytest.raises(ValueRefused, match="evaluate"):
        reckon([SIZE], ("size", "03-01"))


def test_a_computed_quantity_is_asked_for_the_party_and_the_day(reckon: Reckon) -> None:
    """The day is that of the act; for the base it is that of the sheet."""
    asked: list[tuple[Any, ...]] = []

    def evaluate(*question: Any) -> Fraction:
        asked.append(question)
        return Fraction(3)

    sheet, _ = reckon([SIZE], ("size", "03-01", 2), base=Name("b"), evaluate=evaluate)

    assert sheet.totals["h1"] == 9
    assert asked == [
        (Name("b"), "h1", dt.date(2024, 12, 31)),
        (Name("household.size"), "h1", dt.date(2024, 3, 1)),
    ]
