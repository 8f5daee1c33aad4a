"""The points of a run as tables: who has how many, and every entry of the ledger behind them.

The entries of one scored party stand together, in the order of the parties of the first table, so
that a sheet can add them up with one range.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from benefit_share.files.results.forms import ResultTable, column
from benefit_share.rendering.words.languages import words_in
from benefit_share.rendering.words.vocabulary import FATES
from benefit_share.values import Text, number_text

if TYPE_CHECKING:
    from benefit_share.distribution import Run
    from benefit_share.files.results.forms import Row
    from benefit_share.points import EntryFate, Item, PointsSheet
    from benefit_share.points.rows import Entry
    from benefit_share.points.sheet import SheetRow

__all__ = ["points_tables"]

_PARTY: Final = column("party", "户编号", "household or party")
_PERSON: Final = column("person", "计分人", "person scored")
_POINTS: Final = (
    _PARTY,
    _PERSON,
    column("base", "起评分", "begins with", "number"),
    column("counted", "明细计入合计", "sum of the entries that count", "number"),
    column("limits", "上下限与一票否决", "by veto and limits", "number"),
    column("normalised", "折算", "by normalising", "number"),
    column("points", "积分", "points", "number"),
)
_ENTRIES: Final = (
    _PARTY,
    _PERSON,
    column("entry", "记录编号", "entry"),
    column("subject", "记录对象", "about whom"),
    column("item", "项目编号", "item"),
    column("title", "项目", "title of the item"),
    column("clause", "条款", "clause"),
    column("on", "日期", "day"),
    column("quantity", "数量", "quantity", "number"),
    column("unit", "单位", "unit"),
    column("entered", "应记分", "points as entered", "number"),
    column("counted", "计入分", "points that count", "number"),
    column("zh", "说明", "why, in Chinese"),
    column("en", "英文说明", "why, in English"),
    column("evidence", "佐证", "evidence"),
)


def points_tables(run: Run) -> tuple[ResultTable, ...]:
    """Return the points and the entries behind them, if the rules have points."""
    sheet = run.sheet
    if sheet is None:
        return ()
    return (
        ResultTable("points", Text(zh="积分", en="points"), _POINTS, lambda: _points(sheet)),
        ResultTable(
            "entries", Text(zh="积分明细", en="entries"), _ENTRIES, lambda: _entries(run, sheet)
        ),
    )


def _scored(sheet: PointsSheet, party: str) -> tuple[str, ...]:
    """Return whose points are reckoned for a household: its own, or those of each person."""
    if sheet.scheme.of == "household":
        return (party,)
    return tuple(sorted(sheet.people[party]))


def _points(sheet: PointsSheet) -> Iterator[Row]:
    """Yield each household; where persons are scored, its persons above it, like a sum."""
    of_persons = sheet.scheme.of != "household"
    for party, total in sheet.totals.items():
        for scored in _scored(sheet, party):
            yield party, scored if of_persons else "", *_figures(sheet.row(scored))
        if of_persons:
            yield party, "", None, None, None, None, number_text(total)


def _figures(row: SheetRow) -> Iterator[str]:
    changes = dict(row.columns)
    normalised, limits = changes.pop("normalised"), changes.pop("limits") + changes.pop("veto")
    entered = sum(changes.values(), Fraction(0))
    return map(number_text, (row.base, entered, limits, normalised, row.total))


def _entries(run: Run, sheet: PointsSheet) -> Iterator[Row]:
    """Yield every entry of the ledger and what became of it; at the end those of nobody."""
    entries = {one.id: one for one in run.case.points}
    items = {one.id: one for one in sheet.scheme.items}
    of_persons = sheet.scheme.of != "household"
    for party in sheet.totals:
        for scored in _scored(sheet, party):
            whose = (party, scored if of_persons else "")
            for fate in sheet.explain(scored):
                yield *whose, *_entry(fate, entries[fate.entry], items.get(fate.item))
    for fate in sheet.unplaced:
        yield "", "", *_entry(fate, entries[fate.entry], items.get(fate.item))


def _entry(fate: EntryFate, entry: Entry, item: Item | None) -> Row:
    title = item.title if item is not None else None
    return (
        *(entry.id, entry.subject, entry.item, "" if title is None else f"{title.zh} / {title.en}"),
        *(item.clause if item is not None else "", fate.on.isoformat()),
        *(number_text(entry.quantity), item.of if item is not None else ""),
        *(number_text(fate.before), number_text(fate.counted)),
        *(_why(fate, "zh"), _why(fate, "en"), entry.evidence),
    )


def _why(fate: EntryFate, language: str) -> str:
    """Return each change on the way from entered to counted, with the points after it."""
    words = words_in(language)
    if not fate.changes:
        return words.tell(FATES[fate.reason.value])
    return words.tell("; ").join(
        f"{words.tell(FATES[one.reason.value])} → {words.number(one.points)}"
        for one in fate.changes
    )
