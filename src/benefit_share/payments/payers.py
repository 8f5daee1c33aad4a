"""Who pays what: each payment of a run, traced back to whose pool its money came out of.

The payer is the collective whose pool it is.
A pool of an asset is its owner's, and the asset's own where it has several; a pool over several
collectives is that of all of them together, under the name that the run has for its scope.
What a claimant has in pools of its own has several payers where it came from several; whatever is
held back or offset there is each payer's in proportion, and so each of them pays the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.distribution import slices_of
from benefit_share.waterfall import NotConserved

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.distribution.run import Node

__all__ = ["Payers", "in_proportion", "payers_of"]

AWARD: Final = "award"
CLAIMANT: Final = "claimant"

Parts = Mapping[str, int]
"""An amount by who pays it."""


@attrs.frozen
class Payers:
    """What each payer pays to each payee, and has awarded to each party.

    Attributes:
        paid: minor units, by payer and payee; their sum is all that the run pays.
        awarded: minor units, by payer and party.
    """

    paid: Mapping[tuple[str, str], int] = attrs.field(repr=False)
    awarded: Mapping[tuple[str, str], int] = attrs.field(repr=False)


def payers_of(run: Run | SlicedRun, /) -> Payers:
    """Return who pays what.

    Args:
        run: the record of the run; every slice is traced by itself, as its money moved.

    Raises:
        NotConserved: when somebody would be paid another sum than the run says: a defect of the
            program.
    """
    paid: Counter[tuple[str, str]] = Counter()
    awarded: Counter[tuple[str, str]] = Counter()
    for one in slices_of(run):
        trace = _Trace(one)
        trace.follow()
        paid.update(trace.paid)
        awarded.update(trace.awarded)
    said: Counter[str] = Counter()
    for payment in run.payments:
        said[payment.payee] += payment.amount
    for (_, payee), amount in paid.items():
        said[payee] -= amount
    for payee, difference in said.items():
        if difference:
            raise NotConserved(f"payers of {payee}", difference)
    return Payers(paid, awarded)


class _Trace:
    """Follows the money of one run, step by step, by who pays it."""

    def __init__(self, run: Run) -> None:
        """Begin with what claimants have in pools of their own before the first step."""
        self.run, self.case, self.world = run, run.case, run.seen.world
        self.paid: Counter[tuple[str, str]] = Counter()
        self.awarded: Counter[tuple[str, str]] = Counter()
        pools = self.case.plan.pools.items()
        self._per = {AWARD: CLAIMANT, **{name: pool.per for name, pool in pools}}
        self._holds: dict[tuple[str, str], Counter[str]] = {}
        for flow in run.pools:
            own = flow.opening + flow.topped_up
            if own and self._per[flow.pool] == CLAIMANT:
                # A balance in the name of a claimant lies with its home.
                home = self.world.party(flow.copy).collective or self.case.scope_id
                self._feed(flow.pool, flow.copy, {home: own})

    def follow(self) -> None:
        """Carry out every step again, by who pays."""
        for node in self.run.nodes:
            if node.division is None:
                self._move(node)
            else:
                self._divide(node)
        self._pay_out()

    def _divide(self, node: Node) -> None:
        then, division = self.case.plan.steps[node.position].then, node.division
        assert division is not None  # noqa: S101 - asked before
        lines = zip(division.claimants, division.parties, division.amounts, strict=True)
        for claimant, party, amount in lines:
            parts = self._drawn(node, amount)
            if not then:
                self._count(self.awarded, party, parts)
            if self._per[then or AWARD] == CLAIMANT:
                self._feed(then or AWARD, claimant, parts)

    def _move(self, node: Node) -> None:
        for move in node.moves:
            parts = self._drawn(node, move.amount)
            if move.to == "payee":
                self._count(self.paid, move.id, parts)
            elif move.to == "pool" and self._per[move.id] == CLAIMANT:
                self._feed(move.id, move.holder, parts)

    def _pay_out(self) -> None:
        """Pay what is in `award`, as a run does whose plan has no step that does."""
        for (pool, claimant), parts in self._holds.items():
            if pool == AWARD:
                self._count(self.paid, self.world.party(claimant).household or claimant, parts)

    def _drawn(self, node: Node, amount: int) -> Parts:
        """Return who pays an amount that a step takes out of its pool."""
        per = self._per[node.pool]
        if per != CLAIMANT:
            return {self._payer(per, node.copy): amount}
        there = self._holds.get((node.pool, node.copy), Counter())
        taken = in_proportion(amount, there)
        there.subtract(taken)
        return taken

    def _payer(self, per: str, copy: str) -> str:
        if per == "collective":
            return copy
        if per == "asset":
            return self.world.owner(copy) or copy
        return self.case.scope_id

    def _feed(self, pool: str, copy: str, parts: Parts) -> None:
        self._holds.setdefault((pool, copy), Counter()).update(parts)

    @staticmethod
    def _count(to: Counter[tuple[str, str]], whom: str, parts: Parts) -> None:
        to.update({(payer, whom): amount for payer, amount in parts.items() if amount})


def in_proportion(amount: int, parts: Parts, /) -> dict[str, int]:
    """Return an amount out of several parts, from each in proportion to what it is.

    Args:
        amount: whole units, at most the sum of the parts.
        parts: what there is, by who pays it.

    Returns:
        Whole units that sum to the amount, none above its part; the order of the names decides
        where a unit falls, and no payee gets another sum by it.
    """
    total, before, seen = sum(parts.values()), 0, 0
    taken = {}
    for name, part in sorted(parts.items()):
        seen += part
        upto = amount * seen // total if total else 0
        taken[name], before = upto - before, upto
    return taken
