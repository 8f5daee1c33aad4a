"""A row of a table as it stands in its file, with a mark under one of its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import PurePath
from typing import Final

from benefit_share.files.excerpts.texts import meant
from benefit_share.files.tables.audit_lists import AUDIT_TABLES
from benefit_share.files.tables.columns import known_headers
from benefit_share.files.tables.declared import TABLES
from benefit_share.findings import hushed
from benefit_share.rendering.reports.excerpt import SourceLine
from benefit_share.values import form_of

__all__ = ["TableFile", "shown_cells"]

_CELL: Final = re.compile(r'"(?:[^"]|"")*"|[^,"]*')


class TableFile:
    """A CSV file."""

    def __init__(self, name: str, data: bytes, encoding: str) -> None:
        """Take the name and the bytes of the file; what cannot be decoded is shown as such."""
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding, errors="replace")
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._table = PurePath(name).stem
        self._first = next(
            (place for place, line in enumerate(self._lines) if line.strip(', "')), 0
        )
        self._header = _cells(self._lines[self._first]) or ()

    def line(self, row: int, field: str, sign: str = "^") -> SourceLine | None:
        """Return a row with a mark under the cell of a column; under all of it without one."""
        if not 0 < row <= len(self._lines):
            return None
        text = self._lines[row - 1]
        cells = _cells(text)
        names = [_bare(one, self._lines[self._first]) for one in self._header]
        if row - 1 == self._first:
            shown = text
        elif cells is None or len(cells) != len(names):
            shown = "".join(map(form_of, text))
        else:
            parts = [text[slice(*cell)] for cell in cells]
            shown = ",".join(shown_cells(self._table, names, parts))
        start, end = meant(text)
        if field in names and cells is not None and len(cells) > names.index(field):
            start, end = cells[names.index(field)]
        return SourceLine(str(row), hushed(shown), start, max(end, start + 1), sign)


def _cells(line: str) -> tuple[tuple[int, int], ...] | None:
    """Return where each cell of a line begins and ends; None if its quotation marks are wrong."""
    found: list[tuple[int, int]] = []
    at = 0
    while match := _CELL.match(line, at):
        found.append(match.span())
        at = match.end()
        if at == len(line):
            return tuple(found)
        if line[at] != ",":
            return None
        at += 1
    return None


def _bare(cell: tuple[int, int], line: str) -> str:
    return line[slice(*cell)].strip('"').replace('""', '"').strip()


def shown_cells(table: str, header: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Return the cells of a row, those that may be sensitive by their form, of the same length."""
    open_ = _open(table)
    return [
        cell if place < len(header) and open_(header[place]) else "".join(map(form_of, cell))
        for place, cell in enumerate(cells)
    ]


@cache
def _open(table: str) -> Callable[[str], bool]:
    """Return what says whether the cells under a header may be shown.

    A register is declared by the plan, which may be at fault: of its columns those are open that
    some table has and none as a sensitive one.
    """
    everything = {**TABLES, **AUDIT_TABLES}.values()
    known = [one for one in everything if table in {one.name, one.title}] or list(everything)
    readers = [known_headers(one) for one in known]

    @cache
    def says(header: str) -> bool:
        columns = [column for read in readers if (column := read(header)) is not None]
        return bool(columns) and not any(column.sensitive for column in columns)

    return says
