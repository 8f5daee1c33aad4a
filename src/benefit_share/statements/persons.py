"""Whose points the points of a household are."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from benefit_share.distribution import Run

__all__ = ["Persons", "persons_of"]


@attrs.frozen
class Persons:
    """The points of each person of a household, and how they become those of the household.

    Attributes:
        together: `sum`, `head`, `highest` or `mean` of the persons.
        points: id and points of each person, in order of id.
    """

    together: str
    points: tuple[tuple[str, Fraction], ...]


def persons_of(run: Run, party: str) -> Persons | None:
    """Return the points of the persons of a household; None where households are scored."""
    sheet = run.sheet
    if sheet is None or sheet.scheme.of != "person" or party not in sheet.totals:
        return None
    people = sorted(sheet.people[party])
    points = tuple((person, Fraction(sheet.total(person))) for person in people)
    return Persons(sheet.scheme.to_household, points)
