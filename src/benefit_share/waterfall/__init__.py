"""Ordered taking from an amount: pools, accounts, and what happens when there is too little.

Here money is conserved: what enters a copy of a pool equals what leaves it, asserted in one place.
What never lives here: villages, rules, roundings.
"""

from benefit_share.waterfall.ledger import (
    AccountFlow,
    Ledger,
    NotConserved,
    Payment,
    PoolFlow,
    Totals,
)

__all__ = ["AccountFlow", "Ledger", "NotConserved", "Payment", "PoolFlow", "Totals"]
