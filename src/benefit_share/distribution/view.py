"""A finished run, seen again as quantities and conditions see it: for explanations only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from benefit_share.distribution.world import CaseWorld
from benefit_share.expressions.world import Subject
from benefit_share.plan import Program, check_plan
from benefit_share.waterfall import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benefit_share.distribution.run import Run

__all__ = ["View", "copy_subject", "view"]

T = TypeVar("T")


@attrs.frozen
class View:
    """What is needed to explain a run.

    Attributes:
        world: the case, with the money as it was after the run.
        program: the compiled plan.
        claims: party to its claims: place of the node, place in its division.
    """

    world: CaseWorld
    program: Program
    claims: Mapping[str, tuple[tuple[int, int], ...]]
    _kept: dict[object, Any] = attrs.field(factory=dict, eq=False, repr=False)

    def keep(self, key: object, make: Callable[[], T]) -> T:
        """Return what was made for *key*, making it at the first question."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[no-any-return]  # kept under the key of its own type

    def subject(self, per: str, key: str) -> Subject:
        """Return a copy of a pool as a subject."""
        return copy_subject(self.world, per, key)


def view(run: Run) -> View:
    """Return *run* as it can be asked questions; made once a run and kept by it."""
    ledger = Ledger(attrs.evolve(flow, put_in=0, taken_out=0) for flow in run.accounts)
    for flow in run.pools:
        ledger.feed(flow.pool, flow.copy, flow.opening + flow.fed)
    world = CaseWorld(run.case, ledger, run.sheet)
    claims: dict[str, list[tuple[int, int]]] = {}
    for number, node in enumerate(run.nodes):
        world.used[node.step, node.copy] = node.used
        if node.division is None:
            continue
        given = world.given_by_step.setdefault(node.step, {})
        world.claimants_of.setdefault(node.step, set()).update(node.division.claimants)
        for place, party in enumerate(node.division.parties):
            given[party] = given.get(party, 0) + node.division.amounts[place]
            claims.setdefault(party, []).append((number, place))
    program, _ = check_plan(run.case.plan)
    return View(world, program, {party: tuple(found) for party, found in claims.items()})


def copy_subject(world: CaseWorld, per: str, key: str) -> Subject:
    """Return a copy of a pool as a subject of questions."""
    if per == "collective":
        return Subject("collective", key, collective=key)
    if per == "asset":
        return Subject("asset", key, collective=world.owner(key), asset=key)
    return world.party(key) if per == "claimant" else Subject("scope", "")
