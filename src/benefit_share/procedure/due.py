"""What is due, and every reason why an event is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from benefit_share.findings import Finding
from benefit_share.procedure import events as types
from benefit_share.procedure import faults
from benefit_share.procedure.events import Event
from benefit_share.procedure.model import Act, Procedure, Stage
from benefit_share.procedure.state import State

__all__ = ["Standing", "blockers", "is_filed_already"]

_ONE = dt.timedelta(days=1)
_SECOND_EYES = frozenset({Act.REVIEW, Act.FILE})


@attrs.frozen
class Standing:
    """How the run itself stands at the moment of an event.

    Attributes:
        result_sha256: the digest of the result and its inputs as they are now.
        balanced: whether every pool closes to the fen.
        errors: codes of the findings that refuse.
        warnings: codes of the warnings.
    """

    result_sha256: str
    balanced: bool = True
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def is_filed_already(state: State, event: Event, /) -> bool:
    """Say whether an event asks for the very filing that has been done: no fault, nothing to do."""
    filed = state.filed
    return (
        filed is not None
        and event.type == Act.FILE
        and event.result_sha256 == filed.result_sha256
        and not state.voided
    )


def blockers(
    procedure: Procedure, state: State, event: Event, standing: Standing, /
) -> tuple[Finding, ...]:
    """Return every reason why *event* cannot happen now; none if it is due.

    Args:
        procedure: the stages.
        state: where the run stands.
        event: what somebody wants to do.
        standing: the run as it is now.

    Raises:
        Refused: when a notice counts working days of a year that is not listed.
    """
    if event.type in (types.OBJECT, types.RESOLVE):
        return tuple(_about_objection(state, event))
    if event.type in (types.SUPERSEDE, types.VOID):
        return tuple(_after_filing(state))
    if event.type == types.RETURN:
        return tuple(_closed(state))
    return tuple(_stage(procedure, state, event, standing))


def _about_objection(state: State, event: Event) -> Iterator[Finding]:
    if event.type == types.OBJECT and event.objection in state.objections:
        yield faults.OBJECTION_TWICE.at("", objection=event.objection)
    if event.type == types.RESOLVE and event.objection not in state.open_objections:
        yield faults.NO_SUCH_OBJECTION.at("", objection=event.objection)


def _after_filing(state: State) -> Iterator[Finding]:
    if state.filed is None:
        yield faults.NOT_FILED.at("")
    if state.superseded_by:
        yield faults.SUPERSEDED_TWICE.at("", run=state.superseded_by)
    if state.voided:
        yield faults.CLOSED.at("")


def _closed(state: State) -> Iterator[Finding]:
    if state.voided:
        yield faults.CLOSED.at("")
    if state.filed is not None:
        yield faults.ALREADY_FILED.at("")


def _stage(
    procedure: Procedure, state: State, event: Event, standing: Standing
) -> Iterator[Finding]:
    yield from _closed(state)
    due = state.due(procedure)
    if due is None:
        return
    if (event.type, event.stage) != (due.act, due.id):
        yield faults.NOT_DUE.at("", asked=event.stage or event.type, due=due.id)
    elif event.role != due.role:
        yield faults.WRONG_ROLE.at("", stage=due.id, role=due.role, found=event.role)
    yield from _people(state, event)
    yield from _content(state, event, standing)
    yield from _waiting(procedure, state, event)
    if event.type == Act.MEET:
        yield from _meeting(due, event)


def _people(state: State, event: Event) -> Iterator[Finding]:
    """One person, and one key, acts in one role; who proposed neither reviews nor files."""
    for earlier in state.done:
        same = earlier.person == event.person or (earlier.key and earlier.key == event.key)
        reviews_own = event.type in _SECOND_EYES and earlier.type == Act.PROPOSE
        if same and (earlier.role != event.role or reviews_own):
            yield faults.SAME_PERSON.at("", stage=earlier.stage)


def _content(state: State, event: Event, standing: Standing) -> Iterator[Finding]:
    proposal = state.done[0] if state.done else event
    if not proposal.result_sha256 == event.result_sha256 == standing.result_sha256:
        yield faults.INPUTS_CHANGED.at("")
    if not standing.balanced:
        yield faults.POOL_UNBALANCED.at("")
    for code in standing.errors:
        yield faults.ERROR_FINDING.at("", code=code)
    for code in standing.warnings:
        if code not in proposal.acknowledged:
            yield faults.WARNING_UNACKNOWLEDGED.at("", code=code)


def _waiting(procedure: Procedure, state: State, event: Event) -> Iterator[Finding]:
    # A proposal may be made again while an objection to the returned one is open: its answer
    # may be the new proposal. Nothing behind the proposal passes an open objection but the posting.
    if event.type not in (Act.PROPOSE, Act.POST):
        for one in state.open_objections:
            yield faults.OBJECTION_OPEN.at("", objection=one)
    for stage, done in zip(procedure.stages, state.done, strict=False):
        if stage.notice is None:
            continue
        last = stage.notice.last_day(done.on, procedure.calendar)
        if event.on <= last:
            yield faults.NOTICE_RUNNING.at("", stage=stage.id, last=str(last), due=str(last + _ONE))


def _meeting(stage: Stage, event: Event) -> Iterator[Finding]:
    quorum = stage.quorum
    if quorum is None:
        return
    enough = quorum.present.reached(event.present, event.entitled)
    if not enough or not quorum.in_favour.reached(event.in_favour, event.present):
        yield faults.QUORUM.at(
            "",
            stage=stage.id,
            entitled=event.entitled,
            present=event.present,
            in_favour=event.in_favour,
        )
