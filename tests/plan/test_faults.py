"""Every fault of a plan, by its code: a plan that has it, and where it is said to stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest

from benefit_share.distribution import distribute
from benefit_share.errors import Refused
from benefit_share.expressions import faults as expression_faults
from benefit_share.expressions.condition import InStep, Not, Top
from benefit_share.expressions.quantity import Awarded, Plus, Sum, TableOf, Times, Used
from benefit_share.findings import Kind
from benefit_share.plan import check_plan, faults
from benefit_share.plan.model import (
    Account,
    Basis,
    Check,
    Contact,
    FactDeclaration,
    Figure,
    Plan,
    Pool,
    Register,
    RoundingRules,
    Shortage,
    Step,
    Table,
    TableRow,
)
from benefit_share.points import Scheme
from benefit_share.procedure import Act, Notice, Procedure, Stage
from benefit_share.values import Text
from house_case import among, case_of, codes, d, has, limits, plan_of, q, rest, step

NET = Pool(per="collective", fed_by={})
ASSET = Pool(per="asset", fed_by={"kind": ("sale",)})
RENT = {"net": Pool(per="collective", fed_by={"kind": ("rent",)})}
OWED, HELD = Account("owed", "claimant"), Account("held", "claimant")
PARTIAL = Shortage("partial", unpaid="lapse")
OPENED = Pool(per="collective", fed_by={}, opening="ahead")
HALVES = {"account.ahead": q("50 %"), "payee.x": q("50 %")}
AHEAD = Shortage("partial", "proportional", None, "lapse", "account.ahead")
PAID_AHEAD = among("pay", take="needed", pay="1 yuan", short=AHEAD)


def sharing(**keys: Any) -> Plan:
    """Return a plan of one step that shares all there is."""
    parts = ("facts", "tables", "figures", "define", "registers", "accounts", "points", "checks")
    given = {key: keys.pop(key) for key in (*parts, "rounding") if key in keys}
    return plan_of(among("all", **({"take": "remaining"} | keys)), **given)


def taking(take: Any, **keys: Any) -> Plan:
    """Return a plan that takes a quantity first."""
    return plan_of(step("first", take=take, to="payee.x"), rest(), **keys)


def going(*, from_: str = "net", pools: dict[str, Pool] | None = None, **keys: Any) -> Plan:
    """Return a plan whose one step goes somewhere."""
    return plan_of(step("s", from_, **({"take": "remaining"} | keys)), pools=pools or {"net": NET})


def keeping(*steps: Step, account: Account = Account("held", "asset"), **keys: Any) -> Plan:  # noqa: B008  (frozen)
    """Return a plan that tells income apart and keeps what is later's in the account `ahead`."""
    basis = keys.pop("basis", Basis(spread="days", unearned="ahead"))
    return plan_of(*(steps or (rest(),)), accounts={"ahead": account}, basis=basis, **keys)


def paying(*more: Step, accounts: dict[str, Account] | None = None, **keys: Any) -> Plan:
    """Return a plan that pays one yuan each."""
    given: dict[str, Any] = {
        "take": "needed",
        "pay": "1 yuan",
        "if_none": "skip",
        "short": Shortage(),
    } | keys
    return plan_of(among("pay", **given), rest(), *more, accounts=accounts or {})


def best(**keys: Any) -> Plan:
    """Return a plan among the best."""
    top = {"share": q("10 %"), "by": q("household.size"), "ties": "all_in"} | keys
    return sharing(who=Top(**top))


def pools(*steps: Step, **more: Pool) -> Plan:
    """Return a plan of several pools."""
    return plan_of(*steps, pools={"net": NET} | more)


TEXT_TABLE = Table((TableRow(None, q("1 yuan")), TableRow(None, q("few"))))
STATUS = {"status": FactDeclaration(values=("policy", "ordinary"))}

EXPRESSIONS = (
    ("word", "plan.versions_by", plan_of(rest(), header={"versions_by": "decided"})),
    ("unearned-nowhere", "basis.unearned", keeping(basis=Basis(spread="days"))),
    ("word", "basis.spread", keeping(basis=Basis(spread="weeks", unearned="ahead"))),
    ("account-unknown", "basis.unearned", keeping(basis=Basis(unearned="none"))),
    ("account-kind", "basis.unearned", keeping(account=Account("owed", "asset"))),
    ("word", "accounts.ahead", keeping(account=HELD)),
    ("unearned-used", "pools.net.opening", keeping(pools={"net": OPENED})),
    ("unearned-used", "steps[0]", keeping(rest(to="account.ahead"))),
    ("unearned-used", "steps[0]", keeping(among(among="held.ahead"))),
    ("unearned-used", "steps[0]", keeping(rest(to="", split=HALVES))),
    ("unearned-used", "steps[0]", keeping(PAID_AHEAD, rest())),
    ("name-unknown", "steps[0].share", sharing(share="household.sise")),
    ("not-possible-here", "steps[0].take", taking(Used("later"))),
    ("unit-unknown", "steps[0].take", taking("5 euro")),
    ("unit-unknown", "facts.f.unit", sharing(facts={"f": FactDeclaration(unit="acre")})),
    (
        "unit-unknown",
        "registers.r.size",
        sharing(registers={"r": Register("household", columns={"size": "acre"})}),
    ),
    ("unit-unknown", "figures[0].unit", sharing(figures=(Figure("f", q("decided"), "acre"),))),
    ("unit-unknown", "figures[0].is", sharing(figures=(Figure("f", q("5 acre")),))),
    ("units-mixed", "steps[0].who.above", sharing(who=limits("household.size", above="1 mu"))),
    ("units-mixed", "steps[0].take.plus", taking(Plus((q("1 yuan"), q("5"))))),
    ("not-money", "steps[0].take", taking("5")),
    ("not-money", "steps[0].pay", paying(pay="household.size")),
    ("not-a-number", "steps[0].share", sharing(share="status", facts=STATUS)),
    ("not-a-rate", "steps[0].take", taking("60 of net")),
    ("not-a-rate", "steps[0].who.top.share", best(share=q("5 yuan"))),
    ("rate-bare", "steps[0].who.top.share", best(share=q("10"))),
    ("rate-bare", "steps[0].split.payee.a", going(split={"payee.a": q("10")})),
    ("not-a-rate", "steps[0].split.payee.a", going(split={"payee.a": q("5 yuan")})),
    ("table-unknown", "steps[0].share", sharing(share=TableOf("need"))),
    ("table-mixed", "tables.t", sharing(share=TableOf("t"), tables={"t": TEXT_TABLE})),
    ("word-unknown", "steps[0].who", sharing(who=has("status", "rich"), facts=STATUS)),
    ("not-possible-here", "steps[0].who.not", sharing(who=Not(Top(q("1 %"), q("age"), "all_in")))),
    ("not-possible-here", "steps[0].who.top.ties", best(ties="lots")),
    ("not-possible-here", "steps[0].who.top.count", best(count="half_up")),
    ("not-possible-here", "steps[0].who.top.within", best(within="group")),
    ("not-money", "steps[0].price_unit", sharing(price_unit="1 mu", round_="unit_price")),
    ("not-possible-here", "steps[0].price_unit", sharing(price_unit="0 yuan", round_="unit_price")),
    ("not-possible-here", "steps[0].price_unit", sharing(price_unit="net", round_="unit_price")),
    ("not-possible-here", "checks[0]", sharing(checks=(Check("c", q("net")),))),
    ("name-unknown", "checks[0].that", sharing(checks=(Check("c", q("no"), q("1 yuan")),))),
    ("name-unknown", "checks[0].at_least", sharing(checks=(Check("c", q("net"), q("no")),))),
    ("units-mixed", "checks[0].at_least", sharing(checks=(Check("c", q("net"), q("5")),))),
    ("name-unknown", "define.x", sharing(define={"x": q("nobody")}, share="x")),
)

WORDS = (
    ("plan.versions_by", plan_of(among(), header={"versions_by": "paid"})),
    ("plan.payer", plan_of(among(), header={"payer": "town"})),
    ("basis.income", plan_of(among(), basis=Basis(income="due"))),
    ("rounding.takes", plan_of(among(), rounding=RoundingRules(takes="nearest"))),
    ("rounding.pay", plan_of(among(), rounding=RoundingRules(pay="keep"))),
    ("rounding.share", plan_of(among(), rounding=RoundingRules(share="half_up"))),
    ("facts.f.of", sharing(facts={"f": FactDeclaration(of="village")})),
    ("facts.f.type", sharing(facts={"f": FactDeclaration(type_="colour")})),
    ("registers.r.holder", sharing(registers={"r": Register("village")})),
    ("registers.r.about", sharing(registers={"r": Register("person", about="tree")})),
    ("registers.r.listed_by", sharing(registers={"r": Register("person", listed_by="x")})),
    ("accounts.a.kind", sharing(accounts={"a": Account("kept", "scope")})),
    ("accounts.a.of", sharing(accounts={"a": Account("held", "village")})),
    ("figures[0].by", sharing(figures=(Figure("f", q("1 yuan"), by="town"),))),
    ("pools.net.per", going(to="payee.x", pools={"net": Pool(per="village", fed_by={})})),
    ("pools.net.per", going(to="payee.x", pools={"net": Pool(per="claimant", fed_by={})})),
    ("pools.net.fed_by", going(to="payee.x", pools={"net": Pool(fed_by={"colour": ("x",)})})),
    ("checks[0].per", sharing(checks=(Check("c", q("net"), q("1 yuan"), per="town"),))),
    ("checks[0].otherwise", sharing(checks=(Check("c", q("net"), q("0"), otherwise="x"),))),
    ("steps[0].if_none", sharing(if_none="wait")),
    ("steps[0].surplus", sharing(at_most="5 yuan", surplus="burn")),
    ("steps[0].several_lists", sharing(several_lists="best")),
    ("steps[0].round", sharing(round_="nearest")),
    ("steps[0].to", going(to="village.x")),
    ("steps[0].split.x", going(split={"x": q("100 %")})),
    ("steps[0].short.take", paying(short=Shortage("some"))),
    ("steps[0].short.divide", paying(short=Shortage("partial", "lots", unpaid="lapse"))),
    ("steps[0].short.unpaid", paying(short=Shortage("partial", unpaid="lapsed"))),
    ("steps[0].short.unpaid", paying(short=Shortage("partial", unpaid="owed"))),
)

SHAPES = (
    ("steps[0]", going()),
    ("steps[0]", going(to="payee.x", split={"payee.y": q("100 %")})),
    ("steps[0]", going(to="payee.x", pay=q("1 yuan"), short=Shortage())),
    ("steps[0]", going(to="payee.x", unit=q("1 yuan"))),
    ("steps[0]", plan_of(step("s", take="needed", to="payee.x"), rest())),
    ("steps[0]", sharing(pay="1 yuan", share="equal", short=Shortage())),
    ("steps[0]", plan_of(step("s", among="households", if_none="skip"))),
    ("steps[0]", plan_of(among("s", take="needed"), rest())),
    ("steps[0]", sharing(at_most="5 yuan")),
    ("steps[0]", sharing(several_lists="each")),
    ("steps[0].to", going(to="payee", from_="gross", pools={"gross": ASSET})),
    ("steps[0].short", going(to="payee.x", short=PARTIAL)),
    ("steps[0].short", sharing(short=Shortage("partial", draw="kept"))),
    ("steps[0].short", paying(short=Shortage("partial"))),
    ("steps[0].round", paying(round_="keep")),
    ("steps[0].round", going(to="payee.x", round_="unit_price")),
    ("steps[0].price_unit", sharing(price_unit="0.01 yuan")),
    ("steps[0].surplus", sharing(surplus="leave")),
    ("steps[0].surplus", paying(at_most="5 yuan", surplus="leave")),
)

PLANS = (
    ("among-unknown", "steps[0].among", sharing(among="post")),
    ("unit-not-whole", "steps[0].unit", sharing(unit="0.001 yuan")),
    ("unit-not-whole", "steps[0].unit", sharing(unit="0 yuan")),
    ("unit-not-whole", "steps[0].unit", plan_of(among(unit="net"))),
    ("not-money", "steps[0].unit", sharing(unit="1 mu")),
    ("currency-unknown", "plan.currency", plan_of(among(), header={"currency": "YUA"})),
    ("pool-unknown", "steps[1].from", plan_of(among(), rest("net2"))),
    ("pool-unknown", "steps[0].to", going(to="pool.nett")),
    ("pool-unknown", "steps[0].then", plan_of(among(then="nett"))),
    ("pool-not-emptied", "pools.net", plan_of(step("s", take="1 yuan", to="payee.x"))),
    (
        "pool-not-emptied",
        "pools.award",
        plan_of(among(), step("s", "award", take="1 yuan", to="payee")),
    ),
    (
        "pool-fed-late",
        "steps[2]",
        pools(step("a", take="1 yuan", to="pool.b"), rest("b"), step("c", to="pool.b"), b=Pool()),
    ),
    ("pool-fed-late", "steps[1]", plan_of(step("out", "award", to="payee"), among())),
    ("pool-unfed", "pools.b", pools(among(), rest("b"), b=Pool())),
    (
        "income-twice",
        "pools.b.fed_by",
        pools(among(), rest("b"), b=Pool(fed_by={"kind": ("rent",)})),
    ),
    (
        "opened-twice",
        "pools.c.opening",
        pools(
            among(),
            rest("b"),
            rest("c"),
            b=Pool("collective", opening="kept"),
            c=Pool("collective", opening="kept"),
        ),
    ),
    ("account-unknown", "steps[0].to", going(to="account.keep")),
    ("account-unknown", "pools.net.opening", going(to="payee.x", pools={"net": Pool(opening="x")})),
    ("account-unknown", "steps[0].settles", sharing(settles="backpay")),
    ("account-unknown", "steps[0].among", sharing(among="owed.backpay")),
    (
        "account-unknown",
        "steps[0].short.draw",
        paying(short=Shortage("partial", draw="x", unpaid="lapse")),
    ),
    (
        "account-unknown",
        "steps[0].short.unpaid",
        paying(short=Shortage("partial", unpaid="owed.x")),
    ),
    ("account-kind", "steps[0].to", plan_of(step("s", to="account.debt"), accounts={"debt": OWED})),
    ("account-kind", "steps[0].settles", sharing(settles="kept")),
    ("account-kind", "steps[0].among", sharing(among="owed.kept")),
    (
        "account-kind",
        "steps[0].short.unpaid",
        paying(short=Shortage("partial", unpaid="owed.kept")),
    ),
    (
        "account-kind",
        "steps[0].short.draw",
        paying(
            short=Shortage("partial", draw="account.debt", unpaid="lapse"), accounts={"debt": OWED}
        ),
    ),
    (
        "account-kind",
        "pools.b.opening",
        plan_of(
            among(),
            rest("b"),
            pools={"net": NET, "b": Pool(opening="debt")},
            accounts={"debt": OWED},
        ),
    ),
    ("id-twice", "steps[1].id", plan_of(step("a", take="1 yuan", to="payee.x"), among("a"))),
    ("id-twice", "steps[0].id", plan_of(among("net"))),
    (
        "id-twice",
        "define.f",
        sharing(figures=(Figure("f", q("1 yuan")),), define={"f": q("1")}, share="f"),
    ),
    ("name-reserved", "steps[0].id", plan_of(among("remaining"))),
    ("clause-missing", "steps[0]", plan_of(among(clause=""))),
    ("share-sum", "steps[0].split", going(split={"payee.a": q("60 %"), "payee.b": q("39.9 %")})),
    ("share-sum", "steps[0].split", going(split={"payee.a": q("1/3"), "payee.b": q("1/3")})),
    (
        "base-other-copy",
        "steps[0].take",
        pools(step("s", take="5 % of gross", to="payee.x"), rest(), rest("gross"), gross=ASSET),
    ),
    (
        "base-other-copy",
        "steps[0].at_most",
        plan_of(
            among("s", "gross", take="1 yuan", at_most="5 % of gross", surplus="leave"),
            rest("gross"),
            pools={"gross": ASSET},
        ),
    ),
    (
        "base-other-copy",
        "steps[1].take",
        pools(
            step("g", "gross", take="1 yuan", to="payee.x"),
            step("s", take=Times((q("2"), Used("g"))), to="payee.x"),
            rest(),
            rest("gross"),
            gross=ASSET,
        ),
    ),
    (
        "pool-not-full",
        "steps[0].take",
        pools(
            step("s", take="5 % of b", to="payee.x"), step("f", to="pool.b"), rest("b"), b=Pool()
        ),
    ),
    ("shortage-undecided", "steps[0]", paying(short=None)),
    ("none-undecided", "steps[0]", sharing(if_none="")),
    (
        "figure-versions",
        "figures[1]",
        sharing(figures=(Figure("f", q("1 yuan")), Figure("f", q("2 yuan"), from_=d("01-01")))),
    ),
    (
        "figure-versions",
        "figures[1]",
        sharing(
            figures=(
                Figure("f", q("1 yuan"), to=d("06-30")),
                Figure("f", q("2 yuan"), from_=d("06-30")),
            )
        ),
    ),
    ("use-not-allowed", "steps[0].use", plan_of(among(use="feast"), uses=("wages",))),
    ("definition-unused", "define.x", sharing(define={"x": q("1")})),
    ("period", "plan.to", plan_of(among(), header={"to": dt.date(2019, 1, 1)})),
)

SOON = Stage("post", Act.POST, "village", objections=Notice(5))
STAGES = (Stage("p", Act.PROPOSE, "village"), SOON, Stage("f", Act.FILE, "county"))
PROCEDURES: tuple[tuple[str, str, Plan], ...] = (
    ("zone", "plan.time_zone", plan_of(among(), header={"time_zone": "Asia/Peking"})),
    ("order", "procedure.stages", plan_of(among(), procedure=Procedure(STAGES[:2]))),
    (
        "contact-days",
        "contact.days",
        plan_of(
            among(), procedure=Procedure(STAGES), contact=Contact(Text(zh="村", en="v"), days=7)
        ),
    ),
)

CASES = [
    *(("plan." + code, path, plan) for code, path, plan in (*EXPRESSIONS, *PLANS)),
    *(("plan.word", path, plan) for path, plan in WORDS),
    *(("plan.step-shape", path, plan) for path, plan in SHAPES),
    *(("procedure." + code, path, plan) for code, path, plan in PROCEDURES),
]


@pytest.mark.parametrize(
    ("code", "path", "plan"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)]
)
def test_a_fault_of_a_plan_is_found_where_it_stands(code: str, path: str, plan: Plan) -> None:
    """With its figures in the words, and the run refused if it is an error."""
    found = check_plan(plan)[1]

    assert (code, path) in codes(found)
    assert all(finding.message and finding.advice for finding in found)
    if any(finding.is_error for finding in found):
        with pytest.raises(Refused):
            distribute(case_of(plan))


@pytest.mark.parametrize(
    ("code", "plan"),
    [(case[0], case[2]) for case in CASES],
    ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)],
)
def test_one_fault_is_said_once(code: str, plan: Plan) -> None:
    """What follows from it adds at most a word where the same thing is looked up again."""
    found = codes(check_plan(plan)[1])

    assert len(found) <= 3
    assert len(set(found)) == len(found)
    assert code in {one for one, _ in found}


NEVER = (
    expression_faults.RATE_NO_BASE,
    faults.RATES_ABOVE,
    faults.RATES_BELOW,
    faults.FLOOR_ABOVE,
    faults.WEIGHT_ZERO,
    faults.NEVER_HOLDS,
    faults.CATEGORY_UNASKED,
)
"""What a plan can never carry out; `test_never` provokes each."""

TABLE_LINT = (
    *(
        faults.TABLE_GAP,
        faults.TABLE_OVERLAP,
        faults.TABLE_CATEGORY,
        faults.TABLE_ROW_ALWAYS,
        faults.TABLE_ROW_UNREACHED,
    ),
    faults.STEP_UNREACHED,
)
"""Provoked in test_table_lint."""


def kinds(*modules: Any) -> Iterable[Kind]:
    """Return every kind of finding of the modules."""
    return (value for module in modules for value in vars(module).values() if type(value) is Kind)


def test_every_fault_of_a_plan_is_provoked() -> None:
    """None is written down that cannot happen."""
    elsewhere = {faults.FACT_UNDECLARED, *TABLE_LINT, *NEVER}
    provoked = {code for code, _, _ in CASES} | {kind.code for kind in elsewhere}

    assert {kind.code for kind in kinds(expression_faults, faults)} - provoked == set()


def test_a_fact_that_is_only_mentioned_is_noted() -> None:
    """It refuses nothing."""
    program, found = check_plan(sharing(who=has("status", "policy")))

    assert [(one.code, dict(one.params)) for one in found] == [
        ("plan.fact-undeclared", {"fact": "status"})
    ]
    assert len(program.steps) == 1


@pytest.mark.parametrize(
    "plan",
    [
        sharing(),
        best(),
        taking("5 % of net"),
        paying(short=PARTIAL),
        paying(
            short=Shortage(
                "partial", "constrained_equal_losses", q("household.size"), "lapse", "kept"
            )
        ),
        going(split={"payee.a": q("1/3"), "payee.b": q("2/3")}),
        sharing(points=Scheme(items=())),
        pools(
            step("a", take="50 % of net", to="pool.b"),
            among("s", at_most="5 % of b", surplus="leave", take="1 yuan"),
            rest(),
            rest("b"),
            b=Pool(per="collective"),
        ),
        plan_of(
            among("s", take="remaining"),
            step("young", "award", where=limits("age", below="18"), to="account.trust"),
            step("out", "award", to="payee"),
            accounts={"trust": HELD},
        ),
        plan_of(
            among("posts", take="needed", pay="1 yuan", short=Shortage()),
            among("others", take="remaining", who=Not(InStep("posts"))),
        ),
        sharing(share=Sum("ownership", q("row.quantity"))),
        plan_of(
            among("a", take="1 yuan"),
            among("b", at_most=Awarded(("a",)), surplus="leave", take="1 yuan"),
            rest(),
        ),
    ],
    ids=str,
)
def test_a_plan_without_fault_has_nothing_said_of_it(plan: Plan) -> None:
    """Neither error nor warning, and every step is compiled."""
    program, found = check_plan(plan)

    assert codes(found) == []
    assert len(program.steps) == len(plan.steps)


@pytest.mark.parametrize("word", ["later", "all", "rest_of_net"])
def test_a_step_names_only_what_stands_above(word: str) -> None:
    """Neither itself nor a step below, in any of the forms."""
    for tree in (q(f"5 % of {word}"), Used(word), Awarded((word,)), q(word)):
        found = check_plan(
            plan_of(among("all", take=tree), step("later", take="1 yuan", to="payee.x"), rest())
        )[1]

        assert {path for _, path in codes(found)} == {"steps[0].take"}
        assert {code for code, _ in codes(found)} <= {"plan.name-unknown", "plan.not-possible-here"}
