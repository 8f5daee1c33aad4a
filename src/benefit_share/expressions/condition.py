"""Conditions: the closed vocabulary of who and when, as immutable trees.

A condition answers yes, no or *unknown*; unknown is never taken for no (see `meaning`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from benefit_share.expressions.quantity import Quantity
    from benefit_share.values import Band

__all__ = [
    "AllMembers",
    "AllOf",
    "AnyMember",
    "AnyOf",
    "At",
    "Condition",
    "Fact",
    "InBands",
    "InRegister",
    "InStep",
    "Limits",
    "Named",
    "NoMember",
    "Not",
    "Of",
    "OneOf",
    "Test",
    "Top",
]


@attrs.frozen
class OneOf:
    """The value is one of these words."""

    values: tuple[str, ...]


@attrs.frozen
class Limits:
    """The value lies within limits; those not given do not bind."""

    at_least: Quantity | None = None
    at_most: Quantity | None = None
    above: Quantity | None = None
    below: Quantity | None = None


@attrs.frozen
class InBands:
    """The value lies in one of these bands."""

    bands: tuple[Band, ...]


Test = OneOf | Limits | InBands


@attrs.frozen
class Fact:
    """A fact, a name or a quantity passes a test."""

    of: str | Quantity
    test: Test


@attrs.frozen
class Named:
    """A condition defined by name in the plan."""

    name: str


@attrs.frozen
class AllOf:
    """Every part holds."""

    all_: tuple[Condition, ...]


@attrs.frozen
class AnyOf:
    """At least one part holds."""

    any_: tuple[Condition, ...]


@attrs.frozen
class Not:
    """The part does not hold."""

    not_: Condition


@attrs.frozen
class AnyMember:
    """At least one member of the household meets the condition."""

    any_member: Condition


@attrs.frozen
class AllMembers:
    """Every member meets the condition; a household without members is unknown."""

    all_members: Condition


@attrs.frozen
class NoMember:
    """No member meets the condition; a household without members is unknown."""

    no_member: Condition


@attrs.frozen
class Of:
    """The condition is asked of another kind of party: false where there is none.

    Attributes:
        kind: `person`, `household` or `collective`.
        condition: what is asked of it.
    """

    kind: str
    condition: Condition


@attrs.frozen
class InStep:
    """The party has a claim in a step above."""

    in_step: str


@attrs.frozen
class InRegister:
    """The party holds a row of a register on the day asked."""

    in_register: str


@attrs.frozen
class At:
    """The condition is asked at `record_date`, at `any_time`, or `throughout` the period."""

    at: str
    condition: Condition


@attrs.frozen
class Top:
    """The party is among the best.

    Attributes:
        share: the part of those counted that is taken, a rate.
        by: what they are ranked by, the greatest first.
        within: `scope` or `collective`: ranked among whom.
        count: `down` or `up`: how a fractional number of places is rounded.
        ties: `all_in`, `all_out` or `refuse`: what happens to equals at the edge.
    """

    share: Quantity
    by: Quantity
    ties: str
    within: str = "scope"
    count: str = "down"


Condition = (
    Fact
    | Named
    | AllOf
    | AnyOf
    | Not
    | AnyMember
    | AllMembers
    | NoMember
    | Of
    | InStep
    | InRegister
    | At
    | Top
)
