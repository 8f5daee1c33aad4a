"""What a run leaves to the next one."""

from __future__ import annotations

import pytest

from benefit_share.distribution import Balance, distribute
from benefit_share.distribution.carrying import balances_after
from benefit_share.plan.model import Pool
from house_case import among, case_of, plan_of, step


@pytest.mark.parametrize(
    ("opening", "income", "given", "left"),
    [
        # An account that waits: nothing came and nothing went, but for what the run added.
        (("kept", 50_00, 20_00), 10_00, "0 yuan", (60_00, 20_00)),
        # A part of it was really used.
        (("kept", 50_00, 20_00), 10_00, "15 yuan", (50_00, 25_00)),
        # All of it was used, and nothing put back.
        (("kept", 50_00, 20_00), 10_00, "40 yuan", (50_00, 50_00)),
        # There was no balance to open the pool with.
        (("kept", 20_00, 20_00), 10_00, "4 yuan", (26_00, 20_00)),
    ],
)
def test_what_came_back_has_never_left(
    opening: tuple[str, int, int], income: int, given: str, left: tuple[int, int]
) -> None:
    """A balance moved into a pool and put back is no movement; the difference is what it was."""
    account, put_in, taken_out = opening
    plan = plan_of(
        step("give", take=given, to="payee.x"),
        step("keep", take="remaining", to="account.kept"),
        pools={"net": Pool(per="collective", fed_by={}, opening="kept")},
    )
    balances = (Balance(account, "held", "v", put_in, taken_out),)
    run = distribute(case_of(plan, income=income, balances=balances))

    assert balances_after(run) == (Balance("kept", "held", "v", *left, run.distribution_id),)
    assert left[0] - left[1] == run.accounts[0].closing


def test_an_account_that_opens_no_pool_is_left_as_it_is() -> None:
    """What was put in and what was drawn in one run are both real."""
    plan = plan_of(among(take="60 yuan"), step("keep", take="remaining", to="account.kept"))
    balances = (Balance("kept", "held", "v", 50_00, 20_00),)
    run = distribute(case_of(plan, balances=balances))

    assert balances_after(run) == (Balance("kept", "held", "v", 90_00, 20_00, run.distribution_id),)
