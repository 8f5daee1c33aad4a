"""The blocks of a page as HTML: names and values are escaped, so that no name becomes a tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from benefit_share.rendering.forms.page import Fields, Heading, Items, Paragraph, Table
from benefit_share.values.width import clean

if TYPE_CHECKING:
    from benefit_share.rendering.forms.page import Block

__all__ = ["html_blocks", "shown"]


def shown(text: str) -> str:
    """Return *text* as HTML shows it, on one line."""
    return escape(clean(text).strip())


def html_blocks(blocks: Iterable[Block]) -> str:
    """Return blocks one after another; tables go to the right where they hold figures."""
    return "".join(_FORMS[type(block)](block) for block in blocks)


def _heading(block: Heading) -> str:
    return f"<h2>{shown(block.text)}</h2>\n"


def _paragraph(block: Paragraph) -> str:
    return f"<p>{shown(block.text)}</p>\n"


def _fields(block: Fields) -> str:
    rows = (
        f"<div><dt>{shown(name)}</dt><dd>{shown(text)}</dd></div>\n" for name, text in block.rows
    )
    return f'<dl class="fields">\n{"".join(rows)}</dl>\n'


def _items(block: Items) -> str:
    tag = "ol" if block.counted else "ul"
    entries = []
    for item in block.items:
        under = "".join(
            f'<p class="under{" inner" * (level > 0)}">{shown(text)}</p>\n'
            for level, text in item.under
        )
        entries.append(f"<li><p>{shown(item.text)}</p>\n{under}</li>\n")
    return f"<{tag}>\n{''.join(entries)}</{tag}>\n"


def _table(block: Table) -> str:
    figures = [column.figures for column in block.columns]
    heads = "".join(
        f'<th scope="col"{_figures(right)}>{shown(column.title)}</th>'
        for column, right in zip(block.columns, figures, strict=True)
    )
    rows = "".join(f"<tr>{_cells(row, figures)}</tr>\n" for row in block.rows)
    total = "" if block.total is None else f"<tr>{_cells(block.total, figures)}</tr>\n"
    foot = f"<tfoot>\n{total}</tfoot>\n" if total else ""
    return (
        '<div class="wide" tabindex="0" role="group">\n<table>\n'
        f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n{foot}</table>\n</div>\n"
    )


def _cells(row: tuple[str, ...], figures: list[bool]) -> str:
    first, *others = zip(row, figures, strict=True)
    cells = "".join(f"<td{_figures(right)}>{shown(text)}</td>" for text, right in others)
    return f'<th scope="row"{_figures(first[1])}>{shown(first[0])}</th>{cells}'


def _figures(right: bool) -> str:  # noqa: FBT001  (a column has figures or not)
    return ' class="figures"' if right else ""


_FORMS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        Heading: _heading,
        Paragraph: _paragraph,
        Fields: _fields,
        Items: _items,
        Table: _table,
    }
)
"""How each block is laid out."""
