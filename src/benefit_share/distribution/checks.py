"""The checks of a plan: they test the result and never move money."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from benefit_share.distribution import faults
from benefit_share.distribution.stage import amount_text
from benefit_share.expressions.asking import first_unknown
from benefit_share.expressions.world import Subject, Unknown
from benefit_share.values import Rounding, round_fraction

if TYPE_CHECKING:
    from benefit_share.distribution.world import CaseWorld
    from benefit_share.findings import Finding
    from benefit_share.plan import CompiledCheck, Program

__all__ = ["run_checks"]


def _equal(seen: Any, bound: Any) -> bool:  # noqa: ANN401  (an amount or a number)
    """Compare to the whole unit: a stated amount is a rounded one."""
    half_up = Rounding.HALF_UP
    return round_fraction(Fraction(seen), half_up) == round_fraction(Fraction(bound), half_up)


_TESTS: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        "at_least": lambda seen, bound: seen >= bound,
        "at_most": lambda seen, bound: seen <= bound,
        "equals": _equal,
    }
)
PARTIES: Mapping[str, str] = MappingProxyType({"household": "households", "person": "members"})
"""The kinds of party that a check may look at one by one, and the table of each."""

_SIGNS: Mapping[str, str] = MappingProxyType({"at_least": "≥", "at_most": "≤", "equals": "="})


def run_checks(world: CaseWorld, program: Program, findings: list[Finding]) -> None:
    """Run every check in every copy, and add a finding for each that fails."""
    for place, compiled in enumerate(program.checks):
        for subject in _copies(world, compiled.check.per):
            findings.extend(_one(world, program, compiled, subject, f"checks[{place}]"))


def _copies(world: CaseWorld, per: str) -> Sequence[Subject]:
    scope = Subject("scope", "")
    if per == "collective":
        return [Subject("collective", one, collective=one) for one in world.case.scope]
    if per == "asset":
        ids = sorted(asset.id for asset in world.case.assets)
        return [Subject("asset", one, collective=world.owner(one), asset=one) for one in ids]
    if per in PARTIES:
        people = world.households(scope) if per == "household" else world.persons(scope)
        return sorted(people, key=lambda one: one.id)
    return [scope]


def _one(
    world: CaseWorld, program: Program, compiled: CompiledCheck, subject: Subject, path: str
) -> Iterator[Finding]:
    check = compiled.check
    copy = f" ({subject.id})" if subject.id else ""
    try:
        if not _asked(world, compiled, subject):
            return
        seen = compiled.that.get(world, subject)
        bounds = {key: bound.get(world, subject) for key, bound in compiled.bounds.items()}
    except Unknown as unknown:
        yield faults.AMOUNT_UNKNOWN.at(
            path, step=check.id, copy=copy, party=unknown.subject, fact=unknown.fact
        )
        return
    for key, bound in bounds.items():
        if _TESTS[key](seen, bound):
            continue
        money = compiled.that.unit.is_money
        exponent = program.currency.exponent
        shown = _shown(seen, exponent, money=money)
        wanted = f"{_SIGNS[key]} {_shown(bound, exponent, money=money)}"
        clause = check.clause or check.id
        refuses = check.otherwise == "refuse"
        if check.per in PARTIES:
            kind = faults.PARTY_FAILED if refuses else faults.PARTY_WARNS
            yield kind.at(
                f"{PARTIES[check.per]}.{subject.id}",
                party=subject.id,
                check=check.id,
                figures="" if compiled.sensitive else f": {shown} ({wanted})",
                clause=clause,
            )
        else:
            kind = faults.CHECK_FAILED if refuses else faults.CHECK_WARNS
            yield kind.at(path, check=check.id, copy=copy, seen=shown, wanted=wanted, clause=clause)


def _asked(world: CaseWorld, compiled: CompiledCheck, subject: Subject) -> bool:
    """Return whether a check looks at *subject*; raise `Unknown`."""
    if compiled.who is None:
        return True
    holds = compiled.who.holds(world, subject)
    if holds is None:
        raise Unknown(subject.id, first_unknown(compiled.who.why(world, subject)))
    return holds


def _shown(value: Any, exponent: int, *, money: bool) -> str:  # noqa: ANN401  (an amount, a number, a word or a day)
    return amount_text(value, exponent) if money else str(value)
