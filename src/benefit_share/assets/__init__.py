"""Assets, who owns them, what they should earn and what they earned.

Here lives what was due, received and recognised; where the money then goes never does.
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

__all__ = [
    "Arrears",
    "Asset",
    "Contract",
    "Expense",
    "Funding",
    "Income",
    "Ownership",
    "arrears",
    "due_in",
    "received_in",
    "recognised",
]
