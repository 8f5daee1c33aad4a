"""Checks of people: whether there is anybody, households without members, heads who are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benefit_share.files import faults

if TYPE_CHECKING:
    from benefit_share.files.cases.checking import Checking

__all__ = ["MANY", "check_people"]

MANY: Final = 40
"""From how many members on a household is looked at twice."""


def check_people(to: Checking) -> None:
    """Look at households and members as they are on the record date."""
    among = [step.among for step in to.plan.steps if step.among in {"households", "persons"}]
    households, members = to.tables["households"], to.tables["members"]
    if among and not households.ids and to.readable(households):
        file = households.file or "households.csv"
        to.collected[file].add(
            faults.NO_HOUSEHOLDS, "households", among=among[0], table=households.name
        )
    if "persons" in among and not members.ids and to.readable(members):
        file = members.file or "members.csv"
        to.collected[file].add(faults.NO_MEMBERS, "members", table=members.name)
    if members.ids and members.whole:
        _members(to)
    _same_names(to)


def _same_names(to: Checking) -> None:
    """Say which heads of one collective share a name: the money of one may reach the other."""
    households = to.tables["households"]
    names = {member.id: member.name for member in to.tables["members"].rows}
    seen: dict[tuple[str, str], str] = {}
    for place, row in enumerate(households.rows):
        if not row.head or not row.span.contains(to.day):
            continue
        key = row.collective, names.get(row.head) or row.head
        other = seen.setdefault(key, row.id)
        if other != row.id:
            to.add(households, place, "head", faults.SAME_NAME, id=row.id, other=other)


def _members(to: Checking) -> None:
    day = to.day
    households = to.tables["households"]
    heads = {row.id: row.head for row in households.rows if row.head}
    counts: dict[str, int] = {}
    headed: set[str] = set()
    nameless = True
    members = to.tables["members"]
    for place, member in enumerate(members.rows):
        if not member.span.contains(day):
            continue
        if member.born_on is not None and member.born_on > day:
            to.add(members, place, "born_on", faults.MEMBER_UNBORN, id=member.id, day=str(day))
        counts[member.household] = counts.get(member.household, 0) + 1
        nameless = nameless and not member.name
        if heads.get(member.household) in {member.id, member.name}:
            headed.add(member.household)
    shown = day.isoformat()
    for place, row in enumerate(households.rows):
        if not row.span.contains(day):
            continue
        count = counts.get(row.id, 0)
        if not count:
            to.add(households, place, "id", faults.NO_MEMBERS_OF, id=row.id, day=shown)
        elif count > MANY:
            params = {"id": row.id, "count": count, "day": shown}
            to.add(households, place, "id", faults.MANY_MEMBERS, **params)
        # Where no member has a name, a head given by name cannot be looked up.
        if count and row.head and row.id not in headed and not nameless:
            to.add(households, place, "head", faults.HEAD_UNKNOWN, id=row.id, day=shown)
