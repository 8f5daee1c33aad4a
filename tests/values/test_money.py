"""Money: one grammar, whole minor units, one currency at a time."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.values import (
    AMOUNT_UNITS,
    MINOR_LIMIT,
    Currency,
    Money,
    currency,
    faults,
    minor_text,
    parse_minor,
)
from benefit_share.values.currencies import EXPONENTS

CNY = currency("CNY")
JPY = currency("JPY")
MINORS = st.integers(-MINOR_LIMIT, MINOR_LIMIT)
SMALL = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("text", "exponent", "scale", "minor"),
    [
        ("1234.50", 2, 1, 123450),
        ("1234.5", 2, 1, 123450),
        ("1234", 2, 1, 123400),
        ("-0.05", 2, 1, -5),
        ("0", 2, 1, 0),
        ("-0.00", 2, 1, 0),
        ("1234", 0, 1, 1234),
        ("1.234", 3, 1, 1234),
        ("12.345678", 2, 10_000, 12345678),
        ("12", 2, 10_000, 12000000),
        ("-1.5", 0, 10_000, -15000),
        ("9007199254.740991", 2, 10_000, MINOR_LIMIT),
        ("-9007199254.740991", 2, 10_000, -MINOR_LIMIT),
        ("9999999999999.99", 2, 1, 999999999999999),
        ("0.01", 2, 1, 1),
    ],
)
def test_an_amount_is_read_exactly(text: str, exponent: int, scale: int, minor: int) -> None:
    """As many decimals as the currency has, and four more for 万元."""
    assert parse_minor(text, exponent, scale) == minor


@pytest.mark.parametrize(
    ("text", "exponent", "leaf"),
    [
        ("1,234.56", 2, faults.NumberSeparated),
        ("1 234", 2, faults.NumberSpaced),
        ("１２３", 2, faults.NumberFullWidth),
        ("12.345", 2, faults.NumberDecimals),
        ("12.5", 0, faults.NumberDecimals),
        ("1e3", 2, faults.NumberExponent),
        ("+5", 2, faults.NumberPlusSign),
        ("¥5", 2, faults.NumberCurrencySign),
        ("￥5", 2, faults.NumberCurrencySign),
        ("5元", 2, faults.NumberCurrencySign),
        (".5", 2, faults.NumberBarePoint),
        ("5.", 2, faults.NumberBarePoint),
        ("007", 2, faults.NumberLeadingZero),
        ("", 2, faults.NumberEmpty),
        ("1/3", 2, faults.NumberRefused),
        ("NaN", 2, faults.NumberRefused),
        ("0." + "1" * 40, 2, faults.NumberTooLong),
        ("9" * 40, 2, faults.NumberTooLong),
        ("1\n", 2, faults.NumberSpaced),
    ],
)
def test_another_amount_is_refused_with_the_accepted_form(
    text: str, exponent: int, leaf: type[faults.NumberRefused]
) -> None:
    """Each with its reason, and an example with as many decimals as the currency."""
    with pytest.raises(faults.NumberRefused) as caught:
        parse_minor(text, exponent)

    assert type(caught.value) is leaf
    assert caught.value.accepted == ("'1234.56'" if exponent else "'1234'")
    assert caught.value.accepted in str(caught.value)


@pytest.mark.parametrize(
    ("text", "scale", "digits"),
    [("90071992547409.92", 1, 16), ("-99999999999999", 1, 16), ("9999999999", 10_000, 16)],
)
def test_an_amount_beyond_the_limit_is_refused_and_not_rounded(
    text: str, scale: int, digits: int
) -> None:
    """2^53 fen would be changed by other readers of JSON."""
    with pytest.raises(faults.AmountTooLarge) as caught:
        parse_minor(text, 2, scale)

    assert caught.value.digits == digits


@pytest.mark.parametrize("value", [0.3, 5.0])
def test_an_amount_is_never_a_float(value: Any) -> None:
    """Neither as text nor as minor units."""
    with pytest.raises(faults.FloatRefused):
        parse_minor(value, 2)
    with pytest.raises(faults.FloatRefused):
        Money(value, CNY)


@pytest.mark.parametrize("value", [True, None, Fraction(5)])
def test_minor_units_are_a_whole_number(value: Any) -> None:
    """True is not a fen, and a fraction has to be rounded by a declared rule first."""
    with pytest.raises(faults.NumberTypeRefused):
        Money(value, CNY)
    with pytest.raises(faults.NumberTypeRefused):
        parse_minor(value, 2)


@pytest.mark.parametrize("scale", [0, 3, -10, 10**9])
def test_a_scale_is_a_power_of_ten(scale: int) -> None:
    """Another one would not be exact in decimals."""
    with pytest.raises(faults.UnknownAmountUnit):
        parse_minor("1", 2, scale)


@given(MINORS, st.sampled_from([0, 2, 3, 4]))
def test_law_minor_text_is_read_back(minor: int, exponent: int) -> None:
    """What is written in a file is what was reckoned, wherever the grammar can say it."""
    text = minor_text(minor, exponent)
    if len(text.lstrip("-").partition(".")[0]) > 13:
        with pytest.raises(faults.AmountTooLarge):
            parse_minor(text, exponent)
    else:
        assert parse_minor(text, exponent) == minor


@pytest.mark.parametrize(
    ("minor", "exponent", "text"),
    [
        (123450, 2, "1234.50"),
        (-5, 2, "-0.05"),
        (0, 2, "0.00"),
        (-5, 0, "-5"),
        (7, 3, "0.007"),
        (99, 2, "0.99"),
        (100, 2, "1.00"),
    ],
)
def test_minor_units_are_written_plain(minor: int, exponent: int, text: str) -> None:
    """All decimals, no separators, no sign but minus."""
    assert minor_text(minor, exponent) == text


@pytest.mark.parametrize(
    ("code", "exponent"),
    [
        ("CNY", 2),
        ("USD", 2),
        ("JPY", 0),
        ("KWD", 3),
        ("CLF", 4),
        ("HKD", 2),
        ("XCG", 2),
        ("ISK", 0),
    ],
)
def test_a_currency_has_the_decimals_of_iso_4217(code: str, exponent: int) -> None:
    """Not those a locale likes to print."""
    assert currency(code) == Currency(code, exponent)
    assert currency(code) is currency(code)


def test_the_table_holds_the_active_currencies_with_minor_units() -> None:
    """165 codes on the list of 2026-01-01; gold and test codes cannot count money."""
    assert len(EXPONENTS) == 165
    assert {"XAU", "XXX", "XTS", "XDR", "HRK", "BGN"}.isdisjoint(EXPONENTS)


@pytest.mark.parametrize(
    ("code", "shown", "nearest"),
    [
        ("RMB", "RMB", "CNY"),
        ("CNH", "CNH", "CNY"),
        ("EUX", "EUX", "EUR"),
        ("cny", "aaa", "CNY"),
        ("人民币", "字字字", "CNY"),
        ("", "", "CNY"),
    ],
)
def test_an_unknown_currency_is_refused_with_the_nearest(
    code: str, shown: str, nearest: str
) -> None:
    """Never two decimals by default."""
    with pytest.raises(faults.UnknownCurrency) as caught:
        currency(code)

    assert caught.value.code == shown
    assert caught.value.nearest.startswith(nearest)
    assert all(known in EXPONENTS for known in caught.value.nearest.split(", "))


def test_money_is_parsed_in_the_unit_of_its_column() -> None:
    """元 and yuan are the main unit; 万元 has six decimals, exactly."""
    assert Money.parse("12.5", CNY) == Money(1250, CNY)
    assert Money.parse("12.5", CNY, unit="yuan") == Money(1250, CNY)
    assert Money.parse("12.345678", CNY, unit="万元") == Money(12345678, CNY)
    assert Money.parse("1", CNY, unit="亿元").exact() == 10**8
    with pytest.raises(faults.UnknownAmountUnit) as caught:
        Money.parse("1", CNY, unit="吨")
    assert all(unit in str(caught.value) for unit in AMOUNT_UNITS)


def test_money_reads_plainly() -> None:
    """With its code, for messages; without it, for columns."""
    money = Money(-123450, CNY)

    assert str(money) == "CNY -1234.50"
    assert money.text() == "-1234.50"
    assert money.exact() == Fraction(-12345, 10)
    assert Money.zero(JPY).text() == "0"


@given(SMALL, SMALL, SMALL)
def test_law_money_adds_like_whole_numbers(a: int, b: int, c: int) -> None:
    """The order of adding never matters, and what is taken away again leaves nothing."""
    x, y, z = Money(a, CNY), Money(b, CNY), Money(c, CNY)

    assert (x + y) + z == x + (y + z)
    assert x + y == y + x == Money(a + b, CNY)
    assert x - x == Money.zero(CNY)
    assert x + -x == Money.zero(CNY)
    assert x - y == x + -y


@given(SMALL, SMALL)
def test_law_money_is_ordered_by_its_units(a: int, b: int) -> None:
    """And equal amounts are one key of a dict."""
    x, y = Money(a, CNY), Money(b, CNY)

    assert (x < y, x <= y, x > y, x >= y, x == y) == (a < b, a <= b, a > b, a >= b, a == b)
    assert len({x, y}) == len({a, b})


def test_two_currencies_never_meet() -> None:
    """Not in a sum, not in a comparison; they are only never equal."""
    for meet in (Money.__add__, Money.__sub__, Money.__lt__):
        with pytest.raises(faults.CurrencyMismatch) as caught:
            meet(Money(1, CNY), Money(1, JPY))
        assert (caught.value.first, caught.value.second) == ("CNY", "JPY")
    assert Money(1, CNY) != Money(1, JPY)


@pytest.mark.parametrize("name", ["__add__", "__sub__", "__lt__"])
def test_money_meets_nothing_but_money(name: str) -> None:
    """`sum` needs `Money.zero`, because 0 has no currency."""
    assert getattr(Money(1, CNY), name)(1) is NotImplemented
    with pytest.raises(TypeError):
        _: Any = Money(1, CNY) + 1  # type: ignore[operator]  # wrong on purpose: it is refused


def test_a_sum_beyond_the_limit_is_refused() -> None:
    """At every door, and in every sum."""
    with pytest.raises(faults.AmountTooLarge):
        Money(MINOR_LIMIT, CNY) + Money(1, CNY)
    with pytest.raises(faults.AmountTooLarge):
        Money(-MINOR_LIMIT - 1, CNY)


def test_money_survives_pickling_and_copying() -> None:
    """Results cross processes."""
    money = Money(5, CNY)

    assert pickle.loads(pickle.dumps(money)) == copy.deepcopy(money) == money
