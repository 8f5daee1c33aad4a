"""What a run leaves to the next one: the balances of its accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.distribution.case import Balance

if TYPE_CHECKING:
    from benefit_share.distribution.run import Run

__all__ = ["balances_after"]


def balances_after(run: Run) -> tuple[Balance, ...]:
    """Return the balances after *run*, in minor units, as the next run reads them.

    What an opening moved into a pool and a step put back into the same account has never left it.
    Otherwise a balance that waits for years would look as if it came and went every year, and a
    rule that asks for all that was ever put in (instalments of a trust) would count it again.
    """
    opened = {pool.opening for pool in run.case.plan.pools.values() if pool.opening}
    rows = []
    for flow in run.accounts:
        moved = max(flow.opening, 0) if flow.account in opened else 0
        back = min(flow.put_in, flow.taken_out, moved)
        put_in = flow.opening_in + flow.put_in - back
        taken_out = flow.opening_out + flow.taken_out - back
        name, kind, holder = flow.account, flow.kind, flow.holder
        rows.append(Balance(name, kind, holder, put_in, taken_out, run.distribution_id))
    return tuple(rows)
