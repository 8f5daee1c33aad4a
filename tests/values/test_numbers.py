"""Exact numbers: what is accepted, what is refused, and the four roundings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benefit_share.values import (
    Rounding,
    decimal_text,
    exact,
    faults,
    fraction_text,
    round_fraction,
)

ROUNDINGS = st.sampled_from(Rounding)
FRACTIONS = st.fractions(max_denominator=10**6)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3, Fraction(3)),
        (-3, Fraction(-3)),
        (Fraction(1, 3), Fraction(1, 3)),
        (Decimal("0.25"), Fraction(1, 4)),
        (Decimal("1E+3"), Fraction(1000)),
        ("3", Fraction(3)),
        ("-3", Fraction(-3)),
        ("0", Fraction(0)),
        ("-0", Fraction(0)),
        ("0.25", Fraction(1, 4)),
        ("0.10", Fraction(1, 10)),
        ("1/3", Fraction(1, 3)),
        ("-2/6", Fraction(-1, 3)),
        ("9" * 200, Fraction(10**200 - 1)),
    ],
)
def test_an_exact_number_is_taken_as_it_is(value: Any, number: Fraction) -> None:
    """Whole numbers, fractions, decimals and their text."""
    assert exact(value) == number
    assert type(exact(value)) is Fraction


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("", faults.NumberEmpty),
        ("1" * 201, faults.NumberTooLong),
        ("¥5", faults.NumberCurrencySign),
        ("5元", faults.NumberCurrencySign),
        ("3万", faults.NumberCurrencySign),
        ("5 yuan", faults.NumberCurrencySign),
        (" 5", faults.NumberSpaced),
        ("5\n", faults.NumberSpaced),
        ("1 234", faults.NumberSpaced),
        ("1\u3000234", faults.NumberSpaced),
        ("1 / 3", faults.NumberSpaced),
        ("29%", faults.NumberPercent),
        ("１２３", faults.NumberFullWidth),
        ("１.5", faults.NumberFullWidth),
        ("٣", faults.NumberFullWidth),
        ("−5", faults.NumberFullWidth),
        ("1,234.56", faults.NumberSeparated),
        ("1_000", faults.NumberSeparated),
        ("1'000", faults.NumberSeparated),
        ("1e3", faults.NumberExponent),
        ("1.1010519491231e+17", faults.NumberExponent),
        ("1E3", faults.NumberExponent),
        ("+5", faults.NumberPlusSign),
        (".5", faults.NumberBarePoint),
        ("5.", faults.NumberBarePoint),
        ("-.5", faults.NumberBarePoint),
        ("007", faults.NumberLeadingZero),
        ("010", faults.NumberLeadingZero),
        ("-01.5", faults.NumberLeadingZero),
        ("1/0", faults.NumberZeroDenominator),
        ("1/-3", faults.NumberRefused),
        ("1/03", faults.NumberRefused),
        ("1.5/3", faults.NumberRefused),
        ("--5", faults.NumberRefused),
        ("NaN", faults.NumberRefused),
        ("inf", faults.NumberRefused),
        ("0x10", faults.NumberRefused),
        ("1.2.3", faults.NumberRefused),
        ("no", faults.NumberRefused),
    ],
)
def test_text_that_is_no_number_is_refused_by_its_reason(
    text: str, leaf: type[faults.NumberRefused]
) -> None:
    """The leaf says what to change, the words what to write, and the text is not repeated."""
    with pytest.raises(faults.NumberRefused) as caught:
        exact(text)

    assert type(caught.value) is leaf
    assert caught.value.length == len(text)
    assert caught.value.form == faults.form_of(text)
    assert "0.25" in caught.value.accepted


@pytest.mark.parametrize("value", [0.1, 3.0, float("nan"), float("inf")])
def test_a_float_is_refused_however_whole_it_looks(value: Any) -> None:
    """Nobody can see which decimal was meant."""
    with pytest.raises(faults.FloatRefused, match=r"0\.25"):
        exact(value)


@pytest.mark.parametrize(("value", "name"), [(True, "bool"), (None, "NoneType"), (b"3", "bytes")])
def test_what_is_no_number_is_refused_by_its_type(value: Any, name: str) -> None:
    """True is not 1."""
    with pytest.raises(faults.NumberTypeRefused) as caught:
        exact(value)

    assert caught.value.type_name == name


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity", "1e101", "1e-101"])
def test_a_decimal_must_be_finite_and_of_a_reasonable_size(text: str) -> None:
    """A Decimal of a million digits would fill the memory."""
    with pytest.raises(faults.NumberNotFinite):
        exact(Decimal(text))


@given(st.fractions(-(10**90), 10**90, max_denominator=10**90))
@example(Fraction(-100000048624519388060988827766776, 181217))
@example(Fraction(-(10**99), 10**97 + 1))
def test_fraction_text_is_read_back(number: Fraction) -> None:
    """What a canonical document holds is the number, as long as its text may be there."""
    assert exact(fraction_text(number)) == number
    assert fraction_text(Fraction(4, 2)) == "2"


@given(st.integers(-(10**15), 10**15), st.integers(0, 12))
def test_decimal_text_of_a_decimal_is_read_back(units: int, places: int) -> None:
    """Nothing is rounded when the places are enough."""
    number = Fraction(units, 10**places)

    assert exact(decimal_text(number, places)) == number


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-1234), 1, "-1234.0"),
        (Fraction(1), 40, "1." + "0" * 40),
    ],
)
def test_decimal_text_shows_the_places_asked_for(number: Fraction, places: int, text: str) -> None:
    """A half is shown up, and nothing has no sign."""
    assert decimal_text(number, places) == text


def test_decimal_text_rounds_the_way_it_is_told() -> None:
    """A dividend shown down is never more than was paid."""
    assert decimal_text(Fraction(199, 100), 1, rounding=Rounding.DOWN) == "1.9"


@pytest.mark.parametrize("places", [-1, 41])
def test_places_have_a_limit(places: int) -> None:
    """Nought to forty."""
    with pytest.raises(faults.PlacesRefused):
        decimal_text(Fraction(1), places)


@pytest.mark.parametrize(
    ("rounding", "wholes"),
    [
        # The numbers:      -5/2 -12/5 -3/2 -1/2 0 1/2 1 3/2 12/5 5/2 13/5
        (Rounding.DOWN, [-2, -2, -1, 0, 0, 0, 1, 1, 2, 2, 2]),
        (Rounding.UP, [-3, -3, -2, -1, 0, 1, 1, 2, 3, 3, 3]),
        (Rounding.HALF_UP, [-3, -2, -2, -1, 0, 1, 1, 2, 2, 3, 3]),
        (Rounding.HALF_EVEN, [-2, -2, -2, 0, 0, 0, 1, 2, 2, 2, 3]),
    ],
)
def test_each_rounding_goes_its_way(rounding: Rounding, wholes: list[int]) -> None:
    """Down toward zero, up away from it, a half away from it or to the even neighbour."""
    texts = ["-5/2", "-12/5", "-3/2", "-1/2", "0", "1/2", "1", "3/2", "12/5", "5/2", "13/5"]

    assert [round_fraction(exact(text), rounding) for text in texts] == wholes


@given(FRACTIONS, ROUNDINGS)
def test_law_a_rounding_mirrors_negatives(number: Fraction, rounding: Rounding) -> None:
    """Rounding −x gives minus what rounding x gives, so a reversal is exact to the fen."""
    assert round_fraction(-number, rounding) == -round_fraction(number, rounding)


@given(FRACTIONS, ROUNDINGS)
def test_law_a_rounding_moves_less_than_one(number: Fraction, rounding: Rounding) -> None:
    """The whole is less than 1 away; to the nearest, at most a half."""
    moved = abs(round_fraction(number, rounding) - number)

    assert moved < 1
    if rounding in {Rounding.HALF_UP, Rounding.HALF_EVEN}:
        assert 2 * moved <= 1


@given(st.integers(), ROUNDINGS)
def test_law_a_whole_number_stays(whole: int, rounding: Rounding) -> None:
    """Rounding twice changes nothing more."""
    assert round_fraction(Fraction(whole), rounding) == whole


@given(FRACTIONS, FRACTIONS, ROUNDINGS)
def test_law_a_rounding_keeps_the_order(a: Fraction, b: Fraction, rounding: Rounding) -> None:
    """Who has more before rounding never has less after it."""
    low, high = sorted((a, b))

    assert round_fraction(low, rounding) <= round_fraction(high, rounding)


@given(st.integers(-(10**9), 10**9), st.integers(1, 6), ROUNDINGS)
def test_law_a_rounding_is_that_of_decimal(units: int, places: int, rounding: Rounding) -> None:
    """The decimal module of the standard library rounds the same."""
    names = {
        Rounding.DOWN: "ROUND_DOWN",
        Rounding.UP: "ROUND_UP",
        Rounding.HALF_UP: "ROUND_HALF_UP",
        Rounding.HALF_EVEN: "ROUND_HALF_EVEN",
    }
    oracle = Decimal(units).scaleb(-places).quantize(Decimal(1), rounding=names[rounding])

    assert round_fraction(Fraction(units, 10**places), rounding) == int(oracle)
