"""References: what a payment is known by at the bank, derived and never drawn.

The same payment has the same reference on every machine and in every attempt to make it again after
a stop, so a bank that looks for doubles finds one.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

__all__ = ["REFERENCE_LENGTH", "batch_reference", "payment_reference", "plain"]

REFERENCE_LENGTH: Final = 16
"""Characters of a reference: what field 61 of an MT940 keeps; ISO 20022 would take 35."""

_BYTES: Final = 10

_PAYMENT: Final = "benefit_share/v1/payment"
_BATCH: Final = "benefit_share/v1/batch"


def _derived(*parts: str) -> str:
    """Return 80 bits of a digest as capitals and the digits 2 to 7; no part holds a line feed."""
    data = "\n".join(parts).encode("utf-8")
    return base64.b32encode(hashlib.sha256(data).digest()[:_BYTES]).decode("ascii")


def payment_reference(run_id: str, payer: str, party: str, attempt: int) -> str:
    """Return the end-to-end id of one payment.

    Args:
        run_id: the filed run.
        payer: the collective that pays.
        party: who is paid.
        attempt: 1, and one more each time it is issued again.

    Returns:
        16 capitals and digits; another attempt has another reference.
    """
    return _derived(_PAYMENT, run_id, payer, party, str(attempt))


def batch_reference(run_id: str, payer: str, attempt: int, number: int) -> str:
    """Return the id of one batch, which is its message id, its payment id and its file name.

    Args:
        run_id: the filed run.
        payer: the collective that pays.
        attempt: of the payment list.
        number: of the batch among those of its payer, from 1.
    """
    return _derived(_BATCH, run_id, payer, str(attempt), str(number))


def plain(reference: str, /) -> str:
    """Return a reference as it was given out, of one that came back in groups or small letters.

    Every reference is of capitals and digits, so no two of them become one by this.
    """
    return "".join(reference.split()).upper()
