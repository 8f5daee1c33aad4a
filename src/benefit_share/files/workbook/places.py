"""Where something stands in a workbook: `case.xlsx:户!D12`."""

from __future__ import annotations

import re
from typing import Final

import attrs

__all__ = ["LinePlaces", "SheetPlaces"]

_DIRECT: Final = re.compile(r"[A-Z]{1,3}[0-9]+")


@attrs.frozen
class SheetPlaces:
    """The places of a table on a sheet.

    Attributes:
        sheet: the workbook and the sheet, `case.xlsx:户`.
        letters: the letters of the column under each header, once they are known.
    """

    sheet: str
    letters: dict[str, str] = attrs.Factory(dict)

    def __call__(self, place: str) -> str:
        """Return a row, or a row and a header, as a cell; the first column stands for a row."""
        if not place:
            return self.sheet
        if _DIRECT.fullmatch(place):
            return f"{self.sheet}!{place}"
        row, _, header = place.partition(":")
        return f"{self.sheet}!{self.letters.get(header, 'A')}{row}"


@attrs.frozen
class LinePlaces:
    """The places of a text on a sheet.

    Attributes:
        sheet: the workbook and the sheet.
        rows: the row of each line.
    """

    sheet: str
    rows: list[int] = attrs.Factory(list)

    def __call__(self, place: str) -> str:
        """Return a line, or a line and a column, as a cell."""
        if not place:
            return self.sheet
        if _DIRECT.fullmatch(place):
            return f"{self.sheet}!{place}"
        line = int(place.partition(":")[0])
        row = self.rows[line - 1] if line <= len(self.rows) else line
        return f"{self.sheet}!A{row}"
