"""Exact numbers from text, exact numbers to text, and the only roundings.

Everything exact is a `Fraction`; every rounding says which way.
What never lives here: money, and binary floats.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn, assert_never

from benefit_share.values import faults

__all__ = ["Rounding", "decimal_text", "exact", "fraction_text", "refuse_number", "round_fraction"]

TEXT_LIMIT = 200
"""How many characters a number may have as text: as many as a text of a sealed document.

An exact share has long terms, and what a run wrote must be read back.
"""

PLACES_LIMIT = 40
"""How many decimal places may be asked for."""

EXPONENT_LIMIT = 100
"""How far a Decimal may lie from 1, in powers of ten; `Decimal('1e999999')` would fill the
memory."""

ACCEPTED = "'3', '-3', '0.25' or '1/3'"
"""What `exact` accepts, as examples."""

_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_RATIO = re.compile(r"(-?(?:0|[1-9][0-9]*))/(0|[1-9][0-9]*)")
_CURRENCY = re.compile(r"[¥￥$€£元圆块角分万亿]|yuan|fen|rmb|cny", re.IGNORECASE)
_EXPONENT = re.compile(r"[+-]?[0-9.]+e[+-]?[0-9]+", re.IGNORECASE)
_BARE_POINT = re.compile(r"-?(?:\.[0-9]+|[0-9]+\.)")
_LEADING_ZERO = re.compile(r"-?0[0-9]+(?:\.[0-9]+)?")

# The most telling reason first: an ideographic space is a space before it is full width.
_REASONS: tuple[tuple[Callable[[str], object], type[faults.NumberRefused]], ...] = (
    (_CURRENCY.search, faults.NumberCurrencySign),
    (re.compile(r"\s").search, faults.NumberSpaced),
    (re.compile(r"%").search, faults.NumberPercent),
    (re.compile(r"[^\x00-\x7f]").search, faults.NumberFullWidth),
    (re.compile(r"[,_']").search, faults.NumberSeparated),
    (_EXPONENT.fullmatch, faults.NumberExponent),
    (re.compile(r"\+.*").fullmatch, faults.NumberPlusSign),
    (_BARE_POINT.fullmatch, faults.NumberBarePoint),
    (_LEADING_ZERO.fullmatch, faults.NumberLeadingZero),
)


class Rounding(enum.StrEnum):
    """Which way an exact amount becomes whole.

    Negatives mirror positives, so that a reversal is exact to the fen.
    """

    DOWN = "down"
    """Toward zero: 2.9 → 2, −2.9 → −2 (舍去)."""

    HALF_UP = "half_up"
    """To the nearest, a half away from zero: 2.5 → 3, 2.4 → 2, −2.5 → −3 (四舍五入)."""

    HALF_EVEN = "half_even"
    """To the nearest, a half to the even neighbour: 2.5 → 2, 3.5 → 4, −2.5 → −2."""

    UP = "up"
    """Away from zero: 2.1 → 3, −2.1 → −3 (进一)."""


def exact(value: int | Fraction | Decimal | str, /) -> Fraction:
    """Return *value* as an exact number.

    Args:
        value: a whole number, a Fraction, a finite Decimal, or ASCII text such as `3`, `-3`, `0.25`
            or `1/3` of at most 200 characters.

    Returns:
        The same number as a Fraction in lowest terms.

    Raises:
        FloatRefused: for a float, however whole it looks.
        NumberTypeRefused: for a bool or anything else that is no number.
        NumberNotFinite: for a NaN, an infinity, or a Decimal beyond 10^±100.
        NumberRefused: for other text; the leaf says what is wrong with it.
    """
    if isinstance(value, str):
        return _exact_text(value)
    if isinstance(value, float):
        raise faults.FloatRefused
    if isinstance(value, Decimal):
        digits = value.as_tuple()
        if (
            not isinstance(digits.exponent, int)
            or abs(digits.exponent) + len(digits.digits) > EXPONENT_LIMIT
        ):
            raise faults.NumberNotFinite
        return Fraction(value)
    if isinstance(value, bool):
        raise faults.NumberTypeRefused("bool")
    if isinstance(value, int | Fraction):
        return Fraction(value)
    raise faults.NumberTypeRefused(type(value).__name__)


def _exact_text(text: str) -> Fraction:
    if len(text) > TEXT_LIMIT:
        refuse_number(text, accepted=ACCEPTED, limit=TEXT_LIMIT)
    if _DECIMAL.fullmatch(text):
        return Fraction(text)
    ratio = _RATIO.fullmatch(text)
    if ratio is None:
        refuse_number(text, accepted=ACCEPTED, limit=TEXT_LIMIT)
    numerator, denominator = int(ratio[1]), int(ratio[2])
    if denominator == 0:
        raise faults.NumberZeroDenominator(faults.form_of(text), len(text), ACCEPTED)
    return Fraction(numerator, denominator)


def refuse_number(text: str, *, accepted: str, limit: int) -> NoReturn:
    """Raise the leaf that says what is wrong with *text* as a number.

    Args:
        text: text that the grammar of the place has refused already.
        accepted: what the place accepts, as examples.
        limit: how many characters the place allows.

    Raises:
        NumberRefused: always, by its most telling leaf.
    """
    raise _reason(text, limit)(faults.form_of(text), len(text), accepted)


def _reason(text: str, limit: int) -> type[faults.NumberRefused]:
    if not text:
        return faults.NumberEmpty
    if len(text) > limit:
        return faults.NumberTooLong
    return next((leaf for tells, leaf in _REASONS if tells(text)), faults.NumberRefused)


def decimal_text(number: Fraction, places: int, *, rounding: Rounding = Rounding.HALF_UP) -> str:
    """Return *number* with exactly *places* decimals.

    Args:
        number: an exact number.
        places: 0 to 40 decimals.
        rounding: which way what does not fit is rounded; it changes what is shown, never what is
            reckoned with.

    Returns:
        ASCII text with a point and no separators: `-0.25`; a number that shows as zero has no sign.

    Raises:
        PlacesRefused: when *places* is out of range.
    """
    if not 0 <= places <= PLACES_LIMIT:
        raise faults.PlacesRefused
    units = round_fraction(number * 10**places, rounding)
    digits = str(abs(units)).rjust(places + 1, "0")
    sign = "-" if units < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def fraction_text(number: Fraction) -> str:
    """Return *number* as `p/q` in lowest terms, or `p` when it is whole."""
    return str(number)


def round_fraction(number: Fraction, rounding: Rounding) -> int:
    """Return *number* made whole, the way *rounding* says.

    Args:
        number: an exact number; for money, counted in minor units.
        rounding: the direction; there is no default, because who gets the last fen is the plan's
            decision.

    Returns:
        A whole number less than 1 away; a whole *number* unchanged, and that of −number is the
        negative.
    """
    whole, rest = divmod(abs(number.numerator), number.denominator)
    match rounding:
        case Rounding.DOWN:
            more = False
        case Rounding.UP:
            more = rest > 0
        case Rounding.HALF_UP:
            more = 2 * rest >= number.denominator
        case Rounding.HALF_EVEN:
            more = 2 * rest > number.denominator or (
                2 * rest == number.denominator and whole % 2 == 1
            )
        case _:
            assert_never(rounding)
    return (whole + more) * (-1 if number < 0 else 1)
