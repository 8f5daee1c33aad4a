"""The stages, one by one, where the published rules leave a corner unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from benefit_share.expressions import Literal, Name
from benefit_share.points import (
    COLUMNS,
    Bracket,
    Brackets,
    Cap,
    Duration,
    Effect,
    Group,
    Item,
    PointsSheet,
    Range,
    Reason,
    Repair,
    Repeat,
    Tier,
    Tiers,
    Validity,
)
from benefit_share.values import Band

Total = Callable[..., Fraction]
Reckon = Callable[..., tuple[PointsSheet, Any]]


def n(text: str | int) -> Literal:
    """Return a plain number."""
    return Literal(Fraction(text))


def reasons(sheet: PointsSheet, party: str = "h1") -> list[str]:
    """Return the reason of each entry, in order of day and id."""
    return [str(fate.reason) for fate in sheet.explain(party)]


ADD = Item("add", give=n(10))
LOSE = Item("lose", give=n(-10))
HOURS = Item("hours", of="hour", total_in="ever", give=Tiers((Tier(n(4), n(1)), Tier(n(8), n(3)))))
EARNED = {"counts": "earned_in"}
YEAR = (Validity(Band.parse("[-15,0)"), years=1), Validity(Band.parse("(,-15)"), years=2))


def test_the_columns_stand_in_the_order_of_the_stages() -> None:
    """What a reader adds up, from left to right."""
    assert COLUMNS == (
        "entered",
        "same_act",
        "each",
        "repetition",
        "alive",
        "reset",
        "totalled",
        "item_cap",
        "group_cap",
        "frozen",
        "veto",
        "limits",
        "normalised",
    )


@pytest.mark.parametrize(("quantity", "points"), [(1, 10), (3, 30), ("1/2", 5), (0, 0)])
def test_an_item_gives_so_many_points_for_each_one(
    quantity: Any, points: int, total: Total
) -> None:
    """Also for a part of one, if that is a multiple of the step."""
    assert total([ADD], ("add", "03-01", quantity)) == points


def test_of_two_entries_of_one_act_the_larger_counts_the_earlier_of_equals(
    reckon: Reckon,
) -> None:
    """The one met first gives way to a larger one."""
    big = Item("big", give=n(20))
    rows: list[tuple[Any, ...]] = [("add", "03-01", {"act": "a"}), ("big", "03-02", {"act": "a"})]
    rows += [("add", "04-01", {"act": "b"}), ("add", "04-02", {"act": "b"}), ("add", "05-01")]
    sheet, _ = reckon([ADD, big], *rows)

    assert reasons(sheet) == ["same_act", "counted", "counted", "same_act", "counted"]
    assert sheet.totals["h1"] == 40


def test_each_entry_of_an_act_counts_where_the_scheme_says_so(total: Total) -> None:
    """`same_act: each`."""
    rows: list[tuple[Any, ...]] = [("add", "03-01", {"act": "a"}), ("add", "03-02", {"act": "a"})]

    assert total([ADD], *rows, same_act="each") == 20


BIG = Item("big", give=n(20))
PROVED = Item("proved", give=n(20), evidence=True)
OPEN: dict[str, Any] = {"act": "a", "state": "pending"}


@pytest.mark.parametrize(
    ("item", "keys", "pending", "told"),
    [
        (BIG, OPEN, "leave_out", ["counted", "pending"]),
        (BIG, OPEN, "count", ["same_act", "counted"]),
        (PROVED, {"act": "a"}, "count", ["counted", "no_evidence"]),
        (PROVED, {"act": "a", "evidence": "photo"}, "refuse", ["same_act", "counted"]),
    ],
)
def test_an_open_entry_displaces_no_other_of_its_act(
    item: Item, keys: dict[str, Any], pending: str, told: list[str], reckon: Reckon
) -> None:
    """What is not proved or not decided is left out, and the entry that counts stays."""
    rows: list[tuple[Any, ...]] = [("add", "03-01", {"act": "a"}), (item.id, "03-02", keys)]
    sheet, _ = reckon([ADD, item], *rows, pending=pending)

    assert reasons(sheet) == told
    assert sheet.totals["h1"] == (10 if told[0] == "counted" else 20)


def test_an_objection_that_refuses_is_not_hidden_by_a_larger_entry(reckon: Reckon) -> None:
    """Either of the two could count in the end, so the sheet is void until it is decided."""
    rows: list[tuple[Any, ...]] = [("add", "03-01", OPEN), ("big", "03-02", {"act": "a"})]
    sheet, findings = reckon([ADD, BIG], *rows)

    assert reasons(sheet) == ["pending", "counted"]
    assert [finding.code for finding in findings] == ["points.pending"]


def test_an_open_entry_takes_no_window_and_repeats_nothing(reckon: Reckon) -> None:
    """The one after it counts, and counts once."""
    monthly = Item("monthly", give=n(4), each="month")
    rows: list[tuple[Any, ...]] = [
        ("monthly", "03-01", {"state": "pending"}),
        ("monthly", "03-02"),
        ("lose", "03-01", {"state": "pending"}),
        ("lose", "03-02"),
    ]
    keys = {"repeat": Repeat(Fraction(2)), "pending": "leave_out", "at_least": n(-99)}
    sheet, _ = reckon([monthly, LOSE], *rows, **keys)

    assert sheet.totals["h1"] == 4 - 10
    assert sorted(reasons(sheet)) == ["counted", "counted", "pending", "pending"]


def test_an_item_may_be_kept_from_being_multiplied(total: Total) -> None:
    """`repeat: false`: the others of the scheme double, this one never does."""
    once = Item("once", give=n(-7), repeat=False)
    rows: list[tuple[Any, ...]] = [("lose", "03-01"), ("once", "03-01"), ("once", "04-01")]
    rows += [("lose", "04-01"), ("once", "05-01")]

    assert total([LOSE, once], *rows, repeat=Repeat(Fraction(2)), at_least=n(-99)) == -30 - 21


@pytest.mark.parametrize("effect", ["reset", Effect(veto=n(0))])
def test_an_effect_weighs_more_than_a_deduction(effect: Any, reckon: Reckon) -> None:
    """One act that is both is the veto, or the reset, alone."""
    rows: list[tuple[Any, ...]] = [("lose", "03-01", {"act": "a"}), ("bad", "03-01", {"act": "a"})]
    sheet, _ = reckon([LOSE, Item("bad", effect=effect)], *rows, at_least=n(-99))

    assert reasons(sheet) == ["same_act", "counted"]


def test_quantities_of_one_act_are_compared_within_their_item(reckon: Reckon) -> None:
    """Eight hours entered twice are eight hours."""
    rows: list[tuple[Any, ...]] = [
        ("hours", "03-01", 5, {"act": "a"}),
        ("hours", "03-02", 8, {"act": "a"}),
    ]
    sheet, _ = reckon([HOURS], *rows)

    assert sheet.totals["h1"] == 3


def test_two_people_repeat_each_for_itself(reckon: Reckon) -> None:
    """The same day twice is a repetition, of one party alone."""
    rows: list[tuple[Any, ...]] = [
        ("lose", "03-01", {"subject": who}) for who in ("m1", "m2", "m1", "m2")
    ]
    keys = {"repeat": Repeat(Fraction(2)), "valid": YEAR, "at_least": n(-99), "of": "person"}
    sheet, _ = reckon([LOSE], *rows, **keys)

    assert [sheet.total(party) for party in ("m1", "m2")] == [-30, -30]


def test_an_entry_that_lost_its_act_takes_no_window(reckon: Reckon) -> None:
    """`each` looks at those that are left."""
    monthly = Item("monthly", give=n(4), each="month")
    rows: list[tuple[Any, ...]] = [
        ("monthly", "03-01", {"act": "a"}),
        ("add", "03-02", {"act": "a"}),
        ("monthly", "03-03"),
    ]
    sheet, _ = reckon([monthly, ADD], *rows)

    assert reasons(sheet) == ["same_act", "counted", "counted"]


@pytest.mark.parametrize(
    ("within", "second", "points"),
    [
        ("year", "12-31", -30),
        ("period", "12-31", -30),
        ("quarter", "04-01", -20),
        ("month", "03-31", -30),
    ],
)
def test_a_repetition_may_be_one_within_a_window(
    within: str, second: str, points: int, total: Total
) -> None:
    """The calendar's, in place of the validity."""
    rows: list[tuple[Any, ...]] = [("lose", "03-01"), ("lose", second)]
    keys = {"repeat": Repeat(Fraction(2), within=within), "at_least": n(-99)}

    assert total([LOSE], *rows, **keys) == points


def test_without_a_validity_a_repetition_is_one_for_ever(total: Total) -> None:
    """And half as much again is exact, though points are whole."""
    rows: list[tuple[Any, ...]] = [("lose", "2001-03-01"), ("lose", "2024-03-01")]
    odd = Item("lose", give=n(-5))

    assert total([LOSE], *rows, repeat=Repeat(Fraction(2)), at_least=n(-99)) == -30
    assert total([odd], *rows, repeat=Repeat(Fraction(3, 2)), at_least=n(-99)) == Fraction("-12.5")


def test_a_longer_validity_is_not_cut_by_a_later_shorter_one(total: Total) -> None:
    """The range gives the first two years, the second entry one."""
    item = Item("item", give=Range(n(-20), n(-1)))
    rows: list[tuple[Any, ...]] = [
        ("item", "2022-06-01", -20),
        ("item", "2022-07-01", -1),
        ("item", "2024-05-01", -1),
    ]
    keys = {"repeat": Repeat(Fraction(2)), "valid": YEAR, "at_least": n(-99)}

    assert total([item], *rows, **keys) == -2


def test_an_addition_of_a_repeated_item_is_not_repeated(total: Total) -> None:
    """Only deductions are; one that lost its act is none."""
    item = Item("item", give=Range(n(-20), n(20)))
    rows: list[tuple[Any, ...]] = [
        ("item", "03-01", 5),
        ("item", "03-02", 5),
        ("item", "03-03", -5, {"act": "a"}),
        ("lose", "03-03", {"act": "a"}),
        ("item", "03-04", -5),
    ]

    assert total([item, LOSE], *rows, repeat=Repeat(Fraction(2)), at_least=n(-99)) == -5


@pytest.mark.parametrize(("by", "points"), [("before", -10), ("after", -40)])
def test_the_points_before_or_after_repetition_decide_the_validity(
    by: str, points: int, total: Total
) -> None:
    """Doubled to twenty, the second is valid for two years, if the scheme says `after`."""
    rows: list[tuple[Any, ...]] = [
        ("lose", "2023-02-01"),
        ("lose", "2023-03-01"),
        ("lose", "2024-11-01"),
    ]
    keys = {"repeat": Repeat(Fraction(2), validity_by=by), "valid": YEAR, "at_least": n(-99)}

    assert total([LOSE], *rows, **keys) == points


def test_what_was_earned_in_the_period_counts_whatever_its_validity(reckon: Reckon) -> None:
    """`earned_in` is a flow."""
    rows: list[tuple[Any, ...]] = [
        ("add", "2023-12-31"),
        ("add", "2024-01-01"),
        ("lose", "2024-12-31"),
    ]
    sheet, _ = reckon([ADD, LOSE], *rows, valid=YEAR, **EARNED)

    assert reasons(sheet) == ["outside_period", "counted", "counted"]


def test_hours_before_the_period_lift_the_total_and_give_nothing(reckon: Reckon) -> None:
    """Six hours last year and two this year: this year's gain is from tier one to tier two."""
    rows: list[tuple[Any, ...]] = [("hours", "2023-05-01", 6), ("hours", "2024-05-01", 2)]
    sheet, _ = reckon([HOURS], *rows, **EARNED)
    yearly = Item("hours", of="hour", total_in="year", give=HOURS.give)
    short = dt.date(2024, 6, 30)

    assert reasons(sheet) == ["carried", "totalled"]
    assert sheet.totals["h1"] == 2
    assert reckon([yearly], *rows, **EARNED)[0].totals["h1"] == 0
    assert reasons(reckon([HOURS], ("hours", "07-01", 2), **EARNED, day=short)[0]) == ["not_yet"]


def test_after_the_period_nothing_is_carried(reckon: Reckon) -> None:
    """An entry between the period and the day of the sheet belongs to the next period."""
    sheet, _ = reckon([HOURS], ("hours", "2025-01-01", 6), day=dt.date(2025, 6, 1), **EARNED)

    assert reasons(sheet) == ["outside_period"]


def test_a_veto_of_an_earlier_period_holds_and_its_points_belong_there(reckon: Reckon) -> None:
    """Unless it holds in its own period alone."""
    for while_, reason, points in [
        ("valid", "outside_period", 5),
        ("period", "outside_period", 10),
    ]:
        bad = Item("bad", give=n(-10), effect=Effect(veto=n(5), while_=while_))
        rows: list[tuple[Any, ...]] = [("bad", "2023-06-01"), ("add", "2024-06-01")]
        sheet, _ = reckon([bad, ADD], *rows, **EARNED)

        assert reasons(sheet) == [reason, "counted"]
        assert sheet.totals["h1"] == points


def test_a_veto_of_this_period_keeps_its_points_and_never_lifts(reckon: Reckon) -> None:
    """A score already lower stays."""
    bad = Item("bad", give=n(-10), effect=Effect(veto=n(5), while_="period"))
    sheet, _ = reckon([bad], ("bad", "06-01"), at_least=n(-99))

    assert sheet.totals["h1"] == -10


def test_an_effect_expires_with_its_entry(reckon: Reckon) -> None:
    """After the validity of its item."""
    bad = Item("bad", effect=Effect(veto=n(0)), valid=Duration(months=6))
    sheet, _ = reckon([bad, ADD], ("bad", "06-30"), ("add", "07-01"))

    assert reasons(sheet) == ["expired", "counted"]


def test_a_reset_takes_all_but_an_effect_that_lasts(reckon: Reckon) -> None:
    """Also the hours that would be carried; of two resets the later one counts."""
    items = [ADD, HOURS, Item("zero", effect="reset"), Item("bad", effect=Effect(veto=n(1)))]
    rows: list[tuple[Any, ...]] = [
        ("hours", "2023-05-01", 6),
        ("bad", "02-01"),
        ("add", "02-02"),
        ("zero", "03-01"),
        ("zero", "04-01"),
        ("add", "05-01"),
        ("hours", "05-02", 6),
    ]
    sheet, _ = reckon(items, *rows, **EARNED)

    assert reasons(sheet) == [
        "reset",
        "counted",
        "reset",
        "reset",
        "counted",
        "counted",
        "totalled",
    ]
    assert sheet.totals["h1"] == 1


@pytest.mark.parametrize(
    "item", [Item("zero", effect="reset"), Item("bad", effect=Effect(freeze="additions"))]
)
def test_an_effect_that_does_not_count_does_nothing(item: Item, total: Total) -> None:
    """Here because its objection is left out."""
    rows: list[tuple[Any, ...]] = [("add", "03-01"), (item.id, "03-01", {"state": "pending"})]

    assert total([ADD, item], *rows, pending="leave_out") == 10


def test_a_freeze_leaves_deductions_and_what_came_before(reckon: Reckon) -> None:
    """The earliest freeze that holds is the beginning."""
    items = [ADD, LOSE, Item("bad", effect=Effect(freeze="additions"))]
    rows: list[tuple[Any, ...]] = [
        ("add", "01-01"),
        ("bad", "02-01"),
        ("bad", "03-01"),
        ("add", "02-15"),
        ("lose", "02-16"),
    ]
    sheet, _ = reckon(items, *rows)

    assert sheet.totals["h1"] == 0
    assert sheet.row("h1").columns["frozen"] == -10


@pytest.mark.parametrize(
    ("per", "points"),
    [("entry", 12), ("month", 9), ("quarter", 6), ("year", 6), ("period", 3), ("ever", 3)],
)
def test_a_cap_limits_its_window(per: str, points: int, total: Total) -> None:
    """Three points for each entry, month, quarter, year, or in all."""
    item = Item("item", give=n(10), at_most=Cap(n(3), per))
    rows: list[tuple[Any, ...]] = [
        ("item", on) for on in ("2023-05-01", "2024-05-01", "2024-05-02", "2024-06-01")
    ]

    assert total([item], *rows) == points


def test_a_cap_limits_deductions_by_their_size(total: Total) -> None:
    """Additions and deductions each have their own; a cap not reached changes nothing."""
    item = Item("item", give=Range(n(-20), n(20)), at_most=Cap(n(15)))
    rows: list[tuple[Any, ...]] = [
        ("item", "03-01", 10),
        ("item", "03-02", -10),
        ("item", "03-03", -10),
        ("add", "03-04"),
    ]

    assert total([item, ADD], *rows) == 5


def test_a_group_limits_its_items_together(reckon: Reckon) -> None:
    """After their own caps, earliest first."""
    one = Item("one", give=n(4), at_most=Cap(n(6)), group="g")
    two = Item("two", give=n(4), group="g")
    rows: list[tuple[Any, ...]] = [
        ("one", "03-01"),
        ("one", "03-02"),
        ("two", "03-03"),
        ("two", "03-04"),
        ("add", "03-05"),
    ]
    sheet, _ = reckon([one, two, ADD], *rows, groups=(Group("g", at_most=Cap(n(10))),))

    assert reasons(sheet) == ["counted", "item_cap", "counted", "group_cap", "counted"]
    assert sheet.item_totals("h1") == {"one": 6, "two": 4, "add": 10}


def test_the_total_lies_between_the_least_and_the_greatest(total: Total) -> None:
    """Both are applied after everything else."""
    keys = {"at_least": n(-5), "at_most": n(15)}

    assert total([ADD, LOSE], ("lose", "03-01"), **keys) == -5
    assert total([ADD, LOSE], ("add", "03-01", 2), **keys) == 15
    assert total([ADD, LOSE], ("add", "03-01"), **keys) == 10


def test_tiers_and_brackets_without_a_total_look_at_each_entry(total: Total) -> None:
    """Four hours twice are one point each."""
    each = Item("hours", of="hour", give=HOURS.give)
    taxed = Item("gift", of="yuan", give=Brackets((Bracket(n(10), n(1), n("2.5")),)))

    assert total([each], ("hours", "03-01", 4), ("hours", "03-02", "9/2")) == 2
    assert total([taxed], ("gift", "03-01", 10), ("gift", "03-02", 20)) == 4


def test_a_fractional_total_is_shown_exactly(reckon: Reckon) -> None:
    """The explanation names the total reached."""
    sheet, _ = reckon([HOURS], ("hours", "03-01", "4.5"))

    assert sheet.explain("h1")[0].params == (("total", "4.5"),)


def test_a_repaired_entry_is_valid_by_its_new_points(reckon: Reckon) -> None:
    """Evidence, where asked for, is still asked for."""
    bad = Item("bad", effect="reset", repair=Repair(n(-10)), evidence=True)
    rows: list[tuple[Any, ...]] = [
        ("bad", "03-01", {"state": "repaired", "evidence": "minute 4"}),
        ("add", "02-01"),
    ]
    sheet, _ = reckon([bad, ADD], *rows, valid=YEAR)

    assert sheet.totals["h1"] == 0
    assert reasons(sheet) == ["counted", "counted"]


def test_a_manual_deduction_deducts(total: Total) -> None:
    """`deduction: true` says that the points entered are below zero."""
    item = Item("item", give=Name("manual"), deduction=True)

    assert total([item], ("item", "03-01", -7), base=n(10)) == 3


@pytest.mark.parametrize("reason", list(Reason))
def test_a_reason_is_its_own_word(reason: Reason) -> None:
    """The words are stable: statements look them up."""
    assert reason.value == reason.name.lower()
