"""The facts that a plan asks for: those it declares, and those that its conditions only mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from benefit_share.expressions.condition import Fact
from benefit_share.plan import Plan

__all__ = ["asked_facts", "fact_headers", "walked"]

_KINDS = MappingProxyType({"households": "household", "members": "person"})


def walked(value: Any) -> Iterator[Any]:  # noqa: ANN401  (any part of a plan)
    """Yield *value* and every attrs value inside it, deeper ones later."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            waiting.extend(one)
        elif isinstance(one, Mapping):
            waiting.extend(one.values())
        elif attrs.has(type(one)):
            yield one
            waiting.extend(getattr(one, field.name) for field in attrs.fields(type(one)))


def asked_facts(plan: Plan) -> dict[str, str]:
    """Return each fact that the plan asks for and of whom, empty for any party."""
    asked = {name: declared.of for name, declared in plan.facts.items()}
    for part in walked(plan):
        if isinstance(part, Fact) and isinstance(part.of, str) and "." not in part.of:
            names_more = part.of in plan.define or any(one.id == part.of for one in plan.figures)
            if not names_more and part.of not in {"age", "balance"}:
                asked.setdefault(part.of, "")
    return asked


def fact_headers(plan: Plan, table: str) -> dict[str, str]:
    """Return each header under which a fact may stand in *table*, and the fact."""
    kind = _KINDS[table]
    headers: dict[str, str] = {}
    for name, of in asked_facts(plan).items():
        if of in {"", kind}:
            headers[name] = name
    for name, declared in plan.facts.items():
        if name in headers and declared.title is not None:
            for title in (declared.title.zh, declared.title.en):
                headers.setdefault(title, name)
    return headers
