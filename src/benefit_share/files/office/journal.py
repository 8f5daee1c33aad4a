"""The living journal of a distribution in a folder: appended to under a lock, never rewritten.

A stop at any moment leaves the journal before an entry or after it. A fragment that a stop has left
behind the last checkpoint is moved aside and kept; one before it means damage, and nothing more is
written. An empty checkpoint is there before the first entry, so that a journal without one has lost
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.faults import DAMAGED, NO_CHECKPOINT, NO_JOURNAL, NO_JOURNAL_KEY
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.seal.bundle import JOURNAL_ROLE
from benefit_share.seal.journal import (
    Checkpoint,
    Entry,
    extended,
    journal_tree,
    read_checkpoint,
    read_journal,
    signed_checkpoint,
)
from benefit_share.seal.keys import Keyring, Signer

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = ["Book", "LivingJournal"]

JOURNAL: Final = "journal.jsonl"
CHECKPOINT: Final = "checkpoint.txt"
_LIMIT: Final = 64 << 20


@attrs.frozen
class LivingJournal:
    """A journal in its folder.

    Attributes:
        folder: where `journal.jsonl` and `checkpoint.txt` lie.
        origin: which journal it is, as its checkpoint says.
        storage: what makes the file calls.
        key: the journal's own key, public part and signer, for its checkpoints; or None.
    """

    folder: Path
    origin: str
    storage: Storage = STORAGE
    key: tuple[bytes, Signer] | None = None

    @classmethod
    def found(
        cls, folder: Path, *, storage: Storage = STORAGE, key: tuple[bytes, Signer] | None = None
    ) -> LivingJournal:
        """Return the journal that lies in a folder, by the name that its checkpoint says.

        Raises:
            Refused: when there is none, or it has lost its checkpoint.
        """
        journal = cls(folder, "", storage, key)
        note = journal._read(CHECKPOINT)
        if not note:
            kind = NO_CHECKPOINT if journal._read(JOURNAL) else NO_JOURNAL
            raise Refused([kind.at("").placed(str(folder))])
        return attrs.evolve(journal, origin=read_checkpoint(note).origin)

    def keyless(self, ring: Keyring) -> tuple[Finding, ...]:
        """Return a finding if the journal has a key of its own and it was not given.

        A checkpoint without its signature would fail before everybody who checks the folder.

        Args:
            ring: the public keys of those who sign; the journal has a key, too, when its
                checkpoint is signed.
        """
        own = [key.public for key in ring.keys if key.role == JOURNAL_ROLE]
        note = self._read(CHECKPOINT)
        is_signed = bool(note) and bool(read_checkpoint(note).signatures)
        fits = self.key is not None and (not own or self.key[0] in own)
        return (
            (NO_JOURNAL_KEY.at("").placed(CHECKPOINT),) if (own or is_signed) and not fits else ()
        )

    def entries(self) -> tuple[Entry, ...]:
        """Return the whole entries; a fragment behind the checkpoint is left out, not touched.

        Raises:
            Refused: when a line does not follow the one before it, or the journal is not what
                its checkpoint says.
        """
        whole, _ = self._parts()
        return self._checked(whole)

    @contextmanager
    def held(self) -> Iterator[Book]:
        """Hold the journal against other processes, as it is now.

        Whatever is decided while it is held is decided on its last entry.

        Raises:
            Refused: when another process is writing, or the journal is damaged.
        """
        self.storage.make_folder(self.folder)
        with self.storage.locked(self.folder / "journal.lock"):
            whole, fragment = self._parts()
            entries = self._checked(whole)
            lines = tuple(whole.split(b"\n")[:-1])
            kept = self._set_aside(whole, fragment, len(lines)) if fragment else ""
            yield Book(self, lines, entries, kept)

    def append(self, entry: Entry | Callable[[tuple[Entry, ...]], Entry], /) -> str:
        """Put an entry behind the last.

        Args:
            entry: what is new, or what makes it of the entries up to now, inside the lock; `seq`
                and `prev` are set here.

        Returns:
            The name under which a fragment was kept, or nothing.

        Raises:
            Refused: when another process is writing, the journal is damaged, or the computer
                cannot write; read the journal again to see whether the entry stands.
        """
        with self.held() as book:
            book.append(entry if isinstance(entry, Entry) else entry(book.entries))
            return book.kept

    def _read(self, name: str) -> bytes:
        path = self.folder / name
        return self.storage.read_bytes(path, _LIMIT) if self.storage.kind(path) else b""

    def _parts(self) -> tuple[bytes, bytes]:
        """Return the whole lines, and what stands behind the last line feed."""
        data = self._read(JOURNAL)
        end = data.rfind(b"\n") + 1
        return data[:end], data[end:]

    def _checked(self, whole: bytes) -> tuple[Entry, ...]:
        entries = read_journal(whole) if whole else ()
        note = self._read(CHECKPOINT)
        if note:
            head = read_checkpoint(note)
            lines = whole.split(b"\n")[: head.size]
            short = len(entries) < head.size
            if short or head.origin != self.origin or journal_tree(lines).root != head.root:
                raise Refused([DAMAGED.at("", size=head.size).placed(JOURNAL)])
        elif entries:
            raise Refused([NO_CHECKPOINT.at("").placed(str(self.folder))])
        return entries

    def _set_aside(self, whole: bytes, fragment: bytes, seq: int) -> str:
        name = f"journal.torn-{seq}"
        self.storage.write_whole(self.folder / name, fragment)
        self.storage.write_whole(self.folder / JOURNAL, whole)
        return name


@attrs.frozen
class Book:
    """A journal that is held.

    Attributes:
        journal: which.
        lines: its lines, without line feeds.
        entries: what they say.
        kept: the name under which a fragment was kept, or nothing.
    """

    journal: LivingJournal
    lines: tuple[bytes, ...]
    entries: tuple[Entry, ...]
    kept: str = ""

    def append(self, entry: Entry, /) -> Book:
        """Put an entry behind the last, for good, and return the book with it."""
        journal, lines = self.journal, extended(self.lines, entry)
        if not self.lines:
            self._note(())
        journal.storage.append(journal.folder / JOURNAL, lines[-1] + b"\n")
        self._note(lines)
        return attrs.evolve(self, lines=lines, entries=read_journal(b"\n".join((*lines, b""))))

    def checkpoint(self, size: int, /) -> Checkpoint:
        """Return the head of the first entries, signed if the journal has its key."""
        journal = self.journal
        head = Checkpoint(journal.origin, size, journal_tree(self.lines[:size]).root)
        return head if journal.key is None else signed_checkpoint(head, *journal.key)

    def _note(self, lines: tuple[bytes, ...]) -> None:
        head = attrs.evolve(self, lines=lines).checkpoint(len(lines))
        self.journal.storage.write_whole(self.journal.folder / CHECKPOINT, head.document())
