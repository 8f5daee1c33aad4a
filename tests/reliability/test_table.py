"""The list of what is tried: whole, true, and the page made from it."""

from __future__ import annotations

from pathlib import Path

import pytest

import house_reliability
from house_map import ROOT
from house_reliability import IDS, rows


def test_the_list_has_every_row_once_and_in_order() -> None:
    """127 rows; one that does not apply yet is listed as such, never dropped."""
    assert tuple(one.id for one in rows()) == IDS
    assert len(IDS) == 127


@pytest.mark.parametrize("one", rows(), ids=lambda one: one.id)
def test_every_test_that_is_named_exists(one: house_reliability.Tried) -> None:
    """And a row without a test says why, in both languages."""
    assert [test for test in one.tests if not house_reliability.is_there(test)] == []
    assert one.tests or one.left_en
    assert bool(one.left_en) == bool(one.left_zh)


def test_a_test_that_is_not_there_is_seen() -> None:
    """Or the check above would prove nothing."""
    assert house_reliability.is_there(f"{house_reliability.BAD_INPUT}[E1]")
    assert not house_reliability.is_there(f"{house_reliability.BAD_INPUT}[E99]")
    assert not house_reliability.is_there("files/test_bad_input.py::test_nothing")


@pytest.mark.parametrize(
    "place",
    sorted(house_reliability.pages()),
    ids=lambda place: place.relative_to(ROOT).as_posix(),
)
def test_the_page_is_made_from_the_list(place: Path) -> None:
    """After a change, `python tests/plugins/house_reliability.py` writes both anew."""
    assert place.read_text(encoding="utf-8") == house_reliability.pages()[place]
