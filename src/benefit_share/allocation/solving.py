"""`solve`: any rule, one call.

What never lives here: the rules themselves (see the registry), and rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from benefit_share.allocation.reading import Question, read_problem

if TYPE_CHECKING:
    from benefit_share.allocation.numbers import Number
    from benefit_share.allocation.problem import CapSurplus, FloorMeaning, Shares, Surplus, Tier
    from benefit_share.errors import AllocationError

__all__ = ["solve"]


def solve(
    rule: str,
    estate: Number,
    claims: Mapping[str, Number],
    *,
    weights: Mapping[str, Number] | None = None,
    floors: Mapping[str, Number] | None = None,
    caps: Mapping[str, Number] | None = None,
    floor_meaning: FloorMeaning | None = None,
    cap_surplus: CapSurplus | None = None,
    tiers: Sequence[Tier | Mapping[str, object]] | None = None,
    sizes: Mapping[str, Number] | None = None,
    incomes: Mapping[str, Number] | None = None,
    line: Number | None = None,
    surplus: Surplus = "error",
    tie_seed: str | None = None,
) -> Shares:
    """Divide *estate* exactly, by the *rule* of this name; options it does not use are refused.

    Args:
        rule: a name in `RULES`.
        estate: 0 or more, in any unit; the shares come in the same unit.
        claims: claimant to number, 0 or more: claims in the unit of the estate, or weights for
            "proportional", "water_fill" and whole things; only ids for "equal" and "level_up".
        weights: for equal awards (0 gets nothing) and equal losses (above 0 each), claimant
            to the number in proportion to which awards or losses rise; 1 each if left out.
        floors: claimant to the least share; nobody else has one.
        caps: claimant to the greatest share; nobody else has one.
        floor_meaning: needed with *floors*. "topup": a share below the floor is raised to it;
            "additive": floors are paid first and the rest is divided.
        cap_surplus: needed with *caps*. What is above is left over ("keep") or "redistribute".
        tiers: for "priority", in order of service, each with a rule and its claimants.
        sizes: for "level_up", claimant to number of persons.
        incomes: for "level_up", claimant to income, of any sign.
        line: for "level_up", the income for a unit of size above which nobody is raised.
        surplus: what nobody may take is refused ("error") or left over ("return").
        tie_seed: for whole things, a text that was public before any data existed.

    Returns:
        exact shares, in the order of *claims*; shares and `left_over` add up to *estate*.

    Raises:
        AllocationError: a leaf in `benefit_share.allocation.faults` says what to write instead.

    Example:
        >>> from benefit_share.allocation import solve
        >>> solve("talmud", 200, {"a": 100, "b": 200, "c": 300}).exact("b")
        Fraction(75, 1)
    """
    faults: list[AllocationError] = []
    question = Question(
        rule=rule,
        estate=estate,
        claims=claims,
        weights=weights,
        floors=floors,
        caps=caps,
        floor_meaning=floor_meaning,
        cap_surplus=cap_surplus,
        tiers=tiers,
        sizes=sizes,
        incomes=incomes,
        line=line,
        surplus=surplus,
        tie_seed=tie_seed,
    )
    read = read_problem(question, faults)
    if read is None:
        raise faults[0]
    return read[0].solve(read[1])
