"""Strategies for plans: random steps over the vocabulary that every generated roster answers.

The facts are `status`, `category`, `score` (of households), `able` (of persons);
the register `posts` has the columns `wage` and `months`.
By construction no step asks for more than there is without saying what then.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from benefit_share.expressions.condition import (
    AllOf,
    AnyMember,
    AnyOf,
    Condition,
    Fact,
    InStep,
    Limits,
    NoMember,
    Not,
    OneOf,
)
from benefit_share.expressions.quantity import (
    Awarded,
    Least,
    Literal,
    Minus,
    Most,
    Name,
    Plus,
    Present,
    Quantity,
    RateOf,
    TableOf,
    Times,
)
from benefit_share.plan.model import (
    Account,
    FactDeclaration,
    Header,
    Plan,
    Pool,
    Register,
    Shortage,
    Step,
    Table,
    TableRow,
)
from benefit_share.points import Item, Scheme

__all__ = ["CATEGORIES", "STATUSES", "YEAR", "plans", "steps"]

YEAR: Final = 2020
STATUSES: Final = ("policy", "ordinary")
CATEGORIES: Final = ("destitute", "dibao", "ordinary")
RULES: Final = (
    "",
    "proportional",
    "constrained_equal_awards",
    "constrained_equal_losses",
    "talmud",
)
ROUNDINGS: Final = ("half_up", "half_even", "down", "up")
UNITS: Final = (Fraction(1, 100), Fraction(1, 10), Fraction(1), Fraction(7, 100))

FACTS: Final = (
    ("status", FactDeclaration(values=STATUSES)),
    ("category", FactDeclaration(values=CATEGORIES)),
    ("score", FactDeclaration(type_="number")),
    ("able", FactDeclaration(of="person", type_="boolean", none="yes")),
)
NEED: Final = Table(
    tuple(
        TableRow(Fact("category", OneOf((word,))), Literal(Fraction(place + 2, 2)))
        for place, word in enumerate(CATEGORIES)
    )
)
ACCOUNTS: Final = (
    ("kept", Account("held", "collective")),
    ("reserve", Account("held", "scope")),
    ("trust", Account("held", "claimant")),
    ("owing", Account("owed", "claimant")),
)
SIZE: Final = Name("household.size")


def yuan(amount: Fraction | int) -> Literal:
    """Return an amount of money."""
    return Literal(Fraction(amount), "yuan")


def rate(part: Fraction, base: str) -> RateOf:
    """Return a rate of a base."""
    return RateOf(Literal(part, "%"), base)


_RATES = st.fractions(0, Fraction(1, 2), max_denominator=97)
_SUMS = st.fractions(0, 300, max_denominator=100).map(yuan)


@st.composite
def conditions(draw: st.DrawFn, above: tuple[str, ...] = (), *, persons: bool = False) -> Condition:
    """Draw a condition on households (or *persons*); *above* are steps it may ask about."""
    plain: list[Condition] = [
        Fact("status", OneOf(("policy",))),
        Fact("category", OneOf(("destitute", "dibao"))),
        Fact("score", Limits(at_least=Literal(Fraction(draw(st.integers(0, 9)))))),
        Fact("household.size", Limits(above=Literal(Fraction(1), "person"))),
        NoMember(Fact("able", OneOf(("no",)))),
        AnyMember(Fact("age", Limits(at_least=Literal(Fraction(18))))),
        *(InStep(step) for step in above),
        *((Fact("able", OneOf(("yes",))),) if persons else ()),
    ]
    part = st.sampled_from(plain)
    joined = st.lists(part, min_size=1, max_size=3).map(tuple)
    drawn: Condition = draw(st.one_of(part, part.map(Not), joined.map(AllOf), joined.map(AnyOf)))
    return drawn


def _weights(among: str) -> st.SearchStrategy[Quantity]:
    if among == "posts":
        both = Times((Name("row.wage"), Name("row.months")))
        return st.sampled_from((Name("row.wage"), both, Name("equal")))
    return st.sampled_from(
        (
            Name("equal"),
            SIZE,
            Plus((Name("score"), Literal(Fraction(1)))),
            TableOf("need", "highest"),
            Times((TableOf("need"), SIZE)),
            Times((SIZE, Present("months", "started"))),
            Plus((Name("points.total"), Literal(Fraction(1), "point"))),
        )
    )


def _wanted(among: str, above: tuple[str, ...]) -> st.SearchStrategy[Quantity]:
    if among == "posts":
        return st.just(Times((Name("row.wage"), Name("row.months"))))
    found: list[st.SearchStrategy[Quantity]] = [
        _SUMS.map(lambda one: one),
        _SUMS.map(lambda one: Times((one, SIZE))),
        _SUMS.map(lambda one: Times((one, TableOf("need"), Present("days")))),
    ]
    if above:
        found.append(_SUMS.map(lambda one: Most((yuan(0), Minus((one, Awarded(above[-1:])))))))
    return st.one_of(found)


@st.composite
def _share(draw: st.DrawFn, name: str, pool: str, above: tuple[str, ...]) -> Step:
    among = draw(st.sampled_from(("households", "persons", "posts")))
    whole = draw(st.booleans())
    keys: dict[str, Any] = {
        "take": Name("remaining") if whole else rate(draw(_RATES), draw(_base(pool))),
        "share": draw(_weights(among)),
        "round_": draw(st.sampled_from(("", "largest_remainder", "keep", "unit_price"))),
        "unit": yuan(draw(st.sampled_from(UNITS))),
    }
    if keys["round_"] != "unit_price":
        if whole and draw(st.booleans()):
            keys["at_least"] = rate(Fraction(1, 100), "remaining")
        if draw(st.booleans()):
            cap = rate(draw(st.fractions(Fraction(1, 50), 1, max_denominator=60)), "remaining")
            keys |= {"at_most": cap, "surplus": draw(st.sampled_from(("share_again", "leave")))}
    if not whole:
        keys["short"] = Shortage(draw(st.sampled_from(("partial", "all_or_nothing"))))
    return _bucket(draw, Step(name, pool, among=among, **keys), above)


@st.composite
def _pay(draw: st.DrawFn, name: str, pool: str, above: tuple[str, ...]) -> Step:
    among = draw(st.sampled_from(("households", "persons", "posts")))
    takes = (Name("needed"), Name("remaining"), rate(Fraction(1, 3), pool))
    keys: dict[str, Any] = {
        "take": draw(st.sampled_from(takes)),
        "pay": draw(_wanted(among, above)),
        "round_": draw(st.sampled_from(("", *ROUNDINGS))),
        "unit": yuan(draw(st.sampled_from(UNITS))),
        "short": Shortage(
            draw(st.sampled_from(("partial", "all_or_nothing"))),
            draw(st.sampled_from(RULES)),
            unpaid=draw(st.sampled_from(("lapse", "owed.owing"))),
            draw=draw(st.sampled_from(("", "account.reserve"))),
        ),
    }
    if draw(st.booleans()):
        keys["budget"] = rate(draw(_RATES), pool)
    if draw(st.booleans()):
        keys["at_most"] = draw(_SUMS)
    return _bucket(draw, Step(name, pool, among=among, **keys), above)


def _bucket(draw: st.DrawFn, step: Step, above: tuple[str, ...]) -> Step:
    """Return *step* among some of its claimants; nobody is no fault."""
    who = draw(st.none() | conditions(above, persons=step.among == "persons"))
    lists = draw(st.sampled_from(("each", "first"))) if step.among == "posts" else "refuse"
    return attrs.evolve(step, clause=f"§{step.id}", who=who, several_lists=lists, if_none="skip")


def _base(pool: str) -> st.SearchStrategy[str]:
    return st.sampled_from((pool, "remaining"))


@st.composite
def _move(draw: st.DrawFn, name: str, pool: str, above: tuple[str, ...]) -> Step:  # noqa: ARG001  (every maker of a step takes the same)
    take = st.one_of(
        _RATES.flatmap(lambda part: _base(pool).map(lambda base: rate(part, base))),
        _SUMS.map(lambda one: Least((one, Name("remaining")))),
    )
    keys: dict[str, Any] = {
        "take": draw(take),
        "round_": draw(st.sampled_from(("", *ROUNDINGS))),
        "short": Shortage("partial"),
    }
    if draw(st.booleans()):
        part = draw(st.fractions(0, 1, max_denominator=50))
        rest = Literal(1 - part, "%")
        keys["split"] = {"payee.operator": Literal(part, "%"), "account.kept": rest}
    else:
        keys["to"] = draw(st.sampled_from(("payee.operator", "account.kept", "account.reserve")))
    return Step(name, pool, clause=f"§{name}", **keys)


@st.composite
def steps(draw: st.DrawFn, pool: str, name: str, most: int = 4) -> tuple[Step, ...]:
    """Draw up to *most* steps from *pool*, named after *name*, and one that takes what remains."""
    found: list[Step] = []
    above: tuple[str, ...] = ()
    for place in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from((_share, _pay, _move)))
        one = draw(kind(f"{name}{place}", pool, above))
        found.append(one)
        above = (*above, one.id) if one.among else above
    last = Step(f"{name}_left", pool, clause="§", take=Name("remaining"), to="account.kept")
    return (*found, last)


AWARD: Final = (
    Step(
        "held",
        "award",
        clause="§h",
        where=Fact("household.size", Limits(at_most=Literal(Fraction(1), "person"))),
        take=rate(Fraction(1, 3), "award"),
        to="account.trust",
    ),
    Step("out", "award", clause="§o", take=Name("remaining"), to="payee"),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan: a pool for each village, perhaps a second below it, and steps of every kind."""
    found = draw(steps("net", "n"))
    pools = {"net": Pool(per="collective", fed_by={}, opening=draw(st.sampled_from(("", "kept"))))}
    if draw(st.booleans()):
        part = rate(draw(st.fractions(0, 1, max_denominator=20)), "remaining")
        over = Step("over", "net", clause="§v", take=part, to="pool.families")
        pools["families"] = Pool(per="collective")
        found = (*found[:-1], over, found[-1], *draw(steps("families", "f", 3)))
    if draw(st.booleans()):
        found = (*found, *AWARD)
    return Plan(
        plan=Header("generated", 1, dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31), "CNY"),
        steps=found,
        pools=pools,
        facts=dict(FACTS),
        tables={"need": NEED},
        accounts=dict(ACCOUNTS),
        registers={"posts": Register("person", columns={"wage": "yuan/month", "months": "month"})},
        points=Scheme(items=(Item("work", give=Literal(Fraction(1))),)),
    )
