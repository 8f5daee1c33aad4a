"""Money as a whole number of minor units in one currency.

Amounts are added, negated and compared here; they are multiplied and divided nowhere but in exact
numbers, and become whole again by one declared rounding.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NoReturn, Self

import attrs

from benefit_share.values import faults
from benefit_share.values.currencies import EXPONENTS
from benefit_share.values.numbers import refuse_number

__all__ = [
    "AMOUNT_UNITS",
    "MINOR_LIMIT",
    "AmountText",
    "Currency",
    "Money",
    "currency",
    "minor_text",
    "parse_minor",
]

MINOR_LIMIT = 2**53 - 1
"""The greatest number of minor units, either way: every reader of JSON holds it exactly (RFC 8785,
3.2.2.3)."""

AMOUNT_UNITS: Mapping[str, int] = MappingProxyType(
    {"元": 1, "yuan": 1, "千元": 1_000, "万元": 10_000, "10k yuan": 10_000, "亿元": 10**8}
)
"""Unit of an amount column to the number of main units in it; 元 and yuan stand for the main unit
of any currency."""

_YUAN = frozenset({"RMB", "CNH", "YUAN"})
_DIGITS_LIMIT = 30
_SCALES = MappingProxyType({10**power: power for power in range(9)})


@attrs.frozen
class Currency:
    """A currency; get one by `currency`.

    Attributes:
        code: three capitals of ISO 4217.
        exponent: how many decimals the main unit has, 0 to 4.
    """

    code: str
    exponent: int


@functools.cache
def _known(code: str) -> Currency:
    return Currency(code, EXPONENTS[code])


def currency(code: str, /) -> Currency:
    """Return the currency of *code*.

    Args:
        code: three capitals, like `CNY`.

    Returns:
        The currency with the number of decimals that ISO 4217 gives.

    Raises:
        UnknownCurrency: for any other text, with the known codes that look most like it.
    """
    if code in EXPONENTS:
        return _known(code)
    shown = code if re.fullmatch(r"[A-Z]{3}", code) else faults.form_of(code)
    raise faults.UnknownCurrency(shown, ", ".join(_nearest(code.upper())))


def _nearest(code: str) -> list[str]:
    """Return the three known codes most like *code* letter by letter, the yuan first of equals."""
    meant = "CNY" if code in _YUAN else code

    def distance(known: str) -> tuple[int, bool, str]:
        same = sum(a == b for a, b in zip(known, meant, strict=False))
        return -same, known != "CNY", known

    return sorted(EXPONENTS, key=distance)[:3]


@functools.cache
def _grammar(decimals: int) -> re.Pattern[str]:
    fraction = rf"(?:\.([0-9]{{1,{decimals}}}))?" if decimals else "()"
    return re.compile(rf"(-?)(0|[1-9][0-9]{{0,12}}){fraction}", re.ASCII)


def parse_minor(text: str, exponent: int, scale: int = 1) -> int:
    r"""Return the minor units that *text* says, exactly.

    The grammar is `-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,n})?` in ASCII, where n is the currency's
    decimals and those of the scale together.

    Args:
        text: an amount such as `1234.50` or `-3`.
        exponent: decimals of the currency, 0 to 4.
        scale: how many main units one of *text* is: a power of ten from 1 to 10^8; 10,000 for 万元.

    Returns:
        A whole number of minor units, at most 2^53 - 1 either way.

    Raises:
        NumberRefused: for any other text; the leaf says what is wrong with it.
        NumberTypeRefused: when *text* is no text.
        FloatRefused: when it is a float.
        AmountTooLarge: beyond the limit.
        UnknownAmountUnit: when *scale* is not such a power.
    """
    if not isinstance(text, str):
        if isinstance(text, float):
            raise faults.FloatRefused
        raise faults.NumberTypeRefused(type(text).__name__)
    power = _SCALES.get(scale)
    if power is None:
        raise faults.UnknownAmountUnit(
            faults.form_of(str(scale)), "1, 10, 100 and so on up to 100000000"
        )
    decimals = exponent + power
    match = _grammar(decimals).fullmatch(text)
    if match is None:
        _refuse_amount(text, decimals)
    sign, whole, fraction = match.groups(default="")
    minor = int(whole + fraction.ljust(decimals, "0"))
    if minor > MINOR_LIMIT:
        raise faults.AmountTooLarge(len(str(minor)))
    return -minor if sign else minor


def _refuse_amount(text: str, decimals: int) -> NoReturn:
    accepted = f"'1234.{'567890123456'[:decimals]}'" if decimals else "'1234'"
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,12})\.[0-9]+", text) and len(text) <= _DIGITS_LIMIT:
        raise faults.NumberDecimals(faults.form_of(text), len(text), accepted)
    whole = re.fullmatch(r"-?([1-9][0-9]{13,})(\.[0-9]+)?", text)
    if whole and len(text) <= _DIGITS_LIMIT:
        raise faults.AmountTooLarge(len(whole[1]) + decimals)
    refuse_number(text, accepted=accepted, limit=_DIGITS_LIMIT)


def minor_text(minor: int, exponent: int) -> str:
    """Return *minor* units as plain text with all decimals and no separators: `1234.50`.

    Args:
        minor: a whole number of minor units.
        exponent: decimals of the currency, 0 to 4.

    Returns:
        ASCII text that `parse_minor` reads back.
    """
    digits = str(abs(minor)).rjust(exponent + 1, "0")
    sign = "-" if minor < 0 else ""
    return f"{sign}{digits[:-exponent]}.{digits[-exponent:]}" if exponent else f"{sign}{digits}"


class AmountText(str):
    """An amount as a message is given it: plain digits, which whoever shows them puts in groups.

    As data it is the plain text that `parse_minor` reads back, and put into an English sentence it
    stands with separators, `60,000.00`, as `rendering` writes it for every language.
    """

    __slots__ = ()

    def __format__(self, _spec: str, /) -> str:
        """Return it in groups of three digits, as English has them."""
        digits, point, decimals = self.removeprefix("-").partition(".")
        sign = "-" if self.startswith("-") else ""
        return f"{sign}{int(digits):,}{point}{decimals}"


def _checked_minor(_money: object, _field: object, minor: int) -> None:
    if isinstance(minor, float):
        raise faults.FloatRefused
    if isinstance(minor, bool) or not isinstance(minor, int):
        raise faults.NumberTypeRefused(type(minor).__name__)
    if not -MINOR_LIMIT <= minor <= MINOR_LIMIT:
        raise faults.AmountTooLarge(len(str(abs(minor))))


@functools.total_ordering
@attrs.frozen(order=False)
class Money:
    """An amount of one currency.

    Attributes:
        minor: whole minor units (fen), within 2^53 - 1 either way.
        currency: which currency.
    """

    minor: int = attrs.field(validator=_checked_minor)
    currency: Currency

    @classmethod
    def parse(cls, text: str, currency: Currency, *, unit: str = "元") -> Self:
        """Read an amount.

        Args:
            text: an amount in the grammar of `parse_minor`.
            currency: its currency.
            unit: a key of `AMOUNT_UNITS`; 万元 allows four more decimals, all exact.

        Returns:
            The amount.

        Raises:
            ValueFault: as `parse_minor` does, and `UnknownAmountUnit` for another *unit*.
        """
        scale = AMOUNT_UNITS.get(unit)
        if scale is None:
            raise faults.UnknownAmountUnit(faults.form_of(unit), ", ".join(AMOUNT_UNITS))
        return cls(parse_minor(text, currency.exponent, scale), currency)

    @classmethod
    def zero(cls, currency: Currency) -> Self:
        """Return no money of *currency*."""
        return cls(0, currency)

    def text(self) -> str:
        """Return the amount in main units, plain: `1234.50`."""
        return minor_text(self.minor, self.currency.exponent)

    def exact(self) -> Fraction:
        """Return the amount in main units as an exact number."""
        return Fraction(self.minor, 10**self.currency.exponent)

    def __str__(self) -> str:
        """Read as `CNY 1234.50`."""
        return f"{self.currency.code} {self.text()}"

    def __add__(self, other: Money) -> Money:
        """Return the sum of two amounts of one currency."""
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        """Return the difference of two amounts of one currency."""
        if not isinstance(other, Money):
            return NotImplemented
        return self + -other

    def __neg__(self) -> Money:
        """Return the amount with the other sign."""
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        """Say whether this is the smaller of two amounts of one currency."""
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return self.minor < other.minor

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise faults.CurrencyMismatch(self.currency.code, other.currency.code)
