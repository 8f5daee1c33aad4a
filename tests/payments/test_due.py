"""From a run to what is due: every payment of the run, by the collective whose money it is."""

from __future__ import annotations

import attrs
import pytest

from benefit_share.distribution import Run, distribute
from benefit_share.files import read_folder
from benefit_share.payments.due import due_of
from benefit_share.waterfall import Payment
from house_map import ROOT


def run_of(name: str) -> Run:
    """Return the run of an example."""
    case = read_folder(ROOT / "examples" / name).case
    assert case is not None
    return distribute(case)


@pytest.mark.parametrize("name", ["shenzhou-greenhouse", "zhangzhai-solar", "wendeng-points"])
def test_what_is_due_is_all_that_the_run_pays(name: str) -> None:
    """Each payee once, to the fen; awarded as the public row says."""
    run = run_of(name)

    made = due_of(run)

    assert sum(one.amount for one in made) == run.totals.paid
    assert len({one.party for one in made}) == len(made)
    assert {one.party: one.awarded for one in made if one.awarded} == {
        party: run.given[party] for party in {one.party for one in made} if run.given.get(party)
    }


def test_money_of_several_collectives_is_paid_by_the_home_of_each_party() -> None:
    """Each batch is of one payer; over one collective, it pays everybody."""
    run, single = run_of("zhangzhai-solar"), run_of("shenzhou-greenhouse")
    homes = {one.id: one.collective for one in run.case.households}

    payers = {one.party: one.payer for one in due_of(run)}

    assert len(run.case.scope) > 1
    assert len(set(payers.values())) > 1
    assert all(payers[party] == home for party, home in homes.items() if party in payers)
    assert {one.payer for one in due_of(single)} == set(single.case.scope)


def test_a_payee_that_the_plan_names_and_that_also_claims_is_paid_once_both_sums() -> None:
    """Two payments of one party are one line, for a bank takes them for a double."""
    run = run_of("shenzhou-greenhouse")
    party = run.payments[0].payee
    twice = attrs.evolve(run, payments=(*run.payments, Payment(party, named=True, amount=5)))

    amounts = {one.party: one.amount for one in due_of(twice)}

    assert amounts[party] == run.payments[0].amount + 5
