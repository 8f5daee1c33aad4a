"""Refusals of identifiers; none of them ever holds a character of the number."""

from __future__ import annotations

from typing import ClassVar

import attrs

from benefit_share.findings import Kind
from benefit_share.values.faults.base import ValueFault, kind_of


@attrs.define(slots=False)
class IdentifierFault(ValueFault):
    """An identifier that cannot be accepted.

    Attributes:
        what: what it identifies, in a word the reader knows.
        form: form of the text.
        length: its length in characters.
    """

    what: str
    form: str
    length: int
    kind: ClassVar[Kind] = kind_of(
        "identifier",
        "The {what} of the form '{form}' ({length} characters) is not an identifier.",
        "Use 1 to 40 of A-Z, a-z, 0-9, point, underline and hyphen; a name has its own column.",
    )


class ResidentIdForm(IdentifierFault):
    """Not 17 digits and a digit or X."""

    kind = kind_of(
        "resident-id",
        "The {what} of the form '{form}' ({length} characters) is not one.",
        "Write 17 digits and a digit or X, without spaces or hyphens, in a cell formatted as text.",
    )


class ResidentIdOld(IdentifierFault):
    """The number of 15 digits that is no longer valid."""

    kind = kind_of(
        "resident-id-old",
        "The {what} has 15 digits: it is of the kind given before 1999.",
        "Ask for the number of 18 characters on the present card.",
    )


class ResidentIdDate(IdentifierFault):
    """The digits of the day of birth are no day."""

    kind = kind_of(
        "resident-id-date",
        "The {what} holds no real day of birth.",
        "Compare digits 7 to 14 with the card.",
    )


class ResidentIdCheck(IdentifierFault):
    """The last character does not agree with the others."""

    kind = kind_of(
        "resident-id-check",
        "The last character of the {what} does not agree with the others.",
        "Compare it with the card; format the cell as text, or the last digits are lost.",
    )


class ResidentIdLater(IdentifierFault):
    """The day of birth lies after the day it is looked at."""

    kind = kind_of(
        "resident-id-later",
        "The {what} holds a day of birth that has not come yet.",
        "Compare digits 7 to 14 with the card.",
    )


class CardForm(IdentifierFault):
    """Not 2 to 40 digits."""

    kind = kind_of(
        "card",
        "The {what} of the form '{form}' ({length} characters) is not a number with a check digit.",
        "Write the digits 0 to 9 alone, without spaces, in a cell formatted as text.",
    )


class CardCheck(IdentifierFault):
    """The last digit does not agree with the others."""

    kind = kind_of(
        "card-check",
        "The last digit of the {what} does not agree with the others.",
        "Compare it with the card, digit by digit.",
    )


class IbanForm(IdentifierFault):
    """Not two capitals, two digits and 11 to 30 digits or capitals."""

    kind = kind_of(
        "iban",
        "The {what} of the form '{form}' ({length} characters) is not written as an IBAN.",
        "Write the two letters of the country, two digits and the rest, in capitals, no spaces.",
    )


class IbanCheck(IdentifierFault):
    """The two digits behind the country do not agree with the rest."""

    kind = kind_of(
        "iban-check",
        "The check digits of the {what}, the two behind the country, do not agree with the rest.",
        "Compare the IBAN with the statement of the bank, character by character.",
    )


class CreditCodeForm(IdentifierFault):
    """Not 18 characters of the code's alphabet."""

    kind = kind_of(
        "credit-code",
        "The {what} of the form '{form}' ({length} characters) is not one.",
        "Write 18 digits and capitals without I, O, S, V and Z; places 3 to 8 are digits.",
    )


class CreditCodeCheck(IdentifierFault):
    """The last character does not agree with the others."""

    kind = kind_of(
        "credit-code-check",
        "The last character of the {what} does not agree with the others.",
        "Compare it with the certificate of registration.",
    )


@attrs.define(slots=False)
class CheckDigitRefused(ValueFault):
    """A check digit was asked for of something that cannot have one."""

    accepted: str
    kind: ClassVar[Kind] = kind_of(
        "check-digit",
        "This text cannot be given a check digit.",
        "Give {accepted}, without the check digit.",
    )
