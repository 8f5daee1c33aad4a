"""The state of a run: what its events amount to."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from benefit_share.procedure import events as types
from benefit_share.procedure.events import Event
from benefit_share.procedure.model import Act, Procedure, Stage

__all__ = ["State", "state_of"]

_ACTS = frozenset(act.value for act in Act)


@attrs.frozen
class State:
    """Where a run stands.

    Attributes:
        done: the events of the stages done since the last return, in order.
        objections: the numbers of all objections ever made.
        open_objections: those not yet answered, in order of arrival.
        superseded_by: the run that replaced it, or nothing.
        voided: whether it was voided.
    """

    done: tuple[Event, ...] = ()
    objections: tuple[str, ...] = ()
    open_objections: tuple[str, ...] = ()
    superseded_by: str = ""
    voided: bool = False

    @property
    def filed(self) -> Event | None:
        """The filing, if there was one."""
        return next((one for one in self.done if one.type == Act.FILE), None)

    def due(self, procedure: Procedure, /) -> Stage | None:
        """Return the stage that comes next, or nothing after the last."""
        return next(iter(procedure.stages[len(self.done) :]), None)

    def after(self, event: Event, /) -> State:
        """Return the state when one more event has happened."""
        if event.type in _ACTS:
            return attrs.evolve(self, done=(*self.done, event))
        if event.type == types.OBJECT:
            return attrs.evolve(
                self,
                objections=(*self.objections, event.objection),
                open_objections=(*self.open_objections, event.objection),
            )
        if event.type == types.RESOLVE:
            left = tuple(one for one in self.open_objections if one != event.objection)
            return attrs.evolve(self, open_objections=left)
        if event.type == types.RETURN:
            # An objection outlives the return: it was made by a villager, not by the reviewer.
            return attrs.evolve(self, done=())
        if event.type == types.SUPERSEDE:
            return attrs.evolve(self, superseded_by=event.by_run)
        if event.type == types.VOID:
            return attrs.evolve(self, voided=True)
        return self


def state_of(events: Iterable[Event], run: str, /) -> State:
    """Return the state of one run after a history of events about any runs."""
    state = State()
    for event in events:
        if event.run == run:
            state = state.after(event)
    return state
