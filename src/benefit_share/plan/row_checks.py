"""The checks of registers compiled: what must hold of their rows, turned into functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from benefit_share.expressions import condition as c
from benefit_share.expressions.faults import FORM_UNKNOWN
from benefit_share.expressions.meaning import Asked, Compiler, Meaning
from benefit_share.expressions.quantity import Literal, Quantity
from benefit_share.expressions.units import parse_unit
from benefit_share.plan import faults
from benefit_share.plan.names import words_for
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Plan
    from benefit_share.plan.registers import Register, RegisterCheck

__all__ = ["CompiledRowCheck", "compile_row_checks"]

_BUILT_IN = ("holder", "about", "listed_by")
_SHAPE = "{unique: holder}, {sum: share, per: asset, is: 1} or {wage: {at_most: 500}}"


@attrs.frozen
class CompiledRowCheck:
    """One check of the rows of a register, ready to run.

    Attributes:
        register: the name of the register.
        path: where the check stands in the plan.
        keys: the columns that are unique together, or that each sum is for.
        sum: what is added up; None if this is no check of a sum.
        bounds: what the sum is held against.
        row: what every row is asked; None if this is no check of each row.
        money: the columns that are amounts of money.
        refuses: whether a row that fails refuses the run; else it is a warning.
    """

    register: str
    path: str
    keys: tuple[str, ...] = ()
    sum: Meaning | None = None
    bounds: Mapping[str, Meaning] = FrozenMap()
    row: Asked | None = None
    money: frozenset[str] = frozenset()
    refuses: bool = True


def compile_row_checks(plan: Plan, findings: list[Finding]) -> tuple[CompiledRowCheck, ...]:
    """Compile the checks of every register, and say what is wrong with them."""
    found = (
        _compiled(plan, name, register, place, findings)
        for name, register in plan.registers.items()
        for place in range(len(register.checks))
    )
    return tuple(check for check in found if check is not None)


def _compiled(
    plan: Plan, name: str, register: Register, place: int, findings: list[Finding]
) -> CompiledRowCheck | None:
    check, path = register.checks[place], f"registers.{name}.checks[{place}]"
    words = attrs.evolve(words_for(plan, 0), row=register)
    compiler = Compiler(words, findings)
    kinds = [bool(check.unique), check.sum is not None, check.row is not None]
    if kinds.count(True) != 1:
        compiler.fault(FORM_UNKNOWN, path, form=name, instead=f"Write {_SHAPE}.")
        return None
    key = "unique" if check.unique else "per"
    keys = check.unique or check.per
    known = (*_BUILT_IN, *register.columns)
    wrong = [word for word in keys if word not in known]
    for word in wrong:
        accepted = ", ".join(known)
        compiler.fault(faults.WORD_NOT_ACCEPTED, f"{path}.{key}", word=word, accepted=accepted)
    if wrong:
        return None
    money = frozenset(column for column in register.columns if _unit(register, column, compiler))
    refuses = check.otherwise == "refuse"
    made = CompiledRowCheck(name, path, keys, money=money, refuses=refuses)
    if check.row is not None:
        asked = compiler.condition(_in_units(check.row, register, compiler), path)
        return None if asked is None else attrs.evolve(made, row=asked)
    return made if check.sum is None else _summed(made, check, compiler)


def _summed(
    made: CompiledRowCheck, check: RegisterCheck, compiler: Compiler
) -> CompiledRowCheck | None:
    assert check.sum is not None  # noqa: S101  (the caller has looked)
    added = compiler.number(check.sum, f"{made.path}.sum")
    trees = {"is": check.is_, "at_least": check.at_least, "at_most": check.at_most}
    written = {key: tree for key, tree in trees.items() if tree is not None}
    if not written:
        instead = f"Write {', '.join(trees)}."
        compiler.fault(FORM_UNKNOWN, made.path, form="sum", instead=instead)
    bounds: dict[str, Meaning] = {}
    for key, tree in written.items():
        bound = compiler.number(tree, f"{made.path}.{key}")
        if added is not None and bound is not None:
            alike = compiler.alike([added, bound], f"{made.path}.{key}")
            bounds |= {key: bound} if alike is not None else {}
    if added is None or not written or len(bounds) < len(written):
        return None
    return attrs.evolve(made, sum=added, bounds=FrozenMap(bounds))


def _in_units(tree: c.Condition, register: Register, compiler: Compiler) -> c.Condition:
    """Give a plain number beside a column of money its unit: it is meant as the table writes it."""
    if isinstance(tree, c.AllOf | c.AnyOf):
        parts = tree.all_ if isinstance(tree, c.AllOf) else tree.any_
        return type(tree)(tuple(_in_units(part, register, compiler) for part in parts))
    if isinstance(tree, c.Not):
        return c.Not(_in_units(tree.not_, register, compiler))
    if not isinstance(tree, c.Fact) or not isinstance(tree.test, c.Limits):
        return tree
    column = tree.of.removeprefix("row.") if isinstance(tree.of, str) else ""
    unit = _unit(register, column, compiler)
    if not unit:
        return tree

    def with_unit(bound: Quantity | None) -> Quantity | None:
        bare = isinstance(bound, Literal) and not bound.unit
        return Literal(bound.value, unit) if bare else bound  # type: ignore[union-attr]  # bare says that it is a literal

    test = tree.test
    limits = {key: with_unit(getattr(test, key)) for key in ("at_least", "at_most")}
    limits |= {key: with_unit(getattr(test, key)) for key in ("above", "below")}
    return c.Fact(tree.of, attrs.evolve(test, **limits))


def _unit(register: Register, column: str, compiler: Compiler) -> str:
    """Return the unit of a column of money, and nothing for any other."""
    written = register.columns.get(column, "")
    unit = compiler.words.currency.code if written == "money" else written
    parsed = parse_unit(unit, compiler.words.currency)
    return unit if parsed is not None and parsed[0].has_money else ""
