"""YAML as a tree of plain dicts, lists and text, with the place of every value and key.

Every scalar stays the text that was written, so that the field's type decides what it means: `no`,
`010`, `12:30` and
`1_000` are text here.
The tree is built from the parser's events and not from its nodes, because the events come without
recursion: a file
that opens 100,000 brackets is refused with its line and does not end the process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.files import faults
from benefit_share.files.places import Collector, key_path

if TYPE_CHECKING:
    from yaml.error import MarkedYAMLError
    from yaml.events import Event

    from benefit_share.findings import Kind, Param

__all__ = ["Tree", "read_tree"]

DEPTH_LIMIT: Final = 40
COUNT_LIMIT: Final = 100_000
TEXT_LIMIT: Final = 10_000

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

Node = Any
"""A dict, a list or text."""


@attrs.frozen
class Tree:
    """What a file says, and where.

    Attributes:
        root: dicts, lists and text.
        values: path of a value and its line and column, counted from 1; the whole has the empty
            path.
        keys: path of a value and the line and column of the key before it.
    """

    root: Node
    values: dict[str, tuple[int, int]]
    keys: dict[str, tuple[int, int]]

    def place(self, path: str) -> tuple[int, int]:
        """Return line and column of the value at *path*, or of the nearest value around it."""
        while path and path not in self.values:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.values.get(path, (1, 1))

    def holds(self, path: str) -> bool:
        """Say whether the first part of *path* is in the file."""
        first = re.match(r"[^.\[]*", path)
        return first is not None and first[0] in self.values


@attrs.define
class _Open:
    """A list or mapping that is still open, and the key that waits for its value."""

    value: dict[str, Node] | list[Node]
    path: str
    key: str | None = None
    first: dict[str, tuple[int, int]] = attrs.Factory(dict)
    skipped: int = 0


def read_tree(data: bytes, found: Collector) -> Tree | None:
    """Return what a YAML (or JSON) document says, or None if nothing can be made of it.

    Args:
        data: the bytes of the file, UTF-8 with or without a byte order mark.
        found: takes what is wrong.

    Returns:
        The tree; it is whole only if nothing was found.
    """
    text = _decoded(data, found)
    if text is None:
        return None
    builder = _Builder(found)
    import yaml

    try:
        for event in _events(text):
            if not builder.take(event):
                return None if builder.stopped else builder.tree()
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in (error.problem or ""):
            _too_deep(text, found)
        else:
            _syntax(error, found)
        return None
    except yaml.YAMLError as error:
        found.add(faults.YAML, "", "1:1", problem=type(error).__name__)
        return None
    if builder.root is None and not found.errors:
        found.add(faults.EMPTY, "", "1:1")
    return builder.tree()


def _decoded(data: bytes, found: Collector) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found.add(faults.NOT_UTF8_PLAN, "", str(line), offset=error.start, line=line)
        return None
    bad = _CONTROL.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        found.add(faults.CONTROL, "", f"{line}:{column}", character=f"U+{ord(bad[0]):04X}")
        return None
    return text


def _events(text: str) -> Iterator[Event]:
    import yaml

    loader = getattr(yaml, "CLoader", yaml.Loader)
    return yaml.parse(text, Loader=loader)


def _too_deep(text: str, found: Collector) -> None:
    """Say where the limit of depth is passed, when the fast parser gave up before it got there.

    From release 0.2.6 of the C parser on, a thousand open lists are an error of its scanner,
    which reads ahead: it comes before the event of the list that is one too many for us.
    """
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            found.add(faults.TOO_DEEP, "", _place(event.start_mark), limit=DEPTH_LIMIT)
            return


def _place(mark: Any) -> str:  # noqa: ANN401 - the C parser has a class of marks of its own
    return f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"


def _syntax(error: MarkedYAMLError, found: Collector) -> None:
    place = _place(error.problem_mark or error.context_mark)
    problem = (error.problem or "unreadable")[:100].rstrip(".")
    found.add(faults.YAML, "", place, problem=problem)


class _Builder:
    """Builds the tree from events; `take` returns False to stop."""

    def __init__(self, found: Collector) -> None:
        self.root: Node = None
        self.values: dict[str, tuple[int, int]] = {}
        self.keys: dict[str, tuple[int, int]] = {}
        self.stopped = False
        """Whether the rest of the file was not looked at."""
        self._found = found
        self._open: list[_Open] = []
        self._count = 0
        self._documents = 0

    def tree(self) -> Tree | None:
        """Return what was built, or None if nothing was."""
        return None if self.root is None else Tree(self.root, self.values, self.keys)

    def take(self, event: Event) -> bool:
        """Take the next event; return False to stop."""
        name = type(event).__name__
        if name == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._say(faults.DOCUMENTS, event.start_mark)
                return False
            return True
        if name in {"MappingEndEvent", "SequenceEndEvent"}:
            self._open.pop()
            return True
        if name in {"ScalarEvent", "MappingStartEvent", "SequenceStartEvent", "AliasEvent"}:
            self.stopped = not self._node(event, name)
        return not self.stopped

    def _say(
        self,
        kind: Kind,
        mark: Any,  # noqa: ANN401  (a C mark)
        *,
        beside: str = "",
        **params: Param,
    ) -> None:
        path = self._open[-1].path if self._open else ""
        place = f"{mark.line + 1}:{mark.column + 1}"
        self._found.add(kind, path, place, beside, **params)

    def _node(self, event: Any, name: str) -> bool:  # noqa: ANN401  (events of a C module)
        mark = event.start_mark
        self._count += 1
        if self._count > COUNT_LIMIT:
            self._say(faults.TOO_MANY, mark, limit=COUNT_LIMIT)
            return False
        if event.anchor is not None:
            sign = "*" if name == "AliasEvent" else "&"
            self._say(faults.ANCHOR, mark, found=f"{sign}{event.anchor[:40]}")
        if getattr(event, "tag", None) is not None:
            self._say(faults.TAG, mark, tag=event.tag[:60])
        inside = self._open[-1] if self._open else None
        if inside is not None and isinstance(inside.value, dict) and inside.key is None:
            return self._key(inside, event, name)
        path = self._path(inside)
        self.values[path] = (mark.line + 1, mark.column + 1)
        if name == "ScalarEvent":
            if len(event.value) > TEXT_LIMIT:
                self._say(faults.TOO_LONG, mark, length=len(event.value), limit=TEXT_LIMIT)
            self._put(inside, event.value)
            return True
        if name == "AliasEvent":
            self._put(inside, "")
            return True
        if len(self._open) >= DEPTH_LIMIT:
            self._say(faults.TOO_DEEP, mark, limit=DEPTH_LIMIT)
            return False
        value: dict[str, Node] | list[Node] = {} if name == "MappingStartEvent" else []
        self._put(inside, value)
        self._open.append(_Open(value, path))
        return True

    def _key(self, inside: _Open, event: Any, name: str) -> bool:  # noqa: ANN401  (an event of the parser, which has no types)
        """Take a key: a scalar that is not the merge key and was not there before."""
        mark = event.start_mark
        if name != "ScalarEvent" or not event.value:
            self._say(faults.KEY_SHAPE, mark)
            return False
        key: str = event.value
        if key == "<<" and event.implicit[0]:
            self._say(faults.ANCHOR, mark, found="<<")
        if key in inside.first:
            first = inside.first[key]
            figures = {"first": first[0], "second": mark.line + 1}
            beside = f"{first[0]}:{first[1]}"
            self._say(faults.KEY_TWICE, mark, beside=beside, key=key[:60], **figures)
        inside.first.setdefault(key, (mark.line + 1, mark.column + 1))
        inside.key = key
        self.keys[key_path(inside.path, key)] = (mark.line + 1, mark.column + 1)
        return True

    @staticmethod
    def _path(inside: _Open | None) -> str:
        if inside is None:
            return ""
        if isinstance(inside.value, list):
            return f"{inside.path}[{len(inside.value)}]"
        return key_path(inside.path, inside.key or "")

    def _put(self, inside: _Open | None, value: Node) -> None:
        if inside is None:
            self.root = value
        elif isinstance(inside.value, list):
            inside.value.append(value)
        else:
            inside.value[inside.key or ""] = value
            inside.key = None
