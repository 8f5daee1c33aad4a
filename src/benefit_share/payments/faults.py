"""What can be wrong with a payment list, or with what a bank answers to it."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "ALREADY_SENT",
    "CONTESTED",
    "CONTROL_TOTAL",
    "FOREIGN_ANSWER",
    "LIST_CHANGED",
    "LIST_MISSING",
    "NEGATIVE",
    "NOTHING_DUE",
    "NOTHING_TO_ISSUE",
    "NOT_FILED",
    "NOT_OPEN",
    "NOT_PAID",
    "NO_ACCOUNT",
    "NO_LINES",
    "OTHER_RUN",
    "PARTY_TWICE",
    "SAME_ACCOUNT",
    "STILL_OUT",
    "SUPERSEDED",
    "VOIDED",
]


def _kind(code: str, says: str, do: str, severity: Severity = Severity.ERROR) -> Kind:
    return Kind(code=f"payments.{code}", severity=severity, says=says, do=do)


NOT_FILED = _kind(
    "not-filed",
    "The run {run} is not filed.",
    "File it first; nothing is paid out of a proposal.",
)
SUPERSEDED = _kind(
    "superseded",
    "The run {run} has been superseded by {other}.",
    "Pay the run that superseded it.",
)
VOIDED = _kind(
    "voided",
    "The run {run} has been voided.",
    "Propose and file a new run; a voided one is not paid.",
)
ALREADY_SENT = _kind(
    "already-sent",
    "The run {run} already has a payment list.",
    "Reconcile the bank's answer, then issue again what came back.",
)
NOTHING_DUE = _kind(
    "nothing-due",
    "The run pays nobody.",
    "Look at the summary of the run.",
)
NEGATIVE = _kind(
    "negative",
    "{party} would be paid less than nothing.",
    "Report this with the plan: a recovery is an offset, and never a payment.",
)
PARTY_TWICE = _kind(
    "party-twice",
    "{party} stands twice among those who are to be paid.",
    "Add the two amounts, or pay from one of them.",
)
CONTROL_TOTAL = _kind(
    "control-total",
    "The payments add up to {total}, and the filed run pays {filed}.",
    "Do not pay; find out which of the two was changed.",
)
NO_ACCOUNT = _kind(
    "no-account",
    "{party} has no account or no name on it.",
    "Fill in the row of payees, or let those without an account sign for cash.",
)
SAME_ACCOUNT = _kind(
    "same-account",
    "{party} and {other} have the same account.",
    "Ask for the written authorisation before the file goes to the bank.",
    Severity.WARNING,
)
LIST_MISSING = _kind(
    "list-missing",
    "The run has no payment list yet.",
    "Make one before answers are reconciled or lines issued again.",
)
OTHER_RUN = _kind(
    "other-run",
    "A payment list belongs to another run or another filing.",
    "Keep the payments of each run in the folder of its own bundle.",
)
NOT_PAID = _kind(
    "not-paid",
    "The payment lists of the run do not name {party}.",
    "Check the id of the party.",
)
NOT_OPEN = _kind(
    "not-open",
    "Nothing is open of {party}.",
    "Issue again only what the bank has sent back or paid too little of.",
)
STILL_OUT = _kind(
    "still-out",
    "The bank has not answered a payment to {party}.",
    "Wait for its answer, or ask for it: issued again, the payment could arrive twice.",
)
CONTESTED = _kind(
    "contested",
    "What the bank says of {party} does not fit together.",
    "Ask the bank which of it is true; nothing is issued again before its answers agree.",
)
NOTHING_TO_ISSUE = _kind(
    "nothing-to-issue",
    "No line has come back or been paid short.",
    "There is nothing to issue again.",
)
NO_LINES = _kind(
    "no-lines",
    "The answer names no payment, line by line.",
    "Ask the bank for an answer with a line for each payment; a total settles nothing.",
)
FOREIGN_ANSWER = _kind(
    "foreign-answer",
    "None of the {lines} lines of the answer belongs to this run.",
    "Take the answer to the payment list of this run.",
)
LIST_CHANGED = _kind(
    "list-changed",
    "The payment list is not what it was when it was made.",
    "Take it from a copy; a payment list is never edited.",
)
