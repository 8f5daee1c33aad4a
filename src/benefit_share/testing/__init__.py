"""Hypothesis strategies: rosters, incomes, plans and whole cases that a run accepts.

Programs built on this library can test themselves on thousands of villages; what lives here makes
data and never asserts anything. It needs the extra `testing`.
"""

from benefit_share.testing.cases import Village, balances, cases, incomes, rosters
from benefit_share.testing.plans import plans, steps

__all__ = ["Village", "balances", "cases", "incomes", "plans", "rosters", "steps"]
