"""The waterfall of a run as lines of a summary: shared by the summary and by every statement."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.expressions.tracing import Tracer
from benefit_share.plan.names import words_for
from benefit_share.statements.parts import Outlet, Receipt, Spread, SummaryStep

if TYPE_CHECKING:
    from benefit_share.distribution import Division, Node, Run
    from benefit_share.plan import CompiledStep

__all__ = ["receipts_of", "spread_of", "step_lines"]


def receipts_of(run: Run) -> tuple[Receipt, ...]:
    """Return what belongs to the period by asset and kind, in this order."""
    names = {asset.id: asset.name for asset in run.case.assets}
    total: dict[tuple[str, str], int] = {}
    for row in run.case.income:
        part = run.recognised.get(row.id)
        if part is not None:
            key = (row.asset, row.kind)
            total[key] = total.get(key, 0) + part.recognised
    return tuple(
        Receipt(asset, names.get(asset, ""), kind, amount)
        for (asset, kind), amount in sorted(total.items())
    )


def spread_of(run: Run) -> tuple[Spread, ...]:
    """Return the receipts that were earned in several periods, in order of id."""
    names = {asset.id: asset.name for asset in run.case.assets}
    belonging = run.seen.world.belonging
    found = []
    for row in sorted(run.case.income, key=lambda row: row.id):
        part, span = run.recognised.get(row.id), belonging.span(row)
        if part is None or span is None or not belonging.way(row) or part.fresh == row.amount:
            continue
        found.append(
            Spread(
                receipt=row.id,
                asset=row.asset,
                name=names.get(row.asset, ""),
                received_on=row.received_on,
                earned=span.span(),
                amount=row.amount,
                recognised=part.recognised,
                released=part.released,
                deferred=part.deferred,
            )
        )
    return tuple(found)


def step_lines(run: Run) -> tuple[SummaryStep, ...]:
    """Return one line for each node, in order."""
    compiled = {step.step.id: step for step in run.seen.program.steps}
    return tuple(_line(run, node, compiled[node.step]) for node in run.nodes)


def _line(run: Run, node: Node, compiled: CompiledStep) -> SummaryStep:
    step, division = compiled.step, node.division
    take = None
    if compiled.mode == "quantity" and step.take is not None:
        tracer = Tracer(words_for(run.case.plan, compiled.position, step.from_))
        world = run.seen.world.just_before(node.pool, node.copy, node.before)
        take = tracer.trace(step.take, world, run.seen.subject(compiled.per, node.copy))
    return SummaryStep(
        step=node.step,
        title=step.title,
        clause=step.clause,
        pool=node.pool,
        copy=node.copy,
        before=node.before,
        exact=node.exact,
        offered=node.offered,
        used=node.used,
        after=node.after,
        rounding=node.rounding,
        take=take,
        outlets=_outlets(node, step.then),
        mode=division.mode if division else "",
        claims=len(division.ids) if division else 0,
        total=Fraction(division.total) if division else Fraction(0),
        unit_of_total=_unit(compiled, division),
        multiplier=_multiplier(division),
        cut=division.cut if division else None,
        raised=len(division.raised) if division else 0,
        residue=division.residue if division else 0,
        rule=division.rule if division else "",
        skipped=node.skipped,
        of_gross=Fraction(node.used, run.gross) if run.gross else Fraction(0),
        unit=division.unit if division else 1,
        share_rounding=division.rounding if division else "",
        beyond_limits=_beyond_limits(division),
        slice=run.case.slice_number,
    )


def _outlets(node: Node, then: str) -> tuple[Outlet, ...]:
    if node.division is not None:
        to, name = ("pool", then) if then else ("claimants", "")
        return (Outlet(to, name, "", Fraction(node.used), node.used),)
    return tuple(
        Outlet(move.to, move.id, move.holder, move.exact, move.amount) for move in node.moves
    )


def _beyond_limits(division: Division | None) -> Fraction:
    """Return what the exact shares leave of what was divided: nothing, but for limits."""
    if division is None or division.mode != "share":
        return Fraction(0)
    divided = sum(division.amounts) + division.residue
    return divided - Fraction(sum(division.numerators), division.denominator)


def _unit(compiled: CompiledStep, division: Division | None) -> str:
    if division is None:
        return ""
    if division.mode == "pay":
        return "money"
    return str(compiled.share.unit) if compiled.share is not None else "equal"


def _multiplier(division: Division | None) -> Fraction | None:
    """Return the minor units that one unit of weight is worth, where there is such a number."""
    return division.multiplier if division is not None else None
