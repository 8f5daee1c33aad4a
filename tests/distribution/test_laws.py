"""The laws of a run, over generated plans, rosters and incomes; each is a sentence."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from benefit_share.distribution import Case, Division, Run, distribute
from benefit_share.expressions import Verdict
from benefit_share.statements import Statement, parties, statement, summary
from benefit_share.statements.statement import NoSuchParty
from benefit_share.testing import cases

TABLES = (
    *("collectives", "assets", "ownership", "income", "balances", "households", "members"),
    *("facts", "points", "scope"),
)

law = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def divisions(run: Run) -> list[Division]:
    """Return every division of a run."""
    return [node.division for node in run.nodes if node.division is not None]


def shuffled(case: Case, random: Random) -> Case:
    """Return the same values in another order of rows."""
    changed: dict[str, Any] = {}
    for table in TABLES:
        rows = list(getattr(case, table))
        random.shuffle(rows)
        changed[table] = tuple(rows)
    registers = {name: list(rows) for name, rows in case.registers.items()}
    for mixed in registers.values():
        random.shuffle(mixed)
    changed["registers"] = {name: tuple(mixed) for name, mixed in registers.items()}
    return attrs.evolve(case, **changed)


def told(run: Run) -> tuple[Statement, ...]:
    """Return the statement of everybody."""
    return tuple(statement(run, party) for party in parties(run))


@given(cases())
@law
def test_every_copy_of_every_pool_is_conserved(case: Case) -> None:
    """What came in went out, step by step, and nothing is left without an owner."""
    run = distribute(case)

    for flow in run.pools:
        assert flow.opening + flow.fed + flow.topped_up == flow.used
        assert flow.left == 0
        nodes = [node for node in run.nodes if (node.pool, node.copy) == (flow.pool, flow.copy)]
        for one, other in pairwise(nodes):
            drawn = other.before - one.after
            assert drawn >= 0
        if flow.pool != "award" or nodes:
            assert sum(node.used for node in nodes) == flow.used
    event(f"{len(run.nodes)} nodes")


@given(cases())
@law
def test_the_run_is_conserved(case: Case) -> None:
    """Income and what was held are paid or held; what is owed rolls beside them."""
    run = distribute(case)
    totals = run.totals

    assert totals.income + totals.opening_held == totals.paid + totals.closing_held
    assert totals.income == sum(row.amount for row in case.income)
    assert totals.paid == sum(one.amount for one in run.payments)
    for flow in run.accounts:
        assert flow.opening + flow.put_in - flow.taken_out == flow.closing


@given(cases())
@law
def test_nothing_is_negative(case: Case) -> None:
    """No amount, no payment, no balance."""
    run = distribute(case)

    for node in run.nodes:
        assert min(node.before, node.offered, node.used, node.after) >= 0
        assert node.used <= node.offered or node.division is not None
        assert all(move.amount >= 0 for move in node.moves)
    assert all(amount >= 0 for division in divisions(run) for amount in division.amounts)
    assert all(payment.amount >= 0 for payment in run.payments)
    assert all(flow.closing >= 0 for flow in run.accounts)


@given(cases())
@law
def test_every_line_is_its_exact_share_rounded_once(case: Case) -> None:
    """It lies within one unit; only a published price pays less; what is left is said."""
    for node in distribute(case).nodes:
        division = node.division
        if division is None:
            continue
        if division.mode == "share":
            assert sum(division.amounts) + division.residue == node.offered
        for place, amount in enumerate(division.amounts):
            assert amount % division.unit == 0
            if division.rounding == "unit_price":
                assert amount <= division.exact(place)
            else:
                assert abs(amount - division.exact(place)) < division.unit


@given(cases())
@law
def test_a_single_amount_is_its_exact_amount_rounded_once(case: Case) -> None:
    """Every move lies within one minor unit of its exact amount."""
    for node in distribute(case).nodes:
        for move in node.moves:
            assert abs(move.amount - move.exact) < 1


@given(cases())
@law
def test_equal_claims_differ_by_at_most_one_unit(case: Case) -> None:
    """Where weight, wanted sum and limits are the same."""
    for division in divisions(distribute(case)):
        groups: dict[object, list[int]] = {}
        for place, amount in enumerate(division.amounts):
            floor = division.floors[place] if division.floors else None
            cap = division.caps[place] if division.caps else None
            groups.setdefault((division.asked[place], floor, cap), []).append(amount)
        for amounts in groups.values():
            assert max(amounts) - min(amounts) <= division.unit


@given(cases())
@law
def test_a_limit_that_binds_is_the_exact_share(case: Case) -> None:
    """And no exact share passes a limit."""
    for division in divisions(distribute(case)):
        for place in range(len(division.ids)):
            exact = division.exact(place)
            if division.floors is not None and division.mode == "share":
                assert exact >= division.floors[place]
            if division.caps is not None and division.rule != "proportional":
                assert exact <= division.caps[place]
            word = division.bound.get(place)
            if word == "floor" and division.floors is not None:
                assert exact == division.floors[place]
            if word == "cap" and division.caps is not None:
                assert exact == division.caps[place]


@given(cases(), st.randoms(use_true_random=False))
@law
def test_the_order_of_rows_changes_nothing(case: Case, random: Random) -> None:
    """The result is a function of the set of inputs: every figure, digest and statement."""
    run = distribute(case)
    other = distribute(shuffled(case, random))

    assert attrs.evolve(other, case=case) == run
    assert other.inputs_digest == run.inputs_digest
    assert told(other) == told(run)
    assert summary(other) == summary(run)


@given(cases())
@law
def test_running_again_gives_the_same_bytes(case: Case) -> None:
    """Nothing is kept from one run to the next."""
    first, second = distribute(case), distribute(case)

    assert pickle.dumps(attrs.evolve(first, case=None)) == pickle.dumps(  # type: ignore[arg-type]  # the case itself is not compared
        attrs.evolve(second, case=None)  # type: ignore[arg-type]  # the case itself is not compared
    )
    assert first == second


@given(cases())
@law
def test_everything_travels(case: Case) -> None:
    """Case, plan, run, statements and summary are the same after a pickle and after a copy."""
    run = distribute(case)
    values: list[object] = [case, case.plan, run, summary(run), *told(run)]

    for value in (*values, run):
        assert pickle.loads(pickle.dumps(value)) == value
        assert copy.deepcopy(value) == value
    assert statement(pickle.loads(pickle.dumps(run)), parties(run)[0]) == told(run)[0]


@given(cases())
@law
def test_the_lines_of_a_statement_add_up(case: Case) -> None:
    """Lines to awarded; awarded less what is held back is what is payable."""
    run = distribute(case)
    awarded = paid = 0
    for one in told(run):
        assert sum(line.amount for line in one.lines) == one.awarded
        assert one.awarded - sum(move.amount for move in one.movements) == one.payable
        awarded, paid = awarded + one.awarded, paid + one.payable
    assert awarded == sum(sum(division.amounts) for division in divisions(run))
    assert paid == sum(payment.amount for payment in run.payments if not payment.named)
    assert paid == summary(run).paid_to_parties


@given(cases())
@law
def test_why_and_why_not_agree_with_who_is_in(case: Case) -> None:
    """Whoever has a line meets the condition; whoever of the kind is absent does not."""
    run = distribute(case)
    skipped = {(node.step, node.copy) for node in run.nodes if node.skipped}
    for one in told(run):
        assert all(line.why is None or line.why.verdict is Verdict.YES for line in one.lines)
        for absence in one.absences:
            if absence.among in ("households", "persons"):
                assert absence.why is not None
                assert absence.why.verdict is Verdict.NO
                event("absent")
        present = {line.step.step for line in one.lines}
        assert not {(line.step.step, line.step.copy) for line in one.lines} & skipped
        assert not present & {absence.step for absence in one.absences}


@given(cases())
@law
def test_a_line_is_traced_to_what_was_asked(case: Case) -> None:
    """The formula gives the weight or the wanted sum; in a shortage the rounded sums are asked."""
    for one in told(distribute(case)):
        for line in one.lines:
            if line.made is None:
                assert line.asked == 1
                continue
            assert isinstance(line.made.value, Fraction)
            if line.step.mode == "share" or (line.step.rule == "in_full" and not line.bound):
                assert line.made.value == line.asked
            elif line.step.rule == "in_full":
                assert line.asked == (line.floor if line.bound == "floor" else line.cap)
            else:
                assert line.asked - line.made.value < line.step.unit


@given(cases())
@law
def test_a_step_taken_is_traced_to_its_exact_amount(case: Case) -> None:
    """As the step saw it, whatever later steps left."""
    for line in summary(distribute(case)).steps:
        if line.take is not None and line.exact is not None and not line.skipped:
            assert line.take.value == line.exact


@given(cases())
@settings(law, max_examples=10)
def test_eight_threads_agree(case: Case) -> None:
    """Nothing is shared that could change."""
    run = distribute(case)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(distribute, [case] * 8))
        pages = list(pool.map(told, [run] * 8))

    assert all(result == run for result in results)
    assert all(page == pages[0] for page in pages)


@given(cases())
@law
def test_parties_are_the_roster_and_whoever_has_a_claim(case: Case) -> None:
    """Nobody else has a statement."""
    run = distribute(case)
    known = parties(run)

    assert set(known) >= {row.id for row in case.households}
    assert set(run.given) <= set(known)
    with pytest.raises(NoSuchParty):
        statement(run, "nobody at all")
    assert all(Fraction(line.of_gross) >= 0 for one in told(run) for line in one.lines)
