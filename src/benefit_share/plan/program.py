"""A plan compiled: every step with its quantities and conditions turned into functions.

Compiling is also the first half of the linter: what cannot be compiled is a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from benefit_share.expressions import condition as c
from benefit_share.expressions.faults import (
    FORM_UNKNOWN,
    NEEDS_MONEY,
    NOT_A_SHARE,
    RATE_BARE,
)
from benefit_share.expressions.meaning import Asked, Compiler, Meaning
from benefit_share.expressions.quantity import Literal, Name, Quantity
from benefit_share.expressions.units import SHARE, unit_of_money
from benefit_share.expressions.world import Subject
from benefit_share.plan import faults
from benefit_share.plan.mentions import asks_sensitive
from benefit_share.plan.names import BUILT_IN_REGISTERS, words_for
from benefit_share.plan.row_checks import CompiledRowCheck, compile_row_checks
from benefit_share.values.frozen import FrozenMap

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Check, Plan, Register, Step
    from benefit_share.values import Currency

__all__ = ["CompiledCheck", "CompiledStep", "Program", "Ranking", "compile_plan"]

PEOPLE = frozenset({"households", "persons", "collectives"})


@attrs.frozen
class Ranking:
    """A compiled `top`: who is among the best."""

    share: Meaning
    by: Meaning
    top: c.Top


@attrs.frozen
class CompiledStep:
    """One step, ready to run.

    Attributes:
        step: the step as the plan writes it.
        position: its place in the plan.
        per: what there is one copy of its pool for.
        mode: `remaining`, `needed` or `quantity`.
        unit: the smallest amount awarded, in minor units.
        price_unit: the step of a published price, in minor units for one unit of weight.
        take: what is offered, if the mode is `quantity`.
        budget: the most it may take.
        where: the condition on the copy.
        who: the condition on the claimants.
        rankings: who is among the best of those.
        pay: the wanted sum of a claim.
        share: the weight of a claim; None if equal.
        at_least: the least of a claim.
        at_most: the most of a claim.
        shortage_weight: the weight of a claim in a shortage.
        split: destinations and their rates.
    """

    step: Step
    position: int
    per: str
    mode: str
    unit: int
    price_unit: Fraction | None = None
    take: Meaning | None = None
    budget: Meaning | None = None
    where: Asked | None = None
    who: Asked | None = None
    rankings: tuple[Ranking, ...] = ()
    pay: Meaning | None = None
    share: Meaning | None = None
    at_least: Meaning | None = None
    at_most: Meaning | None = None
    shortage_weight: Meaning | None = None
    split: tuple[tuple[str, Meaning], ...] = ()


@attrs.frozen
class CompiledCheck:
    """One check, ready to run.

    Attributes:
        check: the check as the plan writes it.
        that: what is tested.
        bounds: what it is held against, by key.
        who: the condition on the copies.
        sensitive: whether its figures come from facts that no message may show.
    """

    check: Check
    that: Meaning
    bounds: Mapping[str, Meaning]
    who: Asked | None = None
    sensitive: bool = False


@attrs.frozen
class Program:
    """A plan, ready to run."""

    plan: Plan
    currency: Currency
    steps: tuple[CompiledStep, ...]
    checks: tuple[CompiledCheck, ...]
    row_checks: tuple[CompiledRowCheck, ...] = ()


def compile_plan(plan: Plan) -> tuple[Program, tuple[Finding, ...]]:
    """Compile every step and check of *plan*, and say what is wrong with them."""
    findings: list[Finding] = []
    _definitions(plan, findings)
    steps = [_step(plan, position, findings) for position in range(len(plan.steps))]
    checks = [_check(plan, position, findings) for position in range(len(plan.checks))]
    program = Program(
        plan=plan,
        currency=words_for(plan, 0).currency,
        steps=tuple(step for step in steps if step is not None),
        checks=tuple(check for check in checks if check is not None),
        row_checks=compile_row_checks(plan, findings),
    )
    return program, tuple(dict.fromkeys(findings))


def _definitions(plan: Plan, findings: list[Finding]) -> None:
    """Compile figures and definitions for their own sake, so that their faults are said there."""
    words = words_for(plan, len(plan.steps))
    for place, figure in enumerate(plan.figures):
        decided = isinstance(figure.is_, Name) and figure.is_.name == "decided"
        if not decided:
            Compiler(words, findings).quantity(figure.is_, f"figures[{place}].is")
    for name, value in plan.define.items():
        inner = attrs.evolve(words, defining=(name,))
        compiler = Compiler(inner, findings)
        if isinstance(value, c.Condition):
            compiler.condition(value, f"define.{name}")
        else:
            compiler.quantity(value, f"define.{name}")


@attrs.frozen
class _At:
    """One step being compiled: shorthands for its parts."""

    step: Step
    path: str
    outer: Compiler
    inner: Compiler

    def money(self, key: str, *, inner: bool) -> Meaning | None:
        """Compile an optional amount of the step."""
        tree = getattr(self.step, key)
        compiler = self.inner if inner else self.outer
        return None if tree is None else compiler.money(tree, f"{self.path}.{key}")


def _step(plan: Plan, position: int, findings: list[Finding]) -> CompiledStep | None:
    step, path = plan.steps[position], f"steps[{position}]"
    per = pool_per(plan, step.from_)
    outer = words_for(plan, position, step.from_)
    before = len(findings)
    at = _At(
        step,
        path,
        Compiler(outer, findings),
        Compiler(attrs.evolve(outer, row=_row_of(plan, step, findings, path)), findings),
    )
    mode = _mode(step)
    unit = _unit(plan, at, findings)
    price_unit = _price(at)
    who, rankings = _who(at)
    compiled = CompiledStep(
        step=step,
        position=position,
        per=per or "scope",
        mode=mode,
        unit=unit,
        price_unit=price_unit,
        take=at.money("take", inner=False) if mode == "quantity" else None,
        budget=at.money("budget", inner=False),
        where=at.outer.condition(step.where, f"{path}.where") if step.where else None,
        who=who,
        rankings=rankings,
        pay=at.money("pay", inner=True),
        share=_share(at),
        at_least=at.money("at_least", inner=True),
        at_most=at.money("at_most", inner=True),
        shortage_weight=_shortage_weight(at),
        split=_split(at),
    )
    new = findings[before:]
    return None if any(finding.is_error for finding in new) or per is None else compiled


def pool_per(plan: Plan, pool: str) -> str | None:
    """Return what there is one copy of *pool* for; None if there is no such pool."""
    if pool == "award":
        return "claimant"
    found = plan.pools.get(pool)
    return found.per if found else None


def _mode(step: Step) -> str:
    if isinstance(step.take, Name) and step.take.name in {"remaining", "needed"}:
        return step.take.name
    return "remaining" if step.take is None else "quantity"


def _row_of(plan: Plan, step: Step, findings: list[Finding], path: str) -> Register | None:
    if step.among in PEOPLE or not step.among or step.among.startswith(("owed.", "held.")):
        return None
    found = plan.registers.get(step.among) or BUILT_IN_REGISTERS.get(step.among)
    if found is None:
        nearest = words_for(plan, 0).nearest(step.among)
        findings.append(faults.AMONG_UNKNOWN.at(f"{path}.among", among=step.among, nearest=nearest))
    return found


def _unit(plan: Plan, at: _At, findings: list[Finding]) -> int:
    tree = at.step.unit if at.step.unit is not None else plan.rounding.unit
    if tree is None:
        return 1
    meaning = at.outer.money(tree, f"{at.path}.unit")
    if meaning is None:
        return 1
    value = meaning.get(None, Subject("scope", "")) if meaning.constant else 0  # type: ignore[arg-type]  # a constant asks no world
    if value < 1 or value != int(value):
        findings.append(faults.UNIT_NOT_WHOLE.at(f"{at.path}.unit", unit=str(value)))
        return 1
    return int(value)


def _price(at: _At) -> Fraction | None:
    """Return the step of a published price in minor units for one unit of weight.

    Anything but a fixed amount of money above 0 is a fault.
    """
    tree = at.step.price_unit
    path = f"{at.path}.price_unit"
    meaning = None if tree is None else at.outer.quantity(tree, path)
    if meaning is None:
        return None
    if not meaning.unit.has_money:
        money = unit_of_money(at.outer.words.currency)
        at.outer.fault(NEEDS_MONEY, path, unit=str(meaning.unit), money=money)
        return None
    price = meaning.get(None, Subject("scope", "")) if meaning.constant else 0  # type: ignore[arg-type]  # a constant asks no world
    if price <= 0:
        instead = "Write a fixed amount above 0, such as 0.01 yuan or 1 yuan/share."
        at.outer.fault(FORM_UNKNOWN, path, form="price_unit", instead=instead)
        return None
    return Fraction(price)


def _who(at: _At) -> tuple[Asked | None, tuple[Ranking, ...]]:
    """Split `who` into what each claimant is asked, and who is then among the best."""
    who = at.step.who
    if who is None:
        return None, ()
    parts = who.all_ if isinstance(who, c.AllOf) else (who,)
    plain = tuple(part for part in parts if not isinstance(part, c.Top))
    rankings = []
    for part in parts:
        if isinstance(part, c.Top):
            share = at.outer.number(part.share, f"{at.path}.who.top.share")
            by = at.inner.number(part.by, f"{at.path}.who.top.by")
            if share is not None and share.unit != SHARE and not _is_fraction(part.share):
                _no_share(at, part.share, f"{at.path}.who.top.share", str(part.share))
            words = [_top_word(at, part, key, accepted) for key, accepted in TOP.items()]
            if share is not None and by is not None and all(words):
                rankings.append(Ranking(share, by, part))
    if not plain:
        return None, tuple(rankings)
    asked = plain[0] if len(plain) == 1 else c.AllOf(plain)
    return at.inner.condition(asked, f"{at.path}.who"), tuple(rankings)


TOP: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ties": ("all_in", "all_out", "refuse"),
        "within": ("scope", "collective"),
        "count": ("down", "up"),
    }
)
"""The closed words of `top`."""


def _top_word(at: _At, top: c.Top, key: str, accepted: tuple[str, ...]) -> bool:
    word = getattr(top, key)
    if word not in accepted:
        instead = f"Write one of: {', '.join(accepted)}."
        at.outer.fault(FORM_UNKNOWN, f"{at.path}.who.top.{key}", form=word, instead=instead)
    return word in accepted


def _share(at: _At) -> Meaning | None:
    tree = at.step.share
    if tree is None or (isinstance(tree, Name) and tree.name == "equal"):
        return None
    return at.inner.number(tree, f"{at.path}.share")


def _shortage_weight(at: _At) -> Meaning | None:
    short = at.step.short
    if short is None or short.weight is None:
        return None
    return at.inner.number(short.weight, f"{at.path}.short.weight")


def _split(at: _At) -> tuple[tuple[str, Meaning], ...]:
    found = []
    for destination, rate in (at.step.split or {}).items():
        path = f"{at.path}.split.{destination}"
        meaning = at.outer.number(rate, path)
        if meaning is None:
            continue
        if meaning.unit != SHARE and not _is_fraction(rate):
            _no_share(at, rate, path, str(meaning.unit))
            continue
        found.append((destination, meaning))
    return tuple(found)


def _no_share(at: _At, tree: Quantity, path: str, rate: str) -> None:
    """Say that *tree* is no rate; a whole number without a sign may be meant as a percentage."""
    if isinstance(tree, Literal) and not tree.unit:
        at.outer.fault(RATE_BARE, path, text=str(tree.value))
    else:
        at.outer.fault(NOT_A_SHARE, path, rate=rate)


def _is_fraction(tree: Quantity) -> bool:
    return isinstance(tree, Literal) and not tree.unit and tree.value.denominator > 1


_BOUNDS = ("at_least", "at_most", "equals")


def _check(plan: Plan, position: int, findings: list[Finding]) -> CompiledCheck | None:
    check, path = plan.checks[position], f"checks[{position}]"
    compiler = Compiler(words_for(plan, len(plan.steps)), findings)
    that = compiler.number(check.that, f"{path}.that")
    bounds = {}
    for key in _BOUNDS:
        tree = getattr(check, key)
        if tree is None:
            continue
        bound = compiler.number(tree, f"{path}.{key}")
        if that is None or bound is None:
            return None
        if compiler.alike([that, bound], f"{path}.{key}") is None:
            return None
        bounds[key] = bound
    if that is None:
        return None
    if not bounds:
        instead = "Write at_least, at_most or equals."
        compiler.fault(FORM_UNKNOWN, path, form=check.id, instead=instead)
        return None
    who = None if check.who is None else compiler.condition(check.who, f"{path}.who")
    if check.who is not None and who is None:
        return None
    figures = (check.that, check.at_least, check.at_most, check.equals)
    return CompiledCheck(check, that, FrozenMap(bounds), who, asks_sensitive(plan, figures))
