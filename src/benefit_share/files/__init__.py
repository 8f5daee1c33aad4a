"""Files: the only room that reads and writes them.

Here live storage, the reader of a case folder, limits, the JSON Schema of plans and the whole
writing of results; what a value means, and any arithmetic, never does.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from benefit_share.files.cases.case import read_case, read_case_findings, read_folder
from benefit_share.files.cases.new import new_case_files
from benefit_share.files.cases.reading import Reading
from benefit_share.files.folders import write_new, write_new_file, write_result
from benefit_share.files.plans.reading import plan_from_bytes, read_plan
from benefit_share.files.plans.schema import plan_schema
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.files.tables.csv_reader import Limits

if TYPE_CHECKING:
    from benefit_share.files.results.folder import read_statement, result_files, table_files
    from benefit_share.files.workbook.marking import mark_book, places_of
    from benefit_share.files.workbook.template import case_book

__all__ = [
    "STORAGE",
    "Limits",
    "Reading",
    "Storage",
    "case_book",
    "mark_book",
    "new_case_files",
    "places_of",
    "plan_from_bytes",
    "plan_schema",
    "read_case",
    "read_case_findings",
    "read_folder",
    "read_plan",
    "read_statement",
    "result_files",
    "table_files",
    "write_new",
    "write_new_file",
    "write_result",
]


_LATER = MappingProxyType(
    {
        "read_statement": "results.folder",
        "result_files": "results.folder",
        "table_files": "results.folder",
        "case_book": "workbook.template",
        "mark_book": "workbook.marking",
        "places_of": "workbook.marking",
    }
)
"""What is loaded at its first use, for it brings languages or libraries with it."""


def __getattr__(name: str) -> object:
    """Load a part of the room at its first use."""
    if name in _LATER:
        return getattr(import_module(f"benefit_share.files.{_LATER[name]}"), name)
    message = f"module 'benefit_share.files' has no attribute '{name}'"
    raise AttributeError(message)
