"""Published numbers: met where the rule is offered, and where not, it is said which law they break.

Every vector of `tests/vectors/allocation.json` is assigned in `allocation_assignments.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from benefit_share.allocation import RULES, gini, poverty, round_to_units, solve
from benefit_share.allocation.faults import NegativeEstate, NegativeWeight

FOLDER = Path(__file__).parent.parent / "vectors"
VECTORS: list[dict[str, Any]] = json.loads((FOLDER / "allocation.json").read_text("utf-8"))
ASSIGNED: dict[str, str] = json.loads((FOLDER / "allocation_assignments.json").read_text("utf-8"))
SEED = "vectors"

Vector = dict[str, Any]
Amounts = list[Fraction]


def assigned(word: str) -> list[object]:
    """Return the vectors whose assignment begins with *word*."""
    return [
        pytest.param(vector, id=f"{vector['id']}-{vector['rule']}")
        for vector in VECTORS
        if ASSIGNED.get(str(vector["id"]), "").startswith(word)
    ]


def weights_of(vector: Vector) -> dict[str, Fraction]:
    """Return the weights by claimant; `remaining` is what the other portions leave of 1."""
    read = [None if text == "remaining" else Fraction(text) for text in vector["claims"]]
    rest = 1 - sum((weight for weight in read if weight is not None), Fraction(0))
    return {f"h{place}": rest if weight is None else weight for place, weight in enumerate(read)}


def fractions_of(vector: Vector) -> Amounts:
    """Return the recorded amounts."""
    return [Fraction(text) for text in vector["expected"]]


def largest_remainder(vector: Vector) -> list[int]:
    """Return our whole amounts."""
    estate, weights = int(vector["estate"]), weights_of(vector)
    return list(
        round_to_units(
            solve("proportional", estate, weights),
            estate,
            policy="largest_remainder",
            tie_seed=SEED,
            unit=vector.get("unit", 1),
        ).amounts
    )


def test_every_vector_is_assigned_and_no_assignment_is_without_a_vector() -> None:
    """None is silently dropped."""
    known = ("offered", "contrast: ", "not applicable: ")

    assert {str(vector["id"]) for vector in VECTORS} == set(ASSIGNED)
    assert len(VECTORS) == len(ASSIGNED)
    assert all(word.startswith(known) for word in ASSIGNED.values())


# What we offer.


def by_rule(vector: Vector) -> None:
    """Exact shares, as published."""
    shares = solve(vector["rule"], vector["estate"], weights_of(vector), tie_seed=None)

    assert list(shares.as_dict().values()) == fractions_of(vector)


def by_largest_remainder(vector: Vector) -> None:
    """Whole amounts where no tie had to be decided."""
    assert largest_remainder(vector) == fractions_of(vector)


def kept(vector: Vector) -> None:
    """Rounded down; the last number is the residue."""
    estate = int(vector["estate"])
    shares = solve("proportional", estate, weights_of(vector))
    result = round_to_units(shares, estate, policy="keep", tie_seed="")

    assert [*result.amounts, result.residue] == fractions_of(vector)


def priced(vector: Vector) -> None:
    """A whole price for a unit of the weights in lowest terms; the last number is the residue."""
    estate, weights = int(vector["estate"]), weights_of(vector)
    common = math.gcd(*(int(weight) for weight in weights.values()))
    shares = solve(
        "proportional", estate, {one: weight // common for one, weight in weights.items()}
    )
    result = round_to_units(shares, estate, policy="unit_price", tie_seed="", price_decimals=0)

    assert [*result.amounts, result.residue] == fractions_of(vector)


def ordered(vector: Vector) -> None:
    """A tier each; `remaining` may take all of the estate."""
    claims = {
        f"h{place}": vector["estate"] if text == "remaining" else text
        for place, text in enumerate(vector["claims"])
    }
    tiers = [{"rule": "proportional", "ids": [one]} for one in claims]
    shares = solve("priority", vector["estate"], claims, tiers=tiers, surplus="return")

    assert list(shares.as_dict().values()) == fractions_of(vector)
    assert shares.left_over == Fraction(vector.get("leftover", "0"))


def measured_poverty(vector: Vector) -> None:
    """The Handbook's country C."""
    measures = poverty(vector["claims"], vector["expected"]["z"])

    assert measures.gap == Fraction(vector["expected"]["P1"])
    assert measures.severity == Fraction(vector["expected"]["P2"])
    assert measures.head_count == Fraction(1, 2)


def measured_inequality(vector: Vector) -> None:
    """The Gini, to the digits printed; Theil is not offered, because it is no exact number."""
    recorded = Fraction(vector["expected"]["gini"])

    assert abs(gini(vector["claims"]) - recorded) <= Fraction(Decimal(str(vector["tolerance"])))


OFFERED = MappingProxyType[str, Callable[[Vector], None]](
    {
        "floor_separate": kept,
        "block_separate": priced,
        "ordered_capped": ordered,
        "fgt": measured_poverty,
        "inequality_measures": measured_inequality,
    }
)
"""How a rule that is offered under another name is compared."""


@pytest.mark.parametrize("vector", assigned("offered"))
def test_a_published_result_is_met(vector: Vector) -> None:
    """To the last digit, by the rule of the same name or by the one that does the same."""
    default = by_rule if vector["rule"] in RULES else by_largest_remainder
    OFFERED.get(vector["rule"], default)(vector)


# What others do, and we do not.


def exact_of(vector: Vector) -> Amounts:
    """Return the exact proportional shares."""
    shares = solve("proportional", int(vector["estate"]), weights_of(vector))
    return list(shares.as_dict().values())


def zero_weight_paid(vector: Vector, got: Amounts) -> bool:
    """Somebody of weight 0 gets something."""
    weights = weights_of(vector).values()
    return any(amount and not weight for amount, weight in zip(got, weights, strict=True))


def outside_quota(vector: Vector, got: Amounts) -> bool:
    """Somebody's amount is a whole unit or more away from the exact share."""
    return any(
        abs(amount - share) >= 1 for amount, share in zip(got, exact_of(vector), strict=True)
    )


def smaller_fraction_raised(vector: Vector, got: Amounts) -> bool:
    """Somebody was raised before a larger fraction."""
    pairs = list(zip(got, exact_of(vector), strict=True))
    return any(
        mine > my_share and yours < your_share and my_share % 1 < your_share % 1
        for mine, my_share in pairs
        for yours, your_share in pairs
    )


def larger_share_first(vector: Vector, got: Amounts) -> bool:
    """Of two equal fractions the larger share was raised, which turns the order of losses."""
    pairs = list(zip(got, exact_of(vector), strict=True))
    return any(
        mine > my_share
        and yours < your_share
        and my_share % 1 == your_share % 1
        and my_share > your_share
        for mine, my_share in pairs
        for yours, your_share in pairs
    )


def decided_by_place(vector: Vector, got: Amounts) -> bool:
    """Of two equal weights the one that stands first in the list got more."""
    pairs = list(zip(got, weights_of(vector).values(), strict=True))
    return any(
        mine > yours and my_weight == your_weight
        for place, (mine, my_weight) in enumerate(pairs)
        for yours, your_weight in pairs[place + 1 :]
    )


def not_the_nearest_rounding(vector: Vector, got: Amounts) -> bool:
    """One of two has the last place though the other is further from rounding up (Webster)."""
    pairs = list(zip(got, weights_of(vector).values(), strict=True))
    return any(
        mine and weight * (2 * yours + 1) < your_weight * (2 * mine - 1)
        for mine, weight in pairs
        for yours, your_weight in pairs
    )


LAWS = MappingProxyType[str, Callable[[Vector, Amounts], bool]](
    {
        "zero weight paid": zero_weight_paid,
        "outside quota": outside_quota,
        "smaller fraction raised": smaller_fraction_raised,
        "larger share first": larger_share_first,
        "decided by place": decided_by_place,
        "not the nearest rounding": not_the_nearest_rounding,
    }
)
"""Law to what is seen when it is broken."""

REFUSED = MappingProxyType[str, type[Exception]](
    {
        "negative estate divided": NegativeEstate,
        "negative weight paid": NegativeWeight,
    }
)
"""What others compute and we refuse."""

DEALT = frozenset({"jefferson", "adams", "dean", "huntington_hill"})


@pytest.mark.parametrize("vector", assigned("contrast"))
def test_a_result_of_another_rule_breaks_the_law_it_is_kept_for(vector: Vector) -> None:
    """Ours, on the same input, keeps it."""
    law = ASSIGNED[str(vector["id"])].removeprefix("contrast: ")
    if law in REFUSED:
        with pytest.raises(REFUSED[law]):
            solve("proportional", vector["estate"], weights_of(vector))
        return

    method = "webster" if law == "not the nearest rounding" else "quota_method"
    ours = (
        list(solve(method, vector["estate"], weights_of(vector)).as_dict().values())
        if vector["rule"] in DEALT
        else [Fraction(amount) for amount in largest_remainder(vector)]
    )

    assert LAWS[law](vector, fractions_of(vector))
    if law == "decided by place":
        # Ours is decided by the seed, so it follows the claimants when the list is turned round.
        turned = vector | {"claims": vector["claims"][::-1]}
        names = dict(zip(weights_of(vector), reversed(weights_of(vector)), strict=True))
        estate = int(vector["estate"])
        weights = {names[one]: weight for one, weight in weights_of(turned).items()}
        again = round_to_units(
            solve("proportional", estate, weights),
            estate,
            policy="largest_remainder",
            tie_seed=SEED,
        )
        assert list(again.amounts) == ours[::-1]
    else:
        assert not LAWS[law](vector, ours)
    assert sum(ours) == int(vector["estate"])


@pytest.mark.parametrize("vector", assigned("not applicable"))
def test_what_does_not_apply_is_not_offered(vector: Vector) -> None:
    """A rule that is offered one day must move to another assignment."""
    assert vector["rule"] not in RULES
