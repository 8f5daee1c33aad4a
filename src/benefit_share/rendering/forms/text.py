"""A page as plain text of at most eighty columns, amounts under one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from benefit_share.rendering.forms.page import Fields, Heading, Items, Paragraph, Table
from benefit_share.values.width import clean, pad, width, wrap

if TYPE_CHECKING:
    from benefit_share.rendering.forms.page import Page
    from benefit_share.rendering.words.languages import Words

__all__ = ["COLUMNS", "text_form"]

COLUMNS: Final = 80
LABEL_MOST: Final = 30
"""A name longer than this does not push the others to the right."""
LEAST: Final = 12
"""A column of words narrower than this is no column: the table becomes a list."""
GAP: Final = 2
TOP: Final = 2
"""The level of the headings that have a rule under them."""


def text_form(page: Page, words: Words) -> str:
    """Return *page* as text; every line has at most eighty columns and ends with no space."""
    rule = "=" * COLUMNS
    lines = [rule, *_centred(page.title), *_centred(page.kind), rule]
    if page.banner:
        lines += [*wrap(clean(page.banner), COLUMNS), rule]
    for block in page.blocks:
        lines += _FORMS[type(block)](block, words)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _centred(text: str) -> list[str]:
    return [" " * ((COLUMNS - width(line)) // 2) + line for line in wrap(clean(text), COLUMNS)]


def _heading(block: Heading, _words: Words) -> list[str]:
    rule = ["-" * COLUMNS] if block.level == TOP else []
    return ["", *wrap(clean(block.text), COLUMNS), *rule]


def _paragraph(block: Paragraph, _words: Words) -> list[str]:
    return wrap(clean(block.text), COLUMNS)


def _fields(block: Fields, words: Words) -> list[str]:
    named = [(words.tell("{name}: ", name=clean(name)), clean(text)) for name, text in block.rows]
    widths = [width(name) for name, _ in named]
    column = max((one for one in widths if one <= LABEL_MOST), default=0)
    return [
        line
        for name, text in named
        for line in wrap(pad(name, column) + text, COLUMNS, hanging=column)
    ]


def _items(block: Items, _words: Words) -> list[str]:
    lines = []
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.counted else "- "
        lines += wrap(mark + clean(item.text), COLUMNS, hanging=len(mark))
        for level, text in item.under:
            indent = len(mark) + 2 * level
            lines += [
                " " * indent + line for line in wrap(clean(text), COLUMNS - indent, hanging=2)
            ]
    return lines


def _table(block: Table, words: Words) -> list[str]:
    total = () if block.total is None else (block.total,)
    rows = [tuple(clean(cell) for cell in row) for row in (*block.rows, *total)]
    titles = tuple(clean(column.title) for column in block.columns)
    widths = _widths(block, titles, rows)
    if not widths:
        return _stacked(titles, rows, words)
    lines = [*_row(block, titles, widths), _ruled(widths)]
    for place, row in enumerate(rows):
        if total and place == len(block.rows):
            lines.append(_ruled(widths))
        lines += _row(block, row, widths)
    return lines


def _ruled(widths: list[int]) -> str:
    return (" " * GAP).join("-" * one for one in widths)


def _widths(block: Table, titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[int]:
    """Return the width of each column; none if figures would leave no room for words."""
    wanted = [
        max(width(row[place]) for row in (titles, *rows)) for place in range(len(block.columns))
    ]
    room = COLUMNS - GAP * (len(wanted) - 1)
    figures = [width for width, column in zip(wanted, block.columns, strict=True) if column.figures]
    room -= sum(figures)
    texts = [place for place, column in enumerate(block.columns) if not column.figures]
    widths = list(wanted)
    # The narrow ones first: what they leave goes to the wide ones.
    for number, place in enumerate(sorted(texts, key=lambda place: wanted[place])):
        widths[place] = min(wanted[place], room // (len(texts) - number))
        room -= widths[place]
        if widths[place] < min(wanted[place], LEAST):
            return []
    return [] if room < 0 else widths


def _row(block: Table, row: tuple[str, ...], widths: list[int]) -> list[str]:
    """Return one row: words wrap, figures stand on the last line of it."""
    cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
    height = max(map(len, cells))
    lines = []
    for place in range(height):
        parts = []
        for cell, column, size in zip(cells, block.columns, widths, strict=True):
            part = place - (height - len(cell) if column.figures else 0)
            text = cell[part] if 0 <= part < len(cell) else ""
            parts.append(pad(text, size, right=column.figures))
        lines.append((" " * GAP).join(parts))
    return lines


def _stacked(titles: tuple[str, ...], rows: list[tuple[str, ...]], words: Words) -> list[str]:
    """Return a table that is too wide as a list: the first cell, the others under it."""
    lines = []
    for row in rows:
        lines += wrap(row[0], COLUMNS)
        for title, cell in zip(titles[1:], row[1:], strict=True):
            if cell:
                told = words.tell("{name}: ", name=title) + cell
                lines += ["  " + line for line in wrap(told, COLUMNS - 2, hanging=2)]
    return lines


_FORMS: Mapping[type, Callable[[Any, Words], list[str]]] = MappingProxyType(
    {
        Heading: _heading,
        Paragraph: _paragraph,
        Fields: _fields,
        Items: _items,
        Table: _table,
    }
)
"""How each block is laid out."""
