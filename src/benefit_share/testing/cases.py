"""Strategies for rosters, incomes and whole cases."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Final

import attrs
from hypothesis import strategies as st

from benefit_share.assets import Asset, Income, Ownership
from benefit_share.distribution import Balance, Case, RegisterRow
from benefit_share.households import Collective, FactRow, Household, Member
from benefit_share.plan.model import Plan
from benefit_share.points import Entry
from benefit_share.testing.plans import CATEGORIES, STATUSES, YEAR, plans
from benefit_share.values import Period, Span

__all__ = ["Village", "balances", "cases", "incomes", "rosters"]

PERIOD: Final = Period(dt.date(YEAR, 1, 1), dt.date(YEAR + 1, 1, 1))
_DAYS = st.dates(dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31))
_BIRTHS = st.dates(dt.date(YEAR - 90, 1, 1), dt.date(YEAR - 1, 12, 31))
_SPANS = st.one_of(st.just(Span()), _DAYS.map(Span))


@attrs.frozen
class Village:
    """Who lives where, and what is known of them.

    Attributes:
        collectives: the villages.
        households: their households.
        members: the persons in them.
        facts: the facts that generated plans ask for.
        posts: rows of the register `posts`.
        entries: entries of the points ledger.
    """

    collectives: tuple[Collective, ...]
    households: tuple[Household, ...]
    members: tuple[Member, ...]
    facts: tuple[FactRow, ...]
    posts: tuple[RegisterRow, ...] = ()
    entries: tuple[Entry, ...] = ()


@st.composite
def rosters(draw: st.DrawFn, villages: int = 2, households: int = 4, members: int = 3) -> Village:
    """Draw up to so many villages, households in each and members in each household."""
    collectives = tuple(Collective(f"v{n}") for n in range(draw(st.integers(1, villages))))
    homes = [
        Household(f"{village.id}h{number}", village.id, span=draw(_SPANS))
        for village in collectives
        for number in range(draw(st.integers(1, households)))
    ]
    people = [
        Member(f"{home.id}.{place}", home.id, born_on=draw(_BIRTHS), span=home.span)
        for home in homes
        for place in range(draw(st.integers(1, members)))
    ]
    facts = [row for home in homes for row in _facts(draw, home.id)]
    facts += [
        FactRow(person.id, "able", draw(st.sampled_from(("yes", "no"))))
        for person in people
        if draw(st.booleans())
    ]
    return Village(
        collectives,
        tuple(homes),
        tuple(people),
        tuple(facts),
        tuple(_posts(draw, people)),
        tuple(_entries(draw, homes)),
    )


def _facts(draw: st.DrawFn, home: str) -> list[FactRow]:
    return [
        FactRow(home, "status", draw(st.sampled_from(STATUSES))),
        FactRow(home, "category", draw(st.sampled_from(CATEGORIES))),
        FactRow(home, "score", str(draw(st.integers(0, 100)))),
    ]


def _posts(draw: st.DrawFn, people: list[Member]) -> list[RegisterRow]:
    holders = draw(st.lists(st.sampled_from(people), max_size=4))
    return [
        RegisterRow(
            f"p{number}",
            holder.id,
            {"wage": draw(st.integers(1, 500_00)), "months": draw(st.integers(1, 12))},
        )
        for number, holder in enumerate(holders)
    ]


def _entries(draw: st.DrawFn, homes: list[Household]) -> list[Entry]:
    whose = draw(st.lists(st.sampled_from(homes), max_size=4))
    return [
        Entry(f"e{number}", home.id, "work", draw(_DAYS), Fraction(draw(st.integers(1, 5))))
        for number, home in enumerate(whose)
    ]


@st.composite
def incomes(draw: st.DrawFn, assets: tuple[str, ...], most: int = 10**9) -> tuple[Income, ...]:
    """Draw one to three receipts of each asset, in minor units, each at most *most*."""
    return tuple(
        Income(
            f"{asset}r{number}",
            asset,
            draw(_DAYS),
            draw(st.sampled_from(("rent", "feed_in"))),
            draw(st.integers(0, most)),
        )
        for asset in assets
        for number in range(draw(st.integers(1, 3)))
    )


@st.composite
def balances(draw: st.DrawFn, village: Village) -> tuple[Balance, ...]:
    """Draw what the accounts of generated plans held before the run."""
    sums = st.integers(0, 10**6)
    found = [Balance("reserve", "held", "", draw(sums), 0)] if draw(st.booleans()) else []
    found += [
        Balance("kept", "held", one.id, draw(sums) + 10**6, draw(sums))
        for one in village.collectives
        if draw(st.booleans())
    ]
    return tuple(found)


@st.composite
def cases(
    draw: st.DrawFn,
    plan: st.SearchStrategy[Plan] | None = None,
    roster: st.SearchStrategy[Village] | None = None,
) -> Case:
    """Draw a case that `distribute` accepts: a plan, a roster, and income of every village."""
    village = draw(rosters() if roster is None else roster)
    assets = tuple(f"a{one.id}" for one in village.collectives)
    return Case(
        plan=draw(plans() if plan is None else plan),
        period=PERIOD,
        scope=tuple(one.id for one in village.collectives),
        collectives=village.collectives,
        assets=tuple(Asset(one, "station") for one in assets),
        ownership=tuple(
            Ownership(asset, one.id, Fraction(1))
            for asset, one in zip(assets, village.collectives, strict=True)
        ),
        income=draw(incomes(assets)),
        balances=draw(balances(village)),
        households=village.households,
        members=village.members,
        facts=village.facts,
        points=village.entries,
        registers={"posts": village.posts},
    )
