"""The living journal of a collective in a folder: appended to under a lock, never rewritten.

A stop at any moment leaves the journal before an entry or after it. A fragment that a stop has left
behind the last checkpoint is moved aside and kept; one before it means damage, and nothing more is
written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.faults import DAMAGED
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.seal.journal import (
    Checkpoint,
    Entry,
    extended,
    journal_tree,
    read_checkpoint,
    read_journal,
)

__all__ = ["LivingJournal"]

_LIMIT: Final = 64 << 20


@attrs.frozen
class LivingJournal:
    """A journal in its folder.

    Attributes:
        folder: where `journal.jsonl` and `checkpoint.txt` lie.
        origin: which journal it is, as its checkpoint says.
        storage: what makes the file calls.
    """

    folder: Path
    origin: str
    storage: Storage = STORAGE

    def entries(self) -> tuple[Entry, ...]:
        """Return the whole entries; a fragment behind the checkpoint is left out, not touched.

        Raises:
            Refused: when a line does not follow the one before it, or the journal is not what
                its checkpoint says.
        """
        whole, _ = self._parts()
        return self._checked(whole)

    def append(self, entry: Entry, /) -> str:
        """Put an entry behind the last.

        Args:
            entry: what is new; `seq` and `prev` are set here.

        Returns:
            The name under which a fragment was kept, or nothing.

        Raises:
            Refused: when another process is writing, the journal is damaged, or the computer
                cannot write; read the journal again to see whether the entry stands.
        """
        self.storage.make_folder(self.folder)
        with self.storage.locked(self.folder / "journal.lock"):
            whole, fragment = self._parts()
            self._checked(whole)
            lines = whole.split(b"\n")[:-1]
            kept = self._set_aside(whole, fragment, len(lines)) if fragment else ""
            lines = list(extended(lines, entry))
            self.storage.append(self.folder / "journal.jsonl", lines[-1] + b"\n")
            head = Checkpoint(self.origin, len(lines), journal_tree(lines).root)
            self.storage.write_whole(self.folder / "checkpoint.txt", head.document())
        return kept

    def _read(self, name: str) -> bytes:
        path = self.folder / name
        return self.storage.read_bytes(path, _LIMIT) if self.storage.kind(path) else b""

    def _parts(self) -> tuple[bytes, bytes]:
        """Return the whole lines, and what stands behind the last line feed."""
        data = self._read("journal.jsonl")
        end = data.rfind(b"\n") + 1
        return data[:end], data[end:]

    def _checked(self, whole: bytes) -> tuple[Entry, ...]:
        entries = read_journal(whole) if whole else ()
        note = self._read("checkpoint.txt")
        if note:
            head = read_checkpoint(note)
            lines = whole.split(b"\n")[: head.size]
            short = len(entries) < head.size
            if short or head.origin != self.origin or journal_tree(lines).root != head.root:
                raise Refused([DAMAGED.at("", size=head.size).placed("journal.jsonl")])
        return entries

    def _set_aside(self, whole: bytes, fragment: bytes, seq: int) -> str:
        name = f"journal.torn-{seq}"
        self.storage.write_whole(self.folder / name, fragment)
        self.storage.write_whole(self.folder / "journal.jsonl", whole)
        return name
