"""The sheet of points held against the scheme of the plan once more: caps, windows, validity.

A run counts points by its plan, so that nothing is ever found in a run as it was made; a sheet that
came from elsewhere, or was changed after it was made, is another matter.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.audit import faults
from benefit_share.expressions.quantity import Literal
from benefit_share.points import Reason
from benefit_share.points.windows import ENTRY, WINDOWS
from benefit_share.values import add_months, number_text

if TYPE_CHECKING:
    import datetime as dt

    from benefit_share.findings import Finding
    from benefit_share.points import Cap, Entry, EntryFate, Item, PointsSheet, Scheme

__all__ = ["recounted"]

Limited = tuple[str, "Cap"]
"""The name of an item or of a group, and the most that counts of it."""


def recounted(
    sheet: PointsSheet, scheme: Scheme, entries: Mapping[str, Entry]
) -> Iterator[Finding]:
    """Yield what counts in a sheet beyond what its scheme lets count.

    Args:
        sheet: the sheet of a run.
        scheme: the scheme of its plan.
        entries: the entries of the case, by id.
    """
    items = {one.id: one for one in scheme.items}
    limits = _limits(scheme)
    for party in sheet.parties():
        counting = [one for one in sheet.explain(party) if one.counted]
        yield from _above(party, counting, limits)
        yield from _repeated(party, counting, items)
        if scheme.same_act == "largest":
            yield from _acts(party, counting, entries)
        for one in counting:
            yield from _over(sheet, scheme, items.get(one.item), one)


def _limits(scheme: Scheme) -> dict[str, list[Limited]]:
    """Return the caps under which the entries of each item fall: its own, and that of its group."""
    groups = {one.id: one.at_most for one in scheme.groups}
    found: dict[str, list[Limited]] = {}
    for item in scheme.items:
        both = ((item.id, item.at_most), (item.group, groups.get(item.group)))
        found[item.id] = [(name, cap) for name, cap in both if cap is not None]
    return found


def _above(
    party: str, counting: list[EntryFate], limits: Mapping[str, list[Limited]]
) -> Iterator[Finding]:
    """No more counts of an item or a group than its cap; additions and deductions each."""
    sums: dict[tuple[str, Cap, bool, Hashable], Fraction] = {}
    for one in counting:
        for name, cap in limits.get(one.item, ()):
            window = one.entry if cap.per == ENTRY else WINDOWS[cap.per](one.on)
            key = (name, cap, one.counted > 0, window)
            sums[key] = sums.get(key, Fraction(0)) + abs(one.counted)
    for (name, cap, _, _), points in sums.items():
        if isinstance(cap.is_, Literal) and points > cap.is_.value:
            yield faults.CAP_EXCEEDED.at(
                f"points.{party}",
                party=party,
                item=name,
                points=number_text(points),
                most=number_text(cap.is_.value),
            )


def _repeated(
    party: str, counting: list[EntryFate], items: Mapping[str, Item]
) -> Iterator[Finding]:
    """Of an item that counts once in a window, one entry counts."""
    seen: dict[tuple[str, Hashable], str] = {}
    for one in counting:
        item = items.get(one.item)
        if item is None or item.each == ENTRY:
            continue
        first = seen.setdefault((one.item, WINDOWS[item.each](one.on)), one.entry)
        if first != one.entry:
            yield faults.COUNTED_TWICE.at(
                f"points.{one.entry}", party=party, one=first, other=one.entry
            )


def _acts(party: str, counting: list[EntryFate], entries: Mapping[str, Entry]) -> Iterator[Finding]:
    """Of one act the largest addition and the largest deduction count, and nothing else."""
    seen: dict[tuple[str, bool], str] = {}
    for one in counting:
        entry = entries.get(one.entry)
        if entry is None or not entry.act:
            continue
        first = seen.setdefault((entry.act, one.counted > 0), one.entry)
        if first != one.entry:
            yield faults.COUNTED_TWICE.at(
                f"points.{one.entry}", party=party, one=first, other=one.entry
            )


def _over(
    sheet: PointsSheet, scheme: Scheme, item: Item | None, one: EntryFate
) -> Iterator[Finding]:
    """No entry counts that is no longer valid, or was not earned in the period."""
    if scheme.counts == "earned_in":
        ended = None if sheet.period.contains(one.on) else sheet.period.start
    else:
        ended = _end(scheme, item, one)
        ended = ended if ended is not None and ended <= sheet.day else None
    if ended is not None:
        yield faults.ENTRY_EXPIRED.at(
            f"points.{one.entry}",
            entry=one.entry,
            day=one.on.isoformat(),
            points=number_text(one.counted),
        )


def _end(scheme: Scheme, item: Item | None, one: EntryFate) -> dt.date | None:
    """Return the first day on which an entry is no longer valid; None: it stays valid."""
    if item is not None and item.valid is not None:
        return add_months(one.on, item.valid.in_months)
    points = one.before
    if scheme.repeat is not None and scheme.repeat.validity_by == "after":
        repeated = [change for change in one.changes if change.reason is Reason.REPEATED]
        points = repeated[-1].points if repeated else points
    band = next((row for row in scheme.valid if row.value.contains(points)), None)
    return None if band is None else add_months(one.on, band.in_months)
