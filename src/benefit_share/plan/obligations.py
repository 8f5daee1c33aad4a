"""Accounts and shortages: what a step may settle, keep back, owe, draw on or leave unpaid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benefit_share.allocation import RULES
from benefit_share.plan import faults
from benefit_share.plan.wording import POLICIES, ROUNDINGS

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Plan, Shortage, Step

__all__ = ["check_account", "check_obligations", "check_unearned", "wrong"]


def wrong(step: Step, path: str, what: str, instead: str) -> Finding:
    """Return the finding that a step says something that cannot be carried out."""
    return faults.STEP_SHAPE.at(path, step=step.id, what=what, instead=instead)


def check_account(plan: Plan, account: str, path: str, *kinds: str) -> Iterator[Finding]:
    """Say that an account is not there, or is of none of the *kinds* that may stand here."""
    found = plan.accounts.get(account)
    if found is None:
        known = ", ".join(plan.accounts) or "none"
        yield faults.ACCOUNT_UNKNOWN.at(path, account=account, known=known)
    elif found.kind not in kinds:
        instead = f"Use an account that is {' or '.join(kinds)}."
        yield faults.ACCOUNT_KIND.at(path, account=account, kind=found.kind, instead=instead)


def check_obligations(plan: Plan, step: Step, path: str) -> Iterator[Finding]:
    """Say what is wrong with what a step settles, and with what it does in a shortage."""
    yield from _idle(plan, step, path)
    if step.settles:
        yield from check_account(plan, step.settles, f"{path}.settles", "owed", "receivable")
    if step.short is None:
        if step.pay is not None:
            yield faults.SHORT_MISSING.at(path, step=step.id)
        return
    short, at = step.short, f"{path}.short"
    if step.pay is None:
        yield from _single(step, short, at)
        return
    if short.divide and short.divide not in RULES:
        accepted = ", ".join(RULES)
        yield faults.WORD_NOT_ACCEPTED.at(f"{at}.divide", word=short.divide, accepted=accepted)
    if short.take != "refuse":
        yield from _unpaid(plan, step, short, at)
    if short.draw:
        account = short.draw.removeprefix("account.").removeprefix("held.")
        yield from check_account(plan, account, f"{at}.draw", "held")


def _idle(plan: Plan, step: Step, path: str) -> Iterator[Finding]:
    """Say which words have nothing to act on."""
    if step.round_ in POLICIES and step.share is None:
        yield wrong(
            step,
            f"{path}.round",
            f"shares nothing, so {step.round_} means nothing",
            f"Write one of: {', '.join(ROUNDINGS)}.",
        )
    policy = step.round_ if step.round_ in POLICIES else plan.rounding.share
    if step.among and step.price_unit is not None and policy != "unit_price":
        yield wrong(
            step,
            f"{path}.price_unit",
            "publishes no price, so price_unit means nothing",
            "Write round: unit_price, or take price_unit away.",
        )
    if step.among and step.surplus and step.share is None:
        yield wrong(
            step,
            f"{path}.surplus",
            "pays each claim for itself, so what a limit cuts off stays in the pool",
            "Take surplus away.",
        )
    elif step.among and step.surplus and step.at_most is None:
        yield wrong(
            step,
            f"{path}.surplus",
            "has no limit that leaves a surplus",
            "Write at_most, or take surplus away.",
        )


def _single(step: Step, short: Shortage, at: str) -> Iterator[Finding]:
    """An amount that is taken whole leaves no claim unpaid, and is not divided in a shortage."""
    keys = ("divide", "weight", "unpaid", "draw")
    written = [key for key in keys if getattr(short, key) not in {None, ""}]
    if written:
        yield wrong(
            step,
            at,
            f"has no claims of its own to pay, so {', '.join(written)} mean nothing",
            "Write short: {take: partial}: what is there is taken.",
        )


def _unpaid(plan: Plan, step: Step, short: Shortage, at: str) -> Iterator[Finding]:
    """Say whether every claim that is not paid has a declared end."""
    if not short.unpaid:
        yield wrong(
            step,
            at,
            "may leave claims unpaid and does not say what becomes of them",
            "Write unpaid: lapse or unpaid: owed.<account>.",
        )
    elif short.unpaid.startswith("owed."):
        account = short.unpaid.removeprefix("owed.")
        yield from check_account(plan, account, f"{at}.unpaid", "owed")
    elif short.unpaid != "lapse" and not (
        short.unpaid == "owed" and step.among.startswith("owed.")
    ):
        yield faults.WORD_NOT_ACCEPTED.at(
            f"{at}.unpaid", word=short.unpaid, accepted="lapse, owed.<account>"
        )


def check_unearned(plan: Plan) -> Iterator[Finding]:
    """Say whether what later periods will have earned is kept in an account of its own."""
    account, spread = plan.basis.unearned, plan.basis.spread
    if not account:
        if spread != "refuse":
            yield faults.UNEARNED_MISSING.at("basis.unearned", spread=spread)
        return
    path = "basis.unearned"
    yield from check_account(plan, account, path, "held")
    declared = plan.accounts.get(account)
    if declared is not None and declared.of == "claimant":
        yield faults.WORD_NOT_ACCEPTED.at(
            f"accounts.{account}", word=declared.of, accepted="scope, asset, collective"
        )
    for name, pool in plan.pools.items():
        if pool.opening == account:
            yield faults.UNEARNED_USED.at(f"pools.{name}.opening", account=account, name=name)
    for place, step in enumerate(plan.steps):
        draw = "" if step.short is None else step.short.draw
        named = (step.to, *(step.split or ()), draw, step.among, f"account.{step.settles}")
        if account in {one.partition(".")[2] for one in named}:
            yield faults.UNEARNED_USED.at(f"steps[{place}]", account=account, name=step.id)
