"""The checks of registers: what must hold of their rows before any of them moves money."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from benefit_share.distribution import faults
from benefit_share.distribution.stage import amount_text
from benefit_share.expressions.asking import first_unknown
from benefit_share.expressions.world import Subject, Unknown
from benefit_share.values import number_text, percent_text

if TYPE_CHECKING:
    from benefit_share.distribution.case import RegisterRow
    from benefit_share.distribution.world import CaseWorld
    from benefit_share.expressions.reasons import Reason
    from benefit_share.findings import Finding
    from benefit_share.plan import CompiledRowCheck, Program
    from benefit_share.values import Period

__all__ = ["check_registers"]

Rows = list[tuple["RegisterRow", "Subject"]]

_SIGNS: Mapping[str, str] = MappingProxyType(
    {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<", "is": "="}
)
_HOLDS: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        "is": lambda total, bound: total == bound,
        "at_least": lambda total, bound: total >= bound,
        "at_most": lambda total, bound: total <= bound,
    }
)


def check_registers(world: CaseWorld, program: Program) -> Iterator[Finding]:
    """Say which rows that hold in the period do not meet the checks of their register.

    What is not known refuses, also where a row that fails does not: it was not checked.
    """
    exponent = program.currency.exponent
    for check in program.row_checks:
        rows = _rows(world, check.register)
        if check.row is not None:
            yield from _each(world, check, rows, exponent)
        elif check.sum is not None:
            yield from _sums(world, check, rows, exponent)
        else:
            yield from _unique(world.case.period, check, rows, exponent)


def _rows(world: CaseWorld, register: str) -> Rows:
    """Return the rows that a step would look at, each also as a subject, in order of id."""
    looked_at = {str(one.row["id"]): one for one in world.register(register) if one.row}
    rows = sorted(world.case.registers.get(register, ()), key=lambda row: row.id)
    return [(row, looked_at[row.id]) for row in rows if row.id in looked_at]


def _key(check: CompiledRowCheck, row: RegisterRow, exponent: int) -> tuple[str, ...]:
    """Return the values of the columns by which a check compares rows, as a message shows them."""

    def text(column: str) -> str:
        if column not in row.columns:
            return str(getattr(row, column, ""))
        return _shown(row.columns[column], exponent, money=column in check.money)

    return tuple(map(text, check.keys))


def _shown(value: Fraction | int | str, exponent: int, *, money: bool) -> str:
    if money and value != "":
        return amount_text(Fraction(value), exponent)
    return value if isinstance(value, str) else number_text(Fraction(value))


def _total(value: Fraction | int, whole: Fraction | int, exponent: int, *, money: bool) -> str:
    """Return a sum as a message shows it: parts of one are percentages."""
    if not money and whole == 1:
        return percent_text(Fraction(value))
    return _shown(value, exponent, money=money)


def _unknown(check: CompiledRowCheck, row: RegisterRow, fact: str) -> Finding:
    return faults.REGISTER_UNKNOWN.at(
        f"{check.register}.{row.id}", register=check.register, row=row.id, fact=fact
    )


def _unique(
    period: Period, check: CompiledRowCheck, rows: Rows, exponent: int
) -> Iterator[Finding]:
    """No two rows that hold on one day of the period have these columns in common."""
    seen: dict[tuple[str, ...], list[tuple[RegisterRow, Period]]] = {}
    for row, _ in rows:
        key = _key(check, row, exponent)
        there = row.span.overlap(period)
        assert there is not None  # noqa: S101  (only rows of the period are looked at)
        others = seen.setdefault(key, [])
        other = next((one for one, _ in others if one.span.overlap(there) is not None), None)
        others.append((row, there))
        if other is not None:
            kind = faults.REGISTER_TWICE if check.refuses else faults.REGISTER_TWICE_WARNS
            yield kind.at(
                f"{check.register}.{row.id}",
                register=check.register,
                row=row.id,
                other=other.id,
                same=", ".join(
                    f"{column}: {value}" for column, value in zip(check.keys, key, strict=True)
                ),
            )


def _sums(
    world: CaseWorld, check: CompiledRowCheck, rows: Rows, exponent: int
) -> Iterator[Finding]:
    """The sum over the rows of each key is what it has to be, exactly."""
    assert check.sum is not None  # noqa: S101  (the caller has looked)
    totals: dict[tuple[str, ...], Fraction] = {}
    for row, subject in rows:
        try:
            value = Fraction(check.sum.get(world, subject))
        except Unknown as unknown:
            yield _unknown(check, row, unknown.fact)
            return
        key = _key(check, row, exponent)
        totals[key] = totals.get(key, Fraction(0)) + value
    money = check.sum.unit.has_money
    for key, total in totals.items():
        group = ", ".join(
            f"{column}: {value}" for column, value in zip(check.keys, key, strict=True)
        )
        for word, meaning in check.bounds.items():
            bound = meaning.get(world, Subject("scope", ""))
            if not _HOLDS[word](total, bound):
                kind = faults.REGISTER_SUM if check.refuses else faults.REGISTER_SUM_WARNS
                yield kind.at(
                    check.path,
                    register=check.register,
                    group=f" ({group})" if group else "",
                    seen=_total(total, bound, exponent, money=money),
                    wanted=f"{_SIGNS[word]} {_total(bound, bound, exponent, money=money)}",
                )


def _each(
    world: CaseWorld, check: CompiledRowCheck, rows: Rows, exponent: int
) -> Iterator[Finding]:
    """Every row meets the condition."""
    assert check.row is not None  # noqa: S101  (the caller has looked)
    for row, subject in rows:
        holds = check.row.holds(world, subject)
        if holds is None:
            why = check.row.why(world, subject)
            yield _unknown(check, row, first_unknown(why))
        elif not holds:
            why = check.row.why(world, subject)
            kind = faults.REGISTER_ROW if check.refuses else faults.REGISTER_ROW_WARNS
            yield kind.at(
                f"{check.register}.{row.id}",
                register=check.register,
                row=row.id,
                why="; ".join(_reasons(why, check, row, exponent)) or why.form,
            )


def _reasons(
    why: Reason, check: CompiledRowCheck, row: RegisterRow, exponent: int
) -> Iterator[str]:
    """Say the value and the limits of each column that speaks against a row.

    Of what is no column of the row only the name is said: a fact may be sensitive.
    """
    if why.parts:
        for part in why.parts:
            if part.verdict is why.verdict or why.form == "not":
                yield from _reasons(part, check, row, exponent)
        return
    column = why.name.removeprefix("row.")
    if column not in row.columns:
        yield why.name
        return
    money = column in check.money

    def side(word: str, text: str) -> str:
        listed = word not in _SIGNS
        shown = text if listed else _shown(Fraction(text), exponent, money=money)
        return shown if listed else f"{_SIGNS[word]} {shown}"

    wanted = ", ".join(side(word, text) for word, text in why.wanted)
    seen = _shown(row.columns[column], exponent, money=money)
    yield f"{column}: {seen} ({wanted})"
