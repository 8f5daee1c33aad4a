"""Events: what somebody did about a run, with the local day on which it happened."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from benefit_share.procedure.model import Act
from benefit_share.values.frozen import FrozenMap

__all__ = ["DEED_TYPES", "TYPES", "Event", "distribution_of"]

OBJECT: Final = "objection"
RESOLVE: Final = "objection_resolved"
RETURN: Final = "returned"
SUPERSEDE: Final = "superseded"
VOID: Final = "voided"

UPHELD: Final = "upheld"
REJECTED: Final = "rejected"

DEED_TYPES: Final = FrozenMap(
    {"object": OBJECT, "resolve": RESOLVE, "return": RETURN, "supersede": SUPERSEDE, "void": VOID}
)
"""The type in the journal of what may be done beside the stages."""

TYPES: Final = frozenset({*(act.value for act in Act), *DEED_TYPES.values()})
"""The types of the journal that the procedure knows; others belong to keys and banks."""


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
        outcome: what the answer to an objection is: `upheld` or `rejected`.
        supersedes: the filed run that a proposal is to replace.
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
    outcome: str = ""
    supersedes: str = ""
    by_run: str = ""
    entitled: int = 0
    present: int = 0
    in_favour: int = 0
    acknowledged: tuple[str, ...] = ()


def distribution_of(run: str, /) -> str:
    """Return the distribution that a run is an edition of: its id without `.e1`."""
    head, _, edition = run.rpartition(".e")
    return head if head and edition.isdecimal() else run
