"""How a list of another office meets the parties of a case: by id, or by a name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from benefit_share.audit import lacks
from benefit_share.audit.lists import FILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benefit_share.audit.check import Evidence
    from benefit_share.audit.lists import Listed
    from benefit_share.findings import Finding

__all__ = ["Crossing", "Hit", "crossed"]


@attrs.frozen(repr=False)
class Hit:
    """A row that meets a party which gets something.

    Attributes:
        row: the row of the list.
        party: id of the party of the case.
        by_id: whether by its id; a name alone may be another person's.
        amount: what the party, or its household, was awarded, in minor units.
    """

    row: Listed
    party: str
    by_id: bool
    amount: int

    def __repr__(self) -> str:
        """Show nothing that says who is on which list."""
        return "Hit(…)"


@attrs.frozen
class Crossing:
    """A list held against a case.

    Attributes:
        hits: the rows that meet a party which gets something.
        looked_at: how many parties that get something were held against it; none, if none of its
            rows could be.
        strange: how many rows could not: an id the case does not know, and no name it could know.
        lacks: why something was not looked at.
    """

    hits: tuple[Hit, ...]
    looked_at: int
    strange: int
    lacks: tuple[Finding, ...]


def crossed(evidence: Evidence, name: str, rows: tuple[Listed, ...]) -> Crossing:
    """Hold the rows of the list *name* against the parties of a case."""
    case, given = evidence.case, evidence.run.given
    home = {member.id: member.household for member in case.members}
    ids = {*home, *(household.id for household in case.households)}
    named = _named(evidence, home)
    hits: list[Hit] = []
    strange = 0
    for row in rows:
        by_id = row.party in ids
        # A name that nobody here bears was compared, if the case has names at all.
        if not by_id and not (row.name and named):
            strange += 1
            continue
        for party in sorted({row.party} if by_id else named.get(row.name, set())):
            amount = given.get(party) or given.get(home.get(party, ""), 0)
            if amount:
                hits.append(Hit(row, party, by_id, amount))
    parties = sum(1 for amount in given.values() if amount)
    why: list[Finding] = []
    if strange:
        why.append(lacks.ROWS_STRANGE.at(f"audit.{name}", count=strange, wanted=FILES[name]))
    if not parties:
        why.append(lacks.NOTHING_OF_THE_KIND.at("", why="Nobody gets anything."))
    usable = not rows or strange < len(rows)
    return Crossing(tuple(hits), parties if usable else 0, strange, tuple(why))


def _named(evidence: Evidence, home: Mapping[str, str]) -> dict[str, set[str]]:
    """Return whom each name belongs to; a head may be the id or the name of a member."""
    named: dict[str, set[str]] = {}
    for member in evidence.case.members:
        if member.name:
            named.setdefault(member.name, set()).add(member.id)
    for household in evidence.case.households:
        head = household.head
        is_member = any(home[one] == household.id for one in named.get(head, ()) if one in home)
        if head and head not in home and not is_member:
            named.setdefault(head, set()).add(household.id)
    return named
