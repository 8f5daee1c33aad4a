"""The line of a file that a finding speaks of, with a mark under what is meant.

Positions are characters of the text; on the screen a Chinese character takes two columns, a tab
four, and what could move the cursor or hide is shown as U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from benefit_share.values.width import clean, width

__all__ = ["Piece", "Row", "SourceLine", "excerpt_rows", "gutter_of"]

CUT: Final = "…"
TAB: Final = "    "


@attrs.frozen
class Piece:
    """A part of a line on the screen.

    Attributes:
        text: what it says.
        style: what it is: `error`, `warning`, `note`, `code`, `edge`, `beside`; empty for text.
    """

    text: str
    style: str = ""


Row = tuple[Piece, ...]
"""A line on the screen."""


@attrs.frozen
class SourceLine:
    """A line of a file.

    Attributes:
        label: its number; empty for a line that is not in the file, such as letters of columns.
        text: what stands there, free of anything that a message may not say.
        start: the first character that is meant, from 0.
        end: the one after the last; nothing is marked where it is not beyond *start*.
        sign: what marks it: `^`, or `-` for what the finding is held against.
    """

    label: str
    text: str
    start: int = 0
    end: int = 0
    sign: str = "^"

    @property
    def marked(self) -> bool:
        """Whether anything of the line is meant."""
        return self.end > self.start


def gutter_of(lines: Sequence[SourceLine]) -> int:
    """Return the columns that the numbers of *lines* take."""
    return max((len(line.label) for line in lines), default=1)


def excerpt_rows(lines: Sequence[SourceLine], columns: int, style: str) -> Iterator[Row]:
    """Yield lines as they stand on the screen, each with its number and the mark under it.

    Args:
        lines: lines of one file.
        columns: the width of the screen; a longer line is cut around what is meant.
        style: of the marks.
    """
    gutter = gutter_of(lines)
    room = columns - gutter - 3
    left = 0
    for place, line in enumerate(lines):
        # A line without a mark goes with the next one that has one, and is cut where that is.
        following = next((one for one in lines[place:] if one.marked), None)
        if following is not None:
            left = _left(following, room)
        edge = Piece(f"{line.label:>{gutter}} | ", "edge")
        yield (edge, Piece(_cut(line.text, left, room)))
        if line.marked:
            start, end = (column - left for column in _columns_of(line))
            marks = line.sign * max(min(end, room) - start, 1)
            below = Piece(f"{'':>{gutter}} | ", "edge")
            yield (below, Piece(" " * start + marks, style if line.sign == "^" else "beside"))


def _columns_of(line: SourceLine) -> tuple[int, int]:
    """Return the columns between which the mark of a line stands."""
    before, meant = line.text[: line.start], line.text[line.start : line.end]
    beyond = line.end - max(len(line.text), line.start)
    start = width(_shown(before))
    return start, start + width(_shown(meant)) + max(beyond, 0)


def _shown(text: str) -> str:
    return clean(text.replace("\t", TAB))


def _left(line: SourceLine, room: int) -> int:
    """Return the first column that is shown of a line, so that what is meant is seen."""
    start, end = _columns_of(line)
    whole = max(width(_shown(line.text)), end)
    if whole <= room or end < room:
        return 0
    # A third of the room for what stands before; less where only then all that is meant is seen.
    left = max(start - room // 3, min(end - room + 1, start - 1))
    return max(min(left, whole - room), 0)


def _cut(text: str, left: int, room: int) -> str:
    """Return the columns of *text* from *left* on that there is room for."""
    shown = _shown(text)
    if not left and width(shown) <= room:
        return shown
    right = left + room
    first = left + 1 if left else 0
    last = right - 1 if width(shown) > right else right
    parts, column, at = [CUT] if left else [], 0, first
    for character in shown:
        size = width(character)
        if column >= first and column + size <= last:
            # Half of a wide character that stood on the edge.
            parts.append(" " * (column - at) + character)
            at = column + size
        column += size
    if column <= first:
        return ""
    return "".join(parts) + (" " * (last - at) + CUT if column > right else "")
