"""The flow of money in fewer nodes, for a picture: the same ends, and every node still closes."""

from __future__ import annotations

from typing import Final

import attrs

from benefit_share.statements.money_flow import AWARD, PAID, FlowLink, FlowNode, Key, MoneyFlow

__all__ = ["simplified"]

MOST: Final = 6
"""So many assets, and so many payees, are told one by one before the rest is told together."""


def simplified(flow: MoneyFlow, *, most: int = MOST) -> MoneyFlow:
    """Return a flow that says the same in fewer nodes.

    A step that sends all to one place which nothing else feeds is told with that place, a pool that
    is income for one step with that step, and awards that are all paid with those who are paid.
    Of more than *most* assets or payees the smallest are told together.

    Args:
        flow: the whole flow.
        most: so many assets, and so many payees, are told one by one.
    """
    for kind in ("asset", "payee"):
        flow = _gathered(flow, kind, most)
    for node in flow.nodes:
        if node.kind in {"step", "award"}:
            flow = _passed(flow, node)
    for node in flow.nodes:
        if node.kind == "pool" and not node.by and len(flow.out_of[node.key]) == 1:
            flow = _without(flow, node)
    return flow


def _gathered(flow: MoneyFlow, kind: str, most: int) -> MoneyFlow:
    """Tell the smallest nodes of a kind together, so that *most* of that kind are left."""
    found = sorted(
        (node for node in flow.nodes if node.kind == kind),
        key=lambda node: (-flow.through(node), node.id),
    )
    if len(found) <= most:
        return flow
    small = {node.key for node in found[most - 1 :]}
    together = FlowNode(kind, count=len(small))
    sums: dict[tuple[Key, Key], int] = {}
    for link in flow.links:
        ends = tuple(together.key if end in small else end for end in (link.source, link.target))
        sums[ends[0], ends[1]] = sums.get((ends[0], ends[1]), 0) + link.amount
    # It stands after the others of its kind, but not after anything that it feeds.
    number_of = {node.key: number for number, node in enumerate(flow.nodes)}
    fed = min(
        (number_of[target] for source, target in sums if source == together.key),
        default=len(number_of),
    )
    there = max(number_of[key] for key in small if number_of[key] < fed)
    nodes = tuple(
        together if number == there else node
        for number, node in enumerate(flow.nodes)
        if number == there or node.key not in small
    )
    rank = {node.key: number for number, node in enumerate(nodes)}
    links = sorted(sums.items(), key=lambda pair: (rank[pair[0][0]], rank[pair[0][1]]))
    return MoneyFlow(nodes, tuple(FlowLink(*ends, amount) for ends, amount in links))


def _passed(flow: MoneyFlow, node: FlowNode) -> MoneyFlow:
    """Tell a node that only passes money on together with where it goes, if that is one place."""
    came, went = flow.into[node.key], flow.out_of[node.key]
    if len(went) != 1 or (node.kind == "step" and len(came) != 1):
        return flow
    target = went[0].target
    if len(flow.into[target]) != 1 or target == AWARD or (target == PAID and node.count):
        return flow
    flow = _without(flow, node)
    nodes = (
        attrs.evolve(one, by=node.id, clause=node.clause) if one.key == target else one
        for one in flow.nodes
    )
    return MoneyFlow(tuple(nodes), flow.links)


def _without(flow: MoneyFlow, node: FlowNode) -> MoneyFlow:
    """Send what a node receives straight to the one place that it feeds."""
    target = flow.out_of[node.key][0].target
    links = (
        attrs.evolve(link, target=target) if link.target == node.key else link
        for link in flow.links
        if link.source != node.key
    )
    return MoneyFlow(tuple(one for one in flow.nodes if one.key != node.key), tuple(links))
