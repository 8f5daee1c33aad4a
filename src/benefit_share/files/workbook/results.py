"""The result workbook: the tables of a run, with formulas that reckon its shares again."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.distribution import slices_of
from benefit_share.errors import Refused
from benefit_share.files.faults import of_books
from benefit_share.files.results.tables import slice_tables
from benefit_share.files.storage import told
from benefit_share.files.workbook.forms import Sheets, both, numbered, width
from benefit_share.files.workbook.points import POINTS_AGAIN, PointsAgain, write_exact
from benefit_share.files.workbook.shares import SharesAgain
from benefit_share.files.workbook.together import write_together
from benefit_share.values import Text, currency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.files.results.forms import ResultTable, Row
    from benefit_share.points import PointsSheet

    After = Callable[[int, Row], None]

__all__ = ["result_book"]

ROWS_LIMIT: Final = 1_048_575
"""So many rows fit on a sheet below its headers."""

OWN: Final = frozenset({"roster", "points", "entries", "allocation"})
"""Tables that stand before the others, or whose sheet has more than the table."""

LONG: Final = frozenset({"basis", "zh", "en", "title", "standard", "remark"})
"""Columns of sentences."""


class _Writer:
    """Writes one result workbook, row after row, in little memory."""

    def __init__(self, run: Run | SlicedRun, created: dt.date) -> None:
        self._run = run
        exponent = currency(run.case.plan.plan.currency).exponent
        made_up = "" if run.case.synthetic is None else "   合成数据 / synthetic data"
        self._on = Sheets(exponent, f"{run.distribution_id}{made_up}", created)

    def book(self, tables: Iterable[ResultTable]) -> bytes:
        """Write every sheet and return the bytes."""
        by_name = {table.name: table for table in tables}
        runs = slices_of(self._run)
        self._front()
        self._table(by_name["roster"])
        for place, one in enumerate(runs, 1):
            self._slice(one, place if len(runs) > 1 else 0)
        if len(runs) > 1:
            write_together(self._on, self._run, runs)
        for table in by_name.values():
            if table.name not in OWN:
                self._table(table)
        return self._on.close()

    def _slice(self, run: Run, number: int) -> None:
        """Write the points, the allocation and the steps of a run, or of the slice of a number."""
        own = {
            table.name: attrs.evolve(table, title=numbered(table.title, number))
            for table in slice_tables(run)
        }
        if run.sheet is not None:
            self._points(run.sheet, own["points"], own["entries"])
        shares = SharesAgain(self._on, run, number)
        shares.shares()
        shares.steps()

    def _front(self) -> None:
        run, plan = self._run, self._run.case.plan.plan
        sheet = self._on.sheet(Text(zh="汇总", en="summary"), (34, 70), ())
        title = run.case.title or plan.title
        said = "" if title is None else f"{title.zh} / {title.en}"
        sheet.write_string(0, 0, said, self._on.big)
        made_up = run.case.synthetic
        lines: list[tuple[str, str | int]] = [
            ("分配编号 / distribution", run.distribution_id),
            *(
                ("办法 / plan", f"{one.case.plan.plan.id}@{one.case.plan.plan.version}")
                for one in slices_of(run)
            ),
            ("期间 / period", f"{run.case.period.start} … {run.case.period.last}"),
            ("数据 / data", "" if made_up is None else f"{made_up.zh}\n{made_up.en}"),
            ("输入摘要 / digest of the inputs", run.inputs_digest),
            ("办法摘要 / digest of the plan", run.plan_digest),
            ("软件版本 / program", run.engine),
        ]
        row = 2
        for label, value in lines:
            if value:
                sheet.write_string(row, 0, label, self._on.bold)
                lines_of = sum(1 + width(line) // 68 for line in str(value).splitlines())
                sheet.set_row(row, 15 * lines_of)
                sheet.write_string(row, 1, str(value), self._on.wrapped)
                row += 1
        row += 1
        totals = run.totals
        first = row
        for label, amount in (
            ("期初代管 / held before", totals.opening_held),
            ("本次收入 / income", totals.came),
            ("发放 / paid", totals.paid),
            ("期末代管 / held after", totals.closing_held),
        ):
            sheet.write_string(row, 0, label, self._on.bold)
            sheet.write_number(row, 1, self._on.main(amount), self._on.money)
            row += 1
        sheet.write_string(row, 0, "收支相符 / it closes", self._on.bold)
        a, b, c, d = (f"B{first + one}" for one in range(1, 5))
        formula = f"=ROUND(({a}+{b}-{c}-{d})*{10**self._on.exponent},0)=0"
        sheet.write_formula(row, 1, formula, self._on.truth, totals.difference == 0)
        note = (
            "私密：含每户信息，不得公布。蓝色表头之下，“分配”表的公式把每一份重新算了一遍。",
            "Private, not for the board. Formulas on the sheet of the allocation reckon it again.",
        )
        for at, line in enumerate(note, row + 2):
            sheet.write_string(at, 0, line, self._on.text)

    def _table(self, table: ResultTable) -> None:
        self._fill(self._open(table), table)

    def _open(self, table: ResultTable, more: tuple[Text, ...] = ()) -> Any:  # noqa: ANN401  (XlsxWriter has no types)
        """Return a new sheet with the headers of a table, and *more* behind them."""
        heads = (*(column.title for column in table.columns), *more)
        widths = [max(12, width(head.zh) + 3, len(head.en) // 2 + 3) for head in heads]
        for place, column in enumerate(table.columns):
            if column.name in LONG:
                widths[place] = 48
        return self._on.sheet(table.title, widths, heads)

    def _fill(self, sheet: Any, table: ResultTable, after: After | None = None) -> None:  # noqa: ANN401  (XlsxWriter has no types)
        """Write the rows of a table, and call *after* with the number and the cells of each."""
        forms = [column.form for column in table.columns]
        for at, row in enumerate(table.rows(), 1):
            for place, (value, form) in enumerate(zip(row, forms, strict=True)):
                self._cell(sheet, (at, place), value, form)
            if after is not None:
                after(at, row)

    def _cell(self, sheet: Any, at: tuple[int, int], value: str | int | None, form: str) -> None:  # noqa: ANN401  (XlsxWriter has no types)
        if value is None or value == "":
            return
        if form == "number":
            write_exact(sheet, at, str(value), self._on.number)
        elif isinstance(value, str):
            sheet.write_string(*at, value, self._on.text)
        elif form == "money":
            sheet.write_number(*at, self._on.main(value), self._on.money)
        else:
            sheet.write_number(*at, value, self._on.whole)

    def _points(self, scored: PointsSheet, points: ResultTable, entries: ResultTable) -> None:
        """Write who has how many points, beside formulas over the entries on the next sheet."""
        sheet, ledger = self._open(points, POINTS_AGAIN), self._open(entries)
        sums = PointsAgain(scored, sheet, both(entries.title), self._on.number)
        self._fill(ledger, entries, sums.entry)
        self._fill(sheet, points, sums.row)


def _check_rows(runs: Iterable[Run]) -> None:
    """Refuse what no sheet holds before any is begun: the library would leave the rest out."""
    sizes: Counter[str] = Counter()
    for run in runs:
        roster = run.seen.world.roster
        sizes["allocation"] += sum(len(node.division.ids) for node in run.nodes if node.division)
        sizes["entries"] += len(run.case.points)
        sizes["points"] += len(roster.households) + sum(map(len, roster.members.values()))
    found = [
        of_books.TOO_MANY_ROWS.at("", sheet=name, limit=ROWS_LIMIT)
        for name, rows in sizes.items()
        if rows > ROWS_LIMIT
    ]
    if found:
        raise Refused(found)


def result_book(run: Run | SlicedRun, tables: Iterable[ResultTable]) -> bytes:
    """Return the workbook of a result.

    Args:
        run: the record of the run.
        tables: its tables, from `result_tables`.

    Returns:
        The bytes of an `.xlsx` file, in both languages; the same run gives the same bytes with the
        same version of XlsxWriter.

    Raises:
        Refused: when a sheet would have more rows than a spreadsheet holds, or the computer has no
            room for the rows on their way.
    """
    _check_rows(slices_of(run))
    # Rows that are done wait in files of the system: a book of 100,000 households is not kept whole
    # in memory.
    with told("folder", tempfile.gettempdir(), writing=True):
        return _Writer(run, run.case.period.last).book(tables)
