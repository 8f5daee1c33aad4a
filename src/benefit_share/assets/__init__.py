"""Assets, who owns them, what they should earn and what they earned.

Here lives what was due, received and recognised, and in which period; where the money then goes
never does.
"""

from benefit_share.assets.due import Arrears, arrears, due_in, received_in, recognised
from benefit_share.assets.rows import (
    Asset,
    Contract,
    Expense,
    Funding,
    Income,
    Ownership,
)
from benefit_share.assets.spreading import SPREADS, Part, earned_until, spread

__all__ = [
    "SPREADS",
    "Arrears",
    "Asset",
    "Contract",
    "Expense",
    "Funding",
    "Income",
    "Ownership",
    "Part",
    "arrears",
    "due_in",
    "earned_until",
    "received_in",
    "recognised",
    "spread",
]
