"""Reading a case: plan, head and tables, in a folder or a workbook, become a `Case`, or faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.distribution.case import Case
from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.case_head import CaseHead, check_kind, check_scope, period_of
from benefit_share.files.case_tables import read_tables
from benefit_share.files.checking import Checking
from benefit_share.files.checks import check_case
from benefit_share.files.csv_reader import ENCODINGS, Limits
from benefit_share.files.fact_checks import with_plain_booleans
from benefit_share.files.parts import Parts, gather
from benefit_share.files.payee_checks import with_capital_ids
from benefit_share.files.places import Collector, TextPlaces
from benefit_share.files.plan_file import PLAN_BYTES, Document, read_document
from benefit_share.files.rows import Read
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.plan import Plan
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.files.case_tables import TablesRead
    from benefit_share.findings import Finding

__all__ = ["Reading", "read_case", "read_case_findings", "read_folder"]

HEAD: Final = "case.yaml"
_FILE_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,80}\.(?:yaml|yml|json)")
_ROW: Final = re.compile(r"([^\[.]+)\[([0-9]+)\](?:\.(.+))?")
_ENTRY: Final = re.compile(r"points\[([^\]]+)\]")
"""An entry of the points ledger stands by its id, which may be a number, and not by its place."""


@attrs.frozen
class Reading:
    """What was read from a folder or a workbook.

    Attributes:
        case: the case, or None if it is refused.
        findings: all that is to be said.
        plan_file: the name of the plan file, or the key of its sheet.
        plan_document: the plan with its places.
        tables: every table that was read.
        places: how a place in each file is written; as in a file of text where nothing is said.
    """

    case: Case | None
    findings: tuple[Finding, ...]
    plan_file: str
    plan_document: Document | None = attrs.field(repr=False)
    tables: Mapping[str, Read] = attrs.field(repr=False)
    places: Mapping[str, Callable[[str], str]] = attrs.field(repr=False, factory=dict)

    def _place(self, file: str, place: str = "") -> str:
        return self.places.get(file, TextPlaces(file))(place)

    def placed(self, finding: Finding) -> Finding:
        """Return a finding of a later stage with its place in the files, where it has one."""
        if finding.place or not finding.path:
            return finding
        entry = _ENTRY.fullmatch(finding.path)
        path = f"points.{entry[1]}" if entry else finding.path
        row = _ROW.fullmatch(path)
        head, _, rest = path.partition(".")
        name = row[1] if row else head
        read = self.tables.get(name)
        if read is not None and read.file:
            index = int(row[2]) if row else self._index(read, rest)
            if index is None or index >= len(read.rows):
                return finding.placed(self._place(read.file))
            where = read.place(index, (row and row[3]) or "")
            return finding.placed(self._place(read.file, where))
        document = self.plan_document
        if document is None or document.tree is None or not document.tree.holds(finding.path):
            return finding
        return finding.placed(self._place(self.plan_file, document.where(finding.path)))

    @staticmethod
    def _index(read: Read, id_: str) -> int | None:
        found = (place for place, row in enumerate(read.rows) if getattr(row, "id", "") == id_)
        return next(found, None)


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
            `case.xlsx`; or a workbook.
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
        return Reading(None, (finding,), "", None, {})
    reader = _Reader(Path(folder), encoding, storage, limits)
    try:
        return reader.read()
    except Refused as refused:
        return Reading(None, refused.findings, "", None, {})


class _Reader:
    """Reads one folder; the state is what has been found in each file."""

    def __init__(self, folder: Path, encoding: str, storage: Storage, limits: Limits) -> None:
        self._folder = folder
        self._encoding = encoding
        self._storage = storage
        self._limits = limits
        self._collected: dict[str, Collector] = _Collectors()
        self._head_file = HEAD

    def read(self) -> Reading:
        """Read the head, the plan, the tables; then hold them against one another."""
        parts = gather(
            self._folder,
            storage=self._storage,
            encoding=self._encoding,
            limits=self._limits,
            collected=self._collected,
        )
        if any(one.errors for one in self._collected.values()):  # a workbook that is not opened
            return Reading(None, self._findings(""), "", None, {})
        head_document, head = self._head(parts)
        plan_file = parts.key_of("plan", head.plan)
        document = self._plan(parts, head.plan)
        plan = document.reckonable() if document is not None else None
        tables = self._with_head(read_tables(parts, plan), head)
        case = None
        if plan is not None:
            case = self._case(plan, plan_file, head, head_document, tables)
        findings = self._findings(plan_file)
        if any(finding.is_error for finding in findings):
            case = None
        everything = {**tables.tables, **tables.registers}
        places = {file: one.places for file, one in self._collected.items()}
        return Reading(case, findings, plan_file, document, everything, places)

    def _head(self, parts: Parts) -> tuple[Document | None, CaseHead]:
        self._head_file = parts.key_of("case", HEAD)
        data = parts.text_of("case", HEAD, PLAN_BYTES, "head of a case")
        if data is None:
            return None, CaseHead()
        document = read_document(data, HEAD, CaseHead, "case")
        found = self._collected[self._head_file]
        for finding in document.findings:
            found.take(finding, finding.place.partition(":")[2])
        head: CaseHead = document.value or CaseHead()
        check_kind(head, document.where("kind"), found)
        if not _FILE_NAME.fullmatch(head.plan):
            found.add(faults.NAME_REFUSED, "plan", document.where("plan"), name=head.plan[:60])
            head = attrs.evolve(head, plan="plan.yaml")
        return document, head

    def _plan(self, parts: Parts, file: str) -> Document | None:
        key = parts.key_of("plan", file)
        if key == file and file not in parts.names:
            self._collected[file].add(faults.PLAN_MISSING, "", file=file)
            return None
        data = parts.text_of("plan", file, PLAN_BYTES, "plan")
        if data is None:
            return None
        document = read_document(data, file, Plan, "plan")
        found = self._collected[key]
        for finding in document.findings:
            found.take(finding, finding.place.partition(":")[2])
        for finding in document.lints():
            if finding.is_error:
                found.take(finding, document.where(finding.path))
        return document

    def _with_head(self, tables: TablesRead, head: CaseHead) -> TablesRead:
        """Take the collectives of the head where there is no table of them, and compare counts."""
        if head.collectives and not tables.counts.get("collectives"):
            rows = head.collectives
            ids = frozenset(row.id for row in rows)
            taken = Read("collectives", self._head_file, rows, [1] * len(rows), {}, ids)
            tables = attrs.evolve(tables, tables={**tables.tables, "collectives": taken})
        for name, stated in head.rows.items():
            found = tables.counts.get(name, 0)
            if found != stated:
                file = tables.files.get(name, f"{name}.csv")
                self._collected[file].add(faults.ROWS_STATED, name, "", found=found, stated=stated)
        return tables

    def _case(
        self,
        plan: Plan,
        plan_file: str,
        head: CaseHead,
        head_document: Document | None,
        tables: TablesRead,
    ) -> Case | None:
        at = self._head_file if head_document is not None else plan_file
        found = self._collected[at]
        period = period_of(head, head_document, plan, found)
        collectives = tables.tables["collectives"]
        known = sorted(collectives.ids)
        check_scope(head, known, head_document.where("scope") if head_document else "", found)
        if not known and not collectives.file and not tables.tables["households"].rows:
            advice = (
                "Fill in the table 'collectives', or name them in case.yaml under 'collectives'."
            )
            self._collected["collectives.csv"].add(
                faults.TABLE_NEEDED, "collectives", "", table="collectives", advice=advice
            )
        if period is None or (head_document is not None and head_document.value is None):
            return None
        rows = {name: read.rows for name, read in tables.tables.items()}
        to = Checking(
            plan,
            period,
            tables.tables,
            tables.registers,
            tables.facts,
            self._collected,
            head.known_on,
        )
        check_case(to)
        if any(one.errors for one in self._collected.values()):
            return None
        every_fact = (row for read in tables.facts for row in read.rows)
        rows["facts"] = with_plain_booleans(every_fact, plan)
        rows["payees"] = with_capital_ids(rows["payees"])
        return Case(
            plan=plan,
            period=period,
            scope=head.scope or tuple(known),
            known_on=head.known_on,
            kind=head.kind,
            title=head.title,
            synthetic=head.synthetic,
            registers=FrozenMap({name: read.rows for name, read in tables.registers.items()}),
            slice=None,
            **rows,
        )

    def _findings(self, plan_file: str) -> tuple[Finding, ...]:
        """Return everything: first the plan, then the head, then the tables by name."""
        order = {plan_file: 0, self._head_file: 1}
        files = sorted(self._collected, key=lambda file: (order.get(file, 2), file))
        return tuple(finding for file in files for finding in self._collected[file].findings())


class _Collectors(dict[str, Collector]):
    """A collector for each file, made when it is first asked for."""

    def __missing__(self, file: str) -> Collector:
        """Make the collector of *file*."""
        self[file] = Collector(file)
        return self[file]
