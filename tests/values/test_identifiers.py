"""Identifiers: the vectors of the standards, and what a check digit catches."""

from __future__ import annotations

import datetime as dt
import json
import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share import values
from benefit_share.values import faults

VECTORS: Any = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
TODAY = dt.date(2026, 1, 1)
BIRTHDAYS = st.dates(dt.date(1850, 1, 1), TODAY)
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_bodies(first: str = CREDIT_ALPHABET) -> st.SearchStrategy[str]:
    """Seventeen characters in the places where GB 32100-2015 has them."""
    return st.builds(
        "".join,
        st.tuples(
            st.sampled_from(first),
            st.sampled_from(CREDIT_ALPHABET),
            st.text("0123456789", min_size=6, max_size=6),
            st.text(CREDIT_ALPHABET, min_size=9, max_size=9),
        ),
    )


@pytest.mark.parametrize("vector", VECTORS["gb11643"]["valid"], ids=lambda vector: vector["id"])
def test_a_resident_id_of_the_standard_is_accepted(vector: dict[str, str]) -> None:
    """Even one born in 1880, and one of a division that is gone."""
    assert values.resident_id(vector["id"], not_after=TODAY) == vector["id"]


@pytest.mark.parametrize(
    "vector", VECTORS["gb11643"]["invalid_or_refused"], ids=lambda vector: ascii(vector["id"])
)
def test_a_resident_id_that_is_none_is_refused_without_being_told(vector: dict[str, str]) -> None:
    """Each by the leaf that says what is wrong, and none repeats a run of its digits."""
    if not vector["leaf"]:
        assert values.resident_id(vector["id"]) == vector["id"].upper()
        return

    with pytest.raises(faults.IdentifierFault) as caught:
        values.resident_id(vector["id"], not_after=TODAY)

    assert type(caught.value).__name__ == vector["leaf"]
    assert caught.value.length == len(vector["id"])
    said = str(caught.value) + repr(caught.value)
    assert not any(
        vector["id"][start : start + 6] in said for start in range(len(vector["id"]) - 5)
    )


@pytest.mark.parametrize("text", ["", "1", "1" * 19, 110105194912310021, None])
def test_what_is_not_18_characters_of_text_is_refused(text: Any) -> None:
    """A number of a spreadsheet has lost its last digits before it comes here."""
    with pytest.raises(faults.ResidentIdForm):
        values.resident_id(text)


def test_the_day_of_birth_is_read_from_the_number() -> None:
    """Digits 7 to 14."""
    assert values.resident_born_on("11010519491231002x") == dt.date(1949, 12, 31)


@given(born=BIRTHDAYS, serial=st.integers(0, 999))
def test_a_sample_is_well_formed_and_belongs_to_nobody(born: dt.date, serial: int) -> None:
    """Its division, 990000, was never given to a place."""
    number = values.sample_resident_id(born, serial)

    assert values.resident_id(number, not_after=born) == number
    assert values.resident_born_on(number) == born
    assert number.startswith("990000")


@given(
    born=BIRTHDAYS, serial=st.integers(0, 999), place=st.integers(0, 16), digit=st.integers(0, 9)
)
def test_one_wrong_digit_of_a_resident_id_is_always_found(
    born: dt.date, serial: int, place: int, digit: int
) -> None:
    """ISO 7064 MOD 11-2 detects every single substitution."""
    number = values.sample_resident_id(born, serial)
    wrong = number[:place] + str(digit) + number[place + 1 :]
    if wrong == number:
        return

    with pytest.raises((faults.ResidentIdCheck, faults.ResidentIdDate)):
        values.resident_id(wrong)


@pytest.mark.parametrize("serial", [-1, 1000])
def test_a_serial_beyond_three_digits_is_refused(serial: int) -> None:
    """The number has three places for it."""
    with pytest.raises(faults.CheckDigitRefused):
        values.sample_resident_id(TODAY, serial)


def test_somebody_born_on_the_day_itself_is_born() -> None:
    """The bound is a day on which the holder may have been born."""
    number = values.sample_resident_id(TODAY)

    assert values.resident_id(number, not_after=TODAY) == number
    with pytest.raises(faults.ResidentIdLater):
        values.resident_id(number, not_after=dt.date(2025, 12, 31))


@pytest.mark.parametrize("number", VECTORS["luhn"]["valid"])
def test_a_number_with_its_luhn_digit_is_accepted(number: str) -> None:
    """The examples of python-stdnum."""
    assert values.luhn(number) == number


@pytest.mark.parametrize("number", VECTORS["luhn"]["invalid"])
def test_a_number_without_its_luhn_digit_is_refused(number: str) -> None:
    """The examples of python-stdnum."""
    with pytest.raises(faults.CardCheck) as caught:
        values.luhn(number)

    assert number not in str(caught.value)


@pytest.mark.parametrize("text", ["", "7", "7894 9", "７８９４９", "7" * 41, "7894-9", 78949])
def test_a_card_number_is_digits_alone(text: Any) -> None:
    """Spaces and hyphens are a matter of print."""
    with pytest.raises(faults.CardForm):
        values.luhn(text)


def test_sixteen_noughts_have_their_luhn_digit() -> None:
    """The trap of the vectors: what an all-zero number weighs is the caller's decision."""
    assert values.luhn("0" * 16) == "0" * 16


@given(st.text("0123456789", min_size=1, max_size=39))
def test_the_luhn_digit_is_that_of_an_independent_implementation(first: str) -> None:
    """python-stdnum computes the same digit, and each other digit is refused."""
    oracle = pytest.importorskip("stdnum.luhn")
    digit = values.check_digit_for_luhn(first)

    assert digit == oracle.calc_check_digit(first)
    for other in set("0123456789") - {digit}:
        with pytest.raises(faults.CardCheck):
            values.luhn(first + other)


@pytest.mark.parametrize(
    "number",
    [
        "GB82WEST12345698765432",
        "DE89370400440532013000",
        "NO9386011117947",
        "MT84MALT011000012345MTLCAST001S",
    ],
)
def test_an_iban_with_its_check_digits_is_accepted(number: str) -> None:
    """The examples of the registry; one digit too high is refused, and never repeated."""
    assert values.iban(number) == number

    wrong = number[:-1] + ("9" if number[-1] != "9" else "0")
    with pytest.raises(faults.IbanCheck) as caught:
        values.iban(wrong)
    assert wrong[4:] not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize(
    "text",
    ["", "DE89 3704 0044 0532 0130 00", "de89370400440532013000", "DE8937040044", "D" * 35, 8937],
)
def test_an_iban_is_capitals_and_digits_alone(text: Any) -> None:
    """Spaces are a matter of print, and a number that a spreadsheet spoiled is none."""
    assert not values.has_iban_form(text)
    with pytest.raises(faults.IbanForm):
        values.iban(text)


@given(
    st.text(st.sampled_from(string.ascii_uppercase), min_size=2, max_size=2),
    st.text(st.sampled_from(string.digits + string.ascii_uppercase), min_size=11, max_size=30),
)
def test_the_check_digits_of_an_iban_are_those_of_an_independent_implementation(
    country: str, rest: str
) -> None:
    """python-stdnum computes the same two, and any other two are refused."""
    oracle = pytest.importorskip("stdnum.iban")
    good = oracle.calc_check_digits(f"{country}00{rest}")

    assert values.iban(f"{country}{good}{rest}") == f"{country}{good}{rest}"
    other = f"{(int(good) + 1) % 97:02}"
    with pytest.raises(faults.IbanCheck):
        values.iban(f"{country}{other}{rest}")


@given(credit_bodies())
def test_a_credit_code_has_the_check_character_of_an_independent_implementation(body: str) -> None:
    """GB 32100-2015; python-stdnum computes the same one."""
    oracle = pytest.importorskip("stdnum.cn.uscc")
    character = values.check_character_for_credit_code(body)

    assert character == oracle.calc_check_digit(body)
    assert values.credit_code(body + character) == body + character
    for other in set(CREDIT_ALPHABET) - {character}:
        with pytest.raises(faults.CreditCodeCheck):
            values.credit_code(body + other)


@pytest.mark.parametrize("code", ["N2330521MF12345670", "91110000600037341L"])
def test_collectives_and_companies_have_credit_codes(code: str) -> None:
    """N1, N2 and N3 are the collective economic organisations of group, village and township."""
    assert values.credit_code(code) == code


@pytest.mark.parametrize(
    "text",
    ["", "N2330521MF1234567", "n2330521MF12345670", "N2330521MF1234567O", "N233052AMF12345670", 7],
)
def test_a_credit_code_of_another_form_is_refused(text: Any) -> None:
    """17 characters, a small letter, a letter O, a letter in the division, no text."""
    with pytest.raises(faults.CreditCodeForm):
        values.credit_code(text)


@pytest.mark.parametrize(
    "make",
    [
        values.check_digit_for_luhn,
        values.check_digit_for_resident_id,
        values.check_character_for_credit_code,
    ],
)
@pytest.mark.parametrize("first", ["", "12O", "１２", "1" * 40, None])
def test_what_cannot_have_a_check_digit_gets_none(make: Any, first: Any) -> None:
    """A helper refuses rather than guess."""
    with pytest.raises(faults.CheckDigitRefused):
        make(first)


@pytest.mark.parametrize("text", ["a", "H-001", "joint.2024_1", "0", "x" * 40])
def test_an_identifier_is_40_plain_characters(text: str) -> None:
    """Letters, digits, point, underline, hyphen."""
    assert values.identifier(text, "household") == text


@pytest.mark.parametrize("text", ["", "a b", "张三", "a/b", "a\n", "х", "x" * 41, "１", 7, None])
def test_another_identifier_is_refused_with_what_to_write(text: Any) -> None:
    """The words name what it identifies, and the form of what was written."""
    with pytest.raises(faults.IdentifierFault) as caught:
        values.identifier(text, "household")

    assert "household" in str(caught.value)
    assert caught.value.form == values.form_of(
        text if isinstance(text, str) else type(text).__name__
    )
