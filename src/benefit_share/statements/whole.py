"""Statement and summary of a whole distribution: of its one run, or of its slices together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from benefit_share.distribution import SlicedRun, slices_of
from benefit_share.errors import BenefitShareError
from benefit_share.statements.parts import Receipt
from benefit_share.statements.statement import NoSuchParty, parties_of_one, statement_of_one
from benefit_share.statements.summary import summary_of_one
from benefit_share.waterfall import AccountFlow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benefit_share.distribution import Run
    from benefit_share.findings import Finding
    from benefit_share.statements.data import Statement, Summary

__all__ = ["PartOfARun", "parties", "statement", "summary"]

T = TypeVar("T")


class PartOfARun(BenefitShareError):
    """A slice was asked for a page of its own, which would show a part under the name of the whole.

    Attributes:
        number: the place of the slice, from 1.
    """

    def __init__(self, number: int) -> None:
        """Name the slice by its *number*."""
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        """Say what may be read instead."""
        return (
            f"slice {self.number} is only a part of its distribution; ask the sliced run it is of,"
            " whose pages have every slice"
        )


def parties(run: Run | SlicedRun) -> tuple[str, ...]:
    """Return the ids of everybody who has a statement: the roster, and whoever has a claim."""
    return tuple(sorted({party for one in slices_of(run) for party in parties_of_one(one)}))


def statement(run: Run | SlicedRun, party: str) -> Statement:
    """Return the statement of one household, or of another party with a claim.

    Args:
        run: the record of the run.
        party: id of a household, or of a person, collective or body with a claim.

    Returns:
        The statement, complete: it can be checked without the run.

    Raises:
        NoSuchParty: if the party is neither on the roster nor has a claim.
        PartOfARun: for the run of one slice.

    """
    if isinstance(run, SlicedRun):
        return _statement(run, party)
    return statement_of_one(_a_whole(run), party)


def summary(run: Run | SlicedRun) -> Summary:
    """Return what a run did, without a name or a fact of any person.

    Args:
        run: the record of the run.

    Returns:
        The summary; its conservation table closes at every level.

    Raises:
        PartOfARun: for the run of one slice.

    """
    return _summary(run) if isinstance(run, SlicedRun) else summary_of_one(_a_whole(run))


def _a_whole(run: Run) -> Run:
    if run.case.slice is not None:
        raise PartOfARun(run.case.slice.number)
    return run


def _statement(run: SlicedRun, party: str) -> Statement:
    """Put the statements of the slices together; nothing is netted between them."""
    slices = []
    unknown: NoSuchParty | None = None
    for one in run.runs:
        try:
            slices.append(statement_of_one(one, party))
        except NoSuchParty as error:
            unknown = error
    if not slices:
        raise unknown or NoSuchParty(party)
    return attrs.evolve(
        slices[-1],
        inputs_digest=run.inputs_digest,
        period=run.case.period,
        known=(),
        gross=run.gross,
        receipts=_receipts(slices),
        steps=_joined(one.steps for one in slices),
        lines=_joined(one.lines for one in slices),
        movements=_joined(one.movements for one in slices),
        absences=(),
        awarded=sum(one.awarded for one in slices),
        payable=sum(one.payable for one in slices),
        held=_chained(one.held for one in slices),
        findings=_in_slices(slices),
        points=(),
        entries=(),
        persons=None,
        names=_once(one.names for one in slices),
        slices=tuple(slices),
        slice=1,
    )


def _summary(run: SlicedRun) -> Summary:
    """Put the summaries of the slices together."""
    slices = [summary_of_one(one) for one in run.runs]
    payees: dict[str, int] = {}
    paid = {one.payee: one.amount for one in run.payments if not one.named and one.amount}
    for payee, amount in (pair for one in slices for pair in one.payees):
        payees[payee] = payees.get(payee, 0) + amount
    rosters = [one.seen.world.roster for one in run.runs]
    persons = {
        member.id
        for roster in rosters
        for payee in paid
        for member in roster.members.get(payee, ())
    }
    homes = {
        row.id
        for roster in rosters
        for row in roster.households.values()
        if row.collective in run.case.scope
    }
    return attrs.evolve(
        slices[-1],
        inputs_digest=run.inputs_digest,
        plan_digest=run.plan_digest,
        period=run.case.period,
        receipts=_receipts(slices),
        gross=run.gross,
        steps=_joined(one.steps for one in slices),
        pools=(),
        accounts=_chained(one.accounts for one in slices),
        payees=tuple(payees.items()),
        households=len(paid),
        persons=len(persons),
        on_roster=len(homes),
        paid_to_parties=sum(paid.values()),
        totals=run.totals,
        arrears=(),
        findings=_in_slices(slices),
        names=_once(one.names for one in slices),
        spread=(),
        slices=tuple(slices),
        slice=1,
    )


def _joined(every: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(one for some in every for one in some)


def _once(every: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(_joined(every)))


def _receipts(slices: Sequence[Statement] | Sequence[Summary]) -> tuple[Receipt, ...]:
    """Return what each asset brought in by kind, over all slices."""
    total: dict[tuple[str, str, str], int] = {}
    for one in _joined(told.receipts for told in slices):
        key = one.asset, one.name, one.kind
        total[key] = total.get(key, 0) + one.amount
    return tuple(Receipt(*key, amount) for key, amount in sorted(total.items()))


def _chained(every: Iterable[tuple[AccountFlow, ...]]) -> tuple[AccountFlow, ...]:
    """Return what each balance did from the opening of the first slice to the end of the last."""
    found: dict[tuple[str, str], AccountFlow] = {}
    for flow in _joined(every):
        key = flow.account, flow.holder
        seen = found.get(key)
        found[key] = (
            flow
            if seen is None
            else attrs.evolve(
                seen, put_in=seen.put_in + flow.put_in, taken_out=seen.taken_out + flow.taken_out
            )
        )
    return tuple(found.values())


def _in_slices(slices: Sequence[Statement] | Sequence[Summary]) -> tuple[Finding, ...]:
    """Return the findings of all, each with its slice."""
    return tuple(
        attrs.evolve(one, path=f"slices[{told.slice - 1}].{one.path}")
        for told in slices
        for one in told.findings
    )
