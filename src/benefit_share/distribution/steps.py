"""What each step does: takes an offered amount out of a pool and sends it on."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.allocation import round_to_units, solve
from benefit_share.distribution import faults
from benefit_share.distribution.bucket import bucket
from benefit_share.distribution.copies import key_of
from benefit_share.distribution.run import Move, Node
from benefit_share.distribution.stage import offered_amount, refuse_short
from benefit_share.expressions.asking import first_unknown
from benefit_share.plan.faults import SPLIT_SUM
from benefit_share.values import percent_text

if TYPE_CHECKING:
    from benefit_share.distribution.stage import Stage

__all__ = ["run_step"]


def run_step(stage: Stage) -> Node | None:
    """Carry out one step in one copy; return what it did, or None after a fault."""
    compiled, step = stage.compiled, stage.compiled.step
    before = stage.before
    if compiled.where is not None:
        holds = compiled.where.holds(stage.world, stage.copy)
        if holds is None:
            fact = first_unknown(compiled.where.why(stage.world, stage.copy))
            stage.fault(
                faults.AMOUNT_UNKNOWN, "where", copy=stage.named, party=stage.key, fact=fact
            )
            return None
        if not holds:
            return _node(stage, before, None, 0, skipped="where")
    node = bucket(stage) if step.among else _moves(stage)
    if node is not None:
        stage.world.used[step.id, stage.key] = node.used
    return node


def _node(
    stage: Stage,
    before: int,
    exact: Fraction | None,
    offered: int,
    *,
    rounding: str = "",
    moves: tuple[Move, ...] = (),
    skipped: str = "",
) -> Node:
    used = sum(move.amount for move in moves)
    return Node(
        step=stage.compiled.step.id,
        position=stage.compiled.position,
        pool=stage.compiled.step.from_,
        copy=stage.key,
        before=before,
        exact=exact,
        offered=offered,
        used=used,
        after=before - used,
        rounding=rounding,
        moves=moves,
        skipped=skipped,
    )


def _moves(stage: Stage) -> Node | None:
    """Send an amount to one place, or to several by rates."""
    step, before = stage.compiled.step, stage.before
    asked = offered_amount(stage)
    if asked is None:
        return None
    exact, offered, rounding = asked
    if offered > before:
        short = step.short
        if short is None or short.take == "refuse":
            refuse_short(stage, offered, before)
            return None
        offered = before if short.take == "partial" else 0
    destinations = _destinations(stage, offered, exact)
    if destinations is None:
        return None
    stage.world.ledger.draw(step.from_, stage.key, offered)
    for move in destinations:
        send(stage, move)
    if step.settles:
        holder = key_of(stage.program.plan.accounts[step.settles].of, stage.copy)
        stage.settle(step.settles, holder, offered)
    return _node(stage, before, exact, offered, rounding=rounding, moves=destinations)


def _destinations(stage: Stage, offered: int, exact: Fraction | None) -> tuple[Move, ...] | None:
    step = stage.compiled.step
    if not stage.compiled.split:
        rounded = exact is not None and abs(exact - offered) < 1
        return (_move(stage, step.to, exact if rounded and exact else Fraction(offered), offered),)
    rates = _rates(stage)
    if rates is None:
        return None
    if not offered:
        return tuple(_move(stage, to, Fraction(0), 0) for to in rates)
    shares = solve("proportional", offered, rates)
    rounded_shares = round_to_units(
        shares, offered, policy="largest_remainder", tie_seed=stage.tie_seed
    )
    return tuple(_move(stage, to, shares.exact(to), rounded_shares.amount(to)) for to in rates)


def _rates(stage: Stage) -> dict[str, Fraction] | None:
    """Return the rates of a split, or None if they do not add up to 100 %."""
    rates = {}
    for to, rate in stage.compiled.split:
        value = stage.amount(rate, f"split.{to}")
        if value is None:
            return None
        rates[to] = value
    total = sum(rates.values(), Fraction(0))
    if total != 1:
        difference = percent_text(abs(1 - total))
        stage.fault(SPLIT_SUM, "split", sum=percent_text(total), difference=difference)
        return None
    return rates


def _move(stage: Stage, to: str, exact: Fraction, amount: int) -> Move:
    """Resolve a destination: which copy of a pool, whose account, which payee."""
    kind, _, name = to.partition(".")
    plan = stage.program.plan
    if kind == "pool":
        per = "claimant" if name == "award" else plan.pools[name].per
        return Move("pool", name, _copy_key(stage, per, name), exact, amount)
    if kind == "account":
        of = plan.accounts[name].of
        return Move("account", name, _copy_key(stage, of, name), exact, amount)
    if name:
        return Move("payee", name, "", exact, amount)
    return Move("payee", stage.copy.household or stage.copy.id, "own", exact, amount)


def _copy_key(stage: Stage, per: str, name: str) -> str:
    key = key_of(per, stage.copy)
    if not key and per == "collective" and stage.copy.asset:
        key = stage.world.owner(stage.copy.asset)
    if not key and per != "scope":
        stage.fault(
            faults.NO_COPY, "to", amount=stage.money(stage.before), pool=name, per=per, of=stage.key
        )
    return key


def send(stage: Stage, move: Move) -> None:
    """Book a move."""
    ledger, accounts = stage.world.ledger, stage.program.plan.accounts
    if move.to == "pool":
        ledger.feed(move.id, move.holder, move.amount)
    elif move.to == "account":
        ledger.put_in(move.id, accounts[move.id].kind, move.holder, move.amount)
    else:
        ledger.pay(move.id, move.amount, named=move.holder != "own")
