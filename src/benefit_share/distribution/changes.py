"""The days of a period on which an answer about somebody can change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from benefit_share.values import Span, add_months

if TYPE_CHECKING:
    from benefit_share.distribution.case import Case
    from benefit_share.expressions.world import Subject
    from benefit_share.households import FactIndex, Member
    from benefit_share.values import Period

__all__ = ["Changes"]


class Changes:
    """Every dated row of a case by whom it concerns; made at the first question."""

    def __init__(self, case: Case, facts: FactIndex) -> None:
        """Index the rows of *case*."""
        self._period = case.period
        self._facts = facts
        self._members: dict[str, list[Member]] = {}
        for member in case.members:
            self._members.setdefault(member.household, []).append(member)
        self._spans: dict[str, list[Span]] = {}
        rows: list[tuple[str, Span]] = [(row.id, row.span) for row in case.households]
        rows += [(row.holder, row.span) for name in case.registers for row in case.registers[name]]
        rows += [(row.owner, row.span) for row in case.ownership]
        for whose, span in rows:
            self._spans.setdefault(whose, []).append(span)
        self._common = [Span(one.from_, after(one.to)) for one in case.plan.figures]

    def days(self, subject: Subject) -> list[dt.date]:
        """Return the first day of the period and every day on which something changes in it."""
        period, members = self._period, self._members.get(subject.household, [])
        found = {period.start}
        for span in (*self._common, subject.span, *self._about(subject, members)):
            found |= {day for day in (span.start, span.end) if day is not None}
        for member in members:
            found |= birthdays(member.born_on, period)
        return sorted(day for day in found if period.contains(day))

    def _about(self, subject: Subject, members: list[Member]) -> Iterator[Span]:
        yield from (member.span for member in members)
        ids = {subject.id, subject.household, subject.collective, subject.asset}
        for one in (ids | {member.id for member in members}) - {""}:
            yield from self._spans.get(one, ())
            for rows in self._facts.of(one).values():
                yield from (row.span for row in rows)


def birthdays(born: dt.date | None, period: Period) -> set[dt.date]:
    """Return the days around *period* on which somebody becomes a year older."""
    if born is None:
        return set()
    years = range(period.start.year - born.year, period.end.year - born.year + 1)
    return {add_months(born, 12 * year) for year in years if year >= 0}


def after(last: dt.date | None) -> dt.date | None:
    """Return the day after the last one of a span."""
    return None if last is None else last + dt.timedelta(days=1)
