"""The door to a case in any form: a folder, a workbook or one JSON document becomes a `Case`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.cases.document import DOCUMENT_LIMIT, read_document_case
from benefit_share.files.cases.folder import read_files
from benefit_share.files.cases.reading import Reading
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.files.tables.csv_reader import ENCODINGS, Limits

if TYPE_CHECKING:
    from benefit_share.distribution.case import Case
    from benefit_share.findings import Finding

__all__ = ["DOCUMENT", "read_case", "read_case_findings", "read_folder"]

DOCUMENT: Final = ".json"
"""The ending of a file that holds a whole case."""


def read_case(
    folder: str | Path,
    *,
    encoding: str = "utf-8",
    storage: Storage = STORAGE,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> Case:
    """Return the case that a folder or a workbook holds.

    Args:
        folder: the folder with `plan.yaml`, an optional `case.yaml` and the tables, or with
            `case.xlsx`; or a workbook; or a JSON document.
        encoding: of CSV tables: `utf-8` or `gb18030`; it is never guessed.
        storage: where files are read.
        limits: how much a table may hold.

    Returns:
        The case; warnings are not said, see `read_case_findings`.

    Raises:
        Refused: with all faults of all files, each with its place.
    """
    case, findings = read_case_findings(folder, encoding=encoding, storage=storage, limits=limits)
    if case is None:
        raise Refused(findings)
    return case


def read_case_findings(
    folder: str | Path,
    *,
    encoding: str = "utf-8",
    storage: Storage = STORAGE,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> tuple[Case | None, tuple[Finding, ...]]:
    """Return the case that a folder holds, or None, with all that is to be said about it."""
    reading = read_folder(folder, encoding=encoding, storage=storage, limits=limits)
    return reading.case, reading.findings


def read_folder(
    folder: str | Path,
    *,
    encoding: str = "utf-8",
    storage: Storage = STORAGE,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> Reading:
    """Return the case that a folder holds, with the places of its values; nothing is raised.

    Warnings and notes about the plan alone are left to `distribute`, which makes them again.
    """
    if encoding not in ENCODINGS:
        finding = faults.ENCODING_UNKNOWN.at("", encoding=encoding[:20])
        return Reading(None, (finding,))
    file = Path(folder)
    try:
        if file.suffix.lower() == DOCUMENT and storage.kind(file) == "file":
            return read_document_case(storage.read_bytes(file, DOCUMENT_LIMIT, what="document"))
    except Refused as refused:
        return Reading(None, refused.findings)
    return read_files(file, encoding=encoding, storage=storage, limits=limits)
