"""What was paid, line by line, held against all that a payee is to get."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from benefit_share.audit import Instructed, Lists, Paid, audit
from benefit_share.distribution import Run, distribute
from benefit_share.files import read_case
from benefit_share.plan.model import Plan, Shortage
from benefit_share.values import Rounding, round_fraction
from house_case import among, d, plan_of, q, run_of, step
from house_map import ROOT

WITH_LESSOR: Plan = plan_of(step("land", to="payee.lessor", take="10 yuan"), among())
"""Ten yuan go to a payee that the plan names, the rest to the households."""


def paid(run: Run, **changes: int) -> tuple[Paid, ...]:
    """Return what was paid: what the run says, and so much more or less for some."""
    due = {one.payee: one.amount for one in run.payments} | {
        party: sum(one.amount for one in run.payments if one.payee == party) + change
        for party, change in changes.items()
    }
    return tuple(Paid(party, amount, d("06-01")) for party, amount in due.items())


def told(run: Run, code: str, **lists: Any) -> list[dict[str, Any]]:
    """Return the figures of what a check finds."""
    return [dict(one.params) for one in audit(run, Lists(**lists)).answers[code].findings]


def with_lessor() -> Run:
    """Return the run in which a lessor is paid beside the households."""
    return run_of(attrs.evolve(WITH_LESSOR))


def test_payees_that_the_plan_names_are_due_as_well() -> None:
    """Paid in full, they are nobody's surplus; paid short, they are found."""
    run = with_lessor()
    lines = tuple(Instructed(one.payee, one.amount) for one in run.payments)
    assert "lessor" in {one.payee for one in run.payments}

    assert told(run, "C11", paid=paid(run)) == []
    assert told(run, "C24", payment_lines=lines) == []
    (short,) = told(run, "C11", paid=paid(run, lessor=-1))
    assert short == {"party": "lessor", "awarded": "10.00", "paid": "9.99"}
    without = tuple(line for line in lines if line.party != "lessor")
    assert {"party": "lessor", "amount": "0.00", "awarded": "10.00"} in told(
        run, "C24", payment_lines=without
    )


def test_a_payee_of_two_payers_has_a_line_from_each() -> None:
    """Two lines that make up its amount are no fault; two whole ones are."""
    run = run_of((among(),))
    first, *others = (Instructed(one.payee, one.amount) for one in run.payments)
    halves = (
        Instructed(first.party, first.amount // 2),
        Instructed(first.party, first.amount - first.amount // 2),
    )

    assert told(run, "C24", payment_lines=(*halves, *others)) == []
    assert len(told(run, "C24", payment_lines=(first, first, *others))) == 2


def test_somebody_who_was_to_get_nothing_is_found() -> None:
    """In the payments and in the payment file."""
    run = with_lessor()
    (extra,) = told(run, "C11", paid=(*paid(run), Paid("stranger", 5_00, d("06-01"))))
    assert extra == {"party": "stranger", "awarded": "0.00", "paid": "5.00"}
    lines = tuple(Instructed(one.payee, one.amount) for one in run.payments)
    found = told(run, "C24", payment_lines=(*lines, Instructed("stranger", 5_00)))
    assert found[-1] == {"party": "stranger", "amount": "5.00", "awarded": "0.00"}


def test_two_payments_of_one_party_are_one_sum() -> None:
    """Half and half is the whole."""
    run = run_of((among(),))
    halves = tuple(
        Paid(one.party, part, one.on)
        for one in paid(run)
        for part in (one.amount // 2, one.amount - one.amount // 2)
    )

    assert told(run, "C11", paid=halves) == []


def by_rounded_rate(run: Run, id_: str) -> dict[str, int]:
    """Return by how much each party's line of a step changes with the unit value rounded."""
    (division,) = (
        node.division for node in run.nodes if node.step == id_ and node.division is not None
    )
    assert division.multiplier is not None
    price = round_fraction(Fraction(division.multiplier), Rounding.HALF_UP)
    lines = zip(division.parties, division.asked, division.amounts, strict=True)
    return {
        party: round_fraction(Fraction(weight) * price, Rounding.HALF_UP) - amount
        for place, (party, weight, amount) in enumerate(lines)
        if place not in division.bound
    }


@pytest.mark.parametrize("example", ["shenzhou-greenhouse", "dachong-points"])
def test_a_rounded_unit_value_is_found_in_a_published_case(example: str) -> None:
    """Beside the base part of the flagship, and where the newspaper printed 0.25 yuan a point."""
    run = distribute(read_case(ROOT / "examples" / example))
    id_ = next(
        node.step
        for node in run.nodes
        if node.division is not None and node.division.mode == "share"
    )
    changes = {party: by for party, by in by_rounded_rate(run, id_).items() if by}
    assert changes

    assert told(run, "C15", paid=paid(run)) == []
    (found,) = told(run, "C15", paid=paid(run, **changes))
    assert (found["step"], found["count"]) == (id_, len(changes))
    over = sum(changes.values())
    assert Fraction(str(found["paid"])) - Fraction(str(found["awarded"])) == Fraction(over, 100)


def test_the_newspaper_s_rate_overspends_the_published_pool() -> None:
    """0.25 yuan a point: 2,074.75 more than there was (大崇村, published)."""
    run = distribute(read_case(ROOT / "examples" / "dachong-points"))
    (found,) = told(run, "C15", paid=paid(run, **by_rounded_rate(run, "points")))

    assert found["paid"] == "167204.75"
    assert found["awarded"] == "165130.00"


def test_rounded_unit_values_of_two_steps_are_found_in_both() -> None:
    """What was paid differs by both of them together."""
    size = q("household.size")
    plan = plan_of(
        among("one", share=size, take="50.01 yuan", short=Shortage("refuse")),
        among("two", share=size, take="remaining"),
    )
    run = run_of(plan)
    one, two = by_rounded_rate(run, "one"), by_rounded_rate(run, "two")
    both = {party: one[party] + two[party] for party in one}
    assert any(one.values())
    assert any(two.values())

    found = told(run, "C15", paid=paid(run, **both))
    assert [finding["step"] for finding in found] == ["one", "two"]


def test_another_difference_is_no_rounded_rate() -> None:
    """A yuan less is a promise not kept, and nothing else."""
    run = run_of((among(share=q("household.size")),))

    assert told(run, "C15", paid=paid(run, h1=-1_00)) == []
    assert len(told(run, "C11", paid=paid(run, h1=-1_00))) == 1
