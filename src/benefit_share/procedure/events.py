"""Events: what somebody did about a run, with the local day on which it happened."""

from __future__ import annotations

import datetime as dt

import attrs

from benefit_share.findings import Finding
from benefit_share.procedure import faults

__all__ = ["Event", "local_day"]

OBJECT = "objection"
RESOLVE = "objection_resolved"
RETURN = "returned"
SUPERSEDE = "superseded"
VOID = "voided"


@attrs.frozen
class Event:
    """One event.

    Attributes:
        type: one of the types of the journal.
        run: the run it is about.
        on: the local day on which it happened.
        person: who did it.
        role: in which role.
        post: the person's post.
        key: the id of the key that signed, empty for a sign-off on paper.
        scan_sha256: the digest of the scanned page, for a sign-off on paper.
        stage: which stage it is, for the types that are stages.
        result_sha256: the digest of result and inputs it speaks of.
        objection: the number of the objection.
        by_run: the run that supersedes.
        entitled: members of the meeting.
        present: how many came.
        in_favour: how many agreed.
        acknowledged: codes of the warnings that were read.
    """

    type: str
    run: str
    on: dt.date
    person: str
    role: str
    post: str = ""
    key: str = ""
    scan_sha256: str = ""
    stage: str = ""
    result_sha256: str = ""
    objection: str = ""
    by_run: str = ""
    entitled: int = 0
    present: int = 0
    in_favour: int = 0
    acknowledged: tuple[str, ...] = ()


def local_day(at: str, offset_minutes: int, /) -> dt.date:
    """Return the local day of a moment in UTC, `YYYY-MM-DDThh:mm:ssZ`."""
    moment = dt.datetime.strptime(at, "%Y-%m-%dT%H:%M:%S%z")
    return (moment + dt.timedelta(minutes=offset_minutes)).date()


def other_day(event: Event, at: str, offset_minutes: int, /) -> tuple[Finding, ...]:
    """Return a finding if an event was not written on the day that it states."""
    written = local_day(at, offset_minutes)
    if written == event.on:
        return ()
    return (faults.OTHER_DAY.at("", written=str(written), stated=str(event.on)),)
