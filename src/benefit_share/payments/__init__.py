"""Payments: the payment list of a filed run, its batches, what the bank answers, what is left open.

Here live who is paid how much under which reference, when a line may be issued again, and what all
answers together amount to; values come in, and values and findings go out.
What never lives here: bytes of a bank's format, files, the clock, and any reckoning of a share.
"""

from __future__ import annotations

from benefit_share.payments.answers import Answer, BankLine, Said
from benefit_share.payments.batches import Batch, batches_of
from benefit_share.payments.checking import check_answer
from benefit_share.payments.lists import issue_again, payment_list
from benefit_share.payments.model import Channel, Due, Filing, PaymentLine, PaymentList
from benefit_share.payments.reconciliation import (
    Because,
    OpenItem,
    Reconciliation,
    Settled,
    Sums,
    reconcile,
)
from benefit_share.payments.references import batch_reference, payment_reference

__all__ = [
    "Answer",
    "BankLine",
    "Batch",
    "Because",
    "Channel",
    "Due",
    "Filing",
    "OpenItem",
    "PaymentLine",
    "PaymentList",
    "Reconciliation",
    "Said",
    "Settled",
    "Sums",
    "batch_reference",
    "batches_of",
    "check_answer",
    "issue_again",
    "payment_list",
    "payment_reference",
    "reconcile",
]
