"""Conditions: three answers, a reason for each, and what cannot be asked."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from benefit_share.distribution import RegisterRow
from benefit_share.expressions import Condition, Reason, Verdict
from benefit_share.expressions.asking import first_unknown
from benefit_share.expressions.condition import (
    AllMembers,
    AllOf,
    AnyMember,
    AnyOf,
    At,
    Fact,
    InRegister,
    InStep,
    Limits,
    Named,
    NoMember,
    Not,
    Of,
    OneOf,
    Top,
)
from benefit_share.expressions.meaning import Asked
from benefit_share.expressions.quantity import Count, Plus, TableOf
from benefit_share.expressions.reasons import all_of, any_of, negated
from benefit_share.households import FactRow, Household, Member
from benefit_share.plan.model import FactDeclaration, Figure, Register, Table, TableRow
from benefit_share.values import Span
from house_case import (
    HOUSEHOLDS,
    MEMBERS,
    among,
    asked,
    bands,
    between,
    case_of,
    d,
    fact,
    facts,
    has,
    limits,
    plan_of,
    q,
    rest,
    world_of,
)

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
HOLDS = {YES: True, NO: False, UNKNOWN: None}
PLAN = plan_of(
    among("first", take="10 yuan"),
    rest(),
    facts={
        "status": FactDeclaration(values=("policy", "ordinary")),
        "policy": FactDeclaration(type_="boolean"),
        "income": FactDeclaration(type_="money"),
        "area": FactDeclaration(type_="number", unit="mu"),
        "ill": FactDeclaration(of="person", type_="boolean"),
        "poor": FactDeclaration(of="collective", type_="boolean"),
    },
    figures=(Figure("line", q("decided"), unit="yuan"),),
    registers={"posts": Register("person"), "list": Register("household")},
    tables={"stars": Table((TableRow(limits("household.size", above="1"), q("five")),))},
    define={
        "linked": has("status", "policy"),
        "big": limits("household.size", at_least="2"),
        "size2": Plus((q("household.size"), q("1 person"))),
        "round": Not(Named("round")),
        "long": AnyOf((Named("way"),)),
        "way": Fact(Count("members", Named("long")), Limits(above=q("1"))),
    },
)
CASE = case_of(
    PLAN,
    households=(*HOUSEHOLDS, Household("h0", "v")),
    facts=(
        *facts("status", h1="policy", h2="ordinary"),
        *facts("policy", h1="是", h2="no"),
        *facts("income", h1="12.50", h2="6000.00"),
        *facts("area", h1="2.5"),
        *facts("colour", h1="blue", h2="是"),
        fact("h2.1", "ill", "yes"),
        fact("h2.2", "ill", "no"),
        fact("h1.1", "ill", "false"),
        fact("h3.1", "ill", "true"),
        fact("v", "poor", "true"),
    ),
    registers={
        "posts": (RegisterRow("p1", "h2.1"),),
        "list": (
            RegisterRow("l1", "h1"),
            RegisterRow("l2", "h2", span=between("", "06-30")),
        ),
    },
)


def compiled(tree: Condition) -> Asked:
    """Compile a condition that must be right."""
    found = asked(tree, PLAN)
    assert isinstance(found, Asked), [str(finding) for finding in found]
    return found


def why(tree: Condition, subject: str, day: str = "12-31") -> Reason:
    """Return the reason for a party, and see that the quick answer is the same."""
    world = world_of(CASE).on(d(day))
    question = compiled(tree)
    reason = question.why(world, world.party(subject))
    assert question.holds(world, world.party(subject)) is HOLDS[reason.verdict]
    return reason


# ---- Kleene's three answers ------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other"), list(product(Verdict, repeat=2)))
def test_all_and_any_of_two_answers_are_kleenes(one: Verdict, other: Verdict) -> None:
    """The least and the greatest where no < unknown < yes."""
    order = [NO, UNKNOWN, YES]

    assert all_of([one, other]) is order[min(order.index(one), order.index(other))]
    assert any_of([one, other]) is order[max(order.index(one), order.index(other))]


@pytest.mark.parametrize(("verdict", "opposite"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_the_opposite_of_unknown_is_unknown(verdict: Verdict, opposite: Verdict) -> None:
    """Not knowing is never taken for no."""
    assert negated(verdict) is opposite


def test_of_no_answers_all_hold_and_none_does() -> None:
    """As in logic; households without members are asked about elsewhere."""
    assert (all_of([]), any_of([])) == (YES, NO)


SIGNS = {YES: has("status", "policy"), NO: has("status", "ordinary"), UNKNOWN: has("area", "9")}


@pytest.mark.parametrize("verdicts", list(product(Verdict, repeat=2)), ids=str)
def test_conditions_join_like_their_answers(verdicts: tuple[Verdict, Verdict]) -> None:
    """Quickly, or with the reason."""
    world = world_of(case_of(PLAN, facts=facts("status", h1="policy")))
    parts = tuple(SIGNS[verdict] for verdict in verdicts)
    for tree, join in ((AllOf(parts), all_of), (AnyOf(parts), any_of)):
        question = compiled(tree)
        reason = question.why(world, world.party("h1"))

        assert reason.verdict is join(verdicts)
        assert question.holds(world, world.party("h1")) is HOLDS[join(verdicts)]
        assert tuple(part.verdict for part in reason.parts) == verdicts


# ---- facts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tree", "subject", "verdict"),
    [
        (has("status", "policy"), "h1", YES),
        (has("status", "policy"), "h2", NO),
        (has("status", "policy", "ordinary"), "h2", YES),
        (has("status", "policy"), "h3", UNKNOWN),
        (has("policy", "yes"), "h1", YES),
        (has("policy", "否"), "h2", YES),
        (has("colour", "blue"), "h1", YES),
        (has("colour", "true"), "h2", YES),
        (has("colour", "blue"), "h3", UNKNOWN),
        (has("household.size", "1", "3"), "h3", YES),
        (has("household.size", "1", "3"), "h2", NO),
        (has("income", "12.5"), "h1", YES),
        (has("income", "1250"), "h1", NO),
        (limits("income", below="6000 yuan"), "h1", YES),
        (limits("income", below="6000 yuan"), "h2", NO),
        (limits("income", at_most="6000 yuan"), "h2", YES),
        (limits("income", at_least="6000 yuan"), "h2", YES),
        (limits("income", above="6000 yuan"), "h2", NO),
        (limits("income", at_least="12 yuan", at_most="13 yuan"), "h1", YES),
        (limits("income", above="0"), "h3", UNKNOWN),
        (limits("income", above="line"), "h1", UNKNOWN),
        (bands("income", "[0,6000)"), "h1", YES),
        (bands("income", "[0,6000)"), "h2", NO),
        (bands("income", "[1000,)"), "h1", NO),
        (bands("household.size", "[1,2]", "[5,)"), "h2", YES),
        (bands("household.size", "[1,2]", "[5,)"), "h3", NO),
        (bands("area", "(2,)"), "h1", YES),
        (bands("area", "(2,)"), "h2", UNKNOWN),
        (Fact(TableOf("stars"), OneOf(("five",))), "h2", YES),
        (Fact(TableOf("stars"), OneOf(("five",))), "h1", UNKNOWN),
        (Fact(Count("members"), Limits(above=q("1 person"))), "h2", YES),
        (Named("linked"), "h1", YES),
        (Named("big"), "h1", NO),
        (limits("size2", at_least="3"), "h2", YES),
        (Not(has("status", "policy")), "h1", NO),
        (Not(has("status", "policy")), "h3", UNKNOWN),
        (AnyMember(has("ill", "true")), "h2", YES),
        (AnyMember(has("ill", "true")), "h1", NO),
        (AnyMember(has("ill", "true")), "h3", YES),
        (AnyMember(has("ill", "no")), "h3", UNKNOWN),
        (AllMembers(has("ill", "true")), "h2", NO),
        (AllMembers(has("ill", "no")), "h1", YES),
        (AllMembers(has("ill", "true")), "h3", UNKNOWN),
        (NoMember(has("ill", "true")), "h1", YES),
        (NoMember(has("ill", "true")), "h2", NO),
        (AnyMember(has("ill", "true")), "h0", UNKNOWN),
        (AllMembers(has("ill", "true")), "h0", UNKNOWN),
        (NoMember(has("ill", "true")), "h0", UNKNOWN),
        (AnyMember(has("ill", "true")), "v", UNKNOWN),
        (AnyMember(limits("age", below="18")), "h3", YES),
        (limits("age", at_least="18"), "h3.3", NO),
        (Of("household", has("status", "policy")), "h1.1", YES),
        (Of("household", has("status", "policy")), "h1", YES),
        (Of("household", has("status", "policy")), "v", NO),
        (Of("person", limits("age", at_least="18")), "h1", NO),
        (Of("collective", has("poor", "true")), "h1.1", YES),
        (has("poor", "true"), "h1", YES),
        (InRegister("posts"), "h2.1", YES),
        (InRegister("posts"), "h2", YES),
        (InRegister("posts"), "h2.2", NO),
        (InRegister("list"), "h1", YES),
        (InRegister("list"), "h2", NO),
        (At("any_time", InRegister("list")), "h2", YES),
        (At("throughout", InRegister("list")), "h2", NO),
        (At("throughout", InRegister("list")), "h1", YES),
        (At("record_date", has("status", "policy")), "h1", YES),
    ],
)
def test_a_condition_has_an_answer_for_a_party(
    tree: Condition, subject: str, verdict: Verdict
) -> None:
    """Yes, no, or unknown where a fact is missing."""
    assert why(tree, subject).verdict is verdict


def test_a_reason_says_what_was_asked_and_what_was_seen() -> None:
    """In the engine's units, with the unit."""
    reason = why(AllOf((has("status", "policy"), limits("income", below="6000 yuan"))), "h2")

    assert reason == Reason(
        "all",
        NO,
        parts=(
            Reason("fact", NO, "status", (("one_of", "policy"),), "ordinary", unit="text"),
            Reason("fact", NO, "income", (("below", "600000"),), "600000", unit="money"),
        ),
    )


def test_a_reason_about_members_names_each() -> None:
    """So that a household sees because of whom."""
    reason = why(AnyMember(has("ill", "true")), "h2")

    assert [(part.form, part.name, part.verdict) for part in reason.parts] == [
        ("member", "h2.1", YES),
        ("member", "h2.2", NO),
    ]


@pytest.mark.parametrize(
    ("tree", "subject", "fact_name"),
    [
        (has("status", "policy"), "h3", "status"),
        (AllOf((has("status", "policy"), has("area", "1"))), "h2", ""),
        (AllOf((has("policy", "no"), has("area", "1"))), "h2", "area"),
        (Not(AnyOf((has("status", "ordinary"), has("area", "1")))), "h3", "status"),
        (AnyMember(has("ill", "no")), "h3", "ill"),
        (AllMembers(has("ill", "true")), "h0", "members"),
        (limits("income", above="line"), "h1", "line"),
        (Named("linked"), "h3", "status"),
        (Fact(TableOf("stars"), OneOf(("five",))), "h1", "table stars"),
    ],
)
def test_what_keeps_an_answer_unknown_is_named(
    tree: Condition, subject: str, fact_name: str
) -> None:
    """The first fact in reading order that is missing, or nothing."""
    assert first_unknown(why(tree, subject)) == fact_name


# ---- days ------------------------------------------------------------------------------------


def timed(*rows: FactRow, members: tuple[Member, ...] = MEMBERS, **keys: Any) -> Any:
    """Return a function that answers a condition of the first household over the year."""
    case = case_of(PLAN, facts=rows, members=members, **keys)

    def answer(at: str, tree: Condition) -> tuple[Verdict, str]:
        world = world_of(case)
        reason = compiled(At(at, tree)).why(world, world.party("h1"))
        return reason.verdict, reason.seen

    return answer


SPRING, LATER = between("", "03-31"), between("04-01", "")


def test_a_fact_of_part_of_the_year_is_true_at_some_time_and_not_throughout() -> None:
    """With the day that decided it."""
    answer = timed(
        fact("h1", "status", "policy", span=SPRING), fact("h1", "status", "ordinary", span=LATER)
    )

    assert answer("any_time", has("status", "policy")) == (YES, "2020-01-01")
    assert answer("any_time", has("status", "ordinary")) == (YES, "2020-04-01")
    assert answer("throughout", has("status", "policy")) == (NO, "2020-04-01")
    assert answer("throughout", has("status", "policy", "ordinary"))[0] is YES
    assert answer("record_date", has("status", "policy"))[0] is NO


def test_a_gap_in_what_is_known_leaves_the_answer_unknown() -> None:
    """Unless one day decides."""
    answer = timed(fact("h1", "status", "policy", span=LATER))

    assert answer("any_time", has("status", "policy"))[0] is YES
    assert answer("any_time", has("status", "ordinary"))[0] is UNKNOWN
    assert answer("throughout", has("status", "policy"))[0] is UNKNOWN


def test_a_member_who_was_there_for_a_while_counts_at_some_time() -> None:
    """Even if nobody else changed on those days."""
    guest = Member("h1.9", "h1", born_on=d("1990-01-01"), span=between("05-01", "05-31"))
    answer = timed(
        fact("h1.9", "ill", "true"), fact("h1.1", "ill", "no"), members=(*MEMBERS, guest)
    )

    assert answer("any_time", AnyMember(has("ill", "true"))) == (YES, "2020-05-01")
    assert answer("throughout", NoMember(has("ill", "true"))) == (NO, "2020-05-01")
    assert answer("any_time", has("household.size", "2")) == (YES, "2020-05-01")


def test_a_birthday_inside_the_year_is_a_day_that_counts() -> None:
    """Born on 1 July 1970: 49 in spring, 50 in autumn."""
    answer = timed()

    assert answer("any_time", AnyMember(limits("age", below="50"))) == (YES, "2020-01-01")
    assert answer("any_time", AnyMember(limits("age", at_least="50"))) == (YES, "2020-07-01")
    assert answer("throughout", AnyMember(limits("age", at_least="50"))) == (NO, "2020-01-01")


def test_a_fact_of_the_village_changes_the_answer_of_its_households() -> None:
    """Whatever the condition asks about is looked at when it changes."""
    answer = timed(fact("v", "poor", "true", span=SPRING), fact("v", "poor", "false", span=LATER))

    assert answer("throughout", Of("collective", has("poor", "true"))) == (NO, "2020-04-01")


def test_the_days_that_count_lie_in_the_period() -> None:
    """What changed before or after it does not matter."""
    answer = timed(
        fact("h1", "status", "policy", span=between("", "2021-06-30")),
        households=(Household("h1", "v", span=Span(d("2001-01-01"), None)),),
        members=MEMBERS[:1],
    )

    assert answer("throughout", has("status", "policy"))[0] is YES


# ---- what cannot be asked --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        (has("status", "rich"), "word-unknown"),
        (has("policy", "perhaps"), "word-unknown"),
        (has("household.size", "few"), "not-a-number"),
        (limits("wealth", above="1"), "name-unknown"),
        (limits("income", above="1"), "units-mixed"),
        (limits("income", above="1 person"), "units-mixed"),
        (limits("income", above="nobody"), "name-unknown"),
        (limits("status", above="1"), "not-a-number"),
        (bands("status", "[1,2]"), "not-a-number"),
        (bands("wealth", "[1,2]"), "name-unknown"),
        (has("row.kw", "1"), "name-unknown"),
        (Named("nobody"), "name-unknown"),
        (Named("round"), "not-possible-here"),
        (Named("long"), "not-possible-here"),
        (Named("size2"), "name-unknown"),
        (AllOf((has("status", "policy"), Named("nobody"))), "name-unknown"),
        (AnyOf((Named("nobody"),)), "name-unknown"),
        (Not(Named("nobody")), "name-unknown"),
        (AnyMember(Named("nobody")), "name-unknown"),
        (Of("household", Named("nobody")), "name-unknown"),
        (Of("family", has("status", "policy")), "not-possible-here"),
        (InStep("later"), "name-unknown"),
        (InRegister("nobody"), "name-unknown"),
        (At("sometimes", has("status", "policy")), "not-possible-here"),
        (At("throughout", Named("nobody")), "name-unknown"),
        (Not(Top(q("10 %"), q("household.size"), "all_in")), "not-possible-here"),
    ],
)
def test_a_condition_that_cannot_be_asked_is_refused(tree: Condition, code: str) -> None:
    """Before any household is asked."""
    found = asked(tree, PLAN)

    assert not isinstance(found, Asked)
    assert [finding.code for finding in found] == [f"plan.{code}"]
    assert all(finding.message and finding.advice for finding in found)


def test_whoever_had_a_claim_above_is_in_that_step() -> None:
    """The claimant itself, its household, and nobody else of it."""
    world = world_of(CASE)
    world.claimants_of = {"first": {"h1", "h3.1"}}
    world.given_by_step = {"first": {"h1": 5, "h3": 5}}
    question = compiled(InStep("first"))
    answers = {
        party: question.holds(world, world.party(party))
        for party in ("h1", "h1.1", "h2", "h3", "h3.1", "h3.2")
    }

    assert answers == {
        "h1": True,
        "h1.1": True,
        "h2": False,
        "h3": True,
        "h3.1": True,
        "h3.2": False,
    }
