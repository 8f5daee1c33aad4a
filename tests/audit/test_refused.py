"""What refuses a run is told under the number of the check that looks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from benefit_share.assets import Income
from benefit_share.audit import CHECKS, Outcome, refused
from benefit_share.distribution import Case, RegisterRow, distribute
from benefit_share.errors import Refused
from benefit_share.expressions.quantity import Plus, TableOf
from benefit_share.findings import Finding
from benefit_share.plan.model import Check, Plan, Register, RegisterCheck, Shortage, Table, TableRow
from benefit_share.points import Entry
from benefit_share.points.scheme import Item, Scheme
from house_case import among, bands, between, case_of, d, limits, plan_of, q, rest, step

WAGE = RegisterCheck(row=limits("wage", at_most="500"))
SUM = RegisterCheck(sum=q("part"), is_=q("1"))


def failing(**bounds: str) -> Case:
    """Return a case whose plan refuses a result within or at these bounds."""
    sums: dict[str, Any] = {name: q(text) for name, text in bounds.items()}
    return case_of(plan_of(among(), checks=(Check("c", q("net"), **sums),)))


def register(one: Register, *rows: RegisterRow) -> Case:
    """Return a case with a register."""
    return case_of(plan_of(among(), registers={"rows": one}), registers={"rows": rows})


def posts(wage: int) -> Case:
    """Return a case with one post at a wage that may be too high."""
    kind = Register("person", columns={"wage": "yuan/month"}, checks=(WAGE,))
    return register(kind, RegisterRow("r", "h1.1", {"wage": wage}))


def shares(part: str) -> Case:
    """Return a case with two holders who should have the whole between them."""
    kind = Register("household", columns={"part": "share"}, checks=(SUM,))
    value = q(part)
    rows = (RegisterRow(f"r{one}", f"h{one}", {"part": value.value}) for one in (1, 2))  # type: ignore[union-attr]  # q gives a number here
    return register(kind, *rows)


def table(*texts: str) -> Case:
    """Return a case that shares by bands of the size of households."""
    rows = tuple(TableRow(bands("household.size", one), q("1")) for one in texts)
    plan = plan_of(among(share=TableOf("sizes")), tables={"sizes": Table(rows)})
    return case_of(plan)


def split(rest_: str) -> Case:
    """Return a case that splits a pool in two."""
    parts: dict[str, Any] = {"account.kept": q("60 %"), "payee.x": q(rest_)}
    return case_of(plan_of(step("split", take="remaining", split=parts)))


def short(each: str) -> Case:
    """Return a case whose posts may cost more than there is."""
    claims = among(pay=q(each), take="needed", short=Shortage("refuse"))
    return case_of(plan_of(claims, rest()))


def points(*states: str) -> Case:
    """Return a case with an entry of points in each state, and one for everybody."""
    plan = plan_of(among(share=q("points.total")), points=Scheme((Item("work", give=q("1")),)))
    entries = [Entry(f"p{one}", f"h{one}", "work", d("03-01")) for one in (1, 2, 3)]
    entries += [Entry(one, "h1", "work", d("04-01"), state=one) for one in states]
    return case_of(plan, points=tuple(entries))


def earned(first: str, last: str) -> Case:
    """Return a case with a receipt that was earned over a span, and a plan that goes by that."""
    income = (Income("i", "a", d("05-01"), "rent", 100_00, earned=between(first, last)),)
    plan: Plan = plan_of(among(), header={"versions_by": "earned"})
    return case_of(plan, income=income)


def used(use: str) -> Case:
    """Return a case whose plan names the lawful uses."""
    return case_of(plan_of(among(use=use), uses=("aid",)))


def weighed(text: str) -> Case:
    """Return a case that weighs households by a quantity, or by it and a household."""
    tree = q("household.size") if not text else Plus((q("household.size"), q(text)))
    return case_of(plan_of(among(share=tree)))


REFUSALS: tuple[tuple[str, Callable[..., Case], tuple[Any, ...], tuple[Any, ...], str], ...] = (
    ("C12", posts, (300_00,), (900_00,), "run.register-row"),
    ("C13", short, ("5 yuan",), ("50 yuan",), "run.short"),
    ("C14", split, ("40 %",), ("30.625 %",), "plan.share-sum"),
    ("C14", shares, ("1/2",), ("1/3",), "run.register-sum"),
    ("C16", weighed, ("",), ("1 household",), "plan.units-mixed"),
    ("C17", used, ("aid",), ("loan",), "plan.use-not-allowed"),
    ("C20", earned, ("01-01", "12-31"), ("01-01", "2021-12-31"), "run.income-straddles"),
    ("C23", points, (), ("pending",), "points.pending"),
    ("C26", table, ("[1,2)", "[2,)"), ("[1,3)", "[2,)"), "plan.table-overlap"),
)


def refusal(case: Case) -> tuple[Finding, ...]:
    """Return with what a run is refused; nothing if it is not."""
    try:
        distribute(case)
    except Refused as one:
        return one.findings
    return ()


@pytest.mark.parametrize(("code", "make", "calm", "wrong", "expected"), REFUSALS)
def test_a_refusal_has_the_number_of_its_check(
    code: str, make: Any, calm: tuple[Any, ...], wrong: tuple[Any, ...], expected: str
) -> None:
    """The same case but for one thing runs; with it, the check fails and the others say why not."""
    assert refusal(make(*calm)) == ()
    case = make(*wrong)
    told = refused(refusal(case), case.plan)

    assert expected in [one.code for one in told.answers[code].findings]
    assert told.answers[code].outcome is Outcome.FOUND
    silent = [one for other, one in told.answers.items() if other != code]
    assert {one.outcome for one in silent} == {Outcome.NOT_CHECKED}
    assert {lack.code for one in told.answers.values() for lack in one.lacks} == {"audit.lacks-run"}


@pytest.mark.parametrize(
    ("code", "bounds"), [("C18", {"at_least": "110 yuan"}), ("C28", {"equals": "99 yuan"})]
)
def test_a_check_of_the_plan_is_told_by_what_it_holds_the_figure_against(
    code: str, bounds: dict[str, str]
) -> None:
    """A least share, or a stated figure."""
    case = failing(**bounds)
    told = refused(refusal(case), case.plan)

    assert [one for one, answer in told.answers.items() if answer.findings] == [code]


def test_a_register_that_is_none_of_posts_is_not_told_as_one() -> None:
    """Its findings stand beside the checks."""
    kind = Register("household", columns={"wage": "yuan/month"}, checks=(WAGE,))
    case = register(kind, RegisterRow("r", "h1", {"wage": 900_00}))

    told = refused(refusal(case), case.plan)
    assert refusal(case)
    assert told.findings == ()


def test_without_a_plan_the_code_alone_decides() -> None:
    """A plan that cannot be read says nothing of its registers."""
    found = refusal(posts(900_00))

    assert [one.code for one in refused(found).answers["C12"].findings] == ["run.register-row"]


def test_every_code_that_a_check_claims_exists() -> None:
    """A code that was renamed would be claimed by nobody."""
    from benefit_share import distribution, expressions, files, plan, points

    known = {
        one.code
        for module in (
            distribution.faults,
            expressions.faults,
            files.faults,
            plan.faults,
            points.kinds,
        )
        for one in vars(module).values()
        if hasattr(one, "code")
    }
    claimed = {code for check in CHECKS.values() for code in check.refusals}
    assert claimed - known == set()


def test_a_fault_that_a_check_finds_in_a_list_of_files_is_told_too() -> None:
    """One identity number twice is refused while reading."""
    from benefit_share.files import faults

    found = faults.ID_NUMBER_TWICE.at("payees[1]", first=2, second=3)
    assert refused((found,)).answers["C07"].findings == (found,)
    assert refused(()).findings == ()
