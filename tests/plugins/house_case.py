"""A village small enough to reckon by hand: plans, cases and runs built in Python.

Three households with one, two and three members live in the village `v`; 100 yuan came in.
A test names only what it changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from benefit_share.assets import Asset, Income
from benefit_share.distribution import Case, Run, distribute
from benefit_share.distribution.receive import opened_ledger
from benefit_share.distribution.world import CaseWorld
from benefit_share.errors import Refused
from benefit_share.expressions import Condition, Quantity, parse_quantity
from benefit_share.expressions.condition import Fact, InBands, Limits, OneOf
from benefit_share.expressions.meaning import Asked, Compiler, Meaning
from benefit_share.findings import Finding
from benefit_share.households import Collective, FactRow, Household, Member
from benefit_share.plan.model import Account, Header, Plan, Pool, Step
from benefit_share.plan.names import Words, words_for
from benefit_share.values import Band, Period, Span

__all__ = [
    "HOUSEHOLDS",
    "MEMBERS",
    "YEAR",
    "among",
    "amounts",
    "asked",
    "bands",
    "between",
    "case_of",
    "codes",
    "d",
    "fact",
    "facts",
    "has",
    "limits",
    "meaning",
    "plan_of",
    "q",
    "refused",
    "rest",
    "run_of",
    "said",
    "step",
    "world_of",
]


def d(text: str) -> dt.date:
    """Read `03-01` as a day of 2020, or a whole date."""
    return dt.date.fromisoformat(text if len(text) > 5 else f"2020-{text}")


def between(first: str, last: str) -> Span:
    """Return the span from the first to the last day; an empty text leaves a side open."""
    last_day = d(last) + dt.timedelta(days=1) if last else None
    return Span(d(first) if first else None, last_day)


YEAR = Period(d("01-01"), d("2021-01-01"))
HOUSEHOLDS = tuple(Household(f"h{size}", "v", head=f"h{size}.1") for size in (1, 2, 3))
MEMBERS = tuple(
    Member(f"h{size}.{place}", f"h{size}", born_on=d(f"{1950 + 20 * place}-07-01"))
    for size in (1, 2, 3)
    for place in range(1, size + 1)
)


def q(text: str) -> Quantity:
    """Read a quantity that is known to have one of the three forms."""
    found = parse_quantity(text)
    assert found is not None, text
    return found


def has(name: str, *words: str) -> Fact:
    """Ask whether a fact is one of *words*."""
    return Fact(name, OneOf(words))


def limits(of: str | Quantity, **bounds: str) -> Fact:
    """Ask whether a name lies within limits."""
    return Fact(of, Limits(**{word: q(text) for word, text in bounds.items()}))


def bands(name: str, *texts: str) -> Fact:
    """Ask whether a name lies in one of these bands."""
    return Fact(name, InBands(tuple(Band.parse(text) for text in texts)))


def fact(subject: str, name: str, value: str, **keys: Any) -> FactRow:
    """Return a fact that is always true."""
    return FactRow(subject, name, value, **keys)


def facts(name: str, **by_subject: str) -> tuple[FactRow, ...]:
    """Return one fact of several subjects."""
    return tuple(FactRow(subject, name, value) for subject, value in by_subject.items())


def read(keys: dict[str, Any]) -> dict[str, Any]:
    """Read the quantities among *keys* that are written as text."""
    quantities = ("take", "budget", "pay", "share", "at_least", "at_most", "unit", "price_unit")
    return {
        key: q(value) if key in quantities and isinstance(value, str) else value
        for key, value in keys.items()
    }


def step(id: str, from_: str = "net", **keys: Any) -> Step:  # noqa: A002  (the field's own name)
    """Return a step with a clause."""
    return Step(id, from_, **({"clause": f"§{id}"} | read(keys)))


def among(id: str = "all", from_: str = "net", **keys: Any) -> Step:  # noqa: A002  (the field's own name)
    """Return a step that shares among households equally, unless *keys* say otherwise."""
    given = {"among": "households", "if_none": "refuse"} | keys
    if "pay" not in keys and "share" not in keys:
        given["share"] = "equal"
    return step(id, from_, **given)


def rest(from_: str = "net", **keys: Any) -> Step:
    """Return a step that keeps what is left."""
    return step(f"rest_of_{from_}", from_, **({"take": "remaining", "to": "account.kept"} | keys))


def plan_of(*steps: Step, **keys: Any) -> Plan:
    """Return a plan with one pool per collective, and an account `kept`."""
    accounts = {"kept": Account("held", "collective"), **keys.pop("accounts", {})}
    header: dict[str, Any] = {
        "id": "try",
        "version": 1,
        "from_": YEAR.first,
        "to": YEAR.last,
        "currency": "CNY",
    }
    header |= keys.pop("header", {})
    pools = keys.pop("pools", {"net": Pool(per="collective", fed_by={})})
    return Plan(plan=Header(**header), steps=steps, pools=pools, accounts=accounts, **keys)


def case_of(
    plan: Plan | Step | Iterable[Step], *, income: int | tuple[Income, ...] = 100_00, **keys: Any
) -> Case:
    """Return the village with a plan, or with the steps of one."""
    if not isinstance(plan, Plan):
        plan = plan_of(*((plan,) if isinstance(plan, Step) else plan))
    given: dict[str, Any] = {
        "plan": plan,
        "period": YEAR,
        "scope": ("v",),
        "collectives": (Collective("v", "Village"),),
        "assets": (Asset("a", "greenhouse"),),
        "households": HOUSEHOLDS,
        "members": MEMBERS,
    }
    if isinstance(income, int):
        income = (Income("i1", "a", d("05-01"), "rent", income),)
    given["income"] = income
    return Case(**(given | keys))


def run_of(plan: Plan | Step | Iterable[Step], **keys: Any) -> Run:
    """Distribute the village's income."""
    return distribute(case_of(plan, **keys))


def amounts(run: Run, step: str, copy: str = "v") -> dict[str, int]:
    """Return what a step gave each claim."""
    division = run.node(step, copy).division
    assert division is not None
    return dict(zip(division.ids, division.amounts, strict=True))


def said(case: Case) -> tuple[Finding, ...]:
    """Return the errors with which a run is refused."""
    try:
        distribute(case)
    except Refused as refusal:
        return tuple(finding for finding in refusal.findings if finding.is_error)
    return ()


def refused(case: Case) -> list[tuple[str, str]]:
    """Return code and path of each error with which a run is refused."""
    return [(finding.code, finding.path) for finding in said(case)]


def codes(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Return code and path of each finding, notes left out."""
    return [(one.code, one.path) for one in findings if str(one.severity) != "note"]


# ---- quantities and conditions by themselves --------------------------------------------------


def words_of(plan: Plan, **keys: Any) -> Words:
    """Return the vocabulary below all steps of *plan*."""
    return attrs.evolve(words_for(plan, len(plan.steps)), **keys)


def meaning(tree: Quantity, plan: Plan | None = None, **keys: Any) -> Meaning | list[Finding]:
    """Compile a quantity; return what is wrong with it if it cannot be."""
    findings: list[Finding] = []
    found = Compiler(words_of(plan or plan_of(), **keys), findings).quantity(tree, "it")
    return findings if found is None or findings else found


def asked(tree: Condition, plan: Plan | None = None, **keys: Any) -> Asked | list[Finding]:
    """Compile a condition; return what is wrong with it if it cannot be."""
    findings: list[Finding] = []
    found = Compiler(words_of(plan or plan_of(), **keys), findings).condition(tree, "it")
    return findings if found is None or findings else found


def world_of(case: Case) -> CaseWorld:
    """Return the case as quantities see it, before any step."""
    return CaseWorld(case, opened_ledger(case))
