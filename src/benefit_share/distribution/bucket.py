"""A step with claimants: by `pay` (a wanted sum each) or by `share` (a weight each)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.allocation.rounding import POLICIES
from benefit_share.distribution import faults
from benefit_share.distribution.booking import book
from benefit_share.distribution.claims import Claimant, chosen, valued
from benefit_share.distribution.copies import key_of
from benefit_share.distribution.divide import (
    divide_share,
    divide_shortage,
    wanted_division,
)
from benefit_share.distribution.run import Division, Node
from benefit_share.distribution.stage import ROUNDINGS, offered_amount, refuse_short
from benefit_share.errors import AllocationError
from benefit_share.values import Rounding, round_fraction
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benefit_share.distribution.ranking import Cut
    from benefit_share.distribution.stage import Stage
    from benefit_share.expressions.meaning import Meaning

__all__ = ["bucket"]


def bucket(stage: Stage) -> Node | None:
    """Choose the claimants, divide among them, and book what each gets."""
    compiled, step = stage.compiled, stage.compiled.step
    faults_before = len(stage.findings)
    claims, cuts = chosen(stage.world, compiled, stage.copy, stage.findings)
    if len(stage.findings) > faults_before:
        return None
    if not claims:
        if step.if_none != "skip":
            stage.fault(faults.NOBODY, "who", copy=stage.named)
            return None
        return _record(stage, None, 0, skipped="none", cuts=cuts)
    pays = step.pay is not None
    done = _pay(stage, claims) if pays else _share(stage, claims)
    if done is None:
        return None
    exact, offered, rounding, division = done
    used = sum(division.amounts)
    node = _record(
        stage, exact, offered, used=used, rounding=rounding, division=division, cuts=cuts
    )
    return node if book(stage, claims, division) else None


def _record(
    stage: Stage,
    exact: Fraction | None,
    offered: int,
    *,
    used: int = 0,
    rounding: str = "",
    division: Division | None = None,
    skipped: str = "",
    cuts: tuple[Cut, ...] = (),
) -> Node:
    before = stage.before
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
        division=division,
        skipped=skipped,
        cuts=cuts,
    )


_Done = tuple[Fraction | None, int, str, Division]


# ---- by share --------------------------------------------------------------------------------


def _share(stage: Stage, claims: list[Claimant]) -> _Done | None:
    compiled, step = stage.compiled, stage.compiled.step
    asked = offered_amount(stage)
    if asked is None:
        return None
    exact, offered, rounding = asked
    if offered > stage.before:
        if step.short is None or step.short.take == "refuse":
            refuse_short(stage, offered, stage.before)
            return None
        offered = stage.before if step.short.take == "partial" else 0
    weights = (
        _column(stage, compiled.share, claims, "share") if compiled.share else [1] * len(claims)
    )
    floors = _column(stage, compiled.at_least, claims, "at_least")
    caps = _column(stage, compiled.at_most, claims, "at_most")
    if weights is None or floors is None or caps is None:
        return None
    if not any(weights):
        stage.fault(faults.ZERO_WEIGHT, "share", copy=stage.named, count=len(claims))
        return None
    policy = step.round_ if step.round_ in POLICIES else stage.program.plan.rounding.share
    try:
        division = divide_share(
            offered,
            claims,
            weights,
            floors=floors or None,
            caps=caps or None,
            surplus=step.surplus,
            policy=policy,
            unit=compiled.unit,
            price_step=stage.compiled.price_unit if policy == "unit_price" else None,
            tie_seed=stage.tie_seed,
        )
    except AllocationError as error:
        stage.fault(faults.LIMITS, "at_most", copy=stage.named, why=str(error))
        return None
    if policy == "unit_price" and division.residue:
        residue = stage.money(division.residue)
        stage.fault(faults.ROUNDED_AWAY, "share", copy=stage.named, residue=residue)
    return exact, offered, rounding, division


def _column(
    stage: Stage, meaning: Meaning | None, claims: Sequence[Claimant], key: str
) -> list[Fraction | int] | None:
    """Return a value for each claim, empty for no column, None after a fault."""
    if meaning is None:
        return []
    before = len(stage.findings)
    on = stage.world.on(stage.compiled.step.as_of) if stage.compiled.step.as_of else stage.world
    values: list[Fraction | int] = []
    for claim in claims:
        value = valued(on, meaning, claim, stage.compiled, key=key, findings=stage.findings)
        if value is None:
            continue
        if value < 0:
            shown = stage.money(value) if meaning.unit.is_money else str(value)
            stage.fault(faults.NEGATIVE, key, what=key, party=claim.id, value=shown)
        values.append(value)
    return None if len(stage.findings) > before else values


# ---- by pay ----------------------------------------------------------------------------------


def _pay(stage: Stage, claims: list[Claimant]) -> _Done | None:
    compiled, step = stage.compiled, stage.compiled.step
    wanted = _column(stage, compiled.pay, claims, "pay")
    floors = _column(stage, compiled.at_least, claims, "at_least")
    caps = _column(stage, compiled.at_most, claims, "at_most")
    if wanted is None or floors is None or caps is None:
        return None
    limited, bound = _within(wanted, floors, caps)
    mode = step.round_ if step.round_ in ROUNDINGS else stage.program.plan.rounding.pay
    unit = compiled.unit
    amounts = [_whole(value, unit, Rounding(mode)) for value in limited]
    needed = sum(amounts)
    asked = offered_amount(stage)
    if asked is None:
        return None
    exact, offered, rounding = asked
    if compiled.mode == "needed":
        exact, rounding = None, ""
        offered = min(offered, needed)
    there = min(offered, stage.before)
    division = wanted_division(
        claims,
        limited,
        amounts,
        floors=floors or None,
        caps=caps or None,
        bound=bound,
        rounding=mode,
        unit=unit,
    )
    if needed <= there:
        return exact, there, rounding, division
    there = _drawn(stage, needed, there)
    if needed <= there:
        return exact, there, rounding, division
    if step.short is None or step.short.take == "refuse":
        refuse_short(stage, needed, there)
        return None
    short = _short(stage, claims, amounts, there)
    return None if short is None else (exact, there, rounding, short)


def _whole(value: Fraction | int, unit: int, rounding: Rounding) -> int:
    """Round one claim to whole units; a whole number of minor units is the common case."""
    if unit == 1 and value.denominator == 1:
        return value.numerator
    return round_fraction(Fraction(value, unit), rounding) * unit


def _within(
    wanted: Sequence[Fraction | int],
    floors: Sequence[Fraction | int],
    caps: Sequence[Fraction | int],
) -> tuple[list[Fraction | int], dict[int, str]]:
    limited, bound = list(wanted), {}
    for place, floor in enumerate(floors):
        if limited[place] < floor:
            limited[place], bound[place] = floor, "floor"
    for place, cap in enumerate(caps):
        if limited[place] > cap:
            limited[place], bound[place] = cap, "cap"
    return limited, bound


def _drawn(stage: Stage, needed: int, there: int) -> int:
    """Draw on the account that the shortage policy names, as far as it reaches."""
    short, ledger = stage.compiled.step.short, stage.world.ledger
    if short is None or not short.draw or there < stage.before:
        return there
    account = short.draw.removeprefix("account.").removeprefix("held.")
    holder = key_of(stage.program.plan.accounts[account].of, stage.copy)
    drawn = min(needed - there, ledger.balance(account, holder))
    if short.take == "partial" or drawn == needed - there:
        ledger.take_out(account, holder, drawn)
        ledger.top_up(stage.compiled.step.from_, stage.key, drawn)
        return there + drawn
    return there


def _short(stage: Stage, claims: list[Claimant], amounts: list[int], there: int) -> Division | None:
    """Divide what is there; keep or let lapse what is not paid."""
    compiled, short = stage.compiled, stage.compiled.step.short
    assert short is not None  # noqa: S101  (the caller has looked)
    if short.take == "all_or_nothing":
        there = 0
    weights = _column(stage, compiled.shortage_weight, claims, "short.weight")
    if weights is None:
        return None
    try:
        division = divide_shortage(
            there,
            claims,
            amounts,
            rule=short.divide or "proportional",
            weights=weights or None,
            unit=compiled.unit,
            tie_seed=stage.tie_seed,
        )
    except AllocationError as error:
        stage.fault(faults.LIMITS, "short", copy=stage.named, why=str(error))
        return None
    unpaid = {
        place: amount - paid
        for place, (amount, paid) in enumerate(zip(amounts, division.amounts, strict=True))
        if amount > paid
    }
    return attrs.evolve(division, unpaid=FrozenMap(unpaid))
