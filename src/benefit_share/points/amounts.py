"""Points as whole numbers: how many of the smallest units a number of points is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.expressions.quantity import Literal

if TYPE_CHECKING:
    from benefit_share.expressions.quantity import Quantity

__all__ = ["POINT_UNITS", "Scale", "literal"]

POINT_UNITS = frozenset({"", "point", "分"})
"""What may stand behind a number of points."""


def literal(quantity: Quantity) -> Fraction:
    """Return the number that *quantity* writes; the scheme has been checked to write one."""
    assert isinstance(quantity, Literal)  # noqa: S101  (check_scheme refuses any other)
    return quantity.value


@attrs.frozen
class Scale:
    """Whole units in place of points, so that half a million entries are added as integers.

    Attributes:
        per_point: how many units one point is.
        step: how many units the smallest step of a point is.
    """

    per_point: int
    step: int

    @classmethod
    def of(cls, step: Fraction, factor: Fraction) -> Scale:
        """Return the scale on which every multiple of *step*, and *factor* times it, is whole."""
        per_point = step.denominator * factor.denominator
        return cls(per_point, step.numerator * factor.denominator)

    def units(self, points: Fraction) -> int | None:
        """Return *points* in units, or None when they are no multiple of the step."""
        units, rest = divmod(points.numerator * self.per_point, points.denominator)
        return None if rest or units % self.step else units

    def whole(self, points: Quantity) -> int:
        """Return a checked number of points in units."""
        units = self.units(literal(points))
        assert units is not None  # noqa: S101  (check_scheme refuses what is no multiple)
        return units

    def points(self, units: int | Fraction) -> Fraction:
        """Return *units* in points."""
        return Fraction(units, self.per_point)
