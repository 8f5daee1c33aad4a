"""Statements, summaries and notices as data, derived from a run.

Here lives what each reader is told, complete enough to be checked by hand; the words and the paper never do.
"""

from benefit_share.statements.data import (
    STATEMENT_FORMAT,
    Absence,
    Known,
    Line,
    Movement,
    Outlet,
    Receipt,
    Statement,
    Summary,
    SummaryStep,
)
from benefit_share.statements.statement import parties, statement
from benefit_share.statements.summary import summary

__all__ = [
    "STATEMENT_FORMAT",
    "Absence",
    "Known",
    "Line",
    "Movement",
    "Outlet",
    "Receipt",
    "Statement",
    "Summary",
    "SummaryStep",
    "parties",
    "statement",
    "summary",
]
