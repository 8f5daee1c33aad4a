"""The sheet that adds up what each party is awarded in the slices of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benefit_share.files.tables.csv_reader import column_letters
from benefit_share.files.workbook.forms import numbered
from benefit_share.values import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.files.workbook.forms import Sheets

__all__ = ["write_together"]

_TITLE: Final = Text(zh="各段合计", en="slices together")
_PARTY: Final = Text(zh="户编号", en="household or party")
_SLICE: Final = Text(zh="应发（分），分段", en="awarded, minor units, slice")
_AGAIN: Final = Text(zh="各段相加（公式）", en="added up, by formula")
_RECORDED: Final = Text(zh="记录的合计（分）", en="sum recorded, minor units")
_AGREE: Final = Text(zh="两者相同", en="the two agree")


def write_together(on: Sheets, run: Run | SlicedRun, runs: Sequence[Run]) -> None:
    """Write a row a party: what each slice gives it, and the sum beside the recorded one."""
    heads = [_PARTY, *(numbered(_SLICE, number) for number in range(1, len(runs) + 1))]
    heads += [_AGAIN, _RECORDED, _AGREE]
    sheet = on.sheet(_TITLE, [16] * len(heads), heads)
    last = len(runs)
    for row, (party, total) in enumerate(run.given.items(), 1):
        sheet.write_string(row, 0, party, on.text)
        for place, one in enumerate(runs, 1):
            sheet.write_number(row, place, one.given.get(party, 0), on.whole)
        at = row + 1
        added = f"=SUM(B{at}:{column_letters(last)}{at})"
        sheet.write_formula(row, last + 1, added, on.whole, total)
        sheet.write_number(row, last + 2, total, on.whole)
        again, recorded = column_letters(last + 1), column_letters(last + 2)
        sheet.write_formula(row, last + 3, f"={again}{at}={recorded}{at}", on.truth, True)  # noqa: FBT003  (the value of the cell, not an option)
