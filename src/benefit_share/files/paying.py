"""Paying a filed run, and reconciling what the bank answers: files, and entries in the journal.

The files are written whole before the entry: a stop in between leaves a list that is not yet in
the journal, under the references it will have again, and the next call records it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.bank_answers import read_answer
from benefit_share.files.bank_files import Sending, payment_files
from benefit_share.files.bundles import read_verified
from benefit_share.files.case_folder import read_folder
from benefit_share.files.csv_reader import Limits, read_sheet
from benefit_share.files.journal import LivingJournal
from benefit_share.files.payment_folder import PaymentFolder
from benefit_share.files.places import Collector
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.files.table_reader import read_columns
from benefit_share.files.tables import TABLES
from benefit_share.households import Payee
from benefit_share.payments import (
    Filing,
    PaymentList,
    Reconciliation,
    check_answer,
    faults,
    issue_again,
    payment_list,
    reconcile,
)
from benefit_share.payments.due import due_of
from benefit_share.procedure import state_of
from benefit_share.rendering.one_card import one_card
from benefit_share.seal.bundle import CHECKPOINT, JOURNAL, MANIFEST_FILE
from benefit_share.seal.envelope import read_envelope
from benefit_share.seal.events import events_of
from benefit_share.seal.faults import BAD_TIME
from benefit_share.seal.journal import Entry, read_checkpoint, read_journal
from benefit_share.seal.manifest import fingerprint
from benefit_share.values import Currency, ValueFault, currency, day, digest
from benefit_share.values.frozen import FrozenMap
from benefit_share.values.moments import is_moment

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun

__all__ = ["FiledRun", "Order", "filed_run", "pay", "read_accounts", "settle", "state"]

ONE_CARD: Final = "one-card.html"


@attrs.frozen
class FiledRun:
    """A bundle with its office folder, as payments see it.

    Attributes:
        folder: the bundle, which holds `public` and `restricted`.
        manifest: the bytes of the manifest.
        entries: the journal: the living one where there is one, else the copy in the bundle.
        journal: the living journal, or None.
        storage: how files are read and written.
    """

    folder: Path
    manifest: bytes = attrs.field(repr=False)
    entries: tuple[Entry, ...] = attrs.field(repr=False)
    journal: LivingJournal | None = None
    storage: Storage = STORAGE

    @property
    def predicate(self) -> Mapping[str, Any]:
        """What the manifest says of the run."""
        told: Mapping[str, Any] = json.loads(self.manifest)["predicate"]
        return told

    @property
    def money(self) -> Currency:
        """The currency of the run."""
        return currency(self.predicate["currency"])

    @property
    def payments(self) -> PaymentFolder:
        """Its payments."""
        return PaymentFolder(self.folder / "restricted" / "payments", self.storage)

    def read_again(self) -> FiledRun:
        """Return the run with its journal as it is now.

        Called while the payments are held: whatever is decided is decided on the last entry.
        """
        entries = self.entries if self.journal is None else self.journal.entries()
        return attrs.evolve(self, entries=entries)

    def check_clock(self, at: str) -> None:
        """Refuse what is no moment, or lies before the last entry: a journal does not go back."""
        if not is_moment(at):
            raise Refused([BAD_TIME.at("at")])
        last = self.entries[-1].at if self.entries else ""
        if at < last:
            raise Refused([faults.CLOCK_BACK.at("at", at=at, last=last)])

    def sent(self) -> frozenset[str]:
        """Return the digests of the lists that the journal names as sent."""
        told = self.predicate["run_id"]
        return frozenset(
            str(one.body.get("sha256"))
            for one in self.entries
            if one.type == "bank_sent" and one.body.get("run_id") == told
        )

    def filing(self) -> Filing:
        """Return what is known of its filing."""
        told = self.predicate
        run = told["run_id"]
        state = state_of(events_of(self.entries), run)
        filed = state.filed
        return Filing(
            run_id=run,
            manifest_sha256=digest(self.manifest),
            root=told["tree"]["root"],
            is_filed=filed is not None and filed.result_sha256 == digest(self.manifest),
            pays=told["totals"]["paid_minor"],
            superseded_by=state.superseded_by,
            is_voided=state.voided,
            is_sent=bool(self.sent() or self.payments.heads()),
        )

    def run(self) -> Run | SlicedRun:
        """Return the run computed again from the sealed inputs.

        Raises:
            Refused: when they do not give the run that was filed.
        """
        from benefit_share.distribution import run_case

        reading = read_folder(self.folder / "restricted" / "inputs", storage=self.storage)
        if reading.case is None:
            raise Refused(reading.findings)
        made, told = run_case(reading.case), self.predicate
        if (made.inputs_digest, made.plan_digest) != (told["inputs_sha256"], told["plan_sha256"]):
            raise Refused([faults.INPUTS_CHANGED.at("inputs")])
        return made

    def record(self, type_: str, who: str, at: str, **body: str | int) -> None:
        """Write an entry about the run into the living journal, if there is one."""
        if self.journal is not None:
            told = {"run_id": self.predicate["run_id"], "manifest_sha256": digest(self.manifest)}
            self.journal.append(Entry(type_, who, at, {**told, **body}))


def filed_run(bundle: Path, *, journal: Path | None = None, storage: Storage = STORAGE) -> FiledRun:
    """Return a filed run.

    Args:
        bundle: the folder that holds `public` and `restricted`.
        journal: the folder of the living journal; the one beside the bundle if there is one.
        storage: how files are read and written.

    Raises:
        Refused: when the bundle does not verify, or there is nothing to read.
    """
    public, _ = read_verified(bundle, storage=storage)
    at = journal or bundle.resolve().parent / "journal"
    living = None
    if journal is not None or storage.kind(at / CHECKPOINT) == "file":
        note = read_checkpoint(storage.read_bytes(at / CHECKPOINT, 65_536), place=CHECKPOINT)
        living = LivingJournal(at, note.origin, storage)
    entries = read_journal(public[JOURNAL]) if living is None else living.entries()
    manifest = read_envelope(public[MANIFEST_FILE], place=MANIFEST_FILE).payload
    return FiledRun(bundle, manifest, entries, living, storage)


def read_accounts(
    path: Path, money: Currency, *, encoding: str = "utf-8", storage: Storage = STORAGE
) -> tuple[Payee, ...]:
    """Return a table of accounts: the columns of `payees`, for anybody that a run pays.

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
    if found.errors:
        raise Refused(found.findings())
    return rows


# ---- pay


@attrs.frozen
class Order:
    """How a run is to be paid.

    Attributes:
        who: who orders it, for the journal.
        at: when, UTC, `YYYY-MM-DDThh:mm:ssZ`.
        on: the day on which it is to be paid, `YYYY-MM-DD`.
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

    def check_day(self) -> None:
        """Refuse a day of payment that is none."""
        try:
            day(self.on)
        except ValueFault as fault:
            raise Refused([fault.at("on")]) from None


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
        filed.check_clock(order.at)
        order.check_day()
        left = _unrecorded(filed)
        if left is not None:
            _record_sent(filed, left, order)
            return left, ()
        run, filing = filed.run(), filed.filing()
        known = {one.household: one for one in (*run.case.payees, *order.accounts)}
        if order.again:
            lists = folder.lists()
            now = reconcile(lists, folder.answers(filed.money))
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
        files = _files(filed, made, order, known)
        folder.add_list(made, files)
        _record_sent(filed, made, order)
    return made, tuple(sorted(files))


def _unrecorded(filed: FiledRun) -> PaymentList | None:
    """Return the last list if a stop came before its entry in the journal."""
    heads = filed.payments.heads()
    if filed.journal is None or not heads or digest(heads[-1]) in filed.sent():
        return None
    return filed.payments.lists()[-1]


def _record_sent(filed: FiledRun, made: PaymentList, order: Order) -> None:
    head = digest(filed.payments.heads()[made.attempt - 1])
    told: dict[str, str | int] = {"sha256": head, "attempt": made.attempt}
    told |= {"count": made.count, "total_minor": made.total}
    filed.record("bank_sent", order.who, order.at, **told)


def _files(
    filed: FiledRun, made: PaymentList, order: Order, known: Mapping[str, Payee]
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
    return {**files, ONE_CARD: one_card(made, mark)}


# ---- reconcile


def state(filed: FiledRun, /) -> Reconciliation:
    """Return where the payments of a run stand.

    Raises:
        Refused: when there is no list, or a file is not what was written.
    """
    folder = filed.payments
    return reconcile(folder.lists(), folder.answers(filed.money))


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
    lists = folder.lists()
    if not lists:
        raise Refused([faults.LIST_MISSING.at("payments")])
    answer = read_answer(data, filed.money, name=name, encoding=encoding)
    check_answer(lists, answer)
    with filed.storage.locked(folder.lock):
        filed = filed.read_again()
        is_recorded = filed.journal is None or answer.sha256 in _results(filed)
        if folder.has(answer) and is_recorded:
            return state(filed), False
        filed.check_clock(at)
        is_new = folder.add_answer(answer, data, encoding)
        now = state(filed)
        told: dict[str, str | int] = {"sha256": answer.sha256, "form": answer.form}
        told |= {"paid_minor": now.sums.paid, "open_minor": now.sums.open}
        told |= {"beyond_minor": now.sums.beyond, "items": len(now.items)}
        filed.record("bank_result", who, at, **told)
    return now, is_new


def _results(filed: FiledRun) -> frozenset[str]:
    """Return the digests of the answers that the journal names."""
    told = (one.body.get("sha256") for one in filed.entries if one.type == "bank_result")
    return frozenset(map(str, told))
