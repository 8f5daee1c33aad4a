"""What a step can see: copies of pools and steps that are its own, and sums that are complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.expressions.condition import Fact, Named
from benefit_share.expressions.quantity import Name, RateOf, TableOf, Used
from benefit_share.plan import faults

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Plan, Step

__all__ = ["check_sight", "feeding_steps"]

SEEN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "scope": frozenset({"scope", "asset", "collective", "claimant"}),
        "collective": frozenset({"scope", "collective"}),
        "asset": frozenset({"scope", "asset", "collective"}),
        "claimant": frozenset({"scope", "claimant", "collective"}),
    }
)
"""Which copies a copy sees: the scope sees all together, an asset those of its owner."""

OUTER = ("where", "take", "budget", "split")
INNER = ("who", "pay", "share", "at_least", "at_most")


def feeding_steps(plan: Plan) -> dict[str, int]:
    """Return the last step that sends money to each pool, the built-in `award` among them."""
    found: dict[str, int] = {}
    for place, step in enumerate(plan.steps):
        targets = [step.to, *(step.split or {})]
        pools = [target.partition(".")[2] for target in targets if target.startswith("pool.")]
        if step.among:
            pools.append(step.then or "award")
        found |= dict.fromkeys(pools, place)
    return found


def check_sight(plan: Plan) -> Iterator[Finding]:
    """Say which names have no copy where they stand, or are not complete yet."""
    per = {name: pool.per for name, pool in plan.pools.items()} | {"award": "claimant"}
    steps = {step.id: per.get(step.from_, "scope") for step in plan.steps}
    feeds = feeding_steps(plan)
    for place, step in enumerate(plan.steps):
        for key, own, name in _asked(plan, step, per):
            path = f"steps[{place}].{key}"
            of = per.get(name) or steps.get(name)
            if of is not None and of not in SEEN[own]:
                yield faults.BASE_OTHER_COPY.at(path, base=name, per=of, own=own)
            if name in per and feeds.get(name, -1) >= place:
                feeder = plan.steps[feeds[name]].id
                yield faults.POOL_EARLY.at(path, pool=name, step=step.id, feeder=feeder)


def _asked(plan: Plan, step: Step, per: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each key of a step, whose copy it is asked of, and a name that it asks for."""
    own = per.get(step.from_, "scope") if per.get(step.from_) in SEEN else "scope"
    register = plan.registers.get(step.among)
    about = step.among == "ownership" or (register is not None and register.about == "asset")
    inner = "asset" if about else "claimant"
    parts = [(key, own, getattr(step, key)) for key in OUTER]
    parts += [(key, inner, getattr(step, key)) for key in INNER]
    parts.append(("short.weight", inner, step.short.weight if step.short else None))
    for key, seen, value in parts:
        for name in sorted(set(_names(value, plan, frozenset()))):
            yield key, seen, name


def _names(value: Any, plan: Plan, inside: frozenset[str]) -> Iterator[str]:  # noqa: ANN401  (any part of a plan)
    """Yield every name in a tree, and in the definitions and tables that it names."""
    for name in _here(value):
        if name not in inside:
            yield name
            yield from _names(plan.define.get(name), plan, inside | {name})
    if isinstance(value, TableOf) and value.table in plan.tables:
        table = f"table {value.table}"
        if table not in inside:
            yield from _names(plan.tables[value.table].rows, plan, inside | {table})
    for part in _parts(value):
        yield from _names(part, plan, inside)


def _here(value: Any) -> tuple[str, ...]:  # noqa: ANN401  (any part of a plan)
    if isinstance(value, Name | Named):
        return (value.name,)
    if isinstance(value, RateOf):
        return (value.base,)
    if isinstance(value, Fact):
        return (value.of,) if isinstance(value.of, str) else ()
    if isinstance(value, Used):
        return () if value.party else (value.used,)
    return ()


def _parts(value: Any) -> Iterator[Any]:  # noqa: ANN401  (any part of a plan)
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, tuple):
        yield from value
    elif attrs.has(type(value)):
        yield from (getattr(value, field.name) for field in attrs.fields(type(value)))
