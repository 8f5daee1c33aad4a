"""The facts that a plan asks of a party, with their days: what the arithmetic rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.statements.parts import Known

if TYPE_CHECKING:
    from benefit_share.distribution import Run
    from benefit_share.expressions import Subject

__all__ = ["facts_used"]


def facts_used(run: Run, subject: Subject) -> tuple[Known, ...]:
    """Return the facts known of the party and of its members on the record date."""
    world = run.seen.world
    units = {
        name: "money" if declared.type_ == "money" else declared.unit
        for name, declared in run.case.plan.facts.items()
    }
    whose = [subject.id, *(member.id for member in world.members(subject))]
    found = []
    for one in dict.fromkeys(whose):
        for fact in sorted(world.facts.of(one)):
            row = world.facts.on(one, fact, world.day)
            if row is not None:
                found.append(
                    Known(one, fact, row.value, row.span, row.evidence, units.get(fact, ""))
                )
    return tuple(found)
