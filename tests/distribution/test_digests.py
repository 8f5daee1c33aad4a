"""The digest of the inputs: the same for the same set of values, another for any other value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest

from benefit_share.assets import Asset, Contract, Expense, Funding, Income, Ownership
from benefit_share.distribution import (
    Balance,
    Case,
    Decision,
    EarlierAward,
    RegisterRow,
    Run,
    digests,
    distribute,
)
from benefit_share.distribution.digests import ControlCharacter, inputs_digest, plan_digest
from benefit_share.errors import Refused
from benefit_share.households import FactRow, Household, Member, Payee
from benefit_share.plan.model import Figure, Register
from benefit_share.points import Entry, Item, Scheme
from benefit_share.values import Period, Span, Text
from house_case import HOUSEHOLDS, MEMBERS, among, between, case_of, d, plan_of, q, run_of

PLAN = plan_of(
    among(),
    points=Scheme(items=(Item("work", give=q("1")),)),
    registers={"posts": Register("person", columns={"wage": "yuan/month", "kind": "text"})},
    figures=(Figure("works", q("decided"), unit="yuan"),),
)
FULL = case_of(
    PLAN,
    known_on=d("2021-02-01"),
    funding=(Funding("a", "county", 5_00), Funding("a", "town", 5_00)),
    ownership=(Ownership("a", "v", Fraction(1), "kW", between("2019-01-01", "")),),
    contracts=(Contract("c", "a", "rent", Span(), 5_00, Fraction(1, 20), 7_00, 3, d("03-01")),),
    expenses=(Expense("e", "a", d("03-01"), "repair", 5_00, "c", Span(), "bank 7"),),
    balances=(Balance("kept", "held", "v", 7, 3, "earlier"),),
    earlier=(EarlierAward("all", "h1.1", 5_00, d("2019-12-31"), "earlier", "h1"),),
    decisions=(Decision("works", "v", Fraction(500), "minute 1"), Decision("works", "", 1)),
    facts=(FactRow("h1", "status", "policy", Span(), d("03-01"), "card"),),
    points=(Entry("p", "h1", "work", d("03-01"), Fraction(1)),),
    registers={"posts": (RegisterRow("r", "h1.1", {"wage": Fraction(5), "kind": "x"}),)},
    payees=(Payee("h1", "Name", "990000", "000000", "Bank", "1"),),
    members=(*MEMBERS, Member("h9.9", "h1", "Name", d("1950-01-01"), "wife", between("", "06-30"))),
)
TABLES = (
    *("collectives", "assets", "ownership", "funding", "contracts", "income", "expenses"),
    *("balances", "earlier", "households", "members", "facts", "points", "decisions", "payees"),
)


def digest(case: Case) -> str:
    """Return the digest of a case."""
    return inputs_digest(case, plan_digest(case))


def others(value: Any) -> Iterator[Any]:
    """Yield other values of the same type."""
    if isinstance(value, str):
        yield value + "x"
        yield None if value == "" else ""
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, Fraction)):
        yield value + 1
        yield -value - 1
    elif isinstance(value, dt.date):
        yield value + dt.timedelta(days=1)
    elif isinstance(value, Span):
        yield Span(d("2001-01-01"), None)
        yield Span(None, d("2031-01-01"))
    elif value is None:
        yield "something"


CHANGES = [
    (table, field.name, place, other)
    for table in TABLES
    for row in getattr(FULL, table)[-1:]
    for field in attrs.fields(type(row))
    for place, other in enumerate(others(getattr(row, field.name)))
    if other is not None
]


def with_table(case: Case, table: str, rows: Any) -> Case:
    """Return the case with other rows in one table."""
    changed: dict[str, Any] = {table: rows}
    return attrs.evolve(case, **changed)


@pytest.mark.parametrize(
    ("table", "field", "other"),
    [(table, field, other) for table, field, _, other in CHANGES],
    ids=[f"{table}.{field}.{place}" for table, field, place, _ in CHANGES],
)
def test_any_other_value_of_a_row_is_another_digest(table: str, field: str, other: Any) -> None:
    """Of every column of every table."""
    rows = getattr(FULL, table)
    changed = (*rows[:-1], attrs.evolve(rows[-1], **{field: other}))

    assert digest(with_table(FULL, table, changed)) != digest(FULL)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_size_of_a_batch_is_not_in_the_digest(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are sorted over all batches, and no batch ends otherwise than another."""
    whole = digest(FULL)
    monkeypatch.setattr(digests, "_BATCH", size)

    assert digest(FULL) == whole


@pytest.mark.parametrize("table", TABLES)
def test_a_row_more_or_less_is_another_digest(table: str) -> None:
    """Even one that stands there already."""
    rows = getattr(FULL, table)
    without = with_table(FULL, table, rows[1:])
    twice = with_table(FULL, table, (*rows, rows[0]))

    assert len({digest(FULL), digest(without), digest(twice)}) == 3


@pytest.mark.parametrize(
    "keys",
    [
        {"period": Period(d("01-01"), d("12-31"))},
        {"period": Period(d("01-02"), d("2021-01-01"))},
        {"scope": ("w",)},
        {"known_on": None},
        {"known_on": d("2021-02-02")},
        {"kind": "supplementary"},
        {"plan": attrs.evolve(PLAN, uses=("x",))},
        {"plan": attrs.evolve(PLAN, plan=attrs.evolve(PLAN.plan, title=Text(zh="x", en="x")))},
        {"plan": attrs.evolve(PLAN, steps=(attrs.evolve(PLAN.steps[0], clause="other"),))},
        {"registers": {"posts": ()}},
        {"registers": {"list": FULL.registers["posts"]}},
        {"registers": {"posts": (attrs.evolve(FULL.registers["posts"][0], about="a"),)}},
        {"registers": {"posts": (RegisterRow("r", "h1.1", {"wage": Fraction(6), "kind": "x"}),)}},
    ],
    ids=str,
)
def test_any_other_question_is_another_digest(keys: dict[str, Any]) -> None:
    """Period, scope, day of knowledge, kind, rules, registers."""
    assert digest(attrs.evolve(FULL, **keys)) != digest(FULL)


@pytest.mark.parametrize(
    "keys",
    [
        {"title": Text(zh="x", en="x")},
        {"synthetic": Text(zh="x", en="x")},
        {"decisions": (FULL.decisions[1], attrs.evolve(FULL.decisions[0], amount=500))},
        {"registers": {"posts": (RegisterRow("r", "h1.1", {"kind": "x", "wage": 5}),)}},
        {"scope": ("v",)},
    ],
    ids=str,
)
def test_the_same_values_are_the_same_digest(keys: dict[str, Any]) -> None:
    """However a whole number is written, in whatever order, and whatever the page is called."""
    assert digest(attrs.evolve(FULL, **keys)) == digest(FULL)


def test_who_moved_is_counted_once_whatever_the_order_of_rows() -> None:
    """A person in two households one after the other, with facts and points."""
    moves = (
        Member("m", "h1", span=between("", "06-30")),
        Member("m", "h2", span=between("07-01", "")),
    )
    keys: dict[str, Any] = {
        "households": HOUSEHOLDS,
        "facts": (FactRow("m", "able", "yes"), FactRow("h2", "able", "yes")),
    }
    found = {
        digest(case_of(among(), members=members, **keys))
        for members in (moves, moves[::-1], (*MEMBERS[:0], *moves))
    }

    assert len(found) == 1


def test_values_cannot_be_framed_into_each_other() -> None:
    """What stands in one column cannot be moved into the next; control characters are refused."""
    one = case_of(among(), facts=(FactRow("h1", "ab", "c"),))
    other = case_of(among(), facts=(FactRow("h1", "a", "bc"),))
    assert digest(one) != digest(other)

    for sign in ("\x1e", "\x1f"):
        with pytest.raises(ControlCharacter) as error:
            digest(case_of(among(), facts=(FactRow("h1", f"a{sign}b", "c"),)))
        assert error.value.table == "facts"
        assert "facts" in str(error.value)


@pytest.mark.parametrize("value", [1.5, object(), b"x"])
def test_what_is_not_exact_cannot_stand_in_a_case(value: Any) -> None:
    """A float is refused at this door too."""
    income = (Income("i", "a", d("05-01"), "rent", 100), Income("j", "a", d("05-01"), "x", value))
    with pytest.raises(TypeError, match="cannot stand in a case"):
        digest(case_of(among(), income=income))
    with pytest.raises(TypeError, match="cannot stand in a case"):
        plan_digest(case_of(attrs.evolve(PLAN, uses=(value,))))


def test_a_run_names_what_it_was_made_from() -> None:
    """Both digests, and the version of the library beside them."""
    run = run_of(among())

    assert (run.inputs_digest, run.plan_digest) == (digest(run.case), plan_digest(run.case))
    assert len(run.inputs_digest) == 64
    assert run.engine
    assert "case" not in repr(run)
    assert isinstance(run, Run)


def test_rows_that_would_replace_each_other_are_refused() -> None:
    """Two of one id on one day; one after the other is a move."""
    keys: dict[str, tuple[Any, ...]] = {
        "households": (*HOUSEHOLDS, Household("h1", "v", "other group")),
        "members": (*MEMBERS, Member("h1.1", "h2")),
        "assets": (Asset("a"), Asset("a", "x")),
        "income": FULL.income * 2,
        "contracts": FULL.contracts * 2,
        "collectives": FULL.collectives * 2,
    }
    for table, rows in keys.items():
        with pytest.raises(Refused) as refusal:
            distribute(with_table(case_of(among()), table, rows))
        assert [one.code for one in refusal.value.findings if one.is_error] == ["run.row-twice"]
        assert table in refusal.value.findings[-1].message
    moved = (
        attrs.evolve(HOUSEHOLDS[0], span=between("", "06-30")),
        attrs.evolve(HOUSEHOLDS[0], group="new", span=between("07-01", "")),
        *HOUSEHOLDS[1:],
    )
    assert run_of(among(), households=moved).totals.difference == 0
