"""A copy of a workbook in which every fault stands as a note at its cell."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from benefit_share.errors import Refused
from benefit_share.files.faults import of_books

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = ["mark_book", "places_of"]

_COLOURS: Final = MappingProxyType({"error": "FFFFC7CE", "warning": "FFFFEB9C", "note": "FFDDEBF7"})
_WIDTH, _LINE, _SIGNS = 320, 18, 40


def places_of(findings: Iterable[Finding], book: str) -> dict[tuple[str, str], list[Finding]]:
    """Return the findings about each cell of a workbook, by the title of the sheet and the cell.

    Args:
        findings: with their places.
        book: the name of the workbook.

    Returns:
        A finding about a whole sheet stands at A1.
    """
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.at.sheet and finding.at.file == book:
            found.setdefault((finding.at.sheet, finding.at.cell or "A1"), []).append(finding)
    return found


def mark_book(data: bytes, found: Mapping[tuple[str, str], Iterable[Finding]], say: Any) -> bytes:  # noqa: ANN401  (a function of a finding)
    """Return the workbook with a note and a colour at every cell of which something was found.

    Args:
        data: the bytes of a workbook that the reader of cases has opened.
        found: the findings about each cell, from `places_of`.
        say: what writes a finding as a sentence.

    Raises:
        Refused: when the library that writes it again cannot make sense of the whole of it.
    """
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not keep is no part of a table
        try:
            book = load_workbook(io.BytesIO(data), keep_links=False)
        except Exception:  # noqa: BLE001  (a library that reads what strangers made may raise anything)
            raise Refused([of_books.NOT_MARKED.at("")]) from None
    for (title, cell), findings in found.items():
        if title not in book.sheetnames:
            continue
        here = book[title][cell]
        if not hasattr(here, "comment") or type(here).__name__ == "MergedCell":
            continue
        told = "\n\n".join(say(one) for one in findings)
        earlier = f"\n\n{here.comment.text}" if here.comment is not None else ""
        note = Comment(told + earlier, "benefit-share")
        lines = sum(1 + len(line) * 2 // _SIGNS for line in note.text.splitlines())
        note.width, note.height = _WIDTH, max(60, lines * _LINE)
        here.comment = note
        worst = min((one.severity for one in findings), key=list(_COLOURS).index)
        here.fill = PatternFill("solid", fgColor=_COLOURS[worst.value])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
