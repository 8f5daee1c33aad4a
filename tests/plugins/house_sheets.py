"""Tables of the documents that their reader types into a workbook, typed.

`<!-- sheet: village.xlsx households -->` right above a table of Markdown puts its rows into that
sheet, below what stands there, each cell under the header of its column; a header that the sheet
does not have is put behind the others.
`<!-- cell: village.xlsx points A8 -->` above a code block puts its one line into that cell.

What is typed becomes what a spreadsheet program makes of it: a number, a day, a formula or a text,
and always a text where the cell is formatted as one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from sybil import Document, Example, Region

from house_console import WORKSPACE, Workspace

TEXT = "@"


@attrs.frozen
class Typed:
    """What is typed: into which file, sheet and cell (or empty), and the rows of cells."""

    file: str
    sheet: str
    cell: str
    rows: tuple[tuple[str, ...], ...]


def value(typed: str, number_format: str) -> str | int | float | dt.datetime | None:
    """Return what a spreadsheet program makes of *typed*."""
    if not typed:
        return None
    if number_format == TEXT:
        return typed
    if re.fullmatch(r"\d{4}-\d\d-\d\d", typed):
        return dt.datetime.fromisoformat(typed)
    if re.fullmatch(r"\d+", typed):
        return int(typed)
    # A spreadsheet keeps every number with a point as a binary one, so this does too.
    return float(typed) if re.fullmatch(r"\d+\.\d+", typed) else typed


def _type(sheet: Worksheet, cell: Any, typed: str) -> None:
    # A new cell takes the format of its column in a spreadsheet program, and not in openpyxl.
    for columns in sheet.column_dimensions.values():
        if columns.min <= cell.column <= columns.max and columns.number_format != "General":
            cell.number_format = columns.number_format
    cell.value = value(typed, cell.number_format)


def _type_rows(sheet: Worksheet, rows: tuple[tuple[str, ...], ...]) -> None:
    headers = [str(cell.value) for cell in sheet[1] if cell.value is not None]
    below = sheet.max_row + 1
    while below > 2 and all(cell.value is None for cell in sheet[below - 1]):
        below -= 1
    for name in rows[0]:
        if name not in headers:
            headers.append(name)
            sheet.cell(1, len(headers), name)
    for number, row in enumerate(rows[1:], start=below):
        for name, typed in zip(rows[0], row, strict=True):
            _type(sheet, sheet.cell(number, headers.index(name) + 1), typed)


def type_in(example: Example) -> str | None:
    """Type what the document shows; return what went wrong, or None."""
    place: Workspace = example.namespace[WORKSPACE]
    typed: Typed = example.parsed
    path: Path = place.folder / typed.file
    book = openpyxl.load_workbook(path)
    if typed.sheet not in book.sheetnames:
        return f"{typed.file} has no sheet {typed.sheet!r}: {', '.join(book.sheetnames)}"
    sheet = book[typed.sheet]
    if typed.cell:
        ((line,),) = typed.rows
        _type(sheet, sheet[typed.cell], line)
    else:
        _type_rows(sheet, typed.rows)
    book.save(path)
    return None


class SheetParser:
    """Finds the tables below `<!-- sheet: … -->` and the blocks below `<!-- cell: … -->`."""

    BLOCK = re.compile(
        r"^<!-- (?:sheet|cell): (?P<file>\S+) (?P<sheet>\S+)(?: (?P<cell>[A-Z]+\d+))? -->\n+"
        r"(?:```\w+\n(?P<text>.*?)^```$|(?P<table>(?:^\|[^\n]*\|\n)+))",
        re.MULTILINE | re.DOTALL,
    )

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield a region for each of them."""
        for match in self.BLOCK.finditer(document.text):
            if match["table"] is not None:
                head, _, *rest = match["table"].splitlines()
                rows = tuple(tuple(_cells(line)) for line in (head, *rest))
            else:
                rows = tuple((line,) for line in match["text"].splitlines())
            typed = Typed(match["file"], match["sheet"], match["cell"] or "", rows)
            yield Region(match.start(), match.end(), typed, type_in)


def _cells(line: str) -> Iterator[str]:
    for cell in line.strip().strip("|").split("|"):
        yield cell.strip().strip("`")
