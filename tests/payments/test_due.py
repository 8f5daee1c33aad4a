"""From a run to what is due: every payment of the run, by whose money it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

import house_rules
from benefit_share.distribution import Case, Run, distribute, run_case
from benefit_share.errors import Refused
from benefit_share.files import read_case, read_folder
from benefit_share.payments.due import due_of
from benefit_share.payments.payers import in_proportion, payers_of
from benefit_share.testing import cases
from benefit_share.waterfall import NotConserved
from house_map import ROOT


def run_of(name: str) -> Run:
    """Return the run of an example."""
    case = read_folder(ROOT / "examples" / name).case
    assert case is not None
    return distribute(case)


def closes(run: Any) -> None:
    """Hold that each payee is paid, by all payers together, what the run says; so with awards."""
    payers = payers_of(run)
    paid: Counter[str] = Counter()
    for one in run.payments:
        paid[one.payee] += one.amount
    by_payee: Counter[str] = Counter()
    awarded: Counter[str] = Counter()
    for (_, payee), amount in payers.paid.items():
        assert amount > 0
        by_payee[payee] += amount
    for (_, party), amount in payers.awarded.items():
        awarded[party] += amount
    assert by_payee == +paid
    assert awarded == +Counter(run.given)
    assert sum(payers.paid.values()) == run.totals.paid


law = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(cases())
@law
def test_all_payers_together_pay_each_payee_what_the_run_says(case: Case) -> None:
    """Whatever the plan does with awards, pools and accounts; and nobody pays less than nothing."""
    try:
        run = distribute(case)
    except Refused:
        return
    event(f"payers: {len({payer for payer, _ in payers_of(run).paid})}")
    closes(run)


@pytest.mark.parametrize("rule", house_rules.rules(), ids=lambda rule: rule.name)
def test_every_rule_of_the_catalogue_is_paid_by_somebody(
    rule: house_rules.Rule, tmp_path: Path
) -> None:
    """Trusts, offsets, shares of several assets, back pay: to the fen."""
    for place, show in enumerate(rule.shows):
        if "refuses" in show.expected:
            continue
        folder = tmp_path / str(place)
        folder.mkdir()
        for name, content in show.files.items():
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
        closes(run_case(read_case(folder)))


@pytest.mark.parametrize("name", sorted(one.name for one in (ROOT / "examples").iterdir()))
def test_every_example_is_paid_by_somebody(name: str) -> None:
    """One version of the rules or several."""
    case = read_folder(ROOT / "examples" / name).case
    if case is not None:
        closes(run_case(case))


def test_money_of_several_villages_is_paid_by_the_village_whose_pool_it_was() -> None:
    """The operator of a station in each of nine is paid by each; of a joint one, by the station."""
    run, single = run_of("zhangzhai-solar"), run_of("shenzhou-greenhouse")
    homes = {one.id: one.collective for one in run.case.households}

    due = due_of(run)

    assert all(one.payer == homes[one.party] for one in due if one.party in homes)
    operator = {one.payer for one in due if one.party not in homes}
    assert operator == {*run.case.scope, "s11"} - {"v9"}
    assert {one.payer for one in due_of(single)} == set(single.case.scope)


PLAN = """\
plan: {id: two, version: 1, from: 2020-01-01, to: 2020-12-31, currency: CNY}
accounts: {trust: {held: claimant}}
registers: {lands: {holder: household, listed_by: collective}}
pools: {net: {per: collective, fed_by: {income: {}}}}
steps:
  - {id: land, from: net, take: 40 % of net, among: lands, share: equal, if_none: skip, clause: "1"}
  - {id: all, from: net, take: remaining, among: households, share: equal, if_none: refuse,
     clause: "2"}
  - {id: kept, from: award, take: 10 % of award, to: {account: trust}, clause: "3"}
  - {id: out, from: award, take: remaining, to: payee, clause: "4"}
"""
TABLES = {
    "collectives": "id,name\nv1,合成甲村\nv2,合成乙村\n",
    "assets": "id,kind\na1,greenhouse\na2,greenhouse\n",
    "ownership": "asset,owner,quantity,unit\na1,v1,1,share\na2,v2,1,share\n",
    "income": (
        "id,asset,received_on,kind,amount\ni1,a1,2020-05-01,rent,100.00\n"
        "i2,a2,2020-05-01,rent,50.01\n"
    ),
    "households": "id,collective\nh1,v1\nh2,v2\n",
    "members": "id,household\np1,h1\np2,h2\n",
    "lands": "id,holder,listed_by\nl1,h1,v2\n",
}


@pytest.fixture
def two(tmp_path: Path) -> Run:
    """Two villages; a household of the first has land in the second. A tenth of all is kept."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    reading = read_folder(tmp_path)
    assert reading.case is not None, reading.findings
    return distribute(reading.case)


def test_a_household_with_rights_in_two_villages_is_paid_by_each(two: Run) -> None:
    """What is kept back is each village's in proportion: 12.00 of 120.00 is 10.00 and 2.00."""
    due = {(one.payer, one.party): (one.awarded, one.amount) for one in due_of(two)}

    assert due == {
        ("v1", "h1"): (100_00, 90_00),
        ("v2", "h1"): (20_00, 18_00),
        ("v2", "h2"): (30_01, 27_01),
    }
    assert two.given == {"h1": 120_00, "h2": 30_01}
    assert sum(amount for _, amount in due.values()) == two.totals.paid


def test_a_payment_that_nobody_pays_is_a_defect_and_never_overlooked(two: Run) -> None:
    """The record is held against what the trace finds, payee by payee."""
    first = attrs.evolve(two.payments[0], amount=two.payments[0].amount + 5)

    with pytest.raises(NotConserved, match="payers of h1 does not close: 5"):
        due_of(attrs.evolve(two, payments=(first, *two.payments[1:])))


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 10**12), min_size=1),
    st.fractions(0, 1),
)
def test_a_part_is_taken_from_each_in_proportion(parts: dict[str, int], part: Any) -> None:
    """It sums, no part gives more than it is, and none is a whole unit away from exact."""
    total = sum(parts.values())
    amount = int(total * part)

    taken = in_proportion(amount, parts)

    assert sum(taken.values()) == amount
    for name, whole in parts.items():
        assert 0 <= taken[name] <= whole
        assert not total or abs(taken[name] * total - amount * whole) < total
