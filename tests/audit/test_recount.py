"""A sheet of points held against its scheme once more."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from benefit_share.audit.recount import recounted
from benefit_share.points import Entry, PointsSheet, points_sheet
from benefit_share.points.scheme import Item, Repeat, Scheme, Validity
from benefit_share.values import Band
from house_case import YEAR, d, q

BANDS = (Validity(Band.parse("[-3,0)"), years=3), Validity(Band.parse("(,-3)"), years=1))
LITTER = (Entry("a", "h1", "litter", d("2019-04-01")), Entry("b", "h1", "litter", d("2019-05-01")))


def scheme(**keys: Any) -> Scheme:
    """Return a scheme by which littering costs two points, and four the second time."""
    return Scheme(items=(Item("litter", give=q("-2")),), base=q("100"), **keys)


def sheet(by: Scheme) -> PointsSheet:
    """Return the sheet of one household that littered twice in the spring of 2019."""
    made, _ = points_sheet(by, LITTER, day=d("12-31"), period=YEAR, people={"h1": ()}, heads={})
    return made


@pytest.mark.parametrize(
    ("validity_by", "expired"), [("before", []), ("after", ["audit.c23-expired"])]
)
def test_what_decides_how_long_an_entry_is_valid_decides_it_here_too(
    validity_by: str, expired: list[str]
) -> None:
    """Two points are valid for three years and four for one."""
    repeat = Repeat(Fraction(2), within="ever", validity_by=validity_by)
    loose = sheet(scheme(repeat=repeat))
    strict = scheme(repeat=repeat, valid=BANDS)
    entries = {one.id: one for one in LITTER}

    assert [one.code for one in recounted(loose, strict, entries)] == expired
    assert list(recounted(sheet(strict), strict, entries)) == []


def test_what_the_scheme_does_not_know_has_no_limit_of_its_own() -> None:
    """Entries of an item that it has lost, or that the case has lost, are no reason to stop."""
    loose = sheet(scheme())

    assert list(recounted(loose, Scheme(items=()), {})) == []
