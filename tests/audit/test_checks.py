"""Every audit check has a case that provokes it, and stays still where nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest

from benefit_share.assets import Asset, Contract, Expense, Funding, Income
from benefit_share.audit import CHECKS, Listed, Lists, Outcome, Paid, PaymentLine, Recorded, audit
from benefit_share.distribution import RegisterRow, Run, distribute
from benefit_share.households import Member, Payee
from benefit_share.plan.model import Check, FactDeclaration, Pool, Register, Table
from benefit_share.points import Entry
from benefit_share.points.scheme import Item, Scheme
from benefit_share.values import Band, Span
from house_case import MEMBERS, among, between, case_of, d, facts, plan_of, q, rest, step

POSTS = {"posts": Register(holder="person", columns={"wage": "yuan/month"})}


def points_plan(**keys: Any) -> Any:  # noqa: ANN401
    """Return a plan that shares by points, two for each entry."""
    scheme = Scheme(items=(Item("work", give=q("2")), Item("base", give=q("1"))))
    return plan_of(among(share=q("points.total")), points=scheme, **keys)


def entry(id: str, subject: str, **keys: Any) -> Entry:  # noqa: A002
    """Return an entry of the year with evidence."""
    given = {"item": "work", "on": d("03-01"), "evidence": "sheet 1"} | keys
    return Entry(id, subject, **given)


WORK = tuple(entry(f"p{one}", f"h{one}", quantity=Fraction(one)) for one in (1, 2, 3))


def run(plan: Any = None, **keys: Any) -> Run:  # noqa: ANN401
    """Run the village by points, or by another plan."""
    return distribute(case_of(plan or points_plan(), points=WORK if plan is None else (), **keys))


def spoilt(**keys: Any) -> Run:
    """Return a run that somebody changed after it was made."""
    return attrs.evolve(run(), **keys)


def with_amount(change: int) -> Run:
    """Return a run one line of which was changed."""
    honest = run()
    node = honest.nodes[0]
    assert node.division is not None
    first, *others = node.division.amounts
    division = attrs.evolve(node.division, amounts=(first + change, *others))
    return attrs.evolve(honest, nodes=(attrs.evolve(node, division=division),))


def open_pool() -> Run:
    """Return a run that lost a fen of its pool."""
    honest = run()
    return attrs.evolve(honest, pools=(attrs.evolve(honest.pools[0], used=99_99),))


PAID = tuple(Paid(one.payee, one.amount, d("05-20")) for one in run().payments)
LINES = tuple(PaymentLine(one.payee, one.amount) for one in run().payments)
RECORD = (
    Recorded("proposed", d("05-10")),
    Recorded("voted", d("05-11"), None, "", Fraction(30), Fraction(20), Fraction(15)),
    Recorded("posted", d("05-12"), d("05-21")),
    Recorded("reviewed", d("05-25")),
    Recorded("filed", d("05-28")),
)
POST = RegisterRow("r1", "h1.1", {"wage": Fraction(300_00)}, evidence="contract 1")
CATEGORY = {"kind": FactDeclaration(of="household", type_="category", none="plain")}
KNOWN = facts("kind", h1="poor", h2="plain", h3="plain")


def earned_over(first: str, last: str, **keys: Any) -> tuple[Income, ...]:
    """Return one receipt that was earned over a span."""
    return (Income("i1", "a", d("05-01"), keys.pop("kind", "rent"), 100_00, earned=between(first, last)),)


CALM = Lists((), (), (), (), (), RECORD, LINES, PAID)
CLEAN: dict[str, Callable[[], Run]] = {
    "C12": lambda: run(plan_of(among(), registers=POSTS), registers={"posts": (POST,)}),
    "C13": lambda: run(plan_of(among(pay=q("5 yuan"), take=q("needed"), short=None), rest())),
}
