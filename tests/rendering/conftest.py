"""A village whose year has every kind of step, and the pages made of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import attrs
import pytest

from benefit_share.assets import Asset, Contract, Income
from benefit_share.distribution import Balance, Case, RegisterRow, Run, distribute
from benefit_share.expressions.condition import AllOf, Named, NoMember, Not, Of
from benefit_share.expressions.quantity import (
    Awarded,
    Least,
    Minus,
    Name,
    Present,
    TableOf,
    Times,
)
from benefit_share.households import Collective, FactRow, Household, Member
from benefit_share.plan.model import (
    Account,
    Contact,
    FactDeclaration,
    Figure,
    Plan,
    Pool,
    Register,
    Shortage,
    Step,
    Table,
    TableRow,
)
from benefit_share.points import Entry
from benefit_share.points.giving import Give
from benefit_share.points.scheme import Cap, Item, Scheme
from benefit_share.values import ALWAYS, Text
from house_case import between, d, has, limits, plan_of, q, step

GOLDEN = Path(__file__).parent / "golden"

NAMES = {"h1": "甲一", "h2": "乙一", "h3": "丙一", "h4": "丁一"}
BORN = {"h1": ("1950",), "h2": ("1980", "2010"), "h3": ("1975", "1978", "2012"), "h4": ("1960",)}


def _steps() -> tuple[Step, ...]:
    partial = Shortage(
        take="partial", divide="constrained_equal_losses", unpaid="owed.backpay"
    )
    return (
        step("om", take="2.9 % of net", to="payee.operator", clause="§3(1)",
             title=Text(zh="运维费", en="operation and maintenance")),
        step("reserve", take="10 % of remaining", to="account.reserve", clause="§3(2)",
             title=Text(zh="提取公积金", en="kept for the village")),
        step("arrears", take="needed", among="owed.backpay", pay=Name("balance"),
             if_none="skip", short=Shortage(), clause="§4",
             title=Text(zh="补发", en="back pay")),
        step("posts", take="needed", budget=q("300 yuan"), among="posts", if_none="skip",
             pay=Times((q("row.wage"), q("row.months"))), short=partial, several_lists="each",
             clause="§5", title=Text(zh="公益岗位工资", en="wages of posts")),
        step("base", take="needed", among="persons", who=Of("household", Named("entitled")),
             pay=Times((q("base"), Present("months", "started"))), if_none="refuse",
             short=Shortage(), clause="§6", title=Text(zh="人口基础部分", en="base by persons")),
        step("points", take="30 % of net", among="households", who=Named("entitled"),
             share=Times((q("points.total"), TableOf("need"))), if_none="refuse",
             at_most=Minus((q("150 yuan"), Awarded(("base",)))), surplus="share_again",
             clause="§7", title=Text(zh="积分差异部分", en="by points")),
        step("round", take="remaining", among="households", who=Not(has("status", "ordinary")),
             share="equal", unit=q("1 yuan"), if_none="refuse", clause="§8",
             title=Text(zh="平均部分", en="equal part")),
        step("left", take="remaining", to="account.carried", clause="§9",
             title=Text(zh="结转下年", en="carried to the next year")),
        step("minors", "award", where=Of("person", limits("age", below="18 year")),
             take="remaining", to="account.trust", clause="§10",
             title=Text(zh="未成年人份额代管", en="held for minors")),
        step("recover", "award", take=Least((q("5 yuan"), q("10 % of award"))),
             to="account.carried", clause="§11", title=Text(zh="扣还", en="repaid")),
    )


def _plan() -> Plan:
    steps = tuple(
        attrs.evolve(one, share=None, **{"share": Name("equal")}) if False else one
        for one in _steps()
    )
    need = Table((TableRow(has("category", "dibao"), q("1.2")), TableRow(None, q("1"))))
    return plan_of(
        *steps,
        header={"id": "sample", "title": Text(zh="示例办法", en="sample rules")},
        pools={"net": Pool(per="collective", fed_by={}, title=Text(zh="净收益", en="net income"))},
        accounts={
            "reserve": Account("held", "collective"),
            "carried": Account("held", "collective"),
            "trust": Account("held", "claimant"),
            "backpay": Account("owed", "claimant"),
        },
        facts={
            "status": FactDeclaration(
                values=("policy", "ordinary"), title=Text(zh="类别", en="status")
            ),
            "category": FactDeclaration(
                values=("dibao", "none"), none="none", title=Text(zh="困难类别", en="hardship")
            ),
            "budget_paid": FactDeclaration(
                of="person", type_="boolean", none="no",
                title=Text(zh="财政供养", en="paid from the budget"),
            ),
        },
        figures=(
            Figure("base", q("20 yuan"), title=Text(zh="基础额", en="base amount")),
        ),
        registers={
            "posts": Register(
                holder="person", columns={"wage": "yuan/month", "months": "month"},
                title=Text(zh="公益岗位", en="posts"),
            )
        },
        tables={"need": need},
        define={
            "entitled": AllOf((has("status", "policy"), NoMember(has("budget_paid", "yes"))))
        },
        points=Scheme(
            items=(
                Item("labour", Text(zh="公益劳动", en="public labour"), give=q("2"),
                     at_most=Cap(q("5"), "year")),
                Item("litter", Text(zh="乱堆乱放", en="littering"), give=q("-1")),
            ),
            base=q("10"),
        ),
        contact=Contact(
            Text(zh="村务监督委员会", en="village supervision committee"),
            Text(zh="书面提出", en="in writing"),
            7,
        ),
    )
