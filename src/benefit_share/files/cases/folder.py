"""Reading the folder or the workbook of a case: plan, head and tables, held against one another."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.distribution.case import Case
from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.cases.checking import Checking
from benefit_share.files.cases.checks import check_case
from benefit_share.files.cases.fact_checks import with_plain_booleans
from benefit_share.files.cases.head import CaseHead, check_kind, check_scope, periods_of, whole_of
from benefit_share.files.cases.parts import Parts, gather
from benefit_share.files.cases.payee_checks import with_capital_ids
from benefit_share.files.cases.people_checks import check_people
from benefit_share.files.cases.reading import HEAD, Reading
from benefit_share.files.cases.tables import read_tables
from benefit_share.files.places import Collectors
from benefit_share.files.plans.reading import PLAN_BYTES, Document, read_document
from benefit_share.files.plans.versions import PlanRead, plan_of_tables, versions_of
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.files.tables.csv_reader import Limits
from benefit_share.files.tables.rows import Read
from benefit_share.plan import Plan
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.files.cases.tables import TablesRead
    from benefit_share.findings import Finding

__all__ = ["read_files", "read_rules"]

_FILE_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,80}\.(?:yaml|yml|json)")


def read_files(
    folder: Path,
    *,
    encoding: str = "utf-8",
    storage: Storage = STORAGE,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> Reading:
    """Return the case that a folder or a workbook holds; nothing is raised."""
    try:
        return _Reader(folder, encoding, storage, limits).read()
    except Refused as refused:
        return Reading(None, refused.findings)


def read_rules(folder: Path, *, storage: Storage = STORAGE) -> Plan:
    """Return the plan of a case, of several the last, without reading its tables.

    Args:
        folder: the folder, with files or with a workbook.
        storage: where files are read.

    Raises:
        Refused: with every fault of the plans.
    """
    return _Reader(folder, "utf-8", storage, Limits()).rules()


class _Reader:
    """Reads one folder; the state is what has been found in each file."""

    def __init__(self, folder: Path, encoding: str, storage: Storage, limits: Limits) -> None:
        self._folder = folder
        self._encoding = encoding
        self._storage = storage
        self._limits = limits
        self._collected = Collectors()
        self._head_file = HEAD

    def read(self) -> Reading:
        """Read the head, the plan, the tables; then hold them against one another."""
        parts = self._parts()
        if parts is None:
            return Reading(None, self._findings(()))
        head_document, head = self._head(parts)
        plans = self._plans(parts, head)
        plan = plan_of_tables(plans, self._collected)
        tables = self._with_head(read_tables(parts, plan), head)
        case = None
        if plan is not None:
            case = self._case(plan, plans, head, head_document, tables)
        findings = self._findings(tuple(one.file for one in plans))
        if any(finding.is_error for finding in findings):
            case = None
        everything = {**tables.tables, **tables.registers}
        places = {file: one.places for file, one in self._collected.items()}
        return Reading(case, findings, plans, head_document, self._head_file, everything, places)

    def rules(self) -> Plan:
        """Read the head and the plans, and return the one that holds at the end."""
        parts = self._parts()
        plans = () if parts is None else self._plans(parts, self._head(parts)[1])
        if not plans or any(one.errors for one in self._collected.values()):
            raise Refused(self._findings(tuple(one.file for one in plans)))
        plan = plans[-1].plan
        assert plan is not None  # noqa: S101  (else an error was collected)
        return plan

    def _parts(self) -> Parts | None:
        """Return what lies in the folder; None for a workbook that is not opened."""
        parts = gather(
            self._folder,
            storage=self._storage,
            encoding=self._encoding,
            limits=self._limits,
            collected=self._collected,
        )
        return None if any(one.errors for one in self._collected.values()) else parts

    def _plans(self, parts: Parts, head: CaseHead) -> tuple[PlanRead, ...]:
        """Return the plan of each version, in order."""
        documents = {file: self._plan(parts, file) for file in dict.fromkeys(head.plan_files)}
        return tuple(
            PlanRead(parts.key_of("plan", file), documents[file]) for file in head.plan_files
        )

    def _head(self, parts: Parts) -> tuple[Document | None, CaseHead]:
        self._head_file = parts.key_of("case", HEAD)
        data = parts.text_of("case", HEAD, PLAN_BYTES, "head of a case")
        if data is None:
            return None, CaseHead()
        document = read_document(data, HEAD, CaseHead, "case")
        found = self._collected[self._head_file]
        for finding in document.findings:
            found.take(finding, finding.at.spot, finding.beside.spot)
        head: CaseHead = document.value or CaseHead()
        check_kind(head, document.where("kind"), found)
        if head.plan and head.slices:
            found.add(faults.PLAN_AND_SLICES, "slices", document.where("slices"))
        for number, file in enumerate(head.plan_files):
            if not _FILE_NAME.fullmatch(file):
                path = f"slices[{number}].plan" if head.slices else "plan"
                found.add(faults.NAME_REFUSED, path, document.where(path), name=file[:60])
                head = attrs.evolve(head, plan="", slices=())
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
            found.take(finding, finding.at.spot, finding.beside.spot)
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
        plans: tuple[PlanRead, ...],
        head: CaseHead,
        head_document: Document | None,
        tables: TablesRead,
    ) -> Case | None:
        at = self._head_file if head_document is not None else plans[0].file
        found = self._collected[at]
        own = tuple(one.plan for one in plans if one.plan is not None)
        periods = periods_of(head, head_document, own, found)
        period = whole_of(head, head_document, periods, found) if periods else None
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
        for version, days in zip(own[:-1], periods[:-1], strict=True):
            check_people(attrs.evolve(to, plan=version, period=days))
        if any(one.errors for one in self._collected.values()):
            return None
        every_fact = (row for read in tables.facts for row in read.rows)
        rows["facts"] = with_plain_booleans(every_fact, plan)
        rows["payees"] = with_capital_ids(rows["payees"])
        return Case(
            plan=own[-1],
            period=period,
            versions=versions_of(plans, periods),
            scope=head.scope or tuple(known),
            known_on=head.known_on,
            kind=head.kind,
            title=head.title,
            synthetic=head.synthetic,
            registers=FrozenMap({name: read.rows for name, read in tables.registers.items()}),
            slice=None,
            **rows,
        )

    def _findings(self, plan_files: tuple[str, ...]) -> tuple[Finding, ...]:
        """Return everything: first the plans, then the head, then the tables by name."""
        order = {**dict.fromkeys(plan_files, 0), self._head_file: 1}
        files = sorted(self._collected, key=lambda file: (order.get(file, 2), file))
        return tuple(finding for file in files for finding in self._collected[file].findings())
