"""A case as one JSON document, written: what its files, its workbook or a document of it say.

Every value is the text that a file would hold; `cases.document` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benefit_share.errors import Refused
from benefit_share.files.cases.document import (
    DOCUMENT_FORMAT,
    DOCUMENT_LIMIT,
    HEAD,
    case_files,
)
from benefit_share.files.cases.folder import read_files
from benefit_share.files.cases.parts import gather
from benefit_share.files.memory import FOLDER, MemoryDisk
from benefit_share.files.places import Collectors
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.files.tables.columns import known_headers
from benefit_share.files.tables.csv_reader import Limits
from benefit_share.files.tables.declared import TABLES, TableOf, register_table

if TYPE_CHECKING:
    from benefit_share.files.cases.reading import Reading

__all__ = ["case_document"]


def case_document(
    case: str | Path, *, encoding: str = "utf-8", storage: Storage = STORAGE
) -> dict[str, Any]:
    """Return a case as one JSON document.

    Args:
        case: the folder of the case, or its workbook.
        encoding: of its CSV tables.
        storage: where files are read.

    Returns:
        `format`, `plans` (file name and content of each), `case` (what case.yaml says) and
        `tables` (name, and a mapping of English header to text for each row); every value is text.

    Raises:
        Refused: when the case has faults: what is exported can be run.
    """
    at = Path(case)
    if at.suffix.lower() == ".json":
        files = case_files(storage.read_bytes(at, DOCUMENT_LIMIT, what="document"))
        at, storage = FOLDER, Storage(MemoryDisk(files))
    reading = read_files(at, encoding=encoding, storage=storage)
    if reading.case is None:
        raise Refused(reading.findings)
    head = reading.head.tree.root if reading.head and reading.head.tree else {}
    # A plan that stands in a workbook is called by its sheet; in a document it has a file name.
    names = [one["plan"] for one in head.get("slices", ())] or [head.get("plan", "plan.yaml")]
    plans = {
        name: one.document.tree.root
        for name, one in zip(names, reading.plans, strict=True)
        if one.document is not None and one.document.tree is not None
    }
    return {
        "format": DOCUMENT_FORMAT,
        "plans": plans,
        "case": dict(head),
        "tables": dict(_tables(at, reading, encoding, storage)),
    }


def _tables(
    at: Path, reading: Reading, encoding: str, storage: Storage
) -> Iterable[tuple[str, list[dict[str, str]]]]:
    """Yield the rows of each table that has some, with English headers."""
    parts = gather(at, storage=storage, encoding=encoding, limits=Limits(), collected=Collectors())
    declared = {
        name: register_table(name, register)
        for plan in reading.plans
        if plan.plan is not None
        for name, register in plan.plan.registers.items()
    }
    for name, read in reading.tables.items():
        table = TABLES.get(name) or declared.get(name)
        if not read.file or table is None or (name == "collectives" and read.file == HEAD):
            continue
        sheet = parts.sheet(read.file, table) if _is_sheet(read.file) else None
        if sheet is not None and sheet.numbers:
            headers = [_english(table, header) for header in sheet.header]
            rows = zip(*sheet.columns, strict=True)
            yield name, [_row(table, dict(zip(headers, row, strict=True))) for row in rows]


def _is_sheet(file: str) -> bool:
    """Say whether rows stand in a file or on a sheet of their own, and not in the head."""
    return not file.endswith((".yaml", ":case", ":本次分配"))


def _english(table: TableOf, header: str) -> str:
    """Return the English header of a column; one of a fact, or with a unit, as it is written."""
    column = known_headers(table)(header)
    names = (column.name, *column.also, *column.headers) if column is not None else ()
    return column.name if column is not None and header in names else header


def _row(table: TableOf, row: Mapping[str, str]) -> dict[str, str]:
    needed = {column.name for column in table.columns if column.required}
    return {header: text for header, text in row.items() if header and (text or header in needed)}
