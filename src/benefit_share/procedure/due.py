"""What is due, and every reason why an event is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from benefit_share.findings import Finding
from benefit_share.procedure import events as types
from benefit_share.procedure import faults
from benefit_share.procedure.days import Notice
from benefit_share.procedure.events import DEED_TYPES, Event
from benefit_share.procedure.model import Act, Procedure, Stage
from benefit_share.procedure.state import State
from benefit_share.values.frozen import FrozenMap

__all__ = ["Standing", "blockers", "earliest", "is_filed_already"]

_ONE: Final = dt.timedelta(days=1)
_SECOND_EYES: Final = frozenset({Act.REVIEW, Act.FILE})
_DEEDS: Final = FrozenMap({type_: deed for deed, type_ in DEED_TYPES.items()})


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
    procedure: Procedure, state: State, event: Event, standing: Standing | None = None, /
) -> tuple[Finding, ...]:
    """Return every reason why *event* cannot happen now; none if it is due.

    Args:
        procedure: the stages.
        state: where the run stands.
        event: what somebody wants to do.
        standing: the run as it is now; what is done beside the stages needs none.

    Raises:
        Refused: when a notice counts working days of a year that is not listed.
    """
    deed = _DEEDS.get(event.type)
    if deed is None:
        return tuple(_stage(procedure, state, event, standing or Standing("")))
    found = {
        types.OBJECT: _objecting,
        types.RESOLVE: _resolving,
        types.RETURN: _returning,
        types.SUPERSEDE: _after_filing,
        types.VOID: _after_filing,
    }[event.type](procedure, state, event)
    return (*_may(procedure, deed, event), *found)


def _may(procedure: Procedure, deed: str, event: Event) -> Iterator[Finding]:
    roles = procedure.roles_for(deed)
    if roles and event.role not in roles:
        yield faults.MAY_NOT.at("", deed=deed, roles=", ".join(roles), found=event.role)


def _objecting(procedure: Procedure, state: State, event: Event) -> Iterator[Finding]:
    yield from _open_run(state)
    if event.objection in state.objections:
        yield faults.OBJECTION_TWICE.at("", objection=event.objection)
    windows = [(stage, done) for stage, done in _posted(procedure, state) if stage.objections]
    if windows:
        last = max(_last(procedure, stage.objections, done) for stage, done in windows)
        if event.on > last:
            yield faults.OBJECTION_LATE.at("", last=str(last))


def _resolving(_procedure: Procedure, state: State, event: Event) -> Iterator[Finding]:
    if event.objection not in state.open_objections:
        yield faults.NO_SUCH_OBJECTION.at("", objection=event.objection)
    if event.outcome not in (types.UPHELD, types.REJECTED):
        yield faults.OUTCOME.at("", outcome=event.outcome)


def _returning(_procedure: Procedure, state: State, _event: Event) -> Iterator[Finding]:
    yield from _open_run(state)


def _after_filing(_procedure: Procedure, state: State, _event: Event) -> Iterator[Finding]:
    if state.filed is None:
        yield faults.NOT_FILED.at("")
    if state.superseded_by:
        yield faults.SUPERSEDED_TWICE.at("", run=state.superseded_by)
    if state.voided:
        yield faults.CLOSED.at("")


def _open_run(state: State) -> Iterator[Finding]:
    if not state.done:
        yield faults.NOT_PROPOSED.at("")
    yield from _ended(state)


def _ended(state: State) -> Iterator[Finding]:
    if state.voided:
        yield faults.CLOSED.at("")
    if state.returned:
        yield faults.RETURNED.at("")
    if state.filed is not None:
        yield faults.ALREADY_FILED.at("")


def _stage(
    procedure: Procedure, state: State, event: Event, standing: Standing
) -> Iterator[Finding]:
    yield from _ended(state)
    due = state.due(procedure)
    if due is None or state.returned:
        return
    if (event.type, event.stage) != (due.act, due.id):
        yield faults.NOT_DUE.at("", asked=event.stage or event.type, due=due.id)
    elif event.role != due.role:
        yield faults.WRONG_ROLE.at("", stage=due.id, role=due.role, found=event.role)
    # What blocks is a matter of the stage that is asked for, be it due or not.
    asked = next((one for one in procedure.stages if one.id == event.stage), due)
    if event.type == Act.PROPOSE:
        yield from _others(state, event)
    yield from _people(state, event)
    yield from _content(state, event, standing, asked)
    yield from _objected(procedure, state, event, asked)
    if asked.is_blocked_by("notice"):
        yield from _hanging(procedure, state, event)
    yield from _signed(event, asked)
    if event.type == Act.MEET:
        yield from _meeting(due, event)


def _others(state: State, event: Event) -> Iterator[Finding]:
    """One run of a distribution at a time; a filed one is replaced by name and never beside."""
    if state.under_way:
        yield faults.UNDER_WAY.at("", run=state.under_way)
    if state.head and event.supersedes != state.head:
        yield faults.HEAD_FILED.at("", run=state.head)
    if event.supersedes and event.supersedes != state.head:
        yield faults.NOT_HEAD.at("", run=event.supersedes)


def _people(state: State, event: Event) -> Iterator[Finding]:
    """One person, and one key, acts in one role; who proposed neither reviews nor files."""
    for earlier in state.done:
        same = earlier.person == event.person or (earlier.key and earlier.key == event.key)
        reviews_own = event.type in _SECOND_EYES and earlier.type == Act.PROPOSE
        if same and (earlier.role != event.role or reviews_own):
            yield faults.SAME_PERSON.at("", stage=earlier.stage)


def _content(state: State, event: Event, standing: Standing, asked: Stage) -> Iterator[Finding]:
    proposal = state.done[0] if state.done else event
    if not proposal.result_sha256 == event.result_sha256 == standing.result_sha256:
        yield faults.INPUTS_CHANGED.at("")
    if not standing.balanced:
        yield faults.POOL_UNBALANCED.at("")
    for code in standing.errors:
        yield faults.ERROR_FINDING.at("", code=code)
    for code in standing.warnings:
        if asked.is_blocked_by("warnings") and code not in proposal.acknowledged:
            yield faults.WARNING_UNACKNOWLEDGED.at("", code=code)


def _objected(procedure: Procedure, state: State, event: Event, asked: Stage) -> Iterator[Finding]:
    for one in state.upheld:
        yield faults.OBJECTION_UPHELD.at("", objection=one)
    if not asked.is_blocked_by("objections"):
        return
    for one in state.open_objections:
        yield faults.OBJECTION_OPEN.at("", objection=one)
    for stage, done in _posted(procedure, state):
        if stage.objections is not None:
            last = _last(procedure, stage.objections, done)
            if event.on <= last:
                due = str(last + _ONE)
                yield faults.WINDOW_OPEN.at("", stage=stage.id, last=str(last), due=due)


def _hanging(procedure: Procedure, state: State, event: Event) -> Iterator[Finding]:
    for stage, done in _posted(procedure, state):
        if stage.notice is not None:
            last = _last(procedure, stage.notice, done)
            if event.on <= last:
                due = str(last + _ONE)
                yield faults.NOTICE_RUNNING.at("", stage=stage.id, last=str(last), due=due)


def earliest(procedure: Procedure, state: State, stage: Stage, /) -> dt.date | None:
    """Return the first day on which no notice and no time for objections blocks a stage, or None.

    None: no day is waited for.

    Raises:
        Refused: when a notice counts working days of a year that is not listed.
    """
    waits = [
        _last(procedure, notice, done)
        for posting, done in _posted(procedure, state)
        for block, notice in (("notice", posting.notice), ("objections", posting.objections))
        if notice is not None and stage.is_blocked_by(block)
    ]
    return max(waits) + _ONE if waits else None


def _posted(procedure: Procedure, state: State) -> Iterator[tuple[Stage, Event]]:
    """Yield the stages that were postings and are done, each with its event."""
    for stage, done in zip(procedure.stages, state.done, strict=False):
        if stage.act == Act.POST:
            yield stage, done


def _last(procedure: Procedure, notice: Notice | None, done: Event) -> dt.date:
    return done.on if notice is None else notice.last_day(done.on, procedure.calendar)


def _signed(event: Event, asked: Stage) -> Iterator[Finding]:
    if asked.is_blocked_by("page") and not event.scan_sha256:
        yield faults.NO_PAGE.at("", stage=asked.id)
    if asked.is_blocked_by("signature") and not event.key:
        yield faults.NO_SIGNATURE.at("", stage=asked.id)


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
