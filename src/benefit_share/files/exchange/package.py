"""A case and its run as a data package: CSV tables with a description that other programs read.

The description follows the Data Package standard (datapackage.json, Table Schema), version 1.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.distribution import slices_of
from benefit_share.distribution.carrying import balances_after
from benefit_share.files.tables.declared import TABLES
from benefit_share.statements import parties, statement, summary
from benefit_share.values import currency, minor_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from benefit_share.distribution import Run, SlicedRun

__all__ = ["data_package"]

PACKAGE: Final = "datapackage.json"
HIDDEN: Final = "secret"
"""The type of the columns that no package holds: identity numbers, accounts, telephones."""

TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {"day": "date", "money": "number", "number": "number"}
)
"""What the types of our columns are called in a Table Schema; every other one is text."""


@attrs.frozen
class _Field:
    """One column: its name, its type in a Table Schema, and what it means."""

    name: str
    type: str
    says: str
    required: bool = False

    def described(self) -> dict[str, Any]:
        told: dict[str, Any] = {"name": self.name, "type": self.type, "description": self.says}
        return told | ({"constraints": {"required": True}} if self.required else {})


@attrs.frozen
class _Table:
    """One table of the package.

    Attributes:
        name: its name.
        says: what it is.
        fields: its columns.
        rows: its rows.
        key: the columns that tell its rows apart; none: nothing does.
        refers: a column, and the table and column that its values stand in.
    """

    name: str
    says: str
    fields: Sequence[_Field]
    rows: Sequence[Sequence[object]]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str, str], ...] = ()


def data_package(
    run: Run | SlicedRun, tables: Mapping[str, Sequence[Mapping[str, str]]]
) -> dict[str, bytes]:
    """Return the files of a data package: what a run was made from, and what came of it.

    Args:
        run: the record of the run.
        tables: the rows of each table of the case, as `case_document` returns them.

    Returns:
        `datapackage.json` and one CSV file a table, by name. Amounts are in main units. Identity
        numbers, accounts and telephones are left out; names of people are not, so it is private.
    """
    made = [*_of_case(tables), *_of_run(run)]
    files = {f"{one.name}.csv": _csv(one) for one in made}
    description = {
        "profile": "tabular-data-package",
        "name": run.distribution_id.lower(),
        "title": run.distribution_id,
        "version": run.engine,
        "inputs_digest": run.inputs_digest,
        "resources": [_resource(one, files[f"{one.name}.csv"]) for one in made],
    }
    files[PACKAGE] = (json.dumps(description, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    return files


def _resource(table: _Table, data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [field.described() for field in table.fields]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": column, "reference": {"resource": other, "fields": theirs}}
            for column, other, theirs in table.refers
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _csv(table: _Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in table.fields])
    writer.writerows(table.rows)
    return out.getvalue().encode("utf-8")


def _of_case(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> Iterator[_Table]:
    """Yield the tables of the case, without what nobody else may see."""
    for name, rows in tables.items():
        declared = (
            {column.name: column for column in TABLES[name].columns} if name in TABLES else {}
        )
        headers = [
            header
            for header in dict.fromkeys(header for row in rows for header in row)
            if header not in declared or declared[header].type_ != HIDDEN
        ]
        fields = [
            _Field(
                header,
                TYPES.get(declared[header].type_, "string") if header in declared else "string",
                " ".join(declared[header].headers[:1]) if header in declared else header,
                required=header in declared and declared[header].required,
            )
            for header in headers
        ]
        title = f"{TABLES[name].title} / {name}" if name in TABLES else name
        told = [[row.get(header, "") for header in headers] for row in rows]
        yield _Table(f"case-{name}".replace("_", "-").lower(), title, fields, told)


PARTY: Final = _Field("party", "string", "户或其他对象 / household or other party", required=True)
SLICE: Final = _Field("slice", "integer", "分段 / slice", required=True)
STEP: Final = _Field("step", "string", "步骤 / step", required=True)


def _of_run(run: Run | SlicedRun) -> Iterator[_Table]:
    """Yield what came of the run."""
    exponent = currency(run.case.plan.plan.currency).exponent

    def money(minor: int) -> str:
        return minor_text(minor, exponent)

    told = [statement(run, party) for party in parties(run)]
    yield _Table(
        "parties",
        "应发与实发 / what each party is awarded and paid",
        (PARTY, _amount("awarded", "应发 / awarded"), _amount("payable", "实发 / payable")),
        [(one.party, money(one.awarded), money(one.payable)) for one in told],
        key=("party",),
    )
    yield _lines(told, money)
    yield _steps(run, money)
    yield _Table(
        "payments",
        "应付款 / what each payee is to be paid",
        (
            _Field("payee", "string", "收款人 / payee", required=True),
            _Field("named", "boolean", "办法指明的收款人 / named by the plan", required=True),
            _amount("amount", "金额 / amount"),
        ),
        [(one.payee, str(one.named).lower(), money(one.amount)) for one in run.payments],
        key=("payee", "named"),
    )
    yield _Table(
        "balances",
        "账户余额，供下一次分配 / balances for the next run",
        (
            _Field("account", "string", "账户 / account", required=True),
            _Field("kind", "string", "类别 / kind", required=True),
            _Field("holder", "string", "持有人 / holder"),
            _amount("put_in", "累计转入 / all put in"),
            _amount("taken_out", "累计转出 / all taken out"),
        ),
        [
            (row.account, row.kind, row.holder, money(row.put_in), money(row.taken_out))
            for row in balances_after(slices_of(run)[-1])
        ],
        key=("account", "holder"),
    )


def _amount(name: str, says: str) -> _Field:
    return _Field(name, "number", says, required=True)


def _lines(told: Iterable[Any], money: Callable[[int], str]) -> _Table:
    """Return every line of every statement, with what it was asked for and its exact share."""
    rows = [
        (
            *(one.party, line.step.slice, line.step.step, line.step.copy, line.claim),
            *(line.asked, line.exact, money(line.amount)),
        )
        for one in told
        for line in one.lines
    ]
    return _Table(
        "lines",
        "分配明细 / every line of every statement",
        (
            PARTY,
            SLICE,
            STEP,
            _Field("copy", "string", "资金池所属 / copy of the pool"),
            _Field("claim", "string", "对象或登记行 / claimant or row", required=True),
            _Field("asked", "string", "权重，或所请最小单位 / weight, or minor units asked"),
            _Field("exact_minor", "string", "精确份额，最小单位 / exact share in minor units"),
            _amount("amount", "金额 / amount"),
        ),
        rows,
        key=("slice", "step", "copy", "claim"),
        refers=(("party", "parties", "party"),),
    )


def _steps(run: Run | SlicedRun, money: Callable[[int], str]) -> _Table:
    """Return what each step did in each copy of its pool, claimants' own copies added up."""
    rows = [
        (
            *(step.slice, step.step, step.pool, step.copy),
            *(money(step.before), money(step.used), money(step.after)),
        )
        for step in summary(run).steps
    ]
    return _Table(
        "steps",
        "分配步骤 / what each step did",
        (
            SLICE,
            STEP,
            _Field("pool", "string", "资金池 / pool", required=True),
            _Field("copy", "string", "资金池所属 / copy of the pool"),
            _amount("before", "可用 / in the pool"),
            _amount("used", "使用 / used"),
            _amount("after", "结余 / left"),
        ),
        rows,
        key=("slice", "step", "copy"),
    )
