"""Measures of inequality and poverty, exact.

The Gini coefficient and the Foster-Greer-Thorbecke measures P0, P1, P2 are rational numbers
and are given as such.
The Theil index is left out: it is a logarithm, so no exact number.
What never lives here: allocation. Minimising P0 would pay the richest of the poor first.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.allocation.faults import (
    BadOption,
    LengthMismatch,
    NegativeIncome,
    NegativeWeight,
    NothingToMeasure,
)
from benefit_share.allocation.numbers import Exact, Number, read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Poverty", "gini", "poverty"]


@attrs.frozen
class Poverty:
    """The Foster-Greer-Thorbecke measures, each from 0 to 1 when no income is negative.

    Attributes:
        head_count: P0, the part of the persons who are below the line.
        gap: P1, the average shortfall as a part of the line.
        severity: P2, the average of its square.
    """

    head_count: Fraction
    gap: Fraction
    severity: Fraction


def gini(incomes: Sequence[Number], *, sizes: Sequence[Number] | None = None) -> Fraction:
    """Return the Gini coefficient, from 0 (all equal) to less than 1.

    It is half the mean difference of two persons over the mean income;
    0 when all incomes are 0, because then all are equal.

    Args:
        incomes: 0 or more each, for a unit of size.
        sizes: how many persons each stands for; all 1 when left out.

    Raises:
        NegativeIncome, NegativeWeight, NothingToMeasure, LengthMismatch: as their names say.
        InexactNumber, UnreadableNumber, TooLarge: a number is not exact or not readable.
    """
    values, counts = _read(incomes, sizes)
    for position, value in enumerate(values):
        if value < 0:
            raise NegativeIncome(position)
    people, total = sum(counts), sum(v * c for v, c in zip(values, counts, strict=True))
    if not total:
        return Fraction(0)
    difference: Exact = 0
    before: Exact = 0
    for value, count in sorted(zip(values, counts, strict=True)):
        # Of each pair the richer counts once for, the poorer once against.
        difference += value * count * (2 * before + count - people)
        before += count
    return Fraction(difference, people * total)


def poverty(
    incomes: Sequence[Number], line: Number, *, sizes: Sequence[Number] | None = None
) -> Poverty:
    """Return the measures P0, P1 and P2 of Foster, Greer and Thorbecke (1984).

    Args:
        incomes: for a unit of size; poor is who has less than the line.
        line: above 0.
        sizes: how many persons each income stands for; all 1 when left out.

    Raises:
        BadOption: the line is not above 0.
        NegativeWeight, NothingToMeasure, LengthMismatch: as their names say.
        InexactNumber, UnreadableNumber, TooLarge: a number is not exact or not readable.
    """
    values, counts = _read(incomes, sizes)
    limit = read_number(line, "line")
    if limit <= 0:
        raise BadOption("line", "a number above 0")
    poor = [
        (Fraction(limit - value, limit), count)
        for value, count in zip(values, counts, strict=True)
        if value < limit
    ]
    people = sum(counts)
    return Poverty(
        head_count=Fraction(sum(count for _, count in poor), people),
        gap=Fraction(sum(gap * count for gap, count in poor), people),
        severity=Fraction(sum(gap * gap * count for gap, count in poor), people),
    )


def _read(
    incomes: Sequence[Number], sizes: Sequence[Number] | None
) -> tuple[list[Exact], list[Exact]]:
    """Return incomes and sizes, one each, with somebody to measure."""
    values = [read_number(value, f"incomes.{place}") for place, value in enumerate(incomes)]
    if sizes is None:
        counts: list[Exact] = [1] * len(values)
    else:
        counts = [read_number(value, f"sizes.{place}") for place, value in enumerate(sizes)]
    if len(counts) != len(values):
        raise LengthMismatch("sizes", len(counts), len(values))
    for place, count in enumerate(counts):
        if count < 0:
            raise NegativeWeight(str(place))
    if not sum(counts):
        raise NothingToMeasure
    return values, counts
