"""The face of a slip: at most four short lines for each amount, followed with a calculator."""

from __future__ import annotations

from typing import Any

import pytest

from benefit_share import statement
from benefit_share.expressions.quantity import Times
from benefit_share.plan.model import Shortage
from benefit_share.rendering import words_in
from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.explained.reckoning import reckoning
from benefit_share.rendering.paper.slip_reckoning import slip_rows
from benefit_share.statements import Line, Statement
from benefit_share.values import currency
from house_case import among, plan_of, q, rest, run_of

EN = Names(words_in("en"), currency("CNY"))


def line_of(party: str, **keys: Any) -> Line:
    """Return the line of a party in one step that divides 100 yuan."""
    (line,) = statement(run_of(plan_of(among(**keys), rest()), income=100_00), party).lines
    return line


def rows(party: str, **keys: Any) -> list[tuple[str, str]]:
    """Return the rows in English."""
    return list(slip_rows(line_of(party, **keys), EN))


def test_a_share_is_its_part_of_all_parts() -> None:
    """The same multiplication as on the statement, and what rounding did to it."""
    assert rows("h2", share="household.size") == [
        ("Your part", "members of the household 2 persons"),
        ("All parts", "6 in all, for 100.00 yuan"),
        ("Reckoned", "100.00 × 2 ÷ 6 = 33.333333… yuan"),
        ("Rounded", "33.33 yuan: what is below 0.01 yuan is left off"),
    ]
    assert rows("h1", share="household.size")[3] == (
        "Rounded",
        "16.67 yuan: what was left over is among the largest, so 0.01 yuan more",
    )


def test_equal_shares_and_whole_ones_say_less() -> None:
    """Nothing is said of a rounding that was not needed."""
    assert rows("h1")[0] == ("Your part", "1, the same for everybody")
    assert [name for name, _ in rows("h3", share="household.size")] == [
        "Your part",
        "All parts",
        "Reckoned",
    ]


def test_a_limit_is_told_beside_what_the_part_would_give() -> None:
    """Above and below, and for whoever no limit holds."""
    assert rows("h3", share="household.size", at_most="40 yuan", surplus="share_again")[1:] == [
        ("Each part", "20.00 yuan"),
        ("Reckoned", "3 × 20.00 = 60.00 yuan"),
        ("Limit", "at most 40.00 yuan"),
    ]
    assert rows("h1", share="household.size", at_most="40 yuan", surplus="share_again")[1:] == [
        ("Each part", "20.00 yuan"),
        ("Reckoned", "1 × 20.00 = 20.00 yuan"),
    ]
    assert rows("h1", share="household.size", at_least="25 yuan")[3] == (
        "Limit",
        "at least 25.00 yuan",
    )


def test_a_published_price_is_told_with_the_division_it_comes_from() -> None:
    """It is rounded down first, and multiplied then."""
    priced = rows("h2", share="household.size", round_="unit_price", price_unit="0.1 yuan")

    assert priced == [
        ("Your part", "members of the household 2 persons"),
        ("Each part", "100.00 ÷ 6 → 16.60 yuan"),
        ("Reckoned", "2 × 16.60 = 33.20 yuan"),
    ]


def test_weights_that_are_money_are_in_yuan() -> None:
    """On both sides of the division, and the price of a limit without a unit."""
    money = Times((q("household.size"), q("50 yuan/person")))

    assert rows("h1", share=money)[1:3] == [
        ("All parts", "300.00 in all, for 100.00 yuan"),
        ("Reckoned", "100.00 × 50.00 ÷ 300.00 = 16.666666… yuan"),
    ]
    assert rows("h1", share=money, at_most="40 yuan", surplus="share_again")[1][1] == "0.4"


def test_a_pay_in_full_is_one_line_and_a_limit_another() -> None:
    """Nothing is divided, so nothing is reckoned."""
    full = {"take": q("needed"), "pay": "10 yuan", "short": Shortage()}

    assert rows("h2", **full) == [("Entitled to", "10.00 yuan")]
    assert rows("h2", **full, at_most="8 yuan") == [
        ("Entitled to", "10.00 yuan"),
        ("Limit", "at most 8.00 yuan"),
    ]


@pytest.mark.parametrize(
    ("rule", "reckoned"),
    [
        ("proportional", "100.00 × 80.00 ÷ 240.00 = 33.333333… yuan"),
        (
            "constrained_equal_awards",
            "The same for each, nobody above the claim: 33.333333… yuan",
        ),
    ],
)
def test_a_shortage_tells_what_there_is_and_what_is_not_paid(rule: str, reckoned: str) -> None:
    """By each rule; what is not paid now stands last."""
    short = Shortage(take="partial", divide=rule, unpaid="lapse")
    told = rows("h2", take=q("needed"), pay="80 yuan", short=short)

    assert told[1:3] == [
        ("There is", "100.00 yuan for 240.00 yuan in all"),
        ("Reckoned", reckoned),
    ]
    assert told[-1][0] == "Not paid now"


def test_a_single_amount_says_how_it_was_rounded() -> None:
    """In the direction that its rule names."""
    third = Times((q("1/3"), q("10 yuan")))

    assert rows("h1", take=q("needed"), pay=third, short=Shortage())[-1] == (
        "Rounded",
        "rounded to the nearest, a half up to 0.01 yuan: 3.33 yuan",
    )


def test_four_lines_are_enough_for_every_line_of_the_sample(told: dict[str, Statement]) -> None:
    """And each amount on the slip is one of the statement's own reckoning."""
    for one in told.values():
        names = Names.of(one, "zh")
        for line in one.lines:
            face = slip_rows(line, names)
            assert 1 <= len(face) <= 5
            assert all(name and text for name, text in face)
            assert not any("第" in text and "行" in text for _, text in face)
            full = " ".join(reckoning(line, names))
            for name, text in face:
                if name == names.words.tell("Rounded"):
                    assert names.yuan(line.amount) in text
                    assert names.yuan(line.amount) in full or names.money(line.amount) in full
