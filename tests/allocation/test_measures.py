"""Gini and the poverty measures, exact, against published figures and plain definitions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.allocation import gini, poverty
from benefit_share.allocation.faults import (
    BadOption,
    InexactNumber,
    LengthMismatch,
    NegativeIncome,
    NegativeWeight,
    NothingToMeasure,
)

incomes_of = st.lists(st.integers(0, 99), min_size=1, max_size=8)


@given(incomes=incomes_of)
def test_gini_is_half_the_mean_difference_over_the_mean(incomes: list[int]) -> None:
    """By the definition, pair by pair."""
    pairs = sum(abs(one - two) for one in incomes for two in incomes)
    total = 2 * len(incomes) * sum(incomes)

    assert gini(incomes) == (Fraction(pairs, total) if total else 0)
    assert 0 <= gini(incomes) < 1
    assert gini(incomes[::-1]) == gini(incomes)


@given(people=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3)), min_size=1, max_size=5))
def test_a_size_is_that_many_equal_persons(people: list[tuple[int, int]]) -> None:
    """For both measures."""
    each = [income for income, size in people for _ in range(size)]
    incomes, sizes = [income for income, _ in people], [size for _, size in people]
    if not each:
        with pytest.raises(NothingToMeasure):
            gini(incomes, sizes=sizes)
        return

    assert gini(incomes, sizes=sizes) == gini(each)
    assert poverty(incomes, 10, sizes=sizes) == poverty(each, 10)


@given(incomes=incomes_of, line=st.integers(1, 99))
def test_the_poverty_measures_are_averages_of_powers_of_the_gap(
    incomes: list[int], line: int
) -> None:
    """Of all persons, those above the line counting 0."""
    measures = poverty(incomes, line)
    gaps = [Fraction(line - income, line) for income in incomes if income < line]

    assert measures.head_count == Fraction(len(gaps), len(incomes))
    assert measures.gap * len(incomes) == sum(gaps)
    assert measures.severity * len(incomes) == sum(gap**2 for gap in gaps)


def test_who_stands_at_the_line_is_not_poor_and_a_debt_is_a_gap_above_one() -> None:
    """Poor is who has less."""
    assert poverty([10], 10).head_count == 0
    assert poverty(["-5"], 10).gap == Fraction(3, 2)


def test_what_cannot_be_measured_is_refused() -> None:
    """Each with its own error."""
    with pytest.raises(NothingToMeasure):
        gini([])
    with pytest.raises(NegativeIncome, match="income 1"):
        gini([1, -1])
    with pytest.raises(NegativeWeight):
        gini([1], sizes=[-1])
    with pytest.raises(LengthMismatch):
        gini([1], sizes=[1, 2])
    with pytest.raises(InexactNumber):
        poverty([1.5], 2)  # type: ignore[list-item]  # wrong on purpose: it is refused
    with pytest.raises(BadOption):
        poverty([1], 0)
