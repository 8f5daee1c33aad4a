"""A run indexed once, so that one statement costs the same however many there are.

What stands in the name of a claimant (its award, its trust) is found by its id alone, and is never
on anybody else's page.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

import attrs

from benefit_share.statements.flow import step_lines
from benefit_share.statements.parts import SummaryStep
from benefit_share.values.frozen import FrozenMap
from benefit_share.waterfall import AccountFlow, PoolFlow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benefit_share.distribution import Node, Run

__all__ = ["Index", "index", "public_accounts", "public_pools", "public_steps"]

T = TypeVar("T")


@attrs.frozen
class Index:
    """What belongs to whom.

    Attributes:
        lines: a line for each node, in order.
        steps: place and line of the steps in copies that belong to no claimant.
        own: claimant to place and line of the steps in its own copies.
        nodes: claimant to the nodes of its award.
        payable: party to what is paid to it.
        balances: holder to its balances.
    """

    lines: tuple[SummaryStep, ...]
    steps: tuple[tuple[int, SummaryStep], ...]
    own: Mapping[str, tuple[tuple[int, SummaryStep], ...]]
    nodes: Mapping[str, tuple[Node, ...]]
    payable: Mapping[str, int]
    balances: Mapping[str, tuple[AccountFlow, ...]]


def index(run: Run) -> Index:
    """Return the index of *run*; made once and kept by it."""
    return run.seen.keep("index", lambda: _index(run))


def _index(run: Run) -> Index:
    lines = step_lines(run)
    placed = list(enumerate(lines))
    payable: dict[str, int] = {}
    for payment in run.payments:
        if not payment.named:
            payable[payment.payee] = payable.get(payment.payee, 0) + payment.amount
    return Index(
        lines=lines,
        steps=tuple(pair for pair in placed if not _of_claimants(run, pair[1].pool)),
        own=_grouped(
            (pair for pair in placed if _of_claimants(run, pair[1].pool)),
            lambda pair: pair[1].copy,
        ),
        nodes=_grouped(
            (node for node in run.nodes if node.pool == "award"), lambda node: node.copy
        ),
        payable=FrozenMap(payable),
        balances=_grouped(run.accounts, lambda flow: flow.holder),
    )


def _grouped(things: Iterable[T], key: Callable[[T], str]) -> Mapping[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return FrozenMap({one: tuple(group) for one, group in found.items()})


def _of_claimants(run: Run, pool: str) -> bool:
    """Say whether a pool has a copy for each claimant."""
    return pool == "award" or run.case.plan.pools[pool].per == "claimant"


# ---- what everybody may know


def public_steps(run: Run) -> tuple[SummaryStep, ...]:
    """Return the steps; those in the names of claimants added up, step by step."""
    found: dict[object, SummaryStep] = {}
    for place, line in enumerate(index(run).lines):
        if not _of_claimants(run, line.pool):
            found[place] = line
        elif line.step in found:
            found[line.step] = _added(found[line.step], line)
        else:
            found[line.step] = _nameless(line)
    return tuple(found.values())


def _nameless(line: SummaryStep) -> SummaryStep:
    """Take out the claimant: as the copy, as a holder, and as the payee of what is its own."""
    outlets = tuple(
        attrs.evolve(one, id="") if one.holder == "own" else attrs.evolve(one, holder="")
        for one in line.outlets
    )
    return attrs.evolve(
        line, copy="", exact=None, take=None, rounding="", skipped="", outlets=outlets
    )


def _added(sum_: SummaryStep, line: SummaryStep) -> SummaryStep:
    outlets = {(one.to, one.id, one.holder): one for one in sum_.outlets}
    for one in _nameless(line).outlets:
        key = one.to, one.id, one.holder
        seen = outlets.get(key)
        if seen is not None:
            one = attrs.evolve(seen, exact=seen.exact + one.exact, amount=seen.amount + one.amount)  # noqa: PLW2901  (the sum takes the place of the part)
        outlets[key] = one
    return attrs.evolve(
        sum_,
        before=sum_.before + line.before,
        offered=sum_.offered + line.offered,
        used=sum_.used + line.used,
        after=sum_.after + line.after,
        outlets=tuple(outlets.values()),
        claims=sum_.claims + line.claims,
        raised=sum_.raised + line.raised,
        residue=sum_.residue + line.residue,
        total=sum_.total + line.total,
        of_gross=Fraction(sum_.of_gross + line.of_gross),
    )


def public_pools(run: Run) -> tuple[PoolFlow, ...]:
    """Return what went through the pools; the copies of claimants added up, awards left out."""
    found: dict[tuple[str, str], PoolFlow] = {}
    for flow in run.pools:
        if flow.pool == "award":
            continue
        copy = "" if _of_claimants(run, flow.pool) else flow.copy
        seen = found.get((flow.pool, copy), PoolFlow(flow.pool, copy, 0, 0, 0, 0))
        found[flow.pool, copy] = PoolFlow(
            flow.pool,
            copy,
            seen.opening + flow.opening,
            seen.fed + flow.fed,
            seen.used + flow.used,
            seen.left + flow.left,
            seen.topped_up + flow.topped_up,
        )
    return tuple(found.values())


def public_accounts(run: Run) -> tuple[AccountFlow, ...]:
    """Return what the balances did; those in the names of claimants added up."""
    accounts = run.case.plan.accounts
    found: dict[tuple[str, str], AccountFlow] = {}
    for flow in run.accounts:
        declared = accounts.get(flow.account)
        named = declared is None or declared.of == "claimant"
        holder = "" if named else flow.holder
        seen = found.get((flow.account, holder))
        found[flow.account, holder] = (
            attrs.evolve(flow, holder=holder)
            if seen is None
            else attrs.evolve(
                seen,
                opening_in=seen.opening_in + flow.opening_in,
                opening_out=seen.opening_out + flow.opening_out,
                put_in=seen.put_in + flow.put_in,
                taken_out=seen.taken_out + flow.taken_out,
            )
        )
    return tuple(found.values())
