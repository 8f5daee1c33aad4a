"""A quantity written as text has one of three closed forms, and no other grammar."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benefit_share.expressions import Literal, Name, RateOf, parse_quantity
from benefit_share.values import ValueFault


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0", "0", ""),
        ("400 yuan/mu", "400", "yuan/mu"),
        ("29 %", "29/100", "%"),
        ("29%", "29/100", "%"),
        ("2.9 %", "29/1000", "%"),
        ("3/8", "3/8", ""),
        ("1/3 %", "1/300", "%"),
        ("-12.50 元", "-25/2", "元"),
        ("1.5", "3/2", ""),
        ("6000 yuan", "6000", "yuan"),
    ],
)
def test_a_literal_is_a_number_and_its_unit(text: str, value: str, unit: str) -> None:
    """The sign % is divided out of the value."""
    assert parse_quantity(text) == Literal(Fraction(value), unit)


@pytest.mark.parametrize(
    "text", ["village", "household.size", "row.kw", "account.reserve.put_in", "_x", "to-labour"]
)
def test_a_name_is_words_joined_by_points(text: str) -> None:
    """Nothing is looked up while it is read."""
    assert parse_quantity(text) == Name(text)


@pytest.mark.parametrize(
    ("text", "rate", "base"),
    [
        ("60 % of village", Literal(Fraction(3, 5), "%"), "village"),
        ("om_rate of gross", Name("om_rate"), "gross"),
        ("3/8 of net", Literal(Fraction(3, 8)), "net"),
        ("60 of net", Literal(Fraction(60)), "net"),
    ],
)
def test_a_rate_names_its_base(text: str, rate: Literal | Name, base: str) -> None:
    """Whether the rate is one is for the linter to say."""
    assert parse_quantity(text) == RateOf(rate, base)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1,000 yuan",
        "1_000 yuan",
        "1e3 yuan",
        ".5",
        "5.",
        "+5 yuan",
        "1/0",
        "1.5/2",
        "３ yuan",
        "¥5",
        "5 yuan extra",
        "5  yuan",
        "60 % of village of net",
        "60 % of 5 yuan",
        "of net",
        "net * 2",
        "net + gross",
        "(net)",
        "a..b",
        ".a",
        "a.",
        "1a",
        "60 % of",
        "sum(net)",
        "household size",
        "net\n",
        "5 yuan\n",
    ],
)
def test_any_other_text_has_no_meaning(text: str) -> None:
    """Neither arithmetic, nor separators, nor full-width digits, nor a second unit."""
    assert parse_quantity(text) is None


@given(st.text(max_size=30) | st.from_regex(r"[0-9./]{1,6}( [a-z%]+)?", fullmatch=True))
@example("00")
def test_no_text_breaks_the_reader(text: str) -> None:
    """It answers with a quantity or with nothing, or says what is wrong with the number."""
    found = None
    with suppress(ValueFault):
        found = parse_quantity(text)

    assert found is None or isinstance(found, Literal | Name | RateOf)


@given(st.fractions(), st.sampled_from(["", "yuan", "yuan/mu", "kW", "月"]))
def test_a_number_is_read_exactly(value: Fraction, unit: str) -> None:
    """As a fraction of whole numbers, however long."""
    text = f"{value} {unit}".strip()

    assert parse_quantity(text) == Literal(value, unit)
