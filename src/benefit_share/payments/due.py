"""What a run is to pay: each payee, by whose money it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benefit_share.payments.model import Due
from benefit_share.payments.payers import payers_of
from benefit_share.seal.parties import latest_slice

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun

__all__ = ["due_of"]


def due_of(run: Run | SlicedRun, /) -> tuple[Due, ...]:
    """Return what each payee is to be paid by each payer, those that the plan names among them.

    Args:
        run: the record of the run.

    Returns:
        One for each payer and payee, in order of both; the sum is all that the run pays.
    """
    people = {one.id: one.name for one in run.case.members}
    payers = payers_of(run)
    made = []
    for (payer, party), amount in sorted(payers.paid.items()):
        row = latest_slice(run, party).seen.world.roster.households.get(party)
        head = row.head if row else party
        made.append(
            Due(
                party=party,
                amount=amount,
                payer=payer,
                awarded=payers.awarded.get((payer, party), 0),
                group=row.group if row else "",
                name=people.get(head, head),
            )
        )
    return tuple(made)
