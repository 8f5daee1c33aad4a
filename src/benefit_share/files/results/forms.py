"""One table of a result as data, and written as a CSV or a Parquet file.

A table is columns with a name and a title, and rows of text and whole numbers, money in minor
units; a CSV file, a Parquet file and a sheet are written from it alike.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from benefit_share.errors import Refused
from benefit_share.files.faults import of_books
from benefit_share.values import Text, minor_text

__all__ = ["ResultColumn", "ResultTable", "Row", "column", "csv_files", "parquet_files"]

Row = tuple[str | int | None, ...]


@attrs.frozen
class ResultColumn:
    """One column of a table of a result.

    Attributes:
        name: its English name, the header of CSV and Parquet; money ends with `_minor` in Parquet.
        title: what people read.
        form: `text`, `whole`, `money`, an amount in minor units, or `number`, an exact number
            as text: `12.5`, `1/3`.
    """

    name: str
    title: Text
    form: str = "text"


@attrs.frozen
class ResultTable:
    """One table of a result.

    Attributes:
        name: its English name.
        title: what people read.
        columns: its columns.
        rows: makes the rows, again and again the same.
    """

    name: str
    title: Text
    columns: tuple[ResultColumn, ...]
    rows: Callable[[], Iterable[Row]]


def column(name: str, zh: str, en: str, form: str = "text") -> ResultColumn:
    """Return a column, called *zh* and *en* by people."""
    return ResultColumn(name, Text(zh=zh, en=en), form)


def csv_files(tables: Iterable[ResultTable], exponent: int) -> dict[str, bytes]:
    """Return each table as `tables/<name>.csv`: English headers, amounts as `1234.50`.

    Nothing is escaped for a spreadsheet program: these files are for other programs.
    """
    files = {}
    for table in tables:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(column.name for column in table.columns)
        money = {at for at, column in enumerate(table.columns) if column.form == "money"}
        writer.writerows(
            [
                minor_text(int(value), exponent) if at in money and value is not None else value
                for at, value in enumerate(row)
            ]
            for row in table.rows()
        )
        files[f"tables/{table.name}.csv"] = out.getvalue().encode("utf-8")
    return files


def parquet_files(tables: Iterable[ResultTable]) -> dict[str, bytes]:
    """Return each table as `tables/<name>.parquet`: text, and whole numbers of 64 bits.

    Amounts are minor units, in columns that end with `_minor`.

    Raises:
        Refused: when pyarrow, the extra `columns`, is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise Refused([of_books.NO_PYARROW.at("")]) from None

    files = {}
    for table in tables:
        rows = list(table.rows())
        arrays: dict[str, Any] = {}
        for at, column in enumerate(table.columns):
            name = f"{column.name}_minor" if column.form == "money" else column.name
            kind = pa.int64() if column.form in {"whole", "money"} else pa.string()
            arrays[name] = pa.array([row[at] for row in rows], kind)
        out = io.BytesIO()
        parquet.write_table(pa.table(arrays), out)
        files[f"tables/{table.name}.parquet"] = out.getvalue()
    return files
