"""Whom an entry counts for: the household, the person, or the head of the household."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from benefit_share.points import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from benefit_share.findings import Finding
    from benefit_share.points.rows import Entry
    from benefit_share.points.scheme import Scheme
    from benefit_share.points.setting import Setting

__all__ = ["assign", "homes_of"]

_ORDER = attrgetter("on", "id")
_NOBODY = ""


def homes_of(scheme: Scheme, people: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the household of each party that is scored."""
    if scheme.of == "household":
        return {home: home for home in people}
    return {member: home for home, members in people.items() for member in members}


def assign(
    entries: Iterable[Entry],
    setting: Setting,
    people: Mapping[str, tuple[str, ...]],
    heads: Mapping[str, str],
) -> tuple[dict[str, list[Entry]], list[Entry]]:
    """Give each entry to the party it counts for.

    Returns:
        The entries of every scored party in order of day and id, and those that are nobody's.
    """
    scheme = setting.rules.scheme
    groups: dict[str, list[Entry]] = {party: [] for party in homes_of(scheme, people)}
    groups[_NOBODY] = []
    routes = _routes(scheme, people)
    to_head = {item for item, rule in setting.rules.items.items() if rule.headed}
    headed = _headed(people, heads) if to_head and scheme.of == "person" else routes
    ledger = list(entries)
    if headed is routes:
        for entry in ledger:
            groups[routes.get(entry.subject, _NOBODY)].append(entry)
    else:
        for entry in ledger:
            route = headed if entry.item in to_head else routes
            groups[route.get(entry.subject, _NOBODY)].append(entry)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=_ORDER)
    if len({entry.id for entry in ledger}) != len(ledger):
        setting.findings += _twice(ledger)
    lost = groups.pop(_NOBODY)
    if lost:
        setting.findings += _lost(lost, setting, people, to_head)
    return groups, lost


def _routes(scheme: Scheme, people: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the scored party of each subject."""
    routes = {member: home for home, members in people.items() for member in members}
    if scheme.of == "household":
        return routes | {home: home for home in people}
    return {member: member for member in routes}


def _headed(people: Mapping[str, tuple[str, ...]], heads: Mapping[str, str]) -> dict[str, str]:
    """Return the head of the household of each subject, where there is one."""
    headed: dict[str, str] = {}
    for home, members in people.items():
        head = heads.get(home, "")
        if head in members:
            headed |= dict.fromkeys((home, *members), head)
    return headed


def _twice(ledger: list[Entry]) -> Iterator[Finding]:
    for name, number in Counter(entry.id for entry in ledger).items():
        if number > 1:
            yield kinds.ENTRY_TWICE.at(f"points[{name}]", id=name, number=number)


def _lost(
    lost: list[Entry],
    setting: Setting,
    people: Mapping[str, tuple[str, ...]],
    to_head: set[str],
) -> Iterator[Finding]:
    """Yield why entries belong to nobody; those that would not count anyway are passed over."""
    homes = {member: home for home, members in people.items() for member in members}
    for entry in lost:
        if not setting.knows(entry) or entry.on > setting.day or entry.state == "withdrawn":
            continue
        path = f"points[{entry.id}]"
        home = entry.subject if entry.subject in people else homes.get(entry.subject)
        if home is None:
            yield kinds.SUBJECT_UNKNOWN.at(path, subject=entry.subject)
        elif entry.item in to_head:
            yield kinds.HEAD_MISSING.at(path, household=home)
        else:
            yield kinds.SUBJECT_HOUSEHOLD.at(path, subject=home)
