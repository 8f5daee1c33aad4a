"""What a quantity was made of, for one subject: the same tree with its values, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.expressions import quantity as q
from benefit_share.expressions.meaning import Compiler
from benefit_share.expressions.tables import Rows, fitting, rows_of
from benefit_share.expressions.units import Unit
from benefit_share.expressions.world import Unknown
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.expressions.meaning import Meaning, Vocabulary
    from benefit_share.expressions.world import Subject, World

__all__ = ["Term", "Tracer"]


@attrs.frozen
class Term:
    """One quantity with its value.

    Attributes:
        form: `literal`, `name`, `rate_of`, `times`, `plus`, `minus`, `least`, `most`, `table`, …
        name: the name, the table or the base, where there is one.
        value: the value in the engine's units, or a word; None if a fact is missing.
        unit: the unit of the value.
        parts: the parts it was made of; of a table the rows that decided, each named by its
            number.
    """

    form: str
    name: str
    value: Fraction | str | None
    unit: Unit
    parts: tuple[Term, ...] = ()


_MANY: Mapping[type, str] = FrozenMap(
    {
        q.Times: "times",
        q.Plus: "plus",
        q.Minus: "minus",
        q.Least: "least",
        q.Most: "most",
    }
)
_NAMED: Mapping[type, Callable[[Any], str]] = FrozenMap(
    {
        q.Name: lambda tree: tree.name,
        q.TableOf: lambda tree: tree.table,
        q.Present: lambda tree: tree.present,
        q.Count: lambda tree: tree.count,
        q.Sum: lambda tree: tree.sum,
        q.Used: lambda tree: tree.used,
        q.Awarded: lambda tree: ", ".join(tree.awarded),
        q.Earlier: lambda tree: tree.earlier,
        q.RateOf: lambda tree: tree.base,
    }
)


class Tracer:
    """Traces trees in one vocabulary; each tree is compiled once."""

    def __init__(self, words: Vocabulary) -> None:
        """Read names in *words*."""
        self._compiler = Compiler(words, [])
        self._compiled: dict[int, tuple[q.Quantity, Meaning | None]] = {}
        self._rows: dict[int, tuple[q.TableOf, Rows]] = {}

    def trace(self, tree: q.Quantity, world: World, subject: Subject) -> Term:
        """Return *tree* with its values for *subject*."""
        meaning = self._meaning(tree)
        if meaning is None:
            return Term(_form(tree), "", None, Unit())
        try:
            value = meaning.get(world, subject)
        except Unknown:
            value = None
        shown = value if value is None or isinstance(value, str) else Fraction(value)
        key = _MANY.get(type(tree))
        inner = getattr(tree, key) if key else _inner(tree)
        parts = tuple(self.trace(part, world, subject) for part in inner)
        if isinstance(tree, q.TableOf) and value is not None:
            parts = self._rows_of(tree, value, meaning.unit, world, subject)
        name = _NAMED[type(tree)](tree) if type(tree) in _NAMED else ""
        return Term(_form(tree), name, shown, meaning.unit, parts)

    def _rows_of(
        self, tree: q.TableOf, value: object, unit: Unit, world: World, subject: Subject
    ) -> tuple[Term, ...]:
        """Return the rows of a table that made its value: all of a sum, else the first with it."""
        kept = self._rows.get(id(tree))
        if kept is None or kept[0] is not tree:
            kept = self._rows[id(tree)] = (tree, rows_of(self._compiler, tree, "") or [])
        found = fitting(tree, kept[1], world, subject)
        if tree.several != "sum":
            found = [row for row in found if row[1] == value][:1]
        return tuple(
            Term("row", str(place + 1), says if isinstance(says, str) else Fraction(says), unit)
            for place, says in found
        )

    def _meaning(self, tree: q.Quantity) -> Meaning | None:
        kept = self._compiled.get(id(tree))
        if kept is None or kept[0] is not tree:
            kept = (tree, self._compiler.quantity(tree, ""))
            self._compiled[id(tree)] = kept
        return kept[1]


def _inner(tree: q.Quantity) -> tuple[q.Quantity, ...]:
    if isinstance(tree, q.Whole):
        return (tree.whole, tree.unit)
    return (tree.rate,) if isinstance(tree, q.RateOf) else ()


def _form(tree: q.Quantity) -> str:
    forms = {q.Literal: "literal", q.Name: "name", q.RateOf: "rate_of", q.TableOf: "table"}
    return forms.get(type(tree)) or next(iter(attrs.fields_dict(type(tree))))
