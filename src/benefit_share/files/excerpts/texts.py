"""A line of a plan, of the head of a case, or of a JSON document."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Final

from benefit_share.files.places import Collector
from benefit_share.files.plans.yaml_tree import read_tree
from benefit_share.findings import hushed
from benefit_share.rendering.reports.excerpt import SourceLine
from benefit_share.values import form_of

__all__ = ["TextFile", "meant"]

UNREADABLE: Final = "\ufffd"
"""What stands for bytes that are not in the encoding."""

_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for the parser."""
_KEY_OR_WORD: Final = re.compile(r'("(?:[^"\\]|\\.)*"\s*:)|\w')
"""A key of a JSON document, or a character of a value."""

Spot = tuple[int, int]
"""A line and a column, counted from 1."""


class TextFile:
    """A file of text, with what stands at each of its places."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of the file; what is no UTF-8 in them is shown as such."""
        self._data = data
        self._text = data.decode("utf-8-sig", errors="replace")
        self._lines = _BREAK.split(self._text)

    def holds(self, line: int) -> bool:
        """Say whether the file has a line of this number."""
        return 0 < line <= len(self._lines)

    def line(self, line: int, column: int, sign: str = "^") -> SourceLine:
        """Return a line with a mark under what begins at *column*; under the whole if it is 0."""
        text = hushed(self._lines[line - 1])
        if not column:
            start, end = meant(text)
            return SourceLine(str(line), text, start, end, sign)
        end_line, end = self._ends.get((line, column), (line, column + 1))
        end = len(text.rstrip()) + 1 if end_line > line else end
        return SourceLine(str(line), text, column - 1, max(end - 1, column), sign)

    def line_of(self, path: str, sign: str = "^") -> SourceLine | None:
        """Return the line of the value at *path* of a JSON document, of rows only the form."""
        tree = self._tree
        if tree is None or not tree.values:
            return None
        line, column = tree.place(path)
        found = self.line(line, column, sign)
        if not path.startswith("tables"):
            return found
        text = _KEY_OR_WORD.sub(lambda one: one[1] or form_of(one[0]), found.text)
        return SourceLine(found.label, text, found.start, found.end, sign)

    @cached_property
    def _tree(self) -> Any:  # noqa: ANN401  (None where nothing can be made of the file)
        return read_tree(self._data, Collector(""))

    @cached_property
    def _ends(self) -> dict[Spot, Spot]:
        """Return where each text, and each list and mapping in brackets, begins and ends."""
        import yaml

        ends: dict[Spot, Spot] = {}
        opened: list[Spot] = []
        try:
            for event in yaml.parse(self._text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
                start, end = _spot(event.start_mark), _spot(event.end_mark)
                if isinstance(event, yaml.CollectionStartEvent):
                    opened.append(start)
                elif isinstance(event, yaml.ScalarEvent):
                    ends[start] = end
                elif isinstance(event, yaml.CollectionEndEvent):
                    began = opened.pop()
                    # One without brackets ends where nothing stands, and begins with a key.
                    if start != end:
                        ends[began] = end
        except yaml.YAMLError:
            pass  # what stands before the fault is known
        return ends


def meant(line: str) -> tuple[int, int]:
    """Return where a line that is meant as a whole begins and ends, or what is not readable."""
    first = line.find(UNREADABLE)
    if first >= 0:
        return first, line.rfind(UNREADABLE) + 1
    start = len(line) - len(line.lstrip())
    return start, max(len(line.rstrip()), start + 1)


def _spot(mark: Any) -> Spot:  # noqa: ANN401  (the C parser has a class of marks of its own)
    return mark.line + 1, mark.column + 1
