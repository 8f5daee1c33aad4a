"""What can be wrong with a procedure, and what can block an event."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = [
    "ALREADY_FILED",
    "CLOCK_AHEAD",
    "CLOCK_BACK",
    "CLOSED",
    "CONTACT_DAYS",
    "DAYS",
    "ERROR_FINDING",
    "HEAD_FILED",
    "INPUTS_CHANGED",
    "MAY_NOT",
    "MISSING",
    "NOBODY_MAY",
    "NOTICE_RUNNING",
    "NOT_DUE",
    "NOT_FILED",
    "NOT_HEAD",
    "NOT_PROPOSED",
    "NO_CALENDAR",
    "NO_PAGE",
    "NO_ROLE",
    "NO_SIGNATURE",
    "NO_SUCH_OBJECTION",
    "OBJECTION_LATE",
    "OBJECTION_OPEN",
    "OBJECTION_TWICE",
    "OBJECTION_UPHELD",
    "ORDER",
    "OUTCOME",
    "OUT_OF_PLACE",
    "PART",
    "POOL_UNBALANCED",
    "QUORUM",
    "RETURNED",
    "SAME_PERSON",
    "STAGE_TWICE",
    "SUPERSEDED_TWICE",
    "UNDER_WAY",
    "UNGUARDED",
    "WARNING_UNACKNOWLEDGED",
    "WINDOW_OPEN",
    "WORD",
    "WRONG_ROLE",
    "YEAR_UNKNOWN",
    "ZONE",
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
    "Read it, and propose with --acknowledge {code}.",
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

MAY_NOT = _kind(
    "may-not",
    "To {deed} belongs to {roles}, not to '{found}'.",
    "Let somebody in one of those roles do it.",
)
UNDER_WAY = _kind(
    "under-way",
    "The run '{run}' of this distribution is under way.",
    "File it, or return it for correction, before another is proposed.",
)
HEAD_FILED = _kind(
    "head-filed",
    "The run '{run}' of this distribution is filed, and the proposal does not name it.",
    "Propose what is to replace it with 'supersede'.",
)
NOT_HEAD = _kind(
    "not-head",
    "The run '{run}' is not a filed run that stands, so it cannot be replaced.",
    "Replace the run that is filed now: a chain of corrections has one head.",
)
NOT_PROPOSED = _kind(
    "not-proposed",
    "The run has not been proposed.",
    "Propose it first.",
)
RETURNED = _kind(
    "returned",
    "The run was returned for correction.",
    "Propose the corrected run; it gets the next edition.",
)
OBJECTION_LATE = _kind(
    "objection-late",
    "Objections were heard until {last} inclusive.",
    "Tell the objector so, and give the matter to the reviewing office, which may return the run.",
)
OBJECTION_UPHELD = _kind(
    "objection-upheld",
    "The objection '{objection}' was found right.",
    "Return the run for correction and propose the corrected one.",
)
OUTCOME = _kind(
    "outcome",
    "'{outcome}' is no answer to an objection.",
    "Write upheld or rejected.",
)
WINDOW_OPEN = _kind(
    "window-open",
    "Objections to '{stage}' are heard until {last} inclusive.",
    "Come back on {due}.",
)
NO_PAGE = _kind(
    "no-page",
    "The stage '{stage}' needs the scanned page that was signed.",
    "Name the file of the scan with --page.",
)
NO_SIGNATURE = _kind(
    "no-signature",
    "The stage '{stage}' needs a signature.",
    "Sign with a key of the keyring, with --key.",
)
NO_ROLE = _kind(
    "no-role",
    "The stage '{stage}' has no role.",
    "Say who does it, such as role: township.",
)
OUT_OF_PLACE = _kind(
    "out-of-place",
    "'{key}' means nothing here; it belongs to a stage with act: {act}.",
    "Take it away, or write it at that stage.",
)
DAYS = _kind(
    "days",
    "{days} days is no length of a notice or of a time for objections.",
    "Write a number from 1 to {most}.",
)
NO_CALENDAR = _kind(
    "no-calendar",
    "Working days are counted, but no year is listed under calendar.",
    "List each year with its days off and its extra working days, or count calendar days.",
)
PART = _kind(
    "part",
    "A part of a meeting is written in one way, between 0 and 1.",
    "Write {{at_least: 2/3}} or {{above: 1/2}}.",
)
UNGUARDED = _kind(
    "unguarded",
    "The filing does not wait for '{guard}'.",
    "Add it to blocked_by: nothing is filed over an open objection or a hanging notice.",
)
WORD = _kind(
    "word",
    "'{word}' cannot be written here.",
    "Write one of: {accepted}.",
)
NOBODY_MAY = _kind(
    "nobody-may",
    "Nobody may {deed}.",
    "Name at least one role, or take the line away.",
)
CONTACT_DAYS = _kind(
    "contact-days",
    "The notice says that objections are heard for {said} days, and the procedure hears them "
    "for {days}.",
    "Let contact.days and the objections of the posting say the same.",
)
CLOCK_AHEAD = _kind(
    "clock-ahead",
    "The time {at} has not come yet.",
    "Leave --at out: the clock of this computer is then read.",
)
CLOCK_BACK = _kind(
    "clock-back",
    "The time {at} lies before the last entry of the journal, {last}.",
    "Set the clock of this computer right, and the time zone with it.",
)
MISSING = _kind(
    "missing",
    "The plan has no procedure, so nobody can say what is due.",
    "Write the stages under 'procedure:', from the proposal to the filing.",
)
ZONE = _kind(
    "zone",
    "'{zone}' is no time zone.",
    "Write a name such as Asia/Shanghai.",
)
