"""The points reckoned again by a spreadsheet: the entries of a party added up, and its limits.

Points are sums of decimals here, not whole numbers: two figures agree when they differ by less than
a millionth of a point.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from benefit_share.values import Text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.files.results.forms import Row
    from benefit_share.points import PointsSheet

__all__ = ["POINTS_AGAIN", "PointsAgain", "write_exact"]

POINTS_AGAIN: Final = (
    Text(zh="明细相加（公式）", en="entries added up, by formula"),
    Text(zh="算得积分（公式）", en="points by formula"),
    Text(zh="两者相同", en="the two agree"),
)
_TOGETHER: Final = FrozenMap({"sum": "SUM", "mean": "AVERAGE", "highest": "MAX"})
"""The function over the persons of a household; `head` is one cell."""

_COUNTED: Final = "L"
"""The column of the entries with the points that count."""


def write_exact(sheet: Any, at: tuple[int, int], number: str, form: Any) -> None:  # noqa: ANN401  (XlsxWriter has no types)
    """Write an exact number: as it is, or as the division that it is."""
    value = Fraction(number)
    if "/" in number:
        sheet.write_formula(*at, f"={number}", form, float(value))
    else:
        sheet.write_number(*at, float(value), form)


class PointsAgain:
    """Writes the formulas beside the points of each party.

    It sees first every row of the entries, then every row of the points, each in order.
    """

    def __init__(self, points: PointsSheet, sheet: Any, ledger: str, form: Any) -> None:  # noqa: ANN401  (XlsxWriter has no types)
        """Begin with the sheet of the points, the name of that of the entries, and a format."""
        self._points = points
        self._sheet = sheet
        self._ledger = f"'{ledger}'!"
        self._form = form
        self._ranges: dict[str, tuple[int, int]] = {}
        self._persons: dict[str, int] = {}

    def entry(self, at: int, row: Row) -> None:
        """Remember where the entries of a scored party stand."""
        scored = str(row[1] or row[0])
        first, _ = self._ranges.get(scored, (at + 1, at))
        self._ranges[scored] = (first, at + 1)

    def row(self, at: int, row: Row) -> None:
        """Write the formulas of one row of the points."""
        party, person, total = str(row[0]), str(row[1]), float(Fraction(str(row[-1])))
        number = at + 1
        if row[2] is None:
            formula = self._household(party)
            self._persons = {}
        else:
            self._persons[person] = number
            first, last = self._ranges.get(person or party, (0, 0))
            added = f"=SUM({self._ledger}{_COUNTED}{first}:{_COUNTED}{last})" if first else "=0"
            self._sheet.write_formula(at, 7, added, self._form, float(Fraction(str(row[3]))))
            formula = f"=C{number}+H{number}+E{number}+F{number}"
        self._sheet.write_formula(at, 8, formula, self._form, total)
        agree = f"=ABS(I{number}-G{number})<0.000001"
        self._sheet.write_formula(at, 9, agree, self._form, True)  # noqa: FBT003  (the value of the cell, not an option)

    def _household(self, party: str) -> str:
        """Return the formula of a household from those of its persons above it."""
        if self._points.scheme.to_household == "head":
            return f"=I{self._persons[self._points.heads[party]]}"
        first, last = min(self._persons.values()), max(self._persons.values())
        return f"={_TOGETHER[self._points.scheme.to_household]}(I{first}:I{last})"
