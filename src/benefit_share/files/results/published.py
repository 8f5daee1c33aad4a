"""Tables with the columns of practice: each is a list of headers, and where each value comes from.

A column whose value the case does not hold keeps its exact header and stays empty; the table
`to_give` names it and says how to give it. Nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.files.results.forms import ResultColumn, ResultTable, column
from benefit_share.values import Text
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.distribution import Run
    from benefit_share.files.results.forms import Row

__all__ = ["Published", "Seen", "Source", "fact", "published_tables"]

Value = str | int | None

_TO_GIVE: Final = (
    column("table", "表", "table"),
    column("column", "列", "column"),
    column("empty", "空格数", "cells that are empty", "whole"),
    column("zh", "怎样补", "how to give it, in Chinese"),
    column("en", "怎样补（英文）", "how to give it, in English"),
)


@attrs.frozen
class Seen:
    """A run, and what is true of a party on its record date."""

    run: Run

    @cached_property
    def facts(self) -> Mapping[tuple[str, str], str]:
        """The value of each fact of each subject, as far as it was known and holds on the day."""
        case = self.run.case
        return FrozenMap(
            {
                (row.subject, row.fact): row.value
                for row in case.facts
                if row.span.contains(case.record_date)
                and (
                    case.known_on is None or not row.recorded_on or row.recorded_on <= case.known_on
                )
            }
        )

    @cached_property
    def to_people(self) -> Mapping[str, int]:
        """What the people of each collective are awarded together, by its id."""
        world = self.run.seen.world
        found: Counter[str] = Counter()
        for party, amount in self.run.given.items():
            home = world.party(party).collective
            if party != home:
                found[home] += amount
        return FrozenMap(found)

    def fact(self, subject: str, name: str) -> str | None:
        """Return a fact of a subject, a word of the plan in Chinese, or None if it is not there."""
        value = self.facts.get((subject, name))
        word = self.run.case.plan.words.get(value or "")
        return value if word is None else word.zh

    def number(self, subject: str, name: str) -> str | None:
        """Return a fact that the plan declares as a number or an amount, or None."""
        declared = self.run.case.plan.facts.get(name)
        if declared is None or declared.type_ not in {"number", "money"}:
            return None
        return self.facts.get((subject, name))


@attrs.frozen
class Source:
    """Where the value of a column comes from.

    Attributes:
        value: gives it for one row of the table.
        lacking: how to give it where it is empty; None: it is empty only where nothing belongs.
    """

    value: Callable[[Seen, Any], Value]
    lacking: Text | None = None


def fact(name: str, of: str, subject: Callable[[Any], str], form: str = "text") -> Source:
    """Return the source that is a fact of the plan, by the name that a table asks for."""
    kind = " type: number" if form == "number" else ""
    return Source(
        lambda seen, row: (seen.number if form == "number" else seen.fact)(subject(row), name),
        Text(
            zh=f"在办法的 facts 里声明 {name}（of: {of}{kind}），并填入表 facts",
            en=f"declare {name} (of: {of}{kind}) in the facts of the plan, and fill in the table"
            " facts",
        ),
    )


@attrs.frozen
class Published:
    """A table of practice.

    Attributes:
        name: its English name.
        title: what people call it.
        rows: what has a row in it; nothing: the table does not apply to the run.
        columns: each column, with where its value comes from.
    """

    name: str
    title: Text
    rows: Callable[[Seen], tuple[Any, ...]]
    columns: tuple[tuple[ResultColumn, Source], ...]

    def table(self, seen: Seen) -> ResultTable | None:
        """Return it filled from a run, or None where it does not apply."""
        rows = self.rows(seen)
        if not rows:
            return None
        return ResultTable(
            self.name,
            self.title,
            tuple(one for one, _ in self.columns),
            lambda: (tuple(source.value(seen, row) for _, source in self.columns) for row in rows),
        )


def published_tables(seen: Seen, known: tuple[Published, ...]) -> tuple[ResultTable, ...]:
    """Return the tables of practice that apply to a run, and what is to be given for them."""
    made = {one.name: one.table(seen) for one in known}
    tables = tuple(one for one in made.values() if one is not None)
    rows = tuple(_lacking(tables, {one.name: one for one in known}))
    if not rows:
        return tables
    title = Text(zh="待补内容", en="to give")
    return (*tables, ResultTable("to_give", title, _TO_GIVE, lambda: iter(rows)))


def _lacking(tables: tuple[ResultTable, ...], known: Mapping[str, Published]) -> Iterator[Row]:
    for table in tables:
        sources = [source for _, source in known[table.name].columns]
        empty = [0] * len(sources)
        for row in table.rows():
            for place, value in enumerate(row):
                empty[place] += value is None
        for place, source in enumerate(sources):
            if empty[place] and source.lacking is not None:
                header = table.columns[place].title.zh
                yield table.title.zh, header, empty[place], source.lacking.zh, source.lacking.en
