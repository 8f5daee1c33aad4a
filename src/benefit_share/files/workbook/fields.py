"""The columns of a sheet to be filled in: header, form, list to choose from, and note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.assets import SPREADS
from benefit_share.expressions.quantity import Name
from benefit_share.files.tables.columns import known_headers
from benefit_share.files.tables.declared import TABLES, Column, TableOf, register_table
from benefit_share.files.tables.fact_names import asked_facts, fact_headers
from benefit_share.files.workbook.notes import COLUMNS, FORMS, WORDS
from benefit_share.points.rows import STATES

if TYPE_CHECKING:
    from benefit_share.plan import Plan
    from benefit_share.values import Text

__all__ = ["Field", "fields_of", "said", "tables_of"]

_REFERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "asset": "assets",
        "contract": "contracts",
        "household": "households",
        "collective": "collectives",
        "of": "collectives",
        "about": "assets",
        "listed_by": "collectives",
    }
)
_HOLDERS: Final[Mapping[str, str]] = MappingProxyType(
    {"household": "households", "person": "members", "collective": "collectives"}
)
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {"household": "households", "person": "members"}
)


_PLAIN: Final = frozenset({"word", "text", "name", "value", "reference"})
"""Types of which there is nothing to say but what the column is."""


@attrs.frozen
class Field:
    """One column to be filled in.

    Attributes:
        header: its header.
        name: the English name of the column, or of the fact.
        form: `text`, `day`, `money`, `number` or `rate`.
        type_: the type of the column, a key of `FORMS`.
        required: whether every row must have it.
        closed: whether only what is in the list is accepted.
        verbatim: whether the text counts and not its value: 7246.00 is not 7246.
        choices: the words to choose from.
        refers: the table whose ids it names, or nothing.
        note: what stands at the header.
    """

    header: str
    name: str
    form: str
    type_: str
    required: bool = False
    closed: bool = False
    verbatim: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""
    note: str = ""


def said(text: Text, language: str, **figures: str) -> str:
    """Return a text in a language with its figures put in."""
    return (text.zh if language == "zh" else text.en).format(**figures)


def tables_of(plan: Plan | None) -> dict[str, TableOf]:
    """Return every table of a case under a plan, by its English name."""
    registers = {} if plan is None else plan.registers
    return {**TABLES, **{name: register_table(name, one) for name, one in registers.items()}}


def fields_of(
    table: TableOf, plan: Plan | None, language: str, given: Sequence[str] | None
) -> list[Field]:
    """Return the columns of a table.

    Args:
        table: the table.
        plan: the plan, whose words and facts are offered, or None.
        language: of headers and notes.
        given: the headers that there already are, in their order, or None for all that may be.
    """
    if given is None:
        # Ids are made for all the rows of such a table or for none, so an empty column would ask
        # for one in each row.
        left_out = {"id"} if table.derives_id else set()
        columns = [one for one in table.columns if one.name not in left_out]
        fields = [_field(table, column, plan, language) for column in columns]
        return fields + [_fact(name, plan, language) for name in _facts(table, plan)]
    return [_given(header, table, plan, language) for header in given]


def _given(header: str, table: TableOf, plan: Plan | None, language: str) -> Field:
    """Return a column that is there, under the header that it has unless it has none of its own."""
    column = known_headers(table)(header)
    facts = fact_headers(plan, table.name) if plan is not None and table.takes_facts else {}
    if column is not None:
        field = _field(table, column, plan, language)
        plain = {column.name, *column.headers, *column.also}
        return field if header in plain else attrs.evolve(field, header=header)
    if header in facts:
        return attrs.evolve(_fact(facts[header], plan, language), header=header)
    return Field(header, header, "text", "value")


def _field(table: TableOf, column: Column, plan: Plan | None, language: str) -> Field:
    chinese = language == "zh"
    own, other = (column.headers[:1], column.name) if chinese else ((column.name,), "")
    header = own[0] if own else column.name
    if not chinese:
        other = column.headers[0] if column.headers else ""
    form = column.type_ if column.type_ in {"day", "money", "number", "rate"} else "text"
    register = plan.registers.get(table.name) if plan is not None else None
    if register is not None and register.columns.get(column.name, "text") != "text":
        form = "number"
    choices, closed = _choices(table.name, column.name, plan)
    refers = _REFERS.get(column.name, "") if column.type_ == "reference" else ""
    if register is not None and column.name == "holder":
        refers = _HOLDERS.get(register.holder, "")
    lines = [COLUMNS[column.name]] if column.name in COLUMNS else []
    told = [said(one, language) for one in lines]
    if column.type_ not in _PLAIN:
        told.append(said(FORMS[column.type_], language))
    if refers:
        told.append(said(WORDS["refers"], language, sheet=_title(refers, language)))
    if choices:
        told.append(said(WORDS["one_of"], language))
    told.append(said(WORDS["required" if column.required else "optional"], language))
    if other:
        told.append(said(WORDS["also"], language, other=other))
    return Field(
        header,
        column.name,
        form,
        column.type_,
        required=column.required,
        closed=closed,
        choices=choices,
        refers=refers,
        note="\n".join(told),
    )


def _title(table: str, language: str) -> str:
    return TABLES[table].title if language == "zh" else table


def _choices(table: str, column: str, plan: Plan | None) -> tuple[tuple[str, ...], bool]:
    """Return the words that a column may hold, and whether there are no others."""
    fixed = {
        ("points", "state"): tuple(filter(None, STATES)),
        ("contracts", "spread"): tuple(filter(None, SPREADS)),
        ("balances", "kind"): ("held", "owed", "receivable"),
    }
    if (table, column) in fixed:
        return fixed[table, column], True
    if plan is None:
        return (), False
    if (table, column) == ("income", "kind"):
        kinds = (pool.fed_by or {} for pool in plan.pools.values())
        return tuple(sorted({kind for one in kinds for kind in one.get("kind", ())})), False
    lists = {
        ("points", "item"): [item.id for item in plan.points.items] if plan.points else [],
        ("decisions", "figure"): [one.id for one in plan.figures if one.is_ == Name("decided")],
        ("balances", "account"): list(plan.accounts),
        ("facts", "fact"): list(asked_facts(plan)),
        ("earlier", "step"): [step.id for step in plan.steps],
    }
    return tuple(lists.get((table, column), ())), (table, column) in lists


def _facts(table: TableOf, plan: Plan | None) -> Iterator[str]:
    """Yield the facts that may stand in columns of a table."""
    if plan is not None and table.takes_facts:
        for name, fact in plan.facts.items():
            if _KINDS.get(fact.of) == table.name:
                yield name


def _fact(name: str, plan: Plan | None, language: str) -> Field:
    fact = plan.facts.get(name) if plan is not None else None
    told = [said(WORDS["fact"], language, name=name)]
    if fact is None:
        return Field(name, name, "text", "value", note="\n".join(told))
    form = {"date": "day", "money": "money", "number": "number"}.get(fact.type_, "text")
    choices = tuple(fact.values)
    type_ = {"day": "day", "money": "money", "number": "number"}.get(form, "value")
    if fact.type_ == "boolean":
        choices, type_ = (("是", "否") if language == "zh" else ("yes", "no")), "yes_no"
    header = name if fact.title is None else said(fact.title, language)
    told.append(said(FORMS[type_], language))
    if choices:
        told.append(said(WORDS["one_of"], language))
    if header != name:
        told.append(said(WORDS["also"], language, other=name))
    note = "\n".join(told)
    return Field(
        header, name, form, type_, closed=bool(choices), verbatim=True, choices=choices, note=note
    )
