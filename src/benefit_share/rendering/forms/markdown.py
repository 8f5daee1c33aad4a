"""A page as Markdown: names and values are escaped, so that no name becomes a mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from benefit_share.rendering.forms.page import Fields, Heading, Items, Paragraph, Table
from benefit_share.values.width import clean

if TYPE_CHECKING:
    from benefit_share.rendering.forms.page import Page
    from benefit_share.rendering.words.languages import Words

__all__ = ["escaped", "markdown_form"]

_MARKS = re.compile(r"([\\`*_\[\]|~<>#])")
_AT_START = re.compile(r"^(\d*)([.)+=-])")


def escaped(text: str) -> str:
    r"""Return *text* so that Markdown shows it as it is, on one line.

    Every character that could begin a mark has a backslash before it, and `&` becomes an entity,
    else `&lt;` in a name would show as `<`.
    """
    return _MARKS.sub(r"\\\1", clean(text).strip().replace("&", "&amp;"))


def _begun(text: str) -> str:
    """Return *text* escaped for the start of a line, where `1.` and `-` would begin a list."""
    return _AT_START.sub(r"\1\\\2", escaped(text))


def markdown_form(page: Page, words: Words) -> str:
    """Return *page* as Markdown that every common reader shows: headings, lists and tables."""
    blocks = [f"# {escaped(page.title)}", f"**{escaped(page.kind)}**"]
    if page.banner:
        blocks.append(f"> {escaped(page.banner)}")
    blocks += [_FORMS[type(block)](block, words) for block in page.blocks]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _heading(block: Heading, _words: Words) -> str:
    return f"{'#' * block.level} {escaped(block.text)}"


def _paragraph(block: Paragraph, _words: Words) -> str:
    return _begun(block.text)


def _fields(block: Fields, words: Words) -> str:
    return "\n".join(
        "- " + words.tell("**{name}**: {text}", name=escaped(name), text=escaped(text)).strip()
        for name, text in block.rows
    )


def _items(block: Items, _words: Words) -> str:
    lines = []
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.counted else "- "
        lines.append(mark + _begun(item.text))
        lines += [" " * (len(mark) + 2 * level) + "- " + _begun(text) for level, text in item.under]
    return "\n".join(lines)


def _table(block: Table, _words: Words) -> str:
    lines = [
        _row(tuple(column.title for column in block.columns)),
        "|" + "|".join(" ---: " if column.figures else " --- " for column in block.columns) + "|",
        *(_row(row) for row in block.rows),
    ]
    if block.total is not None:
        lines.append(_row(block.total, bold=True))
    return "\n".join(lines)


def _row(cells: tuple[str, ...], *, bold: bool = False) -> str:
    shown = (escaped(cell) for cell in cells)
    return "| " + " | ".join(f"**{cell}**" if bold and cell else cell for cell in shown) + " |"


_FORMS: Mapping[type, Callable[[Any, Words], str]] = MappingProxyType(
    {
        Heading: _heading,
        Paragraph: _paragraph,
        Fields: _fields,
        Items: _items,
        Table: _table,
    }
)
"""How each block is laid out."""
