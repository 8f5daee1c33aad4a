"""Checks of single numbers and words of a scheme, shared by its parts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.expressions.quantity import Literal
from benefit_share.expressions.units import SYMBOLS, YUAN
from benefit_share.points import kinds
from benefit_share.points.amounts import POINT_UNITS
from benefit_share.values import number_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from benefit_share.expressions.quantity import Quantity
    from benefit_share.findings import Finding

__all__ = ["check_points", "check_unit", "check_word", "plain_number"]


def plain_number(quantity: Quantity | None) -> Fraction | None:
    """Return the number that *quantity* writes, or None if it is none or has to be computed."""
    return quantity.value if isinstance(quantity, Literal) else None


def check_points(quantity: Quantity | None, path: str, step: Fraction) -> Iterator[Finding]:
    """Yield what is wrong with a plain number of points; one that is not there is in order."""
    if quantity is None:
        return
    if not isinstance(quantity, Literal):
        yield kinds.NOT_A_NUMBER.at(path)
        return
    if quantity.unit not in POINT_UNITS:
        yield kinds.UNIT.at(path, unit=quantity.unit, expected="point")
    if step > 0 and Fraction(quantity.value, step).denominator != 1:
        yield kinds.NOT_A_STEP.at(path, points=number_text(quantity.value), step=number_text(step))


def check_unit(quantity: Quantity, path: str, of: str) -> Iterator[Finding]:
    """Yield what is wrong with a plain number measured in *of*; without a unit it fits."""
    if not isinstance(quantity, Literal):
        yield kinds.NOT_A_NUMBER.at(path)
    elif quantity.unit and _symbol(quantity.unit) != _symbol(of):
        yield kinds.UNIT.at(path, unit=quantity.unit, expected=of or "number")


def check_word(word: str, known: Collection[str], path: str) -> Iterator[Finding]:
    """Yield a finding if *word* is not one of the *known*."""
    if word not in known:
        yield kinds.WORD.at(path, word=word, known=", ".join(sorted(filter(None, known))))


def _symbol(unit: str) -> str:
    return "yuan" if unit in YUAN else SYMBOLS.get(unit, unit)
