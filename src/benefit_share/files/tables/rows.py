"""From the columns of each table to the rows of a case: one function a table.

Ids that a table does not give are made from the set of its rows, so that their order means nothing:
`income-1`, `income-2` in the order of their content; in a register `<holder>-1`, counted for each
holder, so that
mending the row of one holder never renames the row of another.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.assets import Asset, Contract, Expense, Funding, Income, Ownership
from benefit_share.distribution.case import Balance, Decision, EarlierAward, RegisterRow
from benefit_share.expressions.units import parse_unit
from benefit_share.files.places import TABLE
from benefit_share.files.tables.cells import read_number
from benefit_share.households import Collective, FactRow, Household, Member, Payee
from benefit_share.plan.model import Plan, Register
from benefit_share.points import Entry
from benefit_share.points.rows import ONE
from benefit_share.values import Currency, ValueFault, parse_minor, percent, plain_text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.files.tables.columns import Columns

__all__ = ["BUILDERS", "Read", "Setting", "build", "fact_rows", "register_rows"]


@attrs.frozen
class Setting:
    """What the reading of tables takes from the plan.

    Attributes:
        currency: the currency of the plan.
        plan: the plan, or None if it cannot be read.
    """

    currency: Currency
    plan: Plan | None


@attrs.frozen
class Read:
    """A table that was read.

    Attributes:
        table: its English name.
        file: its file.
        rows: its rows as values, those at fault left out.
        numbers: the number of each row in the file.
        headers: name of each column and its header as written.
        ids: every id in it, of rows at fault too, so that one fault does not make a hundred.
        derived: whether the ids were made from the content.
        whole: whether no row was left out.
        known: whether every id in it is known; rows that could not be split are lost.
    """

    table: str
    file: str = ""
    rows: tuple[Any, ...] = ()
    numbers: Sequence[int] = ()
    headers: Mapping[str, str] = attrs.Factory(dict)
    ids: frozenset[str] = frozenset()
    derived: bool = False
    whole: bool = True
    known: bool = True

    @property
    def name(self) -> str:
        """What its reader calls it: the sheet or the file it came from, else its English name."""
        return self.file.rpartition(":")[2].removesuffix(TABLE) or self.table

    def place(self, index: int, column: str = "") -> str:
        """Return row and column of the row at *index*."""
        return self.place_in(self.numbers[index], column)

    def place_in(self, number: int, column: str = "") -> str:
        """Return row and column of the row with this *number* in the file."""
        header = self.headers.get(column, column)
        return f"{number}{':' if header else ''}{header}"


Builder = Callable[["Columns", Setting], Iterable[Any]]


def build(columns: Columns, setting: Setting, file: str) -> Read:
    """Return the rows of one of the tables that every case may have."""
    rows = list(BUILDERS[columns.table.name](columns, setting))
    return _read(columns, rows, file)


def _read(columns: Columns, rows: list[Any], file: str) -> Read:
    kept = columns.kept()
    if len(kept) < columns.count:
        rows = [rows[place] for place in kept]
    numbers = columns.cells.numbers
    if len(kept) < columns.count:
        numbers = [numbers[place] for place in kept]
    derived = columns.table.derives_id and "id" not in columns.values
    if derived:
        rows = _with_ids(rows, columns.table.name)
    ids = frozenset(columns.values.get("id", ())) - {None, ""}
    return Read(
        columns.table.name,
        file,
        tuple(rows),
        numbers,
        columns.headers,
        frozenset(ids),
        derived,
        whole=len(kept) == columns.count,
    )


def _with_ids(rows: list[Any], table: str) -> list[Any]:
    """Give each row the id `<table>-<rank>`, ranked by content; of a register, by holder."""
    order = sorted(range(len(rows)), key=lambda place: _content(rows[place]))
    ranks: dict[str, int] = {}
    made = list(rows)
    for place in order:
        row = rows[place]
        group = row.holder if isinstance(row, RegisterRow) else table
        ranks[group] = ranks.get(group, 0) + 1
        made[place] = attrs.evolve(row, id=f"{group}-{ranks[group]}")
    return made


def _content(row: Any) -> tuple[str, ...]:  # noqa: ANN401  (a row of any table)
    parts = []
    for value in attrs.astuple(row, recurse=False):
        if isinstance(value, FrozenMap):
            parts.append(repr(sorted((key, str(inner)) for key, inner in value.items())))
        else:
            parts.append(str(value))
    return tuple(parts)


# ---- the tables --------------------------------------------------------------------------------


def _collectives(to: Columns, _setting: Setting) -> Iterable[Collective]:
    return map(Collective, to.get("id"), to.get("name"), to.get("code"))


def _assets(to: Columns, _setting: Setting) -> Iterable[Asset]:
    names = ("id", "kind", "name", "commissioned_on", "capacity", "capacity_unit")
    return map(Asset, *map(to.get, names))


def _ownership(to: Columns, _setting: Setting) -> Iterable[Ownership]:
    named = map(to.get, ("asset", "owner", "quantity"))
    return map(Ownership, *named, to.or_else("unit", "share"), to.spans())


def _funding(to: Columns, _setting: Setting) -> Iterable[Funding]:
    return map(Funding, *map(to.get, ("asset", "source", "amount")))


def _contracts(to: Columns, _setting: Setting) -> Iterable[Contract]:
    named = map(to.get, ("id", "asset", "kind"))
    sums = map(to.get, ("amount", "rate", "principal", "unit_price", "due_on", "spread"))
    return map(Contract, *named, to.spans(), *sums)


def _receipts(kind: type, on: str) -> Builder:
    def receipts(to: Columns, _setting: Setting) -> Iterable[Any]:
        named = map(to.get, ("id", "asset", on, "kind", "amount", "contract"))
        return map(kind, *named, to.spans("for_from", "for_to"), to.get("evidence"))

    return receipts


def _balances(to: Columns, setting: Setting) -> Iterable[Balance]:
    accounts = setting.plan.accounts if setting.plan is not None else {}
    given = zip(to.get("account"), to.get("kind"), strict=True)
    kinds = [
        kind or (accounts[account].kind if account in accounts else "") for account, kind in given
    ]
    rest = map(to.get, ("holder", "put_in", "taken_out", "from_run"))
    return map(Balance, to.get("account"), kinds, *rest)


def _earlier(to: Columns, _setting: Setting) -> Iterable[EarlierAward]:
    names = ("step", "claimant", "amount", "to", "from_run", "party")
    return map(EarlierAward, *map(to.get, names))


def _households(to: Columns, _setting: Setting) -> Iterable[Household]:
    return map(Household, *map(to.get, ("id", "collective", "group", "head")), to.spans())


def _members(to: Columns, _setting: Setting) -> Iterable[Member]:
    names = ("id", "household", "name", "born_on", "relation")
    return map(Member, *map(to.get, names), to.spans())


def _facts(to: Columns, _setting: Setting) -> Iterable[FactRow]:
    named = map(to.get, ("subject", "fact", "value"))
    return map(FactRow, *named, to.spans(), to.get("recorded_on"), to.get("evidence"))


def _points(to: Columns, _setting: Setting) -> Iterable[Entry]:
    named = map(to.get, ("id", "subject", "item", "on"))
    rest = map(to.get, ("recorded_on", "evidence", "act", "state"))
    return map(Entry, *named, to.or_else("quantity", ONE), *rest)


def _payees(to: Columns, _setting: Setting) -> Iterable[Payee]:
    return map(Payee, *map(to.get, ("household", "payee", "id_number", "account", "bank", "phone")))


def _decisions(to: Columns, setting: Setting) -> Iterable[Decision]:
    figures = {} if setting.plan is None else {one.id: one for one in setting.plan.figures}
    amounts: list[Any] = []
    for place, (name, text) in enumerate(zip(to.get("figure"), to.get("amount"), strict=True)):
        try:
            unit = figures[name].unit if name in figures else ""
            amounts.append(_in_unit(unit, setting.currency, text) if text else None)
        except ValueFault as fault:
            to.cells.refuse(fault, place, "amount", to.headers.get("amount", "amount"))
            amounts.append(None)
    return map(Decision, to.get("figure"), to.get("of"), amounts, to.get("minute"))


def _in_unit(written: str, currency: Currency, text: str) -> Any:  # noqa: ANN401  (an amount, a number or a word)
    """Return what a cell says in the engine's units; a word where the unit is `text`."""
    if written == "text":
        return plain_text(text, 100)
    unit, scale = parse_unit(written, currency) or (None, 1)
    if written == "money" or (unit is not None and unit.is_money):
        return parse_minor(text, currency.exponent)
    value = percent(text) if text.endswith("%") else read_number(text)
    value *= scale
    return value.numerator if value.denominator == 1 else value


BUILDERS: Final[Mapping[str, Builder]] = MappingProxyType(
    {
        "collectives": _collectives,
        "assets": _assets,
        "ownership": _ownership,
        "funding": _funding,
        "contracts": _contracts,
        "income": _receipts(Income, "received_on"),
        "expenses": _receipts(Expense, "paid_on"),
        "balances": _balances,
        "earlier": _earlier,
        "households": _households,
        "members": _members,
        "facts": _facts,
        "points": _points,
        "decisions": _decisions,
        "payees": _payees,
    }
)
"""The rows of each table."""


# ---- registers and facts -----------------------------------------------------------------------


def register_rows(columns: Columns, register: Register, setting: Setting, file: str) -> Read:
    """Return the rows of a register of the plan."""
    own: list[list[Any]] = []
    for name, unit in register.columns.items():
        texts = columns.values.get(name, [""] * columns.count)
        header = columns.headers.get(name, name)
        own.append(
            columns.cells.read(
                [text or "" for text in texts],
                functools.partial(_in_unit, unit, setting.currency),
                name,
                header,
            )
        )
    maps: Iterable[Any] = (
        (FrozenMap(zip(register.columns, values, strict=True)) for values in zip(*own, strict=True))
        if own
        else (FrozenMap() for _ in range(columns.count))
    )
    parts = [columns.get("id"), columns.get("holder"), maps]
    parts += [_shared(columns, register, name) for name in ("about", "listed_by")]
    spanned = not {"from", "to"} & set(register.columns)
    parts.append(columns.spans() if spanned else [RegisterRow("", "").span] * columns.count)
    parts += [_shared(columns, register, name) for name in ("recorded_on", "evidence")]
    return _read(columns, list(map(RegisterRow, *parts)), file)


def _shared(columns: Columns, register: Register, name: str) -> Iterable[Any]:
    """Return a column that registers share, or its default where the register does not have it."""
    has = any(column.name == name for column in columns.table.columns)
    if has and name not in register.columns:
        return columns.get(name)
    return [None if name == "recorded_on" else ""] * columns.count


def fact_rows(columns: Columns, read: Read) -> Read:
    """Return the facts in further columns of households or members, true over the row's span."""
    rows: list[FactRow] = []
    numbers: list[int] = []
    headers: dict[str, str] = {}
    kept = columns.kept()
    for fact, texts in columns.facts.items():
        headers[fact] = columns.headers[fact]
        cells = columns.cells.read(texts, lambda text: plain_text(text, 100), fact, headers[fact])
        for row, place in zip(read.rows, kept, strict=True):
            if cells[place]:
                rows.append(FactRow(row.id, fact, cells[place], row.span))
                numbers.append(columns.cells.numbers[place])
    return Read(read.table, read.file, tuple(rows), numbers, headers)
