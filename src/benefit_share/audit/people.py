"""Who is paid, and who is not: C02, C04, C12, C16."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from benefit_share.audit import faults, lacks
from benefit_share.audit.check import Answer, AuditCheck, Evidence, none_there

if TYPE_CHECKING:
    from benefit_share.distribution import RegisterRow
    from benefit_share.distribution.run import Division
    from benefit_share.findings import Finding
    from benefit_share.plan import Plan
    from benefit_share.plan.registers import Register
    from benefit_share.values import Span

__all__ = ["CHECKS"]


def flat_distribution(evidence: Evidence) -> Answer:
    """C02: equal amounts only where nothing differs."""
    several = [(node, one) for node, one in evidence.divisions() if len(one.ids) > 1]
    if not several:
        return none_there("No step divides among two or more.")
    findings = []
    for node, division in several:
        low, high = min(division.amounts), max(division.amounts)
        # Equal parts differ by a rounding unit at most.
        what = "" if high - low > division.unit else _differing(evidence, division)
        if what:
            findings.append(
                faults.FLAT.at(
                    f"steps[{node.position}]",
                    step=node.step,
                    copy=f" ({node.copy})" if node.copy else "",
                    count=len(division.ids),
                    amount=evidence.money(low),
                    what=what,
                )
            )
    return Answer(len(several), findings=findings)


def _differing(evidence: Evidence, division: Division) -> str:
    """Say in what the claimants differ: points, or a category that the plan asks for."""
    sheet = evidence.run.sheet
    if sheet is not None:
        points = {sheet.totals.get(party) for party in division.parties} - {None}
        if len(points) > 1:
            return "points"
    for fact, declared in evidence.case.plan.facts.items():
        if declared.type_ == "category" and declared.of == "household":
            values = {_value(evidence, party, fact) for party in division.parties}
            if len(values) > 1:
                return "facts"
    return ""


def _value(evidence: Evidence, party: str, fact: str) -> str | None:
    """Return what is recorded of a party on the record date, or None."""
    return evidence.run.seen.world.texts(fact).get(party)


def coverage(evidence: Evidence) -> Answer:
    """C04: of every category of households that the plan knows, somebody gets something."""
    categories = [
        name
        for name, one in evidence.case.plan.facts.items()
        if one.type_ == "category" and one.of == "household"
    ]
    if not categories:
        return none_there("The plan has no category of households (facts).")
    households = evidence.run.seen.world.roster.households
    findings = []
    why = []
    unknown: set[str] = set()
    for fact in categories:
        by_value: dict[str, list[str]] = {}
        without: list[str] = []
        for household in households:
            value = _value(evidence, household, fact)
            (by_value.setdefault(value, []) if value is not None else without).append(household)
        unknown.update(without)
        if without:
            why.append(
                lacks.CELLS_EMPTY.at(
                    f"facts.{fact}", count=len(without), wanted="households.csv", what=fact
                )
            )
        for _, members in sorted(by_value.items()):
            if not any(evidence.run.given.get(one) for one in members):
                findings.append(
                    faults.NOT_COVERED.at(f"facts.{fact}", fact=fact, count=len(members))
                )
    if not households:
        why.append(lacks.TABLE_EMPTY.at("households", wanted="households.csv"))
    return Answer(len(households) - len(unknown), len(unknown), findings, why)


def ghost_post(evidence: Evidence) -> Answer:
    """C12: one person one post, each with evidence, equal posts paid alike."""
    posts = registers_of_posts(evidence.case.plan)
    if not posts:
        return none_there("The plan has no register of posts: held by persons, a column per month.")
    findings: list[Finding] = []
    looked_at = 0
    why = []
    for name, register in posts.items():
        rows = evidence.case.registers.get(name, ())
        looked_at += len(rows)
        if not rows:
            why.append(lacks.TABLE_EMPTY.at(name, wanted=f"{name}.csv"))
        findings += _several_posts(name, rows)
        findings += [
            faults.POST_UNPROVED.at(f"{name}.{row.id}", row=row.id, register=name, party=row.holder)
            for row in rows
            if not row.evidence
        ]
        for column, unit in register.columns.items():
            values = {row.columns.get(column) for row in rows}
            if "month" in unit and "/" in unit and len(values) > 1:
                findings.append(
                    faults.POST_UNEQUAL.at(name, register=name, column=column, count=len(values))
                )
    carried = evidence.carried("run.register-twice-found", "run.register-row-found")
    findings += (one for one in carried if _is_of_posts(one, evidence.case.plan))
    return Answer(looked_at, findings=findings, lacks=why)


def registers_of_posts(plan: Plan) -> dict[str, Register]:
    """Return the registers of persons that have a column per month."""
    return {
        name: one
        for name, one in plan.registers.items()
        if one.holder == "person" and any("month" in unit for unit in one.columns.values())
    }


def _is_of_posts(finding: Finding, plan: Plan) -> bool:
    """Say whether a finding is about a register of posts, or about a step that goes among one."""
    said = dict(finding.params)
    among = {step.id: step.among for step in plan.steps}
    register = said.get("register") or among.get(str(said.get("step", "")))
    return register in registers_of_posts(plan)


def _several_posts(name: str, rows: tuple[RegisterRow, ...]) -> Iterator[Finding]:
    by_holder: dict[str, list[RegisterRow]] = {}
    for row in sorted(rows, key=lambda one: one.id):
        by_holder.setdefault(row.holder, []).append(row)
    for holder, held in sorted(by_holder.items()):
        for one, other in combinations(held, 2):
            if _meet(one.span, other.span):
                yield faults.POST_TWICE.at(
                    f"{name}.{other.id}", party=holder, one=one.id, other=other.id, register=name
                )


def _meet(one: Span, other: Span) -> bool:
    """Say whether two spans have a day in common."""
    starts = [span.start for span in (one, other) if span.start is not None]
    ends = [span.end for span in (one, other) if span.end is not None]
    return not starts or not ends or max(starts) < min(ends)


def unit_mix(evidence: Evidence) -> Answer:
    """C16: households are never added to persons; a plan that does is refused before any money."""
    steps = len(evidence.case.plan.steps)
    return Answer(steps, findings=evidence.carried("plan.units-mixed"))


CHECKS = (
    AuditCheck(
        "C02",
        "flat_distribution",
        "flat distribution",
        "Equal amounts stand only where nothing differs.",
        flat_distribution,
    ),
    AuditCheck(
        "C04",
        "coverage",
        "coverage",
        "No category of households is left out as a whole.",
        coverage,
    ),
    AuditCheck(
        "C12",
        "ghost_post",
        "ghost posts",
        "One person holds one post, with evidence, and equal posts are paid alike.",
        ghost_post,
        refusals=(
            *("run.register-twice", "run.register-row", "run.register-unknown"),
            *("run.register-twice-found", "run.register-row-found", "run.several-rows"),
        ),
        claims=_is_of_posts,
    ),
    AuditCheck(
        "C16",
        "unit_mix",
        "units mixed",
        "Households are not added to persons.",
        unit_mix,
        refusals=("plan.units-mixed",),
    ),
)
