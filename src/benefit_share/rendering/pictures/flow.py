"""The flow of money as a picture: a Sankey diagram that runs down the page, a row for each node.

The river of money is on the left, as wide as the amounts; what leaves it ends at the right bank,
and every node has its words beside it in full.  So the picture fits a telephone and a sheet of
paper alike.  It is plain SVG without a style sheet or a script: the same run gives the same bytes,
and text stays text.  All places are whole hundredths of a pixel.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.rendering.pictures.flow_words import flow_title, label_of
from benefit_share.values.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benefit_share.rendering.explained.names import Names
    from benefit_share.rendering.pictures.flow_words import Label
    from benefit_share.statements.money_flow import FlowLink, FlowNode, MoneyFlow

__all__ = ["FONTS", "flow_svg"]

FONTS: Final = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "'Noto Sans',sans-serif"
)
"""Asked for in this order; the text itself is in the picture, whichever is there."""

UNIT: Final = 100
WIDTH: Final = 360 * UNIT
RIVER: Final = 118 * UNIT
"""How wide all that came is."""
LEAST: Final = 1 * UNIT
"""The least width at which money is seen."""
GAP: Final = 4 * UNIT
MARGIN: Final = 2 * UNIT
TOP: Final = 12 * UNIT
BESIDE: Final = 14 * UNIT
"""Between the river and the words."""
BAR: Final = 8 * UNIT

TITLE, DETAIL = 16, 14
"""Sizes of the letters, in pixels at the width of a telephone."""
LINE, SMALL_LINE = 21 * UNIT, 18 * UNIT
BELOW: Final = 16 * UNIT

INK, MUTED, HAIR = "#1b1f23", "#57606a", "#b6bcc2"
BARS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "asset": "#2f6b4a",
        "before": "#2f6b4a",
        "payee": "#6b4f7d",
        "returned": "#6b4f7d",
        "account": "#8a6410",
        "paid": "#1c568c",
        "award": "#1c568c",
        "pool": "#4b5560",
    }
)
"""The colour of each kind of node: dark enough to be told apart in grey print."""
BANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "payee": "#d9cfe1",
        "returned": "#d9cfe1",
        "account": "#ecdfb8",
        "paid": "#bfd7ec",
        "award": "#bfd7ec",
        "pool": "#d5dade",
    }
)
"""The colour of money by where it goes."""


@attrs.frozen
class _Row:
    """A node with its place: where it stands, and where each link is there."""

    node: FlowNode
    label: tuple[tuple[str, str], ...]
    top: int
    bar: tuple[int, int]
    above: dict[FlowLink, int]
    below: dict[FlowLink, int]


def flow_svg(flow: MoneyFlow, names: Names, *, name: str = "flow") -> str:
    """Return *flow* as one SVG element, as wide as what it stands in.

    Args:
        flow: the flow; `simplified` makes it fit to be looked at.
        names: language, words and titles.
        name: begins the ids in the picture, where a page holds several.
    """
    widths = _widths(flow)
    placed, right = _placed(flow, widths)
    beside = right + BESIDE
    rows, top = [], TOP
    for node, bar, above, below in placed:
        label = tuple(_lines(label_of(node, flow, names), WIDTH - beside))
        rows.append(_Row(node, label, top, bar, above, below))
        top += sum(LINE if kind != "more" else SMALL_LINE for kind, _ in label) + BELOW
    title = escape(flow_title(flow, names))
    told = escape(names.words.tell("The table of the flow says the same in figures."))
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_px(WIDTH)} {_px(top)}" ',
            f'role="img" aria-labelledby="{name}-title {name}-told" font-family="{FONTS}" ',
            f'font-size="{TITLE}" fill="{INK}">\n',
            f'<title id="{name}-title">{title}</title>\n<desc id="{name}-told">{told}</desc>\n',
            *_bands(flow, rows, widths),
            *(part for row in rows for part in _node(row, beside, _colour(row.node, flow))),
            "</svg>\n",
        )
    )


# ---- where everything is


def _widths(flow: MoneyFlow) -> dict[FlowLink, int]:
    """Return how wide each link is."""
    total = flow.total or 1
    return {link: max(LEAST, link.amount * RIVER // total) for link in flow.links}


def _placed(
    flow: MoneyFlow, widths: dict[FlowLink, int]
) -> tuple[list[tuple[FlowNode, tuple[int, int], dict[FlowLink, int], dict[FlowLink, int]]], int]:
    """Return the place of every node, and of the links beside it; and the right bank.

    The links on their way are kept in order from left to right. What ends next is on the right, so
    that money leaves the river without crossing it where that can be.
    """
    rank = {node.key: number for number, node in enumerate(flow.nodes)}
    active: list[FlowLink] = []
    placed, right = [], 0
    for node in flow.nodes:
        ins = [link for link in active if link.target == node.key]
        outs = sorted(flow.out_of[node.key], key=lambda link: -rank[link.target])
        where = active.index(ins[0]) if ins else len(active)
        others = [link for link in active if link.target != node.key]
        where = sum(link in others for link in active[:where])
        before, after = others[:where], others[where:]
        size = max(_sum(widths, ins), _sum(widths, outs))
        above: dict[FlowLink, int] = {}
        place = MARGIN
        for link in before:
            above[link], place = place, place + widths[link] + GAP
        bar = (place, size)
        below = dict(above)
        for side, links in ((above, ins), (below, outs)):
            inside = place
            for link in links:
                side[link], inside = inside, inside + widths[link]
        place += size + GAP
        for link in after:
            above[link] = below[link] = place
            place += widths[link] + GAP
        right = max(right, place - GAP)
        placed.append((node, bar, above, below))
        active = [*before, *outs, *after]
    return placed, right


def _sum(widths: dict[FlowLink, int], links: Iterable[FlowLink]) -> int:
    return sum(widths[link] for link in links)


def _lines(label: Label, room: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of a label that fit into *room*, each with what it is."""
    for kind, text, size in (("title", label.title, TITLE), ("more", label.more, DETAIL)):
        if kind == "more":
            yield "amount", f"{label.amount}\t{label.part}"
        # A Latin letter is taken for 0.53 of the size, a Chinese one for all of it and more.
        columns = room * 100 // (size * UNIT * 53)
        yield from ((kind, line) for line in wrap(text, columns) if line)


# ---- what is drawn


def _bands(flow: MoneyFlow, rows: list[_Row], widths: dict[FlowLink, int]) -> Iterator[str]:
    """Yield each link as a band down the rows that it passes."""
    ends = {node.key: number for number, node in enumerate(flow.nodes)}
    kinds = {node.key: _colour(node, flow) for node in flow.nodes}
    for link in sorted(flow.links, key=lambda link: -link.amount):
        first, last = ends[link.source], ends[link.target]
        points = [(rows[first].below[link], rows[first].top + BAR)]
        for row in rows[first + 1 : last]:
            points += [(row.above[link], row.top), (row.above[link], row.top + BAR)]
        points.append((rows[last].above[link], rows[last].top))
        colour = BANDS[kinds[link.target]]
        yield f'<path d="{_outline(points, widths[link])}" fill="{colour}"/>\n'


def _outline(points: list[tuple[int, int]], width: int) -> str:
    """Return the outline of a band: down its left side, and up its right one."""
    back = [(x + width, y) for x, y in reversed(points)]
    return f"M{_at(points[0])}{_side(points)}L{_at(back[0])}{_side(back)}Z"


def _side(points: list[tuple[int, int]]) -> str:
    parts = []
    for (x, y), (to_x, to_y) in pairwise(points):
        if x == to_x:
            parts.append(f"L{_at((to_x, to_y))}")
        else:
            middle = (y + to_y) // 2
            parts.append(f"C{_at((x, middle))} {_at((to_x, middle))} {_at((to_x, to_y))}")
    return "".join(parts)


def _colour(node: FlowNode, flow: MoneyFlow) -> str:
    """Return which colours a node has: a step that gives to claimants has those of the paid."""
    if node.kind != "step":
        return node.kind
    targets = {link.target[0] for link in flow.out_of[node.key]}
    return "paid" if targets <= {"award", "paid"} else "pool"


def _node(row: _Row, beside: int, kind: str) -> Iterator[str]:
    """Yield a node: its bar, a hair to its words, and the words."""
    (left, size), top = row.bar, row.top
    middle = top + BAR // 2
    yield (
        f'<path d="M{_at((left + size + UNIT, middle))}H{_px(beside - 4 * UNIT)}" '
        f'stroke="{HAIR}" fill="none"/>\n'
        f'<rect x="{_px(left)}" y="{_px(top)}" width="{_px(size)}" height="{_px(BAR)}" '
        f'fill="{BARS[kind]}"/>\n'
    )
    base = middle + 6 * UNIT
    for number, (part, text) in enumerate(row.label):
        if number:
            base += SMALL_LINE if part == "more" else LINE
        yield _text(part, text, beside, base)


def _text(kind: str, text: str, left: int, base: int) -> str:
    place = f'x="{_px(left)}" y="{_px(base)}"'
    if kind == "amount":
        amount, part = (escape(one) for one in text.split("\t"))
        return (
            f'<text {place}><tspan font-weight="600">{amount}</tspan>'
            f'<tspan dx="8" font-size="{DETAIL}" fill="{MUTED}">{part}</tspan></text>\n'
        )
    if kind == "more":
        return f'<text {place} font-size="{DETAIL}" fill="{MUTED}">{escape(text)}</text>\n'
    return f"<text {place}>{escape(text)}</text>\n"


def _at(point: tuple[int, int]) -> str:
    return f"{_px(point[0])},{_px(point[1])}"


def _px(place: int) -> str:
    """Return a place in pixels; the shortest text, the same on every machine."""
    whole, part = divmod(place, UNIT)
    return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)
