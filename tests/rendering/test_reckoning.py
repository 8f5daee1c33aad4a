"""Four lines for each claim: weight, share, rounding, amount; each can be done by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from benefit_share import statement
from benefit_share.expressions.quantity import (
    Awarded,
    Count,
    Least,
    Minus,
    Most,
    Plus,
    Present,
    Sum,
    TableOf,
    Times,
    Used,
    Whole,
)
from benefit_share.expressions.tracing import Term, Tracer
from benefit_share.expressions.units import MONEY, Unit
from benefit_share.plan.model import Figure, Pool, Shortage, Table, TableRow
from benefit_share.rendering import words_in
from benefit_share.rendering.explained.formula import formula
from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.explained.reckoning import reckoning
from benefit_share.statements import Line
from benefit_share.values import Text, currency
from benefit_share.values.frozen import FrozenMap
from house_case import among, case_of, facts, plan_of, q, rest, run_of, words_of, world_of

CNY = currency("CNY")
EN = Names(words_in("en"), CNY)
ZH = Names(words_in("zh"), CNY)


def line_of(party: str, *, income: int = 100_00, **keys: Any) -> Line:
    """Return the line of a party in one step that divides the village's income."""
    run = run_of(plan_of(among(**keys), rest()), income=income)
    (line,) = statement(run, party).lines
    return line


def said(party: str, **keys: Any) -> list[str]:
    """Return the four lines in English, each from its colon on."""
    return [one.partition(": ")[2] for one in reckoning(line_of(party, **keys), EN)]


def test_a_share_is_weight_by_total() -> None:
    """With the exact fraction where its decimals go on."""
    assert said("h2", share="household.size") == [
        "members of the household 2 persons",
        "100.00 × 2 ÷ 6 = 33.333333… yuan (exactly 100/3 yuan)",
        (
            "down to 33.33 yuan, a part of 0.3333… of 0.01 yuan is left; only the 1 of 3 with the"
            " largest parts (down to 0.6666…) get 0.01 yuan more"
        ),
        "¥33.33, which is 33.33% of the gross income",
    ]


def test_who_gets_the_odd_fen_is_told() -> None:
    """Its part is among the largest."""
    weight, share, rounding, amount = said("h1", share="household.size")

    assert weight == "members of the household 1 person"
    assert share == "100.00 × 1 ÷ 6 = 16.666666… yuan (exactly 50/3 yuan)"
    assert rounding.endswith(
        "the 1 of 3 with the largest parts (down to 0.6666…) get 0.01 yuan more, this one too"
    )
    assert amount.startswith("¥16.67")


def test_a_whole_share_needs_no_rounding() -> None:
    """And says so."""
    assert said("h3", share="household.size")[2:] == [
        "none, the share is whole to 0.01 yuan",
        "¥50.00, which is 50.00% of the gross income",
    ]


def test_equal_shares_have_a_weight_of_one_each() -> None:
    """Among equals the order is drawn."""
    lines = {party: said(party) for party in ("h1", "h2", "h3")}

    assert {one[0] for one in lines.values()} == {"1, the same for everybody"}
    assert {one[1] for one in lines.values()} == {
        "100.00 × 1 ÷ 3 = 33.333333… yuan (exactly 100/3 yuan)"
    }
    assert all("among equals the order is drawn" in one[2] for one in lines.values())
    assert sum("this one too" in one[2] for one in lines.values()) == 1


def test_among_equal_parts_the_smaller_share_comes_first() -> None:
    """The greater of two with the same part is told why it got nothing more."""
    line = line_of("h3", share="household.size")
    cut = attrs.evolve(line.step, cut=Fraction(1, 2))
    half = attrs.evolve(line, step=cut, exact=line.exact + Fraction(1, 2), edge="order")

    assert reckoning(half, EN)[2].endswith(
        "; among equal parts the smaller share comes first, then the larger claim"
    )


def test_a_cap_and_a_floor_are_named_with_what_the_weight_would_give() -> None:
    """In a division by shares."""
    capped = said("h3", share="household.size", at_most="40 yuan", surplus="share_again")
    free = said("h1", share="household.size", at_most="40 yuan", surplus="share_again")
    floored = said("h1", share="household.size", at_least="25 yuan")

    assert capped[1] == "3 × 20.00 = 60.00 yuan, but the most allowed is 40.00 yuan"
    assert free[1] == (
        "1 × 20.00 = 20.00 yuan; the price of one unit of weight is the same for everybody whom no"
        " limit holds"
    )
    assert floored[1] == "1 × 15.00 = 15.00 yuan, but the least guaranteed is 25.00 yuan"


@pytest.mark.parametrize(
    ("limit", "second"),
    [
        ({"at_most": "8 yuan"}, "10.00 yuan, but the most allowed is 8.00 yuan"),
        ({"at_least": "12 yuan"}, "10.00 yuan, but the least guaranteed is 12.00 yuan"),
        ({}, "in full, 10.00 yuan"),
    ],
)
def test_a_sum_each_is_held_by_limits_too(limit: dict[str, str], second: str) -> None:
    """What the rule would give stands beside the limit."""
    assert said("h1", take=q("needed"), pay="10 yuan", short=Shortage(), **limit)[:2] == [
        "10.00 yuan",
        second,
    ]


def test_a_sum_each_is_rounded_for_itself() -> None:
    """The result stands behind the direction."""
    third = Times((q("1/3"), q("10 yuan")))
    lines = said("h1", take=q("needed"), pay=third, short=Shortage())

    assert lines[0] == "1/3 × 10.00 yuan = 3.333333… yuan"
    assert lines[2] == "rounded to the nearest, a half up to 0.01 yuan: 3.33 yuan"


@pytest.mark.parametrize(
    ("rule", "second"),
    [
        (
            "proportional",
            (
                "there is 100.00 yuan for 240.00 yuan, so 100.00 × 80.00 ÷ 240.00 = 33.333333… yuan"
                " (exactly 100/3 yuan)"
            ),
        ),
        (
            "constrained_equal_awards",
            (
                "there is 100.00 yuan for 240.00 yuan; by the rule 'The same for each, nobody above"
                " the claim' 80.00 becomes 33.333333… yuan (exactly 100/3 yuan)"
            ),
        ),
    ],
)
def test_a_shortage_is_told_with_its_rule(rule: str, second: str) -> None:
    """What is there, what was asked, and what is not paid now."""
    short = Shortage(take="partial", divide=rule, unpaid="lapse")
    lines = said("h2", take=q("needed"), pay="80 yuan", short=short)

    assert lines[1] == second
    assert lines[4] in {"¥46.67", "¥46.66"}


def test_kept_and_priced_shares_are_rounded_down() -> None:
    """What is below the unit stays in the pool."""
    kept = said("h1", share="household.size", round_="keep")
    priced = said(
        "h2", share="household.size", round_="unit_price", price_unit="0.1 yuan", income=100_05
    )

    assert kept[2] == ("rounded down to 16.66 yuan; what is below 0.01 yuan stays in the pool")
    assert priced[1] == ("the price is 100.05 ÷ 6, rounded down to 16.60; 2 × 16.60 = 33.20 yuan")
    assert priced[2] == "none, the share is whole to 0.01 yuan"


def test_weights_that_are_money_are_in_yuan() -> None:
    """On both sides of the division."""
    lines = said("h1", share=Times((q("household.size"), q("50 yuan/person"))))

    assert lines[:2] == [
        "members of the household 1 person × 50.00 yuan/person = 50.00 yuan",
        "100.00 × 50.00 ÷ 300.00 = 16.666666… yuan (exactly 50/3 yuan)",
    ]


def test_a_rule_nobody_knows_is_named_by_its_word() -> None:
    """A later version may have others."""
    line = line_of("h1", take=q("needed"), pay="10 yuan", short=Shortage())
    later = attrs.evolve(line, step=attrs.evolve(line.step, rule="lottery"))

    assert "by the rule 'lottery'" in reckoning(later, EN)[1]


def test_every_made_figure_is_the_one_reckoned_with() -> None:
    """What a formula says is what the division used."""
    for keys in ({"share": "household.size"}, {"share": Times((q("2"), q("household.size")))}):
        line = line_of("h3", **keys)

        assert line.made is not None
        assert line.made.value == line.asked


# ---- formulas --------------------------------------------------------------------------------

TREES = (
    (q("400 yuan"), "400.00元", "400.00 yuan"),
    (q("29 %"), "29%", "29%"),
    (q("household.size"), "家庭人口 2人", "members of the household 2 persons"),
    (q("grant"), "基础额 8.00元", "base amount 8.00 yuan"),
    (
        q("10 % of net"),
        "净收益 100.00元 × 10% = 10.00元",
        "net income 100.00 yuan × 10% = 10.00 yuan",
    ),
    (q("0 % of net"), "净收益 × 0% = 0.00元", "net income × 0% = 0.00 yuan"),
    (
        Times((Plus((q("1 yuan"), q("2 yuan"))), q("3"))),
        "(1.00元 + 2.00元) × 3 = 9.00元",
        "(1.00 yuan + 2.00 yuan) × 3 = 9.00 yuan",
    ),
    (
        Least((q("5 yuan"), Minus((q("9 yuan"), q("2 yuan"))))),
        "取最小值（5.00元；9.00元 − 2.00元） = 5.00元",
        "the least of (5.00 yuan; 9.00 yuan − 2.00 yuan) = 5.00 yuan",
    ),
    (
        Most((q("0"), q("5 yuan"))),
        "取最大值（0；5.00元） = 5.00元",
        "the greatest of (0; 5.00 yuan) = 5.00 yuan",
    ),
    (
        Whole(q("7 yuan"), q("2 yuan")),
        "7.00元（取 2.00元 的整倍数） = 6.00元",
        "7.00 yuan in whole multiples of 2.00 yuan = 6.00 yuan",
    ),
    (Count("members"), "成员数 2人", "number of members 2 persons"),
    (Count("households"), "户数 3户", "number of households 3 households"),
    (
        Present("months", "started"),
        "期内在册比例（按月） 1",
        "part of the period present, by month 1",
    ),
    (Present("days"), "期内在册比例（按天） 1", "part of the period present, by day 1"),
    (TableOf("need"), "表“need”（第 1 行） 1.5", "table 'need' (row 1) 1.5"),
    (Used("all"), "“all”的使用额 0.00元", "used by 'all' 0.00 yuan"),
    (
        Awarded(("all", "rest_of_net")),
        "前面已由all、rest_of_net应发 0.00元",
        "awarded above by all, rest_of_net 0.00 yuan",
    ),
    (Sum("income", q("amount")), "“收入”合计 0.00元", "sum over 'income' 0.00 yuan"),
)


def traced(tree: Any) -> Term:
    """Return a quantity with its values for the household of two."""
    plan = plan_of(
        among(),
        rest(),
        figures=(Figure("grant", q("8 yuan")),),
        tables={"need": Table((TableRow(None, q("1.5")),))},
        pools={"net": Pool(per="collective", fed_by={})},
    )
    world = world_of(case_of(plan, facts=facts("status", h2="policy")))
    world.ledger.feed("net", "v", 100_00)
    return Tracer(words_of(plan)).trace(tree, world, world.party("h2"))


@pytest.mark.parametrize(("tree", "zh", "en"), TREES)
def test_a_formula_has_its_names_and_values(tree: Any, zh: str, en: str) -> None:
    """And what it comes to."""
    titles = FrozenMap({("figure", "grant"): Text(zh="基础额", en="base amount")})
    shown = [formula(traced(tree), attrs.evolve(names, titles=titles)) for names in (ZH, EN)]

    assert shown == [zh, en]


def test_what_cannot_be_known_is_said() -> None:
    """A rate of it, an earlier run."""
    rate = Term("literal", "", Fraction(1, 10), Unit())
    unknown = Term("rate_of", "income", None, MONEY, (rate,))
    earlier = Term("earlier", "base", Fraction(500), MONEY)

    assert formula(unknown, EN) == "income not known = not known"
    assert formula(earlier, EN) == "given earlier by 'base' 5.00 yuan"
