"""Checks of payees: one name, identity numbers, accounts; a message never holds any of them."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.files import faults
from benefit_share.values import (
    ValueFault,
    form_of,
    has_iban_form,
    iban,
    luhn,
    resident_born_on,
    resident_id,
)
from benefit_share.values.faults import CardCheck, IbanCheck

if TYPE_CHECKING:
    from benefit_share.files.cases.checking import Checking
    from benefit_share.files.tables.rows import Read
    from benefit_share.findings import Finding
    from benefit_share.households import Payee

__all__ = ["account_finding", "check_payees", "is_account", "with_capital_ids"]

_DIGITS: Final = re.compile(r"[0-9]{6,32}")
_CARD: Final = re.compile(r"62[0-9]{14,17}")
EARLIEST_BIRTH: Final = 1900


def with_capital_ids(rows: tuple[Payee, ...]) -> tuple[Payee, ...]:
    """Return payees with a capital X in every identity number."""
    return tuple(
        attrs.evolve(row, id_number=row.id_number.upper()) if row.id_number else row for row in rows
    )


def check_payees(to: Checking) -> None:
    """Look at every payee, then at the payees together."""
    read = to.tables["payees"]
    if not read.rows:
        return
    for place, row in enumerate(read.rows):
        if row.id_number:
            _id_number(to, read, place, row.id_number)
        if row.account:
            _account(to, read, place, row.account)
    _parties(to, read)
    _together(to, read)


def _id_number(to: Checking, read: Read, place: int, text: str) -> None:
    latest = max(to.period.last, to.known_on or to.period.last)
    try:
        number = resident_id(text, not_after=latest)
        born = resident_born_on(text)
    except ValueFault as fault:
        to.refuse(read, place, "id_number", fault)
        return
    if number != text:
        to.add(read, place, "id_number", faults.ID_CAPITAL)
    if born.year < EARLIEST_BIRTH:
        to.add(read, place, "id_number", faults.BORN_EARLY, year=born.year)


def is_account(text: str, /) -> bool:
    """Say whether a text is written as an account is: 6 to 32 digits, or an IBAN."""
    return _DIGITS.fullmatch(text) is not None or has_iban_form(text)


def account_finding(text: str, path: str = "", /) -> Finding | None:
    """Return what is wrong with the number of an account, if anything is.

    An IBAN and a card of 62… have check digits; other accounts mostly have one, so that one without
    is a warning.
    """
    if not is_account(text):
        return faults.ACCOUNT_FORM.at(path, form=form_of(text), length=len(text))
    try:
        iban(text, what="account") if has_iban_form(text) else luhn(text, what="account")
    except IbanCheck as fault:
        return fault.at(path)
    except CardCheck as fault:
        return fault.at(path) if _CARD.fullmatch(text) else faults.ACCOUNT_CHECK.at(path)
    return None


def _account(to: Checking, read: Read, place: int, text: str) -> None:
    found = account_finding(text, f"{read.table}[{place}].account")
    if found is not None:
        to.collected[read.file].take(found, read.place(place, "account"))


def _parties(to: Checking, read: Read) -> None:
    """The household is known, and the payee is its head or a member."""
    if not to.knows_parties():
        return
    kinds = to.parties()
    known = kinds["household"] | kinds["person"] | kinds["collective"]
    ordered = sorted(known)
    names: dict[str, set[str]] = {}
    for member in to.tables["members"].rows:
        if member.name:
            names.setdefault(member.household, set()).add(member.name)
    whole = to.tables["members"].whole
    heads = {row.id: row.head for row in to.tables["households"].rows}
    for place, row in enumerate(read.rows):
        if known and row.household not in known:
            close = to.near(read, row.household, ordered)
            params = {"id": row.household, "kind": "party", "nearest": close}
            to.add(read, place, "household", faults.NOT_A_PARTY, **params)
            continue
        theirs = names.get(row.household, set()) | {heads.get(row.household, "")}
        if names.get(row.household) and whole and row.payee not in theirs:
            to.add(read, place, "payee", faults.PAYEE_NOT_MEMBER, id=row.household)


def _together(to: Checking, read: Read) -> None:
    pairs = (
        ("household", faults.PAYEE_TWICE),
        ("id_number", faults.ID_NUMBER_TWICE),
        ("account", faults.SAME_ACCOUNT),
    )
    for column, kind in pairs:
        get = attrgetter(column)
        # The check letter of an identity number may be small.
        for first, *others in to.doubles(read, lambda row, get=get: get(row).upper()):
            if not get(read.rows[first]):
                continue
            for other in others:
                params = {"first": read.numbers[first], "second": read.numbers[other]}
                if column == "household":
                    to.add(read, other, column, kind, id=read.rows[first].household, **params)
                else:
                    to.add(read, other, column, kind, **params)
