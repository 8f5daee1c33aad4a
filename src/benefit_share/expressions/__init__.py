"""Quantities and conditions: the closed language in which a plan says how much, who and when.

They are one room because each contains the other: a count has a `where`, a limit is a quantity.
Here lives what can be written and what it means; where facts and money come from never does.
"""

from benefit_share.expressions.condition import Condition
from benefit_share.expressions.quantity import Literal, Name, Quantity, RateOf, parse_quantity
from benefit_share.expressions.reasons import Reason, Verdict
from benefit_share.expressions.world import Subject, Unknown, World

__all__ = [
    "Condition",
    "Literal",
    "Name",
    "Quantity",
    "RateOf",
    "Reason",
    "Subject",
    "Unknown",
    "Verdict",
    "World",
    "parse_quantity",
]
