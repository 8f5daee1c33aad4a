"""The axioms of the claims rules, on exact shares: who has which, and who has not.

A law is a predicate over one small problem that tries everything the law speaks of
(every pair, every smaller estate, every way to split).
Where a rule has the law, Hypothesis looks for a counter-example and must find none;
where it has not, a search over small problems must find one, so the table cannot say too little.
The table is Thomson (2019), chapters 2 to 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, pairwise
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_share.allocation import RULES, solve

Claims = tuple[Fraction, ...]
Law = Callable[[str, Fraction, Claims], bool]

PRO, CEA, CEL = "proportional", "constrained_equal_awards", "constrained_equal_losses"
TAL, RTAL, PIN = "talmud", "reverse_talmud", "piniles"
CE, MO, RA = "constrained_egalitarian", "minimal_overlap", "random_arrival"
AV, APRO, TPRO = "average_cea_cel", "adjusted_proportional", "truncated_proportional"
ALL = frozenset({PRO, CEA, CEL, TAL, RTAL, PIN, CE, MO, RA, AV, APRO, TPRO})


def awards(rule: str, estate: Fraction | int, claims: Claims) -> Claims:
    """Return the exact awards, in the order of the claims."""
    shares = solve(rule, estate, {f"h{place}": claim for place, claim in enumerate(claims)})
    return tuple(shares.as_dict().values())


def steps(estate: Fraction) -> Iterator[Fraction]:
    """Yield estates below *estate*, from nothing upwards."""
    count = 4
    return (Fraction(estate * part, count) for part in range(count))


def balance(rule: str, estate: Fraction, claims: Claims) -> bool:
    """The awards add up to the estate."""
    return sum(awards(rule, estate, claims)) == estate


def bounds(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Nobody gets less than nothing or more than the claim."""
    got = awards(rule, estate, claims)
    return all(0 <= award <= claim for award, claim in zip(got, claims, strict=True))


def equal_treatment(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Equal claims get equal awards."""
    got = dict[Fraction, Fraction]()
    pairs = zip(claims, awards(rule, estate, claims), strict=True)
    return all(got.setdefault(claim, award) == award for claim, award in pairs)


def order(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Who claims more gets no less and loses no less."""
    pairs = sorted(zip(claims, awards(rule, estate, claims), strict=True))
    return all(
        few <= many and low - few <= high - many for (low, few), (high, many) in pairwise(pairs)
    )


def anonymity(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Names and places do not count."""
    return awards(rule, estate, claims[::-1]) == awards(rule, estate, claims)[::-1]


def homogeneity(rule: str, estate: Fraction, claims: Claims) -> bool:
    """In another unit all awards are the same amounts."""
    times = Fraction(7, 3)
    scaled = awards(rule, estate * times, tuple(claim * times for claim in claims))
    return scaled == tuple(award * times for award in awards(rule, estate, claims))


def claim_monotonicity(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Whose claim rises does not get less."""
    got = awards(rule, estate, claims)
    return all(
        awards(rule, estate, (*claims[:place], claim + 1, *claims[place + 1 :]))[place]
        >= got[place]
        for place, claim in enumerate(claims)
    )


def resource_monotonicity(rule: str, estate: Fraction, claims: Claims) -> bool:
    """When there is more to divide, nobody gets less."""
    got = awards(rule, estate, claims)
    return all(
        less <= more
        for smaller in steps(estate)
        for less, more in zip(awards(rule, smaller, claims), got, strict=True)
    )


def null_claim(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Who claims nothing gets nothing and changes nothing."""
    return awards(rule, estate, (*claims, Fraction(0))) == (*awards(rule, estate, claims), 0)


def population_monotonicity(rule: str, estate: Fraction, claims: Claims) -> bool:
    """When somebody leaves without anything, nobody gets less."""
    got = awards(rule, estate, claims)
    for place in range(len(claims)):
        others = claims[:place] + claims[place + 1 :]
        if sum(others) >= estate:
            after = awards(rule, estate, others)
            before = got[:place] + got[place + 1 :]
            if any(less > more for less, more in zip(before, after, strict=True)):
                return False
    return True


def consistency(rule: str, estate: Fraction, claims: Claims) -> bool:
    """When somebody takes the award and leaves, the others' awards stay."""
    got = awards(rule, estate, claims)
    return all(
        awards(rule, estate - got[place], claims[:place] + claims[place + 1 :])
        == got[:place] + got[place + 1 :]
        for place in range(len(claims))
    )


def composition_down(rule: str, estate: Fraction, claims: Claims) -> bool:
    """When there is less than was promised, the promises may serve as claims."""
    promised = awards(rule, estate, claims)
    return all(
        awards(rule, smaller, promised) == awards(rule, smaller, claims)
        for smaller in steps(estate)
    )


def composition_up(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Two payments one after the other are the same as one."""
    got = awards(rule, estate, claims)
    for smaller in steps(estate):
        first = awards(rule, smaller, claims)
        rest = tuple(claim - award for claim, award in zip(claims, first, strict=True))
        second = awards(rule, estate - smaller, rest)
        if got != tuple(one + two for one, two in zip(first, second, strict=True)):
            return False
    return True


def claims_truncation(rule: str, estate: Fraction, claims: Claims) -> bool:
    """What somebody claims beyond the estate does not count."""
    cut = tuple(min(claim, estate) for claim in claims)
    return awards(rule, estate, cut) == awards(rule, estate, claims)


def minimal_rights_first(rule: str, estate: Fraction, claims: Claims) -> bool:
    """What the others concede may be paid first."""
    total = sum(claims)
    rights = tuple(max(Fraction(0), estate - (total - claim)) for claim in claims)
    rest = awards(
        rule,
        estate - sum(rights),
        tuple(claim - right for claim, right in zip(claims, rights, strict=True)),
    )
    together = tuple(right + award for right, award in zip(rights, rest, strict=True))
    return together == awards(rule, estate, claims)


def self_duality(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Losses are divided as awards are."""
    lost = awards(rule, sum(claims) - estate, claims)
    left = tuple(claim - loss for claim, loss in zip(claims, lost, strict=True))
    return left == awards(rule, estate, claims)


def midpoint(rule: str, estate: Fraction, claims: Claims) -> bool:  # noqa: ARG001 -- as all laws
    """With half of all claims, each gets half."""
    half = tuple(Fraction(claim, 2) for claim in claims)
    return awards(rule, sum(half), claims) == half


def no_gain_by_merging(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Two who claim as one do not get more."""
    got = awards(rule, estate, claims)
    for one, two in combinations(range(len(claims)), 2):
        others = tuple(claim for place, claim in enumerate(claims) if place not in (one, two))
        merged = awards(rule, estate, (*others, claims[one] + claims[two]))[-1]
        if merged > got[one] + got[two]:
            return False
    return True


def no_gain_by_splitting(rule: str, estate: Fraction, claims: Claims) -> bool:
    """One who claims as two does not get more."""
    got = awards(rule, estate, claims)
    for place, claim in enumerate(claims):
        others = claims[:place] + claims[place + 1 :]
        for part in steps(claim):
            if sum(awards(rule, estate, (*others, part, claim - part))[-2:]) > got[place]:
                return False
    return True


def full_compensation(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Who could be paid in full if nobody claimed more is paid in full."""
    got = awards(rule, estate, claims)
    return all(
        award == claim
        for award, claim in zip(got, claims, strict=True)
        if sum(min(claim, other) for other in claims) <= estate
    )


def null_compensation(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Who claims less than the larger claims exceed by gets nothing."""
    got = awards(rule, estate, claims)
    return all(
        award == 0
        for award, claim in zip(got, claims, strict=True)
        if sum(max(Fraction(0), other - claim) for other in claims) >= estate
    )


def progressive(rule: str, estate: Fraction, claims: Claims) -> bool:
    """A larger claim gets no smaller part of itself."""
    pairs = [pair for pair in zip(claims, awards(rule, estate, claims), strict=True) if pair[0]]
    return all(
        few * high <= many * low for low, few in pairs for high, many in pairs if low <= high
    )


def regressive(rule: str, estate: Fraction, claims: Claims) -> bool:
    """A larger claim gets no larger part of itself."""
    pairs = [pair for pair in zip(claims, awards(rule, estate, claims), strict=True) if pair[0]]
    return all(
        few * high >= many * low for low, few in pairs for high, many in pairs if low <= high
    )


def lower_bound(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Each of n gets at least an n-th of the claim, or of the estate if that is less."""
    got = awards(rule, estate, claims)
    return all(
        len(claims) * award >= min(claim, estate) for award, claim in zip(got, claims, strict=True)
    )


def order_of_increments(rule: str, estate: Fraction, claims: Claims) -> bool:
    """Of what is added to the estate, who claims more gets no less."""
    got = awards(rule, estate, claims)
    for smaller in steps(estate):
        before = awards(rule, smaller, claims)
        gains = sorted(zip(claims, (b - a for a, b in zip(before, got, strict=True)), strict=True))
        if any(few > many and low < high for (low, few), (high, many) in pairwise(gains)):
            return False
    return True


HOLDS = MappingProxyType[Law, frozenset[str]](
    {
        balance: ALL,
        bounds: ALL,
        equal_treatment: ALL,
        order: ALL,
        anonymity: ALL,
        homogeneity: ALL,
        claim_monotonicity: ALL,
        resource_monotonicity: ALL,
        null_claim: ALL,
        population_monotonicity: ALL - {APRO},
        consistency: ALL - {APRO, RA, MO, AV, TPRO},
        composition_down: frozenset({PRO, CEA, CEL}),
        composition_up: frozenset({PRO, CEA, CEL}),
        claims_truncation: frozenset({CEA, TAL, APRO, RA, MO, TPRO}),
        minimal_rights_first: frozenset({CEL, TAL, APRO, RA, MO}),
        self_duality: frozenset({PRO, TAL, APRO, RA, AV, RTAL}),
        midpoint: frozenset({PRO, TAL, APRO, RA, PIN, CE, AV, RTAL}),
        no_gain_by_merging: frozenset({PRO, CEA, PIN, CE, TPRO}),
        no_gain_by_splitting: frozenset({PRO, CEL}),
        full_compensation: frozenset({CEA}),
        null_compensation: frozenset({CEL}),
        progressive: frozenset({PRO, CEL}),
        regressive: frozenset({PRO, CEA, PIN, CE, TPRO}),
        lower_bound: ALL - {PRO, CEL, AV, RTAL},
        order_of_increments: ALL - {CE},
    }
)
"""Law to the rules that have it; every other claims rule has not."""


def cells(*, holding: bool) -> list[object]:
    """Return the cells of the table in which the law holds, or does not."""
    return [
        pytest.param(law, rule, id=f"{law.__name__}-{rule}")
        for law, rules in HOLDS.items()
        for rule in sorted(ALL)
        if (rule in rules) is holding
    ]


@st.composite
def problems(draw: st.DrawFn) -> tuple[Fraction, Claims]:
    """Draw an estate and two to four claims that reach it."""
    claims = draw(st.lists(st.integers(0, 12), min_size=2, max_size=4).filter(any))
    halves = draw(st.integers(0, 2 * sum(claims)))
    return Fraction(halves, 2), tuple(map(Fraction, claims))


def small_problems() -> Iterator[tuple[Fraction, Claims]]:
    """Yield problems until every law that fails somewhere has failed."""
    for count, top in ((2, 5), (3, 7), (4, 5)):
        for claims in combinations_with_replacement(range(1, top), count):
            for halves in range(1, 2 * sum(claims)):
                yield Fraction(halves, 2), tuple(map(Fraction, claims))


@pytest.mark.parametrize(("law", "rule"), cells(holding=True))
@given(problem=problems())
@settings(max_examples=25, deadline=None)
def test_a_rule_has_the_laws_of_the_table(
    law: Law, rule: str, problem: tuple[Fraction, Claims]
) -> None:
    """No problem contradicts it."""
    assert law(rule, *problem)


@pytest.mark.parametrize(("law", "rule"), cells(holding=False))
def test_a_rule_has_no_other_law(law: Law, rule: str) -> None:
    """Some small problem contradicts it."""
    assert not all(law(rule, *problem) for problem in small_problems())


def test_the_table_speaks_of_every_claims_rule() -> None:
    """A rule added to the registry must be placed in the table."""
    claims_rules = {rule.name for rule in RULES.values() if rule.claims_are == "claims"}

    assert claims_rules - {"priority"} | {PRO} == ALL
