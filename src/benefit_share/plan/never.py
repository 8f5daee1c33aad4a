"""What a plan can never carry out, seen in its numbers alone: too much, too little, nobody."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.expressions import condition as c
from benefit_share.expressions.quantity import Literal, Name, Quantity, RateOf, Times
from benefit_share.plan import faults
from benefit_share.plan.mentions import parts_of
from benefit_share.values import percent_text

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.plan.model import Plan, Step

__all__ = ["check_never"]

_SEVERAL = 2
"""So many values of a category with a rule of their own make one without a rule worth a note."""


def check_never(plan: Plan) -> Iterator[Finding]:
    """Yield rates above 100 %, floors above the pool, weights of 0, conditions that never hold.

    Only numbers that the plan writes are looked at; what depends on data is tested by the run.
    """
    yield from _rates(plan)
    for place, step in enumerate(plan.steps):
        path = f"steps[{place}]"
        yield from _floor(plan, step, path)
        if _is_zero(plan, step.share):
            yield faults.WEIGHT_ZERO.at(f"{path}.share", step=step.id)
        for key, tree in (("who", step.who), ("where", step.where)):
            for fact in _impossible(plan, tree):
                yield faults.NEVER_HOLDS.at(f"{path}.{key}", name=step.id, fact=fact)
    for place, check in enumerate(plan.checks):
        for fact in _impossible(plan, check.who):
            yield faults.NEVER_HOLDS.at(f"checks[{place}].who", name=check.id, fact=fact)
    for name, table in plan.tables.items():
        for place, row in enumerate(table.rows):
            for fact in _impossible(plan, row.when):
                yield faults.NEVER_HOLDS.at(f"tables.{name}[{place}]", name=name, fact=fact)
    yield from _categories(plan)


def _literal(plan: Plan, tree: Quantity | None) -> Literal | None:
    """Return a number that the plan writes, here or as the only version of a figure."""
    if isinstance(tree, Name):
        versions = [figure.is_ for figure in plan.figures if figure.id == tree.name]
        tree = versions[0] if len(versions) == 1 else None
    return tree if isinstance(tree, Literal) else None


# ---- rates


def _rates(plan: Plan) -> Iterator[Finding]:
    """The rates that steps take of one pool, from that pool, are together 100 % or leave a rest."""
    for pool in plan.pools:
        drawing = [step for step in plan.steps if step.from_ == pool]
        rates = {
            step.id: rate for step in drawing if (rate := _rate_of(plan, step, pool)) is not None
        }
        total = sum(rates.values(), Fraction(0))
        told = {"pool": pool, "sum": percent_text(total)}
        if total > 1:
            yield faults.RATES_ABOVE.at(f"pools.{pool}", steps=", ".join(rates), **told)
        elif len(rates) > 1 and total < 1 and len(rates) == len(drawing):
            difference = percent_text(1 - total)
            yield faults.RATES_BELOW.at(f"pools.{pool}", difference=difference, **told)


def _rate_of(plan: Plan, step: Step, pool: str) -> Fraction | None:
    """Return the rate of its pool that a step always takes in full."""
    take = step.take
    partial = step.short is not None and step.short.take != "refuse"
    if not isinstance(take, RateOf) or take.base != pool:
        return None
    if partial or step.where is not None or step.budget is not None:
        return None
    rate = _literal(plan, take.rate)
    return None if rate is None else rate.value


# ---- floors


def _floor(plan: Plan, step: Step, path: str) -> Iterator[Finding]:
    """A floor for one claim is neither above its own limit nor above all there is."""
    floor = _literal(plan, step.at_least)
    if floor is None:
        return
    for key in ("at_most", "take", "budget"):
        most = _literal(plan, getattr(step, key))
        if most is not None and most.unit == floor.unit and floor.value > most.value:
            yield faults.FLOOR_ABOVE.at(
                f"{path}.at_least", step=step.id, floor=_written(floor), most=_written(most)
            )
            return


def _written(number: Literal) -> str:
    return f"{number.value} {number.unit}".strip()


# ---- weights


def _is_zero(plan: Plan, tree: Quantity | None) -> bool:
    if isinstance(tree, Times):
        return any(_is_zero(plan, part) for part in tree.times)
    number = _literal(plan, tree)
    return number is not None and number.value == 0


# ---- conditions


def _impossible(plan: Plan, tree: c.Condition | None) -> Iterator[str]:
    """Yield the names of which a condition asks at once what no value can be."""
    asked: dict[str, list[c.Test]] = {}
    for fact in _together(plan, tree, frozenset()):
        if isinstance(fact.of, str):
            asked.setdefault(fact.of, []).append(fact.test)
    for name, tests in asked.items():
        if _excluded(plan, tests):
            yield name


def _together(plan: Plan, tree: object, inside: frozenset[str]) -> Iterator[c.Fact]:
    """Yield the facts that must all pass for a condition to hold."""
    if isinstance(tree, c.Fact):
        yield tree
    elif isinstance(tree, c.AllOf):
        for part in tree.all_:
            yield from _together(plan, part, inside)
    elif isinstance(tree, c.Named) and tree.name not in inside:
        yield from _together(plan, plan.define.get(tree.name), inside | {tree.name})


def _excluded(plan: Plan, tests: list[c.Test]) -> bool:
    words = [frozenset(test.values) for test in tests if isinstance(test, c.OneOf)]
    if words and not frozenset.intersection(*words):
        return True
    lows: dict[str, list[tuple[Fraction, bool]]] = {}
    highs: dict[str, list[tuple[Fraction, bool]]] = {}
    for test in tests:
        if isinstance(test, c.Limits):
            for key, found in (("at_least", lows), ("above", lows)):
                _add(plan, getattr(test, key), found, strict=key == "above")
            for key, found in (("at_most", highs), ("below", highs)):
                _add(plan, getattr(test, key), found, strict=key == "below")
    return any(
        low > high or (low == high and (strict or strictly))
        for unit in lows.keys() & highs.keys()
        for low, strict in lows[unit]
        for high, strictly in highs[unit]
    )


def _add(
    plan: Plan,
    tree: Quantity | None,
    found: dict[str, list[tuple[Fraction, bool]]],
    *,
    strict: bool,
) -> None:
    number = _literal(plan, tree)
    if number is not None:
        found.setdefault(number.unit, []).append((number.value, strict))


# ---- categories


def _categories(plan: Plan) -> Iterator[Finding]:
    """Note the values of a category without a rule, where others have rules of their own.

    What a table leaves out is said of the table.
    """
    rules = (plan.steps, plan.checks, plan.define, plan.points)
    denied = {fact.of for refused in parts_of(c.Not, rules) for fact in parts_of(c.Fact, refused)}
    for name, declared in plan.facts.items():
        names = {name, f"{declared.of}.{name}"}
        ruled = _words(names, rules)
        known = ruled | _words(names, plan.tables)
        missing = [word for word in declared.values if word not in known]
        if missing and len(ruled) >= _SEVERAL and not names & denied:
            yield faults.CATEGORY_UNASKED.at(f"facts.{name}", fact=name, missing=", ".join(missing))


def _words(names: set[str], tree: object) -> set[str]:
    """Return the words that conditions in *tree* ask of a fact."""
    return {
        word
        for fact in parts_of(c.Fact, tree)
        if fact.of in names and isinstance(fact.test, c.OneOf)
        for word in fact.test.values
    }
