"""The roster of a day: who was there, as known on another day."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from benefit_share.households.people import FactRow, Household, Member

__all__ = ["FactIndex", "Roster", "roster"]

Row = TypeVar("Row", "Household", "Member")


@attrs.frozen
class Roster:
    """Who was there on one day.

    Attributes:
        day: the day.
        households: id and row of each household, in order of id.
        members: id of a household and its members, in order of id.
        home: id of a person and of its household.
    """

    day: dt.date
    households: Mapping[str, Household]
    members: Mapping[str, tuple[Member, ...]]
    home: Mapping[str, str]


def roster(households: Iterable[Household], members: Iterable[Member], day: dt.date) -> Roster:
    """Return the roster of *day*.

    A member of a household that was not there on the day is not on the roster either.
    The rows must already be free of faults: one household, one home a person, on any day.
    """
    there = {row.id: row for row in _on(households, day)}
    inside: dict[str, list[Member]] = {}
    home: dict[str, str] = {}
    for member in _on(members, day):
        if member.household in there:
            inside.setdefault(member.household, []).append(member)
            home[member.id] = member.household
    return Roster(
        day=day,
        households=FrozenMap(dict(sorted(there.items()))),
        members=FrozenMap(
            {key: tuple(sorted(rows, key=lambda row: row.id)) for key, rows in inside.items()}
        ),
        home=FrozenMap(home),
    )


def _on(rows: Iterable[Row], day: dt.date) -> Iterator[Row]:
    """Yield the rows whose span contains *day*; most rows share a few spans."""
    known: dict[int, bool] = {}
    for row in rows:
        there = known.get(id(row.span))
        if there is None:
            there = known[id(row.span)] = row.span.contains(day)
        if there:
            yield row


class FactIndex:
    """Facts by name and subject, as known on one day; built once, then only read."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[FactRow], known_on: dt.date | None = None) -> None:
        """Index the *rows* that were recorded by *known_on* (None: all of them)."""
        self._rows: dict[str, dict[str, tuple[FactRow, ...]]] = {}
        for row in rows:
            if known_on is None or row.recorded_on is None or row.recorded_on <= known_on:
                of = self._rows.setdefault(row.fact, {})
                earlier = of.get(row.subject)
                of[row.subject] = (row,) if earlier is None else (*earlier, row)

    def rows(self, subject: str, fact: str) -> tuple[FactRow, ...]:
        """Return every row of *fact* about *subject*."""
        return self._rows.get(fact, {}).get(subject, ())

    def on(self, subject: str, fact: str, day: dt.date) -> FactRow | None:
        """Return the row true on *day*, or None if nothing is known.

        Of several rows true on the day the one recorded last stands: a later record corrects.
        Two recorded on one day with different values are a fault that the checks report.
        """
        best: FactRow | None = None
        for row in self._rows.get(fact, {}).get(subject, ()):
            if row.span.contains(day) and (best is None or _later(row, best)):
                best = row
        return best

    def texts(self, fact: str, day: dt.date) -> dict[str, str]:
        """Return the value of *fact* on *day* for everybody of whom it is known, by id."""
        found = {}
        for subject, rows in self._rows.get(fact, {}).items():
            row = rows[0] if len(rows) == 1 else self.on(subject, fact, day)
            if row is not None and row.span.contains(day):
                found[subject] = row.value
        return found

    def of(self, subject: str) -> Mapping[str, tuple[FactRow, ...]]:
        """Return all facts about *subject*, by name."""
        return {fact: rows[subject] for fact, rows in self._rows.items() if subject in rows}


def _later(row: FactRow, best: FactRow) -> bool:
    if row.recorded_on == best.recorded_on:
        return row.value < best.value
    if row.recorded_on is None:
        return False
    return best.recorded_on is None or row.recorded_on > best.recorded_on
