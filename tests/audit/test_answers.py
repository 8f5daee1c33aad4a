"""An answer says what was looked at, and what was not, and why."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from benefit_share.assets import Asset, Contract, Funding, Income
from benefit_share.audit import CHECKS, Answer, Listed, Lists, Outcome, audit, faults, lacks
from benefit_share.audit.lists import FILES
from benefit_share.distribution import Balance
from benefit_share.files.tables.audit_lists import AUDIT_TABLES
from benefit_share.files.tables.declared import TABLES
from benefit_share.households import Payee
from benefit_share.plan.model import FactDeclaration, Pool
from benefit_share.rendering.words.catalogues import phrases
from house_case import HOUSEHOLDS, MEMBERS, among, d, facts, plan_of, rest, run_of

SHARED = plan_of(among())
FINDING = faults.YIELD_SEEN.at("", asset="a", rate="5 %")
WHY = lacks.REFUSED.at("")


def told(code: str, lists: Lists | None = None, **keys: Any) -> Answer:
    """Return what one check says of the village with these changes."""
    return audit(run_of(SHARED, **keys), lists).answers[code]


def why(answer: Answer) -> list[tuple[str, object]]:
    """Return what was lacking, and of how much."""
    return [(one.code, dict(one.params).get("count")) for one in answer.lacks]


def test_nothing_found_needs_something_that_was_looked_at() -> None:
    """There is no way to say it of nothing."""
    assert Answer(1).outcome is Outcome.NOTHING_FOUND
    assert Answer(findings=(FINDING,)).outcome is Outcome.FOUND
    assert Answer(lacks=(WHY,)).outcome is Outcome.NOT_CHECKED
    with pytest.raises(ValueError, match="says why"):
        Answer()
    with pytest.raises(ValueError, match="says why"):
        Answer(3, not_comparable=1)


def test_a_check_that_lacks_all_it_needs_says_that_it_did_not_look() -> None:
    """Never that it found nothing."""
    answers = audit(run_of(SHARED)).answers

    for code, check in CHECKS.items():
        if any(one.startswith("audit/") for one in check.needs) and code != "C07":
            assert answers[code].outcome is Outcome.NOT_CHECKED, code
            assert answers[code].lacks[0].code == "audit.lacks-list"


def test_a_list_that_was_not_given_is_named_beside_those_that_were() -> None:
    """Looking at the dead says nothing of the owners of firms."""
    answer = told("C06", Lists(deceased=()))

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert [dict(one.params)["wanted"] for one in answer.lacks] == [
        "audit/budget_paid.csv",
        "audit/business_owners.csv",
    ]


def test_a_list_with_faults_is_not_one_that_was_not_given() -> None:
    """Its faults were said where it was read."""
    answer = told("C05", Lists(faulty=frozenset({"cadre_kin"})))

    assert [one.code for one in answer.lacks] == ["audit.lacks-sound-list"]


@pytest.mark.parametrize(
    ("code", "name"), [("C05", "cadre_kin"), ("C06", "deceased"), ("C07", "other_rosters")]
)
def test_a_row_that_cannot_be_compared_was_not_looked_at(code: str, name: str) -> None:
    """An id the case does not know, and a name where the case has no names."""
    strangers = (Listed("nosuch"), Listed("", "Somebody"))
    headless = tuple(attrs.evolve(one, head="") for one in HOUSEHOLDS)
    nobody: dict[str, Any] = {"households": headless}
    if code == "C07":
        nobody["members"] = ()

    strange: dict[str, Any] = {name: strangers}
    some: dict[str, Any] = {name: (*strangers, Listed("h1"))}
    none = told(code, Lists(**strange), **nobody)
    assert (none.outcome, none.not_comparable) == (Outcome.NOT_CHECKED, 2)
    assert ("audit.lacks-match", 2) in why(none)
    mixed = told(code, Lists(**some), **nobody)
    assert (mixed.looked_at, mixed.not_comparable) == (3, 2)
    assert ("audit.lacks-match", 2) in why(mixed)
    assert mixed.findings


def test_a_name_counts_where_the_id_is_another_office_s() -> None:
    """The row has both, and the case knows only the name."""
    members = tuple(attrs.evolve(one, name=f"Name {one.id}") for one in MEMBERS)
    answer = told("C05", Lists(cadre_kin=(Listed("9001", "Name h2.1"),)), members=members)

    assert [one.code for one in answer.findings] == ["audit.c05-name"]
    assert answer.not_comparable == 0


def test_a_head_and_the_member_of_that_name_are_one_person() -> None:
    """Told once, by the member; a head who is no member is told by the household."""
    named = tuple(attrs.evolve(one, name=f"Name {one.id}") for one in MEMBERS)
    heads = tuple(attrs.evolve(one, head=f"Name {one.id}.1") for one in HOUSEHOLDS)
    kin = Lists(cadre_kin=(Listed("", "Name h2.1"),))

    def parties(**keys: Any) -> list[object]:
        found = told("C05", kin, households=heads, **keys).findings
        return [dict(one.params)["party"] for one in found]

    assert parties(members=named) == ["h2.1"]
    assert parties() == ["h2"]


def test_a_list_says_nothing_where_nobody_is_paid() -> None:
    """There is nobody to hold against it."""
    answer = audit(run_of((rest(),)), Lists(cadre_kin=(Listed("h1"),))).answers["C05"]

    assert answer.outcome is Outcome.NOT_CHECKED
    assert ("audit.lacks-kind", None) in why(answer)


def test_payees_without_an_account_or_a_row_were_not_compared() -> None:
    """Half a table of accounts is half a check."""
    payees = (Payee("h1", "A", "n1", "000001"), Payee("h2", "B", "", ""))

    account, number = told("C08", payees=payees), told("C07", payees=payees)
    assert (account.looked_at, account.not_comparable) == (1, 2)
    assert why(account) == [("audit.lacks-entry", 1), ("audit.lacks-cells", 1)]
    assert (number.looked_at, number.not_comparable) == (1, 2 + len(MEMBERS))
    assert why(number)[:2] == [("audit.lacks-entry", 1), ("audit.lacks-cells", 1)]
    assert told("C08").outcome is Outcome.NOT_CHECKED
    nobody = audit(run_of((rest(),), payees=payees)).answers["C08"]
    assert nobody.outcome is Outcome.NOT_CHECKED


def test_assets_without_a_day_or_without_capital_are_counted_as_left_out() -> None:
    """One of the two is looked at, and the other is said."""
    assets = (Asset("a", commissioned_on=d("2019-01-01")), Asset("b"))
    income = (
        Income("i1", "a", d("05-01"), "rent", 60_00),
        Income("i2", "b", d("05-01"), "rent", 40_00),
    )
    funding = (Funding("a", "county", 1000_00),)

    there = told("C22", assets=assets, income=income)
    assert (there.looked_at, why(there)) == (1, [("audit.lacks-cells", 1)])
    rates = told("C27", assets=assets, income=income, funding=funding)
    assert (rates.looked_at, why(rates)) == (1, [("audit.lacks-entry", 1)])
    assert (there.not_comparable, rates.not_comparable) == (1, 1)
    assert [dict(one.params)["rate"] for one in rates.remarks] == ["6 %"]
    assert rates.outcome is Outcome.NOTHING_FOUND


def test_what_is_not_dated_or_not_due_was_not_compared() -> None:
    """A receipt without its days, a contract without a sum, a household without the fact."""
    plan = attrs.evolve(SHARED, facts={"kind": FactDeclaration(type_="category", none=None)})
    known = audit(run_of(plan, facts=facts("kind", h1="poor", h2="poor"))).answers["C04"]
    assert (known.looked_at, known.not_comparable) == (2, 1)
    assert why(known) == [("audit.lacks-cells", 1)]
    silent = Contract("c", "a", "rent")
    assert why(told("C10", contracts=(silent,))) == [("audit.lacks-due", 1)]
    assert why(told("C20")) == [("audit.lacks-cells", 1)]


def test_nothing_paid_is_an_answer() -> None:
    """An empty table of payments: the income still lies there, and all of them wait."""
    early = (Income("i1", "a", d("02-01"), "rent", 100_00),)
    late = (Income("i1", "a", d("11-01"), "rent", 100_00),)
    nothing = Lists(paid=())

    assert [one.code for one in told("C09", nothing, income=early).findings] == ["audit.c09-still"]
    assert told("C09", nothing, income=late).outcome is Outcome.NOTHING_FOUND
    later = told("C09", nothing, income=late, known_on=d("2021-06-30"))
    assert dict(later.findings[0].params)["until"] == "2021-06-30"
    (none,) = told("C11", nothing).findings
    assert (none.code, dict(none.params)["count"]) == ("audit.c11-none", len(HOUSEHOLDS))
    assert told("C15", nothing).outcome is Outcome.NOT_CHECKED


def test_nothing_is_looked_at_where_there_is_nothing() -> None:
    """A village that moves an old balance and has neither income, payments nor tables."""
    pools = {"net": Pool(per="collective", opening="kept")}
    old = (Balance("kept", "held", "v", 100_00, 0),)
    still: dict[str, Any] = {"income": (), "balances": old, "assets": ()}
    answers = audit(run_of(plan_of(rest(), pools=pools), **still), Lists(payment_lines=(), paid=()))

    silent = ("C02", "C09", "C11", "C13", "C14", "C15", "C17", "C18", "C19", "C20", "C22", "C24")
    for code in (*silent, "C25"):
        assert answers.answers[code].outcome is Outcome.NOT_CHECKED, code


def test_money_that_is_only_kept_has_no_use_to_look_at() -> None:
    """The plan names its lawful uses, and nothing is paid."""
    answer = audit(run_of(plan_of(rest(), uses=("aid",)))).answers["C17"]

    assert [dict(one.params)["why"] for one in answer.lacks] == ["Nothing is paid."]


def test_every_list_has_its_file_and_its_chinese_name() -> None:
    """What is lacking is named as the user names it, in either language."""
    known = phrases("zh")

    assert set(FILES) == set(AUDIT_TABLES)
    for name, file in FILES.items():
        assert file == f"audit/{name}.csv"
        assert known[file] == f"audit/{AUDIT_TABLES[name].title}.csv（{name}）"
    for check in CHECKS.values():
        for needed in check.needs:
            if not needed.startswith("audit/"):
                name = needed.removesuffix(".csv")
                assert known[needed] == f"{TABLES[name].title}.csv（{name}）"


def test_findings_are_given_their_places() -> None:
    """By whoever knows the files."""
    there = audit(run_of(SHARED, contracts=(Contract("c", "a", "rent", amount=200_00),)))

    placed = there.placed(lambda one: one.placed("contracts.csv:2"))
    assert {one.place for one in placed.findings} == {"contracts.csv:2"}
    assert placed.answers["C10"].looked_at == 1
