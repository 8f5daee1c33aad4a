"""The linter: everything that can be said of a plan before any money is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from benefit_share.allocation import RULES
from benefit_share.errors import ValueRefused
from benefit_share.expressions.quantity import Literal, Name
from benefit_share.plan import faults
from benefit_share.plan.mentions import mentioned_facts
from benefit_share.plan.program import PEOPLE, Program, compile_plan
from benefit_share.points import check_scheme
from benefit_share.values import currency, percent_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_share.findings import Finding
    from benefit_share.plan.model import Figure, Plan, Step

__all__ = ["check_plan"]

WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "if_none": ("", "refuse", "skip"),
        "surplus": ("", "share_again", "leave"),
        "several_lists": ("each", "first", "refuse"),
        "round_": (
            "",
            "down",
            "half_up",
            "half_even",
            "up",
            "largest_remainder",
            "keep",
            "unit_price",
        ),
    }
)
"""The words that a field of a step may take."""

PER = ("scope", "asset", "collective", "claimant")


def check_plan(plan: Plan) -> tuple[Program, tuple[Finding, ...]]:
    """Compile *plan* and say everything that is wrong with it.

    Returns:
        The compiled plan (whole only if no finding is an error) and the findings in reading order.
    """
    findings: list[Finding] = []
    for check in _CHECKS:
        findings += check(plan)
    if any(finding.code == faults.CURRENCY_UNKNOWN.code for finding in findings):
        return Program(plan, currency("XXX"), (), ()), tuple(findings)
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
        if name in seen or name in {"award", "remaining", "needed", "equal"}:
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
        if pool.per not in PER:
            yield faults.WORD_NOT_ACCEPTED.at(f"{path}.per", word=pool.per, accepted=", ".join(PER))
        if pool.opening:
            yield from _account(plan, pool.opening, f"{path}.opening", "held")
            if pool.opening in opened:
                yield faults.OPENED_TWICE.at(
                    f"{path}.opening", one=opened[pool.opening], other=name, account=pool.opening
                )
            opened[pool.opening] = name
        fed = pool.fed_by is not None or pool.opening or name in _sent_to(plan)
        if not fed:
            yield faults.POOL_UNFED.at(path, pool=name)
        yield from _emptied(plan, name)
    yield from _income(plan)


def _sent_to(plan: Plan) -> dict[str, int]:
    """Return the last step that sends money to each pool."""
    found: dict[str, int] = {}
    for place, step in enumerate(plan.steps):
        targets = [step.to, *(step.split or {})]
        pools = [target.partition(".")[2] for target in targets if target.startswith("pool.")]
        for pool in (*pools, step.then):
            if pool:
                found[pool] = place
    return found


def _emptied(plan: Plan, pool: str) -> Iterable[Finding]:
    drawing = [(place, step) for place, step in enumerate(plan.steps) if step.from_ == pool]
    takes_rest = any(
        step.take is None or (isinstance(step.take, Name) and step.take.name == "remaining")
        for _, step in drawing
        if step.where is None or step.among
    ) or _covered(drawing)
    if not takes_rest:
        yield faults.POOL_LEFT.at(f"pools.{pool}", pool=pool)
    last_fed = _sent_to(plan).get(pool, -1)
    if drawing and last_fed > drawing[0][0]:
        yield faults.POOL_FED_LATE.at(f"steps[{last_fed}]", pool=pool, drawn=drawing[0][1].id)


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


def _account(plan: Plan, account: str, path: str, kind: str) -> Iterable[Finding]:
    found = plan.accounts.get(account)
    if found is None:
        known = ", ".join(plan.accounts) or "none"
        yield faults.ACCOUNT_UNKNOWN.at(path, account=account, known=known)
    elif found.kind != kind:
        instead = f"Use an account that is {kind}."
        yield faults.ACCOUNT_KIND.at(path, account=account, kind=found.kind, instead=instead)


def _accounts(plan: Plan) -> Iterable[Finding]:
    for name, account in plan.accounts.items():
        if account.of not in PER:
            yield faults.WORD_NOT_ACCEPTED.at(
                f"accounts.{name}", word=account.of, accepted=", ".join(PER)
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
        for key, accepted_words in WORDS.items():
            word = getattr(step, key)
            if word not in accepted_words:
                yield faults.WORD_NOT_ACCEPTED.at(
                    f"{path}.{key.rstrip('_')}",
                    word=word,
                    accepted=", ".join(filter(None, accepted_words)),
                )
        yield from _shape(plan, step, path)
        yield from _targets(plan, step, path)
        yield from _bucket(plan, step, path) if step.among else ()
        yield from _short(plan, step, path)


def _wrong(step: Step, path: str, what: str, instead: str) -> Finding:
    return faults.STEP_SHAPE.at(path, step=step.id, what=what, instead=instead)


def _shape(plan: Plan, step: Step, path: str) -> Iterable[Finding]:  # noqa: ARG001
    ways = [bool(step.to), bool(step.split), bool(step.among)]
    if sum(ways) != 1:
        yield _wrong(
            step,
            path,
            "does not say in exactly one way where its money goes",
            "Write one of: to, split, among.",
        )
    only_among = ("who", "pay", "share", "at_least", "at_most", "surplus", "then", "if_none")
    if not step.among:
        written = [key for key in only_among if getattr(step, key)]
        if written:
            yield _wrong(
                step,
                path,
                f"has no claimants, so {', '.join(written)} mean nothing",
                "Write among: households, or take those keys away.",
            )
        if isinstance(step.take, Name) and step.take.name == "needed":
            yield _wrong(step, path, "has no claims to need anything", "Write an amount to take.")


def _targets(plan: Plan, step: Step, path: str) -> Iterable[Finding]:
    targets = [(f"{path}.to", step.to)] if step.to else []
    targets += [(f"{path}.split.{target}", target) for target in (step.split or {})]
    if step.then:
        targets.append((f"{path}.then", f"pool.{step.then}"))
    for at, target in targets:
        kind, _, name = target.partition(".")
        if kind == "pool" and name not in plan.pools and name != "award":
            yield faults.POOL_UNKNOWN.at(at, pool=name, known=", ".join(plan.pools))
        elif kind == "account":
            yield from _account(plan, name, at, "held")
        elif kind not in {"pool", "account", "payee"}:
            accepted = "{pool: …}, {account: …}, {payee: …}, payee"
            yield faults.WORD_NOT_ACCEPTED.at(at, word=target, accepted=accepted)
    if step.split:
        yield from _split_sum(step, path)
    if step.settles and step.settles not in plan.accounts:
        known = ", ".join(plan.accounts) or "none"
        yield faults.ACCOUNT_UNKNOWN.at(f"{path}.settles", account=step.settles, known=known)


def _split_sum(step: Step, path: str) -> Iterable[Finding]:
    """The rates of a split must add up to 1 exactly; rates that are names are summed at the run."""
    rates = tuple((step.split or {}).values())
    if all(isinstance(rate, Literal) for rate in rates):
        total = sum((rate.value for rate in rates if isinstance(rate, Literal)), Fraction(0))
        if total != 1:
            yield faults.SPLIT_SUM.at(
                f"{path}.split",
                step=step.id,
                sum=percent_text(total),
                difference=percent_text(abs(1 - total)),
            )


def _bucket(plan: Plan, step: Step, path: str) -> Iterable[Finding]:
    if bool(step.pay is not None) == bool(step.share is not None):
        yield _wrong(
            step,
            path,
            "does not say in exactly one way what each claimant gets",
            "Write pay: (a sum each) or share: (a weight each, or equal).",
        )
    if not step.if_none:
        yield faults.IF_NONE_MISSING.at(path, step=step.id)
    if step.share is not None and isinstance(step.take, Name) and step.take.name == "needed":
        yield _wrong(step, path, "shares an amount that is not known", "Write an amount to take.")
    if step.share is not None and step.at_most is not None and not step.surplus:
        yield _wrong(
            step,
            path,
            "has a limit and does not say what becomes of what is above it",
            "Write surplus: share_again or surplus: leave.",
        )
    head, _, account = step.among.partition(".")
    if head in {"owed", "held"} and account:
        yield from _account(plan, account, f"{path}.among", head)
    elif step.among in PEOPLE and step.several_lists != "refuse":
        yield _wrong(
            step, path, "goes among people, who stand in one list", "Take several_lists away."
        )


def _short(plan: Plan, step: Step, path: str) -> Iterable[Finding]:
    """Fixed claims must say what happens in a shortage; other amounts are refused then."""
    if step.short is None:
        if step.pay is not None:
            yield faults.SHORT_MISSING.at(path, step=step.id)
        return
    short = step.short
    takes = ("refuse", "partial", "all_or_nothing")
    if short.take not in takes:
        yield faults.WORD_NOT_ACCEPTED.at(
            f"{path}.short.take", word=short.take, accepted=", ".join(takes)
        )
    if short.divide and short.divide not in RULES:
        yield faults.WORD_NOT_ACCEPTED.at(
            f"{path}.short.divide", word=short.divide, accepted=", ".join(RULES)
        )
    if step.among and short.take != "refuse" and not short.unpaid:
        yield _wrong(
            step,
            f"{path}.short",
            "may leave claims unpaid and does not say what becomes of them",
            "Write unpaid: lapse or unpaid: owed.<account>.",
        )
    for account in (short.draw, short.unpaid if short.unpaid.startswith("owed.") else ""):
        if account:
            name = account.rpartition(".")[2]
            kind = "owed" if account.startswith("owed.") else "held"
            yield from _account(plan, name, f"{path}.short", kind)


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


def _points(plan: Plan) -> Iterable[Finding]:
    return () if plan.points is None else check_scheme(plan.points)


_CHECKS: tuple[Callable[[Plan], Iterable[Finding]], ...] = (
    _header,
    _names,
    _figures,
    _accounts,
    _pools,
    _steps,
    _definitions,
    _mentions,
    _points,
)
