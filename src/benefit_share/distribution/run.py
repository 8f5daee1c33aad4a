"""The record of a run: one immutable value from which every statement follows."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.assets import Part
    from benefit_share.distribution.case import Case
    from benefit_share.distribution.ranking import Cut
    from benefit_share.distribution.view import View
    from benefit_share.findings import Finding
    from benefit_share.points import PointsSheet
    from benefit_share.waterfall import AccountFlow, Payment, PoolFlow, Totals

__all__ = ["RUN_FORMAT", "Division", "Move", "Node", "Run"]

RUN_FORMAT: Final = "benefit-share/run/1"


@attrs.frozen
class Move:
    """Money that a step sent to one place.

    Attributes:
        to: `pool`, `account` or `payee`.
        id: id of the pool, account or payee.
        holder: the copy of the pool, or the holder of the account.
        exact: the exact amount before rounding, in minor units.
        amount: the whole amount, in minor units.
    """

    to: str
    id: str
    holder: str
    exact: Fraction
    amount: int


@attrs.frozen
class Division:
    """How an amount was divided among claimants; parallel tuples, one place a claim.

    Attributes:
        mode: `share` (a weight each) or `pay` (a wanted sum each).
        ids: the claim: the claimant's id, or `holder#row` for a register row.
        claimants: the party that owns each claim.
        parties: the party on whose statement each claim stands.
        asked: the weight, or the wanted sum in minor units, of each claim.
        total: the sum of what was asked.
        numerators: the exact shares over *denominator*, in minor units.
        denominator: the common denominator of the exact shares.
        amounts: the whole amounts awarded, in minor units.
        multiplier: amount for one unit of weight, or the multiplier of the rule; None: none.
        rule: the rule of division.
        floors: the least of each claim, or None.
        caps: the most of each claim, or None.
        bound: places of claims that a limit bound, and the word for it.
        raised: places of claims that got a rounding unit.
        tie_decided: ids among whom the tie key decided.
        cut: the fraction at which rounding up stopped, or None.
        rounding: the rounding policy, in a word of the plan.
        unit: the smallest amount awarded, in minor units.
        residue: what rounding left in the pool, in minor units.
        unpaid: what was asked and not paid, by place, where that is kept.
        edge: places of claims whose part is the cut, when only some of them could be raised.
    """

    mode: str
    ids: tuple[str, ...]
    claimants: tuple[str, ...]
    parties: tuple[str, ...]
    asked: tuple[Fraction | int, ...]
    total: Fraction | int
    numerators: tuple[int, ...]
    denominator: int
    amounts: tuple[int, ...]
    multiplier: Fraction | None
    rule: str
    floors: tuple[Fraction | int, ...] | None
    caps: tuple[Fraction | int, ...] | None
    bound: Mapping[int, str]
    raised: frozenset[int]
    tie_decided: tuple[str, ...]
    cut: Fraction | None
    rounding: str
    unit: int
    residue: int
    unpaid: Mapping[int, int] = FrozenMap()
    edge: frozenset[int] = frozenset()

    def exact(self, place: int) -> Fraction:
        """Return the exact share of a claim, in minor units."""
        return Fraction(self.numerators[place], self.denominator)


@attrs.frozen
class Node:
    """What one step did in one copy of its pool.

    Attributes:
        step: id of the step.
        position: place of the step in the plan, from 0.
        pool: the pool it drew from.
        copy: the copy of the pool.
        before: what was in the pool.
        exact: the exact amount it asked for, or None for `remaining` and `needed`.
        offered: the whole amount offered.
        used: the amount used.
        after: what is left in the pool.
        rounding: how the offered amount was rounded, or empty.
        moves: where the money went, if not among claimants.
        division: how it was divided, if among claimants.
        skipped: why nothing was done: `where`, `none`, or empty.
        cuts: where the ranked lists of a `top` were cut, in order.
    """

    step: str
    position: int
    pool: str
    copy: str
    before: int
    exact: Fraction | None
    offered: int
    used: int
    after: int
    rounding: str = ""
    moves: tuple[Move, ...] = ()
    division: Division | None = None
    skipped: str = ""
    cuts: tuple[Cut, ...] = ()


@attrs.frozen
class Run:
    """What `distribute` returns.

    Attributes:
        case: the values it was made from.
        distribution_id: what people talk about.
        inputs_digest: SHA-256 over the values that were read.
        plan_digest: SHA-256 over the values of the plan.
        nodes: every step in every copy, in order.
        pools: what went through each pool.
        accounts: what each balance did.
        payments: what each payee gets.
        totals: the conservation of the whole.
        given: what each party was awarded, by party.
        findings: what is to be said; none is an error.
        sheet: the points sheet, or None.
        excluded_income: ids of receipts that belong to another period.
        recognised: what the period has of each receipt, by id.
        engine: the version of the library.
    """

    case: Case = attrs.field(repr=False)
    distribution_id: str
    inputs_digest: str
    plan_digest: str
    nodes: tuple[Node, ...] = attrs.field(repr=False)
    pools: tuple[PoolFlow, ...] = attrs.field(repr=False)
    accounts: tuple[AccountFlow, ...] = attrs.field(repr=False)
    payments: tuple[Payment, ...] = attrs.field(repr=False)
    totals: Totals
    given: Mapping[str, int] = attrs.field(repr=False)
    findings: tuple[Finding, ...]
    sheet: PointsSheet | None = attrs.field(repr=False)
    excluded_income: tuple[str, ...] = ()
    recognised: Mapping[str, Part] = attrs.field(default=FrozenMap(), repr=False)
    engine: str = ""

    @property
    def gross(self) -> int:
        """The income that belongs to the period, in minor units."""
        return self.totals.income

    @cached_property
    def seen(self) -> View:
        """The run as explanations see it; made at the first question."""
        from benefit_share.distribution.view import view

        return view(self)

    def node(self, step: str, copy: str) -> Node:
        """Return what *step* did in *copy*; raise `KeyError` if there is no such node."""
        for node in self.nodes:
            if node.step == step and node.copy == copy:
                return node
        raise KeyError((step, copy))
