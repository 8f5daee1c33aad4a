"""`distribute`: the only place that knows the order of the stages."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from benefit_share.distribution import faults
from benefit_share.distribution.checks import run_checks
from benefit_share.distribution.digests import inputs_digest, plan_digest
from benefit_share.distribution.naming import check_names
from benefit_share.distribution.receive import opened_ledger, receive
from benefit_share.distribution.row_checks import check_registers
from benefit_share.distribution.run import Node, Run
from benefit_share.distribution.scoring import scored
from benefit_share.distribution.soundness import check_rows
from benefit_share.distribution.stage import Stage, amount_text
from benefit_share.distribution.steps import run_step
from benefit_share.distribution.view import copy_subject
from benefit_share.distribution.world import CaseWorld
from benefit_share.errors import Refused
from benefit_share.findings import Finding, errors_of
from benefit_share.plan import check_plan
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.distribution.case import Case
    from benefit_share.plan import Program
    from benefit_share.waterfall import Ledger

__all__ = ["distribute"]

ID_LIMIT = 36
"""The run id adds an edition, and 40 characters is what a payment reference can carry."""


def distribute(case: Case) -> Run:
    """Share the income of a period by the rules of a plan.

    Args:
        case: everything that is needed; the order of its rows does not matter.

    Returns:
        The record of the run, closed to the minor unit at every pool.

    Raises:
        Refused: with every finding, if at least one is an error; nothing is half done.

    """
    if case.versions:
        raise Refused([faults.SLICES_ASKED.at("slices", count=len(case.versions))])
    program, found = check_plan(case.plan)
    findings = list(found)
    _stop(findings)
    if len(case.distribution_id) > ID_LIMIT:
        findings.append(faults.DISTRIBUTION_ID.at("", id=case.distribution_id))
    findings.extend(check_rows(case))
    findings.extend(check_names(case))
    _stop(findings)
    ledger = opened_ledger(case)
    world = CaseWorld(case, ledger)
    findings.extend(check_registers(world, program))
    sheet = world.sheet = scored(world, findings)
    parts, excluded = receive(world, findings)
    _stop(findings)
    nodes = _steps(world, program, findings)
    _stop(findings)
    _pay_out(world, program)
    _emptied(ledger, program, findings)
    run_checks(world, program, findings)
    _stop(findings)
    plan = plan_digest(case)
    return Run(
        case=case,
        distribution_id=case.distribution_id,
        inputs_digest=inputs_digest(case, plan),
        plan_digest=plan,
        nodes=tuple(nodes),
        pools=ledger.pool_flows(),
        accounts=ledger.account_flows(),
        payments=ledger.payments(),
        totals=ledger.close(),
        given=FrozenMap(_given(world)),
        findings=tuple(findings),
        sheet=sheet,
        excluded_income=excluded,
        recognised=FrozenMap(parts),
        engine=metadata.version("benefit-share"),
    )


def _stop(findings: list[Finding]) -> None:
    """Refuse with everything found so far, if one of it is an error."""
    if errors_of(findings):
        raise Refused(findings)


def _steps(world: CaseWorld, program: Program, findings: list[Finding]) -> list[Node]:
    """Carry out every step in every copy; after a fault no later step is tried."""
    nodes: list[Node] = []
    for compiled in program.steps:
        before = len(findings)
        for key in _copies(world, compiled.step.from_, compiled.per):
            copy = copy_subject(world, compiled.per, key)
            stage = Stage(world, program, compiled, copy, key, findings)
            node = run_step(stage)
            if node is not None:
                nodes.append(node)
        if errors_of(findings[before:]):
            break
    return nodes


def _copies(world: CaseWorld, pool: str, per: str) -> list[str]:
    """Return every copy that a step looks at: those that hold something, and all there must be."""
    held = world.ledger.copies(pool)
    if per == "scope":
        return [""]
    if per == "collective":
        return sorted({*held, *world.case.scope})
    if per == "asset":
        return sorted({*held, *(asset.id for asset in world.case.assets)})
    return held


def _pay_out(world: CaseWorld, program: Program) -> None:
    """Pay what is in `award` to its claimants, if the plan has no step of its own that does."""
    if any(step.from_ == "award" for step in program.plan.steps):
        return
    ledger = world.ledger
    for key in ledger.copies("award"):
        left = ledger.left("award", key)
        ledger.draw("award", key, left)
        party = world.party(key)
        ledger.pay(party.household or key, left, named=False)


def _emptied(ledger: Ledger, program: Program, findings: list[Finding]) -> None:
    exponent = program.currency.exponent
    findings.extend(
        faults.POOL_NOT_EMPTY.at(
            f"pools.{pool}",
            pool=pool,
            copy=f" ({copy})" if copy else "",
            left=amount_text(left, exponent),
        )
        for pool, copy, left in ledger.leftovers()
    )


def _given(world: CaseWorld) -> dict[str, int]:
    """Add up what each party was awarded, over all steps that do not feed another pool."""
    then = {step.id for step in world.case.plan.steps if step.then}
    total: dict[str, int] = {}
    for step, given in world.given_by_step.items():
        if step not in then:
            for party, amount in given.items():
                total[party] = total.get(party, 0) + amount
    return dict(sorted(total.items()))
