"""What a plan mentions: undeclared facts, sensitive ones, steps of earlier runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from benefit_share.expressions.condition import Fact, Named, OneOf
from benefit_share.expressions.quantity import Earlier, Name, RateOf, TableOf
from benefit_share.plan.names import BUILT_IN_REGISTERS, words_for

if TYPE_CHECKING:
    from benefit_share.plan.model import Plan

__all__ = ["asks_sensitive", "earlier_steps", "mentioned_facts", "parts_of"]

T = TypeVar("T")


def mentioned_facts(plan: Plan) -> tuple[str, ...]:
    """Return the names that conditions of *plan* ask a word of and that nothing in it explains.

    They are facts of the party that is asked: a column of its table, or a row of `facts`.
    """
    words = words_for(plan, len(plan.steps))
    columns = {
        column
        for register in (*plan.registers.values(), *BUILT_IN_REGISTERS.values())
        for column in register.columns
    }
    found = {
        fact.of
        for fact in parts_of(Fact, plan)
        if isinstance(fact.of, str) and "." not in fact.of and isinstance(fact.test, OneOf)
    }
    return tuple(sorted(name for name in found if name not in columns and not words.name(name)))


def earlier_steps(plan: Plan) -> tuple[str, ...]:
    """Return the steps of which *plan* asks what they gave in filed runs before, in order."""
    return tuple(sorted({one.earlier for one in parts_of(Earlier, plan)}))


def asks_sensitive(plan: Plan, tree: object) -> bool:
    """Return whether *tree*, or what stands behind a name in it, asks for a sensitive fact.

    A fact that is only mentioned is sensitive, as is one whose declaration does not say otherwise.
    """
    mentioned = set(mentioned_facts(plan))
    seen: set[str] = set()
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        for name in _names_in(one) - seen:
            seen.add(name)
            fact = plan.facts.get(name.rpartition(".")[2])
            if name in mentioned or (fact is not None and fact.sensitive):
                return True
            waiting += [plan.define[name]] if name in plan.define else []
            waiting += [plan.tables[name]] if name in plan.tables else []
            waiting += [figure.is_ for figure in plan.figures if figure.id == name]
    return False


def _names_in(tree: object) -> set[str]:
    """Return every name that a tree writes: of facts, definitions, figures, tables."""
    found = {one.name for one in parts_of(Name, tree)}
    found |= {one.name for one in parts_of(Named, tree)}
    found |= {one.base for one in parts_of(RateOf, tree)}
    found |= {one.table for one in parts_of(TableOf, tree)}
    return found | {one.of for one in parts_of(Fact, tree) if isinstance(one.of, str)}


def parts_of(kind: type[T], value: Any) -> Iterator[T]:  # noqa: ANN401  (any part of a plan)
    """Yield everything of a *kind* inside an immutable value."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, Mapping):
        inner: Any = value.values()
    elif isinstance(value, tuple):
        inner = value
    elif attrs.has(type(value)):
        inner = (getattr(value, field.name) for field in attrs.fields(type(value)))
    else:
        return
    for one in inner:
        yield from parts_of(kind, one)
