"""Every rule against a second, slow definition that shares no code with it.

Levels are found by walking the path of the rule between its breakpoints in fractions,
random arrival by all orders, minimal overlap by laying out the estate piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, permutations
from math import factorial
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_share.allocation import solve

Amounts = list[Fraction]
Path = Callable[[Fraction], Amounts]


def on_path(path: Path, breakpoints: Sequence[Fraction], estate: Fraction) -> Amounts:
    """Return the point of *path* that adds up to *estate*; between breakpoints it is straight."""
    levels = sorted(set(breakpoints))
    for low, high in pairwise(levels):
        at_low, at_high = path(low), path(high)
        if sum(at_low) <= estate <= sum(at_high):
            rise = sum(at_high) - sum(at_low)
            part = Fraction(estate - sum(at_low), rise) if rise else Fraction(0)
            return [a + part * (b - a) for a, b in zip(at_low, at_high, strict=True)]
    return path(levels[0])


def raise_to(estate: Fraction, claims: Amounts, start: Amounts | None = None) -> Amounts:
    """Return equal awards, each from its start up to its claim."""
    first = start or [Fraction(0)] * len(claims)
    return on_path(
        lambda level: [
            max(low, min(claim, level)) for low, claim in zip(first, claims, strict=True)
        ],
        [Fraction(0), *first, *claims],
        estate,
    )


def equal_losses(estate: Fraction, claims: Amounts) -> Amounts:
    """Return claims less one loss for all, never below 0."""
    return on_path(
        lambda level: [max(Fraction(0), claim + level) for claim in claims],
        [Fraction(0), *(-claim for claim in claims)],
        estate,
    )


def proportional(estate: Fraction, claims: Amounts) -> Amounts:
    """Return the estate in proportion to the claims."""
    total = sum(claims)
    return [Fraction(estate * claim, total) if total else Fraction(0) for claim in claims]


def plus(one: Amounts, two: Amounts) -> Amounts:
    """Return the sums."""
    return [a + b for a, b in zip(one, two, strict=True)]


def less(one: Amounts, two: Amounts) -> Amounts:
    """Return the differences."""
    return [a - b for a, b in zip(one, two, strict=True)]


def halves(claims: Amounts) -> Amounts:
    """Return half of each claim."""
    return [Fraction(claim, 2) for claim in claims]


def talmud(estate: Fraction, claims: Amounts) -> Amounts:
    """Return equal awards on half claims, or equal losses on half claims above the halves."""
    middle = halves(claims)
    if estate <= sum(middle):
        return raise_to(estate, middle)
    return plus(middle, equal_losses(estate - sum(middle), middle))


def reverse_talmud(estate: Fraction, claims: Amounts) -> Amounts:
    """Return equal losses on half claims, or equal awards above the halves."""
    middle = halves(claims)
    if estate <= sum(middle):
        return equal_losses(estate, middle)
    return plus(middle, raise_to(estate - sum(middle), middle))


def piniles(estate: Fraction, claims: Amounts) -> Amounts:
    """Return equal awards on half claims, twice."""
    middle = halves(claims)
    if estate <= sum(middle):
        return raise_to(estate, middle)
    return plus(middle, raise_to(estate - sum(middle), middle))


def egalitarian(estate: Fraction, claims: Amounts) -> Amounts:
    """Return equal awards inside half claim and claim."""
    middle = halves(claims)
    if estate <= sum(middle):
        return raise_to(estate, middle)
    return raise_to(estate, claims, middle)


def minimal_overlap(estate: Fraction, claims: Amounts) -> Amounts:
    """Lay out the estate, and share every piece among those who claim it."""
    cut = [min(claim, estate) for claim in claims]
    covered = on_path(
        # The path runs downwards in s, so it is walked with the sign turned.
        lambda turned: [-turned, *(max(Fraction(0), claim + turned) for claim in cut)],
        [Fraction(0), *(-claim for claim in cut)],
        estate,
    )
    level = covered[0]
    marks = sorted({Fraction(0), level, *(claim for claim in cut if claim < level)})
    return [
        max(Fraction(0), claim - level)
        + sum(
            Fraction(high - low, sum(other >= high for other in cut))
            for low, high in pairwise(marks)
            if high <= claim
        )
        for claim in cut
    ]


def random_arrival(estate: Fraction, claims: Amounts) -> Amounts:
    """Serve all orders of arrival and take the average."""
    got = [Fraction(0)] * len(claims)
    for order in permutations(range(len(claims))):
        rest = estate
        for place in order:
            paid = min(rest, claims[place])
            got[place] += paid
            rest -= paid
    return [Fraction(amount, factorial(len(claims))) for amount in got]


def truncated(estate: Fraction, claims: Amounts) -> Amounts:
    """Return the estate in proportion to truncated claims."""
    return proportional(estate, [min(claim, estate) for claim in claims])


def adjusted(estate: Fraction, claims: Amounts) -> Amounts:
    """Return minimal rights, and the rest in proportion to what is left to claim of it."""
    rights = [max(Fraction(0), estate - sum(claims) + claim) for claim in claims]
    return plus(rights, truncated(estate - sum(rights), less(claims, rights)))


REFERENCES: Mapping[str, Callable[[Fraction, Amounts], Amounts]] = MappingProxyType(
    {
        "proportional": proportional,
        "constrained_equal_awards": raise_to,
        "constrained_equal_losses": equal_losses,
        "talmud": talmud,
        "reverse_talmud": reverse_talmud,
        "piniles": piniles,
        "constrained_egalitarian": egalitarian,
        "minimal_overlap": minimal_overlap,
        "random_arrival": random_arrival,
        "average_cea_cel": lambda estate, claims: halves(
            plus(raise_to(estate, claims), equal_losses(estate, claims))
        ),
        "adjusted_proportional": adjusted,
        "truncated_proportional": truncated,
    }
)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Fraction, Amounts]:
    """Draw an estate and up to five claims that reach it, in thirds and halves."""
    claims = draw(st.lists(st.builds(Fraction, st.integers(0, 30), st.integers(1, 3)), max_size=5))
    part = draw(st.integers(0, 12))
    return Fraction(sum(claims, Fraction(0)) * part, 12), claims


@pytest.mark.parametrize("rule", REFERENCES)
@given(problem=problems())
@settings(max_examples=60, deadline=None)
def test_a_rule_agrees_with_its_slow_definition(
    rule: str, problem: tuple[Fraction, Amounts]
) -> None:
    """To the last digit, on any problem."""
    estate, claims = problem
    named = {f"h{place}": claim for place, claim in enumerate(claims)}

    got = list(solve(rule, estate, named).as_dict().values())

    assert got == REFERENCES[rule](estate, claims)


@given(problem=problems())
@settings(max_examples=60, deadline=None)
def test_any_two_share_what_they_get_together_as_the_contested_garment_is_shared(
    problem: tuple[Fraction, Amounts],
) -> None:
    """Which no rule but the Talmud's does (Aumann and Maschler 1985)."""
    estate, claims = problem
    named = {f"h{place}": claim for place, claim in enumerate(claims)}
    got = list(solve("talmud", estate, named).as_dict().values())

    for mine, my_claim in zip(got, claims, strict=True):
        for yours, your_claim in zip(got, claims, strict=True):
            pair = mine + yours
            conceded = max(Fraction(0), pair - your_claim)
            contested = pair - conceded - max(Fraction(0), pair - my_claim)
            if (mine, my_claim) != (yours, your_claim):
                assert mine == conceded + Fraction(contested, 2)
