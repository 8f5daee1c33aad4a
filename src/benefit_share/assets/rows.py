"""The rows of the tables about assets, as they stand in a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from benefit_share.values import ALWAYS, Span

if TYPE_CHECKING:
    import datetime as dt
    from fractions import Fraction

__all__ = ["Asset", "Contract", "Expense", "Funding", "Income", "Ownership"]


@attrs.frozen
class Asset:
    """Something owned together that earns.

    Attributes:
        id: identifier of the asset.
        kind: what it is: `solar_station`, `greenhouse`, `farm`, `equity`, …
        name: the name printed.
        commissioned_on: the day from which it earns, or None.
        capacity: its size in *capacity_unit*, or None.
        capacity_unit: `kW`, `mu`, `piece`, …
    """

    id: str
    kind: str = ""
    name: str = ""
    commissioned_on: dt.date | None = None
    capacity: Fraction | None = None
    capacity_unit: str = ""


@attrs.frozen
class Ownership:
    """How much of an asset a party owned over a span; a fraction is derived, never stated.

    Attributes:
        asset: id of the asset.
        owner: id of the party.
        quantity: how much it owns, in *unit*.
        unit: `kW`, `yuan`, `share`, …
        span: the days on which it owned it.
    """

    asset: str
    owner: str
    quantity: Fraction
    unit: str = "share"
    span: Span = ALWAYS


@attrs.frozen
class Funding:
    """Capital put into an asset, in minor units, by source."""

    asset: str
    source: str
    amount: int


@attrs.frozen
class Contract:
    """What somebody has promised to pay for an asset.

    Attributes:
        id: identifier of the contract.
        asset: id of the asset.
        kind: `rent`, `guaranteed_return`, …
        span: the days for which it holds.
        amount: what is due for a whole year, in minor units, or None.
        rate: yearly rate on *principal*, or None.
        principal: minor units, or None.
        unit_price: minor units for one unit of the asset's capacity and year, or None.
        due_on: the day by which it has to be paid, or None.
        spread: how a sum that pays it is told apart over the days it was earned in: `days`,
            `months`, or empty for the way of the plan.
    """

    id: str
    asset: str
    kind: str
    span: Span = ALWAYS
    amount: int | None = None
    rate: Fraction | None = None
    principal: int | None = None
    unit_price: int | None = None
    due_on: dt.date | None = None
    spread: str = ""


@attrs.frozen
class Income:
    """Money that came.

    Attributes:
        id: identifier of the receipt.
        asset: id of the asset that earned it.
        contract: id of the contract it pays, or empty.
        received_on: the day on which it came.
        kind: `feed_in`, `subsidy`, `rent`, `dividend`, …
        amount: minor units; negative only for a claw-back.
        earned: the span in which it was earned; open: in the period of the run.
        evidence: the line of a bank statement, or of another filed run.
    """

    id: str
    asset: str
    received_on: dt.date
    kind: str
    amount: int
    contract: str = ""
    earned: Span = ALWAYS
    evidence: str = ""


@attrs.frozen
class Expense:
    """Money that was paid for an asset before the run; the same shape as income."""

    id: str
    asset: str
    paid_on: dt.date
    kind: str
    amount: int
    contract: str = ""
    earned: Span = ALWAYS
    evidence: str = ""
