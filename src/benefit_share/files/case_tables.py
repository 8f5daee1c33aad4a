"""The tables of a case folder: which file is which table, and the rows of each."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from benefit_share.errors import Refused, ValueRefused
from benefit_share.files import faults
from benefit_share.files.csv_reader import Limits, Sheet, read_sheet
from benefit_share.files.fact_names import fact_headers
from benefit_share.files.places import nearest
from benefit_share.files.rows import Read, Setting, build, fact_rows, register_rows
from benefit_share.files.table_reader import read_columns
from benefit_share.files.tables import TABLES, TableOf, register_table
from benefit_share.values import Currency, currency

if TYPE_CHECKING:
    from benefit_share.files.places import Collector
    from benefit_share.files.storage import Storage
    from benefit_share.plan import Plan

__all__ = ["TablesRead", "read_tables"]


@attrs.frozen
class TablesRead:
    """All tables of a case.

    Attributes:
        tables: every table by its English name, empty where there is no file.
        registers: the rows of each register of the plan.
        facts: where facts stand: in `facts`, and in columns of households and members.
        counts: how many rows with a value each file has.
        files: the file of each table.
    """

    tables: Mapping[str, Read]
    registers: Mapping[str, Read]
    facts: Sequence[Read]
    counts: Mapping[str, int]
    files: Mapping[str, str]


@attrs.frozen
class _Place:
    """Where tables are read from, and with what."""

    folder: Path
    storage: Storage
    encoding: str
    limits: Limits
    collected: Mapping[str, Collector]

    def sheet(self, file: str, table: TableOf) -> Sheet | None:
        """Return the rows of a file as text."""
        found = self.collected[file]
        try:
            data = self.storage.read_bytes(self.folder / file, self.limits.size, what="table")
        except Refused as refused:
            for finding in refused.findings:
                found.take(finding)
            return None
        before = found.errors
        sheet = read_sheet(data, found, self.encoding, self.limits)
        if sheet is None and found.errors == before:
            accepted = ", ".join(column.name for column in table.columns)
            found.add(faults.NO_HEADER, "", "1", accepted=accepted)
        return sheet


def read_tables(
    folder: Path,
    names: Sequence[str],
    plan: Plan | None,
    *,
    storage: Storage,
    encoding: str,
    limits: Limits,
    collected: Mapping[str, Collector],
) -> TablesRead:
    """Return all tables of a folder.

    Args:
        folder: where they lie.
        names: the names of the files in it.
        plan: the plan, or None if it cannot be read: then registers and facts are not looked for.
        storage: where files are read.
        encoding: of the tables.
        limits: how much each may hold.
        collected: takes what is wrong, by file.
    """
    registers = {} if plan is None else plan.registers
    declared = {name: register_table(name, one) for name, one in registers.items()}
    wanted = {**TABLES, **declared}
    files = _files(names, wanted, collected, whole=plan is not None)
    with _uncollected():
        return _read_all(_Place(folder, storage, encoding, limits, collected), wanted, files, plan)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no collection of garbage happen meanwhile.

    Millions of rows come into being here and none of them is garbage; looking through all of them
    again and again takes as long as reading them.
    Only a caller that found the collector at work sets it to work again, so threads cannot leave
    it off.
    """
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


def _read_all(
    place: _Place, wanted: Mapping[str, TableOf], files: Mapping[str, str], plan: Plan | None
) -> TablesRead:
    registers = {} if plan is None else plan.registers
    setting = Setting(_currency(plan), plan)
    tables = {name: Read(name) for name in TABLES}
    rows = {name: Read(name) for name in registers}
    shorthand: list[Read] = []
    counts: dict[str, int] = {}
    for name, table in wanted.items():
        file = files.get(name)
        sheet = place.sheet(file, table) if file is not None else None
        if file is None:
            continue
        if sheet is None:
            # The table is there, so that nothing else is said of its being missing.
            (rows if name in rows else tables)[name] = Read(name, file)
            continue
        counts[name] = len(sheet.numbers)
        facts: Mapping[str, str] | None = {}
        if table.takes_facts:
            facts = None if plan is None else fact_headers(plan, name)
        columns = read_columns(
            sheet, table, place.collected[file], exponent=setting.currency.exponent, facts=facts
        )
        if any(column.required and column.name not in columns.values for column in table.columns):
            read = Read(name, file, ids=frozenset(columns.values.get("id", ())))
            (rows if name in rows else tables)[name] = read
        elif name in registers:
            rows[name] = register_rows(columns, registers[name], setting, file)
        else:
            tables[name] = build(columns, setting, file)
            if columns.facts:
                shorthand.append(fact_rows(columns, tables[name]))
    return TablesRead(
        {name: tables[name] for name in TABLES},
        rows,
        (tables["facts"], *shorthand),
        counts,
        files,
    )


def _currency(plan: Plan | None) -> Currency:
    try:
        return currency(plan.plan.currency if plan is not None else "CNY")
    except ValueRefused:
        return currency("CNY")


def _files(
    names: Sequence[str],
    wanted: Mapping[str, TableOf],
    collected: Mapping[str, Collector],
    *,
    whole: bool,
) -> dict[str, str]:
    """Return the file of each table, in English or Chinese; *whole*: every table is known."""
    known: dict[str, str] = {}
    for name, declared in wanted.items():
        known.setdefault(name, name)
        known.setdefault(declared.title, name)
    files: dict[str, str] = {}
    for file in names:
        stem, dot, ending = file.rpartition(".")
        if not dot or ending.lower() != "csv" or file.startswith((".", "~")):
            continue
        table = known.get(stem)
        if table is None:
            if whole:
                close = nearest(stem, list(known))
                collected[file].add(faults.UNKNOWN_FILE, "", nearest=f"{close}.csv")
        elif table in files:
            collected[file].add(faults.TWO_FILES, "", other=files[table])
        else:
            files[table] = file
    return files
