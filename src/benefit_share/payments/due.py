"""What a run is to pay: each payee, by the collective whose money it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.payments.instructions import Due
from benefit_share.seal.parties import latest_slice

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun

__all__ = ["due_of"]


def due_of(run: Run | SlicedRun, /) -> tuple[Due, ...]:
    """Return what each payee is to be paid, those that the plan names among them.

    The money of a run over one collective is that collective's; over several, it is paid out by
    the home of each party, and what no party calls home by nobody in particular.

    Args:
        run: the record of the run.
    """
    scope = run.case.scope
    people = {one.id: one.name for one in run.case.members}
    amounts: dict[str, int] = {}
    for one in run.payments:
        amounts[one.payee] = amounts.get(one.payee, 0) + one.amount
    made = []
    for party, amount in sorted(amounts.items()):
        world = latest_slice(run, party).seen.world
        row = world.roster.households.get(party)
        home = scope[0] if len(scope) == 1 else world.party(party).collective
        head = row.head if row else party
        made.append(
            Due(
                party=party,
                amount=amount,
                payer=home,
                awarded=run.given.get(party, 0),
                group=row.group if row else "",
                name=people.get(head, head),
            )
        )
    return tuple(made)
