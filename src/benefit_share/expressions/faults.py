"""What can be wrong with a quantity or a condition, decided before any money is known."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "FORM_UNKNOWN",
    "NAME_UNKNOWN",
    "NEEDS_MONEY",
    "NEEDS_NUMBER",
    "NOT_A_SHARE",
    "RATE_BARE",
    "RATE_NO_BASE",
    "TABLE_UNKNOWN",
    "TABLE_WORDS",
    "UNITS_MIXED",
    "UNIT_UNKNOWN",
    "WORD_UNKNOWN",
]

NAME_UNKNOWN = Kind(
    "plan.name-unknown",
    Severity.ERROR,
    "There is nothing called '{name}' here.",
    "Write one of the names that the plan defines above; the nearest is '{nearest}'.",
)
UNIT_UNKNOWN = Kind(
    "plan.unit-unknown",
    Severity.ERROR,
    "The unit '{unit}' is not known.",
    "Write a unit such as {money}, {money}/mu, {money}/month, kW, kWh, mu, month, point, household"
    " or person.",
)
UNITS_MIXED = Kind(
    "plan.units-mixed",
    Severity.ERROR,
    "{one} and {other} cannot be added or compared.",
    "Bring both to the same unit, or multiply one of them by what is missing; a percentage needs"
    " its base, as in 80 % of net.",
)
NEEDS_MONEY = Kind(
    "plan.not-money",
    Severity.ERROR,
    "An amount of money is needed here, but this is in {unit}.",
    "Write an amount with its unit (400 {money}), or a rate with its base (60 % of net); of a"
    " product the units must leave money, as {money}/month × month does.",
)
RATE_NO_BASE = Kind(
    "plan.rate-no-base",
    Severity.ERROR,
    "The rate '{rate}' does not say of what.",
    "Write its base: {rate} of a pool, of a step above, or of remaining.",
)
NEEDS_NUMBER = Kind(
    "plan.not-a-number",
    Severity.ERROR,
    "A number is needed here, but '{name}' is a word.",
    "Use a number, or a table that gives a number for each word.",
)
RATE_BARE = Kind(
    "plan.rate-bare",
    Severity.ERROR,
    "'{text}' does not say whether it is a percentage.",
    "Write '{text} %', or a fraction such as 3/5.",
)
NOT_A_SHARE = Kind(
    "plan.not-a-rate",
    Severity.ERROR,
    "A rate is needed here, but '{rate}' is not one.",
    "Write it with its sign and its base, such as '60 % of net'.",
)
TABLE_UNKNOWN = Kind(
    "plan.table-unknown",
    Severity.ERROR,
    "There is no table called '{name}'.",
    "Write one of the tables of the plan; the nearest is '{nearest}'.",
)
TABLE_WORDS = Kind(
    "plan.table-mixed",
    Severity.ERROR,
    "The rows of the table '{name}' are not of one kind: {one} and {other}.",
    "Let every row give the same kind of thing: all amounts, all numbers, or all words.",
)
WORD_UNKNOWN = Kind(
    "plan.word-unknown",
    Severity.ERROR,
    "'{word}' is not one of the values of '{name}'.",
    "Write one of: {accepted}.",
)
FORM_UNKNOWN = Kind(
    "plan.not-possible-here",
    Severity.ERROR,
    "'{form}' cannot be used here.",
    "{instead}",
)
