"""Rates: an exact share of a named base.

A bare `60` could be sixty per cent, sixty times or a slip, so a rate always shows what it is.
It is written `60 %` or `3/5`.
"""

from __future__ import annotations

import re
from fractions import Fraction

import attrs

from benefit_share.values import faults
from benefit_share.values.identifiers import identifier
from benefit_share.values.numbers import exact

__all__ = ["Rate", "percent", "percent_text"]

_LENGTH_LIMIT = 40
_PERCENT = re.compile(r"((?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,12})?) ?%")
_RATIO = re.compile(r"(?:0|[1-9][0-9]{0,11})/[1-9][0-9]{0,11}")
_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_OF = re.compile(r"(.+?) of (\S+)")


def percent(text: str, /, *, at_most: Fraction | None = None) -> Fraction:
    """Return the rate that *text* says, exactly.

    Args:
        text: `29 %`, `29%`, `2.9 %` or a fraction like `3/8`, in ASCII.
        at_most: the greatest rate the place allows, 1 for 100 %; no limit when None.

    Returns:
        The rate as a number: 29/100 for `29 %`; never negative.

    Raises:
        RateBare: for a number alone.
        RateNegative: below zero.
        RateTooHigh: above *at_most*.
        RateFault: for any other text.
        NumberTypeRefused: when *text* is no text.
        FloatRefused: when it is a float.
    """
    if not isinstance(text, str):
        if isinstance(text, float):
            raise faults.FloatRefused
        raise faults.NumberTypeRefused(type(text).__name__)
    form, length = faults.form_of(text), len(text)
    if length > _LENGTH_LIMIT:
        raise faults.RateFault(form, length)
    per_cent = _PERCENT.fullmatch(text)
    if per_cent:
        rate = exact(per_cent[1]) * Fraction(1, 100)
    elif _RATIO.fullmatch(text):
        rate = exact(text)
    elif _BARE.fullmatch(text):
        raise faults.RateBare(form, length)
    elif text.startswith("-") and length > 1:
        raise faults.RateNegative(form, length)
    else:
        raise faults.RateFault(form, length)
    if at_most is not None and rate > at_most:
        raise faults.RateTooHigh(form, length)
    return rate


def percent_text(rate: Fraction) -> str:
    """Return *rate* as `2.9 %`, or as `1/3` when no short percentage is exact.

    `percent` reads it back.

    Args:
        rate: a rate of zero or more.

    Returns:
        A percentage with up to six decimals and no needless zero, else the fraction.
    """
    millionths = rate * 10**8
    if millionths.denominator != 1:
        return f"{rate.numerator}/{rate.denominator}"
    whole, rest = divmod(millionths.numerator, 10**6)
    decimals = f"{rest:06d}".rstrip("0")
    return f"{whole}.{decimals} %" if decimals else f"{whole} %"


@attrs.frozen
class Rate:
    """A share of a named base.

    Attributes:
        value: the share as an exact number, zero or more.
        base: of what: the id of a pool, step, figure or fact.
    """

    value: Fraction
    base: str

    @classmethod
    def parse(cls, text: str, /, *, at_most: Fraction | None = None) -> Rate:
        """Read a rate with its base, like `2.9 % of village`.

        Args:
            text: a rate that `percent` accepts, ` of `, and an id.
            at_most: the greatest rate the place allows.

        Returns:
            The rate.

        Raises:
            RateWithoutBase: when no base is named.
            ValueFault: as `percent` and `identifier` do.
        """
        parts = _OF.fullmatch(text)
        if parts is None:
            percent(text, at_most=at_most)
            raise faults.RateWithoutBase(faults.form_of(text), len(text))
        return cls(percent(parts[1], at_most=at_most), identifier(parts[2], "base"))

    def __str__(self) -> str:
        """Read as `2.9 % of village`."""
        return f"{percent_text(self.value)} of {self.base}"
