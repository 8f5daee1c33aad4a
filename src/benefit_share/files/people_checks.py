"""Checks of people: whether there is anybody, households without members, heads who are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benefit_share.files import faults

if TYPE_CHECKING:
    from benefit_share.files.checking import Checking

__all__ = ["MANY", "check_people"]

MANY: Final = 40
"""From how many members on a household is looked at twice."""


def check_people(to: Checking) -> None:
    """Look at households and members as they are on the record date."""
    among = [step.among for step in to.plan.steps if step.among in {"households", "persons"}]
    households, members = to.tables["households"], to.tables["members"]
    if among and not households.ids:
        file = households.file or "households.csv"
        to.collected[file].add(faults.NO_HOUSEHOLDS, "households", among=among[0])
    if "persons" in among and not members.ids:
        to.collected[members.file or "members.csv"].add(faults.NO_MEMBERS, "members")
    if members.ids:
        _members(to)


def _members(to: Checking) -> None:
    day = to.day
    inside: dict[str, list[tuple[str, str]]] = {}
    for member in to.tables["members"].rows:
        if member.span.contains(day):
            inside.setdefault(member.household, []).append((member.id, member.name))
    read = to.tables["households"]
    shown = day.isoformat()
    for place, row in enumerate(read.rows):
        if not row.span.contains(day):
            continue
        there = inside.get(row.id, [])
        if not there:
            to.add(read, place, "id", faults.NO_MEMBERS_OF, id=row.id, day=shown)
        elif len(there) > MANY:
            count = len(there)
            to.add(read, place, "id", faults.MANY_MEMBERS, id=row.id, count=count, day=shown)
        named = {part for one in there for part in one if part}
        has_names = any(name for _, name in there)
        ids = {one for one, _ in there}
        # Where no member has a name, a head given by name cannot be looked up.
        if there and row.head and row.head not in (named if has_names else ids | {row.head}):
            to.add(read, place, "head", faults.HEAD_UNKNOWN, id=row.id, day=shown)
