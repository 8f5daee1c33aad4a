"""The meaning of tables: rows tried from top to bottom, and what to do if several fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from benefit_share.expressions import faults
from benefit_share.expressions.asking import ask, first_unknown
from benefit_share.expressions.meaning import Asked, Compiler, Meaning
from benefit_share.expressions.quantity import Name
from benefit_share.expressions.units import TEXT
from benefit_share.expressions.world import Subject, Unknown, World

if TYPE_CHECKING:
    from benefit_share.expressions.quantity import Quantity, TableOf

__all__ = ["SEVERAL", "Rows", "fitting", "rows_of", "table"]

Rows = list[tuple["Asked | None", "Meaning"]]
"""The condition of each row, None if it fits always, and what it says."""

SEVERAL: Mapping[str, Callable[[list[Any]], Any] | None] = MappingProxyType(
    {"highest": max, "lowest": min, "sum": sum, "first": lambda found: found[0], "refuse": None}
)
"""What may be done with the rows that fit; `refuse` takes one row only."""


def table(to: Compiler, tree: TableOf, path: str) -> Meaning | None:
    """Return what a table says, or None after adding a finding."""
    compiled = rows_of(to, tree, path)
    if compiled is None:
        return None
    unit = to.alike([meaning for _, meaning in compiled], f"tables.{tree.table}")
    return None if unit is None else Meaning(_lookup(tree, compiled), unit)


def rows_of(to: Compiler, tree: TableOf, path: str) -> Rows | None:
    """Return the rows of a table, compiled, or None after adding a finding."""
    rows = to.words.table(tree.table)
    if rows is None:
        nearest = to.words.nearest(tree.table)
        to.fault(faults.TABLE_UNKNOWN, path, name=tree.table, nearest=nearest)
        return None
    if tree.several not in SEVERAL:
        instead = f"Write one of: {', '.join(SEVERAL)}."
        to.fault(faults.FORM_UNKNOWN, f"{path}.several", form=tree.several, instead=instead)
        return None
    inner = to.entering(f"table {tree.table}")
    if not rows or inner is None:
        instead = "Give the table rows, none of which asks for the table itself."
        to.fault(faults.FORM_UNKNOWN, path, form=f"table: {tree.table}", instead=instead)
        return None
    compiled: Rows = []
    for place, (when, says) in enumerate(rows):
        at = f"tables.{tree.table}[{place}]"
        asked = ask(inner, when, at) if when is not None else None
        meaning = _says(inner, says, f"{at}.is")
        if meaning is None or (when is not None and asked is None):
            return None
        compiled.append((asked, meaning))
    return None if _mixed(to, tree.table, compiled) else compiled


def _says(to: Compiler, says: Quantity, path: str) -> Meaning | None:
    """A name that is not a name of the plan is a word: the label of a grade."""
    if isinstance(says, Name) and to.words.name(says.name) is None:
        word = says.name
        return Meaning(lambda _world, _subject: word, TEXT, constant=True)
    return to.quantity(says, path)


def _mixed(to: Compiler, name: str, compiled: Rows) -> bool:
    first = compiled[0][1].unit
    for _, meaning in compiled[1:]:
        if not first.fits(meaning.unit):
            at = f"tables.{name}"
            to.fault(faults.TABLE_WORDS, at, name=name, one=str(first), other=str(meaning.unit))
            return True
    return False


def fitting(tree: TableOf, compiled: Rows, world: World, subject: Subject) -> list[tuple[int, Any]]:
    """Return the places of the rows that fit and what each says; raise `Unknown`."""
    found = []
    for place, (asked, meaning) in enumerate(compiled):
        answer = True if asked is None else asked.holds(world, subject)
        if asked is not None and answer is None:
            raise Unknown(subject.id, first_unknown(asked.why(world, subject)))
        if answer:
            found.append((place, meaning.get(world, subject)))
            if tree.several == "first":
                break
    return found


def _lookup(tree: TableOf, compiled: Rows) -> Callable[..., Any]:
    several = SEVERAL[tree.several]
    name = tree.table

    def lookup(world: World, subject: Subject) -> Any:  # noqa: ANN401  (what a table holds: an amount, a number, a word)
        found = [value for _, value in fitting(tree, compiled, world, subject)]
        if not found or (several is None and len(found) > 1):
            raise Unknown(subject.id, f"table {name}")
        return found[0] if several is None else several(found)

    return lookup
