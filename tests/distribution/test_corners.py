"""The rare answers of the stages, each reached by a case that could be somebody's."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import attrs
import pytest

from benefit_share.assets import Asset
from benefit_share.distribution import Balance
from benefit_share.distribution.claims import candidates
from benefit_share.distribution.scoring import Scorer
from benefit_share.expressions.world import Subject, Unknown
from benefit_share.households import Collective, Household, Member
from benefit_share.plan.model import Account, Pool
from house_case import HOUSEHOLDS, MEMBERS, among, case_of, d, plan_of, q, refused, rest, world_of

PERSON = Subject("person", "h1.1", household="h1", collective="v")
HOUSEHOLD = Subject("household", "h1", household="h1", collective="v")


def test_a_member_without_a_day_of_birth_has_no_birthday() -> None:
    """And still has a household whose days are looked at."""
    case = case_of(among(), members=(*MEMBERS, Member("h1.2", "h1")))
    world = world_of(case)

    assert d("07-01") in world.turning_days(world.party("h1"))
    assert case.members[-1].born_on is None


def test_what_is_held_for_a_household_of_another_village_is_not_given_here() -> None:
    """Each copy of the pool has the holders of its own collective, and those of none."""
    case = case_of(
        plan_of(among(), accounts={"trust": Account("held", "claimant")}),
        scope=("v", "w"),
        collectives=(Collective("v", "Village"), Collective("w", "Other")),
        households=(*HOUSEHOLDS, Household("far", "w")),
        balances=tuple(Balance("trust", "held", who, 1_00, 0) for who in ("h1", "far", "estate")),
    )
    world = world_of(case)
    copy = Subject("collective", "v", collective="v")

    assert [one.id for one in candidates(world, "held.trust", copy)] == ["estate", "h1"]


@pytest.mark.parametrize(
    ("fields", "others"),
    [
        ({"kind": ("rent",)}, {"asset": ("a",)}),
        ({"kind": ("rent",)}, {"asset_kind": ("greenhouse",)}),
        ({"kind": ("rent",)}, {}),
        ({"kind": ("rent", "fee")}, {"kind": ("fee",)}),
    ],
)
def test_pools_that_could_take_the_same_receipt_are_refused_before_any_money(
    fields: dict[str, tuple[str, ...]], others: dict[str, tuple[str, ...]]
) -> None:
    """By its kind the one, by its asset the other: it would count twice."""
    pools = {"one": Pool(fed_by=fields), "other": Pool(fed_by=others)}
    case = case_of(plan_of(rest("one", to="payee.x"), rest("other", to="payee.x"), pools=pools))

    assert refused(case) == [("plan.income-twice", "pools.other.fed_by")]


def test_a_scorer_that_was_pickled_answers_as_before() -> None:
    """It carries the case alone, and makes its world when it is first asked."""
    scorer = Scorer(case_of(among()))
    again = pickle.loads(pickle.dumps(scorer))

    assert again == scorer
    assert again != Scorer(case_of(among(), income=1_00))
    assert again != "a scorer"
    assert again(q("household.size"), "h2", d("12-31")) == Fraction(2)


def test_a_points_item_that_means_nothing_is_a_finding_and_no_points() -> None:
    """Said once for each time it is asked, and never a guess."""
    scorer = Scorer(case_of(among()))

    assert scorer(q("nothing.here"), "h2", d("12-31")) == 0
    assert scorer.missing


@pytest.mark.parametrize(
    ("subject", "kind", "found"),
    [
        (HOUSEHOLD, "household", "h1"),
        (PERSON, "household", "h1"),
        (attrs.evolve(PERSON, household="gone"), "household", None),
        (PERSON, "collective", "v"),
        (Subject("row", "h1.1", asset="a"), "asset", "a"),
        (Subject("row", "h1.1"), "person", "h1.1"),
        (Subject("row", "nobody"), "person", None),
        (Subject("scope", ""), "household", None),
    ],
)
def test_a_party_is_related_to_what_it_belongs_to(
    subject: Subject, kind: str, found: str | None
) -> None:
    """To its household, collective and asset; a row to the person who holds it."""
    related = world_of(case_of(among())).related(subject, kind)

    assert (related and related.id) == found


@pytest.mark.parametrize(
    ("asset", "column"),
    [
        (Asset("a", "solar"), "kW"),
        (Asset("a", "solar", capacity=Fraction(30), capacity_unit="mu"), "kW"),
    ],
)
def test_a_capacity_in_another_unit_is_unknown(asset: Asset, column: str) -> None:
    """Thirty mu are not thirty kilowatts."""
    world = world_of(case_of(among(), assets=(asset,)))

    with pytest.raises(Unknown) as caught:
        world.asset(Subject("asset", "a", asset="a"), column)

    assert caught.value.fact == f"asset.{column}"


def test_points_of_a_plan_without_points_are_unknown() -> None:
    """Not none: nobody has counted."""
    world: Any = world_of(case_of(among()))

    with pytest.raises(Unknown) as caught:
        world.points(HOUSEHOLD, "total")

    assert (caught.value.subject, caught.value.fact) == ("h1", "points.total")
