"""Where something stands in a workbook: `case.xlsx:户!D12`."""

from __future__ import annotations

import re
from typing import Final

import attrs

from benefit_share.findings import Place

__all__ = ["LinePlaces", "SheetPlaces"]

_DIRECT: Final = re.compile(r"[A-Z]{1,3}([0-9]+)")


def _cell(sheet: str, cell: str = "", column: int = 0) -> Place:
    """Return a cell of a sheet, or the whole of it, as a place."""
    book, _, title = sheet.partition(":")
    row = _DIRECT.fullmatch(cell)
    return Place(book, title, line=int(row[1]) if row else 0, column=column, cell=cell)


@attrs.frozen
class SheetPlaces:
    """The places of a table on a sheet.

    Attributes:
        sheet: the workbook and the sheet, `case.xlsx:户`.
        letters: the letters of the column under each header, once they are known.
    """

    sheet: str
    letters: dict[str, str] = attrs.Factory(dict)

    def __call__(self, place: str) -> Place:
        """Return a row, or a row and a header, as a cell; the first column stands for a row."""
        if not place:
            return _cell(self.sheet)
        if _DIRECT.fullmatch(place):
            return _cell(self.sheet, place)
        row, _, header = place.partition(":")
        return _cell(self.sheet, f"{self.letters.get(header, 'A')}{row}")


@attrs.frozen
class LinePlaces:
    """The places of a text on a sheet.

    Attributes:
        sheet: the workbook and the sheet.
        rows: the row of each line.
    """

    sheet: str
    rows: list[int] = attrs.Factory(list)

    def __call__(self, place: str) -> Place:
        """Return a line, or a line and a column, as a cell."""
        if not place:
            return _cell(self.sheet)
        if _DIRECT.fullmatch(place):
            return _cell(self.sheet, place)
        line, _, column = place.partition(":")
        number = int(line)
        row = self.rows[number - 1] if number <= len(self.rows) else number
        # Of several lines in one cell, the cell is all that can be named.
        alone = self.rows.count(row) == 1
        return _cell(self.sheet, f"A{row}", int(column or 0) if alone else 0)
