"""Tables of a page are typed into a workbook as a spreadsheet program would take them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import openpyxl
import pytest

from house_console import WORKSPACE, Workspace
from house_sheets import SheetParser, Typed, type_in, value

PAGE = """\
<!-- sheet: book.xlsx points -->
| subject | quantity |
| --- | --- |
| h1 | 3 |

Then:

<!-- sheet: book.xlsx points -->
| subject | note |
| --- | --- |
| h2 |  |

<!-- cell: book.xlsx points A2 -->
```text
h9
```
"""


def typed() -> list[Typed]:
    """Return what the page asks to type."""
    return [region.parsed for region in SheetParser()(cast("Any", SimpleNamespace(text=PAGE)))]


def example(what: Typed, folder: Path) -> Any:
    """Return what runs in a folder."""
    place = Workspace(root=folder, folder=folder, language="en")
    return SimpleNamespace(namespace={WORKSPACE: place}, parsed=what)


def test_each_table_of_a_page_is_one_and_ends_where_it_ends() -> None:
    """Two tables and a cell, and no word of what stands between them."""
    assert typed() == [
        Typed("book.xlsx", "points", "", (("subject", "quantity"), ("h1", "3"))),
        Typed("book.xlsx", "points", "", (("subject", "note"), ("h2", ""))),
        Typed("book.xlsx", "points", "A2", (("h9",),)),
    ]


def test_rows_go_below_the_last_and_under_their_headers(tmp_path: Path) -> None:
    """A header that is not there yet is put behind the others."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "points"
    book.active["A1"], book.active["B1"] = "subject", "quantity"
    book.save(tmp_path / "book.xlsx")

    assert [type_in(example(one, tmp_path)) for one in typed()] == [None] * 3

    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")["points"]
    assert list(sheet.values) == [
        ("subject", "quantity", "note"),
        ("h9", 3, None),
        ("h2", None, None),
    ]


def test_a_sheet_that_is_not_there_fails_the_page(tmp_path: Path) -> None:
    """A page that names another sheet than the program writes is wrong."""
    openpyxl.Workbook().save(tmp_path / "book.xlsx")

    assert "no sheet 'points'" in str(type_in(example(typed()[0], tmp_path)))


@pytest.mark.parametrize(
    ("text", "number_format", "made"),
    [
        ("", "General", None),
        ("12", "General", 12),
        ("4800.50", "General", 4800.5),
        ("2025-07-10", "General", dt.datetime(2025, 7, 10)),  # noqa: DTZ001  (of a spreadsheet)
        ("=2*2400", "General", "=2*2400"),
        ("6200000000000013", "@", "6200000000000013"),
    ],
)
def test_what_is_typed_becomes_what_a_spreadsheet_makes_of_it(
    text: str, number_format: str, made: object
) -> None:
    """In a cell of text everything stays text."""
    assert value(text, number_format) == made
