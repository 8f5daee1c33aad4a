"""The files of a case, each read again once, and the findings about them as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_share.errors import Refused
from benefit_share.files.cases.case import DOCUMENT
from benefit_share.files.excerpts.sheets import SheetRows
from benefit_share.files.excerpts.tables import TableFile
from benefit_share.files.excerpts.texts import TextFile
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.files.tables.csv_reader import Limits
from benefit_share.findings import Place
from benefit_share.rendering.reports.findings import COLUMNS, finding_rows, plain
from benefit_share.rendering.reports.folding import folded

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.rendering.reports.excerpt import SourceLine

__all__ = ["Sources", "told"]

TEXTS: Final = (".yaml", ".yml", ".json")
"""How plans and heads of cases end."""


def told(
    findings: Iterable[Finding],
    case: str | Path,
    language: str,
    *,
    columns: int = COLUMNS,
    encoding: str = "utf-8",
) -> str:
    """Return the findings of a case in words, each with the line of the file that it speaks of.

    Args:
        findings: what was found, with its places (`Reading.placed`).
        case: the folder, workbook or JSON document of the case.
        language: `zh` or `en`.
        columns: the width of a line.
        encoding: of CSV tables.

    Returns:
        What the command line shows, without its colours: errors first, a blank line between two.
    """
    told_of = folded(findings)
    sources = Sources(case, [one.finding for one in told_of], encoding=encoding)
    return "\n".join(
        plain(
            finding_rows(
                one.finding, sources.lines(one.finding), language, rest=one.rest, columns=columns
            )
        )
        for one in told_of
    )


class Sources:
    """The files of a case that findings speak of."""

    def __init__(
        self,
        case: str | Path,
        findings: Sequence[Finding],
        *,
        encoding: str = "utf-8",
        storage: Storage = STORAGE,
    ) -> None:
        """Show lines of *case*, which is a folder, a workbook or a document, for *findings*."""
        self._case = Path(case)
        self._findings = findings
        self._encoding = encoding
        self._storage = storage
        self._texts: dict[str, TextFile | None] = {}
        self._tables: dict[str, TableFile | None] = {}
        self._books: dict[str, SheetRows | None] = {}

    def lines(self, finding: Finding) -> tuple[SourceLine, ...]:
        """Return the lines that a finding speaks of; none where there is no such line."""
        at, beside = finding.at, finding.beside
        if self._case.suffix.lower() == DOCUMENT:
            whole = self._text(self._case.name)
            path = at.path or finding.path
            line = whole.line_of(path) if whole is not None and path and not at.file else None
            return () if line is None else (line,)
        if at.sheet:
            rows = self._sheets(at.file)
            return () if rows is None or not at.cell else rows.lines(at, beside)
        found = self._line(at, "^")
        other = None if beside.line == at.line else self._line(beside, "-")
        return tuple(one for one in (other, found) if one is not None) if found else ()

    def _line(self, place: Place, sign: str) -> SourceLine | None:
        if not place.line:
            return None
        # Whatever is no plan may hold names: it is shown as a table is.
        if not place.file.lower().endswith(TEXTS):
            table = self._table(place.file)
            return table.line(place.line, place.field, sign) if table is not None else None
        text = self._text(place.file)
        if text is None or not text.holds(place.line):
            return None
        return text.line(place.line, place.column, sign)

    def _text(self, name: str) -> TextFile | None:
        if name not in self._texts:
            data = self._bytes(name)
            self._texts[name] = None if data is None else TextFile(data)
        return self._texts[name]

    def _table(self, name: str) -> TableFile | None:
        if name not in self._tables:
            data = self._bytes(name)
            table = None if data is None else TableFile(name, data, self._encoding)
            self._tables[name] = table
        return self._tables[name]

    def _sheets(self, name: str) -> SheetRows | None:
        if name not in self._books:
            data = self._bytes(name)
            wanted: dict[str, set[int]] = {}
            places = (place for one in self._findings for place in (one.at, one.beside))
            for place in places:
                if place.file == name and place.line:
                    wanted.setdefault(place.sheet, set()).add(place.line)
            self._books[name] = None if data is None else SheetRows(name, data, wanted)
        return self._books[name]

    def _bytes(self, name: str) -> bytes | None:
        try:
            alone = self._storage.kind(self._case) == "file"
            folder = self._case.parent if alone else self._case
            return self._storage.read_bytes(folder / name, Limits().size)
        except Refused:
            return None  # what is wrong with the file is among the findings
