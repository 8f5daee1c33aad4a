"""Statements, summaries and notices as data, derived from a run.

Here lives what each reader is told, complete enough to be checked by hand; words and paper
never do.
"""

from benefit_share.statements.changes import Change, changes
from benefit_share.statements.data import STATEMENT_FORMAT, Statement, Summary
from benefit_share.statements.money_flow import FlowLink, FlowNode, MoneyFlow, money_flow
from benefit_share.statements.parts import (
    Absence,
    Known,
    Line,
    Movement,
    Outlet,
    Receipt,
    Spread,
    SummaryStep,
    Titled,
)
from benefit_share.statements.persons import Persons
from benefit_share.statements.ranks import Rank
from benefit_share.statements.simpler_flow import simplified
from benefit_share.statements.whole import PartOfARun, parties, statement, summary

__all__ = [
    "STATEMENT_FORMAT",
    "Absence",
    "Change",
    "FlowLink",
    "FlowNode",
    "Known",
    "Line",
    "MoneyFlow",
    "Movement",
    "Outlet",
    "PartOfARun",
    "Persons",
    "Rank",
    "Receipt",
    "Spread",
    "Statement",
    "Summary",
    "SummaryStep",
    "Titled",
    "changes",
    "money_flow",
    "parties",
    "simplified",
    "statement",
    "summary",
]
