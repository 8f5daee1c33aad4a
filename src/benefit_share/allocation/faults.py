"""The errors of this room: why a claims problem has no answer, in numbers.

    AllocationError
    ├── UnknownRule · UnknownKey · BadOption · OptionNotTaken · MissingOption
    ├── UnknownClaimant · MissingClaimant · DuplicateClaimant · BadClaimantId
    ├── InexactNumber · UnreadableNumber · TooLarge · DenominatorTooLarge
    ├── NegativeEstate · NegativeClaim · NegativeWeight · NegativeBound · ZeroWeight
    ├── NoClaimants · ZeroTotalWeight · NoAbsorber
    ├── FloorsExceedEstate · CapsBelowEstate · CapBelowFloor · ClaimsBelowEstate
    ├── ShareSumMismatch · NotAWholeUnit · NotProportional · AmbiguousTie
    └── NegativeIncome · NothingToMeasure · LengthMismatch

Every leaf keeps its numbers as attributes, is picklable and copyable,
and its `str()` is an English sentence that says what to write instead.
A number that was refused is never repeated (an income may be private): only its kind and its path.
What never lives here: findings about a plan, and words in any other language.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from benefit_share.allocation.misuse import (
    BadClaimantId,
    BadOption,
    DenominatorTooLarge,
    DuplicateClaimant,
    InexactNumber,
    LengthMismatch,
    MissingClaimant,
    MissingOption,
    OptionNotTaken,
    TooLarge,
    UnknownClaimant,
    UnknownKey,
    UnknownRule,
    UnreadableNumber,
)
from benefit_share.errors import AllocationError

__all__ = [
    "AmbiguousTie",
    "BadClaimantId",
    "BadOption",
    "CapBelowFloor",
    "CapsBelowEstate",
    "ClaimsBelowEstate",
    "DenominatorTooLarge",
    "DuplicateClaimant",
    "FloorsExceedEstate",
    "InexactNumber",
    "LengthMismatch",
    "MissingClaimant",
    "MissingOption",
    "NegativeBound",
    "NegativeClaim",
    "NegativeEstate",
    "NegativeIncome",
    "NegativeWeight",
    "NoAbsorber",
    "NoClaimants",
    "NotAWholeUnit",
    "NotProportional",
    "NothingToMeasure",
    "OptionNotTaken",
    "ShareSumMismatch",
    "TooLarge",
    "UnknownClaimant",
    "UnknownKey",
    "UnknownRule",
    "UnreadableNumber",
    "ZeroTotalWeight",
    "ZeroWeight",
]

_SHOWN = 5
"""How many ids a message names before it counts the rest."""


def _named(ids: tuple[str, ...]) -> str:
    """Name the first few of *ids* and count the others."""
    shown = ", ".join(ids[:_SHOWN])
    rest = len(ids) - _SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown


@attrs.define(slots=False)
class NegativeEstate(AllocationError):
    """The amount to divide is below zero.

    Attributes:
        estate: the amount.
    """

    estate: Fraction

    def __str__(self) -> str:
        """Say how a claw-back is computed."""
        return (
            f"the estate {self.estate} is negative; divide its absolute value and turn the signs,"
            " so that a reversal mirrors the original."
        )


@attrs.define(slots=False)
class NegativeClaim(AllocationError):
    """A claim is below zero.

    Attributes:
        id: whose claim.
    """

    id: str

    def __str__(self) -> str:
        """Name the claimant."""
        return f"the claim of {self.id!r} is negative; write 0 or more, and book a debt apart."


@attrs.define(slots=False)
class NegativeWeight(AllocationError):
    """A weight or a size is below zero.

    Attributes:
        id: whose weight.
    """

    id: str

    def __str__(self) -> str:
        """Name the claimant."""
        return f"the weight of {self.id!r} is negative; write 0 or more."


@attrs.define(slots=False)
class NegativeBound(AllocationError):
    """A floor or a cap is below zero.

    Attributes:
        option: `floors` or `caps`.
        id: whose bound.
    """

    option: str
    id: str

    def __str__(self) -> str:
        """Name the claimant."""
        return f"{self.option} of {self.id!r} is negative; write 0 or more, or leave it out."


@attrs.define(slots=False)
class ZeroWeight(AllocationError):
    """A weight of 0 where weights measure the loss somebody bears.

    Attributes:
        id: whose weight.
    """

    id: str

    def __str__(self) -> str:
        """Say how to protect somebody from losses openly."""
        return (
            f"the weight of {self.id!r} is 0, which would exempt it from every loss; write more"
            " than 0, or serve it first with the rule 'priority'."
        )


@attrs.define(slots=False)
class NoClaimants(AllocationError):
    """There is something to divide and nobody to take it.

    Attributes:
        estate: the amount.
    """

    estate: Fraction

    def __str__(self) -> str:
        """Say the amount that is left without owner."""
        return f"there is nobody to share {self.estate}; name a claimant, or keep the amount."


@attrs.define(slots=False)
class ZeroTotalWeight(AllocationError):
    """All weights are 0 and something is left to divide.

    Attributes:
        estate: the amount that nobody's weight draws.
    """

    estate: Fraction

    def __str__(self) -> str:
        """Refuse to turn zero weights into equal ones."""
        return (
            f"all weights are 0, so nobody draws {self.estate};"
            " give somebody a weight, or use the rule 'equal'."
        )


@attrs.define(slots=False)
class NoAbsorber(AllocationError):
    """Only claimants of weight 0 are below their caps.

    Attributes:
        left_over: the amount that nobody can take.
    """

    left_over: Fraction

    def __str__(self) -> str:
        """Say the amount and the way out."""
        return (
            f"{self.left_over} is left and all below their cap have weight 0;"
            ' raise a cap, or write surplus="return".'
        )


@attrs.define(slots=False)
class FloorsExceedEstate(AllocationError):
    """The floors add up to more than there is.

    Attributes:
        short_by: how much is missing.
    """

    short_by: Fraction

    def __str__(self) -> str:
        """Say how much is missing."""
        return f"the floors exceed the estate by {self.short_by}; lower them or add to the estate."


@attrs.define(slots=False)
class CapsBelowEstate(AllocationError):
    """The caps add up to less than there is.

    Attributes:
        left_over: how much would be left.
    """

    left_over: Fraction

    def __str__(self) -> str:
        """Say how much is left, and the way out."""
        return (
            f"{self.left_over} is left when everybody has reached the cap;"
            ' raise the caps, or write surplus="return" and say who keeps it.'
        )


@attrs.define(slots=False)
class CapBelowFloor(AllocationError):
    """Somebody's cap is lower than the floor.

    Attributes:
        id: whose bounds.
    """

    id: str

    def __str__(self) -> str:
        """Name the claimant."""
        return f"the cap of {self.id!r} is below the floor; raise the cap or lower the floor."


@attrs.define(slots=False)
class ClaimsBelowEstate(AllocationError):
    """The claims (or the gaps) add up to less than there is.

    Attributes:
        left_over: how much would be left.
    """

    left_over: Fraction

    def __str__(self) -> str:
        """Say how much is left, and the way out."""
        return (
            f"{self.left_over} is left when every claim is met in full;"
            ' lower the estate, or write surplus="return" and say who keeps it.'
        )


@attrs.define(slots=False)
class ShareSumMismatch(AllocationError):
    """The exact shares do not add up to the total that is to be rounded.

    Attributes:
        total: what was to be shared.
        shares_total: what the exact shares add up to.
    """

    total: int
    shares_total: Fraction

    def __str__(self) -> str:
        """Say both sums."""
        return (
            f"the exact shares add up to {self.shares_total}, not to {self.total};"
            " round the shares of this very total."
        )


@attrs.define(slots=False)
class NotAWholeUnit(AllocationError):
    """An amount is not a whole number of units where only whole units can be given.

    Attributes:
        total: the amount.
        unit: the unit.
    """

    total: Fraction
    unit: Fraction

    def __str__(self) -> str:
        """Say the amount and the unit."""
        return (
            f"{self.total} is not a multiple of the unit {self.unit};"
            " change one of them, or let the rest be a residue."
        )


@attrs.define(slots=False)
class NotProportional(AllocationError):
    """A unit price was asked for shares that are not proportional to the claims.

    Attributes:
        id: the first claimant whose share is not weight times price.
    """

    id: str

    def __str__(self) -> str:
        """Say which policies do fit."""
        return (
            f"the share of {self.id!r} is not its weight times one price;"
            ' use "largest_remainder" or "keep" with this rule.'
        )


@attrs.define(slots=False)
class AmbiguousTie(AllocationError):
    """Claimants are equal in all that the tie key looks at, and not all can get the unit.

    Attributes:
        ids: those who are equal, sorted.
    """

    ids: tuple[str, ...]

    def __str__(self) -> str:
        """Name some of them, and the two ways to decide."""
        return (
            f"{_named(self.ids)} are equal and not all can get a rounding unit;"
            " give a tie_seed fixed in advance, or the order in which lots were drawn."
        )


@attrs.define(slots=False)
class NegativeIncome(AllocationError):
    """A measure of inequality was asked of an income below zero.

    Attributes:
        position: where it stands, from 0.
    """

    position: int

    def __str__(self) -> str:
        """Say where it stands."""
        return f"income {self.position} is negative; a Gini is defined for incomes of 0 or more."


@attrs.define(slots=False)
class NothingToMeasure(AllocationError):
    """A measure was asked of nobody, or of sizes that add up to 0."""

    def __str__(self) -> str:
        """Say what is needed."""
        return "there is nobody to measure; give at least one income with a size above 0."
