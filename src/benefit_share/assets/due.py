"""What contracts make due in a period, and what came of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.values import ALWAYS, year_fraction

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from benefit_share.assets.rows import Asset, Contract, Income
    from benefit_share.values import Period

__all__ = ["Arrears", "arrears", "due_in", "received_in", "recognised"]


@attrs.frozen
class Arrears:
    """What one contract made due in the period, and what was received for it, in minor units."""

    contract: str
    due: Fraction
    received: int

    @property
    def open(self) -> Fraction:
        """What is still to come; negative: more came than was due."""
        return self.due - self.received


def due_in(contract: Contract, asset: Asset | None, period: Period) -> Fraction:
    """Return what *contract* makes due in *period*, exactly, in minor units.

    A contract is due by the year: an amount, a rate on a principal (a guaranteed return),
    or a price for each unit of the asset's capacity; what is given is added up.
    A part of a year counts by its days (actual/actual), a whole calendar year counts as one.
    """
    overlap = contract.span.overlap(period)
    if overlap is None:
        return Fraction(0)
    yearly = Fraction(contract.amount or 0)
    if contract.rate is not None and contract.principal is not None:
        yearly += contract.rate * contract.principal
    if contract.unit_price is not None and asset is not None and asset.capacity is not None:
        yearly += asset.capacity * contract.unit_price
    return yearly * year_fraction(overlap, "actual/actual")


def recognised(row: Income, period: Period, *, by: str, known_on: dt.date | None) -> bool:
    """Return whether a receipt belongs to *period*, as far as it is known.

    Args:
        row: the receipt.
        period: the period of the run.
        by: `earned`: it belongs where it was earned, if that is recorded; else where it came.
        known_on: what came later is not known.
    """
    if known_on is not None and row.received_on > known_on:
        return False
    if by == "earned" and row.earned != ALWAYS:
        return row.earned.overlap(period) is not None
    return period.contains(row.received_on)


def received_in(income: Iterable[Income], asset: str, period: Period) -> int:
    """Return what was received of one asset in *period*, in minor units."""
    return sum(
        row.amount
        for row in income
        if row.asset == asset and period.start <= row.received_on < period.end
    )


def arrears(
    contracts: Iterable[Contract],
    assets: Iterable[Asset],
    income: Iterable[Income],
    period: Period,
) -> tuple[Arrears, ...]:
    """Return due, received and open for every contract that is due in *period*."""
    by_id = {asset.id: asset for asset in assets}
    came: dict[str, int] = {}
    for row in income:
        if row.contract and period.start <= row.received_on < period.end:
            came[row.contract] = came.get(row.contract, 0) + row.amount
    found = (
        Arrears(row.id, due_in(row, by_id.get(row.asset), period), came.get(row.id, 0))
        for row in sorted(contracts, key=lambda row: row.id)
    )
    return tuple(row for row in found if row.due or row.received)
