"""What a terminal can do: how wide it is, and whether it takes colours."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from benefit_share.rendering.reports.excerpt import Row

__all__ = ["columns_of", "is_lively", "painter"]

LEAST: Final = 40
MOST: Final = 100
"""A line of words is hard to read beyond this."""

_STYLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "error": "bold red",
        "warning": "bold yellow",
        "note": "bold cyan",
        "message": "bold",
        "edge": "blue",
        "beside": "bold blue",
    }
)


def is_lively(stream: TextIO) -> bool:
    """Say whether *stream* is a terminal that colours and moving lines are wanted on."""
    dumb = os.environ.get("TERM", "").lower() in {"dumb", "unknown"}
    return stream.isatty() and not dumb and not os.environ.get("NO_COLOR")


def columns_of(stream: TextIO) -> int:
    """Return how many columns a line for *stream* may take."""
    if not (stream.isatty() or os.environ.get("COLUMNS")):
        return 80
    return min(max(shutil.get_terminal_size((80, 24)).columns, LEAST), MOST)


def painter(stream: TextIO) -> Callable[[Row], str]:
    """Return what makes the text of a line, coloured where *stream* takes colours."""
    if not is_lively(stream):
        return lambda row: "".join(piece.text for piece in row).rstrip()
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {name: Style.parse(style) for name, style in _STYLES.items()}
    plain = Style.null()

    def painted(row: Row) -> str:
        return "".join(
            styles.get(piece.style, plain).render(piece.text, color_system=ColorSystem.STANDARD)
            for piece in row
        )

    return painted
