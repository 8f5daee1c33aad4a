"""The state of a run: what the events of its distribution amount to."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from benefit_share.procedure import events as types
from benefit_share.procedure.events import Event, distribution_of
from benefit_share.procedure.model import Act, Procedure, Stage

__all__ = ["Head", "State", "filed_head", "run_under_way", "state_of"]

_ACTS = frozenset(act.value for act in Act)


@attrs.frozen
class State:
    """Where a run stands.

    An objection outlives the run to which it was made: it was a villager's, not the reviewer's.

    Attributes:
        done: the events of the stages done, in order.
        objections: the numbers of all objections ever made to a run of the distribution.
        open_objections: those not yet answered, in order of arrival.
        upheld: those to this run that were found right, so that it must be returned.
        returned: whether it was sent back for correction; the next edition takes its place.
        superseded_by: the filed run that replaced it, or nothing.
        voided: whether it was voided.
        under_way: another run of the distribution that is proposed and not yet ended, or nothing.
        head: another run of the distribution that is filed and stands, or nothing.
    """

    done: tuple[Event, ...] = ()
    objections: tuple[str, ...] = ()
    open_objections: tuple[str, ...] = ()
    upheld: tuple[str, ...] = ()
    returned: bool = False
    superseded_by: str = ""
    voided: bool = False
    under_way: str = ""
    head: str = ""

    @property
    def filed(self) -> Event | None:
        """The filing, if there was one."""
        return next((one for one in self.done if one.type == Act.FILE), None)

    def due(self, procedure: Procedure, /) -> Stage | None:
        """Return the stage that comes next, or nothing after the last."""
        return next(iter(procedure.stages[len(self.done) :]), None)

    def after(self, event: Event, /) -> State:
        """Return the state when one more event about this very run has happened."""
        state = self._heard(event)
        if event.type in _ACTS:
            return attrs.evolve(state, done=(*state.done, event))
        if event.type == types.RESOLVE and event.outcome == types.UPHELD:
            return attrs.evolve(state, upheld=(*state.upheld, event.objection))
        if event.type == types.RETURN:
            return attrs.evolve(state, returned=True)
        if event.type == types.SUPERSEDE:
            return attrs.evolve(state, superseded_by=event.by_run)
        if event.type == types.VOID:
            return attrs.evolve(state, voided=True)
        return state

    def after_another(self, event: Event, run: str, /) -> State:
        """Return the state of *run* when an event about another run of it has happened."""
        state = self._heard(event)
        other = event.run
        if event.type == Act.PROPOSE:
            return attrs.evolve(state, under_way=other)
        if event.type in (types.RETURN, types.VOID):
            return attrs.evolve(
                state,
                under_way="" if state.under_way == other else state.under_way,
                head="" if state.head == other else state.head,
            )
        if event.type == Act.FILE:
            # Its proposal said what it replaces, and a filing says it again.
            by = other if event.supersedes == run else state.superseded_by
            return attrs.evolve(state, under_way="", head=other, superseded_by=by)
        return state

    def _heard(self, event: Event) -> State:
        if event.type == types.OBJECT:
            return attrs.evolve(
                self,
                objections=(*self.objections, event.objection),
                open_objections=(*self.open_objections, event.objection),
            )
        if event.type == types.RESOLVE:
            left = tuple(one for one in self.open_objections if one != event.objection)
            return attrs.evolve(self, open_objections=left)
        return self


def state_of(events: Iterable[Event], run: str, /) -> State:
    """Return the state of one run after a history of events about any runs."""
    state, own = State(), distribution_of(run)
    for event in events:
        if event.run == run:
            state = state.after(event)
        elif distribution_of(event.run) == own:
            state = state.after_another(event, run)
    return state


@attrs.frozen
class Head:
    """The filed run of a distribution that counts: neither superseded nor voided.

    Attributes:
        run: its id.
        result_sha256: the digest of its manifest, as it was filed.
        filed_on: the local day of the filing.
        correction: a run that is under way to replace it, or nothing; whoever pays waits for it.
    """

    run: str
    result_sha256: str
    filed_on: str
    correction: str = ""


def filed_head(events: Iterable[Event], distribution: str, /) -> Head | None:
    """Return the one filed run of a distribution that may be paid, or None.

    A run that was superseded or voided is never it, nor one that was only proposed.

    Args:
        events: the journal as events, in order (`seal.events.events_of` makes them of entries).
        distribution: its id: plan, scope, period and kind.
    """
    head: Head | None = None
    for event in events:
        if distribution_of(event.run) != distribution:
            continue
        if event.type == Act.FILE:
            head = Head(event.run, event.result_sha256, str(event.on))
        elif head is None:
            continue
        elif event.type == Act.PROPOSE:
            head = attrs.evolve(head, correction=event.run)
        elif event.type == types.RETURN and event.run == head.correction:
            head = attrs.evolve(head, correction="")
        elif event.type in (types.VOID, types.SUPERSEDE) and event.run == head.run:
            head = None
    return head


def run_under_way(events: Iterable[Event], /) -> str:
    """Return the run that was proposed last and has not been ended, or nothing.

    It ends with its filing, its return, or its being voided.
    """
    run = ""
    for event in events:
        if event.type == Act.PROPOSE:
            run = event.run
        elif event.run == run and event.type in (Act.FILE, types.RETURN, types.VOID):
            run = ""
    return run
