"""The rules of Wendeng (文登, in force 2020-01-01) and of other villages, figure by figure.

Each test names the mechanism of the catalogue of published rules that it shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from benefit_share.expressions import Literal, Name
from benefit_share.expressions.quantity import Times
from benefit_share.points import (
    Bracket,
    Brackets,
    Cap,
    Duration,
    Effect,
    Group,
    Item,
    Normalise,
    PointsSheet,
    Range,
    Reason,
    Repair,
    Repeat,
    Scheme,
    Tier,
    Tiers,
    Validity,
    check_scheme,
)
from benefit_share.values import Band

Total = Callable[..., Fraction]
Reckon = Callable[..., tuple[PointsSheet, Any]]


def n(text: str | int) -> Literal:
    """Return a plain number."""
    return Literal(Fraction(text))


HOURS = Tiers(
    tuple(
        Tier(Literal(Fraction(hours), "hour"), n(points))
        for hours, points in [
            (4, 1),
            (10, 2),
            (20, 5),
            (50, 10),
            (80, 15),
            (100, 20),
            (150, 25),
            (200, 30),
            (250, 40),
            (300, 50),
        ]
    )
)
DONATION = Brackets(
    tuple(
        Bracket(n(above), n(give), n(per))
        for above, give, per in [
            ("0", "0.1", "10"),
            ("100", "1", "100"),
            ("1000", "1", "400"),
            ("5000", "1", "500"),
            ("10000", "1", "1000"),
        ]
    )
)
GIFT = Item("gift", of="yuan", give=DONATION, at_most=Cap(n(40), "year"))
LITTER = Item("litter", give=n(-5))
FRAUD = Item(
    "fraud",
    effect=Effect(veto=n(0), freeze="additions"),
    valid=Duration(years=5),
    repair=Repair(n(-60)),
)
TRAINING = Item("training", give=n(1), at_most=Cap(n(3), "year"))
VALIDITY = (
    Validity(Band.parse("[-40,0)"), years=1),
    Validity(Band.parse("(,-40)"), years=2),
)


def test_l1_everybody_begins_with_a_thousand(total: Total) -> None:
    """Score = base − deductions + additions."""
    blood = Item("blood", give=n(10))
    rows = [("litter", "03-01"), ("blood", "04-01"), ("blood", "10-01")]

    assert total([LITTER, blood], base=n(1000)) == 1000
    assert total([LITTER, blood], *rows, base=n(1000)) == 1015


def test_l2_a_yard_costs_a_point_for_each_person_once_a_quarter(total: Total) -> None:
    """−1 per family member per quarter: computed for the household, the earliest entry counts."""
    yard = Item("yard", give=Times((n(-1), Name("household.size"))), deduction=True, each="quarter")
    rows = [("yard", "01-05"), ("yard", "03-31"), ("yard", "04-01")]

    assert total([yard], *rows, base=n(1000), evaluate=lambda *_: Fraction(-4)) == 992


def test_l3_training_counts_three_times_a_year(total: Total) -> None:
    """+1 each, at most +3 a year; another year has its own three."""
    rows = [("training", f"0{month}-01") for month in range(1, 6)]

    assert total([TRAINING], *rows) == 3
    assert total([TRAINING], *rows, ("training", "2023-06-01")) == 4


@pytest.mark.parametrize(
    ("hours", "points"),
    [(3, 0), (4, 1), (9, 1), (10, 2), (49, 5), (50, 10), (99, 15), (149, 20), (299, 40), (900, 50)],
)
def test_l4_only_the_tier_reached_counts(hours: int, points: int, total: Total) -> None:
    """Volunteer hours: the tier in place of those below it, whether in one entry or in three."""
    item = Item("hours", of="hour", total_in="ever", give=HOURS)

    assert total([item], ("hours", "05-01", hours)) == points
    assert total([item], *[("hours", f"0{m}-01", Fraction(hours, 3)) for m in (1, 2, 3)]) == points


@pytest.mark.parametrize(
    ("yuan", "points"),
    [
        (9, "0"),
        (95, "0.9"),
        (100, "1"),
        (199, "1"),
        (1000, "10"),
        (1001, "10"),
        (1400, "11"),
        (5000, "20"),
        (10000, "30"),
        (20000, "40"),
        (90000, "40"),
    ],
)
def test_l5_each_part_of_a_donation_has_its_own_rate(yuan: int, points: str, total: Total) -> None:
    """Each bracket gives +1 to +10 and the year at most 40: only the marginal reading has both."""
    assert total([GIFT], ("gift", "05-01", yuan), step=Fraction(1, 10)) == Fraction(points)


def test_l6_one_bad_act_is_the_largest_deduction_one_good_act_the_largest_addition(
    reckon: Reckon,
) -> None:
    """The two sides of an act count each for itself, and an effect weighs more than a number."""
    gamble = Item("gamble", give=n(-20))
    rows = [
        ("litter", "03-01", {"act": "a"}),
        ("gamble", "03-02", {"act": "a"}),
        ("training", "03-03", {"act": "a"}),
        ("litter", "03-04", {"act": "b"}),
        ("fraud", "03-05", {"act": "c", "state": "withdrawn"}),
    ]
    sheet, _ = reckon([LITTER, gamble, TRAINING, FRAUD], *rows, base=n(1000))

    assert sheet.totals["h1"] == 976
    assert sheet.explain("h1")[0].params == (("entry", "e2"),)


def test_l7_the_same_bad_act_within_its_validity_is_doubled(total: Total) -> None:
    """The third time is doubled like the second; after the validity it begins again."""
    once = [("litter", "03-01")]
    thrice = [*once, ("litter", "04-01"), ("litter", "05-01")]
    late = [("litter", "2023-01-15"), ("litter", "2024-01-15")]
    keys = {"base": n(1000), "repeat": Repeat(Fraction(2)), "valid": VALIDITY}

    assert total([LITTER], *once, **keys) == 995
    assert total([LITTER], *thrice, **keys) == 975
    assert total([LITTER], *late, **keys) == 995


def test_l8_forty_points_are_valid_for_a_year_more_for_two(total: Total) -> None:
    """The last day of validity is the eve of the anniversary; a late record does not extend it."""
    big = Item("parents", give=n(-50))
    rows = [("litter", "2023-12-31"), ("parents", "2023-01-01", {"recorded_on": None})]

    assert total([LITTER, big], *rows, base=n(1000), valid=VALIDITY) == 950
    on_eve = {"base": n(1000), "valid": VALIDITY, "day": dt.date.fromisoformat("2024-12-30")}
    assert total([LITTER, big], *rows, **on_eve) == 945


def test_l9_a_veto_is_a_score_of_zero_and_freezes_additions(reckon: Reckon) -> None:
    """It holds for its own five years, then the score is what it was."""
    rows = [("training", "02-01"), ("fraud", "03-01"), ("training", "04-01")]
    sheet, _ = reckon([TRAINING, FRAUD], *rows, base=n(1000))
    later, _ = reckon(
        [TRAINING, FRAUD], *rows, base=n(1000), day=dt.date.fromisoformat("2029-03-01")
    )

    assert sheet.totals["h1"] == 0
    assert sheet.row("h1").columns["frozen"] == -1
    assert sheet.row("h1").columns["veto"] == -1001
    assert later.totals["h1"] == 1002


def test_l9_a_demotion_costs_points_and_freezes_additions(total: Total) -> None:
    """−50 for grade B: the points count, additions since do not, additions before do."""
    demoted = Item("demoted", give=n(-50), effect=Effect(freeze="additions"))
    rows = [("training", "02-01"), ("demoted", "03-01"), ("training", "04-01")]

    assert total([TRAINING, demoted], *rows, base=n(1000)) == 951


def test_l10_a_veto_put_right_costs_sixty(total: Total) -> None:
    """Its validity is then that of sixty points."""
    rows = [("fraud", "03-01", {"state": "repaired"})]

    assert total([FRAUD], *rows, base=n(1000), valid=VALIDITY) == 940
    after = {"base": n(1000), "valid": VALIDITY, "day": dt.date.fromisoformat("2026-03-01")}
    assert total([FRAUD], *rows, **after) == 1000


def test_l11_points_are_decimals_and_the_total_is_exact(total: Total) -> None:
    """95 yuan are 0.9 points, so bands of whole numbers would have gaps."""
    assert total([GIFT], ("gift", "05-01", 95), base=n(1029), step=Fraction(1, 10)) == Fraction(
        "1029.9"
    )


def test_l12_a_village_adds_five_rewards_of_two_points_and_no_more() -> None:
    """The group of local items is checked before there is an entry."""
    local = Group("local", additions=5, deductions=5, each_at_most=n(2))
    items = [Item(f"i{at}", give=n(2), group="local") for at in range(5)]
    items += [Item(f"d{at}", give=n(-2), group="local") for at in range(5)]

    assert check_scheme(Scheme(items=tuple(items), groups=(local,))) == ()
    more = (*items, Item("i5", give=n(3), group="local"))
    assert [finding.code for finding in check_scheme(Scheme(items=more, groups=(local,)))] == [
        "points.group-items",
        "points.group-item-points",
    ]


def test_l13_what_the_family_did_goes_to_the_head(reckon: Reckon) -> None:
    """Whoever of the household is named; other items stay with the person."""
    yard = Item("yard", give=n(-1), category="family")
    rows = [
        ("yard", "03-01", {"subject": "m2"}),
        ("yard", "03-02", {"subject": "h1"}),
        ("litter", "03-03", {"subject": "m2"}),
    ]
    sheet, findings = reckon([yard, LITTER], *rows, of="person", base=n(1000), head_takes="family")

    assert findings == ()
    assert [sheet.total(party) for party in ("m1", "m2", "h1")] == [998, 995, 1993]


def test_l14_an_open_objection_is_refused_counted_or_left_out(reckon: Reckon) -> None:
    """The scheme says which; the default is not to go on."""
    row = ("litter", "03-01", {"state": "pending"})
    found = {
        mode: reckon([LITTER], row, base=n(1000), pending=mode)
        for mode in ("refuse", "count", "leave_out")
    }

    assert [len(findings) for _, findings in found.values()] == [1, 0, 0]
    assert [sheet.totals["h1"] for sheet, _ in found.values()] == [1000, 995, 1000]


def test_l15_what_has_expired_is_kept_and_does_not_count(reckon: Reckon) -> None:
    """The entry and its reason stay on the sheet."""
    sheet, _ = reckon([LITTER], ("litter", "2022-01-01"), valid=VALIDITY, at_least=n(0))

    assert [fate.reason for fate in sheet.explain("h1")] == [Reason.EXPIRED]


def test_l16_the_assessors_decide_within_the_range(reckon: Reckon) -> None:
    """`视情节 −5 至 −50`: both ends are allowed, beyond them it is a finding."""
    item = Item("severity", give=Range(n(-50), n(-5)))
    rows = [("severity", f"03-0{at}", -points) for at, points in enumerate((5, 50, 51, 4), 1)]
    sheet, findings = reckon([item], *rows, base=n(1000))

    assert sheet.totals["h1"] == 945
    assert [finding.path for finding in findings] == ["points[e3]", "points[e4]"]


def test_l17_one_caught_littering_resets_to_zero(total: Total) -> None:
    """What was earned before is gone, what is earned later counts."""
    reset = Item("caught", effect="reset")
    rows = [("training", "02-01"), ("caught", "02-01"), ("training", "02-02")]

    assert total([TRAINING, reset], *rows) == 1


def test_l18_the_score_is_a_part_of_a_hundred(total: Total) -> None:
    """Exactly: 7 of 9 points are 700/9."""
    rows = [("special", "02-01", 7, {"evidence": "minute 3"})]
    special = Item("special", give=Name("manual"), approver="township")
    keys = {"normalise": Normalise(Fraction(100), n(9))}

    assert total([special], *rows, **keys) == Fraction(700, 9)


def test_l19_a_monthly_item_counts_once_a_month(total: Total) -> None:
    """四净: 4 points a month, however often it is entered."""
    clean = Item("clean", give=n(4), each="month")

    assert total([clean], *[("clean", on) for on in ("01-01", "01-31", "02-01", "12-31")]) == 12


def test_l20_a_manual_item_counts_when_it_is_approved(reckon: Reckon) -> None:
    """The approval is its evidence; without one the entry waits, and a warning says so."""
    special = Item("special", give=Name("manual"), approver="township")
    sheet, findings = reckon([special], ("special", "02-01", 30))

    assert sheet.totals["h1"] == 0
    assert [finding.code for finding in findings] == ["points.evidence-missing"]
    assert not findings[0].is_error
