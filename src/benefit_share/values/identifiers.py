"""Identifiers and their check digits.

A check digit shows that a number was typed well, never that it was given to anybody.
A fault says the form and the length of a number and nothing of the number.
"""

from __future__ import annotations

import datetime as dt
import re

from benefit_share.values import faults

__all__ = [
    "check_character_for_credit_code",
    "check_digit_for_luhn",
    "check_digit_for_resident_id",
    "credit_code",
    "has_iban_form",
    "iban",
    "identifier",
    "luhn",
    "resident_born_on",
    "resident_id",
    "sample_resident_id",
]

_IDENTIFIER = re.compile(r"[A-Za-z0-9._-]{1,40}")

_RESIDENT = re.compile(r"[0-9]{17}[0-9Xx]")
_RESIDENT_BODY = re.compile(r"[0-9]{17}")
_RESIDENT_OLD = re.compile(r"[0-9]{15}")
_RESIDENT_WEIGHTS = tuple(2**power % 11 for power in range(17, 0, -1))
_RESIDENT_CHECKS = "10X98765432"
_SAMPLE_DIVISION = "990000"
_SERIAL_LIMIT = 999

_CARD = re.compile(r"[0-9]{2,40}")
_CARD_BODY = re.compile(r"[0-9]{1,39}")

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT = re.compile(rf"[{_CREDIT_ALPHABET}]{{2}}[0-9]{{6}}[{_CREDIT_ALPHABET}]{{10}}")
_CREDIT_BODY = re.compile(rf"[{_CREDIT_ALPHABET}]{{17}}")
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def _matches(pattern: re.Pattern[str], text: object) -> bool:
    return isinstance(text, str) and pattern.fullmatch(text) is not None


def _form(text: object) -> tuple[str, int]:
    shown = text if isinstance(text, str) else type(text).__name__
    return faults.form_of(shown), len(shown)


def identifier(text: str, what: str) -> str:
    """Return *text* when it is an identifier.

    Only these characters stand alike in file names, web addresses, canonical keys and on every
    keyboard.

    Args:
        text: 1 to 40 of the ASCII letters and digits, point, underline and hyphen.
        what: what it identifies, for the message: `household`.

    Returns:
        The same text.

    Raises:
        IdentifierFault: for anything else.
    """
    if not _matches(_IDENTIFIER, text):
        raise faults.IdentifierFault(what, *_form(text))
    return text


def resident_id(
    text: str, /, *, not_after: dt.date | None = None, what: str = "identity number"
) -> str:
    """Return the resident identity number, its check letter a capital.

    The rule is GB 11643-1999: six digits of a division, eight of a day of birth, three of a serial,
    and a check character by ISO 7064 MOD 11-2.
    Whether the division exists is not looked at: people keep numbers of divisions abolished long
    ago.

    Args:
        text: 18 ASCII characters; a small x is accepted.
        not_after: the day on which the holder must have been born already; not checked when None.
        what: what the number is, for the message.

    Returns:
        The number with a capital X, so that a caller sees by comparison whether it was mended.

    Raises:
        ResidentIdOld: for 15 digits.
        ResidentIdForm: for another form.
        ResidentIdDate: when the day of birth is no day.
        ResidentIdCheck: when the check character is another one.
        ResidentIdLater: when the day of birth lies after *not_after*.
    """
    if _matches(_RESIDENT_OLD, text):
        raise faults.ResidentIdOld(what, *_form(text))
    if not _matches(_RESIDENT, text):
        raise faults.ResidentIdForm(what, *_form(text))
    number = text.upper()
    born = _born(number)
    if born is None:
        raise faults.ResidentIdDate(what, *_form(text))
    if check_digit_for_resident_id(number[:17]) != number[17]:
        raise faults.ResidentIdCheck(what, *_form(text))
    if not_after is not None and born > not_after:
        raise faults.ResidentIdLater(what, *_form(text))
    return number


def _born(number: str) -> dt.date | None:
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def resident_born_on(text: str, /) -> dt.date:
    """Return the day of birth that a resident identity number holds.

    Args:
        text: a number that `resident_id` accepts.

    Returns:
        The day of birth, of any year from 1 on: a holder may have been born before 1900.

    Raises:
        IdentifierFault: as `resident_id` does.
    """
    number = resident_id(text)
    return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def check_digit_for_resident_id(first: str, /) -> str:
    """Return the check character of a resident identity number (ISO 7064 MOD 11-2).

    Args:
        first: its first 17 digits.

    Returns:
        A digit or X.

    Raises:
        CheckDigitRefused: for anything but 17 ASCII digits.
    """
    if not _matches(_RESIDENT_BODY, first):
        raise faults.CheckDigitRefused("17 digits")
    total = sum(int(digit) * weight for digit, weight in zip(first, _RESIDENT_WEIGHTS, strict=True))
    return _RESIDENT_CHECKS[total % 11]


def sample_resident_id(born_on: dt.date, serial: int = 1) -> str:
    """Return a well-formed resident identity number that was given to nobody.

    Its division, 990000, does not exist, so examples and tests hold nobody's number.

    Args:
        born_on: day of birth.
        serial: 0 to 999; odd ones are men's, even ones women's.

    Returns:
        A number that `resident_id` accepts.

    Raises:
        CheckDigitRefused: when *serial* is out of range.
    """
    if not 0 <= serial <= _SERIAL_LIMIT:
        raise faults.CheckDigitRefused("a serial from 0 to 999")
    first = f"{_SAMPLE_DIVISION}{born_on.isoformat().replace('-', '')}{serial:03d}"
    return first + check_digit_for_resident_id(first)


def luhn(text: str, /, *, what: str = "card number") -> str:
    """Return *text* when its last digit is the check digit of the others (ISO/IEC 7812-1, annex B).

    A passbook account need not have such a digit, and sixteen noughts have one: the caller decides
    what a fault weighs.

    Args:
        text: 2 to 40 ASCII digits.
        what: what the number is, for the message.

    Returns:
        The same text.

    Raises:
        CardForm: for another form.
        CardCheck: when the check digit is another one.
    """
    if not _matches(_CARD, text):
        raise faults.CardForm(what, *_form(text))
    if check_digit_for_luhn(text[:-1]) != text[-1]:
        raise faults.CardCheck(what, *_form(text))
    return text


def check_digit_for_luhn(first: str, /) -> str:
    """Return the check digit that follows *first* (ISO/IEC 7812-1, annex B).

    Args:
        first: 1 to 39 ASCII digits.

    Returns:
        A digit.

    Raises:
        CheckDigitRefused: for anything else.
    """
    if not _matches(_CARD_BODY, first):
        raise faults.CheckDigitRefused("1 to 39 digits")
    # Every second digit counts double, beginning beside the check digit; of a double the two digits
    # are added.
    total = sum(
        sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(reversed(first))
    )
    return str(-total % 10)


def has_iban_form(text: str, /) -> bool:
    """Say whether *text* is written as an IBAN, with check digits that fit or not."""
    return _matches(_IBAN, text)


def iban(text: str, /, *, what: str = "IBAN") -> str:
    """Return *text* when it is an international bank account number (ISO 13616-1).

    The check digits are those of ISO 7064 MOD 97-10. How long the number of a country is, is not
    looked at: the registry grows, and a wrong length passes the check digits once in 97 times.

    Args:
        text: two capitals, two digits, then 11 to 30 digits or capitals, without spaces.
        what: what the number is, for the message.

    Returns:
        The same text.

    Raises:
        IbanForm: for another form.
        IbanCheck: when the check digits are others.
    """
    if not has_iban_form(text):
        raise faults.IbanForm(what, *_form(text))
    # In base 36 a digit is itself and A to Z are 10 to 35, as the standard counts them.
    if int("".join(str(int(one, 36)) for one in text[4:] + text[:4])) % 97 != 1:
        raise faults.IbanCheck(what, *_form(text))
    return text


def credit_code(text: str, /, *, what: str = "credit code") -> str:
    """Return *text* when it is a unified social credit code.

    The rule is GB 32100-2015: an office of registration, a kind of body, six digits of a division,
    nine characters of an organisation, and a check character; codes of collective economic
    organisations begin with N.

    Args:
        text: 18 characters of the digits and capitals without I, O, S, V and Z.
        what: what the code is, for the message.

    Returns:
        The same text.

    Raises:
        CreditCodeForm: for another form.
        CreditCodeCheck: when the check character is another one.
    """
    if not _matches(_CREDIT, text):
        raise faults.CreditCodeForm(what, *_form(text))
    if check_character_for_credit_code(text[:17]) != text[17]:
        raise faults.CreditCodeCheck(what, *_form(text))
    return text


def check_character_for_credit_code(first: str, /) -> str:
    """Return the check character of a unified social credit code.

    The rule is GB 32100-2015: values 0 to 30, weights 3^i modulo 31.

    Args:
        first: its first 17 characters.

    Returns:
        A digit or capital.

    Raises:
        CheckDigitRefused: for anything but 17 characters of the code's alphabet.
    """
    if not _matches(_CREDIT_BODY, first):
        raise faults.CheckDigitRefused(
            "17 characters of the digits and capitals without I, O, S, V and Z"
        )
    total = sum(
        _CREDIT_ALPHABET.index(character) * weight
        for character, weight in zip(first, _CREDIT_WEIGHTS, strict=True)
    )
    return _CREDIT_ALPHABET[-total % 31]
