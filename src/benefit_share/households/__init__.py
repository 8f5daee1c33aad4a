"""Households, their members, and the dated facts that are true of them.

Here lives who there is and what is known of them on a day; what a rule makes of it never does.
"""

from benefit_share.households.people import Collective, FactRow, Household, Member, Payee
from benefit_share.households.roster import FactIndex, Roster, roster

__all__ = [
    "Collective",
    "FactIndex",
    "FactRow",
    "Household",
    "Member",
    "Payee",
    "Roster",
    "roster",
]
