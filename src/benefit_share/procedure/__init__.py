"""Procedure: from proposal to filing as data, and what blocks the next stage.

Here live the stages a plan may order, the counting of notice days, events as values, the state
that a history of events amounts to, and every reason why an event is not due.
What never lives here: files, the clock, signatures, and how an event is written down (the journal
is `seal` in bytes and `files` on disk).
"""

from benefit_share.procedure.days import Calendar, Notice
from benefit_share.procedure.due import Standing, blockers, is_filed_already
from benefit_share.procedure.events import Event
from benefit_share.procedure.lint import check_procedure
from benefit_share.procedure.model import Act, Part, Procedure, Quorum, Stage
from benefit_share.procedure.reversal import mirrored
from benefit_share.procedure.state import Head, State, filed_head, run_under_way, state_of

__all__ = [
    "Act",
    "Calendar",
    "Event",
    "Head",
    "Notice",
    "Part",
    "Procedure",
    "Quorum",
    "Stage",
    "Standing",
    "State",
    "blockers",
    "check_procedure",
    "filed_head",
    "is_filed_already",
    "mirrored",
    "run_under_way",
    "state_of",
]
