"""Comparisons: every household is counted once, and no fen is lost on the way to a chart."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefit_share.distribution import Case, Run, distribute
from benefit_share.files import read_case
from benefit_share.plan.model import FactDeclaration
from benefit_share.rendering import summary_json
from benefit_share.statements import summary
from benefit_share.statements.comparisons import (
    CLASSES,
    SIZE,
    Comparison,
    _classes,
    by_category,
    by_number,
    by_points,
    year_of,
    year_read,
)
from benefit_share.testing import cases
from house_case import among, facts, plan_of, run_of

SHENZHOU = Path(__file__).parents[2] / "examples" / "shenzhou-greenhouse"


def sums(told: Comparison) -> tuple[int, int]:
    """Return how many households are in a comparison, and what they got."""
    return sum(one.parties for one in told.shares), sum(one.amount for one in told.shares)


def homes(run: Run) -> tuple[int, int]:
    """Return how many households the run has, and what they got."""
    ids = [
        home
        for home, row in run.seen.world.roster.households.items()
        if row.collective in run.case.scope
    ]
    return len(ids), sum(run.given.get(home, 0) for home in ids)


@given(cases())
@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_every_household_is_counted_once(case: Case) -> None:
    """By category, by size and by points: all of them, with all that they got."""
    run = distribute(case)
    for told in by_category(run):
        assert sums(told) == homes(run)
    for told in by_number(run):
        if told.fact == SIZE:
            assert sums(told) == homes(run)
    points = by_points(run)
    if points is not None:
        assert sums(points)[0] <= homes(run)[0]


@given(st.lists(st.tuples(st.fractions(-1000, 1000), st.integers(0, 10**6)), min_size=1))
def test_classes_hold_every_number_once(homes: list[tuple[Fraction, int]]) -> None:
    """Classes touch and do not overlap; there are never many."""
    shares = _classes(homes)

    assert sum(share.parties for share in shares) == len(homes)
    assert sum(share.amount for share in shares) == sum(amount for _, amount in homes)
    assert len(shares) <= CLASSES + 2
    for left, right in pairwise(shares):
        assert left.high is not None
        assert right.low is not None
        assert left.high <= right.low


def test_a_number_at_the_edge_of_a_class_is_in_the_upper_one() -> None:
    """Classes hold their least number and not that of the next."""
    shares = _classes([(Fraction(number), 1) for number in range(31)])

    assert [(str(one.low), str(one.high), one.parties) for one in shares[:2]] == [
        ("0", "5", 5),
        ("5", "10", 5),
    ]
    assert sum(share.parties for share in shares) == 31


def test_by_category_in_the_order_of_the_plan() -> None:
    """The words as they are declared, and then those of whom nothing is recorded."""
    category = FactDeclaration(values=("poor", "other"))
    run = run_of(
        plan_of(among(take="remaining"), facts={"category": category}),
        facts=facts("category", h1="other", h2="poor"),
    )
    (told,) = by_category(run)

    assert [(one.name, one.parties) for one in told.shares] == [("poor", 1), ("other", 1), ("", 1)]
    assert sums(told) == (3, 100_00)


def test_what_is_declared_for_the_unrecorded_counts() -> None:
    """A plan that says what holds where nothing is recorded is believed."""
    category = FactDeclaration(values=("poor", "other"), none="other")
    run = run_of(plan_of(among(take="remaining"), facts={"category": category}))
    (told,) = by_category(run)

    assert [(one.name, one.parties) for one in told.shares] == [("other", 3)]


def test_by_a_number_of_the_plan() -> None:
    """Money and numbers of households; whose number is not known is left out."""
    declared = {
        "income": FactDeclaration(type_="money"),
        "rooms": FactDeclaration(type_="number", unit="piece"),
        "kin": FactDeclaration(type_="number", of="person"),
    }
    run = run_of(
        plan_of(among(take="remaining"), facts=declared),
        facts=(*facts("rooms", h1="2", h2="2"), *facts("income", h1="?")),
    )
    told = {one.fact: one for one in by_number(run)}

    assert set(told) == {SIZE, "rooms"}
    assert told["rooms"].unit == "piece"
    assert [(str(one.low), str(one.high), one.parties) for one in told["rooms"].shares] == [
        ("2", "2", 2)
    ]
    assert [one.parties for one in told[SIZE].shares] == [1, 1, 1]


def test_without_points_and_members_there_is_nothing_to_compare() -> None:
    """No comparison is made up."""
    run = run_of(plan_of(among(take="remaining")), members=())

    assert by_points(run) is None
    assert by_number(run) == ()


def test_a_year_is_read_as_it_was_written() -> None:
    """The sums of a summary are the same from memory and from its file."""
    told = summary(distribute(read_case(SHENZHOU)))

    assert year_read(json.loads(json.dumps(summary_json(told)))) == year_of(told)


def test_a_step_in_several_copies_is_one() -> None:
    """What a step used in each pool is added up."""
    told = summary(distribute(read_case(SHENZHOU)))
    twice = attrs.evolve(told, steps=(*told.steps, *told.steps))

    assert year_of(twice).used == {step: 2 * used for step, used in year_of(told).used.items()}


@pytest.mark.parametrize("document", [{}, {"steps": [{}]}])
def test_something_else_is_no_year(document: dict[str, object]) -> None:
    """What is missing is not taken for 0."""
    with pytest.raises(KeyError):
        year_read(document)
