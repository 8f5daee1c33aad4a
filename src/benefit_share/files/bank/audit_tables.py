"""What was instructed and what was paid, as the tables that an audit reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from benefit_share.values import minor_text

if TYPE_CHECKING:
    from benefit_share.payments import PaymentList, Reconciliation

__all__ = ["audit_tables"]


def audit_tables(
    first: PaymentList, state: Reconciliation, otherwise: str, /
) -> Mapping[str, bytes]:
    """Return the tables `payment_lines` and `paid` of an audit, as CSV.

    Args:
        first: the first payment list of the run: what it pays.
        state: what all answers amount to; what was paid is all that moved and did not come back.
        otherwise: the day, `YYYY-MM-DD`, of what no answer gives a day for.

    Returns:
        File name and bytes; private, for the lines hold accounts.
    """
    exponent = first.currency.exponent
    lines = ((line.party, minor_text(line.amount, exponent), line.account) for line in first.lines)
    paid = (
        (one.party, minor_text(one.moved, exponent), one.on.isoformat() if one.on else otherwise)
        for one in state.settled
        if one.moved > 0
    )
    return {
        "payment_lines.csv": _table(("party", "amount", "account"), lines),
        "paid.csv": _table(("party", "amount", "on"), paid),
    }


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return a table of ids, amounts, digits and days, in none of which a comma can stand."""
    return "".join(f"{','.join(row)}\n" for row in (header, *rows)).encode("utf-8")
