"""The notice as data: what is posted for everybody, complete, in no language yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from benefit_share.distribution import Run
    from benefit_share.plan.model import Contact
    from benefit_share.seal.parties import Totals
    from benefit_share.seal.rows import PublicRow, SealedRows
    from benefit_share.values import Currency, Period, Text

__all__ = ["Notice", "notice_of"]


@attrs.frozen
class Notice:
    """What the notice of a run says.

    Attributes:
        run_id: the run.
        title: what the distribution is called, or None.
        plan_title: what the rules are called, or None.
        plan_id: id of the rules.
        plan_version: version of the rules.
        synthetic: which part of the data is made up, or None.
        period: the period whose income is shared.
        currency: the currency of all amounts.
        rows: the public rows, in order.
        totals: what stands between awarded and payable.
        root: root of the tree over the rows, 64 hexadecimal digits.
        contact: whom to object to, or None.
    """

    run_id: str
    title: Text | None
    plan_title: Text | None
    plan_id: str
    plan_version: int
    synthetic: Text | None
    period: Period
    currency: Currency
    rows: tuple[PublicRow, ...]
    totals: Totals
    root: str
    contact: Contact | None


def notice_of(run: Run, sealed: SealedRows, totals: Totals, currency: Currency) -> Notice:
    """Return the notice of a run: the rows as they are sealed, and nothing else of any person."""
    case = run.case
    return Notice(
        run_id=sealed.run_id,
        title=case.title,
        plan_title=case.plan.plan.title,
        plan_id=case.plan.plan.id,
        plan_version=case.plan.plan.version,
        synthetic=case.synthetic,
        period=case.period,
        currency=currency,
        rows=sealed.rows,
        totals=totals,
        root=sealed.tree.root.hex(),
        contact=case.plan.contact,
    )
