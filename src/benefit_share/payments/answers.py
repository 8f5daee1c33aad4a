"""What a bank says of payments, whatever the format it says it in."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

__all__ = ["Answer", "BankLine", "Said"]


class Said(enum.StrEnum):
    """What a line of an answer says."""

    PAID = "paid"
    """Money left the payer's account."""

    RETURNED = "returned"
    """Money came back to it: a return, a reversal of a debit."""

    REJECTED = "rejected"
    """The payment was never made."""

    PENDING = "pending"
    """The bank has it, and has not done it yet: it settles nothing."""


@attrs.frozen
class BankLine:
    """One line of an answer.

    Attributes:
        reference: the end-to-end id it names, or whatever stands there; may be empty.
        said: what it says.
        amount: minor units, never negative; None where the format gives none, which is possible
            only for a line that moved no money.
        mark: what tells this line from another of the same answer and marks it as the same in a
            second copy: the bank's own number for the booking, or its place among equals.
        on: the day it happened on, or None.
        why: the bank's reason, already free of account numbers; may be empty.
    """

    reference: str
    said: Said
    amount: int | None
    mark: str
    on: dt.date | None = None
    why: str = ""


@attrs.frozen
class Answer:
    """One answer of a bank.

    Attributes:
        sha256: of the bytes that it came in.
        form: the format: `csv`, `pain.002`, `camt.054`, `mt940`.
        lines: what it says, in its own order.
    """

    sha256: str
    form: str
    lines: tuple[BankLine, ...] = attrs.field(repr=False)
