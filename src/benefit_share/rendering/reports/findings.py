"""Findings as a reader of the screen is told of them: what is wrong, where, the line, what to do.

Errors come first, and of each weight the findings of one file stand together, in its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from benefit_share.findings import Severity
from benefit_share.rendering.reports.excerpt import Piece, Row, SourceLine, excerpt_rows, gutter_of
from benefit_share.rendering.reports.folding import spans_of
from benefit_share.rendering.words.catalogues import marked
from benefit_share.rendering.words.languages import words_in
from benefit_share.values.width import clean, wrap

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.rendering.words.languages import Words

__all__ = ["COLUMNS", "finding_rows", "plain"]

COLUMNS: Final = 80

_SEVERITIES: Final[Mapping[Severity, str]] = MappingProxyType(
    {
        Severity.ERROR: marked("error"),
        Severity.WARNING: marked("warning"),
        Severity.NOTE: marked("note"),
    }
)


def finding_rows(
    finding: Finding,
    lines: Sequence[SourceLine],
    language: str,
    *,
    rest: Sequence[Finding] = (),
    columns: int = COLUMNS,
) -> Iterator[Row]:
    """Yield the lines that tell of a finding, without a blank one.

    Args:
        finding: what was found.
        lines: the lines of the file it speaks of; none where there is no such line.
        language: `zh` or `en`.
        rest: findings that say the same further down: they are named by their rows.
        columns: the width of the screen.
    """
    words, style = words_in(language), finding.severity.value
    yield from _head(finding, words, columns)
    gutter = " " * gutter_of(lines)
    if finding.where:
        yield (Piece(f"{gutter}--> ", "edge"), Piece(clean(finding.where)))
    if lines:
        edge = (Piece(f"{gutter} |", "edge"),)
        yield from chain((edge,), excerpt_rows(lines, columns, style), (edge,))
    for told in (words.advice(finding), *_rest(rest, words)):
        first, *others = wrap(clean(told), columns - len(gutter) - 3)
        yield (Piece(f"{gutter} = ", "edge"), Piece(first))
        for line in others:
            yield (Piece(f"{gutter}   {line}"),)


def _rest(rest: Sequence[Finding], words: Words) -> Iterator[str]:
    """Yield what is said of the findings that are named by their rows alone."""
    if rest:
        rows = words.tell(", ").join(spans_of(rest))
        yield words.tell("The same in {count} more rows: {rows}", count=len(rest), rows=rows)


def _head(finding: Finding, words: Words, columns: int) -> Iterator[Row]:
    """Yield how much a finding weighs, its code, and what is wrong."""
    severity = words.tell(_SEVERITIES[finding.severity])
    message = clean(words.message(finding))
    told = words.tell(
        "{severity}[{code}]: {message}", severity=severity, code=finding.code, message=message
    )
    first, *others = wrap(told, columns, hanging=2)
    lead = f"{severity}[{finding.code}]"
    yield (Piece(lead, finding.severity.value), Piece(first.removeprefix(lead), "message"))
    for line in others:
        yield (Piece(line, "message"),)


def plain(rows: Iterable[Row]) -> str:
    """Return lines as text without colours, none with a space at its end."""
    return "".join("".join(piece.text for piece in row).rstrip() + "\n" for row in rows)
