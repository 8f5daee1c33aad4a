"""The linter: everything that can be said of a plan before any money is known."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.errors import ValueRefused
from benefit_share.expressions.quantity import Literal, Name
from benefit_share.plan import faults
from benefit_share.plan.mentions import mentioned_facts
from benefit_share.plan.never import check_never
from benefit_share.plan.obligations import (
    check_account,
    check_obligations,
    check_unearned,
    wrong,
)
from benefit_share.plan.program import PEOPLE, Program, compile_plan
from benefit_share.plan.sight import check_sight, feeding_steps
from benefit_share.plan.table_lint import check_tables
from benefit_share.plan.wording import check_units, check_words
from benefit_share.points import check_scheme
from benefit_share.procedure import Procedure, check_procedure
from benefit_share.procedure.faults import CONTACT_DAYS, ZONE
from benefit_share.values import currency, percent_text
from benefit_share.values.moments import is_zone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_share.findings import Finding
    from benefit_share.plan.model import Figure, Plan, Step

__all__ = ["check_plan"]

RESERVED = frozenset({"award", "remaining", "needed", "equal", "decided"})
"""Words of the language, which no pool, step, figure or definition may be called."""


def check_plan(plan: Plan) -> tuple[Program, tuple[Finding, ...]]:
    """Compile *plan* and say everything that is wrong with it.

    Returns:
        The compiled plan (whole only if no finding is an error) and the findings in reading order.
    """
    findings: list[Finding] = []
    for check in _CHECKS:
        findings += check(plan)
    if any(finding.code == faults.CURRENCY_UNKNOWN.code for finding in findings):
        return Program(plan, currency("CNY"), (), ()), tuple(findings)
    program, found = compile_plan(plan)
    findings += found
    return program, tuple(dict.fromkeys(findings))


def _header(plan: Plan) -> Iterable[Finding]:
    try:
        currency(plan.plan.currency)
    except ValueRefused:
        yield faults.CURRENCY_UNKNOWN.at("plan.currency", currency=plan.plan.currency)
    if plan.plan.to < plan.plan.from_:
        to, from_ = plan.plan.to.isoformat(), plan.plan.from_.isoformat()
        yield faults.PERIOD.at("plan.to", to=to, from_=from_)


def _names(plan: Plan) -> Iterable[Finding]:
    seen: set[str] = set()
    figures = dict.fromkeys(figure.id for figure in plan.figures)
    places = (
        *((f"pools.{name}", name) for name in plan.pools),
        *((f"steps[{place}].id", step.id) for place, step in enumerate(plan.steps)),
        *((f"figures.{name}", name) for name in figures),
        *((f"define.{name}", name) for name in plan.define),
    )
    for path, name in places:
        if name in RESERVED:
            yield faults.NAME_RESERVED.at(path, name=name)
        elif name in seen:
            yield faults.STEP_TWICE.at(path, name=name)
        seen.add(name)


def _figures(plan: Plan) -> Iterable[Finding]:
    for place, figure in enumerate(plan.figures):
        for other in plan.figures[:place]:
            if other.id == figure.id and _touch(figure, other):
                yield faults.FIGURE_VERSION.at(f"figures[{place}]", figure=figure.id)


def _touch(one: Figure, other: Figure) -> bool:
    before = one.to is not None and other.from_ is not None and one.to < other.from_
    after = other.to is not None and one.from_ is not None and other.to < one.from_
    return not before and not after


def _pools(plan: Plan) -> Iterable[Finding]:
    opened: dict[str, str] = {}
    for name, pool in plan.pools.items():
        path = f"pools.{name}"
        if pool.per == "claimant" and pool.fed_by is not None:
            yield faults.WORD_NOT_ACCEPTED.at(
                f"{path}.per", word=pool.per, accepted="scope, asset, collective"
            )
        if pool.opening:
            yield from check_account(plan, pool.opening, f"{path}.opening", "held")
            if pool.opening in opened:
                yield faults.OPENED_TWICE.at(
                    f"{path}.opening", one=opened[pool.opening], other=name, account=pool.opening
                )
            opened[pool.opening] = name
        fed = pool.fed_by is not None or pool.opening or name in feeding_steps(plan)
        if not fed:
            yield faults.POOL_UNFED.at(path, pool=name)
        yield from _emptied(plan, name)
    if any(step.from_ == "award" for step in plan.steps):
        yield from _emptied(plan, "award")
    yield from _income(plan)


def _emptied(plan: Plan, pool: str) -> Iterable[Finding]:
    drawing = [(place, step) for place, step in enumerate(plan.steps) if step.from_ == pool]
    takes_rest = any(
        step.take is None or (isinstance(step.take, Name) and step.take.name == "remaining")
        for _, step in drawing
        if step.where is None or step.among
    ) or _covered(drawing)
    if not takes_rest:
        yield faults.POOL_LEFT.at(f"pools.{pool}", pool=pool)
    yield from _unreached(drawing, pool)
    last_fed = feeding_steps(plan).get(pool, -1)
    if drawing and last_fed > drawing[0][0]:
        yield faults.POOL_FED_LATE.at(f"steps[{last_fed}]", pool=pool, drawn=drawing[0][1].id)


def _unreached(drawing: list[tuple[int, Step]], pool: str) -> Iterable[Finding]:
    """Steps below one that always takes all that is left to one place, or to several, find nothing.

    A division may leave something: nobody is entitled, a limit binds, a rounding is kept.
    """
    taker = next(
        (
            step
            for _, step in drawing
            if not step.among
            and step.where is None
            and step.budget is None
            and (step.take is None or step.take == Name("remaining"))
        ),
        None,
    )
    if taker is None:
        return
    below = drawing[[step for _, step in drawing].index(taker) + 1 :]
    for place, step in below:
        yield faults.STEP_UNREACHED.at(f"steps[{place}]", step=step.id, taker=taker.id, pool=pool)


def _covered(drawing: list[tuple[int, Step]]) -> bool:
    """Steps with a `where` each may together take what remains; the run tests that they do."""
    return any(
        step.where is not None and isinstance(step.take, Name) and step.take.name == "remaining"
        for _, step in drawing
    )


def _income(plan: Plan) -> Iterable[Finding]:
    takers = [(name, pool.fed_by) for name, pool in plan.pools.items() if pool.fed_by is not None]
    for place, (name, fields) in enumerate(takers):
        for other, others in takers[:place]:
            shared = set(fields) | set(others)
            apart = any(
                field in fields and field in others and not set(fields[field]) & set(others[field])
                for field in shared
            )
            if not apart:
                kinds = set(fields.get("kind", ())) & set(others.get("kind", ())) or {"*"}
                yield faults.INCOME_TWICE.at(
                    f"pools.{name}.fed_by", one=other, other=name, kind=min(kinds)
                )


def _steps(plan: Plan) -> Iterable[Finding]:
    for place, step in enumerate(plan.steps):
        path = f"steps[{place}]"
        if step.from_ not in plan.pools and step.from_ != "award":
            known = ", ".join(plan.pools)
            yield faults.POOL_UNKNOWN.at(f"{path}.from", pool=step.from_, known=known)
        if not step.clause:
            yield faults.CLAUSE_MISSING.at(path, step=step.id)
        if plan.uses and step.use and step.use not in plan.uses:
            accepted = ", ".join(plan.uses)
            yield faults.USE_UNKNOWN.at(f"{path}.use", use=step.use, accepted=accepted)
        yield from _shape(plan, step, path)
        yield from _targets(plan, step, path)
        yield from _bucket(plan, step, path) if step.among else ()
        yield from check_obligations(plan, step, path)


def _shape(plan: Plan, step: Step, path: str) -> Iterable[Finding]:  # noqa: ARG001  (every check of a step takes the same)
    ways = [bool(step.to), bool(step.split), bool(step.among)]
    if sum(ways) != 1:
        yield wrong(
            step,
            path,
            "does not say in exactly one way where its money goes",
            "Write one of: to, split, among.",
        )
    only_among = (
        *("who", "pay", "share", "at_least", "at_most", "surplus", "then", "if_none"),
        *("as_of", "unit", "price_unit"),
    )
    if not step.among:
        written = [key for key in only_among if getattr(step, key) not in {None, ""}]
        if written:
            yield wrong(
                step,
                path,
                f"has no claimants, so {', '.join(written)} mean nothing",
                "Write among: households, or take those keys away.",
            )
        if isinstance(step.take, Name) and step.take.name == "needed":
            yield wrong(step, path, "has no claims to need anything", "Write an amount to take.")


def _targets(plan: Plan, step: Step, path: str) -> Iterable[Finding]:
    targets = [(f"{path}.to", step.to)] if step.to else []
    targets += [(f"{path}.split.{target}", target) for target in (step.split or {})]
    if step.then:
        targets.append((f"{path}.then", f"pool.{step.then}"))
    if step.to == "payee" and step.from_ in plan.pools:
        per = plan.pools[step.from_].per
        if per not in {"claimant", "collective"}:
            yield wrong(
                step,
                f"{path}.to",
                f"pays the owner of a copy, but its pool has one per {per}",
                "Write to: {payee: …}, a pool or an account.",
            )
    for at, target in targets:
        kind, _, name = target.partition(".")
        if kind == "pool" and name not in plan.pools and name != "award":
            yield faults.POOL_UNKNOWN.at(at, pool=name, known=", ".join(plan.pools))
        elif kind == "account":
            yield from check_account(plan, name, at, "held")
        elif kind not in {"pool", "account", "payee"}:
            accepted = "{pool: …}, {account: …}, {payee: …}, payee"
            yield faults.WORD_NOT_ACCEPTED.at(at, word=target, accepted=accepted)
    if step.split:
        yield from _split_sum(step, path)


def _split_sum(step: Step, path: str) -> Iterable[Finding]:
    """The rates of a split must add up to 1 exactly; rates that are names are summed at the run.

    A whole number without a sign is named as such, and makes no sum.
    """
    rates = [rate for rate in (step.split or {}).values() if isinstance(rate, Literal)]
    is_bare = any(not rate.unit and rate.value.denominator == 1 for rate in rates)
    if len(rates) == len(step.split or {}) and not is_bare:
        total = sum((rate.value for rate in rates), Fraction(0))
        if total != 1:
            yield faults.SPLIT_SUM.at(
                f"{path}.split",
                step=step.id,
                sum=percent_text(total),
                difference=percent_text(abs(1 - total)),
            )


def _bucket(plan: Plan, step: Step, path: str) -> Iterable[Finding]:
    if bool(step.pay is not None) == bool(step.share is not None):
        yield wrong(
            step,
            path,
            "does not say in exactly one way what each claimant gets",
            "Write pay: (a sum each) or share: (a weight each, or equal).",
        )
    if not step.if_none:
        yield faults.IF_NONE_MISSING.at(path, step=step.id)
    if step.share is not None and isinstance(step.take, Name) and step.take.name == "needed":
        yield wrong(step, path, "shares an amount that is not known", "Write an amount to take.")
    if step.share is not None and step.at_most is not None and not step.surplus:
        yield wrong(
            step,
            path,
            "has a limit and does not say what becomes of what is above it",
            "Write surplus: share_again or surplus: leave.",
        )
    head, _, account = step.among.partition(".")
    if head in {"owed", "held"} and account:
        yield from check_account(plan, account, f"{path}.among", head)
    elif step.among in PEOPLE and step.several_lists != "refuse":
        yield wrong(
            step, path, "goes among people, who stand in one list", "Take several_lists away."
        )


def _definitions(plan: Plan) -> Iterable[Finding]:
    text = repr((plan.steps, plan.checks, plan.tables, plan.points, plan.figures))
    for name in plan.define:
        others = repr([value for other, value in plan.define.items() if other != name])
        if f"'{name}'" not in text and f"'{name}'" not in others:
            yield faults.DEFINE_UNUSED.at(f"define.{name}", name=name)


def _mentions(plan: Plan) -> Iterable[Finding]:
    """Note the facts that are only mentioned; a plan whose currency is wrong has no names yet."""
    if not any(finding.is_error for finding in _header(plan)):
        for fact in mentioned_facts(plan):
            yield faults.FACT_UNDECLARED.at("facts", fact=fact)


def _words(plan: Plan) -> Iterable[Finding]:
    yield from check_words(plan)
    if not any(finding.is_error for finding in _header(plan)):
        yield from check_units(plan)


def _points(plan: Plan) -> Iterable[Finding]:
    return () if plan.points is None else check_scheme(plan.points)


def _procedure(plan: Plan) -> Iterable[Finding]:
    if not is_zone(plan.plan.time_zone):
        yield ZONE.at("plan.time_zone", zone=plan.plan.time_zone)
    if plan.procedure is not None:
        yield from check_procedure(plan.procedure)
        yield from _contact_days(plan, plan.procedure)


def _contact_days(plan: Plan, procedure: Procedure) -> Iterable[Finding]:
    """What the notice tells the villagers is what the procedure does."""
    said = plan.contact.days if plan.contact is not None else None
    for stage in procedure.stages:
        heard = stage.objections
        if said is not None and heard is not None and heard.days != said:
            yield CONTACT_DAYS.at("contact.days", said=said, days=heard.days)


_CHECKS: tuple[Callable[[Plan], Iterable[Finding]], ...] = (
    _header,
    _words,
    _names,
    _figures,
    _pools,
    _steps,
    check_unearned,
    check_sight,
    check_tables,
    check_never,
    _definitions,
    _mentions,
    _points,
    _procedure,
)
