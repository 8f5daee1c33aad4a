"""A row of a sheet: its cells in columns under their letters, with a mark under one of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.files.cases.parts import HEAD_SHEETS, PLAN_SHEETS
from benefit_share.files.excerpts.tables import shown_cells
from benefit_share.files.excerpts.texts import TextFile
from benefit_share.files.places import Collector
from benefit_share.files.tables.csv_reader import Limits, column_letters
from benefit_share.findings import hushed
from benefit_share.rendering.reports.excerpt import SourceLine
from benefit_share.values.width import clean, pad, width

if TYPE_CHECKING:
    from benefit_share.findings import Place

__all__ = ["SheetRows"]

_LETTERS: Final = re.compile("[A-Z]+")
_MOST: Final = 24
"""A cell is shown up to so many columns."""
_GAP: Final = "  "


class SheetRows:
    """Rows of the sheets of a workbook.

    Attributes:
        rows: the title of a sheet, and the rows of it by number, the first with a value among them.
    """

    def __init__(self, name: str, data: bytes, wanted: Mapping[str, Collection[int]]) -> None:
        """Read the *wanted* rows of each sheet of the workbook called *name*."""
        from benefit_share.files.workbook.book import open_book

        book = open_book(data, name, Collector(name), Limits())
        self.rows: dict[str, dict[int, tuple[str, ...]]] = {}
        if book is not None:
            self.rows = {title: book.shown(title, numbers) for title, numbers in wanted.items()}

    def lines(self, place: Place, beside: Place) -> tuple[SourceLine, ...]:
        """Return the row of a cell, and before it the one it is held against, under the header."""
        rows = self.rows.get(place.sheet, {})
        both = ((beside, "-"), (place, "^"))
        marks = [(one, sign) for one, sign in both if one.cell and one.line in rows]
        if not marks or marks[-1][0] is not place:
            return ()
        if place.sheet in {*PLAN_SHEETS, *HEAD_SHEETS}:
            return tuple(_line_of_text(rows[one.line][0], one, sign) for one, sign in marks)
        return _table(rows, place.sheet, marks)


def _line_of_text(text: str, place: Place, sign: str) -> SourceLine:
    """Return a line of a plan; what stands at a column of it is known from the line alone."""
    line = TextFile(text.encode()).line(1, place.column, sign)
    return attrs.evolve(line, label=str(place.line))


def _table(
    rows: Mapping[int, tuple[str, ...]], sheet: str, marks: list[tuple[Place, str]]
) -> tuple[SourceLine, ...]:
    """Return the letters of the columns, the header, and the rows that are marked."""
    first = min(rows)
    header = [name.strip() for name in rows[first]]
    letters = [column_letters(place) for place in range(len(header))]
    shown = {first: header} | {
        one.line: shown_cells(sheet, header, rows[one.line])
        for one, _ in marks
        if one.line != first
    }
    cells = {number: [_cell(cell) for cell in row] for number, row in shown.items()}
    widths = [
        max(width(row[place]) if place < len(row) else 0 for row in (letters, *cells.values()))
        for place in range(len(header))
    ]

    def line(row: list[str]) -> list[str]:
        return [pad(cell, size) for cell, size in zip(row, widths, strict=False)]

    lines = [SourceLine("", _GAP.join(line(letters)))]
    if first not in {one.line for one, _ in marks}:
        lines.append(SourceLine(str(first), _GAP.join(line(cells[first]))))
    for one, sign in marks:
        parts = line(cells[one.line])
        match = _LETTERS.match(one.cell)
        at = letters.index(match[0]) if match is not None and match[0] in letters else 0
        start = len(_GAP.join([*parts[:at], ""]))
        text = cells[one.line][at] if at < len(cells[one.line]) else ""
        end = start + max(len(text), 1)
        lines.append(SourceLine(str(one.line), _GAP.join(parts), start, end, sign))
    return tuple(lines)


def _cell(text: str) -> str:
    """Return the text of a cell as one short line."""
    whole = clean(hushed(text))
    if width(whole) <= _MOST:
        return whole
    short = whole[:_MOST]
    while width(short) >= _MOST:
        short = short[:-1]
    return f"{short}…"
