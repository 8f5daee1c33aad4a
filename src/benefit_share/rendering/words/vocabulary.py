"""Code words in plain words: units, roundings, kinds of income, common facts and categories.

A plan that gives titles does not need them; a word that is not here is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from benefit_share.rendering.words.catalogues import marked

__all__ = [
    "ACCOUNT_KINDS",
    "FATES",
    "KNOWN",
    "PARTIES",
    "ROUNDINGS",
    "SECTIONS",
    "TOGETHER",
    "UNITS",
]

UNITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "kW": (marked("kW"), marked("kW")),
        "kWh": (marked("kWh"), marked("kWh")),
        "mu": (marked("mu"), marked("mu")),
        "month": (marked("month"), marked("months")),
        "day": (marked("day"), marked("days")),
        "year": (marked("year"), marked("years")),
        "hour": (marked("hour"), marked("hours")),
        "point": (marked("point"), marked("points")),
        "household": (marked("household"), marked("households")),
        "person": (marked("person"), marked("persons")),
        "piece": (marked("piece"), marked("pieces")),
    }
)
"""Symbol of a unit, and what stands after 1 and after another number."""

UNIT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{symbol: names[0] for symbol, names in UNITS.items()},
        "money": marked("money"),
        "number": marked("a number without a unit"),
        "text": marked("a word"),
    }
)
"""What messages call the units that a plan mixes."""

ROUNDINGS: Mapping[str, str] = MappingProxyType(
    {
        "down": marked("rounded down"),
        "up": marked("rounded up"),
        "half_up": marked("rounded to the nearest, a half up"),
        "half_even": marked("rounded to the nearest, a half to the even digit"),
    }
)
"""Word of a rounding of single amounts, and what is done."""

KNOWN: Mapping[str, str] = MappingProxyType(
    {
        # names of quantities
        "household.size": marked("members of the household"),
        "points.total": marked("points in all"),
        "total": marked("total"),
        "remaining": marked("what is left"),
        "balance": marked("balance"),
        "age": marked("age"),
        "asset.capital": marked("capital put in"),
        "asset.due": marked("amount due"),
        "asset.received": marked("amount received"),
        "members": marked("members"),
        # pools and accounts
        "gross": marked("gross income"),
        "net": marked("net income"),
        "award": marked("awards"),
        "reserve": marked("reserve"),
        "carried": marked("carry-forward"),
        "carry_forward": marked("carry-forward"),
        "sinking_fund": marked("sinking fund"),
        "welfare": marked("welfare fund"),
        "trust": marked("held in trust"),
        "backpay": marked("back pay"),
        "clawback": marked("clawback"),
        # kinds of income
        "feed_in": marked("feed-in fee"),
        "subsidy": marked("tariff subsidy"),
        "rent": marked("rent"),
        "dividend": marked("dividend"),
        "guaranteed_return": marked("guaranteed return"),
        "fixed_return": marked("fixed return"),
        "land_compensation": marked("land compensation"),
        "donation": marked("donation"),
        "from_run": marked("share of another distribution"),
        # registers of every case
        "ownership": marked("ownership"),
        "income": marked("income"),
        "expenses": marked("expenses"),
        # columns of registers
        "wage": marked("wage"),
        "months": marked("number of months"),
        "attendance": marked("attendance"),
        "quantity": marked("quantity"),
        "amount": marked("amount"),
        # facts
        "status": marked("status"),
        "category": marked("category"),
        "income_per_head": marked("income per head"),
        "budget_paid": marked("paid from the budget"),
        "no_labour": marked("no labour capacity"),
        # categories
        "policy": marked("policy household"),
        "ordinary": marked("ordinary household"),
        "destitute": marked("destitute supported"),
        "dibao": marked("minimum living allowance"),
        "lifted": marked("lifted household"),
        "unstable": marked("unstable lifted household"),
        "near_poor": marked("near poor household"),
        "borderline": marked("borderline household"),
        "monitored": marked("monitored household"),
        "sudden_hardship": marked("sudden hardship household"),
        "weak_labour": marked("weak labour"),
        "severe_disability": marked("severe disability"),
        "serious_illness": marked("serious illness"),
        "student": marked("student"),
        "none": marked("none"),
        "true": marked("yes"),
        "false": marked("no"),
        "yes": marked("yes"),
        "no": marked("no"),
    }
)
"""Names and values that need no title of their own."""

PARTIES: Mapping[str, str] = MappingProxyType(
    {
        "household": marked("Household"),
        "person": marked("Person"),
        "collective": marked("Collective"),
        "body": marked("Payee"),
    }
)
"""Kind of a party, as the name of a field."""

ACCOUNT_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "held": marked("held"),
        "owed": marked("owed, not yet paid"),
        "receivable": marked("to be recovered"),
    }
)
"""Kind of an account."""

FATES: Mapping[str, str] = MappingProxyType(
    {
        "counted": marked("counts in full"),
        "unknown_subject": marked("its subject is not on the roster of the record date"),
        "unknown_item": marked("the scheme has no such item"),
        "unknown_state": marked("its state is unknown"),
        "not_known": marked("it was recorded after the day that counts"),
        "not_yet": marked("it is dated after the day of the sheet"),
        "withdrawn": marked("it was taken back"),
        "refused": marked("its points are not what the item allows"),
        "same_act": marked("another entry of the same act counts more"),
        "already": marked("the item was entered already in this span"),
        "repeated": marked("it repeats an earlier entry and is multiplied"),
        "expired": marked("it is no longer valid on the day"),
        "outside_period": marked("it was not earned in the period"),
        "carried": marked("it was earned before the period and only lifts the running total"),
        "no_evidence": marked("the evidence or the approval is missing"),
        "pending": marked("an objection to it is open"),
        "reset": marked("a later entry reset the points to zero"),
        "totalled": marked("it moved the running total by these points"),
        "item_cap": marked("the most that counts of its item is reached"),
        "group_cap": marked("the most that counts of its group is reached"),
        "frozen": marked("additions do not count while a freeze holds"),
    }
)
"""What became of an entry of the points ledger, by the word of its reason."""

SECTIONS: tuple[str, ...] = (
    marked("1. {heading}"),
    marked("2. {heading}"),
    marked("3. {heading}"),
    marked("4. {heading}"),
    marked("5. {heading}"),
    marked("6. {heading}"),
    marked("7. {heading}"),
    marked("8. {heading}"),
    marked("9. {heading}"),
    marked("10. {heading}"),
    marked("11. {heading}"),
    marked("12. {heading}"),
    marked("13. {heading}"),
    marked("14. {heading}"),
    marked("15. {heading}"),
    marked("16. {heading}"),
)
"""How the sections of a page are counted."""

TOGETHER: Mapping[str, str] = MappingProxyType(
    {
        "sum": marked("The household has the sum of its persons' points: {persons}"),
        "head": marked("The household has the points of its head; its persons: {persons}"),
        "highest": marked("The household has the most that one person has: {persons}"),
        "mean": marked("The household has the mean of its persons' points: {persons}"),
    }
)
"""How the points of persons become those of their household."""
