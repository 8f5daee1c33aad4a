"""What an audit may be given beside a run.

Lists of other offices, the record of the procedure, what the bank was told and what it did.

None of it enters a run: it can test, it cannot move money.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from benefit_share.procedure.words import event_of, meeting_of
from benefit_share.values import ALWAYS, Span
from benefit_share.values.frozen import FrozenMap

__all__ = ["FILES", "ExcludedKind", "Instructed", "Listed", "Lists", "Paid", "Recorded"]

FILES: Final[Mapping[str, str]] = FrozenMap(
    {
        "deceased": "audit/deceased.csv",
        "budget_paid": "audit/budget_paid.csv",
        "cadre_kin": "audit/cadre_kin.csv",
        "business_owners": "audit/business_owners.csv",
        "other_rosters": "audit/other_rosters.csv",
        "excluded_kinds": "audit/excluded_kinds.csv",
        "procedure_record": "audit/procedure_record.csv",
        "payment_lines": "audit/payment_lines.csv",
        "paid": "audit/paid.csv",
    }
)
"""What each list is called beside a case."""


def _place() -> str:
    """Return the field of a row for its place in a file; the same row elsewhere is equal."""
    made: str = attrs.field(default="", eq=False, repr=False, kw_only=True)
    return made


@attrs.frozen(repr=False)
class Listed:
    """One person or household on a list of another office.

    Attributes:
        party: id of a person or household of the case, or empty if the office has other ids.
        name: the name on the list; two people may share it, so a match by name is a question.
        roster: which list it is, where there are several: the other village, the office.
        span: the days on which it holds; the death, from its day on.
        place: where it stands in a file.
    """

    party: str = ""
    name: str = ""
    roster: str = ""
    span: Span = ALWAYS
    place: str = _place()

    def __repr__(self) -> str:
        """Show nothing that says who is on which list."""
        return "Listed(…)"


@attrs.frozen
class ExcludedKind:
    """One kind of income that the rules of the place do not let be distributed, and which rule."""

    kind: str
    clause: str = ""
    place: str = _place()


@attrs.frozen
class Recorded:
    """One event of the procedure, as its minutes say.

    Attributes:
        event: what happened: a word of `procedure.words.EVENTS`, kept as its type in the journal.
        on: the day; of a posting its first day.
        to: the last day of a posting, included; None for other events.
        by: who.
        entitled: how many could have voted.
        present: how many were there.
        in_favour: how many voted for it.
        meeting: who met: `members` or `representatives`; empty: it is not said.
        place: where it stands in a file.
    """

    event: str = attrs.field(converter=event_of)
    on: dt.date
    to: dt.date | None = None
    by: str = ""
    entitled: Fraction | None = None
    present: Fraction | None = None
    in_favour: Fraction | None = None
    meeting: str = attrs.field(default="", converter=meeting_of)
    place: str = _place()


@attrs.frozen(repr=False)
class Instructed:
    """One sum that the bank was told to pay: whom, how much, to which account."""

    party: str
    amount: int
    account: str = ""
    place: str = _place()

    def __repr__(self) -> str:
        """Show whose line it is and nothing of the account."""
        return f"Instructed(party={self.party!r}, amount={self.amount}, …)"


@attrs.frozen
class Paid:
    """One sum that was really paid: whom, how much, on which day."""

    party: str
    amount: int
    on: dt.date
    place: str = _place()


@attrs.frozen
class Lists:
    """All that may be given; None: it was not given, and what needs it is not checked.

    A list without rows is an answer: nobody died, nothing has been paid.

    Attributes:
        deceased: who died, and when.
        budget_paid: who is paid from the public budget.
        cadre_kin: cadres of the village and their kin.
        business_owners: who owns a firm, a car, a flat in town, as the rules name them.
        other_rosters: who is on the roster of another village.
        excluded_kinds: the kinds of income that may not be distributed.
        procedure_record: the events of the procedure.
        payment_lines: the lines of the payment file.
        paid: what was paid.
        faulty: names of lists that were given with faults, and so are None.
        files: where each list that was given stands.
    """

    deceased: tuple[Listed, ...] | None = None
    budget_paid: tuple[Listed, ...] | None = None
    cadre_kin: tuple[Listed, ...] | None = None
    business_owners: tuple[Listed, ...] | None = None
    other_rosters: tuple[Listed, ...] | None = None
    excluded_kinds: tuple[ExcludedKind, ...] | None = None
    procedure_record: tuple[Recorded, ...] | None = None
    payment_lines: tuple[Instructed, ...] | None = None
    paid: tuple[Paid, ...] | None = None
    faulty: frozenset[str] = frozenset()
    files: Mapping[str, str] = attrs.field(default=FrozenMap(), eq=False, repr=False)
