"""Two results are compared by their amounts, and by nothing else."""

from __future__ import annotations

from functools import cache

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share import Statement, parties, read_case, statement
from benefit_share.distribution import run_case
from benefit_share.statements import Change, changes
from house_map import ROOT

EXAMPLES = ROOT / "examples"


@cache
def told(name: str) -> tuple[Statement, ...]:
    """Return every statement of an example."""
    run = run_case(read_case(EXAMPLES / name))
    return tuple(statement(run, party) for party in parties(run))


def paid(name: str) -> tuple[Statement, ...]:
    """Return the statements of those who get something."""
    return tuple(one for one in told(name) if one.lines)


@pytest.mark.parametrize("name", ["wendeng-points", "lingtai-versions", "zhangzhai-projects"])
def test_a_result_is_the_same_as_itself_under_another_version(name: str) -> None:
    """Also where rules changed in the year, and where a household has several claims in a step."""
    before = told(name)
    after = [attrs.evolve(one, engine="99.0.0", title=None) for one in reversed(before)]

    assert changes(before, after) == ()


def test_every_claim_of_a_party_has_a_place_of_its_own() -> None:
    """Two claims under one place would hide a change of both."""
    before = told("lingtai-versions")
    places = [
        (one.party, line.step.slice, line.step.step, line.step.copy, line.claim)
        for one in before
        for line in one.lines
    ]

    assert len(places) == len(set(places))


@given(st.integers(1, 1_000), st.data())
def test_a_changed_amount_is_told_with_both_figures(more: int, data: st.DataObject) -> None:
    """Of the claim that has it, and of what is payable."""
    before = paid("wendeng-points")
    place = data.draw(st.integers(0, len(before) - 1))
    one = before[place]
    line = one.lines[0]
    raised = attrs.evolve(
        one,
        payable=one.payable + more,
        lines=(attrs.evolve(line, amount=line.amount + more), *one.lines[1:]),
    )
    after = (*before[:place], raised, *before[place + 1 :])
    step = line.step

    assert changes(before, after) == (
        Change(one.party, 0, "", "", "", one.payable, one.payable + more),
        Change(
            one.party, step.slice, step.step, step.copy, line.claim, line.amount, line.amount + more
        ),
    )


def test_who_is_in_one_result_only_is_told() -> None:
    """An amount that is missing is None, and no zero."""
    before = paid("wendeng-points")

    gone = changes(before, before[1:])

    assert {one.party for one in gone} == {before[0].party}
    assert gone[0].before == before[0].payable
    assert [one.after for one in gone] == [None] * len(gone)
    assert [one.before for one in changes(before[1:], before)] == [None] * len(gone)
