"""What can be wrong with a procedure, and what can block an event."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "ALREADY_FILED",
    "CLOSED",
    "ERROR_FINDING",
    "INPUTS_CHANGED",
    "NOTICE_RUNNING",
    "NOT_DUE",
    "NOT_FILED",
    "NO_SUCH_OBJECTION",
    "OBJECTION_OPEN",
    "OBJECTION_TWICE",
    "ORDER",
    "OTHER_DAY",
    "POOL_UNBALANCED",
    "QUORUM",
    "SAME_PERSON",
    "STAGE_TWICE",
    "SUPERSEDED_TWICE",
    "WARNING_UNACKNOWLEDGED",
    "WRONG_ROLE",
    "YEAR_UNKNOWN",
]


def _kind(code: str, says: str, do: str) -> Kind:
    return Kind(code=f"procedure.{code}", severity=Severity.ERROR, says=says, do=do)


STAGE_TWICE = _kind(
    "stage-twice",
    "The procedure has two stages called '{stage}'.",
    "Give each stage a name of its own.",
)
ORDER = _kind(
    "order",
    "The procedure does not begin with a proposal and end with the filing, each once.",
    "Put 'run_proposed' first and 'filed' last, and what the rules ask for in between.",
)
YEAR_UNKNOWN = _kind(
    "year-unknown",
    "The working days of {year} are not known.",
    "List that year with its days off and its extra working days.",
)
NOT_DUE = _kind(
    "not-due",
    "The stage '{asked}' is not due; '{due}' is.",
    "Do what is due first.",
)
WRONG_ROLE = _kind(
    "wrong-role",
    "The stage '{stage}' belongs to the role '{role}', not to '{found}'.",
    "Let somebody in that role do it.",
)
SAME_PERSON = _kind(
    "same-person",
    "The person or the key of this event already acted in the stage '{stage}'.",
    "Let another person with another key do it: four eyes see more than two.",
)
INPUTS_CHANGED = _kind(
    "inputs-changed",
    "The result or its inputs are not those that were proposed.",
    "Return the proposal and propose the new result, or bring the proposed inputs back.",
)
POOL_UNBALANCED = _kind(
    "pool-unbalanced",
    "Money in is not money paid, kept and carried.",
    "Mend the case and run it again.",
)
ERROR_FINDING = _kind(
    "error-finding",
    "The finding '{code}' is not resolved.",
    "Mend what it names and run again.",
)
WARNING_UNACKNOWLEDGED = _kind(
    "warning-unacknowledged",
    "The warning '{code}' has not been acknowledged.",
    "Read it, and acknowledge it by name when proposing.",
)
OBJECTION_OPEN = _kind(
    "objection-open",
    "The objection '{objection}' is open.",
    "Answer it and record the answer; an objection cannot be deleted.",
)
OBJECTION_TWICE = _kind(
    "objection-twice",
    "There is already an objection '{objection}'.",
    "Give the new one another number.",
)
NO_SUCH_OBJECTION = _kind(
    "no-such-objection",
    "No objection '{objection}' is open.",
    "Look up the number of the open one.",
)
NOTICE_RUNNING = _kind(
    "notice-running",
    "The notice of '{stage}' runs until {last} inclusive.",
    "Come back on {due}.",
)
QUORUM = _kind(
    "quorum",
    "The meeting of '{stage}' has no quorum or no majority: {entitled} entitled, {present} "
    "present, {in_favour} in favour.",
    "Hold the meeting again and record its figures.",
)
OTHER_DAY = _kind(
    "other-day",
    "The event was written on {written} local time and states the day {stated}.",
    "State the local day on which it happened, and write it down on that day.",
)
ALREADY_FILED = _kind(
    "already-filed",
    "The run is filed; nothing about it can be changed.",
    "Correct it with a new run that supersedes it.",
)
NOT_FILED = _kind(
    "not-filed",
    "The run is not filed, and only a filed run can be superseded or voided.",
    "Return it for correction instead.",
)
CLOSED = _kind(
    "closed",
    "The run has been voided.",
    "Propose a new run.",
)
SUPERSEDED_TWICE = _kind(
    "superseded-twice",
    "The run is already superseded by '{run}'.",
    "Supersede that one: a chain of runs has one head.",
)
