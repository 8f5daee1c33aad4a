"""Who has a claim in a step, in one copy of its pool."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from benefit_share.distribution import faults
from benefit_share.distribution.ranking import cut
from benefit_share.distribution.stage import amount_text
from benefit_share.expressions.asking import first_unknown
from benefit_share.expressions.world import Subject, Unknown
from benefit_share.values import currency

if TYPE_CHECKING:
    from benefit_share.distribution.ranking import Cut
    from benefit_share.distribution.world import CaseWorld
    from benefit_share.expressions.meaning import Meaning
    from benefit_share.findings import Finding
    from benefit_share.plan import CompiledStep

__all__ = ["Claimant", "candidates", "chosen", "valued"]


@attrs.define(eq=False)
class Claimant:
    """One claim: who owns it, on whose statement it stands, what it rests on.

    Attributes:
        id: the claim: the claimant's id, or `holder#row` for a register row.
        subject: the claimant as a subject of questions.
    """

    id: str
    subject: Subject

    @property
    def party(self) -> str:
        """The party on whose statement the claim stands: its household if it has one."""
        return self.subject.household or self.subject.id


def candidates(world: CaseWorld, among: str, copy: Subject) -> list[Claimant]:
    """Return everybody that *among* names in a copy, in order of claim."""
    people = _PEOPLE.get(among)
    if people is not None:
        found = [Claimant(subject.id, subject) for subject in people(world, copy)]
    elif among.startswith(("owed.", "held.")):
        found = _holders(world, among.partition(".")[2], copy)
    else:
        found = _row_claims(world.rows(among, copy) if copy.id else world.register(among))
    return sorted(found, key=lambda claim: claim.id)


def _collectives(world: CaseWorld, copy: Subject) -> Sequence[Subject]:
    ids = (copy.collective,) if copy.collective else world.case.scope
    return [Subject("collective", one, collective=one) for one in ids]


_PEOPLE: Mapping[str, Callable[[CaseWorld, Subject], Sequence[Subject]]] = MappingProxyType(
    {
        "households": lambda world, copy: world.households(copy),
        "persons": lambda world, copy: world.persons(copy),
        "collectives": _collectives,
    }
)


def _holders(world: CaseWorld, account: str, copy: Subject) -> list[Claimant]:
    found = []
    for holder in world.ledger.holders(account):
        subject = world.party(holder)
        if not copy.collective or subject.collective in {"", copy.collective}:
            balance = world.ledger.balance(account, holder)
            found.append(Claimant(holder, attrs.evolve(subject, balance=balance)))
    return found


def _row_claims(rows: Sequence[Subject]) -> list[Claimant]:
    """Name a claim by its holder; by holder and row where one holder has several."""
    several: dict[str, int] = {}
    for row in rows:
        several[row.id] = several.get(row.id, 0) + 1
    return [
        Claimant(row.id if several[row.id] == 1 else f"{row.id}#{(row.row or {})['id']}", row)
        for row in rows
    ]


def chosen(
    world: CaseWorld, compiled: CompiledStep, copy: Subject, findings: list[Finding]
) -> tuple[list[Claimant], tuple[Cut, ...]]:
    """Return those who have a claim, `who` holds and they are among the best; and how it was cut.

    An unknown answer is a fault that names the party and the fact, never a no.
    """
    step = compiled.step
    on = world.on(step.as_of) if step.as_of is not None else world
    found = candidates(on, step.among, copy)
    who = compiled.who
    if who is not None:
        kept = []
        for claim in found:
            answer = who.holds(on, claim.subject)
            if answer is None:
                fact = first_unknown(who.why(on, claim.subject))
                findings.append(
                    faults.FACT_UNKNOWN.at(
                        f"steps[{compiled.position}].who", step=step.id, party=claim.id, fact=fact
                    )
                )
            elif answer:
                kept.append(claim)
        found = kept
    cuts: list[Cut] = []
    for number in range(len(compiled.rankings)):
        made = _cuts(on, number, found, compiled, findings)
        best = {one for each in made for one in each.ids[: each.taken]}
        found = [claim for claim in found if claim.id in best]
        cuts += made
    return _one_list(found, compiled, findings), tuple(cuts)


def _cuts(
    world: CaseWorld,
    number: int,
    found: list[Claimant],
    compiled: CompiledStep,
    findings: list[Finding],
) -> list[Cut]:
    """Rank *found* and cut them: all together, or in each collective."""
    ranking = compiled.rankings[number]
    groups: dict[str, list[Claimant]] = {}
    for claim in found:
        within = claim.subject.collective if ranking.top.within == "collective" else ""
        groups.setdefault(within, []).append(claim)

    def value(meaning: Meaning, claim: Claimant) -> Fraction | int:
        return valued(world, meaning, claim, compiled, key="who", findings=findings) or 0

    def shown(edge: Fraction | int) -> str:
        exponent = currency(world.case.plan.plan.currency).exponent
        return amount_text(edge, exponent) if ranking.by.unit.is_money else str(edge)

    return [
        cut(
            compiled,
            number,
            [(value(ranking.by, claim), claim.id) for claim in group],
            share=value(ranking.share, group[0]),
            within=within,
            shown=shown,
            findings=findings,
        )
        for within, group in groups.items()
    ]


def valued(
    world: CaseWorld,
    meaning: Meaning,
    claim: Claimant,
    compiled: CompiledStep,
    *,
    key: str,
    findings: list[Finding],
) -> Fraction | int | None:
    """Return what *meaning* says of a claim, or None after saying which fact is missing."""
    try:
        value: Fraction | int = meaning.get(world, claim.subject)
    except Unknown as unknown:
        findings.append(
            faults.FACT_UNKNOWN.at(
                f"steps[{compiled.position}].{key}",
                step=compiled.step.id,
                party=unknown.subject,
                fact=unknown.fact,
            )
        )
        return None
    return value


def _one_list(
    found: list[Claimant], compiled: CompiledStep, findings: list[Finding]
) -> list[Claimant]:
    """Apply `several_lists` to claimants with more than one row."""
    way = compiled.step.several_lists
    if way == "each" or all("#" not in claim.id for claim in found):
        return found
    kept: dict[str, Claimant] = {}
    for claim in found:
        holder = claim.subject.id
        if holder in kept and way == "refuse":
            findings.append(
                faults.SEVERAL_ROWS.at(
                    f"steps[{compiled.position}].among", step=compiled.step.id, party=holder
                )
            )
        kept.setdefault(holder, claim)
    return list(kept.values())
