"""A workbook opened behind its limits: the sheets it has, and the rows of each as text."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.files import faults
from benefit_share.files.faults import of_books
from benefit_share.files.tables.cells import HOLE
from benefit_share.files.tables.columns import known_headers
from benefit_share.files.tables.csv_reader import Sheet, column_letters
from benefit_share.files.workbook.archive import open_archive, walk
from benefit_share.files.workbook.cells import Refusal, text_of
from benefit_share.files.workbook.places import SheetPlaces
from benefit_share.files.workbook.scan import Scan, Shape, SheetPart

if TYPE_CHECKING:
    from benefit_share.files.places import Collector
    from benefit_share.files.tables.csv_reader import Limits
    from benefit_share.files.tables.declared import Column, TableOf

__all__ = ["Book", "Lines", "open_book"]


class _Unreadable(Exception):
    """openpyxl cannot make sense of a sheet."""


@attrs.frozen
class Lines:
    """A sheet that holds a text, a line a row.

    Attributes:
        data: the text as the bytes of a file.
        rows: the number of the row of each line.
    """

    data: bytes
    rows: Sequence[int]


@attrs.frozen
class Book:
    """An open workbook.

    Attributes:
        name: the name of its file.
        sheets: its sheets in their order.
        shapes: the shape of each sheet, by its title.
        from_1904: whether it counts days from 1904.
        limits: how much a table may hold.
    """

    name: str
    sheets: Sequence[SheetPart]
    shapes: Mapping[str, Shape]
    from_1904: bool
    limits: Limits
    _book: Any = attrs.field(repr=False)

    def filled(self) -> Iterator[SheetPart]:
        """Yield the sheets that hold a value."""
        return (sheet for sheet in self.sheets if self.shapes[sheet.title].rows)

    def look(self, sheet: SheetPart, found: Collector) -> bool:
        """Say what of a sheet is hidden or merged, or reaches too far; return whether to go on."""
        shape = self.shapes[sheet.title]
        if sheet.hidden:
            found.add(of_books.SHEET_HIDDEN, "")
        for row in shape.hidden_rows:
            found.add(of_books.ROW_HIDDEN, "", str(row))
        for letters in shape.hidden_columns:
            found.add(of_books.COLUMN_HIDDEN, "", f"{letters}1")
        for cells in shape.merged:
            found.add(of_books.MERGED, "", cells.partition(":")[0], range=cells)
        if shape.rows > self.limits.rows:
            found.add(faults.TOO_MANY_ROWS, "", f"A{shape.rows}", limit=self.limits.rows)
        if shape.columns > self.limits.columns:
            place = f"{column_letters(shape.columns - 1)}1"
            found.add(faults.TOO_MANY_COLUMNS, "", place, limit=self.limits.columns)
        too_far = shape.rows > self.limits.rows or shape.columns > self.limits.columns
        # Merged cells are empty but for one, which would be said of each of them.
        return not (too_far or shape.merged)

    def table(self, sheet: SheetPart, table: TableOf, found: Collector) -> Sheet | None:
        """Return the rows of a sheet as text, with a hole for each cell that was refused.

        Args:
            sheet: which.
            table: the table that it is, whose types say what a number may stand for.
            found: takes what is wrong; its places must be `SheetPlaces`.
        """
        try:
            with _quiet():
                return self._table(sheet, table, found)
        except _Unreadable:
            found.add(of_books.DAMAGED_BOOK, "", why="its parts do not fit together")
            return None

    def _table(self, sheet: SheetPart, table: TableOf, found: Collector) -> Sheet | None:
        if not self.look(sheet, found):
            return None
        rows = self._rows(sheet)
        first = next(((number, row) for number, row in rows if _has_value(row)), None)
        if first is None:
            return None
        number, cells = first
        header = [self._cell(cell, found, _at(number, place)) for place, cell in enumerate(cells)]
        if HOLE in header:
            return None
        header = [name.strip() for name in header]
        known = known_headers(table)
        columns = [known(name) for name in header]
        places = found.places
        if isinstance(places, SheetPlaces):
            places.letters.update(
                (name, column_letters(place)) for place, name in reversed(list(enumerate(header)))
            )
        texts: list[list[str]] = [[] for _ in header]
        numbers = []
        for number, row in rows:
            if _has_value(row):
                numbers.append(number)
                for place, cell in enumerate(row):
                    at = _at(number, place)
                    text = self._cell(cell, found, at, columns[place], header[place])
                    texts[place].append(text)
        while header and not header[-1] and not any(texts[len(header) - 1]):
            header.pop()
        return Sheet(tuple(header), texts[: len(header)], numbers, first[0])

    def text(self, sheet: SheetPart, found: Collector) -> Lines | None:
        """Return the text that stands in the first column of a sheet, a line a row or more."""
        try:
            with _quiet():
                return self._lines(sheet, found)
        except _Unreadable:
            found.add(of_books.DAMAGED_BOOK, "", why="its parts do not fit together")
            return None

    def _lines(self, sheet: SheetPart, found: Collector) -> Lines | None:
        if not self.look(sheet, found):
            return None
        lines: list[str] = []
        rows: list[int] = []
        for number, row in self._rows(sheet):
            for place, cell in enumerate(row[1:], 1):
                if cell.value is not None:
                    found.add(of_books.PLAN_COLUMN, "", _at(number, place))
            value = row[0].value
            # A whole text pasted into one cell is as good as one pasted into many.
            parts = value.splitlines() or [""] if isinstance(value, str) else None
            if parts is None:
                parts = [self._cell(row[0], found, _at(number, 0))]
            lines += parts
            rows += [number] * len(parts)
        return Lines("".join(f"{line}\n" for line in lines).encode("utf-8"), rows)

    def shown(self, title: str, numbers: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Return rows of a sheet by number as a reader sees them, the first with a value too."""
        sheet = next((one for one in self.filled() if one.title == title), None)
        if sheet is None:
            return {}
        found: dict[int, tuple[str, ...]] = {}
        try:
            with _quiet():
                for number, row in self._rows(sheet):
                    if number in numbers or (not found and _has_value(row)):
                        found[number] = tuple(map(_plain, row))
                    if number >= max(numbers):
                        break
        except _Unreadable:
            return {}
        return found

    def _rows(self, sheet: SheetPart) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Yield number and cells of each row; at what strangers made, a library raises anything."""
        shape = self.shapes[sheet.title]
        number = 0
        try:
            read = iter(
                self._book[sheet.title].iter_rows(max_row=shape.rows, max_col=shape.columns)
            )
        except Exception:  # noqa: BLE001  (the package has no one error)
            raise _Unreadable from None
        while True:
            try:
                row = next(read, None)
            except Exception:  # noqa: BLE001  (the package has no one error)
                raise _Unreadable from None
            if row is None:
                return
            number += 1
            yield number, row

    def _cell(
        self,
        cell: Any,  # noqa: ANN401  (a cell of openpyxl)
        found: Collector,
        place: str,
        column: Column | None = None,
        header: str = "",
    ) -> str:
        if cell.value is None:
            return ""
        try:
            return text_of(cell, column, header, from_1904=self.from_1904, limit=self.limits.cell)
        except Refusal as refusal:
            found.add(refusal.kind, "", place, **refusal.params)
            return HOLE


def _has_value(row: tuple[Any, ...]) -> bool:
    return any(cell.value is not None and cell.value != "" for cell in row)


def _plain(cell: Any) -> str:  # noqa: ANN401  (a cell of openpyxl)
    """Return the value of a cell as a reader sees it, whatever it is and be it at fault."""
    value = cell.value
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return "" if value is None else str(value)


def _at(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


@contextmanager
def _quiet() -> Iterator[None]:
    """Let openpyxl keep its warnings to itself: what matters of them is a finding here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def open_book(data: bytes, name: str, found: Collector, limits: Limits) -> Book | None:
    """Return the workbook that a file holds, or None after saying why it is not opened.

    Args:
        data: the bytes of the file.
        name: its name.
        found: takes what is wrong.
        limits: how much it may hold.
    """
    archive = open_archive(data, found, limits)
    if archive is None:
        return None
    scan = Scan(found)
    before = found.errors
    whole = walk(archive, found, limits, scan.handlers)
    if not whole or found.errors > before:
        return None
    if scan.strict:
        found.add(of_books.BOOK_TYPE, "", what="a workbook of the strict kind")
        return None
    from openpyxl import load_workbook

    try:
        with _quiet():
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    except Exception:  # noqa: BLE001  (a library that reads what strangers made may raise anything)
        found.add(of_books.DAMAGED_BOOK, "", why="its parts do not fit together")
        return None
    sheets = [sheet for sheet in scan.sheets() if sheet.title in book.sheetnames]
    shapes = {sheet.title: scan.shape(sheet.part) for sheet in sheets}
    return Book(name, sheets, shapes, scan.from_1904, limits, book)
