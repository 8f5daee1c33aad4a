"""The adopted rules as one versioned document: its values, its vocabulary, its linter.

Here lives what a plan says and whether it can be carried out at all; no money of a year ever does.
"""

from benefit_share.plan.lint import check_plan
from benefit_share.plan.mentions import earlier_steps, mentioned_facts
from benefit_share.plan.model import PLAN_FORMAT, Plan, Step
from benefit_share.plan.program import CompiledCheck, CompiledStep, Program
from benefit_share.plan.row_checks import CompiledRowCheck

__all__ = [
    "PLAN_FORMAT",
    "CompiledCheck",
    "CompiledRowCheck",
    "CompiledStep",
    "Plan",
    "Program",
    "Step",
    "check_plan",
    "earlier_steps",
    "mentioned_facts",
]
