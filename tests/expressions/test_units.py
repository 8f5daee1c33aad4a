"""Units of quantities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.expressions.units import MONEY, NUMBER, SHARE, TEXT, Unit, parse_unit
from benefit_share.values import currency

CNY = currency("CNY")
SYMBOLS = ["yuan", "kW", "mu", "month", "day", "year", "hour", "point", "household", "person"]


@pytest.mark.parametrize(
    ("text", "shown", "scale"),
    [
        ("yuan", "money", 100),
        ("元", "money", 100),
        ("CNY", "money", 100),
        ("yuan/mu", "money/mu", 100),
        ("元/亩", "money/mu", 100),
        ("yuan/month", "money/month", 100),
        ("kW", "kW", 1),
        ("千瓦", "kW", 1),
        ("point", "point", 1),
        ("户", "household", 1),
        ("person", "person", 1),
        ("share", "number", 1),
        ("yuan/share", "money", 100),
        ("%", "number", 1),
        ("number", "number", 1),
        ("text", "text", 1),
        ("mu/year", "mu/year", 1),
        ("mu/mu", "number", 1),
    ],
)
def test_a_unit_is_known_by_its_symbols(text: str, shown: str, scale: int) -> None:
    """A yuan is a hundred of the engine's units, every other unit is one."""
    found = parse_unit(text, CNY)

    assert found is not None
    assert (str(found[0]), found[1]) == (shown, scale)


@pytest.mark.parametrize(
    "text", ["", "euro", "yuan/mu/month", "kw", "mu/yuan", "/mu", "yuan/", "yuan mu", "美元"]
)
def test_an_unknown_unit_is_none(text: str) -> None:
    """Money never stands under the line, and no unit is guessed."""
    assert parse_unit(text, CNY) is None


def test_another_currency_has_its_own_unit_and_exponent() -> None:
    """Where the money is not the yuan, a yuan is no unit; a yen has no smaller part."""
    assert parse_unit("JPY", currency("JPY")) == (MONEY, 1)
    assert parse_unit("EUR/kW", currency("EUR")) is not None
    assert parse_unit("yuan", currency("EUR")) is None


@given(st.sampled_from(SYMBOLS), st.sampled_from(SYMBOLS))
def test_a_price_times_its_quantity_is_the_thing_itself(above: str, below: str) -> None:
    """The unit below the line is cancelled."""
    price, below_unit = parse_unit(f"{above}/{below}", CNY), parse_unit(below, CNY)
    if price is None or below_unit is None:
        assert below == "yuan"
        return

    assert price[0].times(below_unit[0]) == parse_unit(above, CNY)[0]  # type: ignore[index]  # each of these texts is a unit


@given(st.sampled_from(SYMBOLS), st.sampled_from(SYMBOLS))
def test_units_fit_only_themselves_and_numbers_without_one(one: str, other: str) -> None:
    """Households are not added to persons."""
    first, second = (parse_unit(text, CNY)[0] for text in (one, other))  # type: ignore[index]  # each of these texts is a unit

    assert first.fits(second) == (one == other)
    assert first.fits(NUMBER)
    assert NUMBER.fits(second)
    assert NUMBER.joined(second) == second == second.joined(NUMBER)
    assert not first.fits(SHARE)
    assert not TEXT.fits(first)


def test_a_unit_reads_as_a_product_and_a_quotient() -> None:
    """Powers are written out."""
    area = Unit((("mu", 1),))

    assert str(area.times(area)) == "mu^2"
    assert str(Unit((("mu", -2),))) == "1/mu^2"
    assert str(Unit((("kW", 1), ("month", 1), ("mu", -1)))) == "kW·month/mu"
