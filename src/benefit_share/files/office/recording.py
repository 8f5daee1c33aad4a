"""Writing what is done into the held journal, and the public folder that follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.office.folder import Edition, Office, editions
from benefit_share.files.office.journal import Book
from benefit_share.files.office.sign_off import SignOff
from benefit_share.procedure import Event, Stage, State, state_of
from benefit_share.procedure import faults as blocks
from benefit_share.procedure.due import earliest
from benefit_share.procedure.model import Act
from benefit_share.seal.bundle import (
    CHECKPOINT,
    JOURNAL,
    JOURNAL_ROLE,
    MANIFEST_FILE,
    public_files,
)
from benefit_share.seal.documents import join_lines
from benefit_share.seal.envelope import Envelope, Signature, check_signatures, pae
from benefit_share.seal.events import entry_of, event_of, events_of
from benefit_share.seal.keys import Keyring, from_base64, key_id, to_base64
from benefit_share.values import digest

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.seal.journal import Entry


__all__ = [
    "Done",
    "clock",
    "close",
    "done",
    "last_edition",
    "refuse",
    "unsigned",
    "written",
]

SIGNING: Final = frozenset({Act.PROPOSE, Act.MEET, Act.POST, Act.REVIEW, Act.FILE})


def written(
    book: Book, office: Office, edition: Edition, event: Event, who: SignOff, **said: str
) -> Book:
    """Write an event that nothing blocks into the journal, with its signature.

    Args:
        book: the journal, held.
        office: the folder.
        edition: the run it is about.
        event: what is done.
        who: who does it.
        **said: what else the entry says.

    Raises:
        Refused: when the clock was set back, or the key is not the person's in that role.
    """
    more = {**said, **_signature(office.ring(), edition, event, who)}
    if event.type == Act.FILE:
        envelope = _envelope(edition, (*book.entries, entry_of(event, who.at, **more)))
        refuse(_unsigned(office.ring(), edition, envelope, event))
        more["envelope_sha256"] = digest(envelope.document())
    return book.append(entry_of(event, who.at, **more))


def clock(book: Book, at: str) -> tuple[Finding, ...]:
    """Return a finding if a moment lies before the last entry of a journal."""
    last = book.entries[-1].at if book.entries else ""
    return (blocks.CLOCK_BACK.at("", at=at, last=last),) if at < last else ()


def refuse(found: Iterable[Finding]) -> None:
    """Raise `Refused` with everything that was found, if there is anything."""
    listed = tuple(dict.fromkeys(found))
    if listed:
        raise Refused(listed)


def _signature(ring: Keyring, edition: Edition, event: Event, who: SignOff) -> dict[str, str]:
    if who.key is None:
        return {}
    public, signer = who.key
    key = ring.by_id().get(key_id(public))
    fits = key is not None and (key.person, key.role) == (event.person, event.role)
    if key is None or not fits or not key.holds_on(event.on):
        found = faults.KEY_NOT_THEIRS.at("", role=event.role, on=event.on.isoformat())
        raise Refused([found])
    return {"sig": to_base64(signer(pae(Envelope(b"").payload_type, edition.manifest)))}


def _unsigned(
    ring: Keyring, edition: Edition, envelope: Envelope, event: Event
) -> tuple[Finding, ...]:
    """Return why the signatures of a run are too few: counted by key, by person and by role."""
    held = (key.role for key in ring.keys if key.role != JOURNAL_ROLE)
    required = tuple(dict.fromkeys((*edition.procedure.signing_roles(), *held)))
    if not required:
        return ()
    found = check_signatures(envelope, ring, required=required, on=event.on).findings
    return tuple(one for one in found if one.is_error)


def _envelope(edition: Edition, entries: Iterable[Entry]) -> Envelope:
    """Return the manifest with the signatures that the journal holds, each key once."""
    signatures: dict[str, Signature] = {}
    for entry in entries:
        event = event_of(entry)
        if event is None or event.run != edition.run or event.type not in SIGNING:
            continue
        sig = entry.body.get("sig")
        if event.key and isinstance(sig, str):
            signatures.setdefault(event.key, Signature(event.key, from_base64(sig)))
    return Envelope(edition.manifest, tuple(signatures.values()))


def close(book: Book, edition: Edition) -> None:
    """Bring the public folder of a run to what the journal says of it.

    A filed run's folder ends with its filing; it comes out the same whoever does this and whenever,
    but for the signature of the journal's key. A folder whose journal is no beginning of this one
    is left as it is: it was changed, and that must be seen.
    """
    size = len(book.entries)
    for place, entry in enumerate(book.entries):
        event = event_of(entry)
        if event is not None and event.run == edition.run and event.type == Act.FILE:
            size = place + 1
    present = dict(edition.public())
    journal = join_lines(book.lines[:size])
    there = present.get(JOURNAL, b"")
    if (there == journal and CHECKPOINT in present) or not journal.startswith(there):
        return
    envelope = _envelope(edition, book.entries[:size])
    subjects = {
        name: data
        for name, data in present.items()
        if name not in {MANIFEST_FILE, JOURNAL, CHECKPOINT}
    }
    files = public_files(
        subjects,
        envelope,
        journal=book.lines[:size],
        checkpoint=book.checkpoint(size),
        origin=book.journal.origin,
    )
    edition.storage.replace_folder(edition.folder / "public", files)


def last_edition(book: Book, office: Office) -> tuple[Edition, State] | None:
    """Return the run that was proposed last, its folder brought up to date, and where it stands.

    None: no run was proposed yet. A stop after an entry is put right here.
    """
    runs = editions(book.entries)
    if not runs:
        return None
    edition, state = office.edition(runs[-1]), state_of(events_of(book.entries), runs[-1])
    if digest(edition.manifest) == state.done[0].result_sha256:
        close(book, edition)
    return edition, state


def unsigned(ring: Keyring, event: Event) -> tuple[Finding, ...]:
    """Return a finding if a role whose keys are in the keyring signs off without one.

    Whoever checks the bundle asks a signature of every role whose key lies in it.
    """
    asked = any(key.role == event.role for key in ring.keys)
    return (blocks.NO_SIGNATURE.at("", stage=event.stage),) if asked and not event.key else ()


@attrs.frozen
class Done:
    """What a command has done.

    Attributes:
        event: the event.
        edition: the run it is about.
        state: where the run stands now.
        level: what the sign-off is worth: `signed`, `named`, `said`.
        again: whether it had been done before, and nothing was done now.
        kept: the name under which a torn line of the journal was kept, or nothing.
    """

    event: Event
    edition: Edition
    state: State
    level: str
    again: bool = False
    kept: str = ""

    @property
    def due(self) -> Stage | None:
        """The stage that is due now, or None."""
        if self.state.returned or self.state.voided:
            return None
        return self.state.due(self.edition.procedure)

    @property
    def not_before(self) -> dt.date | None:
        """The first day on which it can be done, or None when no day is waited for."""
        due = self.due
        return None if due is None else earliest(self.edition.procedure, self.state, due)


def done(book: Book, edition: Edition, event: Event, who: SignOff, *, again: bool = False) -> Done:
    """Return what was done, with the state that the journal now amounts to."""
    state = state_of(events_of(book.entries), edition.run)
    return Done(event, edition, state, who.level, again, book.kept)
