"""The folder of a distribution: its living journal, and each edition from draft to filed bundle.

    journal/              journal.jsonl, checkpoint.txt: what happened, never rewritten
    keys.json             the public keys of those who sign, if there are any
    e1/public/            what everybody may see; closed by the filing, and then never touched
    e1/restricted/        run key, inputs, statements, slips: stays in the office

Everything under `e1/public` follows from the journal and what was proposed: a stop between an entry
and the folder is put right by the next command.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.cases.folder import read_rules
from benefit_share.files.office.journal import LivingJournal
from benefit_share.files.sealed.bundles import read_public
from benefit_share.files.sealed.sealing import journal_name
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.procedure import Procedure
from benefit_share.procedure import faults as blocks
from benefit_share.procedure.events import distribution_of
from benefit_share.procedure.model import Act
from benefit_share.seal.bundle import CHECKPOINT, MANIFEST_FILE
from benefit_share.seal.envelope import read_envelope
from benefit_share.seal.events import events_of
from benefit_share.seal.keys import Keyring, Signer, read_keyring

if TYPE_CHECKING:
    from benefit_share.findings import Finding
    from benefit_share.plan import Plan
    from benefit_share.seal.journal import Entry

__all__ = ["KEYS", "Edition", "Office", "editions"]

KEYS: Final = "keys.json"
KEYS_LIMIT: Final = 1 << 20


@attrs.frozen
class Edition:
    """One run of the distribution, as it lies in the folder.

    Attributes:
        folder: `e1`, `e2`, ….
        run: the id of the run.
        manifest: the bytes of the manifest.
        plan: the plan that was proposed.
        storage: how files are read and written.
    """

    folder: Path
    run: str
    manifest: bytes = attrs.field(repr=False)
    plan: Plan = attrs.field(repr=False)
    storage: Storage = STORAGE

    @property
    def procedure(self) -> Procedure:
        """The procedure of its plan.

        Raises:
            Refused: when the plan has none.
        """
        if self.plan.procedure is None:
            raise Refused([blocks.MISSING.at("procedure")])
        return self.plan.procedure

    @property
    def zone(self) -> str:
        """The time zone in which its days are counted."""
        return self.plan.plan.time_zone

    def keep(self, name: str, data: bytes) -> None:
        """Keep a file beside what stays in the office."""
        self.storage.write_whole(self.folder / "restricted" / name, data)

    def public(self) -> Mapping[str, bytes]:
        """Return the files of its public folder."""
        return read_public(self.folder / "public", storage=self.storage)


@attrs.frozen
class Office:
    """The folder of a distribution.

    Attributes:
        folder: where it lies.
        storage: how files are read and written.
        key: the journal's own key, or None.
    """

    folder: Path
    storage: Storage = STORAGE
    key: tuple[bytes, Signer] | None = attrs.field(default=None, repr=False)

    def journal(self) -> LivingJournal:
        """Return its journal.

        Raises:
            Refused: when there is none, it has no checkpoint, or its checkpoint names another
                journal than that of the distribution of its runs.
        """
        found = LivingJournal.found(self.folder / "journal", storage=self.storage, key=self.key)
        entries = found.entries()
        runs = editions(entries)
        if runs and found.origin != journal_name(distribution_of(runs[0])):
            raise Refused([faults.DAMAGED.at("", size=len(entries)).placed(CHECKPOINT)])
        return found

    def keyless(self) -> tuple[Finding, ...]:
        """Return a finding if the journal has a key of its own and it was not given."""
        journal = LivingJournal(self.folder / "journal", "", self.storage, self.key)
        return journal.keyless(self.ring())

    def ring(self) -> Keyring:
        """Return the public keys of those who sign; nobody's if there is no such file."""
        path = self.folder / KEYS
        if not self.storage.kind(path):
            return Keyring(())
        return read_keyring(self.storage.read_bytes(path, KEYS_LIMIT), place=KEYS)

    def edition(self, run: str) -> Edition:
        """Return one run of the distribution.

        What a stop in the middle of writing its public folder has left is put right.

        Raises:
            Refused: when its files are not there or cannot be read.
        """
        folder = self.folder / run.rpartition(".")[2]
        self.storage.mend(folder / "public")
        data = self.storage.read_bytes(folder / "public" / MANIFEST_FILE, KEYS_LIMIT)
        manifest = read_envelope(data, place=MANIFEST_FILE).payload
        plan = read_rules(folder / "restricted" / "inputs", storage=self.storage)
        return Edition(folder, run, manifest, plan, self.storage)


def editions(entries: Iterable[Entry], /) -> tuple[str, ...]:
    """Return the runs that were proposed, in order."""
    return tuple(event.run for event in events_of(entries) if event.type == Act.PROPOSE)
