"""The flow of money of a run as a graph: from what came in to where it went, to the minor unit.

It names no person: copies of a pool are added up, and so is what stands in a claimant's name.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.distribution import slices_of
from benefit_share.distribution.receive import pool_of
from benefit_share.statements.index import public_pools, public_steps
from benefit_share.values.frozen import FrozenMap
from benefit_share.waterfall import NotConserved

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.statements.parts import Outlet, SummaryStep

__all__ = ["FlowLink", "FlowNode", "MoneyFlow", "money_flow"]

SOURCES: Final = ("asset", "before")
ENDS: Final = ("returned", "account", "payee", "paid")
"""Where money ends; what is neither a source nor an end passes on what it receives."""

Key = tuple[str, str]
AWARD: Final = ("award", "")
PAID: Final = ("paid", "")


@attrs.frozen
class FlowNode:
    """A place that money comes from, goes through, or ends in.

    Attributes:
        kind: `asset` (income), `before` (an account as it was before); `pool`, `step`, `award`
            (what claimants are awarded); `returned` (income that an asset gave back), `account`,
            `payee`, `paid` (to claimants).
        id: its id; empty where several are told together, and for `award` and `paid`.
        clause: where the rules say so, for a step and for what one step feeds.
        by: the step that feeds it, where that step is told with it.
        count: how many it stands for: claims of a step, parties that are paid, those told together.
        persons: whether those who are paid are households and persons alone.
    """

    kind: str
    id: str = ""
    clause: str = ""
    by: str = ""
    count: int = 0
    persons: bool = True

    @property
    def key(self) -> Key:
        """What tells it from every other node of a flow."""
        return self.kind, self.id


@attrs.frozen
class FlowLink:
    """Money on its way from one node to another, in minor units; never 0."""

    source: Key
    target: Key
    amount: int


@attrs.frozen
class MoneyFlow:
    """Nodes in the order of the money, and the links between them; every node closes.

    Attributes:
        nodes: each after all that feed it.
        links: in the order of their nodes.

    Raises:
        NotConserved: where a node passes on something else than it received.
    """

    nodes: tuple[FlowNode, ...]
    links: tuple[FlowLink, ...]

    def __attrs_post_init__(self) -> None:
        """See that no money appears or vanishes on the way."""
        for node in self.nodes:
            difference = self.came(node) - self.went(node)
            if node.kind not in {*SOURCES, *ENDS} and difference:
                raise NotConserved(f"{node.kind} {node.id}".rstrip(), difference)

    @cached_property
    def into(self) -> Mapping[Key, tuple[FlowLink, ...]]:
        """The links that end in each node."""
        return self._by(lambda link: link.target)

    @cached_property
    def out_of(self) -> Mapping[Key, tuple[FlowLink, ...]]:
        """The links that begin in each node."""
        return self._by(lambda link: link.source)

    def _by(self, end: Callable[[FlowLink], Key]) -> Mapping[Key, tuple[FlowLink, ...]]:
        found: dict[Key, list[FlowLink]] = {node.key: [] for node in self.nodes}
        for link in self.links:
            found[end(link)].append(link)
        return FrozenMap({key: tuple(links) for key, links in found.items()})

    def came(self, node: FlowNode) -> int:
        """Return what a node receives."""
        return sum(link.amount for link in self.into[node.key])

    def went(self, node: FlowNode) -> int:
        """Return what a node passes on."""
        return sum(link.amount for link in self.out_of[node.key])

    def through(self, node: FlowNode) -> int:
        """Return what comes from a node, goes through it, or ends in it."""
        return self.went(node) or self.came(node)

    @property
    def total(self) -> int:
        """All that came; the same as all that ended somewhere."""
        return sum(self.went(node) for node in self.nodes if node.kind in SOURCES)


def money_flow(run: Run | SlicedRun) -> MoneyFlow:
    """Return the way of the money of a run, every step a node of its own.

    Args:
        run: the record of the run; pools and steps of one name in several slices are one node,
            unless the money would then go in a circle.

    Returns:
        The flow; what is received and kept for later periods never entered, and is not in it.
    """
    runs = slices_of(run)
    told = [_sent(one, "") for one in runs]
    if len(runs) > 1 and _goes_round(_together(told)):
        told = [_sent(one, f"{one.case.slice_number}/") for one in runs]
    known: dict[Key, FlowNode] = {}
    for one, (prefix, _) in zip(runs, told, strict=True):
        for key, node in _nodes(one, public_steps(one), prefix).items():
            seen = known.get(key)
            count = node.count + (seen.count if seen else 0)
            known[key] = attrs.evolve(node, count=count)
    paid = {one.payee for one in run.payments if not one.named and one.amount}
    known[PAID] = attrs.evolve(known[PAID], count=len(paid))
    position: dict[str, int] = {}
    for one, (prefix, _) in zip(runs, told, strict=True):
        for step in one.case.plan.steps:
            position.setdefault(prefix + step.id, len(position))
    return _ordered(known, _together(told), position)


Sums = dict[tuple[Key, Key], int]


def _together(told: Iterable[tuple[str, Sums]]) -> Sums:
    sums: Sums = {}
    for _, some in told:
        for ends, amount in some.items():
            sums[ends] = sums.get(ends, 0) + amount
    return sums


def _goes_round(sums: Sums) -> bool:
    """Say whether there is a way from some node back to itself."""
    targets: dict[Key, set[Key]] = {}
    for source, target in sums:
        targets.setdefault(source, set()).add(target)
    while True:
        ends = {key for key, some in targets.items() if not some & targets.keys()}
        if not ends:
            return bool(targets)
        targets = {key: some for key, some in targets.items() if key not in ends}


def _sent(run: Run, prefix: str) -> tuple[str, Sums]:
    """Return what went from where to where in one run or slice, *prefix* before pools and steps."""
    steps = public_steps(run)
    sums: Sums = {}

    def send(source: Key, target: Key, amount: int) -> None:
        ends = _marked(source, prefix), _marked(target, prefix)
        if amount:
            sums[ends] = sums.get(ends, 0) + amount

    for (asset, pool), amount in _received(run).items():
        if amount > 0:
            send(("asset", asset), ("pool", pool), amount)
        else:
            send(("pool", pool), ("returned", asset), -amount)
    for flow in public_pools(run):
        opened = run.case.plan.pools[flow.pool].opening
        send(("before", opened), ("pool", flow.pool), flow.opening)
    for (account, pool), amount in _topped_up(run).items():
        send(("before", account), _pool(pool), amount)
    for step in steps:
        send(_pool(step.pool), ("step", step.step), step.used)
        for outlet in step.outlets:
            send(("step", step.step), _end(outlet), outlet.amount)
    if not any(step.pool == "award" for step in steps):
        awarded = sum(amount for (_, target), amount in sums.items() if target == AWARD)
        send(AWARD, PAID, awarded)
    return prefix, sums


def _marked(key: Key, prefix: str) -> Key:
    return (key[0], prefix + key[1]) if key[0] in {"pool", "step"} else key


def _received(run: Run) -> dict[tuple[str, str], int]:
    """Return the income of the period by asset and the pool that it entered."""
    found: dict[tuple[str, str], int] = {}
    for row in run.case.income:
        part, pool = run.recognised.get(row.id), pool_of(run.case, row)
        if part is not None and pool is not None:
            found[row.asset, pool] = found.get((row.asset, pool), 0) + part.recognised
    return found


def _topped_up(run: Run) -> dict[tuple[str, str], int]:
    """Return what was drawn from accounts for steps that were short, by account and pool."""
    left = {(one.pool, one.copy): one.opening + one.fed for one in run.pools}
    found: dict[tuple[str, str], int] = {}
    for node in run.nodes:
        drawn = node.before - left.get((node.pool, node.copy), 0)
        left[node.pool, node.copy] = node.after
        short = run.case.plan.steps[node.position].short
        if drawn and short is not None:
            account = short.draw.removeprefix("account.").removeprefix("held.")
            found[account, node.pool] = found.get((account, node.pool), 0) + drawn
    return found


def _pool(pool: str) -> Key:
    return AWARD if pool == "award" else ("pool", pool)


def _end(outlet: Outlet) -> Key:
    if outlet.to == "claimants":
        return AWARD
    if outlet.to == "pool":
        return _pool(outlet.id)
    if outlet.to == "payee" and outlet.holder == "own":
        return PAID
    return outlet.to, outlet.id


def _nodes(run: Run, steps: Iterable[SummaryStep], prefix: str) -> dict[Key, FlowNode]:
    """Return what is known of steps and of those who are paid; other nodes have but a name."""
    found: dict[Key, FlowNode] = {}
    for step in steps:
        id_ = prefix + step.step
        seen = found.get(("step", id_))
        claims = step.claims + (seen.count if seen else 0)
        found["step", id_] = FlowNode("step", id_, step.clause, count=claims)
    paid = [one.payee for one in run.payments if not one.named and one.amount]
    kinds = {run.seen.world.party(party).kind for party in paid}
    found[PAID] = FlowNode("paid", count=len(paid), persons=kinds <= {"household", "person"})
    return found


# ---- the order


def _ordered(
    known: Mapping[Key, FlowNode], sums: Mapping[tuple[Key, Key], int], position: Mapping[str, int]
) -> MoneyFlow:
    """Return the flow with each node after all that feed it, otherwise in the order of the plan."""
    targets: dict[Key, list[Key]] = {}
    feeders: dict[Key, list[Key]] = {}
    for source, target in sums:
        targets.setdefault(source, []).append(target)
        feeders.setdefault(target, []).append(source)
    places = _places(sums, targets, feeders, position)
    waiting = {key: len(feeders.get(key, ())) for key in {*targets, *feeders}}
    ready = [(places[key], key) for key, count in waiting.items() if not count]
    heapq.heapify(ready)
    order: list[Key] = []
    while ready:
        key = heapq.heappop(ready)[1]
        order.append(key)
        for target in targets.get(key, ()):
            waiting[target] -= 1
            if not waiting[target]:
                heapq.heappush(ready, (places[target], target))
    rank = {key: number for number, key in enumerate(order)}
    links = sorted(sums.items(), key=lambda pair: (rank[pair[0][0]], rank[pair[0][1]]))
    return MoneyFlow(
        tuple(known.get(key) or FlowNode(*key) for key in order),
        tuple(FlowLink(*ends, amount) for ends, amount in links),
    )


def _places(
    sums: Mapping[tuple[Key, Key], int],
    targets: Mapping[Key, list[Key]],
    feeders: Mapping[Key, list[Key]],
    position: Mapping[str, int],
) -> dict[Key, tuple[int, int, int]]:
    """Return where each node would stand: an end after its steps, a source before its pool.

    The largest source stands first; those who are paid come last, whatever feeds them.
    """
    last = len(position)
    own = {("step", step): (place, 3, 0) for step, place in position.items()} | {
        AWARD: (last, 0, 0),
        PAID: (last + 1, 0, 0),
    }

    def place(key: Key) -> tuple[int, int, int]:
        if key in own:
            return own[key]
        if key[0] == "pool":
            steps = [own[one][0] for one in targets.get(key, ()) if one in own]
            return min(steps, default=last), 2, 0
        if key[0] in SOURCES:
            went = sum(sums[key, one] for one in targets[key])
            return min(place(one) for one in targets[key])[0], 1, -went
        return max(place(one) for one in feeders[key])[0], 0, 0

    return {key: place(key) for key in {*targets, *feeders}}
