"""From rows of text to the columns of a table: headers in either language, cells by type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.files import faults
from benefit_share.files.places import nearest
from benefit_share.files.tables.cells import DEFAULTS, Cells
from benefit_share.values import ALWAYS, AMOUNT_UNITS, Span, ValueFault

if TYPE_CHECKING:
    from benefit_share.files.places import Collector
    from benefit_share.files.tables.csv_reader import Sheet
    from benefit_share.files.tables.declared import Column, TableOf

__all__ = ["Columns", "known_headers", "read_columns"]

_UNIT: Final = re.compile(r"(.*\S)\s*[(（]\s*([^()（）]+?)\s*[)）]")


@attrs.frozen
class Columns:
    """The columns of a table, read.

    Attributes:
        table: what the table is.
        cells: the reader, which knows the rows left out.
        count: how many rows there are, holes included.
        values: name of a column that is there and its values.
        headers: name of a column and its header as written.
        facts: name of a fact and the texts of its column.
    """

    table: TableOf
    cells: Cells
    count: int
    values: Mapping[str, list[Any]]
    headers: Mapping[str, str]
    facts: Mapping[str, list[str]]

    def get(self, name: str) -> Sequence[Any] | Iterator[Any]:
        """Return the values of a column, or its default for ever."""
        if name in self.values:
            return self.values[name]
        return repeat(DEFAULTS.get(self.table.column(name).type_, ""), self.count)

    def or_else(self, name: str, default: Any) -> Sequence[Any] | Iterator[Any]:  # noqa: ANN401  (a value of the column's type)
        """Return the values of a column with *default* for what is empty."""
        if name not in self.values:
            return repeat(default, self.count)
        values = self.values[name]
        if self.table.column(name).type_ in DEFAULTS:
            return [default if value is None else value for value in values]
        return [value or default for value in values]

    def spans(self, first: str = "from", last: str = "to") -> Sequence[Span] | Iterator[Span]:
        """Return the span between two columns of days, each distinct span made once."""
        if first not in self.values and last not in self.values:
            return repeat(ALWAYS, self.count)
        starts, ends = list(self.get(first)), list(self.get(last))
        made: dict[tuple[Any, Any], Span] = {}
        refused: dict[tuple[Any, Any], ValueFault] = {}
        for pair in set(zip(starts, ends, strict=True)):
            texts = tuple(day.isoformat() if day else "" for day in pair)
            try:
                made[pair] = Span.from_text(*texts)
            except ValueFault as fault:
                refused[pair], made[pair] = fault, ALWAYS
        if refused:
            header = self.headers.get(last, last)
            for place, pair in enumerate(zip(starts, ends, strict=True)):
                if pair in refused:
                    self.cells.refuse(refused[pair], place, last, header)
        return list(map(made.__getitem__, zip(starts, ends, strict=True)))

    def kept(self) -> Sequence[int]:
        """Return the places of the rows without a hole."""
        holes = self.cells.holes
        everything = range(self.count)
        return [place for place in everything if place not in holes] if holes else everything


def read_columns(
    sheet: Sheet,
    table: TableOf,
    found: Collector,
    *,
    exponent: int,
    texts: dict[str, str],
    facts: Mapping[str, str] | None = None,
) -> Columns:
    """Return the columns of a table.

    Args:
        sheet: its rows of text.
        table: what it is.
        found: takes what is wrong.
        exponent: decimals of the currency.
        texts: texts seen in any table, so that each is kept once.
        facts: header and name of each fact that may stand in a column; None: unknown, so nothing is
            said of further columns.

    Returns:
        The columns that are there.
    """
    places, scales, extra = _headers(sheet, table, found, facts)
    columns = sheet.columns
    cells = Cells(found, table.name, sheet.numbers, exponent, texts)
    headers = {name: sheet.header[place] for name, place in places.items()}
    values = {
        column.name: cells.column(
            columns[places[column.name]],
            column,
            headers[column.name],
            scales.get(column.name, 1),
        )
        for column in table.columns
        if column.name in places
    }
    return Columns(
        table,
        cells,
        len(sheet.numbers),
        values,
        headers | {fact: sheet.header[place] for fact, place in extra.items()},
        {fact: columns[place] for fact, place in extra.items()},
    )


def _headers(
    sheet: Sheet, table: TableOf, found: Collector, facts: Mapping[str, str] | None
) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return the place and the scale of each column, and the place of each fact."""
    by_header = _known(table)
    places: dict[str, int] = {}
    scales: dict[str, int] = {}
    extra: dict[str, int] = {}
    refused: set[str] = set()
    row = str(sheet.header_number)
    for place, header in enumerate(sheet.header):
        bare, unit = _split(header, by_header)
        column = by_header.get(bare)
        if column is not None:
            if unit and not _scaled(column, unit, scales, found, f"{row}:{header}"):
                refused.add(column.name)
                continue
            _place(places, column.name, place, f"{row}:{header}", found)
        elif facts is not None and header in facts:
            _place(extra, facts[header], place, f"{row}:{header}", found)
        elif not header:
            if any(sheet.columns[place]):
                accepted = _accepted(table, sheet.header)
                found.add(faults.HEADER_EMPTY, "", row, column=place + 1, accepted=accepted)
        elif not (facts is None and table.takes_facts):
            known = [*by_header, *(facts or ())]
            found.add(
                faults.HEADER_UNKNOWN,
                "",
                f"{row}:{header}",
                header=header[:40],
                nearest=nearest(header, known),
                accepted=_accepted(table, sheet.header),
            )
    for column in table.columns:
        if column.required and column.name not in {*places, *refused}:
            other = column.headers[0] if column.headers else column.name
            found.add(faults.HEADER_MISSING, "", row, column=column.name, other=other)
    return places, scales, extra


def _known(table: TableOf) -> dict[str, Column]:
    """Return each accepted header and its column; the first column that claims a header has it."""
    known: dict[str, Column] = {}
    for column in table.columns:
        known.setdefault(column.name, column)
    for column in table.columns:
        for header in (*column.also, *column.headers):
            known.setdefault(header, column)
    return known


def known_headers(table: TableOf) -> Callable[[str], Column | None]:
    """Return what says which column a header names, with a unit behind it or not."""
    known = _known(table)
    return lambda header: known.get(_split(header, known)[0])


def _accepted(table: TableOf, written: Iterable[str]) -> str:
    """Return the headers of a table, in the language in which most of them are *written*."""
    titles = {column.name: (*column.headers, column.name)[0] for column in table.columns}
    there = set(written)
    chinese = len(there & set(titles.values())) > len(there & set(titles))
    return ", ".join(titles.values() if chinese else titles)


def _split(header: str, known: Mapping[str, Column]) -> tuple[str, str]:
    """Take a unit off a header: `amount(万元)`."""
    match = None if header in known else _UNIT.fullmatch(header)
    return (match[1], match[2]) if match and match[1] in known else (header, "")


def _scaled(
    column: Column, unit: str, scales: dict[str, int], found: Collector, where: str
) -> bool:
    if column.type_ == "money" and unit in AMOUNT_UNITS:
        scales[column.name] = AMOUNT_UNITS[unit]
        return True
    accepted = ", ".join(AMOUNT_UNITS) if column.type_ == "money" else "none"
    found.add(faults.HEADER_UNIT, "", where, unit=unit[:20], accepted=accepted)
    return False


def _place(places: dict[str, int], name: str, place: int, where: str, found: Collector) -> None:
    if name in places:
        first, second = places[name] + 1, place + 1
        found.add(faults.HEADER_TWICE, "", where, first=first, second=second, column=name)
    else:
        places[name] = place
