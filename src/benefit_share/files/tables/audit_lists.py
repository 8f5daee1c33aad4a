"""Reading what an audit is given beside a case: the tables of its folder `audit`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.audit import ExcludedKind, Instructed, Listed, Lists, Paid, Recorded
from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.places import Collector, nearest
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.files.tables.columns import read_columns
from benefit_share.files.tables.csv_reader import Limits, read_sheet
from benefit_share.files.tables.declared import Column, TableOf
from benefit_share.procedure.words import of_event
from benefit_share.values import currency
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.files.tables.columns import Columns
    from benefit_share.files.tables.csv_reader import Sheet
    from benefit_share.findings import Finding

__all__ = ["AUDIT_FOLDER", "AUDIT_TABLES", "read_lists"]

AUDIT_FOLDER: Final = "audit"
"""Beside the tables of the case: what lies there tests a run and never enters one."""

_PARTY = Column("party", ("对象", "对象编号", "户编号", "成员编号"), "reference")
_LISTED = (
    _PARTY,
    Column("name", ("姓名",), "name"),
    Column("roster", ("名单", "来源"), "text"),
    Column("from", ("起", "日期", "死亡日期"), "day"),
    Column("to", ("止",), "day"),
)
_MUST = Column("party", _PARTY.headers, "id", required=True)
_AMOUNT = Column("amount", ("金额",), "money", required=True)

AUDIT_TABLES: Final[Mapping[str, TableOf]] = FrozenMap(
    {
        one.name: one
        for one in (
            TableOf("deceased", "死亡人员", _LISTED),
            TableOf("budget_paid", "财政供养人员", _LISTED),
            TableOf("cadre_kin", "村干部及亲属", _LISTED),
            TableOf("business_owners", "经商办企业人员", _LISTED),
            TableOf("other_rosters", "他村花名册", _LISTED),
            TableOf(
                "excluded_kinds",
                "不得分配收入",
                (
                    Column("kind", ("种类", "类别"), "word", required=True),
                    Column("clause", ("依据", "条款"), "text"),
                ),
            ),
            TableOf(
                "procedure_record",
                "程序记录",
                (
                    Column("event", ("环节", "事项"), "event", required=True),
                    Column("on", ("日期",), "day", required=True),
                    Column("to", ("止", "公示止"), "day"),
                    Column("by", ("办理人", "单位"), "text"),
                    Column("entitled", ("应到", "应到人数"), "number"),
                    Column("present", ("实到", "实到人数"), "number"),
                    Column("in_favour", ("赞成", "赞成人数"), "number"),
                    Column("meeting", ("会议", "会议类型"), "meeting"),
                ),
            ),
            TableOf(
                "payment_lines",
                "支付明细",
                (_MUST, _AMOUNT, Column("account", ("账号",), "secret")),
            ),
            TableOf(
                "paid",
                "实付",
                (_MUST, _AMOUNT, Column("on", ("日期", "支付日期"), "day", required=True)),
            ),
        )
    }
)
"""The tables an audit may be given, by their English name."""


def read_lists(
    case: str | Path,
    *,
    code: str = "CNY",
    encoding: str = "utf-8",
    storage: Storage = STORAGE,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
) -> tuple[Lists, tuple[Finding, ...]]:
    """Return what lies in the folder `audit` of a case, and what is wrong with it.

    Args:
        case: the folder of the case, or a workbook, which the folder then lies beside.
        code: the currency of the amounts.
        encoding: of the tables: `utf-8` or `gb18030`.
        storage: where files are read.
        limits: how much a table may hold.

    Returns:
        The lists; one that is not there is None, one with faults too, and its faults are said.
    """
    at = Path(case)
    folder = (at.parent if storage.kind(at) == "file" else at) / AUDIT_FOLDER
    if storage.kind(folder) != "folder":
        return Lists(), ()
    given: dict[str, Any] = {}
    files: dict[str, str] = {}
    findings: list[Finding] = []
    known = {name: one for one in AUDIT_TABLES.values() for name in (one.name, one.title)}
    for file in sorted(storage.names(folder)):
        stem, _, ending = file.rpartition(".")
        if ending.lower() != "csv" or file.startswith((".", "~")):
            continue
        found = Collector(f"{AUDIT_FOLDER}/{file}")
        table = known.get(stem)
        if table is None:
            found.add(faults.UNKNOWN_FILE, "", nearest=f"{nearest(stem, list(known))}.csv")
        else:
            given[table.name] = None
            files[table.name] = found.file
            try:
                data = storage.read_bytes(folder / file, limits.size, what="table")
                sheet = read_sheet(data, found, encoding, limits)
                given[table.name] = _rows(sheet, table, found, code)
            except Refused as refused:
                for finding in refused.findings:
                    found.take(finding)
        findings += found.findings()
    faulty = frozenset(name for name, rows in given.items() if rows is None)
    return Lists(**given, faulty=faulty, files=FrozenMap(files)), tuple(findings)


def _rows(
    sheet: Sheet | None, table: TableOf, found: Collector, code: str
) -> tuple[Any, ...] | None:
    """Return the rows of one table, or None after a fault: half a list would pass somebody over."""
    if sheet is None:
        if not found.errors:
            accepted = ", ".join(column.name for column in table.columns)
            found.add(faults.NO_HEADER, "", "1", accepted=accepted)
        return None
    columns = read_columns(sheet, table, found, exponent=currency(code).exponent, texts={})
    if found.errors:
        return None
    rows = _ROWS.get(table.name, _listed)(columns)
    places = zip(rows, sheet.numbers, strict=False)
    return tuple(attrs.evolve(row, place=f"{found.file}:{number}") for row, number in places)


def _listed(columns: Columns) -> list[Listed]:
    get = columns.get
    rows = zip(get("party"), get("name"), get("roster"), columns.spans(), strict=False)
    return [Listed(*row) for _, row in zip(range(columns.count), rows, strict=False)]


def _excluded(columns: Columns) -> list[ExcludedKind]:
    return _made(columns, ExcludedKind, ("kind", "clause"))


def _recorded(columns: Columns) -> list[Recorded]:
    names = ("event", "on", "to", "by", "entitled", "present", "in_favour")
    rows = _made(columns, Recorded, names)
    # The word for the event may say who met; a column of its own says it better.
    words = zip(rows, columns.get("event"), columns.get("meeting"), strict=False)
    return [attrs.evolve(row, meeting=meeting or of_event(word)) for row, word, meeting in words]


def _payment_lines(columns: Columns) -> list[Instructed]:
    return _made(columns, Instructed, ("party", "amount", "account"))


def _paid(columns: Columns) -> list[Paid]:
    return _made(columns, Paid, ("party", "amount", "on"))


def _made(columns: Columns, kind: Callable[..., Any], names: tuple[str, ...]) -> list[Any]:
    rows = zip(range(columns.count), *(columns.get(name) for name in names), strict=False)
    return [kind(*row[1:]) for row in rows]


_ROWS: Final[Mapping[str, Callable[[Columns], list[Any]]]] = FrozenMap(
    {
        "excluded_kinds": _excluded,
        "procedure_record": _recorded,
        "payment_lines": _payment_lines,
        "paid": _paid,
    }
)
