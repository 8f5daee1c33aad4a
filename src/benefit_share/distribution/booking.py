"""Booking a division: drawn from the pool, fed on, settled, and what stays unpaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.distribution import faults

if TYPE_CHECKING:
    from benefit_share.distribution.claims import Claimant
    from benefit_share.distribution.run import Division
    from benefit_share.distribution.stage import Stage

__all__ = ["book"]


def book(stage: Stage, claims: list[Claimant], division: Division) -> bool:
    """Draw the amounts, feed them on, and remember who got what; return whether it is lawful."""
    step, world = stage.compiled.step, stage.world
    ledger = world.ledger
    settles = _settled(stage)
    copies = _copies(stage, claims)
    if copies is None or not _settle(stage, claims, division, settles):
        return False
    ledger.draw(step.from_, stage.key, sum(division.amounts))
    given = world.given_by_step.setdefault(step.id, {})
    members = world.claimants_of.setdefault(step.id, set())
    for claim, copy, amount in zip(claims, copies, division.amounts, strict=True):
        party = claim.party
        given[party] = given.get(party, 0) + amount
        members.add(claim.subject.id)
        ledger.feed(step.then or "award", copy, amount)
    _keep_unpaid(stage, claims, division)
    return True


def _copies(stage: Stage, claims: list[Claimant]) -> list[str] | None:
    """Return the copy that each claim is fed into, or None after saying who has none."""
    then, world = stage.compiled.step.then, stage.world
    if not then:
        return [claim.subject.id for claim in claims]
    per = stage.program.plan.pools[then].per if then != "award" else "claimant"
    copies = [world.copy_of(then, claim.subject) for claim in claims]
    for claim, copy in zip(claims, copies, strict=True):
        if not copy and per != "scope":
            stage.fault(
                faults.NO_COPY, "then", amount=f"'{claim.id}'", pool=then, per=per, of=claim.id
            )
    return copies if per == "scope" or all(copies) else None


def _settled(stage: Stage) -> str:
    step = stage.compiled.step
    named = step.settles or (step.among if step.among.startswith("owed.") else "")
    return named.rpartition(".")[2]


def _settle(stage: Stage, claims: list[Claimant], division: Division, account: str) -> bool:
    """Take what is given out of the account that it settles, unless it holds less."""
    before = len(stage.findings)
    if account:
        for claim, amount in zip(claims, division.amounts, strict=True):
            stage.settle(account, claim.subject.id, amount)
    return len(stage.findings) == before


def _keep_unpaid(stage: Stage, claims: list[Claimant], division: Division) -> None:
    """Owe what was not paid, unless it was owed already (then it simply stays owed)."""
    step = stage.compiled.step
    if step.short is None or not step.short.unpaid.startswith("owed."):
        return
    account = step.short.unpaid.removeprefix("owed.")
    if step.among == step.short.unpaid:
        return
    for place, amount in division.unpaid.items():
        stage.world.ledger.put_in(account, "owed", claims[place].subject.id, amount)
