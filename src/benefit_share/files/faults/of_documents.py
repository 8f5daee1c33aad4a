"""What can be wrong with the one document of a case, and with the books of its run."""

from __future__ import annotations

from typing import Final

from benefit_share.findings import Kind, Severity

__all__ = [
    "FORMAT_OTHER",
    "KEY_TWICE",
    "KEY_UNKNOWN",
    "NAME_OF_PLAN",
    "NAME_OF_TABLE",
    "NOT_A_DOCUMENT",
    "NOT_A_MAPPING",
    "NOT_JSON",
    "NOT_ROWS",
    "NOT_TEXT",
    "ONE_ACCOUNT",
]

ERROR: Final = Severity.ERROR

NOT_JSON = Kind(
    "document.not-json",
    ERROR,
    "This is no JSON (line {line}).",
    "Write the whole document again, in UTF-8.",
)
NOT_A_DOCUMENT = Kind(
    "document.not-an-object",
    ERROR,
    "A case as one document is a JSON object with format, plans, case and tables.",
    "See what `benefit-share export CASE --as document` writes.",
)
FORMAT_OTHER = Kind(
    "document.format",
    ERROR,
    "The key 'format' does not say '{wanted}'.",
    "Write it there; another format is read by another version.",
)
KEY_UNKNOWN = Kind(
    "document.unknown-key",
    ERROR,
    "A document has no key '{key}'.",
    "Its keys are format, plans, case and tables.",
)
KEY_TWICE = Kind(
    "document.key-twice",
    ERROR,
    "The key '{key}' stands twice in one object.",
    "Keep one of them: nothing says which is meant.",
)
NOT_A_MAPPING = Kind(
    "document.not-a-mapping",
    ERROR,
    "An object with names for its keys must stand here.",
    'Write it as {{"name": value}}.',
)
NOT_ROWS = Kind(
    "document.not-rows",
    ERROR,
    "A table is a list of rows.",
    'Write it as [{{"id": "…"}}], an object for each row.',
)
NOT_TEXT = Kind(
    "document.not-text",
    ERROR,
    "A value of the kind {kind} stands here, which is not exact or has no place in a table.",
    'Write text, such as "0.10", or a whole number.',
)
NAME_OF_PLAN = Kind(
    "document.plan-name",
    ERROR,
    "'{name}' cannot be the file name of a plan.",
    "Use letters, digits, '-' and '_', and the ending .yaml.",
)
NAME_OF_TABLE = Kind(
    "document.table-name",
    ERROR,
    "'{name}' cannot be the name of a table.",
    "Use the name of the table without an ending, such as income.",
)
ONE_ACCOUNT = Kind(
    "books.one-account",
    ERROR,
    "'{one}' and '{other}' would be one account of the books, {account}.",
    "Give one of them another id: in books a point, an underline and a hyphen are the same.",
)
