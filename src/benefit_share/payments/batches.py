"""Batches: a payment list cut into what a bank takes at once."""

from __future__ import annotations

from typing import Final

import attrs

from benefit_share.payments.model import Channel, PaymentLine, PaymentList
from benefit_share.payments.references import batch_reference

__all__ = ["BATCH_LIMIT", "Batch", "batches_of"]

BATCH_LIMIT: Final = 5_000
"""Rows that a bank takes in one batch file."""


@attrs.frozen
class Batch:
    """One file for one bank.

    Attributes:
        reference: its id, which is also the name of its file.
        payer: the collective that pays.
        number: its place among the batches of that payer, from 1.
        lines: what it pays, in order of party.
    """

    reference: str
    payer: str
    number: int
    lines: tuple[PaymentLine, ...] = attrs.field(repr=False)

    @property
    def count(self) -> int:
        """How many lines it has."""
        return len(self.lines)

    @property
    def total(self) -> int:
        """What they add up to, minor units."""
        return sum(line.amount for line in self.lines)


def batches_of(payments: PaymentList, /, *, limit: int = BATCH_LIMIT) -> tuple[Batch, ...]:
    """Return the batches of a payment list, each of one payer; cash is in none of them.

    Args:
        payments: the list.
        limit: lines of a batch.

    Returns:
        Batches in order of payer and party; the same list gives the same batches.
    """
    made = []
    for payer, every in payments.by_payer().items():
        lines = [line for line in every if line.by is Channel.BANK]
        for number, start in enumerate(range(0, len(lines), limit), start=1):
            reference = batch_reference(payments.run_id, payer, payments.attempt, number)
            made.append(Batch(reference, payer, number, tuple(lines[start : start + limit])))
    return tuple(made)
