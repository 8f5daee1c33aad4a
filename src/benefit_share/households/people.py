"""The rows of the registers of people, as they stand in a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from benefit_share.values import ALWAYS, Span

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Collective", "FactRow", "Household", "Member", "Payee"]


@attrs.frozen
class Collective:
    """A village, a co-operative, a township: who owns, decides and pays.

    Attributes:
        id: identifier, unique among all parties of a case.
        name: the name printed.
        code: the registration code, or empty.
    """

    id: str
    name: str = ""
    code: str = ""


@attrs.frozen
class Household:
    """One household in one collective over a span of days.

    Attributes:
        id: identifier, unique among all parties of a case.
        collective: id of its home collective.
        group: the group or team inside the collective, or empty.
        head: the head of the household: a member's id, or a name.
        span: the days on which the household was there, last day included in files.
    """

    id: str
    collective: str
    group: str = ""
    head: str = ""
    span: Span = ALWAYS


@attrs.frozen
class Member:
    """One person in one household over a span of days.

    Attributes:
        id: identifier of the person, unique among all parties of a case.
        household: id of the household.
        name: the person's name; never printed in anything public.
        born_on: day of birth, or None if not known.
        relation: relation to the head, or empty.
        span: the days on which the person was in the household.
    """

    id: str
    household: str
    name: str = ""
    born_on: dt.date | None = None
    relation: str = ""
    span: Span = ALWAYS


@attrs.frozen
class FactRow:
    """Something true of a household, a member, a collective or an asset over a span of days.

    Attributes:
        subject: id of the party or asset.
        fact: the name of the fact.
        value: the value as text; the plan says how it is read.
        span: the days on which it was true.
        recorded_on: the day on which it became known; None: known from the beginning.
        evidence: where it is proved, or empty.
    """

    subject: str
    fact: str
    value: str
    span: Span = ALWAYS
    recorded_on: dt.date | None = None
    evidence: str = ""


@attrs.frozen(repr=False)
class Payee:
    """Where the money of a household goes; the only row with an ID or an account number.

    Attributes:
        household: id of the household or other party.
        payee: the name on the account.
        id_number: resident identity number.
        account: account number.
        bank: name of the bank.
        phone: telephone number.
    """

    household: str
    payee: str
    id_number: str = ""
    account: str = ""
    bank: str = ""
    phone: str = ""

    def __repr__(self) -> str:
        """Show whose row it is and nothing else."""
        return f"Payee(household={self.household!r}, …)"
