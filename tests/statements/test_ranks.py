"""Where a party stands in a ranked list, and where it was cut: enough to check it by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from benefit_share.distribution import RegisterRow, Run
from benefit_share.expressions.condition import AllOf, Condition, Top
from benefit_share.households import Collective, Household, Member
from benefit_share.plan.model import Account, Pool, Register, Shortage
from benefit_share.rendering import render, statement_from_json, statement_json
from benefit_share.statements import Rank, statement
from house_case import MEMBERS, among, d, plan_of, q, rest, run_of

SCORES = (9, 7, 7, 7, 4, 2)
REWARD: dict[str, Any] = {"take": "needed", "pay": "1 yuan", "short": Shortage()}


def scored(
    *scores: int,
    share: str = "50 %",
    ties: str = "all_in",
    within: str = "scope",
    count: str = "down",
    villages: tuple[str, ...] = ("v",),
) -> Run:
    """Run a step for the best households: h1 has the first score, h2 the next, and so on."""
    homes = tuple(
        Household(f"h{n}", villages[n % len(villages)]) for n in range(1, len(scores) + 1)
    )
    members = tuple(Member(f"h{n}.1", f"h{n}") for n in range(1, len(scores) + 1))
    register = Register(holder="household", columns={"score": "point"})
    rows = tuple(
        RegisterRow(f"r{n}", f"h{n}", {"score": Fraction(score)})
        for n, score in enumerate(scores, 1)
    )
    top = Top(q(share), q("row.score"), ties, within=within, count=count)
    step = among("best", among="sheet", who=top, **REWARD, if_none="skip")
    plan = plan_of(
        step,
        rest(),
        registers={"sheet": register},
        pools={"net": Pool(fed_by={})},
        accounts={"kept": Account("held", "scope")},
    )
    return run_of(
        plan,
        households=homes,
        members=members,
        registers={"sheet": rows},
        collectives=tuple(Collective(one) for one in villages),
        scope=villages,
    )


def rank_of(run: Run, party: str) -> Rank:
    """Return the one place of a party, whether it was taken or not."""
    (rank,) = ranks_on(run, party)
    return rank


def ranks_on(run: Run, party: str) -> list[Rank]:
    """Return the places on the page of a party: of its lines, then of its absences."""
    told = statement(run, party)
    lines = [rank for line in told.lines for rank in line.ranks]
    return lines + [rank for absence in told.absences for rank in absence.ranks]


def test_the_place_the_places_and_the_cut_are_told() -> None:
    """Six are ranked; half of them are three places, and the third has 7 as the fourth has."""
    rank = rank_of(scored(*SCORES), "h1")

    assert (rank.first, rank.last, rank.of) == (1, 1, 6)
    assert (rank.share, rank.exact, rank.places) == (Fraction(1, 2), Fraction(3), 3)
    assert (rank.edge, rank.taken) == (Fraction(7), 4)
    assert rank.ties == "all_in"
    assert rank.by.value == 9


def test_equals_share_their_places() -> None:
    """Three have 7: they are second to fourth, whatever their ids."""
    run = scored(*SCORES)

    assert {(rank_of(run, one).first, rank_of(run, one).last) for one in ("h2", "h3", "h4")} == {
        (2, 4)
    }


def test_who_is_not_taken_is_told_its_place_too() -> None:
    """The absence has it, and the page says which value would have been enough."""
    told = statement(scored(*SCORES), "h5")

    assert [(rank.first, rank.taken) for one in told.absences for rank in one.ranks] == [(5, 4)]
    page = render(told, language="en", form="text")
    assert "its rank is below the last place taken" in page
    assert "Rank: place 5 of 6, by score 4 points" in page
    assert "the last place has 7 points, and so has the next" in page


@pytest.mark.parametrize(
    ("ties", "taken", "said"),
    [
        ("all_in", 4, "equals at the last place are all in, so 4 are taken"),
        ("all_out", 1, "equals at the last place are all out, so 1 are taken"),
    ],
)
def test_the_rule_for_equals_decides_and_is_said(ties: str, taken: int, said: str) -> None:
    """More than the places, or fewer."""
    run = scored(*SCORES, ties=ties)

    assert rank_of(run, "h1").taken == taken
    assert said in " ".join(render(statement(run, "h1"), language="en", form="text").split())


def test_places_are_rounded_as_the_rule_says() -> None:
    """A quarter of six is one and a half."""
    assert rank_of(scored(*SCORES, share="25 %"), "h1").places == 1
    up = rank_of(scored(*SCORES, share="25 %", count="up"), "h1")
    assert (up.exact, up.places) == (Fraction(3, 2), 2)
    page = render(
        statement(scored(*SCORES, share="25 %", count="up"), "h1"), language="zh", form="text"
    )
    assert "名额：取 6的前 25%，即 1.5，进位取整为 2" in page


def test_no_place_is_said() -> None:
    """A tenth of six is less than one household: nobody is taken, and everybody is told why."""
    told = statement(scored(*SCORES, share="10 %"), "h1")

    assert told.absences[0].ranks[0].edge is None
    assert "there is no place, so nobody is taken" in render(told, language="en", form="text")


def test_a_village_is_ranked_by_itself() -> None:
    """The list of the other village is not mixed in."""
    run = scored(9, 8, 7, 6, within="collective", villages=("v", "w"))

    assert {(rank_of(run, f"h{n}").within, rank_of(run, f"h{n}").of) for n in range(1, 5)} == {
        ("v", 2),
        ("w", 2),
    }
    assert [rank_of(run, f"h{n}").first for n in range(1, 5)] == [1, 1, 2, 2]


def test_the_second_ranking_is_among_those_of_the_first() -> None:
    """Half of four, then half of these two; who failed the first has no place in the second."""
    best: tuple[Condition, ...] = (
        Top(q("50 %"), q("household.size"), "all_in"),
        Top(q("50 %"), q("household.size"), "refuse"),
    )
    homes = tuple(Household(f"h{n}", "v") for n in range(1, 5))
    members = tuple(Member(f"h{n}.{m}", f"h{n}") for n in range(1, 5) for m in range(n))
    step = among("best", who=AllOf(best), **REWARD)
    run = run_of(plan_of(step, rest()), households=homes, members=members)

    def places(party: str) -> list[tuple[int, int]]:
        return [(rank.first, rank.of) for rank in ranks_on(run, party)]

    assert places("h4") == [(1, 4), (1, 2)]
    assert places("h3") == [(2, 4), (2, 2)]
    assert places("h2") == [(3, 4)]


def test_a_member_is_ranked_by_name() -> None:
    """The eldest of six is taken; a household without it reads the place of each of its members."""
    eldest, *others = MEMBERS
    members = (attrs.evolve(eldest, born_on=d("1930-01-01")), *others)
    top = Top(q("1/6"), q("person.age"), "refuse")
    step = among("best", among="persons", who=top, **REWARD)
    run = run_of(plan_of(step, rest()), members=members)

    assert rank_of(run, "h1").claim == "h1.1"
    page = render(statement(run, "h2"), language="en", form="text")
    assert "h2.1: Rank: places 2 to 3 of 6 persons, which 2 persons share" in page
    assert "h2.2: Rank: places 4 to 5 of 6 persons" in page
    assert "h3" not in page


def test_the_places_are_read_back_from_the_data() -> None:
    """Nothing is lost on the way through JSON."""
    for party in ("h1", "h5"):
        told = statement(scored(*SCORES), party)
        assert statement_from_json(statement_json(told)) == told
