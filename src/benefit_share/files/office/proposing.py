"""Proposing a run: a case becomes the draft of the next edition, and the first entry about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from benefit_share.errors import Refused
from benefit_share.files.cases.case import read_folder
from benefit_share.files.office.folder import KEYS, Edition, Office, editions
from benefit_share.files.office.journal import Book, LivingJournal
from benefit_share.files.office.recording import (
    Done,
    clock,
    close,
    done,
    last_edition,
    refuse,
    unsigned,
    written,
)
from benefit_share.files.office.sign_off import SignOff
from benefit_share.files.office.standing import closes, codes_of, warned
from benefit_share.files.sealed.sealing import (
    Sealed,
    engine_of,
    input_files,
    journal_name,
    seal_run,
)
from benefit_share.findings import errors_of
from benefit_share.procedure import Standing, blockers, filed_head, state_of
from benefit_share.procedure import faults as blocks
from benefit_share.procedure.model import Act, Procedure
from benefit_share.seal.bundle import CHECKPOINT, JOURNAL
from benefit_share.seal.events import events_of
from benefit_share.seal.keys import Keyring
from benefit_share.values import digest

if TYPE_CHECKING:
    from benefit_share.distribution import Run, SlicedRun
    from benefit_share.files.cases.reading import Reading
    from benefit_share.findings import Finding
    from benefit_share.procedure import Event, Head

__all__ = ["propose"]


def propose(
    office: Office,
    case: Path,
    who: SignOff,
    *,
    run_key: bytes,
    acknowledged: Iterable[str] = (),
    replaces: bool = False,
    ring: Keyring | None = None,
) -> tuple[Done, Reading]:
    """Propose a case as the next edition of its distribution.

    Args:
        office: the folder of the distribution; made if it is not there.
        case: the folder of the case.
        who: who proposes it.
        run_key: 32 bytes from a source of chance; private.
        acknowledged: codes of the warnings that were read.
        replaces: whether it is to replace the filed edition.
        ring: the public keys of those who will sign, or None: those of the folder.

    Returns:
        What was done, and the case as it was read.

    Raises:
        Refused: with every fault of the case, or with every reason why nothing may be proposed.
    """
    from benefit_share.distribution import run_case

    reading = read_folder(case)
    if reading.case is None:
        raise Refused(reading.findings)
    plan = reading.case.plan
    if plan.procedure is None:
        raise Refused([blocks.MISSING.at("procedure").placed(reading.plans[-1].file)])
    try:
        run = run_case(reading.case)
    except Refused as refused:
        raise Refused(map(reading.placed, (*reading.findings, *refused.findings))) from None
    found = tuple(dict.fromkeys((*reading.findings, *run.findings)))
    journal = LivingJournal(
        office.folder / "journal", journal_name(run.distribution_id), office.storage, office.key
    )
    proposal = _Proposal(office, who, run, plan.procedure, found, tuple(acknowledged), replaces)
    office.storage.make_folder(office.folder)
    with journal.held() as book:
        last_edition(book, office)
        if ring is not None:
            office.storage.write_whole(office.folder / KEYS, ring.document())
        head = filed_head(events_of(book.entries), run.distribution_id) if replaces else None
        sealed = proposal.sealed(book, input_files(case, storage=office.storage), run_key, head)
        edition = Edition(
            office.folder / sealed.run_id.rpartition(".")[2],
            sealed.run_id,
            sealed.manifest,
            plan,
            office.storage,
        )
        event = proposal.event(sealed, head)
        refuse(proposal.blocked(book, event))
        open_ = {f"public/{JOURNAL}", f"public/{CHECKPOINT}"}
        files = {name: data for name, data in sealed.files.items() if name not in open_}
        office.storage.replace_folder(edition.folder, files)
        after = written(book, office, edition, event, who)
        close(after, edition)
        return done(after, edition, event, who), attrs.evolve(reading, findings=found)


@attrs.frozen
class _Proposal:
    """What is proposed, before the journal is held."""

    office: Office
    who: SignOff
    run: Run | SlicedRun
    procedure: Procedure
    found: tuple[Finding, ...]
    acknowledged: tuple[str, ...]
    replaces: bool

    def sealed(
        self, book: Book, inputs: Mapping[str, bytes], run_key: bytes, head: Head | None
    ) -> Sealed:
        """Return the run sealed as the next edition."""
        warnings = (one for one in self.run.findings if one.code in self.acknowledged)
        return seal_run(
            self.run,
            run_key=run_key,
            engine=engine_of(),
            inputs=inputs,
            edition=len(editions(book.entries)) + 1,
            supersedes=head.result_sha256 if head else None,
            ring=self.office.ring(),
            read=[(one.code, one.path, self.who.person) for one in warnings],
        )

    def event(self, sealed: Sealed, head: Head | None) -> Event:
        """Return the proposal as an event."""
        return self.who.event(
            Act.PROPOSE,
            sealed.run_id,
            self.run.case.plan.plan.time_zone,
            stage=self.procedure.stages[0].id,
            result_sha256=digest(sealed.manifest),
            acknowledged=self.acknowledged,
            supersedes=head.run if head else "",
        )

    def blocked(self, book: Book, event: Event) -> Iterable[Finding]:
        """Yield every reason why it cannot be proposed now."""
        standing = Standing(
            event.result_sha256,
            closes(self.run),
            codes_of(errors_of(self.found)),
            codes_of(warned(self.found)),
        )
        state = state_of(events_of(book.entries), event.run)
        yield from blockers(self.procedure, state, event, standing)
        if self.replaces and not event.supersedes:
            yield blocks.NOT_FILED.at("")
        yield from unsigned(self.office.ring(), event)
        yield from clock(book, self.who.at)
        yield from self.office.keyless()
