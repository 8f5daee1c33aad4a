"""Allocation: mathematics that knows no village.

A claims problem is solved exactly (`solve`: rationals, with the multiplier and what held each
share) and then rounded to whole units, once (`round_to_units`).
`proportional_units` is both in one for the commonest case; `calculate` is the same for JSON.
The errors live in `benefit_share.allocation.faults`.
What never lives here: villages, money and its text, files, clock, chance, words in other languages.
"""

from __future__ import annotations

from benefit_share.allocation.calculator import calculate
from benefit_share.allocation.measures import Poverty, gini, poverty
from benefit_share.allocation.problem import Rounded, Rule, Shares, Tier
from benefit_share.allocation.rounding import round_to_units
from benefit_share.allocation.rules import RULES
from benefit_share.allocation.solving import solve
from benefit_share.allocation.units import proportional_units

__all__ = [
    "RULES",
    "Poverty",
    "Rounded",
    "Rule",
    "Shares",
    "Tier",
    "calculate",
    "gini",
    "poverty",
    "proportional_units",
    "round_to_units",
    "solve",
]
