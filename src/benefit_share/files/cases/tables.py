"""The tables of a case folder: which file is which table, and the rows of each."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from benefit_share.files import faults
from benefit_share.files.tables.columns import read_columns
from benefit_share.files.tables.declared import TABLES, TableOf, register_table
from benefit_share.files.tables.fact_names import fact_headers
from benefit_share.files.tables.rows import Read, Setting, build, fact_rows, register_rows
from benefit_share.values import currency

if TYPE_CHECKING:
    from benefit_share.files.cases.parts import Parts
    from benefit_share.files.tables.csv_reader import Sheet
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
    """Where tables are read from, and the texts seen in any of them, so that each is kept once."""

    parts: Parts
    texts: dict[str, str] = attrs.Factory(dict)

    def sheet(self, file: str, table: TableOf) -> Sheet | None:
        """Return the rows of a table as text."""
        found = self.parts.collected[file]
        before = found.errors
        sheet = self.parts.sheet(file, table)
        if sheet is None and found.errors == before:
            accepted = ", ".join(column.name for column in table.columns)
            found.add(faults.NO_HEADER, "", "1", accepted=accepted)
        return sheet


def read_tables(parts: Parts, plan: Plan | None) -> TablesRead:
    """Return all tables of a case.

    Args:
        parts: where they stand.
        plan: the plan, or None if it cannot be read: then registers and facts are not looked for.
    """
    registers = {} if plan is None else plan.registers
    declared = {name: register_table(name, one) for name, one in registers.items()}
    wanted = {**TABLES, **declared}
    files = parts.files_of(_stems(wanted), whole=plan is not None)
    with _uncollected():
        return _read_all(_Place(parts), wanted, files, plan)


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


@attrs.frozen
class _One:
    """One file, read."""

    read: Read
    count: int = 0
    facts: Read | None = None


def _read_all(
    place: _Place, wanted: Mapping[str, TableOf], files: Mapping[str, str], plan: Plan | None
) -> TablesRead:
    registers = {} if plan is None else plan.registers
    setting = Setting(currency(plan.plan.currency if plan is not None else "CNY"), plan)
    ones = {
        name: _read_one(place, table, files[name], setting)
        for name, table in wanted.items()
        if name in files
    }
    tables = {name: ones[name].read if name in ones else Read(name) for name in wanted}
    return TablesRead(
        {name: tables[name] for name in TABLES},
        {name: tables[name] for name in registers},
        (tables["facts"], *(one.facts for one in ones.values() if one.facts is not None)),
        {name: one.count for name, one in ones.items()},
        files,
    )


def _read_one(place: _Place, table: TableOf, file: str, setting: Setting) -> _One:
    plan, found = setting.plan, place.parts.collected[file]
    before = found.errors
    sheet = place.sheet(file, table)
    if sheet is None:
        return _One(Read(table.name, file, whole=False, known=False))
    split = found.errors == before
    facts: Mapping[str, str] | None = {}
    if table.takes_facts:
        facts = None if plan is None else fact_headers(plan, table.name)
    exponent = setting.currency.exponent
    columns = read_columns(sheet, table, found, exponent=exponent, texts=place.texts, facts=facts)
    count = len(sheet.numbers)
    if any(column.required and column.name not in columns.values for column in table.columns):
        ids = frozenset(columns.values.get("id", ())) - {None, ""}
        known = split and "id" in columns.values
        return _One(Read(table.name, file, ids=ids, whole=False, known=known), count)
    if plan is not None and table.name in plan.registers:
        read = register_rows(columns, plan.registers[table.name], setting, file)
    else:
        read = build(columns, setting, file)
    shorthand = fact_rows(columns, read) if columns.facts else None
    # Names in the place of all ids are one mistake: who refers to a row is then no stranger.
    known = split and bool(read.ids or read.rows or not count)
    return _One(attrs.evolve(read, whole=read.whole and split, known=known), count, shorthand)


def _stems(wanted: Mapping[str, TableOf]) -> dict[str, str]:
    """Return every name that a table goes by, in English or Chinese, and the table."""
    known: dict[str, str] = {}
    for name, declared in wanted.items():
        known.setdefault(name, name)
        known.setdefault(declared.title, name)
    return known
