"""The notice as data: what is posted for everybody, complete, in no language yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.findings import hushed
from benefit_share.seal import faults

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.plan.model import Contact
    from benefit_share.seal.parties import Totals
    from benefit_share.seal.rows import PublicRow, SealedRows
    from benefit_share.values import Currency, Period, Text

__all__ = ["LEAST_IN_CELL", "Board", "Cell", "Notice", "board_of", "merged_cells", "notice_of"]

LEAST_IN_CELL: Final = 5
"""Nobody is shown in a sum of fewer parties than this: a sum of one is the amount of one."""


@attrs.frozen
class Cell:
    """A sum over several parties, as a table may show it.

    Attributes:
        name: what they have in common, or None for all that was merged.
        parties: how many they are.
        amount: what they are awarded together, minor units.
    """

    name: str | None
    parties: int
    amount: int


def merged_cells(cells: Iterable[Cell], /, *, least: int = LEAST_IN_CELL) -> tuple[Cell, ...]:
    """Return cells of which none stands for fewer than *least* parties.

    The small ones become one; if that is still too small, the smallest of the others joins it, so
    that nobody finds it by taking the shown cells from the whole.

    Args:
        cells: one for each name.
        least: the fewest parties of a cell.

    Returns:
        The large cells in the order given, then what was merged; none at all when even the whole
        is too small.
    """
    given = tuple(cells)
    large = [one for one in given if one.parties >= least]
    small = [one for one in given if 0 < one.parties < least]
    while small and sum(one.parties for one in small) < least:
        if not large:
            return ()
        small.append(min(large, key=attrgetter("parties", "name")))
        large.remove(small[-1])
    if not small:
        return tuple(large)
    rest = Cell(None, sum(one.parties for one in small), sum(one.amount for one in small))
    return (*large, rest)


@attrs.frozen
class Notice:
    """What the notice of a run says.

    Attributes:
        run_id: the run.
        title: what the distribution is called, or None.
        plan_title: what the rules are called, or None.
        plan_id: id of the rules.
        plan_version: version of the rules.
        synthetic: which part of the data is made up, or None.
        period: the period whose income is shared.
        currency: the currency of all amounts.
        rows: the public rows, in order.
        totals: what stands between awarded and payable.
        root: root of the tree over the rows, 64 hexadecimal digits.
        contact: whom to object to, or None.
        versions: where the rules change inside the period: the days, title and number of each
            version, in order. Empty: one version.
    """

    run_id: str
    title: Text | None
    plan_title: Text | None
    plan_id: str
    plan_version: int
    synthetic: Text | None
    period: Period
    currency: Currency
    rows: tuple[PublicRow, ...]
    totals: Totals
    root: str
    contact: Contact | None
    versions: tuple[tuple[Period, Text | None, int], ...] = ()

    @property
    def groups(self) -> tuple[Cell, ...]:
        """What each group is awarded together, small groups merged; none where there is one."""
        sums: dict[str, tuple[int, int]] = {}
        for row in self.rows:
            parties, amount = sums.get(row.group, (0, 0))
            sums[row.group] = parties + 1, amount + row.amount
        return merged_cells(Cell(name, *sums[name]) for name in sorted(sums)) if sums else ()


@attrs.frozen
class Board:
    """The notice as it hangs on the board in the village: the same rows, with full names.

    Attributes:
        notice: the notice.
        names: the whole name beside each row; on paper alone, never on a web page.
        fingerprint: sixteen digits of the manifest, to compare with slips and other copies.
    """

    notice: Notice
    names: Sequence[str] = attrs.field(repr=False)
    fingerprint: str


def board_of(notice: Notice, sealed: SealedRows, fingerprint: str) -> Board:
    """Return the form of a notice for the board, once the manifest exists."""
    return Board(notice, sealed.names, fingerprint)


def notice_of(
    run: Run | SlicedRun, sealed: SealedRows, totals: Totals, currency: Currency
) -> Notice:
    """Return the notice of a run: the rows as they are sealed, and nothing else of any person.

    Raises:
        Refused: when a title holds the number of somebody. Whom to object to may have a telephone.
    """
    case = run.case
    titles = {"title": case.title, "plan title": case.plan.plan.title, "synthetic": case.synthetic}
    titles |= {f"plan title {one.plan.plan.version}": one.plan.plan.title for one in case.versions}
    found = [
        faults.NUMBER_IN_TEXT.at(what, what=what)
        for what, text in titles.items()
        if text is not None and any(hushed(one) != one for one in (text.zh, text.en))
    ]
    if found:
        raise Refused(found)
    return Notice(
        run_id=sealed.run_id,
        title=case.title,
        plan_title=case.plan.plan.title,
        plan_id=case.plan.plan.id,
        plan_version=case.plan.plan.version,
        synthetic=case.synthetic,
        period=case.period,
        currency=currency,
        rows=sealed.rows,
        totals=totals,
        root=sealed.tree.root.hex(),
        contact=case.plan.contact,
        versions=tuple(
            (one.period, one.plan.plan.title, one.plan.plan.version) for one in case.versions
        ),
    )
