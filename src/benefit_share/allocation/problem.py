"""The values of this room: a rule, a problem, exact shares, whole amounts.

What never lives here: how any of them is computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Literal

import attrs

from benefit_share.allocation.faults import DuplicateClaimant

__all__ = ["Problem", "Rounded", "Rule", "Shares", "Tier"]

FloorMeaning = Literal["topup", "additive"]
CapSurplus = Literal["redistribute", "keep"]
Surplus = Literal["error", "return"]


def _distinct(_: object, __: object, ids: tuple[str, ...]) -> None:
    """Refuse *ids* in which one stands twice."""
    if len(set(ids)) != len(ids):
        counts = Counter(ids)
        raise DuplicateClaimant(next(one for one in ids if counts[one] > 1))


@attrs.frozen
class Shares:
    """Exact shares: whole numerators over one denominator, in the unit of the estate.

    Attributes:
        ids: the claimants, in the order in which the claims were given.
        numerators: one a claimant; the exact share is `numerator / denominator`.
        denominator: 1 or more.
        multiplier: the price of a unit of weight, or the level lambda of awards or losses,
            where the rule has one; the smallest that fits.
        words: one a claimant: what held its share ("floor", "cap", "claim", "half_claim",
            "zero", "minimum_right", "line", "income"), or "".
        claims: one a claimant, over `claim_denominator`: what the tie key compares;
            empty when the rule looks at no claims.
        claim_denominator: 1 or more.
        left_over: what nobody took, under surplus="return" or cap_surplus="keep".
        tie_decided: for whole things, those among whom the seed decided, sorted.
        rule: the name of the rule, "" when made by hand.
    """

    ids: tuple[str, ...] = attrs.field(validator=_distinct)
    numerators: tuple[int, ...]
    denominator: int
    multiplier: Fraction | None = None
    words: tuple[str, ...] = ()
    claims: tuple[int, ...] = ()
    claim_denominator: int = 1
    left_over: Fraction = Fraction(0)
    tie_decided: tuple[str, ...] = ()
    rule: str = ""

    @cached_property
    def _index(self) -> dict[str, int]:
        """Where each claimant stands."""
        return {one: index for index, one in enumerate(self.ids)}

    def exact(self, claimant: str, /) -> Fraction:
        """Return the exact share of *claimant*, in the unit of the estate.

        Raises:
            KeyError: nobody has this id.
        """
        return Fraction(self.numerators[self._index[claimant]], self.denominator)

    @property
    def total(self) -> Fraction:
        """The sum of the exact shares; with `left_over` it is the estate."""
        return Fraction(sum(self.numerators), self.denominator)

    @property
    def bound(self) -> dict[str, str]:
        """Claimant to the word for what held its share; the others are left out."""
        return {one: word for one, word in zip(self.ids, self.words, strict=False) if word}

    def as_dict(self) -> dict[str, Fraction]:
        """Return claimant to exact share, in the order of the claims."""
        return {
            one: Fraction(numerator, self.denominator)
            for one, numerator in zip(self.ids, self.numerators, strict=True)
        }


@attrs.frozen
class Rounded:
    """Whole amounts, rounded once.

    Attributes:
        ids: the claimants, in the order of the shares.
        amounts: one a claimant, each a multiple of `unit`.
        residue: the total less all amounts: 0 or more, to be kept by a declared owner.
        raised: who got a rounding unit on top of the exact share rounded down.
        tie_decided: those equal in fraction, share and claim among whom the seed
            (or the published order) decided, sorted.
        cut: the smallest fraction of a unit that was raised; None when none was.
        policy: how it was rounded.
        unit: the step, in the unit of the estate.
        price: under "unit_price", the price of a unit of weight; else None.
        edge: those whose fraction is the cut, when only some of them could be raised:
            the tie key decided among them, and `raised` says for whom.
    """

    ids: tuple[str, ...]
    amounts: tuple[int, ...]
    residue: int
    raised: frozenset[str]
    tie_decided: tuple[str, ...]
    cut: Fraction | None
    policy: str
    unit: int = 1
    price: Fraction | None = None
    edge: frozenset[str] = frozenset()

    @cached_property
    def _index(self) -> dict[str, int]:
        """Where each claimant stands."""
        return {one: index for index, one in enumerate(self.ids)}

    def amount(self, claimant: str, /) -> int:
        """Return the amount of *claimant*, in the unit of the estate.

        Raises:
            KeyError: nobody has this id.
        """
        return self.amounts[self._index[claimant]]

    @property
    def total(self) -> int:
        """The sum of the amounts; with `residue` it is the total that was rounded."""
        return sum(self.amounts)

    def as_dict(self) -> dict[str, int]:
        """Return claimant to amount, in the order of the claims."""
        return dict(zip(self.ids, self.amounts, strict=True))


@attrs.frozen
class Tier:
    """One step of a strict order: who is served, and by which rule among them.

    Attributes:
        rule: the name of a claims rule, or "proportional" (to the claims, never above them).
        ids: the claimants of this tier.
    """

    rule: str
    ids: tuple[str, ...]


@attrs.frozen
class Problem:
    """A problem that has been read: integers only, every amount in `1 / scale` of the unit.

    Attributes:
        ids: the claimants, in the order given.
        estate: 0 or more.
        claims: one a claimant, 0 or more; empty when the rule looks at none.
        weights: one a claimant, 0 or more, in `1 / weight_scale`; all 1 when none were given.
        scale: the common denominator of all amounts.
        weight_scale: the common denominator of all weights.
        floors: one a claimant; 0 is no floor.
        caps: one a claimant; None is no cap.
        floor_meaning: None when there are no floors.
        cap_surplus: None when there are no caps.
        surplus: what to do with what nobody may take.
        incomes: one a claimant, for levelling.
        line: the level, for a unit of size, above which nobody is raised.
        tiers: pairs of rule and positions, for "priority".
        tie_seed: what whole things are dealt by when claimants are equal.
    """

    rule: str
    ids: tuple[str, ...]
    estate: int
    claims: tuple[int, ...]
    weights: tuple[int, ...]
    scale: int = 1
    weight_scale: int = 1
    floors: tuple[int, ...] = ()
    caps: tuple[int | None, ...] = ()
    floor_meaning: FloorMeaning | None = None
    cap_surplus: CapSurplus | None = None
    surplus: Surplus = "error"
    incomes: tuple[int, ...] = ()
    line: int | None = None
    tiers: tuple[tuple[Rule, tuple[int, ...]], ...] = ()
    tie_seed: str | None = None

    def amount(self, numerator: int, denominator: int = 1) -> Fraction:
        """Return *numerator* / *denominator* of this problem in the unit of the estate."""
        return Fraction(numerator, denominator * self.scale)

    def price(self, level: Fraction | None) -> Fraction | None:
        """Return a *level* of this problem for a unit of weight as it was written."""
        return None if level is None else Fraction(level * self.weight_scale, self.scale)

    def narrowed(self, positions: tuple[int, ...], estate: int, rule: str) -> Problem:
        """Return the problem of the claimants at *positions* alone, with their *estate*."""
        claims = tuple(self.claims[index] for index in positions)
        return Problem(
            rule=rule,
            ids=tuple(self.ids[index] for index in positions),
            estate=estate,
            claims=claims,
            weights=claims if rule == "proportional" else (1,) * len(claims),
            scale=self.scale,
        )


@attrs.frozen
class Rule:
    """One way to divide, as registered in `RULES`.

    Attributes:
        name: what is written in `solve(name, ...)`.
        solve: the mathematics, from a problem that has been read to exact shares.
        options: the options of `solve` that it takes.
        claims_are: what the claims mean: "claims", "weights", or "ids" when only the ids count.
        kind: "divisible" for amounts, "whole" for places and other things never cut.
        zh: one line in Chinese.
        en: one line in English.
        source: where the rule is defined.
    """

    name: str
    solve: Callable[[Problem], Shares]
    options: frozenset[str]
    claims_are: Literal["claims", "weights", "ids"]
    kind: Literal["divisible", "whole"]
    zh: str
    en: str
    source: str
