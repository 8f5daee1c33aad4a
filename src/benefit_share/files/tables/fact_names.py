"""The facts that a plan asks for, and the headers under which they may stand in a table."""

from __future__ import annotations

from types import MappingProxyType

from benefit_share.plan import Plan
from benefit_share.plan.mentions import mentioned_facts

__all__ = ["asked_facts", "fact_headers"]

_KINDS = MappingProxyType({"households": "household", "members": "person"})


def asked_facts(plan: Plan) -> dict[str, str]:
    """Return each fact that the plan asks for and of whom, empty for any party."""
    asked = {name: declared.of for name, declared in plan.facts.items()}
    return asked | {name: "" for name in mentioned_facts(plan) if name not in asked}


def fact_headers(plan: Plan, table: str) -> dict[str, str]:
    """Return each header under which a fact may stand in *table*, and the fact."""
    kind = _KINDS[table]
    headers = {name: name for name, of in asked_facts(plan).items() if of in {"", kind}}
    for name, declared in plan.facts.items():
        if name in headers and declared.title is not None:
            for title in (declared.title.zh, declared.title.en):
                headers.setdefault(title, name)
    return headers
