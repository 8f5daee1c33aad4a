"""What undoes a filed run, line by line to the fen, and what a correction changes.

Both are files of the office: they name households. Nothing is divided again; a line is mirrored or
compared as it was awarded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from benefit_share.procedure import mirrored
from benefit_share.seal.documents import read_lines
from benefit_share.values import minor_text

if TYPE_CHECKING:
    from benefit_share.files.office.folder import Edition
    from benefit_share.procedure.reversal import Line

__all__ = ["DIFFERENCES", "REVERSAL", "differences", "lines_of", "reversal"]

REVERSAL: Final = "reversal.csv"
DIFFERENCES: Final = "differences.csv"

_LIMIT: Final = 134_217_728


def lines_of(edition: Edition) -> tuple[tuple[Line, ...], int]:
    """Return what a run awarded, a line for each household and step, and the decimals of money.

    Raises:
        Refused: when the statements of the run are missing or not as they were written.
    """
    name = "statements.jsonl"
    path = edition.folder / "restricted" / name
    read = read_lines(edition.storage.read_bytes(path, _LIMIT), place=name)
    lines = tuple(
        (said["household"], line["step"], line["amount_minor"])
        for _, said in read
        for line in said["lines"]
    )
    return lines, next((said["exponent"] for _, said in read), 2)


def reversal(edition: Edition) -> bytes:
    """Return the table that undoes a run: every line again, with the opposite sign."""
    lines, exponent = lines_of(edition)
    rows = ((who, step, minor_text(amount, exponent)) for who, step, amount in mirrored(lines))
    return _table(("household", "step", "amount"), rows)


def differences(before: Edition, after: Edition) -> bytes:
    """Return the table of what a correction changes, a row for each line that differs.

    What a household has too little is `owed` to it; what it has too much is `receivable` from it.
    Together the differences are that of the two runs.
    """
    old, exponent = lines_of(before)
    new, _ = lines_of(after)
    amounts: dict[tuple[str, str], list[int]] = {}
    for place, lines in enumerate((old, new)):
        for who, step, amount in lines:
            amounts.setdefault((who, step), [0, 0])[place] += amount
    rows = (
        (
            who,
            step,
            *(minor_text(one, exponent) for one in (was, is_now, is_now - was)),
            "owed" if is_now > was else "receivable",
        )
        for (who, step), (was, is_now) in sorted(amounts.items())
        if was != is_now
    )
    return _table(("household", "step", "before", "after", "difference", "becomes"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
