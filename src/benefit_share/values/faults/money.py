"""Refusals of amounts, currencies, rates and bands."""

from __future__ import annotations

from typing import ClassVar

import attrs

from benefit_share.findings import Kind
from benefit_share.values.faults.base import ValueFault, kind_of


class MoneyFault(ValueFault):
    """An amount or a currency that cannot be accepted."""


@attrs.define(slots=False)
class AmountTooLarge(MoneyFault):
    """More than 2^53 - 1 minor units, or 13 digits before the point; `digits` counts the units'."""

    digits: int
    kind: ClassVar[Kind] = kind_of(
        "amount-limit",
        "The amount has {digits} digits in minor units.",
        "Keep within 9007199254740991 minor units and 13 digits before the point; check the unit.",
    )


@attrs.define(slots=False)
class CurrencyMismatch(MoneyFault):
    """Two currencies met in one sum or one comparison."""

    first: str
    second: str
    kind: ClassVar[Kind] = kind_of(
        "currency-mismatch",
        "{first} and {second} cannot be added or compared.",
        "Convert one of them beforehand.",
    )


@attrs.define(slots=False)
class UnknownCurrency(MoneyFault):
    """No active currency of ISO 4217 has this code.

    Attributes:
        code: the code, or its form when it is not three letters.
        nearest: up to three known codes that look like it.
    """

    code: str
    nearest: str
    kind: ClassVar[Kind] = kind_of(
        "currency",
        "'{code}' is no active currency of ISO 4217.",
        "Write a code such as {nearest}, in capitals.",
    )


@attrs.define(slots=False)
class UnknownAmountUnit(MoneyFault):
    """A unit of amounts that is not in the list, or a scale that is no power of ten."""

    form: str
    accepted: str
    kind: ClassVar[Kind] = kind_of(
        "amount-unit", "'{form}' is not a unit amounts may be given in.", "Write one of {accepted}."
    )


# Rates and bands.


@attrs.define(slots=False)
class RateFault(ValueFault):
    """A rate that cannot be accepted; `form` and `length` are those of its text."""

    form: str
    length: int
    kind: ClassVar[Kind] = kind_of(
        "rate",
        "Text of the form '{form}' ({length} characters) is not a rate.",
        "Write it like '29 %' or '3/8'.",
    )


class RateBare(RateFault):
    """A number without a percent sign stands where a rate is meant."""

    kind = kind_of(
        "rate-bare",
        "'{form}' is a bare number where a rate is meant.",
        "For sixty of a hundred write '60 %'; for a share write a fraction such as '3/5'.",
    )


class RateNegative(RateFault):
    """A rate below zero."""

    kind = kind_of(
        "rate-negative",
        "The rate '{form}' is negative.",
        "Write a rate of 0 % or more, like '29 %'.",
    )


class RateTooHigh(RateFault):
    """A rate above what its place allows."""

    kind = kind_of(
        "rate-high",
        "The rate '{form}' is higher than this place allows.",
        "Write a smaller one, at most '100 %' of it.",
    )


class RateWithoutBase(RateFault):
    """A rate that does not say of what it is taken."""

    kind = kind_of(
        "rate-base",
        "The rate '{form}' does not say of what.",
        "Write its base, like '2.9 % of village'.",
    )


@attrs.define(slots=False)
class BandFault(ValueFault):
    """A band that cannot be read; `form` and `length` are those of its text."""

    form: str
    length: int
    kind: ClassVar[Kind] = kind_of(
        "band",
        "Text of the form '{form}' ({length} characters) is not a band.",
        "Write it like '[3,4]', '(1040,1060]', '[5,)' or '(,-40)'.",
    )


class BandOpenEnd(BandFault):
    """A side without a number has a square bracket."""

    kind = kind_of(
        "band-open-end",
        "The band '{form}' closes a side that has no end.",
        "Put a round bracket where there is no number, like '[5,)' or '(,5]'.",
    )


class BandEmpty(BandFault):
    """No number lies in the band."""

    kind = kind_of(
        "band-empty",
        "No number lies in the band '{form}'.",
        "Put the lower end first, like '[3,4]'.",
    )


@attrs.define(slots=False)
class StepRefused(ValueFault):
    """A step of zero or less."""

    kind: ClassVar[Kind] = kind_of(
        "step", "The step is not positive.", "Give a step such as 1 or 1/10."
    )
