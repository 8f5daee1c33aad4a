"""Whom a claim is about, and in which words its quantities are traced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from benefit_share.distribution.claims import candidates
from benefit_share.expressions.tracing import Tracer
from benefit_share.plan.names import BUILT_IN_REGISTERS, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benefit_share.distribution import Run
    from benefit_share.distribution.world import CaseWorld
    from benefit_share.expressions import Subject
    from benefit_share.plan import CompiledStep

__all__ = ["rows_in", "subject_of", "tracer_of", "world_of"]

PEOPLE = ("households", "persons")


def world_of(run: Run, compiled: CompiledStep) -> CaseWorld:
    """Return the world as a step sees it: on the record date, or on its own day."""
    world = run.seen.world
    return world.on(compiled.step.as_of) if compiled.step.as_of else world


def subject_of(run: Run, compiled: CompiledStep, number: int, claim: str) -> Subject:
    """Return the claimant of a claim as a subject, with its row if the claim rests on one."""
    among = compiled.step.among
    if among in run.case.plan.registers or among in BUILT_IN_REGISTERS:
        return rows_in(run, compiled, number)[claim]
    party = run.seen.world.party(claim)
    if among.startswith(("owed.", "held.")):
        balance = run.seen.world.ledger.balance(among.partition(".")[2], claim)
        return attrs.evolve(party, balance=balance)
    return party


def rows_in(run: Run, compiled: CompiledStep, number: int) -> Mapping[str, Subject]:
    """Return the claims on the rows of a register in one copy: a holder may have a row in each."""

    def make() -> dict[str, Subject]:
        copy = run.seen.subject(compiled.per, run.nodes[number].copy)
        found = candidates(world_of(run, compiled), compiled.step.among, copy)
        return {claim.id: claim.subject for claim in found}

    return run.seen.keep(("rows", number), make)


def tracer_of(run: Run, compiled: CompiledStep) -> Tracer:
    """Return the tracer of a step's own vocabulary; made once a run and step."""

    def make() -> Tracer:
        words = words_for(run.case.plan, compiled.position, compiled.step.from_)
        among = compiled.step.among
        inner = None if among in PEOPLE else words.register(among)
        return Tracer(inner or words)

    return run.seen.keep(("tracer", compiled.position), make)
