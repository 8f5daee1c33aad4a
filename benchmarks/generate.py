"""A generated case of any size, the same on every machine: households, members, facts, points.

The figures are made by arithmetic on the household's number, not drawn by chance.
Everything here is synthetic.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from benefit_share.assets import Asset, Income
from benefit_share.distribution import Case
from benefit_share.expressions.condition import Fact, OneOf
from benefit_share.expressions.quantity import Literal, Name, TableOf, Times, parse_quantity
from benefit_share.households import Collective, FactRow, Household, Member
from benefit_share.plan.model import (
    Account,
    FactDeclaration,
    Header,
    Plan,
    Pool,
    Shortage,
    Step,
    Table,
    TableRow,
)
from benefit_share.points import Cap, Entry, Item, Scheme
from benefit_share.values import Period, Span, Text

__all__ = ["generated_case"]

YEAR = 2025
START, END = dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31)
DAYS = tuple(START + dt.timedelta(days=day) for day in range(365))
SPAN = Span(dt.date(2020, 1, 1), None)
QUANTITIES = tuple(map(Fraction, (1, 2, 3)))
STATUS = ("policy", "policy", "policy", "ordinary")
CATEGORY = ("destitute", "dibao", "ordinary", "ordinary", "ordinary")


def generated_case(households: int) -> Case:
    """Return a case of *households* households, 2.1 members and five points entries each."""
    rows, members, facts, entries = [], [], [], []
    for number in range(households):
        home = f"h{number:07d}"
        rows.append(Household(home, "v1", f"g{number % 40:02d}", "", SPAN))
        for place in range(2 + (number % 10 == 0)):
            person = f"{home}.{place}"
            members.append(Member(person, home, born_on=DAYS[(number + place) % 365], span=SPAN))
            facts.append(
                FactRow(person, "able", ("true", "false")[(number + place) % 3 == 0], SPAN)
            )
            facts.append(FactRow(person, "paid", "false", SPAN))
        facts.append(FactRow(home, "status", STATUS[number % 4], SPAN))
        facts.append(FactRow(home, "category", CATEGORY[number % 5], SPAN))
        entries += [
            Entry(
                f"{home}.e{turn}",
                home,
                f"i{(number + 5 * turn) % 12:02d}",
                DAYS[(7 * number + 61 * turn) % 365],
                QUANTITIES[(number + turn) % 3],
            )
            for turn in range(5)
        ]
    return Case(
        plan=generated_plan(),
        period=Period(START, END + dt.timedelta(days=1)),
        scope=("v1",),
        collectives=(Collective("v1", "Synthetic village"),),
        title=Text(zh="合成数据", en="Synthetic data"),
        synthetic=Text(zh="全部为合成数据", en="all of it is synthetic"),
        assets=(Asset("station", "solar_station"),),
        income=(Income("r1", "station", START, "feed_in", 1_300 * households * 100 + 37),),
        households=tuple(rows),
        members=tuple(members),
        facts=tuple(facts),
        points=tuple(entries),
    )


def generated_plan() -> Plan:
    """Return a plan with twelve points items and three divisions among households."""
    entitled = Fact("status", OneOf(("policy",)))
    weight = Times((Name("points.total"), TableOf("need", "highest")))
    return Plan(
        plan=Header("bench", 1, START, END, "CNY"),
        pools={"net": Pool(per="collective", fed_by={})},
        accounts={"reserve": Account("held", "collective")},
        facts={
            "status": FactDeclaration(values=("policy", "ordinary")),
            "category": FactDeclaration(values=("destitute", "dibao", "ordinary")),
            "able": FactDeclaration(of="person", type_="boolean"),
            "paid": FactDeclaration(of="person", type_="boolean"),
        },
        tables={
            "need": Table(
                (
                    TableRow(Fact("category", OneOf(("destitute",))), Literal(Fraction(3, 2))),
                    TableRow(Fact("category", OneOf(("dibao",))), Literal(Fraction(6, 5))),
                    TableRow(Fact("category", OneOf(("ordinary",))), Literal(Fraction(1))),
                )
            )
        },
        points=Scheme(
            items=tuple(
                Item(
                    f"i{place:02d}",
                    give=Literal(Fraction(1 + place % 4)),
                    at_most=Cap(Literal(Fraction(6)), "year"),
                )
                for place in range(12)
            )
        ),
        steps=(
            Step(
                "keep", "net", take=parse_quantity("10 % of net"), to="account.reserve", clause="1"
            ),
            Step(
                "base",
                "net",
                take=Name("needed"),
                among="households",
                who=entitled,
                pay=parse_quantity("100 yuan"),
                short=Shortage(),
                if_none="refuse",
                clause="2",
            ),
            Step(
                "size",
                "net",
                take=parse_quantity("30 % of remaining"),
                among="households",
                share=Name("household.size"),
                if_none="refuse",
                clause="3",
            ),
            Step(
                "points",
                "net",
                take=Name("remaining"),
                among="households",
                who=entitled,
                share=weight,
                if_none="refuse",
                clause="4",
            ),
        ),
    )
