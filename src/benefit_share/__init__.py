"""Share the yearly income of what people own together, exactly, explained and checkable.

    from benefit_share import distribute, read_case, statement

    run = distribute(read_case("examples/shenzhou-greenhouse"))
    print(statement(run, "H001").payable)

These names are the interface; everything else may move.
Each is loaded at its first use, so that a program pays only for what it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from benefit_share.errors import AllocationError, BenefitShareError, Refused, ValueRefused
from benefit_share.findings import Finding, Severity

if TYPE_CHECKING:
    from benefit_share.allocation import calculate, proportional_units, round_to_units, solve
    from benefit_share.distribution import Case, Run, distribute
    from benefit_share.files import read_case, read_plan, result_files, write_result
    from benefit_share.plan import Plan, check_plan
    from benefit_share.rendering import render, say, statement_json, summary_json
    from benefit_share.statements import Statement, Summary, parties, statement, summary
    from benefit_share.values import Money, Text

__all__ = [
    "AllocationError",
    "BenefitShareError",
    "Case",
    "Finding",
    "Money",
    "Plan",
    "Refused",
    "Run",
    "Severity",
    "Statement",
    "Summary",
    "Text",
    "ValueRefused",
    "calculate",
    "check_plan",
    "distribute",
    "parties",
    "proportional_units",
    "read_case",
    "read_plan",
    "render",
    "result_files",
    "round_to_units",
    "say",
    "solve",
    "statement",
    "statement_json",
    "summary",
    "summary_json",
    "write_result",
]

_ROOMS = (
    ("allocation", ("calculate", "proportional_units", "round_to_units", "solve")),
    ("distribution", ("Case", "Run", "distribute")),
    ("files", ("read_case", "read_plan", "result_files", "write_result")),
    ("plan", ("Plan", "check_plan")),
    ("rendering", ("render", "say", "statement_json", "summary_json")),
    ("statements", ("Statement", "Summary", "parties", "statement", "summary")),
    ("values", ("Money", "Text")),
)


def __getattr__(name: str) -> object:
    """Load a name of the interface from its room at its first use."""
    for room, names in _ROOMS:
        if name in names:
            return getattr(import_module(f"benefit_share.{room}"), name)
    message = f"module 'benefit_share' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """List the interface."""
    return list(__all__)
