"""The order of findings, and those that say one thing of a whole column: few are told, all named.

A column of names where identifiers belong is one mistake and not two hundred; a reader who has to
scroll past the hundred and ninety-nine does not see the next one.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benefit_share.findings import Finding

__all__ = ["FOLDED", "TOLD", "Fold", "folded", "spans_of"]

TOLD: Final = 3
"""So many findings of one kind in one column are told each for itself."""

FOLDED: Final = 2
"""So many more there must be at least, or they are told too."""


@attrs.frozen
class Fold:
    """A finding that is told, and those that say the same further down.

    Attributes:
        finding: what is told.
        rest: what is only named by its rows.
    """

    finding: Finding
    rest: tuple[Finding, ...] = ()


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with the heaviest first; of one weight, file by file and line by line."""
    found = list(findings)
    files = {(one.at.file, one.at.sheet): place for place, one in reversed(list(enumerate(found)))}
    weights = list(Severity)
    return sorted(
        found,
        key=lambda one: (
            weights.index(one.severity),
            files[one.at.file, one.at.sheet],
            one.at.line,
            one.at.column,
        ),
    )


def folded(findings: Iterable[Finding]) -> list[Fold]:
    """Return findings in order, those of one kind in one column of a table together.

    Args:
        findings: what was found.

    Returns:
        The heaviest first, as `in_order`; the last that is told of a column holds the others.
    """
    ranked = in_order(findings)
    alike: dict[object, list[Finding]] = {}
    for one in ranked:
        alike.setdefault(_column(one), []).append(one)
    shown: list[Fold] = []
    for one in ranked:
        column = alike[_column(one)]
        if len(column) < TOLD + FOLDED:
            shown.append(Fold(one))
        elif one is column[TOLD - 1]:
            shown.append(Fold(one, tuple(column[TOLD:])))
        elif any(one is first for first in column[:TOLD]):
            shown.append(Fold(one))
    return shown


def _column(finding: Finding) -> object:
    """Return what findings that say the same have in common; of all but a table each is its own."""
    at = finding.at
    if not at.line or not (at.field or at.cell):
        return id(finding)
    return finding.code, at.file, at.sheet, at.field or at.column


def spans_of(findings: Sequence[Finding]) -> list[str]:
    """Return the rows of findings, those that follow one another as a span: `5-25`, `30`."""
    rows = sorted({one.at.line for one in findings})
    spans = []
    # Rows that follow one another all lie equally far from their own number in the list.
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        first, *others = (row for _, row in run)
        spans.append(f"{first}-{others[-1]}" if others else str(first))
    return spans
