"""What must hold of the rows of a register is checked before any of them moves money."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from benefit_share.distribution import RegisterRow, distribute
from benefit_share.expressions import Condition
from benefit_share.expressions.condition import AllOf, AnyOf, Not
from benefit_share.findings import Severity
from benefit_share.plan import check_plan
from benefit_share.plan.model import FactDeclaration, Register, RegisterCheck
from house_case import (
    among,
    bands,
    between,
    case_of,
    codes,
    fact,
    has,
    limits,
    plan_of,
    q,
    refused,
    rest,
    said,
)

COLUMNS = {"wage": "yuan/month", "bonus": "money", "duty": "text", "beta": "share", "hour": "text"}


def row(id: str, holder: str = "p1", **keys: Any) -> RegisterRow:  # noqa: A002  (the field's own name)
    """Return a row; what is no field of a row is a column."""
    fields = {key: keys.pop(key) for key in ("about", "span", "listed_by") if key in keys}
    return RegisterRow(id, holder, keys, **fields)


def checked(check: RegisterCheck, *rows: RegisterRow, **keys: Any) -> Any:
    """Return the village with a register of which something must hold."""
    register = Register("person", about="asset", columns=COLUMNS, checks=(check,))
    plan = plan_of(among("all", take="60 yuan"), rest(), registers={"posts": register}, **keys)
    return case_of(plan, registers={"posts": rows})


def unique(*columns: str) -> RegisterCheck:
    """Return a check that no two rows have these columns in common."""
    return RegisterCheck(unique=columns)


def test_one_person_has_one_post() -> None:
    """The finding names both rows and what they have in common."""
    (finding,) = said(checked(unique("holder"), row("b"), row("a"), row("c", "p2")))

    assert (finding.code, finding.path) == ("run.register-twice", "posts.b")
    assert "'a' and 'b' of the register 'posts'" in finding.message
    assert "holder: p1" in finding.message


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        (between("01-01", "03-31"), between("04-01", "12-31"), False),
        (between("01-01", "03-31"), between("03-31", "12-31"), True),
        (between("2019-01-01", "2019-12-31"), between("2019-06-01", "03-01"), False),
        (between("2019-01-01", "01-01"), between("2019-06-01", "03-01"), True),
    ],
)
def test_rows_are_alike_only_on_a_day_of_the_period_that_both_hold(
    first: Any,
    second: Any,
    twice: bool,  # noqa: FBT001  (a table of cases)
) -> None:
    """Who changes the post in mid-year still has one."""
    case = checked(unique("holder"), row("a", span=first), row("b", span=second))

    assert refused(case) == ([("run.register-twice", "posts.b")] if twice else [])


def test_several_columns_are_unique_together() -> None:
    """One of them may be the same; amounts are shown in yuan."""
    check = unique("holder", "about", "wage")
    rows = (row("a", about="a", wage=300_00), row("b", about="b", wage=300_00))

    assert refused(checked(check, *rows)) == []
    (finding,) = said(checked(check, *rows, row("c", about="a", wage=300_00)))
    assert "holder: p1, about: a, wage: 300.00" in finding.message


WITHIN = limits("wage", at_least="300", at_most="500")


@pytest.mark.parametrize(
    ("check", "says"),
    [
        (WITHIN, "wage: 600.00 (≥ 300.00, ≤ 500.00)"),
        (limits("row.wage", below="600"), "wage: 600.00 (< 600.00)"),
        (limits("wage", above="600 yuan/month"), "wage: 600.00 (> 600.00)"),
        (limits("bonus", at_most="9.99"), "bonus: 10.00 (≤ 9.99)"),
        (AllOf((WITHIN, has("duty", "guard"))), "wage: 600.00 (≥ 300.00, ≤ 500.00); duty: cleaner"),
        (AllOf((limits("wage", above="1"), has("duty", "guard"))), "duty: cleaner (guard)"),
        (AnyOf((WITHIN, has("duty", "guard"))), "wage: 600.00 (≥ 300.00, ≤ 500.00); duty: cleaner"),
        (Not(has("duty", "cleaner")), "duty: cleaner (cleaner)"),
        (bands("beta", "[0,1]"), "beta: 2 ([0,1])"),
        (limits("beta", at_most="1"), "beta: 2 (≤ 1)"),
        (has("ill", "no"), "of the plan: ill."),
    ],
)
def test_every_row_meets_the_condition(check: Condition, says: str) -> None:
    """The finding names the row and its values; of a fact, which may be sensitive, only the name.

    A plain number beside a column of money is in the unit of the column.
    """
    rows = (row("a", wage=600_00, bonus=10_00, duty="cleaner", beta=Fraction(2)),)
    case = checked(
        RegisterCheck(row=check),
        *rows,
        facts={"ill": FactDeclaration(of="person", type_="boolean", none="yes")},
    )
    (finding,) = said(case)

    assert (finding.code, finding.path) == ("run.register-row", "posts.a")
    assert says in finding.message


def test_rows_that_meet_the_condition_have_nothing_said_of_them() -> None:
    """Both ends belong to the limits; rows of another year are not looked at."""
    old = row("c", wage=1_00, span=between("2019-01-01", "2019-12-31"))
    case = checked(RegisterCheck(row=WITHIN), row("a", wage=300_00), row("b", wage=500_00), old)

    assert refused(case) == []


def test_an_empty_cell_cannot_be_checked() -> None:
    """It is neither within the limits nor outside, and neither adds up."""
    said_of = [("run.register-unknown", "posts.a")]

    assert refused(checked(RegisterCheck(row=WITHIN), row("a", wage=""))) == said_of
    assert refused(checked(RegisterCheck(sum=q("beta"), is_=q("1")), row("a"))) == said_of


def keys_of(**betas: str) -> tuple[RegisterRow, ...]:
    """Return a row of the hour `01` or `02` for each key."""
    return tuple(
        row(name, hour=f"0{place % 2 + 1}", beta=Fraction(beta), wage=100_00)
        for place, (name, beta) in enumerate(betas.items())
    )


@pytest.mark.parametrize(
    ("bounds", "wrong"),
    [
        ({"is_": "1"}, ["(hour: 02) add up to 90 %, which is not = 100 %"]),
        ({"at_least": "9/10"}, []),
        ({"at_least": "95 %"}, ["(hour: 02) add up to 0.9, which is not ≥ 0.95"]),
        ({"at_most": "9/10"}, ["(hour: 01) add up to 1, which is not ≤ 0.9"]),
    ],
)
def test_the_rows_of_each_key_add_up(bounds: dict[str, str], wrong: list[str]) -> None:
    """Exactly: nine tenths are not one."""
    trees: dict[str, Any] = {key: q(text) for key, text in bounds.items()}
    check = RegisterCheck(sum=q("beta"), per=("hour",), **trees)
    found = said(checked(check, *keys_of(a="1/2", b="1/2", c="1/2", d="2/5")))

    assert [one for one in found if one.code != "run.register-sum"] == []
    assert {one.path for one in found} <= {"registers.posts.checks[0]"}
    assert len(found) == len(wrong)
    assert all(words in one.message for words, one in zip(wrong, found, strict=True))


def test_without_a_key_there_is_one_sum() -> None:
    """It may be of money, and is shown in yuan."""
    case = checked(
        RegisterCheck(sum=q("wage"), at_most=q("399.99 yuan/month")),
        *keys_of(a="1", b="1", c="1", d="1"),
    )
    (finding,) = said(case)

    assert "'posts' add up to 400.00, which is not ≤ 399.99" in finding.message


@pytest.mark.parametrize(
    ("check", "code", "key"),
    [
        (RegisterCheck(), "plan.not-possible-here", ""),
        (RegisterCheck(unique=("holder",), row=WITHIN), "plan.not-possible-here", ""),
        (RegisterCheck(sum=q("beta")), "plan.not-possible-here", ""),
        (RegisterCheck(unique=("holdr",)), "plan.word", ".unique"),
        (RegisterCheck(sum=q("beta"), per=("our",), is_=q("1")), "plan.word", ".per"),
        (RegisterCheck(sum=q("betta"), is_=q("1")), "plan.name-unknown", ".sum"),
        (RegisterCheck(sum=q("beta"), is_=q("betta")), "plan.name-unknown", ".is"),
        (RegisterCheck(sum=q("beta"), is_=q("1 yuan")), "plan.units-mixed", ".is"),
        (RegisterCheck(sum=q("wage"), is_=q("300")), "plan.units-mixed", ".is"),
        (RegisterCheck(row=limits("wgae", above="1")), "plan.name-unknown", ""),
        (RegisterCheck(row=limits("wage", above="1 mu")), "plan.units-mixed", ".above"),
        (RegisterCheck(row=limits("wage", above="beta")), "plan.units-mixed", ".above"),
    ],
)
def test_what_cannot_be_checked_is_said_of_the_plan(
    check: RegisterCheck, code: str, key: str
) -> None:
    """Before any row is known, with the place of the check."""
    _, found = check_plan(checked(check).plan)

    assert codes(found) == [(code, f"registers.posts.checks[0]{key}")]


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (unique("holder"), "run.register-twice"),
        (RegisterCheck(row=limits("wage", at_most="350")), "run.register-row"),
        (RegisterCheck(sum=q("beta"), is_=q("1")), "run.register-sum"),
    ],
)
def test_the_plan_may_let_the_run_go_on(check: RegisterCheck, code: str) -> None:
    """What refuses it otherwise is then a warning in the same words."""
    rows = (row("a", wage=300_00, beta=1), row("b", wage=400_00, beta=1))
    (error,) = said(checked(check, *rows))
    warns = checked(attrs.evolve(check, otherwise="finding"), *rows)
    (warning,) = (one for one in distribute(warns).findings if one.path == error.path)

    assert (error.code, warning.code) == (code, f"{code}-found")
    assert warning.severity is Severity.WARNING
    assert warning.message == error.message


def test_what_nobody_knows_refuses_in_either_case() -> None:
    """It was not checked, which is no finding that somebody may pass over."""
    check = RegisterCheck(row=WITHIN, otherwise="finding")

    assert refused(checked(check, row("a", wage=""))) == [("run.register-unknown", "posts.a")]


def test_another_word_for_what_follows_is_refused() -> None:
    """As in a check of the plan."""
    _, found = check_plan(checked(RegisterCheck(unique=("holder",), otherwise="warn")).plan)

    assert ("plan.word", "registers.posts.checks[0].otherwise") in codes(found)


def test_what_holds_may_ask_for_facts_of_the_holder() -> None:
    """A person of age, for one."""
    check = RegisterCheck(row=has("fit", "yes"))
    facts = {"fit": FactDeclaration(of="person", type_="boolean")}
    case = checked(check, row("a"), facts=facts)

    assert refused(case) == [("run.register-unknown", "posts.a")]
    assert (
        refused(case_of(case.plan, registers=case.registers, facts=(fact("p1", "fit", "yes"),)))
        == []
    )
