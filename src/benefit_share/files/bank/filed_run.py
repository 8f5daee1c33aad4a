"""A filed run as payments see it: its bundle, the journal of the office, its payment folder."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from benefit_share.errors import Refused
from benefit_share.files.bank.folder import PaymentFolder
from benefit_share.files.cases.case import read_folder
from benefit_share.files.office.folder import Office
from benefit_share.files.office.journal import LivingJournal
from benefit_share.files.sealed.bundles import read_verified
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.payments import Answer, Filing, PaymentList, faults, reconcile
from benefit_share.procedure import state_of
from benefit_share.procedure.events import distribution_of
from benefit_share.seal.bundle import CHECKPOINT, JOURNAL, MANIFEST_FILE
from benefit_share.seal.envelope import read_envelope
from benefit_share.seal.events import events_of
from benefit_share.seal.faults import BAD_TIME
from benefit_share.seal.journal import Entry, read_journal
from benefit_share.values import Currency, currency, digest
from benefit_share.values.moments import is_moment

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.findings import Finding
    from benefit_share.seal.keys import Signer

__all__ = ["FiledRun", "filed_run"]


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

    def check_entry(self, at: str) -> None:
        """Refuse what could not be written into the journal.

        Args:
            at: when it is written: a moment, and not before the last entry, for a journal does
                not go back.
        """
        if not is_moment(at):
            raise Refused([BAD_TIME.at("at")])
        found = list(self._unsigned())
        last = self.entries[-1].at if self.entries else ""
        if at < last:
            found.append(faults.CLOCK_BACK.at("at", at=at, last=last))
        if found:
            raise Refused(found)

    def _unsigned(self) -> tuple[Finding, ...]:
        """Return a finding if the journal is signed, and what signs it was not given."""
        if self.journal is None:
            return ()
        return self.journal.keyless(Office(self.journal.folder.parent, self.storage).ring())

    def told(self, type_: str) -> Iterator[Mapping[str, Any]]:
        """Yield what the entries of a type say of this run, in order."""
        run = self.predicate["run_id"]
        for one in self.entries:
            if one.type == type_ and one.body.get("run_id") == run:
                yield one.body

    def made_on(self) -> Mapping[int, dt.date]:
        """Return the day on which each payment list was made, by attempt, as the journal says."""
        run = self.predicate["run_id"]
        return {
            one.body["attempt"]: dt.date.fromisoformat(one.at[:10])
            for one in self.entries
            if one.type == "bank_sent" and one.body.get("run_id") == run
        }

    def unrecorded(self) -> PaymentList | None:
        """Return the last list if a stop came between it and its entry in the journal."""
        lists = self.lists()
        recorded = {one.get("attempt") for one in self.told("bank_sent")}
        is_left = self.journal is not None and lists and len(lists) not in recorded
        return lists[-1] if is_left else None

    def paid_before(self) -> str:
        """Return another run of the distribution of which money went out or may, or empty.

        A correction that is filed after its first edition was paid would pay everybody again.
        """
        own = self.predicate["run_id"]
        sent = (str(one.body.get("run_id")) for one in self.entries if one.type == "bank_sent")
        others = (
            one
            for one in dict.fromkeys(sent)
            if one != own and distribution_of(one) == distribution_of(own)
        )
        return next((one for one in others if not self._came_back(one)), "")

    def _came_back(self, run: str) -> bool:
        """Say whether the bank has sent back, or never made, every payment of another run."""
        folder = self.folder.resolve().parent / run.rpartition(".")[2]
        journal = None if self.journal is None else self.journal.folder
        try:
            other = filed_run(folder, journal=journal, storage=self.storage)
            state = reconcile(other.lists(), other.answers())
        except Refused:
            return False  # nobody knows
        is_it = other.predicate["run_id"] == run
        return is_it and all(not one.moved and one.obstacle is None for one in state.settled)

    def lists(self) -> tuple[PaymentList, ...]:
        """Return every payment list, in order of attempt.

        Raises:
            Refused: when one is not what was written, not what the journal says was sent, not of
                this filing, or not there any more.
        """
        lists, heads = self.payments.lists(), self.payments.heads()
        own = (self.predicate["run_id"], digest(self.manifest))
        if any((one.run_id, one.manifest_sha256) != own for one in lists):
            raise Refused([faults.OTHER_RUN.at("payments")])
        written = dict(enumerate(map(digest, heads), start=1))
        for one in self.told("bank_sent"):
            if written.get(one.get("attempt", 0)) != one.get("sha256"):
                raise Refused([faults.LIST_CHANGED.at("").placed("payments")])
        return lists

    def answers(self) -> tuple[Answer, ...]:
        """Return every answer of the bank, in the order in which they came.

        Raises:
            Refused: when one is not what came, or the journal names one that is not there.
        """
        answers = self.payments.answers(self.money)
        there = {one.sha256 for one in answers}
        if any(one.get("sha256") not in there for one in self.told("bank_result")):
            raise Refused([faults.ANSWER_MISSING.at("").placed("payments/answers")])
        return answers

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
            paid_before=self.paid_before(),
            is_sent=any(self.told("bank_sent")) or bool(self.payments.heads()),
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


def filed_run(
    bundle: Path,
    *,
    journal: Path | None = None,
    key: tuple[bytes, Signer] | None = None,
    storage: Storage = STORAGE,
) -> FiledRun:
    """Return a filed run.

    Args:
        bundle: the folder that holds `public` and `restricted`.
        journal: the folder of the living journal; the one beside the bundle if there is one.
        key: the journal's own key, public part and signer, or None.
        storage: how files are read and written.

    Raises:
        Refused: when the bundle does not verify, or there is nothing to read.
    """
    public, _ = read_verified(bundle, storage=storage)
    at = journal or bundle.resolve().parent / "journal"
    living = None
    if journal is not None or storage.kind(at / CHECKPOINT) == "file":
        living = LivingJournal.found(at, storage=storage, key=key)
    entries = read_journal(public[JOURNAL]) if living is None else living.entries()
    manifest = read_envelope(public[MANIFEST_FILE], place=MANIFEST_FILE).payload
    return FiledRun(bundle, manifest, entries, living, storage)
