"""A filed run of a few households, and a bank that answers, for the tests of payments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from benefit_share.households import Payee
from benefit_share.payments import Answer, BankLine, Due, Filing, PaymentList, Said, payment_list
from benefit_share.values import Currency, currency

CNY: Currency = currency("CNY")
DAY = dt.date(2026, 12, 21)
RUN = "greenhouse.v1.2025.regular.e1"
"""The run that is paid."""


def filing(pays: int, /, *, is_filed: bool = True, is_sent: bool = False) -> Filing:
    """Return the filing of a run that pays so much."""
    return Filing(RUN, "a" * 64, "b" * 64, is_filed=is_filed, pays=pays, is_sent=is_sent)


def due(*amounts: int) -> tuple[Due, ...]:
    """Return what households h001, h002, … are to be paid."""
    return tuple(
        Due(f"h{place:03d}", amount, "v1", awarded=amount, group="1", name=f"户主{place}")
        for place, amount in enumerate(amounts, start=1)
    )


def account(place: int) -> str:
    """Return an account number that belongs to nobody."""
    return f"9{place:015d}"


def payees(count: int) -> tuple[Payee, ...]:
    """Return an account for each of so many households."""
    return tuple(
        Payee(f"h{place:03d}", f"户主{place}", account=account(place), bank="农商银行")
        for place in range(1, count + 1)
    )


def listed(*amounts: int) -> PaymentList:
    """Return the first payment list of a run that pays these amounts."""
    return payment_list(filing(sum(amounts)), due(*amounts), payees(len(amounts)), currency=CNY)


def answer(lines: Iterable[BankLine], /, *, form: str = "csv", name: str = "1") -> Answer:
    """Return an answer of a bank; *name* stands for its bytes."""
    return Answer(name.rjust(64, "0"), form, tuple(lines))


def paid(payments: PaymentList, /, *places: int) -> tuple[BankLine, ...]:
    """Return that the bank paid these lines of a list, or all of them."""
    chosen: Sequence[int] = places or range(len(payments.lines))
    return tuple(
        BankLine(payments.lines[place].reference, Said.PAID, payments.lines[place].amount, "0", DAY)
        for place in chosen
    )


def back(payments: PaymentList, place: int, /, why: str = "AC04") -> BankLine:
    """Return that the bank sent a line back."""
    line = payments.lines[place]
    return BankLine(line.reference, Said.RETURNED, line.amount, "0", DAY, why)
