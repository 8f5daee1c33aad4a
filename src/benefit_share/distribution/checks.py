"""The checks of a plan: they test the result and never move money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from benefit_share.distribution import faults
from benefit_share.distribution.stage import amount_text
from benefit_share.expressions.world import Subject, Unknown
from benefit_share.values import Rounding, round_fraction

if TYPE_CHECKING:
    from benefit_share.distribution.world import CaseWorld
    from benefit_share.findings import Finding
    from benefit_share.plan import CompiledCheck, Program

__all__ = ["run_checks"]


def _equal(seen: Any, bound: Any) -> bool:  # noqa: ANN401
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
_SIGNS: Mapping[str, str] = MappingProxyType({"at_least": "≥", "at_most": "≤", "equals": "="})


def run_checks(world: CaseWorld, program: Program, findings: list[Finding]) -> None:
    """Run every check in every copy, and add a finding for each that fails."""
    for place, compiled in enumerate(program.checks):
        for subject in _copies(world, compiled.check.per):
            _one(world, program, compiled, subject, path=f"checks[{place}]", findings=findings)


def _copies(world: CaseWorld, per: str) -> list[Subject]:
    if per == "collective":
        return [Subject("collective", one, collective=one) for one in world.case.scope]
    if per == "asset":
        ids = sorted(asset.id for asset in world.case.assets)
        return [Subject("asset", one, collective=world.owner(one), asset=one) for one in ids]
    return [Subject("scope", "")]


def _one(
    world: CaseWorld,
    program: Program,
    compiled: CompiledCheck,
    subject: Subject,
    *,
    path: str,
    findings: list[Finding],
) -> None:
    check = compiled.check
    copy = f" ({subject.id})" if subject.id else ""
    try:
        seen = compiled.that.get(world, subject)
        bounds = {key: bound.get(world, subject) for key, bound in compiled.bounds.items()}
    except Unknown as unknown:
        findings.append(
            faults.AMOUNT_UNKNOWN.at(
                path, step=check.id, copy=copy, party=unknown.subject, fact=unknown.fact
            )
        )
        return
    for key, bound in bounds.items():
        if _TESTS[key](seen, bound):
            continue
        kind = faults.CHECK_FAILED if check.otherwise == "refuse" else faults.CHECK_WARNS
        money = compiled.that.unit.is_money
        exponent = program.currency.exponent
        findings.append(
            kind.at(
                path,
                check=check.id,
                copy=copy,
                seen=_shown(seen, exponent, money=money),
                wanted=f"{_SIGNS[key]} {_shown(bound, exponent, money=money)}",
                clause=check.clause or check.id,
            )
        )


def _shown(value: Any, exponent: int, *, money: bool) -> str:  # noqa: ANN401
    return amount_text(value, exponent) if money else str(value)
