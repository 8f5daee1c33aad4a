"""Every audit check has a case that provokes it, and stays still where nothing is wrong."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

import attrs
import pytest

from benefit_share.assets import Asset, Contract, Expense, Funding, Income
from benefit_share.audit import (
    CHECKS,
    ExcludedKind,
    Instructed,
    Listed,
    Lists,
    Outcome,
    Paid,
    Recorded,
    audit,
)
from benefit_share.distribution import RegisterRow, Run, distribute
from benefit_share.expressions.quantity import TableOf
from benefit_share.households import Payee
from benefit_share.plan.model import (
    Check,
    Contact,
    FactDeclaration,
    Register,
    RegisterCheck,
    Shortage,
    Table,
    TableRow,
)
from benefit_share.points import Entry
from benefit_share.points.scheme import Cap, Duration, Group, Item, Scheme, Validity
from benefit_share.values import Band, Span, Text
from house_case import (
    MEMBERS,
    among,
    bands,
    between,
    case_of,
    d,
    facts,
    has,
    limits,
    plan_of,
    q,
    rest,
)

POSTS = {"posts": Register(holder="person", columns={"wage": "yuan/month"})}


def points_plan(**keys: Any) -> Any:
    """Return a plan that shares by points, two for each entry."""
    scheme = Scheme(items=(Item("work", give=q("2")), Item("base", give=q("1"))))
    return plan_of(among(share=q("points.total")), points=scheme, **keys)


def entry(id: str, subject: str, **keys: Any) -> Entry:  # noqa: A002  (the field's own name)
    """Return an entry of the year with evidence."""
    given: dict[str, Any] = {"item": "work", "on": d("03-01"), "evidence": "sheet 1"} | keys
    return Entry(id, subject, **given)


WORK = tuple(entry(f"p{one}", f"h{one}", quantity=Fraction(one)) for one in (1, 2, 3))


def run(plan: Any = None, **keys: Any) -> Run:
    """Run the village by points, or by another plan."""
    given = {"points": WORK} | keys if plan is None else keys
    return distribute(case_of(plan or points_plan(), **given))


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
LINES = tuple(Instructed(one.payee, one.amount) for one in run().payments)
RECORD = (
    Recorded("proposed", d("05-10")),
    Recorded("voted", d("05-11"), None, "", Fraction(30), Fraction(20), Fraction(15)),
    Recorded("posted", d("05-12"), d("05-21")),
    Recorded("reviewed", d("05-25")),
    Recorded("filed", d("05-28")),
)
WAGE = RegisterCheck(row=limits("wage", at_most="500"))
WAGES = RegisterCheck(sum=q("wage"), is_=q("300 yuan/month"))
POST = RegisterRow("r1", "h1.1", {"wage": Fraction(300_00)}, evidence="contract 1")
CATEGORY = {"kind": FactDeclaration(of="household", type_="category", none="plain")}
KNOWN = facts("kind", h1="poor", h2="plain", h3="plain")


def earned_over(first: str, last: str, **keys: Any) -> tuple[Income, ...]:
    """Return one receipt that was earned over a span."""
    return (
        Income(
            "i1", "a", d("05-01"), keys.pop("kind", "rent"), 100_00, earned=between(first, last)
        ),
    )


CALM = Lists((), (), (), (), (), None, RECORD, LINES, PAID)


def only(**keys: Any) -> Lists:
    """Return the lists in which nothing is wrong, but for these."""
    return attrs.evolve(CALM, **keys)


def posts(*rows: RegisterRow) -> Run:
    """Return a run with posts."""
    return run(plan_of(among(), registers=POSTS), registers={"posts": rows})


def strict_posts(check: RegisterCheck, *rows: RegisterRow) -> Run:
    """Return a run of posts of which something should hold."""
    strict = attrs.evolve(POSTS["posts"], checks=(attrs.evolve(check, otherwise="finding"),))
    plan = plan_of(among(), registers={"posts": strict})
    return run(plan, registers={"posts": rows})


def uses(use: str) -> Run:
    """Return a run of a plan that names its lawful uses."""
    return run(plan_of(among(share=q("household.size"), use=use), uses=("aid",)))


def bounded(**bounds: str) -> Run:
    """Return a run with a check of its own."""
    sums: dict[str, Any] = {name: q(text) for name, text in bounds.items()}
    one = Check("c", q("net"), otherwise="finding", **sums)
    return run(plan_of(among(share=q("household.size")), checks=(one,)))


def rents(*assets: Asset, income: tuple[Income, ...]) -> Run:
    """Return a run over these assets and receipts."""
    return run(plan_of(among(share=q("household.size"))), assets=assets, income=income)


def called(en: str, zh: str) -> Run:
    """Return a run whose receipt is of a kind that the plan calls so."""
    return run(plan_of(among(), words={"rent": Text(zh=zh, en=en)}))


def unlimited(**keys: Any) -> Run:
    """Return a run by a scheme with limits whose sheet was made by one without."""

    def by(item: dict[str, Any], scheme: dict[str, Any]) -> Run:
        items = (Item("work", give=q("2"), **item), Item("base", give=q("1")))
        plan = plan_of(among(share=q("points.total")), points=Scheme(items=items, **scheme))
        return run(plan, points=keys["points"])

    strict = by(keys.get("item", {}), keys.get("scheme", {}))
    return attrs.evolve(strict, sheet=by({}, keys.get("loose", {})).sheet)


def limited(**keys: Any) -> Run:
    """Return the same run with the sheet that its own scheme makes."""
    spoilt_run = unlimited(**keys)
    return distribute(spoilt_run.case)


def categories(**given: Any) -> Run:
    """Return a run in which only the households of one category get something."""
    who = given.pop("who", None)
    plan = plan_of(among(share=q("household.size"), who=who), facts=CATEGORY)
    return run(plan, facts=KNOWN)


POOR = has("kind", "poor")
NEVER_RICH = has("kind", "plain")
A = Asset("a", "greenhouse", commissioned_on=d("2019-01-01"))
RENT = (Income("i1", "a", d("05-01"), "rent", 100_00),)
LEASE = Contract("lease", "a", "rent", amount=100_00)
PAYEES = tuple(Payee(f"h{one}", "Name", f"id{one}", f"000000{one}") for one in (1, 2, 3))
NAMED = tuple(attrs.evolve(one, name=f"Name {one.id[1:]}") for one in MEMBERS)
TWINS = (
    attrs.evolve(MEMBERS[0], name="Same", born_on=d("1970-07-01")),
    attrs.evolve(MEMBERS[1], name="Same", born_on=d("1970-07-01")),
    *MEMBERS[2:],
)


def dead(party: str = "", name: str = "") -> tuple[Listed, ...]:
    """Return a list with one person who died in spring."""
    return (Listed(party, name, span=Span(d("03-01"), None)),)


def points_plan_equal() -> Any:
    """Return a plan that counts points and then gives everybody the same."""
    return attrs.evolve(points_plan(), steps=(among(),))


def categories_equal() -> Run:
    """Return a run that knows categories and gives everybody the same."""
    return run(plan_of(among(), facts=CATEGORY), facts=KNOWN)


def noticed() -> Run:
    """Return a run of a plan that takes objections for ten days."""
    contact = Contact(Text(zh="村委会", en="the village office"), days=10)
    return run(points_plan(contact=contact), points=WORK)


def short_posting() -> tuple[Recorded, ...]:
    """Return a record with a posting of nine days."""
    return (*RECORD[:2], attrs.evolve(RECORD[2], to=d("05-20")), *RECORD[3:])


def named() -> Run:
    """Return a run whose members have names."""
    return run(members=NAMED)


def paid_out(**second: str) -> Run:
    """Return a run with payees, the second of whom is changed."""
    return run(payees=(PAYEES[0], attrs.evolve(PAYEES[1], **second), PAYEES[2]))


def late() -> tuple[Paid, ...]:
    """Return payments made in the next year."""
    return tuple(attrs.evolve(one, on=d("2021-05-01")) for one in PAID)


def leased(amount: int) -> tuple[Income, ...]:
    """Return what came for the lease."""
    return (Income("i1", "a", d("05-01"), "rent", amount, contract="lease"),)


def again(holder: str = "h1.1", wage: int = 300_00) -> RegisterRow:
    """Return another post."""
    return RegisterRow("r2", holder, {"wage": Fraction(wage)}, evidence="contract 2")


def wanting(each: str) -> Run:
    """Return a run whose claims may need more than there is."""
    short = Shortage("partial", divide="proportional", unpaid="lapse")
    return run(plan_of(among(pay=q(each), take=q("needed"), short=short), rest()))


def thirds() -> Run:
    """Return a run that gives 100 yuan by six persons: 16.666… each."""
    return run(plan_of(among(share=q("household.size"))))


def by_rounded_rate() -> tuple[Paid, ...]:
    """Return what 16.67 a person comes to."""
    return tuple(Paid(f"h{size}", 16_67 * size, d("05-20")) for size in (1, 2, 3))


def handed_out() -> Run:
    """Return a run that gives everybody the same, for a lawful use."""
    return run(plan_of(among(use="aid"), uses=("aid",)))


def spent() -> Expense:
    """Return a bill larger than the income."""
    return Expense("e1", "a", d("04-01"), "repair", 150_00)


def out_of_order() -> tuple[Recorded, ...]:
    """Return a record whose review came before the posting."""
    return (*RECORD[:3], attrs.evolve(RECORD[3], on=d("05-11")), RECORD[4])


def lost_vote(present: int, in_favour: int) -> tuple[Recorded, ...]:
    """Return a record with another vote."""
    vote = attrs.evolve(RECORD[1], present=Fraction(present), in_favour=Fraction(in_favour))
    return (RECORD[0], vote, *RECORD[2:])


def changed() -> tuple[Recorded, ...]:
    """Return a record whose plan was changed after it was posted."""
    return (*RECORD, Recorded("changed", d("05-22")))


def working(**keys: Any) -> Run:
    """Return a run with one entry more."""
    return run(
        points_plan(), points=(*WORK, entry("p9", "h1", **({"quantity": Fraction(9)} | keys)))
    )


def swapped() -> tuple[Instructed, ...]:
    """Return a payment file with the total of the run and one fen moved."""
    first, second, third = LINES
    return (
        attrs.evolve(first, amount=first.amount + 1),
        attrs.evolve(second, amount=second.amount - 1),
        third,
    )


def kept_all() -> Run:
    """Return a run that keeps everything."""
    return run(plan_of(rest()))


def banded(second: str) -> Run:
    """Return a run by a table of sizes."""
    rows = (
        TableRow(bands("household.size", "[1,2)"), q("1")),
        TableRow(bands("household.size", second), q("2")),
    )
    weight = TableOf("sizes", "first")
    plan = plan_of(
        among(share=weight, who=limits("household.size", at_least="3")),
        tables={"sizes": Table(rows)},
    )
    return run(plan)


def funded(amount: int) -> Run:
    """Return a run of an asset with this capital."""
    return run(funding=(Funding("a", "county", amount),))


OTHERS = (entry("p2", "h2"), entry("p3", "h3"))
TWO = (entry("a", "h1"), entry("b", "h1", on=d("03-02")), *OTHERS)
ACTS = (entry("a", "h1", act="one"), entry("b", "h1", act="one"), *OTHERS)
OLD = (entry("a", "h1", on=d("2018-12-31")), entry("b", "h1"), *OTHERS)
YEARLY = Cap(q("2"), per="year")
BAND = Validity(Band.parse("(0,4)"), years=1)
TAMPERED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"points": TWO, "item": {"at_most": YEARLY}}, "audit.c23-cap"),
    ({"points": TWO, "item": {"at_most": Cap(q("1"), per="entry")}}, "audit.c23-cap"),
    (
        {"points": TWO, "item": {"group": "g"}, "scheme": {"groups": (Group("g", YEARLY),)}},
        "audit.c23-cap",
    ),
    ({"points": TWO, "item": {"each": "month"}}, "audit.c23-act"),
    ({"points": ACTS, "loose": {"same_act": "each"}}, "audit.c23-act"),
    ({"points": OLD, "item": {"valid": Duration(years=1)}}, "audit.c23-expired"),
    ({"points": OLD, "scheme": {"valid": (BAND,)}}, "audit.c23-expired"),
    ({"points": OLD, "scheme": {"counts": "earned_in"}}, "audit.c23-expired"),
)
"""What a scheme limits, and what is found in a sheet that knows nothing of it."""

# Number, run and lists in which nothing is wrong, those in which something is, what is found.
CASES: tuple[tuple[str, Any, Any, str], ...] = (
    ("C01", (run, CALM), (open_pool, CALM), "audit.c01"),
    ("C01", (run, CALM), (lambda: with_amount(1), CALM), "audit.c01-step"),
    ("C01", (run, CALM), (lambda: spoilt(payments=run().payments[1:]), CALM), "audit.c01-paid"),
    ("C02", (run, CALM), (lambda: run(points_plan_equal(), points=WORK), CALM), "audit.c02"),
    ("C02", (run, CALM), (categories_equal, CALM), "audit.c02"),
    ("C03", (run, CALM), (run, only(procedure_record=RECORD[:2])), "audit.c03"),
    ("C03", (noticed, CALM), (noticed, only(procedure_record=short_posting())), "audit.c03-days"),
    ("C04", (categories, CALM), (lambda: categories(who=POOR), CALM), "audit.c04"),
    ("C05", (run, CALM), (run, only(cadre_kin=(Listed("h1.1"),))), "audit.c05"),
    ("C05", (named, CALM), (named, only(cadre_kin=(Listed("", "Name 1.1"),))), "audit.c05-name"),
    ("C06", (run, CALM), (run, only(deceased=dead("h2.1"))), "audit.c06"),
    ("C06", (named, CALM), (named, only(budget_paid=dead("", "Name 2.1"))), "audit.c06-name"),
    ("C07", (paid_out, CALM), (lambda: paid_out(id_number="id1"), CALM), "audit.c07"),
    ("C07", (named, CALM), (lambda: run(members=TWINS), CALM), "audit.c07-name"),
    (
        "C07",
        (run, CALM),
        (run, only(other_rosters=(Listed("h3", roster="w"),))),
        "audit.c07-elsewhere",
    ),
    ("C08", (paid_out, CALM), (lambda: paid_out(account="0000001"), CALM), "audit.c08"),
    ("C09", (run, CALM), (run, only(paid=late())), "audit.c09"),
    (
        "C10",
        (lambda: run(contracts=(LEASE,), income=leased(100_00)), CALM),
        (lambda: run(contracts=(LEASE,), income=leased(60_00)), CALM),
        "audit.c10",
    ),
    ("C11", (run, CALM), (run, only(paid=PAID[1:])), "audit.c11"),
    ("C12", (lambda: posts(POST), CALM), (lambda: posts(POST, again()), CALM), "audit.c12"),
    (
        "C12",
        (lambda: posts(POST), CALM),
        (lambda: posts(attrs.evolve(POST, evidence="")), CALM),
        "audit.c12-unproved",
    ),
    (
        "C12",
        (lambda: posts(POST), CALM),
        (lambda: posts(POST, again(holder="h2.1", wage=500_00)), CALM),
        "audit.c12-unequal",
    ),
    (
        "C12",
        (lambda: strict_posts(WAGE, POST), CALM),
        (lambda: strict_posts(WAGE, attrs.evolve(POST, columns={"wage": 900_00})), CALM),
        "run.register-row-found",
    ),
    (
        "C14",
        (lambda: strict_posts(WAGES, POST), CALM),
        (lambda: strict_posts(WAGES, POST, again("h2.1")), CALM),
        "run.register-sum-found",
    ),
    ("C13", (lambda: wanting("5 yuan"), CALM), (lambda: wanting("50 yuan"), CALM), "audit.c13"),
    ("C15", (run, CALM), (thirds, only(paid=by_rounded_rate())), "audit.c15"),
    ("C17", (lambda: uses("aid"), CALM), (lambda: uses(""), CALM), "audit.c17"),
    ("C17", (lambda: uses("aid"), CALM), (handed_out, CALM), "audit.c17-all"),
    (
        "C18",
        (lambda: bounded(at_least="90 yuan"), CALM),
        (lambda: bounded(at_least="110 yuan"), CALM),
        "run.check-differs",
    ),
    (
        "C19",
        (lambda: rents(A, income=RENT), CALM),
        (lambda: rents(A, income=RENT), only(excluded_kinds=(ExcludedKind("rent", "§3"),))),
        "audit.c19",
    ),
    (
        "C19",
        (lambda: rents(A, income=RENT), CALM),
        (lambda: rents(A, income=earned_over("01-01", "12-31", kind="land_compensation")), CALM),
        "audit.c19-like",
    ),
    (
        "C19",
        (lambda: called("village levy", "村提留"), CALM),
        (lambda: called("land compensation", "征地补偿款"), CALM),
        "audit.c19-like",
    ),
    ("C19", (run, CALM), (lambda: run(expenses=(spent(),)), CALM), "audit.c19-deficit"),
    (
        "C20",
        (lambda: rents(A, income=earned_over("01-01", "12-31")), CALM),
        (lambda: rents(A, income=earned_over("2018-01-01", "2022-12-31")), CALM),
        "audit.c20",
    ),
    ("C21", (run, CALM), (run, only(procedure_record=RECORD[:-1])), "audit.c21"),
    ("C21", (run, CALM), (run, only(procedure_record=out_of_order())), "audit.c21-order"),
    ("C21", (run, CALM), (run, only(procedure_record=lost_vote(15, 10))), "audit.c21-quorum"),
    ("C21", (run, CALM), (run, only(procedure_record=lost_vote(20, 10))), "audit.c21-quorum"),
    ("C21", (run, CALM), (run, only(procedure_record=changed())), "audit.c21-again"),
    (
        "C22",
        (lambda: rents(A, income=RENT), CALM),
        (lambda: rents(attrs.evolve(A, commissioned_on=d("06-01")), income=RENT), CALM),
        "audit.c22",
    ),
    (
        "C22",
        (lambda: rents(A, income=RENT), CALM),
        (lambda: rents(A, attrs.evolve(A, id="b"), income=RENT), CALM),
        "audit.c22-none",
    ),
    ("C23", (run, CALM), (lambda: working(recorded_on=d("2021-02-01")), CALM), "audit.c23"),
    ("C23", (run, CALM), (lambda: working(evidence=""), CALM), "audit.c23-unproved"),
    ("C23", (run, CALM), (lambda: working(quantity=Fraction(1)), CALM), "audit.c23-twice"),
    *(
        ("C23", (partial(limited, **keys), CALM), (partial(unlimited, **keys), CALM), expected)
        for keys, expected in TAMPERED
    ),
    ("C24", (run, CALM), (run, only(payment_lines=LINES[1:])), "audit.c24"),
    ("C24", (run, CALM), (run, only(payment_lines=swapped())), "audit.c24-line"),
    ("C25", (run, CALM), (kept_all, CALM), "audit.c25"),
    ("C26", (lambda: banded("[2,)"), CALM), (lambda: banded("[3,)"), CALM), "plan.table-gap"),
    ("C27", (lambda: funded(1000_00), CALM), (lambda: funded(100_00), CALM), "audit.c27"),
    (
        "C28",
        (lambda: bounded(equals="100 yuan"), CALM),
        (lambda: bounded(equals="99 yuan"), CALM),
        "run.check-differs",
    ),
)


@pytest.mark.parametrize(("code", "calm", "wrong", "expected"), CASES)
def test_a_check_finds_what_is_wrong_and_nothing_where_nothing_is(
    code: str, calm: Any, wrong: Any, expected: str
) -> None:
    """The same evidence but for one thing: first nothing is found, then that thing."""
    quiet = audit(calm[0](), calm[1]).answers[code]
    loud = audit(wrong[0](), wrong[1]).answers[code]

    assert expected not in [one.code for one in quiet.findings]
    assert expected in [one.code for one in loud.findings]
    assert loud.outcome is Outcome.FOUND
    assert loud.looked_at > 0


def test_every_check_has_a_case_that_provokes_it() -> None:
    """Or a refusal that is told under its number."""
    told = {code for code, check in CHECKS.items() if check.refusals}
    assert {code for code, *_ in CASES} | {"C16"} == set(CHECKS)
    assert "C16" in told
    assert list(CHECKS) == [f"C{number:02d}" for number in range(1, 29)]


def test_who_gets_nothing_may_stand_on_any_list() -> None:
    """And who died after the record date was alive on it."""
    later = (Listed("h1.1", span=Span(d("2021-01-05"), None)),)

    assert not audit(run(), only(deceased=later)).answers["C06"].findings
    assert not audit(kept_all(), only(deceased=dead("h1.1"))).answers["C06"].findings


def test_a_check_of_each_household_is_told_too() -> None:
    """Its finding stands at the household and not at the check."""
    one = Check("c", q("100 yuan"), at_least=q("200 yuan"), otherwise="finding", per="household")
    told = audit(run(plan_of(among(share=q("household.size")), checks=(one,)))).answers["C18"]

    assert [finding.path for finding in told.findings] == [
        f"households.h{one}" for one in (1, 2, 3)
    ]
