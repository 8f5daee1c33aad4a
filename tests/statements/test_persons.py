"""A household reads whose points its own are."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from benefit_share.points import Entry, Item, Scheme
from benefit_share.rendering import render, statement_from_json, statement_json
from benefit_share.statements import Persons, Statement, statement
from house_case import among, d, plan_of, q, run_of

ENTRIES = tuple(
    Entry(f"e{place}", who, "work", d("03-01"), Fraction(count))
    for place, (who, count) in enumerate((("h1.1", 1), ("h2.1", 4), ("h2.2", 7), ("h3.1", 2)))
)


def told(party: str = "h2", **keys: Any) -> Statement:
    """Return a statement where shares follow the points of persons."""
    entries = keys.pop("entries", ENTRIES)
    scheme = Scheme((Item("work", give=q("1")),), **({"of": "person"} | keys))
    run = run_of(plan_of(among("all", share="points.total"), points=scheme), points=entries)
    return statement(run, party)


@pytest.mark.parametrize(
    ("together", "total", "en", "zh"),
    [
        ("sum", "11", "the sum of its persons' points", "之和"),
        ("head", "4", "the points of its head", "户主"),
        ("highest", "7", "the most that one person has", "最高"),
        ("mean", "11/2", "the mean of its persons' points", "平均"),
    ],
)
def test_a_household_reads_whose_points_it_has(together: str, total: str, en: str, zh: str) -> None:
    """Each person with its points, and how they become one number."""
    one = told(to_household=together)

    assert one.persons == Persons(together, (("h2.1", Fraction(4)), ("h2.2", Fraction(7))))
    assert dict(one.points)["total"] == Fraction(total)
    assert f"{en}" in render(one, language="en").replace("\n", " ")
    assert "h2.1 4; h2.2 7" in render(one, language="en", form="markdown").replace("\\", "")
    assert zh in render(one, language="zh")
    assert statement_from_json(statement_json(one)) == one


def test_where_households_are_scored_there_are_no_persons() -> None:
    """The points are the household's own."""
    entries = (Entry("e", "h2", "work", d("03-01")),)

    assert told(of="household", entries=entries).persons is None
