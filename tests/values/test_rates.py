"""Rates: sixty per cent is never written 60."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.values import Rate, faults, percent, percent_text


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("29 %", Fraction(29, 100)),
        ("29%", Fraction(29, 100)),
        ("2.9 %", Fraction(29, 1000)),
        ("0 %", Fraction(0)),
        ("150 %", Fraction(3, 2)),
        ("1/3", Fraction(1, 3)),
        ("3/8", Fraction(3, 8)),
        ("0/1", Fraction(0)),
    ],
)
def test_a_rate_is_a_percentage_or_a_fraction(text: str, rate: Fraction) -> None:
    """Exactly."""
    assert percent(text) == rate


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("60", faults.RateBare),
        ("0.6", faults.RateBare),
        ("1", faults.RateBare),
        ("-5 %", faults.RateNegative),
        ("-1/3", faults.RateNegative),
        ("", faults.RateFault),
        ("-", faults.RateFault),
        ("29 ％", faults.RateFault),
        ("２９ %", faults.RateFault),
        ("29  %", faults.RateFault),
        ("1/0", faults.RateFault),
        ("0.5/3", faults.RateFault),
        ("29 % ", faults.RateFault),
        ("one half", faults.RateFault),
        ("1" * 40 + "%", faults.RateFault),
        ("030 %", faults.RateFault),
    ],
)
def test_another_rate_is_refused_by_its_reason(text: str, leaf: type[faults.RateFault]) -> None:
    """A bare number is told to say what it is."""
    with pytest.raises(faults.RateFault) as caught:
        percent(text)

    assert type(caught.value) is leaf


def test_a_bare_number_is_told_to_write_the_sign() -> None:
    """The words show how."""
    with pytest.raises(faults.RateBare, match="'60 %'"):
        percent("60")


@pytest.mark.parametrize(
    ("value", "leaf"), [(0.29, faults.FloatRefused), (60, faults.NumberTypeRefused)]
)
def test_a_rate_is_text(value: Any, leaf: type[faults.ValueFault]) -> None:
    """A number of a spreadsheet does not say whether it is a share or a percentage."""
    with pytest.raises(leaf):
        percent(value)


def test_the_caller_may_limit_a_rate() -> None:
    """A share of a whole is at most the whole."""
    assert percent("100 %", at_most=Fraction(1)) == 1
    with pytest.raises(faults.RateTooHigh):
        percent("100.01 %", at_most=Fraction(1))


@given(st.fractions(0, 10**6, max_denominator=10**5))
def test_law_a_rate_is_read_back(rate: Fraction) -> None:
    """What stands in a clause is what was reckoned with."""
    assert percent(percent_text(rate)) == rate


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Fraction(29, 1000), "2.9 %"),
        (Fraction(6, 10), "60 %"),
        (Fraction(0), "0 %"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 10**8), "0.000001 %"),
        (Fraction(1, 10**9), "1/1000000000"),
        (Fraction(1000), "100000 %"),
    ],
)
def test_a_rate_reads_as_a_percentage_where_one_is_exact(rate: Fraction, text: str) -> None:
    """With up to six decimals and no needless nought."""
    assert percent_text(rate) == text


def test_a_rate_has_a_base() -> None:
    """Of what is half of what a rate says."""
    rate = Rate.parse("2.9 % of village")

    assert rate == Rate(Fraction(29, 1000), "village")
    assert str(rate) == "2.9 % of village"
    assert Rate.parse("1/3 of gross.2024").base == "gross.2024"


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("2.9 %", faults.RateWithoutBase),
        ("60", faults.RateBare),
        ("60 of village", faults.RateBare),
        ("60 % of 村集体", faults.IdentifierFault),
        ("60 % von village", faults.RateFault),
    ],
)
def test_a_rate_without_a_base_is_refused(text: str, leaf: type[faults.ValueFault]) -> None:
    """The rate itself is judged first."""
    with pytest.raises(leaf):
        Rate.parse(text)


def test_the_limit_holds_for_a_rate_with_a_base() -> None:
    """Half as much again cannot be taken out of a pool."""
    with pytest.raises(faults.RateTooHigh):
        Rate.parse("150 % of village", at_most=Fraction(1))
