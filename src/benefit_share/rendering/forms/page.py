"""A page as data: headings, fields, tables and lists in one language, before it has a form.

What is said is decided once, for every form; text, Markdown and what comes later only lay it out.
"""

from __future__ import annotations

import attrs

__all__ = ["Block", "Column", "Fields", "Heading", "Item", "Items", "Page", "Paragraph", "Table"]


@attrs.frozen
class Heading:
    """The heading of a section.

    Attributes:
        text: what it says.
        level: 2, or 3 for a section inside another.
    """

    text: str
    level: int = 2


@attrs.frozen
class Paragraph:
    """Some sentences."""

    text: str


@attrs.frozen
class Fields:
    """Names and what stands under them."""

    rows: tuple[tuple[str, str], ...]


@attrs.frozen
class Column:
    """One column of a table.

    Attributes:
        title: what stands above it.
        figures: whether it holds figures, which go to the right.
    """

    title: str
    figures: bool = False


@attrs.frozen
class Table:
    """Rows of cells.

    Attributes:
        columns: what stands above them.
        rows: a cell for each column.
        total: the row of totals under them, or None.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None


@attrs.frozen
class Item:
    """One entry of a list, with what stands under it, set in by *level* steps."""

    text: str
    under: tuple[tuple[int, str], ...] = ()


@attrs.frozen
class Items:
    """A list, counted or not."""

    items: tuple[Item, ...]
    counted: bool = False


Block = Heading | Paragraph | Fields | Table | Items


@attrs.frozen
class Page:
    """One statement or summary in one language.

    Attributes:
        title: what it is about.
        kind: what sort of page it is.
        banner: what must be read before anything else, or empty.
        blocks: what it says, in order.
    """

    title: str
    kind: str
    banner: str
    blocks: tuple[Block, ...]
