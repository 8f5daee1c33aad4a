"""What a plan only mentions: facts it does not declare, steps whose earlier awards it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from benefit_share.expressions.condition import Fact, OneOf
from benefit_share.expressions.quantity import Earlier
from benefit_share.plan.names import BUILT_IN_REGISTERS, words_for

if TYPE_CHECKING:
    from benefit_share.plan.model import Plan

__all__ = ["earlier_steps", "mentioned_facts"]

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
        for fact in _all_of(Fact, plan)
        if isinstance(fact.of, str) and "." not in fact.of and isinstance(fact.test, OneOf)
    }
    return tuple(sorted(name for name in found if name not in columns and not words.name(name)))


def earlier_steps(plan: Plan) -> tuple[str, ...]:
    """Return the steps of which *plan* asks what they gave in filed runs before, in order."""
    return tuple(sorted({one.earlier for one in _all_of(Earlier, plan)}))


def _all_of(kind: type[T], value: Any) -> Iterator[T]:  # noqa: ANN401
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
        yield from _all_of(kind, one)
