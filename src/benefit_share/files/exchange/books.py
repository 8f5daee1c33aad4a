"""A run as double-entry books in the text format of Beancount.

Written here, because the text is simple and the program that reads it cannot be built in for its
licence; the tests let `bean-check` read it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.distribution import slices_of
from benefit_share.errors import Refused
from benefit_share.files.faults import of_documents as faults
from benefit_share.values import currency, minor_text
from benefit_share.waterfall import AccountFlow

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.findings import Finding

__all__ = ["beancount_books"]

BANK: Final = "Assets:Bank"
SHARED: Final = "Expenses:Shared"

HELD: Final = "Equity:Held"
OWED: Final = ("Liabilities:Owed", "Expenses:Owed")
RECEIVABLE: Final = ("Assets:Receivable", "Income:Receivable")
BEFORE: Final = "Equity:Before"

_ONE: Final = dt.timedelta(days=1)


@attrs.frozen
class _Entry:
    """One transaction: an amount in minor units that goes from one account to another."""

    on: dt.date
    says: str
    source: str
    target: str
    amount: int


def beancount_books(run: Run | SlicedRun) -> str:
    """Return the books of a run: what was before, what came, where it went.

    Args:
        run: the record of the run.

    Returns:
        Text in the format of Beancount 3. Accounts are made of ids, never of names of people. At
        the end the balance of each account is asserted as the run left it, so that a program that
        reads the books finds every figure that does not fit.

    Raises:
        Refused: when two ids would become one account.
    """
    money = currency(run.case.plan.plan.currency)
    names = _Names([])
    flows = _flows(run)
    entries = [
        *_opening(run, flows, names),
        *_income(run, names),
        *_kept(run, flows, names),
        *_payments(run, names),
    ]
    if names.found:
        raise Refused(names.found)
    balances: dict[str, int] = {}
    for entry in entries:
        balances[entry.source] = balances.get(entry.source, 0) - entry.amount
        balances[entry.target] = balances.get(entry.target, 0) + entry.amount
    asserted = {name: balances.get(name, 0) for name in balances} | _stated(run, flows, names)
    began = min([run.case.period.first, *(entry.on for entry in entries)])

    def amount(minor: int) -> str:
        return f"{minor_text(minor, money.exponent)} {money.code}"

    lines = [
        f'option "title" "{run.distribution_id}"',
        f'option "operating_currency" "{money.code}"',
        "",
        *(
            f"{began.isoformat()} open {name} {money.code}"
            for name in sorted({*balances, *asserted})
        ),
    ]
    for entry in entries:
        lines += [
            "",
            f'{entry.on.isoformat()} * "{entry.says}"',
            f"  {entry.source}  {amount(-entry.amount)}",
            f"  {entry.target}  {amount(entry.amount)}",
        ]
    after = (run.case.period.last + _ONE).isoformat()
    lines += [
        "",
        *(f"{after} balance {name}  {amount(asserted[name])}" for name in sorted(asserted)),
    ]
    return "\n".join(lines) + "\n"


@attrs.frozen
class _Names:
    """Makes accounts of ids, and says which two ids would become one."""

    found: list[Finding]
    made: dict[str, tuple[str, ...]] = attrs.Factory(dict)

    def account(self, root: str, *ids: str) -> str:
        """Return the account of some ids below *root*."""
        name = ":".join((root, *(_part(one) for one in ids if one)))
        seen = self.made.setdefault(name, ids)
        if seen != ids:
            self.found.append(
                faults.ONE_ACCOUNT.at("", one=" ".join(seen), other=" ".join(ids), account=name)
            )
        return name


def _part(id_: str) -> str:
    """Return an id as a part of an account: a capital or a digit, then letters, digits, hyphens."""
    text = "".join(char if char.isalnum() else "-" for char in id_)
    first = text[0].upper()
    return first + text[1:] if first.isascii() and first.isalnum() else f"X-{text}"


def _flows(run: Run | SlicedRun) -> list[AccountFlow]:
    """Return what each account did, over all slices."""
    found: dict[tuple[str, str], AccountFlow] = {}
    for one in slices_of(run):
        for flow in one.accounts:
            seen = found.get((flow.account, flow.holder))
            if seen is not None:
                flow = attrs.evolve(  # noqa: PLW2901  (the flow so far, with this one)
                    seen,
                    put_in=seen.put_in + flow.put_in,
                    taken_out=seen.taken_out + flow.taken_out,
                )
            found[flow.account, flow.holder] = flow
    return list(found.values())


def _sides(flow: AccountFlow, names: _Names) -> tuple[str, str]:
    """Return the account of a flow, and where what is put into it comes from."""
    if flow.kind == "held":
        return names.account(HELD, flow.account, flow.holder), SHARED
    root, other = OWED if flow.kind == "owed" else RECEIVABLE
    return names.account(root, flow.account, flow.holder), other


def _entry(
    on: dt.date, says: str, flow: AccountFlow, sides: tuple[str, str], amount: int
) -> _Entry:
    """Return what puts *amount* into an account: only a receivable grows on the left."""
    own, other = sides
    ends = (other, own) if flow.kind == "receivable" else (own, other)
    return _Entry(on, says, *ends, amount)


def _opening(run: Run | SlicedRun, flows: Iterable[AccountFlow], names: _Names) -> Iterator[_Entry]:
    for flow in flows:
        own, _ = _sides(flow, names)
        other = BANK if flow.kind == "held" else BEFORE
        if flow.opening:
            yield _entry(run.case.period.first, "Before the run", flow, (own, other), flow.opening)


def _income(run: Run | SlicedRun, names: _Names) -> Iterator[_Entry]:
    """Yield what came of each receipt: what is recognised or kept, less what was kept before."""
    came: dict[str, int] = {}
    for one in slices_of(run):
        for id_, part in one.recognised.items():
            amount = part.recognised - part.released + part.deferred
            came[id_] = came.get(id_, 0) + amount
    for row in sorted(run.case.income, key=lambda row: (row.received_on, row.id)):
        if came.get(row.id):
            source = names.account("Income", row.asset, row.kind)
            yield _Entry(row.received_on, "Income", source, BANK, came[row.id])


def _kept(run: Run | SlicedRun, flows: Iterable[AccountFlow], names: _Names) -> Iterator[_Entry]:
    for flow in flows:
        change = flow.put_in - flow.taken_out
        if change:
            sides = _sides(flow, names)
            yield _entry(run.case.period.last, "Kept, or taken out", flow, sides, change)


def _payments(run: Run | SlicedRun, names: _Names) -> Iterator[_Entry]:
    for one in run.payments:
        root = "Liabilities:Payee" if one.named else "Liabilities:Payable"
        if one.amount:
            owed = names.account(root, one.payee)
            yield _Entry(run.case.period.last, "To be paid", owed, SHARED, one.amount)


def _stated(run: Run | SlicedRun, flows: Iterable[AccountFlow], names: _Names) -> dict[str, int]:
    """Return balances as the run states them, and not as the entries add up."""
    totals = run.totals
    stated = {SHARED: totals.came, BANK: totals.came + totals.opening_held}
    for flow in flows:
        if flow.opening or flow.put_in != flow.taken_out:
            own, _ = _sides(flow, names)
            stated[own] = flow.closing if flow.kind == "receivable" else -flow.closing
    return {name: amount for name, amount in stated.items() if amount or name in (SHARED, BANK)}
