"""Why, and why not, in words that name what was seen."""

from __future__ import annotations

import itertools
import re

import pytest

from benefit_share.expressions.reasons import Reason, Verdict
from benefit_share.rendering import words_in
from benefit_share.rendering.explained.names import Names
from benefit_share.rendering.explained.why import REASON_FORMS, why
from benefit_share.values import Text, currency
from benefit_share.values.frozen import FrozenMap
from house_map import sources

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
TITLES = FrozenMap(
    {
        ("fact", "status"): Text(zh="类别", en="status"),
        ("person", "m1"): Text(zh="虚甲", en="虚甲"),
        ("person", "m2"): Text(zh="虚乙", en="虚乙"),
    }
)


def told(reason: Reason, language: str = "en") -> list[str]:
    """Return the lines of a reason, each set in by two spaces a level."""
    names = Names(words_in(language), currency("CNY"), TITLES)
    return ["  " * level + text for level, text in why(reason, names)]


def fact(verdict: Verdict, seen: str = "ordinary", wanted: str = "policy") -> Reason:
    """Return a question about the status."""
    asked = (("one_of", wanted),)
    return Reason("fact", verdict, "status", asked, "" if verdict is UNKNOWN else seen, unit="text")


def member(one: str, reason: Reason) -> Reason:
    """Return what is true of a member."""
    return Reason("member", reason.verdict, one, parts=(reason,))


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        (
            fact(NO),
            "类别是“一般户”，规则要求：享受政策户",
            "status is 'ordinary household'; the rules ask for: policy household",
        ),
        (
            fact(YES, "policy"),
            "类别是“享受政策户”，符合规则要求",
            "status is 'policy household', as the rules ask",
        ),
        (
            fact(YES, "policy", "policy, dibao"),
            "类别是“享受政策户”，符合规则要求：享受政策户或低保",
            (
                "status is 'policy household', as the rules ask:"
                " policy household or minimum living allowance"
            ),
        ),
        (
            fact(UNKNOWN),
            "类别不明，规则要求：享受政策户",
            "status is not known; the rules ask for: policy household",
        ),
        (
            Reason("fact", NO, "age", (("at_least", "18"), ("below", "60")), "17", unit="year"),
            "年龄是“17”，规则要求：不低于 18且低于 60",
            "age is '17'; the rules ask for: at least 18 and below 60",
        ),
        (
            Reason("fact", NO, "income", (("above", "60050"),), "60000", unit="money"),
            "收入是“600.00元”，规则要求：高于 600.50元",
            "income is '600.00 yuan'; the rules ask for: above 600.50 yuan",
        ),
        (
            Reason("fact", YES, "household.size", (("at_most", "4"),), "1", unit="person"),
            "家庭人口是“1人”，符合规则要求：不高于 4人",
            "members of the household is '1 person', as the rules ask: at most 4 persons",
        ),
        (
            Reason("fact", NO, "points.total", (("in_band", "[3,4], [8,)"),), "5", unit="point"),
            "总积分是“5分”，规则要求：在 [3,4], [8,) 之内",
            "points in all is '5 points'; the rules ask for: within [3,4], [8,)",
        ),
        (
            Reason("fact", UNKNOWN, "kw", (("above", ""),), "", unit="kW"),
            "kw不明，规则要求：高于 ",
            "kw is not known; the rules ask for: above ",
        ),
    ],
)
def test_a_fact_is_told_with_the_value_seen(reason: Reason, zh: str, en: str) -> None:
    """And what the rules ask, amounts in yuan."""
    assert [told(reason, "zh"), told(reason, "en")] == [[zh], [en]]


@pytest.mark.parametrize(
    ("form", "verdict", "head", "shown"),
    [
        ("all", YES, "all of these hold:", {YES}),
        ("all", NO, "all must hold, and these do not:", {NO}),
        ("all", UNKNOWN, "all must hold, and these are not known:", {UNKNOWN}),
        ("any", YES, "at least one must hold, and these do:", {YES}),
        ("any", NO, "at least one must hold, and none does:", {NO}),
        ("any", UNKNOWN, "at least one must hold, and these are not known:", {UNKNOWN}),
    ],
)
def test_of_a_combination_the_parts_that_decide_are_told(
    form: str, verdict: Verdict, head: str, shown: set[Verdict]
) -> None:
    """The others would only confuse."""
    mixed = {("all", YES): (YES, YES), ("any", NO): (NO, NO)}
    parts = tuple(fact(one) for one in mixed.get((form, verdict), (YES, NO, UNKNOWN)))
    lines = told(Reason(form, verdict, parts=parts))

    assert lines[0] == head
    assert lines[1:] == [
        "  " + told(part)[0] for part in dict.fromkeys(parts) if part.verdict in shown
    ]


def test_a_combination_of_one_is_that_one() -> None:
    """A list with one entry says nothing of its own."""
    assert told(Reason("all", NO, parts=(fact(NO),))) == told(fact(NO))


@pytest.mark.parametrize(
    ("form", "verdict", "lines"),
    [
        (
            "any_member",
            YES,
            ["at least one member meets it:", "  虚甲: status is 'a'; the rules ask"],
        ),
        ("any_member", NO, ["no member meets it:", "  虚甲: status is 'a'; the rules ask"]),
        ("all_members", YES, ["every member meets it:", "  虚甲: status is 'a'; the rules ask"]),
        (
            "all_members",
            NO,
            [
                "every member must meet it, and these do not:",
                "  虚甲: status is 'a'; the rules ask",
            ],
        ),
        ("no_member", YES, ["no member may meet it, and none does:", "  虚甲: status is 'a'"]),
        ("no_member", NO, ["no member may meet it, and these do:", "  虚甲: status is 'a'"]),
    ],
)
def test_members_are_named(form: str, verdict: Verdict, lines: list[str]) -> None:
    """Under `no_member` only what was seen is told, since the opposite is asked."""
    inner = NO if (form, verdict) in {("no_member", YES), ("any_member", NO)} else verdict
    inner = YES if (form, verdict) == ("no_member", NO) else inner
    part = member("m1", Reason("fact", inner, "status", (("one_of", "b"),), "a", unit="text"))
    shown = told(Reason(form, verdict, parts=(part,)))

    assert shown[0] == lines[0]
    assert (
        shown[1]
        .replace(", as", "; the")
        .replace("rules ask for", "rules ask")
        .startswith(lines[1].split(";")[0])
    )


def test_what_is_the_same_of_several_members_is_said_once() -> None:
    """With all their names before it."""
    parts = (member("m1", fact(NO)), member("m2", fact(NO)), member("m3", fact(NO, "other")))

    assert told(Reason("any_member", NO, parts=parts), "zh") == [
        "没有成员符合：",
        "  虚甲、虚乙：类别是“一般户”，规则要求：享受政策户",
        "  m3：类别是“other”，规则要求：享受政策户",
    ]


def test_a_household_without_members_says_so() -> None:
    """It is unknown what they are."""
    assert told(Reason("no_member", UNKNOWN, "members")) == [
        "the household has no members on the record date"
    ]


@pytest.mark.parametrize(
    ("verdict", "inner", "lines"),
    [
        (YES, NO, ["this must not hold, and does not:", "  status is 'ordinary household'"]),
        (NO, YES, ["this must not hold, and does:", "  status is 'ordinary household'"]),
        (
            UNKNOWN,
            UNKNOWN,
            [
                "this must not hold, and is not known:",
                "  status is not known; the rules ask for: policy household",
            ],
        ),
    ],
)
def test_under_not_only_what_was_seen_is_told(
    verdict: Verdict, inner: Verdict, lines: list[str]
) -> None:
    """The rules ask for the opposite there."""
    assert told(Reason("not", verdict, parts=(fact(inner),))) == lines


def test_a_combination_under_not_is_told_whole() -> None:
    """Its parts say why it holds or not."""
    both = Reason("all", YES, parts=(fact(YES), fact(YES, "x")))

    assert told(Reason("not", NO, parts=(both,)))[1] == "  all of these hold:"


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_definition_is_named(verdict: Verdict, language: str) -> None:
    """Then what it says."""
    lines = told(Reason("named", verdict, "linked", parts=(fact(verdict),)), language)

    assert "linked" in lines[0]
    assert lines[1] == "  " + told(fact(verdict), language)[0]


@pytest.mark.parametrize(
    ("reason", "lines"),
    [
        (Reason("in_step", YES, "base"), ["has a claim in 'base'"]),
        (Reason("in_step", NO, "base"), ["has no claim in 'base'"]),
        (Reason("in_register", YES, "posts"), ["has a row in the register 'posts'"]),
        (Reason("in_register", NO, "posts"), ["has no row in the register 'posts'"]),
        (Reason("of", NO, "person"), ["there is no such party"]),
        (
            Reason("of", NO, "household", parts=(fact(NO),)),
            ["of its household:", "  " + told(fact(NO))[0]],
        ),
        (
            Reason("at", NO, "throughout", seen="2020-03-01", parts=(fact(NO),)),
            ["throughout the period; on 2020-03-01:", "  " + told(fact(NO))[0]],
        ),
        (
            Reason("at", YES, "any_time", seen="2020-03-01", parts=(fact(YES),)),
            ["on any day of the period; on 2020-03-01:", "  " + told(fact(YES))[0]],
        ),
    ],
)
def test_steps_registers_other_parties_and_days_are_told(reason: Reason, lines: list[str]) -> None:
    """By their names."""
    assert told(reason) == lines


def test_every_form_of_a_condition_has_words() -> None:
    """Those that the conditions of a plan give, and the two that stand around members."""
    given = {
        text
        for name in ("asking", "reasons")
        for source in sources()
        if source.name == f"benefit_share.expressions.{name}"
        for text in re.findall(r'Reason\("([a-z_]+)"', source.text)
    }

    assert given
    assert given <= REASON_FORMS


def test_no_reason_is_without_words() -> None:
    """Every form with every answer, in both languages."""
    forms = ("all", "any", "any_member", "all_members", "no_member", "not", "named", "of", "at")
    for form, verdict, language in itertools.product(forms, Verdict, ("zh", "en")):
        part = fact(verdict)
        inner = (member("m1", part), member("m2", part)) if "member" in form else (part,)
        name = {"of": "person", "at": "any_time"}.get(form, "x")
        for parts in (inner, (*inner, fact(YES), fact(NO), fact(UNKNOWN))):
            if len(parts) > 1 and form in {"not", "named", "of", "at"}:
                continue
            lines = told(Reason(form, verdict, name, seen="2020-01-01", parts=parts), language)

            assert lines
            assert all(line.strip() for line in lines)
