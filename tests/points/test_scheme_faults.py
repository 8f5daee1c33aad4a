"""What the linter of the scheme finds: each fault, alone, where it stands."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from benefit_share.errors import Refused
from benefit_share.expressions import Literal, Name
from benefit_share.points import (
    Bracket,
    Brackets,
    Cap,
    Duration,
    Effect,
    Group,
    Item,
    Normalise,
    Range,
    Repair,
    Repeat,
    Scheme,
    Tier,
    Tiers,
    Validity,
    check_scheme,
    points_sheet,
)
from benefit_share.values import Band, Period, day


def n(text: str | int, unit: str = "") -> Literal:
    """Return a plain number."""
    return Literal(Fraction(text), unit)


def valid(text: str, years: int = 1) -> Validity:
    """Return a validity of a band."""
    return Validity(Band.parse(text), years=years)


def tiers(*rows: tuple[Any, Any]) -> Tiers:
    """Return tiers of numbers."""
    return Tiers(tuple(Tier(at, give) for at, give in rows))


def brackets(*rows: tuple[Any, Any, Any]) -> Brackets:
    """Return brackets of numbers."""
    return Brackets(tuple(Bracket(*row) for row in rows))


COMPUTED = Name("household.size")
GOOD = Item("a", give=n(1))


@pytest.mark.parametrize(
    ("keys", "code", "path"),
    [
        ({"of": "village"}, "word", "of"),
        ({"counts": "sometimes"}, "word", "counts"),
        ({"to_household": "least"}, "word", "to_household"),
        ({"same_act": "first"}, "word", "same_act"),
        ({"pending": "maybe"}, "word", "pending"),
        ({"step": Fraction(0)}, "step", "step"),
        ({"base": n("0.5")}, "not-a-step", "base"),
        ({"base": n(5, "yuan")}, "unit", "base"),
        ({"repeat": Repeat(Fraction(2), within="entry")}, "word", "repeat.within"),
        ({"repeat": Repeat(Fraction(2), validity_by="x")}, "word", "repeat.validity_by"),
        ({"repeat": Repeat(Fraction(1))}, "factor", "repeat.factor"),
        ({"valid": (valid("[-40,0)", 0),)}, "duration", "valid[0]"),
        ({"valid": (valid("[-40,0)"), valid("(,-42]"))}, "band-gap", "valid"),
        ({"valid": (valid("[-40,0)"), valid("(,-40]"))}, "band-overlap", "valid"),
        ({"at_least": COMPUTED}, "not-a-number", "at_least"),
        ({"at_most": n("0.5")}, "not-a-step", "at_most"),
        ({"at_least": n(2), "at_most": n(1)}, "limits-reversed", "at_least"),
        ({"normalise": Normalise(Fraction(0), n(9))}, "step", "normalise.to"),
        ({"normalise": Normalise(Fraction(9), n(0))}, "step", "normalise.out_of"),
        ({"groups": (Group("g"), Group("g"))}, "id-twice", "groups"),
        ({"groups": (Group("g", at_most=Cap(n(-1))),)}, "cap-negative", "groups[0].at_most.is"),
        (
            {"groups": (Group("g", each_at_most=COMPUTED),)},
            "not-a-number",
            "groups[0].each_at_most",
        ),
    ],
)
def test_a_fault_of_the_scheme_is_found_where_it_stands(
    keys: dict[str, Any], code: str, path: str
) -> None:
    """Nothing else is said of it."""
    found = check_scheme(Scheme(items=(GOOD,), **keys))

    assert [(finding.code, finding.path) for finding in found] == [
        (f"points.{code}", f"points.{path}")
    ]


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        (Item("a"), "gives-nothing", ""),
        (Item("a", give=n("0.5")), "not-a-step", ".give"),
        (Item("a", give=n(1, "hour")), "unit", ".give"),
        (Item("a", give=n(1), deduction=True), "sign", ".deduction"),
        (Item("a", give=n(1), each="week"), "word", ".each"),
        (Item("a", give=tiers((n(4), n(1))), total_in="entry"), "word", ".total_in"),
        (Item("a", give=n(1), total_in="year"), "total-unmetered", ".total_in"),
        (Item("a", give=n(1), at_most=Cap(n(1), "week")), "word", ".at_most.per"),
        (Item("a", give=n(1), at_most=Cap(COMPUTED)), "not-a-number", ".at_most.is"),
        (Item("a", give=n(1), group="g"), "group-unknown", ".group"),
        (Item("a", effect="explode"), "word", ".effect"),
        (Item("a", effect=Effect()), "effect-empty", ".effect"),
        (Item("a", effect=Effect(freeze="all")), "word", ".effect.freeze"),
        (Item("a", effect=Effect(veto=n(0), while_="x")), "word", ".effect.while"),
        (Item("a", effect=Effect(veto=COMPUTED)), "not-a-number", ".effect.veto"),
        (Item("a", give=n(1), repair=Repair(n(1))), "nothing-to-repair", ".repair"),
        (Item("a", effect="reset", repair=Repair(n("0.1"))), "not-a-step", ".repair.turns_into"),
        (Item("a", give=n(1), valid=Duration()), "duration", ".valid"),
        (Item("a", give=Range(n(2), n(1))), "range-reversed", ".give"),
        (Item("a", give=Range(COMPUTED, n(1))), "not-a-number", ".give.from"),
        (Item("a", give=tiers()), "tiers-empty", ".give.tiers"),
        (Item("a", give=tiers((n(0), n(1)))), "tiers-order", ".give.tiers[0].at_least"),
        (
            Item("a", give=tiers((n(4), n(1)), (n(4), n(2)))),
            "tiers-order",
            ".give.tiers[1].at_least",
        ),
        (
            Item("a", of="hour", give=tiers((n(4, "小时"), n(1)), (n(9, "day"), n(2)))),
            "unit",
            ".give.tiers[1].at_least",
        ),
        (Item("a", give=tiers((COMPUTED, n(1)))), "not-a-number", ".give.tiers[0].at_least"),
        (Item("a", give=tiers((n(4), n("0.5")))), "not-a-step", ".give.tiers[0].give"),
        (Item("a", give=brackets()), "tiers-empty", ".give.brackets"),
        (
            Item("a", of="元", give=brackets((n(0, "yuan"), n(1), n(0)))),
            "step",
            ".give.brackets[0].per",
        ),
        (
            Item("a", give=brackets((n(-1), n(1), n(9)))),
            "tiers-order",
            ".give.brackets[0].above",
        ),
        (Item("a", give=brackets((n(0), n(1), COMPUTED))), "not-a-number", ".give.brackets[0].per"),
        (Item("a", give=brackets((n(0), n(1), n(9, "mu")))), "unit", ".give.brackets[0].per"),
    ],
)
def test_a_fault_of_an_item_is_found_where_it_stands(item: Item, code: str, path: str) -> None:
    """Nothing else is said of it."""
    found = check_scheme(Scheme(items=(item,)))

    assert [(finding.code, finding.path) for finding in found] == [
        (f"points.{code}", f"points.items[0]{path}")
    ]
    assert all(finding.message and finding.advice for finding in found)


def test_all_faults_are_found_at_once_and_refuse_the_sheet() -> None:
    """Two items of one name, of which one gives nothing, in a scheme of nobody."""
    scheme = Scheme(items=(GOOD, Item("a")), of="nobody")
    found = check_scheme(scheme)

    assert [finding.code for finding in found] == [
        "points.word",
        "points.id-twice",
        "points.gives-nothing",
    ]
    with pytest.raises(Refused) as refused:
        points_sheet(
            scheme,
            [],
            people={},
            heads={},
            day=day("2024-12-31"),
            period=Period.from_text("2024-01-01", "2024-12-31"),
        )
    assert refused.value.findings == found


def test_tiers_and_brackets_are_looked_at_for_their_sign_and_their_group() -> None:
    """The largest number they write is what one item may give."""
    group = Group("g", deductions=0, each_at_most=n(2))
    items = (
        Item("a", give=tiers((n(4), n(3))), group="g"),
        Item("b", give=brackets((n(0), n(-1), n(9))), group="g"),
    )

    assert [finding.path for finding in check_scheme(Scheme(items=items, groups=(group,)))] == [
        "points.groups[0].deductions",
        "points.items[0].give",
    ]


def test_computed_quantities_are_left_to_the_plan() -> None:
    """A name may stand in give, base and out_of, and a range may hold both signs."""
    items = (Item("a", give=COMPUTED), Item("b", give=Range(n(-1), n(1)), deduction=True))
    scheme = Scheme(items=items, base=COMPUTED, normalise=Normalise(Fraction(9), COMPUTED))

    assert check_scheme(scheme) == ()
