"""Refusals of numbers."""

from __future__ import annotations

from typing import ClassVar

import attrs

from benefit_share.findings import Kind
from benefit_share.values.faults.base import ValueFault, kind_of


@attrs.define(slots=False)
class FloatRefused(ValueFault):
    """A binary float was given where a number must be exact."""

    kind: ClassVar[Kind] = kind_of(
        "float",
        "A float is not exact.",
        "Write the number as text, '0.25', or give an int, a Fraction or a Decimal.",
    )


@attrs.define(slots=False)
class NumberTypeRefused(ValueFault):
    """Something that is no number was given; `type_name` says what."""

    type_name: str
    kind: ClassVar[Kind] = kind_of(
        "number-type",
        "A {type_name} is not a number.",
        "Give text such as '0.25', an int, a Fraction or a Decimal.",
    )


@attrs.define(slots=False)
class NumberNotFinite(ValueFault):
    """A Decimal that is no finite number, or has an exponent beyond reason."""

    kind: ClassVar[Kind] = kind_of(
        "number-finite",
        "This Decimal is not a finite number of a reasonable size.",
        "Give a number such as 0.25.",
    )


@attrs.define(slots=False)
class PlacesRefused(ValueFault):
    """A count of decimal places outside 0 to 40."""

    kind: ClassVar[Kind] = kind_of(
        "places",
        "The number of decimal places is not between 0 and 40.",
        "Give a whole number from 0 to 40.",
    )


@attrs.define(slots=False)
class NumberRefused(ValueFault):
    """Text that is not a number in the one accepted form.

    Attributes:
        form: form of the text.
        length: its length in characters.
        accepted: what is accepted, as examples.
    """

    form: str
    length: int
    accepted: str
    kind: ClassVar[Kind] = kind_of(
        "number",
        "Text of the form '{form}' ({length} characters) is not a number.",
        "Write it like {accepted}.",
    )


class NumberEmpty(NumberRefused):
    """Nothing was written."""

    kind = kind_of(
        "number-empty", "There is no number here.", "Write one like {accepted}; nothing is not 0."
    )


class NumberFullWidth(NumberRefused):
    """Digits or signs of another script or of full width."""

    kind = kind_of(
        "number-full-width",
        "The number '{form}' has full-width or foreign digits or signs.",
        "Use the plain digits 0 to 9: write it like {accepted}.",
    )


class NumberCurrencySign(NumberRefused):
    """A sign or word of a currency stands in the number."""

    kind = kind_of(
        "number-currency-sign",
        "The number '{form}' holds a currency sign or word.",
        "The column says the currency and the unit; write the number alone, like {accepted}.",
    )


class NumberSpaced(NumberRefused):
    """A space stands in the number, or beside it."""

    kind = kind_of(
        "number-space",
        "The number '{form}' holds a space.",
        "Write it without spaces, like {accepted}.",
    )


class NumberSeparated(NumberRefused):
    """Thousands are separated by a comma, an underline or an apostrophe."""

    kind = kind_of(
        "number-separator",
        "The number '{form}' holds a separator.",
        "Leave separators out and put a point before the decimals: write it like {accepted}.",
    )


class NumberPlusSign(NumberRefused):
    """A plus sign leads the number."""

    kind = kind_of(
        "number-plus",
        "The number '{form}' has a plus sign.",
        "Leave the plus out: write it like {accepted}.",
    )


class NumberExponent(NumberRefused):
    """The number is in scientific notation."""

    kind = kind_of(
        "number-exponent",
        "The number '{form}' is in scientific notation.",
        "Format the cell as text and write all digits, like {accepted}.",
    )


class NumberPercent(NumberRefused):
    """A percentage stands where a number is meant."""

    kind = kind_of(
        "number-percent",
        "'{form}' is a percentage where a number is meant.",
        "Write the number, like {accepted}.",
    )


class NumberBarePoint(NumberRefused):
    """A digit is missing before or after the point."""

    kind = kind_of(
        "number-point",
        "The number '{form}' lacks a digit beside its point.",
        "Write a digit on both sides of the point, like {accepted}.",
    )


class NumberLeadingZero(NumberRefused):
    """The number starts with a zero that says nothing."""

    kind = kind_of(
        "number-leading-zero",
        "The number '{form}' starts with a needless 0.",
        "Leave the 0 out and write it like {accepted}; if it is a code, its column must be text.",
    )


class NumberZeroDenominator(NumberRefused):
    """A fraction over nought."""

    kind = kind_of(
        "number-zero-denominator",
        "The fraction '{form}' has no value.",
        "Write it like {accepted}.",
    )


class NumberDecimals(NumberRefused):
    """More decimals than can be counted in whole minor units."""

    kind = kind_of(
        "number-decimals",
        "The number '{form}' has too many decimals.",
        "Nothing is rounded on reading; write no more decimals than {accepted} has.",
    )


class NumberTooLong(NumberRefused):
    """More digits than any number here can have."""

    kind = kind_of(
        "number-length",
        "The number is too long ({length} characters).",
        "Write a shorter one, like {accepted}.",
    )
