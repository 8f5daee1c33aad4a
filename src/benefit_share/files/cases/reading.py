"""What was read of a case, each value with its place, whichever form it was read from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.distribution.case import Case
from benefit_share.files.places import TextPlaces
from benefit_share.files.plans.reading import Document
from benefit_share.files.plans.versions import PlanRead
from benefit_share.files.tables.rows import Read
from benefit_share.findings import Place
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = ["HEAD", "Reading"]

HEAD: Final = "case.yaml"
"""The file of the head of a case."""
_SLICE: Final = re.compile(r"slices\[([0-9]{1,4})\](?:(?:\.plan)?\.(.+)|\.plan)?")
"""The path of a finding about a slice, and its path in the slice."""
_ROW: Final = re.compile(r"([^\[.]+)\[([0-9]+)\](?:\.(.+))?")
_ENTRY: Final = re.compile(r"points\[([^\]]+)\](?:\.(.+))?")
"""An entry of the points ledger stands by its id, which may be a number, and not by its place."""


@attrs.frozen
class Reading:
    """What was read from a folder or a workbook.

    Attributes:
        case: the case, or None if it is refused.
        findings: all that is to be said.
        plans: the plans, one a version of the rules.
        head: the head with its places, or None if there is none.
        head_file: the name of its file, or the key of its sheet.
        tables: every table that was read.
        places: how a place in each file is written; as in a file of text where nothing is said.
    """

    case: Case | None
    findings: tuple[Finding, ...]
    plans: tuple[PlanRead, ...] = ()
    head: Document | None = attrs.field(default=None, repr=False)
    head_file: str = HEAD
    tables: Mapping[str, Read] = attrs.field(default=FrozenMap(), repr=False)
    places: Mapping[str, Callable[[str], Place]] = attrs.field(repr=False, factory=dict)

    def _place(self, file: str, place: str = "") -> Place:
        return self.places.get(file, TextPlaces(file))(place)

    def placed(self, finding: Finding) -> Finding:
        """Return a finding of a later stage with its place in the files, where it has one."""
        if finding.at or not finding.path:
            return finding
        cut = _SLICE.fullmatch(finding.path)
        if cut is None:
            return self._placed(finding, finding.path, -1)
        if cut[2]:
            return self._placed(finding, cut[2], int(cut[1]))
        if self.head is None:
            return finding
        return finding.placed(self._place(self.head_file, self.head.where(finding.path)))

    def _placed(self, finding: Finding, path: str, version: int) -> Finding:
        """Look for *path* in the tables, then in the plan of a version."""
        entry = _ENTRY.fullmatch(path)
        path = f"points.{entry[1]}" if entry else path
        row = _ROW.fullmatch(path)
        head, _, rest = path.partition(".")
        name = row[1] if row else head
        read = self.tables.get(name)
        if read is not None and read.file:
            index = int(row[2]) if row else self._index(read, rest)
            if index is None or index >= len(read.rows):
                return finding.placed(self._place(read.file))
            field = (entry and entry[2]) or (row and row[3]) or ""
            where = read.place(index, field)
            return finding.placed(self._place(read.file, where))
        at = self.plans[version] if self.plans and version < len(self.plans) else None
        document = at.document if at is not None else None
        if at is None or document is None or document.tree is None:
            return finding
        if not document.tree.holds(path):
            return finding
        return finding.placed(self._place(at.file, document.where(path)))

    @staticmethod
    def _index(read: Read, id_: str) -> int | None:
        # A payee has no id but that of its household.
        ids = (getattr(row, "id", getattr(row, "household", "")) for row in read.rows)
        found = (place for place, one in enumerate(ids) if one == id_)
        return next(found, None)
