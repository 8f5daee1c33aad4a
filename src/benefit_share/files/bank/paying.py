"""Paying a filed run, and reconciling what the bank answers: files, and entries in the journal.

The files are written whole before the entry: a stop in between leaves a list that is not yet in
the journal, under the references it will have again, and the next call records it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from benefit_share.errors import Refused
from benefit_share.files.bank.answers import read_answer
from benefit_share.files.bank.instructions import Sending, payment_files
from benefit_share.files.cases.payee_checks import account_finding
from benefit_share.files.faults import PAYEE_TWICE
from benefit_share.files.pages.one_card import payer_names
from benefit_share.files.places import Collector
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.files.tables.columns import read_columns
from benefit_share.files.tables.csv_reader import Limits, read_sheet
from benefit_share.files.tables.declared import TABLES
from benefit_share.households import Payee
from benefit_share.payments import (
    PaymentList,
    Reconciliation,
    check_answer,
    faults,
    issue_again,
    payment_list,
    reconcile,
)
from benefit_share.payments.due import due_of
from benefit_share.rendering.paper.one_card import cards_of, one_card
from benefit_share.seal.manifest import fingerprint
from benefit_share.values import Currency, ValueFault, day, digest
from benefit_share.values.frozen import FrozenMap
from benefit_share.values.moments import local_day

if TYPE_CHECKING:
    from benefit_share.distribution import Case
    from benefit_share.files.bank.filed_run import FiledRun
    from benefit_share.findings import Finding

__all__ = ["Order", "pay", "read_accounts", "settle", "state"]


def read_accounts(
    path: Path, money: Currency, *, encoding: str = "utf-8", storage: Storage = STORAGE
) -> tuple[tuple[Payee, ...], tuple[Finding, ...]]:
    """Return a table of accounts: the columns of `payees`, for anybody that a run pays.

    Returns:
        Its rows, and what there is to know of them; none of it is an error.

    Raises:
        Refused: with every fault at its row.
    """
    limits, found = Limits(), Collector(path.name)
    data = storage.read_bytes(path, limits.size, what="table")
    sheet = read_sheet(data, found, encoding, limits)
    rows: tuple[Payee, ...] = ()
    if sheet is not None:
        to = read_columns(sheet, TABLES["payees"], found, exponent=money.exponent, texts={})
        names = ("household", "payee", "id_number", "account", "bank", "phone")
        rows = tuple(map(Payee, *map(to.get, names)))
        _check_accounts(rows, sheet.numbers, found)
    if found.errors:
        raise Refused(found.findings())
    return rows, found.findings()


def _check_accounts(rows: Sequence[Payee], numbers: Sequence[int], found: Collector) -> None:
    """Look at each account that was typed, and for rows of one payee, of which none would count."""
    first: dict[str, int] = {}
    for row, number in zip(rows, numbers, strict=False):
        wrong = account_finding(row.account) if row.account else None
        if wrong is not None:
            found.take(wrong, f"{number}:account")
        before = first.setdefault(row.household, number)
        if before != number:
            told = {"id": row.household, "first": str(before), "second": str(number)}
            found.add(PAYEE_TWICE, "", f"{number}:household", **told)


# ---- pay


@attrs.frozen
class Order:
    """How a run is to be paid.

    Attributes:
        who: who orders it, for the journal.
        at: when, UTC, `YYYY-MM-DDThh:mm:ssZ`.
        on: the day on which it is to be paid, `YYYY-MM-DD`; empty for that of `at`.
        formats: of the batches.
        encoding: of batches in CSV.
        accounts: accounts beside those of the sealed inputs, which they replace.
        allows_cash: whether a party without an account is paid against a signature.
        provider: who keeps the accounts, for G2P Connect.
        again: whether what came back is issued again.
        only: issue again to these parties alone.
    """

    who: str
    at: str
    on: str
    formats: tuple[str, ...] = ("csv",)
    encoding: str = "utf-8"
    accounts: tuple[Payee, ...] = attrs.field(default=(), repr=False)
    allows_cash: bool = False
    provider: str = ""
    again: bool = False
    only: tuple[str, ...] = ()

    def dated(self, zone: str) -> Order:
        """Return the order with its day: that of the moment, where the plan counts its days.

        Raises:
            Refused: for a day that is none, or that is past.
        """
        today = local_day(self.at, zone)
        if not self.on:
            return attrs.evolve(self, on=today.isoformat())
        try:
            chosen = day(self.on)
        except ValueFault as fault:
            raise Refused([fault.at("on")]) from None
        if chosen < today:
            told = {"day": self.on, "today": today.isoformat()}
            raise Refused([faults.DAY_PAST.at("on", **told)])
        return self


def pay(filed: FiledRun, order: Order, /) -> tuple[PaymentList, tuple[str, ...]]:
    """Write the next payment list of a run and record it; finish one that a stop has left.

    Args:
        filed: the run.
        order: how it is to be paid.

    Returns:
        The list, and the names of its files.

    Raises:
        Refused: with every reason why it cannot be paid; then nothing was written.
    """
    folder = filed.payments
    with filed.storage.locked(folder.lock):
        filed = filed.read_again()
        filed.check_entry(order.at)
        left = filed.unrecorded()
        if left is not None:
            _record_sent(filed, left, order)
            return left, ()
        run, filing = filed.run(), filed.filing()
        order = order.dated(run.case.plan.plan.time_zone)
        known = {one.household: one for one in (*run.case.payees, *order.accounts)}
        if order.again:
            lists = filed.lists()
            now = reconcile(lists, filed.answers())
            made = issue_again(
                filing,
                lists,
                now,
                known.values(),
                only=order.only,
                allows_cash=order.allows_cash,
            )
        else:
            made = payment_list(
                filing,
                due_of(run),
                known.values(),
                currency=filed.money,
                allows_cash=order.allows_cash,
            )
        files = _files(filed, run.case, made, order, known)
        folder.add_list(made, files)
        _record_sent(filed, made, order)
    return made, tuple(sorted(files))


def _record_sent(filed: FiledRun, made: PaymentList, order: Order) -> None:
    head = digest(filed.payments.heads()[made.attempt - 1])
    told: dict[str, str | int] = {"sha256": head, "attempt": made.attempt}
    told |= {"count": made.count, "total_minor": made.total}
    filed.record("bank_sent", order.who, order.at, **told)


def _files(
    filed: FiledRun, case: Case, made: PaymentList, order: Order, known: Mapping[str, Payee]
) -> dict[str, bytes]:
    payers = {line.payer: known[line.payer] for line in made.lines if line.payer in known}
    mark = fingerprint(filed.manifest)
    sending = Sending(
        at=order.at,
        on=order.on,
        fingerprint=mark,
        payers=FrozenMap(payers),
        encoding=order.encoding,
        provider=order.provider,
    )
    files = payment_files(made, sending, order.formats)
    cards = cards_of(made, mark, names=payer_names(case), synthetic=case.synthetic)
    return {**files, **{f"{card.name}.html": one_card(card) for card in cards}}


# ---- reconcile


def state(filed: FiledRun, /) -> Reconciliation:
    """Return where the payments of a run stand.

    Raises:
        Refused: when there is no list, or a file is not what was written.
    """
    return reconcile(filed.lists(), filed.answers())


def settle(
    filed: FiledRun, data: bytes, /, *, name: str, encoding: str, who: str, at: str
) -> tuple[Reconciliation, bool]:
    """Keep an answer of the bank, and return where the payments stand with it.

    Args:
        filed: the run.
        data: the bytes of the answer.
        name: its file, for findings.
        encoding: of its texts.
        who: who brings it, for the journal.
        at: when, UTC, `YYYY-MM-DDThh:mm:ssZ`.

    Returns:
        The state, and whether the answer is a new one; an old one changes nothing.

    Raises:
        Refused: when it cannot be read whole, or says nothing of this run.
    """
    folder = filed.payments
    lists = filed.lists()
    if not lists:
        raise Refused([faults.LIST_MISSING.at("payments")])
    answer = read_answer(data, filed.money, name=name, encoding=encoding)
    check_answer(lists, answer, made=filed.made_on())
    with filed.storage.locked(folder.lock):
        filed = filed.read_again()
        named = {one.get("sha256") for one in filed.told("bank_result")}
        is_recorded = filed.journal is None or answer.sha256 in named
        if folder.has(answer) and is_recorded:
            return state(filed), False
        filed.check_entry(at)
        is_new = folder.add_answer(answer, data, encoding)
        now = state(filed)
        told: dict[str, str | int] = {"sha256": answer.sha256, "form": answer.form}
        told |= {"paid_minor": now.sums.paid, "open_minor": now.sums.open}
        told |= {"beyond_minor": now.sums.beyond, "items": len(now.items)}
        filed.record("bank_result", who, at, **told)
    return now, is_new
