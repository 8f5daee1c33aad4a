"""The parts of a case, its texts and its tables, as files in a folder or as sheets of a workbook.

A folder holds plan.yaml, case.yaml and CSV tables; a workbook holds the same on sheets.
A folder may also hold a workbook, `case.xlsx`, and as files whatever is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.faults import of_books
from benefit_share.files.places import Collector, nearest
from benefit_share.files.tables.csv_reader import Limits, Sheet, read_sheet
from benefit_share.files.workbook.places import LinePlaces, SheetPlaces

if TYPE_CHECKING:
    from benefit_share.files.storage import Storage
    from benefit_share.files.tables.declared import TableOf
    from benefit_share.files.workbook.book import Book
    from benefit_share.files.workbook.scan import SheetPart

__all__ = ["BOOK", "BOOK_ENDINGS", "HEAD_SHEETS", "NOTE_SHEETS", "PLAN_SHEETS", "Parts", "gather"]

BOOK: Final = "case.xlsx"
"""The workbook that is read in a folder."""

BOOK_ENDINGS: Final = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""Endings by which a file is taken for a workbook; only the first kind is read."""

PLAN_SHEETS: Final = ("plan", "办法")
HEAD_SHEETS: Final = ("case", "本次分配")
NOTE_SHEETS: Final = ("guide", "说明", "lists", "选项")
"""Sheets that explain; nothing is read from them, nor from one whose name begins with `#`."""


@attrs.frozen
class Parts:
    """What a case consists of.

    Attributes:
        folder: where files lie.
        names: the files in it that may be parts.
        tables: the sheets that may be tables, by their key, which is what files are called by.
        texts: the sheets of the plan and of the head, `plan` and `case`, where there are such.
        book: the workbook, or None.
        encoding: of CSV files.
        limits: how much each part may hold.
        collected: takes what is wrong, by file or key.
        storage: where files are read.
    """

    folder: Path
    names: Sequence[str]
    tables: Mapping[str, SheetPart]
    texts: Mapping[str, SheetPart]
    book: Book | None
    encoding: str
    limits: Limits
    collected: MutableMapping[str, Collector]
    storage: Storage = attrs.field(repr=False)

    def files_of(self, stems: Mapping[str, str], *, whole: bool) -> dict[str, str]:
        """Return the file or key of each table.

        Args:
            stems: every name that a table goes by, and the table.
            whole: whether every table is known, so that other names can be spoken of.
        """
        files: dict[str, str] = {}
        for file in self.names:
            stem, dot, ending = file.rpartition(".")
            if not dot or ending.lower() != "csv" or file.startswith((".", "~")):
                continue
            table = stems.get(stem)
            if table is None:
                if whole:
                    close = nearest(stem, list(stems))
                    self.collected[file].add(faults.UNKNOWN_FILE, "", nearest=f"{close}.csv")
            elif table in files:
                self.collected[file].add(faults.TWO_FILES, "", other=files[table])
            else:
                files[table] = file
        for key, sheet in self.tables.items():
            table = stems.get(sheet.title)
            if table is None:
                if whole:
                    self._unknown(key, sheet.title, list(stems))
            elif table in files:
                self.collected[key].add(of_books.TWO_SHEETS, "", other=files[table])
            else:
                files[table] = key
        return files

    def _unknown(self, key: str, title: str, stems: Sequence[str]) -> None:
        known = [*PLAN_SHEETS, *HEAD_SHEETS, *stems]
        self.collected[key].add(
            of_books.SHEET_UNKNOWN,
            "",
            nearest=nearest(title, sorted(known)),
            known=", ".join(known),
        )

    def sheet(self, file: str, table: TableOf) -> Sheet | None:
        """Return the rows of a table as text."""
        found = self.collected[file]
        if file in self.tables and self.book is not None:
            return self.book.table(self.tables[file], table, found)
        data = self.bytes_of(file, self.limits.size, "table")
        return None if data is None else read_sheet(data, found, self.encoding, self.limits)

    def text_of(self, name: str, file: str, limit: int, what: str) -> bytes | None:
        """Return the bytes of a text, or None if it is nowhere or cannot be read.

        Args:
            name: `plan` or `case`.
            file: the file that it has in a folder.
            limit: how many bytes it may have.
            what: what it is, for the message.
        """
        sheet = self.texts.get(name)
        if sheet is None or self.book is None:
            return self.bytes_of(file, limit, what) if file in self.names else None
        key = self.key_of(name, file)
        found = self.collected[key]
        if file in self.names:
            found.add(of_books.TWO_SHEETS, "", other=file)
        lines = self.book.text(sheet, found)
        if lines is not None and len(lines.data) > limit:
            found.add(faults.TOO_LARGE, "", limit=limit)
            return None
        if lines is None:
            return None
        if isinstance(found.places, LinePlaces):
            found.places.rows.extend(lines.rows)
        return lines.data

    def key_of(self, name: str, file: str) -> str:
        """Return by what a text is called: its file, or the key of its sheet."""
        sheet = self.texts.get(name)
        return file if sheet is None or self.book is None else f"{self.book.name}:{sheet.title}"

    def bytes_of(self, file: str, limit: int, what: str) -> bytes | None:
        """Return the bytes of a file, or None after saying why it cannot be read."""
        try:
            return self.storage.read_bytes(self.folder / file, limit, what=what)
        except Refused as refused:
            for finding in refused.findings:
                self.collected[file].take(finding)
            return None


def gather(
    case: Path,
    *,
    storage: Storage,
    encoding: str,
    limits: Limits,
    collected: MutableMapping[str, Collector],
) -> Parts:
    """Return the parts of a case.

    Args:
        case: a folder, or a workbook.
        storage: where files are read.
        encoding: of CSV files.
        limits: how much each part may hold.
        collected: takes what is wrong, by file or key.

    Raises:
        Refused: when there is nothing of this name.
    """
    alone = storage.kind(case) == "file"
    folder = case.parent if alone else case
    names = () if alone else storage.names(case)
    file = case.name if alone else next((name for name in names if name.lower() == BOOK), "")
    for name in names:
        if name != file and _is_book(name):
            collected[name].add(of_books.NOT_READ, "", name=BOOK)
    parts = Parts(folder, names, {}, {}, None, encoding, limits, collected, storage)
    data = parts.bytes_of(file, limits.book_size, "workbook") if file else None
    if data is None:
        return parts
    from benefit_share.files.workbook.book import open_book

    book = open_book(data, file, collected[file], limits)
    return parts if book is None else _with_sheets(parts, book)


def _is_book(name: str) -> bool:
    return name.lower().endswith(BOOK_ENDINGS) and not name.startswith((".", "~"))


def _with_sheets(parts: Parts, book: Book) -> Parts:
    """Return the parts with the sheets of a workbook, each with a collector of its own places."""
    tables: dict[str, SheetPart] = {}
    texts: dict[str, SheetPart] = {}
    for sheet in book.filled():
        if sheet.title in NOTE_SHEETS or sheet.title.startswith("#"):
            continue
        key = f"{book.name}:{sheet.title}"
        name = next(
            (
                name
                for name, titles in (("plan", PLAN_SHEETS), ("case", HEAD_SHEETS))
                if sheet.title in titles
            ),
            "",
        )
        if name:
            parts.collected[key] = Collector(key, LinePlaces(key))
            if name in texts:
                other = f"{book.name}:{texts[name].title}"
                parts.collected[key].add(of_books.TWO_SHEETS, "", other=other)
            else:
                texts[name] = sheet
        else:
            parts.collected[key] = Collector(key, SheetPlaces(key))
            tables[key] = sheet
    return attrs.evolve(parts, tables=tables, texts=texts, book=book)
