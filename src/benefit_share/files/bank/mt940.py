"""Reading MT940 statements, by the package mt-940; held against their own balances.

The package reads what it can and leaves out what it cannot; here a statement is taken whole or not
at all: as many entries as there are fields 61, each with its type, and sums that close.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Final

from benefit_share.errors import Refused
from benefit_share.files.bank.reasons import reason_in
from benefit_share.payments import BankLine, Said, faults
from benefit_share.values import Currency, ValueFault, parse_minor

__all__ = ["read_statements"]

_ENTRY: Final = re.compile(r"^:61:", re.MULTILINE)
_NO_REFERENCE: Final = frozenset({"", "NONREF"})
_BALANCES: Final = (
    ("final_opening_balance", "intermediate_opening_balance"),
    ("final_closing_balance", "intermediate_closing_balance"),
)


def read_statements(
    data: bytes, money: Currency, name: str, encoding: str, /
) -> tuple[BankLine, ...]:
    """Return every entry of a file of statements.

    Args:
        data: the file.
        money: the currency of the payments.
        name: the file, for findings.
        encoding: of its texts.

    Raises:
        Refused: when it cannot be read whole, or does not close.
    """
    bad = Refused([faults.BAD_STATEMENT.at("").placed(name)])
    try:
        import mt940
    except ImportError:
        raise Refused([faults.BANK_EXTRA.at("").placed(name)]) from None
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        with _silent():
            statements = mt940.parse_statements(text, options=mt940.Options.all())
    # The package raises what its conversions raise; a message of it may hold an account.
    except Exception:  # noqa: BLE001  (as said above)
        raise bad from None
    entries = [one.data for statement in statements for one in statement]
    if len(entries) != len(_ENTRY.findall(text)) or not all(one.get("id") for one in entries):
        raise bad
    lines: list[BankLine] = []
    for number, statement in enumerate(statements, start=1):
        lines += _entries(statement, money, name, number)
    return tuple(lines)


@contextmanager
def _silent() -> Iterator[None]:
    """Keep to itself what the package logs: whole lines of a statement, accounts among them."""
    logger, nobody = logging.getLogger("mt940"), logging.NullHandler()
    before = logger.propagate
    logger.addHandler(nobody)
    logger.propagate = False
    try:
        yield
    finally:
        logger.propagate = before
        logger.removeHandler(nobody)


def _entries(statement: Any, money: Currency, name: str, number: int) -> Iterator[BankLine]:  # noqa: ANN401 - the package's own type
    told = statement.data
    begin, end = (next((told[one] for one in names if one in told), None) for names in _BALANCES)
    if begin is None or end is None:
        raise Refused([faults.OPEN_STATEMENT.at("", number=number).placed(name)])
    lines = [(_minor(one.data["amount"], money, name, number), one.data) for one in statement]
    moved = sum(amount for amount, _ in lines)
    first, last = (_minor(one.amount, money, name, number) for one in (begin, end))
    if first + moved != last:
        raise Refused([faults.OPEN_STATEMENT.at("", number=number).placed(name)])
    own = "/".join(str(told.get(key) or "") for key in ("statement_number", "sequence_number"))
    for amount, entry in lines:
        reference = _reference(entry)
        day = entry["date"]
        yield BankLine(
            reference="" if reference in _NO_REFERENCE else reference,
            said=Said.PAID if amount < 0 else Said.RETURNED,
            amount=abs(amount),
            mark=(entry.get("bank_reference") or "").strip() or own,
            on=dt.date(day.year, day.month, day.day),
            why="" if amount < 0 else reason_in(_details(entry)),
        )


def _reference(entry: Mapping[str, Any]) -> str:
    """Return the end-to-end id that field 86 gives in its parts, else the reference of field 61."""
    named = entry.get("end_to_end_reference") or entry.get("customer_reference") or ""
    return str(named).strip()


def _details(entry: Mapping[str, Any]) -> str:
    """Return the text of field 86, in parts or whole, but for names and accounts."""
    parts = ("transaction_details", "posting_text", "purpose")
    return " ".join(str(entry.get(part) or "") for part in parts)


def _minor(amount: Any, money: Currency, name: str, number: int) -> int:  # noqa: ANN401  (of the package, which has no types)
    """Return an amount of the package as minor units; it is exact there, a Decimal."""
    bad = Refused([faults.BAD_AMOUNT.at("", number=number).placed(name)])
    if amount.currency != money.code:
        raise bad
    value: Decimal = amount.amount
    try:
        return parse_minor(f"{value:f}", money.exponent)
    except ValueFault:
        raise bad from None
