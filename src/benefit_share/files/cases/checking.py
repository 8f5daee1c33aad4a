"""What the checks of a case share: the tables, the plan, and where to say what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.files import faults
from benefit_share.files.places import SHOWN, Collector, nearest
from benefit_share.files.tables.rows import Read

if TYPE_CHECKING:
    from benefit_share.findings import Kind, Param
    from benefit_share.plan import Plan
    from benefit_share.values import Period, Span, ValueFault

__all__ = ["Checking", "shared_day"]


@attrs.frozen(eq=False)
class Checking:
    """The tables of a case while they are held against one another.

    Attributes:
        plan: the plan.
        period: the period of the run.
        tables: every table of a case, empty where there is no file.
        registers: the rows of each register of the plan.
        facts: the tables in which facts stand: `facts`, then columns of households and members.
        collected: what was found, by file.
        known_on: the day of knowledge, or None.
    """

    plan: Plan
    period: Period
    tables: Mapping[str, Read]
    registers: Mapping[str, Read]
    facts: Sequence[Read]
    collected: Mapping[str, Collector]
    known_on: dt.date | None = None

    @property
    def day(self) -> dt.date:
        """The day on which the roster is looked at."""
        return self.plan.basis.roster or self.period.last

    def add(self, read: Read, index: int, column: str, kind: Kind, /, **params: Param) -> None:
        """Add a finding about a row, or about a cell of it."""
        path = f"{read.table}[{index}]{'.' if column else ''}{column}"
        place = read.place(index, column)
        # What is said of two rows names the other one first.
        first = params.get("first")
        beside = read.place_in(first, column) if isinstance(first, int) else ""
        self.collected[read.file].add(kind, path, place, beside, **params)

    def refuse(self, read: Read, index: int, column: str, fault: ValueFault) -> None:
        """Add what is wrong with the value of a cell."""
        path = f"{read.table}[{index}].{column}"
        self.collected[read.file].refuse(fault, path, read.place(index, column))

    def ids(self, table: str) -> frozenset[str]:
        """Return the ids in a table, those of rows at fault too."""
        return self.tables[table].ids

    def near(self, read: Read, text: str, known: Sequence[str]) -> str:
        """Return the known word most like *text*; nothing where no finding is shown any more."""
        full = self.collected[read.file].errors >= SHOWN
        return "" if full else nearest(text, known)

    def readable(self, read: Read) -> bool:
        """Say whether a table could be read, or is missing or empty: what it lacks may be said."""
        only_empty = {faults.NO_HEADER.code}
        found = self.collected[read.file].findings() if read.file else ()
        return read.known or {one.code for one in found if one.is_error} <= only_empty

    def knows_parties(self) -> bool:
        """Say whether the id of every party could be read: else each row would seem to err."""
        tables = ("households", "members", "collectives", "assets")
        return all(self.readable(self.tables[table]) for table in tables)

    def parties(self) -> dict[str, frozenset[str]]:
        """Return the ids of each kind of party, and of assets."""
        return {
            "household": self.ids("households"),
            "person": self.ids("members"),
            "collective": self.ids("collectives"),
            "asset": self.ids("assets"),
        }

    def doubles(self, read: Read, key: Any) -> list[list[int]]:  # noqa: ANN401  (a function of a row of any table)
        """Return the places of the rows that share a *key*, for each shared key."""
        keys = list(map(key, read.rows))
        if len(set(keys)) == len(keys):
            return []
        groups: dict[Any, list[int]] = {}
        for place, one in enumerate(keys):
            groups.setdefault(one, []).append(place)
        return [places for places in groups.values() if len(places) > 1]


def shared_day(one: Span, other: Span, wanted: dt.date) -> dt.date | None:
    """Return a day in both spans, *wanted* or else the first; None if there is none."""
    if one.contains(wanted) and other.contains(wanted):
        return wanted
    starts = [span.start for span in (one, other) if span.start is not None]
    ends = [span.end for span in (one, other) if span.end is not None]
    start = max(starts, default=dt.date(1900, 1, 1))
    return None if ends and min(ends) <= start else start
