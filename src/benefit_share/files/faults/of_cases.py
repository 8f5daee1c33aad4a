"""What the tables of a case can contradict in one another and in the plan."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "ACCOUNT_KIND",
    "ACCOUNT_UNKNOWN",
    "AMOUNT_NEGATIVE",
    "DECLARED_TWICE",
    "FACT_CONFLICT",
    "FACT_SUBJECT",
    "FACT_UNKNOWN",
    "FACT_VALUE",
    "FIGURE_UNKNOWN",
    "HEAD_UNKNOWN",
    "ID_NUMBER_TWICE",
    "ID_TWICE",
    "ID_TWO_KINDS",
    "MANY_MEMBERS",
    "MEMBER_UNBORN",
    "NEGATIVE_INCOME",
    "NOT_A_PARTY",
    "NO_HOUSEHOLDS",
    "NO_MEMBERS",
    "NO_MEMBERS_OF",
    "PAYEE_NOT_MEMBER",
    "PAYEE_TWICE",
    "PERIOD_OUTSIDE",
    "PLAN_AND_SLICES",
    "PLAN_MISSING",
    "SAME_ACCOUNT",
    "SAME_NAME",
    "SAME_ROW",
    "TABLE_NEEDED",
    "TWICE_ON_A_DAY",
    "TWO_HOUSEHOLDS",
    "UNKNOWN_REFERENCE",
]

ERROR, WARNING = Severity.ERROR, Severity.WARNING

PLAN_MISSING = Kind(
    "case.no-plan",
    ERROR,
    "There is no plan file '{file}' in the folder.",
    "Put the rules there as plan.yaml, or name the file in case.yaml under 'plan'.",
)
TABLE_NEEDED = Kind(
    "case.table-missing",
    ERROR,
    "The table '{table}' is missing or empty.",
    "{advice}",
)
NO_HOUSEHOLDS = Kind(
    "case.no-households",
    ERROR,
    "There are no households, but the plan shares among {among}.",
    "Fill in the table '{table}'; nothing is ever shared among nobody.",
)
NO_MEMBERS = Kind(
    "case.no-members",
    ERROR,
    "There are no members, but the plan shares among persons.",
    "Fill in the table '{table}'.",
)
DECLARED_TWICE = Kind(
    "case.versions-differ",
    ERROR,
    "The {kind} '{name}' is declared otherwise than in an earlier version of the rules, so that its"
    " rows would have two meanings.",
    "Give it another name in one of the versions.",
)
PLAN_AND_SLICES = Kind(
    "case.plan-and-slices",
    ERROR,
    "Both 'plan' and 'slices' name the rules.",
    "Where the rules change inside the period, name the file of each version under 'slices' alone.",
)
PERIOD_OUTSIDE = Kind(
    "case.period-not-the-plan",
    ERROR,
    "The period of the run is {period}, but the plan holds for {plan}.",
    "Give the plan of that period, or the period of that plan.",
)
UNKNOWN_REFERENCE = Kind(
    "case.unknown-reference",
    ERROR,
    "'{id}' is not in the table '{table}'.",
    "Write an id of that table; the nearest is '{nearest}'.",
)
NOT_A_PARTY = Kind(
    "case.unknown-party",
    ERROR,
    "'{id}' is no {kind} of this case.",
    "Write the id of one; the nearest is '{nearest}'.",
)
ID_TWICE = Kind(
    "case.id-twice",
    ERROR,
    "'{id}' stands in row {first} and in row {second}.",
    "Let each row have its own id.",
)
ID_TWO_KINDS = Kind(
    "case.id-two-kinds",
    ERROR,
    "'{id}' is the id of two things: {one} and {other}.",
    "Let ids differ among households, persons, collectives and assets.",
)
TWICE_ON_A_DAY = Kind(
    "case.twice-on-a-day",
    ERROR,
    "'{id}' stands in rows {first} and {second} on the same day {day}.",
    "Let the earlier row end on the day before the later one begins; delete a row that is a copy.",
)
TWO_HOUSEHOLDS = Kind(
    "case.two-households",
    ERROR,
    "'{id}' is in the households '{one}' (row {first}) and '{other}' (row {second}) on {day}.",
    "Let a person be in one household at a time: give the day on which the first one ends.",
)
FACT_UNKNOWN = Kind(
    "case.fact-unknown",
    WARNING,
    "The plan does not ask for the fact '{fact}'.",
    "Check its name; the nearest is '{nearest}'.",
)
FACT_SUBJECT = Kind(
    "case.fact-subject",
    ERROR,
    "The fact '{fact}' is about a {kind}, but '{id}' is none.",
    "Write the id of a {kind}.",
)
FACT_VALUE = Kind(
    "case.fact-value",
    ERROR,
    "The value of '{fact}' has the form '{form}' ({length} characters), which is not accepted.",
    "Write {accepted}.",
)
FACT_CONFLICT = Kind(
    "case.fact-conflict",
    ERROR,
    "Row {second} contradicts row {first} about '{fact}' of '{id}' on {day}.",
    "Let one of them end, or give the later one the day on which it was recorded.",
)
SAME_ROW = Kind(
    "case.same-row",
    WARNING,
    "Rows {first} and {second} are the same in every column.",
    "Delete one if it was entered twice; give the rows ids if both are meant.",
)
NEGATIVE_INCOME = Kind(
    "case.negative-amount",
    ERROR,
    "The amount is negative, but the kind is not a claw-back.",
    "Write kind 'clawback' (追回) if money was paid back, or mend the amount.",
)
AMOUNT_NEGATIVE = Kind(
    "case.negative",
    ERROR,
    "The value of '{column}' is negative.",
    "Write a number of 0 or more.",
)
ACCOUNT_UNKNOWN = Kind(
    "case.account-unknown",
    ERROR,
    "The plan has no account '{id}'.",
    "Write an account of the plan; the nearest is '{nearest}'.",
)
ACCOUNT_KIND = Kind(
    "case.account-kind",
    ERROR,
    "The account '{id}' is '{wanted}' in the plan, not '{found}'.",
    "Write the kind that the plan gives.",
)
FIGURE_UNKNOWN = Kind(
    "case.figure-unknown",
    ERROR,
    "The plan leaves no figure '{id}' to a decision.",
    "Write the id of a figure with 'is: decided'; the nearest is '{nearest}'.",
)
NO_MEMBERS_OF = Kind(
    "case.household-without-members",
    WARNING,
    "The household '{id}' has no members on {day}.",
    "Add its members, or the day on which it ended.",
)
MANY_MEMBERS = Kind(
    "case.household-large",
    WARNING,
    "The household '{id}' has {count} members on {day}.",
    "Check whether two households were entered under one id.",
)
MEMBER_UNBORN = Kind(
    "case.member-unborn",
    ERROR,
    "'{id}' is a member on {day}, but was born after it.",
    "Correct the birthday, or give the day from which the member belongs to the household.",
)
HEAD_UNKNOWN = Kind(
    "case.head-not-a-member",
    WARNING,
    "The head of the household '{id}' is not among its members on {day}.",
    "Write the head's id or name as in the members table.",
)
ID_NUMBER_TWICE = Kind(
    "case.id-number-twice",
    ERROR,
    "Rows {first} and {second} have the same identity number.",
    "Check both against the documents; a person is paid in one household.",
)
SAME_ACCOUNT = Kind(
    "case.account-twice",
    WARNING,
    "Rows {first} and {second} have the same account.",
    "Check both; a shared account needs a signed authorisation.",
)
PAYEE_TWICE = Kind(
    "case.payee-twice",
    ERROR,
    "Rows {first} and {second} give '{id}' two payees.",
    "Keep one row for each household.",
)
PAYEE_NOT_MEMBER = Kind(
    "case.payee-not-a-member",
    WARNING,
    "The payee is neither head nor member of '{id}'.",
    "Check the name, and keep the authorisation if another person receives.",
)
SAME_NAME = Kind(
    "case.same-name",
    WARNING,
    "The head of '{id}' is called like the head of '{other}', in the same collective.",
    "Make sure that they are two persons, and that each account is that of its own household; the"
    " public list tells them apart by group and check code.",
)
