"""A case as one JSON document, read: its plans, head and tables as they would stand in files.

Every value is the text that a file would hold, so that no program on the way makes 0.10 into 0.1 or
an identity number into a float; whole numbers are accepted too, and mean the same.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.cases.folder import read_files
from benefit_share.files.cases.reading import Reading
from benefit_share.files.faults import of_documents as faults
from benefit_share.files.memory import FOLDER, MemoryDisk
from benefit_share.files.places import TABLE
from benefit_share.files.storage import Storage
from benefit_share.findings import Finding, Place

__all__ = [
    "DOCUMENT_FORMAT",
    "DOCUMENT_LIMIT",
    "case_files",
    "read_document_case",
    "written_case",
]

DOCUMENT_FORMAT: Final = "benefit-share/case-document/1"
DOCUMENT_LIMIT: Final = 200_000_000
"""The most bytes of a document that is read from a file."""

HEAD: Final = "case.yaml"
KEYS: Final = frozenset({"format", "plans", "case", "tables"})
_PLAN: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,80}\.(?:yaml|yml|json)")
_TABLE: Final = re.compile(r"[^\W][\w-]{0,80}")


def read_document_case(document: Mapping[str, Any] | bytes | str) -> Reading:
    """Return the case that a JSON document holds; nothing is raised.

    Args:
        document: what `case_document` returns, or its JSON. Whole numbers and booleans may stand
            for their text; a float is refused, for 0.1 is no exact number.

    Returns:
        The case, or None, and all that is to be said, each with its place in the document:
        `tables.income[3].amount`.
    """
    try:
        files = case_files(document)
    except Refused as refused:
        return Reading(None, refused.findings)
    reading = read_files(FOLDER, storage=Storage(MemoryDisk(files)))
    return attrs.evolve(
        reading,
        findings=tuple(_replaced(one) for one in reading.findings),
        places={name: _places(name) for name in files},
    )


def case_files(document: Mapping[str, Any] | bytes | str) -> dict[str, bytes]:
    """Return the files of the case that a document holds, by name.

    Args:
        document: as for `read_document_case`.

    Raises:
        Refused: with everything in its shape that is wrong.
    """
    value = _parsed(document)
    found: list[Finding] = []
    if not isinstance(value, Mapping):
        raise Refused([faults.NOT_A_DOCUMENT.at("")])
    if value.get("format") != DOCUMENT_FORMAT:
        found.append(faults.FORMAT_OTHER.at("format", wanted=DOCUMENT_FORMAT))
    found += [
        faults.KEY_UNKNOWN.at("", key=str(key)[:60]) for key in sorted(set(value) - KEYS, key=str)
    ]
    text = _Text(found)
    files: dict[str, bytes] = {}
    for name, plan in text.mapping(value.get("plans", {}), "plans").items():
        if _PLAN.fullmatch(name):
            files[name] = _json(text.tree(plan, f"plans.{name}"))
        else:
            found.append(faults.NAME_OF_PLAN.at("plans", name=name[:60]))
    head = text.tree(value.get("case", {}), "case")
    if head:
        files[HEAD] = _json(head)
    for name, rows in text.mapping(value.get("tables", {}), "tables").items():
        if _TABLE.fullmatch(name):
            files[f"{name}.csv"] = _table(text.rows(rows, f"tables.{name}"))
        else:
            found.append(faults.NAME_OF_TABLE.at("tables", name=name[:60]))
    if found:
        raise Refused(found)
    return files


def _parsed(document: Mapping[str, Any] | bytes | str) -> object:
    if not isinstance(document, (bytes, str)):
        return document
    try:
        # Numbers stay the text that they were: a float would not.
        return json.loads(document, parse_float=str, parse_int=str, object_pairs_hook=_once)
    except _KeyTwice as error:
        raise Refused([faults.KEY_TWICE.at("", key=error.key[:60])]) from None
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise Refused([faults.NOT_JSON.at("", line=line)]) from None


class _KeyTwice(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice, of which JSON would keep the last in silence."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _KeyTwice(key)
        made[key] = value
    return made


@attrs.frozen
class _Text:
    """Takes a document apart, and says what in it has no place there.

    Attributes:
        found: takes what is wrong.
    """

    found: list[Finding]

    def mapping(self, value: object, path: str) -> Mapping[str, Any]:
        """Return a mapping with text for its keys."""
        if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
            return value
        self.found.append(faults.NOT_A_MAPPING.at(path))
        return {}

    def tree(self, value: object, path: str) -> Any:  # noqa: ANN401  (JSON, before it is looked at)
        """Return a plan or a head with text for every value."""
        if isinstance(value, Mapping):
            known = self.mapping(value, path)
            return {key: self.tree(one, f"{path}.{key}") for key, one in known.items()}
        if isinstance(value, list | tuple):
            return [self.tree(one, f"{path}[{place}]") for place, one in enumerate(value)]
        return self.scalar(value, path)

    def rows(self, value: object, path: str) -> list[Mapping[str, str]]:
        """Return the rows of a table."""
        if not isinstance(value, list | tuple):
            self.found.append(faults.NOT_ROWS.at(path))
            return []
        return [
            {
                header: self.scalar(cell, f"{path}[{place}].{header}")
                for header, cell in self.mapping(row, f"{path}[{place}]").items()
            }
            for place, row in enumerate(value)
        ]

    def scalar(self, value: object, path: str) -> str:
        """Return the text of a value."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if value is None:
            return ""
        if isinstance(value, str | int):
            return str(value)
        self.found.append(faults.NOT_TEXT.at(path, kind=type(value).__name__))
        return ""


def written_case(document: Mapping[str, Any] | bytes | str) -> dict[str, bytes]:
    """Return the files of a case as people edit them: plans and head as YAML, tables as CSV.

    Args:
        document: as for `read_document_case`.

    Raises:
        Refused: with everything in its shape that is wrong.
    """
    import yaml

    files = case_files(document)
    return {
        name: data
        if name.endswith((".csv", ".json"))
        else yaml.safe_dump(
            json.loads(data), allow_unicode=True, sort_keys=False, width=100
        ).encode("utf-8")
        for name, data in files.items()
    }


def _json(tree: object) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode("utf-8")


def _table(rows: list[Mapping[str, str]]) -> bytes:
    headers = list(dict.fromkeys(header for row in rows for header in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([row.get(header, "") for header in headers] for row in rows)
    return out.getvalue().encode("utf-8")


def _places(file: str) -> Callable[[str], Place]:
    """Return how a place in a file is written as a place in the document."""
    stem, _, ending = file.rpartition(".")
    if ending != "csv":
        at = "case" if file == HEAD else f"plans.{file}"
        return lambda _: Place(path=at)

    def place(text: str) -> Place:
        row, _, header = text.partition(":")
        # The first row of the file is its header.
        number = f"[{int(row) - 2}]" if row.isdigit() and int(row) > 1 else ""
        return Place(path=f"tables.{stem}{number}" + (f".{header}" if header else ""))

    return place


def _replaced(finding: Finding) -> Finding:
    file = finding.at.file
    if not file:
        return finding
    place = _places(file)(finding.at.spot)
    if not file.endswith(TABLE):
        path = f".{finding.path}" if finding.path else ""
        return finding.placed(Place(path=place.path + path))
    beside = finding.beside
    return finding.placed(place, _places(file)(beside.spot) if beside else beside)
