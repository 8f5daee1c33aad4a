"""The summary of a run: what everybody may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.assets import arrears
from benefit_share.statements.data import Summary
from benefit_share.statements.flow import receipts_of, spread_of
from benefit_share.statements.index import public_accounts, public_pools, public_steps
from benefit_share.statements.titles import titles_of
from benefit_share.statements.touching import public_findings
from benefit_share.values import currency

if TYPE_CHECKING:
    from benefit_share.distribution import Run

__all__ = ["summary_of_one"]


def summary_of_one(run: Run) -> Summary:
    """Return what one run, or one slice, did."""
    case, roster = run.case, run.seen.world.roster
    paid = [payment for payment in run.payments if not payment.named and payment.amount]
    return Summary(
        distribution_id=run.distribution_id,
        inputs_digest=run.inputs_digest,
        plan_digest=run.plan_digest,
        plan_id=case.plan.plan.id,
        plan_version=case.plan.plan.version,
        plan_title=case.plan.plan.title,
        title=case.title,
        synthetic=case.synthetic,
        engine=run.engine,
        currency=currency(case.plan.plan.currency),
        period=case.period,
        record_date=case.record_date,
        collectives=tuple(
            sorted((one.id, one.name) for one in case.collectives if one.id in case.scope)
        ),
        receipts=receipts_of(run),
        gross=run.gross,
        steps=public_steps(run),
        pools=public_pools(run),
        accounts=public_accounts(run),
        payees=tuple((one.payee, one.amount) for one in run.payments if one.named),
        households=len(paid),
        persons=sum(len(roster.members.get(payment.payee, ())) for payment in paid),
        on_roster=sum(row.collective in case.scope for row in roster.households.values()),
        paid_to_parties=sum(payment.amount for payment in paid),
        totals=run.totals,
        arrears=tuple(
            (row.contract, row.due, row.received, row.open)
            for row in arrears(case.contracts, case.assets, case.income, case.period)
        ),
        findings=public_findings(run),
        contact=case.plan.contact,
        names=run.seen.keep("titles", lambda: titles_of(run)),
        spread=spread_of(run),
        slice=case.slice_number,
    )
