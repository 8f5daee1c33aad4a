"""How a quantity was made, as a line of arithmetic with its names and values."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from benefit_share.rendering.words.catalogues import marked

if TYPE_CHECKING:
    from benefit_share.expressions.tracing import Term
    from benefit_share.rendering.explained.names import Names

__all__ = ["expression", "formula"]

SIGNS = (("times", " × "), ("plus", " + "), ("minus", " − "))
CHOICES = (
    ("least", marked("the least of ({parts})")),
    ("most", marked("the greatest of ({parts})")),
)
SPANS = MappingProxyType({"months": marked("month"), "days": marked("day")})
COUNTED = MappingProxyType({"members": marked("members"), "households": marked("households")})


def formula(term: Term, names: Names) -> str:
    """Return how *term* was made: `points 12,940 × 1.2 = 15,528`."""
    said = expression(term, names)
    if not term.parts or term.form == "table":
        return said
    return f"{said} = {names.value(term.value, term.unit)}"


def expression(term: Term, names: Names) -> str:
    """Return the left side of a formula."""
    signs, choices = dict(SIGNS), dict(CHOICES)
    if term.form in signs:
        return signs[term.form].join(_inner(part, names) for part in term.parts)
    if term.form in choices:
        parts = names.words.tell("; ").join(expression(part, names) for part in term.parts)
        return names.words.tell(choices[term.form], parts=parts)
    if term.form == "literal":
        return names.value(term.value, term.unit, rate=True)
    if term.form == "rate_of":
        return _rate(term, names)
    if term.form == "whole":
        whole, unit = (expression(part, names) for part in term.parts)
        return names.words.tell("{amount} in whole multiples of {unit}", amount=whole, unit=unit)
    return _named(term, names)


def _inner(term: Term, names: Names) -> str:
    """Return a part; a sum among factors stands in brackets."""
    said = expression(term, names)
    return f"({said})" if term.form in {"plus", "minus", "rate_of"} else said


def _rate(term: Term, names: Names) -> str:
    """Return `base × rate`; the base follows from the two exactly."""
    (rate,) = term.parts
    if not isinstance(term.value, Fraction) or not isinstance(rate.value, Fraction):
        return _of(names, names.quantity(term.name), names.value(term.value, term.unit))
    shown = names.words.rate(rate.value)
    base = names.quantity(term.name)
    if rate.value:
        base = _of(names, base, names.yuan(term.value * (1 / rate.value)))
    return f"{base} × {shown}"


def _of(names: Names, name: str, value: str) -> str:
    return names.words.tell("{name} {value}", name=name, value=value)


def _named(term: Term, names: Names) -> str:
    """Return a name with its value; what only has a form has a sentence for it."""
    words = names.words
    title = names.quantity(term.name)
    if term.form == "table":
        rows = words.tell(", ").join(part.name for part in term.parts)
        title = words.tell("table '{name}'", name=title)
        if rows:
            title = words.tell(
                "table '{name}' (row {row})", name=names.quantity(term.name), row=rows
            )
    elif term.form == "present":
        title = words.tell("part of the period present, by {unit}", unit=_span(term.name, names))
    elif term.form == "count":
        title = words.tell("number of {whom}", whom=_whom(term.name, names))
    elif term.form == "sum":
        title = words.tell("sum over '{name}'", name=names.title("register", term.name))
    elif term.form == "used":
        title = words.tell("used by '{step}'", step=names.title("step", term.name))
    elif term.form == "earlier":
        title = words.tell("given earlier by '{step}'", step=names.title("step", term.name))
    elif term.form == "awarded":
        steps = words.tell(", ").join(names.title("step", step) for step in term.name.split(", "))
        title = words.tell("awarded above by {steps}", steps=steps)
    return _of(names, title, names.value(term.value, term.unit))


def _span(word: str, names: Names) -> str:
    return names.words.tell(SPANS[word])


def _whom(word: str, names: Names) -> str:
    return names.words.tell(COUNTED[word])
