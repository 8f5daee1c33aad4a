"""The structure of a workbook, looked at before a library reads it.

What stands where decides what is read: how far the values of a sheet reach, which cells are merged,
what is hidden.
A cell without a value is nothing, wherever it is and whatever it looks like.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.files.faults import of_books
from benefit_share.files.tables.csv_reader import column_letters

if TYPE_CHECKING:
    from benefit_share.files.places import Collector
    from benefit_share.files.workbook.archive import Handlers

__all__ = ["Scan", "Shape", "SheetPart"]

_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SHOWN: Final = 200
_VALUES: Final = frozenset({"v", "f", "is"})


@attrs.frozen
class Shape:
    """How far the values of a sheet reach, and what is odd about it.

    Attributes:
        rows: number of the last row with a value, 0 if there is none.
        columns: number of the last column with a value.
        merged: the ranges of merged cells.
        hidden_rows: rows that are hidden and hold a value, the first 200.
        hidden_columns: letters of columns that are hidden and hold a value.
    """

    rows: int = 0
    columns: int = 0
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()


@attrs.frozen
class SheetPart:
    """A sheet as the workbook names it.

    Attributes:
        title: its name.
        hidden: whether it is hidden.
        part: the name of its part.
    """

    title: str
    hidden: bool
    part: str


class Scan:
    """Looks at the parts of one workbook while they are inflated."""

    def __init__(self, found: Collector) -> None:
        """Begin without a part; *found* takes what is wrong."""
        self._found = found
        self._sheets: list[tuple[str, bool, str]] = []
        self._targets: dict[str, str] = {}
        self._shapes: dict[str, _ShapeScan] = {}
        self.from_1904 = False
        self.strict = False

    def handlers(self, part: str) -> Handlers:
        """Return what a part is read with."""
        if part == "xl/workbook.xml":
            return {"StartElementHandler": self._workbook}
        if part == "xl/_rels/workbook.xml.rels":
            return {"StartElementHandler": self._relations(part, self._target)}
        if part.endswith(".rels"):
            return {"StartElementHandler": self._relations(part, None)}
        if part.startswith("xl/worksheets/") and "/" not in part.removeprefix("xl/worksheets/"):
            shape = self._shapes[part] = _ShapeScan()
            return {"StartElementHandler": shape.start}
        return _NO_HANDLERS

    def _workbook(self, name: str, given: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "workbook":
            self.strict = any("purl.oclc.org" in value for value in given.values())
        elif local == "workbookPr":
            self.from_1904 = given.get("date1904", "0").lower() in {"1", "true", "on"}
        elif local == "sheet":
            related = (value for key, value in given.items() if key.rpartition(":")[2] == "id")
            hidden = given.get("state", "visible") != "visible"
            self._sheets.append((given.get("name", ""), hidden, next(related, "")))

    def _relations(
        self, part: str, target: Callable[[Mapping[str, str]], None] | None
    ) -> Callable[[str, Mapping[str, str]], None]:
        def start(name: str, given: Mapping[str, str]) -> None:
            if name.rpartition(":")[2] != "Relationship":
                return
            kind = given.get("Type", "").rpartition("/")[2]
            if given.get("TargetMode") == "External" and kind != "hyperlink":
                self._found.add(of_books.LINKED, "", name=f"{part[:60]} ({kind[:20]})")
            if target is not None:
                target(given)

        return start

    def _target(self, given: Mapping[str, str]) -> None:
        path = given.get("Target", "")
        # A target that begins with a slash counts from the root of the archive.
        part = path[1:] if path.startswith("/") else posixpath.normpath(f"xl/{path}")
        self._targets[given.get("Id", "")] = part

    def sheets(self) -> Sequence[SheetPart]:
        """Return the sheets in the order of the workbook; charts and the like are left out."""
        parts = ((title, hidden, self._targets.get(id_, "")) for title, hidden, id_ in self._sheets)
        return [SheetPart(*one) for one in parts if one[2] in self._shapes]

    def shape(self, part: str) -> Shape:
        """Return the shape of a sheet."""
        return self._shapes[part].shape()


def _is_hidden(given: Mapping[str, str], size: str) -> bool:
    """Say whether a row or column is hidden, by its mark or because it has no height or width."""
    return given.get("hidden", "0").lower() in {"1", "true"} or float(given.get(size, 1)) == 0


_NO_HANDLERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType({})


class _ShapeScan:
    """Follows the elements of one sheet; any number of them, in little memory."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 0
        self._hidden = False
        self._over = False
        self._rows = 0
        self._columns: set[int] = set()
        self._merged: list[str] = []
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[range] = []
        self._words: dict[str, str] = {}

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Take an element as it begins."""
        local = self._words.get(name)
        if local is None:
            local = self._words[name] = name.rpartition(":")[2]
        if local in _VALUES and not self._over:
            self._value()
        elif local == "c":
            self._cell(given.get("r"))
        elif local == "row":
            self._begin_row(given)
        elif local == "col":
            if _is_hidden(given, "width"):
                first, last = int(given["min"]), int(given["max"])
                self._hidden_columns.append(range(first, last + 1))
        elif local == "extLst":
            self._over = True  # what follows has elements of the same names, and no cells
        elif local == "mergeCell":
            self._merged.append(given.get("ref", "")[:20])

    def _begin_row(self, given: Mapping[str, str]) -> None:
        row = int(given.get("r", self._row + 1))
        if row <= self._row:
            raise ValueError(row)  # rows out of order: programs would read different tables
        self._row, self._column = row, 0
        self._hidden = _is_hidden(given, "ht")

    def _cell(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        match = _CELL.fullmatch(reference)
        column = 0
        for letter in match[1] if match else "":
            column = column * 26 + ord(letter) - 64
        if match is None or int(match[2]) != self._row or column <= self._column:
            raise ValueError(reference)
        self._column = column

    def _value(self) -> None:
        self._rows = self._row
        self._columns.add(self._column)
        seen = self._hidden_rows
        if self._hidden and len(seen) < _SHOWN and self._row not in seen[-1:]:
            seen.append(self._row)

    def shape(self) -> Shape:
        """Return what was seen."""
        hidden = (
            column_letters(column - 1)
            for column in sorted(self._columns)
            if any(column in one for one in self._hidden_columns)
        )
        return Shape(
            self._rows,
            max(self._columns, default=0),
            tuple(self._merged),
            tuple(self._hidden_rows),
            tuple(hidden),
        )
